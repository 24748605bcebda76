/* SPDX-License-Identifier: MIT */
/*
 * The answer, read, in both profiles.
 *
 * JSON is written as rows.h says. Values in accepted bodies are unlike each
 * other and all else, so that a view can be held to the very bytes it must
 * show. What interop searches for has a test of its own.
 */
#include "rows.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LIST 8

/* ---- Bodies that are refused ------------------------------------------------
 */

typedef struct refusal {
    const char *rule;
    unsigned profiles;
    int status;
    ucr_code code;
    const char *path, *body;
} refusal;

static void refuses_body(const char *rule, int status, ucr_str body,
                         const ucr_options *options, ucr_code code,
                         size_t offset, const char *path)
{
    ucr_response out;
    ucr_error err;
    memset(&out, 0xA5, sizeof(out));
    memset(&err, 0xA5, sizeof(err));
    ucr_code got = ucr_decode_response(&out, status, body, options, &err);
    explain(rule, options != NULL ? (unsigned)options->profile : 0, &err, code,
            offset);
    assert_int_equal(got, code);
    assert_fault(&err, code, offset, path);
    assert_zero(&out, sizeof(out));
    memset(&out, 0xA5, sizeof(out));
    got = ucr_decode_response(&out, status, body, options, NULL);
    assert_int_equal(got, code);
    assert_zero(&out, sizeof(out));
}

static void refuses(const refusal *row, const ucr_options *limits)
{
    size_t offset;
    ucr_str body = marked(row->body, &offset);
    for (unsigned i = 0; i < PROFILES; i++) {
        ucr_options options = *limits;
        options.profile = (ucr_profile)i;
        if (holds_in(row->profiles, i)) {
            refuses_body(row->rule, row->status, body, &options, row->code,
                         offset, row->path);
        }
    }
    block_free(body);
}

static void refuses_all(const refusal *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        refuses(&rows[i], &interop);
    }
}

/* ---- Bodies that are accepted -----------------------------------------------
 */

/* Slices as they stand in the body, NULL for what is absent. */
typedef struct answer {
    const char *rule;
    unsigned profiles;
    int status;
    ucr_shape shape; /* UCR_SHAPE_NONE: that of a success */
    const char *body, *code, *msg, *authorization, *params, *details;
    size_t param_count, detail_count;
    const char *id, *title, *message;
    unsigned ignored;
} answer;

static void assert_whole_value(ucr_json value, ucr_str body)
{
    ucr_str whole = trimmed(body);
    if (whole.len == 0) {
        assert_null(value.raw.ptr);
        assert_int_equal(value.raw.len, 0);
        assert_int_equal(value.kind, UCR_JSON_ABSENT);
        return;
    }
    assert_ptr_equal(value.raw.ptr, whole.ptr);
    assert_int_equal(value.raw.len, whole.len);
    assert_int_equal(value.kind, kind_of(whole.ptr[0]));
}

static void assert_answer(const answer *row, const ucr_response *out,
                          ucr_str body)
{
    assert_int_equal(out->status, row->status);
    assert_int_equal(out->shape, row->shape != UCR_SHAPE_NONE
                                     ? row->shape
                                     : UCR_SHAPE_SUCCESS);
    assert_int_equal(out->ignored, row->ignored);
    assert_slice_of_text(out->error_code, body, row->code);
    assert_slice_of_text(out->error_msg, body, row->msg);
    assert_slice_of_text(out->encoded_authorization_message, body,
                         row->authorization);
    assert_slice_of_text(out->request_id, body, row->id);
    assert_slice_of_text(out->title, body, row->title);
    assert_slice_of_text(out->message, body, row->message);
    assert_slice(out->error_param.raw, body, row->params);
    assert_slice(out->details.raw, body, row->details);
    assert_null(out->error_param.items);
    assert_null(out->details.items);
    assert_int_equal(out->error_param.count, row->param_count);
    assert_int_equal(out->details.count, row->detail_count);
    assert_whole_value(out->body, body);
}

/* What is left of a body: nothing, part of a mark, or part of its value. */
static void refuses_cut(const answer *row, ucr_str body, size_t len,
                        const ucr_options *options)
{
    ucr_response out;
    ucr_error err;
    bool in_mark = body.ptr[0] == MARK[0] && len > 0 && len < 3;
    ucr_str part = block(body.ptr, len);
    memset(&out, 0xA5, sizeof(out));
    ucr_code got = ucr_decode_response(&out, row->status, part, options, &err);
    if (!in_mark && trimmed(part).len == 0 && options->profile != UCR_STRICT) {
        assert_int_equal(got, UCR_OK);
        assert_int_equal(out.shape, row->shape == UCR_SHAPE_NONE
                                        ? UCR_SHAPE_SUCCESS
                                        : UCR_SHAPE_EMPTY);
        block_free(part);
        return;
    }
    ucr_code code = in_mark                  ? UCR_E_SYNTAX
                    : trimmed(part).len == 0 ? UCR_E_EMPTY
                                             : UCR_E_EOF;
    size_t offset = in_mark ? 0 : len;
    explain(row->rule, (unsigned)options->profile, &err, code, offset);
    assert_int_equal(got, code);
    assert_int_equal(err.offset, offset);
    assert_zero(&out, sizeof(out));
    block_free(part);
}

static void refuses_every_cut(const answer *row, ucr_str body,
                              const ucr_options *options)
{
    ucr_str whole = trimmed(body);
    if (whole.len == 0 || kind_of(whole.ptr[0]) == UCR_JSON_NUMBER) {
        return;
    }
    for (size_t len = 0; body.ptr + len < whole.ptr + whole.len; len++) {
        refuses_cut(row, body, len, options);
    }
}

/* ---- What decode gave, encoded ----------------------------------------------
 */

typedef struct lists {
    ucr_text params[MAX_LIST];
    ucr_detail details[MAX_LIST];
    bool whole; /* no element of details lacks a text */
} lists;

static void unpack(lists *to, const ucr_response *in)
{
    ucr_iter iter = ucr_each_param(&in->error_param);
    size_t count = 0;
    while (count < MAX_LIST && ucr_next_param(&iter, &to->params[count])) {
        count++;
    }
    assert_int_equal(count, in->error_param.count);
    iter = ucr_each_detail(&in->details);
    to->whole = true;
    count = 0;
    while (count < MAX_LIST && ucr_next_detail(&iter, &to->details[count])) {
        to->whole = to->whole && to->details[count].error_code.raw.ptr &&
                    to->details[count].error_msg.raw.ptr;
        count++;
    }
    assert_int_equal(count, in->details.count);
}

