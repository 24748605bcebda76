/* SPDX-License-Identifier: MIT */
/*
 * The answer, written, in both profiles: its bytes at every capacity, and
 * what is refused because decode would refuse it.
 *
 * JSON is written as rows.h says; a `^` in a list marks the byte at fault.
 */
#include "rows.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Inputs in blocks of their size -----------------------------------------
 */

static ucr_response box(const ucr_response *in)
{
    ucr_response copy = *in;
    copy.error_code.raw = boxed(in->error_code.raw);
    copy.error_msg.raw = boxed(in->error_msg.raw);
    copy.encoded_authorization_message.raw =
        boxed(in->encoded_authorization_message.raw);
    copy.request_id.raw = boxed(in->request_id.raw);
    copy.error_param.raw = boxed(in->error_param.raw);
    copy.details.raw = boxed(in->details.raw);
    return copy;
}

static void unbox(const ucr_response *copy, const ucr_response *in)
{
    unboxed(copy->error_code.raw, in->error_code.raw);
    unboxed(copy->error_msg.raw, in->error_msg.raw);
    unboxed(copy->encoded_authorization_message.raw,
            in->encoded_authorization_message.raw);
    unboxed(copy->request_id.raw, in->request_id.raw);
    unboxed(copy->error_param.raw, in->error_param.raw);
    unboxed(copy->details.raw, in->details.raw);
}

/* ---- Encode -----------------------------------------------------------------
 */

/* Into a block of each capacity, with bytes after it that must stay. */
static void encodes_with(const ucr_response *in, const ucr_options *options,
                         ucr_str want, size_t cap)
{
    char *buf = malloc(cap + CANARIES);
    size_t len = SIZE_MAX;
    ucr_error err;
    assert_non_null(buf);
    memset(buf, CANARY, cap + CANARIES);
    memset(&err, 0xA5, sizeof(err));
    ucr_code code = cap < want.len ? UCR_E_SPACE : UCR_OK;
    assert_int_equal(ucr_encode_response(buf, cap, &len, in, options, &err),
                     code);
    assert_int_equal(len, want.len);
    assert_fault(&err, code, 0, "");
    if (code == UCR_OK) {
        assert_memory_equal(buf, want.ptr, want.len);
        assert_zero(&err, sizeof(err));
    }
    for (size_t i = cap < want.len ? cap : want.len; i < cap + CANARIES; i++) {
        assert_int_equal(buf[i], CANARY);
    }
    assert_int_equal(ucr_encode_response(buf, cap, &len, in, options, NULL),
                     code);
    free(buf);
}

static void encodes(unsigned rows, const ucr_response *in, const char *text)
{
    ucr_str want = json_of(text);
    ucr_response copy = box(in);
    size_t len = SIZE_MAX;
    for (unsigned i = 0; i < PROFILES; i++) {
        if (!holds_in(rows, i)) {
            continue;
        }
        for (size_t cap = 0; cap <= want.len + 1; cap++) {
            encodes_with(&copy, profiles[i], want, cap);
        }
        assert_int_equal(
            ucr_encode_response(NULL, 0, &len, &copy, profiles[i], NULL),
            want.len > 0 ? UCR_E_SPACE : UCR_OK);
        assert_int_equal(len, want.len);
    }
    unbox(&copy, in);
    block_free(want);
}

static void refuses_to_encode(const ucr_response *in,
                              const ucr_options *options, ucr_code code,
                              size_t offset, const char *path)
{
    char buf[8];
    size_t len = SIZE_MAX;
    ucr_error err;
    memset(&err, 0xA5, sizeof(err));
    /* With room or without: space is the last thing that is looked at. */
    assert_int_equal(ucr_encode_response(NULL, 0, &len, in, options, &err),
                     code);
    explain(path, options != NULL ? (unsigned)options->profile : 0, &err, code,
            offset);
    assert_fault(&err, code, offset, path);
    assert_int_equal(len, 0);
    len = SIZE_MAX;
    assert_int_equal(
        ucr_encode_response(buf, sizeof(buf), &len, in, options, NULL), code);
    assert_int_equal(len, 0);
}

/* The same in the profiles of some rows, with default limits. */
static void refuses_both(unsigned rows, const ucr_response *in, ucr_code code,
                         size_t offset, const char *path)
{
    const ucr_response none = {.status = 0};
    ucr_response copy = box(in != NULL ? in : &none);
    for (unsigned i = 0; i < PROFILES; i++) {
        if (holds_in(rows, i)) {
            refuses_to_encode(in != NULL ? &copy : NULL, profiles[i], code,
                              offset, path);
        }
    }
    unbox(&copy, in != NULL ? in : &none);
}

