/* SPDX-License-Identifier: MIT */
/*
 * Every code there is, produced by a call, with its offset and its path.
 *
 * The two of the yajl bridge come from its own test; that no other is missing
 * here is a test, too. JSON is written as rows.h says.
 */
#include "rows.h"

#include <string.h>

#define GOOD "'command_name':'STOP','result':'fail'"

static bool produced[256];

static void assert_produced(const char *what, const ucr_error *err,
                            ucr_code returned, ucr_code code, size_t offset,
                            const char *path)
{
    explain(what, 0, err, code, offset);
    assert_int_equal(returned, code);
    assert_fault(err, code, offset, path);
    produced[code] = true;
}

/* ---- Decoding ---------------------------------------------------------------
 */

static const struct {
    ucr_code code;
    ucr_profile profile;
    int status; /* 0: a request */
    const char *path, *body;
} decodings[] = {
    {UCR_E_EMPTY, UCR_INTEROP, 0, "", " ^"},
    {UCR_E_EOF, UCR_INTEROP, 0, "/result", "{'result':^"},
    {UCR_E_SYNTAX, UCR_INTEROP, 0, "/result_detail", "{'result_detail':[1,^]}"},
    {UCR_E_NUMBER, UCR_INTEROP, 403, "/details/0/error_code",
     "{'details':[{'error_code':0^1}]}"},
    {UCR_E_CONTROL, UCR_INTEROP, 403, "/error_param",
     "{'error_param':['a^\n']}"},
    {UCR_E_ESCAPE, UCR_INTEROP, 200, "/body", "{'body':'^\\x'}"},
    {UCR_E_SURROGATE, UCR_STRICT, 0, "/command_name",
     "{'command_name':'^\\ud800'}"},
    {UCR_E_UTF8, UCR_INTEROP, 400, "/error_msg", "{'error_msg':'^\xC0\xAF'}"},
    {UCR_E_BOM, UCR_STRICT, 0, "", "^\xEF\xBB\xBF{}"},
    {UCR_E_TRAILING, UCR_INTEROP, 0, "", "{} ^{}"},
    {UCR_E_TYPE, UCR_STRICT, 403, "/details/0/error_msg",
     "{" PAIR ",'details':[{'error_code':'','error_msg':^1}]}"},
    {UCR_E_ENUM, UCR_INTEROP, 0, "/result", "{'result':^'done'}"},
    {UCR_E_MISSING, UCR_STRICT, 0, "/result_detail", "{" GOOD "^}"},
    {UCR_E_DUPLICATE, UCR_INTEROP, 0, "/result", "{" GOOD ",^'result':1}"},
    {UCR_E_UNKNOWN, UCR_STRICT, 403, "/details/0",
     "{" PAIR ",'details':[{^'x':1}]}"},
    {UCR_E_STATUS, UCR_STRICT, 201, "", "^{}"},
};

static void test_codes_of_decoding(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(decodings); i++) {
        const ucr_options options = {0, 0, 0, decodings[i].profile};
        ucr_request request;
        ucr_response response;
        ucr_error err;
        size_t offset;
        ucr_str body = marked(decodings[i].body, &offset);
        ucr_code got = decodings[i].status == 0
                           ? ucr_decode_request(&request, body, &options, &err)
                           : ucr_decode_response(&response, decodings[i].status,
                                                 body, &options, &err);
        assert_produced(decodings[i].body, &err, got, decodings[i].code, offset,
                        decodings[i].path);
        block_free(body);
    }
}

static void test_codes_of_limits(void **state)
{
    (void)state;
    const ucr_options limits = {64, 2, 1, UCR_INTEROP};
    ucr_response out;
    ucr_error err;
    size_t offset;
    ucr_str body = marked("{'x':[1,^{}]}", &offset);
    ucr_code got = ucr_decode_response(&out, 403, body, &limits, &err);
    assert_produced("depth", &err, got, UCR_E_DEPTH, offset, "");
    block_free(body);
    body = marked("{'error_param':['',^'']}", &offset);
    got = ucr_decode_response(&out, 403, body, &limits, &err);
    assert_produced("items", &err, got, UCR_E_ITEMS, offset, "/error_param/1");
    block_free(body);
    body = json_of("{}                                        "
                   "                                          ");
    got = ucr_decode_response(&out, 403, body, &limits, &err);
    assert_produced("size", &err, got, UCR_E_BODY_SIZE, 64, "");
    block_free(body);
}

/* ---- Encoding ---------------------------------------------------------------
 */

static void test_codes_of_encoding(void **state)
{
    (void)state;
    char longer[UCR_MAX_ERROR_CODE + 1];
    ucr_error err;
    size_t len;
    memset(longer, 'a', sizeof(longer));
    ucr_response in = {.status = 400,
                       .error_code = {{longer, sizeof(longer)}, false},
                       .error_msg = UCR_TEXT("M")};
    ucr_code got = ucr_encode_response(NULL, 0, &len, &in, &strict, &err);
    assert_produced("length", &err, got, UCR_E_LENGTH, UCR_MAX_ERROR_CODE,
                    "/error_code");
    got = ucr_encode_response(longer, 1, &len, &in, &interop, &err);
    assert_produced("space", &err, got, UCR_E_SPACE, 0, "");
    got = ucr_encode_response(NULL, 1, &len, &in, &interop, &err);
    assert_produced("argument", &err, got, UCR_E_ARGUMENT, 0, "");
    in.error_code.raw.len = 1;
    got = ucr_encode_response(longer, sizeof(longer), &len, &in, &strict, &err);
    assert_produced("success", &err, got, UCR_OK, 0, "");
}

/* ---- Endpoint ---------------------------------------------------------------
 */

static void test_codes_of_the_endpoint(void **state)
{
    (void)state;
    char id[64];
    size_t len;
    size_t offset;
    ucr_error err;
    ucr_str text = marked("/v3/sources/a^%2Fb/command_result", &offset);
    ucr_code got = ucr_read_path(id, sizeof(id), &len, text, NULL, &err);
    assert_produced("path", &err, got, UCR_E_PATH, offset, "");
    block_free(text);
    text = marked("token^\r\n", &offset);
    got = ucr_check_token(text, &err);
    assert_produced("token", &err, got, UCR_E_TOKEN, offset, "");
    block_free(text);
    text = marked("application/json; charset=^latin1", &offset);
    got = ucr_check_content_type(text, &err);
    assert_produced("content type", &err, got, UCR_E_CONTENT_TYPE, offset, "");
    block_free(text);
}

/* ---- All --------------------------------------------------------------------
 */

/* Runs after the others. */
static void test_no_code_is_missing(void **state)
{
    (void)state;
    const char *none = ucr_code_name((ucr_code)255);
    int codes = 0;
    for (int i = 0; i < 256; i++) {
        bool is_code = strcmp(ucr_code_name((ucr_code)i), none) != 0;
        bool of_bridge = i == UCR_E_MEMORY || i == UCR_E_CANCELLED;
        if (produced[i] != (is_code && !of_bridge)) {
            fail_msg("%s", ucr_code_name((ucr_code)i));
        }
        codes += is_code;
    }
    assert_int_equal(codes, 28);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codes_of_decoding),
        cmocka_unit_test(test_codes_of_limits),
        cmocka_unit_test(test_codes_of_encoding),
        cmocka_unit_test(test_codes_of_the_endpoint),
        cmocka_unit_test(test_no_code_is_missing),
    };
    return cmocka_run_group_tests_name("codes", tests, NULL, NULL);
}
