/* SPDX-License-Identifier: MIT */
/* The commands. Each gives the exit status; all output is still gathered. */
#ifndef UCR_CLI_RUN_H
#define UCR_CLI_RUN_H

#include "args.h"
#include "report.h"

typedef struct ucr_cli {
    ucr_args args;
    ucr_print out, err;
} ucr_cli;

int ucr_run_decode(ucr_cli *cli);
int ucr_run_check(ucr_cli *cli);
int ucr_run_encode(ucr_cli *cli);
int ucr_run_path(ucr_cli *cli);
int ucr_run_explain(ucr_cli *cli);

/** What `decode request --detail` prints of a request that was read; `name`
 * is the file's. */
int ucr_run_detail(ucr_cli *cli, const char *name, const ucr_request *request);

/** Memory ran out: says so. */
int ucr_run_no_memory(ucr_cli *cli);

/** A refusal in the form that was asked for. `name` and `body` are what the
 * error points into; an absent body has no line to show. */
int ucr_run_refuse(ucr_cli *cli, const char *name, ucr_str body,
                   const ucr_error *err);

/** The text of --help for a command; empty for the whole. */
const char *ucr_help_text(const char *command);

#endif
