/* SPDX-License-Identifier: MIT */
/*
 * The command where it checks many bodies: order, lines, jobs, memory.
 */
#define _DEFAULT_SOURCE

#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- check --------------------------------------------------------------- */

static void test_check_files(void **state)
{
    (void)state;
    spit_text("ok.body", START_OK);
    spit_text("empty.body", "");
    expect(ARGS("check", "request", "ok.body"), "", 0, "1 checked, 0 refused\n",
           "");
    expect(ARGS("check", "request", "ok.body", "empty.body", "ok.body"), "", 1,
           "empty.body:1:1: " EMPTY_TEXT "3 checked, 1 refused\n", "");
    expect(ARGS("check", "request"), "\n\n ", 1,
           "<stdin>:3:2: " EMPTY_TEXT "1 checked, 1 refused\n", "");
    expect(ARGS("check", "request", "-", "ok.body"), START_OK, 0,
           "2 checked, 0 refused\n", "");
    expect(ARGS("check", "response", "--status=200", "empty.body"), "", 0,
           "1 checked, 0 refused\n", "");
    expect(ARGS("check", "response", "--status=500"), "<html>", 1,
           "<stdin>:1:1: UCR_E_SYNTAX: JSON does not allow this byte here.\n"
           "1 checked, 1 refused\n",
           "");
}

static void test_check_more_files_than_a_batch(void **state)
{
    (void)state;
    char name[40];
    char out[20000] = "";
    assert_true(mkdir("many", 0700) == 0);
    for (int i = 0; i < 200; i++) {
        snprintf(name, sizeof(name), "many/%03d", i);
        spit_text(name, i % 2 == 0 ? START_OK : "");
        if (i % 2 != 0) {
            strcat(strcat(out, name), ":1:1: " EMPTY_TEXT);
        }
    }
    strcat(out, "200 checked, 100 refused\n");
    expect(ARGS("check", "request", "many"), "", 1, out, "");
    expect(ARGS("check", "request", "many", "--jobs", "3"), "", 1, out, "");
}

static void test_check_goes_on_after_a_failure(void **state)
{
    (void)state;
    spit_text("empty.body", "");
    expect(ARGS("check", "request", "not-there", "empty.body"), "", 2,
           "empty.body:1:1: " EMPTY_TEXT "1 checked, 1 refused\n",
           "ucr: not-there: No such file or directory\n");
    expect(ARGS("check", "request", "--ndjson", "not-there", "empty.body"), "",
           2, "0 checked, 0 refused\n",
           "ucr: not-there: No such file or directory\n");
}

static void make_tree(void)
{
    static const char *const folders[] = {"tree", "tree/a", "tree/a/z",
                                          "tree/.hidden"};
    static const char *const files[] = {
        "tree/a.b", "tree/a-b",      "tree/a/1",       "tree/a/z/9",
        "tree/B",   "tree/\xC3\xA4", "tree/.hidden/x", "tree/.dot",
    };
    for (size_t i = 0; i < sizeof(folders) / sizeof(folders[0]); i++) {
        assert_true(mkdir(folders[i], 0700) == 0 || errno == EEXIST);
    }
    for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
        spit_text(files[i], "");
    }
    unlink("tree/link");
    unlink("tree/loop");
    unlink("tree/gone");
    assert_int_equal(symlink("a/1", "tree/link"), 0);
    assert_int_equal(symlink(".", "tree/loop"), 0);
}

static void test_check_folders_in_order(void **state)
{
    (void)state;
    const char *out = "tree/B:1:1: " EMPTY_TEXT "tree/a-b:1:1: " EMPTY_TEXT
                      "tree/a.b:1:1: " EMPTY_TEXT "tree/a/1:1:1: " EMPTY_TEXT
                      "tree/a/z/9:1:1: " EMPTY_TEXT "tree/link:1:1: " EMPTY_TEXT
                      "tree/\xC3\xA4:1:1: " EMPTY_TEXT "7 checked, 7 refused\n";
    make_tree();
    expect(ARGS("check", "request", "tree"), "", 1, out, "");
    expect(ARGS("check", "request", "tree/"), "", 1, out, "");
    expect(ARGS("check", "request", "--jobs=4", "tree"), "", 1, out, "");
    expect(ARGS("check", "request", "--ndjson", "tree"), "", 0,
           "0 checked, 0 refused\n", "");
    assert_int_equal(symlink("nowhere", "tree/gone"), 0);
    expect(ARGS("check", "request", "tree"), "", 2, out,
           "ucr: tree/gone: No such file or directory\n");
}

