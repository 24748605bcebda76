/* SPDX-License-Identifier: MIT */
/*
 * Codes, paths and places in words.
 *
 * A description is read back the way a person would: the cell above the caret
 * must be the one of the byte that the offset names.
 */
#include "support.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define BAD "\xEF\xBF\xBD"
#define GRIN "\xF0\x9F\x98\x80"

static const ucr_str nothing = {NULL, 0};

/* ---- Codes -----------------------------------------------------------------
 */

static const struct {
    const char *name;
    int code, number;
} codes[] = {
    {"UCR_OK", UCR_OK, 0},
    {"UCR_E_EMPTY", UCR_E_EMPTY, 1},
    {"UCR_E_EOF", UCR_E_EOF, 2},
    {"UCR_E_SYNTAX", UCR_E_SYNTAX, 3},
    {"UCR_E_NUMBER", UCR_E_NUMBER, 4},
    {"UCR_E_CONTROL", UCR_E_CONTROL, 5},
    {"UCR_E_ESCAPE", UCR_E_ESCAPE, 6},
    {"UCR_E_SURROGATE", UCR_E_SURROGATE, 7},
    {"UCR_E_UTF8", UCR_E_UTF8, 8},
    {"UCR_E_BOM", UCR_E_BOM, 9},
    {"UCR_E_TRAILING", UCR_E_TRAILING, 10},
    {"UCR_E_DEPTH", UCR_E_DEPTH, 11},
    {"UCR_E_TYPE", UCR_E_TYPE, 32},
    {"UCR_E_ENUM", UCR_E_ENUM, 33},
    {"UCR_E_MISSING", UCR_E_MISSING, 34},
    {"UCR_E_DUPLICATE", UCR_E_DUPLICATE, 35},
    {"UCR_E_UNKNOWN", UCR_E_UNKNOWN, 36},
    {"UCR_E_ITEMS", UCR_E_ITEMS, 37},
    {"UCR_E_LENGTH", UCR_E_LENGTH, 38},
    {"UCR_E_STATUS", UCR_E_STATUS, 64},
    {"UCR_E_BODY_SIZE", UCR_E_BODY_SIZE, 65},
    {"UCR_E_SPACE", UCR_E_SPACE, 96},
    {"UCR_E_ARGUMENT", UCR_E_ARGUMENT, 97},
    {"UCR_E_PATH", UCR_E_PATH, 128},
    {"UCR_E_TOKEN", UCR_E_TOKEN, 129},
    {"UCR_E_CONTENT_TYPE", UCR_E_CONTENT_TYPE, 130},
    {"UCR_E_MEMORY", UCR_E_MEMORY, 160},
    {"UCR_E_CANCELLED", UCR_E_CANCELLED, 161},
};

static void test_codes_have_their_numbers_and_names(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        assert_int_equal(codes[i].code, codes[i].number);
        assert_string_equal(ucr_code_name((ucr_code)codes[i].code),
                            codes[i].name);
    }
}

static bool is_known(int number)
{
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        if (codes[i].number == number) {
            return true;
        }
    }
    return false;
}

/* One sentence: a capital, a full stop at the end and none inside. */
static void assert_sentence(const char *text)
{
    assert_non_null(text);
    size_t len = strlen(text);
    assert_true(len > 4);
    assert_true(text[0] >= 'A' && text[0] <= 'Z');
    assert_int_equal(text[len - 1], '.');
    assert_null(strstr(text, ". "));
    assert_null(strstr(text, "  "));
    for (size_t i = 0; i < len; i++) {
        assert_true(text[i] >= 0x20 && text[i] <= 0x7E);
    }
}

static void test_every_code_has_a_sentence_of_its_own(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        const char *text = ucr_code_text((ucr_code)codes[i].code);
        assert_sentence(text);
        for (size_t k = 0; k < i; k++) {
            assert_string_not_equal(text,
                                    ucr_code_text((ucr_code)codes[k].code));
        }
    }
}

