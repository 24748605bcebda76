/* SPDX-License-Identifier: MIT */
/*
 * An answer that is to be encoded into what is expected of that.
 *
 * Knows nothing of the codec.
 */
#include "expecting.h"
#include "model.h"
#include "model_search.h"

static void write_element(ucr_expecting *to, size_t index, ucr_text text)
{
    const ucr_error at = ucr_expecting_at_index("error_param", index);
    ucr_expecting_words(to, index == 0 ? "" : ",");
    if (text.raw.ptr == NULL) {
        ucr_expecting_argument(to);
        return;
    }
    ucr_expecting_text(to, &at, text, 0);
    ucr_expecting_quoted(to, text);
}

static void write_half(ucr_expecting *to, size_t index, const char *before,
                       const char *name, ucr_text text, size_t most)
{
    ucr_error at = ucr_expecting_at_index("details", index);
    ucr_model_step(&at, name);
    if (text.raw.ptr == NULL) {
        ucr_expecting_argument(to);
        return;
    }
    ucr_expecting_text(to, &at, text, most);
    ucr_expecting_named(to, before, name, text);
}

static void write_detail(ucr_expecting *to, size_t index, ucr_detail detail)
{
    ucr_expecting_words(to, index == 0 ? "" : ",");
    write_half(to, index, "{", "error_code", detail.error_code, 255);
    write_half(to, index, ",", "error_msg", detail.error_msg, 1024);
    ucr_expecting_words(to, "}");
}

/* The names that are known in an element of `details`. */
static ucr_names_known in_element(const ucr_expecting *to)
{
    ucr_names_known known = ucr_model_searched;
    if (to->strict) {
        known.count = 2;
    }
    return known;
}

/* Its bytes: whether they are an array, or have a fault. */
static bool judge_array(ucr_expecting *to, const char *name, ucr_str raw,
                        ucr_json_kind kind, const ucr_tree *tree)
{
    const ucr_node *nodes = tree->nodes;
    const unsigned before = to->out->count;
    ucr_error at = ucr_expecting_at_name(name);
    if (tree->marked) {
        ucr_expecting_fault(to, &at, UCR_E_SYNTAX, 0);
    } else if (tree->code != UCR_OK) {
        /* What white space stands before is no list that decode gave. */
        if (kind == UCR_JSON_OBJECT && tree->count > 1 && nodes[1].from == 0) {
            ucr_model_in_details(&at, tree, 1, in_element(to));
        }
        ucr_expecting_fault(to, &at, tree->code, tree->offset);
    } else if (nodes[1].kind != UCR_JSON_ARRAY) {
        ucr_expecting_fault(to, &at, UCR_E_TYPE, nodes[1].from);
    } else if (nodes[1].to - nodes[1].from != raw.len) {
        ucr_expecting_argument(to);
    }
    return to->out->count == before;
}

/* A list as a body would hold it: gives its array, or NULL and faults. */
static const ucr_tree *read_list(ucr_expecting *to, const char *name,
                                 ucr_str raw, ucr_json_kind kind, size_t count)
{
    const size_t max_body = ucr_model_max_body(to->options);
    if (raw.len > max_body) {
        const ucr_error at = ucr_expecting_at_name(name);
        ucr_expecting_fault(to, &at, UCR_E_BODY_SIZE, max_body);
        return NULL;
    }
    const ucr_tree *tree = ucr_expecting_tree(to, raw, 1);
    if (!judge_array(to, name, raw, kind, tree)) {
        return NULL;
    }
    const ucr_node *nodes = tree->nodes;
    size_t seen = 0;
    for (size_t i = nodes[1].first; i != 0; i = nodes[i].next) {
        const bool full = nodes[i].index == ucr_model_max_items(to->options);
        if (full || nodes[i].kind != kind) {
            const ucr_error at = ucr_expecting_at_index(name, nodes[i].index);
            ucr_expecting_fault(to, &at, full ? UCR_E_ITEMS : UCR_E_TYPE,
                                nodes[i].from);
            return NULL;
        }
        seen++;
    }
    if (seen != count) {
        ucr_expecting_argument(to);
        return NULL;
    }
    return tree;
}

