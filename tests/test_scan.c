/* SPDX-License-Identifier: MIT */
/*
 * The grammar, through the public functions alone.
 *
 * A value stands twice in every check: alone, as the body of a success, which
 * in interop may be any JSON; and inside the detail of a request, in both
 * profiles. What is refused is refused at the first byte that is wrong, so the
 * bytes before it are also read alone: they must be the start of something.
 */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_JSON ((size_t)4096)

#define HEAD                                                                   \
    "{\"command_name\":\"START\",\"result\":\"fail\",\"result_detail\":{\"\":"
#define HEAD_SIZE (sizeof(HEAD) - 1)
#define TAIL "}}"

static const ucr_options interop = {0, 0, 0, UCR_INTEROP};
static const ucr_options strict = {0, 0, 0, UCR_STRICT};
static const ucr_options *const profiles[] = {&interop, &strict};

typedef struct wrong {
    ucr_str json;
    ucr_code code;
    size_t offset;
} wrong;

/* ---- Helpers ---------------------------------------------------------------
 */

/* A buffer to which a test adds piece by piece. */
typedef struct draft {
    char bytes[MAX_JSON];
    size_t len;
} draft;

static void add(draft *d, const char *bytes, size_t len)
{
    assert_true(len <= sizeof(d->bytes) - d->len);
    memcpy(d->bytes + d->len, bytes, len);
    d->len += len;
}

static void add_str(draft *d, const char *text)
{
    add(d, text, strlen(text));
}

static void add_byte(draft *d, unsigned byte)
{
    char c = (char)(unsigned char)byte;
    add(d, &c, 1);
}

static void add_many(draft *d, const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        add_str(d, text);
    }
}

static ucr_str str_of(const draft *d)
{
    return (ucr_str){d->bytes, d->len};
}

static ucr_str first(ucr_str json, size_t len)
{
    return (ucr_str){json.ptr, len};
}

