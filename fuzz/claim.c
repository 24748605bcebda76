/* SPDX-License-Identifier: MIT */
/*
 * A property that does not hold into a crash that an engine sees.
 *
 * Knows no property. Invariant: never returns.
 */
#include "claim.h"

#include <stdio.h>
#include <stdlib.h>

static void (*say_last)(void);

void ucr_claim_last(void (*say)(void))
{
    say_last = say;
}

void ucr_claim_fails(const char *number, const char *what)
{
    (void)fprintf(stderr, "%s does not hold: %s\n", number, what);
    if (say_last != NULL) {
        say_last();
    }
    abort();
}

void *ucr_claim_memory(void *block, size_t size)
{
    void *resized = realloc(block, size > 0 ? size : 1);
    if (resized == NULL) {
        abort();
    }
    return resized;
}

char *ucr_claim_scratch(ucr_scratch *scratch, size_t size)
{
    if (size >= scratch->room) {
        scratch->room = size * 2 + 1024;
        scratch->block = ucr_claim_memory(scratch->block, scratch->room);
    }
    return scratch->block;
}
