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
                            ucr_profile profile, uint64_t *draw)
{
    options->profile = profile;
    ucr_code code = ucr_decoded_request(out, &reading, options);
    if (code == UCR_OK && ucr_inputs_takes(draw, 2)) {
        ucr_claim(ucr_encoded_request(out, options, *draw) == UCR_OK, "G5",
                  "what is decoded is encoded");
    }
    return code;
}

/* A drawn place is described, and in a replay each of a short body. */
#define PLACES ((size_t)64)

/* What a caller keeps of an error need not be of this body. */
static void try_places(ucr_error err, ucr_str body, uint64_t *draw)
{
    err.offset = ucr_inputs_draw(draw, (unsigned)body.len + 1);
    ucr_decoded_words(&err, body, ucr_inputs_draw(draw, 4096));
    if (ucr_inputs_all && body.len <= PLACES) {
        for (err.offset = 0; err.offset <= body.len; err.offset++) {
            ucr_decoded_words(&err, body, ucr_inputs_draw(draw, 4096));
        }
    }
}

static void try_limits(ucr_str body, ucr_options options, uint64_t draw)
{
    ucr_request interop;
    ucr_request strict;
    ucr_error err;
    ucr_model_read(&reading, body, &options);
    ucr_code code = try_profile(&interop, &options, UCR_INTEROP, &draw);
    if (try_profile(&strict, &options, UCR_STRICT, &draw) == UCR_OK) {
        ucr_claim(code == UCR_OK && ucr_same_request(&interop, &strict), "P3",
                  "what strict reads interop reads alike");
    }
    options.profile = (ucr_profile)ucr_inputs_draw(&draw, 2);
    if (ucr_inputs_takes(&draw, 4)) {
        ucr_decoded_cut(body, 0, &options);
    }
    if (ucr_inputs_takes(&draw, 8)) {
        ucr_decoded_argument(body, 0, draw);
    }
    if (ucr_inputs_takes(&draw, 8) &&
        ucr_decode_request(&interop, body, &options, &err) != UCR_OK) {
        ucr_decoded_words(&err, body, ucr_inputs_draw(&draw, 4096));
        try_places(err, body, &draw);
    }
}

static void try_body(ucr_str body, uint64_t draw)
{
    ucr_inputs_limited(body, draw, try_limits);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ucr_inputs_everywhere(data, size, try_body);
    return 0;
}
