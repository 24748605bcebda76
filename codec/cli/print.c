/* SPDX-License-Identifier: MIT */
/*
 * Pieces of output into few writes, and bytes from outside into what a
 * terminal can take.
 *
 * Knows nothing of what is printed. Invariant: the first write that fails is
 * kept, nothing is written after it, and whoever closes the stream learns of
 * it: output that is lost is never taken for output that is there.
 */
#define _POSIX_C_SOURCE 200809L

#include "print.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void ucr_print_open(ucr_print *to, int fd)
{
    to->fd = fd;
    to->failed = 0;
    to->colored = false;
    to->columns = 0;
    to->len = 0;
}

/* ---- Bytes --------------------------------------------------------------- */

static void write_all(ucr_print *to, const char *bytes, size_t len)
{
    size_t done = 0;
    while (done < len && to->failed == 0) {
        ssize_t some = write(to->fd, bytes + done, len - done);
        if (some >= 0) {
            done += (size_t)some;
        } else if (errno != EINTR) {
            to->failed = errno;
        }
    }
}

bool ucr_print_flush(ucr_print *to)
{
    write_all(to, to->buf, to->len);
    to->len = 0;
    return to->failed == 0;
}

bool ucr_print_close(ucr_print *to)
{
    bool written = ucr_print_flush(to);
    if (close(to->fd) != 0 && written && errno != EINTR) {
        to->failed = errno;
    }
    return to->failed == 0;
}

void ucr_print_bytes(ucr_print *to, const char *bytes, size_t len)
{
    if (len > UCR_PRINT_ROOM - to->len) {
        ucr_print_flush(to);
    }
    if (len > UCR_PRINT_ROOM) {
        write_all(to, bytes, len);
    } else if (len > 0) {
        memcpy(to->buf + to->len, bytes, len);
        to->len += len;
    }
}

void ucr_print_cstring(ucr_print *to, const char *text)
{
    ucr_print_bytes(to, text, strlen(text));
}

void ucr_print_decimal(ucr_print *to, size_t number)
{
    char digits[3 * sizeof(number)];
    size_t at = sizeof(digits);
    size_t rest = number;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    ucr_print_bytes(to, digits + at, sizeof(digits) - at);
}

/* ---- Bytes from outside -------------------------------------------------- */

static void print_long_text(ucr_print *to, ucr_text text, size_t size)
{
    char *shown = malloc(size);
    if (shown == NULL) {
        to->failed = to->failed != 0 ? to->failed : ENOMEM;
        return;
    }
    ucr_text_show(shown, size, text);
    ucr_print_bytes(to, shown, size);
    free(shown);
}

void ucr_print_text(ucr_print *to, ucr_text text)
{
    size_t room = UCR_PRINT_ROOM - to->len;
    size_t size = ucr_text_show(to->buf + to->len, room, text);
    if (size <= room) {
        to->len += size;
    } else {
        print_long_text(to, text, size);
    }
}

void ucr_print_name(ucr_print *to, const char *name)
{
    ucr_print_text(to, ucr_text_of(name));
}

#define GLIMPSE ((size_t)60)
#define SHORT_GLIMPSE ((size_t)20)
#define LONG_GLIMPSE ((size_t)500)

/* No code point takes more columns than it has bytes. */
static size_t room_for_glimpse(const ucr_print *to, size_t taken)
{
    static const size_t dots = sizeof("...") - 1;
    if (to->columns == 0) {
        return GLIMPSE;
    }
    if (to->columns < taken + SHORT_GLIMPSE + dots) {
        return SHORT_GLIMPSE;
    }
    const size_t room = to->columns - taken - dots;
    return room < LONG_GLIMPSE ? room : LONG_GLIMPSE;
}

void ucr_print_glimpse(ucr_print *to, ucr_str bytes, size_t taken)
{
    char shown[LONG_GLIMPSE + 1] = {0};
    const size_t room = room_for_glimpse(to, taken);
    /* What lies beyond some hundred bytes cannot be among the first shown. */
    size_t near = bytes.len < 4 * room ? bytes.len : 4 * room;
    ucr_text text = {{bytes.ptr, near}, false};
    size_t size = ucr_text_show(shown, room, text);
    ucr_print_cstring(to, shown);
    if (size > room) {
        ucr_print_cstring(to, "...");
    }
}

/* ---- Colours ------------------------------------------------------------- */

void ucr_print_color(ucr_print *to, ucr_color color)
{
    static const char *const codes[] = {
        [UCR_COLOR_NONE] = "\033[0m",     [UCR_COLOR_PLACE] = "\033[1m",
        [UCR_COLOR_FAULT] = "\033[1;31m", [UCR_COLOR_CARET] = "\033[1;32m",
        [UCR_COLOR_NAME] = "\033[36m",
    };
    if (to->colored) {
        ucr_print_cstring(to, codes[color]);
    }
}
