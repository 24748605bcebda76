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
    at += count;
    return utf8_is_right(text) && at < end && *at == '"' ? at : NULL;
}

AVX2 static inline __m256i load_some(const char *at, const char *end)
{
    return end - at >= 32 ? load32(at) : load_last(at, end);
}

/* The rest of a string from a vector with a backslash in it. */
AVX2 static const char *escaped_avx2(utf8 text, const char *at, const char *end,
                                     bool strict, bool *escaped)
{
    uint64_t carry = 0;
    for (; at < end; at += 32) {
        const __m256i bytes = load_some(at, end);
        uint32_t stops = stops_of(bytes);
        if (stops != 0 || carry != 0) {
            const uint32_t places = take_escapes(bytes, &stops, &carry);
            *escaped = *escaped || places != 0;
            if (places != 0 &&
                !are_escapes(at, end, places & ~simple_256(bytes), strict)) {
                return NULL;
            }
        }
        if (stops != 0) {
            return end_of_string(&text, bytes, stops, at, end);
        }
        utf8_next(&text, bytes);
    }
    return NULL;
}

AVX2 static const char *string_avx2(const char *at, const char *end,
                                    bool strict, bool *escaped)
{
    utf8 text = utf8_start();
    for (; at < end; at += 32) {
        const __m256i bytes = load_some(at, end);
        const uint32_t stops = stops_of(bytes);
        if (stops != 0) {
            return backslashes(bytes) != 0
                       ? escaped_avx2(text, at, end, strict, escaped)
                       : end_of_string(&text, bytes, stops, at, end);
        }
        utf8_next(&text, bytes);
    }
    return NULL;
}

/* ---- AVX-512: strings ------------------------------------------------------
 */

/* What is masked out is not read, and zero. */
AVX512 static inline __m512i load_some_512(const char *at, const char *end)
{
    const uint64_t there = end - at >= 64
                               ? UINT64_MAX
                               : _bzhi_u64(UINT64_MAX, (unsigned)(end - at));
    return _mm512_maskz_loadu_epi8(there, at);
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
    at += __builtin_ctzll(stops);
    return utf8_512_is_right(text) && at < end && *at == '"' ? at : NULL;
}

/* The rest of a string from a block with a backslash in it. */
AVX512 static const char *escaped_avx512(utf8_512 text, const char *at,
                                         const char *end, bool strict,
                                         bool *escaped)
{
    uint64_t carry = 0;
    for (; at < end; at += 64) {
        const __m512i bytes = load_some_512(at, end);
        const uint64_t backslash =
            _mm512_cmpeq_epi8_mask(bytes, each_512('\\'));
        uint64_t stops = stops_512(bytes);
        if ((backslash | carry) != 0) {
            const uint64_t after = escaped_bytes(backslash, 0, &carry);
            stops &= ~after;
            const uint64_t places = after & (stops ^ (stops - 1));
            *escaped = *escaped || places != 0;
            if (!are_escapes(at, end, places & ~simple_512(bytes), strict)) {
                return NULL;
            }
        }
        if (stops != 0) {
            return end_of_string_512(&text, bytes, stops, at, end);
        }
        utf8_512_next(&text, bytes);
    }
    return NULL;
}

AVX512 static const char *string_avx512(const char *at, const char *end,
                                        bool strict, bool *escaped)
{
    utf8_512 text = utf8_512_start();
    for (; at < end; at += 64) {
        const __m512i bytes = load_some_512(at, end);
        const uint64_t stops = stops_512(bytes);
        if (_mm512_cmpeq_epi8_mask(bytes, each_512('\\')) != 0) {
            return escaped_avx512(text, at, end, strict, escaped);
        }
        if (stops != 0) {
            return end_of_string_512(&text, bytes, stops, at, end);
        }
        utf8_512_next(&text, bytes);
    }
    return NULL;
}

const char *ucr_block_string_by(ucr_block_set set, const char *start,
                                const char *at, const char *end, bool strict,
                                bool *escaped)
{
    *escaped = false;
    switch (set) {
    case UCR_BLOCK_AVX512:
        return string_avx512(at, end, strict, escaped);
    case UCR_BLOCK_AVX2:
        return end - start >= 16 ? string_avx2(at, end, strict, escaped) : NULL;
    case UCR_BLOCK_NONE:
        break;
    }
    return NULL;
}

#endif
