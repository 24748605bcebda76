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

#include "block_masks.h"
#include "vector.h"

#if defined(UCR_BLOCKS)

/* ---- AVX2: strings ---------------------------------------------------------
 */

AVX2 static inline uint32_t backslashes(__m256i bytes)
{
    return (uint32_t)_mm256_movemask_epi8(
        _mm256_cmpeq_epi8(bytes, each_256('\\')));
}

/* Controls, quotes and backslashes. */
AVX2 static inline uint32_t stops_of(__m256i bytes)
{
    const __m256i control =
        _mm256_cmpeq_epi8(_mm256_min_epu8(bytes, each_256(0x1F)), bytes);
    const __m256i quote = _mm256_cmpeq_epi8(bytes, each_256('"'));
    const __m256i backslash = _mm256_cmpeq_epi8(bytes, each_256('\\'));
    return (uint32_t)_mm256_movemask_epi8(
        _mm256_or_si256(control, _mm256_or_si256(quote, backslash)));
}

/* The first `count` bytes, zero after them. */
AVX2 static inline __m256i first_bytes(__m256i bytes, unsigned count)
{
    const __m256i place = _mm256_setr_epi8(
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
        20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
    return _mm256_and_si256(
        bytes, _mm256_cmpgt_epi8(_mm256_set1_epi8((char)count), place));
}

/* The last 16 bytes without as many of the first ones, zeros after them. */
AVX2 static inline __m128i last16(const char *end, ptrdiff_t without)
{
    static const char places[32] = {0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10,
                                    11, 12, 13, 14, 15, -1, -1, -1, -1, -1, -1,
                                    -1, -1, -1, -1, -1, -1, -1, -1, -1, -1};
    __m128i bytes;
    __m128i from;
    memcpy(&bytes, end - 16, sizeof(bytes));
    memcpy(&from, places + without, sizeof(from));
    return _mm_shuffle_epi8(bytes, from);
}

/* Fewer bytes than 32, with zeros after them, which end a text. There are 16
 * before `end`. */
AVX2 static inline __m256i load_last(const char *at, const char *end)
{
    const ptrdiff_t left = end - at;
    __m128i low;
    if (left < 16) {
        return _mm256_set_m128i(_mm_setzero_si128(), last16(end, 16 - left));
    }
    memcpy(&low, at, sizeof(low));
    return _mm256_set_m128i(last16(end, 32 - left), low);
}

/* The bytes of a vector that a backslash escapes, from where `*stops` says that
 * something ends; they and the backslashes are taken out of it. */
AVX2 static inline uint32_t take_escapes(__m256i bytes, uint32_t *stops,
                                         uint64_t *carry)
{
    const uint32_t backslash = backslashes(bytes);
    const uint64_t moved =
        escaped_bytes((uint64_t)backslash << 32, 32, carry) >> 32;
    const uint32_t after = (uint32_t)moved;
    *stops &= ~(backslash | after);
    return after & (*stops ^ (*stops - 1));
}

/* To the quote, if that is what the first stop is and all before it is right.
 */
AVX2 static inline const char *end_of_string(utf8 *text, __m256i bytes,
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

AVX2 static inline __m256i load_some(const char *at, const char *end)
{
    return end - at >= 32 ? load32(at) : load_last(at, end);
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
        const __m256i bytes = load_some(at, end);
        uint32_t stops = stops_of(bytes);
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
        const __m256i bytes = load_some(at, end);
        const uint32_t stops = stops_of(bytes);
        if (stops != 0) {
            if (backslashes(bytes) != 0) {
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

/* The next block, with zeros after its last byte; false where there is none.
 * What is masked out is not read. */
AVX512 static inline bool load_512(__m512i *bytes, const char *at,
                                   const char *end)
{
    const ptrdiff_t left = end - at;
    if (__builtin_expect(left >= 64, 1)) {
        *bytes = _mm512_loadu_si512(at);
        return true;
    }
    if (left <= 0) {
        return false;
    }
    *bytes = _mm512_maskz_loadu_epi8(_bzhi_u64(UINT64_MAX, (unsigned)left), at);
    return true;
}

/* Controls and quotes. */
AVX512 static inline uint64_t stops_512(__m512i bytes)
{
    return _mm512_cmplt_epu8_mask(_mm512_xor_si512(bytes, each_512(UCR_TURN)),
                                  each_512(UCR_BELOW));
}

/* See end_of_string(). */
AVX512 static inline const char *
end_of_string_512(utf8_512 *text, __m512i bytes, uint64_t stops, const char *at,
                  const char *end)
{
    const uint64_t before = _blsmsk_u64(stops) >> 1;
    utf8_512_next(text, _mm512_maskz_mov_epi8(before, bytes));
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
    for (__m512i bytes; load_512(&bytes, at, end); at += 64) {
        const uint64_t backslash =
            _mm512_cmpeq_epi8_mask(bytes, each_512('\\'));
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
    for (__m512i bytes; load_512(&bytes, at, end); at += 64) {
        const uint64_t stops = stops_512(bytes);
        const uint64_t backslash =
            _mm512_cmpeq_epi8_mask(bytes, each_512('\\'));
        if (_kortestz_mask64_u8(stops, backslash) == 0) {
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
