/* SPDX-License-Identifier: MIT */
/*
 * The list: what makes each part of the codec do the most for a byte.
 *
 * Each input is written as what it repeats, so that it can be had in any size.
 */
#include <stdio.h>
#include <string.h>

#include "worst.h"

/* ---- Actions ----------------------------------------------------------------
 */

static ucr_code decode_request(worst_job *job)
{
    return ucr_decode_request(&job->request, job->body, &job->options, NULL);
}

static ucr_code decode_response(worst_job *job)
{
    return ucr_decode_response(&job->response, job->status, job->body,
                               &job->options, NULL);
}

const worst_action worst_request = {NULL, decode_request};
const worst_action worst_response = {NULL, decode_response};

static bool decoded_response(worst_job *job)
{
    return decode_response(job) == UCR_OK;
}

static ucr_code walk_params(worst_job *job)
{
    ucr_iter iter = ucr_each_param(&job->response.error_param);
    size_t count = 0;
    while (ucr_next_param(&iter, &job->text)) {
        count++;
    }
    return count == job->response.error_param.count ? UCR_OK : UCR_E_ITEMS;
}

static ucr_code walk_details(worst_job *job)
{
    ucr_iter iter = ucr_each_detail(&job->response.details);
    ucr_detail detail;
    size_t count = 0;
    while (ucr_next_detail(&iter, &detail)) {
        count++;
    }
    return count == job->response.details.count ? UCR_OK : UCR_E_ITEMS;
}

/* Bytes that decode never saw, as a list. */
static bool raw_lists(worst_job *job)
{
    job->response.error_param.raw = job->body;
    job->response.details.raw = job->body;
    return true;
}

const worst_action worst_walk_params = {decoded_response, walk_params};
const worst_action worst_walk_details = {decoded_response, walk_details};
static const worst_action raw_params = {raw_lists, walk_params};
const worst_action worst_walk_raw = {raw_lists, walk_details};

/* ---- Texts ------------------------------------------------------------------
 */

static bool escaped_text(worst_job *job)
{
    job->text = (ucr_text){job->body, true};
    return true;
}

static bool plain_text(worst_job *job)
{
    job->text = (ucr_text){job->body, false};
    return true;
}

static bool unescaped_twin(worst_job *job)
{
    escaped_text(job);
    job->plain.len = ucr_text_copy(job->buf, job->cap, job->text);
    job->plain.ptr = job->buf;
    return job->plain.len <= job->cap;
}

static ucr_code copy_text(worst_job *job)
{
    return ucr_text_copy(job->buf, job->cap, job->text) <= job->cap
               ? UCR_OK
               : UCR_E_SPACE;
}

static ucr_code show_text(worst_job *job)
{
    return ucr_text_show(job->buf, job->cap, job->text) <= job->cap
               ? UCR_OK
               : UCR_E_SPACE;
}

/* Nothing fits, all is counted. */
static ucr_code measure_shown(worst_job *job)
{
    return ucr_text_show(NULL, 0, job->text) >= job->body.len ? UCR_E_SPACE
                                                              : UCR_OK;
}

static ucr_code measure_copied(worst_job *job)
{
    return ucr_text_copy(NULL, 0, job->text) > 0 ? UCR_E_SPACE : UCR_OK;
}

static ucr_code compare_text(worst_job *job)
{
    return ucr_text_equal(job->text, job->plain) ? UCR_OK : UCR_E_SYNTAX;
}

const worst_action worst_copy = {escaped_text, copy_text};
static const worst_action copy_plain = {plain_text, copy_text};
static const worst_action show_escaped = {escaped_text, show_text};
const worst_action worst_show = {plain_text, show_text};
static const worst_action measure_show = {plain_text, measure_shown};
static const worst_action measure_copy = {escaped_text, measure_copied};
const worst_action worst_equal = {unescaped_twin, compare_text};

/* ---- Details unwrapped ----------------------------------------------------
 */

static bool string_value(worst_job *job)
{
    job->json = (ucr_json){job->body, UCR_JSON_STRING};
    return true;
}

static bool array_value(worst_job *job)
{
    job->json = (ucr_json){job->body, UCR_JSON_ARRAY};
    return true;
}

static ucr_code unwrap(worst_job *job)
{
    ucr_json out;
    ucr_error err;
    size_t len;
    return ucr_detail_unwrap(&out, job->buf, job->cap, &len, job->json,
                             &job->options, &err);
}

const worst_action worst_unwrap = {string_value, unwrap};
static const worst_action unwrap_array = {array_value, unwrap};

/* ---- Encode -----------------------------------------------------------------
 */

static bool given_request(worst_job *job)
{
    job->request.command = UCR_COMMAND_START;
    job->request.result = UCR_RESULT_SUCCESS;
    return true;
}

static bool text_request(worst_job *job)
{
    job->request.result_detail_text = (ucr_text){job->body, false};
    return given_request(job);
}

static bool escaped_request(worst_job *job)
{
    job->request.result_detail_text = (ucr_text){job->body, true};
    return given_request(job);
}

static bool array_request(worst_job *job)
{
    job->request.result_detail = (ucr_json){job->body, UCR_JSON_ARRAY};
    return given_request(job);
}

static bool other_request(worst_job *job)
{
    array_request(job);
    job->request.command = UCR_COMMAND_OTHER;
    job->request.result_detail = (ucr_json){{NULL, 0}, UCR_JSON_ABSENT};
    job->request.command_name = (ucr_text){job->body, false};
    return true;
}

