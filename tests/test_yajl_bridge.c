/* SPDX-License-Identifier: MIT */
/*
 * The yajl bridge: events, tree, generator.
 *
 * Linked so that every malloc, calloc, realloc and free of this program, the
 * bridge and yajl comes through the wrappers below: they count what is held and
 * can let the n-th allocation fail.
 */
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ucr/yajl.h>

/* ---- Allocations --------------------------------------------------------- */

static long held;         /* blocks taken and not given back */
static size_t until_fail; /* 1: the next allocation fails; 0: none does */

static bool fails_now(void)
{
    if (until_fail == 0) {
        return false;
    }
    until_fail--;
    return until_fail == 0;
}

/* The linker's names for what it wraps. */
void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void __real_free(void *old);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);
void __wrap_free(void *old);

void *__wrap_malloc(size_t size)
{
    void *taken = fails_now() ? NULL : __real_malloc(size);
    held += taken != NULL;
    return taken;
}

void *__wrap_calloc(size_t count, size_t size)
{
    void *taken = fails_now() ? NULL : __real_calloc(count, size);
    held += taken != NULL;
    return taken;
}

void *__wrap_realloc(void *old, size_t size)
{
    void *taken = fails_now() ? NULL : __real_realloc(old, size);
    held += old == NULL && taken != NULL;
    return taken;
}

void __wrap_free(void *old)
{
    held -= old != NULL;
    __real_free(old);
}

/* A caller's allocator, to see that it is the one that is used. */
static void *own_malloc(void *ctx, size_t size)
{
    ++*(size_t *)ctx;
    return malloc(size);
}

static void *own_realloc(void *ctx, void *old, size_t size)
{
    ++*(size_t *)ctx;
    return realloc(old, size);
}

static void own_free(void *ctx, void *old)
{
    ++*(size_t *)ctx;
    free(old);
}

/* ---- Events as text ------------------------------------------------------ */

typedef struct record {
    char text[4096];
    size_t len;
    size_t until_stop; /* 1: the next event says stop; 0: none does */
} record;

static int note(void *ctx, const char *mark, const void *bytes, size_t len)
{
    record *to = ctx;
    if (to->len + len + 3 < sizeof(to->text)) {
        to->len += (size_t)snprintf(to->text + to->len, 3, "%s", mark);
        memcpy(to->text + to->len, bytes, len);
        to->len += len;
        to->text[to->len] = '\0';
    }
    if (to->until_stop == 0) {
        return 1;
    }
    to->until_stop--;
    return to->until_stop > 0;
}

static int on_null(void *ctx)
{
    return note(ctx, " 0", "", 0);
}

static int on_bool(void *ctx, int value)
{
    return note(ctx, value != 0 ? " t" : " f", "", 0);
}

static int on_number(void *ctx, const char *digits, size_t len)
{
    return note(ctx, " #", digits, len);
}

static int on_integer(void *ctx, long long value)
{
    char digits[32];
    int len = snprintf(digits, sizeof(digits), "%lld", value);
    return note(ctx, " i", digits, (size_t)len);
}

static int on_double(void *ctx, double value)
{
    char digits[32];
    int len = snprintf(digits, sizeof(digits), "%g", value);
    return note(ctx, " d", digits, (size_t)len);
}

static int on_string(void *ctx, const unsigned char *bytes, size_t len)
{
    return note(ctx, " =", bytes, len);
}

static int on_name(void *ctx, const unsigned char *bytes, size_t len)
{
    return note(ctx, " :", bytes, len);
}

static int on_start_map(void *ctx)
{
    return note(ctx, " {", "", 0);
}

static int on_end_map(void *ctx)
{
    return note(ctx, " }", "", 0);
}

static int on_start_array(void *ctx)
{
    return note(ctx, " [", "", 0);
}

static int on_end_array(void *ctx)
{
    return note(ctx, " ]", "", 0);
}

static const yajl_callbacks recording = {
    on_null,      on_bool, NULL,       NULL,           on_number,   on_string,
    on_start_map, on_name, on_end_map, on_start_array, on_end_array};

