/* SPDX-License-Identifier: MIT */
/* One body of a sweep: what the sweeps share. */
#ifndef UCR_FUZZ_SWEEP_H
#define UCR_FUZZ_SWEEP_H

#include <ucr/ucr.h>

/** How bodies are judged from now on: status 0 is that of requests. */
void ucr_sweep_as(int as_status, const ucr_options *under);

/** Reads a body a second time, for what is said of it then. */
void ucr_sweep_read(ucr_str body);

/** Claims all of the body that was read; and of one that is read here, with
 * yajl's opinion. */
void ucr_sweep_judge_read(void);
void ucr_sweep_judge(ucr_str body);

/** The sweeps of what an engine has too little time or room for; false: there
 * is none of this name. */
bool ucr_sweep_far(const char *what, const char *argument);

#endif
