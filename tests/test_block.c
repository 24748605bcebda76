/* SPDX-License-Identifier: MIT */
/*
 * block.c against the byte-wise scanner of the portable copy: a yes is right
 * and ends where that one ends, and what that one takes is known to be right
 * but for what `is_beyond` names. Every instruction set that the processor has
 * is tried on its own; every value lies against a page that cannot be touched.
 */
#include "block.h"
#include "bytes.h"
#include "guard.h"
#include "scan.h"
#include "seeds.h"
#include "support.h"

#include <string.h>

#define BLOCK ((size_t)64)
#define MAX_VALUE ((size_t)131072)

/* The portable copy's names for what scan.h and bytes.h declare. */
bool ucr_twin_scan_value(ucr_scan *scan, ucr_json *out);
bool ucr_twin_scan_string(ucr_scan *scan, ucr_text *out);
int ucr_twin_utf8_length(const char *at, const char *end);

/* ---- A value that a test puts together -------------------------------------
 */

static char value[MAX_VALUE];
static size_t value_len;

static void put(const char *bytes, size_t len)
{
    assert_true(len <= MAX_VALUE - value_len);
    if (len > 0) {
        memcpy(value + value_len, bytes, len);
        value_len += len;
    }
}

static void put_str(const char *text)
{
    put(text, strlen(text));
}

static void put_byte(unsigned byte)
{
    const char c = (char)byte;
    put(&c, 1);
}

/* White space, an array's string or its numbers, up to a place in the value. */
static void pad_to(size_t place, unsigned kind)
{
    static const char *const units[] = {" ", "a", "1,", "[],", "{\"\":0},"};
    const char *unit = units[kind % COUNT_OF(units)];
    const bool string = *unit == 'a';
    if (string && value_len + 3 <= place) {
        put_str("\"");
        while (value_len + 2 < place) {
            put_str(unit);
        }
        put_str("\",");
    }
    while (!string && value_len + strlen(unit) <= place) {
        put_str(unit);
    }
    while (value_len < place) {
        put_str(" ");
    }
}

/* ---- Judging ---------------------------------------------------------------
 */

static unsigned long known;
static unsigned long taken;

/* The most brackets that are open at once. */
static size_t depth_of(ucr_str json)
{
    size_t depth = 0;
    size_t most = 0;
    bool in_string = false;
    for (size_t i = 0; i < json.len; i++) {
        const char c = json.ptr[i];
        if (in_string && c == '\\') {
            i++;
        } else if (c == '"') {
            in_string = !in_string;
        } else if (!in_string && (c == '{' || c == '[')) {
            depth++;
            most = depth > most ? depth : most;
        } else if (!in_string && (c == '}' || c == ']')) {
            depth--;
        }
    }
    return most;
}

/* What is right and may still not be known to be: deeper than a word has bits,
 * and, in the last block, what is not ASCII after the end. */
static bool is_beyond(ucr_str json, const char *end)
{
    const char *to = json.ptr + json.len;
    const char *last = json.ptr + (json.len + BLOCK - 1) / BLOCK * BLOCK;
    for (const char *at = to; at < end && at < last; at++) {
        if ((*at & 0x80) != 0) {
            return true;
        }
    }
    return depth_of(json) > 62;
}

static void explain_value(ucr_str body, ucr_block_set set, const char *what)
{
    print_error("set %d, %zu bytes, %s: %.*s\n", (int)set, body.len, what,
                (int)(body.len < 400 ? body.len : 400), body.ptr);
    fail();
}

static void judge_by(ucr_block_set set, ucr_str body, const ucr_scan *scan,
                     size_t levels)
{
    const char *end = body.ptr + body.len;
    const bool right = scan->code == UCR_OK;
    const char *to =
        ucr_block_value_by(set, body.ptr, end, levels, scan->strict);
    if (to != NULL && !right) {
        explain_value(body, set, "a yes to what is wrong");
    }
    if (to != NULL && to != scan->at) {
        explain_value(body, set, "another end");
    }
    const ucr_str json = {body.ptr, (size_t)(scan->at - body.ptr)};
    if (to == NULL && right && !is_beyond(json, end)) {
        explain_value(body, set, "no yes to what is right");
    }
    known += to != NULL;
    taken += right;
}

