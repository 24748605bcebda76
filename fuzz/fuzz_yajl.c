/* SPDX-License-Identifier: MIT */
/*
 * A value into claims that libucr and yajl read it alike (P4), and that what
 * the bridge makes of it as a detail is that value again (G8, P4).
 *
 * Knows what the bridge promises. Invariant: everything that a call took from
 * an allocator is given back, whatever came of it.
 */
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <ucr/yajl.h>

#include "claim.h"
#include "decoded.h"
#include "inputs.h"
#include "opinion.h"
#include "plain.h"
#include "same.h"

/* A detail, and what is in it. */
typedef struct detail {
    ucr_json given;
    ucr_options options;
    const ucr_tree *tree; /* of what is inside, where that is a value */
    const char *first;    /* where offsets count from */
    ucr_error refusal;    /* where it is none */
} detail;

/* ---- Memory -----------------------------------------------------------------
 */

/* malloc that ends after some calls, and what is still held. */
typedef struct memory {
    size_t held, left;
} memory;

static void *take(void *ctx, size_t size)
{
    memory *all = ctx;
    if (all->left == 0) {
        return NULL;
    }
    all->left--;
    all->held++;
    return ucr_claim_memory(NULL, size);
}

static void *resize(void *ctx, void *old, size_t size)
{
    memory *all = ctx;
    if (old == NULL) {
        return take(ctx, size);
    }
    if (all->left == 0) {
        return NULL;
    }
    all->left--;
    return ucr_claim_memory(old, size);
}

static void give_back(void *ctx, void *block)
{
    memory *all = ctx;
    if (block != NULL) {
        all->held--;
    }
    free(block);
}

/* ---- Events -----------------------------------------------------------------
 */

static void try_events(const detail *in)
{
    ucr_error err;
    ucr_opinion opinion = ucr_opinion_of(in->tree);
    ucr_code code = ucr_yajl_events(in->given, &ucr_opinion_callbacks, &opinion,
                                    NULL, &in->options, &err);
    ucr_decoded_refusal(&err, code, SIZE_MAX);
    ucr_claim(ucr_same_error(&err, &in->refusal), "P4",
              "events are refused as unwrapping is");
    if (code == UCR_OK) {
        ucr_opinion_end(&opinion);
    } else {
        ucr_claim(opinion.events == 0, "P4", "yajl sees nothing unchecked");
    }
}

/* A callback says stop. */
static void try_stop(const detail *in, uint64_t draw)
{
    ucr_error err;
    memory all = {.left = SIZE_MAX};
    yajl_alloc_funcs funcs = {take, resize, give_back, &all};
    ucr_opinion opinion = ucr_opinion_of(in->tree);
    opinion.stop = 1 + ucr_inputs_draw(&draw, 2 * (unsigned)in->tree->count);
    ucr_code code = ucr_yajl_events(in->given, &ucr_opinion_callbacks, &opinion,
                                    &funcs, &in->options, &err);
    ucr_claim(all.held == 0, "P4", "memory is given back");
    ucr_claim(opinion.events <= opinion.stop, "P4", "stop means stop");
    ucr_claim(code ==
                  (opinion.events == opinion.stop ? UCR_E_CANCELLED : UCR_OK),
              "P4", "who stops it is told so");
    ucr_decoded_refusal(&err, code, 0);
}

/* An allocator that ends. */
static void try_memory(const detail *in, uint64_t draw)
{
    ucr_error err;
    memory all = {.left = ucr_inputs_draw(&draw, 12)};
    yajl_alloc_funcs funcs = {take, resize, give_back, &all};
    ucr_opinion opinion = ucr_opinion_of(in->tree);
    ucr_code code = ucr_yajl_events(in->given, &ucr_opinion_callbacks, &opinion,
                                    &funcs, &in->options, &err);
    ucr_claim(all.held == 0, "P4", "memory is given back");
    ucr_claim(code == UCR_OK || (code == UCR_E_MEMORY && all.left == 0), "P4",
              "memory that ends is said to");
    ucr_decoded_refusal(&err, code, 0);
    if (code == UCR_OK) {
        ucr_opinion_end(&opinion);
    }
}

