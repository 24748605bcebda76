/* SPDX-License-Identifier: MIT */
/*
 * Large values and long texts into a yes, 64 or 32 bytes at a time.
 *
 * Knows the grammar as rules about neighbours, each a few operations on masks
 * that hold one bit a byte, and no fault: what breaks a rule is left to the
 * byte-wise scanner. Invariant: a yes is sound.
 *
 * Why it is. Outside of strings every byte is white space, one of the six
 * operators, or part of a scalar. A value is right if and only if
 *
 *  1. each string holds no control character, valid UTF-8, and escapes that
 *     there are; each scalar is a literal or a number;
 *  2. after the end of a value comes an operator that is no opening bracket,
 *     and a comma or colon comes after nothing else; a closing bracket comes
 *     after the end of a value or right after an opening bracket;
 *  3. a colon comes right after a string, and the operator before that string
 *     is a comma or an opening brace;
 *  4. inside of braces the operator after a comma or the opening brace is a
 *     colon, unless the braces are empty; directly inside of brackets there is
 *     no colon;
 *  5. brackets close in the order in which they were opened, and in kind.
 *
 * By 2 values and separators alternate, by 3 and 4 each member of an object is
 * a string, a colon and a value, and nothing else is. Rules 1 to 3 look at
 * neighbours, which masks find by carrying a mark over what lies between with
 * one addition. Rules 4 and 5 need the innermost bracket's kind: only brackets
 * are walked one by one, with 4 checked for all between two of them at once.
 * Errors are kept at the place where they show, so that what follows the value
 * in its last block is not judged.
 */
#include "block.h"

#include "bytes.h"

#if !defined(UCR_PORTABLE) && defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#define INLINE static inline __attribute__((always_inline))
#define AVX2 __attribute__((target("avx2,bmi,bmi2,lzcnt,pclmul")))
#define AVX512                                                                 \
    __attribute__((                                                            \
        target("avx512f,avx512bw,avx512vl,avx2,bmi,bmi2,lzcnt,pclmul")))

#define BLOCK 64

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

#define REPEAT_16(...) _mm256_setr_epi8(__VA_ARGS__, __VA_ARGS__)
#define C(bits) ((char)(bits))

AVX2 static inline __m256i nibble_high(__m256i bytes)
{
    return _mm256_and_si256(_mm256_srli_epi16(bytes, 4),
                            _mm256_set1_epi8(0x0F));
}

AVX2 static inline __m256i utf8_pairs(__m256i bytes, __m256i before)
{
    const __m256i first_high = REPEAT_16(
        TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG, TOO_LONG,
        TOO_LONG, C(TWO_CONTS), C(TWO_CONTS), C(TWO_CONTS), C(TWO_CONTS),
        TOO_SHORT | OVERLONG_2, TOO_SHORT, TOO_SHORT | OVERLONG_3 | SURROGATE,
        TOO_SHORT | TOO_LARGE | BIG_OR_4);
    const __m256i first_low = REPEAT_16(
        C(CARRY | OVERLONG_3 | OVERLONG_2 | BIG_OR_4), C(CARRY | OVERLONG_2),
        C(CARRY), C(CARRY), C(CARRY | TOO_LARGE),
        C(CARRY | TOO_LARGE | BIG_OR_4), C(CARRY | TOO_LARGE | BIG_OR_4),
        C(CARRY | TOO_LARGE | BIG_OR_4), C(CARRY | TOO_LARGE | BIG_OR_4),
        C(CARRY | TOO_LARGE | BIG_OR_4), C(CARRY | TOO_LARGE | BIG_OR_4),
        C(CARRY | TOO_LARGE | BIG_OR_4), C(CARRY | TOO_LARGE | BIG_OR_4),
        C(CARRY | TOO_LARGE | BIG_OR_4 | SURROGATE),
        C(CARRY | TOO_LARGE | BIG_OR_4), C(CARRY | TOO_LARGE | BIG_OR_4));
    const __m256i second_high =
        REPEAT_16(TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT,
                  TOO_SHORT, TOO_SHORT, TOO_SHORT,
                  C(TOO_LONG | OVERLONG_2 | TWO_CONTS | OVERLONG_3 | BIG_OR_4),
                  C(TOO_LONG | OVERLONG_2 | TWO_CONTS | OVERLONG_3 | TOO_LARGE),
                  C(TOO_LONG | OVERLONG_2 | TWO_CONTS | SURROGATE | TOO_LARGE),
                  C(TOO_LONG | OVERLONG_2 | TWO_CONTS | SURROGATE | TOO_LARGE),
                  TOO_SHORT, TOO_SHORT, TOO_SHORT, TOO_SHORT);
    const __m256i low = _mm256_and_si256(before, _mm256_set1_epi8(0x0F));
    return _mm256_and_si256(
        _mm256_and_si256(_mm256_shuffle_epi8(first_high, nibble_high(before)),
                         _mm256_shuffle_epi8(first_low, low)),
        _mm256_shuffle_epi8(second_high, nibble_high(bytes)));
}

