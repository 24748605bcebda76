/* SPDX-License-Identifier: MIT */
/*
 * What encode is given, judged as decode would judge what comes of it. The
 * first fault of each rank is kept while all is looked at; the highest rank
 * that has one is the verdict: argument, scanner, meaning, total size.
 */
#ifndef UCR_CHECK_H
#define UCR_CHECK_H

#include "error.h"
#include "scan.h"
#include "write.h"

typedef struct ucr_check {
    ucr_options options; /**< resolved ones */
    const char *from; /**< where the value begins that a text stands in; NULL:
                         the text is the value */
    bool argument;    /**< the call cannot be right */
    bool scanner;     /**< something is not JSON text, or more of it than a body
                         holds */
    ucr_fault fault;  /**< the first one of the highest rank */
    ucr_fault at;     /**< what is looked at; the last fault there */
    ucr_write out;    /**< what is written */
} ucr_check;

/** Whether the profile is strict. */
static inline bool ucr_check_is_strict(const ucr_check *check)
{
    return check->options.profile == UCR_STRICT;
}

/** Whether there is nothing wrong so far. */
static inline bool ucr_check_is_right(const ucr_check *check)
{
    return !check->argument && check->fault.code == UCR_OK;
}

/** Starts with what begins every call that writes to `buf`. False: the call
 * cannot be right. */
bool ucr_check_begin(char *buf, size_t cap, size_t *len, ucr_check *check,
                     const ucr_options *options);

/** What is looked at from here on: a member, or one of an element of `list`. */
void ucr_check_at(ucr_check *check, const char *name);
void ucr_check_at_element(ucr_check *check, const char *list, size_t index,
                          const char *name);

/** Keeps a fault of what is looked at, if it is one. */
void ucr_check_fault(ucr_check *check, ucr_code code, size_t offset);

/** Keeps a fault that another unit has made, if it is one. */
void ucr_check_keep(ucr_check *check, const ucr_fault *fault);

/** Checks a text; an absent one is fine but in an element, whatever the
 * profile. In strict also its length, at most `max_points` code points. Gives
 * whether it may be written: it is there, and nothing is wrong so far. */
bool ucr_check_text(ucr_check *check, const ucr_text *text, size_t max_points);

/** False, and a fault kept, where bytes are more than any body may have: they
 * are not read at all. */
bool ucr_check_size(ucr_check *check, size_t size);

/** Starts a scan of a value that is to be encoded, inside of one bracket. */
void ucr_check_scan(ucr_scan *scan, ucr_str raw, const ucr_check *check);

/** The verdict on all that was looked at. Without a fault gives the size of
 * what was written and of `apart` bytes that are not; UCR_E_SPACE, and the size
 * of the first, where that did not fit. */
ucr_code ucr_check_finish(ucr_error *err, const ucr_check *check, size_t apart,
                          size_t *len);

#endif
