/* SPDX-License-Identifier: MIT */
/*
 * The binder for libraries that hand out events: names and values, brackets
 * counted, in the order of the body. Whoever asks for events wants them fast,
 * so all of it can be inlined. Each function says whether to go on.
 */
#ifndef UCR_BENCH_EVENTS_H
#define UCR_BENCH_EVENTS_H

#include "bench.h"

typedef struct bench_events {
    bench_seen *seen;
    unsigned depth;    /* open brackets */
    bench_field field; /* of the top object, whose value is being read */
    bench_field inner; /* of an element of details */
    unsigned known, known_inner;
    bool request;
} bench_events;

static inline void bench_events_begin(bench_events *on, bench_seen *seen,
                                      int status)
{
    memset(on, 0, sizeof(*on));
    on->seen = seen;
    on->request = status == 0;
}

static inline bool bench_on_name(bench_events *on, const char *name, size_t len)
{
    if (on->depth == 1) {
        on->field = bench_field_of(name, len);
        return !bench_again(&on->known, on->field);
    }
    if (on->depth == 3 && on->field == BENCH_DETAILS) {
        on->inner = bench_field_of(name, len);
        return !bench_again(&on->known_inner, on->inner);
    }
    return true;
}

static inline bool bench_on_request_value(bench_events *on, ucr_json_kind kind)
{
    if (on->field == BENCH_RESULT_DETAIL) {
        on->seen->kind = (int)kind;
    }
    return on->field != BENCH_COMMAND_NAME && on->field != BENCH_RESULT;
}

/* Numbers, literals and opening brackets that stand for a member's value. */
static inline bool bench_on_value(bench_events *on, ucr_json_kind kind)
{
    if (on->depth != 1) {
        return on->depth != 0;
    }
    return !on->request || bench_on_request_value(on, kind);
}

static inline bool bench_on_request_string(bench_events *on, const char *text,
                                           size_t len)
{
    if (on->field == BENCH_COMMAND_NAME) {
        bench_take(on->seen, on->field, text, len);
        return bench_command(on->seen, text, len);
    }
    if (on->field == BENCH_RESULT) {
        return bench_result(on->seen, text, len);
    }
    if (on->field == BENCH_RESULT_DETAIL) {
        on->seen->kind = UCR_JSON_STRING;
        bench_take(on->seen, on->field, text, len);
    }
    return true;
}

static inline bool bench_on_string(bench_events *on, const char *text,
                                   size_t len)
{
    if (on->depth == 1 && on->request) {
        return bench_on_request_string(on, text, len);
    }
    if (on->depth == 1 && on->field != BENCH_OTHER) {
        bench_take(on->seen, on->field, text, len);
    } else if (on->depth == 2 && on->field == BENCH_ERROR_PARAM) {
        bench_take(on->seen, on->field, text, len);
    } else if (on->depth == 3 && on->field == BENCH_DETAILS &&
               on->inner != BENCH_OTHER) {
        bench_take(on->seen, on->inner, text, len);
    }
    return on->depth != 0;
}

static inline bool bench_on_open(bench_events *on, ucr_json_kind kind)
{
    bool go_on =
        on->depth == 0 ? kind == UCR_JSON_OBJECT : bench_on_value(on, kind);
    on->depth++;
    on->known_inner = 0;
    return go_on;
}

static inline bool bench_on_close(bench_events *on)
{
    on->depth--;
    return true;
}

/* At the end: what is required was there. */
static inline bool bench_events_whole(const bench_events *on)
{
    return !on->request || (on->seen->command != 0 && on->seen->result != 0);
}

#endif
