/* SPDX-License-Identifier: MIT */
/*
 * Every small input of some kind into every claim on decoding, and on yajl's
 * opinion where yajl is linked: what an engine would have to be lucky for.
 *
 * Knows which inputs are many enough to be worth all of them. Invariant: every
 * body lies against a page that cannot be touched, and none is left out but
 * such as a prefix decides.
 *
 *     sweep strings LENGTH          string contents up to that many bytes
 *     sweep escapes                 \uXXXX alone and beside others
 *     sweep utf8                    sequences at the edges of UTF-8, and every
 *                                   code point shown and copied
 *     sweep documents LENGTH        documents of meaningful bytes
 *     sweep edits STATUS LENGTH FOLDER
 *                                   one byte left out, one that means something
 *                                   put in, one changed: into any byte in seeds
 *                                   up to that many bytes, in longer ones into
 *                                   one of some; status 0: of requests
 *     sweep members STATUS          names of errors, chosen in every way
 *     sweep statuses FOLDER         the seeds with every status there is
 *     sweep depths                  one bracket unlike the others, at any depth
 *     sweep elements                lists of many elements, and a fault behind
 *     sweep places                  what a string can hold, at any place of it
 *     sweep tokens                  what a detail can hold, at any place of it
 *     sweep carries                 what one block leaves to the next
 *     sweep large                   details that are read in one go, and texts
 *                                   that are longer than 16 bits count
 *     sweep defaults                limits that nobody gave
 *     sweep reasons FOLDER          the seeds of yajl's list
 */
#define _DEFAULT_SOURCE
#define _POSIX_C_SOURCE 200809L

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "decoded.h"
#include "files.h"
#include "inputs.h"
#include "plain.h"
#include "sweep.h"
#if defined(UCR_SWEEP_YAJL)
#include "opinion.h"
#endif

#define MAX_BODY ((size_t)2048)

static unsigned long judged;
static ucr_reading reading;
static int status = 200; /* 0: requests */
static ucr_options limits;

void ucr_sweep_as(int as_status, const ucr_options *under)
{
    status = as_status;
    limits = *under;
}

/* ---- One body ---------------------------------------------------------------
 */

static void claim_yajl(ucr_str body)
{
#if defined(UCR_SWEEP_YAJL)
    static ucr_tree tree;
    ucr_opinion_value(&tree, body);
#else
    (void)body;
#endif
}

static ucr_code decode(ucr_profile profile)
{
    ucr_request request;
    ucr_response response;
    ucr_options options = limits;
    options.profile = profile;
    return status == 0
               ? ucr_decoded_request(&request, &reading, &options)
               : ucr_decoded_response(&response, status, &reading, &options);
}

static ucr_str last;

/* A claim that fails aborts: the body that it failed of is said then. */
static void show_last(void)
{
    for (size_t i = 0; i < last.len; i++) {
        (void)fprintf(stderr, "%02x", (unsigned char)last.ptr[i]);
    }
    (void)fputs(" is the body\n", stderr);
}

void ucr_sweep_read(ucr_str body)
{
    last = ucr_inputs_guarded(body, false);
    ucr_model_read(&reading, last, &limits);
}

void ucr_sweep_judge_read(void)
{
    ucr_code code = decode(UCR_INTEROP);
    ucr_claim(decode(UCR_STRICT) != UCR_OK || code == UCR_OK, "P3",
              "what strict accepts interop accepts");
    judged++;
}

void ucr_sweep_judge(ucr_str body)
{
    ucr_sweep_read(body);
    ucr_sweep_judge_read();
    claim_yajl(last);
}

/* ---- Strings ----------------------------------------------------------------
 */

static void judge_quoted(const char *contents, size_t len)
{
    char body[64] = "\"";
    const size_t end = 1 + ucr_sweep_put(body + 1, contents, len);
    body[end] = '"';
    ucr_sweep_judge((ucr_str){body, end + 1});
}

