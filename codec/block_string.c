/* SPDX-License-Identifier: MIT */
/*
 * Strings with escapes, or with more in them than ASCII, checked 32 bytes or 64
 * at once.
 *
 * Knows the rules of strings and of UTF-8 alone. Invariant: what is right here
 * is so by the scanner's rules; where it is not sure it says NULL, and bytes at
 * or after the end are not read.
 */
#include "block.h"

#include "block_escapes.h"
#include "block_masks.h"
#include "vector.h"

#if defined(UCR_BLOCKS)

/* ---- AVX2: strings ---------------------------------------------------------
 */

/* The bytes of a vector that a backslash escapes, from where `*stops` says that
 * something ends; they and the backslashes are taken out of it. */
AVX2 static inline uint32_t take_escapes(bytes32 bytes, uint32_t *stops,
                                         uint64_t *carry)
{
    const uint32_t backslash = backslashes_256(bytes);
    const uint64_t moved =
        escaped_bytes((uint64_t)backslash << 32, 32, carry) >> 32;
    const uint32_t after = (uint32_t)moved;
    *stops &= ~(backslash | after);
    return after & (*stops ^ (*stops - 1));
}

/* To the quote, if that is what the first stop is and all before it is right.
 */
AVX2 static inline const char *end_of_string(utf8 *text, bytes32 bytes,
                                             uint32_t stops, const char *at,
                                             const char *end)
{
    const unsigned count = (unsigned)__builtin_ctz(stops);
    utf8_next(text, first_bytes(bytes, count));
    const char *quote = at + count;
    return utf8_is_right(text) && quote < end && *quote == '"' ? quote : NULL;
}

/* What is found of a string, past the quote that ends it, if there is one. */
ALWAYS const char *give(ucr_text *out, const char *from, const char *quote,
                        bool escaped)
{
    if (quote == NULL) {
        return NULL;
    }
    *out = (ucr_text){{from, (size_t)(quote - from)}, escaped};
    return quote + 1;
}

/* Back to the last sequence that begins before `at`, where one may go on, if
 * text is right up to there; whole vectors lie between `first` and `at`. */
ALWAYS const char *last_sequence(const char *first, const char *at)
{
    const char *to = at > first ? at - 3 : at;
    while (to < at && ucr_is_later(*to)) {
        to++;
    }
    return to;
}

/* The rest of a string with a backslash in it. */
__attribute__((noinline)) AVX2 static const char *
escaped_avx2(const char *from, const char *at, const char *end, bool strict,
             ucr_text *out)
{
    utf8 text = utf8_start();
    uint64_t carry = 0;
    const char *low = NULL;
    bool escaped = false;
    for (; at < end; at += 32) {
        const bytes32 bytes = load_some(at, end);
        uint32_t stops = stops_256(bytes);
        if (stops != 0 || carry != 0) {
            const uint32_t places = take_escapes(bytes, &stops, &carry);
            escaped = escaped || places != 0;
            if (places != 0 &&
                !are_escapes(at, end, places & ~simple_256(bytes), strict,
                             &low)) {
                return NULL;
            }
        }
        if (stops != 0) {
            return give(out, from, end_of_string(&text, bytes, stops, at, end),
                        escaped);
        }
        utf8_next(&text, bytes);
    }
    return NULL;
}

AVX2 static const char *string_avx2(const char *from, const char *first,
                                    const char *end, bool strict, ucr_text *out)
{
    utf8 text = utf8_start();
    for (const char *at = first; at < end; at += 32) {
        const bytes32 bytes = load_some(at, end);
        const uint32_t stops = stops_256(bytes);
        if (stops != 0) {
            if (backslashes_256(bytes) != 0) {
                return utf8_is_right(&text)
                           ? escaped_avx2(from, last_sequence(first, at), end,
                                          strict, out)
                           : NULL;
            }
            return give(out, from, end_of_string(&text, bytes, stops, at, end),
                        false);
        }
        utf8_next(&text, bytes);
    }
    return NULL;
}

