/* SPDX-License-Identifier: MIT */
/* What the files of the benchmark's own have to do with each other. */
#ifndef UCR_BENCH_HARNESS_H
#define UCR_BENCH_HARNESS_H

#include <stdio.h>

#include "bench.h"

#define BENCH_MESSAGES 10
#define BENCH_MAX_IMPLS 64
/* Bytes: below, figures are nanoseconds; from there on, GB/s. */
#define BENCH_SMALL 1000

typedef enum bench_op {
    BENCH_DECODE,
    BENCH_ENCODE,
    BENCH_OPS
} bench_op;

/* An implementation with its state. */
typedef struct bench_runner {
    const bench_impl *impl;
    void *self;
} bench_runner;

typedef struct bench {
    bench_message messages[BENCH_MESSAGES];
    bench_runner runners[BENCH_MAX_IMPLS];
    size_t count;     /* of runners */
    size_t largest;   /* body */
    bench_out out;    /* for whoever encodes into a buffer */
    size_t rounds;    /* that a median is taken over */
    bool best;        /* the fastest round instead */
    const char *only; /* parts of names, between commas; NULL: all */
    /* Nanoseconds a message; 0 where there is nothing. */
    double ns[BENCH_OPS][BENCH_MESSAGES][BENCH_MAX_IMPLS];
} bench;

/* Faults let through by an implementation: does its figure count? */
static inline unsigned bench_takes(const bench_impl *impl, bench_op op)
{
    return op == BENCH_DECODE ? impl->decode_takes : impl->encode_takes;
}

/* messages.c: false once it has said what is wrong. */
bool bench_messages_load(bench_message *messages, const char *folder);
void bench_messages_free(bench_message *messages);
/* Fills `message` from what a libucr decoding of its body says. */
bool bench_message_read(bench_message *message);

/* check.c: whether all find the same and refuse what they say they refuse. */
bool bench_check(bench *all);

/* measure.c */
void bench_measure(bench *all);

/* table.c */
void bench_table(const bench *all, FILE *to);
bool bench_json(const bench *all, const char *file);
bool bench_plot(const bench *all, const char *file);

#endif
