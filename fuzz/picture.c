/* SPDX-License-Identifier: MIT */
/*
 * An error and its body into the lines that describe it, for comparison.
 *
 * Knows of the codec its codes' texts, and nothing else. Invariant: of a line
 * no more is read than is shown.
 */
#include "picture.h"

#include <stdio.h>
#include <string.h>

#include "plain.h"

/* Bytes of the line on each side of the offset. */
#define BEFORE ((size_t)40)
#define AFTER ((size_t)36)

static bool is_later(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Where a sequence begins that holds this byte; the byte itself where it is too
 * far back for one. */
static size_t begin_of(ucr_str line, size_t at)
{
    for (size_t back = 0; back <= 3 && back <= at; back++) {
        if (!is_later(line.ptr[at - back])) {
            return at - back;
        }
    }
    return at;
}

/* The line that holds a byte, and that byte's place in it. */
static ucr_str line_of(ucr_str body, size_t offset, size_t *place)
{
    size_t from = offset;
    size_t to = offset;
    while (from > 0 && body.ptr[from - 1] != '\n') {
        from--;
    }
    while (to < body.len && body.ptr[to] != '\n') {
        to++;
    }
    *place = offset - from;
    return (ucr_str){body.ptr + from, to - from};
}

static size_t put(char *to, const char *words)
{
    size_t len = 0;
    for (; words[len] != '\0'; len++) {
        to[len] = words[len];
    }
    return len;
}

static size_t put_shown(char *to, ucr_str line, size_t from, size_t until)
{
    const ucr_text text = {{line.ptr + from, until - from}, false};
    return ucr_plain_show(to, text);
}

/* What is shown has a column for each of its code points. */
static size_t columns_of(const char *shown, size_t len)
{
    size_t columns = 0;
    for (size_t i = 0; i < len; i++) {
        columns += !is_later(shown[i]);
    }
    return columns;
}

static size_t put_line(char *to, ucr_str line, size_t place)
{
    const bool late = place > BEFORE;
    const bool long_after = line.len - place > AFTER;
    const size_t from = late ? begin_of(line, place - BEFORE) : 0;
    const size_t until = long_after ? begin_of(line, place + AFTER) : line.len;
    size_t len = put(to, late ? "..." : "");
    len += put_shown(to + len, line, from, place);
    const size_t columns = columns_of(to, len);
    len += put_shown(to + len, line, place, until);
    len += put(to + len, long_after ? "...\n" : "\n");
    memset(to + len, ' ', columns);
    len += columns;
    return len + put(to + len, "^\n");
}

static size_t put_path(char *to, const ucr_error *err)
{
    size_t len = put(to, err->steps > 0 ? " at " : "");
    for (unsigned i = 0; i < err->steps; i++) {
        char index[32];
        (void)snprintf(index, sizeof(index), "%zu", err->path[i].index);
        len += put(to + len, "/");
        len += put(to + len,
                   err->path[i].name != NULL ? err->path[i].name : index);
    }
    return len;
}

#define CODE(code) {code, #code}

const char *ucr_picture_code(ucr_code code)
{
    static const struct {
        ucr_code code;
        const char *name;
    } codes[] = {
        CODE(UCR_OK),          CODE(UCR_E_EMPTY),        CODE(UCR_E_EOF),
        CODE(UCR_E_SYNTAX),    CODE(UCR_E_NUMBER),       CODE(UCR_E_CONTROL),
        CODE(UCR_E_ESCAPE),    CODE(UCR_E_SURROGATE),    CODE(UCR_E_UTF8),
        CODE(UCR_E_BOM),       CODE(UCR_E_TRAILING),     CODE(UCR_E_DEPTH),
        CODE(UCR_E_TYPE),      CODE(UCR_E_ENUM),         CODE(UCR_E_MISSING),
        CODE(UCR_E_DUPLICATE), CODE(UCR_E_UNKNOWN),      CODE(UCR_E_ITEMS),
        CODE(UCR_E_LENGTH),    CODE(UCR_E_STATUS),       CODE(UCR_E_BODY_SIZE),
        CODE(UCR_E_SPACE),     CODE(UCR_E_ARGUMENT),     CODE(UCR_E_PATH),
        CODE(UCR_E_TOKEN),     CODE(UCR_E_CONTENT_TYPE), CODE(UCR_E_MEMORY),
        CODE(UCR_E_CANCELLED),
    };
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        if (codes[i].code == code) {
            return codes[i].name;
        }
    }
    return "UCR_E_?";
}

size_t ucr_picture(char *to, const ucr_error *err, ucr_str body)
{
    size_t place;
    const ucr_str line =
        line_of(body, err->offset < body.len ? err->offset : body.len, &place);
    size_t len = put_line(to, line, place);
    len += put(to + len, ucr_picture_code(err->code));
    len += put_path(to + len, err);
    len += put(to + len, ": ");
    len += put(to + len, ucr_code_text(err->code));
    return len + put(to + len, "\n");
}
