/* SPDX-License-Identifier: MIT */
/*
 * The command on a terminal: colours, pictures and hints, the ends of lines,
 * answers at once, and progress. Each test has a terminal of its own.
 */
#define _XOPEN_SOURCE 700

#include "cli.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
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
    expect(ARGS("decode", "request", "--color=always"), START_OK, 0,
           "\033[36mcommand_name\033[0m    START\n"
           "\033[36mresult\033[0m          success\n"
           "\033[36mresult_detail\033[0m   absent\n",
           "");
}

static void test_color_always_beats_no_color(void **state)
{
    (void)state;
    setenv("NO_COLOR", "1", 1);
    setenv("TERM", "dumb", 1);
    outcome got = run("?", ARGS("decode", "request", "--color=always"));
    assert_holds(got.err, "\033[1;31mUCR_E_SYNTAX");
    forget(&got);
    got = run("?", ARGS("check", "request", "--color=always"));
    assert_holds(got.out, "\033[1;31mUCR_E_SYNTAX");
    forget(&got);
    unsetenv("NO_COLOR");
    unsetenv("TERM");
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

/* Standard output and error of a run on a terminal that is `columns` wide. */
static bytes on_columns(unsigned short columns, const char *input,
                        const char *const *args)
{
    int in[2];
    int master;
    int how;
    const struct winsize size = {24, columns, 0, 0};
    int terminal = open_terminal(&master);
    assert_int_equal(ioctl(terminal, TIOCSWINSZ, &size), 0);
    open_pipe(in);
    pid_t child = start(in[0], terminal, terminal, args);
    close(in[0]);
    close(terminal);
    feed(in[1], input, strlen(input));
    bytes got = read_terminal(master);
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFEXITED(how) && WEXITSTATUS(how) <= 1);
    return got;
}

static void expect_on_columns(unsigned short columns, const char *input,
                              const char *const *args, const char *all)
{
    bytes got = on_columns(columns, input, args);
    assert_string_equal(got.ptr, all);
    free(got.ptr);
}

#define PLAINLY "decode", "request", "--color=never"
#define ENUM_AT(column)                                                        \
    "<stdin>:1:" column ": UCR_E_ENUM at /result: The value is not one of "    \
    "those allowed.\r\n"
#define ENUM_HINT "hint: success or fail, in small letters.\r\n"

static void test_picture_is_as_wide_as_the_terminal(void **state)
{
    (void)state;
    static const char body[] =
        "{\"command_name\":\"START\",\"result\":\"successful\","
        "\"result_detail\":{\"msg\":\"all is well\"}}";
    expect_on_columns(
        200, body, ARGS(PLAINLY),
        ENUM_AT("34") "{\"command_name\":\"START\",\"result\":\"successful\","
                      "\"result_detail\":{\"msg\":\"all is well\"}}\r\n"
                      "                                 ^\r\n" ENUM_HINT);
    expect_on_columns(40, body, ARGS(PLAINLY),
                      ENUM_AT("34") "...\"START\",\"result\":\"successful\","
                                    "\"res...\r\n"
                                    "                    ^\r\n" ENUM_HINT);
    /* What one side does not need goes to the other. */
    expect_on_columns(
        80, body, ARGS(PLAINLY),
        ENUM_AT("34") "{\"command_name\":\"START\",\"result\":"
                      "\"successful\",\"result_detail\":{\"msg\":"
                      "\"all is ...\r\n"
                      "                                 ^\r\n" ENUM_HINT);
    /* Less than 20 is taken as 20. */
    expect_on_columns(3, body, ARGS(PLAINLY),
                      ENUM_AT("34") "...esult\":\"succes...\r\n"
                                    "          ^\r\n" ENUM_HINT);
}