/* ---- Numbers ----------------------------------------------------------------
 */

/* A walk along the numbers of a tree. */
typedef struct numbers {
    const ucr_tree *tree;
    size_t node;
} numbers;

static const char *number_at(const ucr_tree *tree, size_t node)
{
    static ucr_scratch scratch;
    const ucr_str raw = ucr_tree_raw(tree, node);
    char *text = ucr_claim_scratch(&scratch, raw.len);
    memcpy(text, raw.ptr, raw.len);
    text[raw.len] = '\0';
    return text;
}

/* The next number at or after a node; the count if there is none. */
static size_t next_number(const ucr_tree *tree, size_t node)
{
    while (node < tree->count && tree->nodes[node].kind != UCR_JSON_NUMBER) {
        node++;
    }
    return node;
}

static bool is_whole(const char *text)
{
    return strpbrk(text, ".eE") == NULL;
}

/* yajl has no room for the lowest long long either. */
static bool has_room(const char *text)
{
    errno = 0;
    if (is_whole(text)) {
        const long long value = strtoll(text, NULL, 10);
        return errno == 0 && value != LLONG_MIN;
    }
    const double value = strtod(text, NULL);
    return errno == 0 || (value != HUGE_VAL && value != -HUGE_VAL);
}

static const char *take_number(void *ctx)
{
    numbers *to = ctx;
    to->node = next_number(to->tree, to->node + 1);
    ucr_claim(to->node < to->tree->count, "P4", "yajl reads no more numbers");
    return number_at(to->tree, to->node);
}

static int on_integer(void *ctx, long long value)
{
    const char *text = take_number(ctx);
    ucr_claim(is_whole(text) && strtoll(text, NULL, 10) == value, "P4",
              "yajl reads the same integer");
    return 1;
}

static int on_double(void *ctx, double value)
{
    const char *text = take_number(ctx);
    const double expected = strtod(text, NULL);
    ucr_claim(!is_whole(text) && expected == value &&
                  signbit(expected) == signbit(value),
              "P4", "yajl reads the same fraction");
    return 1;
}

/* Without yajl_number a number that has no room in the others is at fault. */
static void try_numbers(const detail *in)
{
    static const yajl_callbacks typed = {.yajl_integer = on_integer,
                                         .yajl_double = on_double};
    ucr_error err;
    numbers walk = {in->tree, 0};
    size_t wrong = next_number(in->tree, 1);
    while (wrong < in->tree->count && has_room(number_at(in->tree, wrong))) {
        wrong = next_number(in->tree, wrong + 1);
    }
    ucr_code code =
        ucr_yajl_events(in->given, &typed, &walk, NULL, &in->options, &err);
    ucr_decoded_refusal(&err, code, SIZE_MAX);
    if (wrong == in->tree->count) {
        ucr_claim(code == UCR_OK &&
                      next_number(in->tree, walk.node + 1) == wrong,
                  "P4", "every number has room");
    } else {
        const char *at = in->tree->body.ptr + in->tree->nodes[wrong].from;
        ucr_claim(code == UCR_E_NUMBER &&
                      err.offset == (size_t)(at - in->first),
                  "P4", "the first number without room is at fault");
    }
}

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

static ucr_error expect_tree(const detail *in)
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
    const bool integer = is_whole(text) && errno == 0;
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

static void try_tree(const detail *in)
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

/* ---- A generator ------------------------------------------------------------
 */

static bool generate_open(yajl_gen gen, ucr_json_kind kind)
{
    return (kind == UCR_JSON_OBJECT
                ? yajl_gen_map_open(gen)
                : yajl_gen_array_open(gen)) == yajl_gen_status_ok;
}

