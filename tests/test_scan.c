/* SPDX-License-Identifier: MIT */
/*
 * The grammar but for what stands inside strings, through the public functions
 * alone. How a value is tried is in grammar.h.
 */
#include "grammar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- White space and the body as a whole ------------------------------------
 */

static void test_white_space_before_a_value_is_four_bytes(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        draft d = {.len = 0};
        add_byte(&d, byte);
        add_str(&d, "{}");
        if (is_space(byte)) {
            accepts(str_of(&d));
        } else if (strchr("\"-0123456789[{tfn", (int)byte) == NULL ||
                   byte == 0) {
            refuses(str_of(&d), UCR_E_SYNTAX, 0);
        }
    }
}

static void test_white_space_after_a_value_is_four_bytes(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        draft d = {.len = 0};
        add_str(&d, "[]");
        add_byte(&d, byte);
        if (is_space(byte)) {
            accepts(str_of(&d));
        } else if (byte != ',' && byte != '}') { /* right, when wrapped */
            refuses(str_of(&d), UCR_E_TRAILING, 2);
        } else {
            assert_alone(str_of(&d), &interop, UCR_E_TRAILING, 2);
            assert_alone(str_of(&d), &strict, UCR_E_TRAILING, 2);
        }
    }
}

static void test_white_space_may_stand_around_every_token(void **state)
{
    (void)state;
    static const char *const spaces[] = {"",   " ",  "\t",
                                         "\n", "\r", " \t\r\n \t\r\n"};
    static const char *const tokens[] = {"{", "\"a\"", ":", "[",  "1", ",",
                                         "{", "}",     ",", "[",  "]", "]",
                                         ",", "\"\"",  ":", "-0", "}"};
    for (size_t i = 0; i < COUNT_OF(spaces); i++) {
        draft d = {.len = 0};
        for (size_t k = 0; k < COUNT_OF(tokens); k++) {
            add_str(&d, spaces[i]);
            add_str(&d, tokens[k]);
        }
        add_str(&d, spaces[i]);
        accepts(str_of(&d));
    }
}

static void test_other_bytes_between_tokens_are_syntax(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        draft d = {.len = 0};
        add_str(&d, "{");
        add_byte(&d, byte);
        add_str(&d, "\"a\":1}");
        if (is_space(byte)) {
            accepts(str_of(&d));
        } else if (byte != '"' && byte != '}') {
            refuses(str_of(&d), UCR_E_SYNTAX, 1);
        }
    }
}

static void test_other_bytes_after_a_name_are_syntax(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        draft d = {.len = 0};
        add_str(&d, "{\"a\"");
        add_byte(&d, byte);
        add_str(&d, ":1}");
        if (is_space(byte)) {
            accepts(str_of(&d));
        } else if (byte == ':') {
            refuses(str_of(&d), UCR_E_SYNTAX, 5);
        } else {
            refuses(str_of(&d), UCR_E_SYNTAX, 4);
        }
    }
}

static void test_nothing_is_empty_and_only_an_error_in_strict(void **state)
{
    (void)state;
    static const char *const bodies[] = {"",   " ",  "\t",
                                         "\n", "\r", " \r\n\t \r\n\t"};
    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        ucr_str json = ucr_str_of(bodies[i]);
        assert_alone(json, &interop, UCR_OK, 0);
        assert_alone(json, &strict, UCR_E_EMPTY, json.len);
    }
}

static void test_a_body_that_is_null_with_no_length_is_empty(void **state)
{
    (void)state;
    ucr_request request;
    ucr_error err;
    ucr_str none = {NULL, 0};
    for (size_t i = 0; i < COUNT_OF(profiles); i++) {
        assert_int_equal(ucr_decode_request(&request, none, profiles[i], &err),
                         UCR_E_EMPTY);
        assert_fault(&err, UCR_E_EMPTY, 0, "");
    }
}

static void test_a_second_value_is_trailing(void **state)
{
    (void)state;
    static const wrong rows[] = {
        {UCR_STR("{}{}"), UCR_E_TRAILING, 2},
        {UCR_STR("{} {}"), UCR_E_TRAILING, 3},
        {UCR_STR("[] 1"), UCR_E_TRAILING, 3},
        {UCR_STR("1 2"), UCR_E_TRAILING, 2},
        {UCR_STR("\"a\"\"b\""), UCR_E_TRAILING, 3},
        {UCR_STR("null null"), UCR_E_TRAILING, 5},
        {UCR_STR("[]]"), UCR_E_TRAILING, 2},
        {UCR_STR("{}:1"), UCR_E_TRAILING, 2},
        {UCR_STR("{}\n/* no comment */"), UCR_E_TRAILING, 3},
        {UCR_STR("{}\0"), UCR_E_TRAILING, 2},
        {UCR_STR("{}\x01"), UCR_E_TRAILING, 2},
        {UCR_STR("{}\xFF"), UCR_E_TRAILING, 2},
        {UCR_STR("{}\xEF\xBB\xBF"), UCR_E_TRAILING, 2},
        {UCR_STR("1.2.3"), UCR_E_TRAILING, 3},
        {UCR_STR("0x1"), UCR_E_TRAILING, 1},
        {UCR_STR("1-2"), UCR_E_TRAILING, 1},
        {UCR_STR("1a"), UCR_E_TRAILING, 1},
        {UCR_STR("truetrue"), UCR_E_TRAILING, 4},
        {UCR_STR("nullx"), UCR_E_TRAILING, 4},
        {UCR_STR("\"a\"b"), UCR_E_TRAILING, 3},
    };
    refuses_all(rows, COUNT_OF(rows));
}

