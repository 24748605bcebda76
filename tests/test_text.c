/* SPDX-License-Identifier: MIT */
/*
 * Texts: copied, shown, compared.
 *
 * Every input sits in a block of exactly its size, and between guard pages,
 * every output in a block with canaries behind its capacity. What is expected
 * comes from tables and from a reference encoder of this file, never from the
 * library.
 */
#include "support.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guard.h"

/* U+FFFD, and U+1F600 as an example beyond the basic plane. */
#define BAD "\xEF\xBF\xBD"
#define GRIN "\xF0\x9F\x98\x80"

/* ---- Reference -------------------------------------------------------------
 */

static size_t encode_point(char *out, unsigned long point)
{
    static const unsigned long firsts[] = {0, 0x80, 0x800, 0x10000};
    static const unsigned long leads[] = {0, 0xC0, 0xE0, 0xF0};
    size_t more = 3;
    while (point < firsts[more]) {
        more--;
    }
    for (size_t i = 0; i <= more; i++) {
        unsigned long bits = point >> 6 * (more - i);
        unsigned long byte = i == 0 ? leads[more] | bits : 0x80 | (bits & 0x3F);
        out[i] = (char)(unsigned char)byte;
    }
    return more + 1;
}

static bool is_surrogate(unsigned long unit)
{
    return unit >= 0xD800 && unit <= 0xDFFF;
}

/* What ucr_text_show() names instead of writing. */
static bool is_named(unsigned long point)
{
    static const unsigned long ranges[][2] = {
        {0x00, 0x1F},     {0x7F, 0x9F},     {0x61C, 0x61C},   {0x200E, 0x200F},
        {0x2028, 0x2029}, {0x202A, 0x202E}, {0x2066, 0x2069},
    };
    for (size_t i = 0; i < COUNT_OF(ranges); i++) {
        if (point >= ranges[i][0] && point <= ranges[i][1]) {
            return true;
        }
    }
    return false;
}

static size_t show_point(char *out, size_t cap, unsigned long point)
{
    if (is_named(point)) {
        return (size_t)snprintf(out, cap, "\\u{%lx}", point);
    }
    return encode_point(out, point);
}

/* The bytes from `at` to the next that does not continue a sequence. */
static size_t sequence_length(ucr_str text, size_t at)
{
    size_t len = 1;
    while (at + len < text.len && (text.ptr[at + len] & 0xC0) == 0x80) {
        len++;
    }
    return len;
}

/* The bytes at `at` that must not be cut: a UTF-8 sequence, or a name. */
static size_t unit_length(ucr_str text, size_t at)
{
    if (text.len - at > 3 && memcmp(text.ptr + at, "\\u{", 3) == 0) {
        const char *end = memchr(text.ptr + at, '}', text.len - at);
        return end == NULL ? 1 : (size_t)(end - (text.ptr + at)) + 1;
    }
    return sequence_length(text, at);
}

/* The longest part from the start that has room and splits no unit. */
static size_t whole_part(ucr_str text, size_t room)
{
    size_t at = 0;
    while (at < text.len && unit_length(text, at) <= room - at) {
        at += unit_length(text, at);
    }
    return at;
}

/* ---- Helpers ---------------------------------------------------------------
 */

typedef size_t (*writer)(char *buf, size_t cap, ucr_text text);

typedef struct sample {
    ucr_str raw, plain;
} sample;

static const ucr_str nothing = {NULL, 0};

/* Writes with every capacity from 0 to one more than is needed. */
static void expect_at_every_capacity(writer write, ucr_text text, ucr_str plain)
{
    assert_int_equal(write(NULL, 0, text), plain.len);
    for (size_t cap = 0; cap <= plain.len + 1; cap++) {
        char *room = room_of(cap);
        assert_int_equal(write(room, cap, text), plain.len);
        size_t part = whole_part(plain, cap);
        assert_bytes(room, part, (ucr_str){plain.ptr, part});
        /* No part of a code point either. */
        assert_untouched(room + part, cap - part + CANARIES);
        free(room);
    }
    /* Nor where the capacity is said to be more than there is. */
    char *room = room_of(plain.len);
    assert_int_equal(write(room, SIZE_MAX, text), plain.len);
    assert_bytes(room, plain.len, plain);
    assert_untouched(room + plain.len, CANARIES);
    free(room);
}

