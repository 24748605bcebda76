/* SPDX-License-Identifier: MIT */
/*
 * Memory for the peers that let their allocator be replaced: one block, given
 * out from front to back, taken back as a whole before each message.
 */
#ifndef UCR_BENCH_ARENA_H
#define UCR_BENCH_ARENA_H

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

typedef struct bench_arena {
    char *base;
    size_t used, cap;
} bench_arena;

/* Each block is led by its size, which growing it needs. */
#define BENCH_ARENA_LEAD 16

static inline int bench_arena_open(bench_arena *arena, size_t cap)
{
    arena->base = (char *)malloc(cap);
    arena->used = 0;
    arena->cap = arena->base == NULL ? 0 : cap;
    return arena->base != NULL;
}

static inline void *bench_arena_take(void *of, size_t size)
{
    bench_arena *arena = (bench_arena *)of;
    size_t room = (size + 2 * BENCH_ARENA_LEAD - 1) & ~(size_t)15;
    char *block = arena->base + arena->used;
    if (room > arena->cap - arena->used) {
        return NULL;
    }
    arena->used += room;
    memcpy(block, &size, sizeof(size));
    return block + BENCH_ARENA_LEAD;
}

static inline void *bench_arena_grow(void *of, void *block, size_t size)
{
    size_t old = 0;
    void *grown;
    if (block != NULL) {
        memcpy(&old, (char *)block - BENCH_ARENA_LEAD, sizeof(old));
    }
    if (size <= old) {
        return block;
    }
    grown = bench_arena_take(of, size);
    if (grown != NULL && old > 0) {
        memcpy(grown, block, old);
    }
    return grown;
}

static inline void bench_arena_drop(void *of, void *block)
{
    (void)of;
    (void)block;
}

#endif