static ucr_code encode(char **bytes, size_t *len, const ucr_response *in,
                       const ucr_options *options)
{
    ucr_code code = ucr_encode_response(NULL, 0, len, in, options, NULL);
    size_t cap = *len;
    *bytes = malloc(cap > 0 ? cap : 1);
    assert_non_null(*bytes);
    if (code == UCR_E_SPACE) {
        code = ucr_encode_response(*bytes, cap, len, in, options, NULL);
        assert_int_equal(*len, cap);
    }
    return code;
}

/* The same bytes come of the views, of items, and of what is read again. */
static void round_trips(const ucr_response *in, const ucr_options *options)
{
    lists list;
    char *bytes, *again;
    size_t len, len_again;
    unpack(&list, in);
    bool whole = in->shape == UCR_SHAPE_SUCCESS ||
                 (in->error_code.raw.ptr != NULL &&
                  in->error_msg.raw.ptr != NULL && list.whole);
    ucr_code code = encode(&bytes, &len, in, options);
    assert_int_equal(code, whole ? UCR_OK : UCR_E_ARGUMENT);

    ucr_response items = *in;
    if (in->error_param.raw.ptr != NULL) {
        items.error_param =
            (ucr_texts){.items = list.params, .count = in->error_param.count};
    }
    if (in->details.raw.ptr != NULL) {
        items.details =
            (ucr_details){.items = list.details, .count = in->details.count};
    }
    assert_int_equal(encode(&again, &len_again, &items, options), code);
    assert_int_equal(len_again, len);
    assert_memory_equal(again, bytes, len);
    free(again);

    if (whole) {
        ucr_response out;
        ucr_str body = {bytes, len};
        assert_int_equal(
            ucr_decode_response(&out, in->status, body, options, NULL), UCR_OK);
        assert_int_equal(encode(&again, &len_again, &out, options), UCR_OK);
        assert_int_equal(len_again, len);
        assert_memory_equal(again, bytes, len);
        free(again);
    }
    free(bytes);
}

static void accepts(const answer *row)
{
    ucr_str body = json_of(row->body);
    for (unsigned i = 0; i < PROFILES; i++) {
        if (!holds_in(row->profiles, i)) {
            continue;
        }
        ucr_response out;
        ucr_error err;
        memset(&out, 0xA5, sizeof(out));
        memset(&err, 0xA5, sizeof(err));
        ucr_code got =
            ucr_decode_response(&out, row->status, body, profiles[i], &err);
        explain(row->rule, i, &err, UCR_OK, 0);
        assert_int_equal(got, UCR_OK);
        assert_zero(&err, sizeof(err));
        assert_answer(row, &out, body);
        refuses_every_cut(row, body, profiles[i]);
        round_trips(&out, profiles[i]);
    }
    block_free(body);
}

static void accepts_all(const answer *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        accepts(&rows[i]);
    }
}

/* ---- Status -----------------------------------------------------------------
 */

static void expect_status(int status, unsigned profile, const char *json,
                          ucr_shape shape)
{
    ucr_response out;
    ucr_str body = json_of(json);
    if (shape == UCR_SHAPE_NONE) {
        refuses_body("status", status, body, profiles[profile], UCR_E_STATUS, 0,
                     "");
    } else {
        assert_int_equal(
            ucr_decode_response(&out, status, body, profiles[profile], NULL),
            UCR_OK);
        assert_int_equal(out.status, status);
        assert_int_equal(out.shape, shape);
    }
    block_free(body);
}

static ucr_shape shape_in_strict(int status)
{
    switch (status) {
    case 200:
        return UCR_SHAPE_SUCCESS;
    case 400:
    case 401:
    case 403:
    case 404:
    case 500:
        return UCR_SHAPE_DOCUMENTED;
    default:
        return UCR_SHAPE_NONE;
    }
}

static void test_interop_takes_every_final_status(void **state)
{
    (void)state;
    for (int status = -20; status <= 1020; status++) {
        expect_status(status, UCR_INTEROP, "{" PAIR "}",
                      status >= 200 && status <= 299   ? UCR_SHAPE_SUCCESS
                      : status >= 300 && status <= 599 ? UCR_SHAPE_DOCUMENTED
                                                       : UCR_SHAPE_NONE);
    }
    expect_status(INT_MIN, UCR_INTEROP, "{}", UCR_SHAPE_NONE);
    expect_status(INT_MAX, UCR_INTEROP, "{}", UCR_SHAPE_NONE);
}

static void test_strict_takes_the_six_of_the_page(void **state)
{
    (void)state;
    for (int status = -20; status <= 1020; status++) {
        ucr_shape shape = shape_in_strict(status);
        expect_status(status, UCR_STRICT,
                      shape == UCR_SHAPE_SUCCESS ? "{}" : "{" PAIR "}", shape);
    }
    expect_status(INT_MIN, UCR_STRICT, "{}", UCR_SHAPE_NONE);
    expect_status(INT_MAX, UCR_STRICT, "{}", UCR_SHAPE_NONE);
}

/* ---- Success ----------------------------------------------------------------
 */

static const answer successes[] = {
    {"empty object", BOTH, 200, .body = "{}"},
    {"the page's", BOTH, 200, .body = "{ }"},
    {"white space around", BOTH, 200, .body = " \t\r\n{}\n "},
    {"empty", I, 200, .body = ""},
    {"only white space", I, 204, .body = " \t\r\n"},
    {"only a mark", I, 299, .body = MARK},
    {"a mark and white space", I, 200, .body = MARK " \n"},
    {"a mark before", I, 200, .body = MARK " {'a':1} "},
    {"number", I, 200, .body = " -1.5e3 "},
    {"null", I, 200, .body = "null"},
    {"true", I, 200, .body = "true"},
    {"false", I, 205, .body = "\tfalse"},
    {"array", I, 200, .body = "[{'body':'x'},2]"},
    {"string", I, 200, .body = " 'done' ", .message = "done"},
    {"empty string", I, 200, .body = "''", .message = ""},
    {"escaped string", I, 200, .body = "'d\\u006fne'", .message = "d\\u006fne"},
    {"member body", I, 201, .body = "{'body':'done'}", .message = "done"},
    {"empty member body", I, 200, .body = "{'body':'','a':1}", .message = ""},
    {"member body among others", I, 200,
     .body = "{'a':[{}],'b\\u006fdy':'d\\ne','a':{'body':1,'body':2}}",
     .message = "d\\ne"},
    {"member body of another type", I, 200, .body = "{'body':{'body':'x'}}"},
    {"member body null", I, 200, .body = "{'body':null}"},
    {"error members", I, 200, .body = "{" PAIR "," PAIR ",'details':[1]}"},
    {"lone surrogate", I, 200, .body = "'\\ud800'", .message = "\\ud800"},
};

static void test_successes(void **state)
{
    (void)state;
    accepts_all(successes, COUNT_OF(successes));
}