static void test_caret_at_the_end_of_a_narrow_line(void **state)
{
    (void)state;
    expect_on_columns(
        20, "[1,2,3,4,5,6,7,8,9,10,11,12", ARGS(PLAINLY),
        "<stdin>:1:28: UCR_E_EOF: The body ends before its value does.\r\n"
        "...6,7,8,9,10,11,12\r\n"
        "                   ^\r\n"
        "hint: 'ucr explain UCR_E_EOF' says what to do.\r\n");
    expect_on_columns(
        20, "[1,2,3,4,5,6,7,8,9,", ARGS(PLAINLY),
        "<stdin>:1:20: UCR_E_EOF: The body ends before its value does.\r\n"
        "[1,2,3,4,5,6,7,8,9,\r\n"
        "                   ^\r\n"
        "hint: 'ucr explain UCR_E_EOF' says what to do.\r\n");
}

/* Wide characters take two columns, marks that combine none. */
static void test_caret_below_wide_characters(void **state)
{
    (void)state;
    expect_on_columns(
        80,
        "[\"\xE8\xBF\x81\xE7\xA7\xBB"
        "e\xCC\x81\xF0\x9F\x98\x80\",?]",
        ARGS(PLAINLY),
        "<stdin>:1:18: UCR_E_SYNTAX: JSON does not allow this byte here.\r\n"
        "[\"\xE8\xBF\x81\xE7\xA7\xBB"
        "e\xCC\x81\xF0\x9F\x98\x80\",?]\r\n"
        "           ^\r\n"
        "hint: 'ucr explain UCR_E_SYNTAX' says what to do.\r\n");
    /* A byte order mark takes none. */
    expect_on_columns(
        80, "\xEF\xBB\xBF[?]", ARGS(PLAINLY),
        "<stdin>:1:5: UCR_E_SYNTAX: JSON does not allow this byte here.\r\n"
        "\xEF\xBB\xBF[?]\r\n"
        " ^\r\n"
        "hint: 'ucr explain UCR_E_SYNTAX' says what to do.\r\n");
    /* Half a wide character does not fit. */
    expect_on_columns(
        20,
        "[\"\xE8\xBF\x81\xE8\xBF\x81\xE8\xBF\x81\xE8\xBF\x81\xE8\xBF\x81"
        "\xE8\xBF\x81\",?]",
        ARGS(PLAINLY),
        "<stdin>:1:23: UCR_E_SYNTAX: JSON does not allow this byte here.\r\n"
        "[\"\xE8\xBF\x81\xE8\xBF\x81\xE8\xBF\x81\xE8\xBF\x81\xE8\xBF\x81"
        "\xE8\xBF\x81\",?]\r\n"
        "                ^\r\n"
        "hint: 'ucr explain UCR_E_SYNTAX' says what to do.\r\n");
}

static void test_columns_of_the_environment(void **state)
{
    (void)state;
    setenv("COLUMNS", "30", 1);
    expect_on_columns(80, "[1,2,3,4,5,6,7,8,9,10,11,12", ARGS(PLAINLY),
                      "<stdin>:1:28: UCR_E_EOF: The body ends before its value "
                      "does.\r\n"
                      "[1,2,3,4,5,6,7,8,9,10,11,12\r\n"
                      "                           ^\r\n"
                      "hint: 'ucr explain UCR_E_EOF' says what to do.\r\n");
    setenv("COLUMNS", "many", 1);
    expect_on_columns(20, "[1,2,3,4,5,6,7,8,9,10,11,12", ARGS(PLAINLY),
                      "<stdin>:1:28: UCR_E_EOF: The body ends before its value "
                      "does.\r\n"
                      "...6,7,8,9,10,11,12\r\n"
                      "                   ^\r\n"
                      "hint: 'ucr explain UCR_E_EOF' says what to do.\r\n");
    /* What is no terminal looks the same whatever is set. */
    setenv("COLUMNS", "20", 1);
    expect_refused(ARGS("decode", "request"), "[1,2,3,4,5,6,7,8,9,10,11,12",
                   "<stdin>:1:28: UCR_E_EOF: The body ends before its value "
                   "does.\n"
                   "[1,2,3,4,5,6,7,8,9,10,11,12\n"
                   "                           ^\n");
    unsetenv("COLUMNS");
}

/* Whatever the width and wherever the fault, no line of the picture is wider
 * than the terminal and the caret stands below the fault. */
