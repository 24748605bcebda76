/* SPDX-License-Identifier: MIT */
/*
 * A message's fields into claims on what encoding makes of them.
 *
 * Knows which properties hold of an encoded message; its bytes are known to
 * expected.c alone. Invariant: each call of the codec gets exactly the room
 * that it is told of.
 */
#include "encoded.h"

#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "decoded.h"
#include "expected.h"
#include "inputs.h"
#include "model.h"
#include "same.h"

/* One message of either kind. */
typedef struct message {
    const ucr_request *request;
    const ucr_response *response;
    const ucr_options *options;
} message;

static ucr_code encode(char *buf, size_t cap, size_t *len, const message *in,
                       ucr_error *err)
{
    *len = 0xA5A5;
    if (in->request != NULL) {
        return ucr_encode_request(buf, cap, len, in->request, in->options, err);
    }
    return ucr_encode_response(buf, cap, len, in->response, in->options, err);
}

/* A refusal is one that the second reading has. */
static void claim_refusal(const ucr_expected *expected, const ucr_error *err,
                          ucr_code code)
{
    ucr_decoded_refusal(err, code, SIZE_MAX);
    if (expected->count == 0) {
        ucr_claim(code == UCR_OK || code == UCR_E_SPACE, "P1",
                  "what nothing is wrong with is encoded");
    } else {
        ucr_claim(ucr_expected_has(expected, err), "P1",
                  "what is refused has this fault");
    }
}

static void claim_room(const ucr_expected *expected, const message *in,
                       size_t cap)
{
    ucr_error err;
    size_t len;
    char *room = ucr_inputs_room(cap);
    memset(&err, 0xA5, sizeof(err));
    ucr_code code = encode(room, cap, &len, in, &err);
    claim_refusal(expected, &err, code);
    ucr_claim(ucr_inputs_room_is_whole(), "G2", "nothing before the buffer");
    if (expected->count > 0) {
        ucr_claim(len == 0, "G8", "a refusal has no length");
        return;
    }
    ucr_claim(len == expected->len, "G5", "the size that is needed");
    ucr_claim(code == (cap < len ? UCR_E_SPACE : UCR_OK), "G5",
              "what fits is written");
    ucr_claim(code != UCR_OK || memcmp(room, expected->bytes, len) == 0, "G5",
              "the bytes that are written");
}

/* More than a refused member needs, but for the longest texts: it is not
 * counted in what is expected. */
#define WIDE ((size_t)16384)

/* Whatever a message ends in the middle of: of short ones, in a replay. */
#define MOST_FOR_EVERY ((size_t)160)

static void claim_every_room(const ucr_expected *expected, const message *in)
{
    for (size_t cap = 0; cap < expected->len; cap++) {
        claim_room(expected, in, cap);
    }
}

static bool is_default(const ucr_options *options)
{
    return options->max_body == 0 && options->max_depth == 0 &&
           options->max_items == 0 && options->profile == UCR_INTEROP;
}

/* The pass that counts, without any room. */
static void claim_no_room(const ucr_expected *expected, const message *in,
                          uint64_t *draw)
{
    ucr_error err;
    size_t len;
    const size_t need = expected->count > 0 ? 0 : expected->len;
    ucr_code code = encode(NULL, 0, &len, in, &err);
    claim_refusal(expected, &err, code);
    ucr_claim(len == need, "G5", "the size that is needed, without any room");
    ucr_claim(expected->count > 0 ||
                  code == (expected->len > 0 ? UCR_E_SPACE : UCR_OK),
              "G5", "what has no room is not written");
    if (ucr_inputs_takes(draw, 4)) {
        ucr_claim(encode(NULL, 0, &len, in, NULL) == code && len == need, "G7",
                  "an error that is not asked for changes nothing");
    }
    if (is_default(in->options) && ucr_inputs_takes(draw, 4)) {
        message without = *in;
        ucr_error other;
        without.options = NULL;
        ucr_claim(encode(NULL, 0, &len, &without, &other) == code &&
                      len == need && ucr_same_error(&other, &err),
                  "G7", "no options are options of zero");
    }
}

static void claim_rooms(const ucr_expected *expected, const message *in,
                        uint64_t *draw)
{
    claim_no_room(expected, in, draw);
    if (expected->count > 0) {
        /* What is wrong is found where there is room to write it, too. */
        claim_room(expected, in, expected->len + WIDE);
        if (!ucr_inputs_takes(draw, 4)) {
            return;
        }
    }
    if (expected->len > 0 && ucr_inputs_takes(draw, 2)) {
        claim_room(expected, in, expected->len - 1);
    }
    if (expected->len > 0 && ucr_inputs_takes(draw, 4)) {
        claim_room(expected, in,
                   ucr_inputs_draw(draw, (unsigned)expected->len));
    }
    claim_room(expected, in, expected->len);
    if (ucr_inputs_all && expected->len <= MOST_FOR_EVERY) {
        claim_every_room(expected, in);
    }
    if (ucr_inputs_takes(draw, 4)) {
        claim_room(expected, in, expected->len + ucr_inputs_draw(draw, 4));
    }
}

