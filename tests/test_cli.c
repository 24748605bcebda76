/* SPDX-License-Identifier: MIT */
/*
 * The command as a user meets it: exit status and both outputs, byte for byte
 * where that is sensible.
 * Checking many, explanations and terminals have a test each.
 */
#define _XOPEN_SOURCE 700

#include "cli.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ---- decode request ------------------------------------------------------ */

static void test_decode_request_prints_a_table(void **state)
{
    (void)state;
    expect(ARGS("decode", "request"),
           START ",\"result_detail\":{\"msg\":\"x\\u0041\"}}", 0,
           "command_name    START\n"
           "result          success\n"
           "result_detail   object, offset 59, length 17: "
           "{\"msg\":\"x\\u0041\"}\n",
           "");
    expect(ARGS("decode", "request", "-"),
           "{\"result\":\"fail\",\"command_name\":\"SK\\u0049P\"}", 0,
           "command_name    SKIP (not a documented command)\n"
           "result          fail\n"
           "result_detail   absent\n",
           "");
}

static void test_decode_request_shortens_the_glimpse(void **state)
{
    (void)state;
    char body[400];
    char out[400];
    snprintf(body, sizeof(body), START ",\"result_detail\":\"%0100d\"}", 0);
    snprintf(out, sizeof(out),
             "command_name    START\nresult          success\n"
             "result_detail   string, offset 59, length 102: \"%059d...\n",
             0);
    expect(ARGS("decode", "request"), body, 0, out, "");
}

