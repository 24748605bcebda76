/* SPDX-License-Identifier: MIT */
/* Bytes and UTF-8: the one judge of both, against the definitions. */
#include "support.h"

#include <string.h>

#include "bytes.h"

/* RFC 3629, section 3, straight from its table: the length of the shortest
 * form of a code point that may be encoded, 0 where it may not. */
static int reference_length(uint32_t c)
{
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) {
        return 0;
    }
    return c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
}

static void test_every_code_point_round_trips(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char bytes[4];
        int length = reference_length(c);
        if (length == 0) {
            continue;
        }
        assert_int_equal(ucr_utf8_encode(bytes, c), length);
        assert_int_equal(ucr_utf8_length(bytes, bytes + length), length);
        assert_int_equal(ucr_utf8_decode(bytes, length), c);
    }
}

/* What a sequence of bits says, without asking whether it may. */
static uint32_t bits_of(const unsigned char *bytes, int length)
{
    uint32_t c = bytes[0] & (0xFFu >> (length + 1));
    for (int i = 1; i < length; i++) {
        c = c << 6 | (bytes[i] & 0x3Fu);
    }
    return c;
}

static void assert_length(const unsigned char *bytes, int length)
{
    ucr_str input = block(bytes, (size_t)length);
    const uint32_t c = bits_of(bytes, length);
    bool valid = reference_length(c) == length;
    for (int i = 1; i < length; i++) {
        valid = valid && (bytes[i] & 0xC0) == 0x80;
    }
    assert_int_equal(ucr_utf8_length(input.ptr, input.ptr + length),
                     valid ? length : UCR_UTF8_BAD);
    block_free(input);
}

static void test_every_two_byte_sequence_is_judged(void **state)
{
    (void)state;
    for (unsigned lead = 0xC0; lead < 0xE0; lead++) {
        for (unsigned next = 0; next < 256; next++) {
            const unsigned char bytes[] = {(unsigned char)lead,
                                           (unsigned char)next};
            assert_length(bytes, 2);
        }
    }
}

static void test_every_three_byte_lead_and_second_is_judged(void **state)
{
    (void)state;
    static const unsigned char thirds[] = {0x00, 0x7F, 0x80, 0xBF, 0xC0, 0xFF};
    for (unsigned lead = 0xE0; lead < 0xF0; lead++) {
        for (unsigned next = 0; next < 256; next++) {
            for (size_t i = 0; i < sizeof(thirds); i++) {
                const unsigned char bytes[] = {(unsigned char)lead,
                                               (unsigned char)next, thirds[i]};
                assert_length(bytes, 3);
            }
        }
    }
}

static void test_every_four_byte_lead_and_second_is_judged(void **state)
{
    (void)state;
    static const unsigned char lasts[] = {0x7F, 0x80, 0xBF, 0xC0};
    for (unsigned lead = 0xF0; lead < 0xF8; lead++) {
        for (unsigned next = 0; next < 256; next++) {
            for (size_t i = 0; i < sizeof(lasts); i++) {
                const unsigned char third[] = {
                    (unsigned char)lead, (unsigned char)next, lasts[i], 0x80};
                const unsigned char fourth[] = {
                    (unsigned char)lead, (unsigned char)next, 0x80, lasts[i]};
                assert_length(third, 4);
                assert_length(fourth, 4);
            }
        }
    }
}

static void test_no_other_byte_leads(void **state)
{
    (void)state;
    for (unsigned lead = 0x80; lead < 0x100; lead++) {
        const char bytes[] = {(char)lead, (char)0x80, (char)0x80, (char)0x80};
        if (lead < 0xC2 || lead > 0xF4) {
            assert_int_equal(ucr_utf8_length(bytes, bytes + 4), UCR_UTF8_BAD);
        }
    }
}

/* A sequence that could still become valid is cut; a hopeless one is bad, even
 * where the end is as near. */