/* 32 bytes more. */
AVX2 static inline void utf8_next(utf8 *state, __m256i bytes)
{
    const __m256i pairs = utf8_pairs(bytes, BEFORE(bytes, state->last, 1));
    /* Where a third or fourth byte is due: two or three after a long lead. */
    const __m256i third = _mm256_subs_epu8(BEFORE(bytes, state->last, 2),
                                           _mm256_set1_epi8(C(0xE0 - 0x80)));
    const __m256i fourth = _mm256_subs_epu8(BEFORE(bytes, state->last, 3),
                                            _mm256_set1_epi8(C(0xF0 - 0x80)));
    const __m256i due = _mm256_and_si256(_mm256_or_si256(third, fourth),
                                         _mm256_set1_epi8(C(TWO_CONTS)));
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
    return _mm256_loadu_si256((const __m256i *)(const void *)at);
}

/* ---- AVX2: texts -----------------------------------------------------------
 */

AVX2 static inline uint32_t ends_of_text(__m256i bytes)
{
    const __m256i control = _mm256_cmpeq_epi8(
        _mm256_min_epu8(bytes, _mm256_set1_epi8(0x1F)), bytes);
    const __m256i quote = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"'));
    const __m256i backslash = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\\'));
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

AVX2 static const char *text_avx2(const char *at, const char *end)
{
    utf8 state = utf8_start();
    for (; end - at >= 32; at += 32) {
        const __m256i bytes = load32(at);
        const uint32_t ends = ends_of_text(bytes);
        if (ends != 0) {
            const unsigned count = (unsigned)__builtin_ctz(ends);
            /* A zero ends a sequence as any ASCII byte does. */
            utf8_next(&state, first_bytes(bytes, count));
            return utf8_is_right(&state) ? at + count : NULL;
        }
        utf8_next(&state, bytes);
    }
    return NULL;
}

/* ---- Masks of a block ------------------------------------------------------
 */

#define BOTH_HALVES(low, high)                                                 \
    ((uint64_t)(uint32_t)_mm256_movemask_epi8(low) |                           \
     (uint64_t)(uint32_t)_mm256_movemask_epi8(high) << 32)

AVX2 static inline uint64_t equal_avx2(__m256i low, __m256i high, char c)
{
    const __m256i all = _mm256_set1_epi8(c);
    return BOTH_HALVES(_mm256_cmpeq_epi8(low, all),
                       _mm256_cmpeq_epi8(high, all));
}

AVX2 static inline uint64_t at_most_avx2(__m256i low, __m256i high, char c)
{
    const __m256i most = _mm256_set1_epi8(c);
    return BOTH_HALVES(_mm256_cmpeq_epi8(_mm256_min_epu8(low, most), low),
                       _mm256_cmpeq_epi8(_mm256_min_epu8(high, most), high));
}

AVX2 static inline masks masks_avx2(const char *at)
{
    const __m256i low = load32(at);
    const __m256i high = load32(at + 32);
    /* The table holds at a byte's low half the one white byte that has it. */
    const __m256i whites =
        REPEAT_16(' ', 0, 1, 1, 1, 1, 1, 1, 1, '\t', '\n', 1, 1, '\r', 1, 1);
    /* An opening bracket differs from its closing one by two bits, and curly
     * ones from square ones by the bit that is set here. */
    const __m256i set = _mm256_set1_epi8(0x20);
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
    const __m256i zero = _mm256_set1_epi8('0');
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
    const __m512i set = _mm512_or_si512(bytes, _mm512_set1_epi8(0x20));
    const __m512i whites = _mm512_broadcast_i32x4(_mm_setr_epi8(
        ' ', 0, 1, 1, 1, 1, 1, 1, 1, '\t', '\n', 1, 1, '\r', 1, 1));
    masks out;
    out.quote = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"'));
    out.backslash = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\\'));
    out.control = _mm512_cmple_epu8_mask(bytes, _mm512_set1_epi8(0x1F));
    out.high = _mm512_movepi8_mask(bytes);
    out.open = _mm512_cmpeq_epi8_mask(set, _mm512_set1_epi8('{'));
    out.close = _mm512_cmpeq_epi8_mask(set, _mm512_set1_epi8('}'));
    out.curly = _mm512_test_epi8_mask(bytes, _mm512_set1_epi8(0x20));
    out.colon = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(':'));
    out.comma = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(','));
    out.white =
        _mm512_cmpeq_epi8_mask(bytes, _mm512_shuffle_epi8(whites, bytes));
    return out;
}

