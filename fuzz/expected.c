/* SPDX-License-Identifier: MIT */
/*
 * What a caller gives for encoding into the body that should come of it, or
 * into every reason there is to refuse it.
 *
 * Knows nothing of the codec, nor which of several faults it reports.
 * Invariant: bytes are appended and faults are added, and nothing is decided
 * before the end.
 */
#include "expected.h"

#include <string.h>

#include "claim.h"
#include "model.h"
#include "plain.h"
#include "same.h"

typedef struct writer {
    ucr_expected *out;
    const ucr_options *options;
    bool strict;
    bool refused; /* decode would refuse the value that is looked at: nobody
                     asks whether it fits the rest */
} writer;

/* ---- Bytes and faults ------------------------------------------------------
 */

static void append(ucr_expected *out, const char *bytes, size_t len)
{
    if (len > out->room - out->len) {
        out->room = (out->len + len) * 2 + 256;
        out->bytes = ucr_claim_memory(out->bytes, out->room);
    }
    if (len > 0) {
        memcpy(out->bytes + out->len, bytes, len);
    }
    out->len += len;
}

static void append_words(writer *to, const char *words)
{
    append(to->out, words, strlen(words));
}

static ucr_error nowhere(void)
{
    ucr_error at;
    ucr_model_fault(&at, UCR_OK, 0);
    return at;
}

static ucr_error at_name(const char *name)
{
    ucr_error at = nowhere();
    ucr_model_step(&at, name);
    return at;
}

static ucr_error at_index(const char *name, size_t index)
{
    ucr_error at = at_name(name);
    ucr_model_index(&at, index);
    return at;
}

static void add_fault(writer *to, const ucr_error *at, ucr_code code,
                      size_t offset, bool loose)
{
    ucr_expected *out = to->out;
    if (out->count < UCR_EXPECTED_FAULTS) {
        out->faults[out->count] = *at;
        out->faults[out->count].code = code;
        out->faults[out->count].offset = offset;
        out->loose[out->count] = loose;
    }
    out->count++;
}

static void add_argument(writer *to)
{
    if (!to->refused) {
        const ucr_error at = nowhere();
        add_fault(to, &at, UCR_E_ARGUMENT, 0, false);
        to->out->argument = true;
    }
}

static bool is_like(const ucr_error *err, const ucr_error *fault)
{
    return err->code == fault->code && err->steps > 0 && fault->steps > 0 &&
           strcmp(err->path[0].name, fault->path[0].name) == 0;
}

/* What outranks what: a call that cannot be right, scanner faults, meaning, the
 * size of the whole. */
static int rank_of(const ucr_error *err)
{
    if (err->code == UCR_E_ARGUMENT || err->code == UCR_E_STATUS) {
        return 0;
    }
    if (err->code == UCR_E_BODY_SIZE) {
        return err->steps > 0 ? 1 : 3;
    }
    return err->code <= UCR_E_DEPTH ? 1 : 2;
}

bool ucr_expected_has(const ucr_expected *expected, const ucr_error *err)
{
    const int rank = rank_of(err);
    if ((err->code == UCR_E_ARGUMENT) != expected->argument) {
        return false;
    }
    for (unsigned i = 0; i < expected->count && i < UCR_EXPECTED_FAULTS; i++) {
        const ucr_error *fault = &expected->faults[i];
        const bool loose = expected->loose[i];
        if (ucr_same_error(err, fault) || (loose && is_like(err, fault))) {
            return true;
        }
        /* The first of its rank is reported, and only what nothing outranks. */
        if (!loose && rank_of(fault) <= rank) {
            return false;
        }
    }
    return expected->count > UCR_EXPECTED_FAULTS;
}

/* ---- Texts -----------------------------------------------------------------
 */

static const char *short_escape(unsigned char c)
{
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\b':
        return "\\b";
    case '\f':
        return "\\f";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return NULL;
    }
}

static void append_byte(writer *to, unsigned char c)
{
    const char *escape = short_escape(c);
    char hex[8] = "\\u00";
    if (escape == NULL && c < 0x20) {
        hex[4] = (char)('0' + c / 16);
        hex[5] = "0123456789abcdef"[c % 16];
        escape = hex;
    }
    if (escape != NULL) {
        append_words(to, escape);
    } else {
        append(to->out, (const char *)&c, 1);
    }
}

