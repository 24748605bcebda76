/* SPDX-License-Identifier: MIT */
/*
 * straight_read.h, in each of its ways, against the portable copy of the core,
 * which has none: what is said to be right is right, and read alike. Which
 * messages are in straight form is listed here; that one is not costs time
 * and no verdict.
 */
#include "straight_read.h"

#include "guard.h"
#include "options.h"
#include "rows.h"
#include "seeds.h"
#include "straight_write.h"
#include "twin.h"

#include <stdio.h>
#include <string.h>

#define MAX_BODY ((size_t)4096)

typedef struct way {
    bool (*request)(ucr_request *, ucr_str, const ucr_options *);
    bool (*error)(ucr_response *, int, ucr_str, const ucr_options *);
    bool (*param)(ucr_text *, const char **, const char *, char);
    bool (*detail)(ucr_detail *, const char **, const char *, char);
} way;

/* The vectors that this file is compiled with, what the library chooses, and
 * its wide ones. */
static const way ways[] = {
    {read_request, read_error, read_param, read_detail},
#if defined(UCR_STRAIGHT)
    {ucr_straight_request, ucr_straight_error, ucr_straight_param,
     ucr_straight_detail},
#endif
#if defined(UCR_STRAIGHT_WIDE)
    {ucr_straight_wide_request, ucr_straight_wide_error,
     ucr_straight_wide_param, ucr_straight_wide_detail},
#endif
};

static size_t way_count(void)
{
#if defined(UCR_STRAIGHT_WIDE)
    return ucr_straight_has_wide() ? COUNT_OF(ways) : COUNT_OF(ways) - 1;
#else
    return COUNT_OF(ways);
#endif
}

/* ---- The same --------------------------------------------------------------
 */

static bool same_str(ucr_str a, ucr_str b)
{
    return a.ptr == b.ptr && a.len == b.len;
}

static bool same_text(ucr_text a, ucr_text b)
{
    return same_str(a.raw, b.raw) && a.escaped == b.escaped;
}

static bool same_json(ucr_json a, ucr_json b)
{
    return same_str(a.raw, b.raw) && a.kind == b.kind;
}

static bool same_request(const ucr_request *a, const ucr_request *b)
{
    return same_text(a->command_name, b->command_name) &&
           same_json(a->result_detail, b->result_detail) &&
           same_text(a->result_detail_text, b->result_detail_text) &&
           a->command == b->command && a->result == b->result;
}

static bool same_lists(const ucr_response *a, const ucr_response *b)
{
    return same_str(a->error_param.raw, b->error_param.raw) &&
           a->error_param.items == b->error_param.items &&
           a->error_param.count == b->error_param.count &&
           same_str(a->details.raw, b->details.raw) &&
           a->details.items == b->details.items &&
           a->details.count == b->details.count;
}

static bool same_response(const ucr_response *a, const ucr_response *b)
{
    return same_text(a->error_code, b->error_code) &&
           same_text(a->error_msg, b->error_msg) &&
           same_text(a->encoded_authorization_message,
                     b->encoded_authorization_message) &&
           same_lists(a, b) && same_text(a->request_id, b->request_id) &&
           same_text(a->title, b->title) && same_text(a->message, b->message) &&
           same_json(a->body, b->body) && a->status == b->status &&
           a->shape == b->shape && a->ignored == b->ignored;
}

/* ---- Judging ---------------------------------------------------------------
 */

static unsigned long read_straight;

static void expect_right(bool right, ucr_str body)
{
    if (!right) {
        print_error("another reading: %.*s\n", (int)body.len, body.ptr);
        fail();
    }
}

/* Without vectors this file is compiled without blocks too, which the library
 * may have: they know more of large values. */
static bool may_differ(ucr_str body)
{
#if defined(UCR_PORTABLE)
    return body.len > (size_t)LARGE;
#else
    (void)body;
    return false;
#endif
}

/* Reads a request in every way; gives whether it was in straight form. */
static bool judge_request(ucr_str source, const ucr_options *options)
{
    ucr_request expected;
    ucr_options resolved;
    ucr_error err;
    const ucr_str body = {guard_after(source.ptr, source.len), source.len};
    bool first = false;
    assert_true(ucr_options_resolve(&resolved, options));
    const ucr_code code =
        ucr_twin_decode_request(&expected, body, options, &err);
    for (size_t i = 0; i < way_count(); i++) {
        ucr_request got;
        memset(&got, 0x33, sizeof(got));
        const bool straight = ways[i].request(&got, body, &resolved);
        expect_right(!straight ||
                         (code == UCR_OK && same_request(&got, &expected)),
                     body);
        expect_right(i == 0 || straight == first || may_differ(body), body);
        first = straight;
        read_straight += straight;
    }
    return first;
}

