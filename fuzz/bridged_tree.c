/* SPDX-License-Identifier: MIT */
/*
 * A detail into claims on the tree that the bridge makes of it (P4, G8).
 *
 * Knows what ucr_yajl_tree() promises, and what no tree of yajl can hold.
 */
#include <errno.h>
#include <math.h>
#include <stdlib.h>

#include <ucr/yajl.h>

#include "bridged.h"
#include "claim.h"
#include "decoded.h"
#include "opinion.h"
#include "plain.h"
#include "same.h"

/* ---- The tree ---------------------------------------------------------------
 */

/* The first escape in a text that no tree can hold: code and backslash. */
static bool is_outside(ucr_text text, const char *first, ucr_error *err)
{
    const char *at = text.raw.ptr;
    const char *end = text.raw.ptr + text.raw.len;
    bool broken = false;
    while (text.escaped && at < end) {
        const char *from = at;
        const uint32_t c = ucr_plain_next(&at, end, true, &broken);
        const ucr_text one = {{from, (size_t)(at - from)}, true};
        const bool lone = ucr_plain_has_lone_surrogate(one);
        if (*from == '\\' && (c == 0 || lone)) {
            err->code = lone ? UCR_E_SURROGATE : UCR_E_ESCAPE;
            err->offset = (size_t)(from - first);
            return true;
        }
    }
    return false;
}

static ucr_error expect_tree(const ucr_bridged *in)
{
    ucr_error err = in->refusal;
    const ucr_tree *tree = in->tree;
    if (err.code != UCR_OK) {
        return err;
    }
    for (size_t node = 1; node < tree->count; node++) {
        const ucr_node *at = &tree->nodes[node];
        const bool named = tree->nodes[at->parent].kind == UCR_JSON_OBJECT;
        if ((named && is_outside(ucr_tree_name(tree, node), in->first, &err)) ||
            (at->kind == UCR_JSON_STRING &&
             is_outside(ucr_tree_text(tree, node), in->first, &err))) {
            return err;
        }
    }
    return err;
}

/* What a node says of its number, and of what types that is. */
static void claim_number(yajl_val node)
{
    const char *text = node->u.number.r;
    errno = 0;
    const long long whole = strtoll(text, NULL, 10);
    const bool integer = ucr_bridged_is_whole(text) && errno == 0;
    errno = 0;
    const double real = strtod(text, NULL);
    const bool fits = errno == 0;
    ucr_claim(YAJL_IS_INTEGER(node) == integer &&
                  (!integer || node->u.number.i == whole),
              "P4", "a node has the integer that its number is");
    ucr_claim(YAJL_IS_DOUBLE(node) == fits &&
                  (!fits || (node->u.number.d == real &&
                             signbit(node->u.number.d) == signbit(real))),
              "P4", "a node has the value of its number");
}

static void walk(yajl_val value, ucr_opinion *to);

static void walk_name(const char *name, ucr_opinion *to)
{
    ucr_opinion_callbacks.yajl_map_key(to, (const unsigned char *)name,
                                       strlen(name));
}

static void walk_object(yajl_val value, ucr_opinion *to)
{
    ucr_opinion_callbacks.yajl_start_map(to);
    for (size_t i = 0; i < value->u.object.len; i++) {
        walk_name(value->u.object.keys[i], to);
        walk(value->u.object.values[i], to);
    }
    ucr_opinion_callbacks.yajl_end_map(to);
}

static void walk_array(yajl_val value, ucr_opinion *to)
{
    ucr_opinion_callbacks.yajl_start_array(to);
    for (size_t i = 0; i < value->u.array.len; i++) {
        walk(value->u.array.values[i], to);
    }
    ucr_opinion_callbacks.yajl_end_array(to);
}

/* A tree as the events that it could have come from. */
static void walk(yajl_val value, ucr_opinion *to)
{
    const yajl_callbacks *on = &ucr_opinion_callbacks;
    switch (value->type) {
    case yajl_t_object:
        walk_object(value, to);
        break;
    case yajl_t_array:
        walk_array(value, to);
        break;
    case yajl_t_string:
        on->yajl_string(to, (const unsigned char *)value->u.string,
                        strlen(value->u.string));
        break;
    case yajl_t_number:
        claim_number(value);
        on->yajl_number(to, value->u.number.r, strlen(value->u.number.r));
        break;
    case yajl_t_true:
    case yajl_t_false:
        on->yajl_boolean(to, value->type == yajl_t_true);
        break;
    case yajl_t_null:
        on->yajl_null(to);
        break;
    case yajl_t_any:
        ucr_claim_fails("P4", "a node is of a type");
    }
}

void ucr_bridged_tree(const ucr_bridged *in)
{
    ucr_error err;
    struct yajl_val_s rubbish;
    yajl_val root = &rubbish;
    const ucr_error expected = expect_tree(in);
    ucr_code code = ucr_yajl_tree(&root, in->given, &in->options, &err);
    ucr_decoded_refusal(&err, code, SIZE_MAX);
    ucr_claim(ucr_same_error(&err, &expected), "P4",
              "a tree is refused for what it cannot hold");
    ucr_claim((root != NULL) == (code == UCR_OK), "G8",
              "a refusal gives no tree");
    if (root != NULL) {
        ucr_opinion opinion = ucr_opinion_of(in->tree);
        walk(root, &opinion);
        ucr_opinion_end(&opinion);
        yajl_tree_free(root);
    }
}

/* As deep as any limit allows, and one level more. */
void ucr_bridged_deep(void)
{
    static char brackets[2 * (UCR_MAX_DEPTH + 1)];
    const ucr_options deep = {.max_depth = UCR_MAX_DEPTH};
    for (size_t depth = UCR_MAX_DEPTH; depth <= UCR_MAX_DEPTH + 1; depth++) {
        yajl_val root;
        memset(brackets, '[', depth);
        memset(brackets + depth, ']', depth);
        const ucr_code code = ucr_yajl_tree(
            &root, (ucr_json){{brackets, 2 * depth}, UCR_JSON_ARRAY}, &deep,
            NULL);
        ucr_claim(code == (depth > UCR_MAX_DEPTH ? UCR_E_DEPTH : UCR_OK), "P4",
                  "a tree is as deep as the limit allows");
        size_t levels = 0;
        for (yajl_val at = root; at != NULL; levels++) {
            at = at->u.array.len > 0 ? at->u.array.values[0] : NULL;
        }
        ucr_claim(levels == (code == UCR_OK ? depth : 0), "P4",
                  "a tree has all levels");
        yajl_tree_free(root);
    }
}

void ucr_bridged_no_tree(const ucr_bridged *in)
{
    ucr_error err;
    struct yajl_val_s rubbish;
    yajl_val root = &rubbish;
    const ucr_json nothing = {{NULL, 0}, UCR_JSON_ABSENT};
    memset(&err, 0xA5, sizeof(err));
    ucr_decoded_no_call(ucr_yajl_tree(NULL, in->given, NULL, &err), &err);
    memset(&err, 0xA5, sizeof(err));
    ucr_decoded_no_call(ucr_yajl_tree(&root, nothing, NULL, &err), &err);
    ucr_claim(root == NULL, "G8", "no detail has no tree");
}