static const refusal no_successes[] = {
    {"empty", S, 200, UCR_E_EMPTY, "", "^"},
    {"only white space", S, 200, UCR_E_EMPTY, "", " \n^"},
    {"a mark", S, 200, UCR_E_BOM, "", "^" MARK "{}"},
    {"only a mark", S, 200, UCR_E_BOM, "", "^" MARK},
    {"string", S, 200, UCR_E_TYPE, "", " ^'done' "},
    {"null", S, 200, UCR_E_TYPE, "", "^null"},
    {"number", S, 200, UCR_E_TYPE, "", "^1"},
    {"true", S, 200, UCR_E_TYPE, "", "^true"},
    {"array", S, 200, UCR_E_TYPE, "", "\n^[]"},
    {"member", S, 200, UCR_E_UNKNOWN, "", "{ ^'body':'done'}"},
    {"two members", S, 200, UCR_E_UNKNOWN, "", "{^'a':1,'a':2}"},
    {"error members", S, 200, UCR_E_UNKNOWN, "", "{^" PAIR "}"},
    {"scanner fault after", S, 200, UCR_E_TRAILING, "", "[]^,"},
    {"scanner fault inside", S, 200, UCR_E_SYNTAX, "", "{'body':^x}"},
    {"scanner fault inside", I, 200, UCR_E_SYNTAX, "/body", "{'body':^x}"},
    {"scanner fault below", I, 200, UCR_E_SYNTAX, "/body",
     "{'body':{'details':[^x]}}"},
    {"scanner fault elsewhere", I, 200, UCR_E_SYNTAX, "",
     "{'body':1,'details':[{'body':^x}]}"},
    {"body twice", I, 200, UCR_E_DUPLICATE, "/body",
     "{'body':'a',^'body':'b'}"},
    {"body twice, one escaped", I, 250, UCR_E_DUPLICATE, "/body",
     "{'b\\u006fdy':'a', ^'body':1}"},
    {"body twice, neither a string", I, 200, UCR_E_DUPLICATE, "/body",
     "{'body':null,'a':1,^'bod\\u0079':null}"},
    {"body twice, then a scanner fault", I, 200, UCR_E_EOF, "/body",
     "{'body':null,'body':'^"},
};

static void test_no_successes(void **state)
{
    (void)state;
    refuses_all(no_successes, COUNT_OF(no_successes));
}

/* ---- Errors -----------------------------------------------------------------
 */

static const answer errors[] = {
    {"two members", BOTH, 400, UCR_SHAPE_DOCUMENTED,
     .body = "{'error_code':'C1','error_msg':'M1'}", "C1", "M1"},
    {"order is free", BOTH, 500, UCR_SHAPE_DOCUMENTED,
     .body = " {'error_msg' : 'M1' , 'error_code' : 'C1' }\n", "C1", "M1"},
    {"both empty", BOTH, 404, UCR_SHAPE_DOCUMENTED,
     .body = "{'error_code':'','error_msg':''}", "", ""},
    {"names and texts escaped", BOTH, 401, UCR_SHAPE_DOCUMENTED,
     .body = "{'error\\u005fcode':'C\\n1','error_\\u006dsg':'M\\ud83d\\ude00'}",
     "C\\n1", "M\\ud83d\\ude00"},
    {"texts in UTF-8", BOTH, 400, UCR_SHAPE_DOCUMENTED,
     .body = "{'error_code':'C" GRIN "','error_msg':'\xE8\xBF\x81'}", "C" GRIN,
     "\xE8\xBF\x81"},
    {"all five", BOTH, 403, UCR_SHAPE_DOCUMENTED,
     .body = "{'error_code':'C1','error_msg':'M1',"
             "'encoded_authorization_message':'A1','error_param':['P1', "
             "''],'details':[ {'error_code':'C2','error_msg':'M2'} ]}",
     "C1", "M1", "A1", "['P1', '']", "[ {'error_code':'C2','error_msg':'M2'} ]",
     2, 1},
    {"all five, backwards", BOTH, 403, UCR_SHAPE_DOCUMENTED,
     .body = "{'details':[{'error_msg':'M2','error_code':'C2'},"
             "{'error_code':'','error_msg':''}],'error_param':['P\\u0031'],"
             "'encoded_authorization_message':'','error_msg':'M1',"
             "'error_code':'C1'}",
     "C1", "M1", "", "['P\\u0031']",
     "[{'error_msg':'M2','error_code':'C2'},"
     "{'error_code':'','error_msg':''}]",
     1, 2},
    {"lists that are empty", BOTH, 403, UCR_SHAPE_DOCUMENTED,
     .body = "{"
             "'error_code':'C1','error_msg':'M1'"
             ",'error_param':[],'details':[ ]}",
     "C1", "M1", NULL, "[]", "[ ]"},
    {"the three of 403 with another status", I, 418, UCR_SHAPE_DOCUMENTED,
     .body = "{'error_code':'C1','error_msg':'M1','error_param':['P1'],"
             "'details':[{'error_code':'C2','error_msg':'M2'}],"
             "'encoded_authorization_message':'A1'}",
     "C1", "M1", "A1", "['P1']", "[{'error_code':'C2','error_msg':'M2'}]", 1,
     1},
    {"all seven", I, 403, UCR_SHAPE_GATEWAY,
     .body = "{'request_id':'R1','title':'T1','error_code':'C1',"
             "'error_msg':'M1','error_param':['P1'],'details':[{}],"
             "'encoded_authorization_message':'A1'}",
     "C1", "M1", "A1", "['P1']", "[{}]", 1, 1, "R1", "T1"},
    {"a mark", I, 403, UCR_SHAPE_DOCUMENTED,
     .body = MARK "{'error_code':'C1','error_msg':'M1'}", "C1", "M1"},
    {"lone surrogates", I, 400, UCR_SHAPE_DOCUMENTED,
     .body = "{'\\udc00':1,'error_code':'C\\ud800','error_msg':'\\udfff'}",
     "C\\ud800", "\\udfff"},
    {"unknown members", I, 403, UCR_SHAPE_DOCUMENTED,
     .body = "{'a':1,'error_code':'C1','error_msg':'M1','a':[{'b':1,"
             "'b':2}],'details':[{'error_code':'C2','x':0,'error_msg':"
             "'M2','x':1}]}",
     "C1", "M1",
     .details = "[{'error_code':'C2','x':0,'error_msg':'M2','x':1}]", 0, 1},
    {"null for an optional member", I, 403, UCR_SHAPE_DOCUMENTED,
     .body = "{'error_code':'C1','error_msg':'M1','error_param':null,"
             "'details':null,'encoded_authorization_message':null,"
             "'request_id':null,'title':null}",
     "C1", "M1"},
    {"wrong type for an optional member", I, 403, UCR_SHAPE_DOCUMENTED,
     .body = "{'error_code':'C1','error_msg':'M1','error_param':'p',"
             "'details':{},'encoded_authorization_message':1,"
             "'request_id':[],'title':true}",
     "C1", "M1", .ignored = 0x1F},
    {"number where a code is expected", I, 500, UCR_SHAPE_DOCUMENTED,
     .body = "{'error_code': -1.50E+2 ,'error_msg':'M1'}", "-1.50E+2", "M1"},
    {"empty", I, 502, UCR_SHAPE_EMPTY, .body = ""},
    {"only white space", I, 404, UCR_SHAPE_EMPTY, .body = "\r\n"},
    {"only a mark", I, 300, UCR_SHAPE_EMPTY, .body = MARK},
    {"only a mark and white space", I, 599, UCR_SHAPE_EMPTY,
     .body = MARK "\t "},
    {"neither code nor message", I, 500, UCR_SHAPE_OTHER, .body = "{}"},
    {"neither object nor array", I, 500, UCR_SHAPE_OTHER, .body = " null "},
    {"a code alone", I, 500, UCR_SHAPE_PARTIAL, .body = "{'error_code':'C1'}",
     "C1"},
    {"a message alone", I, 500, UCR_SHAPE_PARTIAL,
     .body = "{'error_msg':'M1','request_id':'R1'}", NULL, "M1", .id = "R1"},
};

