/* SPDX-License-Identifier: MIT */
/*
 * What libFuzzer's inputs are made of: a message with one typed change, the
 * same for the same number, where it fits; libFuzzer's own change for all else,
 * of which there is a stand-in here.
 */
#include "support.h"

#include <string.h>

#include "seeds.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size,
                               unsigned seed);

/* ---- A change --------------------------------------------------------------
 */

static size_t left; /* to libFuzzer, so often */

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size)
{
    left++;
    assert_true(size <= max_size);
    if (size > 0) {
        data[0] = (uint8_t)(data[0] ^ 1);
    }
    return size;
}

/* Of what libFuzzer holds in so much room; goes to block_free(). */
static ucr_str changed(ucr_str from, size_t room, unsigned number)
{
    char *bytes = room_of(room);
    memcpy(bytes, from.ptr, from.len);
    const size_t len =
        LLVMFuzzerCustomMutator((uint8_t *)bytes, from.len, room, number);
    assert_true(len > 0);
    assert_true(len <= room);
    assert_canaries(bytes, room);
    return (ucr_str){bytes, len};
}

/* ---- Room ------------------------------------------------------------------
 */

static void change_seed(ucr_str seed, const void *context)
{
    static const size_t more[] = {0, 1, 7, 64};
    (void)context;
    for (unsigned number = 0; seed.len > 0 && number < 100; number++) {
        const size_t room = seed.len + more[number % COUNT_OF(more)];
        const ucr_str whole = changed(seed, seed.len + 4096, number);
        left = 0;
        const ucr_str fits = changed(seed, room, number);
        if (left == 0) {
            assert_bytes(fits.ptr, fits.len, whole);
        }
        block_free(whole);
        block_free(fits);
    }
}

static void test_a_number_makes_one_change_or_what_fits(void **state)
{
    (void)state;
    static const char *const folders[] = {"request/ok",  "request/bad",
                                          "response/ok", "response/bad",
                                          "json/accept", "twin"};
    for (size_t i = 0; i < COUNT_OF(folders); i++) {
        each_seed(folders[i], change_seed, NULL);
    }
}

static void test_what_is_no_json_is_left_to_the_engine(void **state)
{
    (void)state;
    const ucr_str broken = block_of("{\"a\":");
    size_t own = 0;
    for (unsigned number = 0; number < 1000; number++) {
        left = 0;
        block_free(changed(broken, 300, number));
        own += left == 0;
    }
    /* Now and then a valid message takes its place. */
    assert_in_range(own, 1, 100);
    block_free(broken);
}

/* ---- Kinds of changes ------------------------------------------------------
 */

#define COMMAND "\"command_name\":\"START\""
#define RESULT "\"result\":\"success\""
#define DETAIL "\"result_detail\":{\"msg\":\"xxx\"}"
#define REQUEST "{" COMMAND "," RESULT "," DETAIL "}"

/* One of each kind that no other kind can make. */
static const char *const kinds[] = {
    "{" COMMAND "," RESULT "}",                                  /* dropped */
    "{" COMMAND "," RESULT "," RESULT "," RESULT "," DETAIL "}", /* repeated */
    "{" RESULT "," COMMAND "," DETAIL "}",                       /* moved */
    "{" COMMAND ",\"result\":null," DETAIL "}",                  /* retyped */
    "{" COMMAND ",\"code\":\"success\"," DETAIL "}",             /* renamed */
    "{" COMMAND ",\"title\":0," RESULT "," DETAIL "}",           /* put in */
    "{" COMMAND ",\"\\u0072esult\":\"success\"," DETAIL "}",     /* respelled */
    "{" COMMAND ",\"result\":\"suc",                             /* cut */
    "{" COMMAND ",\"result\":[[\"success\"]]," DETAIL "}",       /* nested */
    "{" COMMAND ",\"result\":\"xxx\"," DETAIL "}",               /* copied */
    "\xFF\xFE" REQUEST,                                          /* encoded */
    "{" COMMAND ",\"result\":\"aaaaaaasuccess\"," DETAIL "}"};   /* stretched */

static void test_each_kind_of_change_is_made(void **state)
{
    (void)state;
    const ucr_str from = block_of(REQUEST);
    size_t made[COUNT_OF(kinds)] = {0};
    for (unsigned number = 0; number < 200000; number++) {
        const ucr_str body = changed(from, 1024, number);
        for (size_t i = 0; i < COUNT_OF(kinds); i++) {
            made[i] += body.len == strlen(kinds[i]) &&
                       memcmp(body.ptr, kinds[i], body.len) == 0;
        }
        block_free(body);
    }
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        if (made[i] == 0) {
            fail_msg("never made: %s", kinds[i]);
        }
    }
    block_free(from);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_number_makes_one_change_or_what_fits),
        cmocka_unit_test(test_what_is_no_json_is_left_to_the_engine),
        cmocka_unit_test(test_each_kind_of_change_is_made),
    };
    return cmocka_run_group_tests_name("mutator", tests, NULL, NULL);
}
