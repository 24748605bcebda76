/* SPDX-License-Identifier: MIT */
/*
 * Runs of bytes that need no second look, several bytes at a time: SSE2, NEON,
 * AVX2 where UCR_WIDE says so, or, with UCR_PORTABLE or on any other target, a
 * word at a time. They do the same. What else is done to wide vectors and to
 * blocks is in block_masks.h; no other file names an instruction of a target.
 *
 * Invariant: no byte outside [start, end) is read, not even one whose value
 * would not matter. Where fewer bytes remain than a vector has, the vector is
 * the last one that fits before `end`, and what it holds of the bytes before
 * the cursor is shifted out; where none fits at all, bytes are taken singly.
 */
#ifndef UCR_VECTOR_H
#define UCR_VECTOR_H

#include "bytes.h"
#include <assert.h>

/* Whether a byte ends a run of plain bytes in a string: a control, a quote, a
 * backslash, or one that is not ASCII. */
static inline bool ucr_is_special(unsigned char c)
{
    return c < 0x20 || c >= 0x80 || c == '"' || c == '\\';
}

/* Each way has masks of the bytes that are
 *   special      see above;
 *   escaped      the same but for what is not ASCII;
 *   at_least     some byte above 0x7F or more;
 *   strange      first bytes that no sequence of UTF-8 has, or that ask more of
 *                the second byte than that it is a later one: C0, C1, E0, ED,
 *                F0 and above (RFC 3629, section 4);
 *   not_space    no white space;
 * the last three only where there are vector instructions. */

/* A comparison that settles three of the four: with the bit 2 turned over, a
 * quote comes right below the controls' end, and with signs, bytes above 0x7F
 * are negative. */
#define UCR_TURN 2
#define UCR_BELOW 0x21

#if defined(__SSE2__) && !defined(UCR_PORTABLE)
/* The constants of that comparison, out of the compiler's sight: it puts a byte
 * that was found to be a quote in place of a quote, and the processor, which
 * would have gone on, waits for that byte. */
typedef struct ucr_vector_constants {
    _Alignas(32) char turn[32];
    char below[32];
    char most[32]; /* that is below */
    char backslash[32];
} ucr_vector_constants;

static inline const ucr_vector_constants *ucr_vector_constant(void)
{
#define UCR_8(c) c, c, c, c, c, c, c, c
#define UCR_32(c) {UCR_8(c), UCR_8(c), UCR_8(c), UCR_8(c)}
    static const ucr_vector_constants constants = {
        UCR_32(UCR_TURN), UCR_32(UCR_BELOW), UCR_32(UCR_BELOW - 1),
        UCR_32('\\')};
#undef UCR_32
#undef UCR_8
    const ucr_vector_constants *hidden = &constants;
    __asm__("" : "+r"(hidden));
    return hidden;
}

#define UCR_EACH_16(bytes) _mm_load_si128((const __m128i *)(bytes))
#define UCR_EACH_32(bytes) _mm256_load_si256((const __m256i *)(bytes))
#else
/* Compilers do well with their own. */
typedef void ucr_vector_constants;

static inline const ucr_vector_constants *ucr_vector_constant(void)
{
    return NULL;
}
#endif

#if defined(UCR_WIDE)

#define UCR_VECTOR 32
typedef uint32_t ucr_vector_mask; /* a bit a byte, the first one lowest */
#define UCR_VECTOR_BITS 1

static inline ucr_vector_mask
ucr_vector_special_by(const ucr_vector_constants *constant, const char *at)
{
    __m256i bytes;
    memcpy(&bytes, at, sizeof(bytes));
    const __m256i turn = UCR_EACH_32(constant->turn);
    const __m256i below = UCR_EACH_32(constant->below);
    const __m256i backslash = UCR_EACH_32(constant->backslash);
    const __m256i turned = _mm256_xor_si256(bytes, turn);
    return (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(
        _mm256_cmpgt_epi8(below, turned), _mm256_cmpeq_epi8(bytes, backslash)));
}