static void sweep_strings(size_t length)
{
    char contents[8];
    for (size_t len = 0; len <= length; len++) {
        const uint64_t count = UINT64_C(1) << (8 * len);
        for (uint64_t number = 0; number < count; number++) {
            for (size_t i = 0; i < len; i++) {
                contents[i] = (char)(number >> (8 * i) & 0xFF);
            }
            judge_quoted(contents, len);
        }
    }
}

static size_t put_escape(char *to, unsigned unit)
{
    static const char digits[2][17] = {"0123456789abcdef", "0123456789ABCDEF"};
    const char *digit = digits[unit % 2];
    to[0] = '\\';
    to[1] = 'u';
    for (size_t i = 0; i < 4; i++) {
        to[2 + i] = digit[unit >> (12 - 4 * i) & 0xF];
    }
    return 6;
}

static void sweep_escapes(void)
{
    static const unsigned partners[] = {0x0000, 0x0041, 0xD7FF, 0xD800, 0xDBFF,
                                        0xDC00, 0xDFFF, 0xE000, 0xFFFF};
    char contents[16];
    for (unsigned unit = 0; unit <= 0xFFFF; unit++) {
        judge_quoted(contents, put_escape(contents, unit));
        for (size_t i = 0; i < sizeof(partners) / sizeof(partners[0]); i++) {
            size_t len = put_escape(contents, unit);
            len += put_escape(contents + len, partners[i]);
            judge_quoted(contents, len);
            len = put_escape(contents, partners[i]);
            len += put_escape(contents + len, unit);
            judge_quoted(contents, len);
        }
        const size_t len = put_escape(contents, unit);
        for (size_t cut = 0; cut < len; cut++) {
            judge_quoted(contents, cut);
        }
        judge_quoted(contents, len + ucr_sweep_put(contents + len, "\\n", 2));
        judge_quoted(contents, len + ucr_sweep_put(contents + len, "x", 1));
    }
}

#define EDGES ((size_t)11)

static void sweep_utf8(void)
{
    static const unsigned char edges[EDGES] = {
        0x00, 0x22, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF};
    char contents[4];
    for (unsigned first = 0xC0; first <= 0xFF; first++) {
        contents[0] = (char)first;
        for (unsigned second = 0; second <= 0xFF; second++) {
            contents[1] = (char)second;
            for (size_t i = 0; i < EDGES * EDGES; i++) {
                contents[2] = (char)edges[i / EDGES];
                contents[3] = (char)edges[i % EDGES];
                judge_quoted(contents, 4);
            }
        }
    }
}

static void claim_point(uint32_t code_point)
{
    char point[4];
    char expected[4 * UCR_PLAIN_SHOWN];
    char written[4 * UCR_PLAIN_SHOWN];
    const ucr_text text = {{point, ucr_plain_put(point, code_point)}, false};
    size_t len = ucr_plain_show(expected, text);
    ucr_claim(ucr_text_show(written, sizeof(written), text) == len &&
                  memcmp(written, expected, len) == 0,
              "P5", "a code point is shown as a second reading has it");
    len = ucr_plain_copy(expected, text);
    ucr_claim(ucr_text_copy(written, sizeof(written), text) == len &&
                  memcmp(written, expected, len) == 0,
              "P5", "a code point is copied as a second reading has it");
}

/* Every code point there is, and the surrogates, which are none. */
static void sweep_points(void)
{
    for (uint32_t code_point = 0; code_point <= 0x10FFFF; code_point++) {
        claim_point(code_point);
    }
}

/* ---- Documents --------------------------------------------------------------
 */

static const char alphabet[] = "{}[]:,\"\\ \n01-.eEtnu\xEF\f/";
#define LETTERS (sizeof(alphabet) - 1)

/* A fault in a prefix is the fault of all that begins so. A body that is
 * refused is still followed by each of the bytes once, to see that. */
static bool is_decided(size_t len)
{
    const ucr_tree *tree = ucr_model_tree(&reading, UCR_INTEROP);
    return tree->code != UCR_OK && tree->offset + 1 < len;
}

