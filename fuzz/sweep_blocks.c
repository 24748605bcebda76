/* SPDX-License-Identifier: MIT */
/*
 * Sweeps of what is checked in blocks: everything that can stand at every place
 * of some, what one leaves to the next, details that are read in one go, and
 * long texts.
 *
 * Knows how long blocks are and what such have been wrong about; bodies are
 * judged as in sweep.c.
 */
#include "sweep.h"

#include <stdio.h>
#include <string.h>

#include "claim.h"
#include "inputs.h"
#include "plain.h"

static const ucr_options defaults;

/* ---- Places -----------------------------------------------------------------
 */

/* Beyond two blocks of 64 bytes, so that each place in one is met; and a string
 * that is long enough for blocks. */
#define PLACES ((size_t)140)
#define LONG ((size_t)320)

/* A string of so many bytes of one kind, and something at a place of it. */
static void judge_place(bool request, const char *filler, size_t place,
                        ucr_str what)
{
    const char *before =
        request ? "{\"command_name\":\"STOP\",\"result\":\"fail\",\"result_"
                  "detail\":{\"msg\":\""
                : "{\"error_code\":\"1\",\"error_msg\":\"";
    const char *after = request ? "\",\"a\":[1]}}" : "\"}";
    char body[1024];
    const size_t unit = strlen(filler);
    size_t len = ucr_sweep_put(body, before, strlen(before));
    for (size_t i = 0; i < LONG; i += unit) {
        if (i <= place && place < i + unit) {
            len += ucr_sweep_put(body + len, what.ptr, what.len);
        }
        len += ucr_sweep_put(body + len, filler, unit);
    }
    len += ucr_sweep_put(body + len, after, strlen(after));
    ucr_sweep_judge((ucr_str){body, len});
}

static void judge_everywhere(bool request, ucr_str what)
{
    static const char *const fillers[] = {"x", "\xE8\xBF\x81", "\\t",
                                          "\xC3\xA9"};
    for (size_t i = 0; i < COUNT_OF(fillers); i++) {
        for (size_t place = 0; place < PLACES; place++) {
            judge_place(request, fillers[i], place, what);
        }
    }
}

static void sweep_places(void)
{
#define WHAT(bytes) {bytes, sizeof(bytes) - 1}
    static const ucr_str whats[] = {
        /* UTF-8 of each length, whole, and at the edges of what is allowed */
        WHAT("\xC2\x80"), WHAT("\xDF\xBF"), WHAT("\xE0\xA0\x80"),
        WHAT("\xED\x9F\xBF"), WHAT("\xEE\x80\x80"), WHAT("\xEF\xBF\xBF"),
        WHAT("\xF0\x90\x80\x80"), WHAT("\xF4\x8F\xBF\xBF"),
        /* and beyond */
        WHAT("\x80"), WHAT("\xBF\xBF"), WHAT("\xC1\xBF"), WHAT("\xC2"),
        WHAT("\xDF"), WHAT("\xC2\x80\x80"), WHAT("\xE0\x9F\xBF"), WHAT("\xE1"),
        WHAT("\xE1\x80"), WHAT("\xE1\x80\x80\x80"), WHAT("\xED\xA0\x80"),
        WHAT("\xEF"), WHAT("\xEF\xBF"), WHAT("\xF0\x8F\xBF\xBF"), WHAT("\xF0"),
        WHAT("\xF1\x80"), WHAT("\xF1\x80\x80"), WHAT("\xF1\x80\x80\x80\x80"),
        WHAT("\xF4\x90\x80\x80"), WHAT("\xF5\x80\x80\x80"), WHAT("\xFF"),
        /* escapes, and what is none */
        WHAT("\\n"), WHAT("\\/"), WHAT("\\\\"), WHAT("\\\""),
        WHAT("\\\\\\\\\\\""), WHAT("\\u0041"), WHAT("\\u00e9"),
        WHAT("\\uD83D\\uDE00"), WHAT("\\uD83D"), WHAT("\\uDE00"),
        WHAT("\\uD83D\\u0041"), WHAT("\\l"), WHAT("\\u00g0"), WHAT("\\U0041"),
        /* an end, and what no string holds */
        WHAT("\""), WHAT("\",\"b\":\""), WHAT("\x00"), WHAT("\x1F"), WHAT("\n"),
        WHAT("\x7F")};
#undef WHAT
    for (int request = 0; request < 2; request++) {
        ucr_sweep_as(request ? 0 : 403, &defaults);
        for (size_t i = 0; i < COUNT_OF(whats); i++) {
            judge_everywhere(request, whats[i]);
        }
    }
}

