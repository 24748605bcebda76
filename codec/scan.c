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

#include "block.h"
#include "bytes.h"
#include "scan_token.h"
#include "vector.h"

/* For where compilers do not take them in line. */
extern inline void ucr_scan_start(ucr_scan *scan, ucr_str body,
                                  const ucr_options *options);
extern inline ucr_json_kind ucr_scan_peek(const ucr_scan *scan);

const unsigned char ucr_scan_kinds[UCR_LETTERS] = {
    ['{'] = UCR_JSON_OBJECT, ['['] = UCR_JSON_ARRAY,  ['"'] = UCR_JSON_STRING,
    ['-'] = UCR_JSON_NUMBER, ['0'] = UCR_JSON_NUMBER, ['1'] = UCR_JSON_NUMBER,
    ['2'] = UCR_JSON_NUMBER, ['3'] = UCR_JSON_NUMBER, ['4'] = UCR_JSON_NUMBER,
    ['5'] = UCR_JSON_NUMBER, ['6'] = UCR_JSON_NUMBER, ['7'] = UCR_JSON_NUMBER,
    ['8'] = UCR_JSON_NUMBER, ['9'] = UCR_JSON_NUMBER, ['t'] = UCR_JSON_BOOL,
    ['f'] = UCR_JSON_BOOL,   ['n'] = UCR_JSON_NULL,
};

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
    if (scan->code != UCR_OK) {
        return false;
    }
    const char *at = skip_space(scan, scan->at);
    scan->fresh = false;
    if (is_at(scan, at, closing)) {
        scan->at = at + 1;
        scan->depth--;
        if (scan->depth == 0) {
            scan->name = NULL;
        }
        return false;
    }
    at = first ? at : scan_comma(scan, at);
    if (scan->depth == 1) {
        scan->name = at;
    }
    return move_to(scan, at);
}

bool ucr_scan_next_element(ucr_scan *scan)
{
    return next_in(scan, ']');
}

/* ---- Values ----------------------------------------------------------------
 */

/* A value without brackets and of more than a few digits. */
UCR_SELDOM static const char *scan_longer(ucr_scan *scan, const char *at)
{
    char first = '\0';
    if (at < scan->end) {
        first = *at;
    }
    switch (first) {
    case '"':
        return scan_string(scan, at, NULL);
    case 't':
        return scan_literal(scan, at, "true");
    case 'f':
        return scan_literal(scan, at, "false");
    case 'n':
        return scan_literal(scan, at, "null");
    default:
        return first == '-' || ucr_is_digit(first)
                   ? scan_number(scan, at)
                   : fail_at(scan, UCR_E_SYNTAX, at);
    }
}

/* A value without brackets. Most numbers are digits and nothing else. */
static inline const char *scan_scalar(ucr_scan *scan, const char *at)
{
    const char *to = at;
    while (UCR_FAST && to < scan->end && ucr_is_digit(*to)) {
        to++;
    }
    if (to == at || to == scan->end || (*at == '0' && to != at + 1)) {
        return scan_longer(scan, at);
    }
    return *to != '.' && (*to | 0x20) != 'e' ? to : scan_number_rest(scan, to);
}

/* Which of the open brackets are braces: one bit a level, so that nesting
 * costs neither recursion nor more than these bytes of stack. */
typedef struct braces {
    uint32_t bits[UCR_MAX_DEPTH / 32];
} braces;

/* Levels count from 0. */
static inline bool in_brace(const braces *open, unsigned level)
{
    return (open->bits[level / 32] >> level % 32 & 1) != 0;
}

static inline void push(braces *open, unsigned level, bool brace)
{
    assert(level < UCR_MAX_DEPTH);
    uint32_t *word = &open->bits[level / 32];
    const uint32_t bit = UINT32_C(1) << level % 32;
    *word = brace ? *word | bit : *word & ~bit;
}

/* To the next value in a bracket, past the name that it has in an object. */
static inline const char *next_value(ucr_scan *scan, const char *at,
                                     char closing)
{
    return closing == '}' ? scan_name(scan, at, NULL) : at;
}

/* Whether it may be worth it to ask in blocks for the value at `from`. */
static inline bool may_be_known(const ucr_scan *scan, const char *from)
{
    return ucr_block_pays(scan->end - from, UCR_BLOCK_VALUE) &&
           from >= scan->slow;
}

/* After a value that is not known, and so long after a small one, there is
 * seldom a large one that is. */
