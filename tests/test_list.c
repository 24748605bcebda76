/* SPDX-License-Identifier: MIT */
/*
 * Walks over the two lists of an answer, in either form: what decode gave,
 * what a caller made, and bytes that are no list at all.
 */
#include "rows.h"

#include <string.h>

/* How many texts a walk over these bytes gives; all of them lie inside. */
static size_t walk_params(ucr_str raw, size_t count)
{
    const ucr_texts list = {.raw = raw, .count = count};
    ucr_iter iter = ucr_each_param(&list);
    ucr_text text;
    size_t steps = 0;
    memset(&text, 0xA5, sizeof(text));
    while (ucr_next_param(&iter, &text)) {
        assert_non_null(text.raw.ptr);
        assert_inside(text.raw, raw);
        steps++;
        assert_true(steps <= raw.len);
    }
    assert_zero(&text, sizeof(text));
    assert_false(ucr_next_param(&iter, &text));
    return steps;
}

static size_t walk_details(ucr_str raw, size_t count)
{
    const ucr_details list = {.raw = raw, .count = count};
    ucr_iter iter = ucr_each_detail(&list);
    ucr_detail detail;
    size_t steps = 0;
    memset(&detail, 0xA5, sizeof(detail));
    while (ucr_next_detail(&iter, &detail)) {
        assert_inside(detail.error_code.raw, raw);
        assert_inside(detail.error_msg.raw, raw);
        steps++;
        assert_true(steps <= raw.len);
    }
    assert_zero(&detail, sizeof(detail));
    assert_false(ucr_next_detail(&iter, &detail));
    return steps;
}

/* What is no list that decode gives, and how many are found before its end. */
static const struct {
    const char *raw;
    size_t params, details;
} strange_lists[] = {
    {"", 0, 0},
    {"x", 0, 0},
    {"{'a':1}", 0, 0},
    {"'a','b'", 0, 0},
    {"[", 0, 0},
    {"[]", 0, 0},
    {"[,'a']", 0, 0},
    {"['a','b'", 2, 0},
    {"['a',", 1, 0},
    {"['a',]", 1, 0},
    {"['a' 'b']", 1, 0},
    {"['a','b", 1, 0},
    {"['a','\\x','b']", 3, 0},
    {"['a','\xC0']", 2, 0},
    {"['a','\xC0\x01']", 1, 0},
    {"['a','\xC0\\", 1, 0},
    {"['a','\\'", 1, 0},
    {"['a','\\']", 1, 0},
    {"['a',1,'b']", 1, 0},
    {"['a',{},'b']", 1, 0},
    {"['a'}", 1, 0},
    {"[['a']]", 0, 0},
    {"['a'],'b']", 1, 0},
    {"['a']['b']", 1, 0},
    {"[{},{'a':[{}]}", 0, 2},
    {"[{},{'a':}]", 0, 1},
    {"[{},{'a':[{}]", 0, 1},
    {"[{}],{}]", 0, 1},
    {"[{},'a',{}]", 0, 1},
    {"[{},[{}]]", 0, 1},
    {"[{}{}]", 0, 1},
    {"[{} {}]", 0, 1},
    {"[\x01{}]", 0, 0},
    {"[{\x01}]", 0, 0},
    {"[{}\x01,{}]", 0, 1},
    {"[{},\x01{}]", 0, 1},
};

static void test_walks_over_strange_lists_end_early(void **state)
{
    (void)state;
    static const size_t counts[] = {0, 1, SIZE_MAX};
    for (size_t i = 0; i < COUNT_OF(strange_lists); i++) {
        ucr_str raw = json_of(strange_lists[i].raw);
        for (size_t k = 0; k < COUNT_OF(counts); k++) {
            assert_int_equal(walk_params(raw, counts[k]),
                             strange_lists[i].params);
            assert_int_equal(walk_details(raw, counts[k]),
                             strange_lists[i].details);
        }
        block_free(raw);
    }
    assert_int_equal(walk_params((ucr_str){NULL, 5}, 5), 0);
    assert_int_equal(walk_details((ucr_str){NULL, SIZE_MAX}, SIZE_MAX), 0);
}