/* ---- Tokens -----------------------------------------------------------------
 */

/* A detail that is long enough for blocks: `filler` around one token, which is
 * at a place of it. In an object each value has a name. */
static void judge_token(bool object, const char *filler, size_t place,
                        const char *token)
{
    const char *name = object ? "\"k\":" : "";
    char body[1024];
    size_t len = ucr_sweep_put(body, BEFORE_DETAIL, sizeof(BEFORE_DETAIL) - 1);
    bool put = false;
    const size_t from = len;
    body[len++] = object ? '{' : '[';
    while (len < from + LONG || !put) {
        /* As near as fillers come, and then by white space. */
        const size_t at = len - from;
        const bool now = !put && at + strlen(name) + strlen(filler) > place;
        for (size_t i = at + strlen(name); now && i < place; i++) {
            body[len++] = ' ';
        }
        const char *value = now ? token : filler;
        len += ucr_sweep_put(body + len, name, strlen(name));
        len += ucr_sweep_put(body + len, value, strlen(value));
        body[len++] = ',';
        put = put || now;
    }
    len += ucr_sweep_put(body + len, name, strlen(name));
    body[len++] = '0';
    body[len++] = object ? '}' : ']';
    body[len++] = '}';
    ucr_sweep_judge((ucr_str){body, len});
}

static void judge_token_everywhere(const char *token)
{
    static const char *const fillers[] = {"0", "[[]]", "\"\xC3\xA9\""};
    for (size_t i = 0; i < COUNT_OF(fillers); i++) {
        for (size_t place = 1; place < PLACES; place++) {
            judge_token(false, fillers[i], place, token);
            judge_token(true, fillers[i], place, token);
        }
    }
}

/* A word, and with each letter another one, missing, or twice. */
static void judge_word(const char *word)
{
    const size_t len = strlen(word);
    judge_token_everywhere(word);
    for (size_t i = 0; i < len; i++) {
        const int before = (int)i;
        char wrong[16];
        (void)snprintf(wrong, sizeof(wrong), "%.*s%c%s", before, word,
                       word[i] ^ 0x20, word + i + 1);
        judge_token_everywhere(wrong);
        (void)snprintf(wrong, sizeof(wrong), "%.*s%s", before, word,
                       word + i + 1);
        judge_token_everywhere(wrong);
        (void)snprintf(wrong, sizeof(wrong), "%.*s%s", before + 1, word,
                       word + i);
        judge_token_everywhere(wrong);
    }
}

static void sweep_tokens(void)
{
    static const char *const tokens[] = {
        /* numbers, and what is none */
        "-0", "10", "1.25", "1E5", "1e-07", "-0.0e+1", "0e0", "00", "-01", "1.",
        ".5", "-", "+1", "--1", "1-2", "1.2.3", "1..2", "1.e1", "1e", "1e+",
        "1ee5", "1e5.2", "1e+-2", "0x1", "1 2", "-.1", "- 1",
        /* brackets, commas and colons */
        "", "{}", "[ ]", "[1 ,2]", "[1, 2]", "[,1]", "[1,]", "[1:2]", "[1",
        "1]", "[}", "{]", "{\"a\" : 1}", "{\"a\":1,\"b\":[]}", "{\"a\":1,}",
        "{\"a\"}", "{\"a\":}", "{\"a\",1}", "{\"a\":1:2}", "{1:2}", "{:1}",
        "{\"a\":1 \"b\":2}", "{,}", ":", "\"a\":1", "\"a\"\"b\"", "\"a\" 1",
        /* what is no token, nor white space */
        "\v", "\f1", "1\v", "\x7F", "\x80", "\xEF\xBB\xBF", "'a'", "/**/1",
        "\\n", "\"\\q\"", "\"\\ud800\"", "\"\x01\""};
    ucr_sweep_as(0, &defaults);
    judge_word("true");
    judge_word("false");
    judge_word("null");
    for (size_t i = 0; i < COUNT_OF(tokens); i++) {
        judge_token_everywhere(tokens[i]);
    }
}

/* ---- What a block leaves to the next ----------------------------------------
 */

