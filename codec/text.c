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
#include "vector.h"

#define REPLACEMENT 0xFFFDu
static const char replacement[] = "\xEF\xBF\xBD";

/* ---- Reading ---------------------------------------------------------------
 */

/* One code point, and the bytes of the text that stand for it. */
typedef struct piece {
    size_t taken;
    uint32_t code_point;
} piece;

/* A byte that cannot be read. */
static const piece unreadable = {1, REPLACEMENT};

static piece read_unicode_escape(const char *at, const char *end)
{
    int32_t unit = ucr_escaped_unit(at, end);
    if (unit < 0) {
        return unreadable;
    }
    uint32_t high = (uint32_t)unit;
    if (ucr_is_high_surrogate(high)) {
        uint32_t low = (uint32_t)ucr_escaped_unit(at + 6, end);
        if (ucr_is_low_surrogate(low)) {
            return (piece){12, ucr_join_surrogates(high, low)};
        }
        return (piece){6, REPLACEMENT};
    }
    return (piece){6, ucr_is_low_surrogate(high) ? REPLACEMENT : high};
}

static piece read_escape(const char *at, const char *end)
{
    if (end - at < 2) {
        return unreadable;
    }
    if (at[1] == 'u') {
        return read_unicode_escape(at, end);
    }
    const char meaning = ucr_escape_meaning(at[1]);
    return meaning != 0 ? (piece){2, ucr_byte(&meaning)} : unreadable;
}

/* What a later byte of a sequence adds to its code point. */
static inline uint32_t later_bits(char c)
{
    return (uint32_t)c & 0x3F;
}

static piece read_sequence(const char *at, const char *end)
{
    if (ucr_utf8_short(at, end) == 2) {
        return (piece){2, (ucr_byte(at) & 0x1Fu) << 6 | later_bits(at[1])};
    }
    if (ucr_utf8_is_three(at, end)) {
        return (piece){3, (ucr_byte(at) & 0xFu) << 12 | later_bits(at[1]) << 6 |
                              later_bits(at[2])};
    }
    int length = ucr_utf8_length(at, end);
    if (length <= 0) {
        return unreadable;
    }
    return (piece){(size_t)length, ucr_utf8_decode(at, length)};
}

/* The next piece of a text of which something is left. */
static inline piece read_piece(const char *at, const char *end, bool escaped)
{
    if (escaped && *at == '\\') {
        return read_escape(at, end);
    }
    if (UCR_FAST && ucr_byte(at) < 0x80) {
        return (piece){1, ucr_byte(at)};
    }
    if (UCR_FAST && (ucr_byte(at) < 0xC2 || ucr_byte(at) > 0xF4)) {
        return unreadable;
    }
    return read_sequence(at, end);
}

/* Whether there is more; a source {NULL, n} is nothing. */
static bool is_left(const ucr_text *text)
{
    return text->raw.len > 0 && text->raw.ptr != NULL;
}

static inline void pass(ucr_text *text, size_t taken)
{
    text->raw.ptr += taken;
    text->raw.len -= taken;
}

/* The next piece, of which nothing is left then. */
static inline piece take_piece(ucr_text *text)
{
    const char *at = text->raw.ptr;
    const piece next = read_piece(at, at + text->raw.len, text->escaped);
    pass(text, next.taken);
    return next;
}

/* ---- Copying ---------------------------------------------------------------
 */

/* As many bytes as a piece has at most as plain text. */
#define FEW ((size_t)4)

/* One to so many bytes: a call of memcpy would cost more than all else. */
static inline void copy_few(char *to, const char *bytes, size_t len)
{
    memcpy(to, bytes, 1);
    if (len > 2) {
        memcpy(to + 1, bytes + 1, 2);
    }
    memcpy(to + len - 1, bytes + len - 1, 1);
}

static inline void copy_run(char *to, const char *bytes, size_t len)
{
    if (len > FEW) {
        memcpy(to, bytes, len);
    } else {
        copy_few(to, bytes, len);
    }
}