static void test_a_comma_or_a_brace_after_the_body_is_trailing(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(profiles); i++) {
        assert_alone((ucr_str)UCR_STR("{}}"), profiles[i], UCR_E_TRAILING, 2);
        assert_alone((ucr_str)UCR_STR("{},"), profiles[i], UCR_E_TRAILING, 2);
        assert_alone((ucr_str)UCR_STR("1,"), profiles[i], UCR_E_TRAILING, 1);
    }
}

/* ---- Byte order marks
 * --------------------------------------------------------
 */

static void test_a_utf8_mark_is_skipped_in_interop(void **state)
{
    (void)state;
    assert_alone((ucr_str)UCR_STR("\xEF\xBB\xBF{}"), &interop, UCR_OK, 0);
    assert_alone((ucr_str)UCR_STR("\xEF\xBB\xBF \n1"), &interop, UCR_OK, 0);
    assert_alone((ucr_str)UCR_STR("\xEF\xBB\xBF"), &interop, UCR_OK, 0);
    assert_alone((ucr_str)UCR_STR("\xEF\xBB\xBF\r\n"), &interop, UCR_OK, 0);
}

static void test_a_utf8_mark_is_an_error_in_strict(void **state)
{
    (void)state;
    static const ucr_str bodies[] = {
        UCR_STR("\xEF\xBB\xBF"),
        UCR_STR("\xEF\xBB\xBF "),
        UCR_STR("\xEF\xBB\xBF{}"),
        UCR_STR("\xEF\xBB\xBF]"),
    };
    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        assert_alone(bodies[i], &strict, UCR_E_BOM, 0);
    }
}

static void test_offsets_count_a_skipped_mark(void **state)
{
    (void)state;
    assert_alone((ucr_str)UCR_STR("\xEF\xBB\xBF{x"), &interop, UCR_E_SYNTAX, 4);
    assert_alone((ucr_str)UCR_STR("\xEF\xBB\xBF{"), &interop, UCR_E_EOF, 4);
    assert_alone((ucr_str)UCR_STR("\xEF\xBB\xBF"
                                  "1 1"),
                 &interop, UCR_E_TRAILING, 5);
}

static void test_a_mark_before_nothing_is_empty_at_the_length(void **state)
{
    (void)state;
    ucr_request out;
    ucr_error err;
    ucr_str body = block_of("\xEF\xBB\xBF \n");
    assert_int_equal(ucr_decode_request(&out, body, NULL, &err), UCR_E_EMPTY);
    assert_fault(&err, UCR_E_EMPTY, 5, "");
    assert_int_equal(ucr_decode_request(&out, body, &strict, &err), UCR_E_BOM);
    assert_fault(&err, UCR_E_BOM, 0, "");
    block_free(body);
}

static void test_a_utf16_mark_is_an_error(void **state)
{
    (void)state;
    static const ucr_str bodies[] = {
        UCR_STR("\xFE\xFF"),       UCR_STR("\xFF\xFE"),
        UCR_STR("\xFE\xFF\0{\0}"), UCR_STR("\xFF\xFE{\0}\0"),
        UCR_STR("\xFF\xFE\0\0"),   UCR_STR("\xFF\xFE{}"),
    };
    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        assert_alone(bodies[i], &interop, UCR_E_BOM, 0);
        assert_alone(bodies[i], &strict, UCR_E_BOM, 0);
    }
}

static void test_a_part_of_a_mark_is_syntax(void **state)
{
    (void)state;
    static const ucr_str bodies[] = {
        UCR_STR("\xEF"),         UCR_STR("\xEF\xBB"),
        UCR_STR("\xEF\xBB{}"),   UCR_STR("\xEF\xBB\xBE{}"),
        UCR_STR("\xEF{}"),       UCR_STR("\xFE"),
        UCR_STR("\xFF"),         UCR_STR("\xFE{}"),
        UCR_STR("\xFF\xFF"),     UCR_STR("\xFE\xFE"),
        UCR_STR("\0\0\xFE\xFF"), UCR_STR("\xBF"),
    };
    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        assert_alone(bodies[i], &interop, UCR_E_SYNTAX, 0);
        assert_alone(bodies[i], &strict, UCR_E_SYNTAX, 0);
    }
}

static void test_a_mark_stands_once_and_first(void **state)
{
    (void)state;
    static const ucr_str twice = UCR_STR("\xEF\xBB\xBF\xEF\xBB\xBF{}");
    assert_alone(twice, &interop, UCR_E_SYNTAX, 3);
    assert_alone(twice, &strict, UCR_E_BOM, 0);
    assert_alone((ucr_str)UCR_STR("\xEF\xBB\xBF\xFE\xFF"), &interop,
                 UCR_E_SYNTAX, 3);
    refuses((ucr_str)UCR_STR(" \xEF\xBB\xBF{}"), UCR_E_SYNTAX, 1);
    refuses((ucr_str)UCR_STR("[\xEF\xBB\xBF]"), UCR_E_SYNTAX, 1);
    refuses((ucr_str)UCR_STR(" \xFE\xFF"), UCR_E_SYNTAX, 1);
    accepts_of("\"\xEF\xBB\xBF\"");
}

/* ---- Literals
 * ----------------------------------------------------------------
 */

static const char *const literals[] = {"true", "false", "null"};

static void test_literals_are_three(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(literals); i++) {
        accepts_of(literals[i]);
    }
    assert_kind("true", UCR_JSON_BOOL);
    assert_kind("false", UCR_JSON_BOOL);
    assert_kind("null", UCR_JSON_NULL);
}

static void test_literals_cut_at_each_letter_end_too_early(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(literals); i++) {
        refuses_every_cut(ucr_str_of(literals[i]), 1);
    }
}

