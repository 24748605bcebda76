/* SPDX-License-Identifier: MIT */
/* The contents of a JSON string into plain text, a second time: as plainly as
 * the rules allow, and sharing nothing with what it is held against. */
#ifndef UCR_FUZZ_PLAIN_H
#define UCR_FUZZ_PLAIN_H

#include <stdint.h>

#include <ucr/ucr.h>

/** Bytes that the result can need for each one of the text. */
#define UCR_PLAIN_GROWTH 3

/** The length of the UTF-8 sequence at `at`; 0: none begins there; -1: one
 * that `end` cuts. */
int ucr_plain_utf8(const char *at, const char *end);

/** Whether all of it is UTF-8. */
bool ucr_plain_is_utf8(ucr_str str);

/**
 * The next code point of a text, moving `*at`. A lone surrogate, and a byte
 * that nothing can be made of, is U+FFFD; `*broken` is set for the latter.
 */
uint32_t ucr_plain_next(const char **at, const char *end, bool escaped,
                        bool *broken);

/** Writes a code point as UTF-8; gives how many bytes. */
size_t ucr_plain_put(char *to, uint32_t code_point);

/** The whole text; `buf` has UCR_PLAIN_GROWTH times its length. */
size_t ucr_plain_copy(char *buf, ucr_text text);

/** Whether there is an escaped surrogate without its partner. */
bool ucr_plain_has_lone_surrogate(ucr_text text);

/** Whether a terminal shows a code point and does nothing else. */
bool ucr_plain_is_safe(uint32_t code_point);

/** The whole text as it may go to a terminal; `buf` has UCR_PLAIN_SHOWN times
 * its length. */
size_t ucr_plain_show(char *buf, ucr_text text);
#define UCR_PLAIN_SHOWN 8

/** Whether a text is this C string. */
bool ucr_plain_is(ucr_text text, const char *plain);

#endif
