/* SPDX-License-Identifier: MIT */
/* The two lists of an answer, `error_param` and `details`: read, checked,
 * written. Walking over them is public. */
#ifndef UCR_LIST_H
#define UCR_LIST_H

#include "check.h"
#include "names.h"

/**
 * Walks the list that is the value of the object's current member; the cursor
 * is at its bracket. What is wrong with the list stays in what is given; what
 * is wrong inside an element of details goes to `inner`.
 */
ucr_list ucr_list_read_texts(ucr_object *object, size_t max_items);
ucr_list ucr_list_read_details(ucr_object *object, size_t max_items,
                               ucr_error *inner);

/** Checks a list that is to be encoded; an absent one is fine. */
void ucr_list_check_texts(ucr_check *check, const ucr_texts *list);
void ucr_list_check_details(ucr_check *check, const ucr_details *list);

/** Writes a list that was checked, brackets included. */
void ucr_list_write_texts(ucr_write *out, const ucr_texts *list);
void ucr_list_write_details(ucr_write *out, const ucr_details *list);

/** Whether a list is there. */
static inline bool ucr_list_is_given(ucr_str raw, const void *items)
{
    return raw.ptr != NULL || items != NULL;
}

/** Whether what a caller gives for a list can be read at all. */
static inline bool ucr_list_is_readable(ucr_str raw, const void *items,
                                        size_t count)
{
    return ucr_list_is_given(raw, items) || (raw.len == 0 && count == 0);
}

#endif
