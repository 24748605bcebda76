/* SPDX-License-Identifier: MIT */
/*
 * A detail into claims on the events that the bridge gives of it (P4, G8).
 *
 * Knows what ucr_yajl_events() promises. Invariant: everything that a call took
 * from an allocator is given back, whatever came of it.
 */
#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdlib.h>

#include <ucr/yajl.h>

#include "bridged.h"
#include "claim.h"
#include "decoded.h"
#include "inputs.h"
#include "opinion.h"
#include "same.h"

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

void ucr_bridged_events(const ucr_bridged *in)
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
void ucr_bridged_stop(const ucr_bridged *in, uint64_t draw)
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
    ucr_opinion again = ucr_opinion_of(in->tree);
    again.stop = opinion.stop;
    ucr_claim(ucr_yajl_events(in->given, &ucr_opinion_callbacks, &again, &funcs,
                              &in->options, NULL) == code &&
                  again.events == opinion.events && all.held == 0,
              "G7", "an error that is not asked for changes nothing");
}

/* An allocator that ends. */
void ucr_bridged_memory(const ucr_bridged *in, uint64_t draw)
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

/* yajl has no room for the lowest long long either. */
static bool has_room(const char *text)
{
    errno = 0;
    if (ucr_bridged_is_whole(text)) {
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
    ucr_claim(ucr_bridged_is_whole(text) && strtoll(text, NULL, 10) == value,
              "P4", "yajl reads the same integer");
    return 1;
}

static int on_double(void *ctx, double value)
{
    const char *text = take_number(ctx);
    const double expected = strtod(text, NULL);
    ucr_claim(!ucr_bridged_is_whole(text) && expected == value &&
                  signbit(expected) == signbit(value),
              "P4", "yajl reads the same fraction");
    return 1;
}

/* Without yajl_number a number that has no room in the others is at fault. */
void ucr_bridged_numbers(const ucr_bridged *in)
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

/* ---- Calls that cannot be right ---------------------------------------------
 */

void ucr_bridged_no_events(const ucr_bridged *in)
{
    static const yajl_alloc_funcs whole = {take, resize, give_back, NULL};
    yajl_alloc_funcs lacking[] = {whole, whole, whole};
    ucr_error err;
    lacking[0].malloc = NULL;
    lacking[1].realloc = NULL;
    lacking[2].free = NULL;
    memset(&err, 0xA5, sizeof(err));
    ucr_decoded_no_call(
        ucr_yajl_events(in->given, NULL, NULL, NULL, NULL, &err), &err);
    for (size_t i = 0; i < 3; i++) {
        memset(&err, 0xA5, sizeof(err));
        ucr_decoded_no_call(ucr_yajl_events(in->given, &ucr_opinion_callbacks,
                                            NULL, &lacking[i], NULL, &err),
                            &err);
    }
}