static void test_decode_request_json(void **state)
{
    (void)state;
    static const struct {
        const char *detail;
        const char *shown;
    } rows[] = {
        {"{}", "\"object\",\"offset\":59,\"length\":2"},
        {" [1, 2] ", "\"array\",\"offset\":60,\"length\":6"},
        {"\"x\"", "\"string\",\"offset\":59,\"length\":3"},
        {"-1.5e3", "\"number\",\"offset\":59,\"length\":6"},
        {"true", "\"bool\",\"offset\":59,\"length\":4"},
        {"null", "\"null\",\"offset\":59,\"length\":4"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char body[200];
        char out[300];
        snprintf(body, sizeof(body), START ",\"result_detail\":%s}",
                 rows[i].detail);
        snprintf(out, sizeof(out),
                 "{\"command_name\":\"START\",\"command_known\":true,"
                 "\"result\":\"success\",\"result_detail\":{\"kind\":%s}}\n",
                 rows[i].shown);
        expect(ARGS("decode", "request", "--json"), body, 0, out, "");
    }
}

static void test_decode_request_json_without_a_detail(void **state)
{
    (void)state;
    expect(ARGS("decode", "--json", "request"),
           "{\"result\":\"fail\",\"command_name\":\"a\\\"\\u202e\\n\"}", 0,
           "{\"command_name\":\"a\\\"\\u202E\\n\",\"command_known\":false,"
           "\"result\":\"fail\",\"result_detail\":{\"kind\":\"absent\"}}\n",
           "");
}

static void test_offsets_count_a_skipped_mark(void **state)
{
    (void)state;
    expect(ARGS("decode", "request", "--json"),
           "\xEF\xBB\xBF" START ",\"result_detail\":{}}", 0,
           "{\"command_name\":\"START\",\"command_known\":true,"
           "\"result\":\"success\",\"result_detail\":{\"kind\":\"object\","
           "\"offset\":62,\"length\":2}}\n",
           "");
}

static void test_refusal_has_place_line_and_caret(void **state)
{
    (void)state;
    expect_refused(ARGS("decode", "request"),
                   "{\n  \"command_name\": \"START\",\n  \"result\": \"no\"\n}",
                   "<stdin>:3:13: UCR_E_ENUM at /result: The value is not one "
                   "of those allowed.\n"
                   "  \"result\": \"no\"\n"
                   "            ^\n");
    spit_text("bad.body", "[1] x");
    expect_refused(ARGS("decode", "request", "bad.body"), "",
                   "bad.body:1:5: UCR_E_TRAILING: Something follows after the "
                   "body's value.\n"
                   "[1] x\n"
                   "    ^\n");
    expect_refused(ARGS("decode", "request"), "",
                   "<stdin>:1:1: UCR_E_EMPTY: The body holds nothing but "
                   "white space.\n"
                   "\n"
                   "^\n");
}

static void test_refusal_as_json(void **state)
{
    (void)state;
    expect(ARGS("decode", "request", "--json"), "{\n\"result\":\"no\"}", 1,
           "{\"error\":{\"code\":\"UCR_E_ENUM\",\"offset\":11,\"line\":2,"
           "\"column\":10,\"path\":\"/result\",\"message\":\"The value is not "
           "one of those allowed.\"}}\n",
           "");
    expect(ARGS("decode", "response", "--status", "99", "--json"), "{}", 1,
           "{\"error\":{\"code\":\"UCR_E_STATUS\",\"offset\":0,\"line\":1,"
           "\"column\":1,\"path\":\"\",\"message\":\"The HTTP status is not "
           "one that this profile knows.\"}}\n",
           "");
}

static void test_long_line_is_shortened_around_the_caret(void **state)
{
    (void)state;
    static char body[100000];
    memset(body, ' ', sizeof(body) - 1);
    body[0] = '[';
    body[50000] = '?';
    outcome got = run(body, ARGS("decode", "request"));
    assert_int_equal(got.status, 1);
    assert_holds(got.err, "<stdin>:1:50001: UCR_E_SYNTAX: ");
    assert_holds(got.err, "\n...");
    assert_true(got.err.len < 400);
    const char *caret = strchr(got.err.ptr, '^');
    const char *mark = strchr(got.err.ptr, '?');
    const char *line = strchr(got.err.ptr, '\n') + 1;
    assert_non_null(caret);
    assert_int_equal(caret - (strchr(line, '\n') + 1), mark - line);
    forget(&got);
}

static void test_strict_profile(void **state)
{
    (void)state;
    expect(ARGS("decode", "request", "--profile", "interop"), START_OK, 0, NULL,
           "");
    outcome got = run(START_OK, ARGS("decode", "request", "--profile=strict"));
    assert_int_equal(got.status, 1);
    assert_holds(got.err, "UCR_E_MISSING at /result_detail: ");
    forget(&got);
}

static void test_limits(void **state)
{
    (void)state;
    expect(ARGS("decode", "request", "--max-body", "43"), START_OK, 0, NULL,
           "");
    expect_refused(ARGS("decode", "request", "--max-body", "42"), START_OK,
                   "<stdin>:1:43: UCR_E_BODY_SIZE: The body is longer than "
                   "the limit allows.\n"
                   "..."
                   "command_name\":\"START\",\"result\":\"success\"}\n"
                   "                                           ^\n");
    expect(ARGS("decode", "request", "--max-depth", "2"),
           START ",\"result_detail\":[]}", 0, NULL, "");
    outcome got = run(START ",\"result_detail\":[[]]}",
                      ARGS("decode", "request", "--max-depth", "2"));
    assert_int_equal(got.status, 1);
    assert_holds(got.err, "<stdin>:1:61: UCR_E_DEPTH at /result_detail: ");
    forget(&got);
    got = run("{\"error_param\":[\"a\",\"b\"]}",
              ARGS("decode", "response", "--status=400", "--max-items", "1"));
    assert_int_equal(got.status, 1);
    assert_holds(got.err, "<stdin>:1:21: UCR_E_ITEMS at /error_param/1: ");
    forget(&got);
    char most[40];
    snprintf(most, sizeof(most), "%zu", SIZE_MAX);
    expect(ARGS("decode", "request", "--max-body", most, "--max-items", most,
                "--max-depth", "512"),
           START_OK, 0, NULL, "");
}

/* ---- decode request --detail --------------------------------------------- */

static void expect_detail(const char *detail, const char *out)
{
    char body[4096];
    snprintf(body, sizeof(body), START ",\"result_detail\":%s}", detail);
    expect(ARGS("decode", "request", "--detail"), body, 0, out, "");
}

static void test_detail_is_indented(void **state)
{
    (void)state;
    expect_detail("{\"a\":[1,true,null],\"b\":{}}", "{\n"
                                                    "    \"a\": [\n"
                                                    "        1,\n"
                                                    "        true,\n"
                                                    "        null\n"
                                                    "    ],\n"
                                                    "    \"b\": {\n\n    }\n"
                                                    "}\n");
    expect_detail("null", "null\n");
    expect_detail("false", "false\n");
}

static void test_detail_keeps_numbers(void **state)
{
    (void)state;
    expect_detail("12345678901234567890123", "12345678901234567890123\n");
    expect_detail("1.10E+022", "1.10E+022\n");
    expect_detail("-0", "-0\n");
}

static void test_detail_undoes_the_string_form(void **state)
{
    (void)state;
    expect_detail("\"{\\\"msg\\\":\\\"xxx\\\"}\"",
                  "{\n    \"msg\": \"xxx\"\n}\n");
    expect_detail("\"no \\\"JSON\\\"\"", "\"no \\\"JSON\\\"\"\n");
    expect_detail("\"\"", "\"\"\n");
    expect_detail("\"12\"", "12\n");
    /* Once only: a string in a string is a string. */
    expect_detail("\"\\\"{}\\\"\"", "\"{}\"\n");
    expect_detail("\"\\\"\\\\u0041\\\"\"", "\"A\"\n");
}

static void test_detail_is_safe_for_a_terminal(void **state)
{
    (void)state;
    expect_detail("[\"\x7F\xC2\x80\xC2\x9F\xC2\xA0\"]",
                  "[\n    \"\\u007F\\u0080\\u009F\xC2\xA0\"\n]\n");
    expect_detail("[\"\xD8\x9C\xE2\x80\x8E\xE2\x80\x8F\xE2\x80\xA8\"]",
                  "[\n    \"\\u061C\\u200E\\u200F\\u2028\"\n]\n");
    expect_detail("[\"\xE2\x80\xAA\xE2\x80\xAE\xE2\x81\xA6\xE2\x81\xA9\"]",
                  "[\n    \"\\u202A\\u202E\\u2066\\u2069\"\n]\n");
    expect_detail("[\"\xE2\x80\x90\xE2\x80\xAF\xE2\x81\xA5\xE2\x81\xAA\"]",
                  "[\n    \"\xE2\x80\x90\xE2\x80\xAF\xE2\x81\xA5\xE2\x81\xAA"
                  "\"\n]\n");
    expect_detail("{\"\\u001b\\u0000\":\"\\u202e\"}",
                  "{\n    \"\\u001B\\u0000\": \"\\u202E\"\n}\n");
}

static void test_detail_mends_lone_surrogates(void **state)
{
    (void)state;
#define REPLACED "\xEF\xBF\xBD"
    expect_detail("[\"\\ud800\"]", "[\n    \"" REPLACED "\"\n]\n");
    expect_detail("[\"\\uDC00x\"]", "[\n    \"" REPLACED "x\"\n]\n");
    expect_detail("[\"\\ud800\\u0041\"]", "[\n    \"" REPLACED "A\"\n]\n");
    expect_detail("[\"\\ud800\\ud83d\\ude00\"]",
                  "[\n    \"" REPLACED "\xF0\x9F\x98\x80\"\n]\n");
    expect_detail("[\"\\\\ud800\"]", "[\n    \"\\\\ud800\"\n]\n");
    expect_detail("\"\\ud800\"", "\"" REPLACED "\"\n");
    expect_detail("\"[\\\"\\\\ud800\\\"]\"", "[\n    \"" REPLACED "\"\n]\n");
}

static void test_detail_that_is_absent(void **state)
{
    (void)state;
    expect(ARGS("decode", "request", "--detail"), START_OK, 0, "",
           "ucr: <stdin>: there is no result detail\n");
}

static void test_detail_too_deep_for_the_generator(void **state)
{
    (void)state;
    char body[1000];
    for (int depth = 126; depth <= 129; depth++) {
        size_t len =
            (size_t)snprintf(body, sizeof(body), START ",\"result_detail\":");
        memset(body + len, '[', (size_t)depth);
        memset(body + len + depth, ']', (size_t)depth);
        memcpy(body + len + 2 * depth, "}", 2);
        bool fits = depth <= 127;
        expect(ARGS("decode", "request", "--detail", "--max-depth", "512"),
               body, fits ? 0 : 2, fits ? NULL : "",
               fits ? ""
                    : "ucr: <stdin>: the result detail nests more than 127 "
                      "levels deep, which yajl cannot print\n");
    }
}

/* A string that holds JSON too deep for the options is not that JSON. */
static void test_detail_string_beyond_the_limit_stays_a_string(void **state)
{
    (void)state;
    expect(ARGS("decode", "request", "--detail", "--max-depth", "1"),
           START ",\"result_detail\":\"[[]]\"}", 0, "\"[[]]\"\n", "");
}

/* ---- decode response ----------------------------------------------------- */

static void test_decode_response_prints_a_table(void **state)
{
    (void)state;
    expect(ARGS("decode", "response", "--status", "403"),
           "{\"error_code\":\"SMS.9004\",\"error_msg\":\"no\\u001b[2J\","
           "\"encoded_authorization_message\":\"XX\","
           "\"error_param\":[\"p\",\"q\"],\"details\":[{\"error_code\":1},"
           "{\"error_msg\":\"m\"}],\"title\":5,\"request_id\":\"r\"}",
           0,
           "status          403\n"
           "shape           gateway\n"
           "error_code      SMS.9004\n"
           "error_msg       no\\u{1b}[2J\n"
           "encoded_authorization_message XX\n"
           "error_param/0   p\n"
           "error_param/1   q\n"
           "details/0/error_code 1\n"
           "details/1/error_msg m\n"
           "request_id      r\n"
           "ignored         title\n",
           "");
    expect(ARGS("decode", "response", "--status=500"), "", 0,
           "status          500\nshape           empty\n", "");
    expect(ARGS("decode", "response", "--status=400"),
           "{\"error_param\":[],\"details\":[]}", 0,
           "status          400\nshape           other\n"
           "error_param     (empty list)\ndetails         (empty list)\n",
           "");
    expect(ARGS("decode", "response", "--status=400"),
           "{\"details\":[{},{\"error_code\":\"1\"},{\"x\":2}]}", 0,
           "status          400\nshape           other\n"
           "details/0       (neither code nor message)\n"
           "details/1/error_code 1\n"
           "details/2       (neither code nor message)\n",
           "");
}

static void test_decode_response_json(void **state)
{
    (void)state;
    static const struct {
        const char *status;
        const char *body;
        const char *out;
    } rows[] = {
        {"200", "{ }", "{\"status\":200,\"shape\":\"success\"}\n"},
        {"204", "", "{\"status\":204,\"shape\":\"success\"}\n"},
        {"200", "\"h\\u0069\"",
         "{\"status\":200,\"shape\":\"success\",\"message\":\"hi\"}\n"},
        {"404", "{\"error_code\":\"SMS.2252\",\"error_msg\":\"m\"}",
         "{\"status\":404,\"shape\":\"documented\","
         "\"error_code\":\"SMS.2252\",\"error_msg\":\"m\"}\n"},
        {"400", "{\"code\":1,\"message\":\"\"}",
         "{\"status\":400,\"shape\":\"alias\",\"error_code\":\"1\","
         "\"error_msg\":\"\"}\n"},
        {"401", "{\"error\":{\"message\":\"U.\",\"code\":401,\"title\":\"U\"}}",
         "{\"status\":401,\"shape\":\"nested\",\"error_code\":\"401\","
         "\"error_msg\":\"U.\",\"title\":\"U\"}\n"},
        {"400", "{\"code\":\"x\"}",
         "{\"status\":400,\"shape\":\"partial\",\"error_code\":\"x\"}\n"},
        {"400", "[]", "{\"status\":400,\"shape\":\"other\"}\n"},
        {"502", " \n", "{\"status\":502,\"shape\":\"empty\"}\n"},
        {"403",
         "{\"error_code\":\"c\",\"error_msg\":\"m\",\"request_id\":\"r\","
         "\"error_param\":[\"\\u0041\"],\"details\":[{\"error_code\":\"d\"},"
         "{}]}",
         "{\"status\":403,\"shape\":\"gateway\",\"error_code\":\"c\","
         "\"error_msg\":\"m\",\"error_param\":[\"A\"],"
         "\"details\":[{\"error_code\":\"d\"},{}],\"request_id\":\"r\"}\n"},
        {"400",
         "{\"title\":1,\"request_id\":1,\"details\":1,\"error_param\":1,"
         "\"encoded_authorization_message\":1}",
         "{\"status\":400,\"shape\":\"other\",\"ignored\":["
         "\"encoded_authorization_message\",\"error_param\",\"details\","
         "\"request_id\",\"title\"]}\n"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        expect(ARGS("decode", "response", "--json", "--status", rows[i].status),
               rows[i].body, 0, rows[i].out, "");
    }
}

static void test_long_texts_are_whole(void **state)
{
    (void)state;
    const size_t size = 100000;
    char *body = malloc(size + 100);
    assert_non_null(body);
    int len = sprintf(body, "{\"error_code\":\"c\",\"error_msg\":\"");
    memset(body + len, 'x', size);
    strcpy(body + (size_t)len + size, "\"}");
    outcome got = run(body, ARGS("decode", "response", "--status=400"));
    assert_int_equal(got.status, 0);
    assert_int_equal(got.out.len, strlen("status          400\n"
                                         "shape           documented\n"
                                         "error_code      c\n"
                                         "error_msg       \n") +
                                      size);
    forget(&got);
    got = run(body, ARGS("decode", "response", "--status=400", "--json"));
    assert_int_equal(got.status, 0);
    assert_int_equal(got.out.len,
                     strlen("{\"status\":400,\"shape\":\"documented\",\n") +
                         strlen(body) - strlen("{"));
    forget(&got);
    free(body);
}

/* ---- Usage --------------------------------------------------------------- */

static void test_usage(void **state)
{
    (void)state;
    expect_trouble(ARGS(NULL), "which command?");
    expect_trouble(ARGS("frob"), "unknown command: 'frob'");
    expect_trouble(ARGS("--json"), "options stand after the command: '--json'");
    expect_trouble(ARGS("--color=never", "decode", "request"),
                   "options stand after the command: '--color=never'");
    expect_trouble(ARGS("decode"), "which message");
    expect_trouble(ARGS("decode", "reply"), "neither request nor response");
    expect_trouble(ARGS("decode", "request", "a", "b"), ": 'b'");
    expect_trouble(ARGS("decode", "request", "--frob"), ": '--frob'");
    expect_trouble(ARGS("decode", "request", "-x"), "unknown option: '-x'");
    expect_trouble(ARGS("decode", "request", "-\xC3\xA9"),
                   "unknown option: '-\xEF\xBF\xBD'");
    expect_trouble(ARGS("decode", "request", ""), "ucr: '': No such file");
    expect_trouble(ARGS("decode", "request", "--json=1"), "takes no value");
    expect_trouble(ARGS("decode", "request", "--profile"), "needs a value");
    expect_trouble(ARGS("decode", "request", "--profile", "lax"), ": 'lax'");
    expect_trouble(ARGS("decode", "request", "--color", "pink"), ": 'pink'");
    expect_trouble(ARGS("decode", "request", "--json", "--detail"),
                   "either --json or --detail");
    expect_trouble(ARGS("decode", "request", "--status", "200"), "--status");
    expect_trouble(ARGS("decode", "request", "--jobs", "2"), "--jobs");
    expect_trouble(ARGS("decode", "response"), "--status N");
    expect_trouble(ARGS("decode", "response", "--status", "ok"), ": 'ok'");
    expect_trouble(ARGS("decode", "response", "--status", ""), ": ''");
    expect_trouble(ARGS("decode", "response", "--status", "20x"), "20x");
    expect_trouble(ARGS("decode", "response", "--status", "0x40"), "0x40");
    expect_trouble(ARGS("decode", "response", "--status", " 200"), " 200");
    expect_trouble(ARGS("decode", "response", "--status=400", "--status=401"),
                   "once");
    expect_trouble(ARGS("decode", "response", "--status=400", "--detail"),
                   "another message");
    expect_trouble(ARGS("check", "response"), "--status N");
    expect_trouble(ARGS("check", "request", "--json"), ": '--json'");
    expect_trouble(ARGS("check", "request", "--jobs", "many"),
                   "--jobs takes a number, which is not: 'many'");
    expect_trouble(ARGS("path"), "SERVER_ID");
    expect_trouble(ARGS("path", "a", "b"), ": 'b'");
    expect_trouble(ARGS("path", "a", "--read", "b"), ": 'a'");
    expect_trouble(ARGS("path", "--read"), "needs a value");
    expect_trouble(ARGS("decode", "request", "\x1b[31m", "b\xff\xC2\x9b"),
                   ": 'b");
    /* What is no number at all goes before what is out of range. */
    expect_trouble(
        ARGS("decode", "request", "--max-depth", "0", "--max-body", "x"),
        ": 'x'");
}

static void test_usage_of_encode(void **state)
{
    (void)state;
    expect_trouble(ARGS("encode", "request", "--result", "fail"),
                   "--command-name C");
    expect_trouble(ARGS("encode", "request", "--command-name", "SYNC"),
                   "--result R");
    expect_trouble(ARGS("encode", "request", "--command-name", "SYNC",
                        "--result", "fail", "--result-detail", "1",
                        "--result-detail-text", "2"),
                   "one result detail");
    expect_trouble(ARGS("encode", "request", "--command-name", "SYNC",
                        "--result", "fail", "body"),
                   ": 'body'");
    expect_trouble(ARGS("encode", "request", "--command-name", "SYNC",
                        "--result", "fail", "--error-code", "x"),
                   "--error-code");
    expect_trouble(ARGS("encode", "response"), "--status N");
    expect_trouble(ARGS("encode", "response", "--status=400", "--detail", "x"),
                   "CODE=MESSAGE: 'x'");
    expect_trouble(ARGS("encode", "response", "--status=400", "--error-code",
                        "a", "--error-code", "b"),
                   "once");
}

static void test_numbers_out_of_range_are_refused(void **state)
{
    (void)state;
    static const struct {
        const char *option;
        const char *value;
    } rows[] = {
        {"--max-depth", "513"}, {"--max-depth", "0"},
        {"--max-depth", "-1"},  {"--max-body", "0"},
        {"--max-body", "-5"},   {"--max-body", "99999999999999999999"},
        {"--max-items", "0"},   {"--max-items", "18446744073709551616"},
        {"--jobs", "0"},        {"--jobs", "257"},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        char err[300];
        snprintf(err, sizeof(err),
                 "%s:1:1: UCR_E_ARGUMENT: The call has an argument that "
                 "cannot be right.\n%s\n^\n",
                 rows[i].option, rows[i].value);
        /* Nothing is opened. */
        expect_refused(ARGS("check", "request", rows[i].option, rows[i].value,
                            "not-there"),
                       "", err);
    }
}

static void test_status_out_of_range_is_refused(void **state)
{
    (void)state;
    static const char *const values[] = {
        "0", "199", "600", "-200", "2147483648", "99999999999999999999",
    };
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        char err[300];
        snprintf(err, sizeof(err),
                 "--status:1:1: UCR_E_STATUS: The HTTP status is not one that "
                 "this profile knows.\n%s\n^\n",
                 values[i]);
        expect_refused(ARGS("decode", "response", "--status", values[i]), "{}",
                       err);
        expect_refused(ARGS("encode", "response", "--status", values[i]), "",
                       err);
    }
    expect(ARGS("decode", "response", "--status", "0200"), "{}", 0, NULL, "");
    outcome got = run("{}", ARGS("decode", "response", "--status", "204",
                                 "--profile", "strict"));
    assert_int_equal(got.status, 1);
    assert_holds(got.err, "--status:1:1: UCR_E_STATUS: ");
    forget(&got);
}

static void test_options_and_words_in_any_order(void **state)
{
    (void)state;
    spit_text("ok.body", START_OK);
    spit_text("--json", "");
    assert_int_equal(setenv("POSIXLY_CORRECT", "1", 1), 0);
    expect(ARGS("check", "request", "ok.body", "--ndjson", "ok.body"), "", 0,
           "2 checked, 0 refused\n", "");
    assert_int_equal(unsetenv("POSIXLY_CORRECT"), 0);
    expect(ARGS("check", "--ndjson", "request", "ok.body", "--", "--json"), "",
           0, "1 checked, 0 refused\n", "");
}

/* ---- Help and version ---------------------------------------------------- */

static void test_help(void **state)
{
    (void)state;
    static const char *const calls[][4] = {
        {"--help"},
        {"decode", "--help"},
        {"decode", "request", "--help"},
        {"check", "--help"},
        {"encode", "response", "--help"},
        {"path", "--help"},
    };
    for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
        outcome got = run("", calls[i]);
        assert_int_equal(got.status, 0);
        assert_memory_equal(got.out.ptr, "Usage: ucr ", 11);
        assert_holds(got.out, "--profile P");
        assert_holds(got.out, "Exit status: ");
        assert_string_equal(got.err.ptr, "");
        size_t width = 0;
        for (size_t at = 0; at < got.out.len; at++) {
            width = got.out.ptr[at] == '\n' ? 0 : width + 1;
            assert_true(width <= 80);
        }
        forget(&got);
    }
}

