/* SPDX-License-Identifier: MIT */
/*
 * A detail unwrapped: the SDKs' string that holds JSON into that JSON.
 *
 * Every input sits in a block of exactly its size, every output in one with
 * canaries behind its capacity.
 */
#include "rows.h"

#include <stdlib.h>
#include <string.h>

/* U+FFFD. */
#define BAD "\xEF\xBF\xBD"

/* ---- Unwrapping ------------------------------------------------------------
 */

typedef struct unwrapped {
    ucr_str in;
    ucr_json out;
    char *room;
    size_t cap, len;
    ucr_error err;
    ucr_code code;
} unwrapped;

static unwrapped unwrap_into(size_t cap, ucr_str raw, ucr_json_kind kind,
                             const ucr_options *options)
{
    unwrapped result = {.cap = cap, .len = 77};
    result.in = block(raw.ptr, raw.len);
    result.room = room_of(cap);
    memset(&result.out, 0x33, sizeof(result.out));
    memset(&result.err, 0x33, sizeof(result.err));
    result.code =
        ucr_detail_unwrap(&result.out, result.room, cap, &result.len,
                          (ucr_json){result.in, kind}, options, &result.err);
    assert_canaries(result.room, cap);
    if (result.code == UCR_OK) {
        assert_zero(&result.err, sizeof(result.err));
        assert_true(result.len <= cap);
    } else {
        assert_zero(&result.out, sizeof(result.out));
        assert_int_equal(result.err.code, result.code);
        assert_int_equal(result.err.steps, 0);
    }
    return result;
}

static void drop(unwrapped *result)
{
    block_free(result->in);
    free(result->room);
}

/* The result may lie in the room or, with nothing used, in the input. */
static void expect_unwrapped_by(const ucr_options *options, ucr_str raw,
                                ucr_json_kind in_kind, ucr_str value,
                                ucr_json_kind kind)
{
    unwrapped result = unwrap_into(raw.len, raw, in_kind, options);
    assert_int_equal(result.code, UCR_OK);
    assert_int_equal(result.out.kind, kind);
    assert_bytes(result.out.raw.ptr, result.out.raw.len, value);
    if (result.len == 0) {
        assert_inside(result.out.raw, result.in);
    } else {
        assert_inside(result.out.raw, (ucr_str){result.room, result.len});
    }
    drop(&result);
}

static void expect_unwrapped(const char *raw, ucr_json_kind in_kind,
                             const char *value, ucr_json_kind kind)
{
    for (size_t i = 0; i < COUNT_OF(profiles); i++) {
        expect_unwrapped_by(profiles[i], ucr_str_of(raw), in_kind,
                            ucr_str_of(value), kind);
    }
}

static void expect_refused_by(const ucr_options *options, ucr_str raw,
                              ucr_json_kind kind, ucr_code code, size_t offset)
{
    unwrapped result = unwrap_into(raw.len, raw, kind, options);
    assert_string_equal(ucr_code_name(result.code), ucr_code_name(code));
    assert_fault(&result.err, code, offset, "");
    assert_int_equal(result.len, 0);
    drop(&result);
}

static void expect_refused(ucr_str raw, ucr_json_kind kind, ucr_code code,
                           size_t offset)
{
    for (size_t i = 0; i < COUNT_OF(profiles); i++) {
        expect_refused_by(profiles[i], raw, kind, code, offset);
    }
}

static void test_unwrap_gives_the_json_in_a_string(void **state)
{
    (void)state;
    static const struct {
        const char *raw, *value;
        ucr_json_kind kind;
    } cases[] = {
        {"\"{\\\"msg\\\":\\\"xxx\\\"}\"", "{\"msg\":\"xxx\"}", UCR_JSON_OBJECT},
        {"\"\\u007b\\u007D\"", "{}", UCR_JSON_OBJECT},
        {"\"[1,\\t2]\"", "[1,\t2]", UCR_JSON_ARRAY},
        {"\"\\\"x\\\"\"", "\"x\"", UCR_JSON_STRING},
        {"\"\\\"\\\\n\\\"\"", "\"\\n\"", UCR_JSON_STRING},
        {"\"\\u0031\"", "1", UCR_JSON_NUMBER},
        {"\"\\u002d0.5e-3\"", "-0.5e-3", UCR_JSON_NUMBER},
        {"\"\\u0074rue\"", "true", UCR_JSON_BOOL},
        {"\"fals\\u0065\"", "false", UCR_JSON_BOOL},
        {"\"nul\\u006c\"", "null", UCR_JSON_NULL},
        {"\"[\\\"\\u8fc1\\ud83d\\ude00\\\"]\"", "[\"\xE8\xBF\x81" GRIN "\"]",
         UCR_JSON_ARRAY},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        expect_unwrapped(cases[i].raw, UCR_JSON_STRING, cases[i].value,
                         cases[i].kind);
    }
}