static void expect_terminated_at_every_capacity(ucr_text text, ucr_str plain)
{
    assert_int_equal(ucr_text_copyz(NULL, 0, text), plain.len);
    for (size_t cap = 0; cap <= plain.len + 2; cap++) {
        char *room = room_of(cap);
        assert_int_equal(ucr_text_copyz(room, cap, text), plain.len);
        if (cap > 0) {
            size_t part = whole_part(plain, cap - 1);
            assert_bytes(room, part, (ucr_str){plain.ptr, part});
            assert_int_equal(room[part], '\0');
        }
        assert_canaries(room, cap);
        free(room);
    }
}

/* A text must equal its plain text, and nothing shorter or longer. */
static void expect_equal_to_itself_alone(ucr_text text, ucr_str plain)
{
    ucr_str exact = block(plain.ptr, plain.len);
    assert_true(ucr_text_equal(text, exact));
    block_free(exact);

    char *longer = room_of(plain.len + 1);
    memcpy(longer, plain.ptr, plain.len);
    longer[plain.len] = 'x';
    assert_false(ucr_text_equal(text, (ucr_str){longer, plain.len + 1}));
    free(longer);

    if (plain.len > 0) {
        ucr_str shorter = block(plain.ptr, plain.len - 1);
        assert_false(ucr_text_equal(text, shorter));
        block_free(shorter);
    }
}

static void expect_plain_text(ucr_text text, ucr_str plain)
{
    expect_at_every_capacity(ucr_text_copy, text, plain);
    expect_terminated_at_every_capacity(text, plain);
    expect_equal_to_itself_alone(text, plain);
}

static void expect_plain(ucr_str raw, bool escaped, ucr_str plain)
{
    ucr_str exact = block(raw.ptr, raw.len);
    const char *last = guard_after(raw.ptr, raw.len);
    const char *first = guard_before(raw.ptr, raw.len);
    expect_plain_text((ucr_text){exact, escaped}, plain);
    expect_plain_text((ucr_text){{last, raw.len}, escaped}, plain);
    expect_plain_text((ucr_text){{first, raw.len}, escaped}, plain);
    block_free(exact);
}

static void expect_samples(const sample *samples, size_t count, bool escaped)
{
    for (size_t i = 0; i < count; i++) {
        expect_plain(samples[i].raw, escaped, samples[i].plain);
    }
}

static void expect_shown(ucr_str raw, bool escaped, ucr_str shown)
{
    ucr_str exact = block(raw.ptr, raw.len);
    const ucr_str last = {guard_after(raw.ptr, raw.len), raw.len};
    expect_at_every_capacity(ucr_text_show, (ucr_text){exact, escaped}, shown);
    expect_at_every_capacity(ucr_text_show, (ucr_text){last, escaped}, shown);
    block_free(exact);
}

static bool is_utf8(ucr_str text)
{
    size_t at = 0;
    while (at < text.len) {
        size_t len = sequence_length(text, at);
        char again[4];
        unsigned long point = (unsigned char)text.ptr[at];
        if (len > 4 || (len == 1 && point >= 0x80)) {
            return false;
        }
        point = len == 1 ? point : point & (0xFFul >> (len + 1));
        for (size_t i = 1; i < len; i++) {
            point = point << 6 | ((unsigned char)text.ptr[at + i] & 0x3F);
        }
        if (point > 0x10FFFF || is_surrogate(point) ||
            encode_point(again, point) != len ||
            memcmp(again, text.ptr + at, len) != 0) {
            return false;
        }
        at += len;
    }
    return true;
}

/* ---- Copying ---------------------------------------------------------------
 */

static void test_copy_undoes_every_short_escape(void **state)
{
    (void)state;
    static const sample samples[] = {
        {UCR_STR("\\\""), UCR_STR("\"")},
        {UCR_STR("\\\\"), UCR_STR("\\")},
        {UCR_STR("\\/"), UCR_STR("/")},
        {UCR_STR("\\b"), UCR_STR("\b")},
        {UCR_STR("\\f"), UCR_STR("\f")},
        {UCR_STR("\\n"), UCR_STR("\n")},
        {UCR_STR("\\r"), UCR_STR("\r")},
        {UCR_STR("\\t"), UCR_STR("\t")},
        {UCR_STR("a\\tb\\\\n\\\\\\\"c"), UCR_STR("a\tb\\n\\\"c")},
        {UCR_STR("\\\\u0041"), UCR_STR("\\u0041")},
        {UCR_STR("{\\\"msg\\\":\\\"xxx\\\"}"), UCR_STR("{\"msg\":\"xxx\"}")},
    };
    expect_samples(samples, COUNT_OF(samples), true);
}

