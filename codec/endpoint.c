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

/* The first byte that is not visible ASCII, or is `stop`; the length if there
 * is none. A space is not visible: as a stop it adds nothing. */
static size_t visible_run(ucr_str str, char stop)
{
    size_t at = 0;
    while (at < str.len && is_visible(str.ptr[at]) && str.ptr[at] != stop) {
        at++;
    }
    return at;
}

/* ---- Reading ---------------------------------------------------------------
 */

/* A source and how far it has been read: in the end the first byte that is
 * wrong. */
typedef struct reader {
    ucr_str from;
    size_t at;
    unsigned max;  /* of an id: bytes that it may have, decoded */
    bool any_case; /* letters of words are small ones in either case */
} reader;

/* Takes a word, as far as it fits. */
UCR_APART static bool take(reader *in, const char *word)
{
    for (; *word != '\0'; word++, in->at++) {
        if (in->at == in->from.len) {
            return false;
        }
        const char c = in->from.ptr[in->at];
        if ((in->any_case ? lower(c) : c) != *word) {
            return false;
        }
    }
    return true;
}

/* ---- The server id ---------------------------------------------------------
 */

/* Nothing, or what goes away on the way (RFC 3986, section 6.2.2.3): segments
 * of one or two dots. */
static bool is_lost(const char *id, size_t len)
{
    size_t dots = 0;
    while (dots < len && id[dots] == '.') {
        dots++;
    }
    return len <= 2 && dots == len;
}

/* RFC 3986, section 2.3. */
static bool is_unreserved(char c)
{
    return ucr_is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') ||
           c == '-' || c == '.' || c == '_' || c == '~';
}

