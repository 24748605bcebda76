/* SPDX-License-Identifier: MIT */
/*
 * cJSON in the benchmark: its hooks give it an arena, strings and names that
 * outlive the tree are referred to, and it prints into a buffer that is there.
 */
#include <cjson/cJSON.h>
#include <stdlib.h>

#include "arena.h"
#include "bench.h"

/* The hooks have no context. */
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
    cJSON_Hooks hooks = {take, drop};
    if (!bench_arena_open(&arena, 24 * largest + 65536)) {
        return NULL;
    }
    cJSON_InitHooks(&hooks);
    return &arena;
}

static void close_arena(void *self)
{
    (void)self;
    cJSON_InitHooks(NULL);
    free(arena.base);
}

/* Nothing but white space may follow, which the library leaves to others. */
static cJSON *parse(const char *text, size_t len)
{
    const char *end;
    cJSON *tree = cJSON_ParseWithLengthOpts(text, len, &end, false);
    if (tree == NULL) {
        return NULL;
    }
    while (end < text + len && strchr(" \t\r\n", *end) != NULL && *end != 0) {
        end++;
    }
    return end == text + len ? tree : NULL;
}

/* ---- Decode ----------------------------------------------------------------
 */

static bool text_of(const cJSON *value, bench_seen *seen, bench_field field)
{
    if (!cJSON_IsString(value)) {
        return false;
    }
    bench_take(seen, field, value->valuestring, strlen(value->valuestring));
    return true;
}

static int kind_of(const cJSON *value)
{
    if (cJSON_IsObject(value)) {
        return UCR_JSON_OBJECT;
    }
    if (cJSON_IsArray(value)) {
        return UCR_JSON_ARRAY;
    }
    if (cJSON_IsString(value)) {
        return UCR_JSON_STRING;
    }
    if (cJSON_IsNumber(value)) {
        return UCR_JSON_NUMBER;
    }
    return cJSON_IsBool(value) ? UCR_JSON_BOOL : UCR_JSON_NULL;
}

static bool request_member(const cJSON *value, bench_seen *seen,
                           bench_field field)
{
    if (field == BENCH_RESULT_DETAIL) {
        seen->kind = kind_of(value);
        return seen->kind != UCR_JSON_STRING || text_of(value, seen, field);
    }
    if (field == BENCH_OTHER) {
        return true;
    }
    if (!cJSON_IsString(value)) {
        return false;
    }
    if (field == BENCH_RESULT) {
        return bench_result(seen, value->valuestring,
                            strlen(value->valuestring));
    }
    return text_of(value, seen, field) &&
           bench_command(seen, value->valuestring, strlen(value->valuestring));
}

static bool error_texts(const cJSON *object, bench_seen *seen)
{
    const cJSON *member;
    unsigned known = 0;
    bool good = cJSON_IsObject(object);
    cJSON_ArrayForEach(member, object)
    {
        bench_field field =
            bench_field_of(member->string, strlen(member->string));
        good = !bench_again(&known, field) && good;
        if (field == BENCH_ERROR_CODE || field == BENCH_ERROR_MSG) {
            good = text_of(member, seen, field) && good;
        }
    }
    return good;
}

static bool response_member(const cJSON *value, bench_seen *seen,
                            bench_field field)
{
    const cJSON *item;
    bool good = cJSON_IsArray(value);
    if (field != BENCH_ERROR_PARAM && field != BENCH_DETAILS) {
        return field == BENCH_OTHER || text_of(value, seen, field);
    }
    cJSON_ArrayForEach(item, value)
    {
        good = (field == BENCH_DETAILS ? error_texts(item, seen)
                                       : text_of(item, seen, field)) &&
               good;
    }
    return good;
}

