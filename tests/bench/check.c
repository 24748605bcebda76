/* SPDX-License-Identifier: MIT */
/*
 * The self check. On the ten messages each implementation has to find what
 * libucr finds, and to encode what decodes to the same. On broken ones it has
 * to refuse every class of fault but those that it declares, and each that it
 * declares has to be real: a mark in the table is never a guess.
 */
#include <stdlib.h>

#include "harness.h"

/* ---- Logs -------------------------------------------------------------------
 */

static void log_bytes(bench_log *log, const void *bytes, size_t len)
{
    if (log->cap - log->len < len) {
        log->cap = 2 * (log->cap + len);
        log->bytes = realloc(log->bytes, log->cap);
        if (log->bytes == NULL) {
            abort();
        }
    }
    memcpy(log->bytes + log->len, bytes, len);
    log->len += len;
}

void bench_log_text(bench_log *log, bench_field field, const char *text,
                    size_t len)
{
    log_bytes(log, &field, sizeof(field));
    log_bytes(log, &len, sizeof(len));
    log_bytes(log, text, len);
}

static bool decode_logged(const bench_runner *runner, const char *body,
                          size_t len, int status, bench_log *log)
{
    bench_seen seen = {.log = log};
    char *copy = calloc(len + BENCH_PADDING, 1);
    bool good;
    if (copy == NULL) {
        abort();
    }
    memcpy(copy, body, len);
    log->len = 0;
    good = runner->impl->decode(runner->self, copy, len, status, &seen);
    log_bytes(log, &seen.command, sizeof(seen.command));
    log_bytes(log, &seen.result, sizeof(seen.result));
    log_bytes(log, &seen.kind, sizeof(seen.kind));
    free(copy);
    return good;
}

static bool same(const bench_log *a, const bench_log *b)
{
    return a->len == b->len && memcmp(a->bytes, b->bytes, a->len) == 0;
}

static bool complain(const bench_runner *runner, const char *message,
                     const char *what)
{
    (void)fprintf(stderr, "ucr_bench: %s, %s: %s\n", runner->impl->name,
                  message, what);
    return false;
}

/* ---- The ten messages
 * ---------------------------------------------------------
 */

/* Structure outside strings: what a detail keeps however it is respelled. */
static void log_structure(bench_log *log, const char *json, size_t len)
{
    bool in_string = false;
    for (size_t i = 0; i < len; i++) {
        if (in_string && json[i] == '\\') {
            i++;
        } else if (json[i] == '"') {
            in_string = !in_string;
            log_bytes(log, "\"", 1);
        } else if (!in_string && strchr("{}[]:,", json[i]) != NULL) {
            log_bytes(log, &json[i], 1);
        }
    }
}

static bool same_structure(const bench_message *message, const bench_out *out)
{
    bench_log was = {NULL, 0, 0}, is = {NULL, 0, 0};
    bool good;
    log_structure(&was, message->body, message->len);
    log_structure(&is, out->ptr, out->len);
    good = same(&was, &is);
    free(was.bytes);
    free(is.bytes);
    return good;
}

static bool check_encode(bench *all, const bench_runner *runner,
                         const bench_message *message, const bench_log *wanted)
{
    bench_log log = {NULL, 0, 0};
    bench_verdict verdict =
        runner->impl->encode(runner->self, &all->out, message);
    bool good = true;
    if (verdict == BENCH_NOT_OFFERED) {
        return true;
    }
    if (verdict != BENCH_DONE) {
        return complain(runner, message->name, "does not encode it");
    }
    if (!decode_logged(&all->runners[0], all->out.ptr, all->out.len,
                       message->status, &log) ||
        !same(&log, wanted) || !same_structure(message, &all->out)) {
        good = complain(runner, message->name, "encodes something else");
    }
    free(log.bytes);
    return good;
}

