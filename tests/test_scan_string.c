/* SPDX-License-Identifier: MIT */
/*
 * What stands inside strings: escapes, surrogates, UTF-8, controls, and all of
 * them at every place of a long one, through the public functions alone. How a
 * value is tried is in grammar.h.
 */
#include "grammar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Escapes
 * -----------------------------------------------------------------
 */

static void test_escapes_of_one_letter(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        draft d = {.len = 0};
        add_str(&d, "\"a\\");
        add_byte(&d, byte);
        add_str(&d, "\"");
        if (byte != 0 && strchr("\"\\/bfnrt", (int)byte) != NULL) {
            accepts(str_of(&d));
        } else { /* a `u` too: the quote after it is no hex digit */
            refuses(str_of(&d), UCR_E_ESCAPE, 2);
        }
    }
}

static void test_escapes_of_four_hex_digits(void **state)
{
    (void)state;
    for (size_t at = 3; at < 7; at++) {
        for (unsigned byte = 0; byte < 256; byte++) {
            draft d = {.len = 0};
            add_str(&d, "\"\\u0000\"");
            d.bytes[at] = (char)(unsigned char)byte;
            if (is_hex(byte)) {
                accepts(str_of(&d));
            } else {
                refuses(str_of(&d), UCR_E_ESCAPE, 1);
            }
        }
    }
}