static const yajl_callbacks converting = {
    on_null,      on_bool, on_integer, on_double,      NULL,        on_string,
    on_start_map, on_name, on_end_map, on_start_array, on_end_array};

/* A detail in a block of exactly its size. */
static ucr_json detail_of(const char *text)
{
    return (ucr_json){block_of(text), kind_of(text[strspn(text, " \t\r\n")])};
}

static void check_events(const char *text, const char *expected)
{
    record seen = {.len = 0};
    ucr_error err;
    ucr_json detail = detail_of(text);
    assert_int_equal(
        ucr_yajl_events(detail, &recording, &seen, NULL, NULL, &err), UCR_OK);
    assert_zero(&err, sizeof(err));
    assert_string_equal(seen.text, expected);
    block_free(detail.raw);
}

static void check_refused(const char *text, const yajl_callbacks *callbacks,
                          const ucr_options *options, ucr_code code,
                          size_t offset)
{
    record seen = {.len = 0};
    ucr_error err;
    ucr_json detail = detail_of(text);
    assert_int_equal(
        ucr_yajl_events(detail, callbacks, &seen, NULL, options, &err), code);
    assert_fault(&err, code, offset, "");
    block_free(detail.raw);
}

static void events_of_every_kind(void **state)
{
    (void)state;
    check_events("null", " 0");
    check_events("true", " t");
    check_events("false", " f");
    check_events("-1.5e3", " #-1.5e3");
    check_events("{}", " { }");
    check_events("[]", " [ ]");
    check_events("{\"a\":[1,{\"b\":\"c\\n\"},null],\"a\":\"\"}",
                 " { :a [ #1 { :b =c\n } 0 ] :a = }");
    check_events(" [ 1 ] ", " [ #1 ]");
}

static void events_of_the_string_form(void **state)
{
    (void)state;
    /* Nothing to unescape: read where it stands. */
    check_events("\"[1,2]\"", " [ #1 #2 ]");
    check_events("\" 7 \"", " #7");
    check_events("\"{\\\"msg\\\":\\\"x\\\\ny\\\"}\"", " { :msg =x\ny }");
    /* Once is enough: a string in the string stays one. */
    check_events("\"\\\"[1]\\\"\"", " =[1]");
}

static void events_with_no_callbacks_set(void **state)
{
    (void)state;
    const yajl_callbacks none = {0};
    ucr_error err;
    ucr_json detail = detail_of("{\"a\":[1,2.5,true,null,\"b\\n\"]}");
    assert_int_equal(ucr_yajl_events(detail, &none, NULL, NULL, NULL, &err),
                     UCR_OK);
    block_free(detail.raw);
}

static void events_as_integers_and_doubles(void **state)
{
    (void)state;
    record seen = {.len = 0};
    ucr_json detail = detail_of("[-9223372036854775807,2.5,7]");
    assert_int_equal(
        ucr_yajl_events(detail, &converting, &seen, NULL, NULL, NULL), UCR_OK);
    assert_string_equal(seen.text, " [ i-9223372036854775807 d2.5 i7 ]");
    block_free(detail.raw);
}

static void numbers_that_do_not_fit(void **state)
{
    (void)state;
    check_refused("[1,9223372036854775808]", &converting, NULL, UCR_E_NUMBER,
                  3);
    check_refused("{\"a\": -1e999 }", &converting, NULL, UCR_E_NUMBER, 6);
    check_refused("99999999999999999999", &converting, NULL, UCR_E_NUMBER, 0);
    check_refused("  1e400", &converting, NULL, UCR_E_NUMBER, 2);
    /* In the unescaped text. */
    check_refused("\"{\\\"a\\\":1e999}\"", &converting, NULL, UCR_E_NUMBER, 5);
    check_refused("\" 1e999\"", &converting, NULL, UCR_E_NUMBER, 1);
    check_events("[9223372036854775808,1e999]",
                 " [ #9223372036854775808 #1e999 ]");
}

