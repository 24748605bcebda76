/* SPDX-License-Identifier: MIT */
/*
 * The command: which part of it a call means, and how it ends.
 *
 * Knows no message. Invariant: output that did not reach where it was to go
 * is told once and makes the exit status 2, whatever else was found.
 */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "input.h"
#include "run.h"
#include "terminal.h"

/* A standard descriptor that is closed would be given to the next file that
 * is opened, and output would go there. One that cannot do what it is for
 * takes its place, so that using it fails as it would have. */
static void hold_standard_descriptors(void)
{
    static const int modes[] = {O_WRONLY, O_RDONLY, O_RDONLY};
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++) {
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF) {
            /* Gives the lowest that is free: this one. */
            (void)open("/dev/null", modes[fd]);
        }
    }
}

static int print_version(ucr_cli *cli)
{
    const unsigned version = ucr_version();
    ucr_print_cstring(&cli->out, "ucr ");
    ucr_print_decimal(&cli->out, version / 10000);
    ucr_print_cstring(&cli->out, ".");
    ucr_print_decimal(&cli->out, version / 100 % 100);
    ucr_print_cstring(&cli->out, ".");
    ucr_print_decimal(&cli->out, version % 100);
    ucr_print_cstring(&cli->out, "\n");
    return UCR_EXIT_ACCEPTED;
}

static int print_help(ucr_cli *cli)
{
    ucr_print_cstring(&cli->out, ucr_help_text(cli->args.command));
    return UCR_EXIT_ACCEPTED;
}

static int run_command(ucr_cli *cli)
{
    if ((cli->args.use & UCR_USE_DECODE) != 0) {
        return ucr_run_decode(cli);
    }
    if ((cli->args.use & UCR_USE_CHECK) != 0) {
        return ucr_run_check(cli);
    }
    if ((cli->args.use & UCR_USE_ENCODE) != 0) {
        return ucr_run_encode(cli);
    }
    if (cli->args.use == UCR_USE_EXPLAIN) {
        return ucr_run_explain(cli);
    }
    return ucr_run_path(cli);
}

static int refuse_option(ucr_cli *cli)
{
    const ucr_option option = cli->args.refused;
    return ucr_run_refuse(cli, ucr_args_name(option),
                          ucr_str_of(cli->args.value[option]),
                          &cli->args.error);
}

static int run(ucr_cli *cli, int argc, char **argv)
{
    ucr_turn turn = ucr_args_read(&cli->args, argc, argv, &cli->err);
    cli->out.colored = ucr_args_colored(&cli->args, STDOUT_FILENO);
    cli->err.colored = ucr_args_colored(&cli->args, STDERR_FILENO);
    cli->out.columns = ucr_terminal_columns(STDOUT_FILENO);
    cli->err.columns = ucr_terminal_columns(STDERR_FILENO);
    switch (turn) {
    case UCR_TURN_RUN:
        return run_command(cli);
    case UCR_TURN_HELP:
        return print_help(cli);
    case UCR_TURN_VERSION:
        return print_version(cli);
    case UCR_TURN_REFUSE:
        return refuse_option(cli);
    case UCR_TURN_MEMORY:
        return ucr_run_no_memory(cli);
    case UCR_TURN_USAGE:
        break;
    }
    return UCR_EXIT_TROUBLE;
}

int ucr_run_no_memory(ucr_cli *cli)
{
    ucr_report_failure(&cli->err, "memory", ENOMEM);
    return UCR_EXIT_TROUBLE;
}

int main(int argc, char **argv)
{
    static ucr_cli cli;
    hold_standard_descriptors();
    /* A closed pipe is an error of write() like any other. */
    (void)signal(SIGPIPE, SIG_IGN);
    ucr_print_open(&cli.out, STDOUT_FILENO);
    ucr_print_open(&cli.err, STDERR_FILENO);
    int status = run(&cli, argc, argv);
    ucr_args_free(&cli.args);
    if (!ucr_print_close(&cli.out)) {
        ucr_report_failure(&cli.err, "standard output", cli.out.failed);
        status = UCR_EXIT_TROUBLE;
    }
    /* What standard error did not take cannot be told there. */
    return ucr_print_flush(&cli.err) ? status : UCR_EXIT_TROUBLE;
}