static bool is_space(unsigned byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static bool is_digit(unsigned byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_hex(unsigned byte)
{
    return is_digit(byte) || (byte >= 'a' && byte <= 'f') ||
           (byte >= 'A' && byte <= 'F');
}

/* Names the row of a table before the assertion that stops the test. */
static void explain(ucr_str json, const ucr_error *err, ucr_code code,
                    size_t offset)
{
    if (err->code == code && err->offset == offset) {
        return;
    }
    print_error("expected %s at %zu, got %s at %zu in:", ucr_code_name(code),
                offset, ucr_code_name(err->code), err->offset);
    for (size_t i = 0; i < json.len && i < 200; i++) {
        unsigned char byte = (unsigned char)json.ptr[i];
        print_error(byte >= 0x20 && byte < 0x7F ? "%c" : "<%02X>", byte);
    }
    print_error("\n");
}

static void assert_alone(ucr_str json, const ucr_options *options,
                         ucr_code code, size_t offset)
{
    ucr_response out;
    ucr_error err;
    memset(&out, 0xA5, sizeof(out));
    memset(&err, 0xA5, sizeof(err));
    ucr_str body = block(json.ptr, json.len);
    ucr_code got = ucr_decode_response(&out, 200, body, options, &err);
    explain(json, &err, code, offset);
    assert_int_equal(got, code);
    assert_fault(&err, code, offset, "");
    if (code != UCR_OK) {
        assert_zero(&out, sizeof(out));
    }
    block_free(body);
}

/* In strict a success says nothing: what scans is a fault of meaning, unless
 * it is `{}`. */
static void assert_scans_in_strict(ucr_str json)
{
    ucr_response out;
    ucr_str body = block(json.ptr, json.len);
    ucr_code got = ucr_decode_response(&out, 200, body, &strict, NULL);
    assert_true(got == UCR_OK || got == UCR_E_TYPE || got == UCR_E_UNKNOWN);
    block_free(body);
}

static void assert_wrapped_ok(ucr_str json, const ucr_options *options)
{
    static draft d;
    d.len = 0;
    add_str(&d, HEAD);
    add(&d, json.ptr, json.len);
    add_str(&d, TAIL);
    ucr_str body = block(d.bytes, d.len);
    ucr_request out;
    ucr_error err;
    ucr_code got = ucr_decode_request(&out, body, options, &err);
    explain(body, &err, UCR_OK, 0);
    assert_int_equal(got, UCR_OK);
    assert_int_equal(out.result_detail.kind, UCR_JSON_OBJECT);
    assert_ptr_equal(out.result_detail.raw.ptr, body.ptr + HEAD_SIZE - 4);
    assert_int_equal(out.result_detail.raw.len, json.len + 5);
    block_free(body);
}

/* What ends too early ends the whole body; what comes after a whole value is
 * no end of the body, but one of the value around it. */
static void assert_wrapped_fault(ucr_str json, const ucr_options *options,
                                 ucr_code code, size_t offset)
{
    static draft d;
    d.len = 0;
    add_str(&d, HEAD);
    add(&d, json.ptr, json.len);
    if (code != UCR_E_EOF) {
        add_str(&d, TAIL);
    }
    if (code == UCR_E_TRAILING) {
        code = UCR_E_SYNTAX;
    }
    ucr_str body = block(d.bytes, d.len);
    ucr_request out;
    ucr_error err;
    ucr_code got = ucr_decode_request(&out, body, options, &err);
    explain(body, &err, code, HEAD_SIZE + offset);
    assert_int_equal(got, code);
    assert_fault(&err, code, HEAD_SIZE + offset, "/result_detail");
    assert_zero(&out, sizeof(out));
    block_free(body);
}

static void accepts(ucr_str json)
{
    assert_alone(json, &interop, UCR_OK, 0);
    assert_scans_in_strict(json);
    assert_wrapped_ok(json, &interop);
    assert_wrapped_ok(json, &strict);
}

static void accepts_of(const char *json)
{
    accepts(ucr_str_of(json));
}

/* What stands before a fault could have been the start of a body, and the
 * fault does not depend on what comes after its byte. */
static void assert_first_wrong_byte(ucr_str json, ucr_code code, size_t offset)
{
    ucr_response out;
    ucr_str body = block(json.ptr, offset);
    ucr_code got = ucr_decode_response(&out, 200, body, &interop, NULL);
    assert_true(got == UCR_OK || got == UCR_E_EOF);
    block_free(body);
    if (code == UCR_E_SYNTAX || code == UCR_E_NUMBER || code == UCR_E_CONTROL ||
        code == UCR_E_TRAILING) {
        assert_alone(first(json, offset + 1), &interop, code, offset);
    }
}

static void refuses(ucr_str json, ucr_code code, size_t offset)
{
    for (size_t i = 0; i < COUNT_OF(profiles); i++) {
        assert_alone(json, profiles[i], code, offset);
        assert_wrapped_fault(json, profiles[i], code, offset);
    }
    assert_first_wrong_byte(json, code, offset);
}

static void refuses_all(const wrong *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        refuses(rows[i].json, rows[i].code, rows[i].offset);
    }
}

/* Reads the whole of every prefix; `start` is the first that is not empty. */
static void refuses_every_cut(ucr_str json, size_t start)
{
    for (size_t len = start; len < json.len; len++) {
        refuses(first(json, len), UCR_E_EOF, len);
    }
}

static void assert_kind(const char *json, ucr_json_kind kind)
{
    ucr_response out;
    ucr_str body = block_of(json);
    assert_int_equal(ucr_decode_response(&out, 200, body, NULL, NULL), UCR_OK);
    assert_int_equal(out.body.kind, kind);
    block_free(body);
}

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
        explain(body, &err, code == UCR_OK ? UCR_E_SYNTAX : UCR_OK, len);
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
    const struct CMUnitTest tests[] = {
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
        cmocka_unit_test(test_escapes_of_one_letter),
        cmocka_unit_test(test_escapes_of_four_hex_digits),
        cmocka_unit_test(test_escapes_cut_at_each_byte_end_too_early),
        cmocka_unit_test(test_escapes_may_name_any_unit),
        cmocka_unit_test(test_escapes_are_judged_in_names_too),
        cmocka_unit_test(test_the_first_bad_escape_is_the_one),
        cmocka_unit_test(test_escapes_are_undone_in_the_text),
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
        cmocka_unit_test(
            test_every_cut_of_a_number_alone_is_a_number_or_too_early),
        cmocka_unit_test(test_every_cut_after_a_mark_counts_it),
        cmocka_unit_test(
            test_every_byte_of_a_document_replaced_is_judged_there),
        cmocka_unit_test(test_all_short_bodies_as_the_grammar_says),
        cmocka_unit_test(test_all_short_insides_as_the_grammar_says),
    };
    return cmocka_run_group_tests_name("scan", tests, NULL, NULL);
}
