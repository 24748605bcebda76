/* SPDX-License-Identifier: MIT */
/*
 * Interop's search for an error's code and message, through the public call.
 *
 * JSON is written as rows.h says. A text that must not be taken is `no`; those
 * that must are unlike each other.
 */
#include "rows.h"

#include <stdio.h>
#include <string.h>

#define FOUND "'error_code':'C1','error_msg':'M1'"
#define OTHER_PAIR "'error_code':'no','error_msg':'no'"
#define TWICE "'title':1,'title':2"

/* Some of the statuses that are errors: the rule is the same for all. */
static const int statuses[] = {300, 400, 401, 403, 404, 500, 503, 599};

/* ---- What is found ----------------------------------------------------------
 */

/* Slices as they stand in the body, NULL for what is absent. */
typedef struct answer {
    const char *rule;
    ucr_shape shape;
    unsigned ignored;
    const char *body, *code, *msg, *id, *title, *authorization;
    const char *params, *details;
    size_t param_count, detail_count;
} answer;

static bool is_slice(ucr_str slice, const char *text)
{
    if (text == NULL || slice.ptr == NULL) {
        return text == NULL && slice.ptr == NULL && slice.len == 0;
    }
    ucr_str want = json_of(text);
    bool same =
        slice.len == want.len && memcmp(slice.ptr, want.ptr, want.len) == 0;
    block_free(want);
    return same;
}

static void assert_part(const answer *row, ucr_str slice, ucr_str body,
                        const char *text)
{
    assert_inside(slice, body);
    if (!is_slice(slice, text)) {
        fail_msg("%s: expected %s, got %.*s", row->rule,
                 text != NULL ? text : "nothing", (int)slice.len,
                 slice.ptr != NULL ? slice.ptr : "");
    }
}

static void assert_answer(const answer *row, const ucr_response *out,
                          ucr_str body)
{
    if (out->shape != row->shape || out->ignored != row->ignored) {
        fail_msg("%s: shape %d, ignored %#x", row->rule, (int)out->shape,
                 out->ignored);
    }
    assert_part(row, out->error_code.raw, body, row->code);
    assert_part(row, out->error_msg.raw, body, row->msg);
    assert_part(row, out->request_id.raw, body, row->id);
    assert_part(row, out->title.raw, body, row->title);
    assert_part(row, out->encoded_authorization_message.raw, body,
                row->authorization);
    assert_part(row, out->error_param.raw, body, row->params);
    assert_part(row, out->details.raw, body, row->details);
    assert_int_equal(out->error_param.count, row->param_count);
    assert_int_equal(out->details.count, row->detail_count);
    assert_null(out->message.raw.ptr);
    assert_inside(out->body.raw, body);
}

/* What was found can be written: it comes back as the documented form. */
static void assert_encodes(const answer *row, const ucr_response *in)
{
    char bytes[2048];
    ucr_response out;
    size_t len;
    assert_int_equal(
        ucr_encode_response(bytes, sizeof(bytes), &len, in, NULL, NULL),
        UCR_OK);
    assert_int_equal(ucr_decode_response(&out, in->status,
                                         (ucr_str){bytes, len}, NULL, NULL),
                     UCR_OK);
    assert_int_equal(out.shape, row->id != NULL ? UCR_SHAPE_GATEWAY
                                                : UCR_SHAPE_DOCUMENTED);
    assert_true(is_slice(out.error_code.raw, row->code));
    assert_true(is_slice(out.error_msg.raw, row->msg));
    assert_true(is_slice(out.request_id.raw, row->id));
    assert_int_equal(out.error_param.count, row->param_count);
    assert_int_equal(out.details.count, row->detail_count);
}

static void finds_with(const answer *row, const ucr_options *options)
{
    ucr_str body = json_of(row->body);
    for (size_t i = 0; i < COUNT_OF(statuses); i++) {
        ucr_response out;
        ucr_error err;
        memset(&out, 0xA5, sizeof(out));
        memset(&err, 0xA5, sizeof(err));
        ucr_decode_response(&out, statuses[i], body, options, &err);
        if (err.code != UCR_OK) {
            fail_msg("%s: %s at %zu", row->rule, ucr_code_name(err.code),
                     err.offset);
        }
        assert_zero(&err, sizeof(err));
        assert_int_equal(out.status, statuses[i]);
        assert_answer(row, &out, body);
        if (row->code != NULL && row->msg != NULL && row->detail_count == 0) {
            assert_encodes(row, &out);
        }
    }
    block_free(body);
}

static void finds_all(const answer *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        finds_with(&rows[i], NULL);
    }
}

/* ---- What is refused --------------------------------------------------------
 */

typedef struct refusal {
    const char *rule;
    ucr_code code;
    const char *path, *body;
} refusal;

