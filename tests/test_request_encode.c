/* SPDX-License-Identifier: MIT */
/*
 * The request, written, in both profiles: its bytes at every capacity, whole
 * and in parts, and what is refused because decode would refuse it.
 *
 * JSON is written as rows.h says. Every case goes through both functions that
 * write: what one says, the other must say too.
 */
#include "rows.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#define HEAD "{'command_name':'STOP','result':'fail'"

/* ---- Inputs in blocks of their size ---------------------------------------
 */

static ucr_request box(const ucr_request *in)
{
    ucr_request copy = *in;
    copy.command_name.raw = boxed(in->command_name.raw);
    copy.result_detail.raw = boxed(in->result_detail.raw);
    copy.result_detail_text.raw = boxed(in->result_detail_text.raw);
    return copy;
}

static void unbox(const ucr_request *copy, const ucr_request *in)
{
    unboxed(copy->command_name.raw, in->command_name.raw);
    unboxed(copy->result_detail.raw, in->result_detail.raw);
    unboxed(copy->result_detail_text.raw, in->result_detail_text.raw);
}

/* ---- Both ways of writing ---------------------------------------------------
 */

static void writes_whole(const ucr_request *in, const ucr_options *options,
                         ucr_str want, size_t cap)
{
    char *room = room_of(cap);
    size_t len = SIZE_MAX;
    ucr_error err;
    ucr_code code = cap < want.len ? UCR_E_SPACE : UCR_OK;
    memset(&err, 0xA5, sizeof(err));
    assert_int_equal(ucr_encode_request(room, cap, &len, in, options, &err),
                     code);
    assert_int_equal(len, want.len);
    assert_fault(&err, code, 0, "");
    if (code == UCR_OK) {
        assert_zero(&err, sizeof(err));
        assert_bytes(room, len, want);
        assert_untouched(room + len, cap - len);
    }
    assert_canaries(room, cap);
    free(room);
}

/* In order, without a gap, and the outer two in the room. */
static void assert_parts(const ucr_parts *parts, ucr_str room, ucr_str want)
{
    const size_t sum = parts->head.len + parts->detail.len + parts->tail.len;
    assert_int_equal(parts->total, want.len);
    assert_int_equal(sum, want.len);
    assert_non_null(parts->head.ptr);
    assert_non_null(parts->detail.ptr);
    assert_non_null(parts->tail.ptr);
    assert_inside(parts->head, room);
    assert_inside(parts->tail, room);
    assert_memory_equal(parts->head.ptr, want.ptr, parts->head.len);
    assert_memory_equal(parts->detail.ptr, want.ptr + parts->head.len,
                        parts->detail.len);
    assert_memory_equal(parts->tail.ptr, want.ptr + want.len - parts->tail.len,
                        parts->tail.len);
}

/* `moved`: so many bytes of the body stay where the caller has them. */
static void writes_parts(const ucr_request *in, const ucr_options *options,
                         ucr_str want, size_t moved, size_t cap)
{
    const size_t need = want.len - moved;
    ucr_code code = cap < need ? UCR_E_SPACE : UCR_OK;
    char *room = room_of(cap);
    ucr_parts parts;
    ucr_error err;
    memset(&parts, 0xA5, sizeof(parts));
    memset(&err, 0xA5, sizeof(err));
    assert_int_equal(
        ucr_encode_request_parts(&parts, room, cap, in, options, &err), code);
    assert_fault(&err, code, 0, "");
    if (code == UCR_OK) {
        assert_zero(&err, sizeof(err));
        assert_parts(&parts, (ucr_str){room, need}, want);
        assert_untouched(room + need, cap - need);
    } else {
        const ucr_parts expected = {.total = need};
        assert_memory_equal(&parts, &expected, sizeof(parts));
    }
    assert_canaries(room, cap);
    free(room);
}

static void writes_by(const ucr_options *options, const ucr_request *in,
                      ucr_str want, size_t moved)
{
    ucr_parts parts;
    size_t len = SIZE_MAX;
    for (size_t cap = 0; cap <= want.len + 1; cap++) {
        writes_whole(in, options, want, cap);
        writes_parts(in, options, want, moved, cap);
    }
    assert_int_equal(ucr_encode_request(NULL, 0, &len, in, options, NULL),
                     UCR_E_SPACE);
    assert_int_equal(len, want.len);
    assert_int_equal(
        ucr_encode_request_parts(&parts, NULL, 0, in, options, NULL),
        UCR_E_SPACE);
    assert_int_equal(parts.total, want.len - moved);
}