static bool check_message(bench *all, const bench_message *message)
{
    bench_log wanted = {NULL, 0, 0}, log = {NULL, 0, 0};
    bool good = true;
    (void)decode_logged(&all->runners[0], message->body, message->len,
                        message->status, &wanted);
    for (size_t i = 0; i < all->count; i++) {
        const bench_runner *runner = &all->runners[i];
        if (runner->impl->decode != NULL &&
            (!decode_logged(runner, message->body, message->len,
                            message->status, &log) ||
             !same(&log, &wanted))) {
            good = complain(runner, message->name, "finds something else");
        }
        if (runner->impl->encode != NULL) {
            good = check_encode(all, runner, message, &wanted) && good;
        }
    }
    free(wanted.bytes);
    free(log.bytes);
    return good;
}

/* ---- Broken ones
 * --------------------------------------------------------------
 */

static const char *const class_names[BENCH_TAKES_CLASSES] = {
    "grammar", "number",      "literal",  "escape", "control",
    "UTF-8",   "white space", "trailing", "cut",    "duplicate"};

/* Values with one fault each, to stand in a detail. */
static const struct fault {
    unsigned class;
    const char *text;
} faults[] = {
    {BENCH_TAKES_GRAMMAR, "[1,]"},
    {BENCH_TAKES_GRAMMAR, "[,1]"},
    {BENCH_TAKES_GRAMMAR, "[1 2]"},
    {BENCH_TAKES_GRAMMAR, "[1}"},
    {BENCH_TAKES_GRAMMAR, "{\"a\":1]"},
    {BENCH_TAKES_GRAMMAR, "{\"a\":1,}"},
    {BENCH_TAKES_GRAMMAR, "{\"a\" 1}"},
    {BENCH_TAKES_GRAMMAR, "{\"a\",1}"},
    {BENCH_TAKES_GRAMMAR, "{\"a\"}"},
    {BENCH_TAKES_GRAMMAR, "{a:1}"},
    {BENCH_TAKES_GRAMMAR, "[\"a\":1]"},
    {BENCH_TAKES_GRAMMAR, "[\"a\"\"b\"]"},
    {BENCH_TAKES_NUMBER, "[01]"},
    {BENCH_TAKES_NUMBER, "[1.]"},
    {BENCH_TAKES_NUMBER, "[.5]"},
    {BENCH_TAKES_NUMBER, "[-]"},
    {BENCH_TAKES_NUMBER, "[+1]"},
    {BENCH_TAKES_NUMBER, "[1e]"},
    {BENCH_TAKES_NUMBER, "[1e+]"},
    {BENCH_TAKES_NUMBER, "[0x1]"},
    {BENCH_TAKES_LITERAL, "[nul]"},
    {BENCH_TAKES_LITERAL, "[True]"},
    {BENCH_TAKES_LITERAL, "[falsee]"},
    {BENCH_TAKES_LITERAL, "[NaN]"},
    {BENCH_TAKES_ESCAPE, "[\"\\x41\"]"},
    {BENCH_TAKES_ESCAPE, "[\"\\u12g4\"]"},
    {BENCH_TAKES_ESCAPE, "[\"\\'\"]"},
    {BENCH_TAKES_CONTROL, "[\"a\x01z\"]"},
    {BENCH_TAKES_CONTROL, "[\"a\nz\"]"},
    {BENCH_TAKES_UTF8, "[\"\x80\"]"},
    {BENCH_TAKES_UTF8, "[\"\xff\"]"},
    {BENCH_TAKES_UTF8, "[\"\xc0\xaf\"]"},
    {BENCH_TAKES_UTF8, "[\"\xe0\x80\xaf\"]"},
    {BENCH_TAKES_UTF8, "[\"\xe4\xb8\"]"},
    {BENCH_TAKES_UTF8, "[\"\xed\xa0\x80\"]"},
    {BENCH_TAKES_UTF8, "[\"\xf4\x90\x80\x80\"]"},
    {BENCH_TAKES_WHITE, "[\f]"},
    {BENCH_TAKES_WHITE, "[\v]"},
};

