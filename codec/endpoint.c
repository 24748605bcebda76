/* SPDX-License-Identifier: MIT */
/*
 * The request target, the token and the content type.
 *
 * Knows no JSON. Invariant: what is written can be read back, and nothing that
 * is accepted can break out of the place it is put in: an id holds no slash
 * and no control character, a token no white space.
 */
#include "bytes.h"
#include "error.h"
#include "options.h"
#include "write.h"

/* RFC 9110, section 5.5: VCHAR. */
static bool is_visible(char c)
{
    return c >= 0x21 && c <= 0x7E;
}

static char lower(char c)
{
    if (c >= 'A' && c <= 'Z') {
        return (char)(c - 'A' + 'a');
    }
    return c;
}

/* The first byte that is not visible ASCII; the length if there is none. */
UCR_APART static size_t visible_run(ucr_str str)
{
    size_t at = 0;
    while (at < str.len && is_visible(str.ptr[at])) {
        at++;
    }
    return at;
}

/* ---- The server id ---------------------------------------------------------
 */

static size_t max_id(const ucr_options *options)
{
    return options->profile == UCR_STRICT ? UCR_MAX_SERVER_ID_STRICT
                                          : UCR_MAX_SERVER_ID;
}

/* RFC 3986, section 6.2.2.3: such segments go away on the way. */
static bool is_dot_segment(ucr_str id)
{
    return (id.len == 1 && id.ptr[0] == '.') ||
           (id.len == 2 && id.ptr[0] == '.' && id.ptr[1] == '.');
}

/* RFC 3986, section 2.3. */
static bool is_unreserved(char c)
{
    return ucr_is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') ||
           c == '-' || c == '.' || c == '_' || c == '~';
}

/* Writes the path of an id, of a byte at least; false: `*wrong` is what is not
 * right with it. */
static bool write_path(ucr_write *out, ucr_str id, size_t max, size_t *wrong)
{
    *wrong = 0;
    if (id.len > max || is_dot_segment(id)) {
        return false;
    }
    for (; *wrong < id.len; (*wrong)++) {
        if (!is_unreserved(id.ptr[*wrong])) {
            return false;
        }
    }
    ucr_write_cstring(out, UCR_PATH_PREFIX);
    ucr_write_bytes(out, id.ptr, id.len);
    ucr_write_cstring(out, UCR_PATH_SUFFIX);
    return true;
}

/* ---- Reading the target ----------------------------------------------------
 */

/* An id, decoded. */
typedef struct decoded_id {
    size_t len;
    char bytes[UCR_MAX_SERVER_ID];
} decoded_id;

/* How a triplet can be wrong: it only lacks bytes after the end, or more. */
#define TRIPLET_CUT (-1)
#define TRIPLET_BAD (-2)

/* RFC 3986, section 2.1: the byte at `*at`, which is before the end. Past it if
 * it is one. */
UCR_APART static int next_byte(ucr_str raw, size_t *at)
{
    const char *from = raw.ptr + *at;
    int byte = 0;
    if (*from != '%') {
        (*at)++;
        return ucr_byte(from);
    }
    for (size_t i = 1; i <= 2; i++) {
        if (*at + i == raw.len) {
            return TRIPLET_CUT;
        }
        const int value = ucr_hex_value(from[i]);
        if (value < 0) {
            return TRIPLET_BAD;
        }
        byte = byte * 16 + value;
    }
    *at += 3;
    return byte;
}

/* What a code point of an id cannot be: a control (C0, DEL, C1), the end of a
 * segment, or a brace, which an unset template leaves. */
static bool is_forbidden(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == '/' || c == '{' ||
           c == '}';
}

/* Whether decoded bytes are an id; `*wrong` counts in the raw ones. */
static bool is_id(ucr_str id, ucr_str raw, size_t *wrong)
{
    const char *at = id.ptr;
    const char *end = id.ptr + id.len;
    *wrong = 0;
    if (id.len == 0 || is_dot_segment(id)) {
        return false;
    }
    while (at < end) {
        int length = ucr_utf8_length(at, end);
        if (length <= 0 || is_forbidden(ucr_utf8_decode(at, length))) {
            return false;
        }
        for (at += length; length > 0; length--) {
            next_byte(raw, wrong);
        }
    }
    return true;
}

/* Undoes percent-encoding once; false at a bad triplet, or where there is more
 * than an id can be. `last`: nothing follows, not even a slash. */
static bool decode_id(decoded_id *id, ucr_str raw, bool last, size_t max,
                      size_t *wrong)
{
    size_t at = 0;
    for (id->len = 0; at < raw.len; id->len++) {
        const int byte = next_byte(raw, &at);
        if (byte < 0 || id->len == max) {
            *wrong = byte >= 0 ? 0 : last && byte == TRIPLET_CUT ? raw.len : at;
            return false;
        }
        id->bytes[id->len] = (char)byte;
    }
    return true;
}

/* The first of a byte from `at` on; the length if there is none. */
UCR_APART static size_t find(ucr_str str, size_t at, char c)
{
    while (at < str.len && str.ptr[at] != c) {
        at++;
    }
    return at;
}

