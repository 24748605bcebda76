/* SPDX-License-Identifier: MIT */
/*
 * What has no brackets: white space, literals, numbers, strings, and how a
 * fault is kept. The first half of scan.c, which alone includes it, so that all
 * of a value is compiled into one function.
 *
 * Invariant: as in scan.c, a function takes the cursor and gives it back past
 * what it names, or NULL at a fault, and reads no byte at or after `end`.
 */
#ifndef UCR_SCAN_TOKEN_H
#define UCR_SCAN_TOKEN_H

#include "scan.h"

#include <assert.h>
#include <string.h>

#include "block.h"
#include "bytes.h"
#include "vector.h"

/* ---- Faults ----------------------------------------------------------------
 */

static const char *fail(ucr_scan *scan, ucr_code code, const char *fault)
{
    assert(scan->code == UCR_OK);
    assert(fault >= scan->start && fault <= scan->end);
    scan->code = code;
    scan->fault = fault;
    return NULL;
}

/* The body ends inside something that begins at `cut`. */
static const char *fail_eof(ucr_scan *scan, const char *cut)
{
    return fail(scan, UCR_E_EOF, cut);
}

/* The byte at the cursor cannot stand there, or there is none. */
UCR_APART static const char *fail_at(ucr_scan *scan, ucr_code code,
                                     const char *at)
{
    return at == scan->end ? fail_eof(scan, at) : fail(scan, code, at);
}

static inline bool is_at(const ucr_scan *scan, const char *at, char c)
{
    return at < scan->end && *at == c;
}

/* Stores the cursor; false where there is none, at a fault. */
static inline bool move_to(ucr_scan *scan, const char *at)
{
    if (at == NULL) {
        return false;
    }
    scan->at = at;
    return true;
}

/* ---- White space -----------------------------------------------------------
 */

/* How many bytes of white space are taken one by one: a processor that has
 * guessed how many there are does not wait for them, while it would wait for a
 * vector's result. A word takes one comparison. */
#define ONE_BY_ONE (UCR_VECTOR == 8 ? 1 : 8)

UCR_SELDOM static const char *skip_white(const char *at, const char *end)
{
    for (int i = 0; at < end && ucr_is_space(*at); i++, at++) {
        if (UCR_FAST && i == ONE_BY_ONE) {
            return ucr_vector_space(at, end);
        }
    }
    return at;
}

static inline const char *skip_space(const ucr_scan *scan, const char *at)
{
    return UCR_FAST && at < scan->end && ucr_byte(at) > ' '
               ? at
               : skip_white(at, scan->end);
}

/* ---- Literals and numbers --------------------------------------------------
 */

static const char *scan_literal(ucr_scan *scan, const char *at,
                                const char *word)
{
    for (; *word != '\0'; word++, at++) {
        if (!is_at(scan, at, *word)) {
            return fail_at(scan, UCR_E_SYNTAX, at);
        }
    }
    return at;
}

static const char *scan_digits(ucr_scan *scan, const char *at)
{
    if (at == scan->end || !ucr_is_digit(*at)) {
        return fail_at(scan, UCR_E_NUMBER, at);
    }
    do {
        at++;
    } while (at < scan->end && ucr_is_digit(*at));
    return at;
}

/* Digits, of which a zero is the first only where it is the last, too. */
static const char *scan_integer(ucr_scan *scan, const char *first)
{
    const char *at = scan_digits(scan, first);
    return at != NULL && *first == '0' && at - first > 1
               ? fail(scan, UCR_E_NUMBER, first + 1)
               : at;
}

static const char *scan_fraction(ucr_scan *scan, const char *at)
{
    return is_at(scan, at, '.') ? scan_digits(scan, at + 1) : at;
}

static const char *scan_exponent(ucr_scan *scan, const char *at)
{
    if (!is_at(scan, at, 'e') && !is_at(scan, at, 'E')) {
        return at;
    }
    at++;
    if (is_at(scan, at, '+') || is_at(scan, at, '-')) {
        at++;
    }
    return scan_digits(scan, at);
}

/* What a number may have after its integer. */
UCR_SELDOM static const char *scan_number_rest(ucr_scan *scan, const char *at)
{
    at = scan_fraction(scan, at);
    return at != NULL ? scan_exponent(scan, at) : NULL;
}

/* RFC 8259, section 6. */
UCR_APART static const char *scan_number(ucr_scan *scan, const char *at)
{
    at = scan_integer(scan, is_at(scan, at, '-') ? at + 1 : at);
    return at != NULL ? scan_number_rest(scan, at) : NULL;
}

