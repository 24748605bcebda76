/* SPDX-License-Identifier: MIT */
/*
 * json-c in the benchmark: one tokener that is reset, strict and asked to
 * check UTF-8; keys that are constant and new are added as such. It has no
 * say in where its memory comes from.
 */
#include <json-c/json.h>
#include <stdlib.h>

#include "bench.h"

typedef struct state {
    json_tokener *tokener;
    json_object *tree; /* whose text was given out last */
} state;

static void *open_state(size_t largest)
{
    state *self = calloc(1, sizeof(*self));
    (void)largest;
    if (self != NULL) {
        self->tokener = json_tokener_new();
        json_tokener_set_flags(self->tokener, JSON_TOKENER_STRICT |
                                                  JSON_TOKENER_VALIDATE_UTF8);
    }
    return self;
}

static void close_state(void *of)
{
    state *self = of;
    json_object_put(self->tree);
    json_tokener_free(self->tokener);
    free(self);
}

static json_object *parse(state *self, const char *text, size_t len)
{
    json_object *tree;
    json_tokener_reset(self->tokener);
    tree = json_tokener_parse_ex(self->tokener, text, (int)len);
    if (json_tokener_get_error(self->tokener) != json_tokener_success ||
        json_tokener_get_parse_end(self->tokener) != len) {
        json_object_put(tree);
        return NULL;
    }
    return tree;
}

/* ---- Decode ----------------------------------------------------------------
 */

static bool text_of(json_object *value, bench_seen *seen, bench_field field)
{
    if (!json_object_is_type(value, json_type_string)) {
        return false;
    }
    bench_take(seen, field, json_object_get_string(value),
               (size_t)json_object_get_string_len(value));
    return true;
}

static int kind_of(json_object *value)
{
    switch (json_object_get_type(value)) {
    case json_type_object:
        return UCR_JSON_OBJECT;
    case json_type_array:
        return UCR_JSON_ARRAY;
    case json_type_string:
        return UCR_JSON_STRING;
    case json_type_int:
    case json_type_double:
        return UCR_JSON_NUMBER;
    case json_type_boolean:
        return UCR_JSON_BOOL;
    case json_type_null:
        break;
    }
    return UCR_JSON_NULL;
}

static json_object *member(json_object *object, const char *name)
{
    json_object *value = NULL;
    (void)json_object_object_get_ex(object, name, &value);
    return value;
}

static bool decode_request(json_object *tree, bench_seen *seen)
{
    json_object *command = member(tree, "command_name");
    json_object *result = member(tree, "result");
    json_object *detail = NULL;
    if (!text_of(command, seen, BENCH_COMMAND_NAME) ||
        !bench_command(seen, json_object_get_string(command),
                       (size_t)json_object_get_string_len(command)) ||
        !json_object_is_type(result, json_type_string) ||
        !bench_result(seen, json_object_get_string(result),
                      (size_t)json_object_get_string_len(result))) {
        return false;
    }
    if (json_object_object_get_ex(tree, "result_detail", &detail)) {
        seen->kind = kind_of(detail);
    }
    return seen->kind != UCR_JSON_STRING ||
           text_of(detail, seen, BENCH_RESULT_DETAIL);
}

static bool error_texts(json_object *object, bench_seen *seen)
{
    return text_of(member(object, "error_code"), seen, BENCH_ERROR_CODE) &&
           text_of(member(object, "error_msg"), seen, BENCH_ERROR_MSG);
}

static bool optional(json_object *tree, const char *name, bench_seen *seen,
                     bench_field field)
{
    json_object *value = member(tree, name);
    return value == NULL || text_of(value, seen, field);
}

static size_t length(json_object *list)
{
    return list == NULL ? 0 : json_object_array_length(list);
}

