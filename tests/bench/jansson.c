/* SPDX-License-Identifier: MIT */
/*
 * jansson in the benchmark: memory from an arena, keys that need no check are
 * not checked, and the tree is dumped into a buffer that is there.
 */
#include <jansson.h>
#include <stdlib.h>

#include "arena.h"
#include "bench.h"

/* The library's allocation functions have no context. */
static bench_arena arena;

static void *take(size_t size)
{
    return bench_arena_take(&arena, size);
}

static void drop(void *block)
{
    (void)block;
}

static void *open_arena(size_t largest)
{
    if (!bench_arena_open(&arena, 40 * largest + 65536)) {
        return NULL;
    }
    json_object_seed(1);
    json_set_alloc_funcs(take, drop);
    return &arena;
}

static void close_arena(void *self)
{
    (void)self;
    json_set_alloc_funcs(malloc, free);
    free(arena.base);
}

/* ---- Decode ----------------------------------------------------------------
 */

static bool text_of(const json_t *value, bench_seen *seen, bench_field field)
{
    if (!json_is_string(value)) {
        return false;
    }
    bench_take(seen, field, json_string_value(value),
               json_string_length(value));
    return true;
}

static int kind_of(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return UCR_JSON_OBJECT;
    case JSON_ARRAY:
        return UCR_JSON_ARRAY;
    case JSON_STRING:
        return UCR_JSON_STRING;
    case JSON_INTEGER:
    case JSON_REAL:
        return UCR_JSON_NUMBER;
    case JSON_TRUE:
    case JSON_FALSE:
        return UCR_JSON_BOOL;
    case JSON_NULL:
        break;
    }
    return UCR_JSON_NULL;
}

static bool decode_request(const json_t *tree, bench_seen *seen)
{
    const json_t *command = json_object_get(tree, "command_name");
    const json_t *result = json_object_get(tree, "result");
    const json_t *detail = json_object_get(tree, "result_detail");
    if (!text_of(command, seen, BENCH_COMMAND_NAME) ||
        !bench_command(seen, json_string_value(command),
                       json_string_length(command)) ||
        !json_is_string(result) ||
        !bench_result(seen, json_string_value(result),
                      json_string_length(result))) {
        return false;
    }
    seen->kind = detail == NULL ? UCR_JSON_ABSENT : kind_of(detail);
    return seen->kind != UCR_JSON_STRING ||
           text_of(detail, seen, BENCH_RESULT_DETAIL);
}

static bool error_texts(const json_t *object, bench_seen *seen)
{
    return text_of(json_object_get(object, "error_code"), seen,
                   BENCH_ERROR_CODE) &&
           text_of(json_object_get(object, "error_msg"), seen, BENCH_ERROR_MSG);
}

static bool optional(const json_t *tree, const char *name, bench_seen *seen,
                     bench_field field)
{
    const json_t *value = json_object_get(tree, name);
    return value == NULL || text_of(value, seen, field);
}

static bool decode_response(const json_t *tree, bench_seen *seen)
{
    const json_t *params = json_object_get(tree, "error_param");
    const json_t *details = json_object_get(tree, "details");
    bool good = error_texts(tree, seen) &&
                optional(tree, "encoded_authorization_message", seen,
                         BENCH_AUTHORIZATION);
    for (size_t i = 0; good && i < json_array_size(params); i++) {
        good = text_of(json_array_get(params, i), seen, BENCH_ERROR_PARAM);
    }
    for (size_t i = 0; good && i < json_array_size(details); i++) {
        good = error_texts(json_array_get(details, i), seen);
    }
    return good && optional(tree, "request_id", seen, BENCH_REQUEST_ID);
}

static bool decode(void *self, char *body, size_t len, int status,
                   bench_seen *seen)
{
    const json_t *tree;
    json_error_t error;
    (void)self;
    arena.used = 0;
    tree = json_loadb(body, len, JSON_REJECT_DUPLICATES, &error);
    return json_is_object(tree) && (status == 0 ? decode_request(tree, seen)
                                                : decode_response(tree, seen));
}

/* ---- Encode ----------------------------------------------------------------
 */

static bool put(json_t *object, const char *name, json_t *value)
{
    return json_object_set_new_nocheck(object, name, value) == 0;
}

static json_t *text(ucr_text text)
{
    return json_stringn(text.raw.ptr, text.raw.len);
}

static bool put_request(json_t *root, const ucr_request *in)
{
    ucr_str json = in->result_detail.raw;
    json_error_t error;
    json_t *detail = in->result_detail.kind == UCR_JSON_ABSENT
                         ? text(in->result_detail_text)
                         : json_loadb(json.ptr, json.len, 0, &error);
    return put(root, "command_name",
               json_string_nocheck(bench_command_name(in->command))) &&
           put(root, "result",
               json_string_nocheck(bench_result_name(in->result))) &&
           put(root, "result_detail", detail);
}

static bool put_error(json_t *object, ucr_text code, ucr_text msg)
{
    return put(object, "error_code", text(code)) &&
           put(object, "error_msg", text(msg));
}

static bool put_params(json_t *root, const ucr_texts *list)
{
    json_t *array = json_array();
    bool good = true;
    for (size_t i = 0; good && i < list->count; i++) {
        good = json_array_append_new(array, text(list->items[i])) == 0;
    }
    return good && put(root, "error_param", array);
}

static bool put_details(json_t *root, const ucr_details *list)
{
    json_t *array = json_array();
    bool good = true;
    for (size_t i = 0; good && i < list->count; i++) {
        json_t *object = json_object();
        good = put_error(object, list->items[i].error_code,
                         list->items[i].error_msg) &&
               json_array_append_new(array, object) == 0;
    }
    return good && put(root, "details", array);
}

static bool put_response(json_t *root, const ucr_response *in)
{
    bool good = put_error(root, in->error_code, in->error_msg);
    if (in->encoded_authorization_message.raw.ptr != NULL) {
        good = good && put(root, "encoded_authorization_message",
                           text(in->encoded_authorization_message));
    }
    if (in->error_param.items != NULL) {
        good = good && put_params(root, &in->error_param);
    }
    if (in->details.items != NULL) {
        good = good && put_details(root, &in->details);
    }
    return good;
}

static bench_verdict encode(void *self, bench_out *out,
                            const bench_message *message)
{
    json_t *root;
    (void)self;
    arena.used = 0;
    root = json_object();
    if (!(message->status == 0 ? put_request(root, &message->request)
                               : put_response(root, &message->response))) {
        return BENCH_REFUSED;
    }
    out->ptr = out->buf;
    out->len = json_dumpb(root, out->buf, out->cap, JSON_COMPACT);
    return out->len > 0 && out->len <= out->cap ? BENCH_DONE : BENCH_REFUSED;
}

const bench_impl *bench_jansson(void);

const bench_impl *bench_jansson(void)
{
    static const bench_impl impls[] = {
        {.name = "jansson",
         .open = open_arena,
         .close = close_arena,
         .decode = decode,
         .encode = encode},
        {.name = NULL},
    };
    return impls;
}
