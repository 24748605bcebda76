/* SPDX-License-Identifier: MIT */
/*
 * libucr in the benchmark, twice: what decode gives, which is views into the
 * body, and the same with the escapes of each text undone, because that is
 * what most peers hand out whether one wants it or not.
 */
#include <stdlib.h>

#include "bench.h"

/* Room for the longest text. */
static void *open_room(size_t largest)
{
    return malloc(largest);
}

/* Logs hold plain text whatever the run; timed runs of views do not copy. Where
 * a struct has just been written field by field a processor waits for a copy of
 * it, so none is passed by value but for texts that are copied anyway. */
static inline void take(bench_seen *seen, char *room, bool copy,
                        bench_field field, const ucr_text *text)
{
    const char *ptr = text->raw.ptr;
    size_t len = text->raw.len;
    if (text->escaped && (copy || seen->log != NULL)) {
        len = ucr_text_copy(room, len, *text);
        ptr = room;
    }
    if (ptr != NULL) {
        bench_take(seen, field, ptr, len);
    }
}

static inline bool decode_request(char *room, bool copy, ucr_str body,
                                  bench_seen *seen)
{
    ucr_request request;
    ucr_error err;
    if (ucr_decode_request(&request, body, NULL, &err) != UCR_OK) {
        return false;
    }
    seen->command = (int)request.command;
    seen->result = (int)request.result;
    seen->kind = (int)request.result_detail.kind;
    take(seen, room, copy, BENCH_COMMAND_NAME, &request.command_name);
    take(seen, room, copy, BENCH_RESULT_DETAIL, &request.result_detail_text);
    return true;
}

static void take_lists(char *room, bool copy, const ucr_response *answer,
                       bench_seen *seen)
{
    ucr_text param;
    ucr_detail detail;
    ucr_iter params = ucr_each_param(&answer->error_param);
    while (ucr_next_param(&params, &param)) {
        take(seen, room, copy, BENCH_ERROR_PARAM, &param);
    }
    ucr_iter details = ucr_each_detail(&answer->details);
    while (ucr_next_detail(&details, &detail)) {
        take(seen, room, copy, BENCH_ERROR_CODE, &detail.error_code);
        take(seen, room, copy, BENCH_ERROR_MSG, &detail.error_msg);
    }
}

static inline bool decode_response(char *room, bool copy, ucr_str body,
                                   int status, bench_seen *seen)
{
    ucr_response answer;
    ucr_error err;
    if (ucr_decode_response(&answer, status, body, NULL, &err) != UCR_OK) {
        return false;
    }
    take(seen, room, copy, BENCH_ERROR_CODE, &answer.error_code);
    take(seen, room, copy, BENCH_ERROR_MSG, &answer.error_msg);
    take(seen, room, copy, BENCH_AUTHORIZATION,
         &answer.encoded_authorization_message);
    /* Most answers have neither list. */
    if (answer.error_param.count > 0 || answer.details.count > 0) {
        take_lists(room, copy, &answer, seen);
    }
    take(seen, room, copy, BENCH_REQUEST_ID, &answer.request_id);
    return true;
}

/* NOLINTNEXTLINE(readability-non-const-parameter): others write there. */
static bool decode_views(void *self, char *body, size_t len, int status,
                         bench_seen *seen)
{
    ucr_str str = {body, len};
    return status == 0 ? decode_request(self, false, str, seen)
                       : decode_response(self, false, str, status, seen);
}

/* NOLINTNEXTLINE(readability-non-const-parameter): others write there. */
static bool decode_copies(void *self, char *body, size_t len, int status,
                          bench_seen *seen)
{
    ucr_str str = {body, len};
    return status == 0 ? decode_request(self, true, str, seen)
                       : decode_response(self, true, str, status, seen);
}

static bench_verdict encode(void *self, bench_out *out,
                            const bench_message *message)
{
    ucr_error err;
    ucr_code code;
    (void)self;
    out->ptr = out->buf;
    code = message->status == 0
               ? ucr_encode_request(out->buf, out->cap, &out->len,
                                    &message->request, NULL, &err)
               : ucr_encode_response(out->buf, out->cap, &out->len,
                                     &message->response, NULL, &err);
    return code == UCR_OK ? BENCH_DONE : BENCH_REFUSED;
}

const bench_impl *bench_ucr(void);

const bench_impl *bench_ucr(void)
{
    static const bench_impl impls[] = {
        {.name = "libucr",
         .ours = true,
         .open = open_room,
         .close = free,
         .decode = decode_views,
         .encode = encode},
        {.name = "libucr, texts copied",
         .ours = true,
         .open = open_room,
         .close = free,
         .decode = decode_copies},
        {.name = NULL},
    };
    return impls;
}
