/* SPDX-License-Identifier: MIT */
/*
 * yajl's events into claims that it reads what the second reading reads (P4),
 * and its verdict into one that only known reasons part it from libucr.
 *
 * Knows in what yajl 2.1.0 is too generous. Invariant: a reason is claimed of
 * the yajl that is linked before it excuses anything.
 */
#include "opinion.h"

#include <string.h>

#include "claim.h"
#include "plain.h"

/* ---- Events -----------------------------------------------------------------
 */

/* Of a lone surrogate yajl makes other text, which nobody is to read. */
static void claim_text(ucr_text text, const unsigned char *bytes, size_t len)
{
    if (ucr_plain_has_lone_surrogate(text)) {
        return;
    }
    static ucr_scratch scratch;
    char *copy = ucr_claim_scratch(&scratch, text.raw.len);
    ucr_claim(ucr_text_copy(copy, text.raw.len, text) == len &&
                  memcmp(copy, bytes, len) == 0,
              "P4", "yajl reads the same text");
}

/* The next value begins. */
static const ucr_node *begin(ucr_opinion *to, ucr_json_kind kind)
{
    to->node++;
    ucr_claim(to->node < to->tree->count, "P4", "yajl reads no more values");
    const ucr_node *node = &to->tree->nodes[to->node];
    ucr_claim(node->parent == to->open && node->kind == kind, "P4",
              "yajl reads the same structure");
    const bool member =
        to->open != 0 && to->tree->nodes[to->open].kind == UCR_JSON_OBJECT;
    ucr_claim(member == to->named, "P4", "yajl reads a name before a member");
    to->named = false;
    return node;
}

static int next(ucr_opinion *to)
{
    to->events++;
    return to->events != to->stop;
}

static int on_null(void *ctx)
{
    begin(ctx, UCR_JSON_NULL);
    return next(ctx);
}

static int on_boolean(void *ctx, int value)
{
    const ucr_opinion *to = ctx;
    const ucr_node *node = begin(ctx, UCR_JSON_BOOL);
    ucr_claim((to->tree->body.ptr[node->from] == 't') == (value != 0), "P4",
              "yajl reads the same truth");
    return next(ctx);
}

static int on_number(void *ctx, const char *text, size_t len)
{
    const ucr_opinion *to = ctx;
    const ucr_node *node = begin(ctx, UCR_JSON_NUMBER);
    ucr_claim(node->to - node->from == len &&
                  memcmp(to->tree->body.ptr + node->from, text, len) == 0,
              "P4", "yajl reads the same number");
    return next(ctx);
}

static int on_string(void *ctx, const unsigned char *text, size_t len)
{
    ucr_opinion *to = ctx;
    begin(to, UCR_JSON_STRING);
    claim_text(ucr_tree_text(to->tree, to->node), text, len);
    return next(to);
}

static int on_name(void *ctx, const unsigned char *text, size_t len)
{
    ucr_opinion *to = ctx;
    ucr_claim(to->node + 1 < to->tree->count &&
                  to->tree->nodes[to->node + 1].parent == to->open,
              "P4", "yajl reads no more members");
    claim_text(ucr_tree_name(to->tree, to->node + 1), text, len);
    to->named = true;
    return next(to);
}

static int on_open(ucr_opinion *to, ucr_json_kind kind)
{
    begin(to, kind);
    to->open = to->node;
    return next(to);
}

static int on_close(ucr_opinion *to, ucr_json_kind kind)
{
    const ucr_tree *tree = to->tree;
    ucr_claim(to->open != 0 && tree->nodes[to->open].kind == kind, "P4",
              "yajl closes what is open");
    ucr_claim(to->node + 1 >= tree->count ||
                  tree->nodes[to->node + 1].parent != to->open,
              "P4", "yajl closes after the last value");
    to->open = tree->nodes[to->open].parent;
    return next(to);
}

static int on_object(void *ctx)
{
    return on_open(ctx, UCR_JSON_OBJECT);
}

static int on_object_end(void *ctx)
{
    return on_close(ctx, UCR_JSON_OBJECT);
}

static int on_array(void *ctx)
{
    return on_open(ctx, UCR_JSON_ARRAY);
}

static int on_array_end(void *ctx)
{
    return on_close(ctx, UCR_JSON_ARRAY);
}

const yajl_callbacks ucr_opinion_callbacks = {
    on_null,   on_boolean, NULL,          NULL,     on_number,   on_string,
    on_object, on_name,    on_object_end, on_array, on_array_end};

ucr_opinion ucr_opinion_of(const ucr_tree *tree)
{
    const ucr_opinion opinion = {.tree = tree};
    return opinion;
}

void ucr_opinion_end(const ucr_opinion *opinion)
{
    ucr_claim(opinion->open == 0 && opinion->node + 1 == opinion->tree->count,
              "P4", "yajl reads every value");
}

/* ---- yajl's verdict ---------------------------------------------------------
 */