static void test_copy_takes_raw_utf8_beside_escapes(void **state)
{
    (void)state;
    static const sample samples[] = {
        {UCR_STR("\xE8\xBF\x81\\n\xC3\xA9"), UCR_STR("\xE8\xBF\x81\n\xC3\xA9")},
        {UCR_STR(GRIN "\\u0041" GRIN), UCR_STR(GRIN "A" GRIN)},
        {UCR_STR("no escape at all"), UCR_STR("no escape at all")},
        {UCR_STR("\x7F\\/"), UCR_STR("\x7F/")},
    };
    expect_samples(samples, COUNT_OF(samples), true);
}

static void test_copy_joins_surrogates_and_replaces_lone_ones(void **state)
{
    (void)state;
    static const sample samples[] = {
        {UCR_STR("\\ud800\\udc00"), UCR_STR("\xF0\x90\x80\x80")},
        {UCR_STR("\\uDBFF\\uDFFF"), UCR_STR("\xF4\x8F\xBF\xBF")},
        {UCR_STR("\\uD83d\\uDe00"), UCR_STR(GRIN)},
        {UCR_STR("\\ud83d\\ude00\\ud83d\\ude00"), UCR_STR(GRIN GRIN)},
        {UCR_STR("\\ud800"), UCR_STR(BAD)},
        {UCR_STR("\\udbff"), UCR_STR(BAD)},
        {UCR_STR("\\udc00"), UCR_STR(BAD)},
        {UCR_STR("\\udfff"), UCR_STR(BAD)},
        {UCR_STR("\\ud83d\\ud83d"), UCR_STR(BAD BAD)},
        {UCR_STR("\\ude00\\ude00"), UCR_STR(BAD BAD)},
        {UCR_STR("\\ude00\\ud83d"), UCR_STR(BAD BAD)},
        {UCR_STR("\\ud83d\\ud83d\\ude00"), UCR_STR(BAD GRIN)},
        {UCR_STR("\\ud83d\\ude00\\ude00"), UCR_STR(GRIN BAD)},
        {UCR_STR("\\ud83dx"), UCR_STR(BAD "x")},
        {UCR_STR("\\ud83dx\\ude00"), UCR_STR(BAD "x" BAD)},
        {UCR_STR("\\ud83d\\n"), UCR_STR(BAD "\n")},
        {UCR_STR("\\ud83d\\u0041"), UCR_STR(BAD "A")},
        {UCR_STR("\\ud83d\\u0000"), UCR_STR(BAD "\0")},
        {UCR_STR("\\ud83d\\ud7ff"), UCR_STR(BAD "\xED\x9F\xBF")},
        {UCR_STR("\\ud83d\\ue000"), UCR_STR(BAD "\xEE\x80\x80")},
        {UCR_STR("\\ud83d\\\\ude00"), UCR_STR(BAD "\\ude00")},
        {UCR_STR("\\ud83d\xC3\xA9"), UCR_STR(BAD "\xC3\xA9")},
        {UCR_STR("\\ud83d\\\""), UCR_STR(BAD "\"")},
    };
    expect_samples(samples, COUNT_OF(samples), true);
}

static void test_copy_joins_every_high_and_every_low_surrogate(void **state)
{
    (void)state;
    static const unsigned long lows[] = {0xDC00, 0xDE00, 0xDFFF};
    static const unsigned long highs[] = {0xD800, 0xD83D, 0xDBFF};
    for (unsigned long i = 0; i < 0x400; i++) {
        for (size_t k = 0; k < COUNT_OF(lows) + COUNT_OF(highs); k++) {
            bool all_highs = k < COUNT_OF(lows);
            unsigned long high =
                all_highs ? 0xD800 + i : highs[k - COUNT_OF(lows)];
            unsigned long low = all_highs ? lows[k] : 0xDC00 + i;
            char raw[16];
            char plain[4];
            char expected[4];
            int len = snprintf(raw, sizeof(raw), "\\u%04lx\\u%04lX", high, low);
            assert_int_equal(len, 12);
            unsigned long point =
                0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00);
            assert_int_equal(encode_point(expected, point), 4);
            ucr_text text = {{raw, 12}, true};
            assert_int_equal(ucr_text_copy(plain, 4, text), 4);
            assert_memory_equal(plain, expected, 4);
        }
    }
}

