/* SPDX-License-Identifier: MIT */
/* Where an input lies while it is tried, and what is drawn from it. */
#ifndef UCR_FUZZ_INPUTS_H
#define UCR_FUZZ_INPUTS_H

#include <stdint.h>

#include <ucr/ucr.h>

/** What every engine calls. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/**
 * Whether every check is made on every input, as a replay does. An engine, to
 * whom runs a second are worth more, makes some of them on each input: which
 * ones is drawn from the input.
 */
extern bool ucr_inputs_all;

/** A copy in a heap block of exactly `size` bytes; `ptr` is never NULL. */
ucr_str ucr_inputs_block(const uint8_t *data, size_t size);
void ucr_inputs_free(ucr_str block);

/** The largest input that ucr_inputs_guarded() takes. */
#define UCR_INPUTS_GUARDED ((size_t)65536)

/**
 * A copy against a page that cannot be touched: after it, or with `before` in
 * front of it. On Linux the copy cannot be written to. Lives until the next
 * call. Gives `in` itself where it is too large or where the system has no such
 * pages.
 */
ucr_str ucr_inputs_guarded(ucr_str in, bool before);

/** Where an input is put: a heap block, or against a page. */
typedef enum ucr_place {
    UCR_PLACE_HEAP,
    UCR_PLACE_AFTER_PAGE,
    UCR_PLACE_BEFORE_PAGE
} ucr_place;

/** Calls `try_one` with the input in one drawn place, or in each of them. */
void ucr_inputs_everywhere(const uint8_t *data, size_t size,
                           void (*try_one)(ucr_str in, uint64_t draw));

/**
 * Room for exactly `cap` bytes of output: what is written past them crashes,
 * and ucr_inputs_room_is_whole() is false once something was written before
 * them. Lives until the next call; never NULL. Two rooms can lie beside each
 * other.
 */
char *ucr_inputs_room(size_t cap);
char *ucr_inputs_room_beside(size_t cap);
bool ucr_inputs_room_is_whole(void);

/** Room for `size` bytes that a caller hands in, against a page that cannot be
 * touched, as above. Lives until the next call. NULL where it is too large or
 * where there are no such pages. */
void *ucr_inputs_handed(size_t size, bool before);

/** Equal for equal bytes; each bit is as good as any other. */
uint64_t ucr_inputs_hash(const uint8_t *data, size_t size);

/** Takes a number below `below` out of a hash. Who gives the same hash to two
 * that draw lets them draw alike. */
unsigned ucr_inputs_draw(uint64_t *hash, unsigned below);

/** Whether to make a check that is made on one in `out_of` inputs. */
bool ucr_inputs_takes(uint64_t *hash, unsigned out_of);

/** Options for a body: default limits half of the time, else such that are
 * close to what bodies hold. The profile is interop. */
ucr_options ucr_inputs_limits(uint64_t *hash, size_t size);

/** Calls `try_one` with a body under its limits, and where every check is made
 * under the default ones, too: what is drawn may refuse what a seed was made
 * for. */
void ucr_inputs_limited(ucr_str body, uint64_t draw,
                        void (*try_one)(ucr_str body, ucr_options options,
                                        uint64_t draw));

/** What is no profile, as a caller has it who left the member unset. */
ucr_profile ucr_inputs_no_profile(uint64_t hash);

#endif