static void append_text(writer *to, ucr_text text)
{
    append_words(to, "\"");
    if (text.escaped) {
        append(to->out, text.raw.ptr, text.raw.len);
    } else {
        for (size_t i = 0; i < text.raw.len; i++) {
            append_byte(to, (unsigned char)text.raw.ptr[i]);
        }
    }
    append_words(to, "\"");
}

/* Reads bytes as if they stood in a body. */
static const ucr_tree *read_in(const writer *to, ucr_str bytes, size_t depth)
{
    static ucr_tree tree;
    const size_t max_depth = ucr_model_max_depth(to->options);
    ucr_tree_read(&tree, bytes, to->strict,
                  max_depth > depth ? max_depth - depth : 0);
    return &tree;
}

/* Escaped contents are judged between quotes. */
static void judge_escaped(writer *to, const ucr_error *at, ucr_str raw)
{
    static ucr_expected quoted;
    quoted.len = 0;
    append(&quoted, "\"", 1);
    append(&quoted, raw.ptr, raw.len);
    append(&quoted, "\"", 1);
    const ucr_tree *tree = read_in(to, (ucr_str){quoted.bytes, quoted.len}, 0);
    if (tree->code == UCR_OK) {
        return;
    }
    /* The quote that a lone backslash takes is not part of what was given. */
    size_t offset = tree->offset - 1;
    if (tree->code == UCR_E_TRAILING) {
        /* A quote of its own: the string ended before. */
        add_fault(to, at, UCR_E_SYNTAX, tree->nodes[1].to - 2, false);
    } else {
        add_fault(to, at, tree->code, offset < raw.len ? offset : raw.len,
                  false);
    }
}

static void judge_length(writer *to, const ucr_error *at, ucr_text text,
                         size_t most)
{
    const char *from = text.raw.ptr;
    const char *end = from + text.raw.len;
    bool broken = false;
    if (!to->strict || most == 0) {
        return;
    }
    for (size_t points = 0; from < end; points++) {
        if (points == most) {
            add_fault(to, at, UCR_E_LENGTH, (size_t)(from - text.raw.ptr),
                      false);
            return;
        }
        ucr_plain_next(&from, end, text.escaped, &broken);
    }
}

static void judge_plain(writer *to, const ucr_error *at, ucr_str raw)
{
    const char *from = raw.ptr;
    const char *end = raw.ptr + raw.len;
    while (from < end) {
        int length = ucr_plain_utf8(from, end);
        if (length <= 0) {
            add_fault(to, at, UCR_E_UTF8, (size_t)(from - raw.ptr), false);
            return;
        }
        from += length;
    }
}

/* `most`: the documented length; 0 is none. */
static void judge_text(writer *to, const ucr_error *at, ucr_text text,
                       size_t most)
{
    const size_t max_body = ucr_model_max_body(to->options);
    if (text.raw.ptr == NULL) {
        return;
    }
    if (text.raw.len > max_body) {
        add_fault(to, at, UCR_E_BODY_SIZE, max_body, false);
        return;
    }
    if (text.escaped) {
        judge_escaped(to, at, text.raw);
    } else {
        judge_plain(to, at, text.raw);
    }
    judge_length(to, at, text, most);
}

static bool is_readable(ucr_str str)
{
    return str.ptr != NULL || str.len == 0;
}

/* ---- All of it -------------------------------------------------------------
 */

static writer begin(ucr_expected *out, const ucr_options *options)
{
    out->len = 0;
    out->count = 0;
    out->argument = false;
    return (writer){out, options, options->profile == UCR_STRICT, false};
}

static void finish(writer *to)
{
    const ucr_error at = nowhere();
    const size_t max_body = ucr_model_max_body(to->options);
    if (to->out->len > max_body) {
        add_fault(to, &at, UCR_E_BODY_SIZE, max_body, false);
    }
}

static void write_text(writer *to, const char *before, const char *name,
                       ucr_text text, size_t most)
{
    const ucr_error at = at_name(name);
    if (!is_readable(text.raw)) {
        add_argument(to);
    }
    if (text.raw.ptr != NULL) {
        judge_text(to, &at, text, most);
        append_words(to, before);
        append_words(to, "\"");
        append_words(to, name);
        append_words(to, "\":");
        append_text(to, text);
    }
}

