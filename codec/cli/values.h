/* SPDX-License-Identifier: MIT */
/* What the options of a call say, judged; args.c calls it. */
#ifndef UCR_CLI_VALUES_H
#define UCR_CLI_VALUES_H

#include "args.h"

/** Fills in options, status and jobs from the values that were given. */
ucr_turn ucr_values_read(ucr_args *args, ucr_print *to);

#endif
