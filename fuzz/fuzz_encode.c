/* SPDX-License-Identifier: MIT */
/*
 * Fields that a caller could give, right and wrong, into every claim on
 * encoding: G1, G2, G5, G7, G8 and P1, whole and in pieces.
 *
 * Knows the order of the checks and no rule. Invariant: what the fields point
 * to lies in blocks of exact sizes, whatever the input.
 */
#include "claim.h"
#include "encoded.h"
#include "fields.h"
#include "inputs.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ucr_fields fields = ucr_fields_from(data, size);
    const unsigned kind = ucr_fields_byte(&fields);
    const ucr_options options = ucr_fields_options(&fields);
    if (kind % 2 == 0) {
        ucr_request request;
        ucr_fields_request(&request, &fields);
        if (ucr_inputs_takes(&fields.draw, 16)) {
            ucr_encoded_no_request(&request, &options, fields.draw);
        }
        ucr_encoded_request(&request, &options, fields.draw);
    } else {
        ucr_response response;
        ucr_fields_response(&response, &fields);
        if (ucr_inputs_takes(&fields.draw, 16)) {
            ucr_encoded_no_response(&response, &options, fields.draw);
        }
        ucr_encoded_response(&response, &options, fields.draw);
    }
    ucr_fields_free(&fields);
    return 0;
}
