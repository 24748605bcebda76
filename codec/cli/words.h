/* SPDX-License-Identifier: MIT */
/* The documented words for what decode gives. */
#ifndef UCR_CLI_WORDS_H
#define UCR_CLI_WORDS_H

#include <ucr/ucr.h>

const char *ucr_words_kind(ucr_json_kind kind);
const char *ucr_words_result(ucr_result result);
const char *ucr_words_shape(ucr_shape shape);

/** The member that one UCR_IGNORED_* bit stands for; NULL: none. */
const char *ucr_words_ignored(unsigned bit);

/** Above every UCR_IGNORED_* bit there is. */
#define UCR_WORDS_IGNORED_END (UCR_IGNORED_TITLE << 1)

#endif