static void test_unwrap_says_how_much_of_the_room_was_used(void **state)
{
    (void)state;
    static const ucr_str raw = UCR_STR("\"{\\\"msg\\\":\\\"xxx\\\"}\"");
    unwrapped result = unwrap_into(raw.len, raw, UCR_JSON_STRING, NULL);
    assert_int_equal(result.code, UCR_OK);
    assert_int_equal(result.len, strlen("{\"msg\":\"xxx\"}"));
    assert_ptr_equal(result.out.raw.ptr, result.room);
    drop(&result);
}

static void test_unwrap_stays_in_the_body_without_escapes(void **state)
{
    (void)state;
    static const struct {
        const char *raw, *value;
        ucr_json_kind kind;
    } cases[] = {
        {"\"{}\"", "{}", UCR_JSON_OBJECT},
        {"\"[1, 2]\"", "[1, 2]", UCR_JSON_ARRAY},
        {"\"12\"", "12", UCR_JSON_NUMBER},
        {"\"true\"", "true", UCR_JSON_BOOL},
        {"\"null\"", "null", UCR_JSON_NULL},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ucr_str in = block_of(cases[i].raw);
        ucr_json out;
        size_t len = 77;
        assert_int_equal(ucr_detail_unwrap(&out, NULL, 0, &len,
                                           (ucr_json){in, UCR_JSON_STRING},
                                           NULL, NULL),
                         UCR_OK);
        assert_int_equal(len, 0);
        assert_int_equal(out.kind, cases[i].kind);
        assert_ptr_equal(out.raw.ptr, in.ptr + 1);
        assert_bytes(out.raw.ptr, out.raw.len, ucr_str_of(cases[i].value));
        block_free(in);
    }
}

static void test_unwrap_undoes_one_level_alone(void **state)
{
    (void)state;
    static const ucr_str twice = UCR_STR("\"\\\"{\\\\\\\"a\\\\\\\":1}\\\"\"");
    static const char once[] = "\"{\\\"a\\\":1}\"";
    expect_unwrapped_by(NULL, twice, UCR_JSON_STRING, ucr_str_of(once),
                        UCR_JSON_STRING);
    expect_unwrapped(once, UCR_JSON_STRING, "{\"a\":1}", UCR_JSON_OBJECT);
}

static void test_unwrap_leaves_out_white_space_around_the_json(void **state)
{
    (void)state;
    expect_unwrapped("\" {} \"", UCR_JSON_STRING, "{}", UCR_JSON_OBJECT);
    expect_unwrapped("\"\\t[1]\\r\\n\"", UCR_JSON_STRING, "[1]",
                     UCR_JSON_ARRAY);
    expect_unwrapped("\"\\u0020 5\\n\"", UCR_JSON_STRING, "5", UCR_JSON_NUMBER);
}

static void test_unwrap_passes_other_kinds_through(void **state)
{
    (void)state;
    static const struct {
        const char *raw;
        ucr_json_kind kind;
    } cases[] = {
        {"{}", UCR_JSON_OBJECT},
        {"{\"a\": [1, \"\\u0041\"]}", UCR_JSON_OBJECT},
        {"[]", UCR_JSON_ARRAY},
        {"[\"{}\"]", UCR_JSON_ARRAY},
        {"-1.5e+3", UCR_JSON_NUMBER},
        {"0", UCR_JSON_NUMBER},
        {"true", UCR_JSON_BOOL},
        {"false", UCR_JSON_BOOL},
        {"null", UCR_JSON_NULL},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        unwrapped result =
            unwrap_into(0, ucr_str_of(cases[i].raw), cases[i].kind, NULL);
        assert_int_equal(result.code, UCR_OK);
        assert_int_equal(result.len, 0);
        assert_int_equal(result.out.kind, cases[i].kind);
        assert_ptr_equal(result.out.raw.ptr, result.in.ptr);
        assert_int_equal(result.out.raw.len, result.in.len);
        drop(&result);
    }
}