/* ---- The request -----------------------------------------------------------
 */

static const char *const commands[] = {
    "", "START", "STOP", "DELETE", "SYNC", "UPLOAD_LOG", "RSET_LOG_ACL"};

static void write_command(writer *to, const ucr_request *in)
{
    const ucr_error at = at_name("command_name");
    const int command = (int)in->command;
    if (command >= UCR_COMMAND_START && command < UCR_COMMAND_OTHER) {
        append_words(to, "{\"command_name\":\"");
        append_words(to, commands[command]);
        append_words(to, "\"");
        return;
    }
    const unsigned before = to->out->count;
    write_text(to, "{", "command_name", in->command_name, 0);
    if (command != UCR_COMMAND_OTHER || in->command_name.raw.ptr == NULL) {
        add_argument(to);
        return;
    }
    to->refused = to->out->count > before;
    if (to->strict || in->command_name.raw.len == 0) {
        add_fault(to, &at, UCR_E_ENUM, 0, false);
    }
    for (int i = UCR_COMMAND_START; i < UCR_COMMAND_OTHER; i++) {
        if (ucr_plain_is(in->command_name, commands[i])) {
            add_argument(to);
        }
    }
    to->refused = false;
}

static void write_result(writer *to, const ucr_request *in)
{
    const bool success = in->result == UCR_RESULT_SUCCESS;
    if (!success && in->result != UCR_RESULT_FAIL) {
        add_argument(to);
    }
    append_words(to, ",\"result\":\"");
    append_words(to, success ? "success\"" : "fail\"");
}

static void write_json(writer *to, const ucr_error *at, ucr_json json)
{
    if (json.raw.ptr == NULL || (unsigned)json.kind > UCR_JSON_NULL) {
        add_argument(to);
        return;
    }
    const size_t max_body = ucr_model_max_body(to->options);
    if (json.raw.len > max_body) {
        add_fault(to, at, UCR_E_BODY_SIZE, max_body, false);
        return;
    }
    const ucr_tree *tree = read_in(to, json.raw, 1);
    if (tree->marked) {
        add_fault(to, at, UCR_E_SYNTAX, 0, false);
        return;
    }
    if (tree->code != UCR_OK) {
        add_fault(to, at, tree->code, tree->offset, false);
        return;
    }
    const ucr_json_kind kind = tree->nodes[1].kind;
    if (kind != json.kind) {
        add_argument(to);
    }
    if (to->strict && kind != UCR_JSON_OBJECT && kind != UCR_JSON_STRING) {
        add_fault(to, at, UCR_E_TYPE, tree->nodes[1].from, false);
    }
    const ucr_str raw = ucr_tree_raw(tree, 1);
    append_words(to, ",\"result_detail\":");
    append(to->out, raw.ptr, raw.len);
}

void ucr_expected_request(ucr_expected *out, const ucr_request *in,
                          const ucr_options *options)
{
    writer to = begin(out, options);
    const ucr_error at = at_name("result_detail");
    write_command(&to, in);
    write_result(&to, in);
    if (in->result_detail.kind == UCR_JSON_ABSENT &&
        (in->result_detail.raw.ptr != NULL || in->result_detail.raw.len > 0)) {
        add_argument(&to);
    }
    if (in->result_detail.kind != UCR_JSON_ABSENT) {
        write_json(&to, &at, in->result_detail);
    } else {
        write_text(&to, ",", "result_detail", in->result_detail_text, 0);
        if (to.strict && in->result_detail_text.raw.ptr == NULL) {
            add_fault(&to, &at, UCR_E_MISSING, 0, false);
        }
    }
    append_words(&to, "}");
    finish(&to);
}

/* ---- The response ----------------------------------------------------------
 */

static void write_element(writer *to, size_t index, ucr_text text)
{
    const ucr_error at = at_index("error_param", index);
    append_words(to, index == 0 ? "" : ",");
    if (text.raw.ptr == NULL) {
        add_argument(to);
        return;
    }
    judge_text(to, &at, text, 0);
    append_text(to, text);
}