static void test_version(void **state)
{
    (void)state;
    outcome got = run("", ARGS("--version"));
    assert_int_equal(got.status, 0);
    assert_memory_equal(got.out.ptr, "ucr ", 4);
    expect(ARGS("check", "request", "--version"), "", 0, got.out.ptr, "");
    forget(&got);
}

/* ---- Input --------------------------------------------------------------- */

static void test_input_that_fails(void **state)
{
    (void)state;
    expect(ARGS("decode", "request", "not-there"), "", 2, "",
           "ucr: not-there: No such file or directory\n");
    expect(ARGS("decode", "request", "."), "", 2, "",
           "ucr: .: Is a directory\n");
    expect(ARGS("decode", "request", "\x1b]0;x\a\xE2\x80\xAE"), "", 2, "",
           "ucr: \\u{1b}]0;x\\u{7}\\u{202e}: No such file or directory\n");
}

static void test_closed_stdin(void **state)
{
    (void)state;
    int out = open_private(".out", O_WRONLY | O_CREAT | O_TRUNC);
    int err = open_private(".err", O_WRONLY | O_CREAT | O_TRUNC);
    pid_t child = start(-1, out, err, ARGS("decode", "request"));
    close(out);
    close(err);
    assert_int_equal(wait_for(child), 2);
    bytes told = slurp(".err");
    assert_string_equal(told.ptr, "ucr: <stdin>: Bad file descriptor\n");
    free(told.ptr);
}