/* The value with these limits. It begins with a bracket. */
static void judge_under(size_t levels, bool strict)
{
    static unsigned side;
    const ucr_options options = {.max_depth = levels,
                                 .profile = strict ? UCR_STRICT : UCR_INTEROP};
    const char *at = side++ % 4 == 0 ? guard_before(value, value_len)
                                     : guard_after(value, value_len);
    const ucr_str body = {at, value_len};
    ucr_scan scan;
    ucr_scan_start(&scan, body, &options);
    ucr_json json;
    ucr_twin_scan_value(&scan, &json);
    for (int set = UCR_BLOCK_AVX2; set <= (int)ucr_block_best(); set++) {
        judge_by((ucr_block_set)set, body, &scan, levels);
    }
}

static void judge(void)
{
    judge_under(UCR_DEFAULT_MAX_DEPTH, false);
}

static int start_counting(void **state)
{
    (void)state;
    known = 0;
    taken = 0;
    return 0;
}

/* That some of what was tried was right, and known to be. */
static void assert_some_known(void)
{
    assert_true(known > 0);
    assert_true(known <= taken);
}

/* ---- Seeds -----------------------------------------------------------------
 */

static void judge_seed_at(ucr_str seed, size_t place)
{
    value_len = 0;
    put_str("[");
    pad_to(place + 1, (unsigned)place);
    put(seed.ptr, seed.len);
    put_str(place % 3 == 0 ? ",{\"a\":[1,true]}]" : "]");
    judge_under(place % 7 == 0 ? 130 : 60, place % 2 == 0);
}

static void judge_seed(ucr_str seed, const void *context)
{
    (void)context;
    for (size_t place = 0; place <= 130; place++) {
        judge_seed_at(seed, place);
    }
}

static void test_every_seed_at_every_place(void **state)
{
    (void)state;
    each_seed("json/accept", judge_seed, NULL);
    each_seed("json/refuse", judge_seed, NULL);
    assert_some_known();
}

/* ---- All short values ------------------------------------------------------
 */

static const char *const tokens[] = {
    "{",  "[",    "}", "]", ":", ",",         "\"a\"",        "\"\"",
    "1",  "-0.5", "0", " ", "e", "\"\\n\\\"", "\"\xC3\xA9\"", "null",
    "\"", "\\"};

static void put_tokens(size_t number, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        put_str(tokens[number % COUNT_OF(tokens)]);
        number /= COUNT_OF(tokens);
    }
}

static size_t power(size_t base, size_t exponent)
{
    size_t result = 1;
    while (exponent-- > 0) {
        result *= base;
    }
    return result;
}

static void test_all_values_of_up_to_five_tokens(void **state)
{
    (void)state;
    for (size_t count = 1; count <= 5; count++) {
        /* The first one is an opening bracket. */
        for (size_t i = 0; i < power(COUNT_OF(tokens), count - 1); i++) {
            for (size_t bracket = 0; bracket < 2; bracket++) {
                value_len = 0;
                put_str(tokens[bracket]);
                put_tokens(i, count - 1);
                judge();
            }
        }
    }
    assert_some_known();
}

static void test_all_four_tokens_across_a_block_boundary(void **state)
{
    (void)state;
    for (size_t i = 0; i < power(COUNT_OF(tokens), 4); i++) {
        value_len = 0;
        put_str(i % 2 == 0 ? "[" : "{\"a\":[");
        pad_to(BLOCK - 1 - i % 5, (unsigned)(i / 5));
        put_tokens(i, 4);
        put_str(i % 2 == 0 ? "]" : "]}");
        judge();
    }
    assert_some_known();
}

/* Five bytes that are a scalar, or more than one; `number` says which. */
static void judge_scalar(size_t number, size_t place)
{
    static const char bytes[] = {'0', '1', '-', '+', '.', 'e', 'E', 't'};
    static const char *const tails[] = {"]", " ,0]", ",{}]"};
    value_len = 0;
    put_str("[");
    pad_to(place, (unsigned)(number % 2));
    for (size_t i = 0, rest = number; i < 5; i++) {
        put(&bytes[rest % COUNT_OF(bytes)], 1);
        rest /= COUNT_OF(bytes);
    }
    put_str(tails[number % COUNT_OF(tails)]);
    judge();
}

