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

/* One JSON value and nothing but white space around it. */
static ucr_code check(ucr_json *out, ucr_str raw, const ucr_options *options,
                      ucr_error *err)
{
    ucr_scan scan = ucr_scan_of(raw, options);
    if (ucr_scan_alone(&scan, out)) {
        return ucr_error_set(err, UCR_OK, 0);
    }
    ucr_zero(out, sizeof(*out));
    return ucr_error_set(err, scan.code, ucr_scan_fault(&scan));
}

/* Offsets count in the text that a string holds, for faults of the string
 * itself too. */
static void count_unescaped(ucr_error *err, const ucr_json *in)
{
    const char *quote = memchr(in->raw.ptr, '"', in->raw.len);
    if (err == NULL || in->kind != UCR_JSON_STRING || quote == NULL) {
        return;
    }
    const size_t first = (size_t)(quote + 1 - in->raw.ptr);
    const size_t before = err->offset > first ? err->offset - first : 0;
    err->offset = ucr_text_copy(NULL, 0, (ucr_text){{quote + 1, before}, true});
}

/* The contents of what was checked and taken for a string: a body that changes
 * meanwhile can have made it a value of one byte. */
static ucr_text contents_of(ucr_str string)
{
    const ucr_str raw = {string.ptr + 1, string.len < 2 ? 0 : string.len - 2};
    return (ucr_text){raw, raw.len > 0 && memchr(raw.ptr, '\\', raw.len)};
}

static ucr_code unwrap(ucr_json *out, char *buf, size_t cap, size_t *len,
                       const ucr_options *options, ucr_error *err)
{
    const ucr_text text = contents_of(out->raw);
    if (!text.escaped) {
        return check(out, text.raw, options, err);
    }
    ucr_zero(out, sizeof(*out));
    size_t size = ucr_text_copy(buf, cap, text);
    if (size > cap) {
        *len = size;
        return ucr_error_set(err, UCR_E_SPACE, 0);
    }
    ucr_code code = check(out, (ucr_str){buf, size}, options, err);
    *len = code == UCR_OK ? size : 0;
    return code;
}

ucr_code ucr_detail_unwrap(ucr_json *out, char *buf, size_t cap, size_t *len,
                           ucr_json in, const ucr_options *options,
                           ucr_error *err)
{
    ucr_options resolved;
    const bool fits =
        ucr_options_begin(&resolved, options, buf, cap, len) && out != NULL;
    if (out != NULL) {
        ucr_zero(out, sizeof(*out));
    }
    if (!fits || in.raw.ptr == NULL) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    if (in.raw.len > resolved.max_body) {
        return ucr_error_set(err, UCR_E_BODY_SIZE, resolved.max_body);
    }
    ucr_code code = check(out, in.raw, &resolved, err);
    if (code != UCR_OK) {
        count_unescaped(err, &in);
        return code;
    }
    if (out->kind != in.kind) {
        ucr_zero(out, sizeof(*out));
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    return in.kind == UCR_JSON_STRING
               ? unwrap(out, buf, cap, len, &resolved, err)
               : UCR_OK;
}