static void nothing_is_sent_of_a_refused_detail(void **state)
{
    (void)state;
    record seen = {.len = 0};
    ucr_error err;
    ucr_json detail = detail_of("[1,2,\"\xff\"]");
    assert_int_equal(
        ucr_yajl_events(detail, &recording, &seen, NULL, NULL, &err),
        UCR_E_UTF8);
    assert_fault(&err, UCR_E_UTF8, 6, "");
    assert_int_equal(seen.len, 0);
    block_free(detail.raw);
}

static void refusals_of_unwrapping(void **state)
{
    (void)state;
    const ucr_options strict = {.profile = UCR_STRICT};
    const ucr_options flat = {.max_depth = 1};
    const ucr_options small = {.max_body = 4};
    const ucr_options unknown = {.profile = (ucr_profile)9};
    check_refused("\"plain text\"", &recording, NULL, UCR_E_SYNTAX, 0);
    check_refused("\"{\\\"a\\\":01}\"", &recording, NULL, UCR_E_NUMBER, 6);
    check_refused("\"\"", &recording, NULL, UCR_E_EMPTY, 0);
    check_refused("[1] 2", &recording, NULL, UCR_E_TRAILING, 4);
    /* yajl alone takes a form feed for white space. */
    check_refused("[1,\f2]", &recording, NULL, UCR_E_SYNTAX, 3);
    check_refused("[\"\\ud800\"]", &recording, &strict, UCR_E_SURROGATE, 2);
    check_refused("[[]]", &recording, &flat, UCR_E_DEPTH, 1);
    check_refused("[1,2]", &recording, &small, UCR_E_BODY_SIZE, 4);
    check_refused("[1,2]", &recording, &unknown, UCR_E_ARGUMENT, 0);
}

static void calls_that_cannot_be_right(void **state)
{
    (void)state;
    size_t calls = 0;
    ucr_error err;
    yajl_val tree;
    ucr_json detail = detail_of("[1]");
    const ucr_json absent = {{NULL, 0}, UCR_JSON_ABSENT};
    const ucr_json other = {detail.raw, UCR_JSON_OBJECT};
    yajl_alloc_funcs full = {own_malloc, own_realloc, own_free, &calls};
    for (int i = 0; i < 3; i++) {
        yajl_alloc_funcs lacking = full;
        lacking.malloc = i == 0 ? NULL : full.malloc;
        lacking.realloc = i == 1 ? NULL : full.realloc;
        lacking.free = i == 2 ? NULL : full.free;
        assert_int_equal(
            ucr_yajl_events(detail, &recording, NULL, &lacking, NULL, &err),
            UCR_E_ARGUMENT);
        assert_fault(&err, UCR_E_ARGUMENT, 0, "");
    }
    assert_int_equal(ucr_yajl_events(detail, NULL, NULL, NULL, NULL, &err),
                     UCR_E_ARGUMENT);
    assert_int_equal(
        ucr_yajl_events(absent, &recording, NULL, NULL, NULL, &err),
        UCR_E_ARGUMENT);
    assert_int_equal(ucr_yajl_events(other, &recording, NULL, NULL, NULL, &err),
                     UCR_E_ARGUMENT);
    assert_int_equal(ucr_yajl_tree(NULL, detail, NULL, &err), UCR_E_ARGUMENT);
    tree = (yajl_val)&calls;
    assert_int_equal(ucr_yajl_tree(&tree, absent, NULL, &err), UCR_E_ARGUMENT);
    assert_fault(&err, UCR_E_ARGUMENT, 0, "");
    assert_null(tree);
    assert_int_equal(calls, 0);
    block_free(detail.raw);
}

#define SAMPLE "{\"a\":[1,2.5,null,true,false,\"x\"],\"b\":{}}"
#define SAMPLE_EVENTS ((size_t)14)

static void every_callback_can_stop(void **state)
{
    (void)state;
    ucr_json detail = detail_of(SAMPLE);
    for (size_t i = 1; i <= SAMPLE_EVENTS + 1; i++) {
        record seen = {.until_stop = i};
        ucr_error err;
        bool whole = i > SAMPLE_EVENTS;
        ucr_code code = whole ? UCR_OK : UCR_E_CANCELLED;
        assert_int_equal(
            ucr_yajl_events(detail, &recording, &seen, NULL, NULL, &err), code);
        assert_fault(&err, code, 0, "");
    }
    block_free(detail.raw);
}