static void test_all_scalars_of_five_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < power(8, 5); i++) {
        judge_scalar(i, BLOCK / 2);
        judge_scalar(i, BLOCK - 6);
        judge_scalar(i, BLOCK - 1 - i % 5);
    }
    assert_some_known();
}

/* A word with one byte changed, at each place around a boundary. */
static void judge_changed(const char *word, size_t changed, unsigned byte)
{
    const size_t len = strlen(word);
    for (size_t place = BLOCK - len - 1; place <= BLOCK; place++) {
        value_len = 0;
        put_str("[");
        pad_to(place, byte);
        put(word, len);
        value[place + changed] = (char)byte;
        put_str("]");
        judge();
    }
}

static void test_literals_and_numbers_with_one_byte_changed(void **state)
{
    (void)state;
    static const char *const words[] = {"true", "false", "null", "-120.5e+10"};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        for (size_t k = 0; k < strlen(words[i]); k++) {
            for (unsigned byte = 0; byte < 256; byte++) {
                judge_changed(words[i], k, byte);
            }
        }
    }
    assert_some_known();
}

/* ---- Strings ---------------------------------------------------------------
 */

static void test_every_byte_after_a_backslash(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        for (size_t place = BLOCK - 4; place <= BLOCK; place++) {
            value_len = 0;
            put_str("[");
            pad_to(place - 1, byte);
            put_str("\"\\");
            put_byte(byte);
            put_str("00e9\"]");
            judge();
        }
    }
    assert_some_known();
}

static void test_every_byte_in_a_string(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        for (size_t place = 2; place < 2 * BLOCK; place++) {
            value_len = 0;
            put_str("[\"");
            while (value_len < place) {
                put_str("x");
            }
            put_byte(byte);
            put_str("y\"]");
            judge();
        }
    }
    assert_some_known();
}

/* Odd and even runs of backslashes before a quote, wherever they begin. */
static void test_runs_of_backslashes(void **state)
{
    (void)state;
    for (size_t run = 0; run <= BLOCK + 6; run++) {
        for (size_t place = 0; place < BLOCK; place++) {
            value_len = 0;
            put_str("[\"");
            for (size_t i = 0; i < place; i++) {
                put_str("x");
            }
            for (size_t i = 0; i < run; i++) {
                put_str("\\");
            }
            put_str("\",\"\"]");
            judge();
        }
    }
    assert_some_known();
}

static void test_hex_digits_and_surrogates(void **state)
{
    (void)state;
    static const char *const escapes[] = {"\\uD7FF",
                                          "\\uD800",
                                          "\\udbff",
                                          "\\uDC00",
                                          "\\udFFF",
                                          "\\uE000",
                                          "\\u00g0",
                                          "\\u0G00",
                                          "\\ud83d\\ude00",
                                          "\\u12",
                                          "\\ugggg",
                                          "\\u000:",
                                          "\\u/000",
                                          "\\uABCD\\uabcd",
                                          "\\uDBFF\\uDFFF",
                                          "\\uD800\\uD800\\uDC00",
                                          "\\uD83D\\uDE00\\uDE00",
                                          "\\uD83D\\\\uDE00",
                                          "\\\\uD83D\\uDE00",
                                          "\\uD83Du\\uDE00",
                                          "\\uD83D\\n",
                                          "\\uD83D\\uE000",
                                          "\\uD83D\\uDBFF",
                                          "\\uD83D\\uDEg0",
                                          "\\uD83D\\uDE0",
                                          "\\uD83D\\u",
                                          "\\uD83D\\",
                                          "\\uD83D\",\"\\uDE00",
                                          "\\uD83D\\UDE00",
                                          "\\uD83DxuDE00",
                                          "\\ud83d\\ude00\\ud83d\\ude01"};
    for (size_t i = 0; i < COUNT_OF(escapes); i++) {
        for (size_t place = BLOCK - 20; place <= BLOCK + 1; place++) {
            for (unsigned strict = 0; strict < 2; strict++) {
                value_len = 0;
                put_str("[");
                pad_to(place - 1, (unsigned)place);
                put_str("\"");
                put_str(escapes[i]);
                put_str("\"]");
                judge_under(UCR_DEFAULT_MAX_DEPTH, strict != 0);
            }
        }
    }
    assert_some_known();
}

/* ---- UTF-8 -----------------------------------------------------------------
 */

