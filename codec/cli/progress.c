/* SPDX-License-Identifier: MIT */
/*
 * Two numbers into a line that is drawn over itself.
 *
 * Knows nothing of what is counted. Invariant: the line is on a terminal or
 * nowhere, and there is none of it left when the work is done. It needs a
 * terminal to know carriage return and no more.
 */
#define _POSIX_C_SOURCE 200809L

#include "progress.h"

#include <time.h>
#include <unistd.h>

#define FIRST_AFTER 1.0
#define AGAIN_AFTER 0.1

static double now(void)
{
    struct timespec time = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void ucr_progress_begin(ucr_progress *progress, ucr_print *to)
{
    progress->to = isatty(to->fd) == 1 ? to : NULL;
    progress->begun = progress->to != NULL ? now() : 0;
    progress->drawn = progress->begun;
    progress->shown = 0;
}

bool ucr_progress_is_due(ucr_progress *progress)
{
    if (progress->to == NULL) {
        return false;
    }
    double time = now();
    if (time - progress->begun < FIRST_AFTER ||
        time - progress->drawn < AGAIN_AFTER) {
        return false;
    }
    progress->drawn = time;
    return true;
}

void ucr_progress_draw(ucr_progress *progress, size_t checked, size_t refused)
{
    ucr_print *to = progress->to;
    ucr_print_cstring(to, "\r");
    const size_t before = to->len;
    ucr_print_decimal(to, checked);
    ucr_print_cstring(to, " checked, ");
    ucr_print_decimal(to, refused);
    ucr_print_cstring(to, " refused");
    /* Numbers only grow: the line covers the one before. */
    progress->shown = to->len - before;
    ucr_print_flush(to);
}

void ucr_progress_clear(ucr_progress *progress)
{
    if (progress->shown == 0) {
        return;
    }
    ucr_print_cstring(progress->to, "\r");
    for (size_t i = 0; i < progress->shown; i++) {
        ucr_print_cstring(progress->to, " ");
    }
    ucr_print_cstring(progress->to, "\r");
    ucr_print_flush(progress->to);
    progress->shown = 0;
}
