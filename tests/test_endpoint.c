/* SPDX-License-Identifier: MIT */
/*
 * The request target, the token and the content type.
 *
 * Every input sits in a block of exactly its size, every output in one with
 * canaries behind its capacity. Offsets are those of the first wrong byte; an
 * id that is wrong only as a whole is pointed at by its first byte.
 */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#define PREFIX "/v3/sources/"
#define SUFFIX "/command_result"
#define PREFIX_SIZE (sizeof(PREFIX) - 1)

static const ucr_options strict = {0, 0, 0, UCR_STRICT};
static const ucr_options *const profiles[] = {NULL, &strict};

static const ucr_str nothing = {NULL, 0};
static const ucr_str nowhere = {NULL, 1};

/* ---- Helpers ---------------------------------------------------------------
 */

/* Both path functions have this shape. */
typedef ucr_code (*path_function)(char *buf, size_t cap, size_t *len,
                                  ucr_str source, const ucr_options *options,
                                  ucr_error *err);

typedef struct called {
    char *room;
    size_t cap, len;
    ucr_error err;
    ucr_code code;
} called;

static called call(path_function function, size_t cap, ucr_str source,
                   const ucr_options *options)
{
    called result = {.cap = cap, .len = 77};
    ucr_str exact = block(source.ptr, source.len);
    result.room = malloc(cap + CANARIES);
    assert_non_null(result.room);
    memset(result.room, CANARY, cap + CANARIES);
    memset(&result.err, 0x33, sizeof(result.err));
    result.code =
        function(result.room, cap, &result.len, exact, options, &result.err);
    for (size_t i = cap; i < cap + CANARIES; i++) {
        assert_int_equal(result.room[i], CANARY);
    }
    block_free(exact);
    return result;
}

static void expect_result(path_function function, ucr_str source,
                          const ucr_options *options, ucr_str expected)
{
    called result = call(function, expected.len, source, options);
    assert_string_equal(ucr_code_name(result.code), "UCR_OK");
    assert_int_equal(result.len, expected.len);
    assert_memory_equal(result.room, expected.ptr, expected.len);
    assert_zero(&result.err, sizeof(result.err));
    free(result.room);
}

static void expect_path_fault(path_function function, ucr_str source,
                              const ucr_options *options, size_t offset)
{
    called result = call(function, 600, source, options);
    assert_string_equal(ucr_code_name(result.code), "UCR_E_PATH");
    assert_fault(&result.err, UCR_E_PATH, offset, "");
    assert_int_equal(result.len, 0);
    free(result.room);
}

static void expect_every_capacity(path_function function, ucr_str source,
                                  ucr_str expected)
{
    for (size_t cap = 0; cap <= expected.len + 1; cap++) {
        called result = call(function, cap, source, NULL);
        assert_int_equal(result.len, expected.len);
        if (cap < expected.len) {
            assert_fault(&result.err, UCR_E_SPACE, 0, "");
            assert_int_equal(result.code, UCR_E_SPACE);
        } else {
            assert_int_equal(result.code, UCR_OK);
            assert_memory_equal(result.room, expected.ptr, expected.len);
        }
        free(result.room);
    }
}

/* prefix + id + suffix, in a buffer that the next call overwrites. */
static ucr_str target_with(ucr_str id)
{
    static char target[2048];
    size_t suffix = sizeof(SUFFIX) - 1;
    assert_true(PREFIX_SIZE + id.len + suffix <= sizeof(target));
    memcpy(target, PREFIX, PREFIX_SIZE);
    memcpy(target + PREFIX_SIZE, id.ptr, id.len);
    memcpy(target + PREFIX_SIZE + id.len, SUFFIX, suffix);
    return (ucr_str){target, PREFIX_SIZE + id.len + suffix};
}

/* `count` times the same piece, in a buffer that the next call overwrites. */
static ucr_str repeated(const char *piece, size_t count)
{
    static char text[1024];
    size_t len = strlen(piece);
    assert_true(len * count <= sizeof(text));
    for (size_t i = 0; i < count; i++) {
        memcpy(text + i * len, piece, len);
    }
    return (ucr_str){text, len * count};
}

static void expect_written(ucr_str id, const ucr_options *options)
{
    ucr_str target = target_with(id);
    expect_result(ucr_write_path, id, options, target);
}

static void expect_unwritten(ucr_str id, const ucr_options *options,
                             size_t offset)
{
    expect_path_fault(ucr_write_path, id, options, offset);
}

static void expect_read(ucr_str spelled, const ucr_options *options, ucr_str id)
{
    expect_result(ucr_read_path, target_with(spelled), options, id);
}

/* The offset counts from the first byte of the id as it is spelled. */
static void expect_unread(ucr_str spelled, const ucr_options *options,
                          size_t offset)
{
    expect_path_fault(ucr_read_path, target_with(spelled), options,
                      PREFIX_SIZE + offset);
}

static void expect_target(const char *target, const char *id)
{
    for (size_t i = 0; i < COUNT_OF(profiles); i++) {
        expect_result(ucr_read_path, ucr_str_of(target), profiles[i],
                      ucr_str_of(id));
    }
}

static void expect_no_target(ucr_str target, size_t offset)
{
    for (size_t i = 0; i < COUNT_OF(profiles); i++) {
        expect_path_fault(ucr_read_path, target, profiles[i], offset);
    }
}

static bool is_alnum(int c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') ||
           (c >= 'a' && c <= 'z');
}

static bool is_one_of(int c, const char *set)
{
    return c != '\0' && strchr(set, c) != NULL;
}

static bool is_visible(int c)
{
    return c >= 0x21 && c <= 0x7E;
}

/* ---- The constants ---------------------------------------------------------
 */

