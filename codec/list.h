/* SPDX-License-Identifier: MIT */
/* The two lists of an answer, `error_param` and `details`: read, checked,
 * written. Walking over them is public. */
#ifndef UCR_LIST_H
#define UCR_LIST_H

#include "check.h"
#include "names.h"

/**
 * Walks the list that is the value of the object's current member; the cursor
 * is at its bracket. What is wrong with the list stays in `list`; what is wrong
 * inside an element of details goes to `inner`.
 */
void ucr_list_read(ucr_list *list, const ucr_object *object, ucr_fault *inner);

/** Gives such a list to an answer. */
void ucr_list_store(ucr_response *to, unsigned field, const ucr_list *list);

/** Checks a list that is to be encoded, of either kind, but for its elements:
 * so many of these are still to be checked. An absent list is fine. */
size_t ucr_list_check(ucr_check *check, unsigned field, const ucr_str *raw,
                      const void *items, size_t count);

/** Checks the first `count` elements. */
void ucr_list_check_elements(ucr_check *check, unsigned field,
                             const ucr_str *raw, const void *items,
                             size_t count);

/** Writes a list that was checked, with its name; an absent one is not
 * written. */
void ucr_list_write(ucr_write *out, unsigned field, const ucr_str *raw,
                    const void *items, size_t count);

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