static void refuses_all(const refusal *rows, size_t count, size_t max_items)
{
    const ucr_options options = {0, 0, max_items, UCR_INTEROP};
    for (size_t i = 0; i < count; i++) {
        size_t offset;
        ucr_str body = marked(rows[i].body, &offset);
        for (size_t k = 0; k < COUNT_OF(statuses); k++) {
            ucr_response out;
            ucr_error err;
            memset(&out, 0xA5, sizeof(out));
            ucr_code got =
                ucr_decode_response(&out, statuses[k], body, &options, &err);
            if (err.code != rows[i].code || err.offset != offset) {
                print_error("%s: %s at %zu\n", rows[i].rule,
                            ucr_code_name(err.code), err.offset);
            }
            assert_int_equal(got, rows[i].code);
            assert_fault(&err, rows[i].code, offset, rows[i].path);
            assert_zero(&out, sizeof(out));
            assert_int_equal(
                ucr_decode_response(&out, statuses[k], body, &options, NULL),
                got);
        }
        block_free(body);
    }
}

/* ---- Pairs and halves: every combination of names ---------------------------
 */

enum {
    NAMES = 8
};

static const char *const names[NAMES] = {"error_code", "error_msg", "errorCode",
                                         "errorMsg",   "code",      "message",
                                         "errCode",    "errMsg"};

/* Pairs, as the rule lists them, of indices above. */
static const unsigned pairs[][2] = {{0, 1}, {2, 3}, {4, 5}, {2, 5}, {6, 7}};

/* How a member stands in the body. */
enum state {
    ABSENT,
    STRING,
    NUMBER,
    WRONG,
    STATES
};

static bool counts(enum state state, unsigned name)
{
    return state == STRING || (state == NUMBER && name % 2 == 0);
}

typedef struct expected {
    int code, message; /* indices of names, or -1 */
    bool complete, first;
} expected;

static expected expect(const enum state *states)
{
    expected e = {-1, -1, false, false};
    for (unsigned i = 0; i < COUNT_OF(pairs); i++) {
        if (counts(states[pairs[i][0]], pairs[i][0]) &&
            counts(states[pairs[i][1]], pairs[i][1])) {
            return (expected){(int)pairs[i][0], (int)pairs[i][1], true, i == 0};
        }
    }
    for (unsigned i = NAMES; i > 0; i--) {
        if (counts(states[i - 1], i - 1)) {
            *((i - 1) % 2 == 0 ? &e.code : &e.message) = (int)i - 1;
        }
    }
    return e;
}

/* The value of a name: digits, which tell a string from a number. */
static void write_value(char *text, size_t size, enum state state,
                        unsigned name)
{
    static const char *const wrong[] = {"null", "true", "{}", "[]"};
    if (state == WRONG) {
        snprintf(text, size, "%s", wrong[name % COUNT_OF(wrong)]);
    } else {
        snprintf(text, size, state == STRING ? "\"1%u\"" : "2%u", name);
    }
}

/* The members in this order or backwards, between two pieces of text. */
static size_t write_members(char *text, size_t size, const enum state *states,
                            bool backwards, const char *before,
                            const char *after)
{
    size_t len = (size_t)snprintf(text, size, "%s", before);
    const char *comma = "";
    for (unsigned i = 0; i < NAMES; i++) {
        unsigned name = backwards ? NAMES - 1 - i : i;
        char value[16];
        if (states[name] == ABSENT) {
            continue;
        }
        write_value(value, sizeof(value), states[name], name);
        len += (size_t)snprintf(text + len, size - len, "%s\"%s\":%s", comma,
                                names[name], value);
        comma = ",";
    }
    len += (size_t)snprintf(text + len, size - len, "%s", after);
    assert_true(len < size);
    return len;
}

static void assert_is_value_of(ucr_text text, const enum state *states,
                               int name)
{
    char plain[16];
    if (name < 0) {
        assert_text(text, NULL);
        return;
    }
    snprintf(plain, sizeof(plain), "%d%d", states[name] == STRING ? 1 : 2,
             name);
    assert_text(text, plain);
}

static ucr_response decode(const char *text, size_t len)
{
    ucr_response out;
    ucr_str body = {text, len};
    assert_int_equal(ucr_decode_response(&out, 500, body, NULL, NULL), UCR_OK);
    return out;
}

static ucr_shape shape_at_top(expected e)
{
    return e.complete ? e.first ? UCR_SHAPE_DOCUMENTED : UCR_SHAPE_ALIAS
           : e.code >= 0 || e.message >= 0 ? UCR_SHAPE_PARTIAL
                                           : UCR_SHAPE_OTHER;
}

static void split(enum state *states, unsigned number, unsigned base)
{
    for (unsigned i = 0; i < NAMES; i++, number /= base) {
        states[i] = (enum state)(number % base);
    }
}

static void test_every_combination_at_the_top(void **state)
{
    (void)state;
    for (unsigned number = 0; number < 1u << 2 * NAMES; number++) {
        enum state states[NAMES];
        char text[256];
        split(states, number, STATES);
        expected e = expect(states);
        size_t len = write_members(text, sizeof(text), states, number % 3 == 0,
                                   "{", "}");
        ucr_response out = decode(text, len);
        assert_int_equal(out.shape, shape_at_top(e));
        assert_is_value_of(out.error_code, states, e.code);
        assert_is_value_of(out.error_msg, states, e.message);
        assert_int_equal(out.ignored, 0);
    }
}

/* Where only a complete pair is a match. Here a member is absent, a string or a
 * number: 3 to the 8th combinations. */