/* Bodies whose fault is not in a value. */
static const struct fault bodies[] = {
    {BENCH_TAKES_TRAILING, "{\"command_name\":\"START\",\"result\":\"fail\"}}"},
    {BENCH_TAKES_TRAILING, "{\"command_name\":\"START\",\"result\":\"fail\"}1"},
    {BENCH_TAKES_TRAILING,
     "{\"command_name\":\"START\",\"result\":\"fail\"} \"\""},
    {BENCH_TAKES_CUT, "{\"command_name\":\"START\",\"result\":\"fail\""},
    {BENCH_TAKES_CUT, "{\"command_name\":\"START\",\"result\":\"fail\","
                      "\"result_detail\":{\"a\":[1,2]"},
    {BENCH_TAKES_CUT, "{\"command_name\":\"START\",\"result\":\"fail\","
                      "\"result_detail\":\"abc"},
    {BENCH_TAKES_DUPLICATE, "{\"command_name\":\"START\",\"result\":\"fail\","
                            "\"result\":\"success\"}"},
    {BENCH_TAKES_DUPLICATE, "{\"command_name\":\"START\",\"result\":\"fail\","
                            "\"result_detail\":{},\"result_detail\":{}}"},
};

/* These all refuse: what a value has to be is asked in every adapter. */
static const char *const meaningless[] = {
    "{\"command_name\":\"START\",\"result\":\"maybe\"}",
    "{\"command_name\":\"\",\"result\":\"fail\"}",
    "{\"command_name\":1,\"result\":\"fail\"}",
    "{\"command_name\":\"START\",\"result\":null}",
    "{\"command_name\":\"START\"}",
    "{\"result\":\"fail\"}",
    "[]",
};

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* Faults also stand behind what fills blocks of 16, 32 and 64 bytes. */
static const char *const before[] = {
    "{\"a\":", "{\"a long detail, of which only the last value is broken\":"
               "[\"0123456789abcdef0123456789abcdef\",{\"x\":[null,true,"
               "12345,-1.5e10,\"\\\"\\u00e9\",\"\xe4\xb8\xad\xe6\x96\x87\"]},"
               "\"0123456789abcdef0123456789abcdef0123456789abcdef\"],\"z\":"};

static size_t make_detail(char *buf, size_t cap, size_t lead,
                          const struct fault *fault)
{
    return (size_t)snprintf(buf, cap, "%s%s}", before[lead], fault->text);
}

static bool takes_body(const bench_runner *runner, const char *body)
{
    bench_log log = {NULL, 0, 0};
    bool taken = decode_logged(runner, body, strlen(body), 0, &log);
    free(log.bytes);
    return taken;
}

static bool takes_detail(const bench_runner *runner, size_t lead,
                         const struct fault *fault)
{
    char detail[512], body[640];
    (void)make_detail(detail, sizeof(detail), lead, fault);
    (void)snprintf(body, sizeof(body),
                   "{\"command_name\":\"START\",\"result\":\"success\","
                   "\"result_detail\":%s}",
                   detail);
    return takes_body(runner, body);
}

static unsigned decode_takes(const bench_runner *runner)
{
    unsigned taken = 0;
    for (size_t lead = 0; lead < COUNT(before); lead++) {
        for (size_t i = 0; i < COUNT(faults); i++) {
            if (takes_detail(runner, lead, &faults[i])) {
                taken |= faults[i].class;
            }
        }
    }
    for (size_t i = 0; i < COUNT(bodies); i++) {
        if (takes_body(runner, bodies[i].text)) {
            taken |= bodies[i].class;
        }
    }
    return taken;
}

/* ---- Broken things to encode
 * ---------------------------------------------------
 */

static bool encodes_detail(bench *all, const bench_runner *runner,
                           const char *detail, size_t len)
{
    bench_message message = {.name = "broken detail"};
    message.request.command = UCR_COMMAND_START;
    message.request.result = UCR_RESULT_FAIL;
    message.request.result_detail.kind = UCR_JSON_OBJECT;
    message.request.result_detail.raw.ptr = detail;
    message.request.result_detail.raw.len = len;
    return runner->impl->encode(runner->self, &all->out, &message) ==
           BENCH_DONE;
}