/* Bytes at which a continuation begins to be right, or ceases to be. */
static const unsigned char edges[] = {0x00, 0x22, 0x41, 0x7F, 0x80, 0x8F, 0x90,
                                      0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE1, 0xFF};

/* Contents of a string and what follows, by each set in both profiles, against
 * the byte-wise scanner. */
static void judge_text_by(ucr_block_set set, ucr_str body, bool strict)
{
    const ucr_options options = {.max_depth = 1,
                                 .profile = strict ? UCR_STRICT : UCR_INTEROP};
    const char *end = body.ptr + body.len;
    ucr_scan scan;
    ucr_scan_start(&scan, body, &options);
    ucr_text text;
    ucr_text found = {{NULL, 0}, false};
    const bool right = ucr_twin_scan_string(&scan, &text);
    const char *to = ucr_block_string_by(set, body.ptr + 1, body.ptr + 1, end,
                                         strict, &found);
    if (to != NULL &&
        (!right || to != scan.at || found.raw.ptr != text.raw.ptr ||
         found.raw.len != text.raw.len || found.escaped != text.escaped)) {
        explain_value(body, set, "a string that is not right");
    }
    if (to == NULL && right) {
        explain_value(body, set, "a string that is not known");
    }
    known += to != NULL;
    taken += right;
}

static void judge_text(const char *bytes, size_t len)
{
    char quoted[512] = "\"";
    assert_true(len < sizeof(quoted));
    memcpy(quoted + 1, bytes, len);
    const ucr_str bodies[] = {{guard_before(quoted, len + 1), len + 1},
                              {guard_after(quoted, len + 1), len + 1}};
    for (int set = UCR_BLOCK_AVX2; set <= (int)ucr_block_best(); set++) {
        for (size_t i = 0; i < COUNT_OF(bodies); i++) {
            judge_text_by((ucr_block_set)set, bodies[i], false);
            judge_text_by((ucr_block_set)set, bodies[i], true);
        }
    }
}

/* A sequence where it lies across vectors of 32 bytes, and across blocks. */
static void judge_sequence(const unsigned char *sequence, size_t len,
                           size_t before)
{
    char text[4 * 32];
    memset(text, 'x', sizeof(text));
    const size_t from = 32 - before;
    memcpy(text + from, sequence, len);
    text[from + len] = '"';
    judge_text(text, 32 * 3);
    value_len = 0;
    put_str("[\"");
    while (value_len < BLOCK - before) {
        put_str("x");
    }
    put((const char *)sequence, len);
    put_str("\"]");
    judge();
}

static void test_all_two_bytes_as_utf8(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 65536; i++) {
        const unsigned char pair[] = {(unsigned char)(i >> 8),
                                      (unsigned char)i};
        judge_sequence(pair, 2, i % 3);
    }
    assert_some_known();
}

static void test_three_and_four_bytes_as_utf8(void **state)
{
    (void)state;
    const size_t count = COUNT_OF(edges);
    for (unsigned lead = 0xE0; lead < 0x100; lead++) {
        for (size_t i = 0; i < power(count, 3); i++) {
            const unsigned char bytes[] = {
                (unsigned char)lead, edges[i % count], edges[i / count % count],
                edges[i / count / count]};
            judge_sequence(bytes, 4, i % 5);
            if (i < power(count, 2)) {
                judge_sequence(bytes, 3, i % 4);
            }
        }
    }
    assert_some_known();
}

/* What is cut at the end of the bytes is not known; before that it is. */
static void test_texts_of_every_length(void **state)
{
    (void)state;
    static const char *const units[] = {"a", "\xC3\xA9", "\xE8\xBF\x81",
                                        "\xF0\x9F\x98\x80"};
    char text[256];
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        const size_t size = strlen(units[i]);
        for (size_t len = 0; len <= 100; len++) {
            for (size_t k = 0; k < len; k++) {
                text[k] = units[i][k % size];
            }
            memset(text + len, '"', 32);
            judge_text(text, len + 32);
            judge_text(text, len);
        }
    }
    assert_some_known();
}

/* An escape, or what looks like one, at every place, so many bytes before the
 * end. Then with more than a vector after it in which nothing ends: letters,
 * which a backslash that is remembered for too long would make escapes. */
