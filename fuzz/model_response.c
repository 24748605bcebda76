/* SPDX-License-Identifier: MIT */
/*
 * What decoding a response should say in strict, and of a success; the search
 * of interop is in model_search.c.
 *
 * Knows nothing of the codec. Invariant: a fault of the top object is filled
 * in before elements of `details` are looked at.
 */
#include <string.h>

#include "model.h"
#include "model_search.h"
#include "plain.h"

enum {
    CODE,
    MSG,
    ENCODED,
    PARAM,
    DETAILS,
    MEMBERS
};

static const char *const members[] = {"error_code", "error_msg",
                                      "encoded_authorization_message",
                                      "error_param", "details"};
static const char *const success_members[] = {"body"};

/* ---- Strict ----------------------------------------------------------------
 */

static ucr_code named(ucr_error *err, ucr_code code, size_t offset,
                      const char *name)
{
    ucr_model_fault(err, code, offset);
    ucr_model_step(err, name);
    return code;
}

/* A list and its elements' types, from the value on. */
static ucr_code take_list(ucr_error *err, const ucr_tree *tree, size_t list,
                          size_t field, size_t max_items, size_t *count)
{
    const ucr_node *nodes = tree->nodes;
    const ucr_json_kind kind =
        field == PARAM ? UCR_JSON_STRING : UCR_JSON_OBJECT;
    *count = 0;
    if (nodes[list].kind != UCR_JSON_ARRAY) {
        return named(err, UCR_E_TYPE, nodes[list].from, members[field]);
    }
    for (size_t at = nodes[list].first; at != 0; at = nodes[at].next) {
        const bool full = *count == max_items;
        if (full || nodes[at].kind != kind) {
            named(err, full ? UCR_E_ITEMS : UCR_E_TYPE, nodes[at].from,
                  members[field]);
            ucr_model_index(err, *count);
            return err->code;
        }
        (*count)++;
    }
    return UCR_OK;
}

static ucr_code take_text(ucr_text *to, ucr_error *err, const ucr_tree *tree,
                          size_t node, size_t field)
{
    if (tree->nodes[node].kind != UCR_JSON_STRING) {
        return named(err, UCR_E_TYPE, tree->nodes[node].from, members[field]);
    }
    *to = ucr_tree_text(tree, node);
    return UCR_OK;
}

static ucr_code take_member(ucr_response *out, ucr_error *err,
                            const ucr_tree *tree, size_t node, size_t field,
                            size_t max_items)
{
    switch (field) {
    case CODE:
        return take_text(&out->error_code, err, tree, node, field);
    case MSG:
        return take_text(&out->error_msg, err, tree, node, field);
    case ENCODED:
        return take_text(&out->encoded_authorization_message, err, tree, node,
                         field);
    case PARAM:
        out->error_param.raw = ucr_tree_raw(tree, node);
        return take_list(err, tree, node, field, max_items,
                         &out->error_param.count);
    default:
        out->details.raw = ucr_tree_raw(tree, node);
        return take_list(err, tree, node, field, max_items,
                         &out->details.count);
    }
}

/* Reads an object in which the first `known` names are known. */
static ucr_code take_object(ucr_response *out, ucr_error *err,
                            const ucr_tree *tree, size_t object, size_t known,
                            size_t max_items)
{
    bool seen[MEMBERS] = {false};
    const ucr_node *nodes = tree->nodes;
    for (size_t at = nodes[object].first; at != 0; at = nodes[at].next) {
        const size_t quote = ucr_model_quote(tree, at);
        size_t field = ucr_tree_field(tree, at, members, known);
        if (field == known) {
            return ucr_model_fault(err, UCR_E_UNKNOWN, quote);
        }
        if (seen[field]) {
            return named(err, UCR_E_DUPLICATE, quote, members[field]);
        }
        seen[field] = true;
        if (take_member(out, err, tree, at, field, max_items) != UCR_OK) {
            return err->code;
        }
    }
    for (size_t field = CODE; field <= MSG; field++) {
        if (!seen[field]) {
            return named(err, UCR_E_MISSING, ucr_model_brace(tree, object),
                         members[field]);
        }
    }
    return UCR_OK;
}

static size_t details_of(const ucr_tree *tree)
{
    const ucr_node *nodes = tree->nodes;
    size_t at = nodes[1].first;
    while (at != 0 && ucr_tree_field(tree, at, members, MEMBERS) != DETAILS) {
        at = nodes[at].next;
    }
    return at != 0 ? nodes[at].first : 0;
}

/* In an element, a fault's path goes on from where the element is. */
static ucr_code place_inside(ucr_error *err, size_t index)
{
    ucr_error inner = *err;
    ucr_model_fault(err, inner.code, inner.offset);
    ucr_model_step(err, members[DETAILS]);
    ucr_model_index(err, index);
    if (inner.steps > 0) {
        ucr_model_step(err, inner.path[0].name);
    }
    return err->code;
}