static void test_endless_file_is_refused_for_its_size(void **state)
{
    (void)state;
    outcome got =
        run("", ARGS("decode", "request", "--max-body", "1000", "/dev/zero"));
    assert_int_equal(got.status, 1);
    assert_holds(got.err, "/dev/zero:1:1001: UCR_E_BODY_SIZE: ");
    assert_printable(got.err);
    forget(&got);
}

/* Every byte value, raw, in every place where it could be shown. */
static void test_nothing_raw_reaches_the_output(void **state)
{
    (void)state;
    static const char *const places[][2] = {
        {"", ""},
        {"{\"", "\":1}"},
        {START ",\"result_detail\":\"", "\"}"},
        {"{\"command_name\":\"", "\",\"result\":\"fail\"}"},
    };
    static const char *const ways[] = {"--json", "--detail", "--color=auto"};
    for (int c = 0; c < 256; c++) {
        for (size_t place = 0; place < 4; place++) {
            char body[200];
            int len = snprintf(body, sizeof(body), "%s%c%s", places[place][0],
                               c, places[place][1]);
            outcome got =
                run_with(body, (size_t)len,
                         ARGS("decode", "request", ways[(size_t)c % 3]));
            assert_true(got.status <= 1);
            assert_printable(got.out);
            assert_printable(got.err);
            forget(&got);
        }
    }
}

