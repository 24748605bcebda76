/* SPDX-License-Identifier: MIT */
/* An input's bytes as what a caller fills in: fields, options, targets. */
#ifndef UCR_FUZZ_FIELDS_H
#define UCR_FUZZ_FIELDS_H

#include <stdint.h>

#include <ucr/ucr.h>

#define UCR_FIELDS_BLOCKS 64

/** What is left of an input, and the blocks that its fields lie in. */
typedef struct ucr_fields {
    const uint8_t *at, *end;
    void *blocks[UCR_FIELDS_BLOCKS];
    unsigned count;
    unsigned guarded; /**< which block lies against a page */
    bool before;      /**< which of its ends does */
    uint64_t draw;    /**< what is left of a hash of all the input */
    bool endless;     /**< there is no limit that a length could be beyond */
} ucr_fields;

ucr_fields ucr_fields_from(const uint8_t *data, size_t size);
void ucr_fields_free(ucr_fields *fields);

/** The next byte; 0 once there is none. */
unsigned ucr_fields_byte(ucr_fields *fields);

/** Limits and a profile. */
ucr_options ucr_fields_options(ucr_fields *fields);

/** Messages right and wrong; each text lies in a block of its exact size. They
 * live until the fields are freed: one message at a time. */
void ucr_fields_request(ucr_request *out, ucr_fields *fields);
void ucr_fields_response(ucr_response *out, ucr_fields *fields);

#endif