static void writes(unsigned rows, const ucr_request *in, const char *text,
                   size_t moved)
{
    ucr_str want = json_of(text);
    ucr_request copy = box(in);
    for (unsigned i = 0; i < PROFILES; i++) {
        if (holds_in(rows, i)) {
            writes_by(profiles[i], &copy, want, moved);
        }
    }
    unbox(&copy, in);
    block_free(want);
}

static void refuses_by(const ucr_options *options, const ucr_request *in,
                       ucr_code code, size_t offset, const char *path)
{
    char buf[8];
    /* With room or without: space is the last thing that is looked at. */
    static const size_t caps[] = {0, sizeof(buf)};
    for (size_t i = 0; i < COUNT_OF(caps); i++) {
        size_t len = SIZE_MAX;
        ucr_parts parts;
        ucr_error err;
        char *room = caps[i] > 0 ? buf : NULL;
        memset(&parts, 0xA5, sizeof(parts));
        memset(&err, 0xA5, sizeof(err));
        assert_int_equal(
            ucr_encode_request(room, caps[i], &len, in, options, &err), code);
        explain(path, options != NULL ? (unsigned)options->profile : 0, &err,
                code, offset);
        assert_fault(&err, code, offset, path);
        assert_int_equal(len, 0);
        memset(&err, 0xA5, sizeof(err));
        assert_int_equal(
            ucr_encode_request_parts(&parts, room, caps[i], in, options, &err),
            code);
        assert_fault(&err, code, offset, path);
        assert_zero(&parts, sizeof(parts));
        assert_int_equal(
            ucr_encode_request(room, caps[i], &len, in, options, NULL), code);
    }
}

static void refuses(unsigned rows, const ucr_request *in, ucr_code code,
                    size_t offset, const char *path)
{
    const ucr_request none = {.command = UCR_COMMAND_NONE};
    ucr_request copy = box(in != NULL ? in : &none);
    for (unsigned i = 0; i < PROFILES; i++) {
        if (holds_in(rows, i)) {
            refuses_by(profiles[i], in != NULL ? &copy : NULL, code, offset,
                       path);
        }
    }
    unbox(&copy, in != NULL ? in : &none);
}

static ucr_request stop(void)
{
    return (ucr_request){.command = UCR_COMMAND_STOP,
                         .result = UCR_RESULT_FAIL};
}

static ucr_request stop_with(ucr_str raw, ucr_json_kind kind)
{
    ucr_request in = stop();
    in.result_detail = (ucr_json){raw, kind};
    return in;
}

static ucr_request stop_with_text(ucr_text text)
{
    ucr_request in = stop();
    in.result_detail_text = text;
    return in;
}

static ucr_request other(ucr_text name)
{
    ucr_request in = stop();
    in.command = UCR_COMMAND_OTHER;
    in.command_name = name;
    return in;
}

/* ---- Commands and results ---------------------------------------------------
 */

static void test_each_command_with_each_result(void **state)
{
    (void)state;
    static const char *const names[] = {[UCR_COMMAND_START] = "START",
                                        [UCR_COMMAND_STOP] = "STOP",
                                        [UCR_COMMAND_DELETE] = "DELETE",
                                        [UCR_COMMAND_SYNC] = "SYNC",
                                        [UCR_COMMAND_UPLOAD_LOG] = "UPLOAD_LOG",
                                        [UCR_COMMAND_RSET_LOG_ACL] =
                                            "RSET_LOG_ACL"};
    static const char *const results[] = {
        [UCR_RESULT_SUCCESS] = "success", [UCR_RESULT_FAIL] = "fail"};
    for (int command = UCR_COMMAND_START; command <= UCR_COMMAND_RSET_LOG_ACL;
         command++) {
        for (int result = UCR_RESULT_SUCCESS; result <= UCR_RESULT_FAIL;
             result++) {
            char want[128] = "{'command_name':'";
            strcat(want, names[command]);
            strcat(want, "','result':'");
            strcat(want, results[result]);
            strcat(want, "','result_detail':{}}");
            ucr_request in = stop_with((ucr_str)UCR_STR("{}"), UCR_JSON_OBJECT);
            in.command = (ucr_command)command;
            in.result = (ucr_result)result;
            writes(BOTH, &in, want, 2);
            /* Its own name is written, whatever stands there. */
            in.command_name = (ucr_text){{NULL, 7}, true};
            writes(BOTH, &in, want, 2);
        }
    }
}

