/* SPDX-License-Identifier: MIT */
/*
 * A caller's options into resolved ones.
 *
 * Knows the limits and nothing else. Invariant: resolved options hold no zero
 * limit and no depth above UCR_MAX_DEPTH, which is what sizes the scanner's
 * bracket stack.
 */
#include "options.h"

#include <string.h>

static size_t or_default(size_t value, size_t otherwise)
{
    return value != 0 ? value : otherwise;
}

bool ucr_options_fill(ucr_options *out, const ucr_options *options)
{
    static const ucr_options none;
    const ucr_options *given = options != NULL ? options : &none;
    if (given->profile != UCR_INTEROP && given->profile != UCR_STRICT) {
        return false;
    }
    out->max_body = or_default(given->max_body, UCR_DEFAULT_MAX_BODY);
    out->max_depth = or_default(given->max_depth, UCR_DEFAULT_MAX_DEPTH);
    out->max_items = or_default(given->max_items, UCR_DEFAULT_MAX_ITEMS);
    out->profile = given->profile;
    return out->max_depth <= UCR_MAX_DEPTH;
}

/* For where compilers do not take them in line. */
extern inline bool ucr_options_resolve(ucr_options *out,
                                       const ucr_options *options);
extern inline bool ucr_options_begin(const char *buf, size_t cap, size_t *len,
                                     ucr_options *out,
                                     const ucr_options *options);

void ucr_zero(void *out, size_t size)
{
    if (out != NULL) {
        memset(out, 0, size);
    }
}