static bool decode(void *self, char *body, size_t len, int status,
                   bench_seen *seen)
{
    const cJSON *tree, *member;
    unsigned known = 0;
    bool good = true;
    (void)self;
    arena.used = 0;
    tree = parse(body, len);
    if (!cJSON_IsObject(tree)) {
        return false;
    }
    cJSON_ArrayForEach(member, tree)
    {
        bench_field field =
            bench_field_of(member->string, strlen(member->string));
        good = !bench_again(&known, field) &&
               (status == 0 ? request_member(member, seen, field)
                            : response_member(member, seen, field)) &&
               good;
    }
    return good && (status != 0 || (seen->command != 0 && seen->result != 0));
}

/* ---- Encode ----------------------------------------------------------------
 */

static bool put(cJSON *object, const char *name, cJSON *value)
{
    return cJSON_AddItemToObjectCS(object, name, value);
}

static bool put_text(cJSON *object, const char *name, ucr_text text)
{
    return text.raw.ptr == NULL ||
           put(object, name, cJSON_CreateStringReference(text.raw.ptr));
}

static cJSON *error_object(ucr_text code, ucr_text msg)
{
    cJSON *object = cJSON_CreateObject();
    return put_text(object, "error_code", code) &&
                   put_text(object, "error_msg", msg)
               ? object
               : NULL;
}

static cJSON *request_object(const ucr_request *in)
{
    ucr_str json = in->result_detail.raw;
    cJSON *root = cJSON_CreateObject();
    cJSON *detail =
        in->result_detail.kind == UCR_JSON_ABSENT
            ? cJSON_CreateStringReference(in->result_detail_text.raw.ptr)
            : parse(json.ptr, json.len);
    return put(root, "command_name",
               cJSON_CreateStringReference(bench_command_name(in->command))) &&
                   put(root, "result",
                       cJSON_CreateStringReference(
                           bench_result_name(in->result))) &&
                   put(root, "result_detail", detail)
               ? root
               : NULL;
}

static cJSON *params(const ucr_texts *list)
{
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < list->count; i++) {
        cJSON_AddItemToArray(
            array, cJSON_CreateStringReference(list->items[i].raw.ptr));
    }
    return array;
}

static cJSON *details(const ucr_details *list)
{
    cJSON *array = cJSON_CreateArray();
    for (size_t i = 0; i < list->count; i++) {
        const ucr_detail *item = &list->items[i];
        cJSON_AddItemToArray(array,
                             error_object(item->error_code, item->error_msg));
    }
    return array;
}

static cJSON *response_object(const ucr_response *in)
{
    cJSON *root = error_object(in->error_code, in->error_msg);
    bool good = put_text(root, "encoded_authorization_message",
                         in->encoded_authorization_message);
    if (in->error_param.items != NULL) {
        good = good && put(root, "error_param", params(&in->error_param));
    }
    if (in->details.items != NULL) {
        good = good && put(root, "details", details(&in->details));
    }
    return good ? root : NULL;
}

static bench_verdict encode(void *self, bench_out *out,
                            const bench_message *message)
{
    cJSON *root;
    (void)self;
    arena.used = 0;
    root = message->status == 0 ? request_object(&message->request)
                                : response_object(&message->response);
    if (root == NULL ||
        !cJSON_PrintPreallocated(root, out->buf, (int)out->cap, false)) {
        return BENCH_REFUSED;
    }
    out->ptr = out->buf;
    out->len = strlen(out->buf);
    return BENCH_DONE;
}

const bench_impl *bench_cjson(void);

const bench_impl *bench_cjson(void)
{
    static const bench_impl impls[] = {
        {.name = "cJSON",
         .decode_takes = BENCH_TAKES_NUMBER | BENCH_TAKES_ESCAPE |
                         BENCH_TAKES_CONTROL | BENCH_TAKES_UTF8 |
                         BENCH_TAKES_WHITE,
         .encode_takes = BENCH_TAKES_NUMBER | BENCH_TAKES_ESCAPE |
                         BENCH_TAKES_CONTROL | BENCH_TAKES_UTF8 |
                         BENCH_TAKES_WHITE,
         .open = open_arena,
         .close = close_arena,
         .decode = decode,
         .encode = encode},
        {.name = NULL},
    };
    return impls;
}
