/* SPDX-License-Identifier: MIT */
/*
 * The interop error rule: where a code and a message are looked for, and what
 * else comes from the object that has them.
 *
 * Knows nothing of the codec. Invariant: the places are visited twice in the
 * same order, first for the match, then for faults, so that nothing has to be
 * remembered of an object but its number.
 */
#include "model_search.h"

#include <string.h>

enum {
    ERROR_CODE,
    ERROR_MSG,
    CAMEL_CODE,
    CAMEL_MSG,
    PLAIN_CODE,
    PLAIN_MSG,
    SHORT_CODE,
    SHORT_MSG,
    ENCODED,
    REQUEST_ID,
    TITLE,
    PARAM,
    DETAILS,
    NAMES
};

static const char *const names[] = {
    "error_code", "error_msg", "errorCode",
    "errorMsg",   "code",      "message",
    "errCode",    "errMsg",    "encoded_authorization_message",
    "request_id", "title",     "error_param",
    "details"};

const ucr_names_known ucr_model_searched = {names, NAMES};

/* The pairs in their order. */
static const struct {
    int code, msg;
} pairs[] = {{ERROR_CODE, ERROR_MSG},
             {CAMEL_CODE, CAMEL_MSG},
             {PLAIN_CODE, PLAIN_MSG},
             {CAMEL_CODE, PLAIN_MSG},
             {SHORT_CODE, SHORT_MSG}};
#define PAIRS ((int)(sizeof(pairs) / sizeof(pairs[0])))

/* An object's members by name: the first of each, 0 where there is none. */
typedef struct members {
    size_t first[NAMES];
    size_t duplicate; /* the first member that is a second one */
    int duplicate_of;
} members;

static members look(const ucr_tree *tree, size_t object)
{
    members found;
    memset(&found, 0, sizeof(found));
    size_t at = tree->nodes[object].first;
    for (; at != 0; at = tree->nodes[at].next) {
        size_t field = ucr_tree_field(tree, at, names, NAMES);
        if (field == NAMES) {
            continue;
        }
        if (found.first[field] == 0) {
            found.first[field] = at;
        } else if (found.duplicate == 0) {
            found.duplicate = at;
            found.duplicate_of = (int)field;
        }
    }
    return found;
}

/* ---- Codes and messages ----------------------------------------------------
 */

static bool has_msg(const ucr_tree *tree, const members *in, int field)
{
    const size_t node = in->first[field];
    return node != 0 && tree->nodes[node].kind == UCR_JSON_STRING;
}

static bool has_code(const ucr_tree *tree, const members *in, int field)
{
    const size_t node = in->first[field];
    return has_msg(tree, in, field) ||
           (node != 0 && tree->nodes[node].kind == UCR_JSON_NUMBER);
}

static int pair_in(const ucr_tree *tree, const members *in)
{
    int pair = 0;
    while (pair < PAIRS && !(has_code(tree, in, pairs[pair].code) &&
                             has_msg(tree, in, pairs[pair].msg))) {
        pair++;
    }
    return pair;
}

static ucr_text value_of(const ucr_tree *tree, size_t node)
{
    if (tree->nodes[node].kind == UCR_JSON_NUMBER) {
        return (ucr_text){ucr_tree_raw(tree, node), false};
    }
    return ucr_tree_text(tree, node);
}

/* By the pair rule, and where there is no pair by the half rule. */
static ucr_detail texts_in(const ucr_tree *tree, const members *in)
{
    ucr_detail out;
    memset(&out, 0, sizeof(out));
    const int pair = pair_in(tree, in);
    for (int i = pair < PAIRS ? pair : 0; i < PAIRS; i++) {
        if (out.error_code.raw.ptr == NULL &&
            has_code(tree, in, pairs[i].code)) {
            out.error_code = value_of(tree, in->first[pairs[i].code]);
        }
        if (out.error_msg.raw.ptr == NULL && has_msg(tree, in, pairs[i].msg)) {
            out.error_msg = value_of(tree, in->first[pairs[i].msg]);
        }
    }
    return out;
}

ucr_detail ucr_model_element(const ucr_tree *tree, size_t element)
{
    const members found = look(tree, element);
    return texts_in(tree, &found);
}

/* ---- Places ----------------------------------------------------------------
 */

/* Objects all the way up. */
static bool is_in_objects(const ucr_tree *tree, size_t node)
{
    while (node != 0 && tree->nodes[node].kind == UCR_JSON_OBJECT) {
        node = tree->nodes[node].parent;
    }
    return node == 0;
}

