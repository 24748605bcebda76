/* SPDX-License-Identifier: MIT */
/*
 * Members into fields: name tables, the set of names seen, what becomes of
 * unknown, repeated and missing members, and the path to a fault.
 *
 * Knows no JSON syntax and no message. Invariant: whoever asks for a member
 * either reads its value or finds the scan at fault, so the cursor is never
 * left inside a value; and the first fault of an object stays its fault.
 */
#include "bind.h"

#include <assert.h>

#include "error.h"

/* ---- Faults ----------------------------------------------------------------
 */

static void keep_fault(ucr_object *object, ucr_code code, const char *byte,
                       unsigned field)
{
    ucr_error *fault = object->fault;
    if (fault->code != UCR_OK) {
        return;
    }
    ucr_error_set(fault, code, ucr_scan_offset(object->scan, byte));
    if (object->place.unnamed) {
        return;
    }
    if (object->place.list != NULL) {
        ucr_error_add_name(fault, object->place.list);
        ucr_error_add_index(fault, object->place.index);
    }
    if (field != UCR_NO_FIELD) {
        ucr_error_add_name(fault, object->names->words[field].plain);
    }
}

void ucr_bind_fault(ucr_object *object, ucr_code code, const char *value)
{
    keep_fault(object, code, value, object->field);
}

/* ---- Objects ---------------------------------------------------------------
 */

ucr_object ucr_bind_object(ucr_scan *scan, const ucr_names *names,
                           ucr_place place, bool strict, ucr_error *fault)
{
    assert(names->count <= sizeof(unsigned) * CHAR_BIT);
    ucr_object object = {.scan = scan,
                         .names = names,
                         .fault = fault,
                         .place = place,
                         .field = UCR_NO_FIELD,
                         .strict = strict};
    ucr_scan_open(scan);
    return object;
}

/* The field of a name that did not stand there as it is in the table: only an
 * escape can make it one. */
static unsigned find_escaped(const ucr_names *names, ucr_text name)
{
    for (unsigned i = 0; name.escaped && i < names->count; i++) {
        const ucr_word *word = &names->words[i];
        if (ucr_text_equal(name, (ucr_str){word->plain, word->len - 2})) {
            return i;
        }
    }
    return UCR_NO_FIELD;
}

static inline bool next_field(ucr_scan *scan, const ucr_names *names,
                              unsigned *field, ucr_text *name)
{
    /* After UCR_NO_FIELD comes 0. */
    (*field)++;
    if (!ucr_scan_next_known(scan, names->words, names->count, field, name)) {
        return false;
    }
    if (*field == names->count) {
        *field = find_escaped(names, *name);
    }
    return true;
}

bool ucr_bind_next(ucr_scan *scan, const ucr_names *names, unsigned *field,
                   ucr_text *name)
{
    return next_field(scan, names, field, name);
}

/* At the closing brace: the first one in the documented order. */
static void check_required(ucr_object *object)
{
    for (unsigned i = 0; i < object->names->required; i++) {
        if ((object->seen & 1u << i) == 0) {
            keep_fault(object, UCR_E_MISSING, object->scan->at - 1, i);
        }
    }
}

/* Whether the value that follows this name is to be read. */
static bool take_field(ucr_object *object, unsigned field, ucr_text name)
{
    const char *quote = name.raw.ptr - 1;
    if (field == UCR_NO_FIELD) {
        if (object->strict) {
            keep_fault(object, UCR_E_UNKNOWN, quote, UCR_NO_FIELD);
        }
        return false;
    }
    if ((object->seen & 1u << field) != 0) {
        keep_fault(object, UCR_E_DUPLICATE, quote, field);
        return false;
    }
    object->seen |= 1u << field;
    object->field = field;
    return true;
}

bool ucr_bind_member(ucr_object *object)
{
    ucr_scan *scan = object->scan;
    unsigned field = object->field;
    ucr_text name;
    while (next_field(scan, object->names, &field, &name)) {
        ucr_json skipped;
        if (take_field(object, field, name)) {
            return true;
        }
        if (!ucr_scan_value(scan, &skipped)) {
            return false;
        }
    }
    if (scan->code == UCR_OK) {
        check_required(object);
    }
    return false;
}

void ucr_bind_text(ucr_object *object, ucr_text *out)
{
    ucr_json other;
    if (ucr_scan_peek(object->scan) == UCR_JSON_STRING) {
        ucr_scan_string(object->scan, out);
    } else if (ucr_scan_value(object->scan, &other)) {
        ucr_bind_fault(object, UCR_E_TYPE, other.raw.ptr);
    }
}

/* ---- Lists -----------------------------------------------------------------
 */