static void test_another_command_keeps_its_text(void **state)
{
    (void)state;
    ucr_request in = other((ucr_text)UCR_TEXT("SKIP"));
    writes(I, &in, "{'command_name':'SKIP','result':'fail'}", 0);
    refuses(S, &in, UCR_E_ENUM, 0, "/command_name");
    in = other((ucr_text){UCR_STR("SK\\u0049P"), true});
    writes(I, &in, "{'command_name':'SK\\u0049P','result':'fail'}", 0);
    in = other((ucr_text)UCR_TEXT("a\"\\\n\x01\x7F" GRIN));
    writes(I, &in,
           "{'command_name':'a\\'\\\\\\n\\u0001\x7F" GRIN "','result':'fail'}",
           0);
    in = other((ucr_text){UCR_STR("\\ud800"), true});
    writes(I, &in, "{'command_name':'\\ud800','result':'fail'}", 0);
    refuses(S, &in, UCR_E_SURROGATE, 0, "/command_name");
    in = other((ucr_text)UCR_TEXT("\\u0053TART"));
    writes(I, &in, "{'command_name':'\\\\u0053TART','result':'fail'}", 0);
    in = other((ucr_text)UCR_TEXT(""));
    refuses(BOTH, &in, UCR_E_ENUM, 0, "/command_name");
}

static void test_another_command_is_none_of_the_six(void **state)
{
    (void)state;
    static const ucr_text six[] = {
        UCR_TEXT("START"),
        UCR_TEXT("STOP"),
        UCR_TEXT("DELETE"),
        UCR_TEXT("SYNC"),
        UCR_TEXT("UPLOAD_LOG"),
        UCR_TEXT("RSET_LOG_ACL"),
        {UCR_STR("\\u0053TART"), true},
        {UCR_STR("S\\u0059NC"), true},
    };
    for (size_t i = 0; i < COUNT_OF(six); i++) {
        ucr_request in = other(six[i]);
        refuses(BOTH, &in, UCR_E_ARGUMENT, 0, "");
        /* Also over what is wrong with the detail. */
        in.result_detail_text = (ucr_text)UCR_TEXT("\xFF");
        refuses(BOTH, &in, UCR_E_ARGUMENT, 0, "");
    }
}

/* ---- The detail -------------------------------------------------------------
 */

static const struct {
    const char *given;
    ucr_json_kind kind;
    unsigned profiles;
    const char *written;
} details[] = {
    {"{}", UCR_JSON_OBJECT, BOTH, "{}"},
    {"{ 'a' : [ 1 , 'x\\n' ] }", UCR_JSON_OBJECT, BOTH,
     "{ 'a' : [ 1 , 'x\\n' ] }"},
    {" \t\r\n{'a':1,'a':1}\n ", UCR_JSON_OBJECT, BOTH, "{'a':1,'a':1}"},
    {"'text'", UCR_JSON_STRING, BOTH, "'text'"},
    {"  ''", UCR_JSON_STRING, BOTH, "''"},
    {"'\\u0041\\/" GRIN "'", UCR_JSON_STRING, BOTH, "'\\u0041\\/" GRIN "'"},
    {"[1,[]]", UCR_JSON_ARRAY, I, "[1,[]]"},
    {"[ ] ", UCR_JSON_ARRAY, I, "[ ]"},
    {"-0.5e+10", UCR_JSON_NUMBER, I, "-0.5e+10"},
    {" 12 ", UCR_JSON_NUMBER, I, "12"},
    {"true", UCR_JSON_BOOL, I, "true"},
    {"\nfalse", UCR_JSON_BOOL, I, "false"},
    {"null", UCR_JSON_NULL, I, "null"},
    {"{'\\ud800':'\\udc00'}", UCR_JSON_OBJECT, I, "{'\\ud800':'\\udc00'}"},
};

static void test_json_is_freed_of_space_and_copied(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(details); i++) {
        ucr_str given = json_of(details[i].given);
        char want[128] = HEAD ",'result_detail':";
        strcat(want, details[i].written);
        strcat(want, "}");
        ucr_request in = stop_with(given, details[i].kind);
        writes(details[i].profiles, &in, want, strlen(details[i].written));
        /* A text beside it is not looked at. */
        in.result_detail_text = (ucr_text){{NULL, 9}, true};
        writes(details[i].profiles, &in, want, strlen(details[i].written));
        block_free(given);
    }
}