static void test_escapes_cut_at_each_byte_end_too_early(void **state)
{
    (void)state;
    refuses_every_cut((ucr_str)UCR_STR("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""), 1);
    refuses_every_cut((ucr_str)UCR_STR("\"\\u0aF9\\uFFFF\\u0000\""), 1);
    refuses_every_cut((ucr_str)UCR_STR("\"\\ud83d\\ude00\\uDBFF\\uDFFF\""), 1);
}

static void test_escapes_may_name_any_unit(void **state)
{
    (void)state;
    for (unsigned unit = 0; unit <= 0xFFFF; unit++) {
        char json[16];
        snprintf(json, sizeof(json), "\"\\u%04X\"", unit);
        bool surrogate = unit >= 0xD800 && unit <= 0xDFFF;
        ucr_str text = ucr_str_of(json);
        assert_alone(text, &interop, UCR_OK, 0);
        if (surrogate) {
            assert_alone(text, &strict, UCR_E_SURROGATE, 1);
        } else {
            assert_alone(text, &strict, UCR_E_TYPE, 0);
        }
    }
}

static void test_escapes_are_judged_in_names_too(void **state)
{
    (void)state;
    static const wrong rows[] = {
        {UCR_STR("{\"a\\x\":1}"), UCR_E_ESCAPE, 3},
        {UCR_STR("{\"\\u00g0\":1}"), UCR_E_ESCAPE, 2},
        {UCR_STR("{\"a\n\":1}"), UCR_E_CONTROL, 3},
        {UCR_STR("{\"\xC0\x80\":1}"), UCR_E_UTF8, 2},
        {UCR_STR("{\"a\\"), UCR_E_EOF, 4},
    };
    refuses_all(rows, COUNT_OF(rows));
}

static void test_the_first_bad_escape_is_the_one(void **state)
{
    (void)state;
    static const wrong rows[] = {
        {UCR_STR("\"\\n\\q\\z\""), UCR_E_ESCAPE, 3},
        {UCR_STR("\"\\\\\\q\""), UCR_E_ESCAPE, 3},
        {UCR_STR("\"\\u12\""), UCR_E_ESCAPE, 1},
        {UCR_STR("\"\\U0041\""), UCR_E_ESCAPE, 1},
        {UCR_STR("\"\\x41\""), UCR_E_ESCAPE, 1},
        {UCR_STR("\"\\u{41}\""), UCR_E_ESCAPE, 1},
        {UCR_STR("\"\\u+041\""), UCR_E_ESCAPE, 1},
        {UCR_STR("\"\\u 041\""), UCR_E_ESCAPE, 1},
        {UCR_STR("\"\\\n\""), UCR_E_ESCAPE, 1},
        {UCR_STR("\"\\\xFF\""), UCR_E_ESCAPE, 1},
        {UCR_STR("\\n"), UCR_E_SYNTAX, 0},
        {UCR_STR("[\\u0031]"), UCR_E_SYNTAX, 1},
    };
    refuses_all(rows, COUNT_OF(rows));
}

static void test_escapes_are_undone_in_the_text(void **state)
{
    (void)state;
    ucr_response out;
    ucr_str body = block_of("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\\u8FC1"
                            "\\ud83d\\ude00\"");
    assert_int_equal(ucr_decode_response(&out, 200, body, NULL, NULL), UCR_OK);
    assert_true(out.message.escaped);
    assert_text(out.message, "\"\\/\b\f\n\r\tA\xC3\xA9\xE8\xBF\x81"
                             "\xF0\x9F\x98\x80");
    block_free(body);
}

/* However far the text goes on, and whatever reads the rest of it. */
static void test_an_escape_at_the_beginning_is_kept_in_mind(void **state)
{
    (void)state;
    for (size_t count = 0; count < 100; count++) {
        draft d = {.len = 0};
        add_str(&d, "\"\\n");
        add_many(&d, "\xE8\xBF\x81", count);
        add_many(&d, "a", count);
        add_str(&d, "\"");
        ucr_str body = block(d.bytes, d.len);
        ucr_response out;
        assert_int_equal(ucr_decode_response(&out, 200, body, NULL, NULL),
                         UCR_OK);
        assert_true(out.message.escaped);
        block_free(body);
    }
}

/* ---- Surrogates
 * --------------------------------------------------------------
 */

typedef struct half {
    ucr_str json;
    ucr_code interop_code;
    size_t interop_offset;
    ucr_code strict_code;
    size_t strict_offset;
} half;

static void assert_halves(const half *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const half *row = &rows[i];
        assert_alone(row->json, &interop, row->interop_code,
                     row->interop_offset);
        assert_alone(row->json, &strict, row->strict_code, row->strict_offset);
        if (row->interop_code == UCR_OK) {
            assert_wrapped_ok(row->json, &interop);
        } else {
            assert_wrapped_fault(row->json, &interop, row->interop_code,
                                 row->interop_offset);
        }
        assert_wrapped_fault(row->json, &strict, row->strict_code,
                             row->strict_offset);
    }
}

static void test_a_surrogate_alone_is_refused_in_strict(void **state)
{
    (void)state;
    static const half rows[] = {
        {UCR_STR("\"\\ud800\""), UCR_OK, 0, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\uDBFF\""), UCR_OK, 0, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\udc00\""), UCR_OK, 0, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\uDFFF\""), UCR_OK, 0, UCR_E_SURROGATE, 1},
        {UCR_STR("\"ab\\ud800c\""), UCR_OK, 0, UCR_E_SURROGATE, 3},
        {UCR_STR("\"\\ud800\\n\""), UCR_OK, 0, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\ud800\\\\\""), UCR_OK, 0, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\ud800\\u0041\""), UCR_OK, 0, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\ud800\\ue000\""), UCR_OK, 0, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\ud800\\udbff\""), UCR_OK, 0, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\ud800\\ud800\\udc00\""), UCR_OK, 0, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\udc00\\ud800\""), UCR_OK, 0, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\ud800\\udc00\\udc00\""), UCR_OK, 0, UCR_E_SURROGATE, 13},
        {UCR_STR("\"\\ud83d\\ude00\\ud83d\""), UCR_OK, 0, UCR_E_SURROGATE, 13},
        {UCR_STR("\"\\ud800\xF0\x90\x80\x80\""), UCR_OK, 0, UCR_E_SURROGATE, 1},
        {UCR_STR("{\"\\ud800\":1}"), UCR_OK, 0, UCR_E_SURROGATE, 2},
        {UCR_STR("[\"\\udfff\"]"), UCR_OK, 0, UCR_E_SURROGATE, 2},
    };
    assert_halves(rows, COUNT_OF(rows));
}

