/* SPDX-License-Identifier: MIT */
/*
 * vector.h against plain loops, byte by byte, in each of its forms: the
 * target's own, the wide one (TEST_WIDE) and the portable one (UCR_PORTABLE).
 */
#if defined(TEST_WIDE)
#include <immintrin.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "block.h"
/* The rest of this file may not: it has to run before it can say that the
 * processor lacks it. */
UCR_AVX2_BEGIN
#define UCR_WIDE
#endif

#include "vector.h"

#if defined(TEST_WIDE)
UCR_AVX2_END
#endif

#include "guard.h"
#include "support.h"

#include <stdlib.h>
#include <string.h>

/* Longer than three of the widest vectors. */
#define LONGEST ((size_t)100)

/* ---- A second reading, byte by byte ----------------------------------------
 */

static bool is_special(unsigned char c)
{
    return c == '"' || c == '\\' || c < 32 || c > 127;
}

static bool is_white(unsigned char c)
{
    return c == 0x20 || c == 0x09 || c == 0x0A || c == 0x0D;
}

static const char *plain(const char *at, const char *end)
{
    while (at < end && !is_special((unsigned char)*at)) {
        at++;
    }
    return at;
}

static const char *unescaped(const char *at, const char *end)
{
    while (at < end &&
           ((unsigned char)*at > 127 || !is_special((unsigned char)*at))) {
        at++;
    }
    return at;
}

static const char *white(const char *at, const char *end)
{
    while (at < end && is_white((unsigned char)*at)) {
        at++;
    }
    return at;
}

/* ---- Places ----------------------------------------------------------------
 */

/* From every byte of [start, end) and from its end. */
static void try_from_everywhere(const char *start, const char *end)
{
    for (const char *at = start; at <= end; at++) {
        assert_ptr_equal(ucr_vector_plain(start, at, end), plain(at, end));
        assert_ptr_equal(ucr_vector_unescaped(start, at, end),
                         unescaped(at, end));
        assert_ptr_equal(ucr_vector_space(at, end), white(at, end));
    }
}

/* From the first byte of bytes that nothing but they can be read of. */
static void try_from_start(const char *start, const char *end)
{
    assert_ptr_equal(ucr_vector_plain(start, start, end), plain(start, end));
    assert_ptr_equal(ucr_vector_unescaped(start, start, end),
                     unescaped(start, end));
    assert_ptr_equal(ucr_vector_space(start, end), white(start, end));
}

/* The bytes where no byte beside them can be read. */
static void try_alone(const char *bytes, size_t len)
{
    const char *after = guard_after(bytes, len);
    const char *before = guard_before(bytes, len);
    ucr_str heap = block(bytes, len);
    try_from_start(after, after + len);
    try_from_start(before, before + len);
    try_from_start(heap.ptr, heap.ptr + len);
    block_free(heap);
}

/* ---- Tests -----------------------------------------------------------------
 */

static void test_special_bytes(void **state)
{
    (void)state;
    for (unsigned c = 0; c < 256; c++) {
        assert_int_equal(ucr_is_special((unsigned char)c),
                         is_special((unsigned char)c));
    }
}

/* One byte in a vector of others: what stops a run has its place, and no other
 * before it. */
static void expect_masks(char c, char others, size_t place)
{
    char bytes[UCR_VECTOR];
    const char *end = bytes + UCR_VECTOR;
    memset(bytes, others, sizeof(bytes));
    bytes[place] = c;
    const ucr_vector_mask special = ucr_vector_special(bytes);
    const size_t first_special = (size_t)(plain(bytes, end) - bytes);
    assert_int_equal(special == 0, first_special == UCR_VECTOR);
    if (special != 0) {
        assert_int_equal(ucr_vector_first(special), first_special);
    }
    assert_ptr_equal(ucr_vector_plain(bytes, bytes, end), plain(bytes, end));
    assert_ptr_equal(ucr_vector_space(bytes, end), white(bytes, end));
}

static void test_masks_of_every_byte_in_every_place(void **state)
{
    (void)state;
    static const char others[] = {'a', ' ', '\n', '"', 0x1F, '\x7F', '\x80'};
    for (unsigned c = 0; c < 256; c++) {
        for (size_t place = 0; place < UCR_VECTOR; place++) {
            for (size_t i = 0; i < COUNT_OF(others); i++) {
                expect_masks((char)c, others[i], place);
            }
        }
    }
}

