/* SPDX-License-Identifier: MIT */
/*
 * Sweeps of what an engine has too little time or room for: every status, deep
 * nesting, long lists, every place in a long string, limits that are defaults.
 *
 * Knows which of these are worth all of them; bodies are judged as in sweep.c.
 */
#include "sweep.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "decoded.h"
#include "encoded.h"
#include "files.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static const ucr_options defaults;

/* What stands before a detail. */
static const char before_detail[] =
    "{\"command_name\":\"STOP\",\"result\":\"fail\",\"result_detail\":";

/* ---- Statuses ---------------------------------------------------------------
 */

static void sweep_statuses(const char *path, const uint8_t *data, size_t size)
{
    static const int others[] = {INT_MIN, -403, -200, -1, 65936, INT_MAX};
    (void)path;
    ucr_sweep_as(200, &defaults);
    ucr_sweep_read((ucr_str){(const char *)data, size});
    for (int status = 1; status <= 1000; status++) {
        ucr_sweep_as(status, &defaults);
        ucr_sweep_judge_read();
    }
    for (size_t i = 0; i < COUNT_OF(others); i++) {
        ucr_sweep_as(others[i], &defaults);
        ucr_sweep_judge_read();
    }
}

/* An answer of each status without and with what an error has. */
static void encode_statuses(void)
{
    const ucr_text text = {{"x", 1}, false};
    for (int status = -1; status <= 1000; status++) {
        for (int profile = UCR_INTEROP; profile <= UCR_STRICT; profile++) {
            const ucr_options options = {.profile = (ucr_profile)profile};
            ucr_response answer = {.status = status};
            (void)ucr_encoded_response(&answer, &options, 0);
            answer.error_code = text;
            answer.error_msg = text;
            (void)ucr_encoded_response(&answer, &options, 1);
            answer.request_id = text;
            (void)ucr_encoded_response(&answer, &options, 2);
        }
    }
}

/* ---- Depths -----------------------------------------------------------------
 */

#define NONE ((size_t)-1)

/* So many brackets, of one kind but at one level; the closing ones fit but at
 * one level. */
static void judge_nested(bool request, size_t depth, size_t odd, size_t wrong,
                         bool objects)
{
    static char body[8 * UCR_MAX_DEPTH];
    const char *around = request ? before_detail : "";
    size_t len = ucr_sweep_put(body, around, strlen(around));
    for (size_t level = 0; level < depth; level++) {
        const bool object = objects != (level == odd);
        len +=
            ucr_sweep_put(body + len, object ? "{\"\":" : "[", object ? 4 : 1);
    }
    body[len++] = '0';
    for (size_t level = depth; level-- > 0;) {
        const bool object = objects != (level == odd);
        body[len++] = object != (level == wrong) ? '}' : ']';
    }
    len += ucr_sweep_put(body + len, "}", request);
    ucr_sweep_judge((ucr_str){body, len});
}

/* Levels that could be taken for one another are a power of two apart. */
static void sweep_levels(bool request, size_t depth, bool objects)
{
    for (size_t odd = 0; odd < depth; odd++) {
        judge_nested(request, depth, odd, NONE, objects);
        judge_nested(request, depth, odd, odd, objects);
        judge_nested(request, depth, NONE, odd, objects);
        for (size_t apart = 1; apart < depth; apart *= 2) {
            judge_nested(request, depth, odd, odd ^ apart, objects);
        }
    }
}

static void sweep_depths(void)
{
    /* Around the bits of a word, and all that there can be. */
    static const size_t depths[] = {16, 62, 63, 64, 65, 66, UCR_MAX_DEPTH - 1};
    const ucr_options deep = {.max_depth = UCR_MAX_DEPTH};
    for (int request = 0; request < 2; request++) {
        ucr_sweep_as(request ? 0 : 200, &deep);
        for (size_t i = 0; i < COUNT_OF(depths); i++) {
            sweep_levels(request, depths[i], false);
            sweep_levels(request, depths[i], true);
        }
    }
}

/* ---- Elements ---------------------------------------------------------------
 */

/* A fault in the element after `count` others, and in words. */
static void judge_index(const ucr_options *many, const char *element,
                        size_t count, const char *faulty)
{
    const char before[] =
        "{\"error_code\":\"1\",\"error_msg\":\"2\",\"details\":[";
    const size_t size = strlen(element);
    static ucr_scratch scratch;
    char *body = ucr_claim_scratch(&scratch, sizeof(before) + count * size +
                                                 strlen(faulty));
    size_t len = ucr_sweep_put(body, before, sizeof(before) - 1);
    for (size_t i = 0; i < count; i++) {
        len += ucr_sweep_put(body + len, element, size);
    }
    len += ucr_sweep_put(body + len, faulty, strlen(faulty));
    ucr_sweep_judge((ucr_str){body, len});

    ucr_response response;
    ucr_error err;
    const ucr_code code =
        ucr_decode_response(&response, 403, (ucr_str){body, len}, many, &err);
    ucr_claim(code != UCR_OK && err.steps == 3 && err.path[1].index == count,
              "G8", "the element is the one that is faulty");
    ucr_decoded_words(&err, (ucr_str){body, len}, count);
}

/* The path's index at every length of its digits: as the scanner finds it and
 * as a rule does. */
static void sweep_indices(void)
{
    const char element[] = "{\"error_code\":\"3\",\"error_msg\":\"4\"},";
    const char control[] = "{\"error_code\":\"\n\"}]}";
    const char twice[] = "{\"error_code\":\"3\",\"error_code\":\"3\"}]}";
    const ucr_options many = {.max_items = 200000};
    ucr_sweep_as(403, &many);
    for (size_t power = 1; power <= 100000; power *= 10) {
        for (size_t count = power - 1; count <= power + 1; count++) {
            judge_index(&many, element, count, control);
            judge_index(&many, element, count, twice);
        }
    }
}