static void test_after_a_high_surrogate_each_byte_is_judged(void **state)
{
    (void)state;
    static const half rows[] = {
        {UCR_STR("\"\\ud800\\uzz\""), UCR_E_ESCAPE, 7, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\ud800\\udc0g\""), UCR_E_ESCAPE, 7, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\ud800\\x\""), UCR_E_ESCAPE, 7, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\ud800\n\""), UCR_E_CONTROL, 7, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\ud800\xFF\""), UCR_E_UTF8, 7, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\ud800\\\n\""), UCR_E_ESCAPE, 7, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\ud800x"), UCR_E_EOF, 8, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\ud800\\n"), UCR_E_EOF, 9, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\ud800\\u0"), UCR_E_EOF, 10, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\ud800\\ue"), UCR_E_EOF, 10, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\ud800\\ud8"), UCR_E_EOF, 11, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\ud800\\udb"), UCR_E_EOF, 11, UCR_E_SURROGATE, 1},
        {UCR_STR("\"\\ud800\xC3"), UCR_E_EOF, 8, UCR_E_SURROGATE, 1},
    };
    assert_halves(rows, COUNT_OF(rows));
}

static void test_a_high_surrogate_takes_one_of_few_bytes_next(void **state)
{
    (void)state;
    static const char pair[] = "\"\\ud800\\udc00";
    for (size_t at = 7; at < sizeof(pair) - 1; at++) {
        for (unsigned byte = 0; byte < 256; byte++) {
            draft d = {.len = 0};
            add(&d, pair, at);
            add_byte(&d, byte);
            bool due = at == 7   ? byte == '\\'
                       : at == 8 ? byte == 'u'
                       : at == 9 ? byte == 'd' || byte == 'D'
                       : at == 10
                           ? is_hex(byte) && !is_digit(byte) && byte != 'a' &&
                                 byte != 'A' && byte != 'b' && byte != 'B'
                           : is_hex(byte);
            if (due) {
                assert_alone(str_of(&d), &strict, UCR_E_EOF, d.len);
            } else {
                assert_alone(str_of(&d), &strict, UCR_E_SURROGATE, 1);
            }
        }
    }
}

static void test_a_surrogate_is_one_only_with_four_digits(void **state)
{
    (void)state;
    static const wrong rows[] = {
        {UCR_STR("\"\\udc0g\""), UCR_E_ESCAPE, 1},
        {UCR_STR("\"\\ud80\""), UCR_E_ESCAPE, 1},
        {UCR_STR("\"\\ud8zz\""), UCR_E_ESCAPE, 1},
        {UCR_STR("\"\\udc"), UCR_E_EOF, 5},
        {UCR_STR("\"\\udc0"), UCR_E_EOF, 6},
        {UCR_STR("\"\\ud800"), UCR_E_EOF, 7},
        {UCR_STR("\"\\ud800\\"), UCR_E_EOF, 8},
        {UCR_STR("\"\\ud800\\u"), UCR_E_EOF, 9},
        {UCR_STR("\"\\ud800\\ud"), UCR_E_EOF, 10},
        {UCR_STR("\"\\ud800\\udf"), UCR_E_EOF, 11},
        {UCR_STR("\"\\ud800\\udc0"), UCR_E_EOF, 12},
    };
    refuses_all(rows, COUNT_OF(rows));
}

static void test_a_low_surrogate_alone_is_one_even_at_the_end(void **state)
{
    (void)state;
    static const ucr_str json = UCR_STR("\"\\udc00");
    assert_alone(json, &strict, UCR_E_SURROGATE, 1);
    assert_alone(json, &interop, UCR_E_EOF, 7);
}

static void test_surrogate_pairs_are_one_character(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "\"\\ud800\\udc00\"",       "\"\\uDBFF\\uDFFF\"",
        "\"\\uD83d\\uDe00\"",       "\"x\\ud83d\\ude00y\"",
        "{\"\\ud83d\\ude00\":1}",   "\"\\ud800\\udc00\\ud800\\udc00\"",
        "\"\\ud7ff\\ue000\\uffff\""};
    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        accepts_of(bodies[i]);
    }
}