static void test_walks_over_all_short_lists_are_bounded(void **state)
{
    (void)state;
    static const char alphabet[] = "[]{}\",:a\\";
    const size_t letters = sizeof(alphabet) - 1;
    for (size_t len = 1, words = letters; len <= 5; len++, words *= letters) {
        for (size_t word = 0; word < words; word++) {
            char text[8] = "[";
            size_t rest = word;
            for (size_t i = 1; i <= len; i++, rest /= letters) {
                text[i] = alphabet[rest % letters];
            }
            ucr_str raw = block(text, len + 1);
            walk_params(raw, 1);
            walk_details(raw, 1);
            block_free(raw);
        }
    }
}

static void test_walks_over_what_is_too_deep_end_early(void **state)
{
    (void)state;
    char text[2048];
    memset(text, '[', sizeof(text));
    memcpy(text, "[{},{\"a\":", 9);
    assert_int_equal(walk_details((ucr_str){text, sizeof(text)}, 2), 1);
    memset(text, '[', sizeof(text));
    memcpy(text, "[\"a\",", 5);
    assert_int_equal(walk_params((ucr_str){text, sizeof(text)}, 2), 1);
}

/* Two elements of details as deep as any body may be. */
static void test_walks_over_what_is_as_deep_as_can_be(void **state)
{
    (void)state;
    const ucr_options options = {0, UCR_MAX_DEPTH, 0, UCR_INTEROP};
    const size_t inside = UCR_MAX_DEPTH - 3;
    char text[4096] = "{\"details\":[";
    size_t len = strlen(text);
    for (int i = 0; i < 2; i++) {
        memcpy(text + len, "{\"x\":", 5);
        memset(text + len + 5, '[', inside);
        memset(text + len + 5 + inside, ']', inside);
        memcpy(text + len + 5 + 2 * inside, i == 0 ? "}," : "}]", 2);
        len += 7 + 2 * inside;
    }
    text[len] = '}';
    ucr_str body = block(text, len + 1);
    ucr_response out;
    assert_int_equal(ucr_decode_response(&out, 403, body, &options, NULL),
                     UCR_OK);
    assert_int_equal(out.details.count, 2);
    assert_int_equal(walk_details(out.details.raw, 2), 2);
    block_free(body);
}

static void test_walks_over_nothing(void **state)
{
    (void)state;
    static const ucr_texts no_texts = {0};
    static const ucr_details no_details = {0};
    ucr_text text;
    ucr_detail detail;
    ucr_iter iter = ucr_each_param(NULL);
    memset(&text, 0xA5, sizeof(text));
    assert_false(ucr_next_param(&iter, &text));
    assert_zero(&text, sizeof(text));
    iter = ucr_each_detail(NULL);
    memset(&detail, 0xA5, sizeof(detail));
    assert_false(ucr_next_detail(&iter, &detail));
    assert_zero(&detail, sizeof(detail));
    iter = ucr_each_param(&no_texts);
    assert_false(ucr_next_param(&iter, &text));
    iter = ucr_each_detail(&no_details);
    assert_false(ucr_next_detail(&iter, &detail));
}

