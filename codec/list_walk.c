/* SPDX-License-Identifier: MIT */
/*
 * The lists `error_param` and `details`, element by element, for whoever asks
 * for them, encode included.
 *
 * Knows no fault. Invariant: a walk is a new scan between `at` and `end` of its
 * iterator, so it is bounded by the list's bytes even where decode never saw
 * them. Only what strings hold is not judged again.
 */
#include "list_walk.h"

#include <string.h>

#include "block.h"
#include "bytes.h"
#include "error_rule.h"
#include "scan.h"
#include "straight.h"
#include "vector.h"

ucr_iter ucr_list_walk(const ucr_str *raw, const void *items, size_t count)
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
    return ucr_list_walk(&from->raw, from->items, from->count);
}

ucr_iter ucr_each_detail(const ucr_details *list)
{
    static const ucr_details none;
    const ucr_details *from = list != NULL ? list : &none;
    return ucr_list_walk(&from->raw, from->items, from->count);
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
    } else if (ucr_scan_peek(scan) == UCR_JSON_ARRAY) {
        ucr_scan_open(scan);
    } else {
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

/* Whether the elements that are left are large enough on the average to hold
 * values that are worth asking for in blocks: each of them is a scan of its
 * own, which has learned nothing from those before it. */
static inline bool are_large(const ucr_iter *iter)
{
    const size_t left = iter->count - iter->index;
    return (size_t)(iter->end - iter->at) / UCR_BLOCK_VALUE >= left;
}

/* The next element of a raw list, in any form: then the walk goes on after it.
 */
UCR_SELDOM static bool scan_element(ucr_iter *iter, void *out,
                                    ucr_json_kind kind)
{
    ucr_scan scan;
    ucr_scan_again(&scan, (ucr_str){iter->at, (size_t)(iter->end - iter->at)});
    if (UCR_FAST && !are_large(iter)) {
        scan.slow = scan.end;
    }
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
    if (iter->at != NULL && !(UCR_FAST && is_at_close(iter))) {
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