/* ---- Tree ---------------------------------------------------------------- */

static yajl_val tree_of(const char *text)
{
    yajl_val tree = NULL;
    ucr_error err;
    ucr_json detail = detail_of(text);
    assert_int_equal(ucr_yajl_tree(&tree, detail, NULL, &err), UCR_OK);
    assert_zero(&err, sizeof(err));
    assert_non_null(tree);
    /* The tree holds copies. */
    block_free(detail.raw);
    return tree;
}

static void check_no_tree(const char *text, ucr_code code, size_t offset)
{
    ucr_error err;
    yajl_val tree = (yajl_val)&err;
    ucr_json detail = detail_of(text);
    assert_int_equal(ucr_yajl_tree(&tree, detail, NULL, &err), code);
    assert_fault(&err, code, offset, "");
    assert_null(tree);
    block_free(detail.raw);
}

static void trees_of_every_kind(void **state)
{
    (void)state;
    yajl_val tree = tree_of("null");
    assert_true(YAJL_IS_NULL(tree));
    yajl_tree_free(tree);
    tree = tree_of("true");
    assert_true(YAJL_IS_TRUE(tree));
    yajl_tree_free(tree);
    tree = tree_of("false");
    assert_true(YAJL_IS_FALSE(tree));
    yajl_tree_free(tree);
    tree = tree_of("\"\\\"a\\\\u00e9\\\"\"");
    assert_string_equal(YAJL_GET_STRING(tree), "a\xc3\xa9");
    yajl_tree_free(tree);
    tree = tree_of("{}");
    assert_true(YAJL_IS_OBJECT(tree));
    assert_int_equal(YAJL_GET_OBJECT(tree)->len, 0);
    yajl_tree_free(tree);
    tree = tree_of("[]");
    assert_true(YAJL_IS_ARRAY(tree));
    assert_int_equal(YAJL_GET_ARRAY(tree)->len, 0);
    yajl_tree_free(tree);
}

static void a_tree_keeps_members_and_order(void **state)
{
    (void)state;
    yajl_val tree =
        tree_of("{\"a\":1,\"b\":{\"c\":[true,\"x\",{}]},\"a\":2,\"\":3}");
    const char *path[] = {"b", "c", NULL};
    assert_int_equal(tree->u.object.len, 4);
    assert_string_equal(tree->u.object.keys[0], "a");
    assert_string_equal(tree->u.object.keys[2], "a");
    assert_string_equal(tree->u.object.keys[3], "");
    assert_string_equal(YAJL_GET_NUMBER(tree->u.object.values[2]), "2");
    yajl_val list = yajl_tree_get(tree, path, yajl_t_array);
    assert_non_null(list);
    assert_int_equal(list->u.array.len, 3);
    assert_true(YAJL_IS_TRUE(list->u.array.values[0]));
    assert_string_equal(YAJL_GET_STRING(list->u.array.values[1]), "x");
    assert_true(YAJL_IS_OBJECT(list->u.array.values[2]));
    yajl_tree_free(tree);
}

static void a_tree_of_many_elements(void **state)
{
    (void)state;
    enum {
        COUNT = 1000
    };
    char text[2 * COUNT + 2] = "[";
    for (size_t i = 0; i < COUNT; i++) {
        text[2 * i + 1] = (char)('0' + i % 10);
        text[2 * i + 2] = ',';
    }
    text[2 * COUNT] = ']';
    yajl_val tree = tree_of(text);
    assert_int_equal(tree->u.array.len, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        assert_int_equal(YAJL_GET_INTEGER(tree->u.array.values[i]), i % 10);
    }
    yajl_tree_free(tree);
}