static void test_literals_misspelled_at_each_letter_are_syntax(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(literals); i++) {
        for (size_t at = 1; at < strlen(literals[i]); at++) {
            for (unsigned byte = 0; byte < 256; byte++) {
                if (byte == (unsigned char)literals[i][at]) {
                    continue;
                }
                draft d = {.len = 0};
                add_str(&d, literals[i]);
                d.bytes[at] = (char)(unsigned char)byte;
                refuses(str_of(&d), UCR_E_SYNTAX, at);
            }
        }
    }
}

static void test_barewords_of_other_languages_are_syntax(void **state)
{
    (void)state;
    static const wrong rows[] = {
        {UCR_STR("True"), UCR_E_SYNTAX, 0},
        {UCR_STR("NULL"), UCR_E_SYNTAX, 0},
        {UCR_STR("None"), UCR_E_SYNTAX, 0},
        {UCR_STR("NaN"), UCR_E_SYNTAX, 0},
        {UCR_STR("nan"), UCR_E_SYNTAX, 1},
        {UCR_STR("nil"), UCR_E_SYNTAX, 1},
        {UCR_STR("Infinity"), UCR_E_SYNTAX, 0},
        {UCR_STR("-Infinity"), UCR_E_NUMBER, 1},
        {UCR_STR("undefined"), UCR_E_SYNTAX, 0},
        {UCR_STR("'a'"), UCR_E_SYNTAX, 0},
        {UCR_STR("[a]"), UCR_E_SYNTAX, 1},
        {UCR_STR("{a:1}"), UCR_E_SYNTAX, 1},
        {UCR_STR("{'a':1}"), UCR_E_SYNTAX, 1},
        {UCR_STR("//\n1"), UCR_E_SYNTAX, 0},
        {UCR_STR("/**/1"), UCR_E_SYNTAX, 0},
        {UCR_STR("[1/**/]"), UCR_E_SYNTAX, 2},
        {UCR_STR("<html></html>"), UCR_E_SYNTAX, 0},
        {UCR_STR("upstream"), UCR_E_SYNTAX, 0},
    };
    refuses_all(rows, COUNT_OF(rows));
}

/* ---- Numbers
 * -----------------------------------------------------------------
 */

static void test_numbers_of_every_form(void **state)
{
    (void)state;
    static const char *const signs[] = {"", "-"};
    static const char *const ints[] = {
        "0", "1", "9", "10", "42", "907", "18446744073709551616"};
    static const char *const fracs[] = {"", ".0", ".5", ".000", ".0123456789"};
    static const char *const exps[] = {"",    "e0",   "E0",   "e+0",  "e-0",
                                       "E+9", "E-19", "e007", "e400", "E-400"};
    for (size_t i = 0; i < COUNT_OF(signs) * COUNT_OF(ints); i++) {
        for (size_t k = 0; k < COUNT_OF(fracs) * COUNT_OF(exps); k++) {
            draft d = {.len = 0};
            add_str(&d, signs[i % COUNT_OF(signs)]);
            add_str(&d, ints[i / COUNT_OF(signs)]);
            add_str(&d, fracs[k % COUNT_OF(fracs)]);
            add_str(&d, exps[k / COUNT_OF(fracs)]);
            accepts(str_of(&d));
        }
    }
    assert_kind("-0", UCR_JSON_NUMBER);
    assert_kind("1e22", UCR_JSON_NUMBER);
}

static void test_numbers_may_be_long(void **state)
{
    (void)state;
    for (size_t digits = 1; digits < 200; digits++) {
        draft d = {.len = 0};
        add_str(&d, "-");
        add_many(&d, "9", digits);
        add_str(&d, ".");
        add_many(&d, "0", digits);
        add_str(&d, "e-");
        add_many(&d, "0", digits);
        accepts(str_of(&d));
    }
}

static void test_numbers_end_too_early_where_a_digit_is_due(void **state)
{
    (void)state;
    static const char *const bodies[] = {"-",  "0.",   "1.",   "-1.",
                                         "1e", "1E",   "1e+",  "1e-",
                                         "0e", "-0E-", "1.5e", "1.5E+"};
    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        refuses(ucr_str_of(bodies[i]), UCR_E_EOF, strlen(bodies[i]));
    }
}

static void test_anything_but_a_digit_where_one_is_due_is_number(void **state)
{
    (void)state;
    static const char *const starts[] = {"-",   "1.",  "-0.",
                                         "1e+", "1E-", "1.5e+"};
    for (size_t i = 0; i < COUNT_OF(starts); i++) {
        for (unsigned byte = 0; byte < 256; byte++) {
            draft d = {.len = 0};
            add_str(&d, starts[i]);
            add_byte(&d, byte);
            if (is_digit(byte)) {
                accepts(str_of(&d));
            } else {
                refuses(str_of(&d), UCR_E_NUMBER, d.len - 1);
            }
        }
    }
}

static void test_after_the_e_of_a_number_a_sign_may_stand(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        draft d = {.len = 0};
        add_str(&d, "10e");
        add_byte(&d, byte);
        if (is_digit(byte)) {
            accepts(str_of(&d));
        } else if (byte == '+' || byte == '-') {
            refuses(str_of(&d), UCR_E_EOF, 4);
        } else {
            refuses(str_of(&d), UCR_E_NUMBER, 3);
        }
    }
}

static void test_a_digit_after_a_leading_zero_is_number(void **state)
{
    (void)state;
    static const wrong rows[] = {
        {UCR_STR("00"), UCR_E_NUMBER, 1},
        {UCR_STR("01"), UCR_E_NUMBER, 1},
        {UCR_STR("09.5"), UCR_E_NUMBER, 1},
        {UCR_STR("-00"), UCR_E_NUMBER, 2},
        {UCR_STR("-012"), UCR_E_NUMBER, 2},
        {UCR_STR("[0,01]"), UCR_E_NUMBER, 4},
        {UCR_STR("{\"a\":00}"), UCR_E_NUMBER, 6},
    };
    refuses_all(rows, COUNT_OF(rows));
}

