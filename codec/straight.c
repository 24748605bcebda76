/* SPDX-License-Identifier: MIT */
/*
 * Chooses between the two ways in which straight_read.h is compiled.
 *
 * Knows the processor and no message. Invariant: both ways say the same, but
 * for how long they take.
 */
#include "straight.h"

#if defined(UCR_STRAIGHT)

#if defined(UCR_STRAIGHT_WIDE)
static bool has_wide(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
           __builtin_cpu_supports("bmi2");
}
#endif

bool ucr_straight_request(ucr_request *out, ucr_str body,
                          const ucr_options *options)
{
#if defined(UCR_STRAIGHT_WIDE)
    if (has_wide()) {
        return ucr_straight_wide_request(out, body, options);
    }
#endif
    return ucr_straight_narrow_request(out, body, options);
}

bool ucr_straight_error(ucr_response *out, int status, ucr_str body,
                        const ucr_options *options)
{
#if defined(UCR_STRAIGHT_WIDE)
    if (has_wide()) {
        return ucr_straight_wide_error(out, status, body, options);
    }
#endif
    return ucr_straight_narrow_error(out, status, body, options);
}

bool ucr_straight_param(ucr_text *out, const char **at, const char *end,
                        char before)
{
#if defined(UCR_STRAIGHT_WIDE)
    if (has_wide()) {
        return ucr_straight_wide_param(out, at, end, before);
    }
#endif
    return ucr_straight_narrow_param(out, at, end, before);
}

bool ucr_straight_detail(ucr_detail *out, const char **at, const char *end,
                         char before)
{
#if defined(UCR_STRAIGHT_WIDE)
    if (has_wide()) {
        return ucr_straight_wide_detail(out, at, end, before);
    }
#endif
    return ucr_straight_narrow_detail(out, at, end, before);
}

#endif