/* Writes the path of an id. */
UCR_APART static bool write_path(ucr_write *out, reader *id)
{
    const ucr_str str = id->from;
    if (str.len > id->max || is_lost(str.ptr, str.len)) {
        return false;
    }
    for (; id->at < str.len; id->at++) {
        if (!is_unreserved(str.ptr[id->at])) {
            return false;
        }
    }
    ucr_write_cstring(out, UCR_PATH_PREFIX);
    ucr_write_bytes(out, str.ptr, str.len);
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

/* RFC 3986, section 2.1: the byte of a triplet, whose percent sign is there; -1
 * where there is none. Past it if it is one; to the end where it only lacks
 * bytes. */
UCR_SELDOM static int read_triplet(reader *in)
{
    const char *from = in->from.ptr + in->at;
    int byte = 0;
    for (size_t i = 1; i <= 2; i++) {
        if (in->at + i == in->from.len) {
            in->at = in->from.len;
            return -1;
        }
        const int value = ucr_hex_value(from[i]);
        if (value < 0) {
            return -1;
        }
        byte = byte * 16 + value;
    }
    in->at += 3;
    return byte;
}

/* The next byte, decoded, of a path that goes on; -1 where there is none. */
UCR_APART static int next_byte(reader *in)
{
    const char *from = in->from.ptr + in->at;
    if (*from == '%') {
        return read_triplet(in);
    }
    in->at++;
    return ucr_byte(from);
}

/* What a code point of an id cannot be: a control (C0, DEL, C1), the end of a
 * segment, or a brace, which an unset template leaves. */
static bool is_forbidden(uint32_t c)
{
    /* C1 is C0 with one bit more. */
    return (c & ~UINT32_C(0x80)) < 0x20 || c == 0x7F || c == '/' || c == '{' ||
           c == '}';
}

/* Whether decoded bytes are an id; past what they were decoded from. */
static bool is_id(const decoded_id *id, reader *raw)
{
    const char *at = id->bytes;
    const char *end = at + id->len;
    if (is_lost(at, id->len)) {
        return false;
    }
    while (at < end) {
        /* Most are ASCII, for which two calls would be many. */
        const bool ascii = UCR_FAST && ucr_byte(at) < 0x80;
        int length = ascii ? 1 : ucr_utf8_length(at, end);
        if (length <= 0 ||
            is_forbidden(ascii ? ucr_byte(at) : ucr_utf8_decode(at, length))) {
            return false;
        }
        /* If somebody changes it meanwhile there may be less of it by now. */
        for (at += length; length > 0 && raw->at < raw->from.len; length--) {
            next_byte(raw);
        }
    }
    return true;
}

/* Whether the path ends here, or a segment of it that a slash follows. */
static bool is_end(const reader *in, char slash)
{
    return in->at == in->from.len || in->from.ptr[in->at] == '?' ||
           in->from.ptr[in->at] == slash;
}

/* Undoes percent-encoding once, as far as the segment goes; false at a bad
 * triplet, or where there is more than an id can be. Stays where it begins. */
static bool decode_id(decoded_id *id, reader *in)
{
    const size_t first = in->at;
    for (id->len = 0; !is_end(in, '/'); id->len++) {
        const int byte = next_byte(in);
        if (byte < 0) {
            return false;
        }
        if (id->len == in->max) {
            in->at = first;
            return false;
        }
        id->bytes[id->len] = (char)byte;
    }
    in->at = first;
    return true;
}

/* The path, with the id between prefix and suffix. */
static bool read_path(decoded_id *id, reader *in)
{
    return take(in, UCR_PATH_PREFIX) && decode_id(id, in) && is_id(id, in) &&
           take(in, UCR_PATH_SUFFIX) && is_end(in, '?');
}

/* The id of a target. */
UCR_APART static bool read_target(ucr_write *out, reader *in)
{
    decoded_id id;
    /* No target may hold others, in its query neither. */
    const size_t run = visible_run(in->from, '#');
    const bool fits = read_path(&id, in);
    if (run < in->from.len && (fits || run < in->at)) {
        in->at = run;
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
    ucr_write out;
    reader in = {.from = source};
    if (!ucr_options_begin(buf, cap, len, &resolved, options) ||
        !ucr_readable(source)) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    ucr_write_to(buf, cap, &out);
    in.max =
        (unsigned)(resolved.profile == UCR_STRICT ? UCR_MAX_SERVER_ID_STRICT
                                                  : UCR_MAX_SERVER_ID);
    if (!(reading ? read_target(&out, &in) : write_path(&out, &in))) {
        return ucr_error_set(err, UCR_E_PATH, in.at);
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
        token.len > UCR_MAX_TOKEN ? UCR_MAX_TOKEN : visible_run(token, ' ');
    const bool fits = token.len > 0 && run == token.len;
    return ucr_error_set(err, fits ? UCR_OK : UCR_E_TOKEN, run);
}

/* ---- Content type ----------------------------------------------------------
 */

/* RFC 9110, section 5.6.3: OWS. */
UCR_APART static void skip_blank(reader *in)
{
    while (in->at < in->from.len &&
           (in->from.ptr[in->at] == ' ' || in->from.ptr[in->at] == '\t')) {
        in->at++;
    }
}

/* `charset=utf-8`, the value in quotes or not. */
static bool take_charset(reader *in)
{
    if (!take(in, "charset=")) {
        return false;
    }
    const bool quoted = take(in, "\"");
    return take(in, "utf-8") && (!quoted || take(in, "\""));
}

/* RFC 9110, section 8.3.1, with one parameter at most. */
static bool take_content_type(reader *in)
{
    skip_blank(in);
    if (!take(in, UCR_MEDIA_TYPE)) {
        return false;
    }
    skip_blank(in);
    if (take(in, ";")) {
        skip_blank(in);
        if (!take_charset(in)) {
            return false;
        }
        skip_blank(in);
    }
    return in->at == in->from.len;
}

ucr_code ucr_check_content_type(ucr_str value, ucr_error *err)
{
    reader in;
    in.from = value;
    in.at = 0;
    in.any_case = true;
    if (!ucr_readable(value)) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    const bool fits = take_content_type(&in);
    return ucr_error_set(err, fits ? UCR_OK : UCR_E_CONTENT_TYPE, in.at);
}