static const char *const searched[][2] = {
    {"{\"a\":{", "}}"},
    {"{\"a\":{\"b\":{\"c\":{\"d\":{", "}}}}}"},
    {"{\"errors\":[{", "}]}"},
    {"[{", "}]"},
};

static void test_every_combination_where_the_search_comes(void **state)
{
    (void)state;
    for (unsigned number = 0; number < 6561; number++) {
        enum state states[NAMES];
        char text[256];
        split(states, number, 3);
        expected e = expect(states);
        for (size_t i = 0; i < COUNT_OF(searched); i++) {
            size_t len = write_members(text, sizeof(text), states, i % 2 == 0,
                                       searched[i][0], searched[i][1]);
            ucr_response out = decode(text, len);
            assert_int_equal(out.shape,
                             e.complete ? UCR_SHAPE_NESTED : UCR_SHAPE_OTHER);
            assert_is_value_of(out.error_code, states,
                               e.complete ? e.code : -1);
            assert_is_value_of(out.error_msg, states,
                               e.complete ? e.message : -1);
        }
    }
}

static void test_every_combination_in_an_element_of_details(void **state)
{
    (void)state;
    for (unsigned number = 0; number < 1u << 2 * NAMES; number++) {
        enum state states[NAMES];
        char text[256];
        ucr_detail detail;
        split(states, number, STATES);
        expected e = expect(states);
        size_t len = write_members(text, sizeof(text), states, number % 3 == 0,
                                   "{\"details\":[{", "}]}");
        ucr_response out = decode(text, len);
        ucr_iter iter = ucr_each_detail(&out.details);
        assert_int_equal(out.shape, UCR_SHAPE_OTHER);
        assert_true(ucr_next_detail(&iter, &detail));
        assert_is_value_of(detail.error_code, states, e.code);
        assert_is_value_of(detail.error_msg, states, e.message);
        assert_false(ucr_next_detail(&iter, &detail));
    }
}

/* ---- Texts ------------------------------------------------------------------
 */

static const answer texts[] = {
    {"both empty", UCR_SHAPE_DOCUMENTED,
     .body = "{'error_code':'','error_msg':''}", "", ""},
    {"an empty pair is one", UCR_SHAPE_DOCUMENTED,
     .body = "{'code':'no','message':'no','error_code':'','error_msg':''}", "",
     ""},
    {"an empty code is there", UCR_SHAPE_PARTIAL, .body = "{'errCode':''}", ""},
    {"a number as it stands", UCR_SHAPE_ALIAS,
     .body = "{'code': -0.10E+07 ,'message':'M1'}", "-0.10E+07", "M1"},
    {"a number that ends the object", UCR_SHAPE_ALIAS,
     .body = "{'message':'M1','code':401}", "401", "M1"},
    {"a long number", UCR_SHAPE_DOCUMENTED,
     .body = "{'error_code':123456789012345678901234567890,'error_msg':'M1'}",
     "123456789012345678901234567890", "M1"},
    {"a string of digits", UCR_SHAPE_ALIAS,
     .body = "{'code':'401','message':'M1'}", "401", "M1"},
    {"escaped names", UCR_SHAPE_ALIAS,
     .body = "{'\\u0063ode':'C1','messag\\u0065':'M\\n'}", "C1", "M\\n"},
    {"names in other letters", UCR_SHAPE_OTHER,
     .body = "{'Code':'no','Message':'no','ERROR_CODE':'no','errormsg':'no'}"},
    {"names with more or less", UCR_SHAPE_OTHER,
     .body = "{'codes':'no','messag':'no','':'no','error_code\\u0000':'no'}"},
    {"number for a message", UCR_SHAPE_PARTIAL,
     .body = "{'code':1,'message':2}", "1"},
    {"null for a code", UCR_SHAPE_PARTIAL,
     .body = "{'error_code':null,'error_msg':'M1'}", NULL, "M1"},
    {"null makes room for an alias", UCR_SHAPE_ALIAS,
     .body = "{'error_code':null,'error_msg':'no','errorCode':'C1','errorMsg':'"
             "M1'}",
     "C1", "M1"},
    {"halves of two pairs", UCR_SHAPE_PARTIAL,
     .body = "{'errMsg':'no','message':'M1','code':null,'error_code':'C1'}",
     "C1", "M1"},
};

static void test_texts(void **state)
{
    (void)state;
    finds_all(texts, COUNT_OF(texts));
}

/* ---- Places -----------------------------------------------------------------
 */