static inline ucr_vector_mask
ucr_vector_escaped_by(const ucr_vector_constants *constant, const char *at)
{
    __m256i bytes;
    memcpy(&bytes, at, sizeof(bytes));
    const __m256i turn = UCR_EACH_32(constant->turn);
    const __m256i most = UCR_EACH_32(constant->most);
    const __m256i backslash = UCR_EACH_32(constant->backslash);
    const __m256i turned = _mm256_xor_si256(bytes, turn);
    return (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(
        _mm256_cmpeq_epi8(_mm256_min_epu8(turned, most), turned),
        _mm256_cmpeq_epi8(bytes, backslash)));
}

static inline ucr_vector_mask ucr_vector_at_least(const char *at,
                                                  unsigned char c)
{
    __m256i bytes;
    memcpy(&bytes, at, sizeof(bytes));
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(
        _mm256_max_epu8(bytes, _mm256_set1_epi8((char)c)), bytes));
}

static inline ucr_vector_mask ucr_vector_strange(const char *at)
{
    __m256i bytes;
    memcpy(&bytes, at, sizeof(bytes));
    const __m256i even = _mm256_and_si256(bytes, _mm256_set1_epi8((char)0xFE));
    const __m256i two = _mm256_cmpeq_epi8(even, _mm256_set1_epi8((char)0xC0));
    const __m256i three =
        _mm256_or_si256(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8((char)0xE0)),
                        _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8((char)0xED)));
    const __m256i most = _mm256_max_epu8(bytes, _mm256_set1_epi8((char)0xF0));
    return (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(
        _mm256_or_si256(two, three), _mm256_cmpeq_epi8(most, bytes)));
}

static inline ucr_vector_mask ucr_vector_not_space(const char *at)
{
    __m256i bytes;
    memcpy(&bytes, at, sizeof(bytes));
    const __m256i blank =
        _mm256_or_si256(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8(' ')),
                        _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\t')));
    const __m256i line =
        _mm256_or_si256(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\n')),
                        _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\r')));
    return ~(uint32_t)_mm256_movemask_epi8(_mm256_or_si256(blank, line));
}

#elif !defined(UCR_PORTABLE) && defined(__SSE2__)
#include <emmintrin.h>

#define UCR_VECTOR 16
typedef unsigned ucr_vector_mask; /* a bit a byte, the first one lowest */
#define UCR_VECTOR_BITS 1

static inline ucr_vector_mask
ucr_vector_special_by(const ucr_vector_constants *constant, const char *at)
{
    __m128i bytes;
    memcpy(&bytes, at, sizeof(bytes));
    const __m128i turn = UCR_EACH_16(constant->turn);
    const __m128i below = UCR_EACH_16(constant->below);
    const __m128i backslash = UCR_EACH_16(constant->backslash);
    const __m128i turned = _mm_xor_si128(bytes, turn);
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(
        _mm_cmplt_epi8(turned, below), _mm_cmpeq_epi8(bytes, backslash)));
}

static inline ucr_vector_mask
ucr_vector_escaped_by(const ucr_vector_constants *constant, const char *at)
{
    __m128i bytes;
    memcpy(&bytes, at, sizeof(bytes));
    const __m128i turn = UCR_EACH_16(constant->turn);
    const __m128i most = UCR_EACH_16(constant->most);
    const __m128i backslash = UCR_EACH_16(constant->backslash);
    const __m128i turned = _mm_xor_si128(bytes, turn);
    return (unsigned)_mm_movemask_epi8(
        _mm_or_si128(_mm_cmpeq_epi8(_mm_min_epu8(turned, most), turned),
                     _mm_cmpeq_epi8(bytes, backslash)));
}

static inline ucr_vector_mask ucr_vector_at_least(const char *at,
                                                  unsigned char c)
{
    __m128i bytes;
    memcpy(&bytes, at, sizeof(bytes));
    return (unsigned)_mm_movemask_epi8(
        _mm_cmpeq_epi8(_mm_max_epu8(bytes, _mm_set1_epi8((char)c)), bytes));
}