static void test_names_of_files_are_shown_safely(void **state)
{
    (void)state;
    spit_text("\x1b[31m\xC2\x9B\xFF", "x");
    outcome got = run("", ARGS("check", "request", "\x1b[31m\xC2\x9B\xFF"));
    assert_int_equal(got.status, 1);
    assert_holds(got.out, "\\u{1b}[31m\\u{9b}\xEF\xBF\xBD:1:1: UCR_E_SYNTAX: ");
    assert_printable(got.out);
    forget(&got);
}

/* ---- Output -------------------------------------------------------------- */

static void test_full_disk(void **state)
{
    (void)state;
    const char *message = "ucr: standard output: No space left on device\n";
    expect_lost(open_private("/dev/full", O_WRONLY), ARGS("decode", "request"),
                START_OK, message);
    expect_lost(open_private("/dev/full", O_WRONLY),
                ARGS("decode", "request", "--json"), START_OK, message);
    expect_lost(open_private("/dev/full", O_WRONLY),
                ARGS("decode", "request", "--json"), "[", message);
    expect_lost(open_private("/dev/full", O_WRONLY),
                ARGS("decode", "request", "--detail"),
                START ",\"result_detail\":[1]}", message);
    expect_lost(open_private("/dev/full", O_WRONLY),
                ARGS("check", "request", "--ndjson"), "\n", message);
    expect_lost(open_private("/dev/full", O_WRONLY),
                ARGS("encode", "response", "--status=200"), "", message);
    expect_lost(open_private("/dev/full", O_WRONLY), ARGS("path", "x"), "",
                message);
    expect_lost(open_private("/dev/full", O_WRONLY), ARGS("--help"), "",
                message);
    expect_lost(open_private("/dev/full", O_WRONLY), ARGS("explain", "EOF"), "",
                message);
    expect_lost(open_private("/dev/full", O_WRONLY),
                ARGS("explain", "--json", "no", "such"), "", message);
}