static void judge_escape_everywhere(const char *escape, size_t len)
{
    char text[256];
    for (size_t before = 0; before < 2 * BLOCK + 2; before++) {
        memset(text, before % 2 == 0 ? 'x' : '\\', before);
        memcpy(text + before, escape, len);
        memcpy(text + before + len, "\"", 1);
        judge_text(text, before + len);
        judge_text(text, before + len + 1);
        memset(text + before + len + 1, ' ', BLOCK);
        judge_text(text, before + len + 1 + before % BLOCK);
        memset(text + before + len, 'n', BLOCK);
        memcpy(text + before + len + BLOCK, "\"", 1);
        judge_text(text, before + len + BLOCK + 1);
    }
}

static void test_escapes_in_strings(void **state)
{
    (void)state;
    for (unsigned byte = 0; byte < 256; byte++) {
        const char escape[] = {'\\', (char)byte};
        judge_escape_everywhere(escape, 2);
    }
    for (size_t count = 0; count < 8; count++) {
        judge_escape_everywhere("\\\\\\\\\\\\\\\\", count);
    }
    static const char *const more[] = {"\\u0041",
                                       "\\uD800",
                                       "\\uDC00",
                                       "\\ud83d\\ude00",
                                       "\\u004",
                                       "\\u",
                                       "\\ud83d\\ud83d\\ude00",
                                       "\\uD83D\xC3\xA9",
                                       "\xF0\x9F\x98\x80\\uDE00",
                                       "\xF0\x9F\x98\\n",
                                       "\xE8\xBF\\\"",
                                       "\\u00G1",
                                       "\\u12345",
                                       "\\n\xC3\xA9",
                                       "\xE8\xBF\x81\\\"",
                                       "\x1F",
                                       "\xC3\\n",
                                       "\\\"\\\\\\/\\b",
                                       "\\\xC3\xA9"};
    for (size_t i = 0; i < COUNT_OF(more); i++) {
        judge_escape_everywhere(more[i], strlen(more[i]));
    }
    assert_some_known();
}

/* A sequence, and an escape so many bytes after it: what was wrong in a block
 * is so in the end, though a string with an escape is begun again. */
static void judge_escape_after(const char *sequence, size_t before, size_t gap)
{
    char text[256];
    const size_t len = strlen(sequence);
    const size_t at = before + len + gap;
    memset(text, 'x', sizeof(text));
    memcpy(text + before, sequence, len);
    memcpy(text + at, "\\n\"", 3);
    judge_text(text, at + 3);
}

static void test_sequences_blocks_before_an_escape(void **state)
{
    (void)state;
    static const char *const sequences[] = {"\xC3\xA9",
                                            "\xE8\xBF\x81",
                                            "\xF0\x9F\x98\x80",
                                            "\x80",
                                            "\xC3",
                                            "\xE8\xBF",
                                            "\xF0\x9F\x98",
                                            "\xC0\x80",
                                            "\xE0\x80\x80",
                                            "\xED\xA0\x80",
                                            "\xF4\x90\x80\x80",
                                            "\xFF",
                                            "\xE8\xBF\x81\x81"};
    for (size_t i = 0; i < COUNT_OF(sequences); i++) {
        for (size_t before = 0; before <= BLOCK + 2; before += 1 + i % 3) {
            for (size_t gap = 0; gap <= BLOCK + 2; gap++) {
                judge_escape_after(sequences[i], before, gap);
            }
        }
    }
    assert_some_known();
}

/* ---- Brackets --------------------------------------------------------------
 */

/* So many, every third one curly; one of them may be closed by the other
 * kind. */
static void put_nested(size_t depth, size_t wrong)
{
    for (size_t i = 0; i < depth; i++) {
        put_str(i % 3 == 2 ? "{\"k\":" : "[");
    }
    put_str("0");
    for (size_t i = depth; i-- > 0;) {
        put_str((i % 3 == 2) != (i == wrong) ? "}" : "]");
    }
}

static void test_depth_up_to_and_over_the_limit(void **state)
{
    (void)state;
    for (size_t depth = 1; depth <= 70; depth++) {
        for (size_t levels = 1; levels <= 72; levels++) {
            value_len = 0;
            put_nested(depth, SIZE_MAX);
            judge_under(levels, false);
        }
    }
    assert_some_known();
}