static const ucr_text params[] = {UCR_TEXT("P1"), UCR_TEXT("")};
static const ucr_detail details[] = {{UCR_TEXT("C2"), UCR_TEXT("M2")},
                                     {UCR_TEXT(""), UCR_TEXT("")}};

/* An error with both texts and nothing else. */
static ucr_response plain_error(int status)
{
    ucr_response in = {.status = status};
    in.error_code = ucr_text_of("C1");
    in.error_msg = ucr_text_of("M1");
    return in;
}

static ucr_response full_error(void)
{
    ucr_response in = plain_error(403);
    in.encoded_authorization_message = ucr_text_of("A1");
    in.error_param = (ucr_texts){.items = params, .count = 2};
    in.details = (ucr_details){.items = details, .count = 2};
    return in;
}

static void test_encode_success(void **state)
{
    (void)state;
    for (int status = 200; status <= 299; status++) {
        ucr_response in = {.status = status};
        encodes(status == 200 ? BOTH : I, &in,
                status == 204 || status == 205 ? "" : "{}");
    }
}

static void test_encode_errors(void **state)
{
    (void)state;
    static const int statuses[] = {400, 401, 404, 500, 403};
    ucr_response in;
    for (size_t i = 0; i < COUNT_OF(statuses); i++) {
        in = plain_error(statuses[i]);
        encodes(BOTH, &in, "{'error_code':'C1','error_msg':'M1'}");
    }
    in = full_error();
    encodes(BOTH, &in,
            "{'error_code':'C1','error_msg':'M1',"
            "'encoded_authorization_message':'A1','error_param':['P1',''],"
            "'details':[{'error_code':'C2','error_msg':'M2'},"
            "{'error_code':'','error_msg':''}]}");
    in.request_id = ucr_text_of("R1");
    in.status = 418;
    in.error_param.count = 0;
    in.details.count = 0;
    encodes(I, &in,
            "{'error_code':'C1','error_msg':'M1',"
            "'encoded_authorization_message':'A1','error_param':[],"
            "'details':[],'request_id':'R1'}");
    in = plain_error(300);
    in.error_code = ucr_text_of("");
    in.error_msg = ucr_text_of("");
    encodes(I, &in, "{'error_code':'','error_msg':''}");
}

static void test_encode_does_not_look_at_what_only_decode_gives(void **state)
{
    (void)state;
    ucr_response in = plain_error(400);
    const ucr_str unreadable = {NULL, 7};
    in.title.raw = in.message.raw = in.body.raw = unreadable;
    in.body.kind = (ucr_json_kind)99;
    in.shape = (ucr_shape)99;
    in.ignored = UINT_MAX;
    encodes(BOTH, &in, "{'error_code':'C1','error_msg':'M1'}");
    in.error_code = in.error_msg = (ucr_text){{NULL, 0}, true};
    in.status = 200;
    encodes(BOTH, &in, "{}");
}

static void test_encode_escapes_plain_text_and_copies_escaped(void **state)
{
    (void)state;
    ucr_response in = plain_error(400);
    ucr_str all = block("\"\\/\b\t\n\f\r\0\x01\x0B\x1F\x20\x7F\xC3\xA9", 16);
    in.error_code.raw = all;
    in.error_msg = (ucr_text){ucr_str_of("\\u0041\\/\\\"\\ud83d\\ude00"), true};
    encodes(BOTH, &in,
            "{'error_code':'\\'\\\\/\\b\\t\\n\\f\\r\\u0000\\u0001\\u000b\\u001f"
            " \x7F\xC3\xA9','error_msg':'\\u0041\\/\\'\\ud83d\\ude00'}");
    block_free(all);
    in.error_code = (ucr_text){ucr_str_of("\\udc00\\ud800"), true};
    in.error_msg = ucr_text_of(GRIN "\\ud800");
    encodes(I, &in,
            "{'error_code':'\\udc00\\ud800','error_msg':'" GRIN "\\\\ud800'}");
}

/* ---- Encode: texts ----------------------------------------------------------
 */

/* Every place where a text can stand. */
static const struct slot {
    const char *path;
    unsigned profiles;
    size_t max_points; /* SIZE_MAX: no documented length */
} slots[] = {
    {"/error_code", BOTH, 255},
    {"/error_msg", BOTH, 1024},
    {"/encoded_authorization_message", BOTH, 65535},
    {"/error_param/1", BOTH, SIZE_MAX},
    {"/details/1/error_code", BOTH, 255},
    {"/details/1/error_msg", BOTH, 1024},
    {"/request_id", I, SIZE_MAX},
};

typedef struct filled {
    ucr_text params[2];
    ucr_detail details[2];
    ucr_response in;
} filled;

