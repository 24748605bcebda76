/* SPDX-License-Identifier: MIT */
/*
 * The lists `error_param` and `details` and the texts of an answer while it is
 * encoded: checked by the walk that decode does, then written.
 *
 * Knows no status. Invariant: no byte of a list is written that was not
 * checked, and none that an argument makes doubtful is read.
 */
#include "list_write.h"

#include <stdint.h>

#include "bytes.h"
#include "list.h"
#include "list_walk.h"

/* The most code points that a text of a field may have in strict. */
static size_t most_points(unsigned field)
{
    static const size_t most[] = {
        [UCR_F_ERROR_CODE] = UCR_MAX_ERROR_CODE,
        [UCR_F_ERROR_MSG] = UCR_MAX_ERROR_MSG,
        [UCR_F_ENCODED_AUTHORIZATION_MESSAGE] =
            UCR_MAX_ENCODED_AUTHORIZATION_MESSAGE,
    };
    return field <= UCR_F_ENCODED_AUTHORIZATION_MESSAGE ? most[field]
                                                        : SIZE_MAX;
}

void ucr_list_encode_text(ucr_check *check, char before, unsigned field,
                          const ucr_text *text)
{
    const ucr_word *name = ucr_names_word(field);
    check->at.name = name->plain;
    if (ucr_check_text(check, text, most_points(field))) {
        ucr_write_member(&check->out, before, name->quoted, text);
    }
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
    ucr_check_at_element(check, list->name->plain, max_items, NULL);
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
    if (!ucr_scan_finish(scan)) {
        ucr_bind_value_fault(&fault, scan, object.names, member->field);
    } else if (list.raw.len != member->raw.len ||
               (list.code == UCR_OK && list.count != member->count)) {
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
    if (!ucr_check_size(check, list->raw.len)) {
        return 0;
    }
    ucr_check_scan(&scan, list->raw, check);
    if (ucr_scan_peek(&scan) != UCR_JSON_ARRAY) {
        check_no_list(check, &scan);
        return 0;
    }
    return check_array(check, list, &scan) ? list->count : 0;
}

size_t ucr_list_check(ucr_check *check, const ucr_member *list)
{
    return list->items != NULL ? check_items(check, list)
                               : check_raw(check, list);
}

/* A raw list of texts that was checked, up to its closing bracket and without
 * the white space around its elements. What has none is copied in one go. */
static void write_raw_texts(ucr_write *out, const ucr_str *raw)
{
    ucr_scan scan;
    ucr_scan_again(&scan, *raw);
    char before = '[';
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
            ucr_write_byte(out, before);
            from = at;
        }
        before = ',';
        to = scan.at;
    }
    ucr_write_bytes(out, from, (size_t)(to - from));
    if (before == '[') {
        ucr_write_byte(out, before);
    }
}

/* The element that is looked at, all of whose texts are needed, and the comma
 * before it. */
UCR_APART static void encode_element(ucr_check *check, unsigned field,
                                     const ucr_detail *element)
{
    if (check->at.index > 0) {
        ucr_write_byte(&check->out, ',');
    }
    if (field == UCR_F_DETAILS) {
        ucr_list_encode_text(check, '{', UCR_F_ERROR_CODE,
                             &element->error_code);
        ucr_list_encode_text(check, ',', UCR_F_ERROR_MSG, &element->error_msg);
        ucr_write_byte(&check->out, '}');
    } else if (ucr_check_text(check, &element->error_code, SIZE_MAX)) {
        ucr_write_quoted(&check->out, &element->error_code);
    }
}

/* The next element: a text is taken for a detail without a second one. */
static bool next_element(ucr_iter *iter, ucr_detail *element, unsigned field)
{
    return field == UCR_F_DETAILS ? ucr_next_detail(iter, element)
                                  : ucr_next_param(iter, &element->error_code);
}

/* The first `count` elements. */
static void encode_elements(ucr_check *check, const ucr_member *list,
                            size_t count)
{
    ucr_detail element;
    ucr_iter iter = ucr_list_walk(&list->raw, list->items, count);
    /* The texts of a raw list stand in it; items are given one by one. */
    check->from = iter.at;
    /* No other fault outranks an argument that cannot be right. */
    while (!check->argument && next_element(&iter, &element, list->field)) {
        ucr_check_at_element(check, list->name->plain, iter.index - 1, NULL);
        encode_element(check, list->field, &element);
    }
}

void ucr_list_encode(ucr_check *check, const ucr_member *list, size_t count)
{
    ucr_write_name(&check->out, ',', list->name->quoted);
    if (!UCR_FAST || list->items != NULL || list->field == UCR_F_DETAILS) {
        ucr_write_byte(&check->out, '[');
        if (count > 0) {
            encode_elements(check, list, count);
        }
    } else if (ucr_check_is_right(check)) {
        write_raw_texts(&check->out, &list->raw);
    }
    ucr_write_byte(&check->out, ']');
}