/* ---- check --ndjson ------------------------------------------------------ */

static void expect_lines(const char *input, int status, const char *out)
{
    expect(ARGS("check", "request", "--ndjson"), input, status, out, "");
    expect(ARGS("check", "request", "--ndjson", "--jobs", "2", "-"), input,
           status, out, "");
}

static void test_lines_and_their_ends(void **state)
{
    (void)state;
    expect_lines("", 0, "0 checked, 0 refused\n");
    expect_lines("\n", 1, "<stdin>:1:1: " EMPTY_TEXT "1 checked, 1 refused\n");
    expect_lines(START_OK, 0, "1 checked, 0 refused\n");
    expect_lines(START_OK "\n", 0, "1 checked, 0 refused\n");
    expect_lines(START_OK "\r\n" START_OK "\r\n", 0, "2 checked, 0 refused\n");
    expect_lines(START_OK "\n\n \n" START_OK, 1,
                 "<stdin>:2:1: " EMPTY_TEXT "<stdin>:3:2: " EMPTY_TEXT
                 "4 checked, 2 refused\n");
    expect_lines("\r\n", 1,
                 "<stdin>:1:2: " EMPTY_TEXT "1 checked, 1 refused\n");
    expect_lines(START_OK "\n{\"result\":\"no\"}\n", 1,
                 "<stdin>:2:11: UCR_E_ENUM at /result: The value is not one "
                 "of those allowed.\n2 checked, 1 refused\n");
    /* A body never goes over its line's end. */
    expect_lines("{\n}\n", 1,
                 "<stdin>:1:2: UCR_E_EOF: The body ends before its value "
                 "does.\n"
                 "<stdin>:2:1: UCR_E_SYNTAX: JSON does not allow this byte "
                 "here.\n2 checked, 2 refused\n");
}

static void test_lines_of_responses(void **state)
{
    (void)state;
    expect(ARGS("check", "response", "--ndjson", "--status", "400", "--profile",
                "strict"),
           "{\"error_code\":\"c\",\"error_msg\":\"m\"}\n{}\n", 1,
           "<stdin>:2:2: UCR_E_MISSING at /error_code: A required member is "
           "missing.\n2 checked, 1 refused\n",
           "");
}

static void test_lines_with_nul_bytes(void **state)
{
    (void)state;
    static const char input[] = "\0\n" START_OK "\n[\"\0\"]";
    outcome got = run_with(input, sizeof(input) - 1,
                           ARGS("check", "request", "--ndjson"));
    assert_string_equal(
        got.out.ptr,
        "<stdin>:1:1: UCR_E_SYNTAX: JSON does not allow this byte here.\n"
        "<stdin>:3:3: UCR_E_CONTROL: A control character stands unescaped in "
        "a string.\n3 checked, 2 refused\n");
    assert_int_equal(got.status, 1);
    forget(&got);
}

static void test_long_lines_are_refused_for_their_size(void **state)
{
    (void)state;
    const size_t size = 3000000;
    char *input = malloc(3 * size);
    assert_non_null(input);
    size_t len = (size_t)sprintf(input, "\n");
    memset(input + len, ' ', size);
    len += size;
    len += (size_t)sprintf(input + len, "\n" START_OK "\n%-44s\n", START_OK);
    memset(input + len, 'x', size);
    len += size;
    outcome got = run_with(
        input, len, ARGS("check", "request", "--ndjson", "--max-body", "43"));
#define TOO_LONG                                                               \
    "44: UCR_E_BODY_SIZE: The body is longer than the limit "                  \
    "allows.\n"
    assert_string_equal(got.out.ptr,
                        "<stdin>:1:1: " EMPTY_TEXT "<stdin>:2:" TOO_LONG
                        "<stdin>:4:" TOO_LONG "<stdin>:5:" TOO_LONG
                        "5 checked, 4 refused\n");
    assert_int_equal(got.status, 1);
    forget(&got);
    free(input);
}