static inline ucr_vector_mask ucr_vector_strange(const char *at)
{
    __m128i bytes;
    memcpy(&bytes, at, sizeof(bytes));
    const __m128i even = _mm_and_si128(bytes, _mm_set1_epi8((char)0xFE));
    const __m128i two = _mm_cmpeq_epi8(even, _mm_set1_epi8((char)0xC0));
    const __m128i three =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xE0)),
                     _mm_cmpeq_epi8(bytes, _mm_set1_epi8((char)0xED)));
    const __m128i most = _mm_max_epu8(bytes, _mm_set1_epi8((char)0xF0));
    return (unsigned)_mm_movemask_epi8(
        _mm_or_si128(_mm_or_si128(two, three), _mm_cmpeq_epi8(most, bytes)));
}

static inline ucr_vector_mask ucr_vector_not_space(const char *at)
{
    __m128i bytes;
    memcpy(&bytes, at, sizeof(bytes));
    const __m128i blank =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(' ')),
                     _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\t')));
    const __m128i line =
        _mm_or_si128(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n')),
                     _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r')));
    return (unsigned)_mm_movemask_epi8(_mm_or_si128(blank, line)) ^ 0xFFFF;
}

#elif !defined(UCR_PORTABLE) && defined(__ARM_NEON) && defined(__aarch64__)
#include <arm_neon.h>

#define UCR_VECTOR 16
typedef uint64_t ucr_vector_mask; /* four bits a byte, the first ones lowest */
#define UCR_VECTOR_BITS 4

static inline ucr_vector_mask ucr_vector_mask_of(uint8x16_t found)
{
    const uint8x8_t halves = vshrn_n_u16(vreinterpretq_u16_u8(found), 4);
    return vget_lane_u64(vreinterpret_u64_u8(halves), 0);
}

static inline ucr_vector_mask
ucr_vector_special_by(const ucr_vector_constants *constant, const char *at)
{
    (void)constant;
    const uint8x16_t bytes = vld1q_u8((const uint8_t *)(const void *)at);
    const uint8x16_t low =
        vcltq_s8(vreinterpretq_s8_u8(bytes), vdupq_n_s8(0x20));
    const uint8x16_t quote = vceqq_u8(bytes, vdupq_n_u8('"'));
    const uint8x16_t backslash = vceqq_u8(bytes, vdupq_n_u8('\\'));
    return ucr_vector_mask_of(vorrq_u8(low, vorrq_u8(quote, backslash)));
}

static inline ucr_vector_mask
ucr_vector_escaped_by(const ucr_vector_constants *constant, const char *at)
{
    (void)constant;
    const uint8x16_t bytes = vld1q_u8((const uint8_t *)(const void *)at);
    const uint8x16_t low = vcltq_u8(bytes, vdupq_n_u8(0x20));
    const uint8x16_t quote = vceqq_u8(bytes, vdupq_n_u8('"'));
    const uint8x16_t backslash = vceqq_u8(bytes, vdupq_n_u8('\\'));
    return ucr_vector_mask_of(vorrq_u8(low, vorrq_u8(quote, backslash)));
}

static inline ucr_vector_mask ucr_vector_at_least(const char *at,
                                                  unsigned char c)
{
    const uint8x16_t bytes = vld1q_u8((const uint8_t *)(const void *)at);
    return ucr_vector_mask_of(vcgeq_u8(bytes, vdupq_n_u8(c)));
}

static inline ucr_vector_mask ucr_vector_strange(const char *at)
{
    const uint8x16_t bytes = vld1q_u8((const uint8_t *)(const void *)at);
    const uint8x16_t even = vandq_u8(bytes, vdupq_n_u8(0xFE));
    const uint8x16_t two = vceqq_u8(even, vdupq_n_u8(0xC0));
    const uint8x16_t three = vorrq_u8(vceqq_u8(bytes, vdupq_n_u8(0xE0)),
                                      vceqq_u8(bytes, vdupq_n_u8(0xED)));
    const uint8x16_t four = vcgeq_u8(bytes, vdupq_n_u8(0xF0));
    return ucr_vector_mask_of(vorrq_u8(vorrq_u8(two, three), four));
}