AVX512 static inline digits digits_avx512(const char *at)
{
    const __m512i bytes = _mm512_loadu_si512(at);
    const __m512i zero = _mm512_set1_epi8('0');
    digits out;
    out.digit = _mm512_cmple_epu8_mask(_mm512_sub_epi8(bytes, zero),
                                       _mm512_set1_epi8(9));
    out.zero = _mm512_cmpeq_epi8_mask(bytes, zero);
    out.dot = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('.'));
    out.minus = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('-'));
    return out;
}

/* ---- Rules -----------------------------------------------------------------
 */

/* What one block leaves to the next. A mark goes on at its first byte: 0 or 1.
 */
typedef struct state {
    const char *from;      /* where the value begins */
    const char *end;       /* of the body */
    const char *walked;    /* scalars that begin before this are right */
    uint64_t in_string;    /* all ones or none */
    uint64_t escaped;      /* a mark, as the next four */
    uint64_t after_string; /* the byte before ends a string */
    uint64_t after_value;  /* nothing but white space since a value ended */
    uint64_t after_place;  /* no operator since the last place for a name */
    uint64_t scalar;       /* the byte before is part of a scalar */
    uint64_t kinds;        /* of the open brackets, the innermost lowest: 1 is
                              curly; above them all a 1 */
    unsigned levels;
    bool strict;
} state;

/* More levels than this are not kept in one word. */
#define MOST_LEVELS 62

/* Marks, carried over the bytes of `over` that they are at. `*carry` becomes
 * the mark that leaves the block. */
INLINE uint64_t carry_over(uint64_t marks, uint64_t over, uint64_t *carry)
{
    const uint64_t sum = marks + over;
    *carry |= sum < marks;
    return sum & ~over;
}

/* Each byte's mark moved to the next byte. */
INLINE uint64_t shift_in(uint64_t mask, uint64_t *carry)
{
    const uint64_t moved = mask << 1 | *carry;
    *carry = mask >> 63;
    return moved;
}

/* Each bit: how many are set up to it, itself included, by two. */
AVX2 static inline uint64_t parity_up_to(uint64_t mask)
{
    const __m128i all = _mm_set1_epi8(C(0xFF));
    const __m128i value = _mm_set_epi64x(0, (long long)mask);
    return (uint64_t)_mm_cvtsi128_si64(_mm_clmulepi64_si128(value, all, 0));
}

/* The bytes that a backslash escapes. Runs of backslashes are told apart by
 * whether they begin at an even or an odd place: adding the odd ones' starts
 * moves them to what follows their run. */
INLINE uint64_t escaped_bytes(uint64_t backslash, uint64_t *carry)
{
    const uint64_t even = UINT64_C(0x5555555555555555);
    if (backslash == 0) {
        const uint64_t first = *carry;
        *carry = 0;
        return first;
    }
    backslash &= ~*carry;
    const uint64_t follows = backslash << 1 | *carry;
    const uint64_t odd_starts = backslash & ~even & ~follows;
    const uint64_t moved = odd_starts + backslash;
    *carry = moved < backslash;
    return (even ^ moved << 1) & follows;
}

static bool is_hex4(const char *at)
{
    return (ucr_hex_value(at[0]) | ucr_hex_value(at[1]) | ucr_hex_value(at[2]) |
            ucr_hex_value(at[3])) >= 0;
}

/* Whether a byte, if there is one, is right after a backslash. In strict no
 * surrogate is judged here. */
