/* SPDX-License-Identifier: MIT */
/*
 * The lists `error_param` and `details`: walked once while a body is decoded,
 * and again, element by element, by whoever asks for them, encode included.
 *
 * Knows no status and no shape. Invariant: a walk by a caller is a new scan
 * between `at` and `end` of its iterator, so it is bounded by the list's bytes
 * even where decode never saw them.
 */
#include "list.h"

#include "error.h"
#include "error_rule.h"
#include "options.h"
#include "straight.h"
#include <stdint.h>
#include <string.h>

/* ---- While decoding --------------------------------------------------------
 */

ucr_list ucr_list_read_texts(ucr_object *object, size_t max_items)
{
    ucr_list list = ucr_bind_list(object->scan, UCR_JSON_STRING, max_items);
    ucr_text text;
    while (ucr_bind_element(&list) && ucr_scan_string(object->scan, &text)) {
    }
    return list;
}

/* Only its faults matter here: a caller who wants the texts walks the list. */
static void check_element(ucr_object *element)
{
    while (ucr_bind_member(element)) {
        ucr_text text;
        ucr_json value;
        if (element->strict) {
            ucr_bind_text(element, &text);
        } else {
            ucr_scan_value(element->scan, &value);
        }
    }
}

ucr_list ucr_list_read_details(ucr_object *object, size_t max_items,
                               ucr_error *inner)
{
    ucr_list list = ucr_bind_list(object->scan, UCR_JSON_OBJECT, max_items);
    ucr_place place = object->place;
    place.list = object->names->words[object->field].plain;
    while (ucr_bind_element(&list)) {
        place.index = list.count - 1;
        ucr_object element =
            ucr_bind_object(object->scan, object->names->elements, place,
                            object->strict, inner);
        check_element(&element);
    }
    return list;
}

/* ---- Walking ---------------------------------------------------------------
 */

static ucr_iter iter_of(ucr_str raw, const void *items, size_t count)
{
    ucr_iter iter = {.items = items, .count = count};
    if (items == NULL && raw.ptr != NULL && raw.len > 0) {
        iter.at = raw.ptr;
        iter.end = raw.ptr + raw.len;
    }
    return iter;
}

ucr_iter ucr_each_param(const ucr_texts *list)
{
    return list != NULL ? iter_of(list->raw, list->items, list->count)
                        : (ucr_iter){0};
}