static inline ucr_vector_mask ucr_vector_not_space(const char *at)
{
    const uint8x16_t bytes = vld1q_u8((const uint8_t *)(const void *)at);
    const uint8x16_t blank = vorrq_u8(vceqq_u8(bytes, vdupq_n_u8(' ')),
                                      vceqq_u8(bytes, vdupq_n_u8('\t')));
    const uint8x16_t line = vorrq_u8(vceqq_u8(bytes, vdupq_n_u8('\n')),
                                     vceqq_u8(bytes, vdupq_n_u8('\r')));
    return ucr_vector_mask_of(vmvnq_u8(vorrq_u8(blank, line)));
}

#else

#define UCR_VECTOR 8
typedef uint64_t ucr_vector_mask; /* the highest bit of each byte */
#define UCR_VECTOR_BITS 8

#define UCR_EACH_BYTE(value) (UINT64_C(0x0101010101010101) * (value))

/* The first byte lowest, whatever the target's order is. */
static inline uint64_t ucr_vector_word(const char *at)
{
    uint64_t word = 0;
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    memcpy(&word, at, sizeof(word));
#else
    for (unsigned i = 0; i < 8; i++) {
        word |= (uint64_t)ucr_byte(at + i) << 8 * i;
    }
#endif
    return word;
}

/* The bytes that would be plain without their highest bit: exact, since no sum
 * of seven bits carries. */
static inline uint64_t ucr_vector_plain_low(uint64_t word)
{
    const uint64_t low = word & UCR_EACH_BYTE(0x7F);
    const uint64_t most =
        (low ^ UCR_EACH_BYTE(UCR_TURN)) + UCR_EACH_BYTE(0x80 - UCR_BELOW);
    const uint64_t slash = (low ^ UCR_EACH_BYTE('\\')) + UCR_EACH_BYTE(0x7F);
    return most & slash;
}

static inline ucr_vector_mask
ucr_vector_special_by(const ucr_vector_constants *constant, const char *at)
{
    (void)constant;
    const uint64_t word = ucr_vector_word(at);
    return (~ucr_vector_plain_low(word) | word) & UCR_EACH_BYTE(0x80);
}

static inline ucr_vector_mask
ucr_vector_escaped_by(const ucr_vector_constants *constant, const char *at)
{
    (void)constant;
    const uint64_t word = ucr_vector_word(at);
    return ~(ucr_vector_plain_low(word) | word) & UCR_EACH_BYTE(0x80);
}

#endif

/* How many bytes stand before the first one of a mask that is not zero. */
static inline size_t ucr_vector_first(ucr_vector_mask mask)
{
    return ucr_lowest_bit(mask) / UCR_VECTOR_BITS;
}

/* The bytes from the cursor on, of the last vector that ends with `end`. */
static inline ucr_vector_mask ucr_vector_late(ucr_vector_mask mask, size_t left)
{
    assert(left >= 1 && left <= UCR_VECTOR);
    return mask >> (UCR_VECTOR - left) * UCR_VECTOR_BITS;
}

/* Whether so many bytes have a vector in them. Without vector instructions,
 * who wants the code small takes bytes singly. */
static inline bool ucr_vector_fits(ptrdiff_t bytes)
{
#if defined(__OPTIMIZE_SIZE__) && UCR_VECTOR == 8
    (void)bytes;
    return false;
#else
    return bytes >= UCR_VECTOR;
#endif
}

/* A vector's special bytes; with `high`, without those that are no ASCII. */
static inline ucr_vector_mask
ucr_vector_stops(const ucr_vector_constants *constant, const char *at,
                 bool high)
{
    return high ? ucr_vector_escaped_by(constant, at)
                : ucr_vector_special_by(constant, at);
}

static inline ucr_vector_mask ucr_vector_special(const char *at)
{
    return ucr_vector_special_by(ucr_vector_constant(), at);
}

static inline ucr_vector_mask ucr_vector_escaped(const char *at)
{
    return ucr_vector_escaped_by(ucr_vector_constant(), at);
}