static void test_unwrap_checks_what_it_passes_through(void **state)
{
    (void)state;
    static const struct {
        ucr_str raw;
        ucr_json_kind kind;
        ucr_code code;
        size_t offset;
    } cases[] = {
        {UCR_STR("{\"a\":"), UCR_JSON_OBJECT, UCR_E_EOF, 5},
        {UCR_STR("[1,]"), UCR_JSON_ARRAY, UCR_E_SYNTAX, 3},
        {UCR_STR("[\"\n\"]"), UCR_JSON_ARRAY, UCR_E_CONTROL, 2},
        {UCR_STR("[\"\\x\"]"), UCR_JSON_ARRAY, UCR_E_ESCAPE, 2},
        {UCR_STR("[\"a\xFF\"]"), UCR_JSON_ARRAY, UCR_E_UTF8, 3},
        {UCR_STR("-x"), UCR_JSON_NUMBER, UCR_E_NUMBER, 1},
        {UCR_STR("01"), UCR_JSON_NUMBER, UCR_E_NUMBER, 1},
        {UCR_STR("tru"), UCR_JSON_BOOL, UCR_E_EOF, 3},
        {UCR_STR("falze"), UCR_JSON_BOOL, UCR_E_SYNTAX, 3},
        {UCR_STR("nul1"), UCR_JSON_NULL, UCR_E_SYNTAX, 3},
        {UCR_STR("{} {}"), UCR_JSON_OBJECT, UCR_E_TRAILING, 3},
        {UCR_STR("1.2.3"), UCR_JSON_NUMBER, UCR_E_TRAILING, 3},
        /* What is said to be a string is none, and the other way round. */
        {UCR_STR("[1,\"a\"]x"), UCR_JSON_STRING, UCR_E_TRAILING, 7},
        {UCR_STR("\x01\"a\""), UCR_JSON_STRING, UCR_E_SYNTAX, 0},
        {UCR_STR("\xEF\xBB\xBF\"a\""), UCR_JSON_STRING, UCR_E_SYNTAX, 0},
        {UCR_STR(" "), UCR_JSON_STRING, UCR_E_EMPTY, 1},
        {UCR_STR(" \"\\n\\n\xFF\""), UCR_JSON_OBJECT, UCR_E_UTF8, 2},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        expect_refused(cases[i].raw, cases[i].kind, cases[i].code,
                       cases[i].offset);
    }
}

static void test_unwrap_reports_scanner_faults_in_the_unescaped_text(void **s)
{
    (void)s;
    static const struct {
        ucr_str raw;
        ucr_code code;
        size_t offset;
    } cases[] = {
        {UCR_STR("\"\""), UCR_E_EMPTY, 0},
        {UCR_STR("\"  \""), UCR_E_EMPTY, 2},
        {UCR_STR("\" \\t\\u0020\""), UCR_E_EMPTY, 3},
        {UCR_STR("\"{\""), UCR_E_EOF, 1},
        {UCR_STR("\"{\\\"a\\\":\""), UCR_E_EOF, 5},
        {UCR_STR("\"\\\"\\\\u12\""), UCR_E_EOF, 5},
        {UCR_STR("\"tru\""), UCR_E_EOF, 3},
        {UCR_STR("\"x\""), UCR_E_SYNTAX, 0},
        {UCR_STR("\"xxx \\n\""), UCR_E_SYNTAX, 0},
        {UCR_STR("\"[1,]\""), UCR_E_SYNTAX, 3},
        {UCR_STR("\"{\\\"a\\\":1,}\""), UCR_E_SYNTAX, 7},
        {UCR_STR("\"\\u00001\""), UCR_E_SYNTAX, 0},
        {UCR_STR("\"\\u000b1\""), UCR_E_SYNTAX, 0},
        {UCR_STR("\"\\ufffd\""), UCR_E_SYNTAX, 0},
        {UCR_STR("\"01\""), UCR_E_NUMBER, 1},
        {UCR_STR("\"[\\u002d]\""), UCR_E_NUMBER, 2},
        {UCR_STR("\"\\\"a\\nb\\\"\""), UCR_E_CONTROL, 2},
        {UCR_STR("\"\\\"\\u0000\\\"\""), UCR_E_CONTROL, 1},
        {UCR_STR("\"\\\"\\\\x\\\"\""), UCR_E_ESCAPE, 1},
        {UCR_STR("\"[\\\"\\u8fc1\\\\u12g4\\\"]\""), UCR_E_ESCAPE, 5},
        {UCR_STR("\"{} {}\""), UCR_E_TRAILING, 3},
        {UCR_STR("\"{}\\f\""), UCR_E_TRAILING, 2},
        {UCR_STR("\"1 \\u0078\""), UCR_E_TRAILING, 2},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        expect_refused(cases[i].raw, UCR_JSON_STRING, cases[i].code,
                       cases[i].offset);
    }
}