/* An error in which one place holds this text. */
static void fill(filled *to, size_t slot, ucr_text text)
{
    to->in = full_error();
    memcpy(to->params, params, sizeof(params));
    memcpy(to->details, details, sizeof(details));
    to->in.error_param.items = to->params;
    to->in.details.items = to->details;
    ucr_text *const places[COUNT_OF(slots)] = {
        &to->in.error_code,
        &to->in.error_msg,
        &to->in.encoded_authorization_message,
        &to->params[1],
        &to->details[1].error_code,
        &to->details[1].error_msg,
        &to->in.request_id,
    };
    *places[slot] = text;
}

static void test_encode_checks_the_text_in_every_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < BAD_TEXTS; i++) {
        ucr_str raw = block_of(bad_texts[i].text);
        for (size_t k = 0; k < COUNT_OF(slots); k++) {
            filled f;
            fill(&f, k, (ucr_text){raw, bad_texts[i].escaped});
            refuses_both(bad_texts[i].profiles & slots[k].profiles, &f.in,
                         bad_texts[i].code, bad_texts[i].offset, slots[k].path);
        }
        block_free(raw);
    }
}

/* One code point, as it can stand in a text. */
static const ucr_text points[] = {
    UCR_TEXT("a"),
    UCR_TEXT("\xC3\xA9"),
    UCR_TEXT("\xE8\xBF\x81"),
    UCR_TEXT(GRIN),
    UCR_TEXT("\n"),
    {UCR_STR("\\n"), true},
    {UCR_STR("\\u00e9"), true},
    {UCR_STR("\\ud83d\\ude00"), true},
};

static void expect_fits(const ucr_response *in, const ucr_options *options)
{
    size_t len;
    assert_int_equal(ucr_encode_response(NULL, 0, &len, in, options, NULL),
                     UCR_E_SPACE);
}

/* A place takes as many code points as are documented, and in strict no more;
 * `text` holds two too many, each of `size` bytes. */
static void expect_length(size_t slot, ucr_text text, size_t size)
{
    filled f;
    size_t full = text.raw.len;
    fill(&f, slot, text);
    expect_fits(&f.in, &interop);
    text.raw.len = full - 2 * size;
    fill(&f, slot, text);
    expect_fits(&f.in, &strict);
    for (size_t more = 1; more <= 2; more++) {
        text.raw.len = full - 2 * size + more * size;
        fill(&f, slot, text);
        refuses_to_encode(&f.in, &strict, UCR_E_LENGTH, full - 2 * size,
                          slots[slot].path);
    }
}

static void test_encode_holds_the_documented_lengths(void **state)
{
    (void)state;
    size_t cap = 12 * (UCR_MAX_ENCODED_AUTHORIZATION_MESSAGE + 2);
    char *bytes = malloc(cap);
    assert_non_null(bytes);
    for (size_t i = 0; i < COUNT_OF(points); i++) {
        size_t size = points[i].raw.len;
        for (size_t at = 0; at + size <= cap; at += size) {
            memcpy(bytes + at, points[i].raw.ptr, size);
        }
        for (size_t k = 0; k < COUNT_OF(slots); k++) {
            if (slots[k].max_points != SIZE_MAX) {
                const ucr_str raw = {bytes, (slots[k].max_points + 2) * size};
                expect_length(k, (ucr_text){raw, points[i].escaped}, size);
            }
        }
    }
    free(bytes);
}

static void test_encode_takes_any_length_that_is_not_documented(void **state)
{
    (void)state;
    char bytes[70000];
    memset(bytes, 'a', sizeof(bytes));
    for (size_t k = 0; k < COUNT_OF(slots); k++) {
        filled f;
        fill(&f, k, (ucr_text){{bytes, sizeof(bytes)}, true});
        expect_fits(&f.in, &interop);
        if (holds_in(slots[k].profiles, UCR_STRICT) &&
            slots[k].max_points == SIZE_MAX) {
            expect_fits(&f.in, &strict);
        }
    }
}

static void test_encode_never_reads_what_is_longer_than_a_body(void **state)
{
    (void)state;
    static const size_t sizes[] = {UCR_DEFAULT_MAX_BODY + 1, SIZE_MAX / 2 + 1,
                                   SIZE_MAX - 1, SIZE_MAX};
    ucr_str one = block("[", 1);
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        filled f;
        for (size_t k = 0; k < COUNT_OF(slots); k++) {
            fill(&f, k, (ucr_text){{one.ptr, sizes[i]}, i % 2 == 0});
            refuses_both(slots[k].profiles, &f.in, UCR_E_BODY_SIZE,
                         UCR_DEFAULT_MAX_BODY, slots[k].path);
        }
        ucr_response in = plain_error(403);
        in.error_param = (ucr_texts){.raw = {one.ptr, sizes[i]}, .count = 1};
        refuses_both(BOTH, &in, UCR_E_BODY_SIZE, UCR_DEFAULT_MAX_BODY,
                     "/error_param");
        in = plain_error(403);
        in.details =
            (ucr_details){.raw = {one.ptr, sizes[i]}, .count = SIZE_MAX};
        refuses_both(BOTH, &in, UCR_E_BODY_SIZE, UCR_DEFAULT_MAX_BODY,
                     "/details");
    }
    block_free(one);
}