static void test_errors(void **state)
{
    (void)state;
    accepts_all(errors, COUNT_OF(errors));
}

static const refusal scanner_faults[] = {
    {"empty", S, 400, UCR_E_EMPTY, "", "^"},
    {"only white space", S, 400, UCR_E_EMPTY, "", "\t ^"},
    {"mark", S, 400, UCR_E_BOM, "", "^" MARK "{" PAIR "}"},
    {"mark of UTF-16", BOTH, 400, UCR_E_BOM, "", "^\xFE\xFF{" PAIR "}"},
    {"mark of UTF-16", BOTH, 400, UCR_E_BOM, "", "^\xFF\xFE"},
    {"part of a mark", BOTH, 400, UCR_E_SYNTAX, "", "^\xEF\xBB{" PAIR "}"},
    {"second mark", I, 400, UCR_E_SYNTAX, "", MARK "^" MARK "{" PAIR "}"},
    {"mark too late", BOTH, 400, UCR_E_SYNTAX, "", " ^" MARK "{" PAIR "}"},
    {"mark counts", I, 400, UCR_E_NUMBER, "/code", MARK " {'code':0^1}"},
    {"lone surrogate in a text", S, 400, UCR_E_SURROGATE, "/error_msg",
     "{'error_code':'C','error_msg':'a^\\ud800'}"},
    {"lone surrogate in a name", S, 400, UCR_E_SURROGATE, "",
     "{'^\\udc00':1," PAIR "}"},
    {"no JSON", BOTH, 400, UCR_E_SYNTAX, "", "^<html>"},
    {"no JSON", BOTH, 500, UCR_E_SYNTAX, "", "^Infinity"},
    {"two values", BOTH, 403, UCR_E_TRAILING, "", "{" PAIR "} ^{}"},
    {"UTF-8 after the value", BOTH, 403, UCR_E_TRAILING, "", "{}^\xC0"},
    {"UTF-8 outside a string", BOTH, 403, UCR_E_SYNTAX, "", "{^\xC0}"},
    {"control outside a string", BOTH, 403, UCR_E_SYNTAX, "", "{^\x01}"},
    {"control", BOTH, 403, UCR_E_CONTROL, "/error_code",
     "{'error_code':'a^\x1F'}"},
    {"control in a name", BOTH, 403, UCR_E_CONTROL, "", "{'error^\n_code':"},
    {"escape", BOTH, 403, UCR_E_ESCAPE, "/error_msg",
     "{"
     "'error_msg':'a^\\x'}"},
    {"overlong", BOTH, 403, UCR_E_UTF8, "/error_msg",
     "{'error_msg':'^\xC0\xAF'}"},
    {"encoded surrogate", BOTH, 403, UCR_E_UTF8, "/error_msg",
     "{'error_msg':'^\xED\xA0\x80'}"},
    {"above U+10FFFF", BOTH, 403, UCR_E_UTF8, "/error_msg",
     "{'error_msg':'^\xF4\x90\x80\x80'}"},
    {"number", BOTH, 403, UCR_E_NUMBER, "/error_code", "{'error_code':0^1}"},
    {"number cut", BOTH, 403, UCR_E_EOF, "/error_code", "{'error_code':1.^"},
    {"number has ended", BOTH, 403, UCR_E_SYNTAX, "", "{'error_code':1^x}"},
    {"number has ended", BOTH, 403, UCR_E_EOF, "", "{'error_code':1^"},
    {"before the colon", BOTH, 403, UCR_E_SYNTAX, "", "{'error_code'^,1}"},
    {"after the colon", BOTH, 403, UCR_E_EOF, "/error_code", "{'error_code':^"},
    {"escaped name", BOTH, 403, UCR_E_SYNTAX, "/error_code",
     "{'error\\u005fcode': ^}"},
    {"second member", BOTH, 403, UCR_E_SYNTAX, "/error_code",
     "{'error_code':1,'error_code':^}"},
    {"unknown member", BOTH, 403, UCR_E_SYNTAX, "", "{'a':{'details':^}}"},
    {"known below unknown", BOTH, 403, UCR_E_SYNTAX, "",
     "{'a':{'error_code':^}}"},
    {"top-level array", BOTH, 403, UCR_E_SYNTAX, "", "[{'error_code':^}]"},
    {"known in interop", I, 403, UCR_E_SYNTAX, "/request_id",
     "{'request_id':^}"},
    {"unknown in strict", S, 403, UCR_E_SYNTAX, "", "{'request_id':^}"},
    {"known with 403", BOTH, 403, UCR_E_SYNTAX, "/error_param",
     "{'error_param':^}"},
    {"unknown with 400 in strict", S, 400, UCR_E_SYNTAX, "",
     "{'error_param':^}"},
    {"known in interop", I, 400, UCR_E_SYNTAX, "/details/0/error_code",
     "{'details':[{'error_code':^}]}"},
    {"unknown with 400 in strict", S, 400, UCR_E_SYNTAX, "",
     "{'details':[{'error_code':^}]}"},
    {"in an element of error_param", BOTH, 403, UCR_E_CONTROL, "/error_param",
     "{'error_param':['a','^\n']}"},
    {"in a member of an element", BOTH, 403, UCR_E_ESCAPE,
     "/details/3/error_msg",
     "{'details':[{},1,[],{'error_code':'','error_msg':'^\\x'}]}"},
    {"below a member of an element", BOTH, 403, UCR_E_SYNTAX,
     "/details/0/error_msg", "{'details':[{'error_msg':[{'a':^}]}]}"},
    {"between members of an element", BOTH, 403, UCR_E_SYNTAX, "/details",
     "{'details':[{'error_msg':''^;}]}"},
    {"unknown member of an element", BOTH, 403, UCR_E_SYNTAX, "/details",
     "{'details':[{'a':^}]}"},
    {"alias in an element", I, 403, UCR_E_SYNTAX, "/details/1/errMsg",
     "{'details':[{},{'errMsg':^}]}"},
    {"alias in an element", S, 403, UCR_E_SYNTAX, "/details",
     "{'details':[{},{'errMsg':^}]}"},
    {"between elements", BOTH, 403, UCR_E_SYNTAX, "/details",
     "{'details':[{}^}"},
    {"element of another type", BOTH, 403, UCR_E_SYNTAX, "/details",
     "{'details':[[{'error_msg':^}]]}"},
    {"details are no array", BOTH, 403, UCR_E_SYNTAX, "/details",
     "{'details':{'error_msg':^}}"},
    {"details have ended", BOTH, 403, UCR_E_EOF, "", "{'details':[]^"},
};