static void test_other_numbers_are_no_codes(void **state)
{
    (void)state;
    static const int others[] = {1000, INT_MAX, -1, INT_MIN};
    const char *unknown = ucr_code_text((ucr_code)12);
    assert_sentence(unknown);
    for (int number = 0; number < 300; number++) {
        if (!is_known(number)) {
            assert_string_equal(ucr_code_name((ucr_code)number), "UCR_E_?");
            assert_string_equal(ucr_code_text((ucr_code)number), unknown);
        }
    }
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        assert_string_equal(ucr_code_name((ucr_code)others[i]), "UCR_E_?");
        assert_string_equal(ucr_code_text((ucr_code)others[i]), unknown);
    }
}

static void test_words_are_the_same_string_each_time(void **state)
{
    (void)state;
    for (int number = 0; number < 300; number++) {
        assert_ptr_equal(ucr_code_name((ucr_code)number),
                         ucr_code_name((ucr_code)number));
        assert_ptr_equal(ucr_code_text((ucr_code)number),
                         ucr_code_text((ucr_code)number));
    }
}

static void test_version_is_that_of_the_header(void **state)
{
    (void)state;
    assert_int_equal(ucr_version(), UCR_VERSION);
    assert_int_equal(ucr_version() / 10000, UCR_VERSION_MAJOR);
    assert_int_equal(ucr_version() / 100 % 100, UCR_VERSION_MINOR);
    assert_int_equal(ucr_version() % 100, UCR_VERSION_PATCH);
}

/* ---- Paths -----------------------------------------------------------------
 */

static void expect_path(const ucr_error *err, const char *path)
{
    size_t size = strlen(path);
    assert_int_equal(ucr_error_path(NULL, 0, err), size);
    for (size_t cap = 0; cap <= size + 2; cap++) {
        char *room = room_of(cap);
        assert_int_equal(ucr_error_path(room, cap, err), size);
        if (cap > 0) {
            size_t part = cap - 1 < size ? cap - 1 : size;
            assert_memory_equal(room, path, part);
            assert_int_equal(room[part], '\0');
        }
        assert_canaries(room, cap);
        free(room);
    }
}

static void test_an_empty_path_is_an_empty_string(void **state)
{
    (void)state;
    static const ucr_error top = {0};
    expect_path(&top, "");
}

static void test_a_path_names_its_steps_from_the_top_down(void **state)
{
    (void)state;
    ucr_error err = {.steps = 1, .path = {{"result_detail", 0}}};
    expect_path(&err, "/result_detail");
    err = (ucr_error){.steps = 2, .path = {{"error_param", 0}, {NULL, 0}}};
    expect_path(&err, "/error_param/0");
    err = (ucr_error){.steps = 3,
                      .path = {{"details", 0}, {NULL, 3}, {"error_code", 0}}};
    expect_path(&err, "/details/3/error_code");
}

static void test_a_path_stops_after_its_steps(void **state)
{
    (void)state;
    ucr_error err = {.path = {{"details", 0}, {NULL, 3}, {"error_code", 0}}};
    expect_path(&err, "");
    err.steps = 1;
    expect_path(&err, "/details");
    err.steps = 2;
    expect_path(&err, "/details/3");
}

static void test_a_path_shows_every_index_in_decimal(void **state)
{
    (void)state;
    static const size_t indices[] = {0,     1,     9,          10,      99,
                                     65535, 65536, 1000000000, SIZE_MAX};
    for (size_t i = 0; i < COUNT_OF(indices); i++) {
        char path[UCR_MAX_PATH];
        ucr_error err = {.steps = 2,
                         .path = {{"error_param", 0}, {NULL, indices[i]}}};
        int len = snprintf(path, sizeof(path), "/error_param/%zu", indices[i]);
        assert_true(len > 0);
        expect_path(&err, path);
    }
}

static void test_the_longest_path_fits_the_documented_size(void **state)
{
    (void)state;
    static const char longest[] = "encoded_authorization_message";
    ucr_error err = {
        .steps = 3,
        .path = {{"error_param", 0}, {NULL, SIZE_MAX}, {longest, 0}}};
    assert_true(ucr_error_path(NULL, 0, &err) < UCR_MAX_PATH);
}

/* ---- Places ----------------------------------------------------------------
 */

