/* SPDX-License-Identifier: MIT */
/*
 * What decode gives into one JSON object on a line of its own.
 *
 * Knows what the members are called and nothing of how they were read.
 * Invariant: members come in the documented order, and one that was not in
 * the body is not in the object.
 */
#include "show.h"

#include "gen.h"
#include "words.h"

static int end_json(ucr_cli *cli, ucr_gen *gen, int status)
{
    bool lost = gen->yajl == NULL || gen->status != yajl_gen_status_ok;
    ucr_gen_close(gen);
    ucr_print_cstring(&cli->out, "\n");
    return lost ? ucr_run_no_memory(cli) : status;
}

static void json_detail(ucr_gen *gen, const ucr_json *detail, ucr_str body)
{
    ucr_gen_cstring(gen, "result_detail");
    ucr_gen_map_open(gen);
    ucr_gen_cstring(gen, "kind");
    ucr_gen_cstring(gen, ucr_words_kind(detail->kind));
    if (detail->kind != UCR_JSON_ABSENT) {
        ucr_gen_cstring(gen, "offset");
        ucr_gen_decimal(gen, (size_t)(detail->raw.ptr - body.ptr));
        ucr_gen_cstring(gen, "length");
        ucr_gen_decimal(gen, detail->raw.len);
    }
    ucr_gen_map_close(gen);
}

int ucr_json_request(ucr_cli *cli, const ucr_request *request, ucr_str body)
{
    ucr_gen gen;
    ucr_gen_open(&gen, &cli->out, false);
    ucr_gen_map_open(&gen);
    ucr_gen_member(&gen, "command_name", request->command_name);
    ucr_gen_cstring(&gen, "command_known");
    ucr_gen_bool(&gen, request->command != UCR_COMMAND_OTHER);
    ucr_gen_cstring(&gen, "result");
    ucr_gen_cstring(&gen, ucr_words_result(request->result));
    json_detail(&gen, &request->result_detail, body);
    ucr_gen_map_close(&gen);
    return end_json(cli, &gen, UCR_EXIT_ACCEPTED);
}

static void json_params(ucr_gen *gen, const ucr_texts *list)
{
    ucr_text param;
    ucr_iter iter = ucr_each_param(list);
    if (list->raw.ptr == NULL) {
        return;
    }
    ucr_gen_cstring(gen, "error_param");
    ucr_gen_array_open(gen);
    while (ucr_next_param(&iter, &param)) {
        ucr_gen_text(gen, param);
    }
    ucr_gen_array_close(gen);
}

static void json_details(ucr_gen *gen, const ucr_details *list)
{
    ucr_detail detail;
    ucr_iter iter = ucr_each_detail(list);
    if (list->raw.ptr == NULL) {
        return;
    }
    ucr_gen_cstring(gen, "details");
    ucr_gen_array_open(gen);
    while (ucr_next_detail(&iter, &detail)) {
        ucr_gen_map_open(gen);
        ucr_gen_member(gen, "error_code", detail.error_code);
        ucr_gen_member(gen, "error_msg", detail.error_msg);
        ucr_gen_map_close(gen);
    }
    ucr_gen_array_close(gen);
}

static void json_ignored(ucr_gen *gen, unsigned ignored)
{
    if (ignored == 0) {
        return;
    }
    ucr_gen_cstring(gen, "ignored");
    ucr_gen_array_open(gen);
    for (unsigned bit = 1; bit < UCR_WORDS_IGNORED_END; bit <<= 1) {
        if ((ignored & bit) != 0) {
            ucr_gen_cstring(gen, ucr_words_ignored(bit));
        }
    }
    ucr_gen_array_close(gen);
}

int ucr_json_response(ucr_cli *cli, const ucr_response *response)
{
    ucr_gen gen;
    ucr_gen_open(&gen, &cli->out, false);
    ucr_gen_map_open(&gen);
    ucr_gen_cstring(&gen, "status");
    ucr_gen_decimal(&gen, (size_t)response->status);
    ucr_gen_cstring(&gen, "shape");
    ucr_gen_cstring(&gen, ucr_words_shape(response->shape));
    ucr_gen_member(&gen, "error_code", response->error_code);
    ucr_gen_member(&gen, "error_msg", response->error_msg);
    ucr_gen_member(&gen, "encoded_authorization_message",
                   response->encoded_authorization_message);
    json_params(&gen, &response->error_param);
    json_details(&gen, &response->details);
    ucr_gen_member(&gen, "request_id", response->request_id);
    ucr_gen_member(&gen, "title", response->title);
    ucr_gen_member(&gen, "message", response->message);
    json_ignored(&gen, response->ignored);
    ucr_gen_map_close(&gen);
    return end_json(cli, &gen, UCR_EXIT_ACCEPTED);
}

int ucr_json_refusal(ucr_cli *cli, ucr_str body, const ucr_error *err)
{
    ucr_gen gen;
    char path[UCR_MAX_PATH];
    ucr_spot at = ucr_report_spot(NULL, body, err);
    ucr_error_path(path, sizeof(path), err);
    ucr_gen_open(&gen, &cli->out, false);
    ucr_gen_map_open(&gen);
    ucr_gen_cstring(&gen, "error");
    ucr_gen_map_open(&gen);
    ucr_gen_cstring(&gen, "code");
    ucr_gen_cstring(&gen, ucr_code_name(err->code));
    ucr_gen_cstring(&gen, "offset");
    ucr_gen_decimal(&gen, err->offset);
    ucr_gen_cstring(&gen, "line");
    ucr_gen_decimal(&gen, at.line);
    ucr_gen_cstring(&gen, "column");
    ucr_gen_decimal(&gen, at.column);
    ucr_gen_cstring(&gen, "path");
    ucr_gen_cstring(&gen, path);
    ucr_gen_cstring(&gen, "message");
    ucr_gen_cstring(&gen, ucr_code_text(err->code));
    ucr_gen_map_close(&gen);
    ucr_gen_map_close(&gen);
    return end_json(cli, &gen, UCR_EXIT_REFUSED);
}
