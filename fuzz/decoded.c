/* SPDX-License-Identifier: MIT */
/*
 * A body into claims on what decoding says of it.
 *
 * Knows which properties hold of a decoded message; what the message says is
 * known to the model alone. Invariant: every struct that is handed in is full
 * of rubbish before the call.
 */
#include "decoded.h"

#include <string.h>

#include "claim.h"
#include "inputs.h"
#include "picture.h"
#include "plain.h"
#include "same.h"

#define RUBBISH 0xA5

#define WRITTEN "limits are not written to"

/* ---- Refusals --------------------------------------------------------------
 */

/* Codes of a whole call: their offset is 0, and they have no path. */
static bool is_of_call(ucr_code code)
{
    return code == UCR_OK || code == UCR_E_STATUS || code == UCR_E_SPACE ||
           code == UCR_E_ARGUMENT || code == UCR_E_MEMORY ||
           code == UCR_E_CANCELLED;
}

/* A code is called the same each time: it is asked once. */
static void claim_name(ucr_code code)
{
    static bool asked[256];
    const size_t number = (size_t)code;
    if (number < sizeof(asked) && asked[number]) {
        return;
    }
    const char *name = ucr_picture_code(code);
    ucr_claim(number < sizeof(asked) && strcmp(name, "UCR_E_?") != 0 &&
                  strcmp(ucr_code_name(code), name) == 0,
              "G8", "the code is defined and called what it is");
    asked[number] = true;
}

void ucr_decoded_refusal(const ucr_error *err, ucr_code code, size_t size)
{
    ucr_claim(err->code == code, "G8", "the error holds the code");
    claim_name(code);
    ucr_claim(err->offset <= size, "G8", "the offset is within the source");
    ucr_claim(!is_of_call(code) || (err->offset == 0 && err->steps == 0), "G8",
              "what is said of a whole call has no place");
    ucr_claim(err->steps <= UCR_MAX_STEPS, "G8", "a path has three steps");
    for (unsigned i = 0; i < UCR_MAX_STEPS; i++) {
        const bool named = err->path[i].name != NULL;
        const bool numbered = err->path[i].index != 0;
        ucr_claim(i < err->steps ? !named || !numbered : !named && !numbered,
                  "G8", "a step is a name or an index; what is none is zero");
    }
}

void ucr_decoded_no_call(ucr_code code, const ucr_error *err)
{
    ucr_claim(code == UCR_E_ARGUMENT, "G8",
              "a call that cannot be right is refused");
    ucr_decoded_refusal(err, code, 0);
}

/* LF and what is safe on a terminal. */
static bool is_printable(const char *text, size_t len)
{
    const char *at = text;
    bool broken = false;
    while (at < text + len) {
        uint32_t c = ucr_plain_next(&at, text + len, false, &broken);
        if (broken || (c != '\n' && !ucr_plain_is_safe(c))) {
            return false;
        }
    }
    return true;
}

/* Of any offset; one past the end is at the end. */
static void claim_place(size_t offset, ucr_str body)
{
    const size_t at = offset < body.len ? offset : body.len;
    size_t line = 0;
    size_t column = 0;
    size_t lines = 1;
    size_t start = 0;
    for (size_t i = 0; i < at; i++) {
        if (body.ptr[i] == '\n') {
            lines++;
            start = i + 1;
        }
    }
    ucr_error_locate(&line, &column, body, offset);
    ucr_claim(line == lines && column == at - start + 1, "G8",
              "line and column are those of the offset");
}

/* Describes an error into room for UCR_PICTURE_MOST; gives the length. */
static size_t claim_picture(char *whole, const ucr_error *err, ucr_str body)
{
    char expected[UCR_PICTURE_MOST];
    const size_t len = ucr_error_describe(whole, UCR_PICTURE_MOST, err, body);
    ucr_claim(len < UCR_PICTURE_MOST, "G8", "a description is bounded");
    ucr_claim(strlen(whole) == len && is_printable(whole, len), "G8",
              "a description is printable");
    ucr_claim(len == ucr_picture(expected, err, body) &&
                  memcmp(whole, expected, len) == 0,
              "G8", "a description shows the place");
    return len;
}