static void sweep_documents(size_t length)
{
    char body[16];
    size_t digits[16] = {0};
    size_t len = 1;
    while (len > 0) {
        body[len - 1] = alphabet[digits[len - 1]];
        ucr_sweep_judge((ucr_str){body, len});
        if (len < length && !is_decided(len)) {
            digits[len] = 0;
            len++;
            continue;
        }
        while (len > 0 && digits[len - 1] == LETTERS - 1) {
            len--;
        }
        if (len > 0) {
            digits[len - 1]++;
        }
    }
}

/* ---- Edits ------------------------------------------------------------------
 */

/* Seeds up to this many bytes see every byte in every place. */
static size_t full_length = MAX_BODY;

/* Whether a byte is worth a place in a longer seed: one that means something,
 * one at the edge of a class, or one bit away from what was there. */
static bool is_worth(unsigned byte, unsigned char was)
{
    static const unsigned char edges[] = {0x00, 0x1F, 0x7F, 0x80,
                                          0xBF, 0xC2, 0xED, 0xFF};
    const unsigned bits = byte ^ was;
    return memchr(alphabet, (int)byte, LETTERS) != NULL ||
           memchr(edges, (int)byte, sizeof(edges)) != NULL ||
           (bits & (bits - 1)) == 0;
}

/* In place of a byte another one. */
static void replace_at(char *body, ucr_str seed, size_t at)
{
    const unsigned char was = (unsigned char)seed.ptr[at];
    ucr_sweep_put(body, seed.ptr, seed.len);
    for (unsigned byte = 0; byte <= 0xFF; byte++) {
        if (seed.len <= full_length || is_worth(byte, was)) {
            body[at] = (char)byte;
            ucr_sweep_judge((ucr_str){body, seed.len});
        }
    }
}

/* Before it each of those that mean something. */
static void insert_at(char *body, ucr_str seed, size_t at)
{
    ucr_sweep_put(body, seed.ptr, at);
    ucr_sweep_put(body + at + 1, seed.ptr + at, seed.len - at);
    for (size_t i = 0; i < LETTERS; i++) {
        body[at] = alphabet[i];
        ucr_sweep_judge((ucr_str){body, seed.len + 1});
    }
}

static void leave_out(char *body, ucr_str seed, size_t at)
{
    ucr_sweep_put(body, seed.ptr, at);
    ucr_sweep_put(body + at, seed.ptr + at + 1, seed.len - at - 1);
    ucr_sweep_judge((ucr_str){body, seed.len - 1});
}

static void sweep_edits(const char *path, const uint8_t *data, size_t size)
{
    static char body[MAX_BODY + 1];
    const ucr_str seed = {(const char *)data, size};
    (void)path;
    for (size_t at = 0; size <= MAX_BODY && at <= size; at++) {
        insert_at(body, seed, at);
        if (at < size) {
            replace_at(body, seed, at);
            leave_out(body, seed, at);
        }
    }
}

/* ---- Members ----------------------------------------------------------------
 */

#define NAMES ((unsigned)10)

/* Some of the names that the error rule pairs, in order or backwards, each with
 * a value of its own: in `around`, where `%` stands for the object. */
static void judge_members(const char *around, unsigned there, bool backwards,
                          const char *quote)
{
    static const char *const names[NAMES] = {
        "error_code", "error_msg", "errorCode", "errorMsg", "code",
        "message",    "errCode",   "errMsg",    "title",    "request_id"};
    char body[512];
    const char *place = strchr(around, '%');
    size_t len = ucr_sweep_put(body, around, (size_t)(place - around));
    const char *before = "{";
    for (unsigned i = 0; i < NAMES; i++) {
        const unsigned name = backwards ? NAMES - 1 - i : i;
        if ((there >> name & 1) != 0) {
            const int size =
                snprintf(body + len, sizeof(body) - len, "%s\"%s\":%s%u%s",
                         before, names[name], quote, name, quote);
            len += (size_t)size;
            before = ",";
        }
    }
    len += ucr_sweep_put(body + len, *before == '{' ? "{}" : "}",
                         *before == '{' ? 2 : 1);
    len += ucr_sweep_put(body + len, place + 1, strlen(place + 1));
    ucr_sweep_judge((ucr_str){body, len});
}