static void test_constants_are_those_of_the_operation(void **state)
{
    (void)state;
    assert_string_equal(UCR_METHOD, "POST");
    assert_string_equal(UCR_PATH_PREFIX, PREFIX);
    assert_string_equal(UCR_PATH_SUFFIX, SUFFIX);
    assert_string_equal(UCR_HEADER_TOKEN, "X-Auth-Token");
    assert_string_equal(UCR_MEDIA_TYPE, "application/json");
    assert_string_equal(UCR_PERMISSION, "sms:server:updateCommandResult");
    assert_int_equal(UCR_MAX_SERVER_ID, 255);
    assert_int_equal(UCR_MAX_SERVER_ID_STRICT, 36);
    assert_int_equal(UCR_MAX_TOKEN, 16384);
}

/* ---- Writing a path --------------------------------------------------------
 */

static void test_write_path_puts_the_id_between_the_fixed_parts(void **state)
{
    (void)state;
    static const char *const ids[] = {
        "ef3a4a4c-6b3c-4e0c-9b6c-2f7d9a1bxxxx",
        "0123456789abcdef0123456789abcdef",
        "a",
        "~",
        "-_.~",
        "...",
        "..a",
        ".a",
        "a.",
    };
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        expect_written(ucr_str_of(ids[i]), NULL);
        expect_written(ucr_str_of(ids[i]), &strict);
    }
}

static void test_write_path_takes_unreserved_bytes_alone(void **state)
{
    (void)state;
    static const size_t places[] = {0, 1, 3, 5};
    for (int c = 0; c < 256; c++) {
        for (size_t i = 0; i < COUNT_OF(places); i++) {
            char id[] = {'a', 'b', 'c', 'd', 'e', 'f'};
            id[places[i]] = (char)c;
            ucr_str str = {id, sizeof(id)};
            if (is_alnum(c) || is_one_of(c, "-._~")) {
                expect_written(str, NULL);
            } else {
                expect_unwritten(str, NULL, places[i]);
            }
        }
    }
}

static void test_write_path_points_at_the_first_wrong_byte(void **state)
{
    (void)state;
    expect_unwritten((ucr_str)UCR_STR("ab/c d"), NULL, 2);
    expect_unwritten((ucr_str)UCR_STR("%7Bserver_id%7D"), NULL, 0);
    expect_unwritten((ucr_str)UCR_STR("id\r\nX: y"), NULL, 2);
    expect_unwritten((ucr_str)UCR_STR("id?x=1"), NULL, 2);
    expect_unwritten((ucr_str)UCR_STR("\xC3\xA9"), NULL, 0);
}

static void test_write_path_refuses_an_id_wrong_as_a_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(profiles); i++) {
        expect_unwritten((ucr_str)UCR_STR(""), profiles[i], 0);
        expect_unwritten((ucr_str)UCR_STR("."), profiles[i], 0);
        expect_unwritten((ucr_str)UCR_STR(".."), profiles[i], 0);
    }
}

static void test_write_path_refuses_an_id_without_bytes(void **state)
{
    (void)state;
    char room[64];
    size_t len = 77;
    ucr_error err;
    assert_int_equal(
        ucr_write_path(room, sizeof(room), &len, nothing, NULL, &err),
        UCR_E_PATH);
    assert_fault(&err, UCR_E_PATH, 0, "");
    assert_int_equal(len, 0);
}

static void test_write_path_holds_the_length_of_the_profile(void **state)
{
    (void)state;
    expect_written(repeated("a", 36), &strict);
    expect_unwritten(repeated("a", 37), &strict, 0);
    expect_written(repeated("a", 37), NULL);
    expect_written(repeated("a", 255), NULL);
    expect_unwritten(repeated("a", 256), NULL, 0);
    expect_unwritten(repeated("a", 1000), NULL, 0);
}

static void test_write_path_at_every_capacity(void **state)
{
    (void)state;
    expect_every_capacity(ucr_write_path, (ucr_str)UCR_STR("7b-4"),
                          (ucr_str)UCR_STR(PREFIX "7b-4" SUFFIX));
}

static void test_write_path_measures_without_a_buffer(void **state)
{
    (void)state;
    size_t len = 77;
    assert_int_equal(
        ucr_write_path(NULL, 0, &len, ucr_str_of("7b-4"), NULL, NULL),
        UCR_E_SPACE);
    assert_int_equal(len, strlen(PREFIX "7b-4" SUFFIX));
}

static void test_write_path_judges_the_id_before_the_room(void **state)
{
    (void)state;
    size_t len = 77;
    ucr_error err;
    assert_int_equal(
        ucr_write_path(NULL, 0, &len, ucr_str_of("a/b"), NULL, &err),
        UCR_E_PATH);
    assert_fault(&err, UCR_E_PATH, 1, "");
    assert_int_equal(len, 0);
}

/* ---- Reading a path --------------------------------------------------------
 */

static void test_read_path_gives_the_id(void **state)
{
    (void)state;
    expect_target(PREFIX "ef3a4a4c-6b3c-4e0c-9b6c-2f7d9a1bxxxx" SUFFIX,
                  "ef3a4a4c-6b3c-4e0c-9b6c-2f7d9a1bxxxx");
    expect_target(PREFIX "a" SUFFIX, "a");
    expect_target(PREFIX "..." SUFFIX, "...");
    expect_target(PREFIX ".a" SUFFIX, ".a");
    expect_target(PREFIX "command_result" SUFFIX, "command_result");
}

static void test_read_path_takes_every_visible_byte_but_a_few(void **state)
{
    (void)state;
    for (int c = 0; c < 256; c++) {
        for (size_t at = 0; at < 3; at++) {
            char id[] = {'x', 'y', 'z'};
            id[at] = (char)c;
            ucr_str str = {id, sizeof(id)};
            if (c == '/') {
                continue;
            }
            if (is_visible(c) && !is_one_of(c, "{}?#%")) {
                expect_read(str, NULL, str);
            } else {
                expect_unread(str, NULL, at);
            }
        }
    }
}