static inline void learn(ucr_scan *scan, const char *from, const char *to)
{
    if (to == NULL || scan->end - to < UCR_BLOCK_VALUE) {
        scan->slow = scan->end;
    } else if (to - from < UCR_BLOCK_VALUE) {
        scan->slow = to + UCR_BLOCK_VALUE;
    }
}

static inline bool is_bracket(const ucr_scan *scan, const char *at)
{
    return is_at(scan, at, '{') || is_at(scan, at, '[');
}

/* Where the object or array that begins at `from` ends, if all of it is known
 * to be right. Blocks know nothing else; where there are none, anything may be
 * asked. */
static inline const char *known_end(ucr_scan *scan, const char *from)
{
    if (!may_be_known(scan, from)) {
        return NULL;
    }
    const char *to = ucr_block_value(
        from, scan->end, scan->max_depth - scan->depth, scan->strict);
    learn(scan, from, to);
    return to;
}

/* Into a bracket; `*closing` becomes what ends it. Where it has changed since
 * somebody saw it, it is as good as any. */
static inline const char *go_in(ucr_scan *scan, const char *at, braces *open,
                                char *closing)
{
    const bool brace = is_at(scan, at, '{');
    at = scan_open(scan, at);
    if (at != NULL) {
        push(open, scan->depth - 1, brace);
        *closing = brace ? '}' : ']';
    }
    return at;
}

/* Past a value that holds no others, or into a bracket, which `*opened` says.
 */
static inline const char *enter(ucr_scan *scan, const char *at, braces *open,
                                char *closing, bool *opened)
{
    *opened = false;
    if (UCR_FAST && is_at(scan, at, '"')) {
        return scan_string(scan, at, NULL);
    }
    if (!is_bracket(scan, at)) {
        return scan_scalar(scan, at);
    }
    if (ucr_scan_is_empty(scan, at)) {
        return at + 2;
    }
    *opened = true;
    return go_in(scan, at, open, closing);
}

/* From where a value has ended or a bracket has opened, past the brackets that
 * end there, to the next name or value, past the comma before it. `*closing`
 * becomes what ends the innermost bracket that is still open. */
static inline const char *leave(ucr_scan *scan, const char *at,
                                const braces *open, unsigned outer,
                                char *closing, bool opened)
{
    for (;;) {
        at = skip_space(scan, at);
        if (!is_at(scan, at, *closing)) {
            return opened ? at : scan_comma(scan, at);
        }
        at++;
        scan->depth--;
        if (scan->depth == outer) {
            return at;
        }
        *closing = in_brace(open, scan->depth - 1) ? '}' : ']';
        opened = false;
    }
}

/* A whole value, however deep; where code may be longer, only one in brackets,
 * which is entered at once. */
UCR_SELDOM static const char *scan_nested(ucr_scan *scan, const char *at)
{
    braces open = {{0}};
    char closing = '\0';
    const unsigned outer = scan->depth;
    bool entered = UCR_FAST;
    bool opened = true;
    at = UCR_FAST ? go_in(scan, at, &open, &closing) : at;
    do {
        if (!entered) {
            at = next_value(scan, at, closing);
            at = at != NULL ? enter(scan, at, &open, &closing, &opened) : NULL;
        }
        entered = false;
        if (at != NULL && (UCR_FAST || scan->depth != outer)) {
            at = leave(scan, at, &open, outer, &closing, opened);
        }
    } while (at != NULL && scan->depth != outer);
    return at;
}

/* An object or array, where code has to be small any value: at once where all
 * of it is known to be right. */
UCR_SELDOM static const char *scan_whole(ucr_scan *scan, const char *at)
{
    const char *to = known_end(scan, at);
    return to != NULL ? to : scan_nested(scan, at);
}

/* Any value. */
static inline const char *scan_any(ucr_scan *scan, const char *at)
{
    if (UCR_FAST && !is_bracket(scan, at)) {
        return scan_scalar(scan, at);
    }
    return ucr_scan_is_empty(scan, at) ? at + 2 : scan_whole(scan, at);
}

bool ucr_scan_skip(ucr_scan *scan)
{
    return move_to(scan, scan_any(scan, scan->at));
}

bool ucr_scan_value(ucr_scan *scan, ucr_json *out)
{
    const char *from = scan->at;
    const ucr_json_kind kind = ucr_scan_peek(scan);
    if (!ucr_scan_skip(scan)) {
        return false;
    }
    out->raw.ptr = from;
    out->raw.len = (size_t)(scan->at - from);
    out->kind = kind;
    return true;
}

/* ---- Members with known names ----------------------------------------------
 */

/* Whether a word stands at the cursor. The last byte of a word, a quote,
 * tells most of them apart. */
