/* SPDX-License-Identifier: MIT */
/* Inputs that are hard on the codec, each with the public function that it is
 * hard on. */
#ifndef UCR_TEST_WORST_H
#define UCR_TEST_WORST_H

#include <ucr/ucr.h>

/** What one call works on. */
typedef struct worst_job {
    ucr_str body;
    size_t bytes; /**< that the work is counted a byte of; most often the body's
                   */
    int status;
    ucr_options options;
    char *buf; /**< for what is written, `cap` bytes */
    size_t cap;
    void *items; /**< room for a caller's list */
    size_t count;
    ucr_request request;
    ucr_response response;
    ucr_text text;
    ucr_json json;
    ucr_str plain;
    size_t offset;
} worst_job;

/** What is measured: gives the verdict, UCR_OK where there is none. `prepare`,
 * NULL where there is nothing to do, is not measured. */
typedef struct worst_action {
    bool (*prepare)(worst_job *job);
    ucr_code (*run)(worst_job *job);
} worst_action;

/** `head`, then as often as fits `unit`, then `tail`. */
typedef struct worst_input {
    const char *name;
    const worst_action *action;
    const char *head, *unit, *tail;
    size_t most; /**< of the unit; 0: any number */
    int status;
    ucr_profile profile;
    ucr_code code; /**< the verdict */
} worst_input;

extern const worst_input worst_inputs[];
extern const size_t worst_count;

/** A body as a request and as an answer. */
extern const worst_action worst_request, worst_response;
/** What is done with an answer that was decoded. */
extern const worst_action worst_walk_params, worst_walk_details, worst_walk_raw,
    worst_encode_again, worst_measure_again;
/** Texts. */
extern const worst_action worst_copy, worst_show, worst_equal, worst_unwrap,
    worst_encode_text;

/** False where an input cannot be prepared. */
bool worst_make(worst_job *job, const worst_input *input, size_t size);
void worst_unmake(worst_job *job);

/** An input that was put together at random, whose verdict is not known. */
typedef struct worst_drawn {
    worst_input input;
    char unit[512];
} worst_drawn;

/** The next one. */
void worst_draw(worst_drawn *drawn);

#endif