static void test_encode_holds_max_body(void **state)
{
    (void)state;
    const ucr_response success = {.status = 200};
    const ucr_response in = full_error();
    size_t len, again;
    assert_int_equal(ucr_encode_response(NULL, 0, &len, &in, NULL, NULL),
                     UCR_E_SPACE);
    for (unsigned i = 0; i < PROFILES; i++) {
        ucr_options options = {len, 0, 0, (ucr_profile)i};
        assert_int_equal(
            ucr_encode_response(NULL, 0, &again, &in, &options, NULL),
            UCR_E_SPACE);
        assert_int_equal(again, len);
        for (options.max_body = 2; options.max_body < len; options.max_body++) {
            refuses_to_encode(&in, &options, UCR_E_BODY_SIZE, options.max_body,
                              "");
        }
        options.max_body = 1;
        refuses_to_encode(&success, &options, UCR_E_BODY_SIZE, 1, "");
        refuses_to_encode(&in, &options, UCR_E_BODY_SIZE, 1, "/error_code");
    }
}

/* ---- Encode: lists ----------------------------------------------------------
 */

typedef struct bad_list {
    const char *raw;
    size_t count;
    unsigned profiles;
    ucr_code code;
    const char *path;
} bad_list;

/* With max_items 2. */
static const bad_list bad_params[] = {
    {"^", 0, BOTH, UCR_E_EMPTY, "/error_param"},
    {" ^", 0, BOTH, UCR_E_EMPTY, "/error_param"},
    {"^null", 0, BOTH, UCR_E_TYPE, "/error_param"},
    {"^'P1'", 1, BOTH, UCR_E_TYPE, "/error_param"},
    {"^{}", 0, BOTH, UCR_E_TYPE, "/error_param"},
    {"['P1',^null]", 2, BOTH, UCR_E_TYPE, "/error_param/1"},
    {"['P1',^null]", 1, BOTH, UCR_E_TYPE, "/error_param/1"},
    {"['','',^'']", 3, BOTH, UCR_E_ITEMS, "/error_param/2"},
    {"['','',^1]", 2, BOTH, UCR_E_ITEMS, "/error_param/2"},
    {"['P1'^", 1, BOTH, UCR_E_EOF, "/error_param"},
    {"['P1',^]", 1, BOTH, UCR_E_SYNTAX, "/error_param"},
    {"['P1'] ^,", 1, BOTH, UCR_E_TRAILING, "/error_param"},
    {"['P1','a^\n']", 2, BOTH, UCR_E_CONTROL, "/error_param"},
    {"['P1','a^\\q']", 2, BOTH, UCR_E_ESCAPE, "/error_param"},
    {"['^\xC1\x81']", 1, BOTH, UCR_E_UTF8, "/error_param"},
    {"[0^0]", 1, BOTH, UCR_E_NUMBER, "/error_param"},
    {"['^\\udc00']", 1, S, UCR_E_SURROGATE, "/error_param"},
    {"^" MARK "[]", 0, BOTH, UCR_E_SYNTAX, "/error_param"},
    {"[]", 1, BOTH, UCR_E_ARGUMENT, ""},
    {"['P1']", 0, BOTH, UCR_E_ARGUMENT, ""},
    {"['P1']", 2, BOTH, UCR_E_ARGUMENT, ""},
    {"['P1']", SIZE_MAX, BOTH, UCR_E_ARGUMENT, ""},
    {" ['P1']", 1, BOTH, UCR_E_ARGUMENT, ""},
    {"['P1'] ", 1, BOTH, UCR_E_ARGUMENT, ""},
};