static void test_scanner_faults(void **state)
{
    (void)state;
    refuses_all(scanner_faults, COUNT_OF(scanner_faults));
}

static const refusal meaning_faults[] = {
    {"top is an array", S, 403, UCR_E_TYPE, "", " ^[{" PAIR "}]"},
    {"top is a string", S, 400, UCR_E_TYPE, "", "^'a'"},
    {"top is null", S, 400, UCR_E_TYPE, "", "^null"},
    {"null for a code", S, 400, UCR_E_TYPE, "/error_code",
     "{'error_code':^null,'error_msg':''}"},
    {"number for a code", S, 400, UCR_E_TYPE, "/error_code",
     "{'error_code':^401,'error_msg':''}"},
    {"object for a message", S, 400, UCR_E_TYPE, "/error_msg",
     "{'error_code':'','error_msg':^{}}"},
    {"null for an optional member", S, 403, UCR_E_TYPE,
     "/encoded_authorization_message",
     "{" PAIR ",'encoded_authorization_message': ^null}"},
    {"null for an optional member", S, 403, UCR_E_TYPE, "/error_param",
     "{" PAIR ",'error_param':^null}"},
    {"null for an optional member", S, 403, UCR_E_TYPE, "/details",
     "{" PAIR ",'details':^null}"},
    {"wrong type", S, 403, UCR_E_TYPE, "/encoded_authorization_message",
     "{" PAIR ",'encoded_authorization_message':^[]}"},
    {"wrong type", S, 403, UCR_E_TYPE, "/error_param",
     "{" PAIR ",'error_param':^'a'}"},
    {"wrong type", S, 403, UCR_E_TYPE, "/details", "{" PAIR ",'details':^{}}"},
    {"wrong type of an element", S, 403, UCR_E_TYPE, "/error_param/1",
     "{" PAIR ",'error_param':['', ^null]}"},
    {"wrong type of an element", S, 403, UCR_E_TYPE, "/details/0",
     "{" PAIR ",'details':[^'']}"},
    {"wrong type in an element", S, 403, UCR_E_TYPE, "/details/1/error_code",
     "{" PAIR ",'details':[{" PAIR "},{'error_code':^1}]}"},
    {"code missing", S, 400, UCR_E_MISSING, "/error_code", "{'error_msg':''^}"},
    {"message missing", S, 400, UCR_E_MISSING, "/error_msg",
     "{'error_code':'' ^} "},
    {"both missing", S, 500, UCR_E_MISSING, "/error_code", "{^}"},
    {"code missing in an element", S, 403, UCR_E_MISSING,
     "/details/1/error_code",
     "{" PAIR ",'details':[{" PAIR "},{'error_msg':''^}]}"},
    {"message missing in an element", S, 403, UCR_E_MISSING,
     "/details/0/error_msg", "{'details':[{'error_code':''^}]," PAIR "}"},
    {"unknown", S, 400, UCR_E_UNKNOWN, "", "{" PAIR ",^'a':{}}"},
    {"unknown empty name", S, 400, UCR_E_UNKNOWN, "", "{^'':{}," PAIR "}"},
    {"request_id", S, 403, UCR_E_UNKNOWN, "", "{" PAIR ",^'request_id':''}"},
    {"title", S, 403, UCR_E_UNKNOWN, "", "{" PAIR ",^'title':''}"},
    {"alias", S, 403, UCR_E_UNKNOWN, "", "{" PAIR ",^'code':''}"},
    {"capitals", S, 403, UCR_E_UNKNOWN, "", "{" PAIR ",^'Details':[]}"},
    {"a 403 member", S, 400, UCR_E_UNKNOWN, "",
     "{" PAIR ",^'encoded_authorization_message':''}"},
    {"a 403 member", S, 401, UCR_E_UNKNOWN, "", "{" PAIR ",^'details':[]}"},
    {"a 403 member", S, 404, UCR_E_UNKNOWN, "", "{^'error_param':[]," PAIR "}"},
    {"a 403 member", S, 500, UCR_E_UNKNOWN, "", "{" PAIR ",^'details':[]}"},
    {"unknown in an element", S, 403, UCR_E_UNKNOWN, "/details/1",
     "{" PAIR ",'details':[{" PAIR "},{" PAIR ", ^'title':1}]}"},
    {"code twice", BOTH, 400, UCR_E_DUPLICATE, "/error_code",
     "{" PAIR ",^'error_code':'C'}"},
    {"code twice, escaped", BOTH, 400, UCR_E_DUPLICATE, "/error_code",
     "{" PAIR ", ^'\\u0065rror_code':'C'}"},
    {"message twice, of another type", BOTH, 400, UCR_E_DUPLICATE, "/error_msg",
     "{" PAIR ",^'error_msg':null}"},
    {"authorization twice", BOTH, 403, UCR_E_DUPLICATE,
     "/encoded_authorization_message",
     "{" PAIR ",'encoded_authorization_message':'',"
     "^'encoded_authorization_message':''}"},
    {"list twice", BOTH, 403, UCR_E_DUPLICATE, "/error_param",
     "{" PAIR ",'error_param':[],^'error_param':[]}"},
    {"list twice", BOTH, 403, UCR_E_DUPLICATE, "/details",
     "{'details':[]," PAIR ",^'details':[1]}"},
    {"request_id twice", I, 400, UCR_E_DUPLICATE, "/request_id",
     "{" PAIR ",'request_id':1,^'request_id':''}"},
    {"title twice", I, 400, UCR_E_DUPLICATE, "/title",
     "{'title':1,^'title':1," PAIR "}"},
    {"alias twice", I, 400, UCR_E_DUPLICATE, "/errMsg",
     "{'errMsg':1,^'errMsg':1," PAIR "}"},
    {"code twice in an element", BOTH, 403, UCR_E_DUPLICATE,
     "/details/0/error_code",
     "{" PAIR ",'details':[{" PAIR ",^'error_c\\u006fde':''}]}"},
    {"alias twice in an element", I, 403, UCR_E_DUPLICATE, "/details/1/message",
     "{" PAIR ",'details':[{},{'message':1,^'message':''}]}"},
    {"optional twice in an element", I, 403, UCR_E_DUPLICATE,
     "/details/0/details",
     "{" PAIR ",'details':[{'details':1,^'details':''}]}"},
};