/* Lines of every sort, the same on each run. */
static size_t write_mixed_lines(char *out, int count)
{
    static const char *const sorts[] = {
        START_OK,
        "",
        "{\"command_name\":\"\"}",
        "[1,2",
        "\r",
        "\xff",
        START ",\"result_detail\":{\"msg\":\"xxx\"}}\r",
    };
    unsigned seed = 1;
    size_t len = 0;
    for (int i = 0; i < count; i++) {
        seed = seed * 1103515245U + 12345U;
        len += (size_t)sprintf(out + len, "%s%*s\n", sorts[(seed >> 16) % 7],
                               (int)((seed >> 20) % 100), "");
    }
    return len;
}

static void test_jobs_give_the_same_output(void **state)
{
    (void)state;
    const int count = 20000;
    char *input = malloc((size_t)count * 200);
    assert_non_null(input);
    size_t len = write_mixed_lines(input, count);
    outcome one = run_with(input, len, ARGS("check", "request", "--ndjson"));
    assert_int_equal(one.status, 1);
    assert_holds(one.out, "\n20000 checked, ");
    static const char *const jobs[] = {"2", "4", "256"};
    for (size_t i = 0; i < sizeof(jobs) / sizeof(jobs[0]); i++) {
        outcome more =
            run_with(input, len,
                     ARGS("check", "request", "--ndjson", "--jobs", jobs[i]));
        assert_int_equal(more.status, 1);
        assert_int_equal(more.out.len, one.out.len);
        assert_memory_equal(more.out.ptr, one.out.ptr, one.out.len);
        assert_string_equal(more.err.ptr, "");
        forget(&more);
    }
    forget(&one);
    free(input);
}

/* ---- check: memory ------------------------------------------------------ */

/* The most memory that a check of so many lines held, in KiB; all lines are as
 * long. */
static long peak_of(size_t lines, const char *const *args)
{
    enum {
        LINE = 4096,
        CHUNK = 64
    };
    static char chunk[CHUNK * LINE];
    struct rusage usage;
    int in[2];
    int how;
    int out = open_private(".out", O_WRONLY | O_CREAT | O_TRUNC);
    for (size_t i = 0; i < CHUNK; i++) {
        memset(chunk + i * LINE, ' ', LINE);
        memcpy(chunk + i * LINE, START_OK, strlen(START_OK));
        chunk[i * LINE + LINE - 1] = '\n';
    }
    open_pipe(in);
    pid_t child = start(in[0], out, STDERR_FILENO, args);
    close(in[0]);
    close(out);
    for (size_t i = 0; i < lines; i += CHUNK) {
        size_t done = 0;
        while (done < sizeof(chunk)) {
            ssize_t some = write(in[1], chunk + done, sizeof(chunk) - done);
            assert_true(some > 0);
            done += (size_t)some;
        }
    }
    close(in[1]);
    assert_int_equal(wait4(child, &how, 0, &usage), child);
    assert_true(WIFEXITED(how) && WEXITSTATUS(how) == 0);
    return usage.ru_maxrss;
}

/* 64 MiB are checked in what 1 MiB takes, give or take less than a quarter. */
static void test_memory_is_bounded_by_the_longest_line(void **state)
{
    (void)state;
    static const char *const jobs[] = {"1", "3"};
    for (size_t i = 0; i < 2; i++) {
        const char *const *args =
            ARGS("check", "request", "--ndjson", "--jobs", jobs[i]);
        long few = peak_of(256, args);
        long many = peak_of(16384, args);
        assert_true(many < few + 16384);
        bytes told = slurp(".out");
        assert_string_equal(told.ptr, "16384 checked, 0 refused\n");
        free(told.ptr);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_check_files),
        cmocka_unit_test(test_check_more_files_than_a_batch),
        cmocka_unit_test(test_check_goes_on_after_a_failure),
        cmocka_unit_test(test_check_folders_in_order),
        cmocka_unit_test(test_lines_and_their_ends),
        cmocka_unit_test(test_lines_of_responses),
        cmocka_unit_test(test_lines_with_nul_bytes),
        cmocka_unit_test(test_long_lines_are_refused_for_their_size),
        cmocka_unit_test(test_jobs_give_the_same_output),
        cmocka_unit_test(test_memory_is_bounded_by_the_longest_line),
    };
    return cmocka_run_group_tests_name("cli_check", tests, enter_folder,
                                       leave_folder);
}