static bool generate_text(yajl_gen gen, ucr_text text)
{
    char *copy = ucr_claim_memory(NULL, text.raw.len * UCR_PLAIN_GROWTH);
    const size_t len = ucr_plain_copy(copy, text);
    const bool done = yajl_gen_string(gen, (const unsigned char *)copy, len) ==
                      yajl_gen_status_ok;
    free(copy);
    return done;
}

static bool generate_scalar(yajl_gen gen, const ucr_tree *tree, size_t node)
{
    const ucr_str raw = ucr_tree_raw(tree, node);
    switch (tree->nodes[node].kind) {
    case UCR_JSON_STRING:
        return generate_text(gen, ucr_tree_text(tree, node));
    case UCR_JSON_NUMBER:
        return yajl_gen_number(gen, raw.ptr, raw.len) == yajl_gen_status_ok;
    case UCR_JSON_BOOL:
        return yajl_gen_bool(gen, *raw.ptr == 't') == yajl_gen_status_ok;
    case UCR_JSON_NULL:
        return yajl_gen_null(gen) == yajl_gen_status_ok;
    case UCR_JSON_ABSENT:
    case UCR_JSON_OBJECT:
    case UCR_JSON_ARRAY:
        break;
    }
    return generate_open(gen, tree->nodes[node].kind);
}

/* Closes brackets until `open` is the innermost one. */
static bool generate_closes(yajl_gen gen, const ucr_tree *tree, size_t *inner,
                            size_t open)
{
    bool done = true;
    while (done && *inner != open) {
        done = (tree->nodes[*inner].kind == UCR_JSON_OBJECT
                    ? yajl_gen_map_close(gen)
                    : yajl_gen_array_close(gen)) == yajl_gen_status_ok;
        *inner = tree->nodes[*inner].parent;
    }
    return done;
}

static bool is_bracket(const ucr_node *node)
{
    return node->kind == UCR_JSON_OBJECT || node->kind == UCR_JSON_ARRAY;
}

/* False: deeper than yajl's generator goes. */
static bool generate(yajl_gen gen, const ucr_tree *tree)
{
    size_t inner = 0;
    bool done = true;
    for (size_t node = 1; done && node < tree->count; node++) {
        const ucr_node *at = &tree->nodes[node];
        done = generate_closes(gen, tree, &inner, at->parent);
        if (done && tree->nodes[at->parent].kind == UCR_JSON_OBJECT) {
            done = generate_text(gen, ucr_tree_name(tree, node));
        }
        done = done && generate_scalar(gen, tree, node);
        inner = is_bracket(at) ? node : inner;
    }
    return done && generate_closes(gen, tree, &inner, 0);
}

static yajl_gen new_generator(void)
{
    yajl_gen gen = yajl_gen_alloc(NULL);
    if (gen == NULL) {
        abort();
    }
    return gen;
}

/* A generator's output is judged as encoding judges it. */
static void claim_detail(ucr_json *out, yajl_gen gen, ucr_json_kind kind,
                         const ucr_options *options)
{
    const unsigned char *bytes;
    size_t len;
    ucr_error err;
    ucr_error expected;
    ucr_request request = {.command = UCR_COMMAND_START,
                           .result = UCR_RESULT_SUCCESS};
    if (yajl_gen_get_buf(gen, &bytes, &len) != yajl_gen_status_ok) {
        abort();
    }
    request.result_detail = (ucr_json){{(const char *)bytes, len}, kind};
    const ucr_code code =
        ucr_encode_request(NULL, 0, &len, &request, options, &expected);
    memset(out, 0xA5, sizeof(*out));
    const ucr_code got = ucr_yajl_detail(out, gen, options, &err);
    if (code == UCR_E_SPACE) {
        ucr_claim(got == UCR_OK && out->kind == kind &&
                      ucr_same_inside(out->raw, request.result_detail.raw),
                  "P4", "what yajl generates is a detail");
    } else {
        ucr_claim(got == code && ucr_same_error(&err, &expected), "P4",
                  "a generator's output is refused as encoding refuses it");
        ucr_claim(out->kind == UCR_JSON_ABSENT && out->raw.ptr == NULL, "G8",
                  "a refusal gives nothing");
    }
    ucr_decoded_refusal(&err, got, SIZE_MAX);
}