/* As much of the path as there is room for, and a NUL. */
static void claim_path(const ucr_error *err, const char *path, size_t len,
                       size_t cap)
{
    char *room = ucr_inputs_room(cap);
    ucr_claim(ucr_error_path(room, cap, err) == len, "G2",
              "a short buffer does not change the length of a path");
    ucr_claim(ucr_inputs_room_is_whole(), "G2", "nothing before the buffer");
    if (cap > 0) {
        const size_t held = len < cap ? len : cap - 1;
        ucr_claim(memcmp(room, path, held) == 0 && room[held] == '\0', "G2",
                  "a short buffer holds the beginning of a path, and a NUL");
    }
}

/* Every number that a code could have, once. */
static void claim_codes(void)
{
    static int code;
    for (; code < 256; code++) {
        ucr_claim(strcmp(ucr_code_name((ucr_code)code),
                         ucr_picture_code((ucr_code)code)) == 0,
                  "G8", "codes are called what they are");
    }
}

/* What is not asked for, or not there. */
static void claim_no_words(const ucr_error *err, ucr_str body)
{
    char buf[2] = "x";
    const ucr_str nothing = {NULL, 0};
    ucr_claim(ucr_error_path(buf, 1, NULL) == 0 && *buf == '\0', "G8",
              "no error has no path");
    buf[0] = 'x';
    ucr_claim(ucr_error_describe(buf, 1, NULL, body) == 0 && *buf == '\0', "G8",
              "no error has no description");
    ucr_code none;
    memset(&none, 0x77, sizeof(none));
    ucr_claim(strcmp(ucr_code_name(none), "UCR_E_?") == 0 &&
                  *ucr_code_text(none) != '\0',
              "G8", "what is no code has words, too");
    size_t line = 0;
    size_t column = 0;
    ucr_error_locate(&line, NULL, nothing, err->offset);
    ucr_error_locate(NULL, &column, nothing, err->offset);
    ucr_claim(line == 1 && column == 1, "G8", "no body has one place");
    ucr_claim(ucr_error_describe(NULL, 0, err, nothing) ==
                  ucr_error_describe(NULL, 0, err, (ucr_str){"", 0}),
              "G8", "no body is described as an empty one");
}

/* An offset and an index past all that a body can have. */
static void claim_past(const ucr_error *err, ucr_str body)
{
    char whole[UCR_PICTURE_MOST];
    ucr_error past = *err;
    past.offset = body.len + 1;
    past.path[0] = (ucr_step){NULL, SIZE_MAX};
    past.steps = 1;
    claim_picture(whole, &past, body);
    claim_place(past.offset, body);
}

/* How many bytes of a description belong together: a sequence, or what looks
 * like a name that stands for what is not safe. */
static size_t together(ucr_str words, size_t at)
{
    size_t len = 1;
    const bool name =
        words.len - at > 3 && memcmp(words.ptr + at, "\\u{", 3) == 0;
    while (at + len < words.len &&
           (name ? words.ptr[at + len - 1] != '}'
                 : (words.ptr[at + len] & 0xC0) == 0x80)) {
        len++;
    }
    return len;
}

/* As much of a description as there is room for, and a NUL. */
static void claim_short(const ucr_error *err, ucr_str body, ucr_str words,
                        size_t cap)
{
    char *room = ucr_inputs_room(cap);
    ucr_claim(ucr_error_describe(room, cap, err, body) == words.len, "G2",
              "a short buffer does not change the length");
    ucr_claim(ucr_inputs_room_is_whole(), "G2", "nothing before the buffer");
    if (cap == 0) {
        return;
    }
    const size_t most = words.len < cap ? words.len : cap - 1;
    const char *end = memchr(room, '\0', most + 1);
    ucr_claim(end != NULL, "G2", "a short buffer holds a NUL");
    const size_t held = (size_t)(end - room);
    ucr_claim(memcmp(room, words.ptr, held) == 0 && is_printable(room, held),
              "G2", "a short buffer holds the beginning of a description");
    ucr_claim(held == most || held + together(words, held) > most, "G2",
              "a short buffer holds all that fits");
}

void ucr_decoded_words(const ucr_error *err, ucr_str body, size_t cap)
{
    char whole[UCR_PICTURE_MOST];
    char path[UCR_MAX_PATH];
    const size_t len = claim_picture(whole, err, body);
    size_t steps = ucr_error_path(path, sizeof(path), err);
    ucr_claim(steps < sizeof(path) && strlen(path) == steps, "G8",
              "a path fits");
    ucr_claim((steps == 0) == (err->steps == 0) &&
                  strstr(whole, path) != NULL &&
                  strstr(whole, ucr_code_name(err->code)) != NULL,
              "G8", "a description says what and where");
    claim_place(err->offset, body);
    if (cap % 4 == 0 || ucr_inputs_all) {
        claim_past(err, body);
        claim_no_words(err, body);
    }
    claim_path(err, path, steps, cap % (steps + 2));
    if (ucr_inputs_all) {
        claim_codes();
    }

    claim_short(err, body, (ucr_str){whole, len}, cap % (len + 2));
}