static void test_read_path_undoes_percent_encoding(void **state)
{
    (void)state;
    static const struct {
        ucr_str spelled, id;
    } cases[] = {
        {UCR_STR("%41"), UCR_STR("A")},
        {UCR_STR("%7e%7E"), UCR_STR("~~")},
        {UCR_STR("a%2db"), UCR_STR("a-b")},
        {UCR_STR("%c3%A9"), UCR_STR("\xC3\xA9")},
        {UCR_STR("%E8%bF%81"), UCR_STR("\xE8\xBF\x81")},
        {UCR_STR("%F0%9F%98%80"), UCR_STR("\xF0\x9F\x98\x80")},
        {UCR_STR("%20"), UCR_STR(" ")},
        {UCR_STR("a%3Fb%23c"), UCR_STR("a?b#c")},
        {UCR_STR("%5C%22"), UCR_STR("\\\"")},
        {UCR_STR("a+b"), UCR_STR("a+b")},
        {UCR_STR("%2E%2E%2E"), UCR_STR("...")},
        {UCR_STR("%2ea"), UCR_STR(".a")},
        {UCR_STR("%C2%A0"), UCR_STR("\xC2\xA0")},
        {UCR_STR("%E2%80%A8"), UCR_STR("\xE2\x80\xA8")},
        {UCR_STR("%EF%BF%BD"), UCR_STR("\xEF\xBF\xBD")},
        {UCR_STR("%F4%8F%BF%BF"), UCR_STR("\xF4\x8F\xBF\xBF")},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        expect_read(cases[i].spelled, NULL, cases[i].id);
        expect_read(cases[i].spelled, &strict, cases[i].id);
    }
}

static void test_read_path_undoes_percent_encoding_once(void **state)
{
    (void)state;
    expect_read((ucr_str)UCR_STR("%25"), NULL, (ucr_str)UCR_STR("%"));
    expect_read((ucr_str)UCR_STR("%2541"), NULL, (ucr_str)UCR_STR("%41"));
    expect_read((ucr_str)UCR_STR("%252F"), NULL, (ucr_str)UCR_STR("%2F"));
    expect_read((ucr_str)UCR_STR("%25%34%31"), NULL, (ucr_str)UCR_STR("%41"));
    expect_read((ucr_str)UCR_STR("%252e"), NULL, (ucr_str)UCR_STR("%2e"));
}

static bool is_refused_code(int c)
{
    return c < 0x20 || c >= 0x7F || is_one_of(c, "/{}.");
}

static void test_read_path_reads_every_triplet(void **state)
{
    (void)state;
    static const char digits[2][17] = {"0123456789abcdef", "0123456789ABCDEF"};
    for (int c = 0; c < 256; c++) {
        for (int spelling = 0; spelling < 4; spelling++) {
            char id = (char)c;
            char spelled[] = {'%', digits[spelling & 1][c >> 4],
                              digits[spelling >> 1][c & 15]};
            ucr_str str = {spelled, sizeof(spelled)};
            /* Alone, a dot is refused too. */
            if (is_refused_code(c)) {
                expect_unread(str, NULL, 0);
            } else {
                expect_read(str, NULL, (ucr_str){&id, 1});
            }
        }
    }
}

static void test_read_path_refuses_every_bad_triplet(void **state)
{
    (void)state;
    for (int c = 0x21; c < 0x7F; c++) {
        char first[] = {'x', '%', (char)c, '1'};
        char second[] = {'x', '%', '4', (char)c};
        bool hex = is_one_of(c, "0123456789abcdefABCDEF");
        if (!hex) {
            expect_unread((ucr_str){first, sizeof(first)}, NULL, 1);
            expect_unread((ucr_str){second, sizeof(second)}, NULL, 1);
        }
    }
    expect_unread((ucr_str)UCR_STR("%"), NULL, 0);
    expect_unread((ucr_str)UCR_STR("a%4"), NULL, 1);
    expect_unread((ucr_str)UCR_STR("%%41"), NULL, 0);
    expect_unread((ucr_str)UCR_STR("%u0041"), NULL, 0);
}

static void test_read_path_ends_inside_a_triplet(void **state)
{
    (void)state;
    /* What is there could still become a triplet. */
    expect_no_target((ucr_str)UCR_STR(PREFIX "a%"), PREFIX_SIZE + 2);
    expect_no_target((ucr_str)UCR_STR(PREFIX "a%4"), PREFIX_SIZE + 3);
}

static void test_read_path_points_at_the_first_of_several_faults(void **state)
{
    (void)state;
    expect_no_target((ucr_str)UCR_STR("/v2/sources/a b" SUFFIX), 2);
    expect_no_target((ucr_str)UCR_STR(PREFIX "a%zz/command_resulT"), 13);
    expect_no_target((ucr_str)UCR_STR(PREFIX "a{b/c"), 13);
    expect_no_target((ucr_str)UCR_STR(PREFIX "a%00b" SUFFIX "/"), 13);
    expect_no_target((ucr_str)UCR_STR(PREFIX "a" SUFFIX "/ "), 28);
    expect_no_target((ucr_str)UCR_STR(PREFIX "a\x01%zz" SUFFIX), 13);
    expect_no_target((ucr_str)UCR_STR(PREFIX "%zz" SUFFIX "?\x01"), 12);
    expect_no_target((ucr_str)UCR_STR(PREFIX "%7B%zz" SUFFIX), 15);
    expect_no_target((ucr_str)UCR_STR(PREFIX "%7B" SUFFIX "?a b"), 12);
    expect_no_target((ucr_str)UCR_STR(PREFIX "{a" SUFFIX "\x80"), 12);
    expect_no_target((ucr_str)UCR_STR(PREFIX "../command_resulT"), 12);
}