static ucr_code read_strict(ucr_response *out, ucr_error *err,
                            const ucr_tree *tree, size_t max_items)
{
    const size_t known = out->status == 403 ? MEMBERS : MSG + 1;
    if (!ucr_model_top_is(tree, UCR_JSON_OBJECT)) {
        return ucr_model_fault(err, UCR_E_TYPE, tree->nodes[1].from);
    }
    out->shape = UCR_SHAPE_DOCUMENTED;
    if (take_object(out, err, tree, 1, known, max_items) != UCR_OK) {
        return err->code;
    }
    size_t at = out->status == 403 ? details_of(tree) : 0;
    for (; at != 0; at = tree->nodes[at].next) {
        ucr_response element;
        memset(&element, 0, sizeof(element));
        if (take_object(&element, err, tree, at, MSG + 1, 0) != UCR_OK) {
            return place_inside(err, tree->nodes[at].index);
        }
    }
    return UCR_OK;
}

/* ---- Success ---------------------------------------------------------------
 */

static ucr_code read_strict_success(ucr_error *err, const ucr_tree *tree)
{
    const ucr_node *top = &tree->nodes[1];
    if (top->kind != UCR_JSON_OBJECT) {
        return ucr_model_fault(err, UCR_E_TYPE, top->from);
    }
    if (top->first != 0) {
        return ucr_model_fault(err, UCR_E_UNKNOWN,
                               ucr_model_quote(tree, top->first));
    }
    return UCR_OK;
}

static ucr_code read_success(ucr_response *out, ucr_error *err,
                             const ucr_tree *tree)
{
    const ucr_node *nodes = tree->nodes;
    bool seen = false;
    if (nodes[1].kind == UCR_JSON_STRING) {
        out->message = ucr_tree_text(tree, 1);
    }
    if (nodes[1].kind != UCR_JSON_OBJECT) {
        return UCR_OK;
    }
    for (size_t at = nodes[1].first; at != 0; at = nodes[at].next) {
        if (ucr_tree_field(tree, at, success_members, 1) != 0) {
            continue;
        }
        if (seen) {
            return named(err, UCR_E_DUPLICATE, ucr_model_quote(tree, at),
                         success_members[0]);
        }
        seen = true;
        if (nodes[at].kind == UCR_JSON_STRING) {
            out->message = ucr_tree_text(tree, at);
        }
    }
    return UCR_OK;
}

/* ---- All of it -------------------------------------------------------------
 */

static bool is_success(int status)
{
    return status >= 200 && status <= 299;
}

static bool is_answer(int status, bool strict)
{
    if (!strict) {
        return status >= 200 && status <= 599;
    }
    return status == 200 || status == 400 || status == 401 || status == 403 ||
           status == 404 || status == 500;
}

static ucr_code scan(ucr_error *err, const ucr_tree *tree, int status,
                     bool strict)
{
    const ucr_names_known none = {NULL, 0};
    const ucr_names_known strict_top = {members,
                                        status == 403 ? MEMBERS : MSG + 1};
    const ucr_names_known strict_inner = {members, MSG + 1};
    const ucr_names_known body = {success_members, 1};
    if (is_success(status)) {
        return ucr_model_scanner(err, tree, strict ? none : body, none);
    }
    if (strict) {
        return ucr_model_scanner(err, tree, strict_top, strict_inner);
    }
    return ucr_model_scanner(err, tree, ucr_model_searched, ucr_model_searched);
}

static ucr_code read_body(ucr_response *out, ucr_error *err,
                          const ucr_tree *tree, const ucr_options *options)
{
    const bool strict = options->profile == UCR_STRICT;
    const size_t max_items = ucr_model_max_items(options);
    out->body = (ucr_json){ucr_tree_raw(tree, 1), tree->nodes[1].kind};
    if (is_success(out->status)) {
        return strict ? read_strict_success(err, tree)
                      : read_success(out, err, tree);
    }
    return strict ? read_strict(out, err, tree, max_items)
                  : ucr_model_search(out, err, tree, max_items);
}

static ucr_code judge(ucr_response *out, ucr_error *err, const ucr_tree *tree,
                      const ucr_options *options)
{
    const bool strict = options->profile == UCR_STRICT;
    if (!is_answer(out->status, strict)) {
        return ucr_model_fault(err, UCR_E_STATUS, 0);
    }
    if (ucr_model_before(err, tree->body.len, options) != UCR_OK) {
        return err->code;
    }
    out->shape = is_success(out->status) ? UCR_SHAPE_SUCCESS : UCR_SHAPE_EMPTY;
    if (tree->code == UCR_E_EMPTY && !strict) {
        return UCR_OK;
    }
    if (scan(err, tree, out->status, strict) != UCR_OK) {
        return err->code;
    }
    return read_body(out, err, tree, options);
}

ucr_code ucr_model_response(ucr_response *out, ucr_error *err, int status,
                            const ucr_reading *reading,
                            const ucr_options *options)
{
    memset(out, 0, sizeof(*out));
    out->status = status;
    ucr_code code =
        judge(out, err, ucr_model_tree(reading, options->profile), options);
    if (code != UCR_OK) {
        memset(out, 0, sizeof(*out));
    }
    return code;
}
