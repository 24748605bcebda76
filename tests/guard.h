/* SPDX-License-Identifier: MIT */
/* Bytes between two pages that cannot be touched: a read of one byte too many
 * stops the program, on either side, whatever it was compiled with. */
#ifndef UCR_TESTS_GUARD_H
#define UCR_TESTS_GUARD_H

#include <stddef.h>

/** The most bytes that there is room for. */
#define GUARDED ((size_t)1048576)

/** A copy right before the page after it; lives until the next call. */
char *guard_after(const char *bytes, size_t len);

/** A copy right behind the page before it; lives until the next call. */
char *guard_before(const char *bytes, size_t len);

#endif
