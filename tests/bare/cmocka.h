/* SPDX-License-Identifier: MIT */
/*
 * As much of cmocka as the tests of the core call, for targets that it is not
 * packaged for. A test ends at its first assertion that fails; all are run.
 */
#ifndef UCR_TESTS_BARE_CMOCKA_H
#define UCR_TESTS_BARE_CMOCKA_H

#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>

struct CMUnitTest {
    const char *name;
    void (*test_func)(void **state);
    int (*setup_func)(void **state);
    int (*teardown_func)(void **state);
    void *initial_state;
};

#define cmocka_unit_test_setup(test, setup) {#test, test, setup, NULL, NULL}
#define cmocka_unit_test(test) cmocka_unit_test_setup(test, NULL)

/** Runs all; gives how many failed. */
int _cmocka_run_group_tests(const char *group, const struct CMUnitTest *tests,
                            size_t count, int (*setup)(void **state),
                            int (*teardown)(void **state));

#define cmocka_run_group_tests_name(name, tests, setup, teardown)              \
    _cmocka_run_group_tests(name, tests, sizeof(tests) / sizeof((tests)[0]),   \
                            setup, teardown)
#define cmocka_run_group_tests(tests, setup, teardown)                         \
    cmocka_run_group_tests_name(#tests, tests, setup, teardown)

#if defined(__GNUC__)
#define BARE_PRINTS(format, first)                                             \
    __attribute__((__format__(__printf__, format, first)))
#else
#define BARE_PRINTS(format, first)
#endif

void print_error(const char *format, ...) BARE_PRINTS(1, 2);

/** Ends the test. */
_Noreturn void bare_fail(const char *file, int line, const char *what);

static inline void bare_expect(int holds, const char *file, int line,
                               const char *what)
{
    if (!holds) {
        bare_fail(file, line, what);
    }
}

void bare_equal(uintmax_t a, uintmax_t b, const char *file, int line,
                const char *what);
void bare_strings(const char *a, const char *b, int equal, const char *file,
                  int line);
void bare_memory(const void *a, const void *b, size_t size, const char *file,
                 int line);

#define BARE(holds, what) bare_expect(holds, __FILE__, __LINE__, what)

#define fail() bare_fail(__FILE__, __LINE__, "fail")
#define fail_msg(...) (print_error(__VA_ARGS__), fail())
#define assert_true(c) BARE(!!(c), #c)
#define assert_false(c) BARE(!(c), "not " #c)
#define assert_null(p) BARE((p) == NULL, #p " is NULL")
#define assert_non_null(p) BARE((p) != NULL, #p " is not NULL")
#define assert_ptr_equal(a, b)                                                 \
    BARE((const void *)(a) == (const void *)(b), #a " is " #b)
#define assert_int_equal(a, b)                                                 \
    bare_equal((uintmax_t)(a), (uintmax_t)(b), __FILE__, __LINE__, #a " is " #b)
#define assert_int_not_equal(a, b)                                             \
    BARE((uintmax_t)(a) != (uintmax_t)(b), #a " is not " #b)
#define assert_string_equal(a, b) bare_strings(a, b, 1, __FILE__, __LINE__)
#define assert_string_not_equal(a, b) bare_strings(a, b, 0, __FILE__, __LINE__)
#define assert_memory_equal(a, b, size)                                        \
    bare_memory(a, b, size, __FILE__, __LINE__)

#endif
