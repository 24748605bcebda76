/* SPDX-License-Identifier: MIT */
/* Where an input lies while it is tried, and what is drawn from it. */
#ifndef UCR_FUZZ_INPUTS_H
#define UCR_FUZZ_INPUTS_H

#include <stdint.h>

#include <ucr/ucr.h>

/** What every engine calls. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** A copy in a heap block of exactly `size` bytes; `ptr` is never NULL. */
ucr_str ucr_inputs_block(const uint8_t *data, size_t size);
void ucr_inputs_free(ucr_str block);

/** The largest input that ucr_inputs_guarded() takes. */
#define UCR_INPUTS_GUARDED ((size_t)65536)

/**
 * A copy against a page that cannot be touched: after it, or with `before` in
 * front of it. Lives until the next call. Gives `in` itself where it is too
 * large or where the system has no such pages.
 */
ucr_str ucr_inputs_guarded(ucr_str in, bool before);

/**
 * Room for exactly `cap` bytes of output: what is written past them crashes,
 * and ucr_inputs_room_is_whole() is false once something was written before
 * them. Lives until the next call; never NULL.
 */
char *ucr_inputs_room(size_t cap);
bool ucr_inputs_room_is_whole(void);

/** Equal for equal bytes; each bit is as good as any other. */
uint64_t ucr_inputs_hash(const uint8_t *data, size_t size);

/** Takes a number below `below` out of a hash. */
unsigned ucr_inputs_draw(uint64_t *hash, unsigned below);

/** Options for a body: default limits half of the time, else such that are
 * close to what bodies hold. The profile is interop. */
ucr_options ucr_inputs_limits(uint64_t hash, size_t size);

#endif
