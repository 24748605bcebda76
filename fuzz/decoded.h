/* SPDX-License-Identifier: MIT */
/* What must hold of a body that is decoded. */
#ifndef UCR_FUZZ_DECODED_H
#define UCR_FUZZ_DECODED_H

#include "model.h"

/** Decodes the body that was read, and claims G1, G3, G4, G8 and P1. */
ucr_code ucr_decoded_request(ucr_request *out, const ucr_reading *reading,
                             const ucr_options *options);
ucr_code ucr_decoded_response(ucr_response *out, int status,
                              const ucr_reading *reading,
                              const ucr_options *options);

/** What a refusal must be, whoever gave it; `size` is the source's. */
void ucr_decoded_refusal(const ucr_error *err, ucr_code code, size_t size);

/** A refusal of what can never be right, before anything is read: G8. `err` was
 * rubbish before. */
void ucr_decoded_no_call(ucr_code code, const ucr_error *err);

/** A refusal in words: G8. `cap` is any. */
void ucr_decoded_words(const ucr_error *err, ucr_str body, size_t cap);

/** Any bytes as a list that decode did not give: a walk ends, and stays in
 * them: G1, G3, G4. */
void ucr_decoded_walk(ucr_str bytes);

/** Options and arguments that cannot be right, some of them drawn: G8. */
void ucr_decoded_argument(ucr_str body, int status, uint64_t draw);

/** What does not depend on the profile's rules: P2 for both profiles of a
 * request (status 0) or a response, G7 without an error to fill in. */
void ucr_decoded_cut(ucr_str body, int status, const ucr_options *options);

#endif
