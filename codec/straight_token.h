/* SPDX-License-Identifier: MIT */
/*
 * What messages are read by straight through: white space, names, strings and
 * values, each where it is expected, with a cursor that a message's reader
 * keeps.
 *
 * Knows no member and no fault: what is not as expected is left where it is.
 * Invariant: the cursor is moved only past bytes that are right under the
 * options at hand.
 *
 * What is expected is compared, not looked for: a processor that has guessed a
 * comparison goes on without waiting for it, while the place where a search
 * ends has to be waited for.
 */
#ifndef UCR_STRAIGHT_TOKEN_H
#define UCR_STRAIGHT_TOKEN_H

#include "straight_string.h"
#include <assert.h>

typedef struct reader {
    const char *start, *at, *end;
    const char *near_end; /* before it, LOOK bytes and more are left */
    const ucr_options *options;
    bool again; /* what strings hold has been checked */
} reader;

/* As many bytes are read without another question. */
#define LOOK ((ptrdiff_t)6)

INLINE reader reader_of(const char *start, const char *end,
                        const ucr_options *options)
{
    const char *near_end = end - start >= LOOK ? end - LOOK + 1 : start;
    return (reader){start, start, end, near_end, options, false};
}

/* To where a call came; NULL: it did not, and the cursor stays. */
INLINE bool move_to(reader *r, const char *to)
{
    r->at = to != NULL ? to : r->at;
    return to != NULL;
}

/* ---- Bytes -----------------------------------------------------------------
 */

INLINE bool is_at(const reader *r, char c)
{
    return r->at < r->end && *r->at == c;
}

INLINE bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

/* Past any white space. What is seldom needed is a call. */
NOT_INLINE const char *pass_space(const char *at, const char *end)
{
    return ucr_vector_space(at, end);
}

INLINE bool is_same_4(const char *a, const char *b)
{
    uint32_t x;
    uint32_t y;
    memcpy(&x, a, sizeof(x));
    memcpy(&y, b, sizeof(y));
    return x == y;
}

INLINE bool is_same_8(const char *a, const char *b)
{
    uint64_t x;
    uint64_t y;
    memcpy(&x, a, sizeof(x));
    memcpy(&y, b, sizeof(y));
    return x == y;
}

/* Whether the bytes are those of a literal: `len`, from 4 to 48, is known where
 * this is compiled into, so that only comparisons of whole words are left. */
INLINE bool is_same(const char *a, const char *b, size_t len)
{
    assert(len >= 4 && len <= 48);
    if (len < 8) {
        return is_same_4(a, b) && is_same_4(a + len - 4, b + len - 4);
    }
    return is_same_8(a, b) && (len <= 16 || is_same_8(a + 8, b + 8)) &&
           (len <= 24 || is_same_8(a + 16, b + 16)) &&
           (len <= 32 || is_same_8(a + 24, b + 24)) &&
           (len <= 40 || is_same_8(a + 32, b + 32)) &&
           is_same_8(a + len - 8, b + len - 8);
}

/* Past white space of the most frequent kinds to a byte that is expected, if it
 * is there: none, one, or a new line and what one or two levels are indented
 * by. LOOK bytes are there. */
INLINE const char *to_near(const char *at, char c)
{
    const char line[] = {'\n', ' ', ' ', c};
    if (*at == c) {
        return at;
    }
    if (at[1] == c) {
        return *at == ' ' ? past(at, 1) : at;
    }
    if (is_same_4(at, line)) {
        return past(at, 3);
    }
    return at[5] == c && is_same_4(at, "\n   ") && at[4] == ' ' ? past(at, 5)
                                                                : at;
}

/* RFC 8259, section 2: ws. */
INLINE void skip_space(reader *r)
{
    if (r->at < r->near_end && *r->at == ' ' && ucr_byte(r->at + 1) > ' ') {
        r->at = past(r->at, 1);
    } else {
        r->at = pass_space(r->at, r->end);
    }
}

INLINE bool take(reader *r, char c)
{
    if (!is_at(r, c)) {
        return false;
    }
    r->at++;
    return true;
}