static void test_unwrap_takes_no_mark_in_either_profile(void **state)
{
    (void)state;
    static const ucr_str marks[] = {
        UCR_STR("\"\xEF\xBB\xBF{}\""), UCR_STR("\"\\ufeff{}\""),
        UCR_STR("\"\\uFEFF\""), UCR_STR("\"\xEF\xBB\xBF\""),
        UCR_STR("\"\\ufffe{}\"")};
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        expect_refused(marks[i], UCR_JSON_STRING, UCR_E_SYNTAX, 0);
    }
    expect_refused((ucr_str)UCR_STR("\"{}\\ufeff\""), UCR_JSON_STRING,
                   UCR_E_TRAILING, 2);
}

static void test_unwrap_refuses_a_string_that_is_none(void **state)
{
    (void)state;
    expect_refused((ucr_str)UCR_STR("\"\xFF\""), UCR_JSON_STRING, UCR_E_UTF8,
                   0);
    expect_refused((ucr_str)UCR_STR("\"a\\n\xFF\""), UCR_JSON_STRING,
                   UCR_E_UTF8, 2);
    static const ucr_str strings[] = {
        UCR_STR("\""),        UCR_STR("\"{}"),       UCR_STR("\"\\x\""),
        UCR_STR("\"\n\""),    UCR_STR("\"{}\"x"),    UCR_STR("\"\\\""),
        UCR_STR("\"\\u12\""), UCR_STR("\"1\" \"2\"")};
    for (size_t i = 0; i < COUNT_OF(strings); i++) {
        unwrapped result =
            unwrap_into(strings[i].len, strings[i], UCR_JSON_STRING, NULL);
        assert_int_not_equal(result.code, UCR_OK);
        assert_int_equal(result.len, 0);
        drop(&result);
    }
}

static void test_unwrap_takes_lone_surrogates_in_interop_alone(void **state)
{
    (void)state;
    static const ucr_str inner = UCR_STR("\"[\\\"\\\\ud800\\\"]\"");
    static const ucr_str passed = UCR_STR("[\"\\udc00\"]");
    static const ucr_str outer = UCR_STR("\"[\\\"\\ud800\\\"]\"");
    expect_unwrapped_by(NULL, inner, UCR_JSON_STRING,
                        (ucr_str)UCR_STR("[\"\\ud800\"]"), UCR_JSON_ARRAY);
    expect_refused_by(&strict, inner, UCR_JSON_STRING, UCR_E_SURROGATE, 2);
    expect_unwrapped_by(NULL, passed, UCR_JSON_ARRAY, passed, UCR_JSON_ARRAY);
    expect_refused_by(&strict, passed, UCR_JSON_ARRAY, UCR_E_SURROGATE, 2);
    expect_unwrapped_by(NULL, outer, UCR_JSON_STRING,
                        (ucr_str)UCR_STR("[\"" BAD "\"]"), UCR_JSON_ARRAY);
    expect_refused_by(&strict, outer, UCR_JSON_STRING, UCR_E_SURROGATE, 2);
}

/* `depth` brackets, as they are or in a string with one escape. */
static ucr_str nested(size_t depth, bool wrapped)
{
    static char text[2 * UCR_MAX_DEPTH + 32];
    size_t len = 0;
    if (wrapped) {
        memcpy(text, "\"\\u005b", 7);
        len = 7;
    }
    size_t written = wrapped ? 1 : 0;
    memset(text + len, '[', depth - written);
    len += depth - written;
    memset(text + len, ']', depth);
    len += depth;
    if (wrapped) {
        text[len] = '"';
        len++;
    }
    return (ucr_str){text, len};
}