static void numbers_of_a_tree(void **state)
{
    (void)state;
    yajl_val tree = tree_of("[7,-0,1.5,9223372036854775808,1e999]");
    yajl_val *values = tree->u.array.values;
    assert_true(YAJL_IS_INTEGER(values[0]));
    assert_int_equal(YAJL_GET_INTEGER(values[0]), 7);
    assert_true(YAJL_IS_DOUBLE(values[0]));
    assert_string_equal(YAJL_GET_NUMBER(values[1]), "-0");
    assert_false(YAJL_IS_INTEGER(values[2]));
    assert_true(YAJL_GET_DOUBLE(values[2]) == 1.5);
    assert_false(YAJL_IS_INTEGER(values[3]));
    assert_true(YAJL_IS_DOUBLE(values[3]));
    assert_true(YAJL_GET_DOUBLE(values[3]) == 9223372036854775808.0);
    assert_string_equal(YAJL_GET_NUMBER(values[3]), "9223372036854775808");
    assert_false(YAJL_IS_INTEGER(values[4]));
    assert_false(YAJL_IS_DOUBLE(values[4]));
    assert_string_equal(YAJL_GET_NUMBER(values[4]), "1e999");
    yajl_tree_free(tree);
}

static void a_tree_of_the_deepest_detail(void **state)
{
    (void)state;
    char text[2 * UCR_MAX_DEPTH + 1];
    const ucr_options deep = {.max_depth = UCR_MAX_DEPTH};
    yajl_val tree;
    memset(text, '[', UCR_MAX_DEPTH);
    memset(text + UCR_MAX_DEPTH, ']', UCR_MAX_DEPTH);
    text[2 * UCR_MAX_DEPTH] = '\0';
    ucr_json detail = detail_of(text);
    assert_int_equal(ucr_yajl_tree(&tree, detail, &deep, NULL), UCR_OK);
    size_t levels = 1;
    for (yajl_val at = tree; at->u.array.len > 0; at = at->u.array.values[0]) {
        levels++;
    }
    assert_int_equal(levels, UCR_MAX_DEPTH);
    yajl_tree_free(tree);
    block_free(detail.raw);
}

static void texts_that_a_tree_would_change(void **state)
{
    (void)state;
    check_no_tree("\"\\u0000\"", UCR_E_SYNTAX, 0);
    check_no_tree("[\"a\\u0000b\"]", UCR_E_ESCAPE, 3);
    check_no_tree("{\"\\u0000\":1}", UCR_E_ESCAPE, 2);
    check_no_tree("[\"\\ud800\"]", UCR_E_SURROGATE, 2);
    check_no_tree("[\"\\uDBFF\\uDBFF\\uDC00\"]", UCR_E_SURROGATE, 2);
    check_no_tree("[\"\\uD800\\uE000\"]", UCR_E_SURROGATE, 2);
    check_no_tree("[\"\\n\\udc00\"]", UCR_E_SURROGATE, 4);
    check_no_tree("[\"\\udfff\"]", UCR_E_SURROGATE, 2);
    check_no_tree("[\"\\udbff\"]", UCR_E_SURROGATE, 2);
    check_no_tree("[\"\\ud800\\n\\udc00\"]", UCR_E_SURROGATE, 2);
    check_no_tree("{\"\\udc00\":\"\\u0000\"}", UCR_E_SURROGATE, 2);
    check_no_tree("[\"\\u0000\\udc00\"]", UCR_E_ESCAPE, 2);
    /* In the string form they count in the unescaped text. */
    check_no_tree("\" [\\\"\\\\u0000\\\"]\"", UCR_E_ESCAPE, 3);
    check_no_tree("\"[\\\"\\\\ud800\\\"]\"", UCR_E_SURROGATE, 2);
}

static void texts_that_a_tree_keeps(void **state)
{
    (void)state;
    yajl_val tree =
        tree_of("[\"\\ud83d\\ude00\",\"\\\\u0000\",\"\\\\\\\\ud800\","
                "\"\\ud7ff\\ue000\",\"\\uDBFF\\uDFFF\",\"\\u0001\"]");
    yajl_val *values = tree->u.array.values;
    assert_string_equal(YAJL_GET_STRING(values[0]), "\xf0\x9f\x98\x80");
    assert_string_equal(YAJL_GET_STRING(values[1]), "\\u0000");
    assert_string_equal(YAJL_GET_STRING(values[2]), "\\\\ud800");
    assert_string_equal(YAJL_GET_STRING(values[3]), "\xed\x9f\xbf\xee\x80\x80");
    assert_string_equal(YAJL_GET_STRING(values[4]), "\xf4\x8f\xbf\xbf");
    assert_string_equal(YAJL_GET_STRING(values[5]), "\x01");
    yajl_tree_free(tree);
}