static void test_meaning_faults(void **state)
{
    (void)state;
    refuses_all(meaning_faults, COUNT_OF(meaning_faults));
}

/* ---- Two faults -------------------------------------------------------------
 */

static const refusal two_faults[] = {
    {"scanner over duplicate", BOTH, 403, UCR_E_SYNTAX, "/details",
     "{" PAIR ",'error_code':'C','details':^}"},
    {"scanner over type", S, 403, UCR_E_EOF, "", "{'error_code':1,^"},
    {"scanner over unknown", S, 403, UCR_E_TRAILING, "", "{'a':1}^}"},
    {"scanner over missing", S, 403, UCR_E_TRAILING, "", "{}^]"},
    {"surrogate over duplicate", S, 403, UCR_E_SURROGATE, "",
     "{" PAIR ",'error_code':'','^\\udc00':1}"},
    {"scanner over a top that is no object", S, 403, UCR_E_TRAILING, "",
     "1 ^2"},
    {"mark over grammar", S, 403, UCR_E_BOM, "", "^" MARK "x"},
    {"mark over empty", S, 403, UCR_E_BOM, "", "^" MARK},
    {"first of two in the scanner", S, 403, UCR_E_SURROGATE, "/error_code",
     "{'error_code':'^\\ud800','a':01}"},
    {"first of two in the scanner", BOTH, 403, UCR_E_NUMBER, "/error_code",
     "{'error_code':0^1,'a':'\\ud800\n"},
    {"first of two", S, 403, UCR_E_TYPE, "/error_code",
     "{'error_code':^1,'a':1}"},
    {"first of two", S, 403, UCR_E_UNKNOWN, "", "{^'a':1,'error_code':1}"},
    {"duplicate, then unknown", S, 403, UCR_E_DUPLICATE, "/error_msg",
     "{" PAIR ",^'error_msg':1,'a':1}"},
    {"type, then missing", S, 403, UCR_E_TYPE, "/error_code",
     "{'error_code':^null}"},
    {"unknown, then missing", S, 403, UCR_E_UNKNOWN, "", "{^'a':1}"},
    {"missing over an element's", S, 403, UCR_E_MISSING, "/error_msg",
     "{'error_code':'','details':[{'a':1}]^}"},
    {"own over an element's, although later", S, 403, UCR_E_UNKNOWN, "",
     "{'details':[{}]," PAIR ",^'a':1}"},
    {"duplicate over an element's, although later", BOTH, 403, UCR_E_DUPLICATE,
     "/error_code",
     "{" PAIR ",'details':[{'error_code':'','error_code':''}],"
     "^'error_code':''}"},
    {"type of an element over what is in one", S, 403, UCR_E_TYPE, "/details/1",
     "{" PAIR ",'details':[{'a':1},^1]}"},
    {"first of two elements", S, 403, UCR_E_UNKNOWN, "/details/0",
     "{" PAIR ",'details':[{^'a':1},{'error_code':1}]}"},
    {"first of two in an element", S, 403, UCR_E_TYPE, "/details/0/error_msg",
     "{" PAIR ",'details':[{'error_msg':^1}]}"},
    {"first of two elements of the wrong type", S, 403, UCR_E_TYPE,
     "/error_param/0", "{" PAIR ",'error_param':[^1,2]}"},
    {"list in which a type is wrong, then a list", S, 403, UCR_E_TYPE,
     "/details/0", "{" PAIR ",'details':[^1],'error_param':[1]}"},
    {"nothing of a second list", BOTH, 403, UCR_E_DUPLICATE, "/details",
     "{" PAIR ",'details':[],^'details':[{'code':1,'code':1}]}"},
};

static void test_two_faults(void **state)
{
    (void)state;
    refuses_all(two_faults, COUNT_OF(two_faults));
}

/* ---- Cuts -------------------------------------------------------------------
 */

/* A letter for each length to which the body is cut: in the value of which
 * known member the body then ends. */
static void expect_path_of_cuts(const char *body, const char *letters)
{
    static const char *const paths[] = {
        ['-'] = "",
        ['c'] = "/error_code",
        ['d'] = "/details",
        ['m'] = "/details/0/error_msg",
        ['p'] = "/error_param",
    };
    ucr_str whole = json_of(body);
    assert_int_equal(whole.len, strlen(letters));
    for (size_t len = 1; len < whole.len; len++) {
        ucr_str part = block(whole.ptr, len);
        for (unsigned i = 0; i < PROFILES; i++) {
            refuses_body(body, 403, part, profiles[i], UCR_E_EOF, len,
                         paths[(unsigned char)letters[len]]);
        }
        block_free(part);
    }
    block_free(whole);
}

static void test_a_cut_names_the_member_that_it_is_in(void **state)
{
    (void)state;
    expect_path_of_cuts("{'error_code': '\\u00e9' ,'x':[]}",
                        "--------------ccccccccc---------");
    expect_path_of_cuts("{'details':[{'error_msg':'m'},{'a':1}]}",
                        "-----------ddddddddddddddmmmdddddddddd-");
    expect_path_of_cuts("{'error_param':['\\ud83d\\ude00','\xC3\xA9']}",
                        "---------------ppppppppppppppppppppp-");
    expect_path_of_cuts("{'error_code':-1.5e+3,'error_code':null}",
                        "--------------cc-c-cc--------------cccc-");
}

/* ---- Limits -----------------------------------------------------------------
 */

static void refuses_within(const refusal *row, size_t max_body,
                           size_t max_depth, size_t max_items)
{
    const ucr_options limits = {max_body, max_depth, max_items, UCR_INTEROP};
    refuses(row, &limits);
}