/* Every choice of names, wherever an object is read, strings and numbers. */
static void sweep_members(void)
{
    static const char *const places[] = {
        "%",
        "{\"error\":%}",
        "{\"a\":{\"b\":%,\"code\":\"y\"}}",
        "{\"a\":{\"b\":{\"c\":{\"d\":%}}}}",
        "{\"a\":{\"b\":{\"c\":{\"d\":{\"e\":%}}}}}",
        "[%,{}]",
        "{\"errors\":[%]}",
        "{\"message\":\"x\",\"a\":[1],\"b\":[%]}",
        "{\"error_code\":\"1\",\"error_msg\":\"2\",\"details\":[{},%]}"};
    for (size_t place = 0; place < sizeof(places) / sizeof(places[0]);
         place++) {
        for (unsigned there = 0; there < 1u << NAMES; there++) {
            judge_members(places[place], there, false, "\"");
            judge_members(places[place], there, true, "\"");
            judge_members(places[place], there, false, "");
        }
    }
}

/* ---- The list ---------------------------------------------------------------
 */

#if defined(UCR_SWEEP_YAJL)
static size_t seeds;

/* A seed that has a reason's name is its sample. */
static void sweep_reasons(const char *path, const uint8_t *data, size_t size)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash != NULL ? slash + 1 : path;
    for (size_t i = 0; i < ucr_reason_count; i++) {
        const ucr_reason *reason = &ucr_reasons[i];
        const size_t len = strlen(reason->name);
        if (strncmp(name, reason->name, len) == 0 &&
            strcmp(name + len, ".json") == 0) {
            ucr_claim(size == reason->sample.len &&
                          memcmp(data, reason->sample.ptr, size) == 0,
                      "P4", "a seed is its reason's sample");
            seeds++;
            judged++;
        }
    }
}

static void check_reasons(const char *folder)
{
    ucr_reasons_check();
    ucr_files_each(folder, sweep_reasons);
    ucr_claim(seeds == ucr_reason_count, "P4", "each reason has a seed");
}
#else
static void check_reasons(const char *folder)
{
    ucr_claim_fails(folder, "yajl is linked");
}
#endif

static size_t number(const char *text, size_t most)
{
    const unsigned long value = strtoul(text, NULL, 10);
    if (value == 0 || value > most) {
        (void)fprintf(stderr, "sweep: %s: not from 1 to %zu\n", text, most);
        exit(EXIT_FAILURE);
    }
    return value;
}

static bool run(const char *what, const char *argument)
{
    if (strcmp(what, "strings") == 0) {
        sweep_strings(number(argument, 5));
    } else if (strcmp(what, "documents") == 0) {
        sweep_documents(number(argument, 16));
    } else if (strcmp(what, "escapes") == 0) {
        sweep_escapes();
    } else if (strcmp(what, "utf8") == 0) {
        sweep_utf8();
        sweep_points();
    } else if (strcmp(what, "members") == 0) {
        status = (int)number(argument, 599);
        sweep_members();
    } else if (strcmp(what, "reasons") == 0) {
        check_reasons(argument);
    } else if (strcmp(what, "edits") == 0) {
        return ucr_files_each(argument, sweep_edits);
    } else {
        return ucr_sweep_blocks(what) || ucr_sweep_far(what, argument);
    }
    return true;
}

int main(int argc, char **argv)
{
    bool done = argc > 1;
    ucr_claim_last(show_last);
    if (argc > 4) {
        status = (int)strtol(argv[2], NULL, 10);
        full_length = number(argv[3], MAX_BODY);
    }
    done = done && run(argv[1], argv[argc - 1]);
    (void)printf("%lu bodies\n", judged);
    return done && judged > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