static bool judge_error(int status, ucr_str source, const ucr_options *options)
{
    ucr_response expected;
    ucr_options resolved;
    ucr_error err;
    const ucr_str body = {guard_after(source.ptr, source.len), source.len};
    bool first = false;
    assert_true(ucr_options_resolve(&resolved, options));
    const ucr_code code =
        ucr_twin_decode_response(&expected, status, body, options, &err);
    for (size_t i = 0; i < way_count(); i++) {
        ucr_response got;
        memset(&got, 0x33, sizeof(got));
        const bool straight = ways[i].error(&got, status, body, &resolved);
        expect_right(!straight ||
                         (code == UCR_OK && same_response(&got, &expected)),
                     body);
        expect_right(i == 0 || straight == first || may_differ(body), body);
        first = straight;
        read_straight += straight;
    }
    return first;
}

/* ---- Which messages are straight -------------------------------------------
 */

typedef struct row {
    const char *text;
    unsigned straight; /* in which profiles */
} row;

#define START "{'command_name':'START','result':'success'"
#define DETAIL START ",'result_detail':"
#define TEN "0123456789"
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

static const row requests[] = {
    {DETAIL "{'msg':'xxx'}}", BOTH},
    {"{'command_name':'STOP','result':'fail','result_detail':{}}", BOTH},
    {"{'command_name':'SYNC','result':'fail','result_detail':{}}", BOTH},
    {"{'command_name':'DELETE','result':'fail','result_detail':{}}", BOTH},
    {"{'command_name':'UPLOAD_LOG','result':'fail','result_detail':{}}", BOTH},
    {"{'command_name':'RSET_LOG_ACL','result':'fail','result_detail':{}}",
     BOTH},
    {"{\n  'command_name': 'START',\n  'result': 'success',\n"
     "  'result_detail': {\n    'msg': 'xxx'\n  }\n}\n",
     BOTH},
    {" \t\r\n{ 'command_name' : 'START' , 'result' : 'success' , "
     "'result_detail' : { } } ",
     BOTH},
    {DETAIL "{'a':1,'b':true,'c':null,'d':false,'e':[],'f':{'g':-1.5e9}}}",
     BOTH},
    {DETAIL "{'a\\n':'\\u00e9','\xC3\xA9':'\\\\'}}", BOTH},
    {DETAIL "{'" HUNDRED "':'" HUNDRED HUNDRED HUNDRED "'}}", BOTH},
    {DETAIL "{'a':[0," HUNDRED "," HUNDRED "," HUNDRED "]}}", 0},
    {DETAIL "{'a':[0,1" HUNDRED ",1" HUNDRED ",1" HUNDRED "]}}", BOTH},
    {DETAIL "{'a':'\\ud83d\\ude00'}}", BOTH},
    {DETAIL "{'a':'\\ud83d'}}", I},
    {DETAIL "'{\\'msg\\':1}'}", BOTH},
    {DETAIL "''}", BOTH},
    {DETAIL "[1]}", I},
    {DETAIL "-0.0}", I},
    {DETAIL "null}", I},
    {START "}", I},
    {"{'command_name':'OTHER','result':'success','result_detail':{}}", I},
    {"{'command_name':'start','result':'fail'}", I},
    /* A member that is not where it is expected, or not known. */
    {"{'result':'success','command_name':'START','result_detail':{}}", 0},
    {"{'command_name':'START','result_detail':{},'result':'success'}", 0},
    {DETAIL "{},'more':1}", 0},
    {"{'more':1,'command_name':'START','result':'fail','result_detail':{}}", 0},
    {DETAIL "{},'result_detail':{}}", 0},
    {DETAIL "{},'result':'fail'}", 0},
    {"{'command_name':'START','result_detail':{}}", 0},
    {"{'command_name':'START'}", 0},
    {"{}", 0},
    /* A name or a word that is spelled in another way. */
    {"{'command\\u005fname':'START','result':'fail','result_detail':{}}", 0},
    {"{'command_name':'\\u0053TART','result':'fail','result_detail':{}}", 0},
    {"{'command_name':'START','result':'f\\u0061il','result_detail':{}}", 0},
    {"{'Command_name':'START','result':'fail','result_detail':{}}", 0},
    {"{'command_name':'','result':'fail'}", 0},
    {"{'command_name':'START','result':'Fail'}", 0},
    {"{'command_name':'START','result':'failed'}", 0},
    {"{'command_name':1,'result':'fail'}", 0},
    {"{'command_name':'START','result':null}", 0},
    /* What is no JSON, or not alone. */
    {"", 0},
    {" ", 0},
    {"[" START "}]", 0},
    {START "} x", 0},
    {START ",}", 0},
    {START, 0},
    {MARK START "}", 0},
    {DETAIL "{'a':01}}", 0},
    {DETAIL "{'a':1,}}", 0},
    {DETAIL "{'a' 1}}", 0},
    {DETAIL "{'a':tru}}", 0},
    {DETAIL "{a:1}}", 0},
    {DETAIL "{'a':'2}}", 0},
    {DETAIL "{'a' : '2\n  }\n}", 0},
    {DETAIL "{'a':,'b':1}}", 0},
    {DETAIL "{'a':1,}", 0},
    {DETAIL "{,'a':1}}", 0},
    {DETAIL "{\n    'a' : 1\n  ]\n}", 0},
    {DETAIL "{'a':1\n}", 0},
    {DETAIL "{'a':1}\n]", 0},
    {DETAIL "{'a':'\n'}}", 0},
    {DETAIL "{'a':'\\x'}}", 0},
    {DETAIL "{'a':'\xC0\x80'}}", 0},
    {DETAIL "'\xE8\xBF'}", 0},
    {DETAIL "}", 0},
    {DETAIL "{}", 0},
};