static void takes_within(const char *json, unsigned rows, size_t max_body,
                         size_t max_depth, size_t max_items)
{
    ucr_str body = json_of(json);
    for (unsigned i = 0; i < PROFILES; i++) {
        const ucr_options options = {max_body, max_depth, max_items,
                                     (ucr_profile)i};
        ucr_response out;
        ucr_error err;
        if (holds_in(rows, i)) {
            ucr_decode_response(&out, 403, body, &options, &err);
            explain(json, i, &err, UCR_OK, 0);
            assert_int_equal(err.code, UCR_OK);
            assert_int_equal(out.shape, UCR_SHAPE_DOCUMENTED);
        }
    }
    block_free(body);
}

static void test_max_body_counts_every_byte(void **state)
{
    (void)state;
    static const char *const bodies[] = {"{" PAIR "}", " {" PAIR "}\n",
                                         MARK "{" PAIR "}"};
    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        size_t len = strlen(bodies[i]);
        unsigned rows = bodies[i][0] == MARK[0] ? I : BOTH;
        ucr_str body = json_of(bodies[i]);
        takes_within(bodies[i], rows, len, 0, 0);
        takes_within(bodies[i], rows, len + 1, 0, 0);
        for (unsigned k = 0; k < PROFILES; k++) {
            for (size_t max = 1; max < len; max++) {
                ucr_options options = {max, 0, 0, (ucr_profile)k};
                refuses_body(bodies[i], 403, body, &options, UCR_E_BODY_SIZE,
                             max, "");
            }
        }
        block_free(body);
    }
}

static void test_a_body_that_is_too_long_is_not_read(void **state)
{
    (void)state;
    static const size_t sizes[] = {UCR_DEFAULT_MAX_BODY + 1, SIZE_MAX / 2,
                                   SIZE_MAX - 1, SIZE_MAX};
    ucr_str one = block("{", 1);
    ucr_str body = one;
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        body.len = sizes[i];
        for (unsigned k = 0; k < PROFILES; k++) {
            refuses_body("size", 200, body, profiles[k], UCR_E_BODY_SIZE,
                         UCR_DEFAULT_MAX_BODY, "");
        }
        refuses_body("size", 403, body, NULL, UCR_E_BODY_SIZE,
                     UCR_DEFAULT_MAX_BODY, "");
        refuses_body("status first", 600, body, NULL, UCR_E_STATUS, 0, "");
        refuses_body("status first", 201, body, &strict, UCR_E_STATUS, 0, "");
    }
    const ucr_options most = {SIZE_MAX - 1, 0, 0, UCR_INTEROP};
    refuses_body("size", 403, body, &most, UCR_E_BODY_SIZE, SIZE_MAX - 1, "");
    block_free(one);
}

static void test_max_body_by_default_is_twelve_mebibytes(void **state)
{
    (void)state;
    size_t len = UCR_DEFAULT_MAX_BODY;
    char *bytes = malloc(len);
    assert_non_null(bytes);
    memset(bytes, ' ', len);
    memcpy(bytes, "{}", 2);
    for (unsigned i = 0; i < PROFILES; i++) {
        ucr_response out;
        assert_int_equal(ucr_decode_response(&out, 200, (ucr_str){bytes, len},
                                             profiles[i], NULL),
                         UCR_OK);
    }
    free(bytes);
}

static void test_max_depth_at_the_limit_and_above(void **state)
{
    (void)state;
    static const refusal flat = {
        "object",    BOTH,           403,
        UCR_E_DEPTH, "/error_param", "{" PAIR ",'error_param':^[]}"};
    static const refusal list = {
        "element",   BOTH,       403,
        UCR_E_DEPTH, "/details", "{" PAIR ",'details':[ ^{" PAIR "}]}"};
    static const refusal in_member = {"in a member of an element",
                                      BOTH,
                                      403,
                                      UCR_E_DEPTH,
                                      "/details/0/error_code",
                                      "{'details':[{'error_code':^[]}]}"};
    static const refusal first = {
        "before meaning", BOTH, 403,
        UCR_E_DEPTH,      "",   "{" PAIR "," PAIR ",'a':^{}}"};
    static const refusal top = {"array", BOTH, 403, UCR_E_DEPTH, "", "[^[]]"};
    refuses_within(&flat, 0, 1, 0);
    refuses_within(&first, 0, 1, 0);
    refuses_within(&top, 0, 1, 0);
    refuses_within(&list, 0, 2, 0);
    refuses_within(&in_member, 0, 3, 0);
    takes_within("{" PAIR "}", BOTH, 0, 1, 0);
    takes_within("{" PAIR ",'error_param':[],'details':[]}", BOTH, 0, 2, 0);
    takes_within("{" PAIR ",'details':[{" PAIR "}]}", BOTH, 0, 3, 0);
    takes_within("{" PAIR ",'details':[{'a':[]}]}", I, 0, 4, 0);
}

/* `[[[...` in the value of an unknown member, which is level 2 and so on. */
static void test_max_depth_by_default_and_at_most(void **state)
{
    (void)state;
    static const size_t limits[][2] = {{0, 128}, {128, 128}, {512, 512}};
    for (size_t i = 0; i < COUNT_OF(limits); i++) {
        char text[2048] = "{\"a\":";
        size_t depth = limits[i][1];
        const ucr_options options = {0, limits[i][0], 0, UCR_INTEROP};
        memset(text + 5, '[', depth);
        memset(text + 5 + depth, ']', depth);
        text[5 + 2 * depth] = '}';
        ucr_str body = block(text, 6 + 2 * depth);
        refuses_body("depth", 403, body, &options, UCR_E_DEPTH, 4 + depth, "");
        block_free(body);
        memmove(text + 5, text + 6, 2 * depth);
        text[3 + 2 * depth] = '}';
        body = block(text, 4 + 2 * depth);
        ucr_response out;
        assert_int_equal(ucr_decode_response(&out, 403, body, &options, NULL),
                         UCR_OK);
        block_free(body);
    }
}

static const refusal too_many[] = {
    {"error_param", BOTH, 403, UCR_E_ITEMS, "/error_param/2",
     "{" PAIR ",'error_param':['','', ^'','']}"},
    {"details", BOTH, 403, UCR_E_ITEMS, "/details/2",
     "{" PAIR ",'details':[{" PAIR "},{" PAIR "},^{" PAIR "}]}"},
    {"one too many and of a wrong type", BOTH, 403, UCR_E_ITEMS, "/details/2",
     "{" PAIR ",'details':[{" PAIR "},{" PAIR "},^null]}"},
    {"then one of a wrong type", BOTH, 403, UCR_E_ITEMS, "/error_param/2",
     "{" PAIR ",'error_param':['','',^'',1]}"},
    {"wrong type before", S, 403, UCR_E_TYPE, "/error_param/1",
     "{" PAIR ",'error_param':['',^1,'','']}"},
    {"over what is in an element", BOTH, 403, UCR_E_ITEMS, "/details/2",
     "{" PAIR ",'details':[{'code':1,'code':1},{},^{}]}"},
    {"duplicate before", BOTH, 403, UCR_E_DUPLICATE, "/error_code",
     "{" PAIR ",^'error_code':1,'error_param':['','','']}"},
    {"duplicate after", BOTH, 403, UCR_E_ITEMS, "/error_param/2",
     "{" PAIR ",'error_param':['','',^''],'error_code':1}"},
    {"two lists", BOTH, 403, UCR_E_ITEMS, "/details/2",
     "{" PAIR ",'details':[{},{},^{}],'error_param':['','','']}"},
    {"scanner after", BOTH, 403, UCR_E_SYNTAX, "/error_param",
     "{" PAIR ",'error_param':['','','',^]}"},
    {"no pair", I, 403, UCR_E_ITEMS, "/error_param/2",
     "{'error_param':['','',^'']}"},
};

