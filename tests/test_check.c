/* SPDX-License-Identifier: MIT */
/* What encode is given, judged: the ranks of faults, texts, sizes, verdicts. */
#include "rows.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"

static const ucr_options resolved[PROFILES] = {{16, 4, 2, UCR_INTEROP},
                                               {16, 4, 2, UCR_STRICT}};

static void assert_verdict(ucr_check *check, size_t total, ucr_code code,
                           size_t offset, const char *path)
{
    ucr_error err;
    size_t len = 77;
    check->out.len = total;
    memset(&err, 0xA5, sizeof(err));
    assert_int_equal(ucr_check_finish(&err, check, 0, &len), code);
    assert_fault(&err, code, offset, path);
    assert_int_equal(ucr_check_finish(NULL, check, 0, &len), code);
    assert_int_equal(len, code == UCR_OK ? total : 77);
}

static void test_paths_name_a_member_or_an_element(void **state)
{
    (void)state;
    ucr_error err;
    ucr_check check = {.options = resolved[0]};
    ucr_check_at_element(&check, "details", 3, "error_msg");
    ucr_check_at(&check, "result");
    ucr_check_fault(&check, UCR_E_TYPE, 5);
    assert_verdict(&check, 0, UCR_E_TYPE, 5, "/result");
    check = (ucr_check){.options = resolved[0]};
    ucr_check_at_element(&check, "details", 0, "error_msg");
    ucr_check_fault(&check, UCR_E_TYPE, 5);
    assert_verdict(&check, 0, UCR_E_TYPE, 5, "/details/0/error_msg");
    check = (ucr_check){.options = resolved[0]};
    ucr_check_at_element(&check, "error_param", SIZE_MAX, NULL);
    ucr_check_fault(&check, UCR_E_ITEMS, 0);
    size_t len;
    ucr_check_finish(&err, &check, 0, &len);
    assert_int_equal(err.steps, 2);
    assert_int_equal(err.path[1].index, SIZE_MAX);
}

static void test_the_first_fault_of_a_rank_stays(void **state)
{
    (void)state;
    ucr_check check = {.options = resolved[0]};
    ucr_check_at(&check, "a");
    ucr_check_fault(&check, UCR_E_TYPE, 1);
    ucr_check_at(&check, "b");
    ucr_check_fault(&check, UCR_E_ENUM, 2);
    assert_verdict(&check, 0, UCR_E_TYPE, 1, "/a");
    /* Later, but of a higher rank. */
    ucr_check_fault(&check, UCR_E_DEPTH, 3);
    ucr_check_at(&check, "a");
    ucr_check_fault(&check, UCR_E_EMPTY, 0);
    ucr_check_fault(&check, UCR_E_TYPE, 0);
    assert_verdict(&check, 0, UCR_E_DEPTH, 3, "/b");
    check.argument = true;
    assert_verdict(&check, 0, UCR_E_ARGUMENT, 0, "");
}

static void test_every_code_has_its_rank(void **state)
{
    (void)state;
    static const struct {
        ucr_code code;
        bool of_scanner;
    } codes[] = {
        {UCR_E_EMPTY, true},     {UCR_E_EOF, true},
        {UCR_E_SYNTAX, true},    {UCR_E_NUMBER, true},
        {UCR_E_CONTROL, true},   {UCR_E_ESCAPE, true},
        {UCR_E_SURROGATE, true}, {UCR_E_UTF8, true},
        {UCR_E_BOM, true},       {UCR_E_TRAILING, true},
        {UCR_E_DEPTH, true},     {UCR_E_BODY_SIZE, true},
        {UCR_E_TYPE, false},     {UCR_E_ENUM, false},
        {UCR_E_MISSING, false},  {UCR_E_DUPLICATE, false},
        {UCR_E_UNKNOWN, false},  {UCR_E_ITEMS, false},
        {UCR_E_LENGTH, false},   {UCR_E_STATUS, false},
    };
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        ucr_check check = {.options = resolved[0]};
        ucr_check_at(&check, "x");
        ucr_check_fault(&check, codes[i].code, 7);
        assert_int_equal(check.scanner, codes[i].of_scanner);
        assert_verdict(&check, 0, codes[i].code, 7, "/x");
        /* Only another rank changes what is given. */
        const bool changes = !codes[i].of_scanner;
        ucr_check_at(&check, "y");
        ucr_check_fault(&check, UCR_E_SYNTAX, 8);
        assert_verdict(&check, 0, changes ? UCR_E_SYNTAX : codes[i].code,
                       changes ? 8 : 7, changes ? "/y" : "/x");
    }
}

