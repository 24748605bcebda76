/* SPDX-License-Identifier: MIT */
/*
 * What encode is given, judged as decode would judge what comes of it. The
 * first fault of each rank is kept while all is looked at; the highest rank
 * that has one is the verdict: argument, scanner, meaning, total size.
 */
#ifndef UCR_CHECK_H
#define UCR_CHECK_H

#include "scan.h"
#include "write.h"

typedef struct ucr_check {
    const ucr_options *options;
    bool argument;     /**< the call cannot be right */
    ucr_error scanner; /**< not JSON text, or more of it than a body holds */
    ucr_error meaning;
} ucr_check;

/** Whether the profile is strict. */
static inline bool ucr_check_is_strict(const ucr_check *check)
{
    return check->options->profile == UCR_STRICT;
}

/** Where a fault would be: a path without code and offset. */
ucr_error ucr_check_at(const char *name);
ucr_error ucr_check_at_element(const char *list, size_t index);

/** Keeps a fault; `at` is where. */
void ucr_check_fault(ucr_check *check, const ucr_error *at, ucr_code code,
                     size_t offset);

/** Keeps an error that another unit has made. */
void ucr_check_keep(ucr_check *check, const ucr_error *error);

/** Checks a text; an absent one is fine. In strict also its length, at most
 * `max_points` code points. */
void ucr_check_text(ucr_check *check, const ucr_error *at, ucr_text text,
                    size_t max_points);

/** False, and a fault kept, where bytes are more than any body may have: they
 * are not read at all. */
bool ucr_check_size(ucr_check *check, const ucr_error *at, size_t size);

/** A scan of a value that will stand one level down. */
ucr_scan ucr_check_scan(const ucr_check *check, ucr_str raw);

/** The verdict on all that was looked at; `total` bytes come of it. */
ucr_code ucr_check_verdict(const ucr_check *check, size_t total,
                           ucr_error *err);

/** The same, for all that was written: gives its size, UCR_E_SPACE where it
 * did not fit. */
ucr_code ucr_check_finish(const ucr_check *check, const ucr_write *out,
                          size_t *len, ucr_error *err);

#endif