/* Something with a long middle, of one byte again and again. */
typedef struct stretch {
    const char *before;
    char middle;
    const char *after;
} stretch;

/* From a place on, so that what is after the middle is at another. */
static size_t put_stretch(char *to, size_t at, const stretch *what,
                          size_t after)
{
    at += ucr_sweep_put(to + at, what->before, strlen(what->before));
    while (at < after) {
        to[at++] = what->middle;
    }
    return at + ucr_sweep_put(to + at, what->after, strlen(what->after));
}

/* A detail in which something stands across two blocks, and a token blocks
 * later. */
static void judge_carry(const stretch *across, size_t edge,
                        const stretch *between, size_t place, const char *token)
{
    char body[1024];
    const size_t from =
        ucr_sweep_put(body, BEFORE_DETAIL, sizeof(BEFORE_DETAIL) - 1);
    char *detail = body + from;
    size_t len = 0;
    detail[len++] = '[';
    len = put_stretch(detail, len, across, edge);
    len = put_stretch(detail, len, between, place - strlen(between->after));
    len += ucr_sweep_put(detail + len, token, strlen(token));
    while (len < LONG) {
        len += ucr_sweep_put(detail + len, ",1", 2);
    }
    len += ucr_sweep_put(detail + len, "]}", 2);
    ucr_sweep_judge((ucr_str){body, from + len});
}

static void judge_carries(const stretch *across, size_t edge, const char *token)
{
    static const stretch betweens[] = {
        {"1", '0', ","}, {"\"", 'a', "\","}, {"1,", ' ', ""}};
    /* Around where the third block begins, and the two after it. */
    for (size_t place = 120; place < 264; place += place % 64 == 7 ? 49 : 1) {
        for (size_t i = 0; i < COUNT_OF(betweens); i++) {
            judge_carry(across, edge, &betweens[i], place, token);
        }
    }
}

static void sweep_carries(void)
{
    static const stretch acrosses[] = {
        {"1", ' ', ","},         {"1,", ' ', "1,"},
        {"[", ' ', "],"},        {"[1", ' ', "],"},
        {"{", ' ', "},"},        {"{\"a\"", ' ', ":1},"},
        {"{\"a\":", ' ', "1},"}, {"\"", 'a', "\","},
        {"\"", 'a', "\\n\","},   {"\"", 'a', "\xC3\xA9\","},
        {"1", '0', ","},         {"1.", '0', "e1,"},
        {"1e", '0', ","},        {"", ' ', "true,"}};
    static const char *const tokens[] = {
        "",       "1",   "1:1", "1 1", "[,]",    "{}", "\"a\":1",
        "\"a\"1", "tru", "-",   "]",   "\"\\\"", "1.", "00"};
    ucr_sweep_as(0, &defaults);
    for (size_t i = 0; i < COUNT_OF(acrosses); i++) {
        for (size_t edge = 62; edge <= 66; edge++) {
            for (size_t k = 0; k < COUNT_OF(tokens); k++) {
                judge_carries(&acrosses[i], edge, tokens[k]);
            }
        }
    }
}

/* ---- Large details ----------------------------------------------------------
 */

/* So many bytes, with something in the middle. */
static void judge_large(bool object, size_t size, const char *what)
{
    static const char filler[] = "\"a\",";
    const size_t part = strlen(what);
    static ucr_scratch scratch;
    char *body =
        ucr_claim_scratch(&scratch, size + part + sizeof(BEFORE_DETAIL) + 32);
    size_t len = ucr_sweep_put(body, BEFORE_DETAIL, sizeof(BEFORE_DETAIL) - 1);
    const size_t from = len;
    len += ucr_sweep_put(body + len, object ? "{\"k\":[" : "[", object ? 6 : 1);
    while (len - from < size / 2) {
        len += ucr_sweep_put(body + len, filler, sizeof(filler) - 1);
    }
    len += ucr_sweep_put(body + len, what, part);
    while (len - from + sizeof(filler) < size) {
        len += ucr_sweep_put(body + len, filler, sizeof(filler) - 1);
    }
    while (len - from + 4 < size) {
        body[len++] = ' ';
    }
    len += ucr_sweep_put(body + len, object ? "0]}}" : "  0]}", 5 - object);
    ucr_sweep_judge((ucr_str){body, len});
}