static bool is_escape(const char *at, const char *end, bool strict)
{
    switch (at < end ? *at : '\0') {
    case '"':
    case '\\':
    case '/':
    case 'b':
    case 'f':
    case 'n':
    case 'r':
    case 't':
        return true;
    case 'u':
        return end - at > 4 && is_hex4(at + 1) &&
               !(strict && (at[1] | 0x20) == 'd' && at[2] >= '8');
    default:
        return false;
    }
}

INLINE bool are_escapes(const char *at, const char *end, uint64_t places,
                        bool strict)
{
    while (places != 0) {
        if (!is_escape(at + __builtin_ctzll(places), end, strict)) {
            return false;
        }
        places &= places - 1;
    }
    return true;
}

/* ---- Scalars ---------------------------------------------------------------
 */

static const char *walk_digits(const char *at, const char *end)
{
    const char *from = at;
    while (at < end && ucr_is_digit(*at)) {
        at++;
    }
    return at > from ? at : NULL;
}

/* RFC 8259, section 6; NULL where it is broken. */
static const char *walk_number(const char *at, const char *end)
{
    at += *at == '-';
    const bool zero = at < end && *at == '0';
    at = zero ? at + 1 : walk_digits(at, end);
    if (at != NULL && at < end && *at == '.') {
        at = walk_digits(at + 1, end);
    }
    if (at != NULL && at < end && (*at | 0x20) == 'e') {
        at++;
        at += at < end && (*at == '+' || *at == '-');
        at = walk_digits(at, end);
    }
    return at;
}

static const char *walk_literal(const char *at, const char *end)
{
    if (end - at < 5) {
        return NULL;
    }
    if (ucr_same(at, "true", 4) || ucr_same(at, "null", 4)) {
        return at + 4;
    }
    return ucr_same(at, "false", 5) ? at + 5 : NULL;
}

/* The whole of a scalar, and what may stand after it. */
static const char *walk_scalar(const char *at, const char *end)
{
    at = *at >= 'a' ? walk_literal(at, end) : walk_number(at, end);
    return at != NULL && at < end &&
                   (ucr_is_space(*at) || *at == ',' || *at == ']' || *at == '}')
               ? at
               : NULL;
}

/* Walks the scalars that hold a byte of `doubtful`. */
static bool walk_scalars(state *s, const char *at, uint64_t doubtful,
                         uint64_t starts)
{
    while (doubtful != 0) {
        const uint64_t bit = doubtful & -doubtful;
        if (at + __builtin_ctzll(bit) >= s->walked) {
            /* A scalar from an earlier block would have been walked there. */
            const uint64_t before = starts & (bit | (bit - 1));
            if (before == 0) {
                return false;
            }
            s->walked = walk_scalar(at + 63 - __builtin_clzll(before), s->end);
            if (s->walked == NULL) {
                return false;
            }
        }
        doubtful ^= bit;
    }
    return true;
}

static inline uint32_t load4(const char *at)
{
    uint32_t word;
    memcpy(&word, at, sizeof(word));
    return word;
}

/* Takes literals out of the doubtful bytes, without branches that depend on
 * which they are: those that lie whole in the block, its last byte aside. */
INLINE uint64_t without_literals(uint64_t doubtful, const char *bytes,
                                 uint64_t scalar, uint64_t starts)
{
    uint64_t firsts = doubtful & starts & (UINT64_MAX >> 5);
    while (firsts != 0) {
        const int place = __builtin_ctzll(firsts);
        const uint64_t end = ~(scalar >> place);
        const uint64_t upto = end & -end;
        const uint32_t four = load4(bytes + place);
        /* 1 or 0, so that bits and not branches choose. */
        const uint64_t is_four = (uint64_t)(four == load4("true")) |
                                 (uint64_t)(four == load4("null"));
        const uint64_t is_five = (uint64_t)(four == load4("fals")) &
                                 (uint64_t)(bytes[place + 4] == 'e');
        const uint64_t is_right = (is_four & upto >> 4) | (is_five & upto >> 5);
        doubtful &= ~(((upto - 1) & (0 - is_right)) << place);
        firsts &= firsts - 1;
    }
    return doubtful;
}

/* The bytes of scalars that masks do not settle: all but the digits of
 * numbers in their right place, their minus, and one dot between digits. The
 * last byte of a block is doubtful if the scalar may go on after it. */
