/* SPDX-License-Identifier: MIT */
#include "grammar.h"

#include <string.h>

#define HEAD                                                                   \
    "{\"command_name\":\"START\",\"result\":\"fail\",\"result_detail\":{\"\":"
#define HEAD_SIZE (sizeof(HEAD) - 1)
#define TAIL "}}"

void add(draft *d, const char *bytes, size_t len)
{
    assert_true(len <= sizeof(d->bytes) - d->len);
    memcpy(d->bytes + d->len, bytes, len);
    d->len += len;
}

void add_str(draft *d, const char *text)
{
    add(d, text, strlen(text));
}

void add_byte(draft *d, unsigned byte)
{
    char c = (char)(unsigned char)byte;
    add(d, &c, 1);
}

void add_many(draft *d, const char *text, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        add_str(d, text);
    }
}

ucr_str str_of(const draft *d)
{
    return (ucr_str){d->bytes, d->len};
}

ucr_str first(ucr_str json, size_t len)
{
    return (ucr_str){json.ptr, len};
}

bool is_space(unsigned byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

bool is_digit(unsigned byte)
{
    return byte >= '0' && byte <= '9';
}

bool is_hex(unsigned byte)
{
    return is_digit(byte) || (byte >= 'a' && byte <= 'f') ||
           (byte >= 'A' && byte <= 'F');
}

void explain_json(ucr_str json, const ucr_error *err, ucr_code code,
                  size_t offset)
{
    if (err->code == code && err->offset == offset) {
        return;
    }
    print_error("expected %s at %zu, got %s at %zu in:", ucr_code_name(code),
                offset, ucr_code_name(err->code), err->offset);
    for (size_t i = 0; i < json.len && i < 200; i++) {
        unsigned char byte = (unsigned char)json.ptr[i];
        print_error(byte >= 0x20 && byte < 0x7F ? "%c" : "<%02X>", byte);
    }
    print_error("\n");
}

void assert_alone(ucr_str json, const ucr_options *options, ucr_code code,
                  size_t offset)
{
    ucr_response out;
    ucr_error err;
    memset(&out, 0xA5, sizeof(out));
    memset(&err, 0xA5, sizeof(err));
    ucr_str body = block(json.ptr, json.len);
    ucr_code got = ucr_decode_response(&out, 200, body, options, &err);
    explain_json(json, &err, code, offset);
    assert_int_equal(got, code);
    assert_fault(&err, code, offset, "");
    if (code != UCR_OK) {
        assert_zero(&out, sizeof(out));
    }
    block_free(body);
}

/* In strict a success says nothing: what scans is a fault of meaning, unless
 * it is `{}`. */
static void assert_scans_in_strict(ucr_str json)
{
    ucr_response out;
    ucr_str body = block(json.ptr, json.len);
    ucr_code got = ucr_decode_response(&out, 200, body, &strict, NULL);
    assert_true(got == UCR_OK || got == UCR_E_TYPE || got == UCR_E_UNKNOWN);
    block_free(body);
}

void assert_wrapped_ok(ucr_str json, const ucr_options *options)
{
    static draft d;
    d.len = 0;
    add_str(&d, HEAD);
    add(&d, json.ptr, json.len);
    add_str(&d, TAIL);
    ucr_str body = block(d.bytes, d.len);
    ucr_request out;
    ucr_error err;
    ucr_code got = ucr_decode_request(&out, body, options, &err);
    explain_json(body, &err, UCR_OK, 0);
    assert_int_equal(got, UCR_OK);
    assert_int_equal(out.result_detail.kind, UCR_JSON_OBJECT);
    assert_ptr_equal(out.result_detail.raw.ptr, body.ptr + HEAD_SIZE - 4);
    assert_int_equal(out.result_detail.raw.len, json.len + 5);
    block_free(body);
}

/* What ends too early ends the whole body; what comes after a whole value is
 * no end of the body, but one of the value around it. */
void assert_wrapped_fault(ucr_str json, const ucr_options *options,
                          ucr_code code, size_t offset)
{
    static draft d;
    d.len = 0;
    add_str(&d, HEAD);
    add(&d, json.ptr, json.len);
    if (code != UCR_E_EOF) {
        add_str(&d, TAIL);
    }
    if (code == UCR_E_TRAILING) {
        code = UCR_E_SYNTAX;
    }
    ucr_str body = block(d.bytes, d.len);
    ucr_request out;
    ucr_error err;
    ucr_code got = ucr_decode_request(&out, body, options, &err);
    explain_json(body, &err, code, HEAD_SIZE + offset);
    assert_int_equal(got, code);
    assert_fault(&err, code, HEAD_SIZE + offset, "/result_detail");
    assert_zero(&out, sizeof(out));
    block_free(body);
}

void accepts(ucr_str json)
{
    assert_alone(json, &interop, UCR_OK, 0);
    assert_scans_in_strict(json);
    assert_wrapped_ok(json, &interop);
    assert_wrapped_ok(json, &strict);
}

void accepts_of(const char *json)
{
    accepts(ucr_str_of(json));
}

/* What stands before a fault could have been the start of a body, and the
 * fault does not depend on what comes after its byte. */
static void assert_first_wrong_byte(ucr_str json, ucr_code code, size_t offset)
{
    ucr_response out;
    ucr_str body = block(json.ptr, offset);
    ucr_code got = ucr_decode_response(&out, 200, body, &interop, NULL);
    assert_true(got == UCR_OK || got == UCR_E_EOF);
    block_free(body);
    if (code == UCR_E_SYNTAX || code == UCR_E_NUMBER || code == UCR_E_CONTROL ||
        code == UCR_E_TRAILING) {
        assert_alone(first(json, offset + 1), &interop, code, offset);
    }
}

void refuses(ucr_str json, ucr_code code, size_t offset)
{
    for (size_t i = 0; i < COUNT_OF(profiles); i++) {
        assert_alone(json, profiles[i], code, offset);
        assert_wrapped_fault(json, profiles[i], code, offset);
    }
    assert_first_wrong_byte(json, code, offset);
}

void refuses_all(const wrong *rows, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        refuses(rows[i].json, rows[i].code, rows[i].offset);
    }
}

void refuses_every_cut(ucr_str json, size_t start)
{
    for (size_t len = start; len < json.len; len++) {
        refuses(first(json, len), UCR_E_EOF, len);
    }
}

void assert_kind(const char *json, ucr_json_kind kind)
{
    ucr_response out;
    ucr_str body = block_of(json);
    assert_int_equal(ucr_decode_response(&out, 200, body, NULL, NULL), UCR_OK);
    assert_int_equal(out.body.kind, kind);
    block_free(body);
}