static void expect_place(ucr_str body, size_t offset, size_t line,
                         size_t column)
{
    ucr_str exact = body.ptr == NULL ? body : block(body.ptr, body.len);
    size_t got_line = 77;
    size_t got_column = 77;
    ucr_error_locate(&got_line, &got_column, exact, offset);
    assert_int_equal(got_line, line);
    assert_int_equal(got_column, column);
    block_free(exact);
}

static void test_locate_counts_lines_and_columns_from_one(void **state)
{
    (void)state;
    static const ucr_str body = UCR_STR("{\n \"a\": 1\n}");
    expect_place(body, 0, 1, 1);
    expect_place(body, 2, 2, 1);
    expect_place(body, 3, 2, 2);
    expect_place(body, 8, 2, 7);
    expect_place(body, 10, 3, 1);
}

static void test_locate_puts_a_line_feed_on_the_line_it_ends(void **state)
{
    (void)state;
    expect_place((ucr_str)UCR_STR("{\n}"), 1, 1, 2);
    expect_place((ucr_str)UCR_STR("\n\n\n"), 0, 1, 1);
    expect_place((ucr_str)UCR_STR("\n\n\n"), 1, 2, 1);
    expect_place((ucr_str)UCR_STR("\n\n\n"), 2, 3, 1);
}

static void test_locate_ends_lines_at_line_feeds_alone(void **state)
{
    (void)state;
    static const ucr_str body = UCR_STR("{\r\n\"a\"\r:1\r\n}");
    expect_place(body, 1, 1, 2);
    expect_place(body, 2, 1, 3);
    expect_place(body, 3, 2, 1);
    expect_place(body, 7, 2, 5);
    expect_place(body, 10, 2, 8);
    expect_place(body, 11, 3, 1);
    expect_place((ucr_str)UCR_STR("a\xE2\x80\xA8"
                                  "b"),
                 4, 1, 5);
}

static void test_locate_counts_columns_in_bytes(void **state)
{
    (void)state;
    static const ucr_str body = UCR_STR("\xE8\xBF\x81" GRIN "x\t\0y");
    expect_place(body, 3, 1, 4);
    expect_place(body, 7, 1, 8);
    expect_place(body, 10, 1, 11);
    expect_place((ucr_str)UCR_STR("\xEF\xBB\xBF{"), 3, 1, 4);
}

static void test_locate_takes_the_length_as_an_offset(void **state)
{
    (void)state;
    expect_place((ucr_str)UCR_STR("{\"a\":"), 5, 1, 6);
    expect_place((ucr_str)UCR_STR("{\n\"a\":"), 6, 2, 5);
    expect_place((ucr_str)UCR_STR("{}\n"), 3, 2, 1);
    expect_place((ucr_str)UCR_STR("{}\r\n"), 4, 2, 1);
}

static void test_locate_takes_an_offset_past_the_end_as_the_length(void **s)
{
    (void)s;
    static const size_t beyond[] = {4, 5, 1000, SIZE_MAX};
    for (size_t i = 0; i < COUNT_OF(beyond); i++) {
        expect_place((ucr_str)UCR_STR("{}\n"), beyond[i], 2, 1);
        expect_place((ucr_str)UCR_STR("{}x"), beyond[i], 1, 4);
    }
}

static void test_locate_in_no_body_is_the_first_place(void **state)
{
    (void)state;
    static const size_t offsets[] = {0, 1, SIZE_MAX};
    for (size_t i = 0; i < COUNT_OF(offsets); i++) {
        expect_place((ucr_str)UCR_STR(""), offsets[i], 1, 1);
        expect_place(nothing, offsets[i], 1, 1);
    }
}

/* ---- Reading a description --------------------------------------------------
 */

typedef struct description {
    char *text;
    size_t len;
    ucr_str shown, pointer, reason; /* the three lines, without their LF */
} description;

