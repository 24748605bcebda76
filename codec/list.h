/* SPDX-License-Identifier: MIT */
/* The two lists of an answer, `error_param` and `details`, in a body. */
#ifndef UCR_LIST_H
#define UCR_LIST_H

#include "names.h"

/**
 * Walks the list that is the value of the object's current member; the cursor
 * is at its bracket. What is wrong with the list stays in `list`; what is wrong
 * inside an element of details goes to `inner`.
 */
void ucr_list_read(ucr_list *list, const ucr_object *object, ucr_fault *inner);

/** Gives such a list to an answer. */
void ucr_list_store(ucr_response *to, unsigned field, const ucr_list *list);

#endif
