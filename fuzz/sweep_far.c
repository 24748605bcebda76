/* SPDX-License-Identifier: MIT */
/*
 * Sweeps of what an engine has too little time or room for: every status, deep
 * nesting, long lists, limits that are defaults.
 *
 * Knows which of these are worth all of them; bodies are judged as in sweep.c.
 */
#include "sweep.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

#include "claim.h"
#include "decoded.h"
#include "encoded.h"
#include "files.h"

static const ucr_options defaults;

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

/* An answer of each status with nothing, with what an error has, with its
 * request, too, and with what a 403 has. */
static void encode_statuses(void)
{
    const ucr_text text = {{"x", 1}, false};
    const ucr_detail element = {text, text};
    for (int status = -1; status <= 1000; status++) {
        for (int profile = UCR_INTEROP; profile <= UCR_STRICT; profile++) {
            const ucr_options options = {.profile = (ucr_profile)profile};
            ucr_response answer = {.status = status};
            const uint64_t draw = (uint64_t)(status + 1) * 4;
            (void)ucr_encoded_response(&answer, &options, draw);
            answer.error_code = text;
            answer.error_msg = text;
            (void)ucr_encoded_response(&answer, &options, draw + 1);
            answer.request_id = text;
            (void)ucr_encoded_response(&answer, &options, draw + 2);
            answer.request_id = (ucr_text){{NULL, 0}, false};
            answer.encoded_authorization_message = text;
            answer.error_param = (ucr_texts){.items = &text, .count = 1};
            answer.details = (ucr_details){.items = &element, .count = 1};
            (void)ucr_encoded_response(&answer, &options, draw + 3);
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
    const char *around = request ? BEFORE_DETAIL : "";
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
    const unsigned steps = code == UCR_E_ITEMS || code == UCR_E_TYPE ? 2 : 3;
    ucr_claim(code != UCR_OK && err.steps == steps &&
                  err.path[1].index == count,
              "G8", "the element is the one that is faulty");
    ucr_decoded_words(&err, (ucr_str){body, len}, count);
}

/* The element after as many as there may be, and in strict one that is none. */
static void judge_odd(const char *element, size_t count)
{
    const ucr_options most = {.max_items = count};
    const ucr_options strict = {.max_items = count + 1, .profile = UCR_STRICT};
    if (count > 0) {
        ucr_sweep_as(403, &most);
        judge_index(&most, element, count, "{}]}");
    }
    ucr_sweep_as(403, &strict);
    judge_index(&strict, element, count, "1]}");
}

/* The path's index at every length of its digits: as the scanner finds it and
 * as a rule does. */
static void sweep_indices(void)
{
    const char element[] = "{\"error_code\":\"3\",\"error_msg\":\"4\"},";
    const char control[] = "{\"error_code\":\"\n\"}]}";
    const char twice[] = "{\"error_code\":\"3\",\"error_code\":\"3\"}]}";
    const ucr_options many = {.max_items = 200000};
    for (size_t power = 1; power <= 100000; power *= 10) {
        for (size_t count = power - 1; count <= power + 1; count++) {
            ucr_sweep_as(403, &many);
            judge_index(&many, element, count, control);
            judge_index(&many, element, count, twice);
            judge_odd(element, count);
        }
    }
}

/* What comes of lists of a caller, each element unlike its neighbours; the last
 * detail may be broken. */
static ucr_code encode_items(const ucr_options *options, size_t count,
                             bool broken)
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
    if (broken) {
        details[count - 1].error_msg = (ucr_text){{"\xFF", 1}, false};
    }
    const ucr_response answer = {
        .status = 403,
        .error_code = text,
        .error_msg = text,
        .error_param = {.items = params, .count = count},
        .details = {.items = details, .count = count}};
    return ucr_encoded_response(&answer, options, count);
}

/* Lists without an element, at limits that one would go beyond. */
static void encode_no_items(void)
{
    const ucr_text text = {{"x", 1}, false};
    const ucr_detail element = {text, text};
    for (size_t depth = 1; depth <= 3; depth++) {
        const ucr_options options = {.max_depth = depth};
        const ucr_response answer = {
            .status = 403,
            .error_code = text,
            .error_msg = text,
            .error_param = {.items = &text, .count = 0},
            .details = {.items = &element, .count = 0}};
        ucr_claim(ucr_encoded_response(&answer, &options, depth) ==
                      (depth < 2 ? UCR_E_DEPTH : UCR_OK),
                  "P1", "a list without an element is one level");
    }
}

static void sweep_items(void)
{
    encode_no_items();
    static const ucr_options many = {.max_items = 200000};
    static const ucr_options one = {.max_items = 1};
    for (size_t power = 1; power <= 65536; power *= 2) {
        for (size_t count = power - 1; power <= 4096 && count <= power + 1;
             count++) {
            ucr_claim(encode_items(&many, count, false) == UCR_OK, "P1",
                      "elements within the limit are written");
        }
        for (size_t count = power; count <= power + 1; count++) {
            ucr_claim(encode_items(&many, count, true) == UCR_E_UTF8, "P1",
                      "a broken element is what is wrong");
        }
    }
    const size_t most = UCR_DEFAULT_MAX_ITEMS;
    ucr_claim(encode_items(&defaults, most, false) == UCR_OK, "P1",
              "elements within the limit are written");
    ucr_claim(encode_items(&defaults, most + 1, false) == UCR_E_ITEMS &&
                  encode_items(&one, most + 1, false) == UCR_E_ITEMS,
              "P1", "elements beyond the limit are what is wrong");
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
        judge_repeated(0, BEFORE_DETAIL, "[", depth - 1, "}", ']');
        (void)snprintf(before, sizeof(before), "%s\"error_param\":[", error);
        judge_repeated(403, before, "\"\",", items, "\"\"]}", '\0');
        (void)snprintf(before, sizeof(before), "%s\"details\":[", error);
        judge_repeated(403, before,
                       "{\"error_code\":\"3\",\"error_msg\":\"\"},", items,
                       "{\"error_code\":\"3\",\"error_msg\":\"\"}]}", '\0');
        judge_repeated(200, "", " ", size - 2, "{}", '\0');
        (void)snprintf(before, sizeof(before), "%s1", BEFORE_DETAIL);
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
    } else if (strcmp(what, "defaults") == 0) {
        sweep_defaults();
    } else {
        return false;
    }
    return true;
}