static void test_a_byte_that_cannot_follow_a_number_is_syntax(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        draft d = {.len = 0};
        add_str(&d, "[1");
        add_byte(&d, byte);
        add_str(&d, "]");
        if (is_space(byte) || is_digit(byte)) {
            accepts(str_of(&d));
        } else if (byte == '.' || byte == 'e' || byte == 'E') {
            refuses(str_of(&d), UCR_E_NUMBER, 3);
        } else if (byte == ',') {
            refuses(str_of(&d), UCR_E_SYNTAX, 3);
        } else if (byte == ']') {
            refuses(str_of(&d), UCR_E_TRAILING, 3);
        } else {
            refuses(str_of(&d), UCR_E_SYNTAX, 2);
        }
    }
}

static void test_numbers_that_merely_go_on_are_syntax(void **state)
{
    (void)state;
    static const wrong rows[] = {
        {UCR_STR("[1.2.3]"), UCR_E_SYNTAX, 4},
        {UCR_STR("[0x1]"), UCR_E_SYNTAX, 2},
        {UCR_STR("[1e5.5]"), UCR_E_SYNTAX, 4},
        {UCR_STR("[1e5e5]"), UCR_E_SYNTAX, 4},
        {UCR_STR("[1-]"), UCR_E_SYNTAX, 2},
        {UCR_STR("[1 2]"), UCR_E_SYNTAX, 3},
        {UCR_STR("[1 .5]"), UCR_E_SYNTAX, 3},
        {UCR_STR("[1_000]"), UCR_E_SYNTAX, 2},
        {UCR_STR("{\"a\":1f}"), UCR_E_SYNTAX, 6},
        {UCR_STR("+1"), UCR_E_SYNTAX, 0},
        {UCR_STR(".5"), UCR_E_SYNTAX, 0},
        {UCR_STR("[-]"), UCR_E_NUMBER, 2},
        {UCR_STR("--1"), UCR_E_NUMBER, 1},
        {UCR_STR("- 1"), UCR_E_NUMBER, 1},
        {UCR_STR("-.5"), UCR_E_NUMBER, 1},
        {UCR_STR("1.e5"), UCR_E_NUMBER, 2},
        {UCR_STR("1. 5"), UCR_E_NUMBER, 2},
        {UCR_STR("1.-5"), UCR_E_NUMBER, 2},
        {UCR_STR("1e+-5"), UCR_E_NUMBER, 3},
        {UCR_STR("1e.5"), UCR_E_NUMBER, 2},
    };
    refuses_all(rows, COUNT_OF(rows));
}

/* ---- Objects and arrays
 * ------------------------------------------------------
 */

static void test_objects_and_arrays_of_every_form(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "{}",
        "[]",
        "[[]]",
        "[{}]",
        "{\"a\":{}}",
        "{\"a\":[]}",
        "[1]",
        "[1,2]",
        "[1,\"a\",true,false,null,{},[]]",
        "{\"\":0}",
        "{\"a\":1,\"b\":2}",
        "{\"a\":1,\"a\":2}",
        "{\"a\":\"\"}",
        "{\"a\":null,\"b\":true,\"c\":false,\"d\":-0.0e-0,\"e\":\"\"}",
        "[[[]],[],[[],[[]]]]",
        "{\"a\":{\"b\":{\"c\":[{},{}]}},\"d\":{}}",
        "[[],{}]",
        "[{},[]]",
        "[\"\"]",
        "[\"]\"]",
        "{\"}\":\"{\"}",
        "{\"\\\"\":\"\\\"\"}",
    };
    for (size_t i = 0; i < COUNT_OF(bodies); i++) {
        accepts_of(bodies[i]);
    }
}

static void test_arrays_that_are_wrong(void **state)
{
    (void)state;
    static const wrong rows[] = {
        {UCR_STR("[,]"), UCR_E_SYNTAX, 1},
        {UCR_STR("[1,]"), UCR_E_SYNTAX, 3},
        {UCR_STR("[,1]"), UCR_E_SYNTAX, 1},
        {UCR_STR("[1,,2]"), UCR_E_SYNTAX, 3},
        {UCR_STR("[1:2]"), UCR_E_SYNTAX, 2},
        {UCR_STR("[1}"), UCR_E_SYNTAX, 2},
        {UCR_STR("[}"), UCR_E_SYNTAX, 1},
        {UCR_STR("]"), UCR_E_SYNTAX, 0},
        {UCR_STR("[[]"), UCR_E_EOF, 3},
        {UCR_STR("[\"a\" \"b\"]"), UCR_E_SYNTAX, 5},
        {UCR_STR("[[] []]"), UCR_E_SYNTAX, 4},
        {UCR_STR("[1 true]"), UCR_E_SYNTAX, 3},
        {UCR_STR("[:]"), UCR_E_SYNTAX, 1},
        {UCR_STR("[\"a\":1]"), UCR_E_SYNTAX, 4},
        {UCR_STR("[[1}]"), UCR_E_SYNTAX, 3},
    };
    refuses_all(rows, COUNT_OF(rows));
}

