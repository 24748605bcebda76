/* SPDX-License-Identifier: MIT */
/*
 * The request target, the token and the content type.
 *
 * Knows no JSON. Invariant: what is written can be read back, and nothing that
 * is accepted can break out of the place it is put in: an id holds no slash
 * and no control character, a token no white space.
 */
#include <string.h>

#include "bytes.h"
#include "error.h"
#include "options.h"
#include "write.h"

static const ucr_str prefix = UCR_STR(UCR_PATH_PREFIX);
static const ucr_str suffix = UCR_STR(UCR_PATH_SUFFIX);

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
static size_t visible_run(ucr_str str)
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

ucr_code ucr_write_path(char *buf, size_t cap, size_t *len, ucr_str server_id,
                        const ucr_options *options, ucr_error *err)
{
    ucr_options resolved;
    ucr_write out = ucr_write_to(buf, cap);
    if (!ucr_options_begin(&resolved, options, buf, cap, len) ||
        !ucr_readable(server_id)) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    if (server_id.len == 0 || server_id.len > max_id(&resolved) ||
        is_dot_segment(server_id)) {
        return ucr_error_set(err, UCR_E_PATH, 0);
    }
    for (size_t i = 0; i < server_id.len; i++) {
        if (!is_unreserved(server_id.ptr[i])) {
            return ucr_error_set(err, UCR_E_PATH, i);
        }
    }
    ucr_write_bytes(&out, prefix.ptr, prefix.len);
    ucr_write_bytes(&out, server_id.ptr, server_id.len);
    ucr_write_bytes(&out, suffix.ptr, suffix.len);
    *len = out.len;
    return ucr_error_set(err, out.full ? UCR_E_SPACE : UCR_OK, 0);
}

/* ---- Reading the target ----------------------------------------------------
 */

/* An id, decoded. */
typedef struct server_id {
    char bytes[UCR_MAX_SERVER_ID];
    size_t len;
} server_id;

/* How far a path agrees with a fixed part of it, from `at`. */
static size_t agree(ucr_str path, size_t at, ucr_str part)
{
    size_t i = 0;
    while (i < part.len && at + i < path.len &&
           path.ptr[at + i] == part.ptr[i]) {
        i++;
    }
    return at + i;
}

