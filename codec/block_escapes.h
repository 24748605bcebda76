/* SPDX-License-Identifier: MIT */
/*
 * Which bytes of a block or vector a backslash escapes, from masks of it, and
 * whether an escape that is not simple is right.
 *
 * Knows no instruction of a target, and reads no byte at or after `end`.
 */
#ifndef UCR_BLOCK_ESCAPES_H
#define UCR_BLOCK_ESCAPES_H

#include "block_masks.h"

#if defined(UCR_BLOCKS)

/* The bytes that a backslash escapes; the first of them is bit `first`, which
 * is even. Runs of backslashes are told apart by whether they begin at an even
 * or an odd place: adding the odd ones' starts moves them to what follows their
 * run. */
ALWAYS uint64_t escaped_bytes(uint64_t backslash, unsigned first,
                              uint64_t *carry)
{
    const uint64_t even = UINT64_C(0x5555555555555555);
    const uint64_t carried = *carry << first;
    if (backslash == 0) {
        *carry = 0;
        return carried;
    }
    backslash &= ~carried;
    const uint64_t follows = backslash << 1 | carried;
    const uint64_t odd_starts = backslash & ~even & ~follows;
    const uint64_t moved = odd_starts + backslash;
    *carry = moved < backslash;
    return (even ^ moved << 1) & follows;
}

/* Whether an escape that is not simple is right, from the byte after the
 * backslash, if there is one. In strict a high surrogate says where the low one
 * is that it needs, which is judged when it comes to be that one's turn; any
 * other low one is wrong. */
static inline bool is_escape(const char *at, const char *end, bool strict,
                             const char **low)
{
    const int32_t unit = ucr_escaped_unit(at - 1, end);
    if (unit < 0) {
        return false;
    }
    if (strict && ucr_is_low_surrogate((uint32_t)unit)) {
        return at == *low;
    }
    if (strict && ucr_is_high_surrogate((uint32_t)unit)) {
        const int32_t next = ucr_escaped_unit(at + 5, end);
        if (next < 0 || !ucr_is_low_surrogate((uint32_t)next)) {
            return false;
        }
        *low = at + 6;
    }
    return true;
}

/* The same of all at these places, in their order. */
ALWAYS bool are_escapes(const char *at, const char *end, uint64_t places,
                        bool strict, const char **low)
{
    while (places != 0) {
        if (!is_escape(at + __builtin_ctzll(places), end, strict, low)) {
            return false;
        }
        places &= places - 1;
    }
    return true;
}

#endif

#endif