static const answer places[] = {
    {"the top first", UCR_SHAPE_ALIAS,
     .body = "{'a':{" OTHER_PAIR "},'errMsg':'M1','errCode':'C1'}", "C1", "M1"},
    {"level 1", UCR_SHAPE_NESTED, .body = "{'a':{" FOUND "}}", "C1", "M1"},
    {"level 2", UCR_SHAPE_NESTED, .body = "{'a':{'':{" FOUND "}}}", "C1", "M1"},
    {"level 3", UCR_SHAPE_NESTED, .body = "{'a':{'b':{'c':{" FOUND "}}}}", "C1",
     "M1"},
    {"level 4", UCR_SHAPE_NESTED,
     .body = "{'a':1,'b':{'c':[],'d':{'e':{'f':{" FOUND "}}}}}", "C1", "M1"},
    {"not level 5", UCR_SHAPE_OTHER,
     .body = "{'a':{'b':{'c':{'d':{'e':{" OTHER_PAIR "}}}}}}"},
    {"not level 5, but what comes after", UCR_SHAPE_NESTED,
     .body = "{'a':{'b':{'c':{'d':{'e':{" OTHER_PAIR "}},'f':{" FOUND "}}}}}",
     "C1", "M1"},
    {"back from level 4 to 1", UCR_SHAPE_NESTED,
     .body = "{'a':{'b':{'c':{'d':{}}}},'e':{" FOUND "}}", "C1", "M1"},
    {"document order", UCR_SHAPE_NESTED,
     .body = "{'a':{},'b':{" FOUND "},'c':{" OTHER_PAIR "}}", "C1", "M1"},
    {"parent before child", UCR_SHAPE_NESTED,
     .body = "{'a':{'b':{" OTHER_PAIR "},'message':'M1','code':1}}", "1", "M1"},
    {"child before uncle", UCR_SHAPE_NESTED,
     .body = "{'a':{'b':{" FOUND "}},'c':{" OTHER_PAIR "}}", "C1", "M1"},
    {"grandchild before uncle", UCR_SHAPE_NESTED,
     .body = "{'a':{'b':{'c':{'d':{" FOUND "}}}},'c':{" OTHER_PAIR "}}", "C1",
     "M1"},
    {"a half does not match", UCR_SHAPE_NESTED,
     .body = "{'error_code':'no','a':{'code':'no','b':{" FOUND "}}}", "C1",
     "M1"},
    {"halves do not add up", UCR_SHAPE_OTHER,
     .body = "{'a':{'code':'no','b':{'message':'no'}}}"},
    {"a half at the top counts where nothing matches", UCR_SHAPE_PARTIAL,
     .body = "{'a':{'code':'no'},'errMsg':'M1'}", NULL, "M1"},
    {"below known names too", UCR_SHAPE_NESTED,
     .body = "{'error_code':{'message':{" FOUND "}}}", "C1", "M1"},
    {"below the names of lists too", UCR_SHAPE_NESTED,
     .body = "{'details':{'error_param':{" FOUND "}}}", "C1", "M1"},
    {"a second member of one unknown name", UCR_SHAPE_NESTED,
     .body = "{'a':1,'a':{},'a':{" FOUND "}}", "C1", "M1"},
    {"arrays are not entered", UCR_SHAPE_OTHER,
     .body = "{'a':[[{" OTHER_PAIR "}]],'b':{'c':[{" OTHER_PAIR "}]}}"},
    {"strings are not entered", UCR_SHAPE_OTHER,
     .body = "{'a':'{\\'code\\':1,\\'message\\':\\'no\\'}'}"},
    {"element 0", UCR_SHAPE_NESTED,
     .body = "{'a':[{" FOUND "},{" OTHER_PAIR "}]}", "C1", "M1"},
    {"not element 1", UCR_SHAPE_OTHER, .body = "{'a':[{},{" OTHER_PAIR "}]}"},
    {"element 0 is no object", UCR_SHAPE_OTHER,
     .body = "{'a':[1,{" OTHER_PAIR "}]}"},
    {"not inside element 0", UCR_SHAPE_OTHER,
     .body = "{'a':[{'b':{" OTHER_PAIR "}}]}"},
    {"the next array", UCR_SHAPE_NESTED,
     .body = "{'a':[],'b':[1],'c':[{'code':1}],'a':[{" FOUND
             "}],'d':[{" OTHER_PAIR "}]}",
     "C1", "M1"},
    {"objects before arrays", UCR_SHAPE_NESTED,
     .body = "{'a':[{" OTHER_PAIR "}],'b':{'c':{" FOUND "}}}", "C1", "M1"},
    {"arrays of known names", UCR_SHAPE_NESTED,
     .body = "{'message':[{" FOUND "}]}", "C1", "M1"},
    {"not those of the lists", UCR_SHAPE_NESTED, UCR_IGNORED_TITLE,
     .body = "{'details':[{" OTHER_PAIR "}],'error_param':[{" OTHER_PAIR
             "}],'errors':[{" FOUND ",'title':[]}]}",
     "C1", "M1"},
    {"an escaped name of a list", UCR_SHAPE_NESTED,
     .body = "{'detail\\u0073':[{" OTHER_PAIR "}],'a':[{" FOUND "}]}", "C1",
     "M1"},
    {"arrays only of the top object", UCR_SHAPE_OTHER,
     .body = "{'a':{'errors':[{" OTHER_PAIR "}]}}"},
    {"top-level array", UCR_SHAPE_NESTED,
     .body = " [ {" FOUND "} , {" OTHER_PAIR "} ] ", "C1", "M1"},
    {"top-level array, not element 1", UCR_SHAPE_OTHER,
     .body = "[1,{" OTHER_PAIR "}]"},
    {"top-level array, not deeper", UCR_SHAPE_OTHER,
     .body = "[{'a':{" OTHER_PAIR "}}]"},
    {"top-level array of arrays", UCR_SHAPE_OTHER,
     .body = "[[{" OTHER_PAIR "}]]"},
    {"top-level array, a half", UCR_SHAPE_OTHER,
     .body = "[{'code':'no','details':[],'title':1}]"},
    {"empty array", UCR_SHAPE_OTHER, .body = "[]"},
    {"empty object", UCR_SHAPE_OTHER, .body = "{ }"},
    {"string", UCR_SHAPE_OTHER, .body = "'message'"},
    {"number", UCR_SHAPE_OTHER, .body = "500"},
    {"null", UCR_SHAPE_OTHER, .body = "null"},
    {"empty", UCR_SHAPE_EMPTY, .body = ""},
    {"white space", UCR_SHAPE_EMPTY, .body = " \r\n"},
};