static void expect_unit(unsigned long unit, bool upper)
{
    char raw[16];
    char plain[8] = {0};
    char expected[8];
    int len = upper ? snprintf(raw, sizeof(raw), "\\u%04lXx", unit)
                    : snprintf(raw, sizeof(raw), "\\u%04lxx", unit);
    assert_int_equal(len, 7);
    size_t size = encode_point(expected, is_surrogate(unit) ? 0xFFFD : unit);
    expected[size] = 'x';
    ucr_str exact = block(raw, 7);
    ucr_text text = {exact, true};
    assert_int_equal(ucr_text_copy(plain, sizeof(plain), text), size + 1);
    assert_memory_equal(plain, expected, size + 1);
    assert_true(ucr_text_equal(text, (ucr_str){expected, size + 1}));
    assert_false(ucr_text_equal(text, (ucr_str){expected, size}));
    block_free(exact);
}

static void test_copy_and_equal_read_every_code_unit(void **state)
{
    (void)state;
    for (unsigned long unit = 0; unit < 0x10000; unit++) {
        expect_unit(unit, false);
        expect_unit(unit, true);
    }
}

static void test_copy_gives_plain_text_as_it_is(void **state)
{
    (void)state;
    static const sample samples[] = {
        {UCR_STR("START"), UCR_STR("START")},
        {UCR_STR("\\u0041\\n\\"), UCR_STR("\\u0041\\n\\")},
        {UCR_STR("a\0b"), UCR_STR("a\0b")},
        {UCR_STR("\xC2\x80\xDF\xBF"), UCR_STR("\xC2\x80\xDF\xBF")},
        {UCR_STR("\xE0\xA0\x80x\xEF\xBF\xBF"),
         UCR_STR("\xE0\xA0\x80x\xEF\xBF\xBF")},
        {UCR_STR(GRIN GRIN "\xF4\x8F\xBF\xBF"),
         UCR_STR(GRIN GRIN "\xF4\x8F\xBF\xBF")},
    };
    expect_samples(samples, COUNT_OF(samples), false);
}

static void test_copy_of_an_empty_text_is_empty(void **state)
{
    (void)state;
    expect_plain((ucr_str)UCR_STR(""), false, (ucr_str)UCR_STR(""));
    expect_plain((ucr_str)UCR_STR(""), true, (ucr_str)UCR_STR(""));
}

static void test_absent_text_is_copied_and_shown_as_nothing(void **state)
{
    (void)state;
    static const ucr_text absent[] = {
        {{NULL, 0}, false}, {{NULL, 0}, true}, {{NULL, 5}, false}};
    static const ucr_str empty = UCR_STR("");
    for (size_t i = 0; i < COUNT_OF(absent); i++) {
        expect_at_every_capacity(ucr_text_copy, absent[i], empty);
        expect_at_every_capacity(ucr_text_show, absent[i], empty);
        expect_terminated_at_every_capacity(absent[i], empty);
    }
}

/* Longer than a vector before and after what is not plain, so that there is
 * room for all of a vector, for a part of one, or for none. */
