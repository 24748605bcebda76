/* SPDX-License-Identifier: MIT */
/* What one byte, or one UTF-8 sequence, is; and how small or fast code is to
 * be. Vectors and blocks have the same in masks. */
#ifndef UCR_BYTES_H
#define UCR_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* The compilers' vector headers want the rest of the C library, too. */
#if !__STDC_HOSTED__ && !defined(UCR_PORTABLE)
#define UCR_PORTABLE
#endif

/** Before a function that is not inlined where code has to be small: inlined it
 * would add code, or enlarge its caller's frame, on which others stand. */
#if defined(__GNUC__) && defined(__OPTIMIZE_SIZE__)
#define UCR_APART __attribute__((noinline))
#else
#define UCR_APART
#endif

/** Whether code may be longer where that makes it faster; not in what the
 * library is held against (UCR_GENERAL), which is to share none of that. */
#if defined(__OPTIMIZE_SIZE__) || defined(UCR_GENERAL)
#define UCR_FAST false
#else
#define UCR_FAST true
#endif

/** Before a function that is seldom called, or takes long anyway, and is not to
 * be compiled into what calls it where code has to be fast: it would cost
 * registers and stack there. */
#if defined(__GNUC__) && !defined(__OPTIMIZE_SIZE__)
#define UCR_SELDOM __attribute__((noinline))
#else
#define UCR_SELDOM
#endif

/** Pointers to text are plain char; its bytes are judged unsigned. */
static inline unsigned char ucr_byte(const char *at)
{
    return (unsigned char)*at;
}

/** The number of the lowest bit of some that are not all zero. */
static inline unsigned ucr_lowest_bit(uint64_t bits)
{
#if defined(__GNUC__)
    return (unsigned)__builtin_ctzll(bits);
#else
    unsigned number = 0;
    while ((bits >> number & 1) == 0) {
        number++;
    }
    return number;
#endif
}

/** RFC 8259, section 2: ws. */
static inline bool ucr_is_space(char c)
{
    const uint64_t controls =
        UINT64_C(1) << '\n' | UINT64_C(1) << '\r' | UINT64_C(1) << '\t';
    const unsigned char byte = (unsigned char)c;
    return byte == ' ' || (byte < ' ' && (controls >> byte & 1) != 0);
}

static inline bool ucr_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/** Whether `len` bytes are the same. For the short words of this codec a call
 * costs more than the comparison (and clang makes a call of bcmp of it). */
static inline bool ucr_same(const char *a, const char *b, size_t len)
{
    uint64_t x;
    uint64_t y;
    if (!UCR_FAST || len < sizeof(x)) {
        size_t i = 0;
        while (i < len && a[i] == b[i]) {
            i++;
        }
        return i == len;
    }
    for (size_t i = 0; i + sizeof(x) < len; i += sizeof(x)) {
        memcpy(&x, a + i, sizeof(x));
        memcpy(&y, b + i, sizeof(y));
        if (x != y) {
            return false;
        }
    }
    /* The last bytes, together with as many as there are before them. */
    memcpy(&x, a + len - sizeof(x), sizeof(x));
    memcpy(&y, b + len - sizeof(y), sizeof(y));
    return x == y;
}

/** The value of a hexadecimal digit, -1 for another byte. */
static inline int ucr_hex_value(char c)
{
    /* A small letter comes 0x20 after its capital in ASCII. */
    const char small = (char)(c | 0x20);
    return ucr_is_digit(c)                ? c - '0'
           : small >= 'a' && small <= 'f' ? small - 'a' + 10
                                          : -1;
}

/** The code unit of a `\uXXXX` at `at`; -1 where there is none. */
static inline int32_t ucr_escaped_unit(const char *at, const char *end)
{
    if (end - at < 6 || at[0] != '\\' || at[1] != 'u') {
        return -1;
    }
    int32_t unit = 0;
    for (int i = 2; i < 6; i++) {
        int value = ucr_hex_value(at[i]);
        if (value < 0) {
            return -1;
        }
        unit = unit * 16 + value;
    }
    return unit;
}

