/* SPDX-License-Identifier: MIT */
/* A member of an answer that is to be encoded, the two lists above all. */
#ifndef UCR_LIST_WRITE_H
#define UCR_LIST_WRITE_H

#include "check.h"
#include "names.h"

/** It is a text or a list. */
typedef struct ucr_member {
    unsigned field;
    const ucr_word *name; /**< the field's */
    const ucr_text *text; /**< NULL: it is a list */
    ucr_str raw;          /**< of the text or of the list */
    const void *items;    /**< the other form of a list */
    size_t count;         /**< of its elements */
} ucr_member;

/** Whether it is there. */
static inline bool ucr_member_is_given(const ucr_member *member)
{
    return member->raw.ptr != NULL || member->items != NULL;
}

/** Checks a text of an answer or of an element, in strict also for how long
 * its field may be, and writes it, and what stands before it, if nothing is
 * wrong. An absent one is fine. */
void ucr_list_encode_text(ucr_check *check, char before, unsigned field,
                          const ucr_text *text);

/** Checks a list that is given, but for its elements: so many of these are
 * still to be checked, unless an argument is wrong. */
size_t ucr_list_check(ucr_check *check, const ucr_member *list);

/** Checks the first `count` elements of a list that is given, and writes it as
 * far as nothing is wrong. */
void ucr_list_encode(ucr_check *check, const ucr_member *list, size_t count);

#endif