static size_t cell_length(const char *at)
{
    unsigned char lead = (unsigned char)*at;
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/* Whether these are code points that a terminal takes as they are. */
static bool is_printable(ucr_str text)
{
    for (size_t at = 0; at < text.len; at += cell_length(text.ptr + at)) {
        unsigned char c = (unsigned char)text.ptr[at];
        size_t len = cell_length(text.ptr + at);
        if (c < 0x20 || c == 0x7F || (c >= 0x80 && c < 0xC2) || c > 0xF4 ||
            len > text.len - at) {
            return false;
        }
        for (size_t i = 1; i < len; i++) {
            if ((text.ptr[at + i] & 0xC0) != 0x80) {
                return false;
            }
        }
        /* What shows nothing unsafe comes out of ucr_text_show() unchanged. */
        char again[16];
        ucr_text point = {{text.ptr + at, len}, false};
        if (ucr_text_show(again, sizeof(again), point) != len) {
            return false;
        }
    }
    return true;
}

static ucr_str next_line(const char **at)
{
    const char *end = strchr(*at, '\n');
    assert_non_null(end);
    ucr_str line = {*at, (size_t)(end - *at)};
    *at = end + 1;
    return line;
}

static description describe(const ucr_error *err, ucr_str body)
{
    description result;
    ucr_str exact = body.ptr == NULL ? body : block(body.ptr, body.len);
    result.len = ucr_error_describe(NULL, 0, err, exact);
    result.text = room_of(result.len + 1);
    assert_int_equal(
        ucr_error_describe(result.text, result.len + 1, err, exact),
        result.len);
    assert_canaries(result.text, result.len + 1);
    assert_int_equal(strlen(result.text), result.len);
    const char *at = result.text;
    result.shown = next_line(&at);
    result.pointer = next_line(&at);
    result.reason = next_line(&at);
    assert_int_equal(*at, '\0');
    assert_true(is_printable(result.shown));
    assert_true(is_printable(result.reason));
    block_free(exact);
    return result;
}

/* The columns before the caret; nothing but blanks stands there. */
static size_t caret_column(ucr_str pointer)
{
    assert_true(pointer.len > 0);
    for (size_t i = 0; i + 1 < pointer.len; i++) {
        assert_int_equal(pointer.ptr[i], ' ');
    }
    assert_int_equal(pointer.ptr[pointer.len - 1], '^');
    return pointer.len - 1;
}

/* What stands in the shown line from the caret's column on. */
static ucr_str above_caret(const description *d)
{
    size_t at = 0;
    for (size_t i = caret_column(d->pointer); i > 0; i--) {
        assert_true(at < d->shown.len);
        at += cell_length(d->shown.ptr + at);
    }
    assert_true(at <= d->shown.len);
    return (ucr_str){d->shown.ptr + at, d->shown.len - at};
}

static bool starts_with(ucr_str text, ucr_str start)
{
    return text.len >= start.len && memcmp(text.ptr, start.ptr, start.len) == 0;
}

static bool contains(ucr_str text, const char *piece)
{
    size_t len = strlen(piece);
    for (size_t at = 0; at + len <= text.len; at++) {
        if (memcmp(text.ptr + at, piece, len) == 0) {
            return true;
        }
    }
    return false;
}

static ucr_error syntax_at(size_t offset)
{
    return (ucr_error){.code = UCR_E_SYNTAX, .offset = offset};
}

static void expect_picture(ucr_str body, size_t offset, const char *shown,
                           size_t column)
{
    ucr_error err = syntax_at(offset);
    description d = describe(&err, body);
    assert_int_equal(d.shown.len, strlen(shown));
    assert_memory_equal(d.shown.ptr, shown, d.shown.len);
    assert_int_equal(caret_column(d.pointer), column);
    free(d.text);
}

/* ---- Describing ------------------------------------------------------------
 */

static void test_describe_draws_the_line_and_a_caret(void **state)
{
    (void)state;
    static const ucr_str body = UCR_STR("{\n \"a\": x\n}");
    expect_picture(body, 0, "{", 0);
    expect_picture(body, 3, " \"a\": x", 1);
    expect_picture(body, 8, " \"a\": x", 6);
    expect_picture(body, 9, " \"a\": x", 7);
    expect_picture(body, 10, "}", 0);
}

static void test_describe_points_after_the_line_at_its_end(void **state)
{
    (void)state;
    expect_picture((ucr_str)UCR_STR("{\"a\":"), 5, "{\"a\":", 5);
    expect_picture((ucr_str)UCR_STR("{\"a\":"), 99, "{\"a\":", 5);
    expect_picture((ucr_str)UCR_STR("{\"a\":\n"), 6, "", 0);
    expect_picture((ucr_str)UCR_STR("{\"a\":\n"), 5, "{\"a\":", 5);
    expect_picture((ucr_str)UCR_STR(""), 0, "", 0);
    expect_picture(nothing, 0, "", 0);
    expect_picture(nothing, SIZE_MAX, "", 0);
}

static void test_describe_counts_a_character_as_one_column(void **state)
{
    (void)state;
    expect_picture((ucr_str)UCR_STR("\"\xC3\xA9\"x"), 4, "\"\xC3\xA9\"x", 3);
    expect_picture((ucr_str)UCR_STR("\"\xE8\xBF\x81" GRIN "\"x"), 9,
                   "\"\xE8\xBF\x81" GRIN "\"x", 4);
    expect_picture((ucr_str)UCR_STR(GRIN GRIN), 4, GRIN GRIN, 1);
}

static void test_describe_shows_controls_as_names(void **state)
{
    (void)state;
    expect_picture((ucr_str)UCR_STR("\"\x1B[2J\"x"), 6, "\"\\u{1b}[2J\"x", 11);
    expect_picture((ucr_str)UCR_STR("\t{x"), 2, "\\u{9}{x", 6);
    expect_picture((ucr_str)UCR_STR("{\r\n}"), 1, "{\\u{d}", 1);
    expect_picture((ucr_str)UCR_STR("a\0b\x7F"
                                    "c"),
                   4, "a\\u{0}b\\u{7f}c", 13);
    expect_picture((ucr_str)UCR_STR("\xE2\x80\xAE\xC2\x9Bx"), 5,
                   "\\u{202e}\\u{9b}x", 14);
    expect_picture((ucr_str)UCR_STR("\xE2\x80\xA8x"), 3, "\\u{2028}x", 8);
    expect_picture((ucr_str)UCR_STR("\"\x01\""), 1, "\"\\u{1}\"", 1);
}

static void test_describe_replaces_bytes_that_are_no_utf8(void **state)
{
    (void)state;
    expect_picture((ucr_str)UCR_STR("\"\xFF\xFE\"x"), 4, "\"" BAD BAD "\"x", 4);
    expect_picture((ucr_str)UCR_STR("\"\xE4\xBD"), 1, "\"" BAD BAD, 1);
    expect_picture((ucr_str)UCR_STR("\"\xE4\xBD"), 3, "\"" BAD BAD, 3);
    expect_picture((ucr_str)UCR_STR("\xFF\xFE{"), 0, BAD BAD "{", 0);
}

static void test_describe_shows_escapes_of_the_body_as_they_are(void **state)
{
    (void)state;
    expect_picture((ucr_str)UCR_STR("\"\\u001b\\n\"x"), 10, "\"\\u001b\\n\"x",
                   10);
}

static void test_describe_gives_the_name_the_path_and_the_sentence(void **s)
{
    (void)s;
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        ucr_code code = (ucr_code)codes[i].code;
        ucr_error err = {
            .code = code,
            .steps = 3,
            .path = {{"details", 0}, {NULL, 3}, {"error_code", 0}}};
        description d = describe(&err, (ucr_str)UCR_STR("{}"));
        assert_true(contains(d.reason, codes[i].name));
        assert_true(contains(d.reason, "/details/3/error_code"));
        assert_true(contains(d.reason, ucr_code_text(code)));
        free(d.text);
    }
}

