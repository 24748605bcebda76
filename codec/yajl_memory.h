/* SPDX-License-Identifier: MIT */
/* What yajl takes while it is at work, and how that ends without memory. */
#ifndef UCR_YAJL_MEMORY_H
#define UCR_YAJL_MEMORY_H

#include <setjmp.h>
#include <stddef.h>

#include <yajl/yajl_common.h>

/** What stands before each block that was handed out. */
typedef union ucr_yajl_block {
    struct {
        union ucr_yajl_block *previous, *next;
    } ring;
    max_align_t align;
} ucr_yajl_block;

typedef struct ucr_yajl_memory {
    yajl_alloc_funcs from;
    ucr_yajl_block first; /**< closes the ring; no block itself */
    jmp_buf no_memory;    /**< set it before anything is taken */
} ucr_yajl_memory;

/** `alloc` NULL: malloc, realloc and free. */
void ucr_yajl_open(ucr_yajl_memory *owner, const yajl_alloc_funcs *alloc);

/** Frees all that was not given back. */
void ucr_yajl_close(ucr_yajl_memory *owner);

/** A block; jumps to `no_memory` if there is none. `ctx` is the owner. */
void *ucr_yajl_take(void *ctx, size_t size);

/** The same for yajl: the struct has to live as long as yajl uses it. */
yajl_alloc_funcs ucr_yajl_funcs(ucr_yajl_memory *owner);

#endif