static void test_places(void **state)
{
    (void)state;
    finds_all(places, COUNT_OF(places));
}

/* ---- Peers ------------------------------------------------------------------
 */

static const answer peers[] = {
    {"API gateway", UCR_SHAPE_GATEWAY,
     .body = "{'error_msg':'M1','error_code':'APIGW.0301','request_id':'R1'}\n",
     "APIGW.0301", "M1", "R1"},
    {"identity service", UCR_SHAPE_NESTED,
     .body = "{'error': {'message': 'M1', 'code': 401, 'title': 'T1'}}", "401",
     "M1", NULL, "T1"},
    {"identity service, code a string", UCR_SHAPE_NESTED,
     .body = "{'error':{'message':'M1','code':'403','title':'T1'}}", "403",
     "M1", NULL, "T1"},
    {"identity policy", UCR_SHAPE_GATEWAY,
     .body = "{'error_code':'PAP5.0001','error_msg':'M1','request_id':'R1',"
             "'encoded_authorization_message':'A1'}",
     "PAP5.0001", "M1", "R1", NULL, "A1"},
    {"code and message", UCR_SHAPE_ALIAS,
     .body = "{'code':'C1','message':'M1'}", "C1", "M1"},
    {"errorCode and errorMsg", UCR_SHAPE_ALIAS,
     .body = "{'errorCode':'C1','errorMsg':'M1'}", "C1", "M1"},
    {"errorCode and message", UCR_SHAPE_ALIAS,
     .body = "{'errorCode':'C1','message':'M1'}", "C1", "M1"},
    {"errCode and errMsg", UCR_SHAPE_ALIAS,
     .body = "{'errCode':'C1','errMsg':'M1'}", "C1", "M1"},
    {"badRequest", UCR_SHAPE_NESTED,
     .body = "{'badRequest':{'error_code':'C1','error_msg':'M1'}}", "C1", "M1"},
    {"errors", UCR_SHAPE_NESTED,
     .body = "{'errors':[{'error_code':'C1','error_msg':'M1'}]}", "C1", "M1"},
};

static void test_peers(void **state)
{
    (void)state;
    finds_all(peers, COUNT_OF(peers));
}

/* ---- Members that come along ------------------------------------------------
 */