/* yajl allocates a dozen times for each value: from one block that starts
 * anew, because an engine does so fifty thousand times a second. */
typedef struct arena {
    char *block;
    size_t size, used;
} arena;

/* Every block is preceded by its size. */
#define HEAD ((size_t)16)

static size_t padded(size_t size)
{
    return (size + HEAD - 1) / HEAD * HEAD;
}

/* yajl does not look at what it is given, so it is never given NULL. */
static void *arena_take(void *ctx, size_t size)
{
    arena *from = ctx;
    ucr_claim(padded(size) + HEAD <= from->size - from->used, "arena",
              "yajl wants no more than it can need");
    char *block = from->block + from->used + HEAD;
    memcpy(block - HEAD, &size, sizeof(size));
    from->used += padded(size) + HEAD;
    return block;
}

static void *arena_resize(void *ctx, void *old, size_t size)
{
    arena *from = ctx;
    size_t held = 0;
    if (old == NULL) {
        return arena_take(ctx, size);
    }
    memcpy(&held, (char *)old - HEAD, sizeof(held));
    if ((char *)old + padded(held) == from->block + from->used) {
        /* The last one grows where it is. */
        from->used = (size_t)((char *)old - from->block) - HEAD;
        return arena_take(ctx, size);
    }
    void *block = arena_take(ctx, size);
    memcpy(block, old, held < size ? held : size);
    return block;
}

static void arena_free(void *ctx, void *block)
{
    (void)ctx;
    (void)block;
}

/* Its buffers grow by doubling, its stack at most once for each 128 bytes and
 * then mostly in place. */
static arena *arena_for(size_t len)
{
    static arena all;
    const size_t wanted = len * 16 + 65536;
    if (wanted > all.size) {
        all.block = ucr_claim_memory(all.block, wanted);
        all.size = wanted;
    }
    all.used = 0;
    return &all;
}

static int on_any_number(void *ctx, const char *text, size_t len)
{
    (void)ctx;
    (void)text;
    (void)len;
    return 1;
}

bool ucr_opinion_accepts(ucr_str bytes, ucr_opinion *opinion)
{
    static const yajl_callbacks silent = {.yajl_number = on_any_number};
    yajl_alloc_funcs funcs = {arena_take, arena_resize, arena_free,
                              arena_for(bytes.len)};
    yajl_handle parser = yajl_alloc(
        opinion != NULL ? &ucr_opinion_callbacks : &silent, &funcs, opinion);
    yajl_status status =
        yajl_parse(parser, (const unsigned char *)bytes.ptr, bytes.len);
    if (status == yajl_status_ok) {
        status = yajl_complete_parse(parser);
    }
    yajl_free(parser);
    return status == yajl_status_ok;
}

/* ---- Reasons ----------------------------------------------------------------
 */

static unsigned char byte_at(ucr_str body, size_t offset)
{
    return offset < body.len ? (unsigned char)body.ptr[offset] : 0;
}

/* yajl's white space is isspace()'s, but for its line. */
static bool is_feed(ucr_str body, size_t offset)
{
    return byte_at(body, offset) == '\f' || byte_at(body, offset) == '\v';
}

/* yajl looks at how many continuation bytes there are and no further. */
static bool has_tail(ucr_str body, size_t offset, size_t count)
{
    size_t i = 1;
    while (i <= count && (byte_at(body, offset + i) & 0xC0) == 0x80) {
        i++;
    }
    return i > count;
}

static bool is_overlong(ucr_str body, size_t offset)
{
    const unsigned char first = byte_at(body, offset);
    const unsigned char second = byte_at(body, offset + 1);
    return ((first & 0xFE) == 0xC0 && has_tail(body, offset, 1)) ||
           (first == 0xE0 && second < 0xA0 && has_tail(body, offset, 2)) ||
           (first == 0xF0 && second < 0x90 && has_tail(body, offset, 3));
}

static bool is_surrogate(ucr_str body, size_t offset)
{
    return byte_at(body, offset) == 0xED && byte_at(body, offset + 1) >= 0xA0 &&
           has_tail(body, offset, 2);
}

static bool is_beyond(ucr_str body, size_t offset)
{
    const unsigned char first = byte_at(body, offset);
    return ((first == 0xF4 && byte_at(body, offset + 1) >= 0x90) ||
            (first >= 0xF5 && first <= 0xF7)) &&
           has_tail(body, offset, 3);
}

/* A string after the document that never ends. */
static bool is_open_string(ucr_str body, size_t offset)
{
    size_t at = offset + 1;
    if (byte_at(body, offset) != '"') {
        return false;
    }
    while (at < body.len && body.ptr[at] != '"') {
        at += body.ptr[at] == '\\' ? 2 : 1;
    }
    return at >= body.len;
}

/* yajl counts no levels. */
static bool is_bracket(ucr_str body, size_t offset)
{
    return byte_at(body, offset) == '[' || byte_at(body, offset) == '{';
}