static void test_the_total_is_judged_last(void **state)
{
    (void)state;
    static const ucr_options most = {SIZE_MAX, 4, 2, UCR_INTEROP};
    ucr_check check = {.options = resolved[0]};
    assert_verdict(&check, 16, UCR_OK, 0, "");
    assert_verdict(&check, 17, UCR_E_BODY_SIZE, 16, "");
    assert_verdict(&check, SIZE_MAX, UCR_E_BODY_SIZE, 16, "");
    ucr_check_at(&check, "a");
    ucr_check_fault(&check, UCR_E_ENUM, 0);
    assert_verdict(&check, 17, UCR_E_ENUM, 0, "/a");
    /* A sum that did not fit a size is no size, whatever the limit. */
    ucr_check any = {.options = most};
    assert_verdict(&any, SIZE_MAX - 1, UCR_OK, 0, "");
    assert_verdict(&any, SIZE_MAX, UCR_E_BODY_SIZE, SIZE_MAX, "");
}

static void test_what_is_too_long_is_not_looked_at(void **state)
{
    (void)state;
    static const size_t sizes[] = {17, SIZE_MAX - 1, SIZE_MAX};
    ucr_str one = block("\xFF", 1);
    ucr_check check = {.options = resolved[0]};
    assert_true(ucr_check_size(&check, 0));
    assert_true(ucr_check_size(&check, 16));
    assert_verdict(&check, 0, UCR_OK, 0, "");
    for (size_t i = 0; i < COUNT_OF(sizes); i++) {
        ucr_check long_text = {.options = resolved[1]};
        const ucr_text text = {{one.ptr, sizes[i]}, i % 2 == 0};
        assert_false(ucr_check_size(&check, sizes[i]));
        ucr_check_at(&long_text, "a");
        ucr_check_text(&long_text, &text, 3);
        assert_verdict(&long_text, 0, UCR_E_BODY_SIZE, 16, "/a");
    }
    block_free(one);
}

static const struct {
    ucr_text text;
    unsigned profiles;
    ucr_code code;
    size_t offset;
} texts[] = {
    {{{NULL, 0}, false}, BOTH, UCR_OK, 0},
    {UCR_TEXT(""), BOTH, UCR_OK, 0},
    {UCR_TEXT("abc"), BOTH, UCR_OK, 0},
    {UCR_TEXT("\"\\\n"), BOTH, UCR_OK, 0},
    {UCR_TEXT("abcd"), I, UCR_OK, 0},
    {UCR_TEXT("abcd"), S, UCR_E_LENGTH, 3},
    {UCR_TEXT(GRIN GRIN GRIN), BOTH, UCR_OK, 0},
    {UCR_TEXT(GRIN GRIN GRIN "a"), S, UCR_E_LENGTH, 12},
    {{UCR_STR("\\u0041bc"), true}, BOTH, UCR_OK, 0},
    {{UCR_STR("\\u0041bcd"), true}, S, UCR_E_LENGTH, 8},
    {{UCR_STR("abc\\n"), true}, S, UCR_E_LENGTH, 3},
    {UCR_TEXT("abcd\xFF"), BOTH, UCR_E_UTF8, 4},
    {{UCR_STR("a\n"), true}, BOTH, UCR_E_CONTROL, 1},
    {{UCR_STR("\\ud800"), true}, I, UCR_OK, 0},
    {{UCR_STR("\\ud800"), true}, S, UCR_E_SURROGATE, 0},
};

static void test_texts_are_checked_and_counted_in_strict(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        for (unsigned k = 0; k < PROFILES; k++) {
            ucr_check check = {.options = resolved[k]};
            if (holds_in(texts[i].profiles, k)) {
                ucr_check_at(&check, "a");
                ucr_check_text(&check, &texts[i].text, 3);
                assert_verdict(&check, 0, texts[i].code, texts[i].offset,
                               texts[i].code != UCR_OK ? "/a" : "");
            }
        }
    }
}