/* ---- Pieces ----------------------------------------------------------------
 */

static bool is_zero(const ucr_parts *parts)
{
    return parts->head.ptr == NULL && parts->head.len == 0 &&
           parts->detail.ptr == NULL && parts->detail.len == 0 &&
           parts->tail.ptr == NULL && parts->tail.len == 0;
}

/* The detail as the caller has it. */
static ucr_str given(const ucr_request *in)
{
    return in->result_detail.kind != UCR_JSON_ABSENT
               ? in->result_detail.raw
               : in->result_detail_text.raw;
}

static void claim_joined(const ucr_expected *expected, const ucr_parts *parts,
                         const ucr_request *in, ucr_str room)
{
    const ucr_str pieces[] = {parts->head, parts->detail, parts->tail};
    size_t at = 0;
    for (size_t i = 0; i < 3; i++) {
        ucr_claim(
            pieces[i].ptr != NULL && pieces[i].len <= expected->len - at &&
                memcmp(pieces[i].ptr, expected->bytes + at, pieces[i].len) == 0,
            "G5", "pieces are the body");
        at += pieces[i].len;
    }
    ucr_claim(at == expected->len && parts->total == at, "G5",
              "pieces are the whole body");
    ucr_claim(ucr_same_inside(parts->head, room) &&
                  ucr_same_inside(parts->tail, room),
              "G5", "the buffer holds what is around the detail");
    /* Escapes make it longer, and white space is left out of JSON alone. */
    ucr_claim(parts->detail.len == 0 ||
                  ucr_same_inside(parts->detail,
                                  parts->detail.len <= given(in).len ? given(in)
                                                                     : room),
              "G5", "a detail is copied only where it has to be escaped");
}

/* In pieces, with so much room for what is around the detail: with an error to
 * fill in, and without. What is refused has no pieces, and needs no room. */
static ucr_code claim_pieces(ucr_parts *parts, const ucr_expected *expected,
                             const message *in, size_t cap, uint64_t *draw)
{
    ucr_error err;
    ucr_parts again;
    char *room = cap > 0 ? ucr_inputs_room(cap) : NULL;
    memset(parts, 0xA5, sizeof(*parts));
    memset(&err, 0xA5, sizeof(err));
    ucr_code code = ucr_encode_request_parts(parts, room, cap, in->request,
                                             in->options, &err);
    claim_refusal(expected, &err, code);
    ucr_claim(cap == 0 || ucr_inputs_room_is_whole(), "G2",
              "nothing before the buffer");
    if (code == UCR_OK) {
        claim_joined(expected, parts, in->request, (ucr_str){room, cap});
    } else {
        ucr_claim(is_zero(parts) && (code == UCR_E_SPACE || parts->total == 0),
                  "G8", "what is not written is zero");
    }
    if (ucr_inputs_takes(draw, 8)) {
        memset(&again, 0xA5, sizeof(again));
        ucr_claim(ucr_encode_request_parts(
                      &again, room, cap, in->request,
                      is_default(in->options) ? NULL : in->options,
                      NULL) == code &&
                      again.total == parts->total &&
                      ucr_same_str(again.head, parts->head) &&
                      ucr_same_str(again.detail, parts->detail) &&
                      ucr_same_str(again.tail, parts->tail),
                  "G7", "no error, and no options for zero, change nothing");
    }
    return code;
}

static void claim_parts(const ucr_expected *expected, const message *in,
                        uint64_t draw)
{
    ucr_parts parts;
    ucr_code code = claim_pieces(&parts, expected, in, 0, &draw);
    if (expected->count > 0) {
        claim_pieces(&parts, expected, in, expected->len + WIDE, &draw);
        return;
    }
    ucr_claim(code == UCR_E_SPACE && parts.total > 0 &&
                  parts.total <= expected->len,
              "G5", "pieces need some room, and no more than the body");
    const size_t need = parts.total;
    const size_t less = ucr_inputs_draw(&draw, 2) == 0
                            ? need - 1
                            : ucr_inputs_draw(&draw, (unsigned)need);
    code = claim_pieces(&parts, expected, in, less, &draw);
    ucr_claim(code == UCR_E_SPACE && parts.total == need, "G5",
              "pieces that do not fit say how much they need");
    code = claim_pieces(&parts, expected, in, need + ucr_inputs_draw(&draw, 8),
                        &draw);
    ucr_claim(code == UCR_OK, "G5", "pieces that fit are written");
}

