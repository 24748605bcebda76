/* SPDX-License-Identifier: MIT */
/*
 * `ucr encode`: arguments into a body on standard output.
 *
 * Knows which option gives which member; the codec judges what it gives.
 * Invariant: what is printed is a body that the codec has made whole, and
 * nothing is printed of one that it refuses.
 */
#define _POSIX_C_SOURCE 200809L

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "input.h"
#include "run.h"
#include "source.h"

/* What an argument can be wrong in here; the codec does not say which. */
#define WHAT_BELONGS_TOGETHER                                                  \
    "An error status needs --error-code and --error-msg, a success status "    \
    "takes no members.\nIn strict there is no --request-id, and only 403 "     \
    "takes the other members.\n"

static int refuse(ucr_cli *cli, const ucr_input *file, const ucr_error *err)
{
    ucr_source from = ucr_source_of(&cli->args, ucr_input_body(file), err);
    ucr_error moved = *err;
    moved.offset += from.skipped;
    int status = ucr_run_refuse(cli, from.name, from.bytes, &moved);
    if (err->code == UCR_E_ARGUMENT) {
        ucr_print_cstring(&cli->err, WHAT_BELONGS_TOGETHER);
        ucr_print_flush(&cli->err);
    }
    return status;
}

/* ---- The body ------------------------------------------------------------ */

static int print_body(ucr_cli *cli, const char *body, size_t len)
{
    ucr_print_bytes(&cli->out, body, len);
    if (isatty(STDOUT_FILENO) == 1) {
        ucr_print_cstring(&cli->out, "\n");
    }
    return UCR_EXIT_ACCEPTED;
}

/* ---- The request --------------------------------------------------------- */

static ucr_command command_of(const char *name)
{
    static const struct {
        const char *name;
        ucr_command command;
    } commands[] = {
        {"START", UCR_COMMAND_START},
        {"STOP", UCR_COMMAND_STOP},
        {"DELETE", UCR_COMMAND_DELETE},
        {"SYNC", UCR_COMMAND_SYNC},
        {"UPLOAD_LOG", UCR_COMMAND_UPLOAD_LOG},
        {"RSET_LOG_ACL", UCR_COMMAND_RSET_LOG_ACL},
    };
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return commands[i].command;
        }
    }
    return UCR_COMMAND_OTHER;
}

static ucr_result result_of(const char *name)
{
    if (strcmp(name, "success") == 0) {
        return UCR_RESULT_SUCCESS;
    }
    return strcmp(name, "fail") == 0 ? UCR_RESULT_FAIL : UCR_RESULT_NONE;
}

/* What the first byte of a value says it is; the codec holds it against the
 * rest. Bytes that begin no value get a kind that they will be refused as. */
static ucr_json_kind kind_of(ucr_str json)
{
    size_t at = 0;
    while (at < json.len && strchr(" \t\n\r", json.ptr[at]) != NULL &&
           json.ptr[at] != '\0') {
        at++;
    }
    switch (at < json.len ? json.ptr[at] : '\0') {
    case '[':
        return UCR_JSON_ARRAY;
    case '"':
        return UCR_JSON_STRING;
    case 't':
    case 'f':
        return UCR_JSON_BOOL;
    case 'n':
        return UCR_JSON_NULL;
    case '{':
        return UCR_JSON_OBJECT;
    default:
        return UCR_JSON_NUMBER;
    }
}

static void fill_request(ucr_request *request, const ucr_args *args,
                         const ucr_input *file)
{
    const char *const *value = args->value;
    const char *name = value[UCR_OPTION_COMMAND_NAME];
    memset(request, 0, sizeof(*request));
    request->command = command_of(name);
    request->command_name = ucr_text_of(name);
    request->result = result_of(value[UCR_OPTION_RESULT]);
    request->result_detail_text =
        ucr_text_of(value[UCR_OPTION_RESULT_DETAIL_TEXT]);
    if (value[UCR_OPTION_RESULT_DETAIL_FILE] != NULL) {
        request->result_detail.raw = ucr_input_body(file);
    } else {
        request->result_detail.raw =
            ucr_str_of(value[UCR_OPTION_RESULT_DETAIL]);
    }
    if (request->result_detail.raw.ptr != NULL) {
        request->result_detail.kind = kind_of(request->result_detail.raw);
    }
}

/* Whether an error comes before one in `result`. */
static bool outranks_result(const ucr_error *err)
{
    return err->code < UCR_E_TYPE || err->code == UCR_E_ARGUMENT ||
           (err->steps > 0 && (err->code == UCR_E_BODY_SIZE ||
                               strcmp(err->path[0].name, "command_name") == 0));
}

/* The struct has no room for a result that there is not: the rest is judged
 * as if it were one, and then it is refused as decode would. */
