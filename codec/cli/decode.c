/* SPDX-License-Identifier: MIT */
/*
 * `ucr decode`: one file, read, decoded, and shown in the form asked for.
 *
 * Knows no JSON and no member. Invariant: a body that is refused shows
 * nothing but its refusal.
 */
#include "hint.h"
#include "input.h"
#include "show.h"

int ucr_run_refuse(ucr_cli *cli, const char *name, ucr_str body,
                   const ucr_error *err)
{
    if (cli->args.value[UCR_OPTION_JSON] != NULL) {
        return ucr_json_refusal(cli, body, err);
    }
    ucr_report_refusal_in(&cli->err, name, body, err);
    ucr_hint_print(cli, body, err);
    return UCR_EXIT_REFUSED;
}

static int decode_request(ucr_cli *cli, const char *name, ucr_str body)
{
    ucr_error err;
    ucr_request request;
    const char *const *value = cli->args.value;
    if (ucr_decode_request(&request, body, &cli->args.options, &err) !=
        UCR_OK) {
        return ucr_run_refuse(cli, name, body, &err);
    }
    if (value[UCR_OPTION_DETAIL_ONLY] != NULL) {
        return ucr_run_detail(cli, name, &request);
    }
    if (value[UCR_OPTION_JSON] != NULL) {
        return ucr_json_request(cli, &request, body);
    }
    return ucr_table_request(cli, &request, body);
}

static int decode_response(ucr_cli *cli, const char *name, ucr_str body)
{
    ucr_error err;
    ucr_response response;
    if (ucr_decode_response(&response, cli->args.status, body,
                            &cli->args.options, &err) != UCR_OK) {
        return ucr_run_refuse(cli, name, body, &err);
    }
    if (cli->args.value[UCR_OPTION_JSON] != NULL) {
        return ucr_json_response(cli, &response);
    }
    return ucr_table_response(cli, &response);
}

int ucr_run_decode(ucr_cli *cli)
{
    ucr_input in = {0};
    const char *file = cli->args.file_count > 0 ? cli->args.files[0] : NULL;
    const char *name = ucr_input_name(file);
    int status = UCR_EXIT_TROUBLE;
    int failed = ucr_input_read(&in, file, ucr_input_keep(&cli->args.options));
    if (failed != 0) {
        ucr_report_failure(&cli->err, name, failed);
    } else if (cli->args.use == UCR_USE_DECODE_REQUEST) {
        status = decode_request(cli, name, ucr_input_body(&in));
    } else {
        status = decode_response(cli, name, ucr_input_body(&in));
    }
    ucr_input_free(&in);
    return status;
}
