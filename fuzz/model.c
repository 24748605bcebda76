/* SPDX-License-Identifier: MIT */
/*
 * What both messages share: limits, the fault that the scanner reports, and
 * where it lies.
 *
 * Knows no member. Invariant: an error that is filled in here holds a code, an
 * offset and at most three steps, everything else zero.
 */
#include "model.h"

#include <string.h>

size_t ucr_model_max_body(const ucr_options *options)
{
    return options->max_body != 0 ? options->max_body
                                  : (size_t)12 * 1024 * 1024;
}

size_t ucr_model_max_depth(const ucr_options *options)
{
    return options->max_depth != 0 ? options->max_depth : 128;
}

size_t ucr_model_max_items(const ucr_options *options)
{
    return options->max_items != 0 ? options->max_items : 65536;
}

void ucr_model_read(ucr_reading *reading, ucr_str body,
                    const ucr_options *options)
{
    ucr_tree *trees = reading->trees;
    const size_t max_depth = ucr_model_max_depth(options);
    ucr_tree_read(&trees[UCR_INTEROP], body, false, max_depth);
    reading->differ = trees[UCR_INTEROP].surrogate || trees[UCR_INTEROP].marked;
    if (reading->differ) {
        ucr_tree_read(&trees[UCR_STRICT], body, true, max_depth);
    }
}

void ucr_model_move(ucr_reading *reading, ucr_str body)
{
    reading->trees[UCR_INTEROP].body = body;
    reading->trees[UCR_STRICT].body = body;
}

const ucr_tree *ucr_model_tree(const ucr_reading *reading, ucr_profile profile)
{
    return &reading->trees[reading->differ ? profile : UCR_INTEROP];
}

/* ---- Errors ----------------------------------------------------------------
 */

ucr_code ucr_model_fault(ucr_error *err, ucr_code code, size_t offset)
{
    memset(err, 0, sizeof(*err));
    err->code = code;
    err->offset = offset;
    return code;
}

void ucr_model_step(ucr_error *err, const char *name)
{
    err->path[err->steps].name = name;
    err->steps++;
}

void ucr_model_index(ucr_error *err, size_t index)
{
    err->path[err->steps].index = index;
    err->steps++;
}

ucr_code ucr_model_before(ucr_error *err, size_t size,
                          const ucr_options *options)
{
    const size_t max_body = ucr_model_max_body(options);
    if (size > max_body) {
        return ucr_model_fault(err, UCR_E_BODY_SIZE, max_body);
    }
    return ucr_model_fault(err, UCR_OK, 0);
}

/* ---- Where a scanner fault lies --------------------------------------------
 */

static const char *known(const ucr_tree *tree, size_t member,
                         ucr_names_known known)
{
    size_t field = ucr_tree_field(tree, member, known.names, known.count);
    return field < known.count ? known.names[field] : NULL;
}

/* The value around a node, or the node, that has this many brackets around it;
 * 0 if there is none. */
static size_t around(const ucr_tree *tree, size_t node, unsigned depth)
{
    while (node != 0 && tree->nodes[node].depth > depth) {
        node = tree->nodes[node].parent;
    }
    return node != 0 && tree->nodes[node].depth == depth ? node : 0;
}

void ucr_model_in_details(ucr_error *err, const ucr_tree *tree, size_t list,
                          ucr_names_known inner)
{
    const unsigned depth = tree->nodes[list].depth;
    const size_t element = around(tree, tree->guilty, depth + 1);
    const size_t member = around(tree, tree->guilty, depth + 2);
    if (tree->nodes[list].kind != UCR_JSON_ARRAY || member == 0 ||
        tree->nodes[element].kind != UCR_JSON_OBJECT) {
        return;
    }
    const char *name = known(tree, member, inner);
    if (name != NULL) {
        ucr_model_index(err, tree->nodes[element].index);
        ucr_model_step(err, name);
    }
}

ucr_code ucr_model_scanner(ucr_error *err, const ucr_tree *tree,
                           ucr_names_known top, ucr_names_known inner)
{
    ucr_model_fault(err, tree->code, tree->offset);
    const size_t member = around(tree, tree->guilty, 1);
    if (tree->code == UCR_OK || member == 0 ||
        !ucr_model_top_is(tree, UCR_JSON_OBJECT)) {
        return tree->code;
    }
    const char *name = known(tree, member, top);
    if (name != NULL) {
        ucr_model_step(err, name);
        if (strcmp(name, "details") == 0) {
            ucr_model_in_details(err, tree, member, inner);
        }
    }
    return tree->code;
}

/* ---- Places ----------------------------------------------------------------
 */

size_t ucr_model_quote(const ucr_tree *tree, size_t member)
{
    return tree->nodes[member].name_from - 1;
}

size_t ucr_model_brace(const ucr_tree *tree, size_t object)
{
    return tree->nodes[object].to - 1;
}

bool ucr_model_top_is(const ucr_tree *tree, ucr_json_kind kind)
{
    return tree->count > 1 && tree->nodes[1].kind == kind;
}