static int refuse_result(ucr_cli *cli, const ucr_request *request,
                         const ucr_input *file)
{
    size_t len;
    ucr_error err;
    ucr_request other = *request;
    other.result = UCR_RESULT_FAIL;
    if (ucr_encode_request(NULL, 0, &len, &other, &cli->args.options, &err) ==
            UCR_OK ||
        !outranks_result(&err)) {
        const ucr_error in_result = {
            .code = UCR_E_ENUM, .path = {{"result", 0}}, .steps = 1};
        err = in_result;
    }
    return refuse(cli, file, &err);
}

static int encode_request(ucr_cli *cli, const ucr_input *file)
{
    size_t len;
    ucr_error err;
    ucr_request request;
    const ucr_options *options = &cli->args.options;
    fill_request(&request, &cli->args, file);
    if (request.result == UCR_RESULT_NONE) {
        return refuse_result(cli, &request, file);
    }
    if (ucr_encode_request(NULL, 0, &len, &request, options, &err) !=
        UCR_E_SPACE) {
        return refuse(cli, file, &err);
    }
    char *body = malloc(len);
    if (body == NULL) {
        return ucr_run_no_memory(cli);
    }
    int status = UCR_EXIT_TROUBLE;
    if (ucr_encode_request(body, len, &len, &request, options, &err) ==
        UCR_OK) {
        status = print_body(cli, body, len);
    }
    free(body);
    return status;
}

static int run_request(ucr_cli *cli)
{
    ucr_input file = {0};
    int status = UCR_EXIT_TROUBLE;
    const char *path = cli->args.value[UCR_OPTION_RESULT_DETAIL_FILE];
    int failed = 0;
    if (path != NULL) {
        failed =
            ucr_input_read(&file, path, ucr_input_keep(&cli->args.options));
    }
    if (failed != 0) {
        ucr_report_failure(&cli->err, ucr_input_name(path), failed);
    } else {
        status = encode_request(cli, &file);
    }
    ucr_input_free(&file);
    return status;
}

/* ---- The response -------------------------------------------------------- */

static void fill_response(ucr_response *response, const ucr_args *args,
                          ucr_text *params, ucr_detail *details)
{
    const char *const *value = args->value;
    memset(response, 0, sizeof(*response));
    response->status = args->status;
    response->error_code = ucr_text_of(value[UCR_OPTION_ERROR_CODE]);
    response->error_msg = ucr_text_of(value[UCR_OPTION_ERROR_MSG]);
    response->encoded_authorization_message =
        ucr_text_of(value[UCR_OPTION_ENCODED_AUTHORIZATION_MESSAGE]);
    response->request_id = ucr_text_of(value[UCR_OPTION_REQUEST_ID]);
    for (size_t i = 0; i < args->param_count; i++) {
        params[i] = ucr_text_of(args->params[i]);
    }
    for (size_t i = 0; i < args->detail_count; i++) {
        const char *code = args->details[i];
        size_t len = strcspn(code, "=");
        details[i].error_code = (ucr_text){{code, len}, false};
        details[i].error_msg = ucr_text_of(code + len + 1);
    }
    if (args->param_count > 0) {
        response->error_param.items = params;
        response->error_param.count = args->param_count;
    }
    if (args->detail_count > 0) {
        response->details.items = details;
        response->details.count = args->detail_count;
    }
}

static int encode_response(ucr_cli *cli, const ucr_response *response)
{
    size_t len;
    ucr_error err;
    const ucr_input no_file = {0};
    const ucr_options *options = &cli->args.options;
    ucr_code code = ucr_encode_response(NULL, 0, &len, response, options, &err);
    if (code == UCR_OK) {
        return print_body(cli, "", 0);
    }
    if (code != UCR_E_SPACE) {
        return refuse(cli, &no_file, &err);
    }
    char *body = malloc(len);
    if (body == NULL) {
        return ucr_run_no_memory(cli);
    }
    int status = UCR_EXIT_TROUBLE;
    if (ucr_encode_response(body, len, &len, response, options, &err) ==
        UCR_OK) {
        status = print_body(cli, body, len);
    }
    free(body);
    return status;
}

static int run_response(ucr_cli *cli)
{
    ucr_response response;
    int status = UCR_EXIT_TROUBLE;
    ucr_text *params = calloc(cli->args.param_count + 1, sizeof(*params));
    ucr_detail *details = calloc(cli->args.detail_count + 1, sizeof(*details));
    if (params != NULL && details != NULL) {
        fill_response(&response, &cli->args, params, details);
        status = encode_response(cli, &response);
    } else {
        ucr_run_no_memory(cli);
    }
    free(params);
    free(details);
    return status;
}

int ucr_run_encode(ucr_cli *cli)
{
    return cli->args.use == UCR_USE_ENCODE_REQUEST ? run_request(cli)
                                                   : run_response(cli);
}
