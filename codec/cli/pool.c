/* SPDX-License-Identifier: MIT */
/*
 * Batches through threads and out again in the order in which they came.
 *
 * A ring of batches; three counters of how many were ever handed over, taken
 * and reported. Knows nothing of what is judged. Invariant: reported <= taken
 * <= handed <= reported + slots, so a batch belongs to one thread at a time,
 * and no more memory is held than that many batches need.
 */
#define _POSIX_C_SOURCE 200809L

#include "pool.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

struct ucr_pool {
    ucr_work work;
    ucr_batch *ring;
    size_t slots;
    size_t handed, taken, reported;
    bool closing;
    pthread_t *threads;
    size_t thread_count; /* 0: the opener judges too */
    pthread_mutex_t lock;
    pthread_cond_t ready; /* there is something to take, or an end */
    pthread_cond_t done;  /* a batch was judged */
};

/* ---- A batch ------------------------------------------------------------- */

ucr_finding *ucr_batch_add(ucr_batch *batch)
{
    if (batch->found_count == batch->found_cap) {
        size_t cap = batch->found_cap > 0 ? batch->found_cap * 2 : 64;
        ucr_finding *found = realloc(batch->found, cap * sizeof(*found));
        if (found == NULL) {
            batch->no_memory = true;
            return NULL;
        }
        batch->found = found;
        batch->found_cap = cap;
    }
    return &batch->found[batch->found_count++];
}

#define KEPT_ROOM ((size_t)1048576)

static void empty_batch(ucr_batch *batch)
{
    free(batch->name);
    batch->name = NULL;
    /* One long line is no reason to hold its room for short ones. */
    if (batch->data.cap > KEPT_ROOM) {
        ucr_input_free(&batch->data);
    }
    batch->data.len = 0;
    batch->count = 0;
    batch->first_line = 1;
    batch->found_count = 0;
    batch->judged = 0;
    batch->no_memory = false;
    batch->done = false;
}

static void free_batch(ucr_batch *batch)
{
    free(batch->name);
    free(batch->found);
    ucr_input_free(&batch->data);
}

static ucr_batch *slot(const ucr_pool *pool, size_t number)
{
    return &pool->ring[number % pool->slots];
}

/* ---- The threads --------------------------------------------------------- */

static void *work_on(void *ctx)
{
    ucr_pool *pool = ctx;
    pthread_mutex_lock(&pool->lock);
    for (;;) {
        while (pool->taken == pool->handed && !pool->closing) {
            pthread_cond_wait(&pool->ready, &pool->lock);
        }
        if (pool->taken == pool->handed) {
            break;
        }
        ucr_batch *batch = slot(pool, pool->taken++);
        pthread_mutex_unlock(&pool->lock);
        pool->work.judge(pool->work.ctx, batch);
        pthread_mutex_lock(&pool->lock);
        batch->done = true;
        pthread_cond_signal(&pool->done);
    }
    pthread_mutex_unlock(&pool->lock);
    return NULL;
}

/* As many as the system gives: with none the opener does the work. */
static void start_threads(ucr_pool *pool, size_t jobs)
{
    while (pool->threads != NULL && pool->thread_count < jobs &&
           pthread_create(&pool->threads[pool->thread_count], NULL, work_on,
                          pool) == 0) {
        pool->thread_count++;
    }
}

static void end_threads(ucr_pool *pool)
{
    pthread_mutex_lock(&pool->lock);
    pool->closing = true;
    pthread_cond_broadcast(&pool->ready);
    pthread_mutex_unlock(&pool->lock);
    for (size_t i = 0; i < pool->thread_count; i++) {
        pthread_join(pool->threads[i], NULL);
    }
}

/* ---- The opener ---------------------------------------------------------- */

ucr_pool *ucr_pool_open(size_t jobs, const ucr_work *work)
{
    ucr_pool *pool = calloc(1, sizeof(*pool));
    if (pool == NULL) {
        return NULL;
    }
    pool->work = *work;
    /* While a thread works on one batch the opener fills its next. */
    pool->slots = jobs > 1 ? 2 * jobs : 1;
    pool->ring = calloc(pool->slots, sizeof(*pool->ring));
    if (pool->ring == NULL) {
        free(pool);
        return NULL;
    }
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->ready, NULL);
    pthread_cond_init(&pool->done, NULL);
    if (jobs > 1) {
        pool->threads = calloc(jobs, sizeof(*pool->threads));
        start_threads(pool, jobs);
    }
    return pool;
}

/* Reports the oldest batch; false: it is not judged yet, and the caller would
 * not wait for it. */
static bool report_next(ucr_pool *pool, bool wait)
{
    ucr_batch *batch = slot(pool, pool->reported);
    pthread_mutex_lock(&pool->lock);
    while (wait && !batch->done) {
        pthread_cond_wait(&pool->done, &pool->lock);
    }
    bool done = batch->done;
    pthread_mutex_unlock(&pool->lock);
    if (done) {
        pool->work.report(pool->work.ctx, batch);
        pool->reported++;
    }
    return done;
}

ucr_batch *ucr_pool_next(ucr_pool *pool)
{
    bool going = true;
    while (going && pool->reported < pool->handed) {
        bool full = pool->handed - pool->reported == pool->slots;
        going = report_next(pool, full);
    }
    ucr_batch *batch = slot(pool, pool->handed);
    empty_batch(batch);
    return batch;
}

void ucr_pool_submit(ucr_pool *pool)
{
    if (pool->thread_count == 0) {
        ucr_batch *batch = slot(pool, pool->handed);
        pool->work.judge(pool->work.ctx, batch);
        batch->done = true;
        pool->taken++;
    }
    pthread_mutex_lock(&pool->lock);
    pool->handed++;
    pthread_cond_signal(&pool->ready);
    pthread_mutex_unlock(&pool->lock);
}

void ucr_pool_drain(ucr_pool *pool)
{
    while (pool->reported < pool->handed) {
        report_next(pool, true);
    }
}

void ucr_pool_close(ucr_pool *pool)
{
    ucr_pool_drain(pool);
    end_threads(pool);
    for (size_t i = 0; i < pool->slots; i++) {
        free_batch(&pool->ring[i]);
    }
    pthread_cond_destroy(&pool->done);
    pthread_cond_destroy(&pool->ready);
    pthread_mutex_destroy(&pool->lock);
    free(pool->threads);
    free(pool->ring);
    free(pool);
}
