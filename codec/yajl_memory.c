/* SPDX-License-Identifier: MIT */
/*
 * Memory for yajl: an allocator that never returns without any.
 *
 * yajl 2.1.0 writes through what its allocator returns without looking at it.
 * So where there is no memory this one jumps out of yajl, and what yajl held is
 * freed from the ring in which every block is kept. Knows nothing of JSON.
 * Invariant: the ring holds exactly the blocks that were not given back.
 */
#include "yajl_memory.h"

#include <stdint.h>
#include <stdlib.h>

static void link_in(ucr_yajl_memory *owner, ucr_yajl_block *added)
{
    added->ring.previous = &owner->first;
    added->ring.next = owner->first.ring.next;
    added->ring.next->ring.previous = added;
    owner->first.ring.next = added;
}

static void link_out(ucr_yajl_block *gone)
{
    gone->ring.previous->ring.next = gone->ring.next;
    gone->ring.next->ring.previous = gone->ring.previous;
}

void *ucr_yajl_take(void *ctx, size_t size)
{
    ucr_yajl_memory *owner = ctx;
    ucr_yajl_block *taken = NULL;
    if (size <= SIZE_MAX - sizeof(ucr_yajl_block)) {
        taken =
            owner->from.malloc(owner->from.ctx, sizeof(ucr_yajl_block) + size);
    }
    if (taken == NULL) {
        longjmp(owner->no_memory, 1);
    }
    link_in(owner, taken);
    return taken + 1;
}

static void *resize_or_jump(void *ctx, void *old, size_t size)
{
    ucr_yajl_memory *owner = ctx;
    if (old == NULL) {
        return ucr_yajl_take(ctx, size);
    }
    ucr_yajl_block *moved = NULL;
    ucr_yajl_block *held = (ucr_yajl_block *)old - 1;
    link_out(held);
    if (size <= SIZE_MAX - sizeof(ucr_yajl_block)) {
        moved = owner->from.realloc(owner->from.ctx, held,
                                    sizeof(ucr_yajl_block) + size);
    }
    link_in(owner, moved != NULL ? moved : held);
    if (moved == NULL) {
        longjmp(owner->no_memory, 1);
    }
    return moved + 1;
}

static void give_back(void *ctx, void *old)
{
    const ucr_yajl_memory *owner = ctx;
    if (old != NULL) {
        ucr_yajl_block *held = (ucr_yajl_block *)old - 1;
        link_out(held);
        owner->from.free(owner->from.ctx, held);
    }
}

static void *plain_malloc(void *ctx, size_t size)
{
    (void)ctx;
    return malloc(size);
}

static void *plain_realloc(void *ctx, void *old, size_t size)
{
    (void)ctx;
    return realloc(old, size);
}

static void plain_free(void *ctx, void *old)
{
    (void)ctx;
    free(old);
}

void ucr_yajl_open(ucr_yajl_memory *owner, const yajl_alloc_funcs *alloc)
{
    static const yajl_alloc_funcs plain = {plain_malloc, plain_realloc,
                                           plain_free, NULL};
    owner->from = alloc != NULL ? *alloc : plain;
    owner->first.ring.previous = &owner->first;
    owner->first.ring.next = &owner->first;
}

void ucr_yajl_close(ucr_yajl_memory *owner)
{
    while (owner->first.ring.next != &owner->first) {
        give_back(owner, owner->first.ring.next + 1);
    }
}

yajl_alloc_funcs ucr_yajl_funcs(ucr_yajl_memory *owner)
{
    return (yajl_alloc_funcs){ucr_yajl_take, resize_or_jump, give_back, owner};
}