static void test_brackets_closed_by_the_other_kind(void **state)
{
    (void)state;
    for (size_t depth = 1; depth <= 66; depth++) {
        for (size_t wrong = 0; wrong < depth; wrong++) {
            value_len = 0;
            put_nested(depth, wrong);
            judge_under(UCR_MAX_DEPTH, false);
        }
    }
    assert_true(known == 0);
}

/* Who saw a bracket may find that it has changed: then there is no right
 * answer, but nothing outside of the body is read, and no view given of it. */
static void judge_first_byte(unsigned byte)
{
    value[0] = (char)byte;
    for (int set = UCR_BLOCK_AVX2; set <= (int)ucr_block_best(); set++) {
        for (unsigned side = 0; side < 2; side++) {
            const char *at = side == 0 ? guard_before(value, value_len)
                                       : guard_after(value, value_len);
            const char *end = at + value_len;
            const char *to = ucr_block_value_by((ucr_block_set)set, at, end,
                                                UCR_DEFAULT_MAX_DEPTH, false);
            assert_true(to == NULL || (to > at && to <= end));
        }
    }
}

static void test_every_first_byte_after_a_bracket_was_seen(void **state)
{
    (void)state;
    static const char *const tails[] = {"", "]", "}", "}{", ":1}", "  ]}"};
    for (size_t i = 0; i < COUNT_OF(tails); i++) {
        for (size_t place = 1; place <= BLOCK + 1; place += BLOCK / 4) {
            value_len = 0;
            pad_to(place, 0);
            put_str(tails[i]);
            pad_to(2 * BLOCK, 0);
            for (unsigned byte = 0; byte < 256; byte++) {
                judge_first_byte(byte);
            }
        }
    }
}

/* ---- Generated values ------------------------------------------------------
 */

static uint64_t seed_of_all = 88172645463325252U;

static unsigned draw(unsigned below)
{
    return (unsigned)((drawn(&seed_of_all) >> 20) % below);
}

static void put_space(void)
{
    static const char *const spaces[] = {
        " ", "\n", "\r\n\t", "                                        "};
    if (draw(5) == 0) {
        put_str(spaces[draw(COUNT_OF(spaces))]);
    }
}

static void put_string(void)
{
    static const char *const parts[] = {
        "a", ":",    "{",     "],",           "plain text of some length",
        " ", "\\\\", "\\\"",  "\\u00e9",      "\xE8\xBF\x81",
        "'", "\\n",  "\\/\\", "\xC3\xA9\xC3", "\xF0\x9F\x98\x80"};
    put_str("\"");
    for (unsigned i = draw(8); i > 0; i--) {
        /* Some of the last ones are cut short by what follows them. */
        put_str(parts[draw(draw(20) == 0 ? COUNT_OF(parts) : 12)]);
    }
    put_str("\"");
}

static void put_scalar(void)
{
    static const char *const scalars[] = {
        "0",     "-1",  "7.25", "1e5",  "-0.5E-3", "12345678901234567890",
        "false", "100", "true", "null", "9"};
    if (draw(3) == 0) {
        put_string();
    } else {
        put_str(scalars[draw(COUNT_OF(scalars))]);
    }
}

/* What an open bracket holds is decided byte by byte: no recursion. */
static void put_value(void)
{
    char open[8];
    size_t depth = 0;
    do {
        bool fresh = false;
        put_space();
        if (depth == 0 || (depth < sizeof(open) && draw(3) == 0)) {
            open[depth] = draw(2) == 0 ? '{' : '[';
            put(&open[depth++], 1);
            fresh = true;
        } else {
            put_scalar();
        }
        put_space();
        while (depth > 0 && draw(fresh ? 6 : 3) == 0) {
            put_str(open[--depth] == '{' ? "}" : "]");
            put_space();
            fresh = false;
        }
        if (depth > 0) {
            put_str(fresh ? "" : ",");
            put_space();
            if (open[depth - 1] == '{') {
                put_string();
                put_space();
                put_str(":");
            }
        }
    } while (depth > 0 && value_len < MAX_VALUE / 8);
}

/* A value that is right and begins with its bracket. */
static void generate(void)
{
    size_t space = 0;
    value_len = 0;
    put_value();
    while (value[space] != '{' && value[space] != '[') {
        space++;
    }
    value_len -= space;
    memmove(value, value + space, value_len);
}