static void test_copy_fits_long_texts_into_every_capacity(void **state)
{
    (void)state;
    static const char run[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    static const sample between[] = {
        {UCR_STR(""), UCR_STR("")},
        {UCR_STR("\\n"), UCR_STR("\n")},
        {UCR_STR("\\u8fc1"), UCR_STR("\xE8\xBF\x81")},
        {UCR_STR(GRIN), UCR_STR(GRIN)},
        {UCR_STR("\\ud800\\"), UCR_STR(BAD BAD)},
        /* Neither is in what decode gives, nor needs to be changed. */
        {UCR_STR("\""), UCR_STR("\"")},
        {UCR_STR("\x1F"), UCR_STR("\x1F")},
    };
    for (size_t i = 0; i < COUNT_OF(between); i++) {
        for (int before = 0; before < (int)sizeof(run); before++) {
            for (int after = before % 6; after < (int)sizeof(run); after += 6) {
                char raw[96];
                char plain[96];
                int size = snprintf(raw, sizeof(raw), "%.*s%s%.*s", before, run,
                                    between[i].raw.ptr, after, run);
                int len = snprintf(plain, sizeof(plain), "%.*s%s%.*s", before,
                                   run, between[i].plain.ptr, after, run);
                expect_plain((ucr_str){raw, (size_t)size}, true,
                             (ucr_str){plain, (size_t)len});
            }
        }
    }
}

static void test_copyz_says_a_cut_by_a_length_not_below_capacity(void **state)
{
    (void)state;
    ucr_text text = ucr_text_of("abc");
    char room[4];
    assert_int_equal(ucr_text_copyz(room, 3, text), 3);
    assert_string_equal(room, "ab");
    assert_int_equal(ucr_text_copyz(room, 4, text), 3);
    assert_string_equal(room, "abc");
}

/* ---- Text that decode never gave -------------------------------------------
 */

static const sample broken_samples[] = {
    {UCR_STR("\\"), UCR_STR(BAD)},
    {UCR_STR("a\\"), UCR_STR("a" BAD)},
    {UCR_STR("\\\\\\"), UCR_STR("\\" BAD)},
    {UCR_STR("\\u"), UCR_STR(BAD "u")},
    {UCR_STR("\\u1"), UCR_STR(BAD "u1")},
    {UCR_STR("\\u12"), UCR_STR(BAD "u12")},
    {UCR_STR("\\u123"), UCR_STR(BAD "u123")},
    {UCR_STR("\\u12g4"), UCR_STR(BAD "u12g4")},
    {UCR_STR("\\uG234"), UCR_STR(BAD "uG234")},
    {UCR_STR("\\u-123"), UCR_STR(BAD "u-123")},
    {UCR_STR("\\u 123"), UCR_STR(BAD "u 123")},
    {UCR_STR("\\u123\\n"), UCR_STR(BAD "u123\n")},
    {UCR_STR("\\U0041"), UCR_STR(BAD "U0041")},
    {UCR_STR("\\x41"), UCR_STR(BAD "x41")},
    {UCR_STR("\\\xC3\xA9"), UCR_STR(BAD "\xC3\xA9")},
    {UCR_STR("\\\x80"), UCR_STR(BAD BAD)},
    {UCR_STR("\\ud83d\\"), UCR_STR(BAD BAD)},
    {UCR_STR("\\ud83d\\u"), UCR_STR(BAD BAD "u")},
    {UCR_STR("\\ud83d\\ude0"), UCR_STR(BAD BAD "ude0")},
    {UCR_STR("\\ud83d\\ude0g"), UCR_STR(BAD BAD "ude0g")},
    {UCR_STR("\x80"), UCR_STR(BAD)},
    {UCR_STR("\xC3"), UCR_STR(BAD)},
    {UCR_STR("\xE4\xBD"), UCR_STR(BAD BAD)},
    {UCR_STR("\xC0\xAF"), UCR_STR(BAD BAD)},
    {UCR_STR("\xED\xA0\x80"), UCR_STR(BAD BAD BAD)},
    {UCR_STR("\xF4\x90\x80\x80"), UCR_STR(BAD BAD BAD BAD)},
    {UCR_STR("\xF0\x9F\x98x"), UCR_STR(BAD BAD BAD "x")},
    {UCR_STR("a\xFF"
             "b"),
     UCR_STR("a" BAD "b")},
};

static void test_copy_replaces_what_is_no_escape(void **state)
{
    (void)state;
    expect_samples(broken_samples, COUNT_OF(broken_samples), true);
}

static void test_copy_replaces_a_backslash_before_any_other_byte(void **state)
{
    (void)state;
    for (int c = 0; c < 256; c++) {
        char raw[] = {'\\', (char)c};
        char plain[7] = BAD;
        size_t len = 3;
        if (c != 0 && strchr("\"\\/bfnrt", c) != NULL) {
            continue;
        }
        if (c < 0x80) {
            plain[len] = (char)c;
            len++;
        } else {
            memcpy(plain + len, BAD, 3);
            len += 3;
        }
        expect_plain((ucr_str){raw, 2}, true, (ucr_str){plain, len});
    }
}

static void expect_sane(ucr_str raw, bool escaped)
{
    ucr_str exact = block(raw.ptr, raw.len);
    ucr_text text = {exact, escaped};
    char plain[128] = {0};
    char shown[256];
    size_t size = ucr_text_copy(plain, sizeof(plain), text);
    size_t width = ucr_text_show(shown, sizeof(shown), text);
    assert_true(size <= sizeof(plain) && width <= sizeof(shown));
    assert_true(ucr_text_equal(text, (ucr_str){plain, size}));
    assert_false(ucr_text_equal(text, (ucr_str){plain, size + 1}));
    assert_true(!escaped || is_utf8((ucr_str){plain, size}));
    assert_true(is_utf8((ucr_str){shown, width}));
    for (size_t i = 0; i < width; i++) {
        assert_true((unsigned char)shown[i] >= 0x20 && shown[i] != 0x7F);
    }
    block_free(exact);
}

static void test_broken_text_cut_anywhere_is_never_over_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(broken_samples); i++) {
        ucr_str raw = broken_samples[i].raw;
        for (size_t from = 0; from <= raw.len; from++) {
            for (size_t to = from; to <= raw.len; to++) {
                expect_sane((ucr_str){raw.ptr + from, to - from}, true);
                expect_sane((ucr_str){raw.ptr + from, to - from}, false);
            }
        }
    }
}