/* Over every length at which the core begins to look at more bytes at once. */
static void test_a_long_string_of_json_is_copied(void **state)
{
    (void)state;
    char given[301];
    char want[sizeof(given) + 64];
    for (size_t len = 2; len < sizeof(given); len++) {
        memset(given, 'x', len);
        given[0] = '\'';
        given[len - 1] = '\'';
        given[len] = '\0';
        strcpy(want, HEAD ",'result_detail':");
        strcat(want, given);
        strcat(want, "}");
        const ucr_str raw = json_of(given);
        ucr_request in = stop_with(raw, UCR_JSON_STRING);
        ucr_str whole = json_of(want);
        writes_whole(&in, &strict, whole, whole.len);
        block_free(whole);
        block_free(raw);
    }
}

static void test_an_absent_detail_is_left_out(void **state)
{
    (void)state;
    const ucr_request in = stop();
    writes(I, &in, HEAD "}", 0);
    refuses(S, &in, UCR_E_MISSING, 0, "/result_detail");
}

static const struct {
    ucr_text given;
    unsigned profiles;
    const char *written;
    size_t moved; /* bytes that need not be copied */
} texts[] = {
    {UCR_TEXT(""), BOTH, "", 0},
    {UCR_TEXT("plain \xC3\xA9" GRIN "\x7F/"), BOTH,
     "plain \xC3\xA9" GRIN "\x7F/", 14},
    {UCR_TEXT("{\"a\":1}"), BOTH, "{\\'a\\':1}", 0},
    {UCR_TEXT("\b\t\n\f\r\x0B\x1F\\"), BOTH,
     "\\b\\t\\n\\f\\r\\u000b\\u001f\\\\", 0},
    {{UCR_STR("a\0b"), false}, BOTH, "a\\u0000b", 0},
    {{UCR_STR("\\u0041\\/"), true}, BOTH, "\\u0041\\/", 8},
    {{UCR_STR("\\ud83d\\ude00"), true}, BOTH, "\\ud83d\\ude00", 12},
    {{UCR_STR("\\ude00\\ud83d"), true}, I, "\\ude00\\ud83d", 12},
};

static void test_text_is_written_as_a_string(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        ucr_str raw = block(texts[i].given.raw.ptr, texts[i].given.raw.len);
        char want[128] = HEAD ",'result_detail':'";
        strcat(want, texts[i].written);
        strcat(want, "'}");
        ucr_request in =
            stop_with_text((ucr_text){raw, texts[i].given.escaped});
        writes(texts[i].profiles, &in, want, texts[i].moved);
        block_free(raw);
    }
}

/* What must not be moved is the caller's own memory. */
static void test_parts_leave_the_detail_where_it_is(void **state)
{
    (void)state;
    ucr_str json = block_of("\n {\"msg\":\"xxx\"}\n");
    ucr_str plain = block_of("plain");
    ucr_str quoted = block_of("\"");
    char buf[128];
    ucr_parts parts;
    ucr_request in = stop_with(json, UCR_JSON_OBJECT);
    assert_int_equal(
        ucr_encode_request_parts(&parts, buf, sizeof(buf), &in, &strict, NULL),
        UCR_OK);
    assert_ptr_equal(parts.detail.ptr, json.ptr + 2);
    assert_int_equal(parts.detail.len, json.len - 3);
    assert_ptr_equal(parts.head.ptr, buf);
    assert_ptr_equal(parts.tail.ptr, buf + parts.head.len);

    in = stop_with_text((ucr_text){plain, false});
    assert_int_equal(
        ucr_encode_request_parts(&parts, buf, sizeof(buf), &in, &strict, NULL),
        UCR_OK);
    assert_ptr_equal(parts.detail.ptr, plain.ptr);
    assert_int_equal(parts.detail.len, plain.len);

    in = stop_with_text((ucr_text){quoted, false});
    assert_int_equal(
        ucr_encode_request_parts(&parts, buf, sizeof(buf), &in, &strict, NULL),
        UCR_OK);
    assert_inside(parts.detail, (ucr_str){buf, sizeof(buf)});
    assert_int_equal(parts.detail.len, 2);

    in = stop();
    assert_int_equal(
        ucr_encode_request_parts(&parts, buf, sizeof(buf), &in, NULL, NULL),
        UCR_OK);
    assert_int_equal(parts.detail.len, 0);
    assert_ptr_equal(parts.tail.ptr, buf + parts.head.len);
    block_free(json);
    block_free(plain);
    block_free(quoted);
}