/* One byte changed, left out or put in: never the first. */
static void mutate(void)
{
    static const char bytes[] = "{}[]:,\"\\ 01-.eatn/\n\x01\x80\xE8";
    const size_t at = 1 + draw((unsigned)value_len);
    const char c = bytes[draw(sizeof(bytes) - 1)];
    if (at >= value_len) {
        put(&c, 1);
        return;
    }
    switch (draw(4)) {
    case 0:
        memmove(value + at, value + at + 1, value_len - at - 1);
        value_len--;
        break;
    case 1:
        put(&c, 1);
        memmove(value + at + 1, value + at, value_len - at - 1);
        value[at] = c;
        break;
    case 2:
        value[at] = (char)draw(256);
        break;
    default:
        value[at] = c;
    }
}

static void test_generated_values_with_and_without_a_fault(void **state)
{
    (void)state;
    for (unsigned i = 0; i < GENERATED; i++) {
        const size_t levels = 1 + draw(12);
        generate();
        if (i % 3 != 0) {
            mutate();
        }
        if (i % 5 == 0) {
            put_str(i % 2 == 0 ? ",\"x\":1}" : "}}}]]zz");
        }
        judge_under(levels, draw(2) == 0);
    }
    assert_some_known();
}

static void test_every_cut_of_generated_values(void **state)
{
    (void)state;
    for (unsigned i = 0; i < 60; i++) {
        generate();
        value_len = value_len < 600 ? value_len : 600;
        for (; value_len > 0; value_len--) {
            judge();
        }
    }
    assert_some_known();
}

/* ---- Choice ----------------------------------------------------------------
 */

static void test_the_best_set_is_the_one_that_is_taken(void **state)
{
    (void)state;
    const ucr_block_set best = ucr_block_best();
    const char right[] = "[1]";
    const char *at = guard_after(right, 3);
    const char *to = best != UCR_BLOCK_NONE ? at + 3 : NULL;
    assert_ptr_equal(ucr_block_value(at, at + 3, 1, false), to);
    assert_ptr_equal(ucr_block_value_by(best, at, at + 3, 1, false), to);
    assert_null(ucr_block_value_by(UCR_BLOCK_NONE, at, at + 3, 1, false));
    ucr_text found = {{NULL, 0}, true};
    at = guard_after("any\"", 4);
    to = best != UCR_BLOCK_NONE ? at + 4 : NULL;
    assert_ptr_equal(ucr_block_string(at, at, at + 4, false, &found), to);
    assert_int_equal(found.escaped, best == UCR_BLOCK_NONE);
    assert_null(
        ucr_block_string_by(UCR_BLOCK_NONE, at, at, at + 4, false, &found));
}

#define COUNTED(test) cmocka_unit_test_setup(test, start_counting)

int main(void)
{
    const struct CMUnitTest tests[] = {
        COUNTED(test_every_seed_at_every_place),
        COUNTED(test_all_values_of_up_to_five_tokens),
        COUNTED(test_all_four_tokens_across_a_block_boundary),
        COUNTED(test_all_scalars_of_five_bytes),
        COUNTED(test_literals_and_numbers_with_one_byte_changed),
        COUNTED(test_every_byte_after_a_backslash),
        COUNTED(test_every_byte_in_a_string),
        COUNTED(test_runs_of_backslashes),
        COUNTED(test_hex_digits_and_surrogates),
        COUNTED(test_all_two_bytes_as_utf8),
        COUNTED(test_three_and_four_bytes_as_utf8),
        COUNTED(test_texts_of_every_length),
        COUNTED(test_escapes_in_strings),
        COUNTED(test_sequences_blocks_before_an_escape),
        COUNTED(test_depth_up_to_and_over_the_limit),
        COUNTED(test_brackets_closed_by_the_other_kind),
        COUNTED(test_every_first_byte_after_a_bracket_was_seen),
        COUNTED(test_generated_values_with_and_without_a_fault),
        COUNTED(test_every_cut_of_generated_values),
    };
    const struct CMUnitTest choice[] = {
        cmocka_unit_test(test_the_best_set_is_the_one_that_is_taken),
    };
    const int failed = cmocka_run_group_tests(choice, NULL, NULL);
    /* Without a set there is nothing that could say yes. */
    return ucr_block_best() == UCR_BLOCK_NONE
               ? failed
               : failed + cmocka_run_group_tests(tests, NULL, NULL);
}