static void test_read_path_refuses_what_an_id_may_not_hold(void **state)
{
    (void)state;
    static const struct {
        ucr_str spelled;
        size_t offset;
    } cases[] = {
        {UCR_STR("a%2Fb"), 1},
        {UCR_STR("a%2fb"), 1},
        {UCR_STR("%7Bserver_id%7D"), 0},
        {UCR_STR("a%7d"), 1},
        {UCR_STR("a{b"), 1},
        {UCR_STR("a}b"), 1},
        {UCR_STR("a%00"), 1},
        {UCR_STR("ab%0d%0aX"), 2},
        {UCR_STR("%1F"), 0},
        {UCR_STR("a%7F"), 1},
        {UCR_STR("a%C2%80"), 1},
        {UCR_STR("a%C2%9F"), 1},
        {UCR_STR("a%c2%85b"), 1},
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        expect_unread(cases[i].spelled, NULL, cases[i].offset);
        expect_unread(cases[i].spelled, &strict, cases[i].offset);
    }
}

static void test_read_path_refuses_invalid_utf8(void **state)
{
    (void)state;
    static const char *const sequences[] = {
        "%FF",          "%80",          "%C3",          "%C3x",
        "%C3%C3",       "%C0%AF",       "%C1%BF",       "%E0%80%AF",
        "%E0%9F%BF",    "%ED%A0%80",    "%E4%BD",       "%E4%BDx",
        "%F0%80%80%AF", "%F0%8F%BF%BF", "%F4%90%80%80", "%F5%80%80%80",
        "%F0%9F%98",    "%F0%9F%98%2F", "%E4%2F%80",
    };
    for (size_t i = 0; i < COUNT_OF(sequences); i++) {
        expect_unread(ucr_str_of(sequences[i]), NULL, 0);
        char later[32] = "a%C3%A9";
        strcat(later, sequences[i]);
        expect_unread(ucr_str_of(later), NULL, 7);
    }
}

static void test_read_path_refuses_an_id_wrong_as_a_whole(void **state)
{
    (void)state;
    static const char *const ids[] = {"",     ".",    "..",    "%2E",
                                      "%2e.", ".%2E", "%2e%2E"};
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        expect_unread(ucr_str_of(ids[i]), NULL, 0);
        expect_unread(ucr_str_of(ids[i]), &strict, 0);
    }
}

static void test_read_path_counts_decoded_bytes(void **state)
{
    (void)state;
    static char plain[256];
    memset(plain, 'A', sizeof(plain));
    static const char *const spellings[] = {"A", "%41"};
    for (size_t i = 0; i < COUNT_OF(spellings); i++) {
        const char *spelled = spellings[i];
        expect_read(repeated(spelled, 36), &strict, (ucr_str){plain, 36});
        expect_unread(repeated(spelled, 37), &strict, 0);
        expect_read(repeated(spelled, 37), NULL, (ucr_str){plain, 37});
        expect_read(repeated(spelled, 255), NULL, (ucr_str){plain, 255});
        expect_unread(repeated(spelled, 256), NULL, 0);
    }
    /* 85 characters of three bytes are 255 bytes. */
    ucr_str spelled = repeated("%E8%BF%81", 85);
    called result = call(ucr_read_path, 255, target_with(spelled), NULL);
    assert_int_equal(result.code, UCR_OK);
    assert_int_equal(result.len, 255);
    free(result.room);
    expect_unread(repeated("%E8%BF%81", 86), NULL, 0);
}

static void test_read_path_takes_any_visible_query(void **state)
{
    (void)state;
    static const char *const queries[] = {"?",
                                          "?x=1",
                                          "??",
                                          "?/../x/",
                                          "?%zz%",
                                          "?%2F%00",
                                          "?{}[]|\\\"<>`",
                                          "?a/command_result",
                                          "?http://a/b",
                                          "?a=b&c=~!"};
    for (size_t i = 0; i < COUNT_OF(queries); i++) {
        char target[128] = PREFIX "7b" SUFFIX;
        strcat(target, queries[i]);
        expect_target(target, "7b");
    }
}

static void test_read_path_judges_every_byte_of_a_query(void **state)
{
    (void)state;
    static const char start[] = PREFIX "7b" SUFFIX "?a";
    for (int c = 0; c < 256; c++) {
        char target[sizeof(start) + 1];
        size_t at = sizeof(start) - 1;
        memcpy(target, start, at);
        target[at] = (char)c;
        target[at + 1] = 'z';
        ucr_str str = {target, at + 2};
        if (is_visible(c) && c != '#') {
            expect_result(ucr_read_path, str, NULL, (ucr_str)UCR_STR("7b"));
        } else {
            expect_no_target(str, at);
        }
    }
}

static void test_read_path_refuses_bytes_that_no_target_has(void **state)
{
    (void)state;
    static const char whole[] = PREFIX "7b" SUFFIX "?q";
    static const unsigned char bytes[] = {0x00, 0x09, 0x0A, 0x0D, 0x1F, 0x20,
                                          0x7F, 0x80, 0xA0, 0xC3, 0xFF};
    for (size_t at = 0; at < sizeof(whole) - 1; at++) {
        for (size_t i = 0; i < COUNT_OF(bytes); i++) {
            char target[sizeof(whole)];
            memcpy(target, whole, sizeof(whole));
            target[at] = (char)bytes[i];
            expect_no_target((ucr_str){target, sizeof(whole) - 1}, at);
        }
    }
}

static void test_read_path_refuses_bytes_after_a_target(void **state)
{
    (void)state;
    expect_no_target((ucr_str)UCR_STR(PREFIX "7b" SUFFIX " "), 29);
    expect_no_target((ucr_str)UCR_STR(PREFIX "7b" SUFFIX "\0"), 29);
    expect_no_target((ucr_str)UCR_STR(PREFIX "7b" SUFFIX " HTTP/1.1"), 29);
    expect_no_target((ucr_str)UCR_STR(" " PREFIX "7b" SUFFIX), 0);
}

