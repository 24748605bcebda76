/* SPDX-License-Identifier: MIT */
/* The interop search: which object of an answer holds the code and the message
 * where the top object does not. */
#ifndef UCR_SEARCH_H
#define UCR_SEARCH_H

#include "names.h"

typedef struct ucr_found {
    const char *match; /**< the first object with a pair; NULL: none */
    const char *twin;  /**< the second name in the first object with one among
                         those that were read before it; NULL: none */
} ucr_found;

/** Searches a value that has been checked, by the scan that has checked it to
 * its end. If it is an object, it holds no pair. */
ucr_found ucr_search(const ucr_json *top, ucr_scan *scan);

#endif