/* ---- Around once more ------------------------------------------------------
 */

/* What was expected of the first encoding, kept while a second is made. */
static ucr_str keep(const ucr_expected *expected)
{
    return ucr_inputs_block((const uint8_t *)expected->bytes, expected->len);
}

static bool same_values(const ucr_request *a, const ucr_request *b)
{
    return a->command == b->command && a->result == b->result &&
           (a->command != UCR_COMMAND_OTHER ||
            ucr_same_plain(a->command_name, b->command_name));
}

static void claim_request_again(const ucr_request *in, ucr_str body,
                                const ucr_options *options)
{
    static ucr_reading reading;
    ucr_request again;
    size_t len;
    ucr_model_read(&reading, body, options);
    ucr_claim(ucr_decoded_request(&again, &reading, options) == UCR_OK, "G5",
              "what is encoded is decoded");
    ucr_claim(same_values(&again, in), "G5",
              "command and result come back equal");
    if (in->result_detail.kind == UCR_JSON_ABSENT) {
        ucr_claim(
            ucr_same_plain(again.result_detail_text, in->result_detail_text),
            "G5", "a detail given as text comes back equal");
    } else {
        ucr_claim(again.result_detail.kind == in->result_detail.kind, "G5",
                  "a detail comes back as what it is");
    }
    char *room = ucr_inputs_room(body.len);
    ucr_code code =
        ucr_encode_request(room, body.len, &len, &again, options, NULL);
    ucr_claim(code == UCR_OK && len == body.len &&
                  memcmp(room, body.ptr, len) == 0,
              "G5", "the second encoding is the first");
}

ucr_code ucr_encoded_request(const ucr_request *in, const ucr_options *options,
                             uint64_t draw)
{
    static ucr_expected expected;
    const message all = {in, NULL, options};
    const ucr_request before = *in;
    const ucr_options limits = *options;
    ucr_expected_request(&expected, in, options);
    claim_rooms(&expected, &all, &draw);
    if (ucr_inputs_takes(&draw, 2)) {
        claim_parts(&expected, &all, draw);
    }
    ucr_claim(ucr_same_request(in, &before) &&
                  ucr_same_options(options, &limits),
              "G2", "fields and limits are not written to");
    if (expected.count > 0) {
        return expected.faults[0].code;
    }
    const ucr_str body = keep(&expected);
    claim_request_again(in, body, options);
    ucr_inputs_free(body);
    return UCR_OK;
}

static void claim_lists_equal(const ucr_response *a, const ucr_response *b)
{
    ucr_iter iter = ucr_each_param(&a->error_param);
    ucr_iter other = ucr_each_param(&b->error_param);
    ucr_text text;
    ucr_text text_again;
    while (ucr_next_param(&iter, &text)) {
        ucr_claim(ucr_next_param(&other, &text_again) &&
                      ucr_same_plain(text, text_again),
                  "G5", "elements of error_param come back equal");
    }
    memset(&text_again, 0xA5, sizeof(text_again));
    ucr_claim(!ucr_next_param(&other, &text_again) &&
                  ucr_same_text(text, text_again) && text.raw.ptr == NULL,
              "G5", "both lists of error_param end, and give nothing then");
    ucr_detail detail;
    ucr_detail detail_again;
    iter = ucr_each_detail(&a->details);
    other = ucr_each_detail(&b->details);
    while (ucr_next_detail(&iter, &detail)) {
        ucr_claim(
            ucr_next_detail(&other, &detail_again) &&
                ucr_same_plain(detail.error_code, detail_again.error_code) &&
                ucr_same_plain(detail.error_msg, detail_again.error_msg),
            "G5", "elements of details come back equal");
    }
    memset(&detail_again, 0xA5, sizeof(detail_again));
    ucr_claim(!ucr_next_detail(&other, &detail_again) &&
                  ucr_same_text(detail.error_code, detail_again.error_code) &&
                  ucr_same_text(detail.error_msg, detail_again.error_msg) &&
                  detail.error_code.raw.ptr == NULL,
              "G5", "both lists of details end, and give nothing then");
    ucr_claim(a->error_param.count == b->error_param.count &&
                  a->details.count == b->details.count,
              "G5", "as many elements come back");
}