ucr_list ucr_bind_list(ucr_scan *scan, ucr_json_kind kind, size_t max_items)
{
    ucr_list list = {
        .scan = scan, .from = scan->at, .max_items = max_items, .kind = kind};
    ucr_scan_open(scan);
    return list;
}

/* What is wrong with the element at the cursor. A byte that starts no value
 * is the scanner's to report. */
static ucr_code judge_element(const ucr_list *list)
{
    ucr_json_kind kind = ucr_scan_peek(list->scan);
    if (kind == UCR_JSON_ABSENT) {
        return UCR_OK;
    }
    if (list->count == list->max_items) {
        return UCR_E_ITEMS;
    }
    return kind != list->kind ? UCR_E_TYPE : UCR_OK;
}

bool ucr_bind_element(ucr_list *list)
{
    ucr_json skipped;
    while (ucr_scan_next_element(list->scan)) {
        ucr_json_kind kind = ucr_scan_peek(list->scan);
        if (list->code == UCR_OK) {
            list->code = judge_element(list);
            list->bad = list->scan->at;
        }
        if (list->code == UCR_OK && kind == list->kind) {
            list->count++;
            return true;
        }
        if (!ucr_scan_value(list->scan, &skipped)) {
            return false;
        }
    }
    return false;
}

ucr_str ucr_bind_list_raw(const ucr_list *list)
{
    return (ucr_str){list->from, (size_t)(list->scan->at - list->from)};
}

void ucr_bind_list_fault(ucr_object *object, const ucr_list *list)
{
    if (list->code == UCR_OK || object->fault->code != UCR_OK) {
        return;
    }
    ucr_bind_fault(object, list->code, list->bad);
    if (!object->place.unnamed) {
        ucr_error_add_index(object->fault, list->count);
    }
}

/* ---- The path to a scanner fault -------------------------------------------
 */

/* The field of the member of an object in whose value the fault lies, with
 * that value. */
static unsigned find_faulty_member(ucr_scan *scan, const ucr_names *names,
                                   ucr_scan *value)
{
    unsigned field = UCR_NO_FIELD;
    ucr_text name;
    ucr_json skipped;
    if (!ucr_scan_open(scan)) {
        return UCR_NO_FIELD;
    }
    while (ucr_bind_next(scan, names, &field, &name)) {
        *value = *scan;
        if (!ucr_scan_value(scan, &skipped)) {
            return field;
        }
    }
    return UCR_NO_FIELD;
}

/* The same for the elements of an array; false: the fault is in none. */
static bool find_faulty_element(ucr_scan *scan, size_t *index, ucr_scan *value)
{
    ucr_json skipped;
    if (!ucr_scan_open(scan)) {
        return false;
    }
    for (*index = 0; ucr_scan_next_element(scan); (*index)++) {
        *value = *scan;
        if (!ucr_scan_value(scan, &skipped)) {
            return true;
        }
    }
    return false;
}

static void locate_in_list(ucr_error *error, ucr_scan list,
                           const ucr_names *names)
{
    ucr_scan value;
    size_t index;
    if (ucr_scan_peek(&list) != UCR_JSON_ARRAY ||
        !find_faulty_element(&list, &index, &value) ||
        ucr_scan_peek(&value) != UCR_JSON_OBJECT) {
        return;
    }
    ucr_scan element = value;
    unsigned field = find_faulty_member(&element, names, &value);
    if (field != UCR_NO_FIELD) {
        ucr_error_add_index(error, index);
        ucr_error_add_name(error, names->words[field].plain);
    }
}

static ucr_error plain_error(const ucr_scan *scan)
{
    ucr_error error;
    ucr_error_set(&error, scan->code, ucr_scan_offset(scan, scan->fault));
    return error;
}

/* The fault lies in the value that `value` is at. */
static void locate_in_value(ucr_error *error, ucr_scan value,
                            const ucr_names *names, unsigned field)
{
    ucr_error_add_name(error, names->words[field].plain);
    if (field == names->list) {
        locate_in_list(error, value, names->elements);
    }
}

ucr_error ucr_bind_scan_error(const ucr_scan *scan, ucr_scan again,
                              const ucr_names *names)
{
    ucr_error error = plain_error(scan);
    ucr_scan value;
    if (!ucr_scan_begin(&again) || ucr_scan_peek(&again) != UCR_JSON_OBJECT) {
        return error;
    }
    unsigned field = find_faulty_member(&again, names, &value);
    if (field != UCR_NO_FIELD) {
        locate_in_value(&error, value, names, field);
    }
    return error;
}

ucr_error ucr_bind_value_error(const ucr_scan *scan, ucr_scan again,
                               const ucr_names *names, unsigned field)
{
    ucr_error error = plain_error(scan);
    locate_in_value(&error, again, names, field);
    return error;
}
