/* SPDX-License-Identifier: MIT */
/* What decode gives, shown; all of it gives the exit status. */
#ifndef UCR_CLI_SHOW_H
#define UCR_CLI_SHOW_H

#include "run.h"

/** One JSON object on standard output. */
int ucr_json_request(ucr_cli *cli, const ucr_request *request, ucr_str body);
int ucr_json_response(ucr_cli *cli, const ucr_response *response);
int ucr_json_refusal(ucr_cli *cli, ucr_str body, const ucr_error *err);

/** A table on standard output. */
int ucr_table_request(ucr_cli *cli, const ucr_request *request, ucr_str body);
int ucr_table_response(ucr_cli *cli, const ucr_response *response);

#endif
