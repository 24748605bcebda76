/* SPDX-License-Identifier: MIT */
/*
 * The contents of a JSON string into plain text (RFC 8259, section 7; RFC
 * 3629), for comparison.
 *
 * Knows no message, and nothing of the codec. Invariant: every step takes at
 * least one byte and none past `end`.
 */
#include "plain.h"

#include <string.h>

/* RFC 3629, section 4: the first byte's range, the length, and the range of the
 * second; the rest are all 80..BF. */
typedef struct utf8_row {
    int length;
    unsigned char from, to, low, high;
} utf8_row;

static const utf8_row *row_of(unsigned char first)
{
    static const utf8_row rows[] = {
        {1, 0x00, 0x7F, 0x00, 0x00}, {2, 0xC2, 0xDF, 0x80, 0xBF},
        {3, 0xE0, 0xE0, 0xA0, 0xBF}, {3, 0xE1, 0xEC, 0x80, 0xBF},
        {3, 0xED, 0xED, 0x80, 0x9F}, {3, 0xEE, 0xEF, 0x80, 0xBF},
        {4, 0xF0, 0xF0, 0x90, 0xBF}, {4, 0xF1, 0xF3, 0x80, 0xBF},
        {4, 0xF4, 0xF4, 0x80, 0x8F},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (first >= rows[i].from && first <= rows[i].to) {
            return &rows[i];
        }
    }
    return NULL;
}

int ucr_plain_utf8(const char *at, const char *end)
{
    const utf8_row *row = row_of((unsigned char)*at);
    if (row == NULL) {
        return 0;
    }
    for (int n = 1; n < row->length; n++) {
        if (end - at == n) {
            return -1;
        }
        const unsigned char c = (unsigned char)at[n];
        if (c < (n == 1 ? row->low : 0x80) || c > (n == 1 ? row->high : 0xBF)) {
            return 0;
        }
    }
    return row->length;
}

bool ucr_plain_is_utf8(ucr_str str)
{
    const char *at = str.ptr;
    const char *end = str.ptr + str.len;
    while (at < end) {
        int length = (unsigned char)*at < 0x80 ? 1 : ucr_plain_utf8(at, end);
        if (length <= 0) {
            return false;
        }
        at += length;
    }
    return true;
}

static int digit(char c)
{
    static const char digits[] = "0123456789abcdef0123456789ABCDEF";
    const char *found = memchr(digits, c, sizeof(digits) - 1);
    return found == NULL ? -1 : (int)(found - digits) % 16;
}

/* A code unit escaped at `at`, or -1. */
static long unit(const char *at, const char *end)
{
    long value = 0;
    if (end - at < 6 || memcmp(at, "\\u", 2) != 0) {
        return -1;
    }
    for (int i = 2; i < 6; i++) {
        if (digit(at[i]) < 0) {
            return -1;
        }
        value = value * 16 + digit(at[i]);
    }
    return value;
}

static bool is_between(long value, long low, long high)
{
    return value >= low && value <= high;
}

static uint32_t next_escape(const char **at, const char *end, bool *broken)
{
    static const char letters[] = "\"\\/bfnrt";
    static const char meanings[] = "\"\\/\b\f\n\r\t";
    const char *letter = NULL;
    if (end - *at >= 2) {
        letter = memchr(letters, (*at)[1], sizeof(letters) - 1);
    }
    if (letter != NULL) {
        *at += 2;
        return (uint32_t)meanings[letter - letters];
    }
    long first = unit(*at, end);
    if (first < 0) {
        *broken = true;
        *at += 1;
        return 0xFFFD;
    }
    *at += 6;
    if (is_between(first, 0xD800, 0xDBFF)) {
        long second = unit(*at, end);
        if (is_between(second, 0xDC00, 0xDFFF)) {
            *at += 6;
            return (uint32_t)((first - 0xD800) * 0x400 + (second - 0xDC00) +
                              0x10000);
        }
    }
    return is_between(first, 0xD800, 0xDFFF) ? 0xFFFD : (uint32_t)first;
}

