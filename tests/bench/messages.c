/* SPDX-License-Identifier: MIT */
/*
 * The ten messages: read from the folder that messages.awk wrote, held against
 * their known checksums, and taken apart into what an encoder starts from.
 */
#include <inttypes.h>
#include <stdint.h>
#include <stdlib.h>

#include "harness.h"

static const struct source {
    const char *file, *title;
    int status;
    uint64_t sum;
} sources[BENCH_MESSAGES] = {
    {"compact", "compact request", 0, 0x76e2c1e94413ecb1u},
    {"page", "page's request", 0, 0x1973bc6766c1de9au},
    {"sdk", "SDK request", 0, 0x09bc2ce1b65c6f66u},
    {"401", "401", 401, 0x0d2d13597c5ae036u},
    {"403", "page's 403", 403, 0x69ff5e1752a2054bu},
    {"403-zh", "403 in Chinese", 403, 0xc4fb995fd1d0d1d3u},
    {"403-many", "403, 1000 details", 403, 0x0e40dd1cee22babeu},
    {"58k", "request 58 kB", 0, 0x56ea62158e30c4c6u},
    {"940k", "request 0.94 MB", 0, 0x9e1f65139663ff38u},
    {"pretty", "pretty request", 0, 0xc0d038a98a8e2297u},
};

/* ---- Words ------------------------------------------------------------------
 */

const char *bench_command_name(ucr_command command)
{
    switch (command) {
    case UCR_COMMAND_START:
        return "START";
    case UCR_COMMAND_STOP:
        return "STOP";
    case UCR_COMMAND_DELETE:
        return "DELETE";
    case UCR_COMMAND_SYNC:
        return "SYNC";
    case UCR_COMMAND_UPLOAD_LOG:
        return "UPLOAD_LOG";
    case UCR_COMMAND_RSET_LOG_ACL:
        return "RSET_LOG_ACL";
    case UCR_COMMAND_NONE:
    case UCR_COMMAND_OTHER:
        break;
    }
    return NULL;
}

const char *bench_result_name(ucr_result result)
{
    switch (result) {
    case UCR_RESULT_SUCCESS:
        return "success";
    case UCR_RESULT_FAIL:
        return "fail";
    case UCR_RESULT_NONE:
        break;
    }
    return NULL;
}

/* ---- Files ------------------------------------------------------------------
 */

static uint64_t checksum(const char *bytes, size_t len)
{
    uint64_t sum = 14695981039346656037u;
    for (size_t i = 0; i < len; i++) {
        sum = (sum ^ (unsigned char)bytes[i]) * 1099511628211u;
    }
    return sum;
}

static bool read_file(bench_message *message, FILE *file)
{
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    if (size < 0) {
        return false;
    }
    rewind(file);
    message->len = (size_t)size;
    message->body = calloc(message->len + BENCH_PADDING, 1);
    return message->body != NULL &&
           fread(message->body, 1, message->len, file) == message->len;
}

static bool load(bench_message *message, const struct source *source,
                 const char *folder)
{
    char path[4096];
    FILE *file;
    bool good;
    uint64_t sum;
    message->name = source->file;
    message->title = source->title;
    message->status = source->status;
    (void)snprintf(path, sizeof(path), "%s/%s.json", folder, source->file);
    file = fopen(path, "rb");
    good = file != NULL && read_file(message, file);
    if (file != NULL) {
        (void)fclose(file);
    }
    if (!good) {
        (void)fprintf(stderr, "ucr_bench: cannot read %s\n", path);
        return false;
    }
    sum = checksum(message->body, message->len);
    if (sum != source->sum) {
        (void)fprintf(stderr,
                      "ucr_bench: %s is not what it was: 0x%016" PRIx64 "\n",
                      path, sum);
        return false;
    }
    return bench_message_read(message);
}

bool bench_messages_load(bench_message *messages, const char *folder)
{
    bool good = true;
    for (size_t i = 0; i < BENCH_MESSAGES; i++) {
        good = load(&messages[i], &sources[i], folder) && good;
    }
    return good;
}

void bench_messages_free(bench_message *messages)
{
    for (size_t i = 0; i < BENCH_MESSAGES; i++) {
        free(messages[i].body);
        free(messages[i].memory);
    }
}

/* ---- What encoders start from
 * ------------------------------------------------
 */

/* Texts go from the front of one block, lists from its aligned end. */
typedef struct store {
    char *at, *end;
} store;

static ucr_text plain(store *room, ucr_text text)
{
    ucr_text copy = {{NULL, 0}, false};
    size_t left = (size_t)(room->end - room->at);
    if (text.raw.ptr == NULL) {
        return copy;
    }
    copy.raw.ptr = room->at;
    copy.raw.len = ucr_text_copyz(room->at, left, text);
    room->at += copy.raw.len + 1;
    return copy;
}

static void *list(store *room, size_t count, size_t size)
{
    room->end -= (count + 1) * size;
    return memset(room->end, 0, (count + 1) * size);
}

static void read_params(store *room, ucr_texts *params)
{
    ucr_text *items, text;
    ucr_iter iter = ucr_each_param(params);
    if (params->raw.ptr == NULL) {
        return;
    }
    items = list(room, params->count, sizeof(*items));
    for (size_t i = 0; ucr_next_param(&iter, &text); i++) {
        items[i] = plain(room, text);
    }
    params->items = items;
    params->raw.ptr = NULL;
    params->raw.len = 0;
}

static void read_details(store *room, ucr_details *details)
{
    ucr_detail *items, detail;
    ucr_iter iter = ucr_each_detail(details);
    if (details->raw.ptr == NULL) {
        return;
    }
    items = list(room, details->count, sizeof(*items));
    for (size_t i = 0; ucr_next_detail(&iter, &detail); i++) {
        items[i].error_code = plain(room, detail.error_code);
        items[i].error_msg = plain(room, detail.error_msg);
    }
    details->items = items;
    details->raw.ptr = NULL;
    details->raw.len = 0;
}

static void read_response(store *room, ucr_response *answer)
{
    answer->error_code = plain(room, answer->error_code);
    answer->error_msg = plain(room, answer->error_msg);
    answer->encoded_authorization_message =
        plain(room, answer->encoded_authorization_message);
    answer->request_id = plain(room, answer->request_id);
    read_params(room, &answer->error_param);
    read_details(room, &answer->details);
}

static void read_request(store *room, ucr_request *request)
{
    request->command_name = plain(room, request->command_name);
    if (request->result_detail.kind == UCR_JSON_STRING) {
        request->result_detail_text = plain(room, request->result_detail_text);
        memset(&request->result_detail, 0, sizeof(request->result_detail));
    }
}

bool bench_message_read(bench_message *message)
{
    ucr_str body = {message->body, message->len};
    size_t size = (message->len + 4096) * 4;
    store room;
    ucr_error err;
    ucr_code code =
        message->status == 0
            ? ucr_decode_request(&message->request, body, NULL, &err)
            : ucr_decode_response(&message->response, message->status, body,
                                  NULL, &err);
    message->memory = malloc(size);
    if (code != UCR_OK || message->memory == NULL) {
        (void)fprintf(stderr, "ucr_bench: %s: %s\n", message->name,
                      ucr_code_name(code));
        return false;
    }
    room.at = message->memory;
    room.end = room.at + size;
    if (message->status == 0) {
        read_request(&room, &message->request);
    } else {
        read_response(&room, &message->response);
    }
    return true;
}
