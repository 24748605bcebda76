/* SPDX-License-Identifier: MIT */
/*
 * Uses every public name of ucr.h, in the words that C99 and C++11 share: what
 * does not compile, is not exported or is not what the header says is noticed
 * here. header_complete.sh sees that none is missing.
 */
#ifndef UCR_TESTS_HEADER_USE_H
#define UCR_TESTS_HEADER_USE_H

#include <stdio.h>
#include <string.h>

static bool header_passed = true;

#define EXPECT(condition)                                                      \
    header_expect((condition) ? true : false, #condition, __LINE__)

static void header_expect(bool holds, const char *what, int line)
{
    if (!holds) {
        fprintf(stderr, "header_use.h:%d: %s\n", line, what);
        header_passed = false;
    }
}

static bool same(ucr_str str, const char *plain)
{
    return str.len == strlen(plain) && memcmp(str.ptr, plain, str.len) == 0;
}

/* Numbers that are fixed for good. */
static void use_enumerators(void)
{
    static const ucr_code codes[] = {
        UCR_OK,          UCR_E_EMPTY,        UCR_E_EOF,      UCR_E_SYNTAX,
        UCR_E_NUMBER,    UCR_E_CONTROL,      UCR_E_ESCAPE,   UCR_E_SURROGATE,
        UCR_E_UTF8,      UCR_E_BOM,          UCR_E_TRAILING, UCR_E_DEPTH,
        UCR_E_TYPE,      UCR_E_ENUM,         UCR_E_MISSING,  UCR_E_DUPLICATE,
        UCR_E_UNKNOWN,   UCR_E_ITEMS,        UCR_E_LENGTH,   UCR_E_STATUS,
        UCR_E_BODY_SIZE, UCR_E_SPACE,        UCR_E_ARGUMENT, UCR_E_PATH,
        UCR_E_TOKEN,     UCR_E_CONTENT_TYPE, UCR_E_MEMORY,   UCR_E_CANCELLED};
    static const int numbers[] = {0,  1,  2,  3,   4,   5,   6,   7,  8,  9,
                                  10, 11, 32, 33,  34,  35,  36,  37, 38, 64,
                                  65, 96, 97, 128, 129, 130, 160, 161};
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        EXPECT((int)codes[i] == numbers[i]);
        EXPECT(strncmp(ucr_code_name(codes[i]), "UCR_", 4) == 0);
        EXPECT(strlen(ucr_code_text(codes[i])) > 0);
    }
    EXPECT(UCR_JSON_ABSENT == 0 && UCR_JSON_OBJECT == 1);
    EXPECT(UCR_JSON_ARRAY == 2 && UCR_JSON_STRING == 3);
    EXPECT(UCR_JSON_NUMBER == 4 && UCR_JSON_BOOL == 5 && UCR_JSON_NULL == 6);
    EXPECT(UCR_COMMAND_NONE == 0 && UCR_COMMAND_START == 1);
    EXPECT(UCR_COMMAND_STOP == 2 && UCR_COMMAND_DELETE == 3);
    EXPECT(UCR_COMMAND_SYNC == 4 && UCR_COMMAND_UPLOAD_LOG == 5);
    EXPECT(UCR_COMMAND_RSET_LOG_ACL == 6 && UCR_COMMAND_OTHER == 7);
    EXPECT(UCR_RESULT_NONE == 0 && UCR_RESULT_SUCCESS == 1);
    EXPECT(UCR_RESULT_FAIL == 2);
    EXPECT(UCR_INTEROP == 0 && UCR_STRICT == 1);
    EXPECT(UCR_SHAPE_NONE == 0 && UCR_SHAPE_SUCCESS == 1);
    EXPECT(UCR_SHAPE_DOCUMENTED == 2 && UCR_SHAPE_GATEWAY == 3);
    EXPECT(UCR_SHAPE_ALIAS == 4 && UCR_SHAPE_NESTED == 5);
    EXPECT(UCR_SHAPE_PARTIAL == 6 && UCR_SHAPE_OTHER == 7);
    EXPECT(UCR_SHAPE_EMPTY == 8);
    EXPECT((UCR_IGNORED_ENCODED_AUTHORIZATION_MESSAGE |
            UCR_IGNORED_ERROR_PARAM | UCR_IGNORED_DETAILS |
            UCR_IGNORED_REQUEST_ID | UCR_IGNORED_TITLE) == 0x1Fu);
}

static void use_constants(void)
{
    EXPECT(UCR_VERSION == UCR_VERSION_MAJOR * 10000 + UCR_VERSION_MINOR * 100 +
                              UCR_VERSION_PATCH);
    EXPECT(ucr_version() == (unsigned)UCR_VERSION);
    EXPECT(strcmp(UCR_METHOD, "POST") == 0);
    EXPECT(strcmp(UCR_PATH_PREFIX "x" UCR_PATH_SUFFIX,
                  "/v3/sources/x/command_result") == 0);
    EXPECT(strcmp(UCR_HEADER_TOKEN, "X-Auth-Token") == 0);
    EXPECT(strcmp(UCR_MEDIA_TYPE, "application/json") == 0);
    EXPECT(strcmp(UCR_PERMISSION, "sms:server:updateCommandResult") == 0);
    EXPECT(UCR_DEFAULT_MAX_BODY == 12582912u && UCR_DEFAULT_MAX_DEPTH == 128u);
    EXPECT(UCR_MAX_DEPTH == 512u && UCR_DEFAULT_MAX_ITEMS == 65536u);
    EXPECT(UCR_MAX_SERVER_ID == 255u && UCR_MAX_SERVER_ID_STRICT == 36u);
    EXPECT(UCR_MAX_TOKEN == 16384u && UCR_MAX_ERROR_CODE == 255u);
    EXPECT(UCR_MAX_ERROR_MSG == 1024u && UCR_MAX_STEPS == 3);
    EXPECT(UCR_MAX_ENCODED_AUTHORIZATION_MESSAGE == 65535u);
}

