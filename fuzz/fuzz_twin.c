/* SPDX-License-Identifier: MIT */
/*
 * A body into the same answers by the core as it is built, with its vectors
 * and its fast ways, and by the small portable copy that has neither: P7.
 *
 * Knows no rule of the wire format. Invariant: the input is the body and
 * nothing else.
 */
#include <limits.h>
#include <string.h>

#include "claim.h"
#include "inputs.h"
#include "same.h"
#include "twin.h"

static void claim_alike(bool alike, const char *what)
{
    ucr_claim(alike, "P7", what);
}

static bool same_detail(const ucr_detail *a, const ucr_detail *b)
{
    return ucr_same_text(a->error_code, b->error_code) &&
           ucr_same_text(a->error_msg, b->error_msg);
}

/* ---- Lists -----------------------------------------------------------------
 */

static void walk_params(const ucr_texts *list)
{
    ucr_iter fast = ucr_each_param(list);
    ucr_iter slow = ucr_twin_each_param(list);
    ucr_text a, b;
    bool more;
    do {
        more = ucr_next_param(&fast, &a);
        claim_alike(more == ucr_twin_next_param(&slow, &b) &&
                        ucr_same_text(a, b),
                    "a walk gives the same texts");
    } while (more);
}

static void walk_details(const ucr_details *list)
{
    ucr_iter fast = ucr_each_detail(list);
    ucr_iter slow = ucr_twin_each_detail(list);
    ucr_detail a, b;
    bool more;
    do {
        more = ucr_next_detail(&fast, &a);
        claim_alike(more == ucr_twin_next_detail(&slow, &b) &&
                        same_detail(&a, &b),
                    "a walk gives the same details");
    } while (more);
}

/* Over the body as if it were a list: nothing of it need be right. */
static void walk_anything(ucr_str body)
{
    const ucr_texts texts = {body, NULL, 0};
    const ucr_details details = {body, NULL, 0};
    walk_params(&texts);
    walk_details(&details);
}

/* ---- Texts -----------------------------------------------------------------
 */

static void claim_rooms(void)
{
    ucr_claim(ucr_inputs_room_is_whole(), "G2", "nothing before the buffers");
}

static bool same_written(const char *a, const char *b, size_t len)
{
    return len == 0 || memcmp(a, b, len) == 0;
}

/* `raw` as the contents of a string, whether they are right or not. */
static void try_text(ucr_str raw, bool escaped, uint64_t draw)
{
    const ucr_text text = {raw, escaped};
    const size_t cap = ucr_inputs_draw(&draw, (unsigned)raw.len + 8);
    char *fast = ucr_inputs_room(cap);
    char *slow = ucr_inputs_room_beside(cap);
    size_t len = ucr_text_copy(fast, cap, text);
    claim_alike(len == ucr_twin_text_copy(slow, cap, text),
                "copies are as long");
    if (len <= cap) {
        claim_alike(same_written(fast, slow, len), "copies are the same");
        claim_alike(ucr_text_equal(text, (ucr_str){slow, len}) ==
                        ucr_twin_text_equal(text, (ucr_str){slow, len}),
                    "texts are equal to the same");
    }
    len = ucr_text_show(fast, cap, text);
    claim_alike(len == ucr_twin_text_show(slow, cap, text),
                "what is shown is as long");
    claim_alike(len > cap || same_written(fast, slow, len),
                "what is shown is the same");
    claim_rooms();
}

static void try_unwrap(ucr_json detail, const ucr_options *options)
{
    ucr_json a, b;
    ucr_error err_a, err_b;
    size_t len_a, len_b;
    const size_t cap = detail.raw.len;
    char *fast = ucr_inputs_room(cap);
    char *slow = ucr_inputs_room_beside(cap);
    ucr_code code =
        ucr_detail_unwrap(&a, fast, cap, &len_a, detail, options, &err_a);
    claim_alike(code == ucr_twin_detail_unwrap(&b, slow, cap, &len_b, detail,
                                               options, &err_b) &&
                    ucr_same_error(&err_a, &err_b) && len_a == len_b,
                "a detail is unwrapped with the same verdict");
    claim_alike(a.kind == b.kind && ucr_same_bytes(a.raw, b.raw),
                "what is unwrapped is the same");
    claim_rooms();
}

/* ---- Messages --------------------------------------------------------------
 */