static bool is_inner_object(const ucr_tree *tree, size_t node)
{
    return tree->nodes[node].depth <= 4 && is_in_objects(tree, node);
}

static bool is_searched_array(const ucr_tree *tree, size_t node)
{
    static const char *const aside[] = {"error_param", "details"};
    if (tree->nodes[node].kind != UCR_JSON_ARRAY) {
        return false;
    }
    return node == 1 || (tree->nodes[node].parent == 1 &&
                         ucr_model_top_is(tree, UCR_JSON_OBJECT) &&
                         ucr_tree_field(tree, node, aside, 2) == 2);
}

static bool is_first_element(const ucr_tree *tree, size_t node)
{
    const ucr_node *at = &tree->nodes[node];
    return at->kind == UCR_JSON_OBJECT && at->parent != 0 && at->index == 0 &&
           is_searched_array(tree, at->parent);
}

/* The next place after one; 0 before the first and after the last. Nodes are
 * in document order, so the top comes first, and parents before children. */
static size_t next_place(const ucr_tree *tree, size_t place)
{
    bool inner = place == 0 || is_inner_object(tree, place);
    size_t node = place + 1;
    for (;; node++) {
        if (node == tree->count && !inner) {
            return 0;
        }
        if (node == tree->count) {
            inner = false;
            node = 1;
        }
        if (inner ? is_inner_object(tree, node)
                  : is_first_element(tree, node)) {
            return node;
        }
    }
}

/* ---- Lists -----------------------------------------------------------------
 */

typedef enum list_state {
    LIST_ABSENT,
    LIST_IGNORED,
    LIST_FULL,
    LIST_TAKEN
} list_state;

/* `*at` becomes the element that is one too many. */
static list_state judge_list(const ucr_tree *tree, size_t list,
                             ucr_json_kind kind, size_t max_items, size_t *at)
{
    const ucr_node *nodes = tree->nodes;
    if (list == 0 || nodes[list].kind == UCR_JSON_NULL) {
        return LIST_ABSENT;
    }
    if (nodes[list].kind != UCR_JSON_ARRAY) {
        return LIST_IGNORED;
    }
    for (*at = nodes[list].first; *at != 0; *at = nodes[*at].next) {
        if (nodes[*at].index == max_items) {
            return LIST_FULL;
        }
        if (nodes[*at].kind != kind) {
            return LIST_IGNORED;
        }
    }
    return LIST_TAKEN;
}

static size_t count_of(const ucr_tree *tree, size_t list)
{
    const size_t last = tree->nodes[list].last;
    return last == 0 ? 0 : tree->nodes[last].index + 1;
}

/* ---- Taking ----------------------------------------------------------------
 */

static void take_text(ucr_text *to, ucr_response *out, const ucr_tree *tree,
                      size_t node, unsigned ignored)
{
    if (node != 0 && tree->nodes[node].kind == UCR_JSON_STRING) {
        *to = ucr_tree_text(tree, node);
    } else if (node != 0 && tree->nodes[node].kind != UCR_JSON_NULL) {
        out->ignored |= ignored;
    }
}

static void take_lists(ucr_response *out, const ucr_tree *tree,
                       const members *in, size_t max_items)
{
    const size_t param = in->first[PARAM];
    const size_t details = in->first[DETAILS];
    size_t at = 0;
    switch (judge_list(tree, param, UCR_JSON_STRING, max_items, &at)) {
    case LIST_IGNORED:
        out->ignored |= UCR_IGNORED_ERROR_PARAM;
        break;
    case LIST_TAKEN:
        out->error_param.raw = ucr_tree_raw(tree, param);
        out->error_param.count = count_of(tree, param);
        break;
    case LIST_ABSENT:
    case LIST_FULL:
        break;
    }
    switch (judge_list(tree, details, UCR_JSON_OBJECT, max_items, &at)) {
    case LIST_IGNORED:
        out->ignored |= UCR_IGNORED_DETAILS;
        break;
    case LIST_TAKEN:
        out->details.raw = ucr_tree_raw(tree, details);
        out->details.count = count_of(tree, details);
        break;
    case LIST_ABSENT:
    case LIST_FULL:
        break;
    }
}

static void take(ucr_response *out, const ucr_tree *tree, const members *in,
                 size_t max_items)
{
    const ucr_detail texts = texts_in(tree, in);
    out->error_code = texts.error_code;
    out->error_msg = texts.error_msg;
    take_text(&out->encoded_authorization_message, out, tree,
              in->first[ENCODED], UCR_IGNORED_ENCODED_AUTHORIZATION_MESSAGE);
    take_text(&out->request_id, out, tree, in->first[REQUEST_ID],
              UCR_IGNORED_REQUEST_ID);
    take_text(&out->title, out, tree, in->first[TITLE], UCR_IGNORED_TITLE);
    take_lists(out, tree, in, max_items);
}