static void test_max_items_above(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(too_many); i++) {
        refuses_within(&too_many[i], 0, 0, 2);
    }
}

static void test_max_items_at_the_limit(void **state)
{
    (void)state;
    takes_within("{" PAIR ",'error_param':['',''],'details':[{" PAIR "},{" PAIR
                 "}]}",
                 BOTH, 0, 0, 2);
    takes_within("{" PAIR ",'a':[1,2,3],'error_param':['']}", I, 0, 0, 2);
    takes_within("{" PAIR ",'details':[{'details':[1,2,3]}]}", I, 0, 0, 2);
    takes_within("{" PAIR ",'details':[1,2,3]}", I, 0, 0, 2);
}

static void test_max_items_is_not_for_a_success(void **state)
{
    (void)state;
    const ucr_options one = {0, 0, 1, UCR_INTEROP};
    ucr_str body = json_of("{'details':[1,2],'body':'','error_param':['','']}");
    ucr_response out;
    assert_int_equal(ucr_decode_response(&out, 200, body, &one, NULL), UCR_OK);
    assert_int_equal(out.details.count, 0);
    assert_text(out.message, "");
    block_free(body);
}

static void test_max_items_by_default(void **state)
{
    (void)state;
    for (size_t more = 0; more <= 1; more++) {
        size_t count = UCR_DEFAULT_MAX_ITEMS + more;
        ucr_str head = json_of("{" PAIR ",'error_param':[''");
        size_t len = head.len;
        char *bytes = malloc(len + 3 * count);
        assert_non_null(bytes);
        memcpy(bytes, head.ptr, len);
        for (size_t i = 1; i < count; i++, len += 3) {
            memcpy(bytes + len, ",\"\"", 3);
        }
        block_free(head);
        size_t last = len - 2;
        memcpy(bytes + len, "]}", 2);
        ucr_str body = block(bytes, len + 2);
        for (unsigned i = 0; i < PROFILES; i++) {
            ucr_response out;
            if (more > 0) {
                refuses_body("items", 403, body, profiles[i], UCR_E_ITEMS, last,
                             "/error_param/65536");
                continue;
            }
            assert_int_equal(
                ucr_decode_response(&out, 403, body, profiles[i], NULL),
                UCR_OK);
            assert_int_equal(out.error_param.count, count);
        }
        block_free(body);
        free(bytes);
    }
}

/* ---- Arguments --------------------------------------------------------------
 */

static void test_decode_arguments(void **state)
{
    (void)state;
    static const ucr_options wrong[] = {
        {0, 0, 0, (ucr_profile)2},
        {0, 0, 0, (ucr_profile)INT_MAX},
        {0, UCR_MAX_DEPTH + 1, 0, UCR_STRICT},
        {0, SIZE_MAX, 0, UCR_INTEROP},
    };
    ucr_str body = json_of("{}");
    ucr_error err;
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        refuses_body("options", 200, body, &wrong[i], UCR_E_ARGUMENT, 0, "");
        refuses_body("before the status", 0, body, &wrong[i], UCR_E_ARGUMENT, 0,
                     "");
    }
    refuses_body("body", 200, (ucr_str){NULL, 1}, NULL, UCR_E_ARGUMENT, 0, "");
    refuses_body("before the status", 0, (ucr_str){NULL, SIZE_MAX}, NULL,
                 UCR_E_ARGUMENT, 0, "");
    assert_int_equal(ucr_decode_response(NULL, 200, body, NULL, &err),
                     UCR_E_ARGUMENT);
    assert_fault(&err, UCR_E_ARGUMENT, 0, "");
    assert_int_equal(ucr_decode_response(NULL, 200, body, NULL, NULL),
                     UCR_E_ARGUMENT);
    block_free(body);
}

static void test_no_body_is_an_empty_one(void **state)
{
    (void)state;
    const ucr_str none = {NULL, 0};
    ucr_response out;
    assert_int_equal(ucr_decode_response(&out, 200, none, NULL, NULL), UCR_OK);
    assert_int_equal(out.shape, UCR_SHAPE_SUCCESS);
    assert_int_equal(out.body.kind, UCR_JSON_ABSENT);
    assert_int_equal(ucr_decode_response(&out, 500, none, NULL, NULL), UCR_OK);
    assert_int_equal(out.shape, UCR_SHAPE_EMPTY);
    assert_null(out.body.raw.ptr);
    refuses_body("empty", 200, none, &strict, UCR_E_EMPTY, 0, "");
    refuses_body("empty", 500, none, &strict, UCR_E_EMPTY, 0, "");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_interop_takes_every_final_status),
        cmocka_unit_test(test_strict_takes_the_six_of_the_page),
        cmocka_unit_test(test_successes),
        cmocka_unit_test(test_no_successes),
        cmocka_unit_test(test_errors),
        cmocka_unit_test(test_scanner_faults),
        cmocka_unit_test(test_meaning_faults),
        cmocka_unit_test(test_two_faults),
        cmocka_unit_test(test_a_cut_names_the_member_that_it_is_in),
        cmocka_unit_test(test_max_body_counts_every_byte),
        cmocka_unit_test(test_a_body_that_is_too_long_is_not_read),
        cmocka_unit_test(test_max_body_by_default_is_twelve_mebibytes),
        cmocka_unit_test(test_max_depth_at_the_limit_and_above),
        cmocka_unit_test(test_max_depth_by_default_and_at_most),
        cmocka_unit_test(test_max_items_above),
        cmocka_unit_test(test_max_items_at_the_limit),
        cmocka_unit_test(test_max_items_is_not_for_a_success),
        cmocka_unit_test(test_max_items_by_default),
        cmocka_unit_test(test_decode_arguments),
        cmocka_unit_test(test_no_body_is_an_empty_one),
    };
    return cmocka_run_group_tests_name("response", tests, NULL, NULL);
}