/* Two bytes in a vector: no byte's bit depends on its neighbour's. */
static void test_masks_of_every_two_bytes(void **state)
{
    (void)state;
    char bytes[UCR_VECTOR];
    for (unsigned pair = 0; pair < 65536; pair++) {
        memset(bytes, pair % 2 == 0 ? 'a' : ' ', sizeof(bytes));
        const size_t place = pair % (UCR_VECTOR - 1);
        bytes[place] = (char)(pair >> 8);
        bytes[place + 1] = (char)pair;
        try_from_start(bytes, bytes + UCR_VECTOR);
    }
}

static bool has_place(ucr_vector_mask mask, size_t place)
{
    const unsigned bits = (1U << UCR_VECTOR_BITS) - 1;
    return (mask >> place * UCR_VECTOR_BITS & bits) != 0;
}

/* Every byte of a mask, not only up to the first that is set. */
static void test_masks_are_exact(void **state)
{
    (void)state;
    char bytes[UCR_VECTOR];
    for (unsigned pair = 0; pair < 65536; pair++) {
        memset(bytes, (int)(pair & 0xFF), sizeof(bytes));
        bytes[pair % UCR_VECTOR] = (char)(pair >> 8);
        const ucr_vector_mask special = ucr_vector_special(bytes);
        const ucr_vector_mask escaped = ucr_vector_escaped(bytes);
        for (size_t i = 0; i < UCR_VECTOR; i++) {
            const unsigned char c = (unsigned char)bytes[i];
            assert_int_equal(has_place(special, i), is_special(c));
            assert_int_equal(has_place(escaped, i), c < 0x80 && is_special(c));
        }
    }
}

/* What a late vector leaves: as many places as bytes are left. */
static void test_late_masks_begin_at_the_cursor(void **state)
{
    (void)state;
    char bytes[UCR_VECTOR];
    for (size_t left = 1; left <= UCR_VECTOR; left++) {
        for (size_t place = 0; place < UCR_VECTOR; place++) {
            memset(bytes, 'a', sizeof(bytes));
            bytes[place] = '"';
            const size_t cursor = UCR_VECTOR - left;
            const ucr_vector_mask mask =
                ucr_vector_late(ucr_vector_special(bytes), left);
            assert_int_equal(mask != 0, place >= cursor);
            if (mask != 0) {
                assert_int_equal(ucr_vector_first(mask), place - cursor);
            }
        }
    }
}

static void test_every_length_and_alignment(void **state)
{
    (void)state;
    char bytes[LONGEST + 64];
    for (size_t align = 0; align < 64; align++) {
        for (size_t len = 0; len <= LONGEST; len++) {
            /* What is outside would end a run. */
            memset(bytes, '"', sizeof(bytes));
            memset(bytes + align, 'a', len);
            try_from_start(bytes + align, bytes + align + len);
            memset(bytes, ' ', sizeof(bytes));
            try_from_start(bytes + align, bytes + align + len);
        }
    }
}

/* A byte of each kind at every place of a run of every length. */
static void test_one_byte_ends_a_run_wherever_it_stands(void **state)
{
    (void)state;
    static const char kinds[] = {'"',    '\\', '\x1F', '\0', '\x80',
                                 '\xFF', ' ',  '\t',   'a',  '\x7F'};
    char bytes[LONGEST];
    for (size_t len = 1; len <= LONGEST; len++) {
        for (size_t place = 0; place < len; place++) {
            const char kind = kinds[(len + place) % COUNT_OF(kinds)];
            memset(bytes, 'a', len);
            bytes[place] = kind;
            try_alone(bytes, len);
            memset(bytes, '\r', len);
            bytes[place] = kind;
            try_alone(bytes, len);
        }
    }
}

static void test_every_byte_at_every_place(void **state)
{
    (void)state;
    /* A vector, part of one, and the cursor before, in and after them. */
    const size_t len = 2 * UCR_VECTOR + 3;
    char bytes[2 * UCR_VECTOR + 3];
    for (unsigned c = 0; c < 256; c++) {
        for (size_t place = 0; place < len; place++) {
            memset(bytes, c % 2 == 0 ? 'a' : '\n', len);
            bytes[place] = (char)c;
            const char *after = guard_after(bytes, len);
            try_from_everywhere(after, after + len);
        }
    }
}

