/* SPDX-License-Identifier: MIT */
/*
 * straight_put.h with vectors of 32 bytes.
 *
 * Knows one instruction set. Not in one unit with straight_wide.c: there a
 * compiler no longer takes into a reader what a writer calls, too. Invariant:
 * nothing here is called where the processor lacks it.
 */
#include "straight.h"
#include "straight_write.h"

#if defined(UCR_STRAIGHT_WIDE)

#include <immintrin.h>
#include <limits.h>

UCR_AVX2_BEGIN

#define UCR_WIDE
#include "straight_put.h"

size_t ucr_straight_wide_write_error(char *buf, size_t cap,
                                     const ucr_response *in,
                                     const ucr_options *options)
{
    return write_error(buf, cap, in, options);
}

UCR_AVX2_END

#endif