static const bad_list bad_details[] = {
    {"^null", 0, BOTH, UCR_E_TYPE, "/details"},
    {"[{" PAIR "},^null]", 2, BOTH, UCR_E_TYPE, "/details/1"},
    {"[{},{},^{}]", 3, BOTH, UCR_E_ITEMS, "/details/2"},
    {"[{" PAIR "}^", 1, BOTH, UCR_E_EOF, "/details"},
    {"[{" PAIR "},{'error_msg':^}]", 2, BOTH, UCR_E_SYNTAX,
     "/details/1/error_msg"},
    {"[{'message':^}]", 1, I, UCR_E_SYNTAX, "/details/0/message"},
    {"[{'message':^}]", 1, S, UCR_E_SYNTAX, "/details"},
    {"[{'error_code':'^\\ud800'}]", 1, S, UCR_E_SURROGATE,
     "/details/0/error_code"},
    {"[{" PAIR ",^'error_code':1}]", 1, BOTH, UCR_E_DUPLICATE,
     "/details/0/error_code"},
    {"[{" PAIR ",'title':1,^'titl\\u0065':1}]", 1, I, UCR_E_DUPLICATE,
     "/details/0/title"},
    {"[{" PAIR ",^'title':1}]", 1, S, UCR_E_UNKNOWN, "/details/0"},
    {"[{'error_code':^1,'error_msg':''}]", 1, S, UCR_E_TYPE,
     "/details/0/error_code"},
    {"[{" PAIR "},{'error_code':''}]", 2, I, UCR_E_ARGUMENT, ""},
    {"[{}]", 1, I, UCR_E_ARGUMENT, ""},
    {"[{" PAIR "}]", 2, BOTH, UCR_E_ARGUMENT, ""},
    {"[]", SIZE_MAX, BOTH, UCR_E_ARGUMENT, ""},
};

static void refuses_lists(const bad_list *rows, size_t count, bool of_details)
{
    for (size_t i = 0; i < count; i++) {
        size_t caret;
        ucr_str raw = marked(rows[i].raw, &caret);
        ucr_response in = plain_error(403);
        if (of_details) {
            in.details = (ucr_details){raw, NULL, rows[i].count};
        } else {
            in.error_param = (ucr_texts){raw, NULL, rows[i].count};
        }
        for (unsigned k = 0; k < PROFILES; k++) {
            const ucr_options options = {0, 0, 2, (ucr_profile)k};
            if (holds_in(rows[i].profiles, k)) {
                refuses_to_encode(&in, &options, rows[i].code,
                                  caret != SIZE_MAX ? caret : 0, rows[i].path);
            }
        }
        block_free(raw);
    }
}

/* What is wrong before a list does not hide that a call cannot be right. */
static void test_encode_looks_at_elements_after_another_fault(void **state)
{
    (void)state;
    const ucr_text items[] = {UCR_TEXT("P1"), UCR_TEXT("P2")};
    const ucr_options options = {.max_items = 1};
    ucr_str raw = json_of("[{'error_code':'a'}]");
    ucr_response in = plain_error(403);
    in.error_param = (ucr_texts){.items = items, .count = 2};
    in.details = (ucr_details){.raw = raw, .count = 1};
    refuses_to_encode(&in, &options, UCR_E_ARGUMENT, 0, "");
    block_free(raw);
    /* Its own faults do: nothing is looked for in what decode refuses. */
    raw = json_of("[{'error_code':'a'},{'code':1,'code':2}]");
    in.details = (ucr_details){.raw = raw, .count = 2};
    refuses_to_encode(&in, &options, UCR_E_ITEMS, 0, "/error_param/1");
    block_free(raw);
}

/* In the value that is given, which is the list. */
static void test_a_length_in_a_raw_list_counts_from_its_bracket(void **state)
{
    (void)state;
    char raw[2 * UCR_MAX_ERROR_MSG];
    char msg[UCR_MAX_ERROR_MSG + 2] = "";
    ucr_response in = plain_error(403);
    memset(msg, 'm', UCR_MAX_ERROR_MSG + 1);
    const int before =
        snprintf(raw, sizeof(raw),
                 "[{\"error_code\":\"\",\"error_msg\":\"\"},{\"error_msg\":\"");
    const int len = snprintf(raw + before, sizeof(raw) - (size_t)before,
                             "%s\",\"error_code\":\"1\"}]", msg);
    const ucr_str list = block(raw, (size_t)before + (size_t)len);
    in.details = (ucr_details){.raw = list, .count = 2};
    expect_fits(&in, &interop);
    refuses_to_encode(&in, &strict, UCR_E_LENGTH,
                      (size_t)before + UCR_MAX_ERROR_MSG,
                      "/details/1/error_msg");
    /* What comes after a list is a value of its own. */
    in.request_id = (ucr_text)UCR_TEXT("ab\xFF");
    refuses_to_encode(&in, &interop, UCR_E_UTF8, 2, "/request_id");
    block_free(list);
}

