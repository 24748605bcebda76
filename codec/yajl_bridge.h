/* SPDX-License-Identifier: MIT */
/* What the files of the yajl bridge share. */
#ifndef UCR_YAJL_BRIDGE_H
#define UCR_YAJL_BRIDGE_H

#include <ucr/yajl.h>

/** A checked value, out of its string form. */
typedef struct ucr_yajl_value {
    ucr_str raw;
    size_t offset; /**< of its first byte, as ucr_detail_unwrap() counts */
} ucr_yajl_value;

/** Who takes the events. */
typedef struct ucr_yajl_listener {
    const yajl_callbacks *callbacks;
    void *ctx;
    /** What else has to be true before the first event; may be NULL. */
    ucr_code (*check)(const ucr_yajl_value *in, ucr_error *err);
} ucr_yajl_listener;

/** Writes an error with an empty path, where one is asked for. */
ucr_code ucr_yajl_give(ucr_error *err, ucr_code code, size_t offset);

/** Everything between a detail and a listener. */
ucr_code ucr_yajl_run(ucr_json detail, const ucr_yajl_listener *to,
                      const yajl_alloc_funcs *alloc, const ucr_options *options,
                      ucr_error *err);

#endif
