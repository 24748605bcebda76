/* SPDX-License-Identifier: MIT */
/*
 * A bounded buffer that counts past its end: one code path measures and
 * writes. Appends give nothing; the caller looks once, at the end.
 */
#ifndef UCR_WRITE_H
#define UCR_WRITE_H

#include <stdint.h>
#include <ucr/ucr.h>

#include "bytes.h"

typedef struct ucr_write {
    char *buf;
    size_t cap;
    size_t used; /* bytes in buf */
    size_t len;  /* of all that was appended; SIZE_MAX: more than that */
    bool full;   /* something did not fit: nothing after it is copied */
} ucr_write;

/** An empty buffer; `buf` may be NULL when `cap` is 0. */
void ucr_write_to(char *buf, size_t cap, ucr_write *out);

/** The same with room kept for the NUL of ucr_write_terminate(). */
void ucr_write_to_cstring(char *buf, size_t cap, ucr_write *out);

/** Writes the NUL unless the room was 0; gives the length without it. */
size_t ucr_write_terminate(ucr_write *out);

/** Bytes that may be cut anywhere. */
void ucr_write_bytes(ucr_write *out, const char *bytes, size_t len);
void ucr_write_cstring(ucr_write *out, const char *text);
void ucr_write_decimal(ucr_write *out, size_t number);

/** Whether so many bytes fit. */
static inline bool ucr_write_fits(const ucr_write *out, size_t len)
{
    return !out->full && len <= out->cap - out->used;
}

/** Counts bytes that are not, or not only, written. */
static inline void ucr_write_count(ucr_write *out, size_t len)
{
    out->len = len > SIZE_MAX - out->len ? SIZE_MAX : out->len + len;
}

/** The same of one byte. */
void ucr_write_one(ucr_write *out, char byte);

static inline void ucr_write_byte(ucr_write *out, char byte)
{
    if (UCR_FAST && ucr_write_fits(out, 1)) {
        out->buf[out->used] = byte;
        out->used++;
        out->len++;
    } else {
        ucr_write_one(out, byte);
    }
}

/** Bytes that are written whole or, as all that follows, not at all. */
void ucr_write_whole(ucr_write *out, const char *bytes, size_t len);

/** A text between quotes: plain text with `"`, `\` and controls escaped (RFC
 * 8259, section 7), escaped text as it is. */
void ucr_write_quoted(ucr_write *out, const ucr_text *text);

/** `before`, a name in its quotes that needs no escape, and a colon. */
void ucr_write_name(ucr_write *out, char before, const char *quoted);

/** The same with a text as its value. */
void ucr_write_member(ucr_write *out, char before, const char *quoted,
                      const ucr_text *text);

/** The most bytes that an escape takes. */
#define UCR_ESCAPE 6

/** Writes the escape of a byte that is escaped in plain text; gives its size, 2
 * or UCR_ESCAPE, or 0 where that is more than `room`. */
size_t ucr_write_escape(char *to, size_t room, char c);

/** A text as ucr_write_quoted(), without the quotes. */
void ucr_write_contents(ucr_write *out, const ucr_text *text);

/** Whether ucr_write_contents() would copy the text as it is. */
bool ucr_write_is_copy(const ucr_text *text);

#endif
