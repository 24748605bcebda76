/* SPDX-License-Identifier: MIT */
#include "rows.h"

#include <string.h>

const ucr_options interop = {0, 0, 0, UCR_INTEROP};
const ucr_options strict = {0, 0, 0, UCR_STRICT};
const ucr_options *const profiles[PROFILES] = {&interop, &strict};

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

ucr_json_kind kind_of(char first)
{
    switch (first) {
    case '{':
        return UCR_JSON_OBJECT;
    case '[':
        return UCR_JSON_ARRAY;
    case '"':
        return UCR_JSON_STRING;
    case 't':
    case 'f':
        return UCR_JSON_BOOL;
    case 'n':
        return UCR_JSON_NULL;
    default:
        return UCR_JSON_NUMBER;
    }
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