static bool is_of_scanner(ucr_code code)
{
    return code >= UCR_E_EMPTY && code <= UCR_E_DEPTH;
}

/* What decoding as either kind gives. */
typedef struct decoded {
    ucr_request request;
    ucr_response response;
} decoded;

static ucr_code decode(decoded *out, ucr_error *err, int status, ucr_str body,
                       const ucr_options *options)
{
    memset(out, RUBBISH, sizeof(*out));
    return status == 0 ? ucr_decode_request(&out->request, body, options, err)
                       : ucr_decode_response(&out->response, status, body,
                                             options, err);
}

static bool is_same(int status, const decoded *a, const decoded *b)
{
    return status == 0 ? ucr_same_request(&a->request, &b->request)
                       : ucr_same_response(&a->response, &b->response);
}

void ucr_decoded_cut(ucr_str body, int status, const ucr_options *options)
{
    ucr_error err;
    decoded out;
    decoded again;
    memset(&err, RUBBISH, sizeof(err));
    ucr_code code = decode(&out, &err, status, body, options);
    ucr_claim(decode(&again, NULL, status, body, options) == code &&
                  is_same(status, &again, &out),
              "G7", "an error that is not asked for changes nothing");
    if (body.len == 0) {
        const ucr_str nothing = {NULL, 0};
        ucr_claim(decode(&again, NULL, status, nothing, options) == code, "G7",
                  "no body is an empty one");
    }
    if (!is_of_scanner(code) || err.offset == body.len) {
        return;
    }
    const ucr_str cut = {body.ptr, err.offset};
    code = decode(&out, &err, status, cut, options);
    ucr_claim(!is_of_scanner(code) || code == UCR_E_EOF || code == UCR_E_EMPTY,
              "P2", "what stands before a fault has none but its end");
}

static void claim_argument(ucr_str body, int status, const ucr_options *options)
{
    ucr_request request;
    ucr_response response;
    ucr_error err;
    ucr_code code;
    memset(&request, RUBBISH, sizeof(request));
    memset(&response, RUBBISH, sizeof(response));
    memset(&err, RUBBISH, sizeof(err));
    if (status == 0) {
        code = ucr_decode_request(&request, body, options, &err);
    } else {
        code = ucr_decode_response(&response, status, body, options, &err);
    }
    ucr_decoded_no_call(code, &err);
    memset(&err, RUBBISH, sizeof(err));
    code = status == 0 ? ucr_decode_request(NULL, body, NULL, &err)
                       : ucr_decode_response(NULL, status, body, NULL, &err);
    ucr_decoded_no_call(code, &err);
    const ucr_request no_request = {0};
    const ucr_response no_response = {0};
    ucr_claim(status == 0 ? ucr_same_request(&request, &no_request)
                          : ucr_same_response(&response, &no_response),
              "G8", "and nothing is given");
}

void ucr_decoded_argument(ucr_str body, int status, uint64_t draw)
{
    static const size_t depths[] = {513, 514, 1024, SIZE_MAX};
    ucr_options options = ucr_inputs_limits(&draw, body.len);
    options.profile = (ucr_profile)ucr_inputs_draw(&draw, 2);
    switch (ucr_inputs_draw(&draw, 3)) {
    case 0:
        options.max_depth = depths[ucr_inputs_draw(&draw, 4)];
        break;
    case 1:
        options.profile = ucr_inputs_no_profile(draw);
        break;
    default:
        body.ptr = NULL;
        body.len += body.len == 0;
    }
    claim_argument(body, status, &options);
}

/* ---- What is accepted ------------------------------------------------------
 */

static void claim_text(ucr_text text, ucr_str body)
{
    ucr_claim(ucr_same_inside(text.raw, body), "G3", "a text is a view");
    if (text.raw.ptr == NULL) {
        return;
    }
    static ucr_scratch scratch;
    char *expected =
        ucr_claim_scratch(&scratch, text.raw.len * UCR_PLAIN_GROWTH);
    size_t len = ucr_plain_copy(expected, text);
    char *room = ucr_inputs_room(len);
    ucr_claim(ucr_text_copy(room, len, text) == len &&
                  memcmp(room, expected, len) == 0,
              "P5", "a text is copied as a second reading has it");
    ucr_claim(ucr_plain_is_utf8((ucr_str){expected, len}), "G4",
              "a text is valid UTF-8");
    ucr_claim(ucr_text_equal(text, (ucr_str){room, len}), "P5",
              "a text equals its copy");
}

