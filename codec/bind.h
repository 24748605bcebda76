/* SPDX-License-Identifier: MIT */
/*
 * Members into fields. A message brings a table of names and a switch over
 * their numbers; what is the same for all messages is here: unknown,
 * duplicate and missing members, lists, and the path to a fault.
 *
 *     ucr_object object = ucr_bind_object(scan, ...);
 *     while (ucr_bind_member(&object)) {
 *         switch (object.field) { ... read the value ... }
 *     }
 *
 * A fault of meaning does not stop the walk, because a scanner fault later in
 * the body outranks it: the first one of each object is kept.
 */
#ifndef UCR_BIND_H
#define UCR_BIND_H

#include <limits.h>

#include "scan.h"

#define UCR_NO_FIELD UINT_MAX

/** The names that are known in one kind of object; a field is its index. */
typedef struct ucr_names {
    const ucr_word *words;
    unsigned count;
    unsigned required;                /**< so many of the first ones */
    unsigned list;                    /**< a field whose elements are objects
                                         with names, or UCR_NO_FIELD */
    const struct ucr_names *elements; /**< of theirs */
} ucr_names;

/** How the path to an object begins. All zero: the top object. */
typedef struct ucr_place {
    const char *list; /**< the object is an element of this member */
    size_t index;
    bool unnamed; /**< only the search came here: the path stays empty */
} ucr_place;

typedef struct ucr_object {
    ucr_scan *scan;
    const ucr_names *names;
    ucr_error *fault; /**< the first fault of meaning in this object */
    ucr_place place;
    unsigned seen;  /**< one bit a field */
    unsigned field; /**< of the member whose value is next */
    bool strict;
} ucr_object;

/** Starts an object: the cursor is at its brace. */
ucr_object ucr_bind_object(ucr_scan *scan, const ucr_names *names,
                           ucr_place place, bool strict, ucr_error *fault);

/** The next known member that was not there before, to its value. The others
 * are skipped, and faults where they are. False at the end of the object, where
 * required members have been missed, or at a scanner fault. */
bool ucr_bind_member(ucr_object *object);

/** Keeps a fault of the value that begins at `value`. */
void ucr_bind_fault(ucr_object *object, ucr_code code, const char *value);

/** The next member of an object that is walked without being bound, and its
 * field. `*field` is the last one's: the one after it is looked for first. */
bool ucr_bind_next(ucr_scan *scan, const ucr_names *names, unsigned *field,
                   ucr_text *name);

/** A string; another type is UCR_E_TYPE. */
void ucr_bind_text(ucr_object *object, ucr_text *out);

/** A list whose elements are all of one kind. */
typedef struct ucr_list {
    ucr_scan *scan;
    const char *from; /**< its bracket */
    size_t count;     /**< elements that were taken */
    size_t max_items;
    ucr_json_kind kind;
    ucr_code code;   /**< what is wrong with the element after these: UCR_OK,
                        UCR_E_TYPE, UCR_E_ITEMS */
    const char *bad; /**< where that one begins */
} ucr_list;

/** Starts a list: the cursor is at its bracket. */
ucr_list ucr_bind_list(ucr_scan *scan, ucr_json_kind kind, size_t max_items);

/** The next element, of the right kind, to its first byte. After the first
 * one that is not right all the rest is skipped. */
bool ucr_bind_element(ucr_list *list);

/** The list as it stands, once it has been walked. */
ucr_str ucr_bind_list_raw(const ucr_list *list);

/** Keeps the fault of a list's bad element. */
void ucr_bind_list_fault(ucr_object *object, const ucr_list *list);

/**
 * The scanner's fault as an error, with the path to the known member in whose
 * value it lies. Walks the same bytes once more, which only a refusal pays
 * for. `again` is the scan as it was at its start.
 */
ucr_error ucr_bind_scan_error(const ucr_scan *scan, ucr_scan again,
                              const ucr_names *names);

/** The same where the bytes are the value of one field alone. */
ucr_error ucr_bind_value_error(const ucr_scan *scan, ucr_scan again,
                               const ucr_names *names, unsigned field);

#endif
