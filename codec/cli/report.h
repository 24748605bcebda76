/* SPDX-License-Identifier: MIT */
/* What goes wrong, in words. */
#ifndef UCR_CLI_REPORT_H
#define UCR_CLI_REPORT_H

#include "print.h"

/** Exit statuses. */
#define UCR_EXIT_ACCEPTED 0
#define UCR_EXIT_REFUSED 1
#define UCR_EXIT_TROUBLE 2

/** Where a refusal points; both count from 1. */
typedef struct ucr_spot {
    const char *name;
    size_t line, column;
} ucr_spot;

/** The place of an error in a body; `name` is a file's or an option's. */
ucr_spot ucr_report_spot(const char *name, ucr_str body, const ucr_error *err);

/** `NAME:LINE:COLUMN: CODE at /path: sentence` */
void ucr_report_refusal(ucr_print *to, const ucr_spot *at,
                        const ucr_error *err);

/** That line, then the line of the body and a caret; an absent body has
 * none. */
void ucr_report_refusal_in(ucr_print *to, const char *name, ucr_str body,
                           const ucr_error *err);

/** `ucr: NAME: why`, for what the system refused; `error` is an errno. */
void ucr_report_failure(ucr_print *to, const char *name, int error);

/** `ucr: NAME: why` in words of our own. */
void ucr_report_trouble(ucr_print *to, const char *name, const char *why);

/** A call that the command line does not allow: why, where `shown` is not
 * NULL the argument it is about, and where to read on. */
void ucr_report_usage(ucr_print *to, const char *command, const char *why,
                      const char *shown);

#endif