static inline bool ucr_is_stop(unsigned char c, bool high)
{
    return ucr_is_special(c) && !(high && c >= 0x80);
}

/* The same, but only the lowest bit set is sure to be one. */
static inline ucr_vector_mask
ucr_vector_first_stops(const ucr_vector_constants *constant, const char *at,
                       bool high)
{
#if UCR_VECTOR == 8
    /* Each difference lends from the byte above only where it finds one. */
    const uint64_t word = ucr_vector_word(at);
    const uint64_t found =
        ((word ^ UCR_EACH_BYTE(UCR_TURN)) - UCR_EACH_BYTE(UCR_BELOW)) |
        ((word ^ UCR_EACH_BYTE('\\')) - UCR_EACH_BYTE(1));
    (void)constant;
    return (high ? found & ~word : found | word) & UCR_EACH_BYTE(0x80);
#else
    return ucr_vector_stops(constant, at, high);
#endif
}

/* Past a run of others. */
static inline const char *ucr_vector_run(const char *start, const char *at,
                                         const char *end, bool high)
{
    if (ucr_vector_fits(end - start)) {
        const ucr_vector_constants *constant = ucr_vector_constant();
        const char *last = end - UCR_VECTOR;
        for (; at <= last; at += UCR_VECTOR) {
            const ucr_vector_mask mask =
                ucr_vector_first_stops(constant, at, high);
            if (mask != 0) {
                return at + ucr_vector_first(mask);
            }
        }
        if (at == end) {
            return at;
        }
        const ucr_vector_mask mask = ucr_vector_late(
            ucr_vector_stops(constant, last, high), (size_t)(end - at));
        return mask != 0 ? at + ucr_vector_first(mask) : end;
    }
    while (at < end && !ucr_is_stop(ucr_byte(at), high)) {
        at++;
    }
    return at;
}

/** Past a run of plain bytes: to the first special one, or to `end`. */
static inline const char *ucr_vector_plain(const char *start, const char *at,
                                           const char *end)
{
    return ucr_vector_run(start, at, end, false);
}

/** Past a run of bytes that stand for themselves in a string, ASCII or not: to
 * a control, a quote or a backslash, or to `end`. */
static inline const char *ucr_vector_unescaped(const char *start,
                                               const char *at, const char *end)
{
    return ucr_vector_run(start, at, end, true);
}

#if UCR_VECTOR == 8

/* The bytes of two sequences of three bytes that are what any such has. */
#define UCR_THREES UINT64_C(0xC0C0F0C0C0F0)

static inline uint64_t ucr_vector_no_threes(uint64_t word)
{
    return (word ^ UINT64_C(0x8080E08080E0)) & UCR_THREES;
}

/* Bit 4 of both first bytes, if the low half of neither is 0 or D. */
#define UCR_FIRSTS UINT64_C(0x10000010)

static inline uint64_t ucr_vector_firsts(uint64_t word)
{
    const uint64_t most = UINT64_C(0x0F00000F);
    const uint64_t half = word & most;
    return (half + most) & ((half ^ UINT64_C(0x0D00000D)) + most) & UCR_FIRSTS;
}

/* Past sequences of three bytes of which no first byte asks more of the second
 * than of the third, four or two at once: masks of so few bytes would not be
 * worth it. */
static inline const char *ucr_vector_threes(const char *at, const char *end)
{
    while (ucr_vector_fits(end - at - 6)) {
        const uint64_t word = ucr_vector_word(at);
        const uint64_t next = ucr_vector_word(at + 6);
        if ((ucr_vector_no_threes(word) | ucr_vector_no_threes(next)) != 0 ||
            (ucr_vector_firsts(word) & ucr_vector_firsts(next)) != UCR_FIRSTS) {
            break;
        }
        at += 12;
    }
    while (ucr_utf8_is_three(at, end)) {
        at += 3;
    }
    return at;
}

/** Past UTF-8 as far as it is known to be right, to a first byte: ASCII, and
 * such sequences. */