/* What a generator makes of the value is the value. */
static void try_generator(const detail *in, uint64_t draw)
{
    static ucr_tree again;
    ucr_json out;
    ucr_options deep = {.max_depth = UCR_MAX_DEPTH};
    yajl_gen gen = new_generator();
    if (ucr_inputs_draw(&draw, 2) == 0) {
        yajl_gen_reset(gen, " \t\n\r"); /* white space goes before it */
    }
    if (generate(gen, in->tree)) {
        const ucr_json_kind kind = in->tree->nodes[1].kind;
        const ucr_options least = {.max_body = 1};
        const ucr_options flat = {.max_depth = 2};
        claim_detail(&out, gen, kind, &least);
        claim_detail(&out, gen, kind, &flat);
        claim_detail(&out, gen, kind, &in->options);
        deep.profile = UCR_STRICT;
        claim_detail(&out, gen, kind, &deep);
        deep.profile = UCR_INTEROP;
        claim_detail(&out, gen, kind, &deep);
        ucr_claim(out.kind == kind, "P4", "what yajl generates is a detail");
        ucr_tree_read(&again, out.raw, false, UCR_MAX_DEPTH);
        ucr_claim(again.code == UCR_OK && again.count == in->tree->count, "P4",
                  "with as many values");
        for (size_t i = 1; i < again.count; i++) {
            ucr_claim(again.nodes[i].kind == in->tree->nodes[i].kind &&
                          again.nodes[i].parent == in->tree->nodes[i].parent &&
                          ucr_same_plain(ucr_tree_name(&again, i),
                                         ucr_tree_name(in->tree, i)),
                      "P4", "of the same structure and names");
        }
    }
    yajl_gen_free(gen);
}

/* ---- Calls that cannot be right ---------------------------------------------
 */

/* A generator's output that goes elsewhere. */
static void print_away(void *ctx, const char *bytes, size_t len)
{
    (void)ctx;
    (void)bytes;
    (void)len;
}

static bool is_zero(ucr_json json)
{
    return json.raw.ptr == NULL && json.raw.len == 0 &&
           json.kind == UCR_JSON_ABSENT;
}

static void try_absent(const detail *in)
{
    static const yajl_alloc_funcs whole = {take, resize, give_back, NULL};
    yajl_alloc_funcs lacking[] = {whole, whole, whole};
    yajl_gen gen = new_generator();
    ucr_json out;
    ucr_error err;
    yajl_val root;
    const ucr_json nothing = {{NULL, 0}, UCR_JSON_ABSENT};
    lacking[0].malloc = NULL;
    lacking[1].realloc = NULL;
    lacking[2].free = NULL;
    memset(&out, 0xA5, sizeof(out));
    ucr_code code = ucr_yajl_detail(&out, gen, NULL, &err);
    ucr_claim(code == UCR_E_EMPTY && is_zero(out), "G8",
              "nothing generated is no detail");
    memset(&out, 0xA5, sizeof(out));
    const ucr_code codes[] = {
        ucr_yajl_events(in->given, NULL, NULL, NULL, NULL, &err),
        ucr_yajl_events(in->given, &ucr_opinion_callbacks, NULL, lacking, NULL,
                        &err),
        ucr_yajl_events(in->given, &ucr_opinion_callbacks, NULL, lacking + 1,
                        NULL, &err),
        ucr_yajl_events(in->given, &ucr_opinion_callbacks, NULL, lacking + 2,
                        NULL, &err),
        ucr_yajl_tree(NULL, in->given, NULL, &err),
        ucr_yajl_tree(&root, nothing, NULL, &err),
        ucr_yajl_detail(NULL, gen, NULL, NULL),
        ucr_yajl_detail(&out, NULL, NULL, &err)};
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        ucr_claim(codes[i] == UCR_E_ARGUMENT, "G8",
                  "a call that cannot be right is refused");
    }
    ucr_decoded_refusal(&err, UCR_E_ARGUMENT, 0);
    ucr_claim(is_zero(out), "G8", "no generator has no detail");
    memset(&out, 0xA5, sizeof(out));
    yajl_gen_config(gen, yajl_gen_print_callback, print_away, NULL);
    ucr_claim(ucr_yajl_detail(&out, gen, NULL, &err) == UCR_E_ARGUMENT &&
                  is_zero(out),
              "G8", "a generator without a buffer has no detail");
    yajl_gen_free(gen);
}