/* ---- Strings ---------------------------------------------------------------
 */

/* Whether what a string holds has been checked, and is passed as it is scanned;
 * where code may be longer, pass_contents() does that sooner. */
static inline bool is_known(const ucr_scan *scan)
{
    return !UCR_FAST && scan->again;
}

/* The four digits of the escape at `escape`, whose backslash a bad digit is
 * reported at. */
static const char *scan_hex4(ucr_scan *scan, const char *escape, uint32_t *unit)
{
    const char *at = escape + 2;
    *unit = 0;
    for (int i = 0; i < 4; i++, at++) {
        if (at == scan->end) {
            return fail_eof(scan, escape);
        }
        int value = ucr_hex_value(*at);
        if (value < 0) {
            return fail(scan, UCR_E_ESCAPE, escape);
        }
        *unit = *unit << 4 | (uint32_t)value;
    }
    return at;
}

/* Whether the i-th byte of an escape can be one of a low surrogate's:
 * `\uDC00` to `\uDFFF`. */
UCR_APART static bool fits_low_surrogate(char c, int i)
{
    switch (i) {
    case 0:
        return c == '\\';
    case 1:
        return c == 'u';
    case 2:
        return ucr_hex_value(c) == 0xD;
    case 3:
        return ucr_hex_value(c) >= 0xC;
    default:
        return ucr_hex_value(c) >= 0;
    }
}

/* The partner that strict asks for. Each byte is judged as it comes, so that
 * the high surrogate at `escape` is at fault as soon as it can have none. */
static const char *scan_low_surrogate(ucr_scan *scan, const char *escape,
                                      const char *at)
{
    for (int i = 0; i < 6; i++, at++) {
        if (at == scan->end) {
            return fail_eof(scan, escape);
        }
        if (!fits_low_surrogate(*at, i)) {
            return fail(scan, UCR_E_SURROGATE, escape);
        }
    }
    return at;
}

static const char *scan_unicode_escape(ucr_scan *scan, const char *escape)
{
    uint32_t unit;
    const char *at = scan_hex4(scan, escape, &unit);
    if (at == NULL || !scan->strict) {
        return at;
    }
    if (ucr_is_low_surrogate(unit)) {
        return fail(scan, UCR_E_SURROGATE, escape);
    }
    return ucr_is_high_surrogate(unit) ? scan_low_surrogate(scan, escape, at)
                                       : at;
}

/* RFC 8259, section 7, from the backslash. */
UCR_APART static const char *scan_escape(ucr_scan *scan, const char *at)
{
    if (scan->end - at < 2) {
        return fail_eof(scan, at);
    }
    if (is_known(scan)) {
        return at + 2;
    }
    if (at[1] == 'u') {
        return scan_unicode_escape(scan, at);
    }
    return ucr_escape_meaning(at[1]) != '\0' ? at + 2
                                             : fail(scan, UCR_E_ESCAPE, at);
}

UCR_APART static const char *scan_utf8(ucr_scan *scan, const char *at)
{
    int length = is_known(scan) ? 1 : ucr_utf8_short(at, scan->end);
    if (length > 0) {
        return at + length;
    }
    length = ucr_utf8_length(at, scan->end);
    if (length == UCR_UTF8_CUT) {
        return fail_eof(scan, at);
    }
    if (length == UCR_UTF8_BAD) {
        return fail(scan, UCR_E_UTF8, at);
    }
    return at + length;
}

/* Past a run of plain ASCII. */
static inline const char *skip_plain(const ucr_scan *scan, const char *at)
{
    return ucr_vector_plain(scan->start, at, scan->end);
}

/* One escape, or a control; `at` is before the end. */
static const char *scan_special(ucr_scan *scan, const char *at)
{
    return *at == '\\' ? scan_escape(scan, at) : fail(scan, UCR_E_CONTROL, at);
}

/* A run of what is not ASCII. */
static const char *scan_not_ascii(ucr_scan *scan, const char *at)
{
    at = ucr_vector_threes(at, scan->end);
    while (at != NULL && at < scan->end && ucr_byte(at) >= 0x80) {
        at = scan_utf8(scan, at);
    }
    return at;
}

static inline bool is_in_string(const ucr_scan *scan, const char *at)
{
    return at < scan->end && *at != '"';
}

/* Past a run of plain ASCII where often there is none. */
static inline const char *skip_some(const ucr_scan *scan, const char *at)
{
    return at < scan->end && ucr_is_special(ucr_byte(at))
               ? at
               : skip_plain(scan, at);
}