static void expect_depth_limit(size_t limit, const ucr_options *options)
{
    for (int wrapped = 0; wrapped < 2; wrapped++) {
        ucr_json_kind kind = wrapped ? UCR_JSON_STRING : UCR_JSON_ARRAY;
        ucr_str most = nested(limit, wrapped != 0);
        unwrapped result = unwrap_into(most.len, most, kind, options);
        assert_int_equal(result.code, UCR_OK);
        assert_int_equal(result.out.kind, UCR_JSON_ARRAY);
        assert_int_equal(result.out.raw.len, 2 * limit);
        drop(&result);
        expect_refused_by(options, nested(limit + 1, wrapped != 0), kind,
                          UCR_E_DEPTH, limit);
    }
}

static void test_unwrap_counts_depth_from_the_outermost_bracket(void **state)
{
    (void)state;
    static const ucr_options one = {0, 1, 0, UCR_INTEROP};
    static const ucr_options most = {0, UCR_MAX_DEPTH, 0, UCR_STRICT};
    expect_depth_limit(UCR_DEFAULT_MAX_DEPTH, NULL);
    expect_depth_limit(1, &one);
    expect_depth_limit(UCR_MAX_DEPTH, &most);
}

static void test_unwrap_refuses_more_than_max_body(void **state)
{
    (void)state;
    ucr_options options = {8, 0, 0, UCR_INTEROP};
    expect_unwrapped_by(&options, (ucr_str)UCR_STR("\"[1,2]\""),
                        UCR_JSON_STRING, (ucr_str)UCR_STR("[1,2]"),
                        UCR_JSON_ARRAY);
    expect_unwrapped_by(&options, (ucr_str)UCR_STR("[1,2,34]"), UCR_JSON_ARRAY,
                        (ucr_str)UCR_STR("[1,2,34]"), UCR_JSON_ARRAY);
    expect_refused_by(&options, (ucr_str)UCR_STR("[1,2,345]"), UCR_JSON_ARRAY,
                      UCR_E_BODY_SIZE, 8);
    expect_refused_by(&options, (ucr_str)UCR_STR("\"[1,2,345]\""),
                      UCR_JSON_STRING, UCR_E_BODY_SIZE, 8);
    expect_refused_by(&options, (ucr_str)UCR_STR("\"\\u005b1,2,345]\""),
                      UCR_JSON_STRING, UCR_E_BODY_SIZE, 8);
}

static void test_unwrap_needs_room_for_the_unescaped_text(void **state)
{
    (void)state;
    static const ucr_str raw =
        UCR_STR("\"{\\\"msg\\\":\\\"\\u8fc1\\ud83d\\ude00\\\"}\"");
    static const ucr_str value = UCR_STR("{\"msg\":\"\xE8\xBF\x81" GRIN "\"}");
    for (size_t cap = 0; cap <= value.len + 1; cap++) {
        unwrapped result = unwrap_into(cap, raw, UCR_JSON_STRING, NULL);
        assert_int_equal(result.len, value.len);
        if (cap < value.len) {
            assert_int_equal(result.code, UCR_E_SPACE);
        } else {
            assert_int_equal(result.code, UCR_OK);
            assert_bytes(result.out.raw.ptr, result.out.raw.len, value);
        }
        drop(&result);
    }
}

static void test_unwrap_of_a_faulty_text_is_refused_at_any_capacity(void **s)
{
    (void)s;
    static const ucr_str raw = UCR_STR("\"{\\\"a\\\":\\u0031,}\"");
    size_t size = strlen("{\"a\":1,}");
    for (size_t cap = 0; cap <= size; cap++) {
        unwrapped result = unwrap_into(cap, raw, UCR_JSON_STRING, NULL);
        if (result.code == UCR_E_SPACE) {
            assert_true(cap < size);
            assert_int_equal(result.len, size);
        } else {
            assert_fault(&result.err, UCR_E_SYNTAX, 7, "");
            assert_int_equal(result.len, 0);
        }
        drop(&result);
    }
}

