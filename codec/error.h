/* SPDX-License-Identifier: MIT */
/* Making errors; putting them into words is public. */
#ifndef UCR_ERROR_H
#define UCR_ERROR_H

#include <ucr/ucr.h>

/** What is wrong, as it is kept until a caller is told: less than an error
 * takes, because most paths are shorter than the longest. */
typedef struct ucr_fault {
    size_t offset;
    const char *list; /**< the member in whose element it is; NULL: in none */
    size_t index;     /**< of that element */
    const char *name; /**< the member that it is about; NULL: none */
    ucr_code code;
} ucr_fault;

/** Writes a code and an offset with an empty path; gives the code. `err` may
 * be NULL. */
ucr_code ucr_error_set(ucr_error *err, ucr_code code, size_t offset);

/** The same of a call that went well, as most do: compiled in line, which is
 * for where code may be longer. */
static inline ucr_code ucr_error_none(ucr_error *err)
{
    if (err != NULL) {
        *err = (ucr_error){.code = UCR_OK};
    }
    return UCR_OK;
}

/** Makes an error of a fault for the caller; gives its code. Of one that says
 * UCR_OK only the code is looked at. `err` may be NULL. */
ucr_code ucr_error_give(ucr_error *err, const ucr_fault *fault);

#endif
