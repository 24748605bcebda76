/* SPDX-License-Identifier: MIT */
/*
 * A body that changes while it is read: the answer may be anything, but memory
 * stays safe, and every view that is given still lies inside the body.
 *
 * The body has a page at each end and one of white space between them. One of
 * the two ends is out of reach, so that the walk stops there; then it may have
 * that one, and no longer the other. A walk that comes back stops again: each
 * stop has a number, and at one of them a byte of the first page changes.
 */
#define _GNU_SOURCE /* REG_EFL */

#include "support.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <ucontext.h>
#include <unistd.h>

#include "guard.h"

#if defined(UCR_TEST_YAJL)
#include <ucr/yajl.h>
#endif

/* ---- Memory that changes under its reader -----------------------------------
 */

static char *pages; /* three of them */
static size_t page_size;

static int stops;       /* so far */
static int stop_meant;  /* the one at which the byte changes */
static size_t at_meant; /* which byte */
static char byte_meant; /* into what */

static char *last_page(void)
{
    return pages + 2 * page_size;
}

static void open_all(void)
{
    (void)mprotect(pages, 3 * page_size, PROT_READ | PROT_WRITE);
}

static void on_stop(int number, siginfo_t *info, void *context)
{
    const uintptr_t at = (uintptr_t)info->si_addr - (uintptr_t)pages;
    (void)context;
    if (at >= 3 * page_size) {
        /* No stop of ours: the same access once more ends the test. */
        (void)signal(number, SIG_DFL);
        return;
    }
    open_all();
    stops++;
    if (stops == stop_meant) {
        pages[at_meant] = byte_meant;
    } else if (stops < stop_meant) {
        char *other = at < page_size ? last_page() : pages;
        (void)mprotect(other, page_size, PROT_NONE);
    }
}