static ucr_code encode_request(worst_job *job)
{
    size_t len;
    return ucr_encode_request(job->buf, job->cap, &len, &job->request,
                              &job->options, NULL);
}

static ucr_code measure_request(worst_job *job)
{
    size_t len;
    return ucr_encode_request(NULL, 0, &len, &job->request, &job->options,
                              NULL);
}

static ucr_code encode_parts(worst_job *job)
{
    ucr_parts parts;
    return ucr_encode_request_parts(&parts, job->buf, job->cap, &job->request,
                                    &job->options, NULL);
}

const worst_action worst_encode_text = {text_request, encode_request};
static const worst_action encode_escaped = {escaped_request, encode_request};
static const worst_action encode_array = {array_request, encode_request};
static const worst_action encode_name = {other_request, encode_request};
static const worst_action measure_text = {text_request, measure_request};
static const worst_action parts_text = {text_request, encode_parts};

static bool given_response(worst_job *job)
{
    job->response.status = job->status;
    job->response.error_code = ucr_text_of("SMS.9004");
    job->response.error_msg = ucr_text_of("No.");
    return true;
}

static bool message_response(worst_job *job)
{
    given_response(job);
    job->response.error_msg = (ucr_text){job->body, false};
    return true;
}

/* What is counted where items are given is what they are written as. */
static bool counted_response(worst_job *job)
{
    given_response(job);
    return ucr_encode_response(NULL, 0, &job->bytes, &job->response,
                               &job->options, NULL) == UCR_E_SPACE;
}

/* Each item is the unit. */
static bool params_response(worst_job *job)
{
    const size_t each = job->body.len / job->count;
    ucr_text *items = job->items;
    for (size_t i = 0; i < job->count; i++) {
        items[i] =
            (ucr_text){{job->body.ptr + i * each, job->plain.len}, false};
    }
    job->response.error_param.items = items;
    job->response.error_param.count = job->count;
    return counted_response(job);
}

static bool details_response(worst_job *job)
{
    const size_t each = job->body.len / job->count;
    ucr_detail *items = job->items;
    for (size_t i = 0; i < job->count; i++) {
        items[i].error_code =
            (ucr_text){{job->body.ptr + i * each, job->plain.len}, false};
        items[i].error_msg = items[i].error_code;
    }
    job->response.details.items = items;
    job->response.details.count = job->count;
    return counted_response(job);
}

static ucr_code encode_response(worst_job *job)
{
    size_t len;
    return ucr_encode_response(job->buf, job->cap, &len, &job->response,
                               &job->options, NULL);
}

static ucr_code measure_response(worst_job *job)
{
    size_t len;
    return ucr_encode_response(NULL, 0, &len, &job->response, &job->options,
                               NULL);
}

const worst_action worst_encode_again = {decoded_response, encode_response};
const worst_action worst_measure_again = {decoded_response, measure_response};
static const worst_action encode_message = {message_response, encode_response};
static const worst_action encode_params = {params_response, encode_response};
static const worst_action encode_details = {details_response, encode_response};
static const worst_action measure_details = {details_response,
                                             measure_response};

/* ---- Endpoint ---------------------------------------------------------------
 */

static ucr_code write_path(worst_job *job)
{
    size_t len;
    return ucr_write_path(job->buf, job->cap, &len, job->body, &job->options,
                          NULL);
}

static ucr_code read_path(worst_job *job)
{
    size_t len;
    return ucr_read_path(job->buf, job->cap, &len, job->body, &job->options,
                         NULL);
}

static ucr_code check_token(worst_job *job)
{
    return ucr_check_token(job->body, NULL);
}

static ucr_code check_type(worst_job *job)
{
    return ucr_check_content_type(job->body, NULL);
}

static const worst_action path_out = {NULL, write_path};
static const worst_action path_in = {NULL, read_path};
static const worst_action token = {NULL, check_token};
static const worst_action content_type = {NULL, check_type};

/* ---- Errors in words ------------------------------------------------------
 */

static bool fault_late(worst_job *job)
{
    job->offset = job->body.len;
    return true;
}

static ucr_code locate(worst_job *job)
{
    size_t line;
    size_t column;
    ucr_error_locate(&line, &column, job->body, job->offset);
    return line > 0 && column > 0 ? UCR_OK : UCR_E_ARGUMENT;
}

static ucr_code describe(worst_job *job)
{
    const ucr_error err = {.code = UCR_E_EOF, .offset = job->offset};
    return ucr_error_describe(job->buf, job->cap, &err, job->body) > 0
               ? UCR_OK
               : UCR_E_ARGUMENT;
}

static const worst_action place_late = {fault_late, locate};
static const worst_action words_late = {fault_late, describe};
static const worst_action words_early = {NULL, describe};

/* ---- The list ---------------------------------------------------------------
 */

#define R4(s) s s s s
#define R16(s) R4(R4(s))
#define R64(s) R16(R4(s))

#define HEAD "{\"command_name\":\"START\",\"result\":\"success\""
#define VALUE HEAD ",\"result_detail\":"
#define PAIR "\"error_code\":\"\",\"error_msg\":\"\""
#define ELEMENT "{" PAIR "}"
#define PARAM "{" PAIR ",\"error_param\":["
#define DETAILS "{" PAIR ",\"details\":["

/* A request whose detail is a value of many, and what may go wrong after it. */
#define REQUEST(name, head, unit, tail, code)                                  \
    {name, &worst_request, head, unit, tail, 0, 0, UCR_INTEROP, code}
