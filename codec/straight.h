/* SPDX-License-Identifier: MIT */
/*
 * Messages as they most often are, read straight through: members in the
 * documented order, nothing unknown, nothing wrong. True means that all of it
 * is right and `out` is what the general way would make of it; false, that
 * this unit does not know, and `out` holds rubbish. Without this unit every
 * verdict stays the same.
 */
#ifndef UCR_STRAIGHT_H
#define UCR_STRAIGHT_H

#include <ucr/ucr.h>

#include "block.h"
#include "bytes.h"

/* Whether there is such a way: who wants the code small has the general one
 * alone, as has what the library is held against (UCR_GENERAL). */
#if !defined(__OPTIMIZE_SIZE__) && !defined(UCR_GENERAL)
#define UCR_STRAIGHT
#endif

/* Whether there is a second one, with wide vectors. */
#if defined(UCR_STRAIGHT) && defined(UCR_BLOCKS)
#define UCR_STRAIGHT_WIDE
#endif

#if defined(UCR_STRAIGHT)

/* With vectors that every processor of the target has. */
bool ucr_straight_narrow_request(ucr_request *out, ucr_str body,
                                 const ucr_options *options);
bool ucr_straight_narrow_error(ucr_response *out, int status, ucr_str body,
                               const ucr_options *options);
bool ucr_straight_narrow_param(ucr_text *out, const char **at, const char *end,
                               char before);
bool ucr_straight_narrow_detail(ucr_detail *out, const char **at,
                                const char *end, char before);

/* For a processor that has UCR_BLOCK_AVX2. */
bool ucr_straight_wide_request(ucr_request *out, ucr_str body,
                               const ucr_options *options);
bool ucr_straight_wide_error(ucr_response *out, int status, ucr_str body,
                             const ucr_options *options);
bool ucr_straight_wide_param(ucr_text *out, const char **at, const char *end,
                             char before);
bool ucr_straight_wide_detail(ucr_detail *out, const char **at, const char *end,
                              char before);

/* The one that this processor has: both say the same, but for how long they
 * take. */
#if defined(UCR_STRAIGHT_WIDE)
static inline bool ucr_straight_has_wide(void)
{
    return ucr_block_best() != UCR_BLOCK_NONE;
}
#define UCR_STRAIGHT_BEST(name, ...)                                           \
    (ucr_straight_has_wide() ? ucr_straight_wide_##name(__VA_ARGS__)           \
                             : ucr_straight_narrow_##name(__VA_ARGS__))
#else
#define UCR_STRAIGHT_BEST(name, ...) ucr_straight_narrow_##name(__VA_ARGS__)
#endif

/** A request; options are resolved ones. */
static inline bool ucr_straight_request(ucr_request *out, ucr_str body,
                                        const ucr_options *options)
{
    return UCR_STRAIGHT_BEST(request, out, body, options);
}

/** An answer with an error status. */
static inline bool ucr_straight_error(ucr_response *out, int status,
                                      ucr_str body, const ucr_options *options)
{
    return UCR_STRAIGHT_BEST(error, out, status, body, options);
}

/** One element of `error_param`, after the bracket or comma that is `before`
 * it; `*at` is moved past it and past white space after it. */
static inline bool ucr_straight_param(ucr_text *out, const char **at,
                                      const char *end, char before)
{
    return UCR_STRAIGHT_BEST(param, out, at, end, before);
}

/** The same of `details`, with its two members. */
static inline bool ucr_straight_detail(ucr_detail *out, const char **at,
                                       const char *end, char before)
{
    return UCR_STRAIGHT_BEST(detail, out, at, end, before);
}

#else

static inline bool ucr_straight_request(ucr_request *out, ucr_str body,
                                        const ucr_options *options)
{
    (void)out;
    (void)body;
    (void)options;
    return false;
}

static inline bool ucr_straight_error(ucr_response *out, int status,
                                      ucr_str body, const ucr_options *options)
{
    (void)out;
    (void)status;
    (void)body;
    (void)options;
    return false;
}

static inline bool ucr_straight_param(ucr_text *out, const char **at,
                                      const char *end, char before)
{
    (void)out;
    (void)at;
    (void)end;
    (void)before;
    return false;
}

static inline bool ucr_straight_detail(ucr_detail *out, const char **at,
                                       const char *end, char before)
{
    (void)out;
    (void)at;
    (void)end;
    (void)before;
    return false;
}

#endif

#endif
