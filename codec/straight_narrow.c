/* SPDX-License-Identifier: MIT */
/*
 * straight_read.h with the vectors that every processor of the target has.
 *
 * Knows no processor. Invariant: that of straight_read.h.
 */
#include "straight.h"

#if defined(UCR_STRAIGHT)

#include "straight_read.h"

bool ucr_straight_narrow_request(ucr_request *out, ucr_str body,
                                 const ucr_options *options)
{
    return read_request(out, body, options);
}

bool ucr_straight_narrow_error(ucr_response *out, int status, ucr_str body,
                               const ucr_options *options)
{
    return read_error(out, status, body, options);
}

bool ucr_straight_narrow_param(ucr_text *out, const char **at, const char *end,
                               char before)
{
    return read_param(out, at, end, before);
}

bool ucr_straight_narrow_detail(ucr_detail *out, const char **at,
                                const char *end, char before)
{
    return read_detail(out, at, end, before);
}

#endif
