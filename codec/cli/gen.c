/* SPDX-License-Identifier: MIT */
/*
 * Values into JSON text on an output stream.
 *
 * yajl's generator writes the grammar and escapes what JSON demands; here is
 * what a terminal demands besides: DEL, C1 and bidirectional controls, and
 * line separators, become \u escapes. Knows no message. Invariant: such
 * characters are in JSON text nowhere but inside strings, where the escape
 * means the same, so what is written is the same value.
 */
#include "gen.h"

#include <stdlib.h>
#include <string.h>

/* ---- The stream ---------------------------------------------------------- */

/* The code point at `at` if it has two or three bytes, else 0. yajl hands on
 * whole strings or what stands between two escapes: never a part of one. */
static unsigned code_point(const unsigned char *at, size_t left)
{
    if (left >= 2 && (at[0] & 0xE0) == 0xC0) {
        return (unsigned)(at[0] & 0x1F) << 6 | (unsigned)(at[1] & 0x3F);
    }
    if (left >= 3 && (at[0] & 0xF0) == 0xE0) {
        return (unsigned)(at[0] & 0x0F) << 12 | (unsigned)(at[1] & 0x3F) << 6 |
               (unsigned)(at[2] & 0x3F);
    }
    return 0;
}

static bool is_unsafe(unsigned point)
{
    return (point >= 0x7F && point <= 0x9F) || point == 0x061C ||
           point == 0x200E || point == 0x200F ||
           (point >= 0x2028 && point <= 0x202E) ||
           (point >= 0x2066 && point <= 0x2069);
}

static void print_escape(ucr_print *to, unsigned point)
{
    static const char hex[] = "0123456789ABCDEF";
    const char escape[] = {'\\',
                           'u',
                           hex[point >> 12 & 0xF],
                           hex[point >> 8 & 0xF],
                           hex[point >> 4 & 0xF],
                           hex[point & 0xF]};
    ucr_print_bytes(to, escape, sizeof(escape));
}

static void print_safely(void *ctx, const char *bytes, size_t len)
{
    ucr_print *to = ctx;
    const unsigned char *at = (const unsigned char *)bytes;
    size_t done = 0;
    for (size_t i = 0; i < len; i++) {
        if (at[i] < 0x7F) {
            continue;
        }
        unsigned point = at[i] == 0x7F ? 0x7F : code_point(at + i, len - i);
        if (is_unsafe(point)) {
            ucr_print_bytes(to, bytes + done, i - done);
            print_escape(to, point);
            i += point > 0x7FF ? 2 : point > 0x7F;
            done = i + 1;
        }
    }
    ucr_print_bytes(to, bytes + done, len - done);
}

void ucr_gen_open(ucr_gen *gen, ucr_print *to, bool pretty)
{
    gen->to = to;
    gen->status = yajl_gen_status_ok;
    gen->yajl = yajl_gen_alloc(NULL);
    if (gen->yajl != NULL) {
        yajl_gen_config(gen->yajl, yajl_gen_beautify, (int)pretty);
        yajl_gen_config(gen->yajl, yajl_gen_print_callback, print_safely, to);
    }
}

void ucr_gen_close(ucr_gen *gen)
{
    if (gen->yajl != NULL) {
        yajl_gen_free(gen->yajl);
        gen->yajl = NULL;
    }
}

bool ucr_gen_is_well(const ucr_gen *gen)
{
    return gen->yajl != NULL && gen->status == yajl_gen_status_ok &&
           gen->to->failed == 0;
}

/* ---- Values -------------------------------------------------------------- */

static void keep(ucr_gen *gen, yajl_gen_status status)
{
    if (gen->status == yajl_gen_status_ok) {
        gen->status = status;
    }
}

void ucr_gen_map_open(ucr_gen *gen)
{
    if (ucr_gen_is_well(gen)) {
        keep(gen, yajl_gen_map_open(gen->yajl));
    }
}

void ucr_gen_map_close(ucr_gen *gen)
{
    if (ucr_gen_is_well(gen)) {
        keep(gen, yajl_gen_map_close(gen->yajl));
    }
}

void ucr_gen_array_open(ucr_gen *gen)
{
    if (ucr_gen_is_well(gen)) {
        keep(gen, yajl_gen_array_open(gen->yajl));
    }
}

void ucr_gen_array_close(ucr_gen *gen)
{
    if (ucr_gen_is_well(gen)) {
        keep(gen, yajl_gen_array_close(gen->yajl));
    }
}

void ucr_gen_null(ucr_gen *gen)
{
    if (ucr_gen_is_well(gen)) {
        keep(gen, yajl_gen_null(gen->yajl));
    }
}

void ucr_gen_bool(ucr_gen *gen, bool value)
{
    if (ucr_gen_is_well(gen)) {
        keep(gen, yajl_gen_bool(gen->yajl, value));
    }
}

void ucr_gen_decimal(ucr_gen *gen, size_t number)
{
    if (ucr_gen_is_well(gen)) {
        keep(gen, yajl_gen_integer(gen->yajl, (long long)number));
    }
}

void ucr_gen_number(ucr_gen *gen, const char *digits, size_t len)
{
    if (ucr_gen_is_well(gen)) {
        keep(gen, yajl_gen_number(gen->yajl, digits, len));
    }
}

void ucr_gen_bytes(ucr_gen *gen, const char *bytes, size_t len)
{
    if (ucr_gen_is_well(gen)) {
        keep(gen,
             yajl_gen_string(gen->yajl, (const unsigned char *)bytes, len));
    }
}

void ucr_gen_cstring(ucr_gen *gen, const char *text)
{
    ucr_gen_bytes(gen, text, strlen(text));
}

void ucr_gen_text(ucr_gen *gen, ucr_text text)
{
    if (!text.escaped) {
        ucr_gen_bytes(gen, text.raw.ptr, text.raw.len);
        return;
    }
    size_t size = ucr_text_copy(NULL, 0, text);
    char *plain = malloc(size + 1);
    if (plain == NULL) {
        keep(gen, yajl_gen_in_error_state);
        return;
    }
    ucr_text_copy(plain, size, text);
    ucr_gen_bytes(gen, plain, size);
    free(plain);
}

void ucr_gen_member(ucr_gen *gen, const char *name, ucr_text text)
{
    if (text.raw.ptr != NULL) {
        ucr_gen_cstring(gen, name);
        ucr_gen_text(gen, text);
    }
}
