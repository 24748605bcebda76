/* SPDX-License-Identifier: MIT */
/* Options: defaults filled in, and which there are not. */
#include "support.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "options.h"

static void assert_resolved(const ucr_options *options, size_t max_body,
                            size_t max_depth, size_t max_items)
{
    ucr_options out;
    memset(&out, 0xA5, sizeof(out));
    assert_true(ucr_options_resolve(&out, options));
    assert_int_equal(out.max_body, max_body);
    assert_int_equal(out.max_depth, max_depth);
    assert_int_equal(out.max_items, max_items);
    assert_int_equal(out.profile,
                     options != NULL ? options->profile : UCR_INTEROP);
}

static void test_none_are_the_defaults_of_interop(void **state)
{
    (void)state;
    const ucr_options zero = {0};
    assert_resolved(NULL, 12582912, 128, 65536);
    assert_resolved(&zero, 12582912, 128, 65536);
}

static void test_each_limit_has_a_default_of_its_own(void **state)
{
    (void)state;
    const ucr_options body = {1, 0, 0, UCR_STRICT};
    const ucr_options depth = {0, 1, 0, UCR_STRICT};
    const ucr_options items = {0, 0, 1, UCR_INTEROP};
    assert_resolved(&body, 1, 128, 65536);
    assert_resolved(&depth, 12582912, 1, 65536);
    assert_resolved(&items, 12582912, 128, 1);
}

static void test_limits_may_be_as_large_as_a_size(void **state)
{
    (void)state;
    const ucr_options most = {SIZE_MAX, 512, SIZE_MAX, UCR_STRICT};
    assert_resolved(&most, SIZE_MAX, 512, SIZE_MAX);
}

static void test_depth_is_bounded(void **state)
{
    (void)state;
    static const size_t depths[] = {513, SIZE_MAX / 2 + 1, SIZE_MAX};
    ucr_options out;
    for (size_t i = 0; i < COUNT_OF(depths); i++) {
        const ucr_options options = {0, depths[i], 0, UCR_INTEROP};
        assert_false(ucr_options_resolve(&out, &options));
    }
}

static void test_profiles_are_two(void **state)
{
    (void)state;
    static const int others[] = {2, 3, -1, INT_MAX, INT_MIN};
    ucr_options out;
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        const ucr_options options = {0, 0, 0, (ucr_profile)others[i]};
        assert_false(ucr_options_resolve(&out, &options));
    }
}

static void test_only_nothing_can_be_nowhere(void **state)
{
    (void)state;
    char byte = 0;
    size_t len;
    ucr_options out;
    assert_true(ucr_readable((ucr_str){NULL, 0}));
    assert_true(ucr_readable((ucr_str){&byte, 0}));
    assert_true(ucr_readable((ucr_str){&byte, SIZE_MAX}));
    assert_false(ucr_readable((ucr_str){NULL, 1}));
    assert_false(ucr_readable((ucr_str){NULL, SIZE_MAX}));
    assert_true(ucr_options_begin(NULL, 0, &len, &out, NULL));
    assert_true(ucr_options_begin(&byte, SIZE_MAX, &len, &out, NULL));
    assert_false(ucr_options_begin(NULL, 1, &len, &out, NULL));
    assert_false(ucr_options_begin(NULL, SIZE_MAX, &len, &out, NULL));
}

static void test_zero_zeroes_so_many_bytes(void **state)
{
    (void)state;
    for (size_t size = 0; size <= 64; size++) {
        char *room = room_of(size);
        ucr_zero(room, size);
        assert_zero(room, size);
        assert_canaries(room, size);
        free(room);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_none_are_the_defaults_of_interop),
        cmocka_unit_test(test_each_limit_has_a_default_of_its_own),
        cmocka_unit_test(test_limits_may_be_as_large_as_a_size),
        cmocka_unit_test(test_depth_is_bounded),
        cmocka_unit_test(test_profiles_are_two),
        cmocka_unit_test(test_only_nothing_can_be_nowhere),
        cmocka_unit_test(test_zero_zeroes_so_many_bytes),
    };
    return cmocka_run_group_tests_name("options", tests, NULL, NULL);
}