#define STRICT_REQUEST(name, head, unit, tail, code)                           \
    {name, &worst_request, head, unit, tail, 0, 0, UCR_STRICT, code}
#define RESPONSE(name, status, head, unit, tail, code)                         \
    {name, &worst_response, head, unit, tail, 0, status, UCR_INTEROP, code}
#define STRICT_RESPONSE(name, status, head, unit, tail, code)                  \
    {name, &worst_response, head, unit, tail, 0, status, UCR_STRICT, code}
#define OTHER(name, action, head, unit, tail)                                  \
    {name, &(action), head, unit, tail, 0, 403, UCR_INTEROP, UCR_OK}
#define STRICT_OTHER(name, action, head, unit, tail)                           \
    {name, &(action), head, unit, tail, 0, 403, UCR_STRICT, UCR_OK}
#define FAULT(name, action, head, unit, tail, code)                            \
    {name, &(action), head, unit, tail, 0, 403, UCR_INTEROP, code}
#define SHORT(name, action, head, unit, tail, most, code)                      \
    {name, &(action), head, unit, tail, most, 403, UCR_INTEROP, code}

/* A detail that is one string. */
#define STRING(name, unit) REQUEST(name, VALUE "\"", unit, "\"}", UCR_OK)
/* An array or an object with many of one value. */
#define ARRAY(name, value)                                                     \
    REQUEST(name, VALUE "[" value, "," value, "]}", UCR_OK)
#define OBJECT(name, member)                                                   \
    REQUEST(name, VALUE "{" member, "," member, "}}", UCR_OK)
/* The top object of an answer without a pair: what the search walks. */
#define SEARCH(name, member)                                                   \
    RESPONSE(name, 403, "{" member, "," member, "}", UCR_OK)

