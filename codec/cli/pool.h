/* SPDX-License-Identifier: MIT */
/* Work in batches: judged by several threads, reported in order by one. */
#ifndef UCR_CLI_POOL_H
#define UCR_CLI_POOL_H

#include "input.h"

/** A body that was refused, or a file that could not be read. */
typedef struct ucr_finding {
    const char *name;    /**< of the file; lives as long as the batch */
    size_t line, column; /**< from 1 */
    ucr_error err;
    int failed; /**< errno; 0: `err` says what is wrong */
} ucr_finding;

/** Items that stand in `data` one after another, each with its end mark. */
typedef struct ucr_batch {
    ucr_input data;
    size_t count;      /**< of items */
    char *name;        /**< of the file that all items are lines of, or NULL */
    size_t first_line; /**< the number of the first of these */
    ucr_finding *found;
    size_t found_count, found_cap;
    size_t judged;  /**< how many bodies were looked at */
    bool no_memory; /**< and the rest of the batch was not looked at */
    bool done;
} ucr_batch;

/** Appends a finding; NULL, and `no_memory` set, where there is none. */
ucr_finding *ucr_batch_add(ucr_batch *batch);

/** The two halves of the work. `judge` may run in any thread and touches only
 * its batch; `report` runs in the thread that opened the pool. */
typedef struct ucr_work {
    void (*judge)(const void *ctx, ucr_batch *batch);
    void (*report)(void *ctx, const ucr_batch *batch);
    void *ctx;
} ucr_work;

typedef struct ucr_pool ucr_pool;

/** NULL: no memory. One job needs no thread. */
ucr_pool *ucr_pool_open(size_t jobs, const ucr_work *work);

/** An empty batch to fill, after reporting what has to be for that. */
ucr_batch *ucr_pool_next(ucr_pool *pool);

/** Hands over the batch that ucr_pool_next() gave. */
void ucr_pool_submit(ucr_pool *pool);

/** Waits until all that was handed over is reported. */
void ucr_pool_drain(ucr_pool *pool);

/** Drains, ends the threads and frees all. */
void ucr_pool_close(ucr_pool *pool);

#endif