static void test_describe_leaves_out_an_empty_path(void **state)
{
    (void)state;
    ucr_error err = syntax_at(1);
    description d = describe(&err, (ucr_str)UCR_STR("{x"));
    assert_true(contains(d.reason, ucr_code_text(UCR_E_SYNTAX)));
    assert_false(contains(d.reason, " at "));
    free(d.text);
}

static void test_describe_shows_unknown_codes_too(void **state)
{
    (void)state;
    ucr_error err = {.code = (ucr_code)999};
    description d = describe(&err, (ucr_str)UCR_STR("{}"));
    assert_true(contains(d.reason, "UCR_E_?"));
    free(d.text);
}

/* A long line of this filler with a mark in the middle. */
static ucr_str long_line(const char *filler, size_t before, size_t after)
{
    static char line[65536];
    size_t piece = strlen(filler);
    size_t len = 0;
    assert_true((before + after) * piece + 1 <= sizeof(line));
    for (size_t i = 0; i < before; i++, len += piece) {
        memcpy(line + len, filler, piece);
    }
    line[len] = 'X';
    len++;
    for (size_t i = 0; i < after; i++, len += piece) {
        memcpy(line + len, filler, piece);
    }
    return (ucr_str){line, len};
}

static void test_describe_shortens_a_long_line_around_the_offset(void **state)
{
    (void)state;
    static const char *const fillers[] = {
        "a", "\xC3\xA9", "\xE8\xBF\x81", GRIN, "\x01", "\xFF", "\x1B\xC3\xA9"};
    static const size_t sizes[] = {0, 1, 36, 37, 39, 40, 41, 42, 43, 44, 2000};
    for (size_t i = 0; i < COUNT_OF(fillers); i++) {
        for (size_t k = 0; k < COUNT_OF(sizes) * COUNT_OF(sizes); k++) {
            size_t before = sizes[k % COUNT_OF(sizes)];
            size_t after = sizes[k / COUNT_OF(sizes)];
            ucr_str body = long_line(fillers[i], before, after);
            ucr_error err = syntax_at(before * strlen(fillers[i]));
            description d = describe(&err, body);
            assert_true(starts_with(above_caret(&d), (ucr_str)UCR_STR("X")));
            assert_true(caret_column(d.pointer) < 600);
            assert_true(d.len < 2000);
            free(d.text);
        }
    }
}