#define MEMBERS                                                                \
    "'encoded_authorization_message':'e','error_param':['p','q'],"             \
    "'details':[{" PAIR "},{" PAIR "}]"
#define SWAPPED "'error_msg':'M','error_code':'C'"

static const row errors[] = {
    {"{" PAIR "}", BOTH},
    {"{" SWAPPED "}", BOTH},
    {"{" PAIR "," MEMBERS "}", BOTH},
    {"{" PAIR ",'encoded_authorization_message':''}", BOTH},
    {"{" PAIR ",'error_param':[]}", BOTH},
    {"{" PAIR ",'error_param':[ '' , 'a\\n' ]}", BOTH},
    {"{" PAIR ",'details':[]}", BOTH},
    {"{" PAIR ",'details':[ ]}", BOTH},
    {"{" PAIR ",'details':[{" SWAPPED "}]}", BOTH},
    {"{\n  'error_code': 'C',\n  'error_msg': 'M',\n  'error_param': [\n"
     "    'p'\n  ],\n  'details': [\n    {\n      'error_code': 'C',\n"
     "      'error_msg': 'M'\n    }\n  ]\n}\n",
     BOTH},
    /* As the page has them. */
    {"{\n  'error_code' : 'SMS.9004',\n  'error_msg' : 'M'\n}", BOTH},
    {"{\n  'error_code' : 'SMS.9004',\n  'error_msg' : 'M',\n"
     "  'encoded_authorization_message' : 'e',\n"
     "  'error_param' : [ 'p', 'q' ],\n"
     "  'details' : [ {\n    'error_code' : 'SMS.9004',\n"
     "    'error_msg' : '\xE8\xBF\x81'\n  }, {\n"
     "    'error_code' : 'SMS.9005',\n    'error_msg' : '" HUNDRED "'\n"
     "  } ]\n}",
     BOTH},
    {"{\r\n\t'error_code'\t:\t'C',\r\n\t'error_msg'\n:\n'M'\r\n}\r\n", BOTH},
    {"{\n   'error_code' : 'C',\n    'error_msg'  :  'M'\n     }", BOTH},
    {"{'error_code': 'SMS.9004', 'error_msg': 'M'}", BOTH},
    {"{'error_code':'SMS.900','error_msg':'SMS.9004'}", BOTH},
    {"{'error_code':'SMS.90040','error_msg':''}", BOTH},
    {"{'error_code':'SMS.900\\n','error_msg':''}", BOTH},
    {"{'error_code':'SMS.9:04','error_msg':''}", BOTH},
    {"{'error_code':'SMS./004','error_msg':''}", BOTH},
    {"{'error_code':'\\u0043','error_msg':'\xE8\xBF\x81'}", BOTH},
    {"{'error_code':'','error_msg':''}", BOTH},
    {"{'error_code':'" HUNDRED "','error_msg':'" HUNDRED "'}", BOTH},
    {"{'error_code':'\\ud800','error_msg':''}", I},
    {"{" SWAPPED ",'request_id':'r'}", I},
    {"{" PAIR ",'request_id':'r'}", I},
    {"{" PAIR "," MEMBERS ",'request_id':'r'}", I},
    /* A member that is not where it is expected, or not known. */
    {"{'error_code':'C'}", 0},
    {"{'error_msg':'M'}", 0},
    {"{'error_code':'SMS.9004','error_code':'M'}", 0},
    {"{\n  'error_code' : 'SMS.9004',\n  'error_code' : 'M'\n}", 0},
    {"{'error_code': 'SMS.9004', 'error_code': 'M'}", 0},
    {"{}", 0},
    {"{" PAIR ",'more':1}", 0},
    {"{'more':1," PAIR "}", 0},
    {"{" PAIR "," PAIR "}", 0},
    {"{" PAIR ",'error_param':[],'encoded_authorization_message':''}", 0},
    {"{" PAIR ",'details':[],'error_param':[]}", 0},
    {"{" PAIR ",'request_id':'r','details':[]}", 0},
    {"{" PAIR ",'details':[],'details':[]}", 0},
    {"{'error':{" PAIR "}}", 0},
    {"{'errorCode':'C','errorMsg':'M'}", 0},
    {"{'error_msg':'M','request_id':'r','error_code':'C'}", 0},
    /* A value of another type, or another spelling. */
    {"{'error_code':1,'error_msg':'M'}", 0},
    {"{'error_code':'C','error_msg':null}", 0},
    {"{" PAIR ",'encoded_authorization_message':1}", 0},
    {"{" PAIR ",'error_param':'p'}", 0},
    {"{" PAIR ",'error_param':[1]}", 0},
    {"{" PAIR ",'error_param':['p',]}", 0},
    {"{" PAIR ",'error_param':['p' 'q']}", 0},
    {"{" PAIR ",'details':{}}", 0},
    {"{" PAIR ",'details':[1]}", 0},
    {"{" PAIR ",'details':[{}]}", 0},
    {"{" PAIR ",'details':[{'error_code':'C'}]}", 0},
    {"{" PAIR ",'details':[{" PAIR ",'more':1}]}", 0},
    {"{" PAIR ",'details':[{" PAIR "},]}", 0},
    {"{" PAIR ",'details':[{" PAIR "} {" PAIR "}]}", 0},
    {"{" PAIR ",'request_id':null}", 0},
    {"{'error\\u005fcode':'C','error_msg':'M'}", 0},
    /* What is no JSON, or not alone. */
    {"", 0},
    {"null", 0},
    {"[{" PAIR "}]", 0},
    {"{" PAIR "}{}", 0},
    {"{" PAIR ",}", 0},
    {"{" PAIR, 0},
    {"{" PAIR "\n]", 0},
    {"{'error_code':,'error_msg':'M'}", 0},
    {"{" PAIR ",'encoded_authorization_message':,'error_param':[]}", 0},
    {"{" PAIR ",'error_param':,'details':[]}", 0},
    {"{" PAIR ",'error_param':[,'p']}", 0},
    {"{" PAIR ",'error_param':[ ,'p']}", 0},
    {"{" PAIR ",'error_param':['p]}", 0},
    {"{" PAIR ",'error_param':[ }", 0},
    {"{" PAIR ",'details':[,{" PAIR "}]}", 0},
    {"{" PAIR ",'details':[ ,{" PAIR "}]}", 0},
    {"{" PAIR ",'details':[{" PAIR "}}", 0},
    {"{" PAIR ",'request_id':}", 0},
    {MARK "{" PAIR "}", 0},
    {"{'error_code':'\x01','error_msg':''}", 0},
    {"{'error_code':'\\','error_msg':''}", 0},
    {"{'error_code':'\xFF','error_msg':''}", 0},
    {"{'error_code':'SMS.900\xFF','error_msg':''}", 0},
    {"{'error_code':'SMS.9004,'error_msg':''}", 0},
    {"{\v'error_code':'C','error_msg':''}", 0},
    {"{\n  \f 'error_code':'C','error_msg':''}", 0},
};

