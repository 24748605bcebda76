/* SPDX-License-Identifier: MIT */
/* The bounded buffer: what fits is written, all is counted, nothing else is
 * touched. */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "write.h"

#define UNTOUCHED 0x5A

/* A block of exactly `cap` bytes, each marked. */
static char *marked(size_t cap)
{
    char *buf = malloc(cap > 0 ? cap : 1);
    assert_non_null(buf);
    memset(buf, UNTOUCHED, cap);
    return buf;
}

static void write_all(ucr_write *out)
{
    const ucr_text text = ucr_text_of("a\"b\\c\n\x01/\x7F");
    ucr_write_member(out, '{', "\"error_msg\"", &text);
    ucr_write_decimal(out, 0);
    ucr_write_decimal(out, 1234567890);
    ucr_write_bytes(out, "", 0);
    ucr_write_cstring(out, "}");
}

static const char expected[] =
    "{\"error_msg\":\"a\\\"b\\\\c\\n\\u0001/\x7F\"01234567890}";

static void test_every_capacity_holds_a_prefix(void **state)
{
    (void)state;
    const size_t full = sizeof(expected) - 1;
    for (size_t cap = 0; cap <= full + 1; cap++) {
        char *buf = marked(cap);
        ucr_write out;
        ucr_write_to(buf, cap, &out);
        write_all(&out);
        assert_int_equal(out.len, full);
        assert_int_equal(out.used, cap < full ? cap : full);
        assert_int_equal(out.full, cap < full);
        assert_memory_equal(buf, expected, out.used);
        for (size_t i = out.used; i < cap; i++) {
            assert_int_equal(buf[i], UNTOUCHED);
        }
        free(buf);
    }
}

static void test_no_buffer_counts(void **state)
{
    (void)state;
    ucr_write out;
    ucr_write_to(NULL, 0, &out);
    write_all(&out);
    assert_int_equal(out.len, sizeof(expected) - 1);
    assert_true(out.full);
}

/* Nothing after what did not fit: a later piece that would is not written. */
static void test_a_hole_is_never_left(void **state)
{
    (void)state;
    char buf[4] = {'.', '.', '.', '.'};
    ucr_write out;
    ucr_write_to(buf, sizeof(buf), &out);
    ucr_write_whole(&out, "abc", 3);
    ucr_write_whole(&out, "de", 2);
    ucr_write_whole(&out, "f", 1);
    ucr_write_bytes(&out, "g", 1);
    assert_memory_equal(buf, "abc.", 4);
    assert_int_equal(out.used, 3);
    assert_int_equal(out.len, 7);
    assert_true(out.full);
}

static void test_a_count_that_overflows_sticks(void **state)
{
    (void)state;
    ucr_write out;
    ucr_write_to(NULL, 0, &out);
    out.len = SIZE_MAX - 2;
    ucr_write_bytes(&out, "abc", 3);
    assert_int_equal(out.len, SIZE_MAX);
    ucr_write_bytes(&out, "abc", 3);
    assert_int_equal(out.len, SIZE_MAX);
}

static void test_terminated_text_has_its_nul(void **state)
{
    (void)state;
    for (size_t cap = 0; cap <= 6; cap++) {
        char *buf = marked(cap);
        ucr_write out;
        ucr_write_to_cstring(buf, cap, &out);
        ucr_write_cstring(&out, "abcd");
        assert_int_equal(ucr_write_terminate(&out), 4);
        if (cap > 0) {
            const size_t used = cap - 1 < 4 ? cap - 1 : 4;
            assert_memory_equal(buf, "abcd", used);
            assert_int_equal(buf[used], '\0');
        }
        free(buf);
    }
}

static void test_every_byte_is_escaped_as_it_must_be(void **state)
{
    (void)state;
    static const char *const short_forms[] = {
        ['"'] = "\\\"", ['\\'] = "\\\\", ['\b'] = "\\b", ['\t'] = "\\t",
        ['\n'] = "\\n", ['\f'] = "\\f",  ['\r'] = "\\r",
    };
    for (unsigned c = 0; c < 0x80; c++) {
        const char byte = (char)c;
        char buf[8] = "";
        char want[8] = {byte, '\0'};
        ucr_write out;
        ucr_write_to(buf, sizeof(buf) - 1, &out);
        const ucr_text text = {{&byte, 1}, false};
        if (c < sizeof(short_forms) / sizeof(short_forms[0]) &&
            short_forms[c] != NULL) {
            strcpy(want, short_forms[c]);
        } else if (c < 0x20) {
            static const char hex[] = "0123456789abcdef";
            const char six[] = {'\\', 'u', '0', '0', hex[c >> 4], hex[c & 15]};
            memcpy(want, six, sizeof(six));
            want[sizeof(six)] = '\0';
        }
        ucr_write_contents(&out, &text);
        assert_string_equal(buf, want);
        assert_int_equal(ucr_write_is_copy(&text), strlen(want) == 1);
    }
}

static void test_escaped_text_is_copied(void **state)
{
    (void)state;
    char buf[16];
    ucr_write out;
    ucr_write_to(buf, sizeof(buf), &out);
    const ucr_text text = {UCR_STR("\\u0041\\n"), true};
    assert_true(ucr_write_is_copy(&text));
    ucr_write_quoted(&out, &text);
    assert_int_equal(out.len, 10);
    assert_memory_equal(buf, "\"\\u0041\\n\"", 10);
}

static void test_the_largest_number_is_written(void **state)
{
    (void)state;
    char buf[32];
    char want[32];
    ucr_write out;
    ucr_write_to_cstring(buf, sizeof(buf), &out);
    ucr_write_decimal(&out, SIZE_MAX);
    ucr_write_terminate(&out);
    assert_true(snprintf(want, sizeof(want), "%zu", SIZE_MAX) > 0);
    assert_string_equal(buf, want);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_capacity_holds_a_prefix),
        cmocka_unit_test(test_no_buffer_counts),
        cmocka_unit_test(test_a_hole_is_never_left),
        cmocka_unit_test(test_a_count_that_overflows_sticks),
        cmocka_unit_test(test_terminated_text_has_its_nul),
        cmocka_unit_test(test_every_byte_is_escaped_as_it_must_be),
        cmocka_unit_test(test_escaped_text_is_copied),
        cmocka_unit_test(test_the_largest_number_is_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
