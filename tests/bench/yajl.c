/* SPDX-License-Identifier: MIT */
/*
 * yajl in the benchmark: events into the binder, numbers left as text, memory
 * from an arena; a generator that is cleared and reset, not made anew.
 */
#include <stdlib.h>
#include <yajl/yajl_gen.h>
#include <yajl/yajl_parse.h>

#include "arena.h"
#include "events.h"

typedef struct state {
    bench_arena arena;
    yajl_alloc_funcs memory;
    yajl_gen gen;
} state;

static void *open_state(size_t largest)
{
    state *self = calloc(1, sizeof(*self));
    if (self == NULL) {
        return NULL;
    }
    self->memory.malloc = bench_arena_take;
    self->memory.realloc = bench_arena_grow;
    self->memory.free = bench_arena_drop;
    self->memory.ctx = &self->arena;
    self->gen = yajl_gen_alloc(NULL);
    if (self->gen == NULL ||
        !bench_arena_open(&self->arena, 4 * largest + 65536)) {
        free(self);
        return NULL;
    }
    yajl_gen_config(self->gen, yajl_gen_validate_utf8, 1);
    return self;
}

static void close_state(void *of)
{
    state *self = of;
    yajl_gen_free(self->gen);
    free(self->arena.base);
    free(self);
}

/* ---- Decode
 * ---------------------------------------------------------------- */

static int on_null(void *ctx)
{
    return bench_on_value(ctx, UCR_JSON_NULL);
}

static int on_boolean(void *ctx, int value)
{
    (void)value;
    return bench_on_value(ctx, UCR_JSON_BOOL);
}

static int on_number(void *ctx, const char *text, size_t len)
{
    (void)text;
    (void)len;
    return bench_on_value(ctx, UCR_JSON_NUMBER);
}

static int on_string(void *ctx, const unsigned char *text, size_t len)
{
    return bench_on_string(ctx, (const char *)text, len);
}

static int on_name(void *ctx, const unsigned char *text, size_t len)
{
    return bench_on_name(ctx, (const char *)text, len);
}

static int on_object(void *ctx)
{
    return bench_on_open(ctx, UCR_JSON_OBJECT);
}

static int on_array(void *ctx)
{
    return bench_on_open(ctx, UCR_JSON_ARRAY);
}

static int on_end(void *ctx)
{
    return bench_on_close(ctx);
}

static bool parse(state *self, const yajl_callbacks *callbacks, void *ctx,
                  const char *text, size_t len)
{
    yajl_handle parser;
    yajl_status status;
    self->arena.used = 0;
    parser = yajl_alloc(callbacks, &self->memory, ctx);
    if (parser == NULL) {
        return false;
    }
    status = yajl_parse(parser, (const unsigned char *)text, len);
    if (status == yajl_status_ok) {
        status = yajl_complete_parse(parser);
    }
    yajl_free(parser);
    return status == yajl_status_ok;
}

static bool decode(void *self, char *body, size_t len, int status,
                   bench_seen *seen)
{
    static const yajl_callbacks callbacks = {
        .yajl_null = on_null,
        .yajl_boolean = on_boolean,
        .yajl_number = on_number,
        .yajl_string = on_string,
        .yajl_start_map = on_object,
        .yajl_map_key = on_name,
        .yajl_end_map = on_end,
        .yajl_start_array = on_array,
        .yajl_end_array = on_end,
    };
    bench_events on;
    bench_events_begin(&on, seen, status);
    return parse(self, &callbacks, &on, body, len) && bench_events_whole(&on);
}

/* ---- Encode
 * ---------------------------------------------------------------- */

static bool put(yajl_gen gen, const char *text, size_t len)
{
    return yajl_gen_string(gen, (const unsigned char *)text, len) ==
           yajl_gen_status_ok;
}

#define PUT(gen, literal) put(gen, literal, sizeof(literal) - 1)
#define BEGIN_OBJECT(gen) (yajl_gen_map_open(gen) == yajl_gen_status_ok)
#define END_OBJECT(gen) (yajl_gen_map_close(gen) == yajl_gen_status_ok)
#define BEGIN_ARRAY(gen) (yajl_gen_array_open(gen) == yajl_gen_status_ok)
#define END_ARRAY(gen) (yajl_gen_array_close(gen) == yajl_gen_status_ok)