/* Gives how many elements are looked at: none after one too many. */
static size_t judge_count(ucr_expecting *to, const char *name, size_t count,
                          size_t depth)
{
    const size_t max_items = ucr_model_max_items(to->options);
    const ucr_error at = ucr_expecting_at_name(name);
    if (depth > ucr_model_max_depth(to->options)) {
        ucr_expecting_fault(to, &at, UCR_E_DEPTH, 0);
    }
    if (count > max_items) {
        const ucr_error element = ucr_expecting_at_index(name, max_items);
        ucr_expecting_fault(to, &element, UCR_E_ITEMS, 0);
    }
    return count < max_items ? count : max_items;
}

/* Whether a list is absent: of such a one nothing may be left. */
static bool is_absent(ucr_expecting *to, ucr_str raw, const void *items,
                      size_t count)
{
    if (items != NULL || raw.ptr != NULL) {
        return false;
    }
    if (raw.len > 0 || count > 0) {
        ucr_expecting_argument(to);
    }
    return true;
}

static void write_raw_params(ucr_expecting *to, const ucr_texts *list)
{
    const ucr_tree *tree =
        read_list(to, "error_param", list->raw, UCR_JSON_STRING, list->count);
    size_t at = tree != NULL ? tree->nodes[1].first : 0;
    for (; at != 0; at = tree->nodes[at].next) {
        ucr_expecting_words(to, tree->nodes[at].index == 0 ? "" : ",");
        ucr_expecting_quoted(to, ucr_tree_text(tree, at));
    }
}

static void write_params(ucr_expecting *to, const ucr_texts *list)
{
    if (is_absent(to, list->raw, list->items, list->count)) {
        return;
    }
    ucr_expecting_words(to, ",\"error_param\":[");
    if (list->items == NULL) {
        write_raw_params(to, list);
    } else {
        const size_t count = judge_count(to, "error_param", list->count, 2);
        for (size_t i = 0; i < count; i++) {
            write_element(to, i, list->items[i]);
        }
    }
    ucr_expecting_words(to, "]");
}

/* A fault in an element of a raw list, of a member if that has a name. */
static void element_fault(ucr_expecting *to, const ucr_tree *tree,
                          size_t element, const char *name, ucr_code code,
                          size_t offset)
{
    ucr_error at =
        ucr_expecting_at_index("details", tree->nodes[element].index);
    if (name != NULL) {
        ucr_model_step(&at, name);
    }
    ucr_expecting_fault(to, &at, code, offset);
}

/* Names that an element of a raw list cannot have, or not twice. */
static void judge_element(ucr_expecting *to, const ucr_tree *tree,
                          size_t element)
{
    const ucr_names_known inner = in_element(to);
    unsigned seen = 0; /* one bit a name */
    size_t node = tree->nodes[element].first;
    for (; node != 0; node = tree->nodes[node].next) {
        const size_t quote = ucr_model_quote(tree, node);
        size_t field = ucr_tree_field(tree, node, inner.names, inner.count);
        if (field == inner.count && to->strict) {
            element_fault(to, tree, element, NULL, UCR_E_UNKNOWN, quote);
        } else if (field < inner.count && (seen >> field & 1) != 0) {
            element_fault(to, tree, element, inner.names[field],
                          UCR_E_DUPLICATE, quote);
        } else if (field < inner.count) {
            seen |= 1u << field;
            if (to->strict && tree->nodes[node].kind != UCR_JSON_STRING) {
                element_fault(to, tree, element, inner.names[field], UCR_E_TYPE,
                              tree->nodes[node].from);
            }
        }
    }
    for (size_t field = 0; to->strict && field < 2; field++) {
        if ((seen >> field & 1) == 0) {
            element_fault(to, tree, element, inner.names[field], UCR_E_MISSING,
                          ucr_model_brace(tree, element));
        }
    }
}

