/* SPDX-License-Identifier: MIT */
/* The options of a call, resolved, and what every entry point checks. */
#ifndef UCR_OPTIONS_H
#define UCR_OPTIONS_H

#include <ucr/ucr.h>

#include "bytes.h"

/** Whether a source can be read at all: {NULL, n} can not. */
static inline bool ucr_readable(ucr_str source)
{
    return source.ptr != NULL || source.len == 0;
}

/** Fills in the defaults, which are all there is where there are no options.
 * False: a profile or a depth that there is not. */
bool ucr_options_fill(ucr_options *out, const ucr_options *options);

/** The same, most often of none. */
inline bool ucr_options_resolve(ucr_options *out, const ucr_options *options)
{
    if (!UCR_FAST || options != NULL) {
        return ucr_options_fill(out, options);
    }
    out->max_body = UCR_DEFAULT_MAX_BODY;
    out->max_depth = UCR_DEFAULT_MAX_DEPTH;
    out->max_items = UCR_DEFAULT_MAX_ITEMS;
    out->profile = UCR_INTEROP;
    return true;
}

/** What begins a call that writes to `buf`: a size of 0 and the options. False:
 * the call cannot be right. */
inline bool ucr_options_begin(const char *buf, size_t cap, size_t *len,
                              ucr_options *out, const ucr_options *options)
{
    if (len == NULL) {
        return false;
    }
    *len = 0;
    if (buf == NULL && cap != 0) {
        return false;
    }
    return ucr_options_resolve(out, options);
}

/** What can be wrong with a call that reads, before a byte is read:
 * UCR_E_ARGUMENT, or UCR_E_BODY_SIZE of the options that are then resolved. */
static inline ucr_code
ucr_options_judge(ucr_options *out, const ucr_options *options, ucr_str body)
{
    return !ucr_options_resolve(out, options) || !ucr_readable(body)
               ? UCR_E_ARGUMENT
           : body.len > out->max_body ? UCR_E_BODY_SIZE
                                      : UCR_OK;
}

/** Zeroes a struct of some size, if it is there: through a call, because in
 * line compilers make of it an instruction that takes longer. */
void ucr_zero(void *out, size_t size);

#endif