static void claim_params(const ucr_response *in, const ucr_tree *tree,
                         size_t list)
{
    ucr_iter iter = ucr_each_param(&in->error_param);
    ucr_text text;
    size_t count = 0;
    size_t node = tree->nodes[list].first;
    while (ucr_next_param(&iter, &text)) {
        ucr_claim(node != 0 && ucr_same_text(text, ucr_tree_text(tree, node)),
                  "P1", "a walk gives the elements of error_param");
        claim_text(text, tree->body);
        node = tree->nodes[node].next;
        count++;
    }
    ucr_claim(count == in->error_param.count, "G4",
              "the count of error_param is what a walk gives");
    ucr_claim(text.raw.ptr == NULL && text.raw.len == 0 && !text.escaped, "G4",
              "after a walk nothing is left");
}

static void claim_details(const ucr_response *in, const ucr_tree *tree,
                          size_t list)
{
    ucr_iter iter = ucr_each_detail(&in->details);
    ucr_detail detail;
    size_t count = 0;
    size_t node = tree->nodes[list].first;
    while (ucr_next_detail(&iter, &detail)) {
        ucr_claim(node != 0, "G4", "a walk ends where details do");
        const ucr_detail expected = ucr_model_element(tree, node);
        ucr_claim(ucr_same_text(detail.error_code, expected.error_code) &&
                      ucr_same_text(detail.error_msg, expected.error_msg),
                  "P1", "a walk gives the elements of details");
        claim_text(detail.error_code, tree->body);
        claim_text(detail.error_msg, tree->body);
        node = tree->nodes[node].next;
        count++;
    }
    ucr_claim(count == in->details.count, "G4",
              "the count of details is what a walk gives");
    const ucr_text none = {{NULL, 0}, false};
    ucr_claim(ucr_same_text(detail.error_code, none) &&
                  ucr_same_text(detail.error_msg, none),
              "G4", "after a walk nothing is left");
}

/* The node whose value begins where a view does. */
static size_t node_at(const ucr_tree *tree, ucr_str raw)
{
    size_t node = 1;
    while (node < tree->count &&
           (tree->nodes[node].from != (size_t)(raw.ptr - tree->body.ptr) ||
            tree->nodes[node].kind != UCR_JSON_ARRAY)) {
        node++;
    }
    ucr_claim(node < tree->count, "P1", "a list begins at an array");
    return node;
}

static void claim_lists(const ucr_response *out, const ucr_tree *tree)
{
    ucr_claim(ucr_same_inside(out->error_param.raw, tree->body) &&
                  ucr_same_inside(out->details.raw, tree->body),
              "G3", "a list is a view");
    if (out->error_param.raw.ptr != NULL) {
        claim_params(out, tree, node_at(tree, out->error_param.raw));
    }
    if (out->details.raw.ptr != NULL) {
        claim_details(out, tree, node_at(tree, out->details.raw));
    }
}

static void walk_params(ucr_str bytes)
{
    const ucr_texts list = {bytes, NULL, bytes.len};
    ucr_iter iter = ucr_each_param(&list);
    ucr_text text;
    size_t count = 0;
    while (ucr_next_param(&iter, &text)) {
        ucr_claim(ucr_same_inside(text.raw, bytes), "G3",
                  "a walk stays inside the list");
        count++;
        ucr_claim(count <= bytes.len, "G6", "a walk ends");
    }
    ucr_claim(text.raw.ptr == NULL && !ucr_next_param(&iter, &text), "G4",
              "nothing comes after an end");
}

static void walk_details(ucr_str bytes)
{
    const ucr_details list = {bytes, NULL, bytes.len};
    ucr_iter iter = ucr_each_detail(&list);
    ucr_detail detail;
    size_t count = 0;
    while (ucr_next_detail(&iter, &detail)) {
        ucr_claim(ucr_same_inside(detail.error_code.raw, bytes) &&
                      ucr_same_inside(detail.error_msg.raw, bytes),
                  "G3", "a walk stays inside the list");
        count++;
        ucr_claim(count <= bytes.len, "G6", "a walk ends");
    }
    ucr_claim(detail.error_code.raw.ptr == NULL &&
                  detail.error_msg.raw.ptr == NULL &&
                  !ucr_next_detail(&iter, &detail),
              "G4", "nothing comes after an end");
}