static void encode_request(const ucr_request *in, const ucr_options *options,
                           size_t cap)
{
    ucr_error err_a, err_b;
    size_t len_a, len_b;
    char *fast = ucr_inputs_room(cap);
    char *slow = ucr_inputs_room_beside(cap);
    ucr_code code = ucr_encode_request(fast, cap, &len_a, in, options, &err_a);
    claim_alike(code == ucr_twin_encode_request(slow, cap, &len_b, in, options,
                                                &err_b) &&
                    ucr_same_error(&err_a, &err_b) && len_a == len_b,
                "a request is encoded with the same verdict");
    claim_alike(code != UCR_OK || same_written(fast, slow, len_a),
                "an encoded request has the same bytes");
    claim_rooms();
}

static void encode_response(const ucr_response *in, const ucr_options *options,
                            size_t cap)
{
    ucr_error err_a, err_b;
    size_t len_a, len_b;
    char *fast = ucr_inputs_room(cap);
    char *slow = ucr_inputs_room_beside(cap);
    ucr_code code = ucr_encode_response(fast, cap, &len_a, in, options, &err_a);
    claim_alike(code == ucr_twin_encode_response(slow, cap, &len_b, in, options,
                                                 &err_b) &&
                    ucr_same_error(&err_a, &err_b) && len_a == len_b,
                "a response is encoded with the same verdict");
    claim_alike(code != UCR_OK || same_written(fast, slow, len_a),
                "an encoded response has the same bytes");
    claim_rooms();
}

static void try_request(ucr_str body, const ucr_options *options, uint64_t draw)
{
    ucr_request a, b;
    ucr_error err_a, err_b;
    ucr_code code = ucr_decode_request(&a, body, options, &err_a);
    claim_alike(code == ucr_twin_decode_request(&b, body, options, &err_b) &&
                    ucr_same_error(&err_a, &err_b),
                "a request is judged alike");
    claim_alike(ucr_same_request(&a, &b), "a request is read alike");
    if (code == UCR_OK) {
        encode_request(&a, options,
                       ucr_inputs_draw(&draw, 2 * (unsigned)body.len + 64));
        try_unwrap(a.result_detail, options);
    }
}

static void try_response(int status, ucr_str body, const ucr_options *options,
                         uint64_t draw)
{
    ucr_response a, b;
    ucr_error err_a, err_b;
    ucr_code code = ucr_decode_response(&a, status, body, options, &err_a);
    claim_alike(
        code == ucr_twin_decode_response(&b, status, body, options, &err_b) &&
            ucr_same_error(&err_a, &err_b),
        "a response is judged alike");
    claim_alike(ucr_same_response(&a, &b), "a response is read alike");
    if (code == UCR_OK) {
        walk_params(&a.error_param);
        walk_details(&a.details);
        encode_response(&a, options,
                        ucr_inputs_draw(&draw, 2 * (unsigned)body.len + 64));
    }
}

static int draw_status(uint64_t *draw)
{
    static const int others[] = {0,   199, 201, 204, 205, 304,    401,
                                 404, 429, 500, 599, 600, INT_MIN};
    return others[ucr_inputs_draw(draw, sizeof(others) / sizeof(others[0]))];
}

static void try_profile(ucr_str body, ucr_options *options, unsigned profile,
                        uint64_t draw)
{
    static const int statuses[] = {200, 400, 403, 502};
    options->profile = (ucr_profile)profile;
    if (ucr_inputs_takes(&draw, 2)) {
        try_request(body, options, draw);
    }
    for (unsigned i = 0; i < sizeof(statuses) / sizeof(statuses[0]); i++) {
        if (ucr_inputs_takes(&draw, 4)) {
            try_response(statuses[i], body, options, draw);
        }
    }
    if (ucr_inputs_takes(&draw, 8)) {
        const int status = draw_status(&draw);
        try_response(status, body, options, draw);
    }
}

static void try_limits(ucr_str body, ucr_options options, uint64_t draw)
{
    const unsigned drawn = ucr_inputs_draw(&draw, 4) == 0;
    for (unsigned profile = UCR_INTEROP; profile <= UCR_STRICT; profile++) {
        if (profile == drawn || ucr_inputs_all) {
            try_profile(body, &options, profile, draw);
        }
    }
}

static void try_body(ucr_str body, uint64_t draw)
{
    ucr_inputs_limited(body, draw, try_limits);
    if (ucr_inputs_takes(&draw, 4)) {
        walk_anything(body);
    }
    if (ucr_inputs_takes(&draw, 4)) {
        try_text(body, true, draw);
    }
    if (ucr_inputs_takes(&draw, 16)) {
        try_text(body, false, draw);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ucr_inputs_everywhere(data, size, try_body);
    return 0;
}
