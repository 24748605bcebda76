/* SPDX-License-Identifier: MIT */
/*
 * One way to state a property, by its number.
 *
 * G1 to G8 are the guarantees of the README. What stands beside them:
 *
 * P1  a body is judged as a second, plain reading of the wire format judges
 *     it: code, offset, path and every field
 * P2  a body cut at a scanner fault's offset is refused for nothing but its end
 * P3  strict accepts a subset of interop, and reads the same in it
 * P4  what libucr accepts yajl accepts and reads alike; where yajl accepts
 *     more, the reason is on a list
 * P5  text is copied, shown and compared as a second reading has it
 * P6  path, token and content type are judged as a second reading judges them
 * P7  vectors and fast ways change nothing: the portable copy of the core,
 *     which has neither, says the same
 */
#ifndef UCR_FUZZ_CLAIM_H
#define UCR_FUZZ_CLAIM_H

#include <stdbool.h>
#include <stddef.h>

/** Prints the number and the sentence that does not hold, and aborts. */
void ucr_claim_fails(const char *number, const char *what);

/** What to call before the abort, to say what was tried. */
void ucr_claim_last(void (*say)(void));

/** realloc() that gives memory, at least a byte, or aborts. */
void *ucr_claim_memory(void *block, size_t size);

/** Memory that is kept between inputs; all zero is none. */
typedef struct ucr_scratch {
    char *block;
    size_t room;
} ucr_scratch;

/** At least a byte, and at least so many; what was there may be gone. */
char *ucr_claim_scratch(ucr_scratch *scratch, size_t size);

static inline void ucr_claim(bool holds, const char *number, const char *what)
{
    if (!holds) {
        ucr_claim_fails(number, what);
    }
}

#endif
