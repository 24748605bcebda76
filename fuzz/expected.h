/* SPDX-License-Identifier: MIT */
/* What encoding should write, or for what reasons it may refuse. Shares
 * nothing with the codec but the public structs. */
#ifndef UCR_FUZZ_EXPECTED_H
#define UCR_FUZZ_EXPECTED_H

#include "tree.h"

#define UCR_EXPECTED_FAULTS 16

typedef struct ucr_expected {
    char *bytes; /**< what is written where nothing is wrong */
    size_t len, room;
    ucr_error faults[UCR_EXPECTED_FAULTS]; /**< any of these is an answer */
    unsigned count; /**< of faults; more than fit: all fit */
    bool argument;  /**< the call cannot be right: there is no other answer */
} ucr_expected;

/** Both keep `bytes` between calls. */
void ucr_expected_request(ucr_expected *out, const ucr_request *in,
                          const ucr_options *options);
void ucr_expected_response(ucr_expected *out, const ucr_response *in,
                           const ucr_options *options);

/** Whether a refusal is one of those that may be. */
bool ucr_expected_has(const ucr_expected *expected, const ucr_error *err);

#endif
