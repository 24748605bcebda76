/* SPDX-License-Identifier: MIT */
/*
 * straight_put.h with vectors of 32 bytes.
 *
 * Knows one instruction set. Invariant: nothing here is called where the
 * processor lacks it.
 */
#include "straight.h"
#include "straight_write.h"

#if defined(UCR_STRAIGHT_WIDE)

#include <immintrin.h>
#include <limits.h>

/* What is compiled from here on may use AVX2. */
#if defined(__clang__)
#pragma clang attribute push(__attribute__((target("avx2,bmi,bmi2,pclmul"))),  \
                             apply_to = function)
#else
#pragma GCC target("avx2,bmi,bmi2,pclmul")
#endif

#define UCR_WIDE
#include "straight_put.h"

size_t ucr_straight_wide_write_error(char *buf, size_t cap,
                                     const ucr_response *in,
                                     const ucr_options *options)
{
    return write_error(buf, cap, in, options);
}

#if defined(__clang__)
#pragma clang attribute pop
#endif

#endif