/* Nobody can be told, but the status says that somebody was not. */
static void test_full_disk_for_messages(void **state)
{
    (void)state;
    int in[2];
    int out = open_private(".out", O_WRONLY | O_CREAT | O_TRUNC);
    int err = open_private("/dev/full", O_WRONLY);
    open_pipe(in);
    pid_t child = start(in[0], out, err, ARGS("decode", "request"));
    close(in[0]);
    close(out);
    close(err);
    feed(in[1], "?", 1);
    assert_int_equal(wait_for(child), 2);
}

static void test_closed_stdout(void **state)
{
    (void)state;
    spit_text("ok.body", START_OK);
    expect_lost(-1, ARGS("decode", "request", "ok.body"), "",
                "ucr: standard output: Bad file descriptor\n");
}

static void test_closed_pipe(void **state)
{
    (void)state;
    int pipes[2];
    static char many[200001];
    memset(many, '\n', sizeof(many) - 1);
    open_pipe(pipes);
    close(pipes[0]);
    expect_lost(pipes[1], ARGS("check", "request", "--ndjson", "--jobs=3"),
                many, "ucr: standard output: Broken pipe\n");
    const char *const calls[][4] = {
        {"decode", "request"},
        {"decode", "request", "--json"},
        {"explain"},
    };
    for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
        open_pipe(pipes);
        close(pipes[0]);
        expect_lost(pipes[1], calls[i], START_OK,
                    "ucr: standard output: Broken pipe\n");
    }
}

/* ---- encode request ------------------------------------------------------ */

#define SYNC "encode", "request", "--command-name", "SYNC", "--result", "fail"