INLINE uint64_t doubtful_bytes(const digits *d, uint64_t scalar,
                               uint64_t starts)
{
    const uint64_t last = UINT64_C(1) << 63;
    const uint64_t digit = d->digit & scalar;
    const uint64_t dot = d->dot & scalar;
    const uint64_t minus = d->minus & starts;
    const uint64_t first = (starts & ~minus) | minus << 1;
    const uint64_t after_zero = (first & d->zero) << 1;
    const uint64_t after_fraction = ((dot << 1) + digit) & ~digit;
    return (scalar & ~(digit | dot | minus)) | (scalar & last) |
           (minus & ~(digit >> 1)) | (digit & after_zero) |
           (dot & (~(digit << 1) | ~(digit >> 1) | after_fraction));
}

/* ---- Brackets --------------------------------------------------------------
 */

/* Walks the brackets of a block. `colon` must not be directly in square ones,
 * `no_colon` not directly in curly ones. Gives the bits up to the end of the
 * value, all if it goes on; 0 where something is wrong. */
INLINE uint64_t walk_brackets(state *s, const masks *m, uint64_t colon,
                              uint64_t no_colon)
{
    const uint64_t differ = colon ^ no_colon;
    uint64_t brackets = m->open | m->close;
    uint64_t rest = ~UINT64_C(0);
    uint64_t kinds = s->kinds;
    uint64_t deepest = kinds;
    uint64_t wrong = 0;
    while (brackets != 0) {
        const uint64_t bit = brackets & -brackets;
        /* All up to and with the bracket stands in the innermost one. */
        const uint64_t upto = bit ^ (bit - 1);
        const uint64_t curly = (m->curly & bit) != 0;
        const uint64_t opens = (m->open & bit) != 0;
        wrong |= rest & upto & (colon ^ (differ & (0 - (kinds & 1))));
        wrong |= (kinds ^ curly) & (opens ^ 1);
        rest &= ~upto;
        brackets ^= bit;
        /* Without a branch: which bracket comes next nobody can predict. */
        kinds = (kinds << opens | (curly & opens)) >> (opens ^ 1);
        deepest |= kinds;
        if (kinds == 1) {
            s->kinds = kinds;
            return wrong == 0 && deepest >> s->levels <= 1 ? upto : 0;
        }
    }
    s->kinds = kinds;
    wrong |= rest & (colon ^ (differ & (0 - (kinds & 1))));
    return wrong == 0 && deepest >> s->levels <= 1 ? ~UINT64_C(0) : 0;
}

/* ---- A block ---------------------------------------------------------------
 */

static const char *before_space(const char *at, const char *from)
{
    do {
        at--;
    } while (at > from && ucr_is_space(*at));
    return at;
}

/* Whether what stands before each of these colons is a string. */
static bool follow_strings(const state *s, const char *at, uint64_t colons)
{
    for (; colons != 0; colons &= colons - 1) {
        if (*before_space(at + __builtin_ctzll(colons), s->from) != '"') {
            return false;
        }
    }
    return true;
}

/* Whether what stands before each of these closing brackets is an opening
 * one: of its kind, which the walk over brackets sees to. */
static bool follow_opening(const state *s, const char *at, uint64_t closes)
{
    for (; closes != 0; closes &= closes - 1) {
        const char c = *before_space(at + __builtin_ctzll(closes), s->from);
        if (c != '{' && c != '[') {
            return false;
        }
    }
    return true;
}

typedef masks load_masks(const char *at);
typedef digits load_digits(const char *at);

/* One block. `bytes` are its bytes, `at` where they stand. Gives 0 where it is
 * not known to be right, else the bits up to the end of the value. */
