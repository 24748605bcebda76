/* SPDX-License-Identifier: MIT */
/*
 * The request, read, in both profiles.
 *
 * JSON is written as rows.h says. Where a body is accepted, its view of each
 * text is held to the very bytes that it must show.
 */
#include "rows.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define GOOD "'command_name':'START','result':'success'"

/* ---- Bodies that are refused ------------------------------------------------
 */

typedef struct refusal {
    const char *rule;
    unsigned profiles;
    ucr_code code;
    const char *path, *body;
} refusal;

static void refuses_body(const char *rule, ucr_str body,
                         const ucr_options *options, ucr_code code,
                         size_t offset, const char *path)
{
    ucr_request out;
    ucr_error err;
    memset(&out, 0xA5, sizeof(out));
    memset(&err, 0xA5, sizeof(err));
    ucr_code got = ucr_decode_request(&out, body, options, &err);
    explain(rule, options != NULL ? (unsigned)options->profile : 0, &err, code,
            offset);
    assert_int_equal(got, code);
    assert_fault(&err, code, offset, path);
    assert_zero(&out, sizeof(out));
    memset(&out, 0xA5, sizeof(out));
    got = ucr_decode_request(&out, body, options, NULL);
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
            refuses_body(row->rule, body, &options, row->code, offset,
                         row->path);
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

typedef struct report {
    const char *rule;
    unsigned profiles;
    ucr_command command;
    ucr_result result;
    const char *body, *name, *detail; /* as they stand in the body */
} report;

static void assert_detail(const report *row, const ucr_request *out,
                          ucr_str body)
{
    const ucr_text *text = &out->result_detail_text;
    assert_slice(out->result_detail.raw, body, row->detail);
    ucr_json_kind kind =
        row->detail == NULL
            ? UCR_JSON_ABSENT
            : kind_of(row->detail[0] == '\'' ? '"' : row->detail[0]);
    assert_int_equal(out->result_detail.kind, kind);
    if (kind != UCR_JSON_STRING) {
        assert_null(text->raw.ptr);
        assert_int_equal(text->raw.len, 0);
        assert_false(text->escaped);
        return;
    }
    /* The same without its quotes. */
    assert_ptr_equal(text->raw.ptr, out->result_detail.raw.ptr + 1);
    assert_int_equal(text->raw.len, out->result_detail.raw.len - 2);
    assert_int_equal(text->escaped, strchr(row->detail, '\\') != NULL);
}

/* Cut before its last brace a body is a fault at the cut. */
static void refuses_every_cut(const report *row, ucr_str body,
                              const ucr_options *options)
{
    ucr_str whole = trimmed(body);
    for (size_t len = 0; body.ptr + len < whole.ptr + whole.len; len++) {
        ucr_request out;
        ucr_error err;
        ucr_str part = block(body.ptr, len);
        bool in_mark = body.ptr[0] == MARK[0] && len > 0 && len < 3;
        ucr_code code = in_mark                  ? UCR_E_SYNTAX
                        : trimmed(part).len == 0 ? UCR_E_EMPTY
                                                 : UCR_E_EOF;
        memset(&out, 0xA5, sizeof(out));
        ucr_code got = ucr_decode_request(&out, part, options, &err);
        explain(row->rule, (unsigned)options->profile, &err, code,
                in_mark ? 0 : len);
        assert_int_equal(got, code);
        assert_int_equal(err.offset, in_mark ? 0 : len);
        assert_zero(&out, sizeof(out));
        block_free(part);
    }
}

static ucr_str encoded(const ucr_request *in, const ucr_options *options)
{
    size_t size;
    size_t len;
    assert_int_equal(ucr_encode_request(NULL, 0, &size, in, options, NULL),
                     UCR_E_SPACE);
    char *bytes = malloc(size);
    assert_non_null(bytes);
    assert_int_equal(ucr_encode_request(bytes, size, &len, in, options, NULL),
                     UCR_OK);
    assert_int_equal(len, size);
    return (ucr_str){bytes, len};
}

/* What decode gives, encode takes; what comes of it says the same, and is
 * written as the same bytes again. */
static void round_trips(const ucr_request *in, const ucr_options *options)
{
    ucr_request again;
    ucr_str there = encoded(in, options);
    assert_int_equal(ucr_decode_request(&again, there, options, NULL), UCR_OK);
    assert_int_equal(again.command, in->command);
    assert_int_equal(again.result, in->result);
    assert_int_equal(again.result_detail.kind, in->result_detail.kind);
    assert_bytes(again.result_detail.raw.ptr, again.result_detail.raw.len,
                 in->result_detail.raw);
    ucr_str back = encoded(&again, options);
    assert_bytes(back.ptr, back.len, there);
    block_free(there);
    block_free(back);
}

static void accepts(const report *row)
{
    ucr_str body = json_of(row->body);
    for (unsigned i = 0; i < PROFILES; i++) {
        if (!holds_in(row->profiles, i)) {
            continue;
        }
        ucr_request out;
        ucr_error err;
        memset(&out, 0xA5, sizeof(out));
        memset(&err, 0xA5, sizeof(err));
        ucr_code got = ucr_decode_request(&out, body, profiles[i], &err);
        explain(row->rule, i, &err, UCR_OK, 0);
        assert_int_equal(got, UCR_OK);
        assert_zero(&err, sizeof(err));
        assert_int_equal(out.command, row->command);
        assert_int_equal(out.result, row->result);
        assert_slice_of_text(out.command_name, body, row->name);
        assert_detail(row, &out, body);
        refuses_every_cut(row, body, profiles[i]);
        round_trips(&out, profiles[i]);
    }
    block_free(body);
}

static void accepts_all(const report *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        accepts(&rows[i]);
    }
}

