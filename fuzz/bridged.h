/* SPDX-License-Identifier: MIT */
/* A detail into claims on what the bridge to yajl makes of it. */
#ifndef UCR_FUZZ_BRIDGED_H
#define UCR_FUZZ_BRIDGED_H

#include <string.h>

#include "tree.h"

/** A detail, and what is in it. */
typedef struct ucr_bridged {
    ucr_json given;
    ucr_options options;
    const ucr_tree *tree; /**< of what is inside, where that is a value */
    const char *first;    /**< where offsets count from */
    ucr_error refusal;    /**< where it is none */
} ucr_bridged;

/** The same events as yajl's own reading gives, or the refusal. */
void ucr_bridged_events(const ucr_bridged *in);

/** Numbers as yajl's two types of them. Of a value. */
void ucr_bridged_numbers(const ucr_bridged *in);

/** A callback that says stop, and an allocator that ends. Of a value. */
void ucr_bridged_stop(const ucr_bridged *in, uint64_t draw);
void ucr_bridged_memory(const ucr_bridged *in, uint64_t draw);

/** The tree that the value is, or the refusal. */
void ucr_bridged_tree(const ucr_bridged *in);

/** A tree as deep as any limit allows, and of one level more. */
void ucr_bridged_deep(void);

/** What yajl's generator makes of the value is that value. */
void ucr_bridged_detail(const ucr_bridged *in, uint64_t draw);

/** Calls that cannot be right. */
void ucr_bridged_no_events(const ucr_bridged *in);
void ucr_bridged_no_tree(const ucr_bridged *in);
void ucr_bridged_no_detail(void);

/** Whether a number is an integer, as it is written. */
static inline bool ucr_bridged_is_whole(const char *number)
{
    return strpbrk(number, ".eE") == NULL;
}

#endif