static void test_any_bytes_are_copied_shown_and_compared_alike(void **state)
{
    (void)state;
    static const char alphabet[] = "\\\\\\uudD8cC0eEn\"x\x1B\x7F\x80\xA8\xC2"
                                   "\xE2\xED\xF0\xF4\xFF";
    unsigned long seed = 1;
    for (int round = 0; round < 30000; round++) {
        char raw[16];
        size_t len = (size_t)round % (sizeof(raw) + 1);
        for (size_t i = 0; i < len; i++) {
            seed = (seed * 1103515245ul + 12345ul) & 0x7FFFFFFFul;
            raw[i] = alphabet[(seed >> 8) % (sizeof(alphabet) - 1)];
        }
        expect_sane((ucr_str){raw, len}, true);
        expect_sane((ucr_str){raw, len}, false);
    }
}

/* ---- Showing ---------------------------------------------------------------
 */

static void test_show_leaves_printable_text_as_it_is(void **state)
{
    (void)state;
    static const sample samples[] = {
        {UCR_STR(""), UCR_STR("")},
        {UCR_STR("Agent v2.3 ~!@#$%^&*()"), UCR_STR("Agent v2.3 ~!@#$%^&*()")},
        {UCR_STR("\xC2\xA0\xE8\xBF\x81" GRIN),
         UCR_STR("\xC2\xA0\xE8\xBF\x81" GRIN)},
        {UCR_STR("C:\\temp\\new"), UCR_STR("C:\\temp\\new")},
        {UCR_STR("\xEF\xBF\xBD\xEE\x80\x80"),
         UCR_STR("\xEF\xBF\xBD\xEE\x80\x80")},
    };
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        expect_shown(samples[i].raw, false, samples[i].plain);
    }
}

static void test_show_names_controls_in_lower_case_hex(void **state)
{
    (void)state;
    static const sample samples[] = {
        {UCR_STR("\0"), UCR_STR("\\u{0}")},
        {UCR_STR("\n"), UCR_STR("\\u{a}")},
        {UCR_STR("\x1B[2J"), UCR_STR("\\u{1b}[2J")},
        {UCR_STR("\x1F "), UCR_STR("\\u{1f} ")},
        {UCR_STR("a\x7F"
                 "b"),
         UCR_STR("a\\u{7f}b")},
        {UCR_STR("\xC2\x80\xC2\x9B\xC2\x9F"), UCR_STR("\\u{80}\\u{9b}\\u{9f}")},
        {UCR_STR("\xD8\x9C"), UCR_STR("\\u{61c}")},
        {UCR_STR("\xE2\x80\x8E\xE2\x80\x8F"), UCR_STR("\\u{200e}\\u{200f}")},
        {UCR_STR("\xE2\x80\xA8\xE2\x80\xA9"), UCR_STR("\\u{2028}\\u{2029}")},
        {UCR_STR("x\xE2\x80\xAEy"), UCR_STR("x\\u{202e}y")},
        {UCR_STR("\xE2\x81\xA6\xE2\x81\xA9"), UCR_STR("\\u{2066}\\u{2069}")},
    };
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        expect_shown(samples[i].raw, false, samples[i].plain);
        expect_shown(samples[i].raw, true, samples[i].plain);
    }
}

static void test_show_names_escaped_controls_too(void **state)
{
    (void)state;
    static const sample samples[] = {
        {UCR_STR("\\u001b[2J"), UCR_STR("\\u{1b}[2J")},
        {UCR_STR("\\u001B\\u0000"), UCR_STR("\\u{1b}\\u{0}")},
        {UCR_STR("\\b\\f\\n\\r\\t"), UCR_STR("\\u{8}\\u{c}\\u{a}\\u{d}\\u{9}")},
        {UCR_STR("\\u202e\\u061C"), UCR_STR("\\u{202e}\\u{61c}")},
        {UCR_STR("\\\"\\\\\\/"), UCR_STR("\"\\/")},
        {UCR_STR("\\u8fc1\\ud83d\\ude00"), UCR_STR("\xE8\xBF\x81" GRIN)},
        {UCR_STR("\\ud800\\n"), UCR_STR(BAD "\\u{a}")},
    };
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        expect_shown(samples[i].raw, true, samples[i].plain);
    }
}

