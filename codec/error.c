/* SPDX-License-Identifier: MIT */
/*
 * A code, an offset and a path into words.
 *
 * Knows nothing of how errors come about. Invariant: what is written is
 * printable, whatever the body holds: every byte of it passes through
 * ucr_text_show(), and all else is from the tables here.
 */
#include "error.h"

#include <string.h>

#include "bytes.h"
#include "text.h"
#include "write.h"

/* ---- Making ----------------------------------------------------------------
 */

ucr_code ucr_error_set(ucr_error *err, ucr_code code, size_t offset)
{
    if (err != NULL) {
        memset(err, 0, sizeof(*err));
        err->code = code;
        err->offset = code != UCR_OK ? offset : 0;
    }
    return code;
}

ucr_code ucr_error_give(ucr_error *err, const ucr_fault *fault)
{
    if (fault->code == UCR_OK) {
        return ucr_error_set(err, UCR_OK, 0);
    }
    ucr_error_set(err, fault->code, fault->offset);
    if (err == NULL) {
        return fault->code;
    }
    if (fault->list != NULL) {
        err->path[0].name = fault->list;
        err->path[1].index = fault->index;
        err->steps = 2;
    }
    if (fault->name != NULL) {
        err->path[err->steps].name = fault->name;
        err->steps++;
    }
    return fault->code;
}

/* ---- Codes in words --------------------------------------------------------
 */

typedef struct words {
    ucr_code code;
    const char *name;
    const char *text;
} words;

UCR_APART static const words *words_of(ucr_code code)
{
    static const words all[] = {
        {UCR_OK, "UCR_OK", "There is no fault."},
        {UCR_E_EMPTY, "UCR_E_EMPTY", "The body holds nothing but white space."},
        {UCR_E_EOF, "UCR_E_EOF", "The body ends before its value does."},
        {UCR_E_SYNTAX, "UCR_E_SYNTAX", "JSON does not allow this byte here."},
        {UCR_E_NUMBER, "UCR_E_NUMBER",
         "The number is not one of JSON: a digit is missing or one too many "
         "here."},
        {UCR_E_CONTROL, "UCR_E_CONTROL",
         "A control character stands unescaped in a string."},
        {UCR_E_ESCAPE, "UCR_E_ESCAPE", "This is no escape that JSON has."},
        {UCR_E_SURROGATE, "UCR_E_SURROGATE",
         "An escaped surrogate stands without its partner."},
        {UCR_E_UTF8, "UCR_E_UTF8", "These bytes are not valid UTF-8."},
        {UCR_E_BOM, "UCR_E_BOM",
         "The body begins with a byte order mark, which is not allowed here."},
        {UCR_E_TRAILING, "UCR_E_TRAILING",
         "Something follows after the body's value."},
        {UCR_E_DEPTH, "UCR_E_DEPTH",
         "This bracket opens one level more than the limit allows."},
        {UCR_E_TYPE, "UCR_E_TYPE", "The value is not of the required type."},
        {UCR_E_ENUM, "UCR_E_ENUM", "The value is not one of those allowed."},
        {UCR_E_MISSING, "UCR_E_MISSING", "A required member is missing."},
        {UCR_E_DUPLICATE, "UCR_E_DUPLICATE",
         "The member stands here for a second time."},
        {UCR_E_UNKNOWN, "UCR_E_UNKNOWN",
         "The documentation knows no member of this name here."},
        {UCR_E_ITEMS, "UCR_E_ITEMS",
         "The list has more elements than the limit allows."},
        {UCR_E_LENGTH, "UCR_E_LENGTH",
         "The text is longer than the documentation allows."},
        {UCR_E_STATUS, "UCR_E_STATUS",
         "The HTTP status is not one that this profile knows."},
        {UCR_E_BODY_SIZE, "UCR_E_BODY_SIZE",
         "The body is longer than the limit allows."},
        {UCR_E_SPACE, "UCR_E_SPACE",
         "The output needs more room than it was given."},
        {UCR_E_ARGUMENT, "UCR_E_ARGUMENT",
         "The call has an argument that cannot be right."},
        {UCR_E_PATH, "UCR_E_PATH",
         "This is not the operation's path with a usable server id."},
        {UCR_E_TOKEN, "UCR_E_TOKEN",
         "The token is empty, too long, or holds a byte that none may hold."},
        {UCR_E_CONTENT_TYPE, "UCR_E_CONTENT_TYPE",
         "The content type is not application/json in UTF-8."},
        {UCR_E_MEMORY, "UCR_E_MEMORY", "Memory ran out."},
        {UCR_E_CANCELLED, "UCR_E_CANCELLED", "A callback said stop."},
        /* All others. */
        {UCR_OK, "UCR_E_?", "This is no code of this library."},
    };
    const words *found = all;
    while (found->code != code &&
           found < all + sizeof(all) / sizeof(all[0]) - 1) {
        found++;
    }
    return found;
}