static void test_surrogates_alone_unescape_to_a_replacement(void **state)
{
    (void)state;
    ucr_response out;
    ucr_str body = block_of("\"\\ud800\\u0041\\udc00\\ud800\\ud83d\\ude00\"");
    assert_int_equal(ucr_decode_response(&out, 200, body, NULL, NULL), UCR_OK);
    assert_text(out.message, "\xEF\xBF\xBD"
                             "A\xEF\xBF\xBD\xEF\xBF\xBD\xF0\x9F\x98\x80");
    block_free(body);
}

static void test_encoded_surrogates_are_utf8_faults(void **state)
{
    (void)state;
    static const wrong rows[] = {
        {UCR_STR("\"\xED\xA0\x80\""), UCR_E_UTF8, 1},
        {UCR_STR("\"\xED\xBF\xBF\""), UCR_E_UTF8, 1},
        {UCR_STR("\"a\xED\xA0\xBD\xED\xB8\x80\""), UCR_E_UTF8, 2},
    };
    refuses_all(rows, COUNT_OF(rows));
}

/* ---- UTF-8: the table of well-formed sequences of the Unicode standard ------
 */

static size_t sequence_size(unsigned lead)
{
    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
        return 0;
    }
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

static bool may_be_second(unsigned lead, unsigned byte)
{
    unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return byte >= low && byte <= high;
}

static bool is_continuation(unsigned byte)
{
    return byte >= 0x80 && byte <= 0xBF;
}

/* A string of the lead, the second byte, and as many others as are due. */
static draft sequence(unsigned lead, unsigned second)
{
    draft d = {.len = 0};
    add_str(&d, "\"");
    add_byte(&d, lead);
    add_byte(&d, second);
    for (size_t i = 2; i < sequence_size(lead); i++) {
        add_byte(&d, 0xBF);
    }
    return d;
}

static void test_utf8_all_pairs_of_lead_and_second(void **state)
{
    (void)state;
    for (unsigned lead = 0x80; lead < 0x100; lead++) {
        for (unsigned second = 0; second < 0x100; second++) {
            draft d = sequence(lead, second);
            add_str(&d, "\"");
            if (sequence_size(lead) > 0 && may_be_second(lead, second)) {
                accepts(str_of(&d));
            } else {
                refuses(str_of(&d), UCR_E_UTF8, 1);
            }
        }
    }
}

static void test_utf8_all_pairs_at_the_end_of_the_body(void **state)
{
    (void)state;
    for (unsigned lead = 0x80; lead < 0x100; lead++) {
        draft d = {.len = 0};
        add_str(&d, "\"");
        add_byte(&d, lead);
        if (sequence_size(lead) == 0) {
            refuses(str_of(&d), UCR_E_UTF8, 1);
            continue;
        }
        refuses(str_of(&d), UCR_E_EOF, 2);
        for (unsigned second = 0; second < 0x100; second++) {
            d.len = 2;
            add_byte(&d, second);
            if (may_be_second(lead, second)) {
                refuses(str_of(&d), UCR_E_EOF, 3);
            } else {
                refuses(str_of(&d), UCR_E_UTF8, 1);
            }
        }
    }
}

/* The last byte takes every value; those before it the ends of their range. */
static void assert_last_byte(unsigned lead, unsigned second)
{
    for (size_t at = 2; at < sequence_size(lead); at++) {
        for (unsigned byte = 0; byte < 0x100; byte++) {
            draft d = sequence(lead, second);
            d.bytes[1 + at] = (char)(unsigned char)byte;
            add_str(&d, "\"");
            if (is_continuation(byte)) {
                accepts(str_of(&d));
            } else {
                refuses(str_of(&d), UCR_E_UTF8, 1);
            }
            if (at == 3) {
                d.len = 2 + at;
                refuses(str_of(&d),
                        is_continuation(byte) ? UCR_E_EOF : UCR_E_UTF8,
                        is_continuation(byte) ? d.len : 1);
            }
        }
    }
}

static void test_utf8_third_and_fourth_bytes(void **state)
{
    (void)state;
    for (unsigned lead = 0xE0; lead <= 0xF4; lead++) {
        unsigned low = 0x80;
        unsigned high = 0xBF;
        while (!may_be_second(lead, low)) {
            low++;
        }
        while (!may_be_second(lead, high)) {
            high--;
        }
        assert_last_byte(lead, low);
        assert_last_byte(lead, high);
    }
}

