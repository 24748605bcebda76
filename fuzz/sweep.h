/* SPDX-License-Identifier: MIT */
/* One body of a sweep: what the sweeps share. */
#ifndef UCR_FUZZ_SWEEP_H
#define UCR_FUZZ_SWEEP_H

#include <string.h>

#include <ucr/ucr.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/** What stands before a detail. */
#define BEFORE_DETAIL                                                          \
    "{\"command_name\":\"STOP\",\"result\":\"fail\",\"result_detail\":"

/** Adds bytes to a body; gives how many. */
static inline size_t ucr_sweep_put(char *to, const char *bytes, size_t len)
{
    if (len > 0) {
        memcpy(to, bytes, len);
    }
    return len;
}

/** How bodies are judged from now on: status 0 is that of requests. */
void ucr_sweep_as(int as_status, const ucr_options *under);

/** Reads a body a second time, for what is said of it then. */
void ucr_sweep_read(ucr_str body);

/** Claims all of the body that was read; and of one that is read here, with
 * yajl's opinion. */
void ucr_sweep_judge_read(void);
void ucr_sweep_judge(ucr_str body);

/** The sweeps of what an engine has too little time or room for, and of what is
 * checked in blocks; false: there is none of this name. */
bool ucr_sweep_far(const char *what, const char *argument);
bool ucr_sweep_blocks(const char *what);

#endif