static void test_read_path_refuses_a_fragment(void **state)
{
    (void)state;
    expect_no_target((ucr_str)UCR_STR(PREFIX "7b" SUFFIX "#"), 29);
    expect_no_target((ucr_str)UCR_STR(PREFIX "7b" SUFFIX "#a?b"), 29);
    expect_no_target((ucr_str)UCR_STR(PREFIX "7b" SUFFIX "?q#a"), 31);
    expect_no_target((ucr_str)UCR_STR(PREFIX "7#b" SUFFIX), 13);
}

static void test_read_path_refuses_other_forms(void **state)
{
    (void)state;
    expect_no_target((ucr_str)UCR_STR("http://host" PREFIX "7b" SUFFIX), 0);
    expect_no_target((ucr_str)UCR_STR("https://h" PREFIX "7b" SUFFIX), 0);
    expect_no_target((ucr_str)UCR_STR("host:443"), 0);
    expect_no_target((ucr_str)UCR_STR("*"), 0);
    expect_no_target((ucr_str)UCR_STR("//host" PREFIX "7b" SUFFIX), 1);
    expect_no_target((ucr_str)UCR_STR("v3/sources/7b" SUFFIX), 0);
}

static void test_read_path_takes_the_fixed_parts_byte_for_byte(void **state)
{
    (void)state;
    static const char whole[] = PREFIX "7b" SUFFIX;
    for (size_t at = 0; at < sizeof(whole) - 1; at++) {
        char target[sizeof(whole)];
        memcpy(target, whole, sizeof(whole));
        if (at == PREFIX_SIZE || at == PREFIX_SIZE + 1 ||
            at == PREFIX_SIZE + 2) {
            continue;
        }
        target[at] = target[at] == '/' ? '\\' : (char)(target[at] ^ 0x20);
        expect_no_target((ucr_str){target, sizeof(whole) - 1}, at);
    }
    expect_no_target((ucr_str)UCR_STR("/%763/sources/7b" SUFFIX), 1);
    expect_no_target((ucr_str)UCR_STR(PREFIX "7b/command%5Fresult"), 22);
    expect_no_target((ucr_str)UCR_STR("/v3//sources/7b" SUFFIX), 4);
    expect_no_target((ucr_str)UCR_STR("/v2/sources/7b" SUFFIX), 2);
}

static void test_read_path_refuses_what_follows_the_suffix(void **state)
{
    (void)state;
    expect_no_target((ucr_str)UCR_STR(PREFIX "7b" SUFFIX "/"), 29);
    expect_no_target((ucr_str)UCR_STR(PREFIX "7b" SUFFIX "/?q"), 29);
    expect_no_target((ucr_str)UCR_STR(PREFIX "7b" SUFFIX "s"), 29);
    expect_no_target((ucr_str)UCR_STR(PREFIX "7b" SUFFIX ";v=1"), 29);
    expect_no_target((ucr_str)UCR_STR(PREFIX "7b" SUFFIX "%20"), 29);
    expect_no_target((ucr_str)UCR_STR(PREFIX "7b" SUFFIX SUFFIX), 29);
}

static void test_read_path_refuses_more_segments(void **state)
{
    (void)state;
    /* `/v3/sources/a/` could still become a target. */
    expect_no_target((ucr_str)UCR_STR(PREFIX "a/b" SUFFIX), 14);
    expect_no_target((ucr_str)UCR_STR(PREFIX "a/" SUFFIX), 14);
    expect_no_target((ucr_str)UCR_STR(PREFIX SUFFIX), PREFIX_SIZE);
    expect_no_target((ucr_str)UCR_STR(PREFIX SUFFIX "?q"), PREFIX_SIZE);
    expect_no_target((ucr_str)UCR_STR(PREFIX "/a" SUFFIX), PREFIX_SIZE);
    expect_no_target((ucr_str)UCR_STR(PREFIX "../" SUFFIX), PREFIX_SIZE);
}

static void test_read_path_cut_anywhere_is_refused(void **state)
{
    (void)state;
    static const char whole[] = PREFIX "7b" SUFFIX;
    for (size_t len = 0; len < sizeof(whole) - 1; len++) {
        expect_no_target((ucr_str){whole, len}, len);
    }
}

static void test_read_path_refuses_a_target_without_bytes(void **state)
{
    (void)state;
    char room[8];
    size_t len = 77;
    ucr_error err;
    assert_int_equal(
        ucr_read_path(room, sizeof(room), &len, nothing, NULL, &err),
        UCR_E_PATH);
    assert_fault(&err, UCR_E_PATH, 0, "");
    assert_int_equal(len, 0);
}

static void test_read_path_at_every_capacity(void **state)
{
    (void)state;
    expect_every_capacity(ucr_read_path,
                          (ucr_str)UCR_STR(PREFIX "7b%2D%C3%A9" SUFFIX "?q"),
                          (ucr_str)UCR_STR("7b-\xC3\xA9"));
    size_t len = 77;
    assert_int_equal(ucr_read_path(NULL, 0, &len,
                                   ucr_str_of(PREFIX "7b" SUFFIX), NULL, NULL),
                     UCR_E_SPACE);
    assert_int_equal(len, 2);
}

static void test_read_path_judges_the_target_before_the_room(void **state)
{
    (void)state;
    static const char *const targets[] = {
        PREFIX "abc" SUFFIX "/", PREFIX "abc%00" SUFFIX, PREFIX "abc",
        PREFIX "abc" SUFFIX "?\x7F", PREFIX ".." SUFFIX};
    for (size_t i = 0; i < COUNT_OF(targets); i++) {
        size_t len = 77;
        assert_int_equal(
            ucr_read_path(NULL, 0, &len, ucr_str_of(targets[i]), NULL, NULL),
            UCR_E_PATH);
        assert_int_equal(len, 0);
    }
}

