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

#include "bytes.h"
#include "options.h"
#include "text.h"

/* ---- Faults ----------------------------------------------------------------
 */

static void keep_fault(ucr_object *object, ucr_code code, const char *byte,
                       unsigned field)
{
    ucr_fault *fault = object->fault;
    if (fault == NULL || fault->code != UCR_OK) {
        return;
    }
    fault->code = code;
    fault->offset = ucr_scan_offset(object->scan, byte);
    fault->list = object->list;
    fault->index = object->index;
    fault->name =
        field != UCR_NO_FIELD ? object->names->words[field].plain : NULL;
}

void ucr_bind_fault(ucr_object *object, ucr_code code, const char *value)
{
    keep_fault(object, code, value, object->field);
}

/* ---- Objects ---------------------------------------------------------------
 */

void ucr_bind_begin(ucr_scan *scan, ucr_str body, const ucr_options *options,
                    const void *out, ucr_fault *fault)
{
    ucr_options resolved;
    *fault = (ucr_fault){.code = UCR_OK};
    fault->code = out != NULL ? ucr_options_judge(&resolved, options, body)
                              : UCR_E_ARGUMENT;
    if (fault->code == UCR_E_ARGUMENT) {
        return;
    }
    if (fault->code == UCR_E_BODY_SIZE) {
        fault->offset = resolved.max_body;
        body.len = 0; /* what is too long is not even pointed into */
    }
    ucr_scan_start(scan, body, &resolved);
}

/* An object whose brace has not been passed. */
UCR_APART static void start_object(ucr_object *object, ucr_scan *scan,
                                   const ucr_names *names, ucr_fault *fault)
{
    assert(names->count <= sizeof(unsigned) * CHAR_BIT);
    object->scan = scan;
    object->names = names;
    object->fault = fault;
    object->list = NULL;
    object->seen = 0;
    object->field = UCR_NO_FIELD;
}

void ucr_bind_object(ucr_object *object, ucr_scan *scan, const ucr_names *names,
                     ucr_fault *fault)
{
    start_object(object, scan, names, fault);
    ucr_scan_open(scan);
}

bool ucr_bind_is(ucr_object *object, ucr_json_kind kind)
{
    const char *value = object->scan->at;
    if (ucr_scan_peek(object->scan) == kind) {
        return true;
    }
    if (ucr_scan_skip(object->scan)) {
        ucr_bind_fault(object, UCR_E_TYPE, value);
    }
    return false;
}

bool ucr_bind_top(ucr_object *object, ucr_scan *scan, const ucr_names *names,
                  ucr_fault *fault)
{
    start_object(object, scan, names, fault);
    if (!ucr_bind_is(object, UCR_JSON_OBJECT)) {
        return false;
    }
    ucr_scan_open(scan);
    return true;
}

#if UCR_FAST

/* The field of a name with escapes, undone once for all fields. All names are
 * ASCII, and none has a byte that is escaped in another way. */
UCR_SELDOM static unsigned find_undone(const ucr_names *names,
                                       const ucr_text *name)
{
    char plain[UCR_WORD_MOST];
    size_t len = 0;
    const char *at = name->raw.ptr;
    const char *end = at + name->raw.len;
    for (; at < end && len < sizeof(plain); len++) {
        const bool escaped = *at == '\\';
        const int32_t c = escaped ? ucr_escaped_unit(at, end) : ucr_byte(at);
        if (c < 0 || c >= 0x80) {
            return UCR_NO_FIELD;
        }
        plain[len] = (char)c;
        at += escaped ? 6 : 1;
    }
    return at == end ? ucr_scan_find(names->words, names->count,
                                     (ucr_str){plain, len})
                     : UCR_NO_FIELD;
}

/* The field of a name that the scan, which looks for words, has not told: only
 * an escape can have hidden one. */
static unsigned find_field(const ucr_names *names, const ucr_text *name)
{
    return ucr_scan_may_be_word(name) ? find_undone(names, name) : UCR_NO_FIELD;
}

#else

/* The field of any name, with less stack and less code. */
static unsigned find_field(const ucr_names *names, const ucr_text *name)
{
    unsigned i = names->count;
    while (i > 0 &&
           !ucr_text_matches(name, (ucr_str){names->words[i - 1].plain,
                                             names->words[i - 1].len - 2})) {
        i--;
    }
    /* What comes before 0 is UCR_NO_FIELD. */
    return i - 1;
}

#endif