/* ---- What decode would refuse -----------------------------------------------
 */

static const struct {
    const char *given;
    ucr_json_kind kind;
    unsigned profiles;
    ucr_code code;
} bad_json[] = {
    {"^", UCR_JSON_OBJECT, BOTH, UCR_E_EMPTY},
    {" \n^", UCR_JSON_OBJECT, BOTH, UCR_E_EMPTY},
    {"{'a':^", UCR_JSON_OBJECT, BOTH, UCR_E_EOF},
    {"1.^", UCR_JSON_NUMBER, BOTH, UCR_E_EOF},
    {"{'a':1,^}", UCR_JSON_OBJECT, BOTH, UCR_E_SYNTAX},
    {"^Infinity", UCR_JSON_NUMBER, BOTH, UCR_E_SYNTAX},
    {"^" MARK "{}", UCR_JSON_OBJECT, BOTH, UCR_E_SYNTAX},
    {"^\xFE\xFF{}", UCR_JSON_OBJECT, BOTH, UCR_E_SYNTAX},
    {" 0^1", UCR_JSON_NUMBER, BOTH, UCR_E_NUMBER},
    {"{'a':-^}", UCR_JSON_OBJECT, BOTH, UCR_E_NUMBER},
    {"'a^\n'", UCR_JSON_STRING, BOTH, UCR_E_CONTROL},
    {"{'^\\x':1}", UCR_JSON_OBJECT, BOTH, UCR_E_ESCAPE},
    {"{'a':'^\\ud800'}", UCR_JSON_OBJECT, S, UCR_E_SURROGATE},
    {"['^\\udc00']", UCR_JSON_ARRAY, S, UCR_E_SURROGATE},
    {"'a^\xC1\x81'", UCR_JSON_STRING, BOTH, UCR_E_UTF8},
    {"{} ^{}", UCR_JSON_OBJECT, BOTH, UCR_E_TRAILING},
    {"{}^,'result':'fail'", UCR_JSON_OBJECT, BOTH, UCR_E_TRAILING},
    {"1^x", UCR_JSON_NUMBER, BOTH, UCR_E_TRAILING},
    {" ^[]", UCR_JSON_ARRAY, S, UCR_E_TYPE},
    {"^1", UCR_JSON_NUMBER, S, UCR_E_TYPE},
    {"^true", UCR_JSON_BOOL, S, UCR_E_TYPE},
    {"\t^null ", UCR_JSON_NULL, S, UCR_E_TYPE},
};

static void test_json_is_checked(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(bad_json); i++) {
        size_t caret;
        ucr_str given = marked(bad_json[i].given, &caret);
        ucr_request in = stop_with(given, bad_json[i].kind);
        refuses(bad_json[i].profiles, &in, bad_json[i].code, caret,
                "/result_detail");
        block_free(given);
    }
}

static void test_text_is_checked_in_both_places(void **state)
{
    (void)state;
    for (size_t i = 0; i < BAD_TEXTS; i++) {
        ucr_text text = {block_of(bad_texts[i].text), bad_texts[i].escaped};
        ucr_request in = stop_with_text(text);
        refuses(bad_texts[i].profiles, &in, bad_texts[i].code,
                bad_texts[i].offset, "/result_detail");
        in = other(text);
        refuses(bad_texts[i].profiles, &in, bad_texts[i].code,
                bad_texts[i].offset, "/command_name");
        block_free(text.raw);
    }
}

static void test_two_faults(void **state)
{
    (void)state;
    ucr_request in = other((ucr_text)UCR_TEXT(""));
    in.result_detail = (ucr_json){UCR_STR("[]"), UCR_JSON_ARRAY};
    refuses(BOTH, &in, UCR_E_ENUM, 0, "/command_name");
    /* A name outside the six is no fault in interop. */
    in.command_name = (ucr_text)UCR_TEXT("x");
    refuses(S, &in, UCR_E_ENUM, 0, "/command_name");
    in.result_detail = (ucr_json){UCR_STR("[1 2]"), UCR_JSON_ARRAY};
    refuses(BOTH, &in, UCR_E_SYNTAX, 3, "/result_detail");
    in.command_name = (ucr_text)UCR_TEXT("x\xFF");
    refuses(BOTH, &in, UCR_E_UTF8, 1, "/command_name");
    in.command_name.raw.len = SIZE_MAX;
    refuses(BOTH, &in, UCR_E_BODY_SIZE, UCR_DEFAULT_MAX_BODY, "/command_name");
    /* An argument outranks both, */
    in.result = UCR_RESULT_NONE;
    refuses(BOTH, &in, UCR_E_ARGUMENT, 0, "");
    /* a kind that lies too, once the bytes have been read. */
    in = other((ucr_text)UCR_TEXT(""));
    in.result_detail = (ucr_json){UCR_STR("[]"), UCR_JSON_OBJECT};
    refuses(BOTH, &in, UCR_E_ARGUMENT, 0, "");
    in.result_detail = (ucr_json){UCR_STR("[1,]"), UCR_JSON_OBJECT};
    refuses(BOTH, &in, UCR_E_SYNTAX, 3, "/result_detail");
}