static void write_half(writer *to, size_t index, const char *before,
                       const char *name, ucr_text text, size_t most)
{
    ucr_error at = at_index("details", index);
    ucr_model_step(&at, name);
    if (text.raw.ptr == NULL) {
        add_argument(to);
        return;
    }
    judge_text(to, &at, text, most);
    append_words(to, before);
    append_words(to, "\"");
    append_words(to, name);
    append_words(to, "\":");
    append_text(to, text);
}

static void write_detail(writer *to, size_t index, ucr_detail detail)
{
    append_words(to, index == 0 ? "" : ",");
    write_half(to, index, "{", "error_code", detail.error_code, 255);
    write_half(to, index, ",", "error_msg", detail.error_msg, 1024);
    append_words(to, "}");
}

/* A list as a body would hold it: gives its array, or NULL and faults. */
static const ucr_tree *read_list(writer *to, const char *name, ucr_str raw,
                                 ucr_json_kind kind, size_t count)
{
    const ucr_error at = at_name(name);
    const size_t max_body = ucr_model_max_body(to->options);
    if (raw.len > max_body) {
        add_fault(to, &at, UCR_E_BODY_SIZE, max_body, false);
        return NULL;
    }
    const ucr_tree *tree = read_in(to, raw, 1);
    const ucr_node *nodes = tree->nodes;
    const unsigned before = to->out->count;
    if (tree->marked) {
        add_fault(to, &at, UCR_E_SYNTAX, 0, true);
    } else if (tree->code != UCR_OK) {
        add_fault(to, &at, tree->code, tree->offset, true);
    } else if (nodes[1].kind != UCR_JSON_ARRAY) {
        add_fault(to, &at, UCR_E_TYPE, nodes[1].from, true);
    } else if (nodes[1].to - nodes[1].from != raw.len) {
        add_argument(to);
    }
    if (to->out->count > before) {
        return NULL;
    }
    size_t seen = 0;
    for (size_t i = nodes[1].first; i != 0; i = nodes[i].next) {
        if (nodes[i].index == ucr_model_max_items(to->options)) {
            add_fault(to, &at, UCR_E_ITEMS, nodes[i].from, true);
            return NULL;
        }
        if (nodes[i].kind != kind) {
            add_fault(to, &at, UCR_E_TYPE, nodes[i].from, true);
            return NULL;
        }
        seen++;
    }
    if (seen != count) {
        add_argument(to);
        return NULL;
    }
    return tree;
}

/* Gives how many elements are looked at: none after one too many. */
static size_t judge_count(writer *to, const char *name, size_t count,
                          size_t depth)
{
    const size_t max_items = ucr_model_max_items(to->options);
    const ucr_error at = at_name(name);
    if (depth > ucr_model_max_depth(to->options)) {
        add_fault(to, &at, UCR_E_DEPTH, 0, true);
    }
    if (count > max_items) {
        const ucr_error element = at_index(name, max_items);
        add_fault(to, &element, UCR_E_ITEMS, 0, false);
    }
    return count < max_items ? count : max_items;
}

/* Whether a list is absent: of such a one nothing may be left. */
static bool is_absent(writer *to, ucr_str raw, const void *items, size_t count)
{
    if (items != NULL || raw.ptr != NULL) {
        return false;
    }
    if (raw.len > 0 || count > 0) {
        add_argument(to);
    }
    return true;
}

static void write_raw_params(writer *to, const ucr_texts *list)
{
    const ucr_tree *tree =
        read_list(to, "error_param", list->raw, UCR_JSON_STRING, list->count);
    size_t at = tree != NULL ? tree->nodes[1].first : 0;
    for (; at != 0; at = tree->nodes[at].next) {
        append_words(to, tree->nodes[at].index == 0 ? "" : ",");
        append_text(to, ucr_tree_text(tree, at));
    }
}

static void write_params(writer *to, const ucr_texts *list)
{
    if (is_absent(to, list->raw, list->items, list->count)) {
        return;
    }
    append_words(to, ",\"error_param\":[");
    if (list->items == NULL) {
        write_raw_params(to, list);
    } else {
        const size_t count = judge_count(to, "error_param", list->count, 2);
        for (size_t i = 0; i < count; i++) {
            write_element(to, i, list->items[i]);
        }
    }
    append_words(to, "]");
}

