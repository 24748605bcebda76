/* SPDX-License-Identifier: MIT */
/* What is counted while bodies grow: each program brings its own use of one. */
#ifndef UCR_FUZZ_WORK_H
#define UCR_FUZZ_WORK_H

#include <ucr/ucr.h>

/** Calls all that takes such a body. */
void ucr_work_use(ucr_str body);

#endif