/* ---- Limits -----------------------------------------------------------------
 */

static void test_max_body(void **state)
{
    (void)state;
    static const ucr_str msg = UCR_STR("{\"msg\":\"x\"}");
    const ucr_request in[] = {
        stop_with(msg, UCR_JSON_OBJECT),
        stop_with_text((ucr_text){UCR_STR("0123456789\n"), false}),
    };
    for (size_t i = 0; i < COUNT_OF(in); i++) {
        size_t len;
        size_t again;
        assert_int_equal(ucr_encode_request(NULL, 0, &len, &in[i], NULL, NULL),
                         UCR_E_SPACE);
        for (unsigned k = 0; k < PROFILES; k++) {
            ucr_options options = {len, 0, 0, (ucr_profile)k};
            assert_int_equal(
                ucr_encode_request(NULL, 0, &again, &in[i], &options, NULL),
                UCR_E_SPACE);
            assert_int_equal(again, len);
            for (size_t max = 1; max < len; max++) {
                options.max_body = max;
                refuses_by(&options, &in[i], UCR_E_BODY_SIZE, max,
                           max < 11 ? "/result_detail" : "");
            }
        }
    }
}

/* The white space around a detail counts, as it would in a body. */
static void test_max_body_of_a_detail_counts_what_is_given(void **state)
{
    (void)state;
    static const ucr_str spaced = UCR_STR("{}                              "
                                          "                                ");
    const ucr_options options = {spaced.len, 0, 0, UCR_INTEROP};
    const ucr_options less = {spaced.len - 1, 0, 0, UCR_INTEROP};
    ucr_request in = stop_with(spaced, UCR_JSON_OBJECT);
    ucr_str want = json_of(HEAD ",'result_detail':{}}");
    assert_true(want.len < spaced.len);
    writes_by(&options, &in, want, 2);
    refuses_by(&less, &in, UCR_E_BODY_SIZE, spaced.len - 1, "/result_detail");
    block_free(want);
}

static void test_lengths_that_no_body_has_are_not_read(void **state)
{
    (void)state;
    static const size_t sizes[] = {UCR_DEFAULT_MAX_BODY + 1, SIZE_MAX / 2,
                                   SIZE_MAX / 2 + 1, SIZE_MAX - 1, SIZE_MAX};
    ucr_str one = block("{", 1);
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        const ucr_str raw = {one.ptr, sizes[i]};
        for (int escaped = 0; escaped < 2; escaped++) {
            ucr_request in = stop_with_text((ucr_text){raw, escaped != 0});
            refuses(BOTH, &in, UCR_E_BODY_SIZE, UCR_DEFAULT_MAX_BODY,
                    "/result_detail");
            in = other((ucr_text){raw, escaped != 0});
            refuses(BOTH, &in, UCR_E_BODY_SIZE, UCR_DEFAULT_MAX_BODY,
                    "/command_name");
        }
        ucr_request in = stop_with(raw, UCR_JSON_OBJECT);
        refuses(BOTH, &in, UCR_E_BODY_SIZE, UCR_DEFAULT_MAX_BODY,
                "/result_detail");
    }
    const ucr_options most = {SIZE_MAX - 1, 0, 0, UCR_INTEROP};
    ucr_request in = stop_with((ucr_str){one.ptr, SIZE_MAX}, UCR_JSON_OBJECT);
    refuses_by(&most, &in, UCR_E_BODY_SIZE, SIZE_MAX - 1, "/result_detail");
    block_free(one);
}