static int set_up(void **state)
{
    (void)state;
    page_size = (size_t)sysconf(_SC_PAGESIZE);
    pages = mmap(NULL, 3 * page_size, PROT_READ | PROT_WRITE,
                 MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return pages == MAP_FAILED;
}

static int tear_down(void **state)
{
    (void)state;
    return munmap(pages, 3 * page_size);
}

/* For the test that runs: cmocka has handlers of its own around each. */
static void catch_stops(void)
{
    struct sigaction action;
    memset(&action, 0, sizeof(action));
    action.sa_sigaction = on_stop;
    action.sa_flags = SA_SIGINFO;
    /* Which of the two it is depends on the system. */
    assert_int_equal(sigaction(SIGSEGV, &action, NULL), 0);
    assert_int_equal(sigaction(SIGBUS, &action, NULL), 0);
}

/* What stands at the two ends of the body. */
typedef struct ends {
    const char *head, *tail;
} ends;

static ucr_str body_of(const ends *with)
{
    open_all();
    memset(pages, ' ', 3 * page_size);
    memcpy(pages, with->head, strlen(with->head));
    memcpy(pages + 3 * page_size - strlen(with->tail), with->tail,
           strlen(with->tail));
    stops = 0;
    (void)mprotect(last_page(), page_size, PROT_NONE);
    return (ucr_str){pages, 3 * page_size};
}

/* Calls `read` with every byte of the head changed into each of some others at
 * each stop; gives how many stops there are. */
static int change_everything(const ends *with, void (*read)(ucr_str body))
{
    static const char into[] = {'\0', '"', '\\', '{', ']', ',', '1', '\xFF'};
    const size_t changes = strlen(with->head) * sizeof(into);
    bool happened = true;
    catch_stops();
    for (stop_meant = 1; happened; stop_meant++) {
        happened = false;
        for (size_t i = 0; i < changes; i++) {
            at_meant = i / sizeof(into);
            byte_meant = into[i % sizeof(into)];
            read(body_of(with));
            happened = happened || stops >= stop_meant;
            open_all();
        }
    }
    return stop_meant - 2;
}

/* What is left on the stack by others is no pointer. */
static void spoil_stack(void)
{
    volatile char old[2048];
    for (size_t i = 0; i < sizeof(old); i++) {
        old[i] = '\xA5';
    }
}

/* ---- Decoding ---------------------------------------------------------------
 */

static void read_answer(ucr_str body)
{
    ucr_response answer;
    ucr_error err;
    spoil_stack();
    if (ucr_decode_response(&answer, 403, body, NULL, &err) != UCR_OK) {
        assert_zero(&answer, sizeof(answer));
        return;
    }
    assert_answer_inside(&answer, body);
}

static void test_answers(void **state)
{
    (void)state;
    static const ends answers[] = {
        {"{\"e\":{\"message\":\"x\",\"code\":\"12\",\"title\":\"t\","
         "\"error_param\":[\"\"],\"details\":[{\"code\":\"y\"}]",
         "}}"},
        {"{\"q\":{},\"a\":{\"b\":{\"c\":{\"message\":\"x\",\"code\":\"12\"",
         "}}},\"z\":[1],\"y\":{}}"},
        {"{\"y\":[{}],\"a\":[{\"message\":\"x\",\"code\":\"12\"", "}]}"},
        {"[{\"message\":\"x\",\"code\":\"12\"", "}]"},
        {"{\"z\":[{}],\"e\":{\"k\":[1]},\"f\":[1]", "}"},
    };
    for (size_t i = 0; i < COUNT_OF(answers); i++) {
        /* A search walks what was checked, and a match is read once more. */
        assert_true(change_everything(&answers[i], read_answer) > 2);
    }
}

static void test_answers_that_are_refused(void **state)
{
    (void)state;
    static const ends answer = {
        "{\"details\":[{\"message\":\"x\",\"code\":\"12\"},{\"code\":", "x}]}"};
    assert_true(change_everything(&answer, read_answer) > 3);
}

/* ---- Unwrapping -------------------------------------------------------------
 */

static void unwrap(ucr_str body)
{
    const ucr_json in = {body, UCR_JSON_STRING};
    ucr_json out;
    size_t len;
    char *buf = malloc(body.len);
    assert_non_null(buf);
    spoil_stack();
    if (ucr_detail_unwrap(&out, buf, body.len, &len, in, NULL, NULL) ==
        UCR_OK) {
        assert_true(len <= body.len);
        assert_inside(out.raw, len > 0 ? (ucr_str){buf, len} : body);
    } else {
        assert_zero(&out, sizeof(out));
    }
    free(buf);
}

static void test_unwrapping(void **state)
{
    (void)state;
    static const ends details[] = {{"\"{\\\"msg\\\":\\\"xxx\\\"}", "\""},
                                   {"\"[1,null,2.5]", "\""}};
    for (size_t i = 0; i < COUNT_OF(details); i++) {
        assert_true(change_everything(&details[i], unwrap) > 1);
    }
}

/* ---- In single steps --------------------------------------------------------
 */

/* Where reads of one byte come one after the other no page can tell them apart.
 * This processor stops after each instruction, if it is asked to; where nothing
 * is optimised there are too many of them. */
#if defined(__x86_64__) && defined(__OPTIMIZE__)
#define TEST_STEPS
#define TRAP 0x100
#define SINGLE_STEP(change)                                                    \
    __asm__ volatile("lea -128(%%rsp), %%rsp\n\t"                              \
                     "pushfq\n\t" change "\n\t"                                \
                     "popfq\n\t"                                               \
                     "lea 128(%%rsp), %%rsp" ::"i"(TRAP)                       \
                     : "memory", "cc")
#define STEPS_BEGIN SINGLE_STEP("orq %0, (%%rsp)")
#define STEPS_END SINGLE_STEP("andq $~%c0, (%%rsp)")

static long steps;      /* so far, up to the one that is meant */
static long step_meant; /* the one at which the byte changes */
static char *changing;  /* which byte */

static void on_step(int number, siginfo_t *info, void *context)
{
    (void)number;
    (void)info;
    steps++;
    if (steps == step_meant) {
        *changing = byte_meant;
        ((ucontext_t *)context)->uc_mcontext.gregs[REG_EFL] &= ~TRAP;
    }
}

/* Calls `read` once for each of its steps, with the byte changed at that one.
 */
static void change_at_each_step(ucr_str source, char *byte, char into,
                                void (*read)(ucr_str source))
{
    const char before = *byte;
    struct sigaction action;
    memset(&action, 0, sizeof(action));
    action.sa_sigaction = on_step;
    action.sa_flags = SA_SIGINFO;
    assert_int_equal(sigaction(SIGTRAP, &action, NULL), 0);
    changing = byte;
    byte_meant = into;
    step_meant = 0;
    do {
        step_meant++;
        steps = 0;
        *byte = before;
        read(source);
    } while (steps == step_meant);
    assert_true(step_meant > 10);
}

#define ROOM 16

/* The most that a code point is shown with: `\u{2069}`. */
#define NAME 8

/* Looks at the bytes around the room, too. */
static void convert_in_steps(ucr_str source, size_t cap,
                             size_t (*convert)(char *buf, size_t cap,
                                               ucr_text text))
{
    char around[ROOM + 32 + ROOM];
    memset(around, '#', sizeof(around));
    STEPS_BEGIN;
    (void)convert(around + ROOM, cap, (ucr_text){source, true});
    STEPS_END;
    for (size_t i = 0; i < ROOM; i++) {
        assert_int_equal(around[i], '#');
        assert_int_equal(around[ROOM + cap + i], '#');
    }
}

static void copy_in_steps(ucr_str source)
{
    convert_in_steps(source, source.len, ucr_text_copy);
}

static void show_in_steps(ucr_str source)
{
    convert_in_steps(source, NAME, ucr_text_show);
}

/* A byte that is no ASCII becomes a letter; one that begins a sequence, a byte
 * that is shown by its name. */
static void test_texts(void **state)
{
    (void)state;
    char text[] = "\xFF";
    change_at_each_step((ucr_str){text, 1}, text, 'a', copy_in_steps);
    char roomy[] = "\xC3\xA9l";
    const ucr_str source = {roomy, sizeof(roomy) - 1};
    change_at_each_step(source, roomy, '\x7F', show_in_steps);
}

static void read_path_in_steps(ucr_str target)
{
    char id[8];
    size_t len;
    STEPS_BEGIN;
    (void)ucr_read_path(id, sizeof(id), &len, target, NULL, NULL);
    STEPS_END;
}

/* The last byte but one of an id becomes the beginning of a triplet for which
 * too few are left. */
static void test_targets(void **state)
{
    (void)state;
    static const char target[] = UCR_PATH_PREFIX "id14";
    const size_t len = sizeof(target) - 1;
    char *bytes = guard_after(target, len);
    change_at_each_step((ucr_str){bytes, len}, bytes + len - 2, '%',
                        read_path_in_steps);
}
#endif

/* ---- Through yajl -----------------------------------------------------------
 */

#if defined(UCR_TEST_YAJL)
/* Changes one byte at each stop; gives how many stops there are. */
static int change_one(const ends *with, ucr_json_kind kind, size_t at,
                      char byte)
{
    bool happened = true;
    catch_stops();
    at_meant = at;
    byte_meant = byte;
    for (stop_meant = 1; happened; stop_meant++) {
        yajl_val tree = NULL;
        const ucr_json detail = {body_of(with), kind};
        spoil_stack();
        if (ucr_yajl_tree(&tree, detail, NULL, NULL) != UCR_OK) {
            assert_null(tree);
        }
        yajl_tree_free(tree);
        happened = stops >= stop_meant;
        open_all();
    }
    return stop_meant - 2;
}

/* A string of brackets loses its quote after it was checked. */
static void test_trees_grow_deep(void **state)
{
    (void)state;
    static char head[2 * UCR_MAX_DEPTH];
    memset(head, '[', sizeof(head) - 1);
    head[1] = '"';
    const ends with = {head, "\"]"};
    assert_true(change_one(&with, UCR_JSON_ARRAY, 1, ' ') > 2);
}

static void test_trees_end_in_a_backslash(void **state)
{
    (void)state;
    static const ends with = {"[\"\\n\"", "]"};
    const size_t last = 3 * page_size - 1;
    assert_true(change_one(&with, UCR_JSON_ARRAY, last, '\\') > 2);
}

static void test_texts_lose_their_quote(void **state)
{
    (void)state;
    static const ends text = {"\"[1]", "\""};
    assert_true(change_one(&text, UCR_JSON_STRING, 0, ' ') > 2);
}
#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_answers),
        cmocka_unit_test(test_answers_that_are_refused),
        cmocka_unit_test(test_unwrapping),
#if defined(TEST_STEPS)
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_targets),
#endif
#if defined(UCR_TEST_YAJL)
        cmocka_unit_test(test_trees_grow_deep),
        cmocka_unit_test(test_trees_end_in_a_backslash),
        cmocka_unit_test(test_texts_lose_their_quote),
#endif
    };
    return cmocka_run_group_tests_name("changing", tests, set_up, tear_down);
}