static void test_describe_shortens_between_characters(void **state)
{
    (void)state;
    static const char *const fillers[] = {"\xC3\xA9", "\xE8\xBF\x81", GRIN,
                                          "a\xC3\xA9", "a\xE8\xBF\x81"};
    for (size_t i = 0; i < COUNT_OF(fillers); i++) {
        size_t piece = strlen(fillers[i]);
        ucr_str body = long_line(fillers[i], 100, 100);
        for (size_t k = 0; k < 200; k++) {
            /* The mark stands between the pieces. */
            ucr_error err = syntax_at(k * piece + (k > 100));
            description d = describe(&err, body);
            assert_false(contains(d.shown, BAD));
            free(d.text);
        }
    }
}

static void test_describe_shows_a_short_line_whole(void **state)
{
    (void)state;
    ucr_str body = long_line("a", 20, 20);
    ucr_error err = syntax_at(20);
    description d = describe(&err, body);
    assert_int_equal(d.shown.len, body.len);
    assert_memory_equal(d.shown.ptr, body.ptr, body.len);
    free(d.text);
}

static void test_describe_says_where_it_left_something_out(void **state)
{
    (void)state;
    ucr_str body = long_line("a", 2000, 2000);
    ucr_error err = syntax_at(2000);
    description d = describe(&err, body);
    assert_true(starts_with(d.shown, (ucr_str)UCR_STR("...")));
    assert_memory_equal(d.shown.ptr + d.shown.len - 3, "...", 3);
    free(d.text);
}

static void test_describe_of_a_long_line_is_bounded(void **state)
{
    (void)state;
    size_t size = (size_t)1 << 20;
    char *bytes = malloc(size);
    assert_non_null(bytes);
    memset(bytes, '[', size);
    static const size_t offsets[] = {0, 512, (size_t)1 << 19};
    for (size_t i = 0; i < COUNT_OF(offsets); i++) {
        ucr_error err = syntax_at(offsets[i]);
        assert_true(ucr_error_describe(NULL, 0, &err, (ucr_str){bytes, size}) <
                    1000);
    }
    free(bytes);
}

