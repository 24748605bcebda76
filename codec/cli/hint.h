/* SPDX-License-Identifier: MIT */
/* What to do about a refusal, for somebody who sits before it. */
#ifndef UCR_CLI_HINT_H
#define UCR_CLI_HINT_H

#include "run.h"

/** One line that begins with `hint: `, on a terminal alone: the form of a
 * refusal is fixed for everybody else. */
void ucr_hint_print(ucr_cli *cli, ucr_str body, const ucr_error *err);

#endif