/* ---- Commands and results ---------------------------------------------------
 */

static const report commands[] = {
    {"START", BOTH, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{'command_name':'START','result':'success','result_detail':{}}", "START",
     "{}"},
    {"STOP", BOTH, UCR_COMMAND_STOP, UCR_RESULT_FAIL,
     "{'command_name':'STOP','result':'fail','result_detail':{}}", "STOP",
     "{}"},
    {"DELETE", BOTH, UCR_COMMAND_DELETE, UCR_RESULT_SUCCESS,
     "{'command_name':'DELETE','result':'success','result_detail':{}}",
     "DELETE", "{}"},
    {"SYNC", BOTH, UCR_COMMAND_SYNC, UCR_RESULT_FAIL,
     "{'command_name':'SYNC','result':'fail','result_detail':{}}", "SYNC",
     "{}"},
    {"UPLOAD_LOG", BOTH, UCR_COMMAND_UPLOAD_LOG, UCR_RESULT_SUCCESS,
     "{'command_name':'UPLOAD_LOG','result':'success','result_detail':{}}",
     "UPLOAD_LOG", "{}"},
    {"RSET_LOG_ACL", BOTH, UCR_COMMAND_RSET_LOG_ACL, UCR_RESULT_FAIL,
     "{'command_name':'RSET_LOG_ACL','result':'fail','result_detail':{}}",
     "RSET_LOG_ACL", "{}"},
    {"escaped", BOTH, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{'command_name':'\\u0053TART','result':'succ\\u0065ss',"
     "'result_detail':{}}",
     "\\u0053TART", "{}"},
    {"escaped whole", BOTH, UCR_COMMAND_UPLOAD_LOG, UCR_RESULT_FAIL,
     "{'command_name':'\\u0055\\u0050LOAD\\u005fLO\\u0047',"
     "'result':'\\u0066\\u0061\\u0069\\u006C','result_detail':{}}",
     "\\u0055\\u0050LOAD\\u005fLO\\u0047", "{}"},
};

static const struct {
    const char *rule, *name;
} other_commands[] = {
    {"of the sibling operation", "SKIP"},
    {"prefix", "STAR"},
    {"extension", "STARTS"},
    {"other case", "sTART"},
    {"escaped other case", "\\u0073TOP"},
    {"NUL after", "SYNC\\u0000"},
    {"NUL alone", "\\u0000"},
    {"space before", " STOP"},
    {"one space", " "},
    {"escaped twice", "\\\\u0053TART"},
    {"spelled out", "RESET_LOG_ACL"},
    {"two of them", "STARTSTOP"},
    {"a result", "fail"},
    {"lone surrogate", "STOP\\udfff"},
    {"beyond ASCII", GRIN},
};

/* In strict the same names are no command, from their opening quote. */
static void test_other_commands(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(other_commands); i++) {
        const char *name = other_commands[i].name;
        const char *lone = strstr(name, "\\udfff");
        char text[128] = "{'command_name':'";
        strcat(text, name);
        strcat(text, "','result':'success'}");
        const report row = {other_commands[i].rule,
                            I,
                            UCR_COMMAND_OTHER,
                            UCR_RESULT_SUCCESS,
                            text,
                            name,
                            NULL};
        accepts(&row);
        ucr_str body = json_of(text);
        refuses_body(row.rule, body, &strict,
                     lone != NULL ? UCR_E_SURROGATE : UCR_E_ENUM,
                     lone != NULL ? 17 + (size_t)(lone - name) : 16,
                     "/command_name");
        block_free(body);
    }
}

static void test_commands(void **state)
{
    (void)state;
    accepts_all(commands, COUNT_OF(commands));
}

static const refusal no_results[] = {
    {"prefix", BOTH, UCR_E_ENUM, "/result",
     "{'command_name':'STOP','result':^'succes','result_detail':{}}"},
    {"extension", BOTH, UCR_E_ENUM, "/result",
     "{'command_name':'STOP','result':^'failed','result_detail':{}}"},
    {"other case", BOTH, UCR_E_ENUM, "/result",
     "{'command_name':'STOP','result':^'Success','result_detail':{}}"},
    {"empty", BOTH, UCR_E_ENUM, "/result",
     "{'command_name':'STOP','result':^'','result_detail':{}}"},
    {"escaped", BOTH, UCR_E_ENUM, "/result",
     "{'command_name':'STOP','result': ^'f\\u0041il','result_detail':{}}"},
    {"NUL after", BOTH, UCR_E_ENUM, "/result",
     "{'command_name':'STOP','result':^'fail\\u0000','result_detail':{}}"},
    {"space after", BOTH, UCR_E_ENUM, "/result",
     "{'command_name':'STOP','result':^'fail ','result_detail':{}}"},
    {"a command", BOTH, UCR_E_ENUM, "/result",
     "{'command_name':'STOP','result':^'STOP','result_detail':{}}"},
    {"lone surrogate", I, UCR_E_ENUM, "/result",
     "{'command_name':'STOP','result':^'fail\\ud800'}"},
    {"command empty", BOTH, UCR_E_ENUM, "/command_name",
     "{'command_name': ^'','result':'fail','result_detail':{}}"},
};