/* Lists of a caller, each element unlike its neighbours. */
static void encode_items(size_t count)
{
    static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
    const ucr_text text = {{"x", 1}, false};
    static ucr_scratch scratch[2];
    ucr_text *params =
        (void *)ucr_claim_scratch(&scratch[0], (count + 1) * sizeof(*params));
    ucr_detail *details =
        (void *)ucr_claim_scratch(&scratch[1], (count + 1) * sizeof(*details));
    for (size_t i = 0; i < count; i++) {
        params[i] = (ucr_text){{digits + i % 31, 1 + i % 5}, false};
        details[i].error_code = (ucr_text){{digits + i % 29, 1 + i % 7}, false};
        details[i].error_msg = (ucr_text){{digits + i % 23, i % 3}, false};
    }
    const ucr_response answer = {
        .status = 403,
        .error_code = text,
        .error_msg = text,
        .error_param = {.items = params, .count = count},
        .details = {.items = details, .count = count}};
    (void)ucr_encoded_response(&answer, &defaults, count);
}

static void sweep_items(void)
{
    for (size_t power = 1; power <= 4096; power *= 2) {
        encode_items(power - 1);
        encode_items(power);
        encode_items(power + 1);
    }
}

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
    size_t len = ucr_sweep_put(body, before_detail, sizeof(before_detail) - 1);
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
        ucr_sweep_put(body, before_detail, sizeof(before_detail) - 1);
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
        ucr_claim_scratch(&scratch, size + part + sizeof(before_detail) + 32);
    size_t len = ucr_sweep_put(body, before_detail, sizeof(before_detail) - 1);
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

static void sweep_large(void)
{
    for (int object = 0; object < 2; object++) {
        sweep_large_contents(object);
        for (size_t limit = 2; limit < 80; limit++) {
            sweep_large_depth(object, limit);
        }
    }
}

/* ---- Defaults ---------------------------------------------------------------
 */

/* A body that is judged under limits of zero is judged so without options. */
static void judge_default(int status, ucr_str body)
{
    ucr_error err;
    ucr_error none;
    ucr_request request;
    ucr_response response;
    ucr_sweep_as(status, &defaults);
    ucr_sweep_judge(body);
    if (status == 0) {
        ucr_decode_request(&request, body, &defaults, &err);
        ucr_decode_request(&request, body, NULL, &none);
    } else {
        ucr_decode_response(&response, status, body, &defaults, &err);
        ucr_decode_response(&response, status, body, NULL, &none);
    }
    ucr_claim(err.code == none.code && err.offset == none.offset &&
                  err.steps == none.steps,
              "G7", "no options are options of zero");
}

/* `part` so many times, and as many of `closing` where it opens something. */
static void judge_repeated(int status, const char *before, const char *part,
                           size_t times, const char *after, char closing)
{
    static ucr_scratch scratch;
    const size_t unit = strlen(part);
    char *body = ucr_claim_scratch(&scratch, strlen(before) + times * unit +
                                                 times + strlen(after));
    size_t len = ucr_sweep_put(body, before, strlen(before));
    for (size_t i = 0; i < times; i++) {
        len += ucr_sweep_put(body + len, part, unit);
    }
    if (closing != '\0') {
        memset(body + len, closing, times);
        len += times;
    }
    len += ucr_sweep_put(body + len, after, strlen(after));
    judge_default(status, (ucr_str){body, len});
}

static void sweep_defaults(void)
{
    const char error[] = "{\"error_code\":\"1\",\"error_msg\":\"2\",";
    char before[128];
    for (size_t i = 0; i < 3; i++) {
        const size_t depth = UCR_DEFAULT_MAX_DEPTH - 1 + i;
        const size_t items = UCR_DEFAULT_MAX_ITEMS - 2 + i;
        const size_t size = UCR_DEFAULT_MAX_BODY - 1 + i;
        judge_repeated(200, "", "[", depth, "", ']');
        judge_repeated(0, before_detail, "[", depth - 1, "}", ']');
        (void)snprintf(before, sizeof(before), "%s\"error_param\":[", error);
        judge_repeated(403, before, "\"\",", items, "\"\"]}", '\0');
        (void)snprintf(before, sizeof(before), "%s\"details\":[", error);
        judge_repeated(403, before,
                       "{\"error_code\":\"3\",\"error_msg\":\"\"},", items,
                       "{\"error_code\":\"3\",\"error_msg\":\"\"}]}", '\0');
        judge_repeated(200, "", " ", size - 2, "{}", '\0');
        (void)snprintf(before, sizeof(before), "%s1", before_detail);
        judge_repeated(0, before, " ", size - strlen(before) - 1, "}", '\0');
    }
}

bool ucr_sweep_far(const char *what, const char *argument)
{
    if (strcmp(what, "statuses") == 0) {
        encode_statuses();
        return ucr_files_each(argument, sweep_statuses);
    }
    if (strcmp(what, "depths") == 0) {
        sweep_depths();
    } else if (strcmp(what, "elements") == 0) {
        sweep_indices();
        sweep_items();
    } else if (strcmp(what, "places") == 0) {
        sweep_places();
    } else if (strcmp(what, "tokens") == 0) {
        sweep_tokens();
    } else if (strcmp(what, "carries") == 0) {
        sweep_carries();
    } else if (strcmp(what, "large") == 0) {
        sweep_large();
    } else if (strcmp(what, "defaults") == 0) {
        sweep_defaults();
    } else {
        return false;
    }
    return true;
}