/* Whether a byte comes next, past white space. */
INLINE bool is_next(reader *r, char c)
{
    if (r->at < r->near_end) {
        r->at = to_near(r->at, c);
        if (*r->at == c) {
            return true;
        }
    } else if (r->end - r->at >= 2) {
        r->at += *r->at == ' ';
    }
    if (is_at(r, c)) {
        return true;
    }
    skip_space(r);
    return is_at(r, c);
}

INLINE bool take_next(reader *r, char c)
{
    if (!is_next(r, c)) {
        return false;
    }
    r->at++;
    return true;
}

INLINE bool take_bytes(reader *r, const char *bytes, size_t len)
{
    if ((size_t)(r->end - r->at) < len || !is_same(r->at, bytes, len)) {
        return false;
    }
    r->at += len;
    return true;
}

#define TAKE_BYTES(r, literal) take_bytes(r, literal, sizeof(literal) - 1)

/* A name and its colon; `before` is what separates it from what is before.
 * Nothing is taken where another name is next. First without white space, then
 * with as much as the page's examples have, `line` before it, then with a blank
 * after each comma and colon, `blank` before it. */
#define TAKE_NAME(r, before, blank, line, name)                                \
    (TAKE_BYTES(r, before "\"" name "\":") ||                                  \
     TAKE_BYTES(r, before line "\"" name "\" : ") ||                           \
     TAKE_BYTES(r, before blank "\"" name "\": ") ||                           \
     take_name(r, (before)[0], "\"" name "\"", sizeof(name) + 1))
/* The same with the quote that a string begins with. */
#define TAKE_NAME_QUOTE(r, before, blank, line, name)                          \
    (TAKE_BYTES(r, before "\"" name "\":\"") ||                                \
     TAKE_BYTES(r, before line "\"" name "\" : \"") ||                         \
     TAKE_BYTES(r, before blank "\"" name "\": \"") ||                         \
     take_name_quote(r, (before)[0], "\"" name "\"", sizeof(name) + 1))
/* What the members of an outer object, and of one in it, are indented by. */
#define OUTER "\n  "
#define INNER "\n    "

/* Past a name and its colon, with white space anywhere; NULL where there is
 * another. */
NOT_INLINE const char *pass_name(const char *at, const char *end, char before,
                                 const char *quoted, size_t len)
{
    reader here = reader_of(at, end, NULL);
    if (take_next(&here, before) && is_next(&here, '"')) {
        if ((size_t)(here.end - here.at) >= len &&
            ucr_same(here.at, quoted, len)) {
            here.at += len;
            if (take_next(&here, ':')) {
                return here.at;
            }
        }
    }
    return NULL;
}

INLINE bool take_late_name(reader *r, char before, const char *quoted,
                           size_t len)
{
    if (r->end - r->at < 2 || r->at[1] == '}' ||
        (*r->at != before && !is_space(*r->at))) {
        return false;
    }
    return move_to(r, pass_name(r->at, r->end, before, quoted, len));
}

/* The same with white space anywhere. */
INLINE bool take_name(reader *r, char before, const char *quoted, size_t len)
{
    const char *at = r->at;
    if (r->end - at < 4 * LOOK + (ptrdiff_t)len) {
        return take_late_name(r, before, quoted, len);
    }
    /* So much may be read that only white space needs a second look. */
    if (*at != before) {
        return is_space(*at) && take_late_name(r, before, quoted, len);
    }
    at = to_near(at + 1, '"');
    if (!is_same(at, quoted, len)) {
        return is_space(*at) && take_late_name(r, before, quoted, len);
    }
    at += len;
    if (*at == ' ') {
        at = past(at, 1);
    }
    if (*at != ':') {
        return take_late_name(r, before, quoted, len);
    }
    r->at = at + 1;
    return true;
}

/* The same with a quote after it. */
INLINE bool take_name_quote(reader *r, char before, const char *quoted,
                            size_t len)
{
    const char *at = r->at;
    if (take_name(r, before, quoted, len) && take_next(r, '"')) {
        return true;
    }
    r->at = at;
    return false;
}

/* ---- Values ----------------------------------------------------------------
 */

/* To the first byte of a string that is not plain, or, where it has been
 * checked, does not stand for itself. */
INLINE const char *find_stop(const reader *r)
{
    return r->again ? ucr_vector_unescaped(r->start, r->at, r->end)
                    : ucr_vector_plain(r->start, r->at, r->end);
}

