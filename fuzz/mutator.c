/* SPDX-License-Identifier: MIT */
/*
 * A message into one that differs from it by a typed change: a member dropped,
 * doubled, moved, retyped, spelled with escapes, nested, cut, in another
 * encoding.
 *
 * Knows names and JSON's brackets and quotes, no rule. Only libFuzzer asks for
 * it. Invariant: no more than the room given is written, and what is not JSON
 * is changed byte by byte as libFuzzer does.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "inputs.h"
#include "tree.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
                               unsigned seed);

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* What is written, bounded; `full` once something did not fit. */
typedef struct output {
    char *bytes;
    size_t len, room;
    bool full;
} output;

static void append(output *to, const char *bytes, size_t len)
{
    if (len > to->room - to->len) {
        to->full = true;
        return;
    }
    if (len > 0) {
        memcpy(to->bytes + to->len, bytes, len);
    }
    to->len += len;
}

static void append_words(output *to, const char *words)
{
    append(to, words, strlen(words));
}

/* ---- Valid messages ---------------------------------------------------------
 */

static const char *const messages[] = {
    "{\"command_name\":\"START\",\"result\":\"success\","
    "\"result_detail\":{\"msg\":\"xxx\"}}",
    "{\"command_name\":\"RSET_LOG_ACL\",\"result\":\"fail\","
    "\"result_detail\":\"{\\\"msg\\\":[1,true,null]}\"}",
    "{\"error_code\":\"SMS.9004\",\"error_msg\":\"m\","
    "\"encoded_authorization_message\":\"X\",\"error_param\":[\"p\",\"q\"],"
    "\"details\":[{\"error_code\":\"SMS.9004\",\"error_msg\":\"d\"},"
    "{\"error_code\":\"1\",\"error_msg\":\"2\"}]}",
    "{\"error_msg\":\"m\",\"error_code\":\"APIGW.0301\",\"request_id\":\"1\"}",
    "{\"error\":{\"message\":\"m\",\"code\":401,\"title\":\"t\"}}",
    "{\"errors\":[{\"errorCode\":\"1\",\"errorMsg\":\"m\"}]}",
    "{\"a\":{\"b\":{\"errCode\":\"1\",\"errMsg\":\"m\"}}}",
    "{\"body\":\"ok\"}",
};

static const char *const names[] = {"command_name",
                                    "result",
                                    "result_detail",
                                    "error_code",
                                    "error_msg",
                                    "errorCode",
                                    "errorMsg",
                                    "code",
                                    "message",
                                    "errCode",
                                    "errMsg",
                                    "encoded_authorization_message",
                                    "error_param",
                                    "details",
                                    "request_id",
                                    "title",
                                    "body",
                                    "x",
                                    ""};

static const char *const values[] = {
    "null",
    "true",
    "0",
    "-1.5e+3",
    "401",
    "\"\"",
    "\"START\"",
    "\"SYNC\"",
    "\"success\"",
    "\"fail\"",
    "\"SMS.9004\"",
    "{}",
    "[]",
    "[\"a\"]",
    "[{\"error_code\":\"1\",\"error_msg\":\"2\"}]",
    "[{}]",
    "[1]",
    "{\"error_code\":\"1\",\"error_msg\":\"2\"}",
    "\"\\ud83d\\ude00\"",
    "\"\\ud800\"",
    "\"\\udc00\"",
    "\"\\u0000\"",
    "\"\xC3\xA9\"",
    "\"\xF0\x9F\x98\x80\"",
    "\"\xED\xA0\x80\"",
    "\"\xC0\x80\"",
    "\"\x1F\"",
    "01",
    "1.",
    "-",
    "\"\\x\"",
    "nul",
    "\"{\\\"a\\\":1}\"",
    "[[[[]]]]"};

/* ---- Changes ----------------------------------------------------------------
 */

/* A change of one value of a message. */
typedef struct change {
    const ucr_tree *tree;
    output *out;
    size_t node;     /* the value */
    size_t from, to; /* it, with its name if it has one */
    uint64_t draw;
} change;

static void append_range(const change *in, size_t from, size_t to)
{
    append(in->out, in->tree->body.ptr + from, to - from);
}

static void append_before(const change *in)
{
    append_range(in, 0, in->from);
}

static void append_after(const change *in)
{
    append_range(in, in->to, in->tree->body.len);
}

static const char *drawn(change *in, const char *const *from, size_t count)
{
    return from[ucr_inputs_draw(&in->draw, (unsigned)count)];
}