static void test_objects_that_are_wrong(void **state)
{
    (void)state;
    static const wrong rows[] = {
        {UCR_STR("{,}"), UCR_E_SYNTAX, 1},
        {UCR_STR("{\"a\":1,}"), UCR_E_SYNTAX, 7},
        {UCR_STR("{,\"a\":1}"), UCR_E_SYNTAX, 1},
        {UCR_STR("{\"a\":1,,\"b\":1}"), UCR_E_SYNTAX, 7},
        {UCR_STR("{\"a\"}"), UCR_E_SYNTAX, 4},
        {UCR_STR("{\"a\":}"), UCR_E_SYNTAX, 5},
        {UCR_STR("{\"a\",1}"), UCR_E_SYNTAX, 4},
        {UCR_STR("{\"a\" 1}"), UCR_E_SYNTAX, 5},
        {UCR_STR("{\"a\"::1}"), UCR_E_SYNTAX, 5},
        {UCR_STR("{\"a\":1:2}"), UCR_E_SYNTAX, 6},
        {UCR_STR("{\"a\":1 \"b\":2}"), UCR_E_SYNTAX, 7},
        {UCR_STR("{\"a\":1]"), UCR_E_SYNTAX, 6},
        {UCR_STR("{]"), UCR_E_SYNTAX, 1},
        {UCR_STR("{:1}"), UCR_E_SYNTAX, 1},
        {UCR_STR("{1:1}"), UCR_E_SYNTAX, 1},
        {UCR_STR("{null:1}"), UCR_E_SYNTAX, 1},
        {UCR_STR("{{}:1}"), UCR_E_SYNTAX, 1},
        {UCR_STR("{[]:1}"), UCR_E_SYNTAX, 1},
        {UCR_STR("{\"a\":1,{\"b\":2}}"), UCR_E_SYNTAX, 7},
        {UCR_STR("{\"a\":1,2}"), UCR_E_SYNTAX, 7},
        {UCR_STR("{\"a\":{\"b\":1,}}"), UCR_E_SYNTAX, 12},
        {UCR_STR("{\"a\":[1}}"), UCR_E_SYNTAX, 7},
        {UCR_STR(":"), UCR_E_SYNTAX, 0},
        {UCR_STR(";"), UCR_E_SYNTAX, 0},
    };
    refuses_all(rows, COUNT_OF(rows));
}

static void test_after_an_element_comes_a_comma_or_the_end(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        draft d = {.len = 0};
        add_str(&d, "[\"a\"");
        add_byte(&d, byte);
        add_str(&d, "]");
        if (is_space(byte)) {
            accepts(str_of(&d));
        } else if (byte == ',') {
            refuses(str_of(&d), UCR_E_SYNTAX, 5);
        } else if (byte == ']') {
            refuses(str_of(&d), UCR_E_TRAILING, 5);
        } else {
            refuses(str_of(&d), UCR_E_SYNTAX, 4);
        }
    }
}

static void test_after_a_member_comes_a_comma_or_the_end(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        draft d = {.len = 0};
        add_str(&d, "{\"a\":[]");
        add_byte(&d, byte);
        add_str(&d, "]");
        if (is_space(byte)) {
            refuses(str_of(&d), UCR_E_SYNTAX, 8);
        } else if (byte == ',') {
            refuses(str_of(&d), UCR_E_SYNTAX, 8);
        } else if (byte == '}') {
            refuses(str_of(&d), UCR_E_TRAILING, 8);
        } else {
            refuses(str_of(&d), UCR_E_SYNTAX, 7);
        }
    }
}

static void test_kinds_are_told_by_the_value(void **state)
{
    (void)state;
    assert_kind("{}", UCR_JSON_OBJECT);
    assert_kind(" {\"a\":1}", UCR_JSON_OBJECT);
    assert_kind("[]", UCR_JSON_ARRAY);
    assert_kind("\"\"", UCR_JSON_STRING);
    assert_kind("\"{}\"", UCR_JSON_STRING);
    assert_kind("0", UCR_JSON_NUMBER);
    assert_kind("-1", UCR_JSON_NUMBER);
    assert_kind("true", UCR_JSON_BOOL);
    assert_kind("null", UCR_JSON_NULL);
    assert_kind("", UCR_JSON_ABSENT);
}

static void test_the_value_is_reported_without_the_space_around_it(void **state)
{
    (void)state;
    static const char *const values[] = {
        "{}", "[1, 2]", "\" \"", "-1.5", "true", "{ \"a\" : 1 }", "null"};
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        draft d = {.len = 0};
        add_str(&d, "\xEF\xBB\xBF \n");
        add_str(&d, values[i]);
        add_str(&d, "\r\t");
        ucr_str body = block(d.bytes, d.len);
        ucr_response out;
        assert_int_equal(ucr_decode_response(&out, 200, body, NULL, NULL),
                         UCR_OK);
        assert_ptr_equal(out.body.raw.ptr, body.ptr + 5);
        assert_int_equal(out.body.raw.len, strlen(values[i]));
        block_free(body);
    }
}

/* ---- Depth
 * -------------------------------------------------------------------
 */

/* `depth` brackets, alternately of an array and an object if `mixed`. */
static draft nested(size_t depth, const char *kinds, bool closed)
{
    draft d = {.len = 0};
    for (size_t i = 0; i < depth; i++) {
        bool object = kinds[i % strlen(kinds)] == '{';
        add_str(&d, object ? "{" : "[");
        if (object && i + 1 < depth) {
            add_str(&d, "\"\":");
        }
    }
    for (size_t i = depth; closed && i > 0; i--) {
        add_str(&d, kinds[(i - 1) % strlen(kinds)] == '{' ? "}" : "]");
    }
    return d;
}

/* Where the bracket of this level, from 1, stands. */
static size_t bracket(size_t level, const char *kinds)
{
    size_t offset = 0;
    for (size_t i = 0; i + 1 < level; i++) {
        offset += kinds[i % strlen(kinds)] == '{' ? 4 : 1;
    }
    return offset;
}

static const char *const nestings[] = {"[", "{", "[{", "{[", "{{[", "[[{"};