static void expect_form(const row *r, unsigned profile, bool straight)
{
    if (straight != holds_in(r->straight, profile)) {
        print_error("profile %u: %s\n", profile, r->text);
        fail();
    }
}

/* A row's body under one of the profiles. */
typedef void visit(const row *r, ucr_str body, unsigned profile);

static void for_each(const row *rows, size_t count, visit *go)
{
    for (size_t i = 0; i < count; i++) {
        ucr_str body = json_of(rows[i].text);
        for (unsigned p = 0; p < PROFILES; p++) {
            go(&rows[i], body, p);
        }
        block_free(body);
    }
}

static void visit_request(const row *r, ucr_str body, unsigned profile)
{
    expect_form(r, profile, judge_request(body, profiles[profile]));
}

static void visit_error(const row *r, ucr_str body, unsigned profile)
{
    expect_form(r, profile, judge_error(403, body, profiles[profile]));
}

static void test_requests_that_are_straight(void **state)
{
    (void)state;
    for_each(requests, COUNT_OF(requests), visit_request);
}

static void test_errors_that_are_straight(void **state)
{
    (void)state;
    for_each(errors, COUNT_OF(errors), visit_error);
}

/* ---- Written again ---------------------------------------------------------
 */

#if defined(UCR_STRAIGHT)