/* RFC 3986, section 2.1; -1 for a bad triplet. `at` is before the id's end. */
static int decode_byte(ucr_str raw, size_t at)
{
    if (raw.ptr[at] != '%') {
        return ucr_byte(raw.ptr + at);
    }
    if (raw.len - at < 3) {
        return -1;
    }
    int high = ucr_hex_value(raw.ptr[at + 1]);
    int low = ucr_hex_value(raw.ptr[at + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

/* What a code point of an id cannot be: a control (C0, DEL, C1), the end of a
 * segment, or a brace, which an unset template leaves. */
static bool is_forbidden(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == '/' || c == '{' ||
           c == '}';
}

/* Whether decoded bytes are an id; `*wrong` counts in them. */
static bool is_id(ucr_str id, size_t *wrong)
{
    *wrong = 0;
    if (id.len == 0 || is_dot_segment(id)) {
        return false;
    }
    const char *end = id.ptr + id.len;
    while (*wrong < id.len) {
        const char *at = id.ptr + *wrong;
        int length = ucr_utf8_length(at, end);
        if (length <= 0 || is_forbidden(ucr_utf8_decode(at, length))) {
            return false;
        }
        *wrong += (size_t)length;
    }
    return true;
}

/* Where in the raw id the n-th decoded byte comes from. */
static size_t raw_offset(ucr_str raw, size_t n)
{
    size_t at = 0;
    for (; n > 0; n--) {
        at += raw.ptr[at] == '%' ? 3 : 1;
    }
    return at;
}

/* Undoes percent-encoding once; false at a bad triplet, or where there is more
 * than an id can be. */
static bool decode_id(server_id *id, ucr_str raw, size_t max, size_t *wrong)
{
    id->len = 0;
    for (size_t at = 0; at < raw.len; at += raw.ptr[at] == '%' ? 3 : 1) {
        int byte = decode_byte(raw, at);
        if (byte < 0 || id->len == max) {
            *wrong = byte < 0 ? at : 0;
            return false;
        }
        id->bytes[id->len] = (char)byte;
        id->len++;
    }
    return true;
}

/* The target without its query. */
static ucr_str path_of(ucr_str target)
{
    const char *query =
        target.len > 0 ? memchr(target.ptr, '?', target.len) : NULL;
    if (query != NULL) {
        target.len = (size_t)(query - target.ptr);
    }
    return target;
}

/* The first byte that no target may hold, in its query neither: the length if
 * there is none. */
static size_t target_run(ucr_str target)
{
    size_t run = visible_run(target);
    const char *fragment = run > 0 ? memchr(target.ptr, '#', run) : NULL;
    return fragment != NULL ? (size_t)(fragment - target.ptr) : run;
}

/* Whether a triplet only lacks bytes after the end. */
static bool is_cut(ucr_str raw, size_t at)
{
    const size_t left = raw.len - at;
    return left < 3 && raw.ptr[at] == '%' &&
           (left == 1 || ucr_hex_value(raw.ptr[at + 1]) >= 0);
}

/* The id between prefix and suffix; `*wrong` is the first byte that does not
 * fit. `last`: nothing follows the path. */
static bool read_path(server_id *id, ucr_str path, bool last, size_t max,
                      size_t *wrong)
{
    *wrong = agree(path, 0, prefix);
    if (*wrong < prefix.len) {
        return false;
    }
    const char *slash =
        path.len > prefix.len
            ? memchr(path.ptr + prefix.len, '/', path.len - prefix.len)
            : NULL;
    const char *end = slash != NULL ? slash : path.ptr + path.len;
    ucr_str raw = {path.ptr + prefix.len,
                   (size_t)(end - path.ptr) - prefix.len};
    size_t n = 0;
    if (!decode_id(id, raw, max, wrong)) {
        bool cut = last && slash == NULL && is_cut(raw, *wrong);
        *wrong = prefix.len + (cut ? raw.len : *wrong);
        return false;
    }
    if (!is_id((ucr_str){id->bytes, id->len}, &n)) {
        *wrong = prefix.len + raw_offset(raw, n);
        return false;
    }
    *wrong = agree(path, prefix.len + raw.len, suffix);
    return *wrong == prefix.len + raw.len + suffix.len && *wrong == path.len;
}

static bool read_target(server_id *id, ucr_str target, size_t max,
                        size_t *wrong)
{
    const size_t run = target_run(target);
    const ucr_str path = path_of(target);
    bool fits = read_path(id, path, path.len == target.len, max, wrong);
    if (run < target.len && (fits || run < *wrong)) {
        *wrong = run;
        return false;
    }
    return fits;
}

ucr_code ucr_read_path(char *id, size_t cap, size_t *len, ucr_str target,
                       const ucr_options *options, ucr_error *err)
{
    ucr_options resolved;
    server_id decoded;
    size_t wrong;
    ucr_write out = ucr_write_to(id, cap);
    if (!ucr_options_begin(&resolved, options, id, cap, len) ||
        !ucr_readable(target)) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    if (!read_target(&decoded, target, max_id(&resolved), &wrong)) {
        return ucr_error_set(err, UCR_E_PATH, wrong);
    }
    ucr_write_bytes(&out, decoded.bytes, decoded.len);
    *len = out.len;
    return ucr_error_set(err, out.full ? UCR_E_SPACE : UCR_OK, 0);
}

/* ---- Token -----------------------------------------------------------------
 */

ucr_code ucr_check_token(ucr_str token, ucr_error *err)
{
    if (!ucr_readable(token)) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    if (token.len == 0) {
        return ucr_error_set(err, UCR_E_TOKEN, 0);
    }
    if (token.len > UCR_MAX_TOKEN) {
        return ucr_error_set(err, UCR_E_TOKEN, UCR_MAX_TOKEN);
    }
    size_t run = visible_run(token);
    return run < token.len ? ucr_error_set(err, UCR_E_TOKEN, run)
                           : ucr_error_set(err, UCR_OK, 0);
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
    bool quoted = *at < value.len && value.ptr[*at] == '"';
    *at += quoted;
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
    if (*at < value.len && value.ptr[*at] == ';') {
        (*at)++;
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
