/* SPDX-License-Identifier: MIT */
/* What the terminal behind a stream can show. */
#ifndef UCR_CLI_TERMINAL_H
#define UCR_CLI_TERMINAL_H

#include <ucr/ucr.h>

/** How many columns a terminal has: what COLUMNS says, else the terminal, else
 * 80; never less than UCR_TERMINAL_LEAST. 0: the descriptor is no terminal. */
size_t ucr_terminal_columns(int fd);

#define UCR_TERMINAL_LEAST ((size_t)20)

/** The columns that text takes which ucr_text_show() gave. */
size_t ucr_terminal_width(const char *shown, size_t len);

#endif
