/* SPDX-License-Identifier: MIT */
/*
 * Messages that nothing is wrong with, checked and written in one pass. What
 * is given is how many bytes were written, all of the message. 0 says that
 * this unit does not know, because of a fault, for want of room, or because
 * what it was given is not in its most frequent form; `buf`, which must be
 * there, then holds rubbish. Without this unit every verdict stays the same.
 */
#ifndef UCR_STRAIGHT_WRITE_H
#define UCR_STRAIGHT_WRITE_H

#include <ucr/ucr.h>

#include "straight.h"

#if defined(UCR_STRAIGHT)

/** A request whose arguments fit; options are resolved ones. */
size_t ucr_straight_write_request(char *buf, size_t cap, const ucr_request *in,
                                  const ucr_options *options);

/** An answer with an error status whose members fit. */
size_t ucr_straight_write_error(char *buf, size_t cap, const ucr_response *in,
                                const ucr_options *options);

/* The same for a processor that has UCR_BLOCK_AVX2. */
size_t ucr_straight_wide_write_error(char *buf, size_t cap,
                                     const ucr_response *in,
                                     const ucr_options *options);

#else

static inline size_t ucr_straight_write_request(const char *buf, size_t cap,
                                                const ucr_request *in,
                                                const ucr_options *options)
{
    (void)buf;
    (void)cap;
    (void)in;
    (void)options;
    return 0;
}

static inline size_t ucr_straight_write_error(const char *buf, size_t cap,
                                              const ucr_response *in,
                                              const ucr_options *options)
{
    (void)buf;
    (void)cap;
    (void)in;
    (void)options;
    return 0;
}

#endif

#endif
