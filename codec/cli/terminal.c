/* SPDX-License-Identifier: MIT */
/*
 * A descriptor into a number of columns, and text into the columns it takes.
 *
 * Knows nothing of what is printed. Invariant: what is no terminal has no
 * width, so what goes into a file or a pipe is the same wherever the command
 * was started. The widths are Unicode's for East Asian text and for marks that
 * combine, in ranges: no locale is asked.
 */
#define _POSIX_C_SOURCE 200809L

#include "terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define USUAL ((size_t)80)
#define MOST ((size_t)10000)

/* 0: the environment does not say. */
static size_t columns_of_environment(void)
{
    const char *text = getenv("COLUMNS");
    size_t columns = 0;
    if (text == NULL || text[strspn(text, "0123456789")] != '\0') {
        return 0;
    }
    for (; *text != '\0' && columns <= MOST; text++) {
        columns = columns * 10 + (size_t)(*text - '0');
    }
    return columns;
}

/* 0: the terminal does not say. */
static size_t columns_of_terminal(int fd)
{
    struct winsize size = {0};
    return ioctl(fd, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

size_t ucr_terminal_columns(int fd)
{
    if (isatty(fd) != 1) {
        return 0;
    }
    size_t columns = columns_of_environment();
    if (columns == 0) {
        columns = columns_of_terminal(fd);
    }
    if (columns == 0) {
        columns = USUAL;
    }
    if (columns < UCR_TERMINAL_LEAST) {
        return UCR_TERMINAL_LEAST;
    }
    return columns < MOST ? columns : MOST;
}

/* ---- Widths -------------------------------------------------------------- */

typedef struct range {
    unsigned first, last;
    size_t width;
} range;

static const range ranges[] = {
    {0x0300, 0x036F, 0},   {0x0483, 0x0489, 0},   {0x0591, 0x05BD, 0},
    {0x064B, 0x065F, 0},   {0x1100, 0x115F, 2},   {0x1AB0, 0x1AFF, 0},
    {0x1DC0, 0x1DFF, 0},   {0x200B, 0x200D, 0},   {0x2060, 0x2064, 0},
    {0x20D0, 0x20FF, 0},   {0x2E80, 0x303E, 2},   {0x3041, 0xA4CF, 2},
    {0xA960, 0xA97F, 2},   {0xAC00, 0xD7A3, 2},   {0xF900, 0xFAFF, 2},
    {0xFE00, 0xFE0F, 0},   {0xFE20, 0xFE2F, 0},   {0xFE30, 0xFE6F, 2},
    {0xFEFF, 0xFEFF, 0},   {0xFF00, 0xFF60, 2},   {0xFFE0, 0xFFE6, 2},
    {0x1F300, 0x1F64F, 2}, {0x1F680, 0x1F6FF, 2}, {0x1F900, 0x1F9FF, 2},
    {0x20000, 0x3FFFD, 2},
};

static size_t width_of(unsigned point)
{
    for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++) {
        if (point >= ranges[i].first && point <= ranges[i].last) {
            return ranges[i].width;
        }
    }
    return 1;
}

size_t ucr_terminal_width(const char *shown, size_t len)
{
    size_t width = 0;
    size_t i = 0;
    while (i < len) {
        const unsigned char lead = (unsigned char)shown[i++];
        unsigned point = lead;
        if (lead >= 0xC0) {
            point = lead & (lead >= 0xF0 ? 0x07 : lead >= 0xE0 ? 0x0F : 0x1F);
        }
        while (i < len && ((unsigned char)shown[i] & 0xC0) == 0x80) {
            point = point << 6 | ((unsigned char)shown[i++] & 0x3F);
        }
        width += width_of(point);
    }
    return width;
}
