/* SPDX-License-Identifier: MIT */
/*
 * A body into every claim on decoding a request: G1 to G5, G7, G8, P1 to P3.
 *
 * Knows the order of the checks and no rule. Invariant: the input is the body
 * and nothing else.
 */
#include "claim.h"
#include "decoded.h"
#include "encoded.h"
#include "inputs.h"
#include "same.h"

static ucr_reading reading;

/* In one profile, with what comes of it encoded again. */
static ucr_code try_profile(ucr_request *out, ucr_options *options,
                            ucr_profile profile, uint64_t draw)
{
    options->profile = profile;
    ucr_code code = ucr_decoded_request(out, &reading, options);
    if (code == UCR_OK) {
        ucr_claim(ucr_encoded_request(out, options, draw) == UCR_OK, "G5",
                  "what is decoded is encoded");
    }
    return code;
}

/* Once more, with a page that cannot be touched at one end or the other. */
static void try_guarded(ucr_str body, ucr_options *options, uint64_t draw)
{
    ucr_request out;
    ucr_error err;
    const ucr_str guarded =
        ucr_inputs_guarded(body, ucr_inputs_draw(&draw, 2) == 0);
    options->profile = (ucr_profile)ucr_inputs_draw(&draw, 2);
    ucr_model_move(&reading, guarded);
    ucr_decoded_request(&out, &reading, options);
    ucr_decoded_cut(guarded, 0, options);
    if (ucr_decode_request(&out, guarded, options, &err) != UCR_OK) {
        ucr_decoded_words(&err, guarded, ucr_inputs_draw(&draw, 4096));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ucr_request interop;
    ucr_request strict;
    const uint64_t draw = ucr_inputs_hash(data, size);
    ucr_options options = ucr_inputs_limits(draw, size);
    const ucr_str body = ucr_inputs_block(data, size);
    ucr_model_read(&reading, body, &options);
    ucr_code code = try_profile(&interop, &options, UCR_INTEROP, draw);
    if (try_profile(&strict, &options, UCR_STRICT, draw) == UCR_OK) {
        ucr_claim(code == UCR_OK && ucr_same_request(&interop, &strict), "P3",
                  "what strict reads interop reads alike");
    }
    try_guarded(body, &options, draw);
    ucr_inputs_free(body);
    return 0;
}
