/* SPDX-License-Identifier: MIT */
/*
 * A value into claims on the detail that the bridge makes of a generator of
 * yajl's (P4, G8).
 *
 * Knows what ucr_yajl_detail() promises.
 */
#include <stdlib.h>

#include <ucr/yajl.h>

#include "bridged.h"
#include "claim.h"
#include "decoded.h"
#include "inputs.h"
#include "plain.h"
#include "same.h"

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
void ucr_bridged_detail(const ucr_bridged *in, uint64_t draw)
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

/* No generator, or one without a buffer. */
static void claim_no_detail(yajl_gen gen)
{
    ucr_json out;
    ucr_error err;
    memset(&out, 0xA5, sizeof(out));
    memset(&err, 0xA5, sizeof(err));
    ucr_decoded_no_call(ucr_yajl_detail(&out, gen, NULL, &err), &err);
    ucr_claim(is_zero(out), "G8", "what is refused is zero");
}

void ucr_bridged_no_detail(void)
{
    yajl_gen gen = new_generator();
    ucr_json out;
    ucr_error err;
    memset(&out, 0xA5, sizeof(out));
    memset(&err, 0xA5, sizeof(err));
    ucr_code code = ucr_yajl_detail(&out, gen, NULL, &err);
    ucr_decoded_refusal(&err, code, 0);
    ucr_claim(code == UCR_E_EMPTY && is_zero(out), "G8",
              "nothing generated is no detail");
    memset(&err, 0xA5, sizeof(err));
    ucr_decoded_no_call(ucr_yajl_detail(NULL, gen, NULL, &err), &err);
    ucr_claim(ucr_yajl_detail(NULL, gen, NULL, NULL) == UCR_E_ARGUMENT, "G7",
              "an error that is not asked for changes nothing");
    claim_no_detail(NULL);
    yajl_gen_config(gen, yajl_gen_print_callback, print_away, NULL);
    claim_no_detail(gen);
    yajl_gen_free(gen);
}