static void expect_point_shown(unsigned long point)
{
    char raw[4];
    char expected[16];
    char shown[16];
    char escape[16];
    size_t size = encode_point(raw, point);
    size_t width = show_point(expected, sizeof(expected), point);
    ucr_text spelled = {{raw, size}, false};
    assert_int_equal(ucr_text_show(shown, sizeof(shown), spelled), width);
    assert_memory_equal(shown, expected, width);
    if (point < 0x10000) {
        int len = snprintf(escape, sizeof(escape), "\\u%04lx", point);
        assert_int_equal(len, 6);
        ucr_text escaped = {{escape, 6}, true};
        assert_int_equal(ucr_text_show(shown, sizeof(shown), escaped), width);
        assert_memory_equal(shown, expected, width);
    }
}

static void test_show_judges_every_code_point_in_both_spellings(void **state)
{
    (void)state;
    for (unsigned long point = 0; point < 0x10000; point++) {
        if (!is_surrogate(point)) {
            expect_point_shown(point);
        }
    }
    for (unsigned long point = 0x10000; point < 0x110000; point += 0x101) {
        expect_point_shown(point);
    }
    expect_point_shown(0x10FFFF);
}

static void test_show_replaces_bytes_that_are_no_utf8(void **state)
{
    (void)state;
    static const sample samples[] = {
        {UCR_STR("\x80"), UCR_STR(BAD)},
        {UCR_STR("a\xFF"
                 "b"),
         UCR_STR("a" BAD "b")},
        {UCR_STR("\xC0\x80"), UCR_STR(BAD BAD)},
        {UCR_STR("\xC1\xBF"), UCR_STR(BAD BAD)},
        {UCR_STR("\xE0\x9F\xBF"), UCR_STR(BAD BAD BAD)},
        {UCR_STR("\xED\xA0\x80"), UCR_STR(BAD BAD BAD)},
        {UCR_STR("\xF0\x8F\xBF\xBF"), UCR_STR(BAD BAD BAD BAD)},
        {UCR_STR("\xF4\x90\x80\x80"), UCR_STR(BAD BAD BAD BAD)},
        {UCR_STR("\xF5\x80\x80\x80"), UCR_STR(BAD BAD BAD BAD)},
        {UCR_STR("\xE4\xBD"), UCR_STR(BAD BAD)},
        {UCR_STR("\xF0\x9F\x98"), UCR_STR(BAD BAD BAD)},
        {UCR_STR("\xC3\x1B"), UCR_STR(BAD "\\u{1b}")},
        {UCR_STR("\xC2"), UCR_STR(BAD)},
    };
    for (size_t i = 0; i < COUNT_OF(samples); i++) {
        expect_shown(samples[i].raw, false, samples[i].plain);
        expect_shown(samples[i].raw, true, samples[i].plain);
    }
}

static void test_show_replaces_what_is_no_escape(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(broken_samples); i++) {
        if (memchr(broken_samples[i].plain.ptr, '\n',
                   broken_samples[i].plain.len) == NULL) {
            expect_shown(broken_samples[i].raw, true, broken_samples[i].plain);
        }
    }
}

/* ---- Comparing -------------------------------------------------------------
 */

typedef struct comparison {
    ucr_str raw, plain;
    bool escaped, equal;
} comparison;