static void test_read_path_gives_back_what_was_written(void **state)
{
    (void)state;
    static const char *const ids[] = {"a", "...", "-_.~", "7b-4_F.g~"};
    for (size_t i = 0; i < COUNT_OF(ids); i++) {
        char target[128];
        char id[16];
        size_t len;
        ucr_str str = ucr_str_of(ids[i]);
        assert_int_equal(
            ucr_write_path(target, sizeof(target), &len, str, NULL, NULL),
            UCR_OK);
        assert_int_equal(ucr_read_path(id, sizeof(id), &len,
                                       (ucr_str){target, len}, NULL, NULL),
                         UCR_OK);
        assert_int_equal(len, str.len);
        assert_memory_equal(id, str.ptr, len);
    }
}

static void expect_path_argument(path_function function, char *buf, size_t cap,
                                 size_t *len, ucr_str source,
                                 const ucr_options *options)
{
    ucr_error err;
    memset(&err, 0x33, sizeof(err));
    assert_int_equal(function(buf, cap, len, source, options, &err),
                     UCR_E_ARGUMENT);
    assert_fault(&err, UCR_E_ARGUMENT, 0, "");
    if (len != NULL) {
        assert_int_equal(*len, 0);
    }
}

static void test_paths_refuse_wrong_arguments(void **state)
{
    (void)state;
    static const path_function functions[] = {ucr_write_path, ucr_read_path};
    static const ucr_str sources[] = {UCR_STR("7b"),
                                      UCR_STR(PREFIX "7b" SUFFIX)};
    static const ucr_options deep = {0, UCR_MAX_DEPTH + 1, 0, UCR_INTEROP};
    ucr_options odd = {0, 0, 0, (ucr_profile)2};
    for (size_t i = 0; i < COUNT_OF(functions); i++) {
        char buf[64];
        size_t len = 77;
        path_function function = functions[i];
        ucr_str good = sources[i];
        expect_path_argument(function, buf, sizeof(buf), NULL, good, NULL);
        expect_path_argument(function, NULL, 1, &len, good, NULL);
        expect_path_argument(function, buf, sizeof(buf), &len, nowhere, NULL);
        expect_path_argument(function, buf, sizeof(buf), &len, good, &odd);
        expect_path_argument(function, buf, sizeof(buf), &len, good, &deep);
    }
}

/* ---- Token and content type ------------------------------------------------
 */

typedef ucr_code (*check_function)(ucr_str value, ucr_error *err);

static void expect_taken(check_function check, ucr_str value)
{
    ucr_error err;
    memset(&err, 0x33, sizeof(err));
    ucr_str exact = block(value.ptr, value.len);
    assert_string_equal(ucr_code_name(check(exact, &err)), "UCR_OK");
    assert_zero(&err, sizeof(err));
    assert_int_equal(check(exact, NULL), UCR_OK);
    block_free(exact);
}

static void expect_not_taken(check_function check, ucr_str value, ucr_code code,
                             size_t offset)
{
    ucr_error err;
    memset(&err, 0x33, sizeof(err));
    ucr_str exact = block(value.ptr, value.len);
    assert_string_equal(ucr_code_name(check(exact, &err)), ucr_code_name(code));
    assert_fault(&err, code, offset, "");
    assert_int_equal(check(exact, NULL), code);
    block_free(exact);
}

static void test_token_takes_visible_bytes_alone(void **state)
{
    (void)state;
    static const size_t places[] = {0, 1, 7, 15, 16, 30, 39};
    for (int c = 0; c < 256; c++) {
        for (size_t i = 0; i < COUNT_OF(places); i++) {
            char token[40];
            memset(token, 'T', sizeof(token));
            token[places[i]] = (char)c;
            ucr_str str = {token, sizeof(token)};
            if (is_visible(c)) {
                expect_taken(ucr_check_token, str);
            } else {
                expect_not_taken(ucr_check_token, str, UCR_E_TOKEN, places[i]);
            }
        }
    }
}

static void test_token_of_one_byte_is_judged_alike(void **state)
{
    (void)state;
    for (int c = 0; c < 256; c++) {
        char byte = (char)c;
        if (is_visible(c)) {
            expect_taken(ucr_check_token, (ucr_str){&byte, 1});
        } else {
            expect_not_taken(ucr_check_token, (ucr_str){&byte, 1}, UCR_E_TOKEN,
                             0);
        }
    }
}

static void test_token_points_at_the_first_wrong_byte(void **state)
{
    (void)state;
    expect_not_taken(ucr_check_token, (ucr_str)UCR_STR("ab\r\nX-Evil: 1"),
                     UCR_E_TOKEN, 2);
    expect_not_taken(ucr_check_token, (ucr_str)UCR_STR("a b\n"), UCR_E_TOKEN,
                     1);
    expect_not_taken(ucr_check_token, (ucr_str)UCR_STR("\xC3\xA9"), UCR_E_TOKEN,
                     0);
    expect_not_taken(ucr_check_token, (ucr_str)UCR_STR("abc\0"), UCR_E_TOKEN,
                     3);
}

static void test_token_must_not_be_empty(void **state)
{
    (void)state;
    ucr_error err;
    expect_not_taken(ucr_check_token, (ucr_str)UCR_STR(""), UCR_E_TOKEN, 0);
    assert_int_equal(ucr_check_token(nothing, &err), UCR_E_TOKEN);
    assert_fault(&err, UCR_E_TOKEN, 0, "");
}