static void test_no_bytes_at_all(void **state)
{
    (void)state;
    try_alone("", 0);
}

#if UCR_VECTOR == 8
static void test_a_word_has_its_first_byte_lowest(void **state)
{
    (void)state;
    const char bytes[] = "\x01\x23\x45\x67\x89\xAB\xCD\xEF";
    assert_true(ucr_vector_word(bytes) == UINT64_C(0xEFCDAB8967452301));
}
#endif

/* ---- UTF-8 -----------------------------------------------------------------
 */

/* Sequences that there are, and that there are not. */
static const char *const sequences[] = {
    "a",
    "abcdefgh",
    "\xC3\xA9",
    "\xE4\xBD\xA0",
    "\xEF\xBC\x8C",
    "\xED\x9F\xBF",
    "\xED\xA0\x80",
    "\xE0\xA0\x80",
    "\xE0\x80\x80",
    "\xE1\x80\xC0",
    "\xF0\x9F\x98\x80",
    "\xF4\x90\x80\x80",
    "\x80",
    "\xE4\xBD",
    "\xE4",
    "\xC0\x80",
};

/* What is passed over is whole sequences, each of them right. */
static void assert_sound(const char *at, const char *to, const char *end)
{
    while (at < to) {
        const int length = ucr_utf8_length(at, end);
        assert_true(length > 0);
        at += length;
    }
    assert_ptr_equal(at, to);
}

/* Bytes up to a page that cannot be touched. */
static void judge_utf8(const char *bytes, size_t len)
{
    const char *start = guard_after(bytes, len);
    const char *end = start + len;
    assert_sound(start, ucr_vector_utf8(start, start, end), end);
    assert_sound(start, ucr_vector_threes(start, end), end);
}

/* Four sequences, and two bytes after them, with which two words hold four of
 * three bytes. */
static void test_what_is_passed_over_is_utf8(void **state)
{
    (void)state;
    const size_t count = COUNT_OF(sequences);
    for (size_t i = 0; i < count * count * count * count; i++) {
        char bytes[40];
        size_t len = 0;
        for (size_t rest = i, k = 0; k < 4; k++, rest /= count) {
            const char *next = sequences[rest % count];
            memcpy(bytes + len, next, strlen(next));
            len += strlen(next);
        }
        judge_utf8(bytes, len);
        memcpy(bytes + len, "aa", 2);
        judge_utf8(bytes, len + 2);
    }
}

/* All of it where words are taken; vectors leave what may lie in the last one
 * and in one more; and small code passes over nothing. */
static void test_what_is_most_frequent_is_passed_over(void **state)
{
    (void)state;
    const ptrdiff_t most = !ucr_vector_fits(UCR_VECTOR) ? (ptrdiff_t)LONGEST
                           : UCR_VECTOR == 8            ? 0
                                                        : UCR_VECTOR + 2;
    char bytes[LONGEST];
    for (size_t len = 3; len <= sizeof(bytes); len += 3) {
        memcpy(bytes + len - 3, len % 2 == 0 ? "\xE4\xBD\xA0" : "\xEF\xBC\x8C",
               3);
        const char *start = guard_after(bytes, len);
        const char *end = start + len;
        assert_true(end - ucr_vector_utf8(start, start, end) <= most);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_special_bytes),
        cmocka_unit_test(test_masks_of_every_byte_in_every_place),
        cmocka_unit_test(test_masks_of_every_two_bytes),
        cmocka_unit_test(test_masks_are_exact),
        cmocka_unit_test(test_late_masks_begin_at_the_cursor),
        cmocka_unit_test(test_every_length_and_alignment),
        cmocka_unit_test(test_one_byte_ends_a_run_wherever_it_stands),
        cmocka_unit_test(test_every_byte_at_every_place),
        cmocka_unit_test(test_no_bytes_at_all),
        cmocka_unit_test(test_what_is_passed_over_is_utf8),
        cmocka_unit_test(test_what_is_most_frequent_is_passed_over),
#if UCR_VECTOR == 8
        cmocka_unit_test(test_a_word_has_its_first_byte_lowest),
#endif
    };
#if defined(TEST_WIDE)
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") ||
        !__builtin_cpu_supports("bmi2") || !__builtin_cpu_supports("pclmul")) {
        return 77;
    }
#endif
    return cmocka_run_group_tests(tests, NULL, NULL);
}