/* What a body that is read straight says is written straight, with lists as
 * decode gives them, white space and all. */
static void expect_error_written(const row *r, ucr_str body, unsigned profile)
{
    char got[MAX_BODY], expected[MAX_BODY];
    ucr_response out;
    ucr_options resolved;
    size_t len;
    if (!holds_in(r->straight, profile)) {
        return;
    }
    assert_true(ucr_options_resolve(&resolved, profiles[profile]));
    assert_true(ways[0].error(&out, 403, body, &resolved));
    assert_int_equal(ucr_twin_encode_response(expected, sizeof(expected), &len,
                                              &out, profiles[profile], NULL),
                     UCR_OK);
    expect_right(ucr_straight_write_error(got, sizeof(got), &out, &resolved) ==
                         len &&
                     memcmp(got, expected, len) == 0,
                 body);
}

static void expect_request_written(const row *r, ucr_str body, unsigned profile)
{
    char got[MAX_BODY], expected[MAX_BODY];
    ucr_request out;
    ucr_options resolved;
    size_t len;
    if (!holds_in(r->straight, profile)) {
        return;
    }
    assert_true(ucr_options_resolve(&resolved, profiles[profile]));
    assert_true(ways[0].request(&out, body, &resolved));
    assert_int_equal(ucr_twin_encode_request(expected, sizeof(expected), &len,
                                             &out, profiles[profile], NULL),
                     UCR_OK);
    /* Any other command is for the general way. */
    const size_t straight = out.command != UCR_COMMAND_OTHER ? len : 0;
    expect_right(ucr_straight_write_request(got, sizeof(got), &out,
                                            &resolved) == straight &&
                     memcmp(got, expected, straight) == 0,
                 body);
}

static void test_errors_that_are_straight_are_written_so(void **state)
{
    (void)state;
    for_each(errors, COUNT_OF(errors), expect_error_written);
}

static void test_requests_that_are_straight_are_written_so(void **state)
{
    (void)state;
    for_each(requests, COUNT_OF(requests), expect_request_written);
}

#endif

/* The three members that the page has with 403 alone. */
static void test_members_of_403_with_another_status(void **state)
{
    (void)state;
    static const char *const members[] = {"'encoded_authorization_message':'e'",
                                          "'error_param':[]", "'details':[]"};
    char text[256];
    for (size_t i = 0; i < COUNT_OF(members); i++) {
        snprintf(text, sizeof(text), "{%s,%s}", PAIR, members[i]);
        ucr_str body = json_of(text);
        assert_true(judge_error(400, body, &interop));
        assert_false(judge_error(400, body, &strict));
        assert_true(judge_error(403, body, &strict));
        block_free(body);
    }
}

/* ---- Limits ----------------------------------------------------------------
 */

static void test_every_row_under_narrow_limits(void **state)
{
    (void)state;
    read_straight = 0;
    for (size_t depth = 1; depth <= 4; depth++) {
        for (size_t items = 1; items <= 3; items++) {
            ucr_options options = {.max_depth = depth, .max_items = items};
            for (size_t i = 0; i < COUNT_OF(requests); i++) {
                ucr_str body = json_of(requests[i].text);
                judge_request(body, &options);
                block_free(body);
            }
            for (size_t i = 0; i < COUNT_OF(errors); i++) {
                ucr_str body = json_of(errors[i].text);
                judge_error(403, body, &options);
                block_free(body);
            }
        }
    }
    assert_true(read_straight > 0);
}

/* A detail so large that only blocks look at it, with so many brackets around a
 * text that ends so; under every limit up to one level more. */
static void judge_large(size_t levels, const char *special)
{
    static const char start[] = "{\"command_name\":\"STOP\",\"result\":"
                                "\"fail\",\"result_detail\":{\"a\":";
    static char body[2 * MAX_BODY];
    size_t used = sizeof(start) - 1;
    memcpy(body, start, used);
    memset(body + used, '[', levels);
    used += levels;
    body[used++] = '"';
    memset(body + used, 'x', (size_t)LARGE);
    used += (size_t)LARGE;
    memcpy(body + used, special, strlen(special));
    used += strlen(special);
    body[used++] = '"';
    memset(body + used, ']', levels);
    used += levels;
    memcpy(body + used, "}}", 2);
    used += 2;
    for (size_t depth = LEVELS; depth <= levels + 3; depth++) {
        for (unsigned p = 0; p < PROFILES; p++) {
            ucr_options options = *profiles[p];
            options.max_depth = depth;
            judge_request((ucr_str){body, used}, &options);
        }
    }
}

