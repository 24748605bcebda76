/* SPDX-License-Identifier: MIT */
/* The binder with a table of its own: what it does with every message. */
#include "support.h"

#include "bind.h"

enum {
    FIRST,
    SECOND,
    ITEMS,
    FIELDS
};

static const ucr_word words[FIELDS] = {
    [FIRST] = UCR_WORD("first"),
    [SECOND] = UCR_WORD("second"),
    [ITEMS] = UCR_WORD("items"),
};

static const ucr_names element_names = {
    .words = words, .count = ITEMS, .list = UCR_NO_FIELD};

static const ucr_names names = {.words = words,
                                .count = FIELDS,
                                .required = ITEMS,
                                .list = ITEMS,
                                .elements = &element_names};

static const ucr_options options[] = {
    {.max_depth = 8, .max_items = 2},
    {.max_depth = 8, .max_items = 2, .profile = UCR_STRICT},
};

/* Walks an object; gives the fields that were read, in order, as digits. */
static ucr_error walk(const char *text, bool strict, char *fields)
{
    ucr_fault fault = {.code = UCR_OK};
    ucr_error err;
    ucr_object object;
    ucr_str body = block_of(text);
    ucr_scan scan;
    ucr_scan_start(&scan, body, &options[strict]);
    ucr_bind_object(&object, &scan, &names, &fault);
    while (ucr_bind_member(&object)) {
        *fields = (char)('0' + object.field);
        fields++;
        ucr_scan_skip(&scan);
    }
    *fields = '\0';
    if (scan.code != UCR_OK) {
        ucr_bind_scan_fault(&fault, &scan, &names);
    }
    block_free(body);
    ucr_error_give(&err, &fault);
    return err;
}

static void assert_walk(const char *text, bool strict, const char *fields,
                        ucr_code code, size_t offset, const char *path)
{
    char read[16];
    ucr_error fault = walk(text, strict, read);
    assert_string_equal(read, fields);
    assert_fault(&fault, code, offset, path);
}

static void test_of_a_body_that_is_too_long_nothing_is_scanned(void **state)
{
    (void)state;
    static const ucr_options least = {.max_body = 2};
    ucr_str body = block_of("{ }");
    ucr_fault fault;
    ucr_scan scan;
    ucr_bind_begin(&scan, body, &least, &scan, &fault);
    assert_int_equal(fault.code, UCR_E_BODY_SIZE);
    assert_int_equal(fault.offset, 2);
    assert_ptr_equal(scan.at, body.ptr);
    assert_ptr_equal(scan.end, body.ptr);
    block_free(body);
}

static void test_order_is_free(void **state)
{
    (void)state;
    assert_walk("{\"first\":1,\"second\":2,\"items\":3}", true, "012", UCR_OK,
                0, "");
    assert_walk("{\"items\":1,\"second\":2,\"first\":3}", true, "210", UCR_OK,
                0, "");
}

static void test_names_are_compared_unescaped(void **state)
{
    (void)state;
    assert_walk("{\"f\\u0069rst\":1,\"\\u0073econd\":2}", true, "01", UCR_OK, 0,
                "");
    assert_walk("{\"First\":1,\"first\":1,\"second\":2}", false, "01", UCR_OK,
                0, "");
    assert_walk("{\"firs\":1,\"firstt\":1,\"\":1,\"first\":1,\"second\":2}",
                false, "01", UCR_OK, 0, "");
}

static void test_a_second_name_is_a_fault_in_both_profiles(void **state)
{
    (void)state;
    const char *plain = "{\"first\":1,\"second\":2,\"first\":3}";
    const char *escaped = "{\"first\":1,\"second\":2,\"fir\\u0073t\":3}";
    for (int strict = 0; strict < 2; strict++) {
        assert_walk(plain, strict != 0, "01", UCR_E_DUPLICATE, 22, "/first");
        assert_walk(escaped, strict != 0, "01", UCR_E_DUPLICATE, 22, "/first");
    }
}

static void test_an_unknown_name_is_a_fault_in_strict(void **state)
{
    (void)state;
    const char *text = "{\"first\":1, \"third\":0,\"second\":2}";
    assert_walk(text, true, "01", UCR_E_UNKNOWN, 12, "");
    assert_walk(text, false, "01", UCR_OK, 0, "");
}