/* A message, escaped where it has to be: decoding gives it back. */
static bool encodes_text(bench *all, const bench_runner *runner,
                         const char *text)
{
    bench_message message = {.name = "broken text", .status = 400};
    ucr_str body;
    ucr_response answer;
    message.response.status = 400;
    message.response.error_code = ucr_text_of("SMS.2009");
    message.response.error_msg = ucr_text_of(text);
    if (runner->impl->encode(runner->self, &all->out, &message) != BENCH_DONE) {
        return false;
    }
    body.ptr = all->out.ptr;
    body.len = all->out.len;
    return ucr_decode_response(&answer, 400, body, NULL, NULL) != UCR_OK ||
           !ucr_text_equal(answer.error_msg, ucr_str_of(text));
}

static unsigned encode_takes_details(bench *all, const bench_runner *runner)
{
    static const struct fault more[] = {
        {BENCH_TAKES_TRAILING, "{} {}"},
        {BENCH_TAKES_TRAILING, "{}]"},
        {BENCH_TAKES_CUT, "{\"a\":[1,2]"},
        {BENCH_TAKES_CUT, "{\"a\":\"b"},
    };
    unsigned taken = 0;
    char detail[512];
    for (size_t lead = 0; lead < COUNT(before); lead++) {
        for (size_t i = 0; i < COUNT(faults); i++) {
            size_t len = make_detail(detail, sizeof(detail), lead, &faults[i]);
            if (encodes_detail(all, runner, detail, len)) {
                taken |= faults[i].class;
            }
        }
    }
    for (size_t i = 0; i < COUNT(more); i++) {
        if (encodes_detail(all, runner, more[i].text, strlen(more[i].text))) {
            taken |= more[i].class;
        }
    }
    return taken;
}

static unsigned encode_takes(bench *all, const bench_runner *runner)
{
    unsigned taken = encode_takes_details(all, runner);
    for (size_t i = 0; i < COUNT(faults); i++) {
        if (faults[i].class == BENCH_TAKES_UTF8 &&
            encodes_text(all, runner, faults[i].text)) {
            taken |= BENCH_TAKES_UTF8;
        }
    }
    if (encodes_text(all, runner, "\"quoted\" \\ \b\f\n\r\t\x01\x1f")) {
        taken |= BENCH_TAKES_CONTROL;
    }
    return taken;
}

/* ---- Together
 * -------------------------------------------------------------------
 */

static bool check_takes(const bench_runner *runner, const char *op,
                        unsigned declared, unsigned found)
{
    bool good = true;
    for (unsigned i = 0; i < BENCH_TAKES_CLASSES; i++) {
        if (((declared ^ found) >> i & 1u) != 0) {
            (void)fprintf(stderr, "ucr_bench: %s, %s, %s: %s\n",
                          runner->impl->name, op, class_names[i],
                          (found >> i & 1u) != 0 ? "taken, undeclared"
                                                 : "declared, but refused");
            good = false;
        }
    }
    return good;
}

static bool check_impl(bench *all, const bench_runner *runner)
{
    bool good = true;
    if (runner->impl->decode != NULL) {
        good = check_takes(runner, "decode", runner->impl->decode_takes,
                           decode_takes(runner));
        for (size_t i = 0; i < COUNT(meaningless); i++) {
            if (takes_body(runner, meaningless[i])) {
                good = complain(runner, meaningless[i], "is taken");
            }
        }
    }
    if (runner->impl->encode != NULL) {
        good = check_takes(runner, "encode", runner->impl->encode_takes,
                           encode_takes(all, runner)) &&
               good;
    }
    return good;
}

bool bench_check(bench *all)
{
    bool good = true;
    for (size_t i = 0; i < BENCH_MESSAGES; i++) {
        good = check_message(all, &all->messages[i]) && good;
    }
    for (size_t i = 0; i < all->count; i++) {
        good = check_impl(all, &all->runners[i]) && good;
    }
    return good;
}
