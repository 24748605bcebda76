/* SPDX-License-Identifier: MIT */
/* Making errors; putting them into words is public. */
#ifndef UCR_ERROR_H
#define UCR_ERROR_H

#include <ucr/ucr.h>

/** All zero: no error. `err` may be NULL. */
void ucr_error_clear(ucr_error *err);

/** Writes a code and an offset with an empty path; gives the code. `err` may
 * be NULL. */
ucr_code ucr_error_set(ucr_error *err, ucr_code code, size_t offset);

/** Gives a prepared error to the caller; gives its code. Of one that says
 * UCR_OK only the code is looked at. `err` may be NULL. */
ucr_code ucr_error_give(ucr_error *err, const ucr_error *prepared);

/** Adds a step below the last one; a path that is full stays as it is. */
void ucr_error_add_name(ucr_error *err, const char *name);
void ucr_error_add_index(ucr_error *err, size_t index);

#endif
