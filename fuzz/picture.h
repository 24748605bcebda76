/* SPDX-License-Identifier: MIT */
/* A refusal in words, a second time: what ucr_error_describe() is to write. */
#ifndef UCR_FUZZ_PICTURE_H
#define UCR_FUZZ_PICTURE_H

#include <ucr/ucr.h>

/** No description is longer. */
#define UCR_PICTURE_MOST ((size_t)2048)

/** A code as it is spelled in the header; what is none is "UCR_E_?". */
const char *ucr_picture_code(ucr_code code);

/** Writes all of it, without a NUL; `to` has room for UCR_PICTURE_MOST. */
size_t ucr_picture(char *to, const ucr_error *err, ucr_str body);

#endif