static void test_large_details_under_narrow_limits(void **state)
{
    (void)state;
    static const char *const ends[] = {"",        "\\n",     "\\ud83d\\ude00",
                                       "\\ud83d", "\\ude00", "\\ud83dx"};
    read_straight = 0;
    for (size_t levels = 1; levels <= 8; levels++) {
        for (size_t i = 0; i < COUNT_OF(ends); i++) {
            judge_large(levels, ends[i]);
        }
    }
    /* Without blocks a large detail is for the general way. */
    assert_true(read_straight > 0 || ucr_block_best() == UCR_BLOCK_NONE);
}

/* ---- One byte changed ------------------------------------------------------
 */

static void judge_both(ucr_str body)
{
    for (unsigned p = 0; p < PROFILES; p++) {
        judge_request(body, profiles[p]);
        judge_error(403, body, profiles[p]);
    }
}

/* A byte in the place of each, before each, and each left out. */
static void judge_edits(ucr_str body, char c)
{
    char edited[MAX_BODY];
    assert_true(body.len < sizeof(edited));
    for (size_t at = 0; at <= body.len; at++) {
        const size_t after = body.len - at;
        memcpy(edited, body.ptr, at);
        edited[at] = c;
        memcpy(edited + at + 1, body.ptr + at, after);
        judge_both((ucr_str){edited, body.len + 1});
        if (after > 0) {
            memcpy(edited + at + 1, body.ptr + at + 1, after - 1);
            judge_both((ucr_str){edited, body.len});
        }
    }
}

static void judge_cuts(ucr_str body)
{
    for (size_t len = 0; len < body.len; len++) {
        judge_both((ucr_str){body.ptr, len});
    }
}

/* Rows in straight form that are short enough to be changed everywhere. */
static void edit_rows(const row *rows, size_t count)
{
    static const char bytes[] = "{}[]:,\"\\ 0e_\n\x01\x80\xC3";
    for (size_t i = 0; i < count; i++) {
        ucr_str body = json_of(rows[i].text);
        if (rows[i].straight != 0) {
            judge_cuts(body);
        }
        if (rows[i].straight != 0 && body.len < 160) {
            for (size_t k = 0; k < sizeof(bytes) - 1; k++) {
                judge_edits(body, bytes[k]);
            }
        }
        block_free(body);
    }
}

static void test_every_edit_of_straight_requests(void **state)
{
    (void)state;
    read_straight = 0;
    edit_rows(requests, COUNT_OF(requests));
    assert_true(read_straight > 0);
}

static void test_every_edit_of_straight_errors(void **state)
{
    (void)state;
    read_straight = 0;
    edit_rows(errors, COUNT_OF(errors));
    assert_true(read_straight > 0);
}

/* ---- Strings ---------------------------------------------------------------
 */

/* What may be special in a string, and whether it may stand there. */
static const struct {
    const char *bytes;
    bool right;
} specials[] = {
    {"\\\\\\\"", true},      {"\\/", true},
    {"\\\"", true},          {"\\\\", true},
    {"\\u00e9", true},       {"\xC3\xA9", true},
    {"\xE8\xBF\x81", true},  {"\xF0\x9F\x98\x80", true},
    {"\\x", false},          {"\\u00g0", false},
    {"\\\xC3\xA9", false},   {"\x01", false},
    {"\xC3", false},         {"\xA9", false},
    {"\xE8\xBF", false},     {"\xE0\x80\x80", false},
    {"\xED\xA0\x80", false},
};

/* Plain bytes, the same special ones a few times, and plain bytes again. */
static void judge_special(size_t kind, size_t before, size_t times,
                          size_t after)
{
    static const char start[] =
        "{\"command_name\":\"STOP\",\"result\":\"fail\",\"result_detail\":\"";
    const size_t len = strlen(specials[kind].bytes);
    char body[MAX_BODY];
    size_t used = sizeof(start) - 1;
    memcpy(body, start, used);
    memset(body + used, 'x', before);
    used += before;
    for (size_t i = 0; i < times; i++, used += len) {
        memcpy(body + used, specials[kind].bytes, len);
    }
    memset(body + used, 'y', after);
    used += after;
    memcpy(body + used, "\"}", 2);
    const bool straight = judge_request((ucr_str){body, used + 2}, &interop);
    assert_int_equal(straight, specials[kind].right);
    /* And where nothing closes it. */
    assert_false(judge_request((ucr_str){body, used}, &interop));
}