static const answer members[] = {
    {"request_id beside another pair", UCR_SHAPE_ALIAS,
     .body = "{'code':'C1','message':'M1','request_id':'R1','title':'T1'}",
     "C1", "M1", "R1", "T1"},
    {"empty request_id", UCR_SHAPE_GATEWAY,
     .body = "{'request_id':''," FOUND "}", "C1", "M1", ""},
    {"request_id null", UCR_SHAPE_DOCUMENTED,
     .body = "{'request_id':null," FOUND "}", "C1", "M1"},
    {"request_id ignored", UCR_SHAPE_DOCUMENTED, UCR_IGNORED_REQUEST_ID,
     .body = "{'request_id':7," FOUND "}", "C1", "M1"},
    {"authorization ignored", UCR_SHAPE_DOCUMENTED,
     UCR_IGNORED_ENCODED_AUTHORIZATION_MESSAGE,
     .body = "{'encoded_authorization_message':{}," FOUND "}", "C1", "M1"},
    {"title ignored", UCR_SHAPE_ALIAS, UCR_IGNORED_TITLE,
     .body = "{'title':false,'errCode':'C1','errMsg':'M1'}", "C1", "M1"},
    {"error_param ignored: no list", UCR_SHAPE_DOCUMENTED,
     UCR_IGNORED_ERROR_PARAM, .body = "{'error_param':'no'," FOUND "}", "C1",
     "M1"},
    {"error_param ignored: an element", UCR_SHAPE_DOCUMENTED,
     UCR_IGNORED_ERROR_PARAM, .body = "{'error_param':['no',null]," FOUND "}",
     "C1", "M1"},
    {"details ignored: no list", UCR_SHAPE_DOCUMENTED, UCR_IGNORED_DETAILS,
     .body = "{" FOUND ",'details':{}}", "C1", "M1"},
    {"details ignored: the last element", UCR_SHAPE_DOCUMENTED,
     UCR_IGNORED_DETAILS, .body = "{'details':[{},{},[]]," FOUND "}", "C1",
     "M1"},
    {"details ignored: null", UCR_SHAPE_DOCUMENTED, UCR_IGNORED_DETAILS,
     .body = "{'details':[null,{}]," FOUND "}", "C1", "M1"},
    {"a number is no text here", UCR_SHAPE_OTHER,
     UCR_IGNORED_TITLE | UCR_IGNORED_REQUEST_ID,
     .body = "{'title':1,'request_id':2}"},
    {"a code of another type is not ignored", UCR_SHAPE_PARTIAL,
     .body = "{'code':{},'message':'M1','errMsg':[],'error_code':true}", NULL,
     "M1"},
    {"no pair: the top's", UCR_SHAPE_PARTIAL, UCR_IGNORED_ERROR_PARAM,
     .body = "{'code':1,'a':{'title':'no'},'request_id':'R1','title':'T1',"
             "'error_param':[1],'details':[{'a':1},{'code':2}],"
             "'encoded_authorization_message':''}",
     "1", NULL, "R1", "T1", "", NULL, "[{'a':1},{'code':2}]", 0, 2},
    {"nothing: the top's", UCR_SHAPE_OTHER,
     .body = "{'error_param':['P1'],'details':[],'title':'T1'}", NULL, NULL,
     NULL, "T1", NULL, "['P1']", "[]", 1},
    {"empty lists are there", UCR_SHAPE_DOCUMENTED,
     .body = "{" FOUND ",'error_param':[ ],'details':[]}", "C1", "M1", NULL,
     NULL, NULL, "[ ]", "[]"},
    {"a match: its own", UCR_SHAPE_NESTED, UCR_IGNORED_TITLE,
     .body =
         "{'request_id':'no','error_param':['no'],'details':[1],'title':'no',"
         "'encoded_authorization_message':'no','a':{'details':[{'a':0}, {}],"
         "'request_id':'R1'," FOUND ",'error_param':['P1','P2',''],"
         "'encoded_authorization_message':'A1','title':9}}",
     "C1", "M1", "R1", NULL, "A1", "['P1','P2','']", "[{'a':0}, {}]", 3, 2},
    {"a match without: nothing of the top's", UCR_SHAPE_NESTED,
     .body = "{'request_id':'no','error_param':['no'],'details':[{}],'title':1,"
             "'encoded_authorization_message':'no','a':{" FOUND "}}",
     "C1", "M1"},
    {"a match: its lists are ignored too", UCR_SHAPE_NESTED,
     UCR_IGNORED_ERROR_PARAM | UCR_IGNORED_DETAILS,
     .body = "{'error_param':['no'],'details':[{}],'a':[{" FOUND
             ",'error_param':[{}],'details':['no']}]}",
     "C1", "M1"},
    {"a match in an array: its own", UCR_SHAPE_NESTED,
     .body =
         "[{" FOUND ",'error_param':['P1'],'details':[{}],'request_id':'R1'}]",
     "C1", "M1", "R1", NULL, NULL, "['P1']", "[{}]", 1, 1},
    {"a match: its parent's are not taken", UCR_SHAPE_NESTED,
     .body = "{'a':{'title':'no','error_param':['no'],'b':{" FOUND "}}}", "C1",
     "M1"},
};

static void test_members_that_come_along(void **state)
{
    (void)state;
    finds_all(members, COUNT_OF(members));
}

/* ---- What is not read -------------------------------------------------------
 */

static const answer unread[] = {
    {"below a top that matches", UCR_SHAPE_DOCUMENTED,
     .body = "{'a':{" TWICE "},'b':[{" TWICE "}]," FOUND "}", "C1", "M1"},
    {"after the match", UCR_SHAPE_NESTED,
     .body =
         "{'a':{" FOUND ",'b':{" TWICE "}},'c':{" TWICE "},'d':[{" TWICE "}]}",
     "C1", "M1"},
    {"level 5", UCR_SHAPE_OTHER,
     .body = "{'a':{'b':{'c':{'d':{'e':{" TWICE "}}}}}}"},
    {"arrays inside", UCR_SHAPE_OTHER,
     .body = "{'a':{'b':[{" TWICE "}]},'c':[[{" TWICE "}]]}"},
    {"element 1", UCR_SHAPE_OTHER, .body = "{'a':[{},{" TWICE "}]}"},
    {"below element 0", UCR_SHAPE_OTHER, .body = "{'a':[{'b':{" TWICE "}}]}"},
    {"element 1 of a top-level array", UCR_SHAPE_OTHER,
     .body = "[{},{" TWICE "}]"},
    {"element 0 after the match", UCR_SHAPE_NESTED,
     .body = "{'a':[{" FOUND "}],'b':[{" TWICE "}]}", "C1", "M1"},
    {"elements of a list that is ignored", UCR_SHAPE_DOCUMENTED,
     UCR_IGNORED_DETAILS, .body = "{" FOUND ",'details':[{" TWICE "},1]}", "C1",
     "M1"},
    {"elements of a list that is not taken", UCR_SHAPE_NESTED,
     .body = "{'details':[{" TWICE "}],'a':{" FOUND "}}", "C1", "M1"},
    {"a list of an object without a pair", UCR_SHAPE_OTHER,
     .body = "{'a':{'details':[{" TWICE "}]}}"},
    {"below an element of details", UCR_SHAPE_DOCUMENTED,
     .body = "{" FOUND ",'details':[{'a':{" TWICE "}}]}", "C1", "M1", NULL,
     NULL, NULL, NULL, "[{'a':{'title':1,'title':2}}]", 0, 1},
    {"names that are not known", UCR_SHAPE_NESTED,
     .body = "{'a':1,'a':1,'body':1,'body':1,'b':{'a':1,'a':1," FOUND "}}",
     "C1", "M1"},
};