static void test_token_holds_the_documented_length(void **state)
{
    (void)state;
    static char token[UCR_MAX_TOKEN + 1];
    memset(token, 'T', sizeof(token));
    expect_taken(ucr_check_token, (ucr_str){token, UCR_MAX_TOKEN - 1});
    expect_taken(ucr_check_token, (ucr_str){token, UCR_MAX_TOKEN});
    expect_not_taken(ucr_check_token, (ucr_str){token, UCR_MAX_TOKEN + 1},
                     UCR_E_TOKEN, UCR_MAX_TOKEN);
    token[0] = ' ';
    expect_not_taken(ucr_check_token, (ucr_str){token, UCR_MAX_TOKEN + 1},
                     UCR_E_TOKEN, UCR_MAX_TOKEN);
    token[0] = 'a';
    token[UCR_MAX_TOKEN - 1] = ' ';
    expect_not_taken(ucr_check_token, (ucr_str){token, UCR_MAX_TOKEN},
                     UCR_E_TOKEN, UCR_MAX_TOKEN - 1);
}

static void test_checks_refuse_bytes_that_are_nowhere(void **state)
{
    (void)state;
    ucr_error err;
    assert_int_equal(ucr_check_token(nowhere, &err), UCR_E_ARGUMENT);
    assert_fault(&err, UCR_E_ARGUMENT, 0, "");
    assert_int_equal(ucr_check_content_type(nowhere, &err), UCR_E_ARGUMENT);
    assert_fault(&err, UCR_E_ARGUMENT, 0, "");
}

static void test_content_type_takes_json_in_utf8(void **state)
{
    (void)state;
    static const char *const values[] = {
        "application/json",
        "APPLICATION/JSON",
        "Application/Json",
        " application/json",
        "application/json\t",
        " \t application/json \t ",
        "application/json;charset=utf-8",
        "application/json; charset=utf-8",
        "application/json;charset=UTF-8",
        "application/json;CHARSET=Utf-8",
        "application/json ;charset=utf-8",
        "application/json \t;\t charset=utf-8",
        "\tapplication/json ; charset=utf-8 ",
        "application/json;charset=\"utf-8\"",
        "application/json; Charset=\"UTF-8\" \t",
    };
    for (size_t i = 0; i < COUNT_OF(values); i++) {
        expect_taken(ucr_check_content_type, ucr_str_of(values[i]));
    }
}

typedef struct refusal {
    ucr_str value;
    size_t offset;
} refusal;

static void expect_no_content_types(const refusal *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        expect_not_taken(ucr_check_content_type, cases[i].value,
                         UCR_E_CONTENT_TYPE, cases[i].offset);
    }
}

static void test_content_type_refuses_other_media_types(void **state)
{
    (void)state;
    static const refusal cases[] = {
        {UCR_STR(""), 0},
        {UCR_STR("  \t"), 3},
        {UCR_STR("text/json"), 0},
        {UCR_STR("*/*"), 0},
        {UCR_STR("application"), 11},
        {UCR_STR("application/"), 12},
        {UCR_STR("application/xml"), 12},
        {UCR_STR("application/jso"), 15},
        {UCR_STR("application/jsonp"), 16},
        {UCR_STR("application/json+x"), 16},
        {UCR_STR("application/json-patch+json"), 16},
        {UCR_STR("application /json"), 11},
        {UCR_STR("application/ json"), 12},
        {UCR_STR("application/json, application/json"), 16},
        {UCR_STR("application/json x"), 17},
        {UCR_STR("application/json charset=utf-8"), 17},
        {UCR_STR("application/json\r\n"), 16},
        {UCR_STR("application/json\n charset=utf-8"), 16},
        {UCR_STR("application/json\0"), 16},
        {UCR_STR("application/json\v"), 16},
        {UCR_STR("application/json\xC2\xA0"), 16},
        {UCR_STR("\xEF\xBB\xBF"
                 "application/json"),
         0},
    };
    expect_no_content_types(cases, COUNT_OF(cases));
}

static void test_content_type_refuses_other_parameters(void **state)
{
    (void)state;
    static const refusal cases[] = {
        {UCR_STR("application/json;"), 17},
        {UCR_STR("application/json; "), 18},
        {UCR_STR("application/json;;charset=utf-8"), 17},
        {UCR_STR("application/json;version=1"), 17},
        {UCR_STR("application/json;charsets=utf-8"), 24},
        {UCR_STR("application/json;charset"), 24},
        {UCR_STR("application/json;charset="), 25},
        {UCR_STR("application/json;charset =utf-8"), 24},
        {UCR_STR("application/json;charset= utf-8"), 25},
        {UCR_STR("application/json;charset:utf-8"), 24},
        {UCR_STR("application/json;charset=utf8"), 28},
        {UCR_STR("application/json;charset=utf-16"), 29},
        {UCR_STR("application/json;charset=utf-88"), 30},
        {UCR_STR("application/json;charset=utf-"), 29},
        {UCR_STR("application/json;charset=latin1"), 25},
        {UCR_STR("application/json;charset='utf-8'"), 25},
        {UCR_STR("application/json;charset=\"\""), 26},
        {UCR_STR("application/json;charset=\"utf-8"), 31},
        {UCR_STR("application/json;charset=utf-8\""), 30},
        {UCR_STR("application/json;charset=\" utf-8\""), 26},
        {UCR_STR("application/json;charset=\"utf-8 \""), 31},
        {UCR_STR("application/json;charset=\"utf\\-8\""), 29},
        {UCR_STR("application/json;charset=\"\\utf-8\""), 26},
        {UCR_STR("application/json;charset=\"utf-8\"\""), 32},
        {UCR_STR("application/json;charset=utf-8;"), 30},
        {UCR_STR("application/json;charset=utf-8 ;"), 31},
        {UCR_STR("application/json;charset=utf-8;charset=utf-8"), 30},
        {UCR_STR("application/json;charset=utf-8; q=1"), 30},
        {UCR_STR("application/json;charset=utf-8, x"), 30},
        {UCR_STR("application/json;charset=utf-8 x"), 31},
        {UCR_STR("application/json;charset=utf-8\r\nX: y"), 30},
    };
    expect_no_content_types(cases, COUNT_OF(cases));
}