static void use_request(void)
{
    static const ucr_str body = UCR_STR(
        "{\"command_name\":\"STOP\",\"result\":\"fail\",\"result_detail\":{}}");
    ucr_options options = {0, 0, 0, UCR_INTEROP};
    ucr_request request;
    ucr_parts parts;
    ucr_json inner;
    ucr_error err;
    char buf[128];
    size_t len = 0;
    options.profile = UCR_STRICT;
    EXPECT(ucr_decode_request(&request, body, &options, &err) == UCR_OK);
    EXPECT(request.command == UCR_COMMAND_STOP);
    EXPECT(ucr_encode_request(buf, sizeof(buf), &len, &request, &options,
                              &err) == UCR_OK);
    EXPECT(len == body.len && memcmp(buf, body.ptr, len) == 0);
    EXPECT(ucr_encode_request_parts(&parts, buf, sizeof(buf), &request,
                                    &options, &err) == UCR_OK);
    EXPECT(parts.total == body.len);
    EXPECT(ucr_detail_unwrap(&inner, buf, sizeof(buf), &len,
                             request.result_detail, &options, &err) == UCR_OK);
    EXPECT(same(inner.raw, "{}"));
}

static void use_response(void)
{
    static const ucr_text param = UCR_TEXT("p");
    ucr_response sent, got;
    ucr_detail detail, each;
    ucr_text text;
    ucr_error err;
    char buf[256];
    size_t len = 0;
    memset(&sent, 0, sizeof(sent));
    detail.error_code = ucr_text_of("C");
    detail.error_msg = ucr_text_of("M");
    sent.status = 403;
    sent.error_code = ucr_text_of("SMS.9004");
    sent.error_msg = ucr_text_of("no");
    sent.error_param.items = &param;
    sent.error_param.count = 1;
    sent.details.items = &detail;
    sent.details.count = 1;
    EXPECT(ucr_encode_response(buf, sizeof(buf), &len, &sent, NULL, &err) ==
           UCR_OK);
    ucr_str body = {buf, len};
    EXPECT(ucr_decode_response(&got, 403, body, NULL, &err) == UCR_OK);
    EXPECT(got.shape == UCR_SHAPE_DOCUMENTED && got.ignored == 0);
    const ucr_texts *params = &got.error_param;
    const ucr_details *details = &got.details;
    ucr_iter iter = ucr_each_param(params);
    EXPECT(ucr_next_param(&iter, &text) && same(text.raw, "p"));
    iter = ucr_each_detail(details);
    EXPECT(ucr_next_detail(&iter, &each) && same(each.error_msg.raw, "M"));
}

static void use_text(void)
{
    ucr_text text = UCR_TEXT("a\\u000a");
    char buf[16];
    text.escaped = true;
    EXPECT(ucr_text_copy(buf, sizeof(buf), text) == 2 && buf[1] == '\n');
    EXPECT(ucr_text_copyz(buf, sizeof(buf), text) == 2 && buf[2] == '\0');
    EXPECT(ucr_text_show(buf, sizeof(buf), text) == strlen("a\\u{a}"));
    EXPECT(ucr_text_equal(text, ucr_str_of("a\n")));
}

static void use_endpoint(void)
{
    ucr_options options = {0, 0, 0, UCR_INTEROP};
    ucr_error err;
    char buf[64];
    size_t len = 0;
    EXPECT(ucr_write_path(buf, sizeof(buf), &len, ucr_str_of("id"), &options,
                          &err) == UCR_OK);
    ucr_str target = {buf, len};
    char id[UCR_MAX_SERVER_ID];
    EXPECT(ucr_read_path(id, sizeof(id), &len, target, &options, &err) ==
           UCR_OK);
    EXPECT(len == 2 && memcmp(id, "id", 2) == 0);
    EXPECT(ucr_check_token(ucr_str_of("token"), &err) == UCR_OK);
    EXPECT(ucr_check_content_type(ucr_str_of(UCR_MEDIA_TYPE), &err) == UCR_OK);
}

static void use_error(void)
{
    ucr_request request;
    ucr_error err;
    char path[UCR_MAX_PATH], words[512];
    size_t line = 0, column = 0;
    ucr_str body = ucr_str_of("{\"result\":1x");
    EXPECT(ucr_decode_request(&request, body, NULL, &err) == UCR_E_SYNTAX);
    EXPECT(err.code == UCR_E_SYNTAX && err.offset == 11 && err.steps == 0);
    ucr_step step = err.path[0];
    EXPECT(step.name == NULL && step.index == 0);
    EXPECT(ucr_error_path(path, sizeof(path), &err) == 0);
    ucr_error_locate(&line, &column, body, err.offset);
    EXPECT(line == 1 && column == 12);
    EXPECT(ucr_error_describe(words, sizeof(words), &err, body) > body.len);
}

static bool header_use(void)
{
    ucr_json_kind kind = UCR_JSON_ABSENT;
    ucr_command command = UCR_COMMAND_NONE;
    ucr_result result = UCR_RESULT_NONE;
    ucr_profile profile = UCR_INTEROP;
    ucr_shape shape = UCR_SHAPE_NONE;
    EXPECT(!kind && !command && !result && !profile && !shape);
    use_enumerators();
    use_constants();
    use_request();
    use_response();
    use_text();
    use_endpoint();
    use_error();
    return header_passed;
}

#endif