static void test_special_bytes_at_every_place(void **state)
{
    (void)state;
    static const size_t times[] = {1, 2, FEW - 1, FEW, FEW + 1, 4 * FEW};
    for (size_t kind = 0; kind < COUNT_OF(specials); kind++) {
        for (size_t before = 0; before <= 70; before++) {
            for (size_t k = 0; k < COUNT_OF(times); k++) {
                judge_special(kind, before, times[k], before * 7 % 41);
            }
        }
        judge_special(kind, FROM_START - 1, 1, 0);
        judge_special(kind, FROM_START, 1, 3);
    }
}

/* What is special may reach into the next vector, in which there is nothing
 * else: none of that is left when the one after it is looked at. */
static void judge_gap(size_t first, size_t second, size_t before, size_t gap)
{
    char body[256];
    const int len = snprintf(
        body, sizeof(body),
        "{\"command_name\":\"STOP\",\"result\":\"fail\",\"result_detail\":"
        "\"%*s%s%*s%s\"}",
        (int)before, "", specials[first].bytes, (int)gap, "",
        specials[second].bytes);
    const bool straight = judge_request((ucr_str){body, (size_t)len}, &interop);
    assert_int_equal(straight, specials[second].right);
}

static void test_special_bytes_a_vector_apart(void **state)
{
    (void)state;
    for (size_t first = 0; specials[first].right; first++) {
        for (size_t second = 0; second < COUNT_OF(specials); second++) {
            for (size_t i = 0; i < 32 * 4; i++) {
                judge_gap(first, second, i % 32, 28 + i / 32);
                judge_gap(first, second, i % 32, 12 + i / 32);
            }
        }
    }
}

/* A member of so many plain bytes, something special in its value or name, and
 * as little after it as there can be. */
static void judge_short(const char *special, bool right, size_t before,
                        size_t after, bool in_name)
{
    char text[32];
    char body[256];
    snprintf(text, sizeof(text), "%.*s%s%.*s", (int)before, "xxxxxxxxxxxx",
             special, (int)after, "yyyyyyyyyyyy");
    const int len = snprintf(
        body, sizeof(body),
        "{\"command_name\":\"STOP\",\"result\":\"fail\",\"result_detail\":"
        "{\"%s\":\"%s\"}}",
        in_name ? text : "", in_name ? "" : text);
    const bool straight = judge_request((ucr_str){body, (size_t)len}, &interop);
    assert_int_equal(straight, right);
    for (size_t cut = 1; cut < 12; cut++) {
        assert_false(
            judge_request((ucr_str){body, (size_t)len - cut}, &interop));
    }
}

static void test_short_texts(void **state)
{
    (void)state;
    for (size_t before = 0; before <= 10; before++) {
        for (size_t after = 0; after <= 10; after++) {
            judge_short("", true, before, after, true);
            judge_short("", true, before, after, false);
            for (size_t kind = 0; kind < COUNT_OF(specials); kind++) {
                judge_short(specials[kind].bytes, specials[kind].right, before,
                            after, true);
                judge_short(specials[kind].bytes, specials[kind].right, before,
                            after, false);
            }
        }
    }
}

/* ---- Elements --------------------------------------------------------------
 */

/* Lists that decode need not have given, in every way beside the copy that
 * walks them without one. */
static void judge_detail(const way *w, ucr_str list)
{
    const ucr_details details = {list, NULL, 0};
    const char *at = list.ptr;
    const char *end = list.ptr + list.len;
    ucr_iter iter = ucr_twin_each_detail(&details);
    ucr_detail got, expected;
    char before = '[';
    while (w->detail(&got, &at, end, before)) {
        expect_right(ucr_twin_next_detail(&iter, &expected) &&
                         same_text(got.error_code, expected.error_code) &&
                         same_text(got.error_msg, expected.error_msg),
                     list);
        before = ',';
        read_straight++;
    }
    assert_true(at >= list.ptr && at <= end);
}

static void judge_param(const way *w, ucr_str list)
{
    const ucr_texts params = {list, NULL, 0};
    const char *at = list.ptr;
    const char *end = list.ptr + list.len;
    ucr_iter iter = ucr_twin_each_param(&params);
    ucr_text got, expected;
    char before = '[';
    while (w->param(&got, &at, end, before)) {
        expect_right(ucr_twin_next_param(&iter, &expected) &&
                         same_text(got, expected),
                     list);
        before = ',';
        read_straight++;
    }
    assert_true(at >= list.ptr && at <= end);
}

static void judge_list(ucr_str source)
{
    const ucr_str list = {guard_after(source.ptr, source.len), source.len};
    for (size_t i = 0; i < way_count(); i++) {
        judge_detail(&ways[i], list);
        judge_param(&ways[i], list);
    }
}