static ucr_shape shape_of(const ucr_response *out, size_t match, int pair)
{
    if (match == 0) {
        return out->error_code.raw.ptr == NULL && out->error_msg.raw.ptr == NULL
                   ? UCR_SHAPE_OTHER
                   : UCR_SHAPE_PARTIAL;
    }
    if (match != 1) {
        return UCR_SHAPE_NESTED;
    }
    if (pair != 0) {
        return UCR_SHAPE_ALIAS;
    }
    return out->request_id.raw.ptr != NULL ? UCR_SHAPE_GATEWAY
                                           : UCR_SHAPE_DOCUMENTED;
}

/* ---- Faults ----------------------------------------------------------------
 */

/* The earlier of two counts. */
static void keep(ucr_error *err, ucr_code code, size_t offset, const char *name)
{
    if (err->code == UCR_OK || offset < err->offset) {
        ucr_model_fault(err, code, offset);
        ucr_model_step(err, name);
    }
}

static void keep_full(ucr_error *err, const ucr_tree *tree, const members *in,
                      int field, size_t max_items)
{
    size_t at = 0;
    const ucr_json_kind kind =
        field == PARAM ? UCR_JSON_STRING : UCR_JSON_OBJECT;
    if (judge_list(tree, in->first[field], kind, max_items, &at) == LIST_FULL &&
        (err->code == UCR_OK || tree->nodes[at].from < err->offset)) {
        keep(err, UCR_E_ITEMS, tree->nodes[at].from, names[field]);
        ucr_model_index(err, max_items);
    }
}

/* An object's own faults. */
static ucr_code own_fault(ucr_error *err, const ucr_tree *tree, size_t object,
                          bool taken, size_t max_items)
{
    const members found = look(tree, object);
    if (found.duplicate != 0) {
        keep(err, UCR_E_DUPLICATE, ucr_model_quote(tree, found.duplicate),
             names[found.duplicate_of]);
    }
    if (taken) {
        keep_full(err, tree, &found, PARAM, max_items);
        keep_full(err, tree, &found, DETAILS, max_items);
    }
    return err->code;
}

/* Those inside the elements of a list that was taken. */
static ucr_code element_fault(ucr_error *err, const ucr_tree *tree, size_t list)
{
    size_t at = tree->nodes[list].first;
    for (; at != 0; at = tree->nodes[at].next) {
        const members found = look(tree, at);
        if (found.duplicate != 0) {
            ucr_model_fault(err, UCR_E_DUPLICATE,
                            ucr_model_quote(tree, found.duplicate));
            ucr_model_step(err, names[DETAILS]);
            ucr_model_index(err, tree->nodes[at].index);
            ucr_model_step(err, names[found.duplicate_of]);
            return err->code;
        }
    }
    return UCR_OK;
}

/* Below an object that only the search reached there is no path. */
static ucr_code give(ucr_error *err, size_t object)
{
    if (object != 1) {
        ucr_model_fault(err, err->code, err->offset);
    }
    return err->code;
}

static ucr_code first_fault(ucr_error *err, const ucr_tree *tree, size_t match,
                            size_t taken, size_t max_items)
{
    size_t place = 0;
    do {
        place = next_place(tree, place);
        if (place != 0 &&
            own_fault(err, tree, place, place == taken, max_items) != UCR_OK) {
            return give(err, place);
        }
    } while (place != match);
    return UCR_OK;
}

ucr_code ucr_model_search(ucr_response *out, ucr_error *err,
                          const ucr_tree *tree, size_t max_items)
{
    size_t match = 0;
    int pair = PAIRS;
    members found = {{0}, 0, 0};
    do {
        match = next_place(tree, match);
        if (match != 0) {
            found = look(tree, match);
            pair = pair_in(tree, &found);
        }
    } while (match != 0 && pair == PAIRS);
    const bool object = ucr_model_top_is(tree, UCR_JSON_OBJECT);
    const size_t taken = match != 0 ? match : object ? 1 : 0;
    if (first_fault(err, tree, match, taken, max_items) != UCR_OK) {
        return err->code;
    }
    if (taken != 0) {
        found = look(tree, taken);
        take(out, tree, &found, max_items);
    }
    out->shape = shape_of(out, match, pair);
    if (out->details.raw.ptr != NULL &&
        element_fault(err, tree, found.first[DETAILS]) != UCR_OK) {
        return give(err, taken);
    }
    return UCR_OK;
}