static void test_a_cut_sequence_is_told_from_a_bad_one(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        int length;
    } cases[] = {
        {"\xC2", UCR_UTF8_CUT},         {"\xE4", UCR_UTF8_CUT},
        {"\xE4\xB8", UCR_UTF8_CUT},     {"\xF0\x9F", UCR_UTF8_CUT},
        {"\xF0\x9F\x98", UCR_UTF8_CUT}, {"\xE0\x9F", UCR_UTF8_BAD},
        {"\xED\xA0", UCR_UTF8_BAD},     {"\xF0\x8F", UCR_UTF8_BAD},
        {"\xF4\x90", UCR_UTF8_BAD},     {"\xE4\x20", UCR_UTF8_BAD},
        {"\x80", UCR_UTF8_BAD},         {"\xC1", UCR_UTF8_BAD},
        {"\xF5", UCR_UTF8_BAD},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        ucr_str input = block_of(cases[i].bytes);
        assert_int_equal(ucr_utf8_length(input.ptr, input.ptr + input.len),
                         cases[i].length);
        block_free(input);
    }
}

static void test_hex_digits_have_their_values(void **state)
{
    (void)state;
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    for (int c = 0; c < 256; c++) {
        const char *found = c != 0 ? strchr(digits, c) : NULL;
        assert_int_equal(ucr_hex_value((char)c),
                         found != NULL ? (found - digits) % 16 : -1);
    }
}

static void test_white_space_is_four_bytes(void **state)
{
    (void)state;
    for (int c = 0; c < 256; c++) {
        assert_int_equal(ucr_is_space((char)c),
                         c == ' ' || c == '\t' || c == '\n' || c == '\r');
    }
}

static void test_surrogates_join_at_their_edges(void **state)
{
    (void)state;
    assert_int_equal(ucr_join_surrogates(0xD800, 0xDC00), 0x10000);
    assert_int_equal(ucr_join_surrogates(0xDBFF, 0xDFFF), 0x10FFFF);
    assert_int_equal(ucr_join_surrogates(0xD83D, 0xDE00), 0x1F600);
    assert_true(ucr_is_high_surrogate(0xD800));
    assert_true(ucr_is_high_surrogate(0xDBFF));
    assert_false(ucr_is_high_surrogate(0xD7FF));
    assert_false(ucr_is_high_surrogate(0xDC00));
    assert_true(ucr_is_low_surrogate(0xDC00));
    assert_true(ucr_is_low_surrogate(0xDFFF));
    assert_false(ucr_is_low_surrogate(0xDBFF));
    assert_false(ucr_is_low_surrogate(0xE000));
}

/* Every length, and a difference at every place in it. */
static void test_same_sees_every_byte(void **state)
{
    (void)state;
    static const char text[] = "encoded_authorization_message and some more";
    for (size_t len = 0; len < sizeof(text); len++) {
        ucr_str a = block(text, len);
        char other[sizeof(text)];
        memcpy(other, text, sizeof(text));
        assert_true(ucr_same(a.ptr, other, len));
        for (size_t i = 0; i < len; i++) {
            other[i] ^= 0x20;
            assert_false(ucr_same(a.ptr, other, len));
            other[i] ^= 0x20;
        }
        block_free(a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_code_point_round_trips),
        cmocka_unit_test(test_every_two_byte_sequence_is_judged),
        cmocka_unit_test(test_every_three_byte_lead_and_second_is_judged),
        cmocka_unit_test(test_every_four_byte_lead_and_second_is_judged),
        cmocka_unit_test(test_no_other_byte_leads),
        cmocka_unit_test(test_a_cut_sequence_is_told_from_a_bad_one),
        cmocka_unit_test(test_hex_digits_have_their_values),
        cmocka_unit_test(test_white_space_is_four_bytes),
        cmocka_unit_test(test_surrogates_join_at_their_edges),
        cmocka_unit_test(test_same_sees_every_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