static inline bool ucr_is_high_surrogate(uint32_t unit)
{
    return unit >= 0xD800 && unit <= 0xDBFF;
}

static inline bool ucr_is_low_surrogate(uint32_t unit)
{
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

/** The code point of a surrogate pair (RFC 2781, section 2.2). */
static inline uint32_t ucr_join_surrogates(uint32_t high, uint32_t low)
{
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

/* Hidden as in names.h. */
#ifdef __GNUC__
#pragma GCC visibility push(hidden)
#endif
#define UCR_LETTERS 0x80
extern const char ucr_escapes[UCR_LETTERS];
#ifdef __GNUC__
#pragma GCC visibility pop
#endif

/** What stands after the backslash of a short escape (RFC 8259, section 7): the
 * byte that it means; 0 where it is none. */
static inline char ucr_escape_meaning(char letter)
{
    const unsigned char at = ucr_byte(&letter);
    if (at >= UCR_LETTERS) {
        return '\0';
    }
    return ucr_escapes[at];
}

/** Past an escape, as far as its letter, which is there, and past others right
 * after it. */
static inline const char *ucr_pass_escapes(const char *at, const char *end)
{
    do {
        at += 2;
    } while (end - at >= 2 && *at == '\\');
    return at;
}

/** Whether a byte is a later one of a sequence of UTF-8 (RFC 3629, section 3:
 * UTF8-tail). */
static inline bool ucr_is_later(char c)
{
    return (ucr_byte(&c) & 0xC0) == 0x80;
}

#define UCR_UTF8_BAD 0
#define UCR_UTF8_CUT (-1)

/**
 * The length of the UTF-8 sequence at `at` (RFC 3629, section 4: no overlong
 * form, no surrogate, nothing above U+10FFFF), 1 to 4. UCR_UTF8_BAD where no
 * following byte could make it one, UCR_UTF8_CUT where only `end` is in the
 * way. `at` is before `end`.
 */
int ucr_utf8_length(const char *at, const char *end);

/** Whether eight bytes are there and none of them is ASCII, which is what text
 * in no ASCII is like. */
static inline bool ucr_is_foreign(const char *at, const char *end)
{
    const uint64_t high = UINT64_C(0x8080808080808080);
    uint64_t word = 0;
    if (end - at >= (ptrdiff_t)sizeof(word)) {
        memcpy(&word, at, sizeof(word));
    }
    return (word & high) == high;
}

/** Whether a sequence of three bytes stands at `at`, most often one of East
 * Asia: not those with a first byte that asks more of the second than to be a
 * later one. What ucr_utf8_length() says of it takes longer, but no more code.
 */
static inline bool ucr_utf8_is_three(const char *at, const char *end)
{
    return UCR_FAST && end - at >= 3 && (ucr_byte(at) & 0xF0) == 0xE0 &&
           ucr_byte(at) != 0xE0 && ucr_byte(at) != 0xED &&
           ucr_is_later(at[1]) && ucr_is_later(at[2]);
}

/** The length of a sequence that most are like, of two bytes or of such three;
 * 0 for all others. */
static inline int ucr_utf8_short(const char *at, const char *end)
{
    return UCR_FAST && end - at >= 2 && ucr_byte(at) >= 0xC2 &&
                   ucr_byte(at) < 0xE0 && ucr_is_later(at[1])
               ? 2
           : ucr_utf8_is_three(at, end) ? 3
                                        : 0;
}

/** The code point of a sequence that ucr_utf8_length() measured. */
uint32_t ucr_utf8_decode(const char *at, int length);

/** How many bytes a code point takes. */
static inline size_t ucr_utf8_size(uint32_t code_point)
{
    return code_point < 0x80      ? 1
           : code_point < 0x800   ? 2
           : code_point < 0x10000 ? 3
                                  : 4;
}

/** Writes a code point, at most 4 bytes; gives their number. */
size_t ucr_utf8_encode(char *out, uint32_t code_point);

#endif