static void test_picture_fits_every_width(void **state)
{
    (void)state;
    for (unsigned short columns = 20; columns < 60; columns++) {
        for (int before = 0; before < 80; before += 13) {
            char body[300];
            snprintf(body, sizeof(body), "[%0*d%*s\"", before, 0, columns, "?");
            bytes got = on_columns(columns, body, ARGS(PLAINLY));
            const char *line = strchr(got.ptr, '\n') + 1;
            const char *caret_line = strchr(line, '\n') + 1;
            const char *caret = strchr(caret_line, '^');
            assert_non_null(caret);
            assert_true(caret_line - line - 2 <= columns);
            assert_true(caret - caret_line < columns);
            const size_t at = (size_t)(caret - caret_line);
            assert_int_equal(line[at], before > 1 ? '0' : '?');
            free(got.ptr);
        }
    }
}

static void test_glimpse_is_as_wide_as_the_terminal(void **state)
{
    (void)state;
    expect_on_columns(
        70, START ",\"result_detail\":\"0123456789012345678901234567890123\"}",
        ARGS(PLAINLY),
        "command_name    START\r\nresult          success\r\n"
        "result_detail   string, offset 59, length 36: "
        "\"01234567890123456789...\r\n");
}

/* Interop's word is had from interop, and only where it helps. */
static void test_hints(void **state)
{
    (void)state;
    static const struct {
        const char *input;
        const char *args[8];
        const char *hint;
    } rows[] = {
        {START_OK,
         {PLAINLY, "--profile=strict"},
         "hint: --profile interop takes this body."},
        {"{}",
         {PLAINLY, "--profile=strict"},
         "hint: 'ucr explain UCR_E_MISSING' says what to do."},
        {"{\"error_code\":1,\"error_msg\":\"\"}",
         {"decode", "response", "--status=400", "--profile=strict"},
         "hint: --profile interop takes this body."},
        {"{}",
         {"decode", "response", "--status=99"},
         "hint: a final status is 200 to 599."},
        {"[[]]",
         {PLAINLY, "--max-depth=1"},
         "hint: --max-depth N allows more levels, up to 512."},
        {"[[]]", {PLAINLY, "--max-body=1"}, "hint: --max-body N allows"},
        {"{}{}", {PLAINLY}, "hint: 'ucr check --ndjson' reads a body a line."},
        {"{\"command_name\":\"\",\"result\":\"fail\"}",
         {PLAINLY},
         "hint: START, STOP, DELETE, "},
        {"", {"path", "a/b"}, "hint: 'ucr explain UCR_E_PATH'"},
        {"{}",
         {"decode", "response", "--status=400", "--profile=strict",
          "--max-items=0"},
         "hint: a number from 1 on."},
        {"{}", {PLAINLY, "--max-depth=513"}, "hint: 1 to 512 levels."},
        {"{}", {"check", "request", "--jobs=257"}, "hint: 1 to 256 jobs."},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        bytes got = on_columns(80, rows[i].input, rows[i].args);
        assert_holds(got, rows[i].hint);
        free(got.ptr);
    }
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
        cmocka_unit_test(test_color_always_beats_no_color),
        cmocka_unit_test(test_colours_on_a_terminal),
        cmocka_unit_test(test_picture_is_as_wide_as_the_terminal),
        cmocka_unit_test(test_caret_at_the_end_of_a_narrow_line),
        cmocka_unit_test(test_caret_below_wide_characters),
        cmocka_unit_test(test_columns_of_the_environment),
        cmocka_unit_test(test_picture_fits_every_width),
        cmocka_unit_test(test_glimpse_is_as_wide_as_the_terminal),
        cmocka_unit_test(test_hints),
        cmocka_unit_test(test_encode_ends_the_line_on_a_terminal),
        cmocka_unit_test(test_check_answers_at_once_on_a_terminal),
        cmocka_unit_test(test_progress_on_a_terminal),
    };
    return cmocka_run_group_tests_name("cli_terminal", tests, enter_folder,
                                       leave_folder);
}