static bool put_text(yajl_gen gen, ucr_text text)
{
    return put(gen, text.raw.ptr, text.raw.len);
}

/* A number is copied as it stands, whatever it is. */
static bool put_detail(state *self, const ucr_request *in, bool raw)
{
    ucr_str json = in->result_detail.raw;
    if (in->result_detail.kind == UCR_JSON_ABSENT) {
        return put_text(self->gen, in->result_detail_text);
    }
    return (raw || parse(self, NULL, NULL, json.ptr, json.len)) &&
           yajl_gen_number(self->gen, json.ptr, json.len) == yajl_gen_status_ok;
}

static bool put_request(state *self, const ucr_request *in, bool raw)
{
    yajl_gen gen = self->gen;
    const char *command = bench_command_name(in->command);
    const char *result = bench_result_name(in->result);
    return BEGIN_OBJECT(gen) && PUT(gen, "command_name") &&
           put(gen, command, strlen(command)) && PUT(gen, "result") &&
           put(gen, result, strlen(result)) && PUT(gen, "result_detail") &&
           put_detail(self, in, raw) && END_OBJECT(gen);
}

static bool put_params(yajl_gen gen, const ucr_texts *list)
{
    bool good = PUT(gen, "error_param") && BEGIN_ARRAY(gen);
    for (size_t i = 0; good && i < list->count; i++) {
        good = put_text(gen, list->items[i]);
    }
    return good && END_ARRAY(gen);
}

static bool put_error(yajl_gen gen, ucr_text code, ucr_text msg)
{
    return PUT(gen, "error_code") && put_text(gen, code) &&
           PUT(gen, "error_msg") && put_text(gen, msg);
}

static bool put_details(yajl_gen gen, const ucr_details *list)
{
    bool good = PUT(gen, "details") && BEGIN_ARRAY(gen);
    for (size_t i = 0; good && i < list->count; i++) {
        const ucr_detail *item = &list->items[i];
        good = BEGIN_OBJECT(gen) &&
               put_error(gen, item->error_code, item->error_msg) &&
               END_OBJECT(gen);
    }
    return good && END_ARRAY(gen);
}

static bool put_response(yajl_gen gen, const ucr_response *in)
{
    bool good =
        BEGIN_OBJECT(gen) && put_error(gen, in->error_code, in->error_msg);
    if (in->encoded_authorization_message.raw.ptr != NULL) {
        good = good && PUT(gen, "encoded_authorization_message") &&
               put_text(gen, in->encoded_authorization_message);
    }
    if (in->error_param.items != NULL) {
        good = good && put_params(gen, &in->error_param);
    }
    if (in->details.items != NULL) {
        good = good && put_details(gen, &in->details);
    }
    return good && END_OBJECT(gen);
}

static bench_verdict put_message(state *self, bench_out *out,
                                 const bench_message *message, bool raw)
{
    const unsigned char *text;
    bool good;
    yajl_gen_clear(self->gen);
    yajl_gen_reset(self->gen, NULL);
    good = message->status == 0 ? put_request(self, &message->request, raw)
                                : put_response(self->gen, &message->response);
    if (!good ||
        yajl_gen_get_buf(self->gen, &text, &out->len) != yajl_gen_status_ok) {
        return BENCH_REFUSED;
    }
    out->ptr = (const char *)text;
    return BENCH_DONE;
}

static bench_verdict encode(void *self, bench_out *out,
                            const bench_message *message)
{
    return put_message(self, out, message, false);
}

static bench_verdict encode_raw(void *self, bench_out *out,
                                const bench_message *message)
{
    if (message->request.result_detail.kind == UCR_JSON_ABSENT) {
        return BENCH_NOT_OFFERED;
    }
    return put_message(self, out, message, true);
}

const bench_impl *bench_yajl(void);

const bench_impl *bench_yajl(void)
{
    static const bench_impl impls[] = {
        {.name = "yajl",
         .decode_takes = BENCH_TAKES_UTF8 | BENCH_TAKES_WHITE,
         .encode_takes = BENCH_TAKES_UTF8 | BENCH_TAKES_WHITE,
         .open = open_state,
         .close = close_state,
         .decode = decode,
         .encode = encode},
        {.name = "yajl, raw detail",
         .encode_takes = BENCH_TAKES_ANY_DETAIL,
         .open = open_state,
         .close = close_state,
         .encode = encode_raw},
        {.name = NULL},
    };
    return impls;
}