static void test_utf8_edges_of_every_length(void **state)
{
    (void)state;
    static const char *const good[] = {
        "\"\x7F\"",
        "\"\xC2\x80\"",
        "\"\xDF\xBF\"",
        "\"\xE0\xA0\x80\"",
        "\"\xED\x9F\xBF\"",
        "\"\xEE\x80\x80\"",
        "\"\xEF\xBF\xBE\"",
        "\"\xEF\xBF\xBF\"",
        "\"\xF0\x90\x80\x80\"",
        "\"\xF4\x8F\xBF\xBF\"",
        "\"\xE2\x80\xA8\"",
        "\"\xEF\xBB\xBF\"",
    };
    static const wrong bad[] = {
        {UCR_STR("\"\xC0\xAF\""), UCR_E_UTF8, 1},
        {UCR_STR("\"\xC1\xBF\""), UCR_E_UTF8, 1},
        {UCR_STR("\"\xE0\x9F\xBF\""), UCR_E_UTF8, 1},
        {UCR_STR("\"\xF0\x8F\xBF\xBF\""), UCR_E_UTF8, 1},
        {UCR_STR("\"\xF4\x90\x80\x80\""), UCR_E_UTF8, 1},
        {UCR_STR("\"\xF5\x80\x80\x80\""), UCR_E_UTF8, 1},
        {UCR_STR("\"\xF8\x88\x80\x80\x80\""), UCR_E_UTF8, 1},
        {UCR_STR("\"\xC3\xA9\x80\""), UCR_E_UTF8, 3},
        {UCR_STR("\"\xE8\xBF\"\""), UCR_E_UTF8, 1},
        {UCR_STR("\"\xE8\xBF\\n\""), UCR_E_UTF8, 1},
        {UCR_STR("\"\xE8\xBF\n\""), UCR_E_UTF8, 1},
        {UCR_STR("\"\xE8\xE8\xBF\x81\""), UCR_E_UTF8, 1},
        {UCR_STR("\"\xF0\x9F\x98\xC3\xA9\""), UCR_E_UTF8, 1},
    };
    for (size_t i = 0; i < COUNT_OF(good); i++) {
        accepts_of(good[i]);
    }
    refuses_all(bad, COUNT_OF(bad));
}

static void test_utf8_outside_strings_is_syntax(void **state)
{
    (void)state;
    for (unsigned byte = 0x80; byte < 0x100; byte++) {
        draft d = {.len = 0};
        add_str(&d, "[");
        add_byte(&d, byte);
        add_str(&d, "]");
        refuses(str_of(&d), UCR_E_SYNTAX, 1);
    }
    refuses((ucr_str)UCR_STR("[1\xC2\xA0]"), UCR_E_SYNTAX, 2);
    refuses((ucr_str)UCR_STR("\xE2\x80\x9C"
                             "a\xE2\x80\x9D"),
            UCR_E_SYNTAX, 0);
}

/* ---- Controls
 * ----------------------------------------------------------------
 */

static void test_controls_in_a_string_are_refused(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 0x20; byte++) {
        draft d = {.len = 0};
        add_str(&d, "\"ab");
        add_byte(&d, byte);
        add_str(&d, "c\"");
        refuses(str_of(&d), UCR_E_CONTROL, 3);
    }
}

static void test_all_other_ascii_in_a_string_is_taken(void **state)
{
    (void)state;
    for (unsigned byte = 0x20; byte < 0x80; byte++) {
        draft d = {.len = 0};
        add_str(&d, "\"ab");
        add_byte(&d, byte);
        add_str(&d, "c\"");
        if (byte == '"') {
            refuses(str_of(&d), UCR_E_TRAILING, 4);
        } else if (byte == '\\') {
            refuses(str_of(&d), UCR_E_ESCAPE, 3);
        } else {
            accepts(str_of(&d));
        }
    }
}

static void test_controls_outside_strings_are_syntax(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 0x20; byte++) {
        if (is_space(byte)) {
            continue;
        }
        draft d = {.len = 0};
        add_str(&d, "[1,");
        add_byte(&d, byte);
        add_str(&d, "2]");
        refuses(str_of(&d), UCR_E_SYNTAX, 3);
    }
}