/* The piece that was read at `from`, FEW bytes at most; gives its length. */
static inline size_t copy_piece(char *to, const char *from, const piece *it)
{
    if (UCR_FAST && it->code_point == REPLACEMENT) {
        copy_few(to, replacement, sizeof(replacement) - 1);
        return sizeof(replacement) - 1;
    }
    if (UCR_FAST && it->taken <= FEW && ucr_byte(from) >= 0x80) {
        copy_few(to, from, it->taken);
        return it->taken;
    }
    return ucr_utf8_encode(to, it->code_point);
}

/* How much of a text is ASCII that is its own plain text, so that it may be cut
 * anywhere. */
static inline size_t ascii_run(const ucr_text *text)
{
    if (!UCR_FAST) {
        return 0;
    }
    const char *at = text->raw.ptr;
    const char *end = at + text->raw.len;
    while (at < end && ucr_byte(at) < 0x80 && !(text->escaped && *at == '\\')) {
        at++;
    }
    return (size_t)(at - text->raw.ptr);
}

/* How much of a text can be copied in one go. Plain text is its own plain text,
 * whatever it holds. */
static inline size_t copied_run(const ucr_write *out, const ucr_text *text)
{
    return UCR_FAST && !text->escaped &&
                   (out->full || ucr_write_fits(out, text->raw.len))
               ? text->raw.len
               : ascii_run(text);
}

static void write_run(ucr_write *out, ucr_text *text, size_t len)
{
    ucr_write_bytes(out, text->raw.ptr, len);
    pass(text, len);
}

/* Room for whatever comes next, a vector or a piece, which is less. */
#define ROOM ((size_t)UCR_VECTOR)

static inline bool is_plain(const char *at)
{
    return ucr_byte(at) < 0x80 && *at != '\\';
}

static inline bool is_simple_escape(const char *at, const char *end)
{
    return end - at >= 2 && *at == '\\' && ucr_escape_meaning(at[1]) != '\0';
}

/* Past plain bytes and simple escapes, of which there is one, and which take no
 * more room than they do in a text: a vector of bytes that are themselves, or
 * as many singly. */
static inline const char *copy_simple(char **to, const char *at,
                                      const char *end)
{
    const size_t left = (size_t)(end - at);
    char *out = *to;
    if (ucr_vector_fits((ptrdiff_t)left) && ucr_vector_special(at) == 0) {
        memcpy(out, at, UCR_VECTOR);
        *to += UCR_VECTOR;
        return at + UCR_VECTOR;
    }
    const char *stop = at + (left < ROOM ? left : ROOM);
    for (; at < stop; out++) {
        if (is_plain(at)) {
            *out = *at;
            at++;
        } else if (is_simple_escape(at, stop)) {
            *out = ucr_escape_meaning(at[1]);
            at += 2;
        } else {
            break;
        }
    }
    *to = out;
    return at;
}

/* Past a sequence of UTF-8, or a byte that begins none. NULL: there is no room
 * for it; what cannot be read takes more as plain text. */
static inline const char *copy_sequence(char **to, size_t room, const char *at,
                                        const char *end)
{
    int length = ucr_utf8_short(at, end);
    length = length > 0 ? length : ucr_utf8_length(at, end);
    if (length <= 0) {
        const size_t len = sizeof(replacement) - 1;
        if (len > room) {
            return NULL;
        }
        memcpy(*to, replacement, len);
        *to += len;
        return at + 1;
    }
    if (length == 1) {
        /* It has become ASCII since somebody saw it. */
        **to = *at;
    } else {
        memcpy(*to, at, 2);
        memcpy(*to + length - 2, at + length - 2, 2);
    }
    *to += length;
    return at + length;
}

/* Past an escape that is not simple, or is none. NULL: see above. */
static inline const char *copy_escape(char **to, size_t room, const char *at,
                                      const char *end)
{
    const piece next = read_escape(at, end);
    if (ucr_utf8_size(next.code_point) > room) {
        return NULL;
    }
    *to += ucr_utf8_encode(*to, next.code_point);
    return at + next.taken;
}

/* An escaped text, as far as there is room for whatever comes next, or for all
 * that is left as it stands: then nothing can be cut, and nobody has to ask. No
 * pointer to the end: `cap` may say more than there is. */