static void test_the_first_required_name_is_missed_at_the_brace(void **state)
{
    (void)state;
    assert_walk("{\"second\":2 }", true, "1", UCR_E_MISSING, 12, "/first");
    assert_walk("{ }", true, "", UCR_E_MISSING, 2, "/first");
    assert_walk("{\"first\":2}", false, "0", UCR_E_MISSING, 10, "/second");
}

static void test_the_first_fault_of_meaning_stays(void **state)
{
    (void)state;
    assert_walk("{\"x\":1,\"first\":1,\"first\":1}", true, "0", UCR_E_UNKNOWN,
                1, "");
    assert_walk("{\"first\":1,\"first\":1,\"x\":1}", true, "0", UCR_E_DUPLICATE,
                11, "/first");
}

static void test_a_scanner_fault_outranks_meaning(void **state)
{
    (void)state;
    assert_walk("{\"x\":1,\"first\":1,\"second\":tru}", true, "01",
                UCR_E_SYNTAX, 29, "/second");
}

static void test_a_scanner_fault_is_named_by_its_value(void **state)
{
    (void)state;
    assert_walk("{\"first\":", false, "0", UCR_E_EOF, 9, "/first");
    assert_walk("{\"first\" 1", false, "", UCR_E_SYNTAX, 9, "");
    assert_walk("{\"first\":1x", false, "0", UCR_E_SYNTAX, 10, "");
    assert_walk("{\"other\":@", false, "", UCR_E_SYNTAX, 9, "");
    assert_walk("{\"items\":[{\"second\":@", false, "2", UCR_E_SYNTAX, 20,
                "/items/0/second");
    assert_walk("{\"items\":[1,{\"other\":@", false, "2", UCR_E_SYNTAX, 21,
                "/items");
    assert_walk("{\"items\":[1,@", false, "2", UCR_E_SYNTAX, 12, "/items");
}

/* A walk over a list of strings, at most two. */
static ucr_list walk_list(const char *text)
{
    ucr_str body = block_of(text);
    ucr_scan scan;
    ucr_scan_start(&scan, body, &options[0]);
    ucr_list list;
    ucr_text item;
    ucr_bind_list(&list, &scan, UCR_JSON_STRING);
    while (ucr_bind_element(&list, &scan) && ucr_scan_string(&scan, &item)) {
    }
    assert_int_equal(scan.code, UCR_OK);
    assert_ptr_equal(list.raw.ptr, body.ptr);
    assert_int_equal(list.raw.len, body.len);
    list.bad = list.code != UCR_OK ? text + (list.bad - body.ptr) : NULL;
    block_free(body);
    return list;
}

static void assert_list(const char *text, size_t count, ucr_code code,
                        size_t offset)
{
    ucr_list list = walk_list(text);
    assert_int_equal(list.count, count);
    assert_int_equal(list.code, code);
    if (code != UCR_OK) {
        assert_int_equal(list.bad - text, offset);
    }
}

static void test_a_list_is_judged_element_by_element(void **state)
{
    (void)state;
    assert_list("[]", 0, UCR_OK, 0);
    assert_list("[\"a\", \"b\"]", 2, UCR_OK, 0);
    assert_list("[\"a\",\"b\",\"c\"]", 2, UCR_E_ITEMS, 9);
    assert_list("[\"a\",1,\"c\"]", 1, UCR_E_TYPE, 5);
    assert_list("[\"a\",\"b\",1]", 2, UCR_E_ITEMS, 9);
    assert_list("[null,\"b\",\"c\",\"d\"]", 0, UCR_E_TYPE, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_of_a_body_that_is_too_long_nothing_is_scanned),
        cmocka_unit_test(test_order_is_free),
        cmocka_unit_test(test_names_are_compared_unescaped),
        cmocka_unit_test(test_a_second_name_is_a_fault_in_both_profiles),
        cmocka_unit_test(test_an_unknown_name_is_a_fault_in_strict),
        cmocka_unit_test(test_the_first_required_name_is_missed_at_the_brace),
        cmocka_unit_test(test_the_first_fault_of_meaning_stays),
        cmocka_unit_test(test_a_scanner_fault_outranks_meaning),
        cmocka_unit_test(test_a_scanner_fault_is_named_by_its_value),
        cmocka_unit_test(test_a_list_is_judged_element_by_element),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
