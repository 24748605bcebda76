/* SPDX-License-Identifier: MIT */
/*
 * A JSON string as it stands on the wire into plain text: compare, copy, show.
 *
 * Knows no message. Invariant: a text is read as a sequence of pieces, each a
 * code point or a byte that is none; a piece never reaches past the text, and
 * takes at least one byte of it, so that every walk ends, whatever the bytes.
 */
#include "text.h"

#include <string.h>

#include "bytes.h"

#define REPLACEMENT 0xFFFDu

/* ---- Reading ---------------------------------------------------------------
 */

/* One code point, and the bytes of the text that stand for it. */
typedef struct piece {
    uint32_t code_point;
    size_t taken;
    bool valid; /* false: a byte that cannot be read */
} piece;

static const piece unreadable = {REPLACEMENT, 1, false};

/* The code unit of a `\uXXXX` at `at`; -1 where there is none. */
static int32_t read_unit(const char *at, const char *end)
{
    if (end - at < 6 || at[0] != '\\' || at[1] != 'u') {
        return -1;
    }
    int32_t unit = 0;
    for (int i = 2; i < 6; i++) {
        int value = ucr_hex_value(at[i]);
        if (value < 0) {
            return -1;
        }
        unit = unit * 16 + value;
    }
    return unit;
}

static piece read_unicode_escape(const char *at, const char *end)
{
    int32_t unit = read_unit(at, end);
    if (unit < 0) {
        return unreadable;
    }
    uint32_t high = (uint32_t)unit;
    if (ucr_is_high_surrogate(high)) {
        int32_t low = read_unit(at + 6, end);
        if (low >= 0 && ucr_is_low_surrogate((uint32_t)low)) {
            return (piece){ucr_join_surrogates(high, (uint32_t)low), 12, true};
        }
        return (piece){REPLACEMENT, 6, true};
    }
    if (ucr_is_low_surrogate(high)) {
        return (piece){REPLACEMENT, 6, true};
    }
    return (piece){high, 6, true};
}

/* What a short escape's letter stands for; 0 where it is none. */
static char short_meaning(char letter)
{
    switch (letter) {
    case '"':
    case '\\':
    case '/':
        return letter;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return 0;
    }
}

static piece read_escape(const char *at, const char *end)
{
    if (end - at < 2) {
        return unreadable;
    }
    if (at[1] == 'u') {
        return read_unicode_escape(at, end);
    }
    char meaning = short_meaning(at[1]);
    return meaning != 0 ? (piece){ucr_byte(&meaning), 2, true} : unreadable;
}

/* `at` is before `end`. */
static piece read_piece(const char *at, const char *end, bool escaped)
{
    if (escaped && *at == '\\') {
        return read_escape(at, end);
    }
    int length = ucr_utf8_length(at, end);
    if (length <= 0) {
        return unreadable;
    }
    return (piece){ucr_utf8_decode(at, length), (size_t)length, true};
}

/* A source {NULL, n} is nothing. */
static ucr_str readable(ucr_text text)
{
    return text.raw.ptr != NULL ? text.raw : (ucr_str){"", 0};
}

/* ---- Copying ---------------------------------------------------------------
 */

static void write_point(ucr_write *out, uint32_t code_point)
{
    char bytes[4];
    ucr_write_whole(out, bytes, ucr_utf8_encode(bytes, code_point));
}

void ucr_text_write_plain(ucr_write *out, ucr_text text)
{
    ucr_str raw = readable(text);
    const char *at = raw.ptr;
    const char *end = raw.ptr + raw.len;
    while (at < end) {
        piece next = read_piece(at, end, text.escaped);
        if (next.valid || text.escaped) {
            write_point(out, next.code_point);
        } else {
            /* Plain text is its own plain text, whatever it holds. */
            ucr_write_bytes(out, at, next.taken);
        }
        at += next.taken;
    }
}

size_t ucr_text_copy(char *buf, size_t cap, ucr_text text)
{
    ucr_write out = ucr_write_to(buf, cap);
    ucr_text_write_plain(&out, text);
    return out.len;
}

size_t ucr_text_copyz(char *buf, size_t cap, ucr_text text)
{
    ucr_write out = ucr_write_to_cstring(buf, cap);
    ucr_text_write_plain(&out, text);
    return ucr_write_terminate(&out);
}

/* ---- Showing ---------------------------------------------------------------
 */

/* What would move a terminal's cursor, reorder its line, or end it: C0, DEL
 * and C1; Unicode's Bidi_Control characters; LINE and PARAGRAPH SEPARATOR. */
static bool is_unsafe(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x061C || c == 0x200E ||
           c == 0x200F || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

static void write_named(ucr_write *out, uint32_t code_point)
{
    static const char hex[] = "0123456789abcdef";
    char name[12] = "\\u{";
    size_t len = 3;
    bool leading = true;
    for (int shift = 20; shift >= 0; shift -= 4) {
        uint32_t digit = code_point >> shift & 0xF;
        leading = leading && digit == 0 && shift > 0;
        if (!leading) {
            name[len] = hex[digit];
            len++;
        }
    }
    name[len] = '}';
    ucr_write_whole(out, name, len + 1);
}

void ucr_text_write_shown(ucr_write *out, ucr_text text)
{
    ucr_str raw = readable(text);
    const char *at = raw.ptr;
    const char *end = raw.ptr + raw.len;
    while (at < end) {
        piece next = read_piece(at, end, text.escaped);
        if (is_unsafe(next.code_point)) {
            write_named(out, next.code_point);
        } else {
            write_point(out, next.code_point);
        }
        at += next.taken;
    }
}

size_t ucr_text_show(char *buf, size_t cap, ucr_text text)
{
    ucr_write out = ucr_write_to(buf, cap);
    ucr_text_write_shown(&out, text);
    return out.len;
}

/* ---- Comparing and counting ------------------------------------------------
 */

static bool equal_escaped(ucr_str raw, ucr_str plain)
{
    const char *at = raw.ptr;
    const char *end = raw.ptr + raw.len;
    size_t matched = 0;
    while (at < end) {
        char bytes[8]; /* no code point has as many as ucr_same() may read */
        piece next = read_piece(at, end, true);
        size_t len = ucr_utf8_encode(bytes, next.code_point);
        if (len > plain.len - matched ||
            !ucr_same(bytes, plain.ptr + matched, len)) {
            return false;
        }
        matched += len;
        at += next.taken;
    }
    return matched == plain.len;
}

bool ucr_text_equal(ucr_text text, ucr_str plain)
{
    if (text.raw.ptr == NULL || plain.ptr == NULL) {
        return false;
    }
    if (text.escaped) {
        return equal_escaped(text.raw, plain);
    }
    return text.raw.len == plain.len &&
           ucr_same(text.raw.ptr, plain.ptr, plain.len);
}

size_t ucr_text_points(ucr_text text, size_t max, size_t *offset)
{
    ucr_str raw = readable(text);
    const char *at = raw.ptr;
    const char *end = raw.ptr + raw.len;
    size_t points = 0;
    while (at < end && points <= max) {
        *offset = (size_t)(at - raw.ptr);
        at += read_piece(at, end, text.escaped).taken;
        points++;
    }
    return points;
}