ucr_iter ucr_each_detail(const ucr_details *list)
{
    return list != NULL ? iter_of(list->raw, list->items, list->count)
                        : (ucr_iter){0};
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

/* Whether the next item is there; then it is `*item`. */
static bool has_item(const ucr_iter *iter)
{
    return iter->items != NULL && iter->index < iter->count;
}

/* The next element of a list in any form. */
static bool scan_param(ucr_iter *iter, ucr_text *out)
{
    ucr_scan scan;
    return next_raw(iter, &scan, UCR_JSON_STRING) &&
           ucr_scan_string(&scan, out) && step(iter, &scan);
}

static bool scan_detail(ucr_iter *iter, ucr_detail *out)
{
    ucr_scan scan;
    if (!next_raw(iter, &scan, UCR_JSON_OBJECT)) {
        return false;
    }
    *out = ucr_error_rule_element(&scan);
    return step(iter, &scan);
}

bool ucr_next_param(ucr_iter *iter, ucr_text *out)
{
    if (has_item(iter)) {
        *out = ((const ucr_text *)iter->items)[iter->index];
        iter->index++;
        return true;
    }
    if (iter->at != NULL && !is_at_close(iter)) {
        if (ucr_straight_param(out, &iter->at, iter->end, before_next(iter))) {
            iter->index++;
            return true;
        }
        if (scan_param(iter, out)) {
            return true;
        }
    }
    /* Nothing comes after an end. */
    memset(iter, 0, sizeof(*iter));
    memset(out, 0, sizeof(*out));
    return false;
}

bool ucr_next_detail(ucr_iter *iter, ucr_detail *out)
{
    if (has_item(iter)) {
        *out = ((const ucr_detail *)iter->items)[iter->index];
        iter->index++;
        return true;
    }
    if (iter->at != NULL && !is_at_close(iter)) {
        if (ucr_straight_detail(out, &iter->at, iter->end, before_next(iter))) {
            iter->index++;
            return true;
        }
        if (scan_detail(iter, out)) {
            return true;
        }
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

/* Items of a caller: gives how many of them are looked at. `depth` is that of
 * the deepest bracket. */
static size_t check_items(ucr_check *check, unsigned field, size_t count,
                          size_t depth)
{
    const size_t max_items = check->options->max_items;
    if (depth > check->options->max_depth) {
        const ucr_error at = ucr_check_at(name_of(field));
        ucr_check_fault(check, &at, UCR_E_DEPTH, 0);
    }
    if (count > max_items) {
        const ucr_error at = ucr_check_at_element(name_of(field), max_items);
        ucr_check_fault(check, &at, UCR_E_ITEMS, 0);
        return max_items;
    }
    return count;
}

/* The elements of a raw list, by the same walk that decode does. */
static bool check_elements(ucr_check *check, const ucr_names *names,
                           unsigned field, ucr_str raw, size_t count)
{
    const size_t max_items = check->options->max_items;
    ucr_error own = {0};
    ucr_error inner = {0};
    ucr_scan scan = ucr_check_scan(check, raw);
    ucr_object object = {.scan = &scan,
                         .names = names,
                         .fault = &own,
                         .field = field,
                         .strict = ucr_check_is_strict(check)};
    ucr_list list = field == UCR_F_DETAILS
                        ? ucr_list_read_details(&object, max_items, &inner)
                        : ucr_list_read_texts(&object, max_items);
    ucr_bind_list_fault(&object, &list);
    ucr_check_keep(check, &own);
    ucr_check_keep(check, &inner);
    if (list.code == UCR_OK && list.count != count) {
        check->argument = true;
    }
    return check->meaning.code == UCR_OK && !check->argument;
}

/* A list as decode gave it: one array and nothing around it. */
static bool check_raw(ucr_check *check, unsigned field, ucr_str raw,
                      size_t count)
{
    const ucr_error at = ucr_check_at(name_of(field));
    const ucr_names *names =
        ucr_check_is_strict(check) ? ucr_names_strict(403) : &ucr_names_interop;
    ucr_json value = {0};
    if (!ucr_check_size(check, &at, raw.len)) {
        return false;
    }
    ucr_scan scan = ucr_check_scan(check, raw);
    if (!ucr_scan_alone(&scan, &value)) {
        const ucr_error fault = ucr_bind_value_error(
            &scan, ucr_check_scan(check, raw), names, field);
        ucr_check_keep(check, &fault);
        return false;
    }
    if (value.kind != UCR_JSON_ARRAY) {
        ucr_check_fault(check, &at, UCR_E_TYPE,
                        ucr_scan_offset(&scan, value.raw.ptr));
        return false;
    }
    if (value.raw.len != raw.len) {
        check->argument = true;
        return false;
    }
    return check_elements(check, names, field, raw, count);
}

void ucr_list_check_texts(ucr_check *check, const ucr_texts *list)
{
    size_t count = list->count;
    if (list->items != NULL) {
        count = check_items(check, UCR_F_ERROR_PARAM, count, 2);
    } else if (list->raw.ptr == NULL ||
               !check_raw(check, UCR_F_ERROR_PARAM, list->raw, count)) {
        return;
    }
    ucr_iter iter = ucr_each_param(list);
    ucr_text text;
    for (size_t i = 0; i < count && ucr_next_param(&iter, &text); i++) {
        const ucr_error at =
            ucr_check_at_element(name_of(UCR_F_ERROR_PARAM), i);
        check->argument = check->argument || text.raw.ptr == NULL;
        ucr_check_text(check, &at, text, SIZE_MAX);
    }
}

static void check_detail_text(ucr_check *check, size_t index, unsigned field,
                              ucr_text text, size_t max_points)
{
    ucr_error at = ucr_check_at_element(name_of(UCR_F_DETAILS), index);
    ucr_error_add_name(&at, name_of(field));
    /* Both are needed, whatever the profile. */
    check->argument = check->argument || text.raw.ptr == NULL;
    ucr_check_text(check, &at, text, max_points);
}

void ucr_list_check_details(ucr_check *check, const ucr_details *list)
{
    size_t count = list->count;
    if (list->items != NULL) {
        count = check_items(check, UCR_F_DETAILS, count, count > 0 ? 3 : 2);
    } else if (list->raw.ptr == NULL ||
               !check_raw(check, UCR_F_DETAILS, list->raw, count)) {
        return;
    }
    ucr_iter iter = ucr_each_detail(list);
    ucr_detail detail;
    for (size_t i = 0; i < count && ucr_next_detail(&iter, &detail); i++) {
        check_detail_text(check, i, UCR_F_ERROR_CODE, detail.error_code,
                          UCR_MAX_ERROR_CODE);
        check_detail_text(check, i, UCR_F_ERROR_MSG, detail.error_msg,
                          UCR_MAX_ERROR_MSG);
    }
}

void ucr_list_write_texts(ucr_write *out, const ucr_texts *list)
{
    ucr_iter iter = ucr_each_param(list);
    ucr_text text;
    const char *before = "[";
    while (ucr_next_param(&iter, &text)) {
        ucr_write_cstring(out, before);
        ucr_write_quoted(out, text);
        before = ",";
    }
    ucr_write_cstring(out, *before == '[' ? "[]" : "]");
}

void ucr_list_write_details(ucr_write *out, const ucr_details *list)
{
    ucr_iter iter = ucr_each_detail(list);
    ucr_detail detail;
    const char *before = "[{";
    while (ucr_next_detail(&iter, &detail)) {
        ucr_write_member(out, before, name_of(UCR_F_ERROR_CODE),
                         detail.error_code);
        ucr_write_member(out, ",", name_of(UCR_F_ERROR_MSG), detail.error_msg);
        ucr_write_cstring(out, "}");
        before = ",{";
    }
    ucr_write_cstring(out, *before == '[' ? "[]" : "]");
}