static void test_what_is_not_read_may_hold_twins(void **state)
{
    (void)state;
    finds_all(unread, COUNT_OF(unread));
}

/* ---- Twins in what is read --------------------------------------------------
 */

static void test_each_known_name_may_stand_once(void **state)
{
    (void)state;
    static const char *const others[] = {"request_id", "title", "error_param",
                                         "details",
                                         "encoded_authorization_message"};
    static const struct {
        const char *before, *path, *after;
    } around[] = {
        {"{", "/", "}"},          {"{'details':[{},{", "/details/1/", "}]}"},
        {"{'a':{", NULL, "}}"},   {"{'a':{'b':{'c':{'d':{", NULL, "}}}}}"},
        {"{'a':[{", NULL, "}]}"}, {"[{", NULL, "}]"},
    };
    for (size_t i = 0; i < NAMES + COUNT_OF(others); i++) {
        const char *name = i < NAMES ? names[i] : others[i - NAMES];
        for (size_t k = 0; k < COUNT_OF(around); k++) {
            char text[256], path[UCR_MAX_PATH] = "";
            snprintf(text, sizeof(text),
                     "%s'%s':true,'x':{},^'\\u00%02x%s':0%s", around[k].before,
                     name, (unsigned)name[0], name + 1, around[k].after);
            if (around[k].path != NULL) {
                snprintf(path, sizeof(path), "%s%s", around[k].path, name);
            }
            const refusal row = {name, UCR_E_DUPLICATE, path, text};
            refuses_all(&row, 1, 0);
        }
    }
}

static const refusal twins[] = {
    {"in the match", UCR_E_DUPLICATE, "", "{'a':{" FOUND ",^'error_msg':1}}"},
    {"in the match, of a list", UCR_E_DUPLICATE, "",
     "{'a':{" FOUND ",'details':[],^'details':[]}}"},
    {"in the match, the first of two", UCR_E_DUPLICATE, "",
     "{'a':{" FOUND ",^'error_msg':1,'error_code':1}}"},
    {"in an element of the match's details", UCR_E_DUPLICATE, "",
     "{'a':{" FOUND ",'details':[{},{'code':1,^'code':2}]}}"},
    {"the first counts, not the second", UCR_E_DUPLICATE, "/error_code",
     "{'error_code':'C1',^'error_code':null,'error_msg':'M1'}"},
    {"in the top, although a match is below", UCR_E_DUPLICATE, "/title",
     "{'title':1,^'title':1,'a':{" FOUND "}}"},
    {"in the top before all below, although later", UCR_E_DUPLICATE, "/title",
     "{'a':{'code':1,'code':1},'title':1,^'title':1}"},
    {"in the top before all that a match comes after", UCR_E_DUPLICATE,
     "/title",
     "{'a':{'code':1,'code':1},'title':1,^'title':1,'b':{" FOUND "}}"},
    {"in the top before its elements", UCR_E_DUPLICATE, "/title",
     "{'details':[{'code':1,'code':1}],'title':1,^'title':1}"},
    {"before the match", UCR_E_DUPLICATE, "",
     "{'a':{'code':1,^'code':2},'b':{" FOUND "}}"},
    {"before the match and in it", UCR_E_DUPLICATE, "",
     "{'a':{'code':1,^'code':2},'b':{" FOUND ",'error_msg':1}}"},
    {"parent before child, although later", UCR_E_DUPLICATE, "",
     "{'a':{'b':{'code':1,'code':2},'code':1,^'code':2}}"},
    {"child before uncle", UCR_E_DUPLICATE, "",
     "{'a':{'b':{'code':1,^'code':2}},'c':{'code':1,'code':2}}"},
    {"objects before arrays, although later", UCR_E_DUPLICATE, "",
     "{'a':[{'code':1,'code':2}],'b':{'code':1,^'code':2}}"},
    {"arrays in order", UCR_E_DUPLICATE, "",
     "{'a':[{'code':1,^'code':2}],'b':[{'code':1,'code':2}]}"},
    {"the search before the top's elements", UCR_E_DUPLICATE, "",
     "{'details':[{'code':1,'code':2}],'b':{'code':1,^'code':2}}"},
    {"the top's elements, where nothing matches", UCR_E_DUPLICATE,
     "/details/0/code", "{'details':[{'code':1,^'code':2}],'b':{}}"},
    {"an element's, although a list that is ignored comes later",
     UCR_E_DUPLICATE, "/details/0/code",
     "{'details':[{'code':1,^'code':2}],'error_param':[1]}"},
    {"elements in order", UCR_E_DUPLICATE, "/details/1/message",
     "{" FOUND ",'details':[{},{'message':1,^'message':2},{" TWICE "}]}"},
};

