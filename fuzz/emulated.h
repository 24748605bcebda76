/* SPDX-License-Identifier: MIT */
/*
 * What of AVX-512 the core has, in C: included before all else in a copy of the
 * core whose ways for AVX-512 are so compiled and run where a processor has
 * AVX2 alone.
 *
 * Each function is what Intel's guide to intrinsics says of the one it is named
 * after, byte by byte.
 */
#ifndef UCR_FUZZ_EMULATED_H
#define UCR_FUZZ_EMULATED_H

#include <immintrin.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* ---- The processor ---------------------------------------------------------
 */

/* Whoever has AVX2 has all. */
#define __builtin_cpu_supports(what) __builtin_cpu_supports("avx2")

#include "block.h"

/* What is written in C is compiled for that. */
#undef UCR_AVX512
#define UCR_AVX512 UCR_AVX2

#define EMULATED static inline __attribute__((always_inline))

/* ---- Vectors ---------------------------------------------------------------
 */

typedef struct emulated {
    unsigned char at[64];
} emulated;
#define __m512i emulated

/* Gives a vector of what `expression` is at each place `i`. */
#define EMULATED_EACH(expression)                                              \
    emulated out;                                                              \
    for (unsigned i = 0; i < sizeof(out.at); i++) {                            \
        out.at[i] = (unsigned char)(expression);                               \
    }                                                                          \
    return out

/* Gives a mask of where `condition` holds. */
#define EMULATED_WHERE(condition)                                              \
    uint64_t mask = 0;                                                         \
    for (unsigned i = 0; i < 64; i++) {                                        \
        mask |= (uint64_t)(condition) << i;                                    \
    }                                                                          \
    return mask

EMULATED emulated emulated_load(const char *at)
{
    emulated out;
    memcpy(out.at, at, sizeof(out.at));
    return out;
}

/* Reads no byte that is masked out. */
EMULATED emulated emulated_load_some(uint64_t mask, const char *at)
{
    EMULATED_EACH((mask >> i & 1) != 0 ? at[i] : 0);
}

EMULATED emulated emulated_some(uint64_t mask, emulated a)
{
    EMULATED_EACH((mask >> i & 1) != 0 ? a.at[i] : 0);
}

EMULATED emulated emulated_zero(void)
{
    EMULATED_EACH(0);
}

/* All the numbers that the core sets are of four equal bytes. */
EMULATED emulated emulated_set(int four)
{
    EMULATED_EACH((unsigned)four >> 8 * (i % 4));
}

EMULATED emulated emulated_repeat(__m128i lane)
{
    unsigned char bytes[16];
    memcpy(bytes, &lane, sizeof(bytes));
    EMULATED_EACH(bytes[i % 16]);
}

/* ---- Bytes -----------------------------------------------------------------
 */

EMULATED emulated emulated_and(emulated a, emulated b)
{
    EMULATED_EACH(a.at[i] & b.at[i]);
}

EMULATED emulated emulated_or(emulated a, emulated b)
{
    EMULATED_EACH(a.at[i] | b.at[i]);
}

EMULATED emulated emulated_xor(emulated a, emulated b)
{
    EMULATED_EACH(a.at[i] ^ b.at[i]);
}

EMULATED emulated emulated_minus(emulated a, emulated b)
{
    EMULATED_EACH(a.at[i] - b.at[i]);
}

/* No less than zero. */
EMULATED emulated emulated_less(emulated a, emulated b)
{
    EMULATED_EACH(a.at[i] > b.at[i] ? a.at[i] - b.at[i] : 0);
}

/* Each bit is the one of `table` whose number the bits of a, b and c are, a's
 * the highest. */
EMULATED unsigned emulated_ternary_byte(unsigned a, unsigned b, unsigned c,
                                        unsigned table)
{
    unsigned out = 0;
    for (unsigned number = 0; number < 8; number++) {
        const unsigned is = ((number & 4) != 0 ? a : ~a) &
                            ((number & 2) != 0 ? b : ~b) &
                            ((number & 1) != 0 ? c : ~c);
        out |= (table >> number & 1) != 0 ? is : 0;
    }
    return out;
}

EMULATED emulated emulated_ternary(emulated a, emulated b, emulated c,
                                   unsigned table)
{
    EMULATED_EACH(emulated_ternary_byte(a.at[i], b.at[i], c.at[i], table));
}

/* ---- Places ----------------------------------------------------------------
 */

