/* SPDX-License-Identifier: MIT */
/*
 * Members into fields. A message brings a table of names and a switch over
 * their numbers; what is the same for all messages is here: unknown,
 * duplicate and missing members, lists, and the path to a fault.
 *
 *     ucr_bind_object(&object, scan, ...);
 *     while (ucr_bind_member(&object)) {
 *         switch (object.field) { ... read the value ... }
 *     }
 *
 * A fault of meaning does not stop the walk, because a scanner fault later in
 * the body outranks it: the first one of each object is kept.
 */
#ifndef UCR_BIND_H
#define UCR_BIND_H

#include "error.h"
#include "scan.h"

#define UCR_NO_FIELD UCR_NO_WORD

/** The names that are known in one kind of object; a field is its index. */
typedef struct ucr_names {
    const ucr_word *words;
    unsigned count;
    unsigned required;                /**< so many of the first ones */
    unsigned list;                    /**< a field whose elements are objects
                                         with names, or UCR_NO_FIELD */
    const struct ucr_names *elements; /**< of theirs */
} ucr_names;

typedef struct ucr_object {
    ucr_scan *scan;
    const ucr_names *names;
    ucr_fault *fault; /**< the first fault of meaning in this object; NULL where
                         nobody asks */
    const char *list; /**< the object is an element of this member, or NULL */
    size_t index;     /**< of that element */
    unsigned seen;    /**< one bit a field */
    unsigned field;   /**< of the member whose value is next */
} ucr_object;

/** Starts a scan of a body under a caller's options, and `fault`, which says
 * UCR_E_ARGUMENT or UCR_E_BODY_SIZE where the call cannot be right. With the
 * first there is no scan, with the second one of nothing. Of `out`, what the
 * body is decoded into, is only asked whether it is there. */
void ucr_bind_begin(ucr_scan *scan, ucr_str body, const ucr_options *options,
                    const void *out, ucr_fault *fault);

/** Starts an object that is no element: the cursor is at its brace. */
void ucr_bind_object(ucr_object *object, ucr_scan *scan, const ucr_names *names,
                     ucr_fault *fault);

/** The same for the top value, which must be an object: another is passed over,
 * and a fault. */
bool ucr_bind_top(ucr_object *object, ucr_scan *scan, const ucr_names *names,
                  ucr_fault *fault);

/** The next known member that was not there before, to its value. The others
 * are skipped, and faults where they are. False at the end of the object, where
 * required members have been missed, or at a scanner fault. */
bool ucr_bind_member(ucr_object *object);

/** Keeps a fault of the value that begins at `value`. */
void ucr_bind_fault(ucr_object *object, ucr_code code, const char *value);

/** The next member of an object that is walked without being bound, its field,
 * and in the scan where its name begins. `*field` is the last one's: the one
 * after it is looked for first. */
bool ucr_bind_next(ucr_scan *scan, const ucr_names *names, unsigned *field);

/** Whether the value is of a type: another is passed over, and UCR_E_TYPE. */
bool ucr_bind_is(ucr_object *object, ucr_json_kind kind);

/** A string; another type is UCR_E_TYPE. */
void ucr_bind_text(ucr_object *object, ucr_text *out);

/** A list whose elements are all of one kind. */
typedef struct ucr_list {
    ucr_str raw;     /**< from its bracket; once it has been walked, all */
    const char *bad; /**< where the first element begins that is not right */
    size_t count;    /**< elements that were taken */
    ucr_json_kind kind;
    ucr_code code; /**< what is wrong with that element: UCR_OK, UCR_E_TYPE,
                      UCR_E_ITEMS */
} ucr_list;

/** Starts a list: the cursor is at its bracket. */
void ucr_bind_list(ucr_list *list, ucr_scan *scan, ucr_json_kind kind);

/** The next element, of the right kind, to its first byte. After the first
 * one that is not right all the rest is skipped. */
bool ucr_bind_element(ucr_list *list, ucr_scan *scan);

/** Keeps the fault of a list's bad element, if it is the first one. */
void ucr_bind_list_fault(ucr_fault *fault, const ucr_object *object,
                         const ucr_list *list);

/**
 * The scanner's fault, with the path to the known member in whose value it
 * lies. Reads that member's name once more, and a list, with the same scan,
 * which only a refusal pays for.
 */
void ucr_bind_scan_fault(ucr_fault *fault, ucr_scan *scan,
                         const ucr_names *names);

/** The same where the bytes are the value of one field alone, of which the scan
 * began inside of one bracket. */
void ucr_bind_value_fault(ucr_fault *fault, ucr_scan *scan,
                          const ucr_names *names, unsigned field);

#endif
