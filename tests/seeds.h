/* SPDX-License-Identifier: MIT */
/* The corpus, for tests that want every seed and not what is expected of it. */
#ifndef UCR_TESTS_SEEDS_H
#define UCR_TESTS_SEEDS_H

#include <ucr/ucr.h>

typedef void use_seed(ucr_str seed, const void *context);

/** Calls `use` with each seed in a folder of the corpus ("request/ok"), in a
 * block of exactly its size and in the order of their names; fails the test if
 * there is none. */
void each_seed(const char *folder, use_seed *use, const void *context);

#endif
