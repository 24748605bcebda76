/* SPDX-License-Identifier: MIT */
/*
 * A detail as the SDKs' samples pass it, a string that holds JSON, into that
 * JSON.
 *
 * Knows no envelope. Invariant: what is given out has been scanned whole under
 * the caller's options, and lies in `buf` only if an escape had to be undone.
 */
#include <string.h>

#include "error.h"
#include "options.h"
#include "scan.h"
#include "text.h"

/* A call of ucr_detail_unwrap(). */
typedef struct unwrapping {
    ucr_options options; /* resolved ones */
    ucr_json value;      /* the last one that was read */
    size_t offset;       /* of the fault in it */
    bool escaped;        /* whether there is an escape in its last string */
} unwrapping;

/* One JSON value and nothing but white space around it. */
UCR_APART static ucr_code check(unwrapping *call, const char *from, size_t len)
{
    ucr_scan scan;
    ucr_scan_start(&scan, (ucr_str){from, len}, &call->options);
    if (!ucr_scan_alone(&scan, &call->value)) {
        call->offset = ucr_scan_fault(&scan);
    }
    call->escaped = scan.escaped;
    return scan.code;
}

/* The plain text of so many bytes in a string. */
UCR_APART static size_t unescape(char *buf, size_t cap, const char *from,
                                 size_t len)
{
    return ucr_text_copy(buf, cap, (ucr_text){{from, len}, true});
}

/* An offset in a value: in a string, its quotes included, as one in the text
 * that it holds. */
static size_t count_unescaped(const char *at, size_t offset)
{
    const char *end = at + offset;
    while (at < end && ucr_byte(at) <= ' ') {
        at++;
    }
    if (at == end || *at != '"') {
        return offset;
    }
    at++;
    return unescape(NULL, 0, at, (size_t)(end - at));
}

/* The JSON that a string holds, which was checked: a body that changes
 * meanwhile can have made it a value of one byte. */
static ucr_code unwrap(unwrapping *call, char *buf, size_t cap, size_t *len)
{
    const char *text = call->value.raw.ptr + 1;
    size_t size = call->value.raw.len < 2 ? 0 : call->value.raw.len - 2;
    if (call->escaped) {
        size = unescape(buf, cap, text, size);
        text = buf;
        *len = size;
        if (size > cap) {
            return UCR_E_SPACE;
        }
    }
    const ucr_code code = check(call, text, size);
    if (code != UCR_OK) {
        *len = 0;
    }
    return code;
}

/* What is wrong, with its offset in `call`. */
static ucr_code read(unwrapping *call, char *buf, size_t cap, size_t *len,
                     const ucr_json *in)
{
    if (in->raw.len > call->options.max_body) {
        call->offset = call->options.max_body;
        return UCR_E_BODY_SIZE;
    }
    const ucr_code code = check(call, in->raw.ptr, in->raw.len);
    if (code != UCR_OK) {
        call->offset = count_unescaped(in->raw.ptr, call->offset);
        return code;
    }
    return call->value.kind != in->kind  ? UCR_E_ARGUMENT
           : in->kind == UCR_JSON_STRING ? unwrap(call, buf, cap, len)
                                         : UCR_OK;
}

ucr_code ucr_detail_unwrap(ucr_json *out, char *buf, size_t cap, size_t *len,
                           ucr_json in, const ucr_options *options,
                           ucr_error *err)
{
    unwrapping call;
    ucr_code code = UCR_E_ARGUMENT;
    call.offset = 0;
    if (ucr_options_begin(buf, cap, len, &call.options, options) &&
        out != NULL && in.raw.ptr != NULL) {
        code = read(&call, buf, cap, len, &in);
    }
    if (code == UCR_OK) {
        *out = call.value;
    } else {
        ucr_zero(out, sizeof(*out));
    }
    return ucr_error_set(err, code, call.offset);
}