/* ---- Long strings: a fault at every position of every length ----------------
 */

#define LONGEST ((size_t)140)

/* A string of `len` letters after `indent` spaces, with `piece` in it. */
static draft long_string(size_t indent, size_t len, size_t at,
                         const char *piece, size_t size)
{
    draft d = {.len = 0};
    add_many(&d, " ", indent);
    add_str(&d, "\"");
    add_many(&d, "a", at);
    add(&d, piece, size);
    add_many(&d, "z", len - at);
    add_str(&d, "\"");
    return d;
}

static void assert_long(const wrong *row, size_t indent, size_t len, size_t at)
{
    draft d = long_string(indent, len, at, row->json.ptr, row->json.len);
    if (row->code == UCR_OK) {
        assert_alone(str_of(&d), &interop, UCR_OK, 0);
        assert_wrapped_ok(str_of(&d), &strict);
    } else {
        size_t offset = indent + 1 + at + row->offset;
        assert_alone(str_of(&d), &interop, row->code, offset);
        assert_wrapped_fault(str_of(&d), &strict, row->code, offset);
    }
}

static const wrong long_rows[] = {
    {UCR_STR(""), UCR_OK, 0},
    {UCR_STR("\x7F"), UCR_OK, 0},
    {UCR_STR("/"), UCR_OK, 0},
    {UCR_STR("\\\""), UCR_OK, 0},
    {UCR_STR("\\\\"), UCR_OK, 0},
    {UCR_STR("\\u00e9"), UCR_OK, 0},
    {UCR_STR("\\ud83d\\ude00"), UCR_OK, 0},
    {UCR_STR("\xC3\xA9"), UCR_OK, 0},
    {UCR_STR("\xE8\xBF\x81"), UCR_OK, 0},
    {UCR_STR("\xF0\x9F\x98\x80"), UCR_OK, 0},
    {UCR_STR("\x1F"), UCR_E_CONTROL, 0},
    {UCR_STR("\0"), UCR_E_CONTROL, 0},
    {UCR_STR("\n"), UCR_E_CONTROL, 0},
    {UCR_STR("\\x"), UCR_E_ESCAPE, 0},
    {UCR_STR("\\u00g0"), UCR_E_ESCAPE, 0},
    {UCR_STR("\x80"), UCR_E_UTF8, 0},
    {UCR_STR("\xFF"), UCR_E_UTF8, 0},
    {UCR_STR("\xC3"), UCR_E_UTF8, 0},
    {UCR_STR("\xE8\xBF"), UCR_E_UTF8, 0},
    {UCR_STR("\xF0\x9F\x98"), UCR_E_UTF8, 0},
    {UCR_STR("\xED\xA0\x80"), UCR_E_UTF8, 0},
    {UCR_STR("\xE8\xBF\x81\x01"), UCR_E_CONTROL, 3},
    {UCR_STR("\x01\xFF\\x"), UCR_E_CONTROL, 0},
    {UCR_STR("\xFF\x01\\x"), UCR_E_UTF8, 0},
    {UCR_STR("\\x\x01\xFF"), UCR_E_ESCAPE, 0},
};

static void test_long_strings_with_one_thing_at_every_place(void **state)
{
    (void)state;
    static const size_t lens[] = {15, 16, 17, 31, 32, 33,  47,  63,
                                  64, 65, 95, 96, 97, 127, 128, LONGEST};
    for (size_t row = 0; row < COUNT_OF(long_rows); row++) {
        for (size_t i = 0; i < COUNT_OF(lens); i++) {
            for (size_t at = 0; at <= lens[i]; at++) {
                assert_long(&long_rows[row], 0, lens[i], at);
            }
        }
    }
}

static void test_long_strings_at_every_alignment(void **state)
{
    (void)state;
    for (size_t row = 0; row < COUNT_OF(long_rows); row++) {
        for (size_t indent = 0; indent < 33; indent++) {
            for (size_t at = 0; at <= 40; at += 5) {
                assert_long(&long_rows[row], indent, 40, at);
            }
        }
    }
}

