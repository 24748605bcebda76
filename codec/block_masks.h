/* SPDX-License-Identifier: MIT */
/*
 * Blocks of 64 bytes into masks that hold one bit a byte, by AVX2 or AVX-512,
 * and what is to be known of a block or vector before its operators: strings,
 * escapes, UTF-8. UCR_BLOCKS says whether this target has them at all; whether
 * the processor does is for whoever calls this to know.
 */
#ifndef UCR_BLOCK_MASKS_H
#define UCR_BLOCK_MASKS_H

#include "block.h"
#include "bytes.h"
#include "vector.h"

#if defined(UCR_BLOCKS)

#include <immintrin.h>

#define ALWAYS static inline __attribute__((always_inline))
#define AVX2 __attribute__((target(UCR_AVX2)))
#define AVX512 __attribute__((target(UCR_AVX512)))

#define BLOCK 64

/* Bytes in one vector, for those who only pass them on. */
typedef __m256i bytes32;
typedef __m512i bytes64;

/* ---- Constants -------------------------------------------------------------
 */

/* Each byte four times, to be loaded into all places of a vector. Out of the
 * compiler's sight: one that knows a constant makes it anew in every round, in
 * the only unit that also compares and shuffles, while units that load stand
 * idle. */
#define FOUR(c) (UINT32_C(0x01010101) * (c))
#define FOURS_4(c) FOUR(c), FOUR((c) + 1), FOUR((c) + 2), FOUR((c) + 3)
#define FOURS_16(c)                                                            \
    FOURS_4(c), FOURS_4((c) + 4), FOURS_4((c) + 8), FOURS_4((c) + 12)
#define FOURS_64(c)                                                            \
    FOURS_16(c), FOURS_16((c) + 16), FOURS_16((c) + 32), FOURS_16((c) + 48)
static const uint32_t fours[256] = {FOURS_64(0), FOURS_64(64), FOURS_64(128),
                                    FOURS_64(192)};

ALWAYS int four(char c)
{
    const uint32_t *hidden = fours;
    __asm__("" : "+r"(hidden));
    return (int)hidden[(unsigned char)c];
}

AVX2 static inline __m256i each_256(char c)
{
    return _mm256_set1_epi32(four(c));
}

AVX512 static inline __m512i each_512(char c)
{
    return _mm512_set1_epi32(four(c));
}

/* What the bytes of a block are, wherever they stand: a bit a byte. */
typedef struct masks {
    uint64_t quote, backslash, control, high;
    uint64_t open, close, curly, colon, comma, white;
} masks;

/* The same for those that scalars are made of. */
typedef struct digits {
    uint64_t digit, zero, dot, minus;
} digits;

/* ---- AVX2: UTF-8 -----------------------------------------------------------
 */

/* The block before this one, as far as its last bytes matter. */
typedef struct utf8 {
    __m256i last;
    __m256i error;
    __m256i unfinished;
} utf8;

AVX2 static inline utf8 utf8_start(void)
{
    utf8 state;
    state.last = _mm256_setzero_si256();
    state.error = _mm256_setzero_si256();
    state.unfinished = _mm256_setzero_si256();
    return state;
}

/* Each byte's predecessor by 1, 2 or 3. */
#define BEFORE(bytes, last, n)                                                 \
    _mm256_alignr_epi8(bytes, _mm256_permute2x128_si256(last, bytes, 0x21),    \
                       16 - (n))

/* What can be wrong with two bytes in a row, a bit each. A fault is there when
 * the high half of the first, its low half, and the high half of the second
 * all agree on a bit (RFC 3629, section 4; the method is Keiser and Lemire's,
 * "Validating UTF-8 In Less Than One Instruction Per Byte", 2021). */
enum {
    TOO_SHORT = 1,   /* a lead without its continuation */
    TOO_LONG = 2,    /* ASCII with a continuation */
    OVERLONG_3 = 4,  /* E0 and less than A0 */
    TOO_LARGE = 8,   /* F4 and 90 or more, F5 and above */
    SURROGATE = 16,  /* ED and A0 or more */
    OVERLONG_2 = 32, /* C0, C1 */
    BIG_OR_4 = 64,   /* F5 and above and 80 to 8F; F0 and less than 90 */
    TWO_CONTS = 128, /* two continuations: right only after a long lead */
    CARRY = TOO_SHORT | TOO_LONG | TWO_CONTS
};