/* Pairs of bytes, the first one the lower half of a number. */
EMULATED emulated emulated_shift_right(emulated a, unsigned count)
{
    EMULATED_EACH((a.at[i] | (i % 2 == 0 ? a.at[i + 1] << 8 : 0)) >> count);
}

/* In each lane of 16 the byte at the number that the low four bits of another
 * are; zero where that one's highest is set. */
EMULATED emulated emulated_shuffle(emulated a, emulated by)
{
    EMULATED_EACH((by.at[i] & 0x80) != 0 ? 0
                                         : a.at[i / 16 * 16 + by.at[i] % 16]);
}

/* In each lane of 16, from the byte at `count` of b on, then a's. */
EMULATED emulated emulated_align(emulated a, emulated b, unsigned count)
{
    EMULATED_EACH(i % 16 + count < 16 ? b.at[i + count] : a.at[i + count - 16]);
}

/* From the word of four bytes at `count` of b on, then a's, across lanes. */
EMULATED emulated emulated_align_words(emulated a, emulated b, unsigned count)
{
    EMULATED_EACH(i + 4 * count < 64 ? b.at[i + 4 * count]
                                     : a.at[i + 4 * count - 64]);
}

/* ---- Masks -----------------------------------------------------------------
 */

EMULATED uint64_t emulated_equal(emulated a, emulated b)
{
    EMULATED_WHERE(a.at[i] == b.at[i]);
}

EMULATED uint64_t emulated_at_most(emulated a, emulated b)
{
    EMULATED_WHERE(a.at[i] <= b.at[i]);
}

EMULATED uint64_t emulated_below(emulated a, emulated b)
{
    EMULATED_WHERE(a.at[i] < b.at[i]);
}

EMULATED uint64_t emulated_test(emulated a, emulated b)
{
    EMULATED_WHERE((a.at[i] & b.at[i]) != 0);
}

EMULATED uint64_t emulated_highest(emulated a)
{
    EMULATED_WHERE((a.at[i] & 0x80) != 0);
}

EMULATED unsigned char emulated_is_none(uint64_t a, uint64_t b)
{
    return (a | b) == 0;
}

/* ---- What they stand for ---------------------------------------------------
 */

/* Some are macros. */
#undef _kortestz_mask64_u8
#undef _mm512_alignr_epi32
#undef _mm512_alignr_epi8
#undef _mm512_and_si512
#undef _mm512_broadcast_i32x4
#undef _mm512_cmpeq_epi8_mask
#undef _mm512_cmple_epu8_mask
#undef _mm512_cmplt_epu8_mask
#undef _mm512_loadu_si512
#undef _mm512_maskz_loadu_epi8
#undef _mm512_maskz_mov_epi8
#undef _mm512_movepi8_mask
#undef _mm512_or_si512
#undef _mm512_set1_epi32
#undef _mm512_setzero_si512
#undef _mm512_shuffle_epi8
#undef _mm512_srli_epi16
#undef _mm512_sub_epi8
#undef _mm512_subs_epu8
#undef _mm512_ternarylogic_epi64
#undef _mm512_test_epi8_mask
#undef _mm512_xor_si512

#define _kortestz_mask64_u8 emulated_is_none
#define _mm512_alignr_epi32 emulated_align_words
#define _mm512_alignr_epi8 emulated_align
#define _mm512_and_si512 emulated_and
#define _mm512_broadcast_i32x4 emulated_repeat
#define _mm512_cmpeq_epi8_mask emulated_equal
#define _mm512_cmple_epu8_mask emulated_at_most
#define _mm512_cmplt_epu8_mask emulated_below
#define _mm512_loadu_si512 emulated_load
#define _mm512_maskz_loadu_epi8 emulated_load_some
#define _mm512_maskz_mov_epi8 emulated_some
#define _mm512_movepi8_mask emulated_highest
#define _mm512_or_si512 emulated_or
#define _mm512_set1_epi32 emulated_set
#define _mm512_setzero_si512 emulated_zero
#define _mm512_shuffle_epi8 emulated_shuffle
#define _mm512_srli_epi16 emulated_shift_right
#define _mm512_sub_epi8 emulated_minus
#define _mm512_subs_epu8 emulated_less
#define _mm512_ternarylogic_epi64 emulated_ternary
#define _mm512_test_epi8_mask emulated_test
#define _mm512_xor_si512 emulated_xor

#endif
