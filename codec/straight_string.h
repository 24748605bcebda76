/* SPDX-License-Identifier: MIT */
/*
 * A string that is more than plain ASCII, to the quote that ends it: by the
 * likeliest way that knows it, and by the scanner where none does. Included
 * where straight_token.h is.
 *
 * Knows the rules of strings, and no reader. Invariant: what is given has been
 * checked from its first byte to its quote; bytes at or after the end are not
 * read.
 */
#ifndef UCR_STRAIGHT_STRING_H
#define UCR_STRAIGHT_STRING_H

#include "block.h"
#if defined(UCR_WIDE)
#include "block_escapes.h"
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

/* Starts at some place of a body, inside of some brackets. */
static void start_at(ucr_scan *scan, const char *start, const char *at,
                     const char *end, const ucr_options *options,
                     unsigned depth)
{
    ucr_scan_start(scan, (ucr_str){start, (size_t)(end - start)}, options);
    scan->at = at;
    scan->depth = depth;
}

/* Bytes that are looked at again, from the first one, which is known, sooner
 * than the one is waited for that a search gives. */
#define FROM_START 128

#if defined(UCR_WIDE)

/* ---- With wide vectors -----------------------------------------------------
 */

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
    const bytes32 bytes = load32(from);
    const uint32_t backslash = backslashes_256(bytes) >> before;
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

/* Any string, past its closing quote: blocks know all that is right. */
INLINE const char *scan_any_text(const char *from, const char *special,
                                 const char *end, const ucr_options *options,
                                 ucr_text *out)
{
    const char *at = special - from < FROM_START ? past(from, 0) : special;
    return ucr_block_string(from, at, end, options->profile == UCR_STRICT, out);
}

/* One that begins with ASCII and an escape. */
NOT_INLINE const char *scan_escaped_text(const char *from, const char *special,
                                         const char *end,
                                         const ucr_options *options,
                                         ucr_text *out, const char *start)
{
    const char *to = find_near_quote(
        start, special - from < UCR_VECTOR ? past(from, 0) : special, end);
    if (to == NULL) {
        return scan_any_text(from, special, end, options, out);
    }
    *out = (ucr_text){{from, (size_t)(to - from)}, true};
    return to + 1;
}

/* A string with more in it than plain ASCII, from its first byte and from the
 * first special one, past its closing quote. */
NOT_INLINE const char *scan_text(const char *from, const char *special,
                                 const char *end, const ucr_options *options,
                                 ucr_text *out, const char *start)
{
    /* What is no simple escape is for blocks alone. */
    return end - special > 1 && *special == '\\' && special[1] != 'u'
               ? scan_escaped_text(from, special, end, options, out, start)
               : scan_any_text(from, special, end, options, out);
}

#else

/* ---- With narrow ones ------------------------------------------------------
 */

/* How much may be special in a string that is not left to the scanner. */
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

/* A string with more in it than plain ASCII, from its first byte and from the
 * first special one, past its closing quote. */
NOT_INLINE const char *scan_text(const char *from, const char *special,
                                 const char *end, const ucr_options *options,
                                 ucr_text *out, const char *start)
{
    const char *at = special - from < FROM_START ? past(from, 0) : special;
    bool escaped = false;
    const char *to = ucr_is_foreign(special, end)
                         ? NULL
                         : find_quote(start, at, end, &escaped);
    if (to == NULL) {
        ucr_scan scan;
        start_at(&scan, start, from - 1, end, options, LEVELS);
        return ucr_scan_string(&scan, out) ? scan.at : NULL;
    }
    *out = (ucr_text){{from, (size_t)(to - from)}, escaped};
    return to + 1;
}

#endif

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

#endif