#define C(bits) ((char)(bits))

static const char utf8_first_high[16] = {TOO_LONG,
                                         TOO_LONG,
                                         TOO_LONG,
                                         TOO_LONG,
                                         TOO_LONG,
                                         TOO_LONG,
                                         TOO_LONG,
                                         TOO_LONG,
                                         C(TWO_CONTS),
                                         C(TWO_CONTS),
                                         C(TWO_CONTS),
                                         C(TWO_CONTS),
                                         TOO_SHORT | OVERLONG_2,
                                         TOO_SHORT,
                                         TOO_SHORT | OVERLONG_3 | SURROGATE,
                                         TOO_SHORT | TOO_LARGE | BIG_OR_4};

static const char utf8_first_low[16] = {
    C(CARRY | OVERLONG_3 | OVERLONG_2 | BIG_OR_4),
    C(CARRY | OVERLONG_2),
    C(CARRY),
    C(CARRY),
    C(CARRY | TOO_LARGE),
    C(CARRY | TOO_LARGE | BIG_OR_4),
    C(CARRY | TOO_LARGE | BIG_OR_4),
    C(CARRY | TOO_LARGE | BIG_OR_4),
    C(CARRY | TOO_LARGE | BIG_OR_4),
    C(CARRY | TOO_LARGE | BIG_OR_4),
    C(CARRY | TOO_LARGE | BIG_OR_4),
    C(CARRY | TOO_LARGE | BIG_OR_4),
    C(CARRY | TOO_LARGE | BIG_OR_4),
    C(CARRY | TOO_LARGE | BIG_OR_4 | SURROGATE),
    C(CARRY | TOO_LARGE | BIG_OR_4),
    C(CARRY | TOO_LARGE | BIG_OR_4)};

static const char utf8_second_high[16] = {
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    C(TOO_LONG | OVERLONG_2 | TWO_CONTS | OVERLONG_3 | BIG_OR_4),
    C(TOO_LONG | OVERLONG_2 | TWO_CONTS | OVERLONG_3 | TOO_LARGE),
    C(TOO_LONG | OVERLONG_2 | TWO_CONTS | SURROGATE | TOO_LARGE),
    C(TOO_LONG | OVERLONG_2 | TWO_CONTS | SURROGATE | TOO_LARGE),
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT,
    TOO_SHORT};

AVX2 static inline __m256i nibble_high(__m256i bytes)
{
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4), each_256(0x0F));
}

AVX2 static inline __m256i repeat(const char *table)
{
    __m128i bytes;
    memcpy(&bytes, table, sizeof(bytes));
    return _mm256_broadcastsi128_si256(bytes);
}

AVX2 static inline __m256i utf8_pairs(__m256i bytes, __m256i before)
{
    const __m256i low = _mm256_and_si256(before, each_256(0x0F));
    return _mm256_and_si256(
        _mm256_and_si256(
            _mm256_shuffle_epi8(repeat(utf8_first_high), nibble_high(before)),
            _mm256_shuffle_epi8(repeat(utf8_first_low), low)),
        _mm256_shuffle_epi8(repeat(utf8_second_high), nibble_high(bytes)));
}

/* 32 bytes more. */
AVX2 static inline void utf8_next(utf8 *state, __m256i bytes)
{
    const __m256i pairs = utf8_pairs(bytes, BEFORE(bytes, state->last, 1));
    /* Where a third or fourth byte is due: two or three after a long lead. */
    const __m256i third = _mm256_subs_epu8(BEFORE(bytes, state->last, 2),
                                           each_256(C(0xE0 - 0x80)));
    const __m256i fourth = _mm256_subs_epu8(BEFORE(bytes, state->last, 3),
                                            each_256(C(0xF0 - 0x80)));
    const __m256i due = _mm256_and_si256(_mm256_or_si256(third, fourth),
                                         each_256(C(TWO_CONTS)));
    state->error = _mm256_or_si256(state->error, _mm256_xor_si256(due, pairs));
    /* A lead among the last three bytes whose sequence ends after them. */
    const __m256i most = _mm256_setr_epi8(
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, C(0xEF), C(0xDF), C(0xBF));
    state->unfinished = _mm256_subs_epu8(bytes, most);
    state->last = bytes;
}