/* One level is the body's own. */
static void test_a_value_stands_one_level_down(void **state)
{
    (void)state;
    const ucr_check check = {.options = resolved[0]};
    ucr_json out;
    ucr_scan scan;
    ucr_check_scan(&scan, (ucr_str)UCR_STR("[[[]]]"), &check);
    assert_true(ucr_scan_alone(&scan, &out));
    ucr_check_scan(&scan, (ucr_str)UCR_STR("[[[[]]]]"), &check);
    assert_false(ucr_scan_alone(&scan, &out));
    assert_int_equal(scan.code, UCR_E_DEPTH);
    assert_int_equal(ucr_scan_fault(&scan), 3);
}

static void test_finishing_gives_the_size_and_says_whether_it_fitted(void **s)
{
    (void)s;
    for (size_t cap = 0; cap <= 4; cap++) {
        char *room = room_of(cap);
        ucr_check check = {.options = resolved[0],
                           .out = {.buf = room, .cap = cap}};
        size_t len = 77;
        ucr_error err;
        ucr_write_cstring(&check.out, "abc");
        ucr_code code = cap < 3 ? UCR_E_SPACE : UCR_OK;
        assert_int_equal(ucr_check_finish(&err, &check, 0, &len), code);
        assert_fault(&err, code, 0, "");
        assert_int_equal(len, 3);
        assert_canaries(room, cap);
        free(room);
    }
}

/* What is not written counts as well; their sum may be more than a size. */
static void test_finishing_counts_what_is_apart(void **state)
{
    (void)state;
    static const struct {
        size_t len, apart, max_body, given;
        ucr_code code;
    } rows[] = {
        {3, 13, 16, 16, UCR_OK},
        {3, 14, 16, 77, UCR_E_BODY_SIZE},
        {17, 0, 16, 77, UCR_E_BODY_SIZE},
        {0, 17, 16, 77, UCR_E_BODY_SIZE},
        {3, SIZE_MAX - 3, 16, 77, UCR_E_BODY_SIZE},
        {3, SIZE_MAX - 2, 16, 77, UCR_E_BODY_SIZE},
        {3, SIZE_MAX, 16, 77, UCR_E_BODY_SIZE},
        {3, SIZE_MAX - 2, SIZE_MAX, 77, UCR_E_BODY_SIZE},
        {SIZE_MAX, 0, SIZE_MAX, 77, UCR_E_BODY_SIZE},
        {SIZE_MAX, 1, SIZE_MAX, 77, UCR_E_BODY_SIZE},
    };
    for (size_t i = 0; i < COUNT_OF(rows); i++) {
        ucr_check check = {.options = resolved[0]};
        check.options.max_body = rows[i].max_body;
        check.out.len = rows[i].len;
        const bool fits = rows[i].code == UCR_OK;
        size_t len = 77;
        ucr_error err;
        assert_int_equal(ucr_check_finish(&err, &check, rows[i].apart, &len),
                         rows[i].code);
        assert_fault(&err, rows[i].code, fits ? 0 : rows[i].max_body, "");
        assert_int_equal(len, rows[i].given);
    }
}

static void test_finishing_leaves_the_size_after_a_fault(void **state)
{
    (void)state;
    ucr_check check = {.options = resolved[0], .argument = true};
    size_t len = 0;
    ucr_error err;
    ucr_write_cstring(&check.out, "abc");
    assert_int_equal(ucr_check_finish(&err, &check, 0, &len), UCR_E_ARGUMENT);
    assert_fault(&err, UCR_E_ARGUMENT, 0, "");
    assert_int_equal(len, 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths_name_a_member_or_an_element),
        cmocka_unit_test(test_the_first_fault_of_a_rank_stays),
        cmocka_unit_test(test_every_code_has_its_rank),
        cmocka_unit_test(test_the_total_is_judged_last),
        cmocka_unit_test(test_what_is_too_long_is_not_looked_at),
        cmocka_unit_test(test_texts_are_checked_and_counted_in_strict),
        cmocka_unit_test(test_a_value_stands_one_level_down),
        cmocka_unit_test(
            test_finishing_gives_the_size_and_says_whether_it_fitted),
        cmocka_unit_test(test_finishing_counts_what_is_apart),
        cmocka_unit_test(test_finishing_leaves_the_size_after_a_fault),
    };
    return cmocka_run_group_tests_name("check", tests, NULL, NULL);
}