/* A list of so many elements that are read straight, and every edit of it. */
static void judge_list_edits(const char *text, size_t count)
{
    static const char bytes[] = "{}[]:,\"\\ 0\x80";
    char edited[MAX_BODY];
    ucr_str list = json_of(text);
    read_straight = 0;
    judge_list(list);
    assert_int_equal(read_straight, count * way_count());
    for (size_t at = 0; at < list.len; at++) {
        for (size_t k = 0; k < sizeof(bytes) - 1; k++) {
            memcpy(edited, list.ptr, list.len);
            edited[at] = bytes[k];
            judge_list((ucr_str){edited, list.len});
        }
        judge_list((ucr_str){list.ptr, at});
    }
    block_free(list);
}

static void test_details_one_by_one(void **state)
{
    (void)state;
    judge_list_edits("[ {" PAIR "} , {" SWAPPED "},{" PAIR "}]", 3);
    judge_list_edits(
        "[ {\n    'error_code' : 'SMS.9004',\n    'error_msg' : 'M'\n"
        "  }, {\n    'error_code' : 'C',\n    'error_msg' : ''\n  } ]",
        2);
}

/* The rest of an element from its message's first escape on. */
static void test_details_with_escapes_one_by_one(void **state)
{
    (void)state;
    judge_list_edits("[{'error_code':'SMS.9004','error_msg':'a\\n\\\\'},"
                     "{\n    'error_code' : 'SMS.9004',\n"
                     "    'error_msg' : '\\'\\u00e9'\n  } , "
                     "{'error_code': 'SMS.9004', 'error_msg': 'a\\tb' },"
                     "{'error_code':'C','error_msg':'\\n'}]",
                     4);
}

static void test_params_one_by_one(void **state)
{
    (void)state;
    judge_list_edits("['p']", 1);
    judge_list_edits("[ 'p', '\\n' , '\xE8\xBF\x81','" HUNDRED "' ]", 4);
    judge_list_edits("['" TEN TEN TEN "\\\\\\'\\u00e9" TEN "\xC3\xA9','\\\\']",
                     2);
}

/* What decode did not give: there is white space before the bracket. */
static void test_a_list_begins_with_its_bracket(void **state)
{
    (void)state;
    ucr_str list = json_of(" [{" PAIR "}]");
    const ucr_details details = {list, NULL, 0};
    ucr_iter iter = ucr_each_detail(&details);
    ucr_detail got;
    read_straight = 0;
    judge_list(list);
    assert_int_equal(read_straight, 0);
    assert_false(ucr_next_detail(&iter, &got));
    block_free(list);
}

/* ---- Seeds -----------------------------------------------------------------
 */

static void judge_seed(ucr_str body, const void *context)
{
    (void)context;
    static const int statuses[] = {400, 403, 404, 500};
    for (unsigned p = 0; p < PROFILES; p++) {
        judge_request(body, profiles[p]);
        for (size_t i = 0; i < COUNT_OF(statuses); i++) {
            judge_error(statuses[i], body, profiles[p]);
        }
    }
    judge_error(502, body, &interop);
}

static void test_every_seed(void **state)
{
    (void)state;
    static const char *const folders[] = {"request/ok",  "request/bad",
                                          "response/ok", "response/bad",
                                          "json/accept", "json/refuse"};
    read_straight = 0;
    for (size_t i = 0; i < COUNT_OF(folders); i++) {
        each_seed(folders[i], judge_seed, NULL);
    }
    assert_true(read_straight > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_requests_that_are_straight),
        cmocka_unit_test(test_errors_that_are_straight),
#if defined(UCR_STRAIGHT)
        cmocka_unit_test(test_errors_that_are_straight_are_written_so),
        cmocka_unit_test(test_requests_that_are_straight_are_written_so),
#endif
        cmocka_unit_test(test_members_of_403_with_another_status),
        cmocka_unit_test(test_every_row_under_narrow_limits),
        cmocka_unit_test(test_large_details_under_narrow_limits),
        cmocka_unit_test(test_every_edit_of_straight_requests),
        cmocka_unit_test(test_every_edit_of_straight_errors),
        cmocka_unit_test(test_special_bytes_at_every_place),
        cmocka_unit_test(test_special_bytes_a_vector_apart),
        cmocka_unit_test(test_short_texts),
        cmocka_unit_test(test_details_one_by_one),
        cmocka_unit_test(test_details_with_escapes_one_by_one),
        cmocka_unit_test(test_params_one_by_one),
        cmocka_unit_test(test_a_list_begins_with_its_bracket),
        cmocka_unit_test(test_every_seed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
