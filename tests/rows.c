/* SPDX-License-Identifier: MIT */
#include "rows.h"

#include <string.h>

const ucr_options interop = {0, 0, 0, UCR_INTEROP};
const ucr_options strict = {0, 0, 0, UCR_STRICT};
const ucr_options *const profiles[PROFILES] = {&interop, &strict};

const bad_text bad_texts[BAD_TEXTS] = {
    {"ab\xC0\xAF", false, BOTH, UCR_E_UTF8, 2},
    {"a\xED\xA0\x80", false, BOTH, UCR_E_UTF8, 1},
    {"\xF4\x90\x80\x80", true, BOTH, UCR_E_UTF8, 0},
    {"ab\xF0\x9F\x98", false, BOTH, UCR_E_UTF8, 2},
    {"ab\xF0\x9F\x98", true, BOTH, UCR_E_UTF8, 2},
    {"a\nb", true, BOTH, UCR_E_CONTROL, 1},
    {"ab\"c", true, BOTH, UCR_E_SYNTAX, 2},
    {"a\\x", true, BOTH, UCR_E_ESCAPE, 1},
    {"a\\u12", true, BOTH, UCR_E_ESCAPE, 1},
    {"a\\ud800\\uzz", true, I, UCR_E_ESCAPE, 7},
    {"a\\ud800\\uzz", true, S, UCR_E_SURROGATE, 1},
    {"a\\ud800", true, S, UCR_E_SURROGATE, 1},
    {"a\\udc00\\ud800", true, S, UCR_E_SURROGATE, 1},
    {"a\\n\\", true, BOTH, UCR_E_EOF, 4},
};

bool holds_in(unsigned rows, unsigned profile)
{
    return (rows & 1u << profile) != 0;
}

ucr_str marked(const char *text, size_t *caret)
{
    char json[1024];
    size_t len = 0;
    *caret = SIZE_MAX;
    for (size_t i = 0; text[i] != '\0'; i++) {
        assert_true(len < sizeof(json));
        if (text[i] == '^') {
            *caret = len;
        } else {
            json[len] = (char)(text[i] == '\'' ? '"' : text[i]);
            len++;
        }
    }
    return block(json, len);
}

ucr_str json_of(const char *text)
{
    size_t caret;
    return marked(text, &caret);
}

size_t find(ucr_str body, ucr_str part)
{
    size_t at = 0;
    while (at + part.len <= body.len &&
           memcmp(body.ptr + at, part.ptr, part.len) != 0) {
        at++;
    }
    return at;
}

void assert_slice(ucr_str slice, ucr_str body, const char *text)
{
    assert_inside(slice, body);
    if (text == NULL) {
        assert_null(slice.ptr);
        return;
    }
    ucr_str part = json_of(text);
    assert_non_null(slice.ptr);
    assert_int_equal(slice.len, part.len);
    if (slice.len > 0) {
        assert_int_equal(slice.ptr - body.ptr, find(body, part));
    } else {
        assert_memory_equal(slice.ptr - 1, "\"\"", 2);
    }
    block_free(part);
}

void assert_slice_of_text(ucr_text text, ucr_str body, const char *part)
{
    assert_slice(text.raw, body, part);
    assert_int_equal(text.escaped, part != NULL && strchr(part, '\\') != NULL);
}

ucr_str trimmed(ucr_str body)
{
    if (body.len >= 3 && memcmp(body.ptr, MARK, 3) == 0) {
        body = (ucr_str){body.ptr + 3, body.len - 3};
    }
    while (body.len > 0 && strchr(" \t\n\r", body.ptr[0]) != NULL) {
        body = (ucr_str){body.ptr + 1, body.len - 1};
    }
    while (body.len > 0 && strchr(" \t\n\r", body.ptr[body.len - 1]) != NULL) {
        body.len--;
    }
    return body;
}

void explain(const char *rule, unsigned profile, const ucr_error *err,
             ucr_code code, size_t offset)
{
    if (err->code != code || err->offset != offset) {
        print_error("%s, profile %u: expected %s at %zu, got %s at %zu\n", rule,
                    profile, ucr_code_name(code), offset,
                    ucr_code_name(err->code), err->offset);
    }
}