static void write_roomy(ucr_write *out, ucr_text *text)
{
    const char *at = text->raw.ptr;
    const char *end = at + text->raw.len;
    char *from = out->buf + out->used;
    char *to = from;
    size_t room = out->cap - out->used;
    while (at < end && (room >= ROOM || room >= (size_t)(end - at))) {
        char *before = to;
        const char *past = is_plain(at) || is_simple_escape(at, end)
                               ? copy_simple(&to, at, end)
                           : *at == '\\' ? copy_escape(&to, room, at, end)
                                         : copy_sequence(&to, room, at, end);
        if (past == NULL) {
            break;
        }
        at = past;
        room -= (size_t)(to - before);
    }
    out->used += (size_t)(to - from);
    out->len += (size_t)(to - from);
    pass(text, (size_t)(at - text->raw.ptr));
}

/* What is left of an escaped text, where nothing is written any more. */
static void count_rest(ucr_write *out, ucr_text *text)
{
    while (is_left(text)) {
        size_t len = ascii_run(text);
        pass(text, len);
        if (len == 0) {
            len = ucr_utf8_size(take_piece(text).code_point);
        }
        ucr_write_count(out, len);
    }
}

static void write_plain(ucr_write *out, ucr_text *text)
{
    if (UCR_FAST && is_left(text) && text->escaped && ucr_write_fits(out, 1)) {
        write_roomy(out, text);
    }
    while (is_left(text)) {
        if (UCR_FAST && text->escaped && out->full) {
            count_rest(out, text);
            break;
        }
        const size_t run = copied_run(out, text);
        if (run > 0) {
            write_run(out, text, run);
            continue;
        }
        const char *from = text->raw.ptr;
        const piece next = take_piece(text);
        char bytes[FEW];
        if (text->escaped) {
            ucr_write_whole(out, bytes, copy_piece(bytes, from, &next));
        } else {
            ucr_write_whole(out, from, next.taken);
        }
    }
}

size_t ucr_text_copy(char *buf, size_t cap, ucr_text text)
{
    ucr_write out;
    ucr_write_to(buf, cap, &out);
    write_plain(&out, &text);
    return out.len;
}

