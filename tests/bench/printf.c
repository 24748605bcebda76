/* SPDX-License-Identifier: MIT */
/*
 * What many clients do: snprintf, which neither checks nor escapes. It stands
 * in the table to show what that carelessness saves.
 */
#include <stdio.h>
#include <stdlib.h>

#include "bench.h"

static void *open_room(size_t largest)
{
    return malloc(largest);
}

#define TEXT(text) (int)(text).raw.len, (text).raw.ptr

static int put_request(const bench_out *out, const ucr_request *in)
{
    return snprintf(out->buf, out->cap,
                    "{\"command_name\":\"%s\",\"result\":\"%s\","
                    "\"result_detail\":%.*s}",
                    bench_command_name(in->command),
                    bench_result_name(in->result),
                    (int)in->result_detail.raw.len, in->result_detail.raw.ptr);
}

static int put_details(char *at, size_t cap, const ucr_details *list)
{
    int len = 0;
    for (size_t i = 0; i < list->count; i++) {
        len += snprintf(at + len, cap - (size_t)len,
                        "%s{\"error_code\":\"%.*s\",\"error_msg\":\"%.*s\"}",
                        i > 0 ? "," : "", TEXT(list->items[i].error_code),
                        TEXT(list->items[i].error_msg));
    }
    return len;
}

static int put_response(const bench_out *out, const ucr_response *in)
{
    char *at = out->buf;
    int len = snprintf(at, out->cap,
                       "{\"error_code\":\"%.*s\",\"error_msg\":\"%.*s\"",
                       TEXT(in->error_code), TEXT(in->error_msg));
    if (in->details.items != NULL && in->error_param.count > 0) {
        len += snprintf(at + len, out->cap - (size_t)len,
                        ",\"encoded_authorization_message\":\"%.*s\","
                        "\"error_param\":[\"%.*s\"],\"details\":[",
                        TEXT(in->encoded_authorization_message),
                        TEXT(in->error_param.items[0]));
        len += put_details(at + len, out->cap - (size_t)len, &in->details);
        len += snprintf(at + len, out->cap - (size_t)len, "]");
    }
    return len + snprintf(at + len, out->cap - (size_t)len, "}");
}

/* The SDK's text and the long list hold quotes. */
static bool needs_escapes(const bench_message *message)
{
    return message->status == 0
               ? message->request.result_detail.kind == UCR_JSON_ABSENT
               : message->response.details.count > 100;
}

static bench_verdict encode(void *self, bench_out *out,
                            const bench_message *message)
{
    (void)self;
    if (needs_escapes(message)) {
        return BENCH_NOT_OFFERED;
    }
    out->ptr = out->buf;
    out->len =
        (size_t)(message->status == 0 ? put_request(out, &message->request)
                                      : put_response(out, &message->response));
    return BENCH_DONE;
}

const bench_impl *bench_printf(void);

const bench_impl *bench_printf(void)
{
    static const bench_impl impls[] = {
        {.name = "snprintf",
         .encode_takes = BENCH_TAKES_ANY_DETAIL,
         .open = open_room,
         .close = free,
         .encode = encode},
        {.name = NULL},
    };
    return impls;
}
