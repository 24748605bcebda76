/* SPDX-License-Identifier: MIT */
/*
 * The lists `error_param` and `details` while a body is decoded.
 *
 * Knows no status and no shape. Invariant: each list is walked once, to its
 * last byte, whatever is wrong in it.
 */
#include "list.h"

/* Only its faults matter here: a caller who wants the texts walks the list. */
static void check_element(ucr_object *element)
{
    ucr_scan *scan = element->scan;
    while (ucr_bind_member(element)) {
        if (!scan->strict || ucr_bind_is(element, UCR_JSON_STRING)) {
            ucr_scan_skip(scan);
        }
    }
}

void ucr_list_read(ucr_list *list, const ucr_object *object, ucr_fault *inner)
{
    ucr_object element;
    const bool texts = object->field != UCR_F_DETAILS;
    ucr_bind_list(list, object->scan,
                  texts ? UCR_JSON_STRING : UCR_JSON_OBJECT);
    while (ucr_bind_element(list, object->scan)) {
        /* Nothing of meaning can be wrong, or nothing that is kept. */
        if (UCR_FAST && texts) {
            ucr_scan_string(object->scan, NULL);
            continue;
        }
        if (texts || (UCR_FAST && inner->code != UCR_OK)) {
            ucr_scan_skip(object->scan);
            continue;
        }
        if (!object->scan->strict && ucr_scan_empty(object->scan)) {
            continue;
        }
        ucr_bind_object(&element, object->scan, object->names->elements, inner);
        element.list = object->names->words[object->field].plain;
        element.index = list->count - 1;
        check_element(&element);
    }
}

void ucr_list_store(ucr_response *to, unsigned field, const ucr_list *list)
{
    if (field == UCR_F_DETAILS) {
        to->details.raw = list->raw;
        to->details.count = list->count;
    } else {
        to->error_param.raw = list->raw;
        to->error_param.count = list->count;
    }
}