/* Takes a fixed part, as far as it fits. */
UCR_APART static bool take(ucr_str path, size_t *at, const char *part)
{
    for (; *part != '\0'; part++, (*at)++) {
        if (*at == path.len || path.ptr[*at] != *part) {
            return false;
        }
    }
    return true;
}

/* The id between prefix and suffix; `*wrong` is the first byte that does not
 * fit. `last`: nothing follows the path. */
static bool read_path(decoded_id *id, ucr_str path, bool last, size_t max,
                      size_t *wrong)
{
    *wrong = 0;
    if (!take(path, wrong, UCR_PATH_PREFIX)) {
        return false;
    }
    const size_t from = *wrong;
    const size_t slash = find(path, from, '/');
    const ucr_str raw = {path.ptr + from, slash - from};
    if (!decode_id(id, raw, last && slash == path.len, max, wrong) ||
        !is_id((ucr_str){id->bytes, id->len}, raw, wrong)) {
        *wrong += from;
        return false;
    }
    *wrong = slash;
    return take(path, wrong, UCR_PATH_SUFFIX) && *wrong == path.len;
}

/* The id of a target; false: `*wrong` is the first byte that does not fit. */
UCR_APART static bool read_target(ucr_write *out, ucr_str target, size_t max,
                                  size_t *wrong)
{
    decoded_id id;
    /* No target may hold others, in its query neither. */
    const size_t visible = visible_run(target);
    const size_t run = find((ucr_str){target.ptr, visible}, 0, '#');
    const ucr_str path = {target.ptr, find(target, 0, '?')};
    bool fits = read_path(&id, path, path.len == target.len, max, wrong);
    if (run < target.len && (fits || run < *wrong)) {
        *wrong = run;
        return false;
    }
    if (fits) {
        ucr_write_bytes(out, id.bytes, id.len);
    }
    return fits;
}

/* ---- Both ways -------------------------------------------------------------
 */

static ucr_code convert(char *buf, size_t cap, size_t *len, ucr_str source,
                        const ucr_options *options, ucr_error *err,
                        bool reading)
{
    ucr_options resolved;
    ucr_write out = ucr_write_to(buf, cap);
    size_t wrong = 0;
    if (!ucr_options_begin(&resolved, options, buf, cap, len) ||
        !ucr_readable(source)) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    const size_t max = max_id(&resolved);
    if (source.len == 0 || !(reading ? read_target(&out, source, max, &wrong)
                                     : write_path(&out, source, max, &wrong))) {
        return ucr_error_set(err, UCR_E_PATH, wrong);
    }
    *len = out.len;
    return ucr_error_set(err, out.full ? UCR_E_SPACE : UCR_OK, 0);
}

ucr_code ucr_write_path(char *buf, size_t cap, size_t *len, ucr_str server_id,
                        const ucr_options *options, ucr_error *err)
{
    return convert(buf, cap, len, server_id, options, err, false);
}

ucr_code ucr_read_path(char *id, size_t cap, size_t *len, ucr_str target,
                       const ucr_options *options, ucr_error *err)
{
    return convert(id, cap, len, target, options, err, true);
}

/* ---- Token -----------------------------------------------------------------
 */

ucr_code ucr_check_token(ucr_str token, ucr_error *err)
{
    if (!ucr_readable(token)) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    const size_t run =
        token.len > UCR_MAX_TOKEN ? UCR_MAX_TOKEN : visible_run(token);
    return token.len > 0 && run == token.len
               ? ucr_error_set(err, UCR_OK, 0)
               : ucr_error_set(err, UCR_E_TOKEN, run);
}

/* ---- Content type ----------------------------------------------------------
 */

/* RFC 9110, section 5.6.3: OWS. */
static void skip_blank(ucr_str value, size_t *at)
{
    while (*at < value.len &&
           (value.ptr[*at] == ' ' || value.ptr[*at] == '\t')) {
        (*at)++;
    }
}

/* Takes a word in any case, as far as it fits. */
static bool take_word(ucr_str value, size_t *at, const char *word)
{
    for (; *word != '\0'; word++, (*at)++) {
        if (*at == value.len || lower(value.ptr[*at]) != *word) {
            return false;
        }
    }
    return true;
}

/* `charset=utf-8`, the value in quotes or not. */
static bool take_charset(ucr_str value, size_t *at)
{
    if (!take_word(value, at, "charset=")) {
        return false;
    }
    const bool quoted = take_word(value, at, "\"");
    return take_word(value, at, "utf-8") &&
           (!quoted || take_word(value, at, "\""));
}

/* RFC 9110, section 8.3.1, with one parameter at most. */
static bool take_content_type(ucr_str value, size_t *at)
{
    skip_blank(value, at);
    if (!take_word(value, at, UCR_MEDIA_TYPE)) {
        return false;
    }
    skip_blank(value, at);
    if (take_word(value, at, ";")) {
        skip_blank(value, at);
        if (!take_charset(value, at)) {
            return false;
        }
        skip_blank(value, at);
    }
    return *at == value.len;
}

ucr_code ucr_check_content_type(ucr_str value, ucr_error *err)
{
    size_t at = 0;
    if (!ucr_readable(value)) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    return take_content_type(value, &at)
               ? ucr_error_set(err, UCR_OK, 0)
               : ucr_error_set(err, UCR_E_CONTENT_TYPE, at);
}
