/* SPDX-License-Identifier: MIT */
/*
 * What messages are read by straight through: white space, names, strings and
 * values, each where it is expected, with a cursor that a message's reader
 * keeps. Included twice with straight_read.h, and by straight_put.h.
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

#include "block.h"
#if defined(UCR_WIDE)
#include "block_masks.h"
#endif
#include "scan.h"
#include "straight.h"
#include "vector.h"

/* Brackets around the texts of `details`, the innermost ones there are here. */
#define LEVELS 3

/* Where branches are counted, one copy of each is worth more than speed. */
#if defined(__has_feature)
#if __has_feature(coverage_sanitizer)
#define COUNTED
#endif
#endif

/* All of a message is compiled into one function, which keeps the cursor in a
 * register; what takes long anyway, or is seldom needed, is not. */
#if defined(__GNUC__) && defined(__OPTIMIZE__) &&                              \
    !defined(__OPTIMIZE_SIZE__) && !defined(COUNTED)
#define INLINE static inline __attribute__((always_inline))
#define NOT_INLINE static __attribute__((noinline))
#else
#define INLINE static inline
#define NOT_INLINE static
#endif

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
    if (len < 8) {
        return is_same_4(a, b) && is_same_4(a + len - 4, b + len - 4);
    }
    return is_same_8(a, b) && (len <= 16 || is_same_8(a + 8, b + 8)) &&
           (len <= 24 || is_same_8(a + 16, b + 16)) &&
           (len <= 32 || is_same_8(a + 24, b + 24)) &&
           (len <= 40 || is_same_8(a + 32, b + 32)) &&
           is_same_8(a + len - 8, b + len - 8);
}

/* Goes on after `count` bytes that comparisons have told, with a jump: where
 * compilers make a sum of what the comparisons gave, the processor has to wait
 * for it. */