/* The cell of each code point of the body must stand above the caret. */
static void test_describe_points_at_every_character_of_a_line(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "a", "\xC3\xA9", "\x1B",         GRIN, "\x7F", "\xE8\xBF\x81",
        "{", "\xC2\x85", "\xE2\x80\xAE", "\""};
    char body[1024];
    size_t starts[300];
    size_t len = 0;
    for (size_t i = 0; i < COUNT_OF(starts); i++) {
        const char *piece = pieces[i * 7 % COUNT_OF(pieces)];
        starts[i] = len;
        memcpy(body + len, piece, strlen(piece));
        len += strlen(piece);
    }
    for (size_t i = 0; i < COUNT_OF(starts); i++) {
        char cell[16];
        const char *piece = pieces[i * 7 % COUNT_OF(pieces)];
        size_t width = ucr_text_show(cell, sizeof(cell), ucr_text_of(piece));
        ucr_error err = syntax_at(starts[i]);
        description d = describe(&err, (ucr_str){body, len});
        assert_true(starts_with(above_caret(&d), (ucr_str){cell, width}));
        free(d.text);
    }
}

static void test_describe_prints_nothing_unsafe_whatever_the_body(void **state)
{
    (void)state;
    for (int c = 0; c < 256; c++) {
        for (size_t at = 0; at < 4; at++) {
            char body[] = {'"', '\xC3', '\xE2', '\x80'};
            body[at] = (char)c;
            for (size_t offset = 0; offset <= 4; offset++) {
                ucr_error err = syntax_at(offset);
                description d = describe(&err, (ucr_str){body, 4});
                assert_true(caret_column(d.pointer) <= d.shown.len);
                free(d.text);
            }
        }
    }
}

static void test_describe_takes_an_offset_inside_a_character(void **state)
{
    (void)state;
    ucr_str body = long_line(GRIN, 100, 100);
    for (size_t offset = 0; offset <= body.len; offset++) {
        ucr_error err = syntax_at(offset);
        description d = describe(&err, body);
        assert_true(d.len < 2000);
        free(d.text);
    }
}

static void expect_every_capacity(const ucr_error *err, ucr_str body)
{
    description whole = describe(err, body);
    for (size_t cap = 0; cap <= whole.len + 2; cap++) {
        char *room = room_of(cap);
        assert_int_equal(ucr_error_describe(room, cap, err, body), whole.len);
        if (cap > 0) {
            const char *end = memchr(room, '\0', cap);
            assert_non_null(end);
            size_t part = (size_t)(end - room);
            /* At most a code point or the name of one is left out. */
            assert_true(part + 9 > (cap - 1 < whole.len ? cap - 1 : whole.len));
            assert_memory_equal(room, whole.text, part);
            assert_int_not_equal(whole.text[part] & 0xC0, 0x80);
        }
        assert_canaries(room, cap);
        free(room);
    }
    free(whole.text);
}

static void test_describe_at_every_capacity(void **state)
{
    (void)state;
    ucr_error err = {.code = UCR_E_CONTROL,
                     .offset = 10,
                     .steps = 2,
                     .path = {{"error_param", 0}, {NULL, 12}}};
    expect_every_capacity(
        &err, (ucr_str)UCR_STR("\xE8\xBF\x81\x1B" GRIN "\xFF\"\x01 x\nend"));
    expect_every_capacity(&err, long_line("\xC3\xA9", 300, 300));
    expect_every_capacity(&err, nothing);
}

/* ---- Errors of real calls ---------------------------------------------------
 */

static void test_success_leaves_an_error_all_zero(void **state)
{
    (void)state;
    ucr_error err;
    memset(&err, 0x33, sizeof(err));
    assert_int_equal(ucr_check_token(ucr_str_of("T"), &err), UCR_OK);
    assert_zero(&err, sizeof(err));
    ucr_response response;
    memset(&err, 0x33, sizeof(err));
    assert_int_equal(
        ucr_decode_response(&response, 200, ucr_str_of("{}"), NULL, &err),
        UCR_OK);
    assert_zero(&err, sizeof(err));
}

