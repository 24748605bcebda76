/* SPDX-License-Identifier: MIT */
/*
 * A value into claims that libucr and yajl read it alike (P4), and into a
 * detail for the claims on the bridge.
 *
 * Knows how a detail is unwrapped. Invariant: the input is the value and
 * nothing else.
 */
#include <string.h>

#include "bridged.h"
#include "claim.h"
#include "inputs.h"
#include "opinion.h"

/* The value, most of the time with white space around it: gives what the offset
 * in a string counts from. */
static const char *give(ucr_bridged *in, const ucr_tree *value, uint64_t *draw)
{
    static ucr_scratch scratch;
    const ucr_str raw = ucr_tree_raw(value, 1);
    const size_t space = ucr_inputs_draw(draw, 4);
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
    ucr_bridged in = {.options = *options};
    in.first = give(&in, value, &draw);
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
        ucr_bridged_events(&in);
    }
    if (ucr_inputs_takes(&draw, 4)) {
        ucr_bridged_tree(&in);
    }
    if (ucr_inputs_takes(&draw, 256)) {
        ucr_bridged_no_events(&in);
        ucr_bridged_no_tree(&in);
        ucr_bridged_no_detail();
        ucr_bridged_deep();
    }
    if (code != UCR_OK) {
        return;
    }
    if (ucr_inputs_takes(&draw, 8)) {
        ucr_bridged_stop(&in, draw);
    }
    if (ucr_inputs_takes(&draw, 8)) {
        ucr_bridged_memory(&in, draw);
    }
    if (ucr_inputs_takes(&draw, 8)) {
        ucr_bridged_detail(&in, draw);
    }
    if (ucr_inputs_takes(&draw, 4)) {
        ucr_bridged_numbers(&in);
    }
}

static void try_value(ucr_str body, uint64_t draw)
{
    static ucr_tree tree;
    if (!ucr_opinion_value(&tree, body)) {
        return;
    }
    const unsigned drawn = ucr_inputs_draw(&draw, 2);
    ucr_options options = ucr_inputs_limits(&draw, body.len);
    for (unsigned profile = UCR_INTEROP; profile <= UCR_STRICT; profile++) {
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
