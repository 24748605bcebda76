/* SPDX-License-Identifier: MIT */
/*
 * Contiguous bytes into checked JSON values (RFC 8259): bounds, grammar,
 * UTF-8, escapes, depth. One function a rule, in the grammar's order: it takes
 * the cursor and gives it back past what it names, or NULL at a fault.
 *
 * Knows no field name and no message. Invariant: start <= at <= end, and no
 * byte at or after `end` is ever read: every function that reads through its
 * cursor first compares it with `end`. A cursor moves only forward, so the
 * work is linear.
 */
#include "scan.h"

#include <assert.h>
#include <string.h>

#include "block.h"
#include "bytes.h"
#include "vector.h"

/* For where compilers do not take them in line. */
extern inline ucr_scan ucr_scan_of(ucr_str body, const ucr_options *options);
extern inline ucr_json_kind ucr_scan_kind(char first);
extern inline ucr_json_kind ucr_scan_peek(const ucr_scan *scan);

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

/* The first few byte by byte: a processor that has guessed how many there are
 * does not wait for them, while it would wait for a vector's result. */
static inline const char *skip_space(const ucr_scan *scan, const char *at)
{
    const char *end = scan->end;
    for (int i = 0; at < end && ucr_is_space(*at); i++, at++) {
        if (i == 8) {
            return ucr_vector_space(at, end);
        }
    }
    return at;
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
    while (at < scan->end && ucr_is_digit(*at)) {
        at++;
    }
    return at;
}

static const char *scan_integer(ucr_scan *scan, const char *at)
{
    if (!is_at(scan, at, '0')) {
        return scan_digits(scan, at);
    }
    at++;
    if (at < scan->end && ucr_is_digit(*at)) {
        return fail(scan, UCR_E_NUMBER, at);
    }
    return at;
}

static const char *scan_fraction(ucr_scan *scan, const char *at)
{
    return is_at(scan, at, '.') ? scan_digits(scan, at + 1) : at;
}

UCR_APART static const char *scan_exponent(ucr_scan *scan, const char *at)
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

/* RFC 8259, section 6. */
static const char *scan_number(ucr_scan *scan, const char *at)
{
    at = scan_integer(scan, is_at(scan, at, '-') ? at + 1 : at);
    at = at != NULL ? scan_fraction(scan, at) : NULL;
    return at != NULL ? scan_exponent(scan, at) : NULL;
}

/* ---- Strings ---------------------------------------------------------------
 */

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
    if (at[1] == 'u') {
        return scan_unicode_escape(scan, at);
    }
    return ucr_escape_meaning(at[1]) != '\0' ? at + 2
                                             : fail(scan, UCR_E_ESCAPE, at);
}

