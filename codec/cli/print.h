/* SPDX-License-Identifier: MIT */
/* One of the two output streams of the command. */
#ifndef UCR_CLI_PRINT_H
#define UCR_CLI_PRINT_H

#include <ucr/ucr.h>

/** Bytes that are gathered before they are written. */
#define UCR_PRINT_ROOM ((size_t)32768)

typedef struct ucr_print {
    int fd;
    int failed; /**< errno of the first write that failed; 0: none did */
    bool colored;
    size_t columns; /**< of the terminal; 0: it is none */
    size_t len;
    char buf[UCR_PRINT_ROOM];
} ucr_print;

void ucr_print_open(ucr_print *to, int fd);

/** Hands everything gathered to the system. False: this or an earlier write
 * failed, and `failed` says why. */
bool ucr_print_flush(ucr_print *to);

/** The same, and closes the descriptor, which can fail too. */
bool ucr_print_close(ucr_print *to);

/** Bytes as they are: constants, and what is safe already. */
void ucr_print_bytes(ucr_print *to, const char *bytes, size_t len);
void ucr_print_cstring(ucr_print *to, const char *text);
void ucr_print_decimal(ucr_print *to, size_t number);

/** Bytes from outside, as ucr_text_show() gives them. */
void ucr_print_text(ucr_print *to, ucr_text text);
void ucr_print_name(ucr_print *to, const char *name);

/** The beginning of it, with dots where it was cut. `taken` is how many columns
 * of the line are: a terminal gets what fits into the rest. */
void ucr_print_glimpse(ucr_print *to, ucr_str bytes, size_t taken);

/** Colours: nothing where the stream has none. */
typedef enum ucr_color {
    UCR_COLOR_NONE = 0,
    UCR_COLOR_PLACE = 1,
    UCR_COLOR_FAULT = 2,
    UCR_COLOR_CARET = 3,
    UCR_COLOR_NAME = 4
} ucr_color;

void ucr_print_color(ucr_print *to, ucr_color color);

#endif