static void test_capacities_near_the_largest_are_taken(void **state)
{
    (void)state;
    static const size_t caps[] = {SIZE_MAX / 2 + 1, SIZE_MAX - 1, SIZE_MAX};
    static const ucr_options any_body = {.max_body = SIZE_MAX};
    ucr_response in = plain_error(403);
    in.details = (ucr_details){.items = details, .count = 2};
    for (size_t i = 0; i < COUNT_OF(caps); i++) {
        char buf[256];
        size_t len;
        assert_int_equal(
            ucr_encode_response(buf, caps[i], &len, &in, &any_body, NULL),
            UCR_OK);
        assert_true(len > 100 && len < sizeof(buf));
    }
}

static void test_encode_checks_lists_of_error_param(void **state)
{
    (void)state;
    refuses_lists(bad_params, COUNT_OF(bad_params), false);
}

static void test_encode_checks_lists_of_details(void **state)
{
    (void)state;
    refuses_lists(bad_details, COUNT_OF(bad_details), true);
}

static void test_encode_writes_raw_lists_compactly(void **state)
{
    (void)state;
    ucr_response in = plain_error(403);
    ucr_str texts = json_of("[ 'P\\u0031' ,\n''\t]");
    ucr_str two = json_of("[ { 'error_msg' : 'M2', 'error_code':'C2' } ]");
    ucr_str aliases = json_of("[{'code':4e2,'x':{},'message':'M2'},"
                              "{'errMsg':'','errCode':''}]");
    in.error_param = (ucr_texts){texts, NULL, 2};
    in.details = (ucr_details){two, NULL, 1};
    encodes(BOTH, &in,
            "{'error_code':'C1','error_msg':'M1','error_param':['P\\u0031',''],"
            "'details':[{'error_code':'C2','error_msg':'M2'}]}");
    in.error_param = (ucr_texts){texts, params, 1};
    in.details = (ucr_details){aliases, NULL, 2};
    encodes(I, &in,
            "{'error_code':'C1','error_msg':'M1','error_param':['P1'],"
            "'details':[{'error_code':'4e2','error_msg':'M2'},"
            "{'error_code':'','error_msg':''}]}");
    in.details = (ucr_details){two, details, 0};
    encodes(BOTH, &in,
            "{'error_code':'C1','error_msg':'M1','error_param':['P1'],"
            "'details':[]}");
    block_free(texts);
    block_free(two);
    block_free(aliases);
}

static void test_encode_counts_items(void **state)
{
    (void)state;
    static const size_t counts[] = {3, 1000, SIZE_MAX};
    for (unsigned i = 0; i < PROFILES; i++) {
        const ucr_options two = {0, 0, 2, (ucr_profile)i};
        const ucr_options one = {0, 0, 1, (ucr_profile)i};
        ucr_str texts = block(params, sizeof(params));
        ucr_response in = full_error();
        expect_fits(&in, &two);
        refuses_to_encode(&in, &one, UCR_E_ITEMS, 0, "/error_param/1");
        in.error_param.count = 1;
        refuses_to_encode(&in, &one, UCR_E_ITEMS, 0, "/details/1");
        /* What is said to be there beyond the limit is not looked at. */
        in.error_param.items = (const void *)texts.ptr;
        for (size_t k = 0; k < COUNT_OF(counts); k++) {
            in.error_param.count = counts[k];
            refuses_to_encode(&in, &two, UCR_E_ITEMS, 0, "/error_param/2");
        }
        block_free(texts);
    }
}

static void test_encode_holds_max_depth(void **state)
{
    (void)state;
    ucr_response in = plain_error(403);
    for (unsigned i = 0; i < PROFILES; i++) {
        ucr_options options = {0, 1, 0, (ucr_profile)i};
        in = plain_error(403);
        expect_fits(&in, &options);
        in.error_param = (ucr_texts){UCR_STR("[]"), NULL, 0};
        refuses_to_encode(&in, &options, UCR_E_DEPTH, 0, "/error_param");
        in.error_param = (ucr_texts){{NULL, 0}, params, 1};
        refuses_to_encode(&in, &options, UCR_E_DEPTH, 0, "/error_param");
        options.max_depth = 2;
        in.details = (ucr_details){{NULL, 0}, details, 0};
        expect_fits(&in, &options);
        in.details.count = 1;
        refuses_to_encode(&in, &options, UCR_E_DEPTH, 0, "/details");
        in.details = (ucr_details){UCR_STR("[ {}]"), NULL, 1};
        refuses_to_encode(&in, &options, UCR_E_DEPTH, 2, "/details");
        options.max_depth = 3;
        in.details = (ucr_details){{NULL, 0}, details, 1};
        expect_fits(&in, &options);
    }
}

/* ---- Encode: the call -------------------------------------------------------
 */

static bool is_documented(int status)
{
    static const int documented[] = {200, 400, 401, 403, 404, 500};
    size_t i = 0;
    while (i < COUNT_OF(documented) && documented[i] != status) {
        i++;
    }
    return i < COUNT_OF(documented);
}