/* 32 bytes of ASCII: only a sequence from before can be wrong. */
AVX2 static inline void utf8_next_ascii(utf8 *state)
{
    state->error = _mm256_or_si256(state->error, state->unfinished);
    state->unfinished = _mm256_setzero_si256();
    state->last = _mm256_setzero_si256();
}

AVX2 static inline bool utf8_is_right(const utf8 *state)
{
    return _mm256_testz_si256(state->error, state->error) != 0;
}

AVX2 static inline __m256i load32(const char *at)
{
    __m256i bytes;
    memcpy(&bytes, at, sizeof(bytes));
    return bytes;
}

/* ---- AVX-512: UTF-8 --------------------------------------------------------
 */

typedef struct utf8_512 {
    __m512i last;
    __m512i error;
} utf8_512;

AVX512 static inline utf8_512 utf8_512_start(void)
{
    utf8_512 state;
    state.last = _mm512_setzero_si512();
    state.error = _mm512_setzero_si512();
    return state;
}

AVX512 static inline __m512i nibble_high_512(__m512i bytes)
{
    return _mm512_and_si512(_mm512_srli_epi16(bytes, 4), each_512(0x0F));
}

AVX512 static inline __m512i repeat_512(const char *table)
{
    __m128i bytes;
    memcpy(&bytes, table, sizeof(bytes));
    return _mm512_broadcast_i32x4(bytes);
}

/* The bit by bit results of three terms: all are set; any of two, and the
 * third; the first, or the others differ. */
#define ALL_OF_3 0x80
#define ANY_OF_2_AND 0xA8
#define OR_DIFFER 0xF6

/* 64 bytes more. */
AVX512 static inline void utf8_512_next(utf8_512 *state, __m512i bytes)
{
    /* The lanes of 16 bytes, each one place later. */
    const __m512i lanes = _mm512_alignr_epi32(bytes, state->last, 12);
    const __m512i before = _mm512_alignr_epi8(bytes, lanes, 15);
    const __m512i third = _mm512_subs_epu8(_mm512_alignr_epi8(bytes, lanes, 14),
                                           each_512(C(0xE0 - 0x80)));
    const __m512i fourth = _mm512_subs_epu8(
        _mm512_alignr_epi8(bytes, lanes, 13), each_512(C(0xF0 - 0x80)));
    const __m512i pairs = _mm512_ternarylogic_epi64(
        _mm512_shuffle_epi8(repeat_512(utf8_first_high),
                            nibble_high_512(before)),
        _mm512_shuffle_epi8(repeat_512(utf8_first_low),
                            _mm512_and_si512(before, each_512(0x0F))),
        _mm512_shuffle_epi8(repeat_512(utf8_second_high),
                            nibble_high_512(bytes)),
        ALL_OF_3);
    const __m512i due = _mm512_ternarylogic_epi64(
        third, fourth, each_512(C(TWO_CONTS)), ANY_OF_2_AND);
    state->error =
        _mm512_ternarylogic_epi64(state->error, pairs, due, OR_DIFFER);
    state->last = bytes;
}

AVX512 static inline bool utf8_512_is_right(const utf8_512 *state)
{
    return _mm512_test_epi8_mask(state->error, state->error) == 0;
}

/* ---- Masks of a block ------------------------------------------------------
 */