#define DEEP_16 "[[[[[[[[[[[[[[[["
#define DEEP_128 DEEP_16 DEEP_16 DEEP_16 DEEP_16 DEEP_16 DEEP_16 DEEP_16 DEEP_16
#define SHUT_16 "]]]]]]]]]]]]]]]]"
#define SHUT_128 SHUT_16 SHUT_16 SHUT_16 SHUT_16 SHUT_16 SHUT_16 SHUT_16 SHUT_16

const ucr_reason ucr_reasons[] = {
    {"space-form-feed", UCR_STR("[\f1]"), UCR_E_SYNTAX, is_feed},
    {"space-vertical-tab", UCR_STR("[1\v]"), UCR_E_SYNTAX, is_feed},
    {"space-form-feed-after", UCR_STR("1\f"), UCR_E_TRAILING, is_feed},
    {"space-vertical-tab-after", UCR_STR("{} \v"), UCR_E_TRAILING, is_feed},
    {"utf8-overlong-2", UCR_STR("\"\xC0\x80\""), UCR_E_UTF8, is_overlong},
    {"utf8-overlong-3", UCR_STR("\"\xE0\x9F\xBF\""), UCR_E_UTF8, is_overlong},
    {"utf8-overlong-4", UCR_STR("\"\xF0\x8F\xBF\xBF\""), UCR_E_UTF8,
     is_overlong},
    {"utf8-surrogate", UCR_STR("\"\xED\xA0\x80\""), UCR_E_UTF8, is_surrogate},
    {"utf8-beyond", UCR_STR("\"\xF4\x90\x80\x80\""), UCR_E_UTF8, is_beyond},
    {"utf8-far-beyond", UCR_STR("\"\xF7\xBF\xBF\xBF\""), UCR_E_UTF8, is_beyond},
    {"string-open-after", UCR_STR("1 \"abc"), UCR_E_TRAILING, is_open_string},
    {"depth", UCR_STR(DEEP_128 "[" SHUT_128 "]"), UCR_E_DEPTH, is_bracket},
};
const size_t ucr_reason_count = sizeof(ucr_reasons) / sizeof(ucr_reasons[0]);

const ucr_reason *ucr_reason_for(ucr_str body, ucr_code code, size_t offset)
{
    for (size_t i = 0; i < ucr_reason_count; i++) {
        if (ucr_reasons[i].code == code &&
            ucr_reasons[i].applies(body, offset)) {
            return &ucr_reasons[i];
        }
    }
    return NULL;
}

/* What libucr's scanner says of a value. */
static ucr_code scan(ucr_response *out, ucr_error *err, ucr_str body)
{
    ucr_code code = ucr_decode_response(out, 200, body, NULL, err);
    return code <= UCR_E_DEPTH ? code : UCR_OK;
}

void ucr_reasons_check(void)
{
    static bool checked;
    ucr_response out;
    ucr_error err;
    for (size_t i = 0; i < ucr_reason_count && !checked; i++) {
        const ucr_reason *reason = &ucr_reasons[i];
        ucr_claim(ucr_opinion_accepts(reason->sample, NULL), "P4",
                  "this yajl accepts what the list says it does");
        ucr_claim(scan(&out, &err, reason->sample) == reason->code &&
                      reason->applies(reason->sample, err.offset),
                  "P4", "libucr refuses what the list says it does");
    }
    checked = true;
}

/* ---- Both
 * --------------------------------------------------------------------
 */

bool ucr_opinion_value(ucr_tree *tree, ucr_str body)
{
    ucr_response out;
    ucr_error err;
    ucr_reasons_check();
    ucr_code code = scan(&out, &err, body);
    if (code != UCR_OK) {
        ucr_claim(!ucr_opinion_accepts(body, NULL) ||
                      ucr_reason_for(body, code, err.offset) != NULL,
                  "P4", "yajl accepts more for known reasons alone");
        return false;
    }
    ucr_tree_read(tree, body, false, 128);
    ucr_claim(tree->code == UCR_OK || tree->code == UCR_E_EMPTY, "P1",
              "the second reading accepts it too");
    if (tree->code == UCR_E_EMPTY) {
        return false;
    }
    const size_t mark = tree->marked ? 3 : 0;
    ucr_opinion opinion = ucr_opinion_of(tree);
    ucr_claim(ucr_opinion_accepts((ucr_str){body.ptr + mark, body.len - mark},
                                  &opinion),
              "P4", "what libucr accepts yajl accepts");
    ucr_opinion_end(&opinion);
    if (err.code == UCR_OK) {
        const ucr_str raw = ucr_tree_raw(tree, 1);
        ucr_claim(out.body.kind == tree->nodes[1].kind &&
                      out.body.raw.ptr == raw.ptr &&
                      out.body.raw.len == raw.len,
                  "P4", "the body is the value that yajl read");
    }
    return true;
}