static void test_equal_compares_unescaped_bytes(void **state)
{
    (void)state;
    static const comparison cases[] = {
        {UCR_STR("START"), UCR_STR("START"), false, true},
        {UCR_STR("START"), UCR_STR("STAR"), false, false},
        {UCR_STR("STAR"), UCR_STR("START"), false, false},
        {UCR_STR("START"), UCR_STR("start"), false, false},
        {UCR_STR("START"), UCR_STR(""), false, false},
        {UCR_STR(""), UCR_STR("START"), false, false},
        {UCR_STR(""), UCR_STR(""), false, true},
        {UCR_STR(""), UCR_STR(""), true, true},
        {UCR_STR("START"), UCR_STR("START"), true, true},
        {UCR_STR("\\u0053TART"), UCR_STR("START"), true, true},
        {UCR_STR("STAR\\u0054"), UCR_STR("START"), true, true},
        {UCR_STR("STAR\\u0054"), UCR_STR("STAR"), true, false},
        {UCR_STR("STAR\\u0054"), UCR_STR("STARTS"), true, false},
        {UCR_STR("\\u0053TART"), UCR_STR("\\u0053TART"), true, false},
        {UCR_STR("\\u0053TART"), UCR_STR("\\u0053TART"), false, true},
        {UCR_STR("\\u0053TART"), UCR_STR("START"), false, false},
        {UCR_STR("a\\u0000b"), UCR_STR("a\0b"), true, true},
        {UCR_STR("a\\u0000b"), UCR_STR("a"), true, false},
        {UCR_STR("a\0b"), UCR_STR("a\0c"), false, false},
        {UCR_STR("a\0b"), UCR_STR("a\0b"), false, true},
        {UCR_STR("\\ud800"), UCR_STR(BAD), true, true},
        {UCR_STR("\\udc00x"), UCR_STR(BAD "x"), true, true},
        {UCR_STR("\\ud800"), UCR_STR("\xED\xA0\x80"), true, false},
        {UCR_STR("\\ud83d\\ude00"), UCR_STR(GRIN), true, true},
        {UCR_STR("\\ud83d\\ude00"), UCR_STR("\xF0\x9F\x98"), true, false},
        {UCR_STR("\\u00e9"), UCR_STR("\xC3\xA9"), true, true},
        {UCR_STR("\\u00e9"), UCR_STR("\xE9"), true, false},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        ucr_str raw = block(cases[i].raw.ptr, cases[i].raw.len);
        ucr_str plain = block(cases[i].plain.ptr, cases[i].plain.len);
        ucr_text text = {raw, cases[i].escaped};
        assert_int_equal(ucr_text_equal(text, plain), cases[i].equal);
        block_free(raw);
        block_free(plain);
    }
}

static void test_absent_equals_nothing(void **state)
{
    (void)state;
    static const ucr_text absent = {{NULL, 0}, false};
    assert_false(ucr_text_equal(absent, (ucr_str)UCR_STR("")));
    assert_false(ucr_text_equal(absent, (ucr_str)UCR_STR("x")));
    assert_false(ucr_text_equal(absent, nothing));
    assert_false(ucr_text_equal(ucr_text_of(""), nothing));
    assert_false(ucr_text_equal(ucr_text_of("x"), nothing));
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_copy_undoes_every_short_escape),
        cmocka_unit_test(test_copy_takes_raw_utf8_beside_escapes),
        cmocka_unit_test(test_copy_joins_surrogates_and_replaces_lone_ones),
        cmocka_unit_test(test_copy_joins_every_high_and_every_low_surrogate),
        cmocka_unit_test(test_copy_and_equal_read_every_code_unit),
        cmocka_unit_test(test_copy_gives_plain_text_as_it_is),
        cmocka_unit_test(test_copy_of_an_empty_text_is_empty),
        cmocka_unit_test(test_absent_text_is_copied_and_shown_as_nothing),
        cmocka_unit_test(test_copy_fits_long_texts_into_every_capacity),
        cmocka_unit_test(test_copyz_says_a_cut_by_a_length_not_below_capacity),
        cmocka_unit_test(test_copy_replaces_what_is_no_escape),
        cmocka_unit_test(test_copy_replaces_a_backslash_before_any_other_byte),
        cmocka_unit_test(test_broken_text_cut_anywhere_is_never_over_read),
        cmocka_unit_test(test_any_bytes_are_copied_shown_and_compared_alike),
        cmocka_unit_test(test_show_leaves_printable_text_as_it_is),
        cmocka_unit_test(test_show_names_controls_in_lower_case_hex),
        cmocka_unit_test(test_show_names_escaped_controls_too),
        cmocka_unit_test(test_show_judges_every_code_point_in_both_spellings),
        cmocka_unit_test(test_show_replaces_bytes_that_are_no_utf8),
        cmocka_unit_test(test_show_replaces_what_is_no_escape),
        cmocka_unit_test(test_equal_compares_unescaped_bytes),
        cmocka_unit_test(test_absent_equals_nothing),
    };
    return cmocka_run_group_tests_name("text", tests, NULL, NULL);
}
