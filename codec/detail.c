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
static ucr_code check(ucr_json *out, size_t *offset, ucr_str raw,
                      const ucr_options *options)
{
    ucr_scan scan = ucr_scan_of(raw, options);
    if (!ucr_scan_alone(&scan, out)) {
        *offset = ucr_scan_fault(&scan);
    }
    return scan.code;
}

/* The plain text of so many bytes in a string. */
UCR_APART static size_t unescape(char *buf, size_t cap, const char *from,
                                 size_t len)
{
    return ucr_text_copy(buf, cap, (ucr_text){{from, len}, true});
}

/* An offset in a string, its quotes included, as one in the text that it
 * holds. */
static size_t count_unescaped(const ucr_json *in, size_t offset)
{
    const char *quote = memchr(in->raw.ptr, '"', in->raw.len);
    if (in->kind != UCR_JSON_STRING || quote == NULL) {
        return offset;
    }
    const size_t first = (size_t)(quote + 1 - in->raw.ptr);
    return offset > first ? unescape(NULL, 0, quote + 1, offset - first) : 0;
}

/* The JSON that a string holds, which was checked: a body that changes
 * meanwhile can have made it a value of one byte. */
static ucr_code unwrap(ucr_json *out, size_t *offset, char *buf, size_t cap,
                       size_t *len, const ucr_options *options)
{
    ucr_str text = {out->raw.ptr + 1, out->raw.len < 2 ? 0 : out->raw.len - 2};
    if (text.len > 0 && memchr(text.ptr, '\\', text.len) != NULL) {
        *len = unescape(buf, cap, text.ptr, text.len);
        if (*len > cap) {
            return UCR_E_SPACE;
        }
        text = (ucr_str){buf, *len};
    }
    const ucr_code code = check(out, offset, text, options);
    if (code != UCR_OK) {
        *len = 0;
    }
    return code;
}

/* What is wrong, and where. */
static ucr_code read(ucr_json *out, size_t *offset, char *buf, size_t cap,
                     size_t *len, const ucr_json *in,
                     const ucr_options *options)
{
    if (in->raw.ptr == NULL) {
        return UCR_E_ARGUMENT;
    }
    if (in->raw.len > options->max_body) {
        *offset = options->max_body;
        return UCR_E_BODY_SIZE;
    }
    const ucr_code code = check(out, offset, in->raw, options);
    if (code != UCR_OK) {
        *offset = count_unescaped(in, *offset);
        return code;
    }
    return out->kind != in->kind ? UCR_E_ARGUMENT
           : in->kind == UCR_JSON_STRING
               ? unwrap(out, offset, buf, cap, len, options)
               : UCR_OK;
}

ucr_code ucr_detail_unwrap(ucr_json *out, char *buf, size_t cap, size_t *len,
                           ucr_json in, const ucr_options *options,
                           ucr_error *err)
{
    ucr_options resolved;
    size_t offset = 0;
    ucr_code code = UCR_E_ARGUMENT;
    if (ucr_options_begin(&resolved, options, buf, cap, len) && out != NULL) {
        code = read(out, &offset, buf, cap, len, &in, &resolved);
    }
    if (code != UCR_OK && out != NULL) {
        ucr_zero(out, sizeof(*out));
    }
    return ucr_error_set(err, code, offset);
}