static void test_walks_over_items(void **state)
{
    (void)state;
    static const ucr_text texts[] = {UCR_TEXT("a"),
                                     UCR_TEXT(""),
                                     {UCR_STR("\\n"), true},
                                     {{NULL, 0}, false}};
    static const ucr_detail details[] = {
        {UCR_TEXT("a"), UCR_TEXT("b")},
        {{{NULL, 0}, false}, {{NULL, 0}, false}}};
    for (size_t count = 0; count <= COUNT_OF(texts); count++) {
        const ucr_texts list = {UCR_STR("['r']"), texts, count};
        ucr_iter iter = ucr_each_param(&list);
        ucr_text text;
        for (size_t i = 0; i < count; i++) {
            assert_true(ucr_next_param(&iter, &text));
            assert_ptr_equal(text.raw.ptr, texts[i].raw.ptr);
            assert_int_equal(text.raw.len, texts[i].raw.len);
            assert_int_equal(text.escaped, texts[i].escaped);
        }
        assert_false(ucr_next_param(&iter, &text));
        assert_zero(&text, sizeof(text));
        assert_false(ucr_next_param(&iter, &text));
    }
    for (size_t count = 0; count <= COUNT_OF(details); count++) {
        const ucr_details list = {UCR_STR("[{}]"), details, count};
        ucr_iter iter = ucr_each_detail(&list);
        ucr_detail detail;
        for (size_t i = 0; i < count; i++) {
            assert_true(ucr_next_detail(&iter, &detail));
            assert_ptr_equal(detail.error_code.raw.ptr,
                             details[i].error_code.raw.ptr);
            assert_ptr_equal(detail.error_msg.raw.ptr,
                             details[i].error_msg.raw.ptr);
        }
        assert_false(ucr_next_detail(&iter, &detail));
        assert_zero(&detail, sizeof(detail));
        assert_false(ucr_next_detail(&iter, &detail));
    }
}

static void test_walks_over_what_decode_gave(void **state)
{
    (void)state;
    static const char *const params[] = {"P", "", "\n", "[]\"", GRIN};
    static const char *const details[][2] = {
        {"C", "M"}, {"", ""}, {"1e3", NULL}, {NULL, "M2"}, {NULL, NULL}};
    ucr_response out;
    ucr_text text;
    ucr_detail detail;
    ucr_str body =
        json_of("{'error_param' : [ 'P' , '','\\n','[]\\'','" GRIN
                "' ] ,'details':[ {'x':[{}],'error_msg':'M','error_code':"
                "'C'} ,{'message':'','code':''},{'errCode':1e3},"
                "{'errorMsg':'M2','code':[]},{}]}");
    assert_int_equal(ucr_decode_response(&out, 403, body, NULL, NULL), UCR_OK);
    ucr_iter iter = ucr_each_param(&out.error_param);
    for (size_t i = 0; i < COUNT_OF(params); i++) {
        /* A copy is a walk of its own. */
        ucr_iter copy = iter;
        assert_true(ucr_next_param(&copy, &text));
        assert_text(text, params[i]);
        assert_true(ucr_next_param(&iter, &text));
        assert_text(text, params[i]);
        assert_inside(text.raw, out.error_param.raw);
    }
    assert_false(ucr_next_param(&iter, &text));
    iter = ucr_each_detail(&out.details);
    for (size_t i = 0; i < COUNT_OF(details); i++) {
        assert_true(ucr_next_detail(&iter, &detail));
        assert_text(detail.error_code, details[i][0]);
        assert_text(detail.error_msg, details[i][1]);
        assert_inside(detail.error_code.raw, out.details.raw);
        assert_inside(detail.error_msg.raw, out.details.raw);
    }
    assert_false(ucr_next_detail(&iter, &detail));
    assert_zero(&detail, sizeof(detail));
    block_free(body);
}

static void test_params_of_a_raw_list_come_in_order(void **state)
{
    (void)state;
    ucr_str raw = block_of("[ \"a\" ,\"\\u0041]\",\"\", \"c,\\\"d\"\n]");
    ucr_texts list = {raw, NULL, 4};
    static const char *const expected[] = {"a", "A]", "", "c,\"d"};
    ucr_iter iter = ucr_each_param(&list);
    ucr_text text;
    for (size_t i = 0; i < COUNT_OF(expected); i++) {
        assert_true(ucr_next_param(&iter, &text));
        assert_text(text, expected[i]);
        assert_inside(text.raw, raw);
    }
    assert_false(ucr_next_param(&iter, &text));
    assert_zero(&text, sizeof(text));
    block_free(raw);
}

static void test_params_of_a_made_list_come_in_order(void **state)
{
    (void)state;
    static const ucr_text items[] = {UCR_TEXT("a"), UCR_TEXT("")};
    ucr_texts list = {UCR_STR("[\"not\",\"these\",\"at all\"]"), items, 2};
    ucr_iter iter = ucr_each_param(&list);
    ucr_text text;
    assert_true(ucr_next_param(&iter, &text));
    assert_text(text, "a");
    assert_true(ucr_next_param(&iter, &text));
    assert_text(text, "");
    assert_false(ucr_next_param(&iter, &text));
    assert_zero(&text, sizeof(text));
    assert_false(ucr_next_param(&iter, &text));
}