const char *ucr_code_name(ucr_code code)
{
    return words_of(code)->name;
}

const char *ucr_code_text(ucr_code code)
{
    return words_of(code)->text;
}

/* ---- The path --------------------------------------------------------------
 */

static void write_path(ucr_write *out, const ucr_error *err)
{
    for (unsigned i = 0; i < err->steps && i < UCR_MAX_STEPS; i++) {
        ucr_write_byte(out, '/');
        if (err->path[i].name != NULL) {
            ucr_write_cstring(out, err->path[i].name);
        } else {
            ucr_write_decimal(out, err->path[i].index);
        }
    }
}

size_t ucr_error_path(char *buf, size_t cap, const ucr_error *err)
{
    ucr_write out;
    ucr_write_to_cstring(buf, cap, &out);
    if (err != NULL) {
        write_path(&out, err);
    }
    return ucr_write_terminate(&out);
}

/* ---- The place -------------------------------------------------------------
 */

static ucr_str readable(ucr_str body)
{
    return body.ptr != NULL ? body : (ucr_str){"", 0};
}

void ucr_error_locate(size_t *line, size_t *column, ucr_str body, size_t offset)
{
    ucr_str text = readable(body);
    size_t until = offset < text.len ? offset : text.len;
    size_t lines = 1;
    size_t start = 0;
    for (size_t i = 0; i < until; i++) {
        if (text.ptr[i] == '\n') {
            lines++;
            start = i + 1;
        }
    }
    if (line != NULL) {
        *line = lines;
    }
    if (column != NULL) {
        *column = until - start + 1;
    }
}

/* ---- The picture -----------------------------------------------------------
 */

/* Bytes of the line that are shown on each side of the offset. */
#define SHOWN_BEFORE 40
#define SHOWN_AFTER 36
/* What stands for the rest of it. */
#define DOTS "..."

/* Where to cut a line, before its end, so that no sequence is split: back over
 * at most the three later bytes that a valid one can have. */
UCR_APART static const char *whole_before(const char *from, const char *cut)
{
    const char *at = cut;
    while (cut - at < 3 && at > from && ucr_is_later(*at)) {
        at--;
    }
    return ucr_is_later(*at) ? cut : at;
}

/* The line that holds the byte at `at`, without its LF. Every code point counts
 * as one column: a terminal may draw some of them wider. */
static void write_picture(ucr_write *out, ucr_str body, const char *at)
{
    const char *from = at;
    const char *to = at;
    size_t indent = 0;
    while (from > body.ptr && from[-1] != '\n') {
        from--;
    }
    while (to < body.ptr + body.len && *to != '\n') {
        to++;
    }
    const bool cut = to - at > SHOWN_AFTER;
    const char *shown = cut ? whole_before(from, at + SHOWN_AFTER) : to;
    if (at - from > SHOWN_BEFORE) {
        from = whole_before(from, at - SHOWN_BEFORE);
        ucr_write_cstring(out, DOTS);
        indent = sizeof(DOTS) - 1;
    }
    ucr_text text = {{from, (size_t)(at - from)}, false};
    indent += ucr_text_write_shown(out, &text);
    text.raw.len = (size_t)(shown - at); /* it has come to `at` */
    ucr_text_write_shown(out, &text);
    ucr_write_cstring(out, cut ? DOTS "\n" : "\n");
    for (; indent > 0; indent--) {
        ucr_write_byte(out, ' ');
    }
    ucr_write_cstring(out, "^\n");
}

size_t ucr_error_describe(char *buf, size_t cap, const ucr_error *err,
                          ucr_str body)
{
    ucr_write out;
    ucr_write_to_cstring(buf, cap, &out);
    if (err != NULL) {
        const ucr_str text = readable(body);
        const size_t offset = err->offset < text.len ? err->offset : text.len;
        write_picture(&out, text, text.ptr + offset);
        const words *code = words_of(err->code);
        ucr_write_cstring(&out, code->name);
        if (err->steps > 0) {
            ucr_write_cstring(&out, " at ");
            write_path(&out, err);
        }
        ucr_write_cstring(&out, ": ");
        ucr_write_cstring(&out, code->text);
        ucr_write_byte(&out, '\n');
    }
    return ucr_write_terminate(&out);
}

unsigned ucr_version(void)
{
    return UCR_VERSION;
}