/* One thing that is special, and the run after it; where code has to be small,
 * anything, and no more. */
static inline const char *scan_step(ucr_scan *scan, const char *at)
{
    if (!UCR_FAST && !ucr_is_special(ucr_byte(at))) {
        return at + 1;
    }
    if (*at == '\\') {
        scan->escaped = true;
    }
    at = ucr_byte(at) < 0x80 ? scan_special(scan, at)
         : UCR_FAST          ? scan_not_ascii(scan, at)
                             : scan_utf8(scan, at);
    return UCR_FAST && at != NULL ? skip_some(scan, at) : at;
}

/* String contents, byte by byte but for runs of plain ASCII. */
UCR_APART static const char *scan_bytes(ucr_scan *scan, const char *at)
{
    while (at != NULL && is_in_string(scan, at)) {
        at = scan_step(scan, at);
    }
    return at == scan->end ? fail_eof(scan, at) : at;
}

/* The rest of string contents that have been checked. */
static const char *pass_contents(ucr_scan *scan, const char *at)
{
    while (!is_at(scan, at, '"')) {
        const char *from = at;
        if (is_at(scan, at, '\\') && scan->end - at >= 2) {
            scan->escaped = true;
            at = ucr_pass_escapes(at, scan->end);
        } else {
            at = ucr_vector_unescaped(scan->start, at, scan->end);
        }
        if (at == from) {
            return fail_at(scan, UCR_E_CONTROL, at);
        }
    }
    return at;
}

/* The length of a sequence that most are like, or of a short escape; 0 for all
 * others. */
static inline int scan_short(ucr_scan *scan, const char *at)
{
    if (is_at(scan, at, '\\') && scan->end - at >= 2 &&
        ucr_escape_meaning(at[1]) != '\0') {
        scan->escaped = true;
        return 2;
    }
    return at < scan->end ? ucr_utf8_short(at, scan->end) : 0;
}

/* So many steps are sooner taken than blocks asked for. */
#define STEPS 2

/* The rest of string contents, from the first byte that is special. `few`:
 * there may be no more than that, which is looked at before blocks are asked
 * for. */
UCR_SELDOM static const char *scan_rest(ucr_scan *scan, const char *at,
                                        bool few)
{
    const char *to = NULL;
    ucr_text text;
    if (scan->again) {
        return pass_contents(scan, at);
    }
    for (int i = 0; i < STEPS; i++) {
        const int length = scan_short(scan, at);
        if (length == 0) {
            break;
        }
        at = skip_some(scan, at + length);
        if (is_at(scan, at, '"')) {
            return at;
        }
    }
    for (int i = 0; few && i < STEPS && at != NULL && is_in_string(scan, at) &&
                    !ucr_is_foreign(at, scan->end);
         i++) {
        at = scan_step(scan, at);
    }
    if (at == NULL || !is_in_string(scan, at)) {
        return at == scan->end ? fail_eof(scan, at) : at;
    }
    if (ucr_block_pays(scan->end - at, 0)) {
        to = ucr_block_string(at, at, scan->end, scan->strict, &text);
    }
    if (to == NULL) {
        return scan_bytes(scan, at);
    }
    scan->escaped = scan->escaped || text.escaped;
    return to - 1;
}

/* String contents, to the quote that ends them. */
static inline const char *scan_contents(ucr_scan *scan, const char *at,
                                        bool few)
{
    scan->escaped = false;
    if (!UCR_FAST) {
        return scan_bytes(scan, at);
    }
    /* Nothing is quicker to find than that there is nothing. */
    if (is_at(scan, at, '"')) {
        return at;
    }
    at = skip_some(scan, at);
    return is_at(scan, at, '"') ? at : scan_rest(scan, at, few);
}

/* From the opening quote past the closing one. */
static inline const char *scan_string(ucr_scan *scan, const char *at,
                                      ucr_text *out)
{
    at++;
    const char *quote = scan_contents(scan, at, UCR_FAST);
    if (quote == NULL) {
        return NULL;
    }
    if (out != NULL) {
        out->raw.ptr = at;
        out->raw.len = (size_t)(quote - at);
        out->escaped = scan->escaped;
    }
    return quote + 1;
}

bool ucr_scan_string(ucr_scan *scan, ucr_text *out)
{
    /* Not that it is a quote: who saw one may find that it has changed. */
    assert(scan->at < scan->end);
    return move_to(scan, scan_string(scan, scan->at, out));
}

#endif