/* Around the size from which details are read in one go. */
static void sweep_large_contents(bool object)
{
    static const char *const whats[] = {"",
                                        "\"\\ud800\",",
                                        "\"\\ud83d\\ude00\",",
                                        "\"\xED\xA0\x80\",",
                                        "tru,",
                                        "[],",
                                        "}",
                                        "1 "};
    ucr_sweep_as(0, &defaults);
    for (size_t i = 0; i < COUNT_OF(whats); i++) {
        for (size_t size = 4000; size < 4160; size++) {
            judge_large(object, size, whats[i]);
        }
        judge_large(object, 10000, whats[i]);
    }
}

/* So many brackets that the limit is met, or not, by one level more or less. */
static void sweep_large_depth(bool object, size_t limit)
{
    static char nested[3 * UCR_MAX_DEPTH];
    const ucr_options limited = {.max_depth = limit};
    ucr_sweep_as(0, &limited);
    for (size_t inner = limit > 5 ? limit - 4 : 1; inner <= limit; inner++) {
        memset(nested, '[', inner);
        memset(nested + inner, ']', inner);
        nested[2 * inner] = ',';
        nested[2 * inner + 1] = '\0';
        judge_large(object, 6000, nested);
    }
}

typedef size_t writer(char *buf, size_t cap, ucr_text text);

/* With so much room, which is the exact one, a text that begins with something
 * of `first` bytes and goes on with letters. */
static void claim_in(writer *write, ucr_text text, ucr_str expected,
                     size_t first, size_t cap)
{
    char *room = ucr_inputs_room(cap);
    memset(room, 0xA5, cap);
    ucr_claim(write(room, cap, text) == expected.len, "P5",
              "the length is the full one");
    ucr_claim(ucr_inputs_room_is_whole(), "G2", "nothing before the buffer");
    const size_t fits = cap < first ? 0 : cap;
    ucr_claim(memcmp(room, expected.ptr, fits) == 0, "P5",
              "what fits is what a second reading has");
    for (size_t i = fits; i < cap; i++) {
        ucr_claim((unsigned char)room[i] == 0xA5, "P5",
                  "no code point is written in part");
    }
}

static void claim_written(writer *write, ucr_text text, ucr_str expected,
                          size_t first)
{
    for (size_t cap = 0; cap < 12; cap++) {
        claim_in(write, text, expected, first, cap);
    }
    claim_in(write, text, expected, first, expected.len);
}

/* The length of what 16 bits count once more. */
#define AROUND ((size_t)65536)

/* A text that begins with an escape, and so many letters. */
static void claim_long_text(size_t letters)
{
    static ucr_scratch scratch[2];
    const size_t size = letters + 2;
    char *contents = ucr_claim_scratch(&scratch[0], size);
    memset(contents, 'a', size);
    contents[0] = '\\';
    contents[1] = 'n';
    const ucr_text text = {{contents, size}, true};
    char *plain = ucr_claim_scratch(&scratch[1], size * UCR_PLAIN_SHOWN);
    const ucr_str shown = {plain, ucr_plain_show(plain, text)};
    claim_written(ucr_text_show, text, shown, shown.len - letters);
    const ucr_str copied = {plain, ucr_plain_copy(plain, text)};
    claim_written(ucr_text_copy, text, copied, copied.len - letters);
    ucr_claim(ucr_text_equal(text, copied), "P5", "a text equals itself");
    memset(plain + copied.len, 'a', AROUND);
    ucr_claim(!ucr_text_equal(text, (ucr_str){plain, copied.len + AROUND}) &&
                  !ucr_text_equal((ucr_text){copied, false},
                                  (ucr_str){plain, copied.len + AROUND}),
              "P5", "a text does not equal a longer one");
}

static void sweep_large(void)
{
    for (size_t letters = 65520; letters < 65552; letters++) {
        claim_long_text(letters);
    }
    for (int object = 0; object < 2; object++) {
        sweep_large_contents(object);
        for (size_t limit = 2; limit < 80; limit++) {
            sweep_large_depth(object, limit);
        }
    }
}

bool ucr_sweep_blocks(const char *what)
{
    if (strcmp(what, "places") == 0) {
        sweep_places();
    } else if (strcmp(what, "tokens") == 0) {
        sweep_tokens();
    } else if (strcmp(what, "carries") == 0) {
        sweep_carries();
    } else if (strcmp(what, "large") == 0) {
        sweep_large();
    } else {
        return false;
    }
    return true;
}