/* ---- Memory -------------------------------------------------------------- */

/* Long strings and many levels let yajl's buffers grow. */
static ucr_json detail_that_needs_memory(void)
{
    char text[4096];
    char spaces[600];
    char open[300];
    char close[300];
    memset(spaces, 'x', sizeof(spaces) - 1);
    spaces[sizeof(spaces) - 1] = '\0';
    memset(open, '[', 100);
    open[100] = '\0';
    memset(close, ']', 100);
    close[100] = '\0';
    snprintf(text, sizeof(text),
             "\"{\\\"a\\\":[1,2.5,null,true,\\\"%s\\\\n\\\"],\\\"%s\\\\n\\\":"
             "%s{\\\"b\\\":{}}%s,\\\"c\\\":-1}\"",
             spaces, spaces, open, close);
    return detail_of(text);
}

static void every_allocation_of_events_fails_once(void **state)
{
    (void)state;
    size_t calls = 0;
    yajl_alloc_funcs own = {own_malloc, own_realloc, own_free, &calls};
    ucr_json detail = detail_that_needs_memory();
    const long before = held;
    size_t nth = 1;
    bool failed = true;
    for (; failed; nth++) {
        const yajl_callbacks none = {0};
        ucr_error err;
        until_fail = nth;
        ucr_code code = ucr_yajl_events(detail, &none, NULL,
                                        nth % 2 == 0 ? &own : NULL, NULL, &err);
        failed = until_fail == 0;
        until_fail = 0;
        assert_fault(&err, failed ? UCR_E_MEMORY : UCR_OK, 0, "");
        assert_int_equal(code, err.code);
        assert_int_equal(held, before);
    }
    assert_true(nth > 6);
    assert_true(calls > 6);
    block_free(detail.raw);
}

static void every_allocation_of_a_tree_fails_once(void **state)
{
    (void)state;
    ucr_json detail = detail_that_needs_memory();
    const long before = held;
    size_t nth = 1;
    bool failed = true;
    for (; failed; nth++) {
        ucr_error err;
        yajl_val tree = (yajl_val)&err;
        until_fail = nth;
        ucr_code code = ucr_yajl_tree(&tree, detail, NULL, &err);
        failed = until_fail == 0;
        until_fail = 0;
        assert_fault(&err, failed ? UCR_E_MEMORY : UCR_OK, 0, "");
        assert_int_equal(code, err.code);
        assert_int_equal(tree == NULL, failed);
        yajl_tree_free(tree);
        assert_int_equal(held, before);
    }
    assert_true(nth > 200);
    block_free(detail.raw);
}

static void memory_comes_back_after_a_stop(void **state)
{
    (void)state;
    ucr_json detail = detail_that_needs_memory();
    const long before = held;
    for (size_t i = 1; i < 100; i++) {
        record seen = {.until_stop = i};
        assert_int_equal(
            ucr_yajl_events(detail, &recording, &seen, NULL, NULL, NULL),
            UCR_E_CANCELLED);
        assert_int_equal(held, before);
    }
    block_free(detail.raw);
}

/* ---- A generator's output ------------------------------------------------ */

static void add_string(yajl_gen gen, const char *text)
{
    assert_int_equal(
        yajl_gen_string(gen, (const unsigned char *)text, strlen(text)),
        yajl_gen_status_ok);
}

static void check_detail(yajl_gen gen, const ucr_options *options,
                         ucr_json_kind kind, const char *expected)
{
    ucr_json detail;
    ucr_error err;
    const unsigned char *bytes;
    size_t len;
    assert_int_equal(ucr_yajl_detail(&detail, gen, options, &err), UCR_OK);
    assert_zero(&err, sizeof(err));
    assert_int_equal(detail.kind, kind);
    assert_int_equal(detail.raw.len, strlen(expected));
    assert_memory_equal(detail.raw.ptr, expected, detail.raw.len);
    assert_int_equal(yajl_gen_get_buf(gen, &bytes, &len), yajl_gen_status_ok);
    assert_inside(detail.raw, (ucr_str){(const char *)bytes, len});
}