static inline const char *ucr_vector_utf8(const char *start, const char *at,
                                          const char *end)
{
    const uint64_t high = UCR_EACH_BYTE(0x80);
    (void)start;
    for (;;) {
        at = ucr_vector_threes(at, end);
        if (ucr_vector_fits(end - at) && (ucr_vector_word(at) & high) == 0) {
            at += UCR_VECTOR;
        } else if (at < end && ucr_byte(at) < 0x80) {
            at++;
        } else {
            return at;
        }
    }
}

#else

/* Sequences of three bytes are not worth a look of their own. */
static inline const char *ucr_vector_threes(const char *at, const char *end)
{
    (void)end;
    return at;
}

/* Past whole vectors of UTF-8 without anything strange, to a first byte. */
static inline const char *ucr_vector_utf8_whole(const char *at, const char *end)
{
    const ucr_vector_mask all =
        ~(ucr_vector_mask)0 >>
        (sizeof(ucr_vector_mask) * 8 - (size_t)UCR_VECTOR * UCR_VECTOR_BITS);
    ucr_vector_mask due = 0; /* later bytes of what has begun before */
    for (; ucr_vector_fits(end - at); at += UCR_VECTOR) {
        const ucr_vector_mask high = ucr_vector_at_least(at, 0x80);
        const ucr_vector_mask lead = ucr_vector_at_least(at, 0xC0);
        const ucr_vector_mask three = ucr_vector_at_least(at, 0xE0);
        const ucr_vector_mask later =
            due | lead << UCR_VECTOR_BITS | three << 2 * UCR_VECTOR_BITS;
        if (ucr_vector_strange(at) != 0 || ((high ^ lead ^ later) & all) != 0) {
            break;
        }
        due = lead >> (UCR_VECTOR - 1) * UCR_VECTOR_BITS |
              three >> (UCR_VECTOR - 2) * UCR_VECTOR_BITS;
    }
    /* Back to where the last sequence has begun. */
    at -= due != 0;
    return at - (due != 0 && ucr_is_later(*at));
}

/**
 * Past UTF-8 as far as it is known to be right, to a first byte: sequences of
 * one, two, or three bytes in which no first byte asks more of the second than
 * of any later one, most often all there is.
 */
static inline const char *ucr_vector_utf8(const char *start, const char *at,
                                          const char *end)
{
    at = ucr_vector_utf8_whole(at, end);
    const size_t left = (size_t)(end - at);
    if (left == 0 || left >= UCR_VECTOR || !ucr_vector_fits(end - start)) {
        return at;
    }
    const char *last = end - UCR_VECTOR;
    const ucr_vector_mask high =
        ucr_vector_late(ucr_vector_at_least(last, 0x80), left);
    const ucr_vector_mask lead =
        ucr_vector_late(ucr_vector_at_least(last, 0xC0), left);
    const ucr_vector_mask three =
        ucr_vector_late(ucr_vector_at_least(last, 0xE0), left);
    const ucr_vector_mask later =
        lead << UCR_VECTOR_BITS | three << 2 * UCR_VECTOR_BITS;
    return ucr_vector_late(ucr_vector_strange(last), left) == 0 &&
                   (high ^ lead ^ later) == 0
               ? end
               : at;
}

#endif

/** Past a run of white space (RFC 8259, section 2), most often of none or of
 * one byte. */
static inline const char *ucr_vector_space(const char *at, const char *end)
{
#if UCR_VECTOR == 8
    /* Most long ones are blanks, and masks would cost more than they save. */
    while (ucr_vector_fits(end - at) &&
           ucr_vector_word(at) == UCR_EACH_BYTE(' ')) {
        at += UCR_VECTOR;
    }
#else
    while (ucr_vector_fits(end - at)) {
        const ucr_vector_mask mask = ucr_vector_not_space(at);
        if (mask != 0) {
            return at + ucr_vector_first(mask);
        }
        at += UCR_VECTOR;
    }
#endif
    while (at < end && ucr_is_space(*at)) {
        at++;
    }
    return at;
}

#endif
