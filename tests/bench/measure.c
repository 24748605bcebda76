/* SPDX-License-Identifier: MIT */
/*
 * Times. A round goes through all messages, and on each all implementations
 * take turns, so that what else the machine does falls on all alike; a figure
 * is the median of the rounds.
 * Bodies stand in a ring that fits the first-level cache, so that whoever
 * parses in situ finds fresh ones, which are copied outside the measured time.
 */
#define _POSIX_C_SOURCE 200809L

#include <stdlib.h>
#include <time.h>

#include "harness.h"

#define RING_BYTES 32768
#define SAMPLE_NS 100000.0

typedef struct copies {
    char *bytes;
    size_t stride, slots;
    clockid_t clock;
} copies;

static double now(clockid_t clock)
{
    struct timespec time;
    (void)clock_gettime(clock, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static void fill(copies *ring, const bench_message *message)
{
    for (size_t i = 0; i < ring->slots; i++) {
        memcpy(ring->bytes + i * ring->stride, message->body,
               message->len + BENCH_PADDING);
    }
}

static bool make_ring(copies *ring, const bench_message *message)
{
    ring->stride = (message->len + BENCH_PADDING + 63) / 64 * 64;
    ring->slots = RING_BYTES / ring->stride;
    ring->slots = ring->slots == 0 ? 1 : ring->slots;
    /* Whoever runs on for long is interrupted: what the others take meanwhile
       does not count. Asking for that is too slow to do for a short ring. */
    ring->clock =
        message->len < BENCH_SMALL ? CLOCK_MONOTONIC : CLOCK_THREAD_CPUTIME_ID;
    ring->bytes = aligned_alloc(64, ring->stride * ring->slots);
    if (ring->bytes == NULL) {
        return false;
    }
    fill(ring, message);
    return true;
}

/* Keeps what was found from being computed in vain. */
static volatile size_t sink;

static double decode_ring(const bench_runner *runner, copies *ring,
                          const bench_message *message)
{
    bench_seen seen = {0};
    bool good = true;
    double spent, began = now(ring->clock);
    for (size_t i = 0; i < ring->slots; i++) {
        good =
            runner->impl->decode(runner->self, ring->bytes + i * ring->stride,
                                 message->len, message->status, &seen) &&
            good;
    }
    spent = now(ring->clock) - began;
    sink += seen.bytes;
    if (runner->impl->in_situ) {
        fill(ring, message);
    }
    return good ? spent : -1;
}

static double encode_ring(const bench_runner *runner, const copies *ring,
                          const bench_message *message, bench_out *out)
{
    bool good = true;
    size_t written = 0;
    double spent, began = now(ring->clock);
    for (size_t i = 0; i < ring->slots; i++) {
        good = runner->impl->encode(runner->self, out, message) == BENCH_DONE &&
               good;
        written += out->len;
    }
    spent = now(ring->clock) - began;
    sink += written;
    return good ? spent : -1;
}

/* Nanoseconds a message, over as many rings as make a sample; 0: none. */
static double sample(bench *all, const bench_runner *runner, copies *ring,
                     const bench_message *message, bench_op op)
{
    double spent = 0, once;
    size_t rings = 0;
    if (op == BENCH_DECODE ? runner->impl->decode == NULL
                           : runner->impl->encode == NULL) {
        return 0;
    }
    for (; spent < SAMPLE_NS; rings++) {
        once = op == BENCH_DECODE
                   ? decode_ring(runner, ring, message)
                   : encode_ring(runner, ring, message, &all->out);
        if (once < 0) {
            return 0;
        }
        spent += once;
    }
    return spent / (double)(rings * ring->slots);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* ---- Rounds ----------------------------------------------------------------
 */

/* What the rounds gave for one operation on one message. */
typedef struct outcome {
    double *ns; /* rounds for each implementation */
    copies ring;
} outcome;

static void take_turns(bench *all, outcome *cell, const bench_message *message,
                       bench_op op, size_t round)
{
    for (size_t turn = 0; turn < all->count; turn++) {
        size_t i = (turn + round) % all->count;
        const bench_runner *runner = &all->runners[i];
        /* Once for the caches and predictors, once for the figure. */
        (void)sample(all, runner, &cell->ring, message, op);
        cell->ns[i * all->rounds + round] =
            sample(all, runner, &cell->ring, message, op);
    }
}

static void conclude(bench *all, outcome *cell, size_t which, bench_op op)
{
    for (size_t i = 0; i < all->count; i++) {
        double *ns = cell->ns + i * all->rounds;
        qsort(ns, all->rounds, sizeof(*ns), by_size);
        all->ns[op][which][i] = ns[all->best ? 0 : all->rounds / 2];
    }
    free(cell->ns);
    free(cell->ring.bytes);
}

void bench_measure(bench *all)
{
    outcome cells[BENCH_OPS * BENCH_MESSAGES];
    for (size_t i = 0; i < BENCH_OPS * BENCH_MESSAGES; i++) {
        cells[i].ns = malloc(all->rounds * all->count * sizeof(*cells[i].ns));
        if (cells[i].ns == NULL ||
            !make_ring(&cells[i].ring, &all->messages[i / BENCH_OPS])) {
            abort();
        }
    }
    for (size_t round = 0; round < all->rounds; round++) {
        for (size_t i = 0; i < BENCH_OPS * BENCH_MESSAGES; i++) {
            take_turns(all, &cells[i], &all->messages[i / BENCH_OPS],
                       (bench_op)(i % BENCH_OPS), round);
        }
    }
    for (size_t i = 0; i < BENCH_OPS * BENCH_MESSAGES; i++) {
        conclude(all, &cells[i], i / BENCH_OPS, (bench_op)(i % BENCH_OPS));
    }
}
