/* SPDX-License-Identifier: MIT */
/* One test after the other; a jump ends the one that fails. */
#include "cmocka.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static jmp_buf end_of_test;

void print_error(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
}

void bare_fail(const char *file, int line, const char *what)
{
    print_error("%s:%d: %s\n", file, line, what);
    longjmp(end_of_test, 1);
}

void bare_equal(uintmax_t a, uintmax_t b, const char *file, int line,
                const char *what)
{
    if (a != b) {
        print_error("%ju, %ju: ", a, b);
        bare_fail(file, line, what);
    }
}

void bare_strings(const char *a, const char *b, int equal, const char *file,
                  int line)
{
    if ((strcmp(a, b) == 0) != equal) {
        print_error("\"%s\", \"%s\": ", a, b);
        bare_fail(file, line, "strings");
    }
}

void bare_memory(const void *a, const void *b, size_t size, const char *file,
                 int line)
{
    if (memcmp(a, b, size) != 0) {
        bare_fail(file, line, "bytes differ");
    }
}

static int call(int (*function)(void **state), void **state)
{
    return function != NULL ? function(state) : 0;
}

/* Whether it passed. */
static int run(const struct CMUnitTest *test)
{
    void *state = test->initial_state;
    if (setjmp(end_of_test) != 0) {
        print_error("FAILED: %s\n", test->name);
        return 0;
    }
    bare_expect(call(test->setup_func, &state) == 0, test->name, 0, "setup");
    test->test_func(&state);
    bare_expect(call(test->teardown_func, &state) == 0, test->name, 0,
                "teardown");
    return 1;
}

int _cmocka_run_group_tests(const char *group, const struct CMUnitTest *tests,
                            size_t count, int (*setup)(void **state),
                            int (*teardown)(void **state))
{
    void *state = NULL;
    int failed = 0;
    if (call(setup, &state) != 0) {
        print_error("FAILED: setup of %s\n", group);
        return 1;
    }
    for (size_t i = 0; i < count; i++) {
        failed += !run(&tests[i]);
    }
    failed += call(teardown, &state) != 0;
    printf("%s: %zu tests, %d failed\n", group, count, failed);
    return failed;
}