static inline const char *scan_utf8(ucr_scan *scan, const char *at)
{
    if (ucr_utf8_is_three(at, scan->end)) {
        return at + 3;
    }
    int length = ucr_utf8_length(at, scan->end);
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

/* String contents, byte by byte but for runs of plain ASCII. */
static const char *scan_bytes(ucr_scan *scan, const char *at)
{
    bool escaped = false;
    while (at != NULL && at < scan->end && *at != '"') {
        escaped = escaped || *at == '\\';
        at = ucr_byte(at) >= 0x80 ? scan_not_ascii(scan, at)
                                  : scan_special(scan, at);
        at = at != NULL ? skip_plain(scan, at) : NULL;
    }
    scan->escaped = escaped;
    return at == scan->end ? fail_eof(scan, at) : at;
}

/* String contents, to the quote that ends them. */
static inline const char *scan_contents(ucr_scan *scan, const char *at)
{
    const char *quote = NULL;
    scan->escaped = false;
    at = skip_plain(scan, at);
    if (at < scan->end && *at == '"') {
        return at;
    }
    if (ucr_block_pays(scan->end - at, 0)) {
        quote = ucr_block_string(scan->start, at, scan->end, scan->strict,
                                 &scan->escaped);
    }
    return quote != NULL ? quote : scan_bytes(scan, at);
}

/* From the opening quote past the closing one. */
static const char *scan_string(ucr_scan *scan, const char *at, ucr_text *out)
{
    const char *quote = scan_contents(scan, at + 1);
    if (quote == NULL) {
        return NULL;
    }
    if (out != NULL) {
        out->raw.ptr = at + 1;
        out->raw.len = (size_t)(quote - at - 1);
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

/* ---- Objects and arrays ----------------------------------------------------
 */

static const char *scan_open(ucr_scan *scan, const char *at)
{
    if (scan->depth == scan->max_depth) {
        return fail(scan, UCR_E_DEPTH, at);
    }
    scan->depth++;
    return at + 1;
}

/* The comma between two members or elements. */
static const char *scan_comma(ucr_scan *scan, const char *at)
{
    return is_at(scan, at, ',') ? skip_space(scan, at + 1)
                                : fail_at(scan, UCR_E_SYNTAX, at);
}

/* The colon after a name, to the value. */
static inline const char *scan_colon(ucr_scan *scan, const char *at)
{
    at = skip_space(scan, at);
    return is_at(scan, at, ':') ? skip_space(scan, at + 1)
                                : fail_at(scan, UCR_E_SYNTAX, at);
}

/* A name and its colon, to the value. */
static const char *scan_name(ucr_scan *scan, const char *at, ucr_text *name)
{
    if (!is_at(scan, at, '"')) {
        return fail_at(scan, UCR_E_SYNTAX, at);
    }
    at = scan_string(scan, at, name);
    return at != NULL ? scan_colon(scan, at) : NULL;
}

bool ucr_scan_open(ucr_scan *scan)
{
    /* Not that it is a bracket: who saw one may find that it has changed. */
    assert(scan->at < scan->end);
    scan->fresh = true;
    return move_to(scan, scan_open(scan, scan->at));
}

/* To the next name or element, past the comma that must stand before all but
 * the first. False at the closing bracket, which is taken, or at a fault. */
static inline bool next_in(ucr_scan *scan, char closing)
{
    const bool first = scan->fresh;
    const char *at = skip_space(scan, scan->at);
    scan->fresh = false;
    if (is_at(scan, at, closing)) {
        scan->at = at + 1;
        scan->depth--;
        return false;
    }
    return move_to(scan, first ? at : scan_comma(scan, at));
}

/* Whether a word stands at the cursor. The last byte of a word, a quote,
 * tells most of them apart. */
static inline bool is_word(const ucr_scan *scan, const char *at,
                           const ucr_word *word)
{
    return (size_t)(scan->end - at) >= word->len && at[word->len - 1] == '"' &&
           at[1] == word->quoted[1] && ucr_same(at, word->quoted, word->len);
}

/* Which of the words stands at the cursor; `count` if none does. Most often it
 * is the one that is expected. */
static inline unsigned find_word(const ucr_scan *scan, const char *at,
                                 const ucr_word *words, unsigned count,
                                 unsigned expected)
{
    if (expected < count && is_word(scan, at, &words[expected])) {
        return expected;
    }
    unsigned i = 0;
    while (i < count && !is_word(scan, at, &words[i])) {
        i++;
    }
    return i;
}

bool ucr_scan_next_known(ucr_scan *scan, const ucr_word *words, unsigned count,
                         unsigned *field, ucr_text *name)
{
    if (scan->code != UCR_OK || !next_in(scan, '}')) {
        return false;
    }
    const char *at = scan->at;
    *field = find_word(scan, at, words, count, *field);
    if (*field == count) {
        return move_to(scan, scan_name(scan, at, name));
    }
    const size_t len = words[*field].len;
    *name = (ucr_text){{at + 1, len - 2}, false};
    return move_to(scan, scan_colon(scan, at + len));
}

bool ucr_scan_next_element(ucr_scan *scan)
{
    return scan->code == UCR_OK && next_in(scan, ']');
}

/* ---- Values ----------------------------------------------------------------
 */

/* A value without brackets. */
static const char *scan_scalar(ucr_scan *scan, const char *at)
{
    switch (at < scan->end ? *at : '\0') {
    case '"':
        return scan_string(scan, at, NULL);
    case 't':
        return scan_literal(scan, at, "true");
    case 'f':
        return scan_literal(scan, at, "false");
    case 'n':
        return scan_literal(scan, at, "null");
    case '-':
    case '0':
    case '1':
    case '2':
    case '3':
    case '4':
    case '5':
    case '6':
    case '7':
    case '8':
    case '9':
        return scan_number(scan, at);
    default:
        return fail_at(scan, UCR_E_SYNTAX, at);
    }
}

/* Which of the open brackets are braces: one bit a level, so that nesting
 * costs neither recursion nor more than these bytes of stack. A level's bit is
 * set before it is read; what is not yet set is never looked at. */
typedef struct braces {
    uint64_t bits[UCR_MAX_DEPTH / 64];
} braces;

static inline bool in_brace(const braces *open, size_t level)
{
    return (open->bits[level / 64] >> level % 64 & 1) != 0;
}

static inline void push(braces *open, size_t level, bool brace)
{
    const uint64_t below = (UINT64_C(1) << level % 64) - 1;
    const uint64_t bit = (uint64_t)brace << level % 64;
    /* The first level of a word finds nothing below it. */
    uint64_t word = level % 64 != 0 ? open->bits[level / 64] & below : 0;
    open->bits[level / 64] = word | bit;
}

/* From where a value has ended or a bracket has opened to the next value,
 * past the brackets that end on the way; with none open, to there. */
static inline const char *next_value(ucr_scan *scan, const char *at,
                                     const braces *open, size_t outer,
                                     bool fresh)
{
    while (scan->depth > outer) {
        const bool brace = in_brace(open, scan->depth - outer - 1);
        at = skip_space(scan, at);
        if (!is_at(scan, at, brace ? '}' : ']')) {
            at = fresh ? at : scan_comma(scan, at);
            return at != NULL && brace ? scan_name(scan, at, NULL) : at;
        }
        at++;
        scan->depth--;
        fresh = false;
    }
    return at;
}

/* A whole value, however deep. */
static const char *scan_nested(ucr_scan *scan, const char *at)
{
    braces open;
    const size_t outer = scan->depth;
    do {
        const bool brace = is_at(scan, at, '{');
        const bool bracket = brace || is_at(scan, at, '[');
        at = bracket ? scan_open(scan, at) : scan_scalar(scan, at);
        if (at == NULL) {
            return NULL;
        }
        if (bracket) {
            push(&open, scan->depth - outer - 1, brace);
        }
        at = next_value(scan, at, &open, outer, bracket);
    } while (at != NULL && scan->depth > outer);
    return at;
}

bool ucr_scan_value(ucr_scan *scan, ucr_json *out)
{
    const char *from = scan->at;
    const char *to = NULL;
    const ucr_json_kind kind = ucr_scan_peek(scan);
    /* At once where all of it is known to be right. */
    if ((kind == UCR_JSON_OBJECT || kind == UCR_JSON_ARRAY) &&
        ucr_block_pays(scan->end - from, UCR_BLOCK_VALUE)) {
        to = ucr_block_value(from, scan->end, scan->max_depth - scan->depth,
                             scan->strict);
    }
    if (!move_to(scan, to != NULL ? to : scan_nested(scan, from))) {
        return false;
    }
    if (out != NULL) {
        out->raw.ptr = from;
        out->raw.len = (size_t)(scan->at - from);
        out->kind = kind;
    }
    return true;
}

/* ---- The whole -------------------------------------------------------------
 */

ucr_scan ucr_scan_again(ucr_str value)
{
    static const ucr_options widest = {.max_depth = UCR_MAX_DEPTH};
    return ucr_scan_of(value, &widest);
}

static bool starts_with(const ucr_scan *scan, const char *bytes, size_t len)
{
    return (size_t)(scan->end - scan->at) >= len &&
           ucr_same(scan->at, bytes, len);
}

static const char *scan_mark(ucr_scan *scan)
{
    if (starts_with(scan, "\xFE\xFF", 2) || starts_with(scan, "\xFF\xFE", 2)) {
        return fail(scan, UCR_E_BOM, scan->at);
    }
    if (!starts_with(scan, "\xEF\xBB\xBF", 3)) {
        return scan->at;
    }
    return scan->strict ? fail(scan, UCR_E_BOM, scan->at) : scan->at + 3;
}

static bool skip_to_value(ucr_scan *scan)
{
    scan->at = skip_space(scan, scan->at);
    if (scan->at == scan->end) {
        fail(scan, UCR_E_EMPTY, scan->end);
        return false;
    }
    return true;
}

bool ucr_scan_begin(ucr_scan *scan)
{
    /* A mark begins with no ASCII byte. */
    if (scan->at < scan->end && ucr_byte(scan->at) >= 0x80 &&
        !move_to(scan, scan_mark(scan))) {
        return false;
    }
    return skip_to_value(scan);
}

bool ucr_scan_finish(ucr_scan *scan)
{
    if (scan->code != UCR_OK) {
        return false;
    }
    scan->at = skip_space(scan, scan->at);
    if (scan->at < scan->end) {
        fail(scan, UCR_E_TRAILING, scan->at);
        return false;
    }
    return true;
}

bool ucr_scan_alone(ucr_scan *scan, ucr_json *out)
{
    return skip_to_value(scan) && ucr_scan_value(scan, out) &&
           ucr_scan_finish(scan);
}

/* ---- Text that is to be written --------------------------------------------
 */

/* What a closing quote right after the text would make of one that ends too
 * early; `scan->fault` is where the unfinished part begins. */
static ucr_code code_of_cut(const ucr_scan *scan)
{
    size_t length = (size_t)(scan->end - scan->fault);
    if (*scan->fault != '\\') {
        return UCR_E_UTF8;
    }
    if (length == 1) {
        return UCR_E_EOF;
    }
    /* A whole `\uD8xx` waits for its partner. */
    return length >= 6 ? UCR_E_SURROGATE : UCR_E_ESCAPE;
}

static const char *scan_plain(ucr_scan *scan)
{
    const char *at = scan->at;
    while (at != NULL && at < scan->end) {
        at = ucr_vector_utf8(scan->start, at, scan->end);
        /* What stopped that is seldom alone. */
        const char *to =
            scan->end - at > UCR_VECTOR ? at + UCR_VECTOR : scan->end;
        while (at != NULL && at < to) {
            at = scan_utf8(scan, at);
        }
    }
    return at;
}

ucr_code ucr_scan_text(size_t *offset, ucr_text text, bool strict)
{
    ucr_scan scan = ucr_scan_again(text.raw);
    scan.strict = strict;
    const char *at =
        text.escaped ? scan_contents(&scan, scan.at) : scan_plain(&scan);
    *offset = 0;
    if (at != NULL && !text.escaped) {
        return UCR_OK;
    }
    if (at != NULL) {
        /* Stopped at a quote, which only an escape can hold. */
        *offset = ucr_scan_offset(&scan, at);
        return UCR_E_SYNTAX;
    }
    if (scan.code != UCR_E_EOF) {
        *offset = ucr_scan_fault(&scan);
        return scan.code;
    }
    if (scan.fault == scan.end) {
        return UCR_OK;
    }
    ucr_code code = code_of_cut(&scan);
    *offset = ucr_scan_offset(&scan, code == UCR_E_EOF ? scan.end : scan.fault);
    return code;
}
