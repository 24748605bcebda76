/* SPDX-License-Identifier: MIT */
/* The names of an answer: which are known where, in which order, and which
 * are required. */
#include "support.h"

#include <stdio.h>
#include <string.h>

#include "names.h"

static const char *const all[] = {
    "error_code",  "error_msg", "encoded_authorization_message",
    "error_param", "details",   "request_id",
    "title",       "errorCode", "errorMsg",
    "code",        "message",   "errCode",
    "errMsg",
};

static void assert_names(const ucr_names *names, const char *const *expected,
                         unsigned count, unsigned required)
{
    assert_int_equal(names->count, count);
    assert_int_equal(names->required, required);
    for (unsigned i = 0; i < count; i++) {
        const ucr_word *word = &names->words[i];
        assert_string_equal(word->plain, expected[i]);
        assert_int_equal(word->len, strlen(expected[i]) + 2);
        assert_int_equal(word->quoted[0], '"');
        assert_memory_equal(word->quoted + 1, expected[i], word->len - 2);
        assert_int_equal(word->quoted[word->len - 1], '"');
        assert_true(word->len - 2 >= UCR_WORD_LEAST);
        assert_true(word->len - 2 <= UCR_WORD_MOST);
    }
}

static void test_interop_knows_all_names_and_requires_none(void **state)
{
    (void)state;
    assert_int_equal(UCR_ERROR_FIELDS, COUNT_OF(all));
    assert_names(&ucr_names_interop, all, COUNT_OF(all), 0);
    assert_int_equal(ucr_names_interop.list, UCR_F_DETAILS);
    assert_names(ucr_names_interop.elements, all, COUNT_OF(all), 0);
    assert_int_equal(ucr_names_interop.elements->list, UCR_NO_FIELD);
}

static void test_strict_knows_the_five_of_403_and_requires_two(void **state)
{
    (void)state;
    const ucr_names *names = ucr_names_strict(403);
    assert_names(names, all, 5, 2);
    assert_int_equal(names->list, UCR_F_DETAILS);
    assert_names(names->elements, all, 2, 2);
    assert_int_equal(names->elements->list, UCR_NO_FIELD);
}

static void test_strict_knows_and_requires_two_otherwise(void **state)
{
    (void)state;
    static const int statuses[] = {400, 401, 404, 500};
    for (size_t i = 0; i < COUNT_OF(statuses); i++) {
        const ucr_names *names = ucr_names_strict(statuses[i]);
        assert_names(names, all, 2, 2);
        assert_int_equal(names->list, UCR_NO_FIELD);
    }
}

static void test_of_a_success_interop_knows_body_and_strict_nothing(void **s)
{
    (void)s;
    static const char *const body[] = {"body"};
    assert_names(&ucr_names_success, body, 1, 0);
    assert_int_equal(ucr_names_success.list, UCR_NO_FIELD);
    assert_names(&ucr_names_none, NULL, 0, 0);
    assert_int_equal(ucr_names_none.list, UCR_NO_FIELD);
}

static void test_no_name_is_there_twice(void **state)
{
    (void)state;
    for (unsigned i = 0; i < ucr_names_interop.count; i++) {
        for (unsigned k = 0; k < i; k++) {
            assert_string_not_equal(ucr_names_interop.words[i].plain,
                                    ucr_names_interop.words[k].plain);
        }
    }
}

/* So a name is as long as one can be. */
static void test_a_name_is_known_with_each_of_its_letters_escaped(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(all); i++) {
        char json[256];
        char path[UCR_MAX_PATH];
        int len = snprintf(json, sizeof(json), "{\"%s\":null,", all[i]);
        const size_t quote = (size_t)len;
        len += snprintf(json + len, sizeof(json) - (size_t)len, "\"");
        for (const char *letter = all[i]; *letter != '\0'; letter++) {
            len += snprintf(json + len, sizeof(json) - (size_t)len, "\\u%04x",
                            (unsigned)*letter);
        }
        len += snprintf(json + len, sizeof(json) - (size_t)len, "\":null}");
        assert_true((size_t)len < sizeof(json));
        snprintf(path, sizeof(path), "/%s", all[i]);
        ucr_response out;
        ucr_error err;
        ucr_str body = block_of(json);
        ucr_decode_response(&out, 403, body, NULL, &err);
        assert_fault(&err, UCR_E_DUPLICATE, quote, path);
        block_free(body);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_interop_knows_all_names_and_requires_none),
        cmocka_unit_test(test_strict_knows_the_five_of_403_and_requires_two),
        cmocka_unit_test(test_strict_knows_and_requires_two_otherwise),
        cmocka_unit_test(
            test_of_a_success_interop_knows_body_and_strict_nothing),
        cmocka_unit_test(test_no_name_is_there_twice),
        cmocka_unit_test(test_a_name_is_known_with_each_of_its_letters_escaped),
    };
    return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