static void test_unwrap_refuses_a_kind_that_lies(void **state)
{
    (void)state;
    static const struct {
        const char *raw;
        ucr_json_kind kind;
    } values[] = {
        {"{}", UCR_JSON_OBJECT},     {"[]", UCR_JSON_ARRAY},
        {"\"{}\"", UCR_JSON_STRING}, {"12", UCR_JSON_NUMBER},
        {"-1", UCR_JSON_NUMBER},     {"true", UCR_JSON_BOOL},
        {"false", UCR_JSON_BOOL},    {"null", UCR_JSON_NULL},
    };
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        for (unsigned kind = 0; kind <= 8; kind++) {
            if (kind != values[i].kind) {
                expect_refused(ucr_str_of(values[i].raw), (ucr_json_kind)kind,
                               UCR_E_ARGUMENT, 0);
            }
        }
    }
}

static void expect_argument(ucr_json *out, char *buf, size_t cap, size_t *len,
                            ucr_json in, const ucr_options *options)
{
    ucr_error err;
    memset(&err, 0x33, sizeof(err));
    assert_int_equal(ucr_detail_unwrap(out, buf, cap, len, in, options, &err),
                     UCR_E_ARGUMENT);
    assert_fault(&err, UCR_E_ARGUMENT, 0, "");
    if (out != NULL) {
        assert_zero(out, sizeof(*out));
    }
    if (len != NULL) {
        assert_int_equal(*len, 0);
    }
}

static void test_unwrap_refuses_wrong_arguments(void **state)
{
    (void)state;
    static const ucr_json good = {UCR_STR("\"{}\""), UCR_JSON_STRING};
    static const ucr_json absent = {{NULL, 0}, UCR_JSON_ABSENT};
    static const ucr_json nowhere = {{NULL, 4}, UCR_JSON_STRING};
    static const ucr_json no_bytes = {{NULL, 0}, UCR_JSON_OBJECT};
    static const ucr_options deep = {0, UCR_MAX_DEPTH + 1, 0, UCR_INTEROP};
    ucr_options odd = {0, 0, 0, (ucr_profile)2};
    ucr_json out = good;
    char buf[8];
    size_t len = 77;
    expect_argument(NULL, buf, sizeof(buf), &len, good, NULL);
    expect_argument(&out, buf, sizeof(buf), NULL, good, NULL);
    expect_argument(&out, NULL, 1, &len, good, NULL);
    expect_argument(&out, buf, sizeof(buf), &len, absent, NULL);
    expect_argument(&out, buf, sizeof(buf), &len, nowhere, NULL);
    expect_argument(&out, buf, sizeof(buf), &len, no_bytes, NULL);
    expect_argument(&out, buf, sizeof(buf), &len, good, &deep);
    expect_argument(&out, buf, sizeof(buf), &len, good, &odd);
}

static void test_unwrap_does_without_an_error(void **state)
{
    (void)state;
    ucr_json out;
    size_t len;
    static const ucr_json bad = {UCR_STR("\"{\""), UCR_JSON_STRING};
    assert_int_equal(ucr_detail_unwrap(&out, NULL, 0, &len, bad, NULL, NULL),
                     UCR_E_EOF);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_unwrap_gives_the_json_in_a_string),
        cmocka_unit_test(test_unwrap_says_how_much_of_the_room_was_used),
        cmocka_unit_test(test_unwrap_stays_in_the_body_without_escapes),
        cmocka_unit_test(test_unwrap_undoes_one_level_alone),
        cmocka_unit_test(test_unwrap_leaves_out_white_space_around_the_json),
        cmocka_unit_test(test_unwrap_passes_other_kinds_through),
        cmocka_unit_test(test_unwrap_checks_what_it_passes_through),
        cmocka_unit_test(
            test_unwrap_reports_scanner_faults_in_the_unescaped_text),
        cmocka_unit_test(test_unwrap_takes_no_mark_in_either_profile),
        cmocka_unit_test(test_unwrap_refuses_a_string_that_is_none),
        cmocka_unit_test(test_unwrap_takes_lone_surrogates_in_interop_alone),
        cmocka_unit_test(test_unwrap_counts_depth_from_the_outermost_bracket),
        cmocka_unit_test(test_unwrap_refuses_more_than_max_body),
        cmocka_unit_test(test_unwrap_needs_room_for_the_unescaped_text),
        cmocka_unit_test(
            test_unwrap_of_a_faulty_text_is_refused_at_any_capacity),
        cmocka_unit_test(test_unwrap_refuses_a_kind_that_lies),
        cmocka_unit_test(test_unwrap_refuses_wrong_arguments),
        cmocka_unit_test(test_unwrap_does_without_an_error),
    };
    return cmocka_run_group_tests_name("detail", tests, NULL, NULL);
}