/* Whether a comma follows a value; `*at` is then after it. */
static bool takes_comma(const change *in, size_t *at)
{
    const ucr_str body = in->tree->body;
    while (*at < body.len && (body.ptr[*at] == ' ' || body.ptr[*at] == '\n')) {
        (*at)++;
    }
    *at += *at < body.len && body.ptr[*at] == ',';
    return *at > 0 && body.ptr[*at - 1] == ',';
}

/* With the comma after it, or the one before it. */
static void drop(change *in)
{
    const char *bytes = in->tree->body.ptr;
    size_t to = in->to;
    size_t from = in->from;
    if (!takes_comma(in, &to)) {
        to = in->to;
        while (from > 0 && strchr(",{[", bytes[from - 1]) == NULL) {
            from--;
        }
        from -= from > 0 && bytes[from - 1] == ',';
    }
    append_range(in, 0, from);
    append_range(in, to, in->tree->body.len);
}

static void repeat(change *in)
{
    static const unsigned times[] = {1, 1, 1, 2, 3, 9};
    append_range(in, 0, in->to);
    for (unsigned n = times[ucr_inputs_draw(&in->draw, 6)]; n > 0; n--) {
        append_words(in->out, ",");
        append_range(in, in->from, in->to);
    }
    append_after(in);
}

/* The value and the one after it change places. */
static void reorder(change *in)
{
    const ucr_node *node = &in->tree->nodes[in->node];
    if (node->next == 0) {
        repeat(in);
        return;
    }
    const ucr_node *next = &in->tree->nodes[node->next];
    const bool named = next->name_from != 0;
    const size_t begin = named ? next->name_from - 1 : next->from;
    append_before(in);
    append_range(in, begin, next->to);
    append_range(in, in->to, begin);
    append_range(in, in->from, in->to);
    append_range(in, next->to, in->tree->body.len);
}

static void retype(change *in)
{
    append_range(in, 0, in->tree->nodes[in->node].from);
    append_words(in->out, drawn(in, values, COUNT_OF(values)));
    append_after(in);
}

static void rename_it(change *in)
{
    const ucr_node *node = &in->tree->nodes[in->node];
    if (node->name_from == 0) {
        retype(in);
        return;
    }
    append_range(in, 0, node->name_from);
    append_words(in->out, drawn(in, names, COUNT_OF(names)));
    append_range(in, node->name_to, in->tree->body.len);
}

static void add_member(change *in)
{
    const ucr_node *node = &in->tree->nodes[in->node];
    append_before(in);
    if (in->tree->nodes[node->parent].kind == UCR_JSON_OBJECT) {
        append_words(in->out, "\"");
        append_words(in->out, drawn(in, names, COUNT_OF(names)));
        append_words(in->out, "\":");
    }
    append_words(in->out, drawn(in, values, COUNT_OF(values)));
    append_words(in->out, ",");
    append_range(in, in->from, in->tree->body.len);
}

/* A byte as an escape, where it is ASCII and none of its own. */
static void append_escaped(output *to, char c)
{
    const unsigned char byte = (unsigned char)c;
    char escape[6] = "\\u00";
    if (byte >= 0x80 || byte == '\\') {
        append(to, &c, 1);
        return;
    }
    escape[4] = "01234567"[byte / 16];
    escape[5] = "0123456789abcdef"[byte % 16];
    append(to, escape, sizeof(escape));
}

/* One character of a name or a string, or all of it. */
static void respell(change *in)
{
    const ucr_node *node = &in->tree->nodes[in->node];
    const bool name =
        node->name_from != 0 &&
        (node->kind != UCR_JSON_STRING || ucr_inputs_draw(&in->draw, 2) == 0);
    if (!name && node->kind != UCR_JSON_STRING) {
        retype(in);
        return;
    }
    const size_t from = name ? node->name_from : node->from + 1;
    const size_t to = name ? node->name_to : node->to - 1;
    const bool all = ucr_inputs_draw(&in->draw, 4) == 0;
    const size_t one =
        from + ucr_inputs_draw(&in->draw, (unsigned)(to - from) + 1);
    append_range(in, 0, from);
    for (size_t at = from; at < to; at++) {
        if ((all || at == one) &&
            (at == from || in->tree->body.ptr[at - 1] != '\\')) {
            append_escaped(in->out, in->tree->body.ptr[at]);
        } else {
            append_range(in, at, at + 1);
        }
    }
    append_range(in, to, in->tree->body.len);
}

static void cut(change *in)
{
    const size_t len = in->tree->body.len;
    append_range(in, 0, ucr_inputs_draw(&in->draw, (unsigned)len + 1));
}