static void test_an_error_holds_no_bytes_of_the_body(void **state)
{
    (void)state;
    ucr_request request;
    ucr_error err;
    char before[UCR_MAX_PATH];
    char after[UCR_MAX_PATH];
    char body[] = "{\"command_name\":7,\"result\":\"fail\"}";
    assert_int_equal(ucr_decode_request(&request, ucr_str_of(body), NULL, &err),
                     UCR_E_TYPE);
    ucr_error_path(before, sizeof(before), &err);
    memset(body, '#', sizeof(body) - 1);
    ucr_error_path(after, sizeof(after), &err);
    assert_string_equal(before, "/command_name");
    assert_string_equal(after, "/command_name");
}

static void test_describe_draws_the_error_of_a_real_call(void **state)
{
    (void)state;
    static const ucr_str body = UCR_STR("{\"command_name\":\"START\",\n"
                                        " \"result\":\"maybe\"}\n");
    ucr_request request;
    ucr_error err;
    assert_int_equal(ucr_decode_request(&request, body, NULL, &err),
                     UCR_E_ENUM);
    description d = describe(&err, body);
    assert_int_equal(caret_column(d.pointer), 10);
    assert_true(contains(d.shown, " \"result\":\"maybe\"}"));
    assert_true(contains(d.reason, "UCR_E_ENUM"));
    assert_true(contains(d.reason, "/result"));
    free(d.text);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codes_have_their_numbers_and_names),
        cmocka_unit_test(test_every_code_has_a_sentence_of_its_own),
        cmocka_unit_test(test_other_numbers_are_no_codes),
        cmocka_unit_test(test_words_are_the_same_string_each_time),
        cmocka_unit_test(test_version_is_that_of_the_header),
        cmocka_unit_test(test_an_empty_path_is_an_empty_string),
        cmocka_unit_test(test_a_path_names_its_steps_from_the_top_down),
        cmocka_unit_test(test_a_path_stops_after_its_steps),
        cmocka_unit_test(test_a_path_shows_every_index_in_decimal),
        cmocka_unit_test(test_the_longest_path_fits_the_documented_size),
        cmocka_unit_test(test_locate_counts_lines_and_columns_from_one),
        cmocka_unit_test(test_locate_puts_a_line_feed_on_the_line_it_ends),
        cmocka_unit_test(test_locate_ends_lines_at_line_feeds_alone),
        cmocka_unit_test(test_locate_counts_columns_in_bytes),
        cmocka_unit_test(test_locate_takes_the_length_as_an_offset),
        cmocka_unit_test(
            test_locate_takes_an_offset_past_the_end_as_the_length),
        cmocka_unit_test(test_locate_in_no_body_is_the_first_place),
        cmocka_unit_test(test_describe_draws_the_line_and_a_caret),
        cmocka_unit_test(test_describe_points_after_the_line_at_its_end),
        cmocka_unit_test(test_describe_counts_a_character_as_one_column),
        cmocka_unit_test(test_describe_shows_controls_as_names),
        cmocka_unit_test(test_describe_replaces_bytes_that_are_no_utf8),
        cmocka_unit_test(test_describe_shows_escapes_of_the_body_as_they_are),
        cmocka_unit_test(
            test_describe_gives_the_name_the_path_and_the_sentence),
        cmocka_unit_test(test_describe_leaves_out_an_empty_path),
        cmocka_unit_test(test_describe_shows_unknown_codes_too),
        cmocka_unit_test(test_describe_shortens_a_long_line_around_the_offset),
        cmocka_unit_test(test_describe_shortens_between_characters),
        cmocka_unit_test(test_describe_shows_a_short_line_whole),
        cmocka_unit_test(test_describe_says_where_it_left_something_out),
        cmocka_unit_test(test_describe_of_a_long_line_is_bounded),
        cmocka_unit_test(test_describe_points_at_every_character_of_a_line),
        cmocka_unit_test(test_describe_prints_nothing_unsafe_whatever_the_body),
        cmocka_unit_test(test_describe_takes_an_offset_inside_a_character),
        cmocka_unit_test(test_describe_at_every_capacity),
        cmocka_unit_test(test_success_leaves_an_error_all_zero),
        cmocka_unit_test(test_an_error_holds_no_bytes_of_the_body),
        cmocka_unit_test(test_describe_draws_the_error_of_a_real_call),
    };
    return cmocka_run_group_tests_name("error", tests, NULL, NULL);
}