static void assert_depth(size_t max_depth, size_t limit)
{
    for (size_t p = 0; p < 2; p++) {
        ucr_options options = {0, max_depth, 0, profiles[p]->profile};
        for (size_t i = 0; i < COUNT_OF(nestings); i++) {
            draft over = nested(limit + 1, nestings[i], true);
            assert_alone(str_of(&over), &options, UCR_E_DEPTH,
                         bracket(limit + 1, nestings[i]));
            draft open = nested(limit + 1, nestings[i], false);
            assert_alone(str_of(&open), &options, UCR_E_DEPTH,
                         bracket(limit + 1, nestings[i]));
            draft cut = nested(limit, nestings[i], false);
            assert_alone(str_of(&cut), &options, UCR_E_EOF, cut.len);
        }
    }
    ucr_options options = {0, max_depth, 0, UCR_INTEROP};
    for (size_t i = 0; i < COUNT_OF(nestings); i++) {
        draft at = nested(limit, nestings[i], true);
        assert_alone(str_of(&at), &options, UCR_OK, 0);
        draft under = nested(limit - 1, nestings[i], true);
        assert_alone(str_of(&under), &options, UCR_OK, 0);
    }
}

static void test_depth_by_default(void **state)
{
    (void)state;
    assert_depth(0, UCR_DEFAULT_MAX_DEPTH);
    assert_depth(0, 128);
}

static void test_depth_of_every_limit(void **state)
{
    (void)state;
    for (size_t limit = 1; limit <= 130; limit++) {
        assert_depth(limit, limit);
    }
    assert_depth(511, 511);
    assert_depth(512, 512);
}

static void test_depth_over_the_most_is_an_argument(void **state)
{
    (void)state;
    static const size_t depths[] = {513, 514, 1024, 65536, SIZE_MAX};
    for (size_t i = 0; i < COUNT_OF(depths); i++) {
        for (size_t p = 0; p < COUNT_OF(profiles); p++) {
            ucr_options options = {0, depths[i], 0, profiles[p]->profile};
            assert_alone((ucr_str)UCR_STR("{}"), &options, UCR_E_ARGUMENT, 0);
        }
    }
}

static void test_depth_of_one_takes_flat_values(void **state)
{
    (void)state;
    ucr_options options = {0, 1, 0, UCR_INTEROP};
    assert_alone((ucr_str)UCR_STR("[1,2,3]"), &options, UCR_OK, 0);
    assert_alone((ucr_str)UCR_STR("{\"a\":\"[[[\"}"), &options, UCR_OK, 0);
    assert_alone((ucr_str)UCR_STR("1"), &options, UCR_OK, 0);
    assert_alone((ucr_str)UCR_STR("[1,[]]"), &options, UCR_E_DEPTH, 3);
    assert_alone((ucr_str)UCR_STR("{\"a\":{}}"), &options, UCR_E_DEPTH, 5);
    assert_alone((ucr_str)UCR_STR("{\"a\":[}"), &options, UCR_E_DEPTH, 5);
}

static void test_depth_is_given_back_by_closing(void **state)
{
    (void)state;
    ucr_options options = {0, 2, 0, UCR_INTEROP};
    assert_alone((ucr_str)UCR_STR("[[],[],{},[],{}]"), &options, UCR_OK, 0);
    assert_alone((ucr_str)UCR_STR("{\"a\":{},\"b\":[],\"c\":{}}"), &options,
                 UCR_OK, 0);
    assert_alone((ucr_str)UCR_STR("[[],[[]]]"), &options, UCR_E_DEPTH, 5);
    assert_alone((ucr_str)UCR_STR("[{},{\"a\":[]}]"), &options, UCR_E_DEPTH, 9);
}

static void test_depth_remembers_what_each_level_was(void **state)
{
    (void)state;
    for (size_t depth = 2; depth <= 128; depth++) {
        for (size_t i = 0; i < COUNT_OF(nestings); i++) {
            draft d = nested(depth, nestings[i], true);
            for (size_t level = 0; level < depth; level += 5) {
                char *close = &d.bytes[d.len - 1 - level];
                char right = *close;
                *close = right == ']' ? '}' : ']';
                assert_alone(str_of(&d), &interop, UCR_E_SYNTAX,
                             d.len - 1 - level);
                *close = right;
            }
        }
    }
}

static void test_depth_goes_by_document_order_with_other_faults(void **state)
{
    (void)state;
    ucr_options options = {0, 2, 0, UCR_INTEROP};
    assert_alone((ucr_str)UCR_STR("[x[[[]]]]"), &options, UCR_E_SYNTAX, 1);
    assert_alone((ucr_str)UCR_STR("[[[x]]]"), &options, UCR_E_DEPTH, 2);
    assert_alone((ucr_str)UCR_STR("[[\"\\x\",[]]]"), &options, UCR_E_ESCAPE, 3);
}

/* ---- The end of the body at every place -------------------------------------
 */

static const char everything[] =
    "{ \"a\" : [ 1 , -2.50e+10 , 0 , 0.5E-3 , \"x\" ] ,\n"
    "\t\"b\\u00e9\\ud83d\\ude00\" : { \"\" : { } , \"n\" : null } , \r\n"
    "\"\xE8\xBF\x81\xF0\x9F\x98\x80\xC3\xA9\" : [ true , false , [ ] , { } ] ,"
    "\"esc\" : \"\\\"\\\\\\/\\b\\f\\n\\r\\t\" , \"long\" : "
    "\"0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\" ,"
    "\"deep\" : [[[[{\"k\":[[[{\"l\":-1e1}]]]}]]]], \"z\" : 0 }";

static void test_every_cut_of_a_document_ends_too_early(void **state)
{
    (void)state;
    accepts_of(everything);
    refuses_every_cut(ucr_str_of(everything), 1);
}