static bool may_replace(char original, int c)
{
    if (original == ' ') {
        return c == ' ' || c == '\t';
    }
    if (original >= 'a' && original <= 'z') {
        return c == original || c == original - 'a' + 'A';
    }
    return c == original;
}

static void test_content_type_judges_every_byte_at_every_place(void **state)
{
    (void)state;
    static const char whole[] = " application/json ; charset=\"utf-8\" ";
    for (size_t at = 0; at < sizeof(whole) - 1; at++) {
        for (int c = 0; c < 256; c++) {
            char value[sizeof(whole)];
            memcpy(value, whole, sizeof(whole));
            value[at] = (char)c;
            ucr_str str = {value, sizeof(whole) - 1};
            ucr_error err;
            if (may_replace(whole[at], c)) {
                expect_taken(ucr_check_content_type, str);
            } else {
                assert_int_equal(ucr_check_content_type(str, &err),
                                 UCR_E_CONTENT_TYPE);
                assert_true(err.offset >= at);
            }
        }
    }
}

static void test_content_type_cut_anywhere_is_refused(void **state)
{
    (void)state;
    static const char whole[] = "application/json; charset=\"utf-8\"";
    for (size_t len = 0; len < sizeof(whole) - 1; len++) {
        ucr_str cut = {whole, len};
        if (len == strlen("application/json")) {
            expect_taken(ucr_check_content_type, cut);
        } else {
            expect_not_taken(ucr_check_content_type, cut, UCR_E_CONTENT_TYPE,
                             len);
        }
    }
}

static void test_content_type_without_bytes_is_refused(void **state)
{
    (void)state;
    ucr_error err;
    assert_int_equal(ucr_check_content_type(nothing, &err), UCR_E_CONTENT_TYPE);
    assert_fault(&err, UCR_E_CONTENT_TYPE, 0, "");
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_constants_are_those_of_the_operation),
        cmocka_unit_test(test_write_path_puts_the_id_between_the_fixed_parts),
        cmocka_unit_test(test_write_path_takes_unreserved_bytes_alone),
        cmocka_unit_test(test_write_path_points_at_the_first_wrong_byte),
        cmocka_unit_test(test_write_path_refuses_an_id_wrong_as_a_whole),
        cmocka_unit_test(test_write_path_refuses_an_id_without_bytes),
        cmocka_unit_test(test_write_path_holds_the_length_of_the_profile),
        cmocka_unit_test(test_write_path_at_every_capacity),
        cmocka_unit_test(test_write_path_measures_without_a_buffer),
        cmocka_unit_test(test_write_path_judges_the_id_before_the_room),
        cmocka_unit_test(test_read_path_gives_the_id),
        cmocka_unit_test(test_read_path_takes_every_visible_byte_but_a_few),
        cmocka_unit_test(test_read_path_undoes_percent_encoding),
        cmocka_unit_test(test_read_path_undoes_percent_encoding_once),
        cmocka_unit_test(test_read_path_reads_every_triplet),
        cmocka_unit_test(test_read_path_refuses_every_bad_triplet),
        cmocka_unit_test(test_read_path_ends_inside_a_triplet),
        cmocka_unit_test(test_read_path_points_at_the_first_of_several_faults),
        cmocka_unit_test(test_read_path_refuses_what_an_id_may_not_hold),
        cmocka_unit_test(test_read_path_refuses_invalid_utf8),
        cmocka_unit_test(test_read_path_refuses_an_id_wrong_as_a_whole),
        cmocka_unit_test(test_read_path_counts_decoded_bytes),
        cmocka_unit_test(test_read_path_takes_any_visible_query),
        cmocka_unit_test(test_read_path_judges_every_byte_of_a_query),
        cmocka_unit_test(test_read_path_refuses_bytes_that_no_target_has),
        cmocka_unit_test(test_read_path_refuses_bytes_after_a_target),
        cmocka_unit_test(test_read_path_refuses_a_fragment),
        cmocka_unit_test(test_read_path_refuses_other_forms),
        cmocka_unit_test(test_read_path_takes_the_fixed_parts_byte_for_byte),
        cmocka_unit_test(test_read_path_refuses_what_follows_the_suffix),
        cmocka_unit_test(test_read_path_refuses_more_segments),
        cmocka_unit_test(test_read_path_cut_anywhere_is_refused),
        cmocka_unit_test(test_read_path_refuses_a_target_without_bytes),
        cmocka_unit_test(test_read_path_at_every_capacity),
        cmocka_unit_test(test_read_path_judges_the_target_before_the_room),
        cmocka_unit_test(test_read_path_gives_back_what_was_written),
        cmocka_unit_test(test_paths_refuse_wrong_arguments),
        cmocka_unit_test(test_token_takes_visible_bytes_alone),
        cmocka_unit_test(test_token_of_one_byte_is_judged_alike),
        cmocka_unit_test(test_token_points_at_the_first_wrong_byte),
        cmocka_unit_test(test_token_must_not_be_empty),
        cmocka_unit_test(test_token_holds_the_documented_length),
        cmocka_unit_test(test_checks_refuse_bytes_that_are_nowhere),
        cmocka_unit_test(test_content_type_takes_json_in_utf8),
        cmocka_unit_test(test_content_type_refuses_other_media_types),
        cmocka_unit_test(test_content_type_refuses_other_parameters),
        cmocka_unit_test(test_content_type_judges_every_byte_at_every_place),
        cmocka_unit_test(test_content_type_cut_anywhere_is_refused),
        cmocka_unit_test(test_content_type_without_bytes_is_refused),
    };
    return cmocka_run_group_tests_name("endpoint", tests, NULL, NULL);
}