/* In brackets, one pair or many. */
static void nest(change *in)
{
    static const unsigned depths[] = {1, 1, 2, 3, 4, 5, 126, 127, 128};
    const bool object = ucr_inputs_draw(&in->draw, 2) == 0;
    const unsigned depth = depths[ucr_inputs_draw(&in->draw, COUNT_OF(depths))];
    append_range(in, 0, in->tree->nodes[in->node].from);
    for (unsigned i = 0; i < depth; i++) {
        append_words(in->out, object ? "{\"x\":" : "[");
    }
    append_range(in, in->tree->nodes[in->node].from, in->to);
    for (unsigned i = 0; i < depth; i++) {
        append_words(in->out, object ? "}" : "]");
    }
    append_after(in);
}

/* A value where another one stands. */
static void transplant(change *in)
{
    const size_t other =
        1 + ucr_inputs_draw(&in->draw, (unsigned)in->tree->count - 1);
    append_range(in, 0, in->tree->nodes[in->node].from);
    append_range(in, in->tree->nodes[other].from, in->tree->nodes[other].to);
    append_after(in);
}

/* A byte order mark, white space, or bytes of other encodings. */
static void encode(change *in)
{
    static const char *const marks[] = {
        "\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF", " ", "\n", "\t\r", "\xEF\xBB"};
    static const char *const points[] = {"\xC2\x80",
                                         "\xDF\xBF",
                                         "\xE0\xA0\x80",
                                         "\xEF\xBF\xBF",
                                         "\xF4\x8F\xBF\xBF",
                                         "\xED\x9F\xBF",
                                         "\xC1\x81",
                                         "\xF4\x90\x80\x80",
                                         "\\u2028",
                                         "\\uDBFF\\uDFFF",
                                         "\\ud800\\u0041",
                                         "\x7F",
                                         "\\/",
                                         "\\b"};
    const ucr_node *node = &in->tree->nodes[in->node];
    if (node->kind != UCR_JSON_STRING) {
        append_words(in->out, drawn(in, marks, COUNT_OF(marks)));
        append_range(in, 0, in->tree->body.len);
        return;
    }
    append_range(in, 0, node->from + 1);
    append_words(in->out, drawn(in, points, COUNT_OF(points)));
    append_range(in, node->from + 1, in->tree->body.len);
}

/* A string grows to where blocks and limits end. */
static void stretch(change *in)
{
    static const unsigned lengths[] = {7, 8, 15, 16, 31, 32, 33, 63, 64, 65};
    const ucr_node *node = &in->tree->nodes[in->node];
    if (node->kind != UCR_JSON_STRING) {
        nest(in);
        return;
    }
    append_range(in, 0, node->from + 1);
    for (unsigned n = lengths[ucr_inputs_draw(&in->draw, COUNT_OF(lengths))];
         n > 0; n--) {
        append_words(in->out, "a");
    }
    append_range(in, node->from + 1, in->tree->body.len);
}

static void change_value(change *in)
{
    static void (*const changes[])(change *) = {
        drop,    repeat, reorder, retype,     rename_it, add_member,
        respell, cut,    nest,    transplant, encode,    stretch};
    const ucr_node *node = &in->tree->nodes[in->node];
    const bool named = node->name_from != 0;
    in->from = named ? node->name_from - 1 : node->from;
    in->to = node->to;
    changes[ucr_inputs_draw(&in->draw, COUNT_OF(changes))](in);
}

/* ---- What libFuzzer calls ---------------------------------------------------
 */

/* Gives 0 where the input is no JSON, or the change does not fit. */
static size_t mutate_message(uint8_t *data, size_t size, size_t max_size,
                             uint64_t draw)
{
    static ucr_tree tree;
    static ucr_scratch scratch;
    ucr_str body = {(const char *)data, size};
    if (ucr_inputs_draw(&draw, 32) == 0) {
        const char *message =
            messages[ucr_inputs_draw(&draw, COUNT_OF(messages))];
        body = (ucr_str){message, strlen(message)};
    }
    ucr_tree_read(&tree, body, false, UCR_MAX_DEPTH);
    if (tree.code != UCR_OK || tree.count < 2) {
        return 0;
    }
    output out = {.bytes = ucr_claim_scratch(&scratch, max_size),
                  .room = max_size};
    change one = {.tree = &tree, .out = &out, .draw = draw};
    one.node = 1 + ucr_inputs_draw(&one.draw, (unsigned)tree.count - 1);
    change_value(&one);
    if (out.full || out.len == 0) {
        return 0;
    }
    memcpy(data, out.bytes, out.len);
    return out.len;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
                               unsigned seed)
{
    uint64_t draw = ucr_inputs_hash((const uint8_t *)&seed, sizeof(seed));
    size_t changed = 0;
    if (ucr_inputs_draw(&draw, 2) == 0) {
        changed = mutate_message(data, size, max_size, draw);
    }
    return changed > 0 ? changed : LLVMFuzzerMutate(data, size, max_size);
}