static void check_no_detail(yajl_gen gen, const ucr_options *options,
                            ucr_code code, size_t offset, const char *path)
{
    ucr_error err;
    ucr_json detail = {{"x", 1}, UCR_JSON_NUMBER};
    assert_int_equal(ucr_yajl_detail(&detail, gen, options, &err), code);
    assert_fault(&err, code, offset, path);
    assert_zero(&detail, sizeof(detail));
}

static void a_generated_map(void **state)
{
    (void)state;
    yajl_gen gen = yajl_gen_alloc(NULL);
    yajl_gen_map_open(gen);
    add_string(gen, "msg");
    check_no_detail(gen, NULL, UCR_E_EOF, 6, "/result_detail");
    add_string(gen, "x\ny");
    yajl_gen_map_close(gen);
    check_detail(gen, NULL, UCR_JSON_OBJECT, "{\"msg\":\"x\\ny\"}");
    const ucr_options small = {.max_body = 5};
    check_no_detail(gen, &small, UCR_E_BODY_SIZE, 5, "/result_detail");
    const ucr_options flat = {.max_depth = 1};
    check_no_detail(gen, &flat, UCR_E_DEPTH, 0, "/result_detail");
    const ucr_options unknown = {.profile = (ucr_profile)7};
    check_no_detail(gen, &unknown, UCR_E_ARGUMENT, 0, "");
    yajl_gen_free(gen);
}

static void a_generated_value_of_every_kind(void **state)
{
    (void)state;
    static const struct {
        const char *json;
        ucr_json_kind kind;
    } rows[] = {{"{}", UCR_JSON_OBJECT},   {"[]", UCR_JSON_ARRAY},
                {"\"\"", UCR_JSON_STRING}, {"-1", UCR_JSON_NUMBER},
                {"true", UCR_JSON_BOOL},   {"false", UCR_JSON_BOOL},
                {"null", UCR_JSON_NULL}};
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        const ucr_options strict = {.profile = UCR_STRICT};
        bool documented =
            rows[i].kind == UCR_JSON_OBJECT || rows[i].kind == UCR_JSON_STRING;
        yajl_gen gen = yajl_gen_alloc(NULL);
        /* yajl writes a number as it is given: here, any value. */
        yajl_gen_number(gen, rows[i].json, strlen(rows[i].json));
        check_detail(gen, NULL, rows[i].kind, rows[i].json);
        if (documented) {
            check_detail(gen, &strict, rows[i].kind, rows[i].json);
        } else {
            check_no_detail(gen, &strict, UCR_E_TYPE, 0, "/result_detail");
        }
        yajl_gen_free(gen);
    }
}

static void a_generated_string_stays_a_string(void **state)
{
    (void)state;
    yajl_gen gen = yajl_gen_alloc(NULL);
    add_string(gen, "no JSON");
    check_detail(gen, NULL, UCR_JSON_STRING, "\"no JSON\"");
    yajl_gen_free(gen);
}

static void indented_output_loses_its_last_line_feed(void **state)
{
    (void)state;
    yajl_gen gen = yajl_gen_alloc(NULL);
    yajl_gen_config(gen, yajl_gen_beautify, 1);
    yajl_gen_array_open(gen);
    yajl_gen_bool(gen, 1);
    yajl_gen_array_close(gen);
    check_detail(gen, NULL, UCR_JSON_ARRAY, "[\n    true\n]");
    yajl_gen_free(gen);
}

static void generators_without_a_value(void **state)
{
    (void)state;
    yajl_gen gen = yajl_gen_alloc(NULL);
    check_no_detail(gen, NULL, UCR_E_EMPTY, 0, "/result_detail");
    yajl_gen_integer(gen, 1);
    yajl_gen_reset(gen, " ");
    yajl_gen_integer(gen, 2);
    check_no_detail(gen, NULL, UCR_E_TRAILING, 2, "/result_detail");
    yajl_gen_free(gen);
}