static inline bool is_word(const ucr_scan *scan, const char *at,
                           const ucr_word *word)
{
    return (size_t)(scan->end - at) >= word->len && at[word->len - 1] == '"' &&
           at[1] == word->quoted[1] && ucr_same(at, word->quoted, word->len);
}

#if UCR_FAST
/* Their lengths tell most words apart. From the last one: the documented names
 * come first, and are expected before they are looked for. */
unsigned ucr_scan_find(const ucr_word *words, unsigned count, ucr_str name)
{
    const size_t len = name.len + 2;
    unsigned i = name.len >= UCR_WORD_LEAST ? count : 0;
    while (i > 0 && (words[i - 1].len != len ||
                     !ucr_same(words[i - 1].plain, name.ptr, name.len))) {
        i--;
    }
    /* What comes before 0 is UCR_NO_WORD. */
    return i - 1;
}
#endif

/* Which of the words is the name of the next member, if its name is one. */
static inline bool next_word(ucr_scan *scan, const ucr_word *words,
                             unsigned count, unsigned *field, ucr_text *name)
{
    const char *at = scan->at;
    if (UCR_FAST && *field < count && is_word(scan, at, &words[*field])) {
        const size_t len = words[*field].len;
        *name = (ucr_text){{at + 1, len - 2}, false};
        return move_to(scan, scan_colon(scan, at + len));
    }
    if (!move_to(scan, scan_name(scan, at, name))) {
        return false;
    }
#if UCR_FAST
    *field =
        name->escaped ? UCR_NO_WORD : ucr_scan_find(words, count, name->raw);
#else
    *field = UCR_NO_WORD;
#endif
    return true;
}

/* Whether a member of another name has to be given. */
static inline bool is_given(const ucr_scan *scan, const char *value)
{
    return !UCR_FAST || scan->strict ||
           (scan->deep && is_bracket(scan, value) &&
            !ucr_scan_is_empty(scan, value));
}

bool ucr_scan_next_known(ucr_scan *scan, const ucr_word *words, unsigned count,
                         unsigned *field, ucr_text *name)
{
    do {
        if (!next_in(scan, '}') ||
            !next_word(scan, words, count, field, name)) {
            return false;
        }
        if (*field != UCR_NO_WORD || ucr_scan_may_be_word(name) ||
            is_given(scan, scan->at)) {
            return true;
        }
    } while (move_to(scan, scan_any(scan, scan->at)));
    return false;
}

/* ---- The whole -------------------------------------------------------------
 */

/* A scan that no options limit. */
static void start_widest(ucr_scan *scan, ucr_str value)
{
    static const ucr_options widest = {.max_depth = UCR_MAX_DEPTH};
    ucr_scan_start(scan, value, &widest);
}

void ucr_scan_again(ucr_scan *scan, ucr_str value)
{
    start_widest(scan, value);
    scan->again = true;
}

/* A byte order mark of UTF-16, whichever of its two bytes comes first, or
 * UTF-8's. */
static const char *scan_mark(ucr_scan *scan, const char *at)
{
    const ptrdiff_t left = scan->end - at;
    const bool marked = left >= 3 && ucr_same(at, "\xEF\xBB\xBF", 3);
    return (marked && scan->strict) ||
                   (left >= 2 && ucr_byte(at) + ucr_byte(at + 1) == 0xFE + 0xFF)
               ? fail(scan, UCR_E_BOM, at)
           : marked ? at + 3
                    : at;
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
        !move_to(scan, scan_mark(scan, scan->at))) {
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
    if (!skip_to_value(scan) || !ucr_scan_value(scan, out)) {
        return false;
    }
    return ucr_scan_finish(scan);
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
        at = UCR_FAST ? ucr_vector_utf8(scan->start, at, scan->end) : at;
        /* What stopped that is seldom alone. */
        const char *to = UCR_FAST && scan->end - at > UCR_VECTOR
                             ? at + UCR_VECTOR
                             : scan->end;
        while (at != NULL && at < to) {
            at = scan_utf8(scan, at);
        }
    }
    return at;
}

ucr_code ucr_scan_text(size_t *offset, const ucr_text *text, bool strict)
{
    ucr_scan scan;
    start_widest(&scan, text->raw);
    scan.strict = strict;
    /* Its length says whether there is more. */
    const bool few = UCR_FAST && text->raw.len < 16;
    const char *at =
        text->escaped ? scan_contents(&scan, scan.at, few) : scan_plain(&scan);
    *offset = 0;
    if (at != NULL && !text->escaped) {
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