static void write_raw_details(ucr_expecting *to, const ucr_details *list)
{
    /* The texts are judged in a tree of their own. */
    static ucr_tree kept;
    const ucr_tree *tree =
        read_list(to, "details", list->raw, UCR_JSON_OBJECT, list->count);
    if (tree == NULL) {
        return;
    }
    const unsigned before = to->out->count;
    size_t at = tree->nodes[1].first;
    for (; at != 0; at = tree->nodes[at].next) {
        judge_element(to, tree, at);
    }
    to->refused = to->out->count > before;
    ucr_tree_read(&kept, list->raw, to->strict, 512);
    to->from = list->raw.ptr;
    for (at = kept.nodes[1].first; at != 0; at = kept.nodes[at].next) {
        write_detail(to, kept.nodes[at].index, ucr_model_element(&kept, at));
    }
    to->from = NULL;
    to->refused = false;
}

static void write_details(ucr_expecting *to, const ucr_details *list)
{
    if (is_absent(to, list->raw, list->items, list->count)) {
        return;
    }
    ucr_expecting_words(to, ",\"details\":[");
    if (list->items == NULL) {
        write_raw_details(to, list);
    } else {
        const size_t count =
            judge_count(to, "details", list->count, list->count > 0 ? 3 : 2);
        for (size_t i = 0; i < count; i++) {
            write_detail(to, i, list->items[i]);
        }
    }
    ucr_expecting_words(to, "]");
}

static bool has_lists(const ucr_response *in)
{
    return in->error_param.raw.ptr != NULL || in->error_param.items != NULL ||
           in->details.raw.ptr != NULL || in->details.items != NULL;
}

/* Members that do not belong together. */
static void judge_members(ucr_expecting *to, const ucr_response *in,
                          bool success)
{
    const bool code = in->error_code.raw.ptr != NULL;
    const bool msg = in->error_msg.raw.ptr != NULL;
    const bool id = in->request_id.raw.ptr != NULL;
    const bool extra =
        in->encoded_authorization_message.raw.ptr != NULL || has_lists(in);
    if (success ? code || msg || id || extra : !code || !msg) {
        ucr_expecting_argument(to);
    }
    if (!success && to->strict && (id || (extra && in->status != 403))) {
        ucr_expecting_argument(to);
    }
}

/* Whether all that encoding looks at can be read. */
static bool is_whole(const ucr_response *in)
{
    const ucr_texts *params = &in->error_param;
    const ucr_details *details = &in->details;
    return ucr_expecting_readable(in->error_code.raw) &&
           ucr_expecting_readable(in->error_msg.raw) &&
           ucr_expecting_readable(in->encoded_authorization_message.raw) &&
           ucr_expecting_readable(in->request_id.raw) &&
           ucr_expecting_readable(params->raw) &&
           ucr_expecting_readable(details->raw) &&
           (params->count == 0 || params->raw.ptr != NULL ||
            params->items != NULL) &&
           (details->count == 0 || details->raw.ptr != NULL ||
            details->items != NULL);
}

static bool is_status(int status, bool strict)
{
    static const int strict_ones[] = {200, 400, 401, 403, 404, 500};
    if (!strict) {
        return status >= 200 && status < 600;
    }
    size_t i = 0;
    while (i < 6 && strict_ones[i] != status) {
        i++;
    }
    return i < 6;
}

void ucr_expected_response(ucr_expected *out, const ucr_response *in,
                           const ucr_options *options)
{
    ucr_expecting to = ucr_expecting_begin(out, options);
    const ucr_error at = ucr_expecting_nowhere();
    const bool success = in->status / 100 == 2;
    if (!is_whole(in)) {
        ucr_expecting_argument(&to);
        return;
    }
    if (!is_status(in->status, to.strict)) {
        ucr_expecting_fault(&to, &at, UCR_E_STATUS, 0);
        return;
    }
    judge_members(&to, in, success);
    if (success && in->status != 204 && in->status != 205) {
        ucr_expecting_words(&to, "{}");
    }
    if (!success) {
        ucr_expecting_member(&to, "{", "error_code", in->error_code, 255);
        ucr_expecting_member(&to, ",", "error_msg", in->error_msg, 1024);
        ucr_expecting_member(&to, ",", "encoded_authorization_message",
                             in->encoded_authorization_message, 65535);
        write_params(&to, &in->error_param);
        write_details(&to, &in->details);
        ucr_expecting_member(&to, ",", "request_id", in->request_id, 0);
        ucr_expecting_words(&to, "}");
    }
    ucr_expecting_finish(&to);
}