uint32_t ucr_plain_next(const char **at, const char *end, bool escaped,
                        bool *broken)
{
    if (escaped && **at == '\\') {
        return next_escape(at, end, broken);
    }
    const unsigned char first = (unsigned char)**at;
    int length = ucr_plain_utf8(*at, end);
    if (length <= 0) {
        *broken = true;
        *at += 1;
        return 0xFFFD;
    }
    uint32_t value = length == 1 ? first : first & (0x7Fu >> length);
    for (int i = 1; i < length; i++) {
        value = value * 64 + ((unsigned char)(*at)[i] & 0x3Fu);
    }
    *at += length;
    return value;
}

size_t ucr_plain_put(char *to, uint32_t c)
{
    if (c < 0x80) {
        to[0] = (char)c;
        return 1;
    }
    size_t length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (size_t i = length - 1; i > 0; i--) {
        to[i] = (char)(0x80 + c % 64);
        c /= 64;
    }
    to[0] = (char)((0xF00u >> length & 0xFF) + c);
    return length;
}

size_t ucr_plain_copy(char *buf, ucr_text text)
{
    const char *at = text.raw.ptr;
    const char *end = text.raw.ptr + text.raw.len;
    size_t len = 0;
    bool broken = false;
    if (!text.escaped) {
        if (text.raw.len > 0) {
            memcpy(buf, text.raw.ptr, text.raw.len);
        }
        return text.raw.len;
    }
    while (at < end) {
        len +=
            ucr_plain_put(buf + len, ucr_plain_next(&at, end, true, &broken));
    }
    return len;
}

bool ucr_plain_is_safe(uint32_t c)
{
    /* Controls; ALM, LRM, RLM; the separators and the embeddings that follow
     * them; the isolates. */
    static const uint32_t unsafe[][2] = {
        {0x00, 0x1F},     {0x7F, 0x9F},     {0x061C, 0x061C}, {0x200E, 0x200F},
        {0x2028, 0x2029}, {0x202A, 0x202E}, {0x2066, 0x2069}};
    for (size_t i = 0; i < sizeof(unsafe) / sizeof(unsafe[0]); i++) {
        if (c >= unsafe[i][0] && c <= unsafe[i][1]) {
            return false;
        }
    }
    return true;
}

static size_t put_name(char *to, uint32_t c)
{
    char digits[8];
    size_t count = 0;
    do {
        digits[count] = "0123456789abcdef"[c % 16];
        c /= 16;
        count++;
    } while (c > 0);
    to[0] = '\\';
    to[1] = 'u';
    to[2] = '{';
    for (size_t i = 0; i < count; i++) {
        to[3 + i] = digits[count - 1 - i];
    }
    to[3 + count] = '}';
    return count + 4;
}

size_t ucr_plain_show(char *buf, ucr_text text)
{
    const char *at = text.raw.ptr;
    const char *end = text.raw.ptr + text.raw.len;
    size_t len = 0;
    bool broken = false;
    while (at < end) {
        uint32_t c = ucr_plain_next(&at, end, text.escaped, &broken);
        if (ucr_plain_is_safe(c)) {
            len += ucr_plain_put(buf + len, c);
        } else {
            len += put_name(buf + len, c);
        }
    }
    return len;
}

bool ucr_plain_has_lone_surrogate(ucr_text text)
{
    const char *at = text.raw.ptr;
    const char *end = text.raw.ptr + text.raw.len;
    bool broken = false;
    while (text.escaped && at < end) {
        const char *from = at;
        uint32_t c = ucr_plain_next(&at, end, true, &broken);
        if (c == 0xFFFD && is_between(unit(from, end), 0xD800, 0xDFFF)) {
            return true;
        }
    }
    return false;
}

bool ucr_plain_is(ucr_text text, const char *plain)
{
    const size_t len = strlen(plain);
    const char *at = text.raw.ptr;
    const char *end = text.raw.ptr + text.raw.len;
    size_t matched = 0;
    bool broken = false;
    if (!text.escaped) {
        return text.raw.len == len && memcmp(text.raw.ptr, plain, len) == 0;
    }
    while (at < end && matched < len) {
        uint32_t c = ucr_plain_next(&at, end, true, &broken);
        if (c != (unsigned char)plain[matched]) {
            return false;
        }
        matched++;
    }
    return at == end && matched == len;
}
