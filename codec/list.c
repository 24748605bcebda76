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
#include <stdint.h>
#include <string.h>

/* ---- While decoding --------------------------------------------------------
 */

/* Only its faults matter here: a caller who wants the texts walks the list. */
static void check_element(ucr_object *element)
{
    ucr_scan *scan = element->scan;
    while (ucr_bind_member(element)) {
        const char *value = scan->at;
        const bool text = ucr_scan_peek(scan) == UCR_JSON_STRING;
        if (ucr_scan_value(scan, NULL) && scan->strict && !text) {
            ucr_bind_fault(element, UCR_E_TYPE, value);
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

static void start(ucr_iter *iter, const ucr_str *raw, const void *items,
                  size_t count)
{
    iter->items = items;
    iter->count = count;
    if (items == NULL && raw->ptr != NULL && raw->len > 0) {
        iter->at = raw->ptr;
        iter->end = raw->ptr + raw->len;
    }
}

ucr_iter ucr_each_param(const ucr_texts *list)
{
    ucr_iter iter = {0};
    if (list != NULL) {
        start(&iter, &list->raw, list->items, list->count);
    }
    return iter;
}

ucr_iter ucr_each_detail(const ucr_details *list)
{
    ucr_iter iter = {0};
    if (list != NULL) {
        start(&iter, &list->raw, list->items, list->count);
    }
    return iter;
}

/* Whether nothing but the closing bracket is left of a raw list: the byte that
 * is last in most. */
static bool is_at_close(const ucr_iter *iter)
{
    return iter->index > 0 && iter->at + 1 == iter->end && *iter->at == ']';
}

/* A scan at the next element of a raw list, if that is of this kind. Each call
 * starts where the last one ended: at the bracket or after an element. */
static bool next_raw(ucr_iter *iter, ucr_scan *scan, ucr_json_kind kind)
{
    *scan = ucr_scan_again((ucr_str){iter->at, (size_t)(iter->end - iter->at)});
    if (iter->index > 0) {
        /* Inside the array, after an element. */
        scan->depth = 1;
    } else if (ucr_scan_peek(scan) != UCR_JSON_ARRAY || !ucr_scan_open(scan)) {
        return false;
    }
    return ucr_scan_next_element(scan) && ucr_scan_peek(scan) == kind;
}

/* Whether the element was read whole; then the walk goes on after it. */
static bool step(ucr_iter *iter, const ucr_scan *scan)
{
    if (scan->code != UCR_OK) {
        return false;
    }
    iter->at = scan->at;
    iter->index++;
    return true;
}

/* What is before the next element of a raw list. */
static char before_next(const ucr_iter *iter)
{
    return iter->index > 0 ? ',' : '[';
}

/* Whether the next item of a caller's list is there. */
static bool has_item(const ucr_iter *iter)
{
    return iter->items != NULL && iter->index < iter->count;
}

/* The next element of a list in any form. */
UCR_SELDOM static bool scan_param(ucr_iter *iter, ucr_text *out)
{
    ucr_scan scan;
    return next_raw(iter, &scan, UCR_JSON_STRING) &&
           ucr_scan_string(&scan, out) && step(iter, &scan);
}

UCR_SELDOM static bool scan_detail(ucr_iter *iter, ucr_detail *out)
{
    ucr_scan scan;
    if (!next_raw(iter, &scan, UCR_JSON_OBJECT)) {
        return false;
    }
    ucr_error_rule_element(out, &scan);
    return step(iter, &scan);
}

bool ucr_next_param(ucr_iter *iter, ucr_text *out)
{
    if (iter->at != NULL && !is_at_close(iter)) {
        if (ucr_straight_param(out, &iter->at, iter->end, before_next(iter))) {
            iter->index++;
            return true;
        }
        if (scan_param(iter, out)) {
            return true;
        }
    } else if (has_item(iter)) {
        *out = ((const ucr_text *)iter->items)[iter->index];
        iter->index++;
        return true;
    }
    /* Nothing comes after an end. */
    memset(iter, 0, sizeof(*iter));
    memset(out, 0, sizeof(*out));
    return false;
}

/* An element without any member, most quickly. */
UCR_SELDOM static bool take_empty(ucr_iter *iter, ucr_detail *out)
{
    if (iter->end - iter->at < 3 || iter->at[0] != before_next(iter) ||
        iter->at[1] != '{' || iter->at[2] != '}') {
        return false;
    }
    iter->at += 3;
    iter->index++;
    memset(out, 0, sizeof(*out));
    return true;
}

bool ucr_next_detail(ucr_iter *iter, ucr_detail *out)
{
    if (iter->at != NULL && !is_at_close(iter)) {
        if (ucr_straight_detail(out, &iter->at, iter->end, before_next(iter))) {
            iter->index++;
            return true;
        }
        if ((UCR_FAST && take_empty(iter, out)) || scan_detail(iter, out)) {
            return true;
        }
    } else if (has_item(iter)) {
        *out = ((const ucr_detail *)iter->items)[iter->index];
        iter->index++;
        return true;
    }
    memset(iter, 0, sizeof(*iter));
    memset(out, 0, sizeof(*out));
    return false;
}

/* ---- While encoding --------------------------------------------------------
 */

static const char *name_of(unsigned field)
{
    return ucr_names_interop.words[field].plain;
}

/* Items of a caller: gives how many of them are looked at. */
static size_t check_items(ucr_check *check, unsigned field, size_t count)
{
    const size_t depth = field == UCR_F_DETAILS && count > 0 ? 3 : 2;
    const size_t max_items = check->options->max_items;
    if (depth > check->options->max_depth) {
        ucr_check_fault(check, UCR_E_DEPTH, 0);
    }
    if (count <= max_items) {
        return count;
    }
    ucr_check_at_element(check, name_of(field), max_items, NULL);
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

/* By the same walk that decode does; false: it is not one array alone. */
static bool check_array(ucr_check *check, unsigned field, ucr_scan *scan,
                        size_t count)
{
    ucr_list list;
    ucr_fault inner = {.code = UCR_OK};
    const ucr_object object = {.scan = scan,
                               .names = scan->strict ? ucr_names_strict(403)
                                                     : &ucr_names_interop,
                               .field = field};
    ucr_list_read(&list, &object, &inner);
    const bool alone = scan->at == scan->end;
    if (!ucr_scan_finish(scan)) {
        ucr_bind_value_fault(&inner, scan, object.names, field,
                             UCR_CHECK_DEPTH);
        ucr_check_keep(check, &inner);
        return false;
    }
    if (!alone) {
        check->argument = true;
        return false;
    }
    if (list.code != UCR_OK) {
        ucr_check_at_element(check, name_of(field), list.count, NULL);
        ucr_check_fault(check, list.code, ucr_scan_offset(scan, list.bad));
    } else if (list.count != count) {
        check->argument = true;
    }
    ucr_check_keep(check, &inner);
    return true;
}

/* A list as decode gave it, one array and nothing around it: whether its
 * elements are looked at. */
static bool check_raw(ucr_check *check, unsigned field, const ucr_str *raw,
                      size_t count)
{
    if (!ucr_check_size(check, raw->len)) {
        return false;
    }
    ucr_scan scan = ucr_check_scan(check, *raw);
    if (ucr_scan_peek(&scan) != UCR_JSON_ARRAY) {
        check_no_list(check, &scan);
        return false;
    }
    return check_array(check, field, &scan, count) && !check->meaning &&
           !check->argument;
}

size_t ucr_list_check(ucr_check *check, unsigned field, const ucr_str *raw,
                      const void *items, size_t count)
{
    ucr_check_at(check, name_of(field));
    if (items != NULL) {
        return check_items(check, field, count);
    }
    /* What can be wrong with a string has been seen there. */
    return raw->ptr != NULL && check_raw(check, field, raw, count) &&
                   field == UCR_F_DETAILS
               ? count
               : 0;
}

/* A list of texts is walked as one of details without a second text. */
static bool next(ucr_iter *iter, unsigned field, ucr_detail *out)
{
    return field == UCR_F_DETAILS ? ucr_next_detail(iter, out)
                                  : ucr_next_param(iter, &out->error_code);
}

/* A text of an element, which is needed, whatever the profile. */
static void check_element_text(ucr_check *check, const ucr_text *text,
                               unsigned field, size_t max_points)
{
    check->name = field != UCR_NO_FIELD ? name_of(field) : NULL;
    check->argument = check->argument || text->raw.ptr == NULL;
    ucr_check_text(check, text, max_points);
}

void ucr_list_check_elements(ucr_check *check, unsigned field,
                             const ucr_str *raw, const void *items,
                             size_t count)
{
    ucr_iter iter = {0};
    ucr_detail element;
    if (count == 0) {
        return; /* `raw` may be longer than anything there is */
    }
    start(&iter, raw, items, count);
    /* No other fault outranks an argument that cannot be right. */
    while (!check->argument && iter.index < iter.count &&
           next(&iter, field, &element)) {
        ucr_check_at_element(check, name_of(field), iter.index - 1, NULL);
        if (field != UCR_F_DETAILS) {
            check_element_text(check, &element.error_code, UCR_NO_FIELD,
                               SIZE_MAX);
            continue;
        }
        check_element_text(check, &element.error_code, UCR_F_ERROR_CODE,
                           UCR_MAX_ERROR_CODE);
        check_element_text(check, &element.error_msg, UCR_F_ERROR_MSG,
                           UCR_MAX_ERROR_MSG);
    }
}

UCR_APART static void write_element(ucr_write *out, unsigned field,
                                    const ucr_detail *element)
{
    if (field != UCR_F_DETAILS) {
        ucr_write_quoted(out, &element->error_code);
        return;
    }
    ucr_write_member(out, "{", name_of(UCR_F_ERROR_CODE), &element->error_code);
    ucr_write_member(out, ",", name_of(UCR_F_ERROR_MSG), &element->error_msg);
    ucr_write_cstring(out, "}");
}

/* A raw list of texts that was checked, up to its closing bracket and without
 * the white space around its elements. What has none is copied in one go. */
static void write_raw_texts(ucr_write *out, const ucr_str *raw)
{
    ucr_scan scan = ucr_scan_again(*raw);
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

void ucr_list_write(ucr_write *out, unsigned field, const ucr_str *raw,
                    const void *items, size_t count)
{
    ucr_iter iter = {0};
    ucr_detail element;
    if (!ucr_list_is_given(*raw, items)) {
        return;
    }
    start(&iter, raw, items, count);
    ucr_write_name(out, ",", name_of(field));
    if (UCR_FAST && items == NULL && field != UCR_F_DETAILS) {
        write_raw_texts(out, raw);
        ucr_write_cstring(out, "]");
        return;
    }
    ucr_write_cstring(out, "[");
    while (next(&iter, field, &element)) {
        ucr_write_cstring(out, iter.index > 1 ? "," : "");
        write_element(out, field, &element);
    }
    ucr_write_cstring(out, "]");
}