static bool decode_response(json_object *tree, bench_seen *seen)
{
    json_object *params = member(tree, "error_param");
    json_object *details = member(tree, "details");
    bool good = error_texts(tree, seen) &&
                optional(tree, "encoded_authorization_message", seen,
                         BENCH_AUTHORIZATION);
    for (size_t i = 0; good && i < length(params); i++) {
        good = text_of(json_object_array_get_idx(params, i), seen,
                       BENCH_ERROR_PARAM);
    }
    for (size_t i = 0; good && i < length(details); i++) {
        good = error_texts(json_object_array_get_idx(details, i), seen);
    }
    return good && optional(tree, "request_id", seen, BENCH_REQUEST_ID);
}

static bool decode(void *self, char *body, size_t len, int status,
                   bench_seen *seen)
{
    json_object *tree = parse(self, body, len);
    bool good = json_object_is_type(tree, json_type_object) &&
                (status == 0 ? decode_request(tree, seen)
                             : decode_response(tree, seen));
    json_object_put(tree);
    return good;
}

/* ---- Encode ----------------------------------------------------------------
 */

static bool put(json_object *object, const char *name, json_object *value)
{
    return value != NULL &&
           json_object_object_add_ex(object, name, value,
                                     JSON_C_OBJECT_ADD_KEY_IS_NEW |
                                         JSON_C_OBJECT_KEY_IS_CONSTANT) == 0;
}

static json_object *text(ucr_text text)
{
    return json_object_new_string_len(text.raw.ptr, (int)text.raw.len);
}

static bool put_request(state *self, json_object *root, const ucr_request *in)
{
    ucr_str json = in->result_detail.raw;
    json_object *detail = in->result_detail.kind == UCR_JSON_ABSENT
                              ? text(in->result_detail_text)
                              : parse(self, json.ptr, json.len);
    return put(root, "command_name",
               json_object_new_string(bench_command_name(in->command))) &&
           put(root, "result",
               json_object_new_string(bench_result_name(in->result))) &&
           put(root, "result_detail", detail);
}

static bool put_error(json_object *object, ucr_text code, ucr_text msg)
{
    return put(object, "error_code", text(code)) &&
           put(object, "error_msg", text(msg));
}

static bool put_params(json_object *root, const ucr_texts *list)
{
    json_object *array = json_object_new_array_ext((int)list->count + 1);
    bool good = true;
    for (size_t i = 0; good && i < list->count; i++) {
        good = json_object_array_add(array, text(list->items[i])) == 0;
    }
    return put(root, "error_param", array) && good;
}

static bool put_details(json_object *root, const ucr_details *list)
{
    json_object *array = json_object_new_array_ext((int)list->count + 1);
    bool good = true;
    for (size_t i = 0; good && i < list->count; i++) {
        json_object *item = json_object_new_object();
        good = json_object_array_add(array, item) == 0 &&
               put_error(item, list->items[i].error_code,
                         list->items[i].error_msg);
    }
    return put(root, "details", array) && good;
}

static bool put_response(json_object *root, const ucr_response *in)
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

static bench_verdict encode(void *of, bench_out *out,
                            const bench_message *message)
{
    state *self = of;
    bool good;
    json_object_put(self->tree);
    self->tree = json_object_new_object();
    good = message->status == 0
               ? put_request(self, self->tree, &message->request)
               : put_response(self->tree, &message->response);
    out->ptr = json_object_to_json_string_length(
        self->tree, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE,
        &out->len);
    return good ? BENCH_DONE : BENCH_REFUSED;
}

const bench_impl *bench_json_c(void);

const bench_impl *bench_json_c(void)
{
    static const bench_impl impls[] = {
        {.name = "json-c",
         .decode_takes = BENCH_TAKES_NUMBER | BENCH_TAKES_LITERAL |
                         BENCH_TAKES_CONTROL | BENCH_TAKES_UTF8 |
                         BENCH_TAKES_DUPLICATE,
         .encode_takes = BENCH_TAKES_NUMBER | BENCH_TAKES_LITERAL |
                         BENCH_TAKES_CONTROL | BENCH_TAKES_UTF8,
         .open = open_state,
         .close = close_state,
         .decode = decode,
         .encode = encode},
        {.name = NULL},
    };
    return impls;
}
