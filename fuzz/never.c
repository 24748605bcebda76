/* SPDX-License-Identifier: MIT */
/*
 * In the place of the fast ways: ones that never know.
 *
 * Knows nothing. Invariant: with this linked instead of them every verdict is
 * that of the byte-wise code.
 */
#include "block.h"
#include "straight.h"

const char *ucr_block_value(const char *at, const char *end, size_t levels,
                            bool strict)
{
    (void)at;
    (void)end;
    (void)levels;
    (void)strict;
    return NULL;
}

const char *ucr_block_string(const char *start, const char *at, const char *end,
                             bool strict, bool *escaped)
{
    (void)start;
    (void)at;
    (void)end;
    (void)strict;
    *escaped = false;
    return NULL;
}

bool ucr_straight_request(ucr_request *out, ucr_str body,
                          const ucr_options *options)
{
    (void)out;
    (void)body;
    (void)options;
    return false;
}

bool ucr_straight_error(ucr_response *out, int status, ucr_str body,
                        const ucr_options *options)
{
    (void)out;
    (void)status;
    (void)body;
    (void)options;
    return false;
}

bool ucr_straight_param(ucr_text *out, const char **at, const char *end,
                        char before)
{
    (void)out;
    (void)at;
    (void)end;
    (void)before;
    return false;
}

bool ucr_straight_detail(ucr_detail *out, const char **at, const char *end,
                         char before)
{
    (void)out;
    (void)at;
    (void)end;
    (void)before;
    return false;
}