#define BOTH_HALVES(low, high)                                                 \
    ((uint64_t)(uint32_t)_mm256_movemask_epi8(low) |                           \
     (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32)

AVX2 static inline uint64_t equal_avx2(__m256i low, __m256i high, char c)
{
    const __m256i all = each_256(c);
    return BOTH_HALVES(_mm256_cmpeq_epi8(low, all),
                       _mm256_cmpeq_epi8(high, all));
}

AVX2 static inline uint64_t at_most_avx2(__m256i low, __m256i high, char c)
{
    const __m256i most = each_256(c);
    return BOTH_HALVES(_mm256_cmpeq_epi8(_mm256_min_epu8(low, most), low),
                       _mm256_cmpeq_epi8(_mm256_min_epu8(high, most), high));
}

/* At a byte's low half the one white byte that has it. */
static const char white_by_low[16] = {' ', 0,    1,    1, 1, 1,    1, 1,
                                      1,   '\t', '\n', 1, 1, '\r', 1, 1};

AVX2 static inline masks masks_avx2(const char *at)
{
    const __m256i low = load32(at);
    const __m256i high = load32(at + 32);
    const __m256i whites = repeat(white_by_low);
    /* An opening bracket differs from its closing one by two bits, and curly
     * ones from square ones by the bit that is set here. */
    const __m256i set = each_256(0x20);
    const __m256i low_set = _mm256_or_si256(low, set);
    const __m256i high_set = _mm256_or_si256(high, set);
    masks out;
    out.quote = equal_avx2(low, high, '"');
    out.backslash = equal_avx2(low, high, '\\');
    out.control = at_most_avx2(low, high, 0x1F);
    out.high = BOTH_HALVES(low, high);
    out.open = equal_avx2(low_set, high_set, '{');
    out.close = equal_avx2(low_set, high_set, '}');
    out.curly =
        BOTH_HALVES(_mm256_slli_epi16(low, 2), _mm256_slli_epi16(high, 2));
    out.colon = equal_avx2(low, high, ':');
    out.comma = equal_avx2(low, high, ',');
    out.white =
        BOTH_HALVES(_mm256_cmpeq_epi8(low, _mm256_shuffle_epi8(whites, low)),
                    _mm256_cmpeq_epi8(high, _mm256_shuffle_epi8(whites, high)));
    return out;
}

AVX2 static inline digits digits_avx2(const char *at)
{
    const __m256i low = load32(at);
    const __m256i high = load32(at + 32);
    const __m256i zero = each_256('0');
    digits out;
    out.digit = at_most_avx2(_mm256_sub_epi8(low, zero),
                             _mm256_sub_epi8(high, zero), 9);
    out.zero = equal_avx2(low, high, '0');
    out.dot = equal_avx2(low, high, '.');
    out.minus = equal_avx2(low, high, '-');
    return out;
}

AVX512 static inline masks masks_avx512(const char *at)
{
    const __m512i bytes = _mm512_loadu_si512(at);
    const __m512i set = _mm512_or_si512(bytes, each_512(0x20));
    const __m512i whites = repeat_512(white_by_low);
    masks out;
    out.quote = _mm512_cmpeq_epi8_mask(bytes, each_512('"'));
    out.backslash = _mm512_cmpeq_epi8_mask(bytes, each_512('\\'));
    out.control = _mm512_cmple_epu8_mask(bytes, each_512(0x1F));
    out.high = _mm512_movepi8_mask(bytes);
    out.open = _mm512_cmpeq_epi8_mask(set, each_512('{'));
    out.close = _mm512_cmpeq_epi8_mask(set, each_512('}'));
    out.curly = _mm512_test_epi8_mask(bytes, each_512(0x20));
    out.colon = _mm512_cmpeq_epi8_mask(bytes, each_512(':'));
    out.comma = _mm512_cmpeq_epi8_mask(bytes, each_512(','));
    out.white =
        _mm512_cmpeq_epi8_mask(bytes, _mm512_shuffle_epi8(whites, bytes));
    return out;
}

AVX512 static inline digits digits_avx512(const char *at)
{
    const __m512i bytes = _mm512_loadu_si512(at);
    const __m512i zero = each_512('0');
    digits out;
    out.digit =
        _mm512_cmple_epu8_mask(_mm512_sub_epi8(bytes, zero), each_512(9));
    out.zero = _mm512_cmpeq_epi8_mask(bytes, zero);
    out.dot = _mm512_cmpeq_epi8_mask(bytes, each_512('.'));
    out.minus = _mm512_cmpeq_epi8_mask(bytes, each_512('-'));
    return out;
}

/* ---- Escapes ---------------------------------------------------------------
 */

/* What may stand after a backslash, but for the `u` that asks for more: a bit
 * for each high half of a byte, found by its low half. */
enum {
    HIGH_2 = 1,
    HIGH_5 = 2,
    HIGH_6 = 4,
    HIGH_7 = 8
};
static const char escapes_by_low[16] = {
    0,      0,      HIGH_2 | HIGH_6 | HIGH_7,
    0,      HIGH_7, 0,
    HIGH_6, 0,      0,
    0,      0,      0,
    HIGH_5, 0,      HIGH_6,
    HIGH_2};
static const char escapes_by_high[16] = {0, 0,      HIGH_2, 0,
                                         0, HIGH_5, HIGH_6, HIGH_7};

AVX2 static inline uint32_t simple_256(__m256i bytes)
{
    const __m256i both = _mm256_and_si256(
        _mm256_shuffle_epi8(repeat(escapes_by_low), bytes),
        _mm256_shuffle_epi8(repeat(escapes_by_high), nibble_high(bytes)));
    return ~(uint32_t)_mm256_movemask_epi8(
        _mm256_cmpeq_epi8(both, _mm256_setzero_si256()));
}

/* See simple_256(). */
AVX512 static inline uint64_t simple_512(__m512i bytes)
{
    return _mm512_test_epi8_mask(
        _mm512_shuffle_epi8(repeat_512(escapes_by_low), bytes),
        _mm512_shuffle_epi8(repeat_512(escapes_by_high),
                            nibble_high_512(bytes)));
}

AVX2 static inline uint64_t simple_avx2(const char *at)
{
    return simple_256(load32(at)) | (uint64_t)simple_256(load32(at + 32)) << 32;
}

AVX512 static inline uint64_t simple_avx512(const char *at)
{
    return simple_512(_mm512_loadu_si512(at));
}

/* ---- Strings ---------------------------------------------------------------
 */

AVX2 static inline uint32_t backslashes_256(__m256i bytes)
{
    return (uint32_t)_mm256_movemask_epi8(
        _mm256_cmpeq_epi8(bytes, each_256('\\')));
}

/* Controls, quotes and backslashes. */
AVX2 static inline uint32_t stops_256(__m256i bytes)
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

AVX2 static inline __m256i load_some(const char *at, const char *end)
{
    return end - at >= 32 ? load32(at) : load_last(at, end);
}

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

AVX512 static inline uint64_t backslashes_512(__m512i bytes)
{
    return _mm512_cmpeq_epi8_mask(bytes, each_512('\\'));
}

AVX512 static inline bool is_any_512(uint64_t some, uint64_t others)
{
    return _kortestz_mask64_u8(some, others) == 0;
}

/* The bytes before the first of `stops`, zero from there. */
AVX512 static inline __m512i bytes_before_512(__m512i bytes, uint64_t stops)
{
    return _mm512_maskz_mov_epi8(_blsmsk_u64(stops) >> 1, bytes);
}

/* ---- A block ---------------------------------------------------------------
 */

/* Each bit: whether an odd number is set up to it, itself included. */
AVX2 static inline uint64_t parity_up_to(uint64_t mask)
{
    const __m128i all = _mm_set1_epi8(C(0xFF));
    const __m128i value = _mm_set_epi64x(0, (long long)mask);
    return (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(value, all, 0));
}

/* The last bytes, with white space after them. */
static inline void fill(char *bytes, const char *at, const char *end)
{
    memset(bytes, ' ', BLOCK);
    memcpy(bytes, at, (size_t)(end - at));
}

AVX2 static inline void utf8_block(utf8 *text, const char *bytes, uint64_t high)
{
    if (high != 0) {
        utf8_next(text, load32(bytes));
        utf8_next(text, load32(bytes + 32));
    } else {
        utf8_next_ascii(text);
    }
}

typedef masks load_masks(const char *at);
typedef digits load_digits(const char *at);
typedef uint64_t load_simple(const char *at);

#endif

#endif