/* Names that an element of a raw list cannot have, or not twice. */
static void judge_element(writer *to, const ucr_tree *tree, size_t element)
{
    static const char *const names[] = {
        "error_code", "error_msg", "errorCode",
        "errorMsg",   "code",      "message",
        "errCode",    "errMsg",    "encoded_authorization_message",
        "request_id", "title",     "error_param",
        "details"};
    const ucr_error at = at_name("details");
    const size_t known = to->strict ? 2 : 13;
    bool seen[13] = {false};
    size_t node = tree->nodes[element].first;
    for (; node != 0; node = tree->nodes[node].next) {
        size_t field = ucr_tree_field(tree, node, names, known);
        if (field == known && to->strict) {
            add_fault(to, &at, UCR_E_UNKNOWN, 0, true);
        } else if (field < known && seen[field]) {
            add_fault(to, &at, UCR_E_DUPLICATE, 0, true);
        } else if (field < known) {
            seen[field] = true;
            if (to->strict && tree->nodes[node].kind != UCR_JSON_STRING) {
                add_fault(to, &at, UCR_E_TYPE, 0, true);
            }
        }
    }
    if (to->strict && !(seen[0] && seen[1])) {
        add_fault(to, &at, UCR_E_MISSING, 0, true);
    }
}

static void write_raw_details(writer *to, const ucr_details *list)
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
    for (at = kept.nodes[1].first; at != 0; at = kept.nodes[at].next) {
        write_detail(to, kept.nodes[at].index, ucr_model_element(&kept, at));
    }
    to->refused = false;
}

static void write_details(writer *to, const ucr_details *list)
{
    if (is_absent(to, list->raw, list->items, list->count)) {
        return;
    }
    append_words(to, ",\"details\":[");
    if (list->items == NULL) {
        write_raw_details(to, list);
    } else {
        const size_t count =
            judge_count(to, "details", list->count, list->count > 0 ? 3 : 2);
        for (size_t i = 0; i < count; i++) {
            write_detail(to, i, list->items[i]);
        }
    }
    append_words(to, "]");
}

static bool has_lists(const ucr_response *in)
{
    return in->error_param.raw.ptr != NULL || in->error_param.items != NULL ||
           in->details.raw.ptr != NULL || in->details.items != NULL;
}

/* Members that do not belong together. */
static void judge_members(writer *to, const ucr_response *in, bool success)
{
    const bool code = in->error_code.raw.ptr != NULL;
    const bool msg = in->error_msg.raw.ptr != NULL;
    const bool id = in->request_id.raw.ptr != NULL;
    const bool extra =
        in->encoded_authorization_message.raw.ptr != NULL || has_lists(in);
    if (success ? code || msg || id || extra : !code || !msg) {
        add_argument(to);
    }
    if (!success && to->strict && (id || (extra && in->status != 403))) {
        add_argument(to);
    }
}

/* Whether all that encoding looks at can be read. */
static bool is_whole(const ucr_response *in)
{
    const ucr_texts *params = &in->error_param;
    const ucr_details *details = &in->details;
    return is_readable(in->error_code.raw) && is_readable(in->error_msg.raw) &&
           is_readable(in->encoded_authorization_message.raw) &&
           is_readable(in->request_id.raw) && is_readable(params->raw) &&
           is_readable(details->raw) &&
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
    writer to = begin(out, options);
    const ucr_error at = nowhere();
    const bool success = in->status / 100 == 2;
    if (!is_whole(in)) {
        add_argument(&to);
        return;
    }
    if (!is_status(in->status, to.strict)) {
        add_fault(&to, &at, UCR_E_STATUS, 0, false);
        return;
    }
    judge_members(&to, in, success);
    if (success && in->status != 204 && in->status != 205) {
        append_words(&to, "{}");
    }
    if (!success) {
        write_text(&to, "{", "error_code", in->error_code, 255);
        write_text(&to, ",", "error_msg", in->error_msg, 1024);
        write_text(&to, ",", "encoded_authorization_message",
                   in->encoded_authorization_message, 65535);
        write_params(&to, &in->error_param);
        write_details(&to, &in->details);
        write_text(&to, ",", "request_id", in->request_id, 0);
        append_words(&to, "}");
    }
    finish(&to);
}
