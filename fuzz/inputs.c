/* SPDX-License-Identifier: MIT */
/*
 * An input's bytes into places where one byte too many is seen, and into
 * limits.
 *
 * Knows no property. Invariant: all that is drawn depends on the bytes alone,
 * so that a replay sees what the engine saw. The guarded area is made once: an
 * input costs a copy, not a system call.
 */
#if defined(__unix__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE /* memfd_create() */
#endif
#include "inputs.h"

#include <stdlib.h>
#include <string.h>

#include "claim.h"

#if defined(__unix__)
#include <sys/mman.h>
#include <unistd.h>
#endif

ucr_str ucr_inputs_block(const uint8_t *data, size_t size)
{
    char *block = ucr_claim_memory(NULL, size);
    if (size > 0) {
        memcpy(block, data, size);
    }
    return (ucr_str){block, size};
}

void ucr_inputs_free(ucr_str block)
{
    /* The one place that knows that these bytes are not constant. */
    free((void *)(uintptr_t)block.ptr);
}

/* ---- Between two guards ----------------------------------------------------
 */

#if defined(__unix__)
static char *map_area(void)
{
    const size_t page = (size_t)sysconf(_SC_PAGESIZE);
    char *all = mmap(NULL, UCR_INPUTS_GUARDED + 2 * page, PROT_NONE,
                     MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (all == MAP_FAILED ||
        mprotect(all + page, UCR_INPUTS_GUARDED, PROT_READ | PROT_WRITE)) {
        return NULL;
    }
    return all + page;
}
#else
static char *map_area(void)
{
    return NULL;
}
#endif

#if defined(__linux__)
/* Maps the bytes of an area twice: there to be read, and elsewhere to be
 * written. Gives where they are written. */
static char *map_twice(char *first)
{
    const int file = memfd_create("ucr_inputs", MFD_CLOEXEC);
    char *written = MAP_FAILED;
    if (file >= 0 && ftruncate(file, UCR_INPUTS_GUARDED) == 0) {
        written = mmap(NULL, UCR_INPUTS_GUARDED, PROT_READ | PROT_WRITE,
                       MAP_SHARED, file, 0);
    }
    if (written == MAP_FAILED ||
        mmap(first, UCR_INPUTS_GUARDED, PROT_READ, MAP_SHARED | MAP_FIXED, file,
             0) == MAP_FAILED) {
        return first;
    }
    close(file);
    return written;
}
#else
static char *map_twice(char *first)
{
    return first;
}
#endif

ucr_str ucr_inputs_guarded(ucr_str in, bool before)
{
    static char *first;
    static char *written;
    if (first == NULL) {
        first = map_area();
        written = first != NULL ? map_twice(first) : NULL;
    }
    if (first == NULL || in.len > UCR_INPUTS_GUARDED) {
        return in;
    }
    const size_t at = before ? 0 : UCR_INPUTS_GUARDED - in.len;
    if (in.len > 0) {
        memcpy(written + at, in.ptr, in.len);
    }
    return (ucr_str){first + at, in.len};
}

bool ucr_inputs_all;

void ucr_inputs_everywhere(const uint8_t *data, size_t size,
                           void (*try_one)(ucr_str in, uint64_t draw))
{
    const ucr_str in = {(const char *)data, size};
    uint64_t draw = ucr_inputs_hash(data, size);
    const unsigned drawn = ucr_inputs_draw(&draw, 3);
    for (unsigned place = 0; place < 3; place++) {
        if (place != drawn && !ucr_inputs_all) {
            continue;
        }
        ucr_str copy = in;
        if (place != UCR_PLACE_HEAP) {
            copy = ucr_inputs_guarded(in, place == UCR_PLACE_AFTER_PAGE);
        }
        if (copy.ptr != in.ptr) {
            try_one(copy, draw);
            continue;
        }
        copy = ucr_inputs_block(data, size);
        try_one(copy, draw);
        ucr_inputs_free(copy);
    }
}

/* ---- Outputs ---------------------------------------------------------------
 */

/* What an area is for. */
typedef enum area {
    AREA_OUTPUT,
    AREA_BESIDE,
    AREA_HANDED,
    AREAS
} area;

/* The first of an area's UCR_INPUTS_GUARDED bytes, or NULL. */
static char *guarded_area(area which)
{
    static char *areas[AREAS];
    if (areas[which] == NULL) {
        areas[which] = map_area();
    }
    return areas[which];
}

/* Bytes in front of the room that nobody may touch. */
#define FENCE ((size_t)16)
#define FENCE_BYTE 0x5A

static const char *rooms[AREAS];

/* `cap` bytes at the end of an area, or of a block, behind a fence. */
static char *room_in(area which, size_t cap)
{
    static char *blocks[AREAS];
    char *at = guarded_area(which);
    if (blocks[which] != NULL) {
        free(blocks[which]);
        blocks[which] = NULL;
    }
    if (at != NULL && cap + FENCE <= UCR_INPUTS_GUARDED) {
        at += UCR_INPUTS_GUARDED - cap;
    } else {
        blocks[which] = ucr_claim_memory(NULL, cap + FENCE);
        at = blocks[which] + FENCE;
    }
    memset(at - FENCE, FENCE_BYTE, FENCE);
    rooms[which] = at;
    return at;
}

char *ucr_inputs_room(size_t cap)
{
    return room_in(AREA_OUTPUT, cap);
}

char *ucr_inputs_room_beside(size_t cap)
{
    return room_in(AREA_BESIDE, cap);
}

static bool is_fenced(const char *at)
{
    size_t i = 1;
    while (i <= FENCE && at[0 - (ptrdiff_t)i] == FENCE_BYTE) {
        i++;
    }
    return i > FENCE;
}

bool ucr_inputs_room_is_whole(void)
{
    const char *beside = rooms[AREA_BESIDE];
    return is_fenced(rooms[AREA_OUTPUT]) &&
           (beside == NULL || is_fenced(beside));
}

void *ucr_inputs_handed(size_t size, bool before)
{
    char *at = guarded_area(AREA_HANDED);
    if (at == NULL || size > UCR_INPUTS_GUARDED) {
        return NULL;
    }
    return before ? at : at + UCR_INPUTS_GUARDED - size;
}

/* ---- Drawing ---------------------------------------------------------------
 */

uint64_t ucr_inputs_hash(const uint8_t *data, size_t size)
{
    uint64_t hash = size * UINT64_C(0x9E3779B97F4A7C15);
    for (size_t at = 0; at < size; at += 8) {
        uint64_t word = 0;
        memcpy(&word, data + at, size - at < 8 ? size - at : 8);
        hash = (hash ^ word) * UINT64_C(0xD6E8FEB86659FD93);
        hash ^= hash >> 32;
    }
    hash *= UINT64_C(0xD6E8FEB86659FD93);
    return hash ^ hash >> 29;
}

unsigned ucr_inputs_draw(uint64_t *hash, unsigned below)
{
    *hash =
        *hash * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (unsigned)((*hash >> 33) % below);
}

bool ucr_inputs_takes(uint64_t *hash, unsigned out_of)
{
    return ucr_inputs_draw(hash, out_of) == 0 || ucr_inputs_all;
}

ucr_options ucr_inputs_limits(uint64_t *hash, size_t size)
{
    static const size_t depths[] = {0, 0, 0, 1, 2, 3, 4, 6, 8, 128, 511, 512};
    static const size_t items[] = {0, 0, 0, 0, 1, 1, 2, 2, 3, 4};
    /* No limit, and what a narrower type would make a small one of. */
    static const size_t vast[] = {
        SIZE_MAX, SIZE_MAX - 1, (size_t)UINT32_MAX + 1, (size_t)UINT32_MAX + 2};
    ucr_options options = {0};
    if (ucr_inputs_draw(hash, 2) == 0) {
        return options;
    }
    options.max_depth =
        depths[ucr_inputs_draw(hash, sizeof(depths) / sizeof(depths[0]))];
    options.max_items =
        items[ucr_inputs_draw(hash, sizeof(items) / sizeof(items[0]))];
    if (ucr_inputs_draw(hash, 4) == 0) {
        /* One less, where that is not the default, just enough, one more. */
        options.max_body = size + ucr_inputs_draw(hash, 3);
        options.max_body -= options.max_body > 1;
    }
    if (ucr_inputs_draw(hash, 8) == 0) {
        options.max_items = vast[ucr_inputs_draw(hash, 4)];
        options.max_body = vast[ucr_inputs_draw(hash, 4)];
    }
    return options;
}

void ucr_inputs_limited(ucr_str body, uint64_t draw,
                        void (*try_one)(ucr_str body, ucr_options options,
                                        uint64_t draw))
{
    const ucr_options options = ucr_inputs_limits(&draw, body.len);
    try_one(body, options, draw);
    if (ucr_inputs_all) {
        try_one(body, (ucr_options){0}, draw);
    }
}

ucr_profile ucr_inputs_no_profile(uint64_t hash)
{
    static const unsigned values[] = {2, 3, 255, 0x7FFFFFFF};
    const unsigned value = values[ucr_inputs_draw(&hash, 4)];
    ucr_profile profile = UCR_INTEROP;
    /* A conversion would be to a value that the type need not have. */
    memcpy(&profile, &value,
           sizeof(profile) < sizeof(value) ? sizeof(profile) : sizeof(value));
    return profile;
}
