/* SPDX-License-Identifier: MIT */
/*
 * The command on a terminal: colours, the ends of lines, answers at once, and
 * progress. Each test has a terminal of its own.
 */
#define _XOPEN_SOURCE 700

#include "cli.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static void test_colours(void **state)
{
    (void)state;
    expect(ARGS("decode", "request", "--color", "always"), "?", 1, "",
           "\033[1m<stdin>:1:1: \033[1;31mUCR_E_SYNTAX\033[0m: JSON does not "
           "allow this byte here.\n?\n\033[1;32m^\033[0m\n");
    outcome got = run("?", ARGS("decode", "request", "--color=auto"));
    assert_printable(got.err);
    forget(&got);
}

static bytes on_terminal(const char *term, const char *no_color)
{
    int in[2];
    int master;
    int terminal = open_terminal(&master);
    setenv("TERM", term, 1);
    setenv("NO_COLOR", no_color, 1);
    open_pipe(in);
    pid_t child = start(in[0], terminal, terminal, ARGS("decode", "request"));
    close(in[0]);
    close(terminal);
    feed(in[1], "?", 1);
    bytes got = read_terminal(master);
    assert_int_equal(wait_for(child), 1);
    return got;
}

static void test_colours_on_a_terminal(void **state)
{
    (void)state;
    bytes got = on_terminal("xterm", "");
    assert_holds(got, "\033[1;31mUCR_E_SYNTAX");
    free(got.ptr);
    got = on_terminal("xterm", "1");
    assert_null(strchr(got.ptr, '\033'));
    free(got.ptr);
    got = on_terminal("dumb", "");
    assert_null(strchr(got.ptr, '\033'));
    free(got.ptr);
}

static void test_encode_ends_the_line_on_a_terminal(void **state)
{
    (void)state;
    int master;
    int terminal = open_terminal(&master);
    pid_t child = start(STDIN_FILENO, terminal, terminal,
                        ARGS("encode", "response", "--status=200"));
    close(terminal);
    bytes got = read_terminal(master);
    assert_int_equal(wait_for(child), 0);
    assert_string_equal(got.ptr, "{}\r\n");
    free(got.ptr);
}

/* Somebody who types bodies sees each answer before typing on. */
static void test_check_answers_at_once_on_a_terminal(void **state)
{
    (void)state;
    int in[2];
    int master;
    char answer[200];
    int terminal = open_terminal(&master);
    open_pipe(in);
    pid_t child =
        start(in[0], terminal, terminal, ARGS("check", "request", "--ndjson"));
    close(in[0]);
    close(terminal);
    assert_int_equal(write(in[1], "\n", 1), 1);
    ssize_t some = read(master, answer, sizeof(answer) - 1);
    assert_true(some > 0);
    close(in[1]);
    bytes rest = read_terminal(master);
    assert_int_equal(wait_for(child), 1);
    assert_holds(rest, "1 checked, 1 refused\r\n");
    free(rest.ptr);
}

/* The second line comes when the first second is over, so there is progress to
 * tell; it is gone again at the end. */
static void test_progress_on_a_terminal(void **state)
{
    (void)state;
    int in[2];
    int master;
    const struct timespec more_than_a_second = {1, 200000000};
    int terminal = open_terminal(&master);
    int out = open_private(".out", O_WRONLY | O_CREAT | O_TRUNC);
    open_pipe(in);
    pid_t child =
        start(in[0], out, terminal, ARGS("check", "request", "--ndjson"));
    close(in[0]);
    close(out);
    close(terminal);
    assert_int_equal(write(in[1], "\n", 1), 1);
    nanosleep(&more_than_a_second, NULL);
    feed(in[1], "\n", 1);
    bytes got = read_terminal(master);
    assert_int_equal(wait_for(child), 1);
    assert_string_equal(got.ptr, "\r2 checked, 2 refused"
                                 "\r                    \r");
    free(got.ptr);
    got = slurp(".out");
    assert_string_equal(got.ptr,
                        "<stdin>:1:1: " EMPTY_TEXT "<stdin>:2:1: " EMPTY_TEXT
                        "2 checked, 2 refused\n");
    free(got.ptr);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_colours),
        cmocka_unit_test(test_colours_on_a_terminal),
        cmocka_unit_test(test_encode_ends_the_line_on_a_terminal),
        cmocka_unit_test(test_check_answers_at_once_on_a_terminal),
        cmocka_unit_test(test_progress_on_a_terminal),
    };
    return cmocka_run_group_tests_name("cli_terminal", tests, enter_folder,
                                       leave_folder);
}