static void test_every_cut_of_a_compact_document_ends_too_early(void **state)
{
    (void)state;
    static const char compact[] =
        "[{\"a\":1,\"b\":[true,false,null,\"\\u0041\",\"\xC3\xA9\"]},{},[],"
        "-1.5e-7,\"\",0]";
    accepts_of(compact);
    refuses_every_cut(ucr_str_of(compact), 1);
}

static void
test_every_cut_of_a_number_alone_is_a_number_or_too_early(void **state)
{
    (void)state;
    static const char number[] = "-120.034e-056";
    for (size_t len = 1; len < sizeof(number); len++) {
        draft d = {.len = 0};
        add(&d, number, len);
        if (is_digit((unsigned char)number[len - 1])) {
            accepts(str_of(&d));
        } else {
            refuses(str_of(&d), UCR_E_EOF, len);
        }
    }
}

static void test_every_cut_after_a_mark_counts_it(void **state)
{
    (void)state;
    static const ucr_str json = UCR_STR("\xEF\xBB\xBF [ \"a\" ] ");
    for (size_t len = 5; len < 11; len++) {
        assert_alone(first(json, len), &interop, UCR_E_EOF, len);
    }
    assert_alone(first(json, 11), &interop, UCR_OK, 0);
    assert_alone(json, &interop, UCR_OK, 0);
}

/* Whatever one byte becomes: accepted, or refused at or before the place where
 * the difference can first be seen; and never short of the byte itself unless
 * the fault names the start of what the byte is in. */
static void test_every_byte_of_a_document_replaced_is_judged_there(void **state)
{
    (void)state;
    size_t len = strlen(everything);
    for (size_t at = 0; at < len; at++) {
        for (unsigned byte = 0; byte < 256; byte++) {
            ucr_str body = block(everything, len);
            char *bytes = (char *)(uintptr_t)body.ptr;
            bytes[at] = (char)(unsigned char)byte;
            ucr_response out;
            ucr_error err;
            ucr_code code = ucr_decode_response(&out, 200, body, NULL, &err);
            assert_int_equal(code, err.code);
            assert_true(code == UCR_OK || err.offset >= at ||
                        code == UCR_E_UTF8 || code == UCR_E_ESCAPE);
            assert_true(err.offset <= len);
            assert_true((code == UCR_E_EOF) == (err.offset == len));
            block_free(body);
        }
    }
}

/* ---- All short bodies, against a second reader ------------------------------
 */

/* A reader as plain as the grammar itself. Each gives where its part ends, or
 * NULL. */
static const char *read_value(const char *at, const char *end);

static const char *read_space(const char *at, const char *end)
{
    while (at < end && is_space((unsigned char)*at)) {
        at++;
    }
    return at;
}

static const char *read_digits(const char *at, const char *end)
{
    const char *start = at;
    while (at < end && is_digit((unsigned char)*at)) {
        at++;
    }
    return at > start ? at : NULL;
}

static const char *read_number(const char *at, const char *end)
{
    if (at < end && *at == '-') {
        at++;
    }
    const char *start = at;
    at = read_digits(at, end);
    if (at == NULL || (*start == '0' && at - start > 1)) {
        return NULL;
    }
    if (at < end && *at == '.') {
        at = read_digits(at + 1, end);
    }
    if (at != NULL && at < end && (*at == 'e' || *at == 'E')) {
        at++;
        if (at < end && (*at == '+' || *at == '-')) {
            at++;
        }
        at = read_digits(at, end);
    }
    return at;
}

/* The alphabet below has no byte that would be wrong in a string but for what
 * follows a backslash. */
static const char *read_string(const char *at, const char *end)
{
    for (at++; at < end && *at != '"'; at++) {
        if (*at == '\\') {
            at++;
            if (at == end || strchr("\"\\/bfnrt", *at) == NULL) {
                return NULL;
            }
        }
    }
    return at < end ? at + 1 : NULL;
}

static const char *read_member(const char *at, const char *end)
{
    at = read_space(at, end);
    if (at == end || *at != '"') {
        return NULL;
    }
    at = read_string(at, end);
    if (at == NULL) {
        return NULL;
    }
    at = read_space(at, end);
    return at < end && *at == ':' ? read_value(at + 1, end) : NULL;
}

static const char *read_collection(const char *at, const char *end)
{
    bool object = *at == '{';
    char close = object ? '}' : ']';
    at = read_space(at + 1, end);
    if (at < end && *at == close) {
        return at + 1;
    }
    for (;;) {
        at = object ? read_member(at, end) : read_value(at, end);
        if (at == NULL || at == end) {
            return NULL;
        }
        if (*at == close) {
            return at + 1;
        }
        if (*at != ',') {
            return NULL;
        }
        at++;
    }
}

static const char *read_value(const char *at, const char *end)
{
    at = read_space(at, end);
    if (at == end) {
        return NULL;
    }
    if (*at == '{' || *at == '[') {
        at = read_collection(at, end);
    } else if (*at == '"') {
        at = read_string(at, end);
    } else {
        at = read_number(at, end);
    }
    return at == NULL ? NULL : read_space(at, end);
}

static bool is_json(ucr_str json)
{
    const char *end = json.ptr + json.len;
    return read_space(json.ptr, end) == end || read_value(json.ptr, end) == end;
}

static void assert_as_the_grammar_says(const char *bytes, size_t len)
{
    ucr_str body = block(bytes, len);
    ucr_response out;
    ucr_error err;
    ucr_code code = ucr_decode_response(&out, 200, body, NULL, &err);
    if ((code == UCR_OK) != is_json(body)) {
        explain_json(body, &err, code == UCR_OK ? UCR_E_SYNTAX : UCR_OK, len);
    }
    assert_int_equal(code == UCR_OK, is_json(body));
    assert_true((code == UCR_E_EOF) == (code != UCR_OK && err.offset == len));
    if (code == UCR_E_SYNTAX || code == UCR_E_NUMBER ||
        code == UCR_E_TRAILING) {
        ucr_str start = block(bytes, err.offset);
        code = ucr_decode_response(&out, 200, start, NULL, NULL);
        assert_true(code == UCR_OK || code == UCR_E_EOF);
        block_free(start);
    }
    block_free(body);
}