AVX2 INLINE uint64_t check_block(state *s, const char *bytes, const char *at,
                                 masks m, load_digits *load)
{
    uint64_t doubtful = 0;
    const uint64_t escaped = escaped_bytes(m.backslash, &s->escaped);
    const uint64_t quote = m.quote & ~escaped;
    const uint64_t inside = parity_up_to(quote) ^ s->in_string;
    s->in_string = (uint64_t)((int64_t)inside >> 63);
    m.open &= ~inside;
    m.close &= ~inside;
    m.colon &= ~inside;
    m.comma &= ~inside;
    m.white &= ~inside;
    const uint64_t op = m.open | m.close | m.colon | m.comma;
    const uint64_t scalar = ~(inside | quote | op | m.white);
    const uint64_t after_byte = shift_in(scalar, &s->scalar);
    const uint64_t starts = scalar & ~after_byte;
    if (scalar != 0) {
        const digits d = load(bytes);
        doubtful = without_literals(doubtful_bytes(&d, scalar, starts), bytes,
                                    scalar, starts);
    }
    const uint64_t after_string = shift_in(quote & ~inside, &s->after_string);
    const uint64_t ended = after_string | (after_byte & ~scalar);
    const uint64_t after_value = carry_over(
        ended | shift_in(m.close, &s->after_value), m.white, &s->after_value);
    const uint64_t after_place =
        carry_over(shift_in(m.comma | (m.open & m.curly), &s->after_place), ~op,
                   &s->after_place);
    const uint64_t empty = m.close & ~after_value;
    const uint64_t no_colon = after_place & ~m.colon & ~empty;
    const uint64_t wrong =
        (m.control & inside) |
        (after_value & ((quote & inside) | starts | m.open)) |
        (m.comma & ~after_value) | (m.colon & ~(after_value & after_place));
    const uint64_t upto = walk_brackets(s, &m, m.colon, no_colon);
    if ((wrong & upto) != 0 ||
        !follow_strings(s, at, m.colon & ~after_string & upto) ||
        !follow_opening(s, at, empty & upto) ||
        !are_escapes(at, s->end, escaped & upto, s->strict) ||
        !walk_scalars(s, at, doubtful & upto, starts)) {
        return 0;
    }
    return upto;
}

static state start(const char *at, const char *end, size_t levels, bool strict)
{
    state s = {
        .from = at, .end = end, .walked = at, .kinds = 1, .strict = strict};
    s.levels = levels < MOST_LEVELS ? (unsigned)levels : MOST_LEVELS;
    return s;
}

/* The last bytes, with white space after them. */
static void fill(char *bytes, const char *at, const char *end)
{
    for (size_t i = 0; i < BLOCK; i++) {
        bytes[i] = i < (size_t)(end - at) ? at[i] : ' ';
    }
}

/* Where the value ends, or NULL where that is not known. */
AVX2 INLINE const char *end_of_value(const char *at, uint64_t upto,
                                     const utf8 *text)
{
    return utf8_is_right(text) ? at + (64 - __builtin_clzll(upto)) : NULL;
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

/* One pass, for each instruction set a copy of its own: what loads the masks is
 * known where this is compiled into. */
AVX2 INLINE const char *value_by(const char *at, state s, load_masks *load_m,
                                 load_digits *load_d)
{
    char last[BLOCK];
    utf8 text = utf8_start();
    for (; at < s.end; at += BLOCK) {
        const char *bytes = at;
        if (s.end - at < BLOCK) {
            fill(last, at, s.end);
            bytes = last;
        }
        const masks m = load_m(bytes);
        utf8_block(&text, bytes, m.high);
        const uint64_t upto = check_block(&s, bytes, at, m, load_d);
        if (s.kinds == 1 || upto == 0) {
            return upto != 0 ? end_of_value(at, upto, &text) : NULL;
        }
    }
    return NULL;
}

AVX2 static const char *value_avx2(const char *at, state s)
{
    return value_by(at, s, masks_avx2, digits_avx2);
}

AVX512 static const char *value_avx512(const char *at, state s)
{
    return value_by(at, s, masks_avx512, digits_avx512);
}

/* ---- Choice ----------------------------------------------------------------
 */

static bool has_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") &&
           __builtin_cpu_supports("pclmul");
}

const char *ucr_block_value(const char *at, const char *end, size_t levels,
                            bool strict)
{
    if (!has_avx2()) {
        return NULL;
    }
    return __builtin_cpu_supports("avx512bw") &&
                   __builtin_cpu_supports("avx512vl")
               ? value_avx512(at, start(at, end, levels, strict))
               : value_avx2(at, start(at, end, levels, strict));
}

const char *ucr_block_text(const char *at, const char *end)
{
    return has_avx2() ? text_avx2(at, end) : NULL;
}

#else

const char *ucr_block_value(const char *at, const char *end, size_t levels,
                            bool strict)
{
    (void)at;
    (void)end;
    (void)levels;
    (void)strict;
    return NULL;
}

const char *ucr_block_text(const char *at, const char *end)
{
    (void)at;
    (void)end;
    return NULL;
}

#endif