static void test_twins(void **state)
{
    (void)state;
    refuses_all(twins, COUNT_OF(twins), 0);
}

/* ---- Lists that are too long ------------------------------------------------
 */

/* With max_items 2. */
static const refusal too_many[] = {
    {"in the match", UCR_E_ITEMS, "",
     "{'a':{" FOUND ",'error_param':['','',^'']}}"},
    {"in the match's details", UCR_E_ITEMS, "",
     "[{'details':[{},{}, ^{},1]," FOUND "}]"},
    {"and of another type", UCR_E_ITEMS, "",
     "{'a':[{'error_param':['','',^1]," FOUND "}]}"},
    {"over what is in the elements", UCR_E_ITEMS, "",
     "{'a':{'details':[{" TWICE "},{},^{}]," FOUND "}}"},
    {"before a twin", UCR_E_ITEMS, "",
     "{'a':{'error_param':['','',^'']," FOUND ",'error_msg':1}}"},
    {"after a twin", UCR_E_DUPLICATE, "",
     "{'a':{" FOUND ",^'error_msg':1,'error_param':['','','']}}"},
    {"the first of two lists", UCR_E_ITEMS, "",
     "{'a':{'details':[{},{},^{}],'error_param':['','','']," FOUND "}}"},
    {"after what the search met", UCR_E_DUPLICATE, "",
     "{'b':{'code':1,^'code':2},'a':{'error_param':['','','']," FOUND "}}"},
    {"after a twin in the top", UCR_E_DUPLICATE, "/code",
     "{'a':{'error_param':['','','']," FOUND "},'code':1,^'code':2}"},
    {"of the top, where nothing matches", UCR_E_ITEMS, "/details/2",
     "{'details':[{},{},^{}],'a':{'code':1,'code':2}}"},
    {"of the top, with a pair of its own", UCR_E_ITEMS, "/error_param/2",
     "{'code':1,'message':'','error_param':['','',^null]}"},
};

static void test_too_many(void **state)
{
    (void)state;
    refuses_all(too_many, COUNT_OF(too_many), 2);
}

static const answer not_too_many[] = {
    {"of the top, not taken", UCR_SHAPE_NESTED,
     .body = "{'error_param':['','',''],'details':[{},{},{}],'a':{" FOUND "}}",
     "C1", "M1"},
    {"of an object without a pair", UCR_SHAPE_OTHER,
     .body = "{'a':{'error_param':['','','']},'b':[{'details':[{},{},{}]}]}"},
    {"ignored", UCR_SHAPE_DOCUMENTED,
     UCR_IGNORED_DETAILS | UCR_IGNORED_ERROR_PARAM,
     .body = "{" FOUND ",'error_param':[1,'','',''],'details':[{},1,{},{}]}",
     "C1", "M1"},
    {"in an element of details", UCR_SHAPE_DOCUMENTED,
     .body = "{" FOUND ",'details':[{'error_param':['','','']},{}]}", "C1",
     "M1", NULL, NULL, NULL, NULL, "[{'error_param':['','','']},{}]", 0, 2},
    {"arrays of other names", UCR_SHAPE_NESTED,
     .body = "{'a':[{" FOUND "},1,2,3]}", "C1", "M1"},
    {"top-level array", UCR_SHAPE_NESTED, .body = "[{" FOUND "},1,2,3]", "C1",
     "M1"},
};

static void test_lists_that_are_not_taken_may_be_long(void **state)
{
    (void)state;
    const ucr_options two = {0, 0, 2, UCR_INTEROP};
    for (size_t i = 0; i < COUNT_OF(not_too_many); i++) {
        finds_with(&not_too_many[i], &two);
    }
}

/* ---- Strict -----------------------------------------------------------------
 */

static void test_strict_does_not_search(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "{^'code':'','message':''}",      "{^'errorCode':'','errorMsg':''}",
        "{^'errorCode':'','message':''}", "{^'errCode':'','errMsg':''}",
        "{^'error':{" FOUND "}}",         "{^'errors':[{" FOUND "}]}",
    };
    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        size_t offset;
        ucr_response out;
        ucr_error err;
        ucr_str body = marked(bodies[i], &offset);
        assert_int_equal(ucr_decode_response(&out, 403, body, &strict, &err),
                         UCR_E_UNKNOWN);
        assert_fault(&err, UCR_E_UNKNOWN, offset, "");
        assert_zero(&out, sizeof(out));
        block_free(body);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_combination_at_the_top),
        cmocka_unit_test(test_every_combination_where_the_search_comes),
        cmocka_unit_test(test_every_combination_in_an_element_of_details),
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_peers),
        cmocka_unit_test(test_members_that_come_along),
        cmocka_unit_test(test_what_is_not_read_may_hold_twins),
        cmocka_unit_test(test_each_known_name_may_stand_once),
        cmocka_unit_test(test_twins),
        cmocka_unit_test(test_too_many),
        cmocka_unit_test(test_lists_that_are_not_taken_may_be_long),
        cmocka_unit_test(test_strict_does_not_search),
    };
    return cmocka_run_group_tests_name("error_rule", tests, NULL, NULL);
}
