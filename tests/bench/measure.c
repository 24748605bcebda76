/* SPDX-License-Identifier: MIT */
/*
 * Times. For each message all implementations take turns, so that what else
 * the machine does falls on all alike; a figure is the median of the rounds.
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
} copies;

static double now(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
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
    double spent, began = now();
    for (size_t i = 0; i < ring->slots; i++) {
        good =
            runner->impl->decode(runner->self, ring->bytes + i * ring->stride,
                                 message->len, message->status, &seen) &&
            good;
    }
    spent = now() - began;
    sink += seen.bytes + seen.texts;
    if (runner->impl->in_situ) {
        fill(ring, message);
    }
    return good ? spent : -1;
}

static double encode_ring(const bench_runner *runner, const copies *ring,
                          const bench_message *message, bench_out *out)
{
    bool good = true;
    double began = now();
    for (size_t i = 0; i < ring->slots; i++) {
        good = runner->impl->encode(runner->self, out, message) == BENCH_DONE &&
               good;
        sink += out->len;
    }
    return good ? now() - began : -1;
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

static void measure_cell(bench *all, size_t which, bench_op op)
{
    const bench_message *message = &all->messages[which];
    double *samples = malloc(all->rounds * all->count * sizeof(*samples));
    copies ring;
    if (samples == NULL || !make_ring(&ring, message)) {
        abort();
    }
    for (size_t round = 0; round < all->rounds; round++) {
        for (size_t turn = 0; turn < all->count; turn++) {
            size_t i = (turn + round) % all->count;
            const bench_runner *runner = &all->runners[i];
            /* Once for the caches and predictors, once for the figure. */
            (void)sample(all, runner, &ring, message, op);
            samples[i * all->rounds + round] =
                sample(all, runner, &ring, message, op);
        }
    }
    for (size_t i = 0; i < all->count; i++) {
        double *of = samples + i * all->rounds;
        qsort(of, all->rounds, sizeof(*of), by_size);
        all->ns[op][which][i] = of[all->best ? 0 : all->rounds / 2];
    }
    free(ring.bytes);
    free(samples);
}

void bench_measure(bench *all)
{
    for (size_t i = 0; i < BENCH_MESSAGES; i++) {
        for (bench_op op = BENCH_DECODE; op < BENCH_OPS; op++) {
            measure_cell(all, i, op);
        }
    }
}