static void test_all_short_bodies_as_the_grammar_says(void **state)
{
    (void)state;
    static const char alphabet[] = "{}[],:\"\\01-.e ";
    const size_t letters = sizeof(alphabet) - 1;
    size_t count = 1;
    for (size_t len = 0; len <= 5; len++) {
        for (size_t number = 0; number < count; number++) {
            char bytes[5];
            size_t rest = number;
            for (size_t i = 0; i < len; i++) {
                bytes[i] = alphabet[rest % letters];
                rest /= letters;
            }
            assert_as_the_grammar_says(bytes, len);
        }
        count *= letters;
    }
}

static void test_all_short_insides_as_the_grammar_says(void **state)
{
    (void)state;
    static const char alphabet[] = "{}[],:\"1 ";
    static const char *const frames[][2] = {
        {"{\"a\":", "}"}, {"[", "]"}, {"{", ":1}"}, {"[{\"\":[", "]}]"}};
    const size_t letters = sizeof(alphabet) - 1;
    for (size_t frame = 0; frame < COUNT_OF(frames); frame++) {
        for (size_t number = 0; number < letters * letters * letters * letters;
             number++) {
            draft d = {.len = 0};
            add_str(&d, frames[frame][0]);
            for (size_t i = 0, rest = number; i < 4; i++, rest /= letters) {
                add(&d, &alphabet[rest % letters], 1);
            }
            add_str(&d, frames[frame][1]);
            assert_as_the_grammar_says(d.bytes, d.len);
        }
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_white_space_before_a_value_is_four_bytes),
        cmocka_unit_test(test_white_space_after_a_value_is_four_bytes),
        cmocka_unit_test(test_white_space_may_stand_around_every_token),
        cmocka_unit_test(test_other_bytes_between_tokens_are_syntax),
        cmocka_unit_test(test_other_bytes_after_a_name_are_syntax),
        cmocka_unit_test(test_nothing_is_empty_and_only_an_error_in_strict),
        cmocka_unit_test(test_a_body_that_is_null_with_no_length_is_empty),
        cmocka_unit_test(test_a_second_value_is_trailing),
        cmocka_unit_test(test_a_comma_or_a_brace_after_the_body_is_trailing),
        cmocka_unit_test(test_a_utf8_mark_is_skipped_in_interop),
        cmocka_unit_test(test_a_utf8_mark_is_an_error_in_strict),
        cmocka_unit_test(test_offsets_count_a_skipped_mark),
        cmocka_unit_test(test_a_mark_before_nothing_is_empty_at_the_length),
        cmocka_unit_test(test_a_utf16_mark_is_an_error),
        cmocka_unit_test(test_a_part_of_a_mark_is_syntax),
        cmocka_unit_test(test_a_mark_stands_once_and_first),
        cmocka_unit_test(test_literals_are_three),
        cmocka_unit_test(test_literals_cut_at_each_letter_end_too_early),
        cmocka_unit_test(test_literals_misspelled_at_each_letter_are_syntax),
        cmocka_unit_test(test_barewords_of_other_languages_are_syntax),
        cmocka_unit_test(test_numbers_of_every_form),
        cmocka_unit_test(test_numbers_may_be_long),
        cmocka_unit_test(test_numbers_end_too_early_where_a_digit_is_due),
        cmocka_unit_test(test_anything_but_a_digit_where_one_is_due_is_number),
        cmocka_unit_test(test_after_the_e_of_a_number_a_sign_may_stand),
        cmocka_unit_test(test_a_digit_after_a_leading_zero_is_number),
        cmocka_unit_test(test_a_byte_that_cannot_follow_a_number_is_syntax),
        cmocka_unit_test(test_numbers_that_merely_go_on_are_syntax),
        cmocka_unit_test(test_objects_and_arrays_of_every_form),
        cmocka_unit_test(test_arrays_that_are_wrong),
        cmocka_unit_test(test_objects_that_are_wrong),
        cmocka_unit_test(test_after_an_element_comes_a_comma_or_the_end),
        cmocka_unit_test(test_after_a_member_comes_a_comma_or_the_end),
        cmocka_unit_test(test_kinds_are_told_by_the_value),
        cmocka_unit_test(
            test_the_value_is_reported_without_the_space_around_it),
        cmocka_unit_test(test_depth_by_default),
        cmocka_unit_test(test_depth_of_every_limit),
        cmocka_unit_test(test_depth_over_the_most_is_an_argument),
        cmocka_unit_test(test_depth_of_one_takes_flat_values),
        cmocka_unit_test(test_depth_is_given_back_by_closing),
        cmocka_unit_test(test_depth_remembers_what_each_level_was),
        cmocka_unit_test(test_depth_goes_by_document_order_with_other_faults),
        cmocka_unit_test(test_every_cut_of_a_document_ends_too_early),
        cmocka_unit_test(test_every_cut_of_a_compact_document_ends_too_early),
        cmocka_unit_test(test_every_cut_after_a_mark_counts_it),
        cmocka_unit_test(
            test_every_byte_of_a_document_replaced_is_judged_there),
        cmocka_unit_test(
            test_every_cut_of_a_number_alone_is_a_number_or_too_early),
        cmocka_unit_test(test_all_short_bodies_as_the_grammar_says),
        cmocka_unit_test(test_all_short_insides_as_the_grammar_says),
    };
    return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
