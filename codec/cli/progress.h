/* SPDX-License-Identifier: MIT */
/* One line on a terminal that tells how far the work is. */
#ifndef UCR_CLI_PROGRESS_H
#define UCR_CLI_PROGRESS_H

#include "print.h"

typedef struct ucr_progress {
    ucr_print *to;       /**< NULL: no terminal */
    double begun, drawn; /**< seconds */
    size_t shown;        /**< columns of the line that stands there now */
} ucr_progress;

void ucr_progress_begin(ucr_progress *progress, ucr_print *to);

/** Whether a new line is due: after the first second, ten times a second. */
bool ucr_progress_is_due(ucr_progress *progress);

void ucr_progress_draw(ucr_progress *progress, size_t checked, size_t refused);

/** Takes the line away, before anything else is written. */
void ucr_progress_clear(ucr_progress *progress);

#endif