const worst_input worst_inputs[] = {
    /* Strings */
    STRING("string: short escapes", "\\n"),
    STRING("string: escapes and letters", "a\\n"),
    STRING("string: \\u escapes", "\\u0041"),
    STRING("string: surrogate pairs", "\\ud83d\\ude00"),
    STRICT_REQUEST("string: surrogate pairs, strict", VALUE "\"",
                   "\\ud83d\\ude00", "\"}", UCR_OK),
    STRING("string: lone surrogates", "\\ud83d"),
    STRING("string: two bytes", "\u00e9"),
    STRING("string: three bytes", "\u6570"),
    STRING("string: four bytes", "\U0001f600"),
    STRING("string: first bytes that ask more", "\xe0\xa0\x80\xed\x9f\xbf"),
    STRING("string: ASCII and not in turn", "a\u00e9"),
    STRING("string: escapes and not ASCII in turn", "\\n\u00e9"),
    STRING("string: one long run", "a"),
    REQUEST("string: UTF-8 wrong at the end", VALUE "\"", "\u6570", "\xff\"}",
            UCR_E_UTF8),
    REQUEST("string: control at the end", VALUE "\"", "\\\"", "\n\"}",
            UCR_E_CONTROL),
    REQUEST("string: never ends", VALUE "\"", "\\u00e9", "", UCR_E_EOF),

    /* Arrays of what is small */
    ARRAY("array: one-digit numbers", "1"),
    ARRAY("array: zeros", "0"),
    ARRAY("array: negative", "-1"),
    ARRAY("array: fractions", "0.5"),
    ARRAY("array: exponents", "1e1"),
    ARRAY("array: all a number can have", "-0.1E+2"),
    ARRAY("array: true", "true"),
    ARRAY("array: false", "false"),
    ARRAY("array: null", "null"),
    ARRAY("array: empty strings", "\"\""),
    ARRAY("array: one-letter strings", "\"a\""),
    ARRAY("array: one-escape strings", "\"\\n\""),
    ARRAY("array: one-sequence strings", "\"\u00e9\""),
    ARRAY("array: empty arrays", "[]"),
    ARRAY("array: empty objects", "{}"),
    ARRAY("array: arrays of arrays", "[[[[]]]]"),
    ARRAY("array: mixed", "0,true,\"\",[],{}"),
    REQUEST("array: one long number", VALUE "[1", "0", "]}", UCR_OK),
    REQUEST("array: one long fraction", VALUE "[1.", "0", "e0]}", UCR_OK),

    /* Objects */
    OBJECT("object: numbers without names", "\"\":0"),
    OBJECT("object: literals without names", "\"\":null"),
    OBJECT("object: strings without names", "\"\":\"\""),
    OBJECT("object: arrays without names", "\"\":[]"),
    OBJECT("object: objects without names", "\"\":{}"),
    OBJECT("object: escaped names", "\"\\n\":1"),
    OBJECT("object: nested", "\"a\":{\"b\":{\"c\":[{}]}}"),

    /* White space */
    ARRAY("space: around one-digit numbers", " 1 "),
    ARRAY("space: nine before each", "         1"),
    OBJECT("space: around every operator", " \"\" : 0 "),
    ARRAY("space: of every kind", "\t\n1\r "),
    REQUEST("space: before the detail", VALUE, " ", "{}}", UCR_OK),
    REQUEST("space: in the detail", VALUE "[", "\r\n", "]}", UCR_OK),
    REQUEST("space: before the body", "", " \n", VALUE "{}}", UCR_OK),
    REQUEST("space: after the body", VALUE "{}}", "\t", "", UCR_OK),
    REQUEST("space: alone", "", " ", "", UCR_E_EMPTY),
    RESPONSE("space: alone, as an answer", 502, "", "\n", "", UCR_OK),

    /* Depth */
    REQUEST("depth: as the limit has it, many times",
            VALUE "[" R64("[") R16("[") "1" R16("]") R64("]"),
            "," R64("[") R16("[") "1" R16("]") R64("]"), "]}", UCR_OK),
    REQUEST("depth: objects, many times",
            VALUE "[" R64("{\"\":") R16("{\"\":") "1" R16("}") R64("}"),
            "," R64("{\"\":") R16("{\"\":") "1" R16("}") R64("}"), "]}",
            UCR_OK),
    REQUEST("depth: too much at the end", VALUE "[0", ",0",
            "," R64("[") R64("[") R64("]") R64("]") "]}", UCR_E_DEPTH),
    REQUEST("depth: not in one word, at the end", VALUE "[0", ",0",
            "," R64("[") R64("]") "]}", UCR_OK),
    REQUEST("depth: not in one word, at the start", VALUE "[" R64("[") R64("]"),
            ",0", "]}", UCR_OK),

    /* Faults at the very end of a large detail */
    REQUEST("late: no bracket", VALUE "[1", ",1", "}", UCR_E_SYNTAX),
    REQUEST("late: no end", VALUE "[1", ",1", "", UCR_E_EOF),
    REQUEST("late: no end, of exponents", VALUE "[1e1", ",1e1", "", UCR_E_EOF),
    REQUEST("late: no end, of objects", VALUE "[{\"a\":1}", ",{\"a\":1}", "",
            UCR_E_EOF),
    REQUEST("late: no end, of members", VALUE "{\"\":[]", ",\"\":[]", "",
            UCR_E_EOF),
    REQUEST("late: number", VALUE "[1", ",1", ",01]}", UCR_E_NUMBER),
    REQUEST("late: escape", VALUE "[\"\\n\"", ",\"\\n\"", ",\"\\x\"]}",
            UCR_E_ESCAPE),
    STRICT_REQUEST("late: surrogate, strict", VALUE "{\"\":[\"\\n\"",
                   ",\"\\n\"", ",\"\\udc00\"]}}", UCR_E_SURROGATE),
    REQUEST("late: not UTF-8", VALUE "[\"\u00e9\"", ",\"\u00e9\"",
            ",\"\xc0\x80\"]}", UCR_E_UTF8),
    REQUEST("late: literal", VALUE "[true", ",true", ",truth]}", UCR_E_SYNTAX),
    REQUEST("late: trailing", VALUE "[1", ",1", "]}}", UCR_E_TRAILING),
    REQUEST("late: another member", VALUE "[1", ",1", "],\"\":1}", UCR_OK),
    REQUEST("late: duplicate", VALUE "[1", ",1", "],\"result\":\"fail\"}",
            UCR_E_DUPLICATE),
    REQUEST("late: the others", "{\"result_detail\":[1", ",1",
            "],\"result\":\"fail\",\"command_name\":\"STOP\"}", UCR_OK),
    STRICT_REQUEST("late: strict has no arrays", VALUE "[1", ",1", "]}",
                   UCR_E_TYPE),

    /* Members of a request */
    REQUEST("members: unknown", HEAD, ",\"\":0", "}", UCR_OK),
    STRICT_REQUEST("members: unknown, strict", HEAD, ",\"\":0", "}",
                   UCR_E_UNKNOWN),
    REQUEST("members: unknown arrays", HEAD, ",\"\":[]", "}", UCR_OK),
    REQUEST("members: unknown objects", HEAD, ",\"\":{}", "}", UCR_OK),
    REQUEST("members: almost known", HEAD, ",\"result_detaim\":0", "}", UCR_OK),
    REQUEST("members: known in part", HEAD, ",\"r\":0", "}", UCR_OK),
    REQUEST("members: escaped names", HEAD, ",\"\\u0072\":0", "}", UCR_OK),
    REQUEST("members: short escapes", HEAD, ",\"\\n\":0", "}", UCR_OK),
    REQUEST("members: repeated", HEAD, ",\"result\":0", "}", UCR_E_DUPLICATE),
    REQUEST("members: repeated, escaped", HEAD, ",\"resul\\u0074\":0", "}",
            UCR_E_DUPLICATE),
    REQUEST("members: another value", "{\"command_name\":\"", "\\n",
            "\",\"result\":\"fail\"}", UCR_OK),

    /* Members of an answer, and the search */
    SEARCH("search: numbers", "\"\":0"),
    SEARCH("search: strings", "\"\":\"\""),
    SEARCH("search: empty arrays", "\"\":[]"),
    SEARCH("search: empty objects", "\"\":{}"),
    SEARCH("search: objects in arrays", "\"\":[{}]"),
    SEARCH("search: arrays in arrays", "\"\":[[]]"),
    SEARCH("search: four levels", "\"\":{\"\":{\"\":{\"\":{}}}}"),
    SEARCH("search: five levels", "\"\":{\"\":{\"\":{\"\":{\"\":{}}}}}"),
    SEARCH("search: arrays in objects", "\"\":{\"\":[]}"),
    SEARCH("search: sequences", "\"\u00e9\":{ }"),
    SEARCH("search: one letter", "\"c\":{}"),
    SEARCH("search: almost known", "\"codf\":{}"),
    SEARCH("search: short escapes", "\"\\n\":0"),
    SEARCH("search: short escapes before space", "\"\\n\":{ }"),
    SEARCH("search: escaped names", "\"\\u0063\":{}"),
    SEARCH("search: escaped names before space", "\"\\u0063\":[ ]"),
    SEARCH("search: escaped names in objects", "\"\":{\"\\u0063\":0}"),
    RESPONSE("search: codes in objects, and escaped, repeated", 403,
             "{\"c\":{\"code\":0},\"cod\\u0065\":\"\u00e9\"",
             ",\"c\":{\"code\":0},\"cod\\u0065\":\"\u00e9\"", "}",
             UCR_E_DUPLICATE),
    SEARCH("search: codes in objects", "\"\":{\"code\":0}"),
    SEARCH("search: every other name in objects",
           "\"\":{\"errCode\":0,\"message\":\"\"}"),
    SEARCH("search: codes in arrays", "\"\":[{\"code\":0}]"),
    RESPONSE("search: codes repeated", 403, "{\"\":{\"code\":0", ",\"code\":0",
             "}}", UCR_E_DUPLICATE),
    RESPONSE("search: names of the top repeated", 403, "{\"code\":0",
             ",\"code\":0", "}", UCR_E_DUPLICATE),
    RESPONSE("search: wide in one object", 403, "{\"\":{\"\":0", ",\"\":0",
             "}}", UCR_OK),
    RESPONSE("search: wide in the fourth level", 403,
             "{\"\":{\"\":{\"\":{\"\":{\"\":[]", ",\"\":[]", "}}}}}", UCR_OK),
    RESPONSE("search: wide in an array", 403, "{\"\":[{\"\":[]", ",\"\":[]",
             "}]}", UCR_OK),
    RESPONSE("search: array at the top", 403, "[{}", ",{}", "]", UCR_OK),
    RESPONSE("search: wide array at the top", 403, "[{\"\":{}", ",\"\":{}",
             "}]", UCR_OK),
    RESPONSE("search: found at the end", 403, "{\"\":{}", ",\"\":{}",
             ",\"\":{\"code\":0,\"message\":\"\"}}", UCR_OK),
    RESPONSE("search: found, and wide", 403,
             "{\"\":{\"code\":0,\"message\":\"\"", ",\"\":{}", "}}", UCR_OK),
    RESPONSE("search: found, with details", 403,
             "{\"\":{\"code\":0,\"message\":\"\",\"details\":[{}", ",{}", "]}}",
             UCR_OK),
    RESPONSE("answer: unknown with the pair", 403, "{" PAIR, ",\"\":0", "}",
             UCR_OK),
    RESPONSE("answer: unknown objects with the pair", 403, "{" PAIR, ",\"\":{}",
             "}", UCR_OK),
    STRICT_RESPONSE("answer: unknown, strict", 403, "{" PAIR, ",\"\":0", "}",
                    UCR_E_UNKNOWN),
    STRICT_RESPONSE("answer: unknown objects, strict", 404, "{" PAIR,
                    ",\"\":{}", "}", UCR_E_UNKNOWN),
    RESPONSE("answer: message of escapes", 403,
             "{\"error_code\":\"\",\"error_msg\":\"", "\\n", "\"}", UCR_OK),
    RESPONSE("answer: one string", 403, "\"", "\\n", "\"", UCR_OK),
    RESPONSE("answer: no end", 403, "{\"\":[]", ",\"\":[]", "", UCR_E_EOF),
    RESPONSE("answer: no end, of objects", 403, "{\"\":{}", ",\"\":{}", "",
             UCR_E_EOF),
    RESPONSE("success: members", 200, "{\"\":0", ",\"\":0", "}", UCR_OK),
    RESPONSE("success: body repeated", 200, "{\"body\":0", ",\"body\":0", "}",
             UCR_E_DUPLICATE),
    STRICT_RESPONSE("success: members, strict", 200, "{\"\":[]", ",\"\":[]",
                    "}", UCR_E_UNKNOWN),

    /* Lists of an answer */
    RESPONSE("params: empty", 403, PARAM "\"\"", ",\"\"", "]}", UCR_OK),
    STRICT_RESPONSE("params: empty, strict", 403, PARAM "\"\"", ",\"\"", "]}",
                    UCR_OK),
    RESPONSE("params: escapes", 403, PARAM "\"\\n\"", ",\"\\n\"", "]}", UCR_OK),
    RESPONSE("params: wrong at once", 403, PARAM "0", ",\"\"", "]}", UCR_OK),
    RESPONSE("params: wrong at the end", 403, PARAM "\"\"", ",\"\"", ",0]}",
             UCR_OK),
    STRICT_RESPONSE("params: sequences, wrong at the end", 403,
                    PARAM "\"\u202e\"", ",\"\u202e\"", ",0]}", UCR_E_TYPE),
    RESPONSE("params: two escapes, wrong at the end", 403, PARAM "\"\\n\\n\"",
             ",\"\\n\\n\"", ",0]}", UCR_OK),
    RESPONSE("params: \\u escapes, wrong at the end", 403, PARAM "\"\\u0041\"",
             ",\"\\u0041\"", ",0]}", UCR_OK),
    RESPONSE("params: four bytes, wrong at the end", 403,
             PARAM "\"\U0001f600\"", ",\"\U0001f600\"", ",0]}", UCR_OK),
    RESPONSE("params: a sequence and an escape, wrong at the end", 403,
             PARAM "\"\u00e9\\n\"", ",\"\u00e9\\n\"", ",0]}", UCR_OK),
    STRICT_RESPONSE("params: a sequence, then an escape, wrong at the end", 403,
                    PARAM "\"\u00e9\",\"\\n\u6570\"",
                    ",\"\u00e9\",\"\\n\u6570\"", ",0]}", UCR_E_TYPE),
    RESPONSE("params: two kinds of escapes, wrong at the end", 403,
             PARAM "\"\\n\\u0041\"", ",\"\\n\\u0041\"", ",0]}", UCR_OK),
    RESPONSE("params: no end", 403, PARAM "\"\"", ",\"\"", "", UCR_E_EOF),
    RESPONSE("params: no pair", 403, "{\"error_param\":[\"\"", ",\"\"", "]}",
             UCR_OK),
    RESPONSE("details: empty objects", 403, DETAILS "{}", ",{}", "]}", UCR_OK),
    STRICT_RESPONSE("details: empty objects, strict", 403, DETAILS "{}", ",{}",
                    "]}", UCR_E_MISSING),
    RESPONSE("details: pairs", 403, DETAILS ELEMENT, "," ELEMENT, "]}", UCR_OK),
    STRICT_RESPONSE("details: pairs, strict", 403, DETAILS ELEMENT, "," ELEMENT,
                    "]}", UCR_OK),
    RESPONSE("details: unknown", 403, DETAILS "{\"\":0}", ",{\"\":0}", "]}",
             UCR_OK),
    RESPONSE("details: wide", 403, DETAILS "{\"\":[]", ",\"\":[]", "}]}",
             UCR_OK),
    RESPONSE("details: other names", 403, DETAILS "{\"code\":0}",
             ",{\"code\":0}", "]}", UCR_OK),
    RESPONSE("details: wrong at once", 403, DETAILS "0", ",{}", "]}", UCR_OK),
    RESPONSE("details: wrong at the end", 403, DETAILS "{}", ",{}", ",0]}",
             UCR_OK),
    RESPONSE("details: no end", 403, DETAILS "{}", ",{}", "", UCR_E_EOF),
    RESPONSE("details: lists and nothing, no end", 403,
             DETAILS "{\"c\":[1,2]},{}", ",{\"c\":[1,2]},{}", "", UCR_E_EOF),
    RESPONSE("details: no pair", 403, "{\"details\":[{}", ",{}", "]}", UCR_OK),
    RESPONSE("details: of a pair further in", 403,
             "{\"\":{\"code\":0,\"message\":\"\",\"details\":[{\"\":[0]}",
             ",{\"\":[0]}", "]}}", UCR_OK),
    OTHER("walk: empty params", worst_walk_params, PARAM "\"\"", ",\"\"", "]}"),
    OTHER("walk: params of an escape", worst_walk_params, PARAM "\"\\n\"",
          ",\"\\n\"", "]}"),
    OTHER("walk: params of a sequence", worst_walk_params, PARAM "\"\u00e9\"",
          ",\"\u00e9\"", "]}"),
    OTHER("walk: params with space", worst_walk_params, PARAM " \"\" ",
          ", \"\" ", "]}"),
    OTHER("walk: empty objects", worst_walk_details, DETAILS "{}", ",{}", "]}"),
    OTHER("walk: empty objects with space", worst_walk_details, DETAILS "{ }",
          ",{ }", "]}"),
    OTHER("walk: empty objects after space", worst_walk_details, DETAILS "  {}",
          ",  {}", "]}"),
    OTHER("walk: empty objects before space", worst_walk_details, DETAILS "{} ",
          ",{} ", "]}"),
    OTHER("walk: pairs", worst_walk_details, DETAILS ELEMENT, "," ELEMENT,
          "]}"),
    OTHER("walk: unknown", worst_walk_details, DETAILS "{\"\":0}", ",{\"\":0}",
          "]}"),
    OTHER("walk: unknown arrays", worst_walk_details, DETAILS "{\"\":[]}",
          ",{\"\":[]}", "]}"),
    OTHER("walk: unknown objects", worst_walk_details,
          DETAILS "{\"\":{\"\":0}}", ",{\"\":{\"\":0}}", "]}"),
    OTHER("walk: wide", worst_walk_details, DETAILS "{\"\":[]", ",\"\":[]",
          "}]}"),
    OTHER("walk: other names", worst_walk_details, DETAILS "{\"code\":0}",
          ",{\"code\":0}", "]}"),
    OTHER("walk: other names after space", worst_walk_details,
          DETAILS "{\n\"c\":0}", ",{\n\"c\":0}", "]}"),
    OTHER("walk: names that begin alike", worst_walk_details,
          DETAILS "{\"e\":0}", ",{\"e\":0}", "]}"),
    OTHER("walk: escaped names", worst_walk_details, DETAILS "{\"\\u0063\":0}",
          ",{\"\\u0063\":0}", "]}"),
    OTHER("walk: spelled in another way", worst_walk_details,
          DETAILS "{\"cod\\u0065\":0}", ",{\"cod\\u0065\":0}", "]}"),
    FAULT("walk: params that decode never saw", raw_params, "[\"\"", ",\"\"",
          "", UCR_E_ITEMS),
    FAULT("walk: details that decode never saw", worst_walk_raw, "[{}", ",{}",
          "", UCR_E_ITEMS),

    /* Texts */
    OTHER("copy: short escapes", worst_copy, "", "\\n", ""),
    OTHER("copy: \\u escapes", worst_copy, "", "\\u0041", ""),
    OTHER("copy: surrogate pairs", worst_copy, "", "\\ud83d\\ude00", ""),
    OTHER("copy: lone surrogates", worst_copy, "", "\\ud83d", ""),
    OTHER("copy: broken escapes", worst_copy, "", "\\", ""),
    OTHER("copy: letters and an escape", worst_copy, "\\n", "a", ""),
    OTHER("copy: letters and escapes in turn", worst_copy, "", "a\\n", ""),
    OTHER("copy: sequences and an escape", worst_copy, "\\n", "\u00e9", ""),
    OTHER("copy: not UTF-8, and an escape", worst_copy, "\\n", "\xff", ""),
    OTHER("copy: plain", copy_plain, "", "a", ""),
    OTHER("copy: plain two bytes", copy_plain, "", "\u00e9", ""),
    OTHER("copy: plain three bytes", copy_plain, "", "\u6570", ""),
    OTHER("copy: plain, not UTF-8", copy_plain, "", "\xff", ""),
    OTHER("show: short escapes", show_escaped, "", "\\n", ""),
    OTHER("show: \\u escapes", show_escaped, "", "\\u0041", ""),
    OTHER("show: letters and an escape", show_escaped, "\\n", "a", ""),
    OTHER("show: plain", worst_show, "", "a", ""),
    OTHER("show: controls", worst_show, "", "\x01", ""),
    OTHER("show: DEL", worst_show, "", "\x7f", ""),
    OTHER("show: DEL and letters in turn", worst_show, "", "a\x7f", ""),
    OTHER("show: C1", worst_show, "", "\xc2\x85", ""),
    OTHER("show: marks of direction", worst_show, "", "\u202e", ""),
    OTHER("show: two bytes", worst_show, "", "\u00e9", ""),
    OTHER("show: four bytes", worst_show, "", "\U0001f600", ""),
    OTHER("show: not UTF-8", worst_show, "", "\xff", ""),
    FAULT("measure: shown, plain", measure_show, "", "a", "", UCR_E_SPACE),
    FAULT("measure: shown, DEL", measure_show, "", "\x7f", "", UCR_E_SPACE),
    FAULT("measure: shown, two bytes", measure_show, "", "\u00e9", "",
          UCR_E_SPACE),
    FAULT("measure: shown, not UTF-8", measure_show, "", "\xff", "",
          UCR_E_SPACE),
    FAULT("measure: short escapes", measure_copy, "", "\\n", "", UCR_E_SPACE),
    FAULT("measure: not UTF-8, and an escape", measure_copy, "\\n", "\xff", "",
          UCR_E_SPACE),
    OTHER("equal: short escapes", worst_equal, "", "\\n", ""),
    OTHER("equal: \\u escapes", worst_equal, "", "\\u0041", ""),
    OTHER("equal: surrogate pairs", worst_equal, "", "\\ud83d\\ude00", ""),
    OTHER("equal: letters and an escape", worst_equal, "\\n", "a", ""),
    OTHER("equal: sequences and an escape", worst_equal, "\\n", "\u00e9", ""),
    OTHER("equal: not UTF-8, and an escape", worst_equal, "\\n", "\xff", ""),
    OTHER("equal: not UTF-8 and letters in turn", worst_equal, "\\n", "a\xff",
          ""),

    /* Details unwrapped */
    OTHER("unwrap: numbers", worst_unwrap, "\"[1", ",1", "]\""),
    OTHER("unwrap: empty strings", worst_unwrap, "\"[\\\"\\\"", ",\\\"\\\"",
          "]\""),
    OTHER("unwrap: members", worst_unwrap, "\"{\\\"\\\":[]", ",\\\"\\\":[]",
          "}\""),
    OTHER("unwrap: \\u escapes", worst_unwrap, "\"[1", "\\u002c\\u0031", "]\""),
    OTHER("unwrap: escapes of escapes", worst_unwrap, "\"\\\"", "\\\\n",
          "\\\"\""),
    OTHER("unwrap: space", worst_unwrap, "\"[", "\\n", "]\""),
    OTHER("unwrap: no string", unwrap_array, "[1", ",1", "]"),
    FAULT("unwrap: no end inside", worst_unwrap, "\"[\\\"\\\"", ",\\\"\\\"",
          "\"", UCR_E_EOF),
    FAULT("unwrap: no end", worst_unwrap, "\"[\\\"\\\"", ",\\\"\\\"", "]",
          UCR_E_EOF),
    FAULT("unwrap: trailing", worst_unwrap, "\"[\\\"\\\"", ",\\\"\\\"", "]\"x",
          UCR_E_TRAILING),

    /* Encode */
    OTHER("encode: quotes", worst_encode_text, "", "\"", ""),
    OTHER("encode: controls", worst_encode_text, "", "\x01", ""),
    OTHER("encode: short escapes", worst_encode_text, "", "\n", ""),
    OTHER("encode: letters and quotes", worst_encode_text, "", "a\"", ""),
    OTHER("encode: sequences and quotes", worst_encode_text, "", "\u00e9\"",
          ""),
    OTHER("encode: two bytes", worst_encode_text, "", "\u00e9", ""),
    OTHER("encode: three bytes", worst_encode_text, "", "\u6570", ""),
    OTHER("encode: four bytes", worst_encode_text, "", "\U0001f600", ""),
    OTHER("encode: first bytes that ask more", worst_encode_text, "",
          "\xe0\xa0\x80\xed\x9f\xbf", ""),
    OTHER("encode: ASCII before three bytes", worst_encode_text, "",
          ",\u6570\u202e", ""),
    OTHER("encode: plain", worst_encode_text, "", "a", ""),
    STRICT_OTHER("encode: quotes, strict", worst_encode_text, "", "\"", ""),
    OTHER("encode: escaped text", encode_escaped, "", "\\n", ""),
    OTHER("encode: escaped \\u text", encode_escaped, "", "\\u0041", ""),
    STRICT_OTHER("encode: surrogate pairs, strict", encode_escaped, "",
                 "\\ud83d\\ude00", ""),
    OTHER("encode: array", encode_array, "[1", ",1", "]"),
    FAULT("encode: array without end", encode_array, "[1", ",1", "", UCR_E_EOF),
    OTHER("encode: name", encode_name, "", "\"", ""),
    FAULT("encode: UTF-8 wrong at the end", worst_encode_text, "", "\"\u00e9",
          "\xff", UCR_E_UTF8),
    FAULT("measure: quotes", measure_text, "", "\"", "", UCR_E_SPACE),
    FAULT("measure: controls", measure_text, "", "\x01", "", UCR_E_SPACE),
    FAULT("measure: plain", measure_text, "", "a", "", UCR_E_SPACE),
    OTHER("parts: quotes", parts_text, "", "\"", ""),
    OTHER("parts: controls", parts_text, "", "\x01", ""),
    OTHER("parts: plain", parts_text, "", "a", ""),
    OTHER("encode: message of quotes", encode_message, "", "\"", ""),
    OTHER("encode: empty items", encode_params, "", "", ""),
    OTHER("encode: items of a quote", encode_params, "", "\"", ""),
    OTHER("encode: items of a sequence", encode_params, "", "\u00e9", ""),
    OTHER("encode: pairs of items", encode_details, "", "", ""),
    OTHER("encode: pairs of quotes", encode_details, "", "\"", ""),
    STRICT_OTHER("encode: pairs of quotes, strict", encode_details, "", "\"",
                 ""),
    FAULT("measure: pairs of quotes", measure_details, "", "\"", "",
          UCR_E_SPACE),
    OTHER("encode: empty params again", worst_encode_again, PARAM "\"\"",
          ",\"\"", "]}"),
    OTHER("encode: params of an escape again", worst_encode_again,
          PARAM "\"\\n\"", ",\"\\n\"", "]}"),
    OTHER("encode: pairs again", worst_encode_again, DETAILS ELEMENT,
          "," ELEMENT, "]}"),
    OTHER("encode: pairs in another order again", worst_encode_again,
          DETAILS "{\"error_msg\":\"\",\"error_code\":\"\"}",
          ",{\"error_msg\":\"\",\"error_code\":\"\"}", "]}"),
    STRICT_OTHER("encode: pairs again, strict", worst_encode_again,
                 DETAILS ELEMENT, "," ELEMENT, "]}"),
    FAULT("encode: empty objects again", worst_encode_again, DETAILS "{}",
          ",{}", "]}", UCR_E_ARGUMENT),
    FAULT("measure: empty params again", worst_measure_again, PARAM "\"\"",
          ",\"\"", "]}", UCR_E_SPACE),
    FAULT("measure: params of an escape again", worst_measure_again,
          PARAM "\"\\n\"", ",\"\\n\"", "]}", UCR_E_SPACE),
    FAULT("measure: params of a sequence again", worst_measure_again,
          PARAM "\"\u6570\"", ",\"\u6570\"", "]}", UCR_E_SPACE),
    FAULT("measure: pairs again", worst_measure_again, DETAILS ELEMENT,
          "," ELEMENT, "]}", UCR_E_SPACE),

    /* Endpoint */
    SHORT("path: written", path_out, "", "a", "", 255, UCR_OK),
    SHORT("path: read", path_in, "/v3/sources/", "a", "/command_result", 255,
          UCR_OK),
    SHORT("path: triplets", path_in, "/v3/sources/", "%41", "/command_result",
          255, UCR_OK),
    SHORT("path: sequences", path_in, "/v3/sources/", "%C3%A9",
          "/command_result", 127, UCR_OK),
    SHORT("path: wrong at the end", path_in, "/v3/sources/", "%41",
          "%7F/command_result", 254, UCR_E_PATH),
    FAULT("path: far too long", path_in, "/v3/sources/", "%41",
          "/command_result", UCR_E_PATH),
    OTHER("path: long query", path_in, "/v3/sources/a/command_result?", "a",
          ""),
    FAULT("path: long query with a fragment", path_in,
          "/v3/sources/a/command_result?", "?", "#", UCR_E_PATH),
    SHORT("token: long", token, "", "a", "", 16384, UCR_OK),
    SHORT("token: wrong at the end", token, "", "a", "\n", 16383, UCR_E_TOKEN),
    OTHER("content type: blanks", content_type, "application/json", " \t", ""),
    OTHER("content type: blanks after", content_type,
          "application/json;charset=utf-8", "\t", ""),

    /* Errors in words */
    OTHER("place: long line", place_late, "", "a", ""),
    OTHER("place: empty lines", place_late, "", "\n", ""),
    OTHER("words: long line", words_late, "", "a", ""),
    OTHER("words: long line after", words_early, "", "a", ""),
    OTHER("words: empty lines", words_late, "", "\n", ""),
};

const size_t worst_count = sizeof(worst_inputs) / sizeof(worst_inputs[0]);