static void test_results_are_two(void **state)
{
    (void)state;
    refuses_all(no_results, COUNT_OF(no_results));
}

/* ---- Members ----------------------------------------------------------------
 */

static void test_members_in_any_order(void **state)
{
    (void)state;
    static const char *const members[] = {"\"command_name\":\"SYNC\"",
                                          "\"result\":\"fail\"",
                                          "\"result_detail\":{\"result\":1}"};
    static const size_t orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2},
                                       {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
    for (size_t i = 0; i < COUNT_OF(orders); i++) {
        char text[128] = "{";
        for (size_t k = 0; k < 3; k++) {
            strcat(text, members[orders[i][k]]);
            strcat(text, k < 2 ? "," : "}");
        }
        const report row = {"order", BOTH,   UCR_COMMAND_SYNC, UCR_RESULT_FAIL,
                            text,    "SYNC", "{'result':1}"};
        accepts(&row);
    }
}

static const report details[] = {
    {"object", BOTH, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{" GOOD ",'result_detail':{'msg':'xxx'}}", "START", "{'msg':'xxx'}"},
    {"the page's spacing", BOTH, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     " {\n 'command_name' : 'START' ,\r\n\t'result' : 'success' , "
     "'result_detail' : { 'msg' : 'xxx' } } \n",
     "START", "{ 'msg' : 'xxx' }"},
    {"string", BOTH, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{" GOOD ",'result_detail':'text'}", "START", "'text'"},
    {"empty string", BOTH, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{" GOOD ",'result_detail':''}", "START", "''"},
    {"the SDKs' string", BOTH, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{" GOOD ",'result_detail':'{\\u0022msg\\u0022:1}'}", "START",
     "'{\\u0022msg\\u0022:1}'"},
    {"array", I, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{" GOOD ",'result_detail':[ 1,[ ] ]}", "START", "[ 1,[ ] ]"},
    {"number", I, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{" GOOD ",'result_detail': -1.5E+3 }", "START", "-1.5E+3"},
    {"true", I, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{" GOOD ",'result_detail':true}", "START", "true"},
    {"false", I, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{" GOOD ",'result_detail':false}", "START", "false"},
    {"null", I, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{" GOOD ",'result_detail':null}", "START", "null"},
    {"absent", I, UCR_COMMAND_START, UCR_RESULT_SUCCESS, "{" GOOD "}", "START",
     NULL},
    {"twins inside", BOTH, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{" GOOD ",'result_detail':{'result':1,'result':2,'a':1,'a':1}}", "START",
     "{'result':1,'result':2,'a':1,'a':1}"},
    {"lone surrogate inside", I, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{" GOOD ",'result_detail':{'\\ud800':'\\udc00'}}", "START",
     "{'\\ud800':'\\udc00'}"},
    {"lone surrogate in a string", I, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{" GOOD ",'result_detail':'\\udc00\\ud800'}", "START",
     "'\\udc00\\ud800'"},
};

static void test_details(void **state)
{
    (void)state;
    accepts_all(details, COUNT_OF(details));
}

static const report members[] = {
    {"names escaped", BOTH, UCR_COMMAND_START, UCR_RESULT_FAIL,
     "{'command\\u005fname':'START','\\u0072esult':'fail',"
     "'result_detai\\u006C':{}}",
     "START", "{}"},
    {"a mark", I, UCR_COMMAND_START, UCR_RESULT_SUCCESS, MARK "{" GOOD "}",
     "START", NULL},
    {"a mark and white space", I, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     MARK "\r\n{" GOOD "}\r\n", "START", NULL},
    {"unknown first", I, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{'a':[{'result':1}]," GOOD "}", "START", NULL},
    {"unknown last, twice", I, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{" GOOD ",'a':1,'a':{}}", "START", NULL},
    {"unknown with an empty name", I, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{'':null," GOOD "}", "START", NULL},
    {"nearly known", I, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{'Command_name':1,'result_':2,'result\\u0000':3,'resul':4," GOOD
     ",'result_details':5,'result_detail ':6}",
     "START", NULL},
    {"lone surrogate in a name", I, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{" GOOD ",'result\\ud800':1}", "START", NULL},
    {"the names of an answer", I, UCR_COMMAND_START, UCR_RESULT_SUCCESS,
     "{'body':1,'body':2,'error_code':3,'error_code':4," GOOD "}", "START",
     NULL},
};

static void test_members(void **state)
{
    (void)state;
    accepts_all(members, COUNT_OF(members));
}

/* ---- Faults of the scanner --------------------------------------------------
 */

static const refusal scanner_faults[] = {
    {"empty", BOTH, UCR_E_EMPTY, "", "^"},
    {"only white space", BOTH, UCR_E_EMPTY, "", " \t\r\n^"},
    {"only a mark", I, UCR_E_EMPTY, "", MARK "^"},
    {"only a mark and white space", I, UCR_E_EMPTY, "", MARK " ^"},
    {"only a mark", S, UCR_E_BOM, "", "^" MARK},
    {"mark", S, UCR_E_BOM, "", "^" MARK "{" GOOD "}"},
    {"mark of UTF-16", BOTH, UCR_E_BOM, "", "^\xFF\xFE{"},
    {"mark of UTF-16", BOTH, UCR_E_BOM, "", "^\xFE\xFF"},
    {"part of a mark", BOTH, UCR_E_SYNTAX, "", "^\xEF\xBB{" GOOD "}"},
    {"second mark", I, UCR_E_SYNTAX, "", MARK "^" MARK "{" GOOD "}"},
    {"mark too late", BOTH, UCR_E_SYNTAX, "", " ^" MARK "{" GOOD "}"},
    {"mark after", BOTH, UCR_E_TRAILING, "", "{" GOOD "}^" MARK},
    {"mark counts", I, UCR_E_NUMBER, "/result_detail",
     MARK "{'result_detail':0^1}"},
    {"no JSON", BOTH, UCR_E_SYNTAX, "", "^command_name=START"},
    {"bareword", BOTH, UCR_E_SYNTAX, "/result_detail",
     "{" GOOD ",'result_detail':^Infinity}"},
    {"two bodies", BOTH, UCR_E_TRAILING, "", "{" GOOD "}\n^{" GOOD "}"},
    {"control after", BOTH, UCR_E_TRAILING, "", "{" GOOD "}^\f"},
    {"control between", BOTH, UCR_E_SYNTAX, "", "{^\v" GOOD "}"},
    {"UTF-8 outside a string", BOTH, UCR_E_SYNTAX, "", "{" GOOD ",^\xC3\xA9}"},
    {"trailing comma", BOTH, UCR_E_SYNTAX, "", "{" GOOD ",^}"},
    {"wrong bracket", BOTH, UCR_E_SYNTAX, "", "{" GOOD "^]"},
    {"name cut", BOTH, UCR_E_EOF, "", "{'command_name^"},
    {"before the colon", BOTH, UCR_E_SYNTAX, "", "{'command_name'^,"},
    {"after the colon", BOTH, UCR_E_EOF, "/command_name", "{'command_name':^"},
    {"no value", BOTH, UCR_E_SYNTAX, "/result", "{'result':^,'a':1}"},
    {"escaped name", BOTH, UCR_E_SYNTAX, "/result", "{'r\\u0065sult': ^}"},
    {"second member", BOTH, UCR_E_SYNTAX, "/result", "{'result':1,'result':^}"},
    {"unknown member", BOTH, UCR_E_SYNTAX, "", "{'a':{'result':^}}"},
    {"known below a detail", BOTH, UCR_E_SYNTAX, "/result_detail",
     "{'result_detail':{'result':^}}"},
    {"list of an answer", BOTH, UCR_E_SYNTAX, "",
     "{'details':[{'error_code':^}]}"},
    {"top-level array", BOTH, UCR_E_SYNTAX, "", "[{'result':^}]"},
    {"control in a value", BOTH, UCR_E_CONTROL, "/command_name",
     "{'command_name':'ST^\tOP'}"},
    {"control in a name", BOTH, UCR_E_CONTROL, "", "{'res^\nult':1}"},
    {"control in a detail", BOTH, UCR_E_CONTROL, "/result_detail",
     "{'result_detail':['^\x1F']}"},
    {"escape in a value", BOTH, UCR_E_ESCAPE, "/command_name",
     "{'command_name':'^\\a'}"},
    {"escape in a name", BOTH, UCR_E_ESCAPE, "", "{'result^\\_detail':1}"},
    {"escape in a detail", BOTH, UCR_E_ESCAPE, "/result_detail",
     "{'result_detail':{'^\\u00e':1}}"},
    {"lone surrogate in a value", S, UCR_E_SURROGATE, "/command_name",
     "{'command_name':'^\\ud800'}"},
    {"lone surrogate in a name", S, UCR_E_SURROGATE, "",
     "{'a^\\udfff':1," GOOD "}"},
    {"lone surrogate in a detail", S, UCR_E_SURROGATE, "/result_detail",
     "{'result_detail':{'a':'^\\udbff\\u0041'}}"},
    {"lone surrogate in a detail that is text", S, UCR_E_SURROGATE,
     "/result_detail", "{'result_detail':'a^\\udc00'}"},
    {"high, then no digits", I, UCR_E_ESCAPE, "/result_detail",
     "{'result_detail':'\\ud800^\\uzz'}"},
    {"high, then no digits", S, UCR_E_SURROGATE, "/result_detail",
     "{'result_detail':'^\\ud800\\uzz'}"},
    {"overlong", BOTH, UCR_E_UTF8, "/result", "{'result':'^\xC0\xAF'}"},
    {"encoded surrogate", BOTH, UCR_E_UTF8, "/result_detail",
     "{'result_detail':['\xC3\xA9^\xED\xA0\x80']}"},
    {"above U+10FFFF", BOTH, UCR_E_UTF8, "", "{'^\xF4\x90\x80\x80':1}"},
    {"UTF-8 cut", BOTH, UCR_E_EOF, "/result_detail",
     "{'result_detail':'\xE8\xBF^"},
    {"UTF-8 cut by a quote", BOTH, UCR_E_UTF8, "/result_detail",
     "{'result_detail':'^\xE8\xBF'}"},
    {"leading zero", BOTH, UCR_E_NUMBER, "/result_detail",
     "{'result_detail':-0^0}"},
    {"no digit", BOTH, UCR_E_NUMBER, "/result", "{'result':1.^e5}"},
    {"number cut", BOTH, UCR_E_EOF, "/result_detail", "{'result_detail':1e+^"},
    {"number has ended", BOTH, UCR_E_SYNTAX, "", "{'result_detail':0^x1}"},
    {"number has ended", BOTH, UCR_E_EOF, "", "{'result_detail':12^"},
    {"detail has ended", BOTH, UCR_E_EOF, "", "{'result_detail':{}^"},
    {"literal", BOTH, UCR_E_SYNTAX, "/result_detail", "{'result_detail':nul^}"},
    {"literal cut", BOTH, UCR_E_EOF, "/result_detail", "{'result_detail':tru^"},
};

static void test_scanner_faults(void **state)
{
    (void)state;
    refuses_all(scanner_faults, COUNT_OF(scanner_faults));
}

/* A letter for each length to which the body is cut: in the value of which
 * known member the body then ends. */
static void test_a_cut_names_the_member_that_it_is_in(void **state)
{
    (void)state;
    static const char *const paths[] = {
        ['-'] = "",
        ['c'] = "/command_name",
        ['d'] = "/result_detail",
        ['r'] = "/result",
    };
    static const char body[] = "{'command_name': 'STOP' ,'x':[],"
                               "'re\\u0073ult':'fail','result_detail':[1]}";
    static const char letters[] = "----------------ccccccc---------"
                                  "--------------rrrrrr"
                                  "-----------------ddd-";
    ucr_str whole = json_of(body);
    assert_int_equal(whole.len, strlen(letters));
    for (size_t len = 1; len < whole.len; len++) {
        ucr_str part = block(whole.ptr, len);
        for (unsigned i = 0; i < PROFILES; i++) {
            refuses_body(body, part, profiles[i], UCR_E_EOF, len,
                         paths[(unsigned char)letters[len]]);
        }
        block_free(part);
    }
    block_free(whole);
}

/* ---- Faults of meaning ------------------------------------------------------
 */

static const refusal meaning_faults[] = {
    {"top is an array", BOTH, UCR_E_TYPE, "", " ^[{" GOOD "}]"},
    {"top is a string", BOTH, UCR_E_TYPE, "", "^'{}'"},
    {"top is a number", BOTH, UCR_E_TYPE, "", "\t^0\n"},
    {"top is null", BOTH, UCR_E_TYPE, "", "^null"},
    {"top is true", BOTH, UCR_E_TYPE, "", "^true"},
    {"top is an array after a mark", I, UCR_E_TYPE, "", MARK "^[]"},
    {"command is null", BOTH, UCR_E_TYPE, "/command_name",
     "{'command_name': ^null,'result':'fail','result_detail':{}}"},
    {"command is a number", BOTH, UCR_E_TYPE, "/command_name",
     "{'command_name':^1,'result':'fail','result_detail':{}}"},
    {"command is an array", BOTH, UCR_E_TYPE, "/command_name",
     "{'command_name':^['START'],'result':'fail','result_detail':{}}"},
    {"result is a bool", BOTH, UCR_E_TYPE, "/result",
     "{'command_name':'STOP','result':^true,'result_detail':{}}"},
    {"result is an object", BOTH, UCR_E_TYPE, "/result",
     "{'command_name':'STOP','result':^{'result':1},'result_detail':{}}"},
    {"detail is an array", S, UCR_E_TYPE, "/result_detail",
     "{" GOOD ",'result_detail': ^[]}"},
    {"detail is a number", S, UCR_E_TYPE, "/result_detail",
     "{" GOOD ",'result_detail':^0}"},
    {"detail is a bool", S, UCR_E_TYPE, "/result_detail",
     "{" GOOD ",'result_detail':^false}"},
    {"detail is null", S, UCR_E_TYPE, "/result_detail",
     "{'result_detail':^null," GOOD "}"},
    {"all missing", BOTH, UCR_E_MISSING, "/command_name", "{^}"},
    {"all missing", I, UCR_E_MISSING, "/command_name", MARK "{ ^}\n"},
    {"command missing", BOTH, UCR_E_MISSING, "/command_name",
     "{'result':'fail','result_detail':{} ^}"},
    {"result missing", BOTH, UCR_E_MISSING, "/result",
     "{'result_detail':{'result':'fail'},'command_name':'STOP'^}"},
    {"two missing", BOTH, UCR_E_MISSING, "/result", "{'command_name':'STOP'^}"},
    {"detail missing", S, UCR_E_MISSING, "/result_detail", "{" GOOD "^}"},
    {"detail and command missing", S, UCR_E_MISSING, "/command_name",
     "{'result':'fail'^}"},
    {"unknown", S, UCR_E_UNKNOWN, "", "{" GOOD ",^'a':1,'result_detail':{}}"},
    {"unknown and empty", S, UCR_E_UNKNOWN, "",
     "{^'':1," GOOD ",'result_detail':{}}"},
    {"other case", S, UCR_E_UNKNOWN, "",
     "{" GOOD ", ^'Result_detail':{},'result_detail':{}}"},
    {"name of an answer", S, UCR_E_UNKNOWN, "",
     "{" GOOD ",'result_detail':{},^'error_code':'C'}"},
    {"name of a success", S, UCR_E_UNKNOWN, "",
     "{^'body':''," GOOD ",'result_detail':{}}"},
    {"command twice", BOTH, UCR_E_DUPLICATE, "/command_name",
     "{" GOOD ",'result_detail':{},^'command_name':'START'}"},
    {"command twice, escaped", BOTH, UCR_E_DUPLICATE, "/command_name",
     "{" GOOD ", ^'\\u0063ommand_name':'STOP','result_detail':{}}"},
    {"result twice, of another type", BOTH, UCR_E_DUPLICATE, "/result",
     "{" GOOD ",^'result':null,'result_detail':{}}"},
    {"result twice, the first escaped", BOTH, UCR_E_DUPLICATE, "/result",
     "{'resul\\u0074':'fail','command_name':'STOP',^'result':'fail',"
     "'result_detail':{}}"},
    {"detail twice", BOTH, UCR_E_DUPLICATE, "/result_detail",
     "{" GOOD ",'result_detail':{},^'result_detail':{}}"},
    {"detail twice, null", I, UCR_E_DUPLICATE, "/result_detail",
     "{'result_detail':null,^'result_detai\\u006c':null," GOOD "}"},
};

static void test_meaning_faults(void **state)
{
    (void)state;
    refuses_all(meaning_faults, COUNT_OF(meaning_faults));
}

static const refusal two_faults[] = {
    {"scanner over type", BOTH, UCR_E_SYNTAX, "/result",
     "{'command_name':1,'result':^}"},
    {"scanner over enum", BOTH, UCR_E_NUMBER, "/result_detail",
     "{'command_name':'','result':'','result_detail':0^1}"},
    {"scanner over duplicate", BOTH, UCR_E_EOF, "",
     "{" GOOD ",'result':'fail',^"},
    {"scanner over unknown", S, UCR_E_TRAILING, "", "{'a':1}^}"},
    {"scanner over missing", BOTH, UCR_E_TRAILING, "", "{}^]"},
    {"surrogate over meaning", S, UCR_E_SURROGATE, "",
     "{'command_name':1,'result':'','^\\udc00':1}"},
    {"scanner over a top that is no object", BOTH, UCR_E_SYNTAX, "",
     "['START',^]"},
    {"scanner after a top that is no object", BOTH, UCR_E_TRAILING, "",
     "null ^null"},
    {"mark over grammar", S, UCR_E_BOM, "", "^" MARK "x"},
    {"mark over empty", S, UCR_E_BOM, "", "^" MARK " "},
    {"first of two in the scanner", S, UCR_E_SURROGATE, "/command_name",
     "{'command_name':'^\\ud800','a':01}"},
    {"first of two in the scanner", BOTH, UCR_E_NUMBER, "/result_detail",
     "{'result_detail':0^1,'a':'\\ud800\n"},
    {"type, then enum", BOTH, UCR_E_TYPE, "/command_name",
     "{'command_name':^1,'result':'','result_detail':{}}"},
    {"enum, then type", BOTH, UCR_E_ENUM, "/result",
     "{'result':^'','command_name':1,'result_detail':{}}"},
    {"enum, then missing", BOTH, UCR_E_ENUM, "/result", "{'result':^'no'}"},
    {"type, then missing", BOTH, UCR_E_TYPE, "/command_name",
     "{'command_name':^null}"},
    {"unknown, then type", S, UCR_E_UNKNOWN, "", "{^'a':1,'command_name':1}"},
    {"type, then unknown", S, UCR_E_TYPE, "/command_name",
     "{'command_name':^1,'a':1}"},
    {"unknown, then duplicate", S, UCR_E_UNKNOWN, "",
     "{" GOOD ",^'a':1,'result':1}"},
    {"unknown, then duplicate", I, UCR_E_DUPLICATE, "/result",
     "{" GOOD ",'a':1,^'result':1}"},
    {"duplicate, then unknown", S, UCR_E_DUPLICATE, "/result",
     "{" GOOD ",^'result':1,'a':1}"},
    {"duplicate, then missing", BOTH, UCR_E_DUPLICATE, "/result",
     "{'result':'fail',^'result':'fail'}"},
    {"duplicate whose value is wrong too", BOTH, UCR_E_DUPLICATE,
     "/command_name", "{" GOOD ",^'command_name':1,'result_detail':{}}"},
    {"first of two duplicates", BOTH, UCR_E_DUPLICATE, "/result",
     "{" GOOD ",^'result':1,'command_name':1}"},
    {"enum in strict, then enum", S, UCR_E_ENUM, "/command_name",
     "{'command_name':^'SKIP','result':'no'}"},
    {"enum in strict, then enum", I, UCR_E_ENUM, "/result",
     "{'command_name':'SKIP','result':^'no'}"},
    {"type of a detail, then missing", S, UCR_E_TYPE, "/result_detail",
     "{'result_detail':^1}"},
};

static void test_two_faults(void **state)
{
    (void)state;
    refuses_all(two_faults, COUNT_OF(two_faults));
}

/* ---- Limits -----------------------------------------------------------------
 */

static void takes_within(const char *json, unsigned rows, size_t max_body,
                         size_t max_depth)
{
    ucr_str body = json_of(json);
    for (unsigned i = 0; i < PROFILES; i++) {
        const ucr_options options = {max_body, max_depth, 1, (ucr_profile)i};
        ucr_request out;
        ucr_error err;
        if (holds_in(rows, i)) {
            ucr_decode_request(&out, body, &options, &err);
            explain(json, i, &err, UCR_OK, 0);
            assert_int_equal(err.code, UCR_OK);
            assert_int_equal(out.command, UCR_COMMAND_START);
        }
    }
    block_free(body);
}

static void test_max_body_counts_every_byte(void **state)
{
    (void)state;
    static const char *const bodies[] = {"{" GOOD ",'result_detail':{}}",
                                         " {" GOOD ",'result_detail':''}\n",
                                         MARK "{" GOOD "}"};
    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        size_t len = strlen(bodies[i]);
        unsigned rows = bodies[i][0] == MARK[0] ? I : BOTH;
        ucr_str body = json_of(bodies[i]);
        takes_within(bodies[i], rows, len, 0);
        takes_within(bodies[i], rows, len + 1, 0);
        takes_within(bodies[i], rows, SIZE_MAX, 0);
        for (unsigned k = 0; k < PROFILES; k++) {
            for (size_t max = 1; max < len; max++) {
                ucr_options options = {max, 0, 0, (ucr_profile)k};
                refuses_body(bodies[i], body, &options, UCR_E_BODY_SIZE, max,
                             "");
            }
        }
        block_free(body);
    }
}

static void test_a_body_that_is_too_long_is_not_read(void **state)
{
    (void)state;
    static const size_t sizes[] = {UCR_DEFAULT_MAX_BODY + 1, SIZE_MAX / 2,
                                   SIZE_MAX / 2 + 1, SIZE_MAX - 1, SIZE_MAX};
    ucr_str one = block("{", 1);
    ucr_str body = one;
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        body.len = sizes[i];
        for (unsigned k = 0; k < PROFILES; k++) {
            refuses_body("size", body, profiles[k], UCR_E_BODY_SIZE,
                         UCR_DEFAULT_MAX_BODY, "");
        }
        refuses_body("size", body, NULL, UCR_E_BODY_SIZE, UCR_DEFAULT_MAX_BODY,
                     "");
    }
    const ucr_options most = {SIZE_MAX - 1, 0, 0, UCR_INTEROP};
    refuses_body("size", body, &most, UCR_E_BODY_SIZE, SIZE_MAX - 1, "");
    block_free(one);
}

/* `"result_detail"` is as long as the default allows, and one byte longer. */
static void test_max_body_by_default_is_twelve_mebibytes(void **state)
{
    (void)state;
    for (size_t more = 0; more <= 1; more++) {
        ucr_str head = json_of("{" GOOD ",'result_detail':'");
        size_t len = UCR_DEFAULT_MAX_BODY + more;
        char *bytes = malloc(len);
        assert_non_null(bytes);
        memset(bytes, 'a', len);
        memcpy(bytes, head.ptr, head.len);
        memcpy(bytes + len - 2, "\"}", 2);
        for (unsigned i = 0; i < PROFILES; i++) {
            ucr_request out;
            ucr_str body = {bytes, len};
            if (more > 0) {
                refuses_body("size", body, profiles[i], UCR_E_BODY_SIZE,
                             UCR_DEFAULT_MAX_BODY, "");
                continue;
            }
            assert_int_equal(ucr_decode_request(&out, body, profiles[i], NULL),
                             UCR_OK);
            assert_int_equal(out.result_detail_text.raw.len,
                             len - head.len - 2);
        }
        block_free(head);
        free(bytes);
    }
}

static void test_max_depth_at_the_limit_and_above(void **state)
{
    (void)state;
    static const struct {
        size_t max_depth;
        refusal row;
    } rows[] = {
        {1,
         {"detail", BOTH, UCR_E_DEPTH, "/result_detail",
          "{" GOOD ",'result_detail':^{}}"}},
        {1,
         {"command", BOTH, UCR_E_DEPTH, "/command_name",
          "{'command_name':^[]}"}},
        {1, {"unknown", BOTH, UCR_E_DEPTH, "", "{'a':^[],'result':1}"}},
        {1, {"before meaning", BOTH, UCR_E_DEPTH, "", "{'result':1,'a':^{}}"}},
        {1, {"top that is no object", BOTH, UCR_E_DEPTH, "", "[^[]]"}},
        {2,
         {"in a detail", BOTH, UCR_E_DEPTH, "/result_detail",
          "{" GOOD ",'result_detail':{'a':^[]}}"}},
        {2,
         {"after siblings", BOTH, UCR_E_DEPTH, "/result_detail",
          "{" GOOD ",'a':[],'result_detail':{'a':1,'b':^{}}}"}},
        {3,
         {"after going back", BOTH, UCR_E_DEPTH, "/result_detail",
          "{'result_detail':{'a':[],'b':{'c':^[]}}}"}},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        const ucr_options limits = {0, rows[i].max_depth, 0, UCR_INTEROP};
        refuses(&rows[i].row, &limits);
    }
    takes_within("{" GOOD "}", I, 0, 1);
    takes_within("{" GOOD ",'result_detail':''}", BOTH, 0, 1);
    takes_within("{" GOOD ",'result_detail':{}}", BOTH, 0, 2);
    takes_within("{" GOOD ",'result_detail':{'a':[],'b':{}}}", BOTH, 0, 3);
}

/* Brackets in a detail, which begins at level 2. */
static void test_max_depth_by_default_and_at_most(void **state)
{
    (void)state;
    static const size_t limits[][2] = {{0, 128}, {128, 128}, {512, 512}};
    ucr_str head = json_of("{" GOOD ",'result_detail':{'':");
    for (size_t i = 0; i < COUNT_OF(limits); i++) {
        const size_t fits = limits[i][1] - 2;
        for (size_t depth = fits - 1; depth <= fits + 1; depth++) {
            char text[2048];
            memcpy(text, head.ptr, head.len);
            memset(text + head.len, '[', depth);
            memset(text + head.len + depth, ']', depth);
            memset(text + head.len + 2 * depth, '}', 2);
            ucr_str body = block(text, head.len + 2 * depth + 2);
            for (unsigned k = 0; k < PROFILES; k++) {
                ucr_options options = {0, limits[i][0], 0, (ucr_profile)k};
                ucr_request out;
                if (depth <= fits) {
                    assert_int_equal(
                        ucr_decode_request(&out, body, &options, NULL), UCR_OK);
                } else {
                    refuses_body("depth", body, &options, UCR_E_DEPTH,
                                 head.len + fits, "/result_detail");
                }
            }
            block_free(body);
        }
    }
    block_free(head);
}

/* A detail's elements are nobody's but the caller's. */
static void test_max_items_is_not_for_a_request(void **state)
{
    (void)state;
    takes_within("{" GOOD ",'result_detail':{'details':[1,2,3],"
                 "'error_param':['','']}}",
                 BOTH, 0, 0);
    takes_within("{" GOOD ",'details':[1,2,3]}", I, 0, 0);
}

/* ---- Arguments --------------------------------------------------------------
 */

static void test_arguments(void **state)
{
    (void)state;
    static const ucr_options wrong[] = {
        {0, 0, 0, (ucr_profile)2},     {0, 0, 0, (ucr_profile)INT_MAX},
        {0, 0, 0, (ucr_profile)-1},    {0, UCR_MAX_DEPTH + 1, 0, UCR_STRICT},
        {0, SIZE_MAX, 0, UCR_INTEROP},
    };
    ucr_str body = json_of("{" GOOD ",'result_detail':{}}");
    ucr_error err;
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        refuses_body("options", body, &wrong[i], UCR_E_ARGUMENT, 0, "");
        ucr_options first = wrong[i];
        first.max_body = 1;
        refuses_body("before the size", body, &first, UCR_E_ARGUMENT, 0, "");
    }
    refuses_body("body", (ucr_str){NULL, 1}, NULL, UCR_E_ARGUMENT, 0, "");
    refuses_body("before the size", (ucr_str){NULL, SIZE_MAX}, &strict,
                 UCR_E_ARGUMENT, 0, "");
    assert_int_equal(ucr_decode_request(NULL, body, NULL, &err),
                     UCR_E_ARGUMENT);
    assert_fault(&err, UCR_E_ARGUMENT, 0, "");
    assert_int_equal(ucr_decode_request(NULL, body, NULL, NULL),
                     UCR_E_ARGUMENT);
    block_free(body);
}

static void test_no_body_is_an_empty_one(void **state)
{
    (void)state;
    const ucr_str none = {NULL, 0};
    refuses_body("no body", none, NULL, UCR_E_EMPTY, 0, "");
    refuses_body("no body", none, &interop, UCR_E_EMPTY, 0, "");
    refuses_body("no body", none, &strict, UCR_E_EMPTY, 0, "");
}

static void test_no_options_are_those_of_interop(void **state)
{
    (void)state;
    ucr_request out, same;
    ucr_str body = json_of(MARK "{'command_name':'SKIP','result':'fail'}");
    assert_int_equal(ucr_decode_request(&out, body, NULL, NULL), UCR_OK);
    assert_int_equal(ucr_decode_request(&same, body, &interop, NULL), UCR_OK);
    assert_int_equal(out.command, same.command);
    assert_ptr_equal(out.command_name.raw.ptr, same.command_name.raw.ptr);
    assert_int_equal(out.result, UCR_RESULT_FAIL);
    block_free(body);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_commands),
        cmocka_unit_test(test_other_commands),
        cmocka_unit_test(test_results_are_two),
        cmocka_unit_test(test_members_in_any_order),
        cmocka_unit_test(test_details),
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_scanner_faults),
        cmocka_unit_test(test_a_cut_names_the_member_that_it_is_in),
        cmocka_unit_test(test_meaning_faults),
        cmocka_unit_test(test_two_faults),
        cmocka_unit_test(test_max_body_counts_every_byte),
        cmocka_unit_test(test_a_body_that_is_too_long_is_not_read),
        cmocka_unit_test(test_max_body_by_default_is_twelve_mebibytes),
        cmocka_unit_test(test_max_depth_at_the_limit_and_above),
        cmocka_unit_test(test_max_depth_by_default_and_at_most),
        cmocka_unit_test(test_max_items_is_not_for_a_request),
        cmocka_unit_test(test_arguments),
        cmocka_unit_test(test_no_body_is_an_empty_one),
        cmocka_unit_test(test_no_options_are_those_of_interop),
    };
    return cmocka_run_group_tests_name("request", tests, NULL, NULL);
}
