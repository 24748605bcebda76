/* SPDX-License-Identifier: MIT */
/* What must hold of a message that is encoded. */
#ifndef UCR_FUZZ_ENCODED_H
#define UCR_FUZZ_ENCODED_H

#include <stdint.h>

#include <ucr/ucr.h>

/**
 * Encodes a message at several capacities, and what came of it once more after
 * decoding; claims G2, G5, G7, G8 and P1. `draw` chooses among capacities.
 */
ucr_code ucr_encoded_request(const ucr_request *in, const ucr_options *options,
                             uint64_t draw);
ucr_code ucr_encoded_response(const ucr_response *in,
                              const ucr_options *options, uint64_t draw);

/** Calls that cannot be right, one of them drawn: G8. */
void ucr_encoded_no_request(const ucr_request *in, const ucr_options *options,
                            uint64_t draw);
void ucr_encoded_no_response(const ucr_response *in, const ucr_options *options,
                             uint64_t draw);

#endif