static void claim_response_again(const ucr_response *in, ucr_str body,
                                 const ucr_options *options)
{
    static ucr_reading reading;
    ucr_response again;
    size_t len;
    ucr_model_read(&reading, body, options);
    ucr_code code = ucr_decoded_response(&again, in->status, &reading, options);
    if (body.len == 0) {
        /* 204 and 205 have no body; strict knows neither status. */
        ucr_claim(code == UCR_OK, "G5", "no body is a success");
        return;
    }
    ucr_claim(code == UCR_OK && again.status == in->status, "G5",
              "what is encoded is decoded");
    ucr_claim(ucr_same_plain(again.error_code, in->error_code) &&
                  ucr_same_plain(again.error_msg, in->error_msg) &&
                  ucr_same_plain(again.encoded_authorization_message,
                                 in->encoded_authorization_message) &&
                  ucr_same_plain(again.request_id, in->request_id),
              "G5", "the members come back equal");
    claim_lists_equal(&again, in);
    char *room = ucr_inputs_room(body.len);
    code = ucr_encode_response(room, body.len, &len, &again, options, NULL);
    ucr_claim(code == UCR_OK && len == body.len &&
                  memcmp(room, body.ptr, len) == 0,
              "G5", "the second encoding is the first");
}

ucr_code ucr_encoded_response(const ucr_response *in,
                              const ucr_options *options, uint64_t draw)
{
    static ucr_expected expected;
    const message all = {NULL, in, options};
    const ucr_response before = *in;
    const ucr_options limits = *options;
    ucr_expected_response(&expected, in, options);
    claim_rooms(&expected, &all, &draw);
    ucr_claim(ucr_same_response(in, &before) &&
                  ucr_same_options(options, &limits),
              "G2", "fields and limits are not written to");
    if (expected.count > 0) {
        return expected.faults[0].code;
    }
    const ucr_str body = keep(&expected);
    claim_response_again(in, body, options);
    ucr_inputs_free(body);
    return UCR_OK;
}

/* ---- Calls that cannot be right --------------------------------------------
 */

static void claim_no_message(const message *in, uint64_t draw)
{
    ucr_error err;
    size_t len = 0xA5A5;
    const unsigned which = ucr_inputs_draw(&draw, 3);
    message wrong = *in;
    ucr_options options = *in->options;
    memset(&err, 0xA5, sizeof(err));
    if (which == 0) {
        options.max_depth = UCR_MAX_DEPTH + 1 + ucr_inputs_draw(&draw, 2);
    } else if (which == 1) {
        options.profile = ucr_inputs_no_profile(draw);
    }
    wrong.options = &options;
    ucr_code code = encode(NULL, which == 2, &len, &wrong, &err);
    ucr_decoded_no_call(code, &err);
    ucr_claim(len == 0, "G8", "a refusal has no length");
}

static void claim_no_parts(const ucr_request *in, const ucr_options *options,
                           size_t cap)
{
    ucr_error err;
    ucr_parts parts;
    memset(&err, 0xA5, sizeof(err));
    memset(&parts, 0xA5, sizeof(parts));
    ucr_decoded_no_call(
        ucr_encode_request_parts(&parts, NULL, cap, in, options, &err), &err);
    ucr_claim(is_zero(&parts) && parts.total == 0, "G8",
              "what is refused is zero");
}

void ucr_encoded_no_request(const ucr_request *in, const ucr_options *options,
                            uint64_t draw)
{
    const message all = {in, NULL, options};
    const ucr_options none = {.profile = ucr_inputs_no_profile(draw)};
    ucr_error errs[3];
    size_t len = 0xA5A5;
    char buf[1];
    claim_no_message(&all, draw);
    claim_no_parts(in, &none, 0);
    claim_no_parts(in, options, 1);
    claim_no_parts(NULL, options, 0);
    memset(errs, 0xA5, sizeof(errs));
    ucr_decoded_no_call(
        ucr_encode_request(buf, 1, &len, NULL, options, &errs[0]), &errs[0]);
    ucr_claim(len == 0, "G8", "a refusal has no length");
    ucr_decoded_no_call(
        ucr_encode_request(NULL, 0, NULL, in, options, &errs[1]), &errs[1]);
    ucr_decoded_no_call(
        ucr_encode_request_parts(NULL, NULL, 0, in, options, &errs[2]),
        &errs[2]);
}

void ucr_encoded_no_response(const ucr_response *in, const ucr_options *options,
                             uint64_t draw)
{
    const message all = {NULL, in, options};
    ucr_error errs[2];
    size_t len = 0xA5A5;
    char buf[1];
    claim_no_message(&all, draw);
    memset(errs, 0xA5, sizeof(errs));
    ucr_decoded_no_call(
        ucr_encode_response(buf, 1, &len, NULL, options, &errs[0]), &errs[0]);
    ucr_claim(len == 0, "G8", "a refusal has no length");
    ucr_decoded_no_call(
        ucr_encode_response(NULL, 0, NULL, in, options, &errs[1]), &errs[1]);
}