/* A capacity is believed, not computed with. */
static void test_capacities_near_the_largest_are_taken(void **state)
{
    (void)state;
    static const size_t caps[] = {SIZE_MAX / 2 + 1, SIZE_MAX - 1, SIZE_MAX};
    static const ucr_options any_body = {.max_body = SIZE_MAX};
    const ucr_request in = stop_with((ucr_str)UCR_STR("{}"), UCR_JSON_OBJECT);
    for (size_t i = 0; i < 2 * COUNT_OF(caps); i++) {
        const size_t cap = caps[i / 2];
        const ucr_options *options = i % 2 == 0 ? NULL : &any_body;
        char buf[128];
        size_t len;
        ucr_parts parts;
        assert_int_equal(ucr_encode_request(buf, cap, &len, &in, options, NULL),
                         UCR_OK);
        assert_int_equal(
            ucr_encode_request_parts(&parts, buf, cap, &in, options, NULL),
            UCR_OK);
        assert_int_equal(parts.total, len);
    }
}

static void test_max_depth_counts_from_the_body(void **state)
{
    (void)state;
    const ucr_options none = {0, 1, 0, UCR_INTEROP};
    ucr_request in = stop_with_text((ucr_text)UCR_TEXT("[[[["));
    ucr_str want = json_of(HEAD ",'result_detail':'[[[['}");
    writes_by(&none, &in, want, 4);
    block_free(want);
    static const size_t limits[][2] = {{1, 1}, {2, 2}, {0, 128}, {512, 512}};
    for (size_t i = 0; i < COUNT_OF(limits); i++) {
        const size_t fits = limits[i][1] - 1;
        const ucr_options options = {0, limits[i][0], 0, UCR_INTEROP};
        char text[2 * UCR_MAX_DEPTH + 2];
        memset(text, '[', fits + 1);
        memset(text + fits + 1, ']', fits + 1);
        in = stop_with((ucr_str){text, 2 * fits + 2}, UCR_JSON_ARRAY);
        refuses_by(&options, &in, UCR_E_DEPTH, fits, "/result_detail");
        if (fits > 0) {
            size_t len;
            in.result_detail.raw = (ucr_str){text + 1, 2 * fits};
            assert_int_equal(
                ucr_encode_request(NULL, 0, &len, &in, &options, NULL),
                UCR_E_SPACE);
        }
    }
}

/* ---- Calls that cannot be right ---------------------------------------------
 */

static void test_enumerators_must_be_ones(void **state)
{
    (void)state;
    static const int commands[] = {UCR_COMMAND_NONE, UCR_COMMAND_OTHER + 1, -1,
                                   INT_MAX};
    static const int results[] = {UCR_RESULT_NONE, UCR_RESULT_FAIL + 1, -1,
                                  INT_MAX};
    for (size_t i = 0; i < COUNT_OF(commands); i++) {
        ucr_request in = stop_with((ucr_str)UCR_STR("{}"), UCR_JSON_OBJECT);
        in.command_name = (ucr_text)UCR_TEXT("STOP");
        in.command = (ucr_command)commands[i];
        refuses(BOTH, &in, UCR_E_ARGUMENT, 0, "");
        in.command = UCR_COMMAND_STOP;
        in.result = (ucr_result)results[i];
        refuses(BOTH, &in, UCR_E_ARGUMENT, 0, "");
    }
}

static void test_a_kind_that_lies(void **state)
{
    (void)state;
    static const struct {
        const char *raw;
        ucr_json_kind kind;
    } values[] = {
        {"{}", UCR_JSON_OBJECT}, {"[]", UCR_JSON_ARRAY},
        {"''", UCR_JSON_STRING}, {"-1", UCR_JSON_NUMBER},
        {"true", UCR_JSON_BOOL}, {"null", UCR_JSON_NULL},
    };
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        ucr_str raw = json_of(values[i].raw);
        for (int kind = -1; kind <= UCR_JSON_NULL + 1; kind++) {
            if (kind != (int)values[i].kind) {
                ucr_request in = stop_with(raw, (ucr_json_kind)kind);
                refuses(BOTH, &in, UCR_E_ARGUMENT, 0, "");
            }
        }
        block_free(raw);
    }
}

static void test_sources_that_cannot_be_read(void **state)
{
    (void)state;
    static const size_t sizes[] = {1, SIZE_MAX};
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        const ucr_text nowhere = {{NULL, sizes[i]}, false};
        ucr_request in = stop_with_text(nowhere);
        refuses(BOTH, &in, UCR_E_ARGUMENT, 0, "");
        in = stop_with(nowhere.raw, UCR_JSON_OBJECT);
        refuses(BOTH, &in, UCR_E_ARGUMENT, 0, "");
        in = stop_with(nowhere.raw, UCR_JSON_ABSENT);
        refuses(BOTH, &in, UCR_E_ARGUMENT, 0, "");
        in = other(nowhere);
        refuses(BOTH, &in, UCR_E_ARGUMENT, 0, "");
    }
    ucr_request in = stop_with((ucr_str){NULL, 0}, UCR_JSON_OBJECT);
    refuses(BOTH, &in, UCR_E_ARGUMENT, 0, "");
    in = other((ucr_text){{NULL, 0}, false});
    refuses(BOTH, &in, UCR_E_ARGUMENT, 0, "");
}

