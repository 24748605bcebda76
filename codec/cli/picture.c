/* SPDX-License-Identifier: MIT */
/*
 * A line and an offset into two lines that fit a terminal.
 *
 * What ucr_error_describe() does for a log of any width. Knows no code and no
 * path. Invariant: neither line is wider than the terminal, the caret stands
 * below what the offset points to, and no more of the body is looked at than
 * the line's ends and twice what the terminal shows.
 */
#include "picture.h"

#include <string.h>

#include "terminal.h"

#define DOTS "..."
#define DOTS_WIDTH ((size_t)3)

/* Columns and bytes of a piece. */
typedef struct piece {
    size_t width, len;
} piece;

/* ---- One code point ------------------------------------------------------ */

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xC0) == 0x80;
}

/* Bytes of what is shown as one: a code point, or a byte that is none. */
static size_t unit_at(ucr_str line, size_t at)
{
    const unsigned char lead = (unsigned char)line.ptr[at];
    size_t need = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    size_t len = 1;
    while (len < need && at + len < line.len &&
           is_continuation(line.ptr[at + len])) {
        len++;
    }
    return len == need ? len : 1;
}

static size_t unit_before(ucr_str line, size_t at)
{
    for (size_t len = 2; len <= 4 && len <= at; len++) {
        if (unit_at(line, at - len) == len) {
            return len;
        }
    }
    return 1;
}

static size_t width_at(ucr_str line, size_t at, size_t len)
{
    char shown[32];
    const ucr_text text = {{line.ptr + at, len}, false};
    const size_t size = ucr_text_show(shown, sizeof(shown), text);
    return ucr_terminal_width(shown, size);
}

/* ---- Pieces -------------------------------------------------------------- */

/* What of the line fits into `room` columns before `at`. Text that takes no
 * columns ends at as many bytes as columns could have. */
static piece fit_before(ucr_str line, size_t at, size_t room)
{
    piece fit = {0, 0};
    while (fit.len < at && fit.len < 4 * room) {
        const size_t len = unit_before(line, at - fit.len);
        const size_t width = width_at(line, at - fit.len - len, len);
        if (fit.width + width > room) {
            break;
        }
        fit.width += width;
        fit.len += len;
    }
    return fit;
}

static piece fit_after(ucr_str line, size_t at, size_t room)
{
    piece fit = {0, 0};
    while (at + fit.len < line.len && fit.len < 4 * room) {
        const size_t len = unit_at(line, at + fit.len);
        const size_t width = width_at(line, at + fit.len, len);
        if (fit.width + width > room) {
            break;
        }
        fit.width += width;
        fit.len += len;
    }
    return fit;
}

/* ---- The picture --------------------------------------------------------- */

static ucr_str line_at(ucr_str body, size_t offset)
{
    size_t from = offset;
    while (from > 0 && body.ptr[from - 1] != '\n') {
        from--;
    }
    const char *lf = memchr(body.ptr + offset, '\n', body.len - offset);
    const size_t to = lf != NULL ? (size_t)(lf - body.ptr) : body.len;
    return (ucr_str){body.ptr + from, to - from};
}

/* Shares the columns: half a terminal each, and what one side does not need
 * goes to the other. Dots are part of a side that is cut. */
static void share(ucr_str line, size_t at, size_t columns, piece *before,
                  piece *after)
{
    const size_t half = columns / 2;
    /* The caret needs a column where nothing follows. */
    const size_t rest = columns - half;
    *before = fit_before(line, at, columns);
    *after = fit_after(line, at, columns);
    const size_t tail = after->width > 0 ? after->width : 1;
    const bool all_before = before->len == at;
    const bool all_after = at + after->len == line.len;
    if (all_before && all_after && before->width + tail <= columns) {
        return;
    }
    if (all_before && before->width <= half) {
        *after = fit_after(line, at, columns - before->width - DOTS_WIDTH);
    } else if (all_after && tail <= rest) {
        *before = fit_before(line, at, columns - tail - DOTS_WIDTH);
    } else {
        *before = fit_before(line, at, half - DOTS_WIDTH);
        *after = fit_after(line, at, rest - DOTS_WIDTH);
    }
}

static void print_piece(ucr_print *to, ucr_str line, size_t at, size_t len)
{
    const ucr_text text = {{line.ptr + at, len}, false};
    ucr_print_text(to, text);
}

void ucr_picture_print(ucr_print *to, ucr_str body, size_t offset)
{
    piece before;
    piece after;
    const size_t place = offset < body.len ? offset : body.len;
    const ucr_str line = line_at(body, place);
    const size_t at = (size_t)(body.ptr + place - line.ptr);
    share(line, at, to->columns, &before, &after);
    size_t indent = before.width;
    if (before.len < at) {
        ucr_print_cstring(to, DOTS);
        indent += DOTS_WIDTH;
    }
    print_piece(to, line, at - before.len, before.len);
    print_piece(to, line, at, after.len);
    ucr_print_cstring(to, at + after.len < line.len ? DOTS "\n" : "\n");
    for (size_t i = 0; i < indent; i++) {
        ucr_print_cstring(to, " ");
    }
    ucr_print_color(to, UCR_COLOR_CARET);
    ucr_print_cstring(to, "^");
    ucr_print_color(to, UCR_COLOR_NONE);
    ucr_print_cstring(to, "\n");
}