static void a_generator_does_not_check_its_strings(void **state)
{
    (void)state;
    yajl_gen gen = yajl_gen_alloc(NULL);
    add_string(gen, "a\xff");
    check_no_detail(gen, NULL, UCR_E_UTF8, 2, "/result_detail");
    yajl_gen_free(gen);
}

static void ignore_output(void *ctx, const char *bytes, size_t len)
{
    (void)ctx;
    (void)bytes;
    (void)len;
}

static void generators_that_cannot_be_right(void **state)
{
    (void)state;
    ucr_error err;
    yajl_gen gen = yajl_gen_alloc(NULL);
    yajl_gen_config(gen, yajl_gen_print_callback, ignore_output, NULL);
    yajl_gen_null(gen);
    check_no_detail(gen, NULL, UCR_E_ARGUMENT, 0, "");
    check_no_detail(NULL, NULL, UCR_E_ARGUMENT, 0, "");
    assert_int_equal(ucr_yajl_detail(NULL, gen, NULL, &err), UCR_E_ARGUMENT);
    assert_fault(&err, UCR_E_ARGUMENT, 0, "");
    yajl_gen_free(gen);
}

static void from_a_generator_through_a_body_into_a_tree(void **state)
{
    (void)state;
    char body[256];
    size_t len;
    ucr_request sent = {.command = UCR_COMMAND_SYNC, .result = UCR_RESULT_FAIL};
    ucr_request received;
    yajl_val tree;
    const char *path[] = {"msg", NULL};
    yajl_gen gen = yajl_gen_alloc(NULL);
    yajl_gen_map_open(gen);
    add_string(gen, "msg");
    add_string(gen, "\"\xe4\xb8\xad\"");
    yajl_gen_map_close(gen);
    assert_int_equal(ucr_yajl_detail(&sent.result_detail, gen, NULL, NULL),
                     UCR_OK);
    assert_int_equal(
        ucr_encode_request(body, sizeof(body), &len, &sent, NULL, NULL),
        UCR_OK);
    yajl_gen_free(gen);
    assert_int_equal(
        ucr_decode_request(&received, (ucr_str){body, len}, NULL, NULL),
        UCR_OK);
    assert_int_equal(ucr_yajl_tree(&tree, received.result_detail, NULL, NULL),
                     UCR_OK);
    assert_string_equal(
        YAJL_GET_STRING(yajl_tree_get(tree, path, yajl_t_string)),
        "\"\xe4\xb8\xad\"");
    yajl_tree_free(tree);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_of_every_kind),
        cmocka_unit_test(events_of_the_string_form),
        cmocka_unit_test(events_with_no_callbacks_set),
        cmocka_unit_test(events_as_integers_and_doubles),
        cmocka_unit_test(numbers_that_do_not_fit),
        cmocka_unit_test(nothing_is_sent_of_a_refused_detail),
        cmocka_unit_test(refusals_of_unwrapping),
        cmocka_unit_test(calls_that_cannot_be_right),
        cmocka_unit_test(every_callback_can_stop),
        cmocka_unit_test(trees_of_every_kind),
        cmocka_unit_test(a_tree_keeps_members_and_order),
        cmocka_unit_test(a_tree_of_many_elements),
        cmocka_unit_test(numbers_of_a_tree),
        cmocka_unit_test(a_tree_of_the_deepest_detail),
        cmocka_unit_test(texts_that_a_tree_would_change),
        cmocka_unit_test(texts_that_a_tree_keeps),
        cmocka_unit_test(every_allocation_of_events_fails_once),
        cmocka_unit_test(every_allocation_of_a_tree_fails_once),
        cmocka_unit_test(memory_comes_back_after_a_stop),
        cmocka_unit_test(a_generated_map),
        cmocka_unit_test(a_generated_value_of_every_kind),
        cmocka_unit_test(a_generated_string_stays_a_string),
        cmocka_unit_test(indented_output_loses_its_last_line_feed),
        cmocka_unit_test(generators_without_a_value),
        cmocka_unit_test(a_generator_does_not_check_its_strings),
        cmocka_unit_test(generators_that_cannot_be_right),
        cmocka_unit_test(from_a_generator_through_a_body_into_a_tree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