static void test_long_strings_end_too_early_at_every_length(void **state)
{
    (void)state;
    for (size_t row = 0; row < COUNT_OF(long_rows); row++) {
        if (long_rows[row].code != UCR_OK) {
            continue;
        }
        for (size_t len = 0; len <= LONGEST; len++) {
            draft d = long_string(0, len, len, long_rows[row].json.ptr,
                                  long_rows[row].json.len);
            refuses(first(str_of(&d), d.len - 1), UCR_E_EOF, d.len - 1);
        }
    }
}

static void test_long_strings_of_every_length_are_whole(void **state)
{
    (void)state;
    for (size_t len = 0; len <= 2 * LONGEST; len++) {
        draft d = long_string(len % 7, len, len, "", 0);
        ucr_str body = block(d.bytes, d.len);
        ucr_response out;
        assert_int_equal(ucr_decode_response(&out, 200, body, NULL, NULL),
                         UCR_OK);
        assert_false(out.message.escaped);
        assert_int_equal(out.message.raw.len, len);
        assert_ptr_equal(out.message.raw.ptr, body.ptr + len % 7 + 1);
        block_free(body);
    }
}

static void test_two_faults_in_a_long_string_the_first_wins(void **state)
{
    (void)state;
    for (size_t i = 0; i < 70; i++) {
        for (size_t k = i + 1; k < 70; k += 3) {
            draft d = long_string(0, 70, 70, "", 0);
            d.bytes[1 + i] = '\x02';
            d.bytes[1 + k] = '\xFF';
            assert_alone(str_of(&d), &interop, UCR_E_CONTROL, 1 + i);
            d.bytes[1 + i] = '\xFF';
            d.bytes[1 + k] = '\x02';
            assert_alone(str_of(&d), &interop, UCR_E_UTF8, 1 + i);
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_escapes_of_one_letter),
        cmocka_unit_test(test_escapes_of_four_hex_digits),
        cmocka_unit_test(test_escapes_cut_at_each_byte_end_too_early),
        cmocka_unit_test(test_escapes_may_name_any_unit),
        cmocka_unit_test(test_escapes_are_judged_in_names_too),
        cmocka_unit_test(test_the_first_bad_escape_is_the_one),
        cmocka_unit_test(test_escapes_are_undone_in_the_text),
        cmocka_unit_test(test_an_escape_at_the_beginning_is_kept_in_mind),
        cmocka_unit_test(test_a_surrogate_alone_is_refused_in_strict),
        cmocka_unit_test(test_after_a_high_surrogate_each_byte_is_judged),
        cmocka_unit_test(test_a_high_surrogate_takes_one_of_few_bytes_next),
        cmocka_unit_test(test_a_surrogate_is_one_only_with_four_digits),
        cmocka_unit_test(test_a_low_surrogate_alone_is_one_even_at_the_end),
        cmocka_unit_test(test_surrogate_pairs_are_one_character),
        cmocka_unit_test(test_surrogates_alone_unescape_to_a_replacement),
        cmocka_unit_test(test_encoded_surrogates_are_utf8_faults),
        cmocka_unit_test(test_utf8_all_pairs_of_lead_and_second),
        cmocka_unit_test(test_utf8_all_pairs_at_the_end_of_the_body),
        cmocka_unit_test(test_utf8_third_and_fourth_bytes),
        cmocka_unit_test(test_utf8_edges_of_every_length),
        cmocka_unit_test(test_utf8_outside_strings_is_syntax),
        cmocka_unit_test(test_controls_in_a_string_are_refused),
        cmocka_unit_test(test_all_other_ascii_in_a_string_is_taken),
        cmocka_unit_test(test_controls_outside_strings_are_syntax),
        cmocka_unit_test(test_long_strings_with_one_thing_at_every_place),
        cmocka_unit_test(test_long_strings_at_every_alignment),
        cmocka_unit_test(test_long_strings_end_too_early_at_every_length),
        cmocka_unit_test(test_long_strings_of_every_length_are_whole),
        cmocka_unit_test(test_two_faults_in_a_long_string_the_first_wins),
    };
    return cmocka_run_group_tests_name("scan_string", tests, NULL, NULL);
}