/* A string from its first byte up to where it stops, if that is a quote. */
INLINE bool take_up_to(reader *r, const char *stop, ucr_text *out)
{
    if (stop >= r->end || *stop != '"') {
        return false;
    }
    *out = (ucr_text){{r->at, (size_t)(stop - r->at)}, false};
    r->at = stop + 1;
    return true;
}

/* A string from its first byte. */
INLINE bool take_rest(reader *r, ucr_text *out)
{
    const char *stop = find_stop(r);
    if (take_up_to(r, stop, out)) {
        return true;
    }
    return move_to(r, r->again ? pass_text(r->start, r->at, stop, r->end, out)
                               : scan_text(r->at, stop, r->end, r->options, out,
                                           r->start));
}

#if defined(UCR_WIDE)
/* The same past a call: wide vectors in a reader, which has to align its stack
 * for them, would take registers and time from all that it does without. */
NOT_INLINE const char *pass_rest(reader r, ucr_text *out)
{
    return take_rest(&r, out) ? r.at : NULL;
}

INLINE bool take_seldom(reader *r, ucr_text *out)
{
    return move_to(r, pass_rest(*r, out));
}
#else
INLINE bool take_seldom(reader *r, ucr_text *out)
{
    return take_rest(r, out);
}
#endif

/* A string for people, from its first byte: even that need not be ASCII. */
INLINE bool take_message(reader *r, ucr_text *out)
{
#if defined(UCR_WIDE)
    if (!r->again && r->at < r->end && ucr_byte(r->at) >= 0x80) {
        return move_to(r, scan_any_text(r->at, r->at, r->end, r->options, out));
    }
#endif
    return take_rest(r, out);
}

/* A string that most often holds an object, in which the first thing after the
 * brace is an escaped quote, from its first byte. */
INLINE bool take_object_text(reader *r, ucr_text *out)
{
#if defined(UCR_WIDE)
    if (r->end - r->at >= 2 && *r->at == '{' && r->at[1] == '\\') {
        return move_to(r, scan_escaped_text(r->at, r->at + 1, r->end,
                                            r->options, out, r->start));
    }
#endif
    return take_seldom(r, out);
}

/* A string, with white space before it. */
INLINE bool take_text(reader *r, ucr_text *out)
{
    return take_next(r, '"') && take_rest(r, out);
}

/* To the quote that ends a string of at most seven plain bytes, as most names
 * are; NULL where there is another string or too little around it. */
INLINE const char *find_soon(const reader *r)
{
#if defined(UCR_WIDE)
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const ptrdiff_t left = r->end - r->at;
    uint64_t word;
    if (left >= 8) {
        memcpy(&word, r->at, sizeof(word));
    } else if (left > 0 && r->end - r->start >= 8) {
        memcpy(&word, r->end - 8, sizeof(word));
        word >>= 8 * (8 - left);
    } else {
        return NULL;
    }
    /* A byte lends only to those above the first special one. */
    const uint64_t special =
        (((word ^ '"' * ones) - ones) | ((word ^ '\\' * ones) - ones) |
         (word - ' ' * ones) | word) &
        0x80 * ones;
    const ptrdiff_t place = __builtin_ctzll(special | UINT64_C(1) << 63) / 8;
    return place < left && r->at[place] == '"' ? r->at + place : NULL;
#else
    (void)r;
    return NULL;
#endif
}

/* A string that is likely to be short, with white space before it. */
INLINE bool take_short(reader *r, ucr_text *out)
{
    if (!take_next(r, '"')) {
        return false;
    }
    const char *quote = find_soon(r);
    if (quote == NULL) {
        return take_seldom(r, out);
    }
    *out = (ucr_text){{r->at, (size_t)(quote - r->at)}, false};
    r->at = quote + 1;
    return true;
}

/* Whether four bytes are from 0 to ?: most often digits, and plain anyway. */
INLINE bool are_like_digits(const char *at)
{
    uint32_t word;
    memcpy(&word, at, sizeof(word));
    return (word & UINT32_C(0xF0F0F0F0)) == UINT32_C(0x30303030);
}

