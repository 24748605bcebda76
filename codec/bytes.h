/* SPDX-License-Identifier: MIT */
/* What one byte, or one UTF-8 sequence, is. The only place that knows. */
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

/** Pointers to text are plain char; its bytes are judged unsigned. */
static inline unsigned char ucr_byte(const char *at)
{
    return (unsigned char)*at;
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
    if (len < sizeof(x)) {
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
    if (ucr_is_digit(c)) {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return -1;
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

#define UCR_UTF8_BAD 0
#define UCR_UTF8_CUT (-1)

/**
 * The length of the UTF-8 sequence at `at` (RFC 3629, section 4: no overlong
 * form, no surrogate, nothing above U+10FFFF), 1 to 4. UCR_UTF8_BAD where no
 * following byte could make it one, UCR_UTF8_CUT where only `end` is in the
 * way. `at` is before `end`.
 */
int ucr_utf8_length(const char *at, const char *end);

/** The code point of a sequence that ucr_utf8_length() measured. */
uint32_t ucr_utf8_decode(const char *at, int length);

/** Writes a code point, at most 4 bytes; gives their number. */
size_t ucr_utf8_encode(char *out, uint32_t code_point);

#endif
