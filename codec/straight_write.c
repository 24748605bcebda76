/* SPDX-License-Identifier: MIT */
/*
 * Chooses between the two ways in which straight_put.h is compiled.
 *
 * Knows the processor and no message. Invariant: both ways write the same, but
 * for how long they take.
 */
#include "straight_write.h"

#if defined(UCR_STRAIGHT)

#include "straight_put.h"

size_t ucr_straight_write_request(char *buf, size_t cap, const ucr_request *in,
                                  const ucr_options *options)
{
    /* Requests seldom hold texts that are long enough for wide vectors. */
    return write_request(buf, cap, in, options);
}

size_t ucr_straight_write_error(char *buf, size_t cap, const ucr_response *in,
                                const ucr_options *options)
{
#if defined(UCR_STRAIGHT_WIDE)
    if (ucr_straight_has_wide()) {
        return ucr_straight_wide_write_error(buf, cap, in, options);
    }
#endif
    return write_error(buf, cap, in, options);
}

#endif
