/* SPDX-License-Identifier: MIT */
/* What is known of a code beyond its name. */
#ifndef UCR_CLI_LORE_H
#define UCR_CLI_LORE_H

#include <ucr/ucr.h>

/** Who gives a code. */
typedef enum ucr_origin {
    UCR_ORIGIN_NONE = 0, /**< nothing is known of it */
    UCR_ORIGIN_LIBRARY = 1,
    UCR_ORIGIN_SERVICE = 2,
    UCR_ORIGIN_GATEWAY = 3,
    UCR_ORIGIN_IDENTITY = 4
} ucr_origin;

/** The most HTTP statuses that come with one code. */
#define UCR_LORE_STATUSES 10

typedef struct ucr_lore {
    const char *code; /**< as it is spelled; with `#` for a digit that may be
                         any */
    const char *means;
    const char *offset; /**< library: what the offset points to */
    const char *action; /**< what to do */
    ucr_origin origin;
    int number;                      /**< library: the enumerator's */
    int statuses[UCR_LORE_STATUSES]; /**< what it comes with; 0 ends them */
} ucr_lore;

/** What is known of a code: letters in any case, the library's with or without
 * UCR_ and UCR_E_. Origin NONE: nothing is. */
ucr_lore ucr_lore_of(const char *code);

/** The entries, from 0; false: there are no more. */
bool ucr_lore_at(ucr_lore *out, size_t index);

#endif
