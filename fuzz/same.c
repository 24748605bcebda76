/* SPDX-License-Identifier: MIT */
/*
 * Two structs into whether they are the same, field by field: padding is
 * nobody's.
 *
 * Knows the public structs and no property. Invariant: nothing is read but the
 * fields and, where the name says so, the bytes behind them.
 */
#include "same.h"

#include <stdint.h>
#include <string.h>

#include "plain.h"

bool ucr_same_str(ucr_str a, ucr_str b)
{
    return a.ptr == b.ptr && a.len == b.len;
}

bool ucr_same_text(ucr_text a, ucr_text b)
{
    return ucr_same_str(a.raw, b.raw) && a.escaped == b.escaped;
}

static bool same_json(ucr_json a, ucr_json b)
{
    return ucr_same_str(a.raw, b.raw) && a.kind == b.kind;
}

bool ucr_same_request(const ucr_request *a, const ucr_request *b)
{
    return a->command == b->command && a->result == b->result &&
           ucr_same_text(a->command_name, b->command_name) &&
           same_json(a->result_detail, b->result_detail) &&
           ucr_same_text(a->result_detail_text, b->result_detail_text);
}

static bool same_lists(const ucr_response *a, const ucr_response *b)
{
    return ucr_same_str(a->error_param.raw, b->error_param.raw) &&
           a->error_param.items == b->error_param.items &&
           a->error_param.count == b->error_param.count &&
           ucr_same_str(a->details.raw, b->details.raw) &&
           a->details.items == b->details.items &&
           a->details.count == b->details.count;
}

bool ucr_same_response(const ucr_response *a, const ucr_response *b)
{
    return a->status == b->status && a->shape == b->shape &&
           a->ignored == b->ignored &&
           ucr_same_text(a->error_code, b->error_code) &&
           ucr_same_text(a->error_msg, b->error_msg) &&
           ucr_same_text(a->encoded_authorization_message,
                         b->encoded_authorization_message) &&
           same_lists(a, b) && ucr_same_text(a->request_id, b->request_id) &&
           ucr_same_text(a->title, b->title) &&
           ucr_same_text(a->message, b->message) && same_json(a->body, b->body);
}

bool ucr_same_options(const ucr_options *a, const ucr_options *b)
{
    return a->max_body == b->max_body && a->max_depth == b->max_depth &&
           a->max_items == b->max_items && a->profile == b->profile;
}

static bool same_step(const ucr_step *a, const ucr_step *b)
{
    if (a->name == NULL || b->name == NULL) {
        return a->name == b->name && a->index == b->index;
    }
    return strcmp(a->name, b->name) == 0;
}

bool ucr_same_path(const ucr_error *a, const ucr_error *b)
{
    if (a->steps != b->steps || a->steps > UCR_MAX_STEPS) {
        return false;
    }
    unsigned i = 0;
    while (i < a->steps && same_step(&a->path[i], &b->path[i])) {
        i++;
    }
    return i == a->steps;
}

bool ucr_same_error(const ucr_error *a, const ucr_error *b)
{
    return a->code == b->code && a->offset == b->offset && ucr_same_path(a, b);
}

bool ucr_same_bytes(ucr_str a, ucr_str b)
{
    if (a.ptr == NULL || b.ptr == NULL) {
        return a.ptr == b.ptr && a.len == b.len;
    }
    return a.len == b.len && memcmp(a.ptr, b.ptr, a.len) == 0;
}

bool ucr_same_plain(ucr_text a, ucr_text b)
{
    const char *at_a = a.raw.ptr;
    const char *at_b = b.raw.ptr;
    bool broken = false;
    if (at_a == NULL || at_b == NULL) {
        return at_a == at_b;
    }
    if (a.escaped == b.escaped && ucr_same_bytes(a.raw, b.raw)) {
        return true;
    }
    while (at_a < a.raw.ptr + a.raw.len && at_b < b.raw.ptr + b.raw.len) {
        if (ucr_plain_next(&at_a, a.raw.ptr + a.raw.len, a.escaped, &broken) !=
            ucr_plain_next(&at_b, b.raw.ptr + b.raw.len, b.escaped, &broken)) {
            return false;
        }
    }
    return at_a == a.raw.ptr + a.raw.len && at_b == b.raw.ptr + b.raw.len;
}

bool ucr_same_inside(ucr_str view, ucr_str body)
{
    const uintptr_t from = (uintptr_t)body.ptr;
    const uintptr_t at = (uintptr_t)view.ptr;
    if (view.ptr == NULL) {
        return view.len == 0;
    }
    return at >= from && at - from <= body.len &&
           view.len <= body.len - (at - from);
}
