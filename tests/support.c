/* SPDX-License-Identifier: MIT */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A block of no bytes is the end of one that has a byte: not NULL, which would
 * mean "absent", and a read of a single byte is an over-read. */
char *block_room(size_t len)
{
    char *room = malloc(len > 0 ? len : 1);
    assert_non_null(room);
    return len > 0 ? room : room + 1;
}

ucr_str block(const void *bytes, size_t len)
{
    char *copy = block_room(len);
    if (len > 0) {
        memcpy(copy, bytes, len);
    }
    return (ucr_str){copy, len};
}

ucr_str block_of(const char *text)
{
    return block(text, strlen(text));
}

void block_free(ucr_str str)
{
    bool at_end = str.ptr != NULL && str.len == 0;
    const char *begin = at_end ? str.ptr - 1 : str.ptr;
    free((void *)(uintptr_t)begin);
}

ucr_str boxed(ucr_str source)
{
    const size_t longest = (size_t)1 << 20;
    bool stays = source.ptr == NULL || source.len > longest;
    return stays ? source : block(source.ptr, source.len);
}

void unboxed(ucr_str copy, ucr_str source)
{
    if (copy.ptr != source.ptr) {
        block_free(copy);
    }
}

ucr_str block_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fail_msg("cannot open %s", path);
    }
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    long size = ftell(file);
    assert_true(size >= 0);
    rewind(file);
    char *bytes = block_room((size_t)size);
    assert_int_equal(fread(bytes, 1, (size_t)size, file), size);
    assert_int_equal(fclose(file), 0);
    return (ucr_str){bytes, (size_t)size};
}

uint64_t drawn(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
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

void assert_fault(const ucr_error *err, ucr_code code, size_t offset,
                  const char *path)
{
    char shown[UCR_MAX_PATH];
    assert_true(ucr_error_path(shown, sizeof(shown), err) < sizeof(shown));
    assert_string_equal(ucr_code_name(err->code), ucr_code_name(code));
    assert_int_equal(err->offset, offset);
    assert_string_equal(shown, path);
}

void assert_zero(const void *object, size_t size)
{
    const unsigned char *bytes = object;
    for (size_t i = 0; i < size; i++) {
        assert_int_equal(bytes[i], 0);
    }
}

void assert_text(ucr_text text, const char *plain)
{
    if (plain == NULL) {
        assert_null(text.raw.ptr);
        assert_int_equal(text.raw.len, 0);
        return;
    }
    assert_non_null(text.raw.ptr);
    size_t size = ucr_text_copyz(NULL, 0, text);
    char *copy = malloc(size + 1);
    assert_non_null(copy);
    assert_int_equal(ucr_text_copyz(copy, size + 1, text), size);
    assert_int_equal(size, strlen(plain));
    assert_string_equal(copy, plain);
    assert_true(ucr_text_equal(text, ucr_str_of(plain)));
    free(copy);
}

void assert_inside(ucr_str slice, ucr_str body)
{
    if (slice.ptr == NULL) {
        assert_int_equal(slice.len, 0);
        return;
    }
    assert_true((uintptr_t)slice.ptr >= (uintptr_t)body.ptr);
    assert_true(slice.len <= body.len);
    assert_true((uintptr_t)slice.ptr - (uintptr_t)body.ptr <=
                body.len - slice.len);
}

static void assert_lists_inside(const ucr_response *answer, ucr_str body)
{
    ucr_text param;
    ucr_detail detail;
    size_t left = body.len;
    ucr_iter params = ucr_each_param(&answer->error_param);
    for (; ucr_next_param(&params, &param); left--) {
        assert_inside(param.raw, body);
        assert_true(left > 0);
    }
    ucr_iter details = ucr_each_detail(&answer->details);
    for (; ucr_next_detail(&details, &detail); left--) {
        assert_inside(detail.error_code.raw, body);
        assert_inside(detail.error_msg.raw, body);
        assert_true(left > 0);
    }
}

void assert_answer_inside(const ucr_response *answer, ucr_str body)
{
    const ucr_text texts[] = {answer->error_code,
                              answer->error_msg,
                              answer->encoded_authorization_message,
                              answer->request_id,
                              answer->title,
                              answer->message};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        assert_inside(texts[i].raw, body);
    }
    assert_inside(answer->body.raw, body);
    assert_lists_inside(answer, body);
}

char *room_of(size_t cap)
{
    char *room = malloc(cap + CANARIES);
    assert_non_null(room);
    memset(room, CANARY, cap + CANARIES);
    return room;
}

void assert_untouched(const char *from, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        assert_int_equal(from[i], CANARY);
    }
}

void assert_canaries(const char *room, size_t cap)
{
    assert_untouched(room + cap, CANARIES);
}

void assert_bytes(const char *bytes, size_t len, ucr_str expected)
{
    assert_int_equal(len, expected.len);
    if (len > 0) {
        assert_memory_equal(bytes, expected.ptr, len);
    }
}
