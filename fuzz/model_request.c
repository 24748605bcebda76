/* SPDX-License-Identifier: MIT */
/*
 * What decoding a request should say.
 *
 * Knows a request's three members and nothing of the codec. Invariant: members
 * are judged in document order, and the first fault ends it.
 */
#include <string.h>

#include "model.h"
#include "plain.h"

enum {
    NAME,
    RESULT,
    DETAIL,
    MEMBERS
};

static const char *const members[] = {"command_name", "result",
                                      "result_detail"};

/* In the order of ucr_command, from 1. */
static const char *const commands[] = {"START", "STOP",       "DELETE",
                                       "SYNC",  "UPLOAD_LOG", "RSET_LOG_ACL"};
static const char *const results[] = {"success", "fail"};

/* From 1: which of these a text is; `count` + 1 if none. */
static size_t place_of(ucr_text text, const char *const *all, size_t count)
{
    size_t i = 0;
    while (i < count && !ucr_plain_is(text, all[i])) {
        i++;
    }
    return i + 1;
}

static ucr_code take_name(ucr_request *out, const ucr_tree *tree, size_t node,
                          bool strict)
{
    if (tree->nodes[node].kind != UCR_JSON_STRING) {
        return UCR_E_TYPE;
    }
    out->command_name = ucr_tree_text(tree, node);
    out->command = (ucr_command)place_of(out->command_name, commands, 6);
    const bool other = out->command == UCR_COMMAND_OTHER;
    const bool empty = out->command_name.raw.len == 0;
    return empty || (other && strict) ? UCR_E_ENUM : UCR_OK;
}

static ucr_code take_result(ucr_request *out, const ucr_tree *tree, size_t node)
{
    if (tree->nodes[node].kind != UCR_JSON_STRING) {
        return UCR_E_TYPE;
    }
    size_t place = place_of(ucr_tree_text(tree, node), results, 2);
    if (place > 2) {
        return UCR_E_ENUM;
    }
    out->result = (ucr_result)place;
    return UCR_OK;
}

static ucr_code take_detail(ucr_request *out, const ucr_tree *tree, size_t node,
                            bool strict)
{
    const ucr_json_kind kind = tree->nodes[node].kind;
    out->result_detail = (ucr_json){ucr_tree_raw(tree, node), kind};
    if (kind == UCR_JSON_STRING) {
        out->result_detail_text = ucr_tree_text(tree, node);
    }
    return strict && kind != UCR_JSON_STRING && kind != UCR_JSON_OBJECT
               ? UCR_E_TYPE
               : UCR_OK;
}

static ucr_code take_member(ucr_request *out, const ucr_tree *tree, size_t node,
                            size_t field, bool strict)
{
    switch (field) {
    case NAME:
        return take_name(out, tree, node, strict);
    case RESULT:
        return take_result(out, tree, node);
    default:
        return take_detail(out, tree, node, strict);
    }
}

static ucr_code named_fault(ucr_error *err, ucr_code code, size_t offset,
                            size_t field)
{
    ucr_model_fault(err, code, offset);
    ucr_model_step(err, members[field]);
    return code;
}

static ucr_code read_members(ucr_request *out, ucr_error *err,
                             const ucr_tree *tree, bool strict)
{
    bool seen[MEMBERS] = {false};
    const ucr_node *nodes = tree->nodes;
    for (size_t at = nodes[1].first; at != 0; at = nodes[at].next) {
        const size_t quote = ucr_model_quote(tree, at);
        size_t field = ucr_tree_field(tree, at, members, MEMBERS);
        if (field == MEMBERS && strict) {
            return ucr_model_fault(err, UCR_E_UNKNOWN, quote);
        }
        if (field == MEMBERS) {
            continue;
        }
        if (seen[field]) {
            return named_fault(err, UCR_E_DUPLICATE, quote, field);
        }
        seen[field] = true;
        ucr_code code = take_member(out, tree, at, field, strict);
        if (code != UCR_OK) {
            return named_fault(err, code, nodes[at].from, field);
        }
    }
    for (size_t field = 0; field < MEMBERS; field++) {
        if (!seen[field] && (field != DETAIL || strict)) {
            return named_fault(err, UCR_E_MISSING, ucr_model_brace(tree, 1),
                               field);
        }
    }
    return UCR_OK;
}

ucr_code ucr_model_request(ucr_request *out, ucr_error *err,
                           const ucr_reading *reading,
                           const ucr_options *options)
{
    const ucr_tree *tree = ucr_model_tree(reading, options->profile);
    const ucr_names_known known = {members, MEMBERS};
    const ucr_names_known none = {NULL, 0};
    memset(out, 0, sizeof(*out));
    ucr_code code = ucr_model_before(err, tree->body.len, options);
    if (code == UCR_OK) {
        code = ucr_model_scanner(err, tree, known, none);
    }
    if (code == UCR_OK && !ucr_model_top_is(tree, UCR_JSON_OBJECT)) {
        code = ucr_model_fault(err, UCR_E_TYPE, tree->nodes[1].from);
    }
    if (code == UCR_OK) {
        code = read_members(out, err, tree, options->profile == UCR_STRICT);
    }
    if (code != UCR_OK) {
        memset(out, 0, sizeof(*out));
    }
    return code;
}