static void test_details_of_a_raw_list_come_in_order(void **state)
{
    (void)state;
    ucr_str raw = block_of("[{\"error_code\":\"A\",\"error_msg\":\"m\"},"
                           "{\"message\":\"n\",\"x\":[{}],\"code\":7}, {} ]");
    ucr_details list = {raw, NULL, 3};
    ucr_iter iter = ucr_each_detail(&list);
    ucr_detail detail;
    assert_true(ucr_next_detail(&iter, &detail));
    assert_text(detail.error_code, "A");
    assert_text(detail.error_msg, "m");
    assert_true(ucr_next_detail(&iter, &detail));
    assert_text(detail.error_code, "7");
    assert_text(detail.error_msg, "n");
    assert_true(ucr_next_detail(&iter, &detail));
    assert_text(detail.error_code, NULL);
    assert_text(detail.error_msg, NULL);
    assert_false(ucr_next_detail(&iter, &detail));
    assert_zero(&detail, sizeof(detail));
    block_free(raw);
}

static void test_details_of_a_made_list_come_in_order(void **state)
{
    (void)state;
    static const ucr_detail items[] = {{UCR_TEXT("A"), UCR_TEXT("m")},
                                       {UCR_TEXT(""), {{NULL, 0}, false}}};
    ucr_details list = {{NULL, 0}, items, 2};
    ucr_iter iter = ucr_each_detail(&list);
    ucr_detail detail;
    assert_true(ucr_next_detail(&iter, &detail));
    assert_text(detail.error_code, "A");
    assert_text(detail.error_msg, "m");
    assert_true(ucr_next_detail(&iter, &detail));
    assert_text(detail.error_code, "");
    assert_text(detail.error_msg, NULL);
    assert_false(ucr_next_detail(&iter, &detail));
    assert_zero(&detail, sizeof(detail));
}

static void test_absent_and_empty_lists_have_no_elements(void **state)
{
    (void)state;
    static const ucr_text no_text = UCR_TEXT("x");
    static const ucr_detail no_detail = {UCR_TEXT("x"), UCR_TEXT("y")};
    static const ucr_texts params[] = {
        {{NULL, 0}, NULL, 0},        {{NULL, 0}, NULL, 3},
        {{NULL, 9}, NULL, 3},        {UCR_STR("[]"), NULL, 0},
        {UCR_STR("[ \n]"), NULL, 0}, {{NULL, 0}, &no_text, 0},
    };
    static const ucr_details details[] = {
        {{NULL, 0}, NULL, 0},        {{NULL, 0}, NULL, 3},
        {{NULL, 9}, NULL, 3},        {UCR_STR("[]"), NULL, 0},
        {UCR_STR("[ \n]"), NULL, 0}, {{NULL, 0}, &no_detail, 0},
    };
    for (size_t i = 0; i < COUNT_OF(params); i++) {
        ucr_iter param = ucr_each_param(&params[i]);
        ucr_iter detail = ucr_each_detail(&details[i]);
        ucr_text text = UCR_TEXT("left over");
        ucr_detail pair = {UCR_TEXT("left"), UCR_TEXT("over")};
        assert_false(ucr_next_param(&param, &text));
        assert_zero(&text, sizeof(text));
        assert_false(ucr_next_detail(&detail, &pair));
        assert_zero(&pair, sizeof(pair));
    }
}

static void walk_both(ucr_str raw)
{
    static const size_t counts[] = {0, 1, 3, SIZE_MAX};
    ucr_str exact = block(raw.ptr, raw.len);
    for (size_t i = 0; i < COUNT_OF(counts); i++) {
        walk_params(exact, counts[i]);
        walk_details(exact, counts[i]);
    }
    block_free(exact);
}