size_t ucr_text_copyz(char *buf, size_t cap, ucr_text text)
{
    ucr_write out;
    ucr_write_to_cstring(buf, cap, &out);
    write_plain(&out, &text);
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

static const char hex[] = "0123456789abcdef";

/* As many bytes as the name of one of them has at most. */
#define NAME ((size_t)8)

/* The name of one of them, as `\u{7f}` or `\u{2069}`; gives its length. */
static inline size_t put_name(char *to, uint32_t code_point)
{
    size_t len = 3;
    memcpy(to, "\\u{", len);
    for (int shift = 12; shift >= 0; shift -= 4) {
        if (code_point >> shift != 0 || shift == 0) {
            to[len] = hex[code_point >> shift & 0xF];
            len++;
        }
    }
    to[len] = '}';
    return len + 1;
}

/* How much of a text is printable ASCII that stands for itself. */
static inline size_t printable_run(const char *from, const char *end,
                                   bool escaped)
{
    const char other = escaped ? '\\' : '\x7F'; /* that does not */
    const char *at = from;
    while (at < end && *at >= ' ' && *at < 0x7F && *at != other) {
        at++;
    }
    return (size_t)(at - from);
}

/* The piece that was read at `from` as it is shown, NAME bytes at most; gives
 * their number. */
static inline size_t show_piece(char *to, const char *from, const piece *it)
{
    return is_unsafe(it->code_point) ? put_name(to, it->code_point)
                                     : copy_piece(to, from, it);
}

/* How many characters that are: a name has more bytes than a code point. */
static inline size_t columns_of(size_t shown)
{
    return shown > FEW ? shown : 1;
}

/* A text, as far as there is room for whatever comes next: then nothing can be
 * cut, and nobody has to ask. */
static size_t show_roomy(ucr_write *out, ucr_text *text)
{
    const char *at = text->raw.ptr;
    const char *end = at + text->raw.len;
    const bool escaped = text->escaped;
    char *from = out->buf + out->used;
    char *to = from;
    size_t room = out->cap - out->used;
    size_t columns = 0;
    while (at < end && room >= NAME) {
        const size_t left = (size_t)(end - at);
        const char *stop = at + (left < room ? left : room);
        size_t len = printable_run(at, stop, escaped);
        if (len > 0) {
            copy_run(to, at, len);
            at += len;
            columns += len;
        } else {
            /* A control or DEL needs no call, which reading may be. */
            const piece next = is_plain(at) ? (piece){1, ucr_byte(at)}
                                            : read_piece(at, end, escaped);
            len = show_piece(to, at, &next);
            at += next.taken;
            columns += columns_of(len);
        }
        to += len;
        room -= len;
    }
    out->used += (size_t)(to - from);
    out->len += (size_t)(to - from);
    pass(text, (size_t)(at - text->raw.ptr));
    return columns;
}

/* The same where nothing is written any more: as much as fits elsewhere, which
 * is a piece at least. */
static size_t count_shown(ucr_write *out, ucr_text *text)
{
    char bytes[128];
    ucr_write elsewhere;
    ucr_write_to(bytes, sizeof(bytes), &elsewhere);
    const size_t columns = show_roomy(&elsewhere, text);
    ucr_write_count(out, elsewhere.len);
    return columns;
}

static size_t show_one(ucr_write *out, ucr_text *text)
{
    char bytes[NAME];
    const char *from = text->raw.ptr;
    const piece next = take_piece(text);
    const size_t len = show_piece(bytes, from, &next);
    ucr_write_whole(out, bytes, len);
    return columns_of(len);
}

size_t ucr_text_write_shown(ucr_write *out, ucr_text *text)
{
    size_t columns = 0;
    while (is_left(text)) {
        if (UCR_FAST && out->full) {
            columns += count_shown(out, text);
        } else if (UCR_FAST && ucr_write_fits(out, NAME)) {
            columns += show_roomy(out, text);
        } else {
            columns += show_one(out, text);
        }
    }
    return columns;
}

size_t ucr_text_show(char *buf, size_t cap, ucr_text text)
{
    ucr_write out;
    ucr_write_to(buf, cap, &out);
    ucr_text_write_shown(&out, &text);
    return out.len;
}

/* ---- Comparing and counting ------------------------------------------------
 */

/* Whether plain text begins with these bytes; then it is what comes after them.
 */
static inline bool begins_with(ucr_str *plain, const char *bytes, size_t len)
{
    if (len > plain->len || !ucr_same(bytes, plain->ptr, len)) {
        return false;
    }
    plain->ptr += len;
    plain->len -= len;
    return true;
}

/* Past the next run of a text, or its next piece, and what that is in plain
 * text. */
static inline bool pass_same(ucr_text *left, ucr_str *plain)
{
    char bytes[8]; /* no code point has as many as ucr_same() may read */
    const char *part = left->raw.ptr;
    size_t len = left->escaped ? ascii_run(left) : left->raw.len;
    pass(left, len);
    if (len == 0) {
        const uint32_t c = take_piece(left).code_point;
        if (UCR_FAST && c == REPLACEMENT) {
            return begins_with(plain, replacement, sizeof(replacement) - 1);
        }
        part = bytes;
        len = ucr_utf8_encode(bytes, c);
    }
    return begins_with(plain, part, len);
}

bool ucr_text_matches(const ucr_text *text, ucr_str plain)
{
    ucr_text left = *text;
    if (left.raw.ptr == NULL || plain.ptr == NULL) {
        return false;
    }
    while (left.raw.len > 0) {
        if (!pass_same(&left, &plain)) {
            return false;
        }
    }
    return plain.len == 0;
}

bool ucr_text_equal(ucr_text text, ucr_str plain)
{
    return ucr_text_matches(&text, plain);
}

size_t ucr_text_prefix(const ucr_text *text, size_t points)
{
    ucr_text left = *text;
    for (; points > 0 && left.raw.len > 0; points--) {
        take_piece(&left);
    }
    return text->raw.len - left.raw.len;
}