static void test_encode_status(void **state)
{
    (void)state;
    for (int status = -20; status <= 1020; status++) {
        bool success = status >= 200 && status <= 299;
        const ucr_response none = {.status = status};
        ucr_response in = success ? none : plain_error(status);
        size_t len;
        if (status < 200 || status > 599) {
            refuses_both(BOTH, &in, UCR_E_STATUS, 0, "");
            continue;
        }
        assert_true(ucr_encode_response(NULL, 0, &len, &in, NULL, NULL) ==
                    (status == 204 || status == 205 ? UCR_OK : UCR_E_SPACE));
        if (is_documented(status)) {
            expect_fits(&in, &strict);
        } else {
            refuses_to_encode(&in, &strict, UCR_E_STATUS, 0, "");
        }
    }
}

/* Without one of its texts, with what does not go with the status. */
static void test_encode_members_that_do_not_belong_together(void **state)
{
    (void)state;
    static const int errors_of_two[] = {400, 401, 404, 500};
    ucr_response in = plain_error(400);
    in.error_code = ucr_text_of(NULL);
    refuses_both(BOTH, &in, UCR_E_ARGUMENT, 0, "");
    in = plain_error(403);
    in.error_msg = ucr_text_of(NULL);
    refuses_both(BOTH, &in, UCR_E_ARGUMENT, 0, "");
    for (size_t k = 0; k < COUNT_OF(slots); k++) {
        filled f;
        fill(&f, k, (ucr_text){{NULL, 0}, false});
        bool required = k != 2 && k != 6;
        if (required) {
            refuses_both(BOTH, &f.in, UCR_E_ARGUMENT, 0, "");
        }
    }
    for (size_t i = 0; i < COUNT_OF(errors_of_two) * 3; i++) {
        in = full_error();
        in.status = errors_of_two[i / 3];
        if (i % 3 != 0) {
            in.encoded_authorization_message = ucr_text_of(NULL);
        }
        if (i % 3 != 1) {
            in.error_param = (ucr_texts){.items = NULL};
        }
        if (i % 3 != 2) {
            in.details = (ucr_details){.items = NULL};
        }
        refuses_both(S, &in, UCR_E_ARGUMENT, 0, "");
    }
    in = full_error();
    in.request_id = ucr_text_of("");
    refuses_both(S, &in, UCR_E_ARGUMENT, 0, "");
}

static void test_encode_error_members_with_a_success(void **state)
{
    (void)state;
    const ucr_response full = full_error();
    for (int i = 0; i < 6; i++) {
        ucr_response in = {.status = 200};
        in.error_code = i == 0 ? full.error_code : in.error_code;
        in.error_msg = i == 1 ? full.error_msg : in.error_msg;
        in.encoded_authorization_message =
            i == 2 ? full.error_code : in.encoded_authorization_message;
        in.error_param = i == 3 ? full.error_param : in.error_param;
        in.details = i == 4 ? full.details : in.details;
        in.request_id = i == 5 ? ucr_text_of("") : in.request_id;
        refuses_both(BOTH, &in, UCR_E_ARGUMENT, 0, "");
        in.status = 204;
        refuses_both(I, &in, UCR_E_ARGUMENT, 0, "");
    }
}

static void test_encode_arguments(void **state)
{
    (void)state;
    static const ucr_options wrong[] = {{0, 0, 0, (ucr_profile)2},
                                        {0, 0, 0, (ucr_profile)INT_MAX},
                                        {0, UCR_MAX_DEPTH + 1, 0, UCR_INTEROP}};
    const ucr_response success = {.status = 200};
    size_t len = SIZE_MAX;
    char buf[64];
    ucr_error err;
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        refuses_to_encode(&success, &wrong[i], UCR_E_ARGUMENT, 0, "");
    }
    refuses_both(BOTH, NULL, UCR_E_ARGUMENT, 0, "");
    assert_int_equal(
        ucr_encode_response(buf, sizeof(buf), NULL, &success, NULL, &err),
        UCR_E_ARGUMENT);
    assert_fault(&err, UCR_E_ARGUMENT, 0, "");
    assert_int_equal(ucr_encode_response(NULL, 1, &len, &success, NULL, &err),
                     UCR_E_ARGUMENT);
    assert_fault(&err, UCR_E_ARGUMENT, 0, "");
    assert_int_equal(len, 0);
    assert_int_equal(ucr_encode_response(NULL, 0, NULL, NULL, NULL, NULL),
                     UCR_E_ARGUMENT);
}