/* Any code from its first byte, and first of all one of the service's own. */
INLINE bool take_code(reader *r, ucr_text *out)
{
    const char *at = r->at;
    const size_t len = sizeof("SMS.0000") - 1;
    if ((size_t)(r->end - at) > len && is_same_4(at, "SMS.") &&
        are_like_digits(at + 4) && at[len] == '"') {
        *out = (ucr_text){{at, len}, false};
        r->at = past(at, len + 1);
        return true;
    }
    return take_rest(r, out);
}

/* A literal or a small whole number. */
INLINE bool take_scalar(reader *r)
{
    if (TAKE_BYTES(r, "true") || TAKE_BYTES(r, "null") ||
        TAKE_BYTES(r, "false")) {
        return true;
    }
    const char *from = r->at;
    while (r->at < r->end && ucr_is_digit(*r->at)) {
        r->at++;
    }
    /* A zero before other digits, and what goes on, is not for here. */
    return r->at > from && (*from != '0' || r->at == from + 1) &&
           !is_at(r, '.') && !is_at(r, 'e') && !is_at(r, 'E');
}

/* The colon after a name, with as much white space as the page has, before a
 * string, or with any. */
INLINE bool take_colon(reader *r)
{
    if (r->at < r->near_end && is_same_4(r->at, " : \"")) {
        r->at = past(r->at, 3);
        return true;
    }
    return take_next(r, ':');
}

/* An object in which nothing is nested. */
INLINE bool take_flat(reader *r)
{
    ucr_text text;
    if (!take(r, '{')) {
        return false;
    }
    if (take(r, '}')) {
        return true;
    }
    do {
        if (!take_short(r, &text) || !take_colon(r) ||
            !(is_next(r, '"') ? take_short(r, &text) : take_scalar(r))) {
            return false;
        }
    } while (take(r, ',') || (!is_next(r, '}') && take(r, ',')));
    return take(r, '}');
}

/* What is large here. */
#define LARGE ((ptrdiff_t)4096)

/* Any value of a member of the top object, past its end. A large one that is
 * not known to be right is walked byte by byte only once, by the general way.
 */
NOT_INLINE const char *scan_value(const char *start, const char *at,
                                  const char *end, const ucr_options *options,
                                  ucr_json *out)
{
    ucr_scan scan;
    start_at(&scan, start, at, end, options, 1);
    if (end - at < LARGE || (*at != '{' && *at != '[')) {
        return ucr_scan_value(&scan, out) ? scan.at : NULL;
    }
    const char *to =
        ucr_block_value(at, end, scan.max_depth - scan.depth, scan.strict);
    *out = (ucr_json){{at, to != NULL ? (size_t)(to - at) : 0},
                      ucr_scan_peek(&scan)};
    return to;
}

/* The same, from its first byte; the contents of a string go to `text`. Long
 * ones are checked in blocks. */
INLINE bool take_value(reader *r, ucr_json *out, ucr_text *text)
{
    const char *from = r->at;
    if (is_at(r, '"')) {
        r->at++;
        if (!take_object_text(r, text)) {
            return false;
        }
        *out = (ucr_json){{from, (size_t)(r->at - from)}, UCR_JSON_STRING};
        return true;
    }
    reader flat = *r;
    if (r->end - r->at < UCR_BLOCK_VALUE && take_flat(&flat)) {
        *out = (ucr_json){{r->at, (size_t)(flat.at - r->at)}, UCR_JSON_OBJECT};
        r->at = flat.at;
        return true;
    }
    return move_to(r, scan_value(r->start, r->at, r->end, r->options, out));
}

INLINE reader start_reading(ucr_str body, const ucr_options *options)
{
    const char *from = body.ptr != NULL ? body.ptr : "";
    reader r = reader_of(from, from + body.len, options);
    if (!is_at(&r, '{')) {
        skip_space(&r);
    }
    return r;
}

INLINE bool is_at_end(reader *r)
{
    if (r->at < r->end) {
        r->at = pass_space(r->at, r->end);
    }
    return r->at == r->end;
}

/* The last brace, in most bodies in a line of its own. */
INLINE bool take_last(reader *r)
{
    if (r->end - r->at == 2 && *r->at == '\n' && r->at[1] == '}') {
        r->at += 2;
        return true;
    }
    return take_next(r, '}');
}

#endif