/* A list that is not there, in either form. */
static void walk_nothing(void)
{
    ucr_iter iter = ucr_each_param(NULL);
    ucr_text text;
    ucr_detail detail;
    ucr_claim(!ucr_next_param(&iter, &text) && text.raw.ptr == NULL, "G4",
              "no list has no elements");
    iter = ucr_each_detail(NULL);
    ucr_claim(!ucr_next_detail(&iter, &detail) &&
                  detail.error_code.raw.ptr == NULL,
              "G4", "no list has no elements");
}

void ucr_decoded_walk(ucr_str bytes)
{
    walk_nothing();
    walk_params(bytes);
    walk_details(bytes);
}

/* ---- Both messages ---------------------------------------------------------
 */

static void claim_verdict(const ucr_error *got, const ucr_error *expected)
{
    ucr_claim(got->code == expected->code, "P1", "the code");
    ucr_claim(got->offset == expected->offset, "P1", "the offset");
    ucr_claim(ucr_same_path(got, expected), "P1", "the path");
}

static void claim_request(const ucr_request *out, const ucr_tree *tree,
                          bool strict)
{
    ucr_claim(out->command >= UCR_COMMAND_START &&
                  out->command <= UCR_COMMAND_OTHER &&
                  (!strict || out->command != UCR_COMMAND_OTHER),
              "G4", "a command is there");
    ucr_claim(out->result == UCR_RESULT_SUCCESS ||
                  out->result == UCR_RESULT_FAIL,
              "G4", "a result is there");
    ucr_claim(ucr_same_inside(out->result_detail.raw, tree->body), "G3",
              "a detail is a view");
    claim_text(out->command_name, tree->body);
    claim_text(out->result_detail_text, tree->body);
}

ucr_code ucr_decoded_request(ucr_request *out, const ucr_reading *reading,
                             const ucr_options *options)
{
    const ucr_tree *tree = ucr_model_tree(reading, options->profile);
    const ucr_options limits = *options;
    ucr_request expected;
    ucr_error expected_err;
    ucr_error err;
    memset(out, RUBBISH, sizeof(*out));
    memset(&err, RUBBISH, sizeof(err));
    ucr_code code = ucr_decode_request(out, tree->body, options, &err);
    ucr_decoded_refusal(&err, code, tree->body.len);
    ucr_model_request(&expected, &expected_err, reading, options);
    claim_verdict(&err, &expected_err);
    ucr_claim(ucr_same_request(out, &expected), code == UCR_OK ? "P1" : "G8",
              "every field of a request");
    ucr_claim(ucr_same_options(options, &limits), "G2", WRITTEN);
    if (code == UCR_OK) {
        claim_request(out, tree, options->profile == UCR_STRICT);
    }
    return code;
}

static void claim_response(const ucr_response *out, const ucr_tree *tree)
{
    claim_text(out->error_code, tree->body);
    claim_text(out->error_msg, tree->body);
    claim_text(out->encoded_authorization_message, tree->body);
    claim_text(out->request_id, tree->body);
    claim_text(out->title, tree->body);
    claim_text(out->message, tree->body);
    ucr_claim(ucr_same_inside(out->body.raw, tree->body), "G3",
              "the body is a view");
    claim_lists(out, tree);
}

ucr_code ucr_decoded_response(ucr_response *out, int status,
                              const ucr_reading *reading,
                              const ucr_options *options)
{
    const ucr_tree *tree = ucr_model_tree(reading, options->profile);
    const ucr_options limits = *options;
    ucr_response expected;
    ucr_error expected_err;
    ucr_error err;
    memset(out, RUBBISH, sizeof(*out));
    memset(&err, RUBBISH, sizeof(err));
    ucr_code code = ucr_decode_response(out, status, tree->body, options, &err);
    ucr_decoded_refusal(&err, code, tree->body.len);
    ucr_model_response(&expected, &expected_err, status, reading, options);
    claim_verdict(&err, &expected_err);
    ucr_claim(ucr_same_response(out, &expected), code == UCR_OK ? "P1" : "G8",
              "every field of a response");
    ucr_claim(ucr_same_options(options, &limits), "G2", WRITTEN);
    if (code == UCR_OK) {
        claim_response(out, tree);
    }
    return code;
}