/* As deep as any limit allows, and one level more. */
static void try_deep(void)
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

/* ---- One input --------------------------------------------------------------
 */

/* The value, half of the time with white space around it: gives what the offset
 * in a string counts from. */
static const char *give(detail *in, const ucr_tree *value, uint64_t draw)
{
    static ucr_scratch scratch;
    const ucr_str raw = ucr_tree_raw(value, 1);
    const size_t space = ucr_inputs_draw(&draw, 4);
    char *block = ucr_claim_scratch(&scratch, raw.len + 2 * space);
    memcpy(block, "\n\t ", space);
    memcpy(block + space, raw.ptr, raw.len);
    memcpy(block + space + raw.len, " \r\n", space);
    in->given = (ucr_json){{block, raw.len + 2 * space}, value->nodes[1].kind};
    return in->given.kind == UCR_JSON_STRING ? block + space + 1 : block;
}

static void try_bridge(const ucr_tree *value, const ucr_options *options,
                       uint64_t draw)
{
    static ucr_tree inner;
    static ucr_scratch scratch;
    size_t len;
    ucr_json inside;
    detail in = {.options = *options};
    in.first = give(&in, value, draw);
    char *buf = ucr_claim_scratch(&scratch, value->body.len);
    ucr_code code = ucr_detail_unwrap(&inside, buf, scratch.room, &len,
                                      in.given, &in.options, &in.refusal);
    in.tree = &inner;
    if (len > 0) {
        in.first = buf;
    }
    if (code == UCR_OK) {
        ucr_tree_read(&inner, inside.raw, false, UCR_MAX_DEPTH);
    } else {
        inner.count = 1;
    }
    if (ucr_inputs_takes(&draw, 2)) {
        try_events(&in);
    }
    if (ucr_inputs_takes(&draw, 4)) {
        try_tree(&in);
    }
    if (ucr_inputs_takes(&draw, 256)) {
        try_absent(&in);
        try_deep();
    }
    if (code != UCR_OK) {
        return;
    }
    if (ucr_inputs_takes(&draw, 8)) {
        try_stop(&in, draw);
    }
    if (ucr_inputs_takes(&draw, 8)) {
        try_memory(&in, draw);
    }
    if (ucr_inputs_takes(&draw, 8)) {
        try_generator(&in, draw);
    }
    if (ucr_inputs_takes(&draw, 4)) {
        try_numbers(&in);
    }
}

static void try_value(ucr_str body, uint64_t draw)
{
    static ucr_tree tree;
    if (!ucr_opinion_value(&tree, body)) {
        return;
    }
    const unsigned drawn = ucr_inputs_draw(&draw, 2);
    for (unsigned profile = UCR_INTEROP; profile <= UCR_STRICT; profile++) {
        ucr_options options = ucr_inputs_limits(draw, body.len);
        options.profile = (ucr_profile)profile;
        if (profile == drawn || ucr_inputs_all) {
            try_bridge(&tree, &options, draw);
        }
        if (ucr_inputs_all) {
            try_bridge(&tree, &(ucr_options){.profile = (ucr_profile)profile},
                       draw);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ucr_inputs_everywhere(data, size, try_value);
    return 0;
}
