/* SPDX-License-Identifier: MIT */
/*
 * A body into every claim on decoding a response, as the answer to each of
 * several statuses: G1 to G5, G7, G8, P1 to P3.
 *
 * Knows the order of the checks and no rule. Invariant: the input is the body
 * and nothing else.
 */
#include <limits.h>

#include "claim.h"
#include "decoded.h"
#include "encoded.h"
#include "inputs.h"
#include "same.h"

static ucr_reading reading;

/* What decoding gives and encoding may still refuse: an answer without both
 * texts, and in strict more than the documented lengths; a longer name can
 * also be one byte too many. */
static bool may_refuse(ucr_code code, const ucr_options *options)
{
    return code == UCR_E_ARGUMENT || code == UCR_E_BODY_SIZE ||
           (code == UCR_E_LENGTH && options->profile == UCR_STRICT);
}

static ucr_code try_profile(ucr_response *out, int status, ucr_options *options,
                            ucr_profile profile, uint64_t draw)
{
    options->profile = profile;
    ucr_code code = ucr_decoded_response(out, status, &reading, options);
    if (code == UCR_OK && ucr_inputs_takes(&draw, 8)) {
        ucr_code again = ucr_encoded_response(out, options, draw);
        ucr_claim(again == UCR_OK || may_refuse(again, options), "G5",
                  "what is decoded is encoded");
    }
    return code;
}

/* An answer without extra members: interop calls it the same. */
static void try_both(ucr_response *interop, int status, ucr_options *options,
                     uint64_t draw)
{
    ucr_response strict;
    ucr_code code = try_profile(interop, status, options, UCR_INTEROP, draw);
    if (try_profile(&strict, status, options, UCR_STRICT, draw) == UCR_OK) {
        ucr_claim(code == UCR_OK && ucr_same_response(interop, &strict), "P3",
                  "what strict reads interop reads alike");
    }
}

/* Interop reads one error as another. */
static void try_alike(const ucr_response *interop, int status, ucr_str body,
                      ucr_options *options)
{
    ucr_response out;
    ucr_response expected = *interop;
    options->profile = UCR_INTEROP;
    if (ucr_decode_response(&out, status, body, options, NULL) == UCR_OK) {
        expected.status = status;
    }
    ucr_claim(ucr_same_response(&out, &expected), "P1",
              "one error status is read as another");
}

static int draw_status(uint64_t *draw)
{
    static const int others[] = {
        0,   -1,  100, 199, 201, 204, 205, 299, 300,   304,     401,
        402, 404, 405, 500, 501, 599, 600, 999, 65936, INT_MAX, INT_MIN};
    return others[ucr_inputs_draw(draw, sizeof(others) / sizeof(others[0]))];
}

/* What does not depend on the rules of a profile. */
static void try_rest(ucr_str body, ucr_options *options, uint64_t draw)
{
    static const int statuses[] = {200, 400, 403, 502};
    ucr_response out;
    ucr_error err;
    const int status = statuses[ucr_inputs_draw(&draw, 4)];
    options->profile = (ucr_profile)ucr_inputs_draw(&draw, 2);
    if (ucr_inputs_takes(&draw, 8)) {
        ucr_decoded_cut(body, status, options);
    }
    if (ucr_inputs_takes(&draw, 16)) {
        ucr_decoded_walk(body);
    }
    if (ucr_inputs_takes(&draw, 16)) {
        ucr_decoded_argument(body, status, draw);
    }
    if (ucr_inputs_takes(&draw, 16) &&
        ucr_decode_response(&out, status, body, options, &err) != UCR_OK) {
        ucr_decoded_words(&err, body, ucr_inputs_draw(&draw, 4096));
    }
}

static void try_limits(ucr_str body, ucr_options options, uint64_t draw)
{
    ucr_response denied;
    ucr_response out;
    ucr_model_read(&reading, body, &options);
    try_both(&denied, 403, &options, draw);
    if (ucr_inputs_takes(&draw, 8)) {
        try_both(&out, 200, &options, draw);
    } else {
        const unsigned drawn = ucr_inputs_draw(&draw, 2);
        try_profile(&out, 200, &options, (ucr_profile)drawn, draw);
    }
    if (ucr_inputs_takes(&draw, 8)) {
        try_both(&out, 400, &options, draw);
    }
    if (ucr_inputs_takes(&draw, 8)) {
        try_both(&out, 502, &options, draw);
        const int status = draw_status(&draw);
        try_both(&out, status, &options, draw);
    }
    try_rest(body, &options, draw);
    for (unsigned i = 0, drawn = ucr_inputs_draw(&draw, 2); i < 2; i++) {
        if (i == drawn || ucr_inputs_all) {
            try_alike(&denied, i == 0 ? 400 : 502, body, &options);
        }
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