static void test_encode_request(void **state)
{
    (void)state;
    expect(ARGS(SYNC), "", 0, "{\"command_name\":\"SYNC\",\"result\":\"fail\"}",
           "");
    expect(ARGS(SYNC, "--result-detail", " {\"a\": 1}\n"), "", 0,
           "{\"command_name\":\"SYNC\",\"result\":\"fail\","
           "\"result_detail\":{\"a\": 1}}",
           "");
    static const char *const values[] = {"[]",   "\"x\"", "-1.5", "0",
                                         "true", "false", "null"};
    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        char out[100];
        snprintf(out, sizeof(out),
                 "{\"command_name\":\"SYNC\",\"result\":\"fail\","
                 "\"result_detail\":%s}",
                 values[i]);
        expect(ARGS(SYNC, "--result-detail", values[i]), "", 0, out, "");
    }
    expect(ARGS(SYNC, "--result-detail-text", "a \"b\"\n\\u0041"), "", 0,
           "{\"command_name\":\"SYNC\",\"result\":\"fail\","
           "\"result_detail\":\"a \\\"b\\\"\\n\\\\u0041\"}",
           "");
    expect(ARGS("encode", "request", "--command-name", "SKIP\t", "--result",
                "success"),
           "", 0, "{\"command_name\":\"SKIP\\t\",\"result\":\"success\"}", "");
}

static void test_encode_request_from_a_file(void **state)
{
    (void)state;
    const char *out = "{\"command_name\":\"SYNC\",\"result\":\"fail\","
                      "\"result_detail\":[1]}";
    spit_text("detail.json", "\n[1]\n");
    spit_text("broken.json", "[\n1,]");
    expect(ARGS(SYNC, "--result-detail-file", "detail.json"), "", 0, out, "");
    expect(ARGS(SYNC, "--result-detail-file", "-"), "[1]", 0, out, "");
    expect_refused(ARGS(SYNC, "--result-detail-file", "broken.json"), "",
                   "broken.json:2:3: UCR_E_SYNTAX at /result_detail: JSON "
                   "does not allow this byte here.\n1,]\n  ^\n");
    expect(ARGS(SYNC, "--result-detail-file", "not-there"), "", 2, "",
           "ucr: not-there: No such file or directory\n");
}

static void test_encode_request_refusals(void **state)
{
    (void)state;
    expect_refused(
        ARGS("encode", "request", "--command-name", "SYNC", "--result", "ok"),
        "",
        "--result:1:1: UCR_E_ENUM at /result: The value is not one "
        "of those allowed.\nok\n^\n");
    expect_refused(ARGS(SYNC, "--result-detail", "{\"a\":01}"), "",
                   "--result-detail:1:7: UCR_E_NUMBER at /result_detail: The "
                   "number is not one of JSON: a digit is missing or one too "
                   "many here.\n{\"a\":01}\n      ^\n");
    expect_refused(ARGS(SYNC, "--result-detail-text", "ab\xff"), "",
                   "--result-detail-text:1:3: UCR_E_UTF8 at /result_detail: "
                   "These bytes are not valid UTF-8.\nab\xEF\xBF\xBD\n  ^\n");
    expect_refused(
        ARGS("encode", "request", "--command-name", "", "--result", "ok"), "",
        "--command-name:1:1: UCR_E_ENUM at /command_name: The "
        "value is not one of those allowed.\n\n^\n");
    expect_refused(ARGS(SYNC, "--profile", "strict"), "",
                   "--result-detail:1:1: UCR_E_MISSING at /result_detail: A "
                   "required member is missing.\n");
    expect_refused(ARGS(SYNC, "--profile", "strict", "--result-detail", " 1"),
                   "",
                   "--result-detail:1:2: UCR_E_TYPE at /result_detail: The "
                   "value is not of the required type.\n 1\n ^\n");
    outcome got = run("", ARGS(SYNC, "--result-detail", "x"));
    assert_int_equal(got.status, 1);
    assert_holds(got.err, "--result-detail:1:1: UCR_E_SYNTAX at ");
    forget(&got);
    got = run("", ARGS(SYNC, "--max-body", "20"));
    assert_int_equal(got.status, 1);
    assert_holds(got.err, "<command-line>:1:1: UCR_E_BODY_SIZE: ");
    forget(&got);
}

/* ---- encode response ----------------------------------------------------- */

#define DENY                                                                   \
    "encode", "response", "--status", "403", "--error-code", "c",              \
        "--error-msg", "m"

static void test_encode_response(void **state)
{
    (void)state;
    expect(ARGS("encode", "response", "--status=200"), "", 0, "{}", "");
    expect(ARGS("encode", "response", "--status=204"), "", 0, "", "");
    expect(ARGS(DENY), "", 0, "{\"error_code\":\"c\",\"error_msg\":\"m\"}", "");
    expect(ARGS(DENY, "--encoded-authorization-message", "e", "--error-param",
                "p", "--detail", "d=x=y", "--error-param", "", "--detail", "=",
                "--request-id", "r"),
           "", 0,
           "{\"error_code\":\"c\",\"error_msg\":\"m\","
           "\"encoded_authorization_message\":\"e\","
           "\"error_param\":[\"p\",\"\"],\"details\":[{\"error_code\":\"d\","
           "\"error_msg\":\"x=y\"},{\"error_code\":\"\",\"error_msg\":\"\"}],"
           "\"request_id\":\"r\"}",
           "");
}