INLINE const char *past(const char *at, size_t count)
{
    at += count;
#if defined(__GNUC__)
    __asm__ volatile("" : "+r"(at));
#endif
    return at;
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
 * with as much as the page's examples have, `line` before it. */
#define TAKE_NAME(r, before, line, name)                                       \
    (TAKE_BYTES(r, before "\"" name "\":") ||                                  \
     TAKE_BYTES(r, before line "\"" name "\" : ") ||                           \
     take_name(r, (before)[0], "\"" name "\"", sizeof(name) + 1))
/* The same with the quote that a string begins with. */
#define TAKE_NAME_QUOTE(r, before, line, name)                                 \
    (TAKE_BYTES(r, before "\"" name "\":\"") ||                                \
     TAKE_BYTES(r, before line "\"" name "\" : \"") ||                         \
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
    const char *to = pass_name(r->at, r->end, before, quoted, len);
    r->at = to != NULL ? to : r->at;
    return to != NULL;
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

/* A scan of the same body at some place, inside of some brackets. */
static ucr_scan scan_at(const char *start, const char *at, const char *end,
                        const ucr_options *options, unsigned depth)
{
    const ucr_str body = {start, (size_t)(end - start)};
    ucr_scan scan = ucr_scan_of(body, options);
    scan.at = at;
    scan.depth = depth;
    return scan;
}

/* Bytes that are looked at again sooner than waited for. */
#define FROM_START 128

/* How much may be special in a string that is not left to blocks. */
#define FEW 8

/* The length of a simple escape or of a sequence that most are like; 0 where
 * there is anything else. */
INLINE size_t special_length(const char *at, const char *end)
{
    if (*at == '\\') {
        return end - at >= 2 && ucr_escape_meaning(at[1]) != '\0' ? 2 : 0;
    }
    return (size_t)ucr_utf8_short(at, end);
}

/* The next vector of special bytes; `at` is before the end, and there is a
 * vector before that. */
INLINE ucr_vector_mask next_special(const char *at, const char *end)
{
    return end - at >= UCR_VECTOR
               ? ucr_vector_special(at)
               : ucr_vector_late(ucr_vector_special(end - UCR_VECTOR),
                                 (size_t)(end - at));
}

/* Without the bytes before a place. */
INLINE ucr_vector_mask from_place(ucr_vector_mask mask, size_t place)
{
    return mask >> place * UCR_VECTOR_BITS << place * UCR_VECTOR_BITS;
}

/* What is left of a string in which little is special. */
typedef struct few {
    size_t known;   /* bytes of the next vector that are right */
    size_t escapes; /* so far */
    int left;       /* special bytes that may still come; 0 is also where one
                       is not known to be right */
} few;

/* To the quote that ends it, in one vector with these special bytes. NULL:
 * there is none, or it is not known to be right. */
INLINE const char *find_in_vector(few *f, const char *at, const char *end,
                                  ucr_vector_mask mask)
{
    f->known = 0;
    while (mask != 0) {
        const size_t place = ucr_vector_first(mask);
        if (at[place] == '"') {
            return at + place;
        }
        const size_t length = special_length(at + place, end);
        f->left = length > 0 ? f->left - 1 : 0;
        if (f->left == 0) {
            return NULL;
        }
        f->escapes += at[place] == '\\';
        if (place + length >= UCR_VECTOR) {
            f->known = place + length - UCR_VECTOR;
            return NULL;
        }
        mask = from_place(mask, place + length);
    }
    return NULL;
}

/* The same from the string's first byte or from the first special one. */
INLINE const char *find_quote(const char *start, const char *at,
                              const char *end, bool *escaped)
{
    few f = {.left = ucr_vector_fits(end - start) ? FEW : 0};
    while (at < end && f.left > 0) {
        const ucr_vector_mask mask = from_place(next_special(at, end), f.known);
        const char *quote = find_in_vector(&f, at, end, mask);
        if (quote != NULL) {
            *escaped = f.escapes > 0;
            return quote;
        }
        at += end - at > UCR_VECTOR ? UCR_VECTOR : end - at;
    }
    return NULL;
}

/* Whether the special bytes begin with two or more sequences in a row, which
 * is what texts in no ASCII are like. */
INLINE bool is_foreign(const char *special, const char *end)
{
    uint64_t word = 0;
    if (end - special >= (ptrdiff_t)sizeof(word)) {
        memcpy(&word, special, sizeof(word));
    }
    return (word & UINT64_C(0x8080808080808080)) ==
           UINT64_C(0x8080808080808080);
}

#if defined(UCR_WIDE)
/* To the quote of a string that ends in the vector at `at`, plain ASCII and
 * simple escapes, which most JSON in a string is. NULL where it is not known to
 * be right. */
INLINE const char *find_near_quote(const char *start, const char *at,
                                   const char *end)
{
    if (end - start < UCR_VECTOR) {
        return NULL;
    }
    const bool late = end - at < UCR_VECTOR;
    const char *from = late ? end - UCR_VECTOR : at;
    const unsigned before = (unsigned)(at - from);
    const __m256i bytes = load32(from);
    const __m256i backslashes = _mm256_cmpeq_epi8(bytes, each_256('\\'));
    const uint32_t backslash =
        (uint32_t)_mm256_movemask_epi8(backslashes) >> before;
    uint64_t carry = 0;
    const uint64_t escaped = escaped_bytes(backslash, 0, &carry);
    const uint64_t stops =
        (ucr_vector_special(from) >> before) & ~(backslash | escaped);
    const uint64_t simple = simple_256(bytes) >> before;
    if (stops == 0 || (escaped & ~simple & (stops ^ (stops - 1))) != 0) {
        return NULL;
    }
    at += __builtin_ctzll(stops);
    return *at == '"' ? at : NULL;
}
#endif

/* Any string from its first byte, past its closing quote, by the scanner. */
NOT_INLINE const char *scan_string(const char *start, const char *from,
                                   const char *end, const ucr_options *options,
                                   ucr_text *out)
{
    ucr_scan scan = scan_at(start, from - 1, end, options, LEVELS);
    return ucr_scan_string(&scan, out) ? scan.at : NULL;
}

/* Any one that is not plain ASCII; see scan_text(). */
NOT_INLINE const char *scan_any_text(const char *start, const char *from,
                                     const char *special, const char *end,
                                     const ucr_options *options, ucr_text *out)
{
    bool escaped = false;
    /* From the first byte, which is known, rather than from one that a search
     * has yet to give. */
    const char *at = special - from < FROM_START ? past(from, 0) : special;
    const char *to = find_quote(start, at, end, &escaped);
    if (to == NULL) {
        to = ucr_block_string(start, at, end, options->profile == UCR_STRICT,
                              &escaped);
    }
    if (to == NULL) {
        return scan_string(start, from, end, options, out);
    }
    *out = (ucr_text){{from, (size_t)(to - from)}, escaped};
    return to + 1;
}

/* One in no ASCII. */
NOT_INLINE const char *scan_foreign_text(const char *start, const char *from,
                                         const char *special, const char *end,
                                         const ucr_options *options,
                                         ucr_text *out)
{
    bool escaped;
    const char *at = special - from < FROM_START ? past(from, 0) : special;
    const char *to = ucr_block_string(start, at, end,
                                      options->profile == UCR_STRICT, &escaped);
    if (to == NULL) {
        return scan_string(start, from, end, options, out);
    }
    *out = (ucr_text){{from, (size_t)(to - from)}, escaped};
    return to + 1;
}

#if defined(UCR_WIDE)
/* One that begins with ASCII and an escape. */
NOT_INLINE const char *scan_escaped_text(const char *start, const char *from,
                                         const char *special, const char *end,
                                         const ucr_options *options,
                                         ucr_text *out)
{
    const char *to = find_near_quote(
        start, special - from < UCR_VECTOR ? past(from, 0) : special, end);
    if (to == NULL) {
        return scan_any_text(start, from, special, end, options, out);
    }
    *out = (ucr_text){{from, (size_t)(to - from)}, true};
    return to + 1;
}
#endif

/* A string with more in it than plain ASCII, from its first byte and from the
 * first special one, past its closing quote. */
NOT_INLINE const char *scan_text(const char *start, const char *from,
                                 const char *special, const char *end,
                                 const ucr_options *options, ucr_text *out)
{
#if defined(UCR_WIDE)
    if (special < end && *special == '\\') {
        return scan_escaped_text(start, from, special, end, options, out);
    }
#endif
    return is_foreign(special, end)
               ? scan_foreign_text(start, from, special, end, options, out)
               : scan_any_text(start, from, special, end, options, out);
}

/* A string that has been checked, from its first byte and from its first
 * backslash, past its closing quote. */
NOT_INLINE const char *pass_text(const char *start, const char *from,
                                 const char *at, const char *end, ucr_text *out)
{
    while (end - at >= 2 && *at == '\\') {
        at = ucr_vector_unescaped(start, ucr_pass_escapes(at, end), end);
    }
    if (at == end || *at != '"') {
        return NULL;
    }
    *out = (ucr_text){{from, (size_t)(at - from)}, true};
    return at + 1;
}

/* A string from its first byte. */
INLINE bool take_rest(reader *r, ucr_text *out)
{
    const char *from = r->at;
    const char *to = r->again ? ucr_vector_unescaped(r->start, from, r->end)
                              : ucr_vector_plain(r->start, from, r->end);
    if (to < r->end && *to == '"') {
        *out = (ucr_text){{from, (size_t)(to - from)}, false};
        r->at = to + 1;
        return true;
    }
    if (r->again) {
        to = pass_text(r->start, from, to, r->end, out);
    } else {
        to = scan_text(r->start, from, to, r->end, r->options, out);
    }
    r->at = to != NULL ? to : r->at;
    return to != NULL;
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
    /* A borrow reaches only bytes above the first special one. */
    const uint64_t quote = word ^ '"' * ones;
    const uint64_t backslash = word ^ '\\' * ones;
    const uint64_t special =
        (((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) |
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
        return take_rest(r, out);
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
        if (!take_short(r, &text) || !take_next(r, ':') ||
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
    ucr_scan scan = scan_at(start, at, end, options, 1);
    if (end - at < LARGE || (*at != '{' && *at != '[')) {
        return ucr_scan_value(&scan, out) ? scan.at : NULL;
    }
    const char *to =
        ucr_block_value(at, end, scan.max_depth - scan.depth, scan.strict);
    *out = (ucr_json){{at, to != NULL ? (size_t)(to - at) : 0},
                      ucr_scan_kind(*at)};
    return to;
}

/* The same, from its first byte; the contents of a string go to `text`. Long
 * ones are checked in blocks. */
INLINE bool take_value(reader *r, ucr_json *out, ucr_text *text)
{
    const char *from = r->at;
    if (is_at(r, '"')) {
        if (!take_text(r, text)) {
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
    const char *to = scan_value(r->start, r->at, r->end, r->options, out);
    r->at = to != NULL ? to : r->at;
    return to != NULL;
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
