/* SPDX-License-Identifier: MIT */
/* The place of a fault, drawn for a terminal. */
#ifndef UCR_CLI_PICTURE_H
#define UCR_CLI_PICTURE_H

#include "print.h"

/** The line of the body that holds the offset, shortened around it to the
 * terminal's columns, and below it a caret. */
void ucr_picture_print(ucr_print *to, ucr_str body, size_t offset);

#endif