/* The same where there are fewer bytes than load_last() needs: of a copy with
 * zeros before it. */
__attribute__((noinline)) AVX2 static const char *
short_avx2(const char *from, const char *at, const char *end, bool strict,
           ucr_text *out)
{
    char bytes[16] = {0};
    const size_t len = (size_t)(end - from);
    const char *last = bytes + sizeof(bytes);
    const char *first = last - len;
    memcpy(bytes + sizeof(bytes) - len, from, len);
    const char *to = string_avx2(first, first + (at - from), last, strict, out);
    if (to == NULL) {
        return NULL;
    }
    out->raw.ptr = from;
    return from + (to - first);
}

/* ---- AVX-512: strings ------------------------------------------------------
 */

/* See end_of_string(). */
AVX512 static inline const char *
end_of_string_512(utf8_512 *text, bytes64 bytes, uint64_t stops, const char *at,
                  const char *end)
{
    utf8_512_next(text, bytes_before_512(bytes, stops));
    const char *quote = at + __builtin_ctzll(stops);
    return utf8_512_is_right(text) && quote < end && *quote == '"' ? quote
                                                                   : NULL;
}

/* See escaped_avx2(). */
__attribute__((noinline)) AVX512 static const char *
escaped_avx512(const char *from, const char *at, const char *end, bool strict,
               ucr_text *out)
{
    utf8_512 text = utf8_512_start();
    uint64_t carry = 0;
    const char *low = NULL;
    bool escaped = false;
    for (bytes64 bytes; load_512(&bytes, at, end); at += 64) {
        const uint64_t backslash = backslashes_512(bytes);
        uint64_t stops = stops_512(bytes);
        if ((backslash | carry) != 0) {
            const uint64_t after = escaped_bytes(backslash, 0, &carry);
            stops &= ~after;
            const uint64_t places = after & (stops ^ (stops - 1));
            escaped = escaped || places != 0;
            if (!are_escapes(at, end, places & ~simple_512(bytes), strict,
                             &low)) {
                return NULL;
            }
        }
        if (stops != 0) {
            return give(out, from,
                        end_of_string_512(&text, bytes, stops, at, end),
                        escaped);
        }
        utf8_512_next(&text, bytes);
    }
    return NULL;
}

AVX512 static const char *string_avx512(const char *from, const char *first,
                                        const char *end, bool strict,
                                        ucr_text *out)
{
    utf8_512 text = utf8_512_start();
    const char *at = first;
    for (bytes64 bytes; load_512(&bytes, at, end); at += 64) {
        const uint64_t stops = stops_512(bytes);
        const uint64_t backslash = backslashes_512(bytes);
        if (is_any_512(stops, backslash)) {
            if (backslash != 0) {
                return utf8_512_is_right(&text)
                           ? escaped_avx512(from, last_sequence(first, at), end,
                                            strict, out)
                           : NULL;
            }
            return give(out, from,
                        end_of_string_512(&text, bytes, stops, at, end), false);
        }
        utf8_512_next(&text, bytes);
    }
    return NULL;
}

const char *ucr_block_string_by(ucr_block_set set, const char *from,
                                const char *at, const char *end, bool strict,
                                ucr_text *out)
{
    switch (set) {
    case UCR_BLOCK_AVX512:
        return string_avx512(from, at, end, strict, out);
    case UCR_BLOCK_AVX2:
        return end - from >= 16 ? string_avx2(from, at, end, strict, out)
                                : short_avx2(from, at, end, strict, out);
    case UCR_BLOCK_NONE:
        break;
    }
    return NULL;
}

const char *ucr_block_string(const char *from, const char *at, const char *end,
                             bool strict, ucr_text *out)
{
    return ucr_block_string_by(ucr_block_best(), from, at, end, strict, out);
}

#endif
