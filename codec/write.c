/* SPDX-License-Identifier: MIT */
/*
 * Values into a bounded buffer, counting past its end.
 *
 * Knows no message. Invariant: no byte outside buf[0..cap) is written, and
 * `len` is what an endless buffer would hold, stuck at SIZE_MAX once a sum
 * would overflow; what is in the buffer is always a prefix of that.
 */
#include "write.h"

#include <string.h>

#include "bytes.h"

UCR_APART void ucr_write_to(char *buf, size_t cap, ucr_write *out)
{
    memset(out, 0, sizeof(*out));
    out->buf = buf;
    out->cap = cap;
}

void ucr_write_to_cstring(char *buf, size_t cap, ucr_write *out)
{
    /* Without any room there is none for the NUL either. */
    ucr_write_to(cap > 0 ? buf : NULL, cap > 0 ? cap - 1 : 0, out);
}

size_t ucr_write_terminate(ucr_write *out)
{
    if (out->buf != NULL) {
        out->buf[out->used] = '\0';
    }
    return out->len;
}

void ucr_write_bytes(ucr_write *out, const char *bytes, size_t len)
{
    if (UCR_FAST && len > 0 && ucr_write_fits(out, len)) {
        memcpy(out->buf + out->used, bytes, len);
        out->used += len;
        out->len += len;
        return;
    }
    size_t room = out->full ? 0 : out->cap - out->used;
    size_t fits = len < room ? len : room;
    if (fits > 0) {
        memcpy(out->buf + out->used, bytes, fits);
        out->used += fits;
    }
    out->full = out->full || fits < len;
    ucr_write_count(out, len);
}

void ucr_write_one(ucr_write *out, char byte)
{
    ucr_write_bytes(out, &byte, 1);
}

void ucr_write_whole(ucr_write *out, const char *bytes, size_t len)
{
    if (len > out->cap - out->used) {
        out->full = true;
    }
    ucr_write_bytes(out, bytes, len);
}

void ucr_write_cstring(ucr_write *out, const char *text)
{
    /* Counting first would be a call of strlen, which not every C has. */
    for (const char *at = text; *at != '\0'; at++) {
        ucr_write_byte(out, *at);
    }
}

void ucr_write_decimal(ucr_write *out, size_t number)
{
    char digits[3 * sizeof(number)];
    size_t at = sizeof(digits);
    do {
        at--;
        digits[at] = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    ucr_write_bytes(out, digits + at, sizeof(digits) - at);
}

/* ---- JSON text -------------------------------------------------------------
 */

static bool needs_escape(char c)
{
    return ucr_byte(&c) < 0x20 || c == '"' || c == '\\';
}

/* The letter of the short escape of a byte that is escaped, 0 where RFC 8259
 * has none. */
static char short_escape(char c)
{
    static const char letters[] = {'b', 't', 'n', '\0', 'f', 'r'};
    if (ucr_byte(&c) >= 0x20) {
        return c;
    }
    return (char)(c >= '\b' && c <= '\r' ? letters[c - '\b'] : '\0');
}

size_t ucr_write_escape(char *to, size_t room, char c)
{
    static const char hex[] = "0123456789abcdef";
    const char letter = short_escape(c);
    const size_t size = letter != 0 ? 2 : UCR_ESCAPE;
    if (size > room) {
        return 0;
    }
    to[0] = '\\';
    to[1] = letter;
    if (letter == 0) {
        to[1] = 'u';
        to[2] = '0';
        to[3] = '0';
        to[4] = hex[ucr_byte(&c) >> 4];
        to[5] = hex[ucr_byte(&c) & 0xF];
    }
    return size;
}

/* How many bytes from `at` can be copied as they are. */
static size_t plain_run(const ucr_text *text, size_t at)
{
    size_t to = at;
    while (to < text->raw.len && !needs_escape(text->raw.ptr[to])) {
        to++;
    }
    return to - at;
}

bool ucr_write_is_copy(const ucr_text *text)
{
    return text->escaped || plain_run(text, 0) == text->raw.len;
}

#define FEW ((size_t)(UCR_FAST ? 8 : 1))

/* A few bytes that are escaped, in one go. Gives how many there were. The first
 * one was looked at before, so that it alone is not asked again. */
static size_t write_escapes(ucr_write *out, const char *bytes, size_t len)
{
    char escapes[FEW * UCR_ESCAPE];
    size_t size = 0;
    size_t i = 0;
    for (; i < FEW && i < len && (FEW == 1 || needs_escape(bytes[i])); i++) {
        size += ucr_write_escape(escapes + size, UCR_ESCAPE, bytes[i]);
    }
    ucr_write_bytes(out, escapes, size);
    return i;
}

void ucr_write_contents(ucr_write *out, const ucr_text *text)
{
    size_t at = 0;
    if (text->escaped) {
        ucr_write_bytes(out, text->raw.ptr, text->raw.len);
        return;
    }
    while (at < text->raw.len) {
        const size_t run = plain_run(text, at);
        ucr_write_bytes(out, text->raw.ptr + at, run);
        at += run;
        at += write_escapes(out, text->raw.ptr + at, text->raw.len - at);
    }
}

void ucr_write_quoted(ucr_write *out, const ucr_text *text)
{
    ucr_write_byte(out, '"');
    ucr_write_contents(out, text);
    ucr_write_byte(out, '"');
}

void ucr_write_name(ucr_write *out, char before, const char *quoted)
{
    ucr_write_byte(out, before);
    ucr_write_cstring(out, quoted);
    ucr_write_byte(out, ':');
}

void ucr_write_member(ucr_write *out, char before, const char *quoted,
                      const ucr_text *text)
{
    ucr_write_name(out, before, quoted);
    ucr_write_quoted(out, text);
}
