/* SPDX-License-Identifier: MIT */
/*
 * `ucr path`: a server id into the path of its request, and back.
 *
 * Knows nothing of the path's form. Invariant: the id that is printed is the
 * decoded one, shown as text from outside.
 */
#include "run.h"

static int write_path(ucr_cli *cli, char *buf, size_t cap, const char *id)
{
    size_t len;
    ucr_error err;
    if (ucr_write_path(buf, cap, &len, ucr_str_of(id), &cli->args.options,
                       &err) != UCR_OK) {
        return ucr_run_refuse(cli, "SERVER_ID", ucr_str_of(id), &err);
    }
    ucr_print_bytes(&cli->out, buf, len);
    ucr_print_cstring(&cli->out, "\n");
    return UCR_EXIT_ACCEPTED;
}

static int read_path(ucr_cli *cli, char *buf, size_t cap, const char *target)
{
    size_t len;
    ucr_error err;
    if (ucr_read_path(buf, cap, &len, ucr_str_of(target), &cli->args.options,
                      &err) != UCR_OK) {
        return ucr_run_refuse(cli, ucr_args_name(UCR_OPTION_READ),
                              ucr_str_of(target), &err);
    }
    const ucr_text id = {{buf, len}, false};
    ucr_print_text(&cli->out, id);
    ucr_print_cstring(&cli->out, "\n");
    return UCR_EXIT_ACCEPTED;
}

int ucr_run_path(ucr_cli *cli)
{
    /* A path or an id is at most this long. */
    char buf[sizeof(UCR_PATH_PREFIX) + UCR_MAX_SERVER_ID +
             sizeof(UCR_PATH_SUFFIX)];
    const char *target = cli->args.value[UCR_OPTION_READ];
    if (target != NULL) {
        return read_path(cli, buf, sizeof(buf), target);
    }
    return write_path(cli, buf, sizeof(buf), cli->args.files[0]);
}
