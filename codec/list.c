/* SPDX-License-Identifier: MIT */
/*
 * The lists `error_param` and `details`: walked once while a body is decoded,
 * and again, element by element, by whoever asks for them, encode included.
 *
 * Knows no status and no shape. Invariant: a walk by a caller is a new scan
 * between `at` and `end` of its iterator, so it is bounded by the list's bytes
 * even where decode never saw them. Only what strings hold is not judged again.
 */
#include "list.h"

#include "bytes.h"
#include "error_rule.h"
#include "options.h"
#include "straight.h"
#include "vector.h"
#include <stdint.h>
#include <string.h>

/* ---- While decoding --------------------------------------------------------
 */

/* Only its faults matter here: a caller who wants the texts walks the list. */
static void check_element(ucr_object *element)
{
    ucr_scan *scan = element->scan;
    while (ucr_bind_member(element)) {
        if (!scan->strict || ucr_bind_is(element, UCR_JSON_STRING)) {
            ucr_scan_value(scan, NULL);
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
        if (texts || inner->code != UCR_OK) {
            /* Nothing of meaning can be wrong, or nothing that is kept. */
            ucr_scan_value(object->scan, NULL);
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

/* ---- Walking ---------------------------------------------------------------
 */

static ucr_iter start(const ucr_str *raw, const void *items, size_t count)
{
    const bool walked = items == NULL && raw->ptr != NULL && raw->len > 0;
    ucr_iter iter;
    iter.at = walked ? raw->ptr : NULL;
    iter.end = walked ? raw->ptr + raw->len : NULL;
    iter.items = items;
    iter.index = 0;
    iter.count = count;
    return iter;
}

ucr_iter ucr_each_param(const ucr_texts *list)
{
    static const ucr_texts none;
    const ucr_texts *from = list != NULL ? list : &none;
    return start(&from->raw, from->items, from->count);
}

ucr_iter ucr_each_detail(const ucr_details *list)
{
    static const ucr_details none;
    const ucr_details *from = list != NULL ? list : &none;
    return start(&from->raw, from->items, from->count);
}

/* Whether nothing but the closing bracket is left of a raw list: the byte that
 * is last in most. */
static bool is_at_close(const ucr_iter *iter)
{
    return iter->index > 0 && iter->end - iter->at == 1 && *iter->at == ']';
}

/* A scan at the next element of a raw list, if that is of this kind. Each call
 * starts where the last one ended: at the bracket or after an element. */
static bool next_raw(const ucr_iter *iter, ucr_scan *scan, ucr_json_kind kind)
{
    if (iter->index > 0) {
        /* Inside the array, after an element. */
        scan->depth = 1;
    } else if (ucr_scan_peek(scan) != UCR_JSON_ARRAY || !ucr_scan_open(scan)) {
        return false;
    }
    return ucr_scan_next_element(scan) && ucr_scan_peek(scan) == kind;
}

/* Past a byte and white space after it; NULL where there is another. */
static inline const char *take(const char *at, const char *end, char c)
{
    if (at == NULL || at == end || *at != c) {
        return NULL;
    }
    at++;
    return at < end && ucr_byte(at) <= ' ' ? ucr_vector_space(at, end) : at;
}

/* An element without any member, most quickly. */
UCR_SELDOM static bool take_empty(ucr_iter *iter, ucr_detail *out, char before)
{
    const char *end = iter->end;
    const char *at =
        take(take(take(iter->at, end, before), end, '{'), end, '}');
    if (at == NULL) {
        return false;
    }
    iter->at = at;
    memset(out, 0, sizeof(*out));
    return true;
}

/* The next element of a raw list, in its most frequent form. */
static inline bool take_element(ucr_iter *iter, void *out, ucr_json_kind kind)
{
    const char before = iter->index > 0 ? ',' : '[';
    const bool taken =
        kind == UCR_JSON_STRING
            ? ucr_straight_param(out, &iter->at, iter->end, before)
            : ucr_straight_detail(out, &iter->at, iter->end, before) ||
                  take_empty(iter, out, before);
    iter->index += taken;
    return taken;
}

/* The next element of a raw list, in any form: then the walk goes on after it.
 */
UCR_SELDOM static bool scan_element(ucr_iter *iter, void *out,
                                    ucr_json_kind kind)
{
    ucr_scan scan;
    ucr_scan_again(&scan, (ucr_str){iter->at, (size_t)(iter->end - iter->at)});
    if (!next_raw(iter, &scan, kind)) {
        return false;
    }
    if (kind == UCR_JSON_STRING) {
        ucr_scan_string(&scan, out);
    } else {
        ucr_error_rule_element(out, &scan);
    }
    iter->at = scan.at;
    iter->index++;
    return scan.code == UCR_OK;
}

/* The next element of a list of this kind, whatever form it is in. */
static inline bool next_element(ucr_iter *iter, void *out, ucr_json_kind kind)
{
    const size_t size =
        kind == UCR_JSON_STRING ? sizeof(ucr_text) : sizeof(ucr_detail);
    if (iter->at != NULL && !is_at_close(iter)) {
        if ((UCR_FAST && take_element(iter, out, kind)) ||
            scan_element(iter, out, kind)) {
            return true;
        }
    } else if (iter->items != NULL && iter->index < iter->count) {
        memcpy(out, (const char *)iter->items + iter->index * size, size);
        iter->index++;
        return true;
    }
    /* Nothing comes after an end. */
    memset(iter, 0, sizeof(*iter));
    memset(out, 0, size);
    return false;
}

bool ucr_next_param(ucr_iter *iter, ucr_text *out)
{
    return next_element(iter, out, UCR_JSON_STRING);
}

bool ucr_next_detail(ucr_iter *iter, ucr_detail *out)
{
    return next_element(iter, out, UCR_JSON_OBJECT);
}

/* ---- While encoding --------------------------------------------------------
 */

void ucr_list_check_text(ucr_check *check, unsigned field, const ucr_text *text)
{
    static const size_t most[] = {
        [UCR_F_ERROR_CODE] = UCR_MAX_ERROR_CODE,
        [UCR_F_ERROR_MSG] = UCR_MAX_ERROR_MSG,
        [UCR_F_ENCODED_AUTHORIZATION_MESSAGE] =
            UCR_MAX_ENCODED_AUTHORIZATION_MESSAGE,
    };
    const bool limited = field <= UCR_F_ENCODED_AUTHORIZATION_MESSAGE;
    ucr_check_text(check, text, limited ? most[field] : SIZE_MAX);
}

/* Items of a caller: gives how many of them are looked at. */
static size_t check_items(ucr_check *check, const ucr_member *list)
{
    const size_t depth =
        list->field == UCR_F_DETAILS && list->count > 0 ? 3 : 2;
    const size_t max_items = check->options.max_items;
    if (depth > check->options.max_depth) {
        ucr_check_fault(check, UCR_E_DEPTH, 0);
    }
    if (list->count <= max_items) {
        return list->count;
    }
    ucr_check_at_element(check, list->name, max_items, NULL);
    ucr_check_fault(check, UCR_E_ITEMS, 0);
    return max_items;
}

/* What is given for a list and does not begin with a bracket. */
UCR_APART static void check_no_list(ucr_check *check, ucr_scan *scan)
{
    ucr_json value;
    if (!ucr_scan_alone(scan, &value)) {
        ucr_check_fault(check, scan->code, ucr_scan_fault(scan));
    } else if (value.kind != UCR_JSON_ARRAY) {
        ucr_check_fault(check, UCR_E_TYPE,
                        ucr_scan_offset(scan, value.raw.ptr));
    } else {
        /* White space before it. */
        check->argument = true;
    }
}

/* By the same walk that decode does; false: it has a fault. */
static bool check_array(ucr_check *check, const ucr_member *member,
                        ucr_scan *scan)
{
    ucr_list list;
    ucr_fault fault;
    ucr_object object; /* one with nothing but a current member */
    object.scan = scan;
    object.names = scan->strict ? ucr_names_strict(403) : &ucr_names_interop;
    object.field = member->field;
    fault.code = UCR_OK;
    ucr_list_read(&list, &object, &fault);
    const bool alone = scan->at == scan->end;
    if (!ucr_scan_finish(scan)) {
        ucr_bind_value_fault(&fault, scan, object.names, member->field,
                             UCR_CHECK_DEPTH);
    } else if (!alone || (list.code == UCR_OK && list.count != member->count)) {
        check->argument = true;
    } else if (list.code != UCR_OK) {
        /* It comes before those in its elements. */
        fault.code = UCR_OK;
        ucr_bind_list_fault(&fault, &object, &list);
    }
    ucr_check_keep(check, &fault);
    return fault.code == UCR_OK;
}

/* A list as decode gave it, one array and nothing around it: gives how many of
 * its elements are looked at. */
static size_t check_raw(ucr_check *check, const ucr_member *list)
{
    ucr_scan scan;
    if (!ucr_check_size(check, list->raw->len)) {
        return 0;
    }
    ucr_check_scan(&scan, check, *list->raw);
    if (ucr_scan_peek(&scan) != UCR_JSON_ARRAY) {
        check_no_list(check, &scan);
        return 0;
    }
    /* What can be wrong with a string has been seen there. */
    return check_array(check, list, &scan) && list->field == UCR_F_DETAILS
               ? list->count
               : 0;
}

size_t ucr_list_check(ucr_check *check, const ucr_member *list)
{
    return list->items != NULL      ? check_items(check, list)
           : list->raw->ptr != NULL ? check_raw(check, list)
                                    : 0;
}

/* The next element of a list of either kind: a text is taken for a detail
 * without a second one. */
UCR_APART static bool next(ucr_iter *iter, ucr_detail *element, unsigned field)
{
    return field == UCR_F_DETAILS
               ? next_element(iter, element, UCR_JSON_OBJECT)
               : next_element(iter, &element->error_code, UCR_JSON_STRING);
}

/* A text of an element, which is needed, whatever the profile. */
UCR_APART static void check_needed(ucr_check *check, unsigned field,
                                   const ucr_text *text)
{
    check->at.name = ucr_names_is_list(field) ? NULL : ucr_names_name(field);
    if (text->raw.ptr == NULL) {
        check->argument = true;
    }
    ucr_list_check_text(check, field, text);
}

void ucr_list_check_elements(ucr_check *check, const ucr_member *list,
                             size_t count)
{
    if (count == 0) {
        return; /* `raw` may be longer than anything there is */
    }
    ucr_detail element;
    ucr_iter iter = start(list->raw, list->items, count);
    /* No other fault outranks an argument that cannot be right. */
    while (!check->argument && iter.index < iter.count &&
           next(&iter, &element, list->field)) {
        ucr_check_at_element(check, list->name, iter.index - 1, NULL);
        if (list->field != UCR_F_DETAILS) {
            check_needed(check, list->field, &element.error_code);
            continue;
        }
        check_needed(check, UCR_F_ERROR_CODE, &element.error_code);
        check_needed(check, UCR_F_ERROR_MSG, &element.error_msg);
    }
}

/* An element, and the comma before it. */
UCR_APART static void write_element(ucr_write *out, unsigned field,
                                    const ucr_detail *element, size_t index)
{
    ucr_write_cstring(out, index > 0 ? "," : "");
    if (field != UCR_F_DETAILS) {
        ucr_write_quoted(out, &element->error_code);
        return;
    }
    ucr_write_member(out, "{", ucr_names_name(UCR_F_ERROR_CODE),
                     &element->error_code);
    ucr_write_member(out, ",", ucr_names_name(UCR_F_ERROR_MSG),
                     &element->error_msg);
    ucr_write_cstring(out, "}");
}

/* A raw list of texts that was checked, up to its closing bracket and without
 * the white space around its elements. What has none is copied in one go. */
static void write_raw_texts(ucr_write *out, const ucr_str *raw)
{
    ucr_scan scan;
    ucr_scan_again(&scan, *raw);
    const char *before = "[";
    const char *from = scan.at;
    const char *to = scan.at;
    ucr_scan_open(&scan);
    while (ucr_scan_next_element(&scan) &&
           ucr_scan_peek(&scan) == UCR_JSON_STRING) {
        const char *at = scan.at;
        if (!ucr_scan_string(&scan, NULL)) {
            break;
        }
        if (at != to + 1) {
            ucr_write_bytes(out, from, (size_t)(to - from));
            ucr_write_cstring(out, before);
            from = at;
        }
        before = ",";
        to = scan.at;
    }
    ucr_write_bytes(out, from, (size_t)(to - from));
    ucr_write_cstring(out, *before == '[' ? before : "");
}

void ucr_list_write(ucr_write *out, const ucr_member *list)
{
    ucr_detail element;
    ucr_write_name(out, ",", list->name);
    if (UCR_FAST && list->items == NULL && list->field != UCR_F_DETAILS) {
        write_raw_texts(out, list->raw);
        ucr_write_cstring(out, "]");
        return;
    }
    ucr_iter iter = start(list->raw, list->items, list->count);
    ucr_write_cstring(out, "[");
    while (next(&iter, &element, list->field)) {
        write_element(out, list->field, &element, iter.index - 1);
    }
    ucr_write_cstring(out, "]");
}