static void test_encode_response_refusals(void **state)
{
    (void)state;
    expect_refused(ARGS(DENY, "--detail", "a=b", "--detail", "cd=e\xff"), "",
                   "--detail:1:5: UCR_E_UTF8 at /details/1/error_msg: These "
                   "bytes are not valid UTF-8.\ncd=e\xEF\xBF\xBD\n    ^\n");
    expect_refused(ARGS(DENY, "--detail", "a\xff=b"), "",
                   "--detail:1:2: UCR_E_UTF8 at /details/0/error_code: These "
                   "bytes are not valid UTF-8.\na\xEF\xBF\xBD=b\n ^\n");
    expect_refused(ARGS(DENY, "--error-param", "p", "--error-param", "\xC0"),
                   "",
                   "--error-param:1:1: UCR_E_UTF8 at /error_param/1: These "
                   "bytes are not valid UTF-8.\n\xEF\xBF\xBD\n^\n");
    outcome got = run(
        "", ARGS("encode", "response", "--status", "400", "--error-code", "c"));
    assert_int_equal(got.status, 1);
    assert_holds(got.err, "<command-line>:1:1: UCR_E_ARGUMENT: ");
    forget(&got);
    got = run("", ARGS(DENY, "--profile", "strict", "--request-id", "r"));
    assert_int_equal(got.status, 1);
    assert_holds(got.err, "UCR_E_ARGUMENT");
    forget(&got);
}

/* ---- path ---------------------------------------------------------------- */

static void test_path(void **state)
{
    (void)state;
    expect(ARGS("path", "a-1"), "", 0, "/v3/sources/a-1/command_result\n", "");
    expect(ARGS("path", "--", "-a"), "", 0, "/v3/sources/-a/command_result\n",
           "");
    expect(ARGS("path", "--read", "/v3/sources/a%2D1/command_result?x=1"), "",
           0, "a-1\n", "");
    expect(ARGS("path", "--read", "/v3/sources/%E2%80%AE%C3%A4/command_result"),
           "", 0, "\\u{202e}\xC3\xA4\n", "");
    expect_refused(ARGS("path", "a/b"), "",
                   "SERVER_ID:1:2: UCR_E_PATH: This is not the operation's "
                   "path with a usable server id.\na/b\n ^\n");
    expect_refused(ARGS("path", "--read", "/v3"), "",
                   "--read:1:4: UCR_E_PATH: This is not the operation's path "
                   "with a usable server id.\n/v3\n   ^\n");
    outcome got = run("", ARGS("path", ""));
    assert_int_equal(got.status, 1);
    assert_holds(got.err, "SERVER_ID:1:1: UCR_E_PATH: ");
    forget(&got);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_decode_request_prints_a_table),
        cmocka_unit_test(test_decode_request_shortens_the_glimpse),
        cmocka_unit_test(test_decode_request_json),
        cmocka_unit_test(test_decode_request_json_without_a_detail),
        cmocka_unit_test(test_offsets_count_a_skipped_mark),
        cmocka_unit_test(test_refusal_has_place_line_and_caret),
        cmocka_unit_test(test_refusal_as_json),
        cmocka_unit_test(test_long_line_is_shortened_around_the_caret),
        cmocka_unit_test(test_strict_profile),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_detail_is_indented),
        cmocka_unit_test(test_detail_keeps_numbers),
        cmocka_unit_test(test_detail_undoes_the_string_form),
        cmocka_unit_test(test_detail_is_safe_for_a_terminal),
        cmocka_unit_test(test_detail_mends_lone_surrogates),
        cmocka_unit_test(test_detail_that_is_absent),
        cmocka_unit_test(test_detail_too_deep_for_the_generator),
        cmocka_unit_test(test_detail_string_beyond_the_limit_stays_a_string),
        cmocka_unit_test(test_decode_response_prints_a_table),
        cmocka_unit_test(test_decode_response_json),
        cmocka_unit_test(test_long_texts_are_whole),
        cmocka_unit_test(test_usage),
        cmocka_unit_test(test_usage_of_encode),
        cmocka_unit_test(test_numbers_out_of_range_are_refused),
        cmocka_unit_test(test_status_out_of_range_is_refused),
        cmocka_unit_test(test_options_and_words_in_any_order),
        cmocka_unit_test(test_help),
        cmocka_unit_test(test_version),
        cmocka_unit_test(test_input_that_fails),
        cmocka_unit_test(test_closed_stdin),
        cmocka_unit_test(test_endless_file_is_refused_for_its_size),
        cmocka_unit_test(test_nothing_raw_reaches_the_output),
        cmocka_unit_test(test_names_of_files_are_shown_safely),
        cmocka_unit_test(test_full_disk),
        cmocka_unit_test(test_full_disk_for_messages),
        cmocka_unit_test(test_closed_stdout),
        cmocka_unit_test(test_closed_pipe),
        cmocka_unit_test(test_encode_request),
        cmocka_unit_test(test_encode_request_from_a_file),
        cmocka_unit_test(test_encode_request_refusals),
        cmocka_unit_test(test_encode_response),
        cmocka_unit_test(test_encode_response_refusals),
        cmocka_unit_test(test_path),
    };
    return cmocka_run_group_tests_name("cli", tests, enter_folder,
                                       leave_folder);
}