static void test_walks_over_broken_lists_end_inside_them(void **state)
{
    (void)state;
    static const ucr_str lists[] = {
        UCR_STR("[\"a\",\"b\\u0041\",\"\xE8\xBF\x81\",\"d\"]"),
        UCR_STR("[{\"error_code\":\"A\",\"error_msg\":\"m\"},{\"code\":1.5e3,"
                "\"message\":\"\\ud83d\\ude00\"},{}]"),
        UCR_STR("[\"a\" \"b\"]"),
        UCR_STR("[,,,,]"),
        UCR_STR("[\"a\",1,null,{},[\"b\"],\"c\"]"),
        UCR_STR("[{\"code\":{\"code\":1},\"message\":[]},7,\"x\",[]]"),
        UCR_STR("[{\"code\" \"x\"},{1:2},{,},{\"a\"}]"),
        UCR_STR("[[[[[[[[[[[[[[[["),
        UCR_STR("{\"a\":\"b\"}"),
        UCR_STR("\"no list\""),
        UCR_STR("]]]"),
        UCR_STR("[\"\\"),
        UCR_STR("[\"\\u12\",\"\xFF\xE2\""),
        UCR_STR("\\\\\\\\"),
        UCR_STR("[\"a\"],\"b\",\"c\"]"),
        UCR_STR("     "),
        UCR_STR("\0\0\0"),
        UCR_STR("\xEF\xBB\xBF[\"a\"]"),
    };
    for (size_t i = 0; i < COUNT_OF(lists); i++) {
        for (size_t from = 0; from <= lists[i].len; from++) {
            for (size_t to = from; to <= lists[i].len; to++) {
                walk_both((ucr_str){lists[i].ptr + from, to - from});
            }
        }
    }
}

static void test_walks_over_any_bytes_end_inside_them(void **state)
{
    (void)state;
    static const char alphabet[] = "[[]]{{}}\"\"\",,:\\u0a1-.e tn\n\x80\xE2";
    unsigned long seed = 7;
    for (int round = 0; round < 20000; round++) {
        char raw[24];
        size_t len = 1 + (size_t)round % sizeof(raw);
        raw[0] = '[';
        for (size_t i = 1; i < len; i++) {
            seed = (seed * 1103515245ul + 12345ul) & 0x7FFFFFFFul;
            raw[i] = alphabet[(seed >> 8) % (sizeof(alphabet) - 1)];
        }
        ucr_str exact = block(raw, len);
        walk_params(exact, SIZE_MAX);
        walk_details(exact, SIZE_MAX);
        block_free(exact);
    }
}

static void test_a_walk_over_a_deep_list_ends_inside_it(void **state)
{
    (void)state;
    char raw[4096];
    memset(raw, '[', sizeof(raw));
    walk_both((ucr_str){raw, sizeof(raw)});
    memcpy(raw, "[{\"code\":", 9);
    walk_both((ucr_str){raw, sizeof(raw)});
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_walks_over_strange_lists_end_early),
        cmocka_unit_test(test_walks_over_all_short_lists_are_bounded),
        cmocka_unit_test(test_walks_over_what_is_too_deep_end_early),
        cmocka_unit_test(test_walks_over_what_is_as_deep_as_can_be),
        cmocka_unit_test(test_walks_over_nothing),
        cmocka_unit_test(test_walks_over_items),
        cmocka_unit_test(test_walks_over_what_decode_gave),
        cmocka_unit_test(test_params_of_a_raw_list_come_in_order),
        cmocka_unit_test(test_params_of_a_made_list_come_in_order),
        cmocka_unit_test(test_details_of_a_raw_list_come_in_order),
        cmocka_unit_test(test_details_of_a_made_list_come_in_order),
        cmocka_unit_test(test_absent_and_empty_lists_have_no_elements),
        cmocka_unit_test(test_walks_over_broken_lists_end_inside_them),
        cmocka_unit_test(test_walks_over_any_bytes_end_inside_them),
        cmocka_unit_test(test_a_walk_over_a_deep_list_ends_inside_it),
    };
    return cmocka_run_group_tests_name("list", tests, NULL, NULL);
}
