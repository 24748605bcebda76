/* SPDX-License-Identifier: MIT */
/*
 * straight_read.h with vectors of 32 bytes.
 *
 * Knows one instruction set. Invariant: nothing here is called where the
 * processor lacks it.
 */
#include "straight.h"

#if defined(UCR_STRAIGHT_WIDE)

#include <immintrin.h>
#include <limits.h>

UCR_AVX2_BEGIN

#define UCR_WIDE
#include "straight_read.h"

bool ucr_straight_wide_request(ucr_request *out, ucr_str body,
                               const ucr_options *options)
{
    return read_request(out, body, options);
}

bool ucr_straight_wide_error(ucr_response *out, int status, ucr_str body,
                             const ucr_options *options)
{
    return read_error(out, status, body, options);
}

bool ucr_straight_wide_param(ucr_text *out, const char **at, const char *end,
                             char before)
{
    return read_param(out, at, end, before);
}

bool ucr_straight_wide_detail(ucr_detail *out, const char **at, const char *end,
                              char before)
{
    return read_detail(out, at, end, before);
}

UCR_AVX2_END

#endif
