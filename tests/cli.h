/* SPDX-License-Identifier: MIT */
/*
 * Runs the command as a user does: the binary that the environment or else the
 * build names with UCR_CLI_PATH. Input comes through a pipe, output goes to
 * files in a folder of the test's own, which is also where the command runs:
 * messages can be compared whole. Time is never asserted.
 */
#ifndef UCR_TESTS_CLI_H
#define UCR_TESTS_CLI_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include <cmocka.h>

#define START "{\"command_name\":\"START\",\"result\":\"success\""
#define START_OK START "}"

#define EMPTY_TEXT "UCR_E_EMPTY: The body holds nothing but white space.\n"

/** A call's words after the name of the command. */
#define ARGS(...) ((const char *const[]){__VA_ARGS__, NULL})

typedef struct bytes {
    char *ptr; /* a NUL follows */
    size_t len;
} bytes;

typedef struct outcome {
    int status;
    bytes out, err;
} outcome;

/* ---- Files --------------------------------------------------------------- */

bytes slurp(const char *path);
void spit(const char *path, const void *content, size_t len);
void spit_text(const char *path, const char *text);

/** Nothing that the test opens is to be seen in the command. */
int open_private(const char *path, int flags);
void open_pipe(int fds[2]);

/* ---- Runs ---------------------------------------------------------------- */

/** Starts the command; a negative descriptor is closed there. */
pid_t start(int in, int out, int err, const char *const *args);
int wait_for(pid_t child);

/** Writes all, then closes. A command that stops reading early is no fault. */
void feed(int fd, const char *input, size_t len);

outcome run_with(const char *input, size_t len, const char *const *args);
outcome run(const char *input, const char *const *args);
void forget(outcome *got);

/** The whole of a run; NULL: that output is not looked at. */
void expect(const char *const *args, const char *input, int status,
            const char *out, const char *err);
void expect_refused(const char *const *args, const char *input,
                    const char *err);

/** Usage, input and output: status 2, a message, and nothing printed. */
void expect_trouble(const char *const *args, const char *part);

/** A run whose standard output is `out`; standard error is compared. */
void expect_lost(int out, const char *const *args, const char *input,
                 const char *message);

void assert_holds(bytes text, const char *part);

/** What may reach a terminal: LF, printable ASCII, and UTF-8 above C1. */
void assert_printable(bytes text);

/* ---- Terminals ----------------------------------------------------------- */

/** Gives the terminal's side and, in `master`, ours. */
int open_terminal(int *master);

/** All that was written to it until its other side was closed. */
bytes read_terminal(int master);

/* ---- The folder ---------------------------------------------------------- */

int enter_folder(void **state);
int leave_folder(void **state);

#endif