static void test_options_that_there_are_not(void **state)
{
    (void)state;
    static const ucr_options wrong[] = {
        {0, 0, 0, (ucr_profile)2},
        {0, 0, 0, (ucr_profile)INT_MAX},
        {0, UCR_MAX_DEPTH + 1, 0, UCR_INTEROP},
        {0, SIZE_MAX, 0, UCR_STRICT},
    };
    const ucr_request in = stop_with((ucr_str)UCR_STR("{}"), UCR_JSON_OBJECT);
    for (size_t i = 0; i < COUNT_OF(wrong); i++) {
        refuses_by(&wrong[i], &in, UCR_E_ARGUMENT, 0, "");
    }
    refuses(BOTH, NULL, UCR_E_ARGUMENT, 0, "");
}

static void test_outputs_that_cannot_be_written(void **state)
{
    (void)state;
    const ucr_request in = stop_with((ucr_str)UCR_STR("{}"), UCR_JSON_OBJECT);
    char buf[128];
    size_t len = SIZE_MAX;
    ucr_parts parts;
    ucr_error err;
    assert_int_equal(
        ucr_encode_request(buf, sizeof(buf), NULL, &in, NULL, &err),
        UCR_E_ARGUMENT);
    assert_fault(&err, UCR_E_ARGUMENT, 0, "");
    assert_int_equal(ucr_encode_request(NULL, 1, &len, &in, NULL, &err),
                     UCR_E_ARGUMENT);
    assert_fault(&err, UCR_E_ARGUMENT, 0, "");
    assert_int_equal(len, 0);
    assert_int_equal(
        ucr_encode_request_parts(NULL, buf, sizeof(buf), &in, NULL, &err),
        UCR_E_ARGUMENT);
    assert_fault(&err, UCR_E_ARGUMENT, 0, "");
    memset(&parts, 0xA5, sizeof(parts));
    assert_int_equal(ucr_encode_request_parts(&parts, NULL, 1, &in, NULL, &err),
                     UCR_E_ARGUMENT);
    assert_fault(&err, UCR_E_ARGUMENT, 0, "");
    assert_zero(&parts, sizeof(parts));
    assert_int_equal(ucr_encode_request(NULL, 0, NULL, NULL, NULL, NULL),
                     UCR_E_ARGUMENT);
    assert_int_equal(ucr_encode_request_parts(NULL, NULL, 0, NULL, NULL, NULL),
                     UCR_E_ARGUMENT);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_command_with_each_result),
        cmocka_unit_test(test_another_command_keeps_its_text),
        cmocka_unit_test(test_another_command_is_none_of_the_six),
        cmocka_unit_test(test_json_is_freed_of_space_and_copied),
        cmocka_unit_test(test_a_long_string_of_json_is_copied),
        cmocka_unit_test(test_an_absent_detail_is_left_out),
        cmocka_unit_test(test_text_is_written_as_a_string),
        cmocka_unit_test(test_parts_leave_the_detail_where_it_is),
        cmocka_unit_test(test_json_is_checked),
        cmocka_unit_test(test_text_is_checked_in_both_places),
        cmocka_unit_test(test_two_faults),
        cmocka_unit_test(test_max_body),
        cmocka_unit_test(test_max_body_of_a_detail_counts_what_is_given),
        cmocka_unit_test(test_lengths_that_no_body_has_are_not_read),
        cmocka_unit_test(test_capacities_near_the_largest_are_taken),
        cmocka_unit_test(test_max_depth_counts_from_the_body),
        cmocka_unit_test(test_enumerators_must_be_ones),
        cmocka_unit_test(test_a_kind_that_lies),
        cmocka_unit_test(test_sources_that_cannot_be_read),
        cmocka_unit_test(test_options_that_there_are_not),
        cmocka_unit_test(test_outputs_that_cannot_be_written),
    };
    return cmocka_run_group_tests_name("request_encode", tests, NULL, NULL);
}
