/* SPDX-License-Identifier: MIT */
/* One area each for the two, mapped at the first call and kept. */
#define _DEFAULT_SOURCE
#include "guard.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static char *area(bool before)
{
    static char *areas[2];
    if (areas[before] == NULL) {
        const size_t page = (size_t)sysconf(_SC_PAGESIZE);
        char *all = mmap(NULL, GUARDED + 2 * page, PROT_NONE,
                         MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (all == MAP_FAILED ||
            mprotect(all + page, GUARDED, PROT_READ | PROT_WRITE) != 0) {
            abort();
        }
        areas[before] = all + page;
    }
    return areas[before];
}

static char *put(char *at, const char *bytes, size_t len)
{
    if (len > GUARDED) {
        abort();
    }
    if (len > 0) {
        memcpy(at, bytes, len);
    }
    return at;
}

char *guard_after(const char *bytes, size_t len)
{
    return put(area(false) + GUARDED - (len > GUARDED ? 0 : len), bytes, len);
}

char *guard_before(const char *bytes, size_t len)
{
    return put(area(true), bytes, len);
}