static void test_encode_sources_that_cannot_be_read(void **state)
{
    (void)state;
    for (size_t k = 0; k < COUNT_OF(slots); k++) {
        filled f;
        fill(&f, k, (ucr_text){{NULL, k % 2 == 0 ? 1 : SIZE_MAX}, false});
        refuses_both(BOTH, &f.in, UCR_E_ARGUMENT, 0, "");
        f.in.status = 200;
        refuses_both(BOTH, &f.in, UCR_E_ARGUMENT, 0, "");
    }
    ucr_response in = plain_error(403);
    in.error_param = (ucr_texts){{NULL, 2}, NULL, 0};
    refuses_both(BOTH, &in, UCR_E_ARGUMENT, 0, "");
    in.error_param = (ucr_texts){{NULL, 0}, NULL, SIZE_MAX};
    refuses_both(BOTH, &in, UCR_E_ARGUMENT, 0, "");
    in = plain_error(403);
    in.details = (ucr_details){{NULL, SIZE_MAX}, NULL, 0};
    refuses_both(BOTH, &in, UCR_E_ARGUMENT, 0, "");
    in.details = (ucr_details){{NULL, 0}, NULL, 1};
    refuses_both(BOTH, &in, UCR_E_ARGUMENT, 0, "");
}

static void test_encode_two_faults(void **state)
{
    (void)state;
    const ucr_text bad = UCR_TEXT("a\xFF");
    const ucr_text mixed[] = {UCR_TEXT("P1"), UCR_TEXT("\xFF")};
    char text[300];
    memset(text, 'a', sizeof(text));
    ucr_response in = full_error();
    in.error_code.raw = (ucr_str){text, sizeof(text)};
    in.error_param = (ucr_texts){UCR_STR("[1]"), NULL, 1};
    refuses_both(S, &in, UCR_E_LENGTH, 255, "/error_code");
    refuses_both(I, &in, UCR_E_TYPE, 1, "/error_param/0");
    in.error_msg.raw.len = SIZE_MAX;
    refuses_both(BOTH, &in, UCR_E_BODY_SIZE, UCR_DEFAULT_MAX_BODY,
                 "/error_msg");
    in.error_msg.raw.len = 2;
    /* The scanner's outranks meaning, */
    in.encoded_authorization_message = bad;
    refuses_both(BOTH, &in, UCR_E_UTF8, 1, "/encoded_authorization_message");
    in.error_param = (ucr_texts){{NULL, 0}, mixed, 2};
    refuses_both(BOTH, &in, UCR_E_UTF8, 1, "/encoded_authorization_message");
    in.encoded_authorization_message = ucr_text_of("A1");
    refuses_both(BOTH, &in, UCR_E_UTF8, 0, "/error_param/1");
    /* in one text too, */
    text[299] = '\xFF';
    refuses_both(BOTH, &in, UCR_E_UTF8, 299, "/error_code");
    /* and an argument outranks both. */
    in.details = (ucr_details){UCR_STR("[]"), NULL, 1};
    refuses_both(BOTH, &in, UCR_E_ARGUMENT, 0, "");
    in.error_code.raw.ptr = NULL;
    in.status = 600;
    refuses_both(BOTH, &in, UCR_E_ARGUMENT, 0, "");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_encode_success),
        cmocka_unit_test(test_encode_errors),
        cmocka_unit_test(test_encode_does_not_look_at_what_only_decode_gives),
        cmocka_unit_test(test_encode_escapes_plain_text_and_copies_escaped),
        cmocka_unit_test(test_encode_checks_the_text_in_every_place),
        cmocka_unit_test(test_encode_holds_the_documented_lengths),
        cmocka_unit_test(test_encode_takes_any_length_that_is_not_documented),
        cmocka_unit_test(test_encode_never_reads_what_is_longer_than_a_body),
        cmocka_unit_test(test_encode_holds_max_body),
        cmocka_unit_test(test_encode_looks_at_elements_after_another_fault),
        cmocka_unit_test(test_encode_checks_lists_of_error_param),
        cmocka_unit_test(test_encode_checks_lists_of_details),
        cmocka_unit_test(test_a_length_in_a_raw_list_counts_from_its_bracket),
        cmocka_unit_test(test_capacities_near_the_largest_are_taken),
        cmocka_unit_test(test_encode_writes_raw_lists_compactly),
        cmocka_unit_test(test_encode_counts_items),
        cmocka_unit_test(test_encode_holds_max_depth),
        cmocka_unit_test(test_encode_status),
        cmocka_unit_test(test_encode_members_that_do_not_belong_together),
        cmocka_unit_test(test_encode_error_members_with_a_success),
        cmocka_unit_test(test_encode_arguments),
        cmocka_unit_test(test_encode_sources_that_cannot_be_read),
        cmocka_unit_test(test_encode_two_faults),
    };
    return cmocka_run_group_tests_name("response_encode", tests, NULL, NULL);
}