bool ucr_bind_next(ucr_scan *scan, const ucr_names *names, unsigned *field)
{
    ucr_text name;
    /* After UCR_NO_FIELD comes 0. */
    (*field)++;
    if (!ucr_scan_next_known(scan, names->words, names->count, field, &name)) {
        return false;
    }
    scan->quote = name.raw.ptr - 1;
    if (*field == UCR_NO_FIELD) {
        *field = find_field(names, &name);
    }
    return true;
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
static bool take_field(ucr_object *object, unsigned field)
{
    if (field == UCR_NO_FIELD) {
        if (object->scan->strict) {
            keep_fault(object, UCR_E_UNKNOWN, object->scan->quote,
                       UCR_NO_FIELD);
        }
        return false;
    }
    if ((object->seen & 1u << field) != 0) {
        keep_fault(object, UCR_E_DUPLICATE, object->scan->quote, field);
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
    while (ucr_bind_next(scan, object->names, &field)) {
        if (take_field(object, field)) {
            return true;
        }
        if (!ucr_scan_skip(scan)) {
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
    if (ucr_bind_is(object, UCR_JSON_STRING)) {
        ucr_scan_string(object->scan, out);
    }
}

/* ---- Lists -----------------------------------------------------------------
 */

void ucr_bind_list(ucr_list *list, ucr_scan *scan, ucr_json_kind kind)
{
    list->raw = (ucr_str){scan->at, 0};
    list->count = 0;
    list->kind = kind;
    list->code = UCR_OK;
    ucr_scan_open(scan);
}

/* Whether the next element is of the list's kind and may be one more of it. */
static inline bool is_one_more(const ucr_list *list, const ucr_scan *scan)
{
    return ucr_scan_peek(scan) == list->kind && list->code == UCR_OK &&
           list->count < scan->max_items;
}

/* What is wrong with an element that may not be one more. A byte that starts no
 * value is the scanner's to report. */
static ucr_code judge_element(const ucr_list *list, const ucr_scan *scan)
{
    return ucr_scan_peek(scan) == UCR_JSON_ABSENT ? UCR_OK
           : list->count == scan->max_items       ? UCR_E_ITEMS
                                                  : UCR_E_TYPE;
}

bool ucr_bind_element(ucr_list *list, ucr_scan *scan)
{
    while (ucr_scan_next_element(scan)) {
        if (is_one_more(list, scan)) {
            list->count++;
            return true;
        }
        if (list->code == UCR_OK) {
            list->code = judge_element(list, scan);
            list->bad = scan->at;
        }
        if (!ucr_scan_skip(scan)) {
            return false;
        }
    }
    list->raw.len = (size_t)(scan->at - list->raw.ptr);
    return false;
}

void ucr_bind_list_fault(ucr_fault *fault, const ucr_object *object,
                         const ucr_list *list)
{
    if (list->code == UCR_OK || fault->code != UCR_OK) {
        return;
    }
    fault->code = list->code;
    fault->offset = ucr_scan_offset(object->scan, list->bad);
    fault->list = object->names->words[object->field].plain;
    fault->index = list->count;
    fault->name = NULL;
}

/* ---- The path to a scanner fault -------------------------------------------
 */

/* Whether the fault lies in the next value. Then the cursor is at it again. */
UCR_APART static bool is_faulty(ucr_scan *scan)
{
    const unsigned depth = scan->depth;
    if (ucr_scan_skip(scan)) {
        return false;
    }
    scan->depth = depth;
    scan->code = UCR_OK;
    return true;
}

/* The field of the member of an object in whose value the fault lies, and the
 * cursor at that value. */
static unsigned find_faulty_member(ucr_scan *scan, const ucr_names *names)
{
    unsigned field = UCR_NO_FIELD;
    ucr_scan_open(scan);
    while (ucr_bind_next(scan, names, &field)) {
        if (is_faulty(scan)) {
            return field;
        }
    }
    return UCR_NO_FIELD;
}

/* The same for the elements of an array; false: the fault is in none. */
static bool find_faulty_element(ucr_scan *scan, size_t *index)
{
    ucr_scan_open(scan);
    for (*index = 0; ucr_scan_next_element(scan); (*index)++) {
        if (is_faulty(scan)) {
            return true;
        }
    }
    return false;
}

/* The fault lies in the value at the cursor. */
static void locate_in_value(ucr_fault *fault, ucr_scan *scan,
                            const ucr_names *names, unsigned field)
{
    fault->name = names->words[field].plain;
    if (field != names->list || ucr_scan_peek(scan) != UCR_JSON_ARRAY ||
        !find_faulty_element(scan, &fault->index) ||
        ucr_scan_peek(scan) != UCR_JSON_OBJECT) {
        return;
    }
    const unsigned inner = find_faulty_member(scan, names->elements);
    if (inner != UCR_NO_FIELD) {
        fault->list = fault->name;
        fault->name = names->elements->words[inner].plain;
    }
}

/* The fault without its path, and the scan back at a byte of the outermost
 * object. */
UCR_APART static void start_again(ucr_fault *fault, ucr_scan *scan,
                                  const char *at)
{
    fault->code = scan->code;
    fault->offset = ucr_scan_fault(scan);
    fault->list = NULL;
    fault->name = NULL;
    scan->at = at;
    scan->depth = 1;
    scan->code = UCR_OK;
}

void ucr_bind_scan_fault(ucr_fault *fault, ucr_scan *scan,
                         const ucr_names *names)
{
    unsigned field = UCR_NO_FIELD;
    start_again(fault, scan, scan->name);
    scan->fresh = true;
    if (scan->at != NULL && ucr_bind_next(scan, names, &field) &&
        field != UCR_NO_FIELD) {
        locate_in_value(fault, scan, names, field);
    }
}

void ucr_bind_value_fault(ucr_fault *fault, ucr_scan *scan,
                          const ucr_names *names, unsigned field)
{
    start_again(fault, scan, scan->start);
    locate_in_value(fault, scan, names, field);
}
