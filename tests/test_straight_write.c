/* SPDX-License-Identifier: MIT */
/* Messages that are written straight through: verdict and bytes are those of
 * the general way, which judges where there is not room enough. */
#include "support.h"

#include <stdlib.h>
#include <string.h>

#include "bytes.h"

static const ucr_options strict = {.profile = UCR_STRICT};

static ucr_code encode(char *buf, size_t cap, size_t *len,
                       const ucr_request *request, const ucr_response *answer,
                       const ucr_options *options, ucr_error *err)
{
    return request != NULL
               ? ucr_encode_request(buf, cap, len, request, options, err)
               : ucr_encode_response(buf, cap, len, answer, options, err);
}

/* What is right is right in just the room that it takes, and the general way,
 * which has a byte less, begins alike. */
static void expect_bytes(const ucr_request *request, const ucr_response *answer,
                         const ucr_options *options, size_t size)
{
    size_t len;
    ucr_error err;
    char *exact = room_of(size);
    char *ample = room_of(size + 64);
    char *tight = room_of(size - 1);
    assert_int_equal(encode(exact, size, &len, request, answer, options, &err),
                     UCR_OK);
    assert_int_equal(len, size);
    assert_zero(&err, sizeof(err));
    assert_canaries(exact, size);
    assert_int_equal(
        encode(ample, size + 64, &len, request, answer, options, NULL), UCR_OK);
    assert_bytes(ample, len, (ucr_str){exact, size});
    assert_untouched(ample + size, 64);
    assert_int_equal(
        encode(tight, size - 1, &len, request, answer, options, NULL),
        UCR_E_SPACE);
    assert_memory_equal(tight, exact, size - 1);
    assert_int_equal(exact[size - 1], '}');
    assert_canaries(tight, size - 1);
    free(exact);
    free(ample);
    free(tight);
}

static void expect_same(const ucr_request *request, const ucr_response *answer,
                        const ucr_options *options)
{
    size_t size;
    size_t len;
    ucr_error general;
    ucr_error err;
    char *room = room_of(2048);
    const ucr_code code =
        encode(NULL, 0, &size, request, answer, options, &general);
    if (code == UCR_E_SPACE) {
        expect_bytes(request, answer, options, size);
    } else {
        assert_int_equal(
            encode(room, 2048, &len, request, answer, options, &err), code);
        assert_int_equal(len, 0);
        assert_memory_equal(&err, &general, sizeof(err));
        assert_canaries(room, 2048);
    }
    free(room);
}

static void expect_same_in_both(const ucr_request *request,
                                const ucr_response *answer)
{
    expect_same(request, answer, NULL);
    expect_same(request, answer, &strict);
}

/* ---- Texts -----------------------------------------------------------------
 */

static void expect_text(ucr_text text)
{
    const ucr_response answer = {.status = 404,
                                 .error_code = ucr_text_of("SMS.0001"),
                                 .error_msg = text};
    const ucr_request request = {.command = UCR_COMMAND_STOP,
                                 .result = UCR_RESULT_FAIL,
                                 .result_detail_text = text};
    expect_same_in_both(NULL, &answer);
    expect_same_in_both(&request, NULL);
}

/* One thing in each place of texts of each length, in a block of its size. */
static void expect_anywhere(const char *thing, bool escaped)
{
    const size_t size = strlen(thing);
    for (size_t len = size; len < 72; len++) {
        for (size_t at = 0; at + size <= len; at++) {
            char *bytes = block_room(len);
            memset(bytes, 'a', len);
            memcpy(bytes + at, thing, size);
            const ucr_str raw = {bytes, len};
            expect_text((ucr_text){raw, escaped});
            block_free(raw);
        }
    }
}

static void test_any_byte_at_any_place(void **state)
{
    (void)state;
    static const char *const things[] = {"",
                                         "\"",
                                         "\\",
                                         "\n",
                                         "\x01",
                                         "\x1F",
                                         "\x7F",
                                         "\x80",
                                         "\xC3",
                                         "\xC3\xA9",
                                         "\xFF",
                                         "\xE4\xB8\xAD",
                                         "\" \"",
                                         "\xED\xA0\x80",
                                         "\xF0\x9F\x98\x80",
                                         "\xC3\xA9\"\xE4\xB8\xAD"};
    for (size_t i = 0; i < COUNT_OF(things); i++) {
        expect_anywhere(things[i], false);
        expect_anywhere(things[i], true);
    }
}

static void test_escapes_at_any_place(void **state)
{
    (void)state;
    static const char *const things[] = {"\\n",  "\\u0000",        "\\ud800",
                                         "\\x",  "\\ud83d\\ude00", "\\udc00",
                                         "\\u00"};
    for (size_t i = 0; i < COUNT_OF(things); i++) {
        expect_anywhere(things[i], true);
    }
}

static void test_every_byte(void **state)
{
    (void)state;
    for (int byte = 0; byte < 256; byte++) {
        const char thing[] = {(char)byte, 'a'};
        for (size_t before = 0; before < 20; before++) {
            char *bytes = block_room(before + sizeof(thing));
            memset(bytes, 'a', before);
            memcpy(bytes + before, thing, sizeof(thing));
            const ucr_str raw = {bytes, before + sizeof(thing)};
            expect_text((ucr_text){raw, false});
            block_free(raw);
        }
    }
}

/* ---- UTF-8 -----------------------------------------------------------------
 */

static bool is_utf8(ucr_str text)
{
    const char *at = text.ptr;
    while (at < text.ptr + text.len) {
        const int length = ucr_utf8_length(at, text.ptr + text.len);
        if (length <= 0) {
            return false;
        }
        at += length;
    }
    return true;
}

/* An answer is written with the widest vectors there are, a request not. */
static void expect_utf8(ucr_str text)
{
    const ucr_response answer = {.status = 404,
                                 .error_code = ucr_text_of("SMS.0001"),
                                 .error_msg = {text, false}};
    const ucr_request request = {.command = UCR_COMMAND_STOP,
                                 .result = UCR_RESULT_FAIL,
                                 .result_detail_text = {text, false}};
    const ucr_code code = is_utf8(text) ? UCR_OK : UCR_E_UTF8;
    char room[512];
    size_t len;
    assert_int_equal(
        ucr_encode_response(room, sizeof(room), &len, &answer, NULL, NULL),
        code);
    assert_int_equal(
        ucr_encode_request(room, sizeof(room), &len, &request, NULL, NULL),
        code);
}

/* Every byte that bounds a range of RFC 3629 beside every other, wherever a
 * vector of any width may begin or end, among Chinese and among ASCII. */
static void expect_three(const unsigned char bytes[3], size_t place)
{
    static const char chinese[] = "\xE4\xB8\xAD";
    char *text = block_room(75);
    const ucr_str raw = {text, 75};
    /* Whole sequences before the place, and whole ones after the three. */
    for (size_t i = 0; i < raw.len; i++) {
        text[i] = chinese[(i + 3 - place % 3) % 3];
    }
    memset(text, 'a', place % 3);
    memset(text + 72 + place % 3, 'a', (3 - place % 3) % 3);
    for (size_t i = 0; i < 3; i++) {
        text[place + i] = (char)bytes[i];
    }
    expect_utf8(raw);
    expect_utf8((ucr_str){text, place + 3});
    memset(text, 'a', place);
    expect_utf8(raw);
    block_free(raw);
}

static void test_utf8(void **state)
{
    (void)state;
    static const unsigned char bounds[] = {
        0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2,
        0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF4, 0xF5, 0xFF};
    static const size_t places[] = {0,  1,  5,  6,  13, 14, 15, 29,
                                    30, 31, 32, 61, 62, 63, 69, 72};
    const size_t count = COUNT_OF(bounds);
    for (size_t i = 0; i < count * count * count; i++) {
        const unsigned char bytes[] = {bounds[i / count / count],
                                       bounds[i / count % count],
                                       bounds[i % count]};
        expect_three(bytes, places[i % COUNT_OF(places)]);
        expect_three(bytes, places[i / 7 % COUNT_OF(places)]);
    }
    /* What most often is right or wrong, in all of the places. */
    static const unsigned char often[][3] = {
        {0xE4, 0xB8, 0xAD}, {0xC3, 0xA9, 0x41}, {0xE4, 0xB8, 0x41},
        {0xE4, 0x41, 0xAD}, {0xC3, 0x41, 0x41}, {0x80, 0x41, 0x41},
        {0xC3, 0xA9, 0xA9}, {0xE0, 0xA0, 0x80}, {0xED, 0xA0, 0x80},
        {0x41, 0x41, 0xE4}, {0x41, 0xE4, 0xB8}, {0x41, 0x41, 0xC3}};
    for (size_t i = 0; i < COUNT_OF(often); i++) {
        for (size_t place = 0; place <= 72; place++) {
            expect_three(often[i], place);
        }
    }
}

/* ---- Requests --------------------------------------------------------------
 */

static void test_every_command_and_result(void **state)
{
    (void)state;
    for (int command = UCR_COMMAND_NONE; command <= UCR_COMMAND_OTHER + 1;
         command++) {
        for (int result = UCR_RESULT_NONE; result <= UCR_RESULT_FAIL + 1;
             result++) {
            ucr_request request = {.command = (ucr_command)command,
                                   .result = (ucr_result)result,
                                   .command_name = ucr_text_of("SKIP")};
            expect_same_in_both(&request, NULL);
            request.result_detail_text = ucr_text_of("xxx");
            expect_same_in_both(&request, NULL);
        }
    }
}

static void test_details(void **state)
{
    (void)state;
    static const char *const details[] = {
        "{}",
        " {} ",
        "{} x",
        "{\"a\":1}",
        "\t{\"a\" : \"b\\n\"}\n",
        "{\"a\":[1,{\"b\":null}]}",
        "[true]",
        "\"text\"",
        "\"\\ud800\"",
        "12",
        "01",
        "nul",
        "null",
        "",
        " ",
        "{\"a\":[[[1]]]}",
    };
    static const ucr_options shallow = {.max_depth = 2};
    static const ucr_options small = {.max_body = 64};
    for (size_t i = 0; i < COUNT_OF(details); i++) {
        const ucr_str raw = block_of(details[i]);
        for (int kind = UCR_JSON_ABSENT; kind <= UCR_JSON_NULL; kind++) {
            const ucr_request request = {
                .command = UCR_COMMAND_START,
                .result = UCR_RESULT_SUCCESS,
                .result_detail = {raw, (ucr_json_kind)kind}};
            expect_same_in_both(&request, NULL);
            expect_same(&request, NULL, &shallow);
            expect_same(&request, NULL, &small);
        }
        block_free(raw);
    }
}

/* ---- Answers ---------------------------------------------------------------
 */

static void expect_lists(const char *params, const char *details, size_t count)
{
    static const ucr_options few = {.max_items = 1};
    static const ucr_options shallow = {.max_depth = 2};
    static const ucr_options small = {.max_body = 64};
    const ucr_str texts = block_of(params);
    const ucr_str objects = block_of(details);
    const ucr_response answer = {.status = 403,
                                 .error_code = ucr_text_of("SMS.9004"),
                                 .error_msg = ucr_text_of("no"),
                                 .encoded_authorization_message =
                                     ucr_text_of("XXXXXX"),
                                 .error_param = {.raw = texts, .count = count},
                                 .details = {.raw = objects, .count = count}};
    expect_same_in_both(NULL, &answer);
    expect_same(NULL, &answer, &few);
    expect_same(NULL, &answer, &shallow);
    expect_same(NULL, &answer, &small);
    block_free(texts);
    block_free(objects);
}

#define DETAIL "{\"error_code\":\"a\",\"error_msg\":\"b\"}"
#define TWO "[" DETAIL " , " DETAIL "]"
#define OPEN "[" DETAIL

static void test_lists_as_decode_gave_them(void **state)
{
    (void)state;
    static const char *const params[] = {"[]",
                                         "[ ]",
                                         "[\"a\"]",
                                         "[ \"a\" ]",
                                         "[\"a\",\"b\"]",
                                         "[\"\xE4\xB8\xAD\"]",
                                         "[\"a\\n\"]",
                                         "[\"\\ud800\"]",
                                         " [\"a\"]",
                                         "[\"a\"] ",
                                         "[\"a\",]",
                                         "[\"a\"",
                                         "[1]",
                                         "{}",
                                         "[\"\\x\"]",
                                         "[\"\xFF\"]"};
    static const char *const details[] = {
        "[]",
        "[ ]",
        "[" DETAIL "]",
        "[ " DETAIL " ]",
        TWO,
        "[{\"error_msg\" : \"\xE4\xB8\xAD\" , \"error_code\" : \"\\ud800\"}]",
        "[{\"error_code\":1,\"error_msg\":\"b\"}]",
        "[{\"error_code\":\"a\"}]",
        "[{\"error_code\":\"a\",\"error_msg\":\"b\",\"x\":1}]",
        " [" DETAIL "]",
        "[" DETAIL "] ",
        "[" DETAIL ",]",
        OPEN,
        "[{}]",
    };
    for (size_t count = 0; count <= 2; count++) {
        for (size_t i = 0; i < COUNT_OF(params); i++) {
            expect_lists(params[i], "[]", count);
            expect_lists(params[i], "[" DETAIL "]", count);
        }
        for (size_t i = 0; i < COUNT_OF(details); i++) {
            expect_lists("[]", details[i], count);
            expect_lists("[\"a\"]", details[i], count);
        }
    }
}

static void test_lists_of_items(void **state)
{
    (void)state;
    static const ucr_options few = {.max_items = 1};
    static const ucr_options shallow = {.max_depth = 2};
    static const ucr_text texts[] = {
        UCR_TEXT("a\"b"), UCR_TEXT(""), {{NULL, 0}, false}};
    static const ucr_detail details[] = {{UCR_TEXT("a"), UCR_TEXT("b")},
                                         {UCR_TEXT("c"), UCR_TEXT("\n")},
                                         {UCR_TEXT("c"), {{NULL, 0}, false}}};
    for (size_t i = 0; i <= COUNT_OF(texts); i++) {
        for (size_t j = 0; j <= COUNT_OF(details); j++) {
            const ucr_response answer = {
                .status = 403,
                .error_code = ucr_text_of("SMS.9004"),
                .error_msg = ucr_text_of(""),
                .error_param = {.items = texts, .count = i},
                .details = {.items = details, .count = j},
                .request_id = ucr_text_of("0f2c3a")};
            expect_same_in_both(NULL, &answer);
            expect_same(NULL, &answer, &few);
            expect_same(NULL, &answer, &shallow);
        }
    }
}

/* The documented lengths, which strict holds, in bytes and in code points. */
static void test_lengths(void **state)
{
    (void)state;
    char code[260];
    char wide[2 * 256];
    memset(code, 'a', sizeof(code));
    for (size_t i = 0; i < sizeof(wide); i++) {
        wide[i] = i % 2 == 0 ? '\xC3' : '\xA9';
    }
    for (size_t len = 250; len <= 256; len++) {
        const ucr_detail item = {{{code, len}, false}, UCR_TEXT("b")};
        const ucr_response answers[] = {
            {.status = 403,
             .error_code = {{code, len}, false},
             .error_msg = ucr_text_of("b")},
            {.status = 403,
             .error_code = {{wide, 2 * len}, false},
             .error_msg = ucr_text_of("b")},
            {.status = 403,
             .error_code = ucr_text_of("a"),
             .error_msg = ucr_text_of("b"),
             .details = {.items = &item, .count = 1}},
        };
        for (size_t i = 0; i < COUNT_OF(answers); i++) {
            expect_same_in_both(NULL, &answers[i]);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_byte_at_any_place),
        cmocka_unit_test(test_escapes_at_any_place),
        cmocka_unit_test(test_every_byte),
        cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_every_command_and_result),
        cmocka_unit_test(test_details),
        cmocka_unit_test(test_lists_as_decode_gave_them),
        cmocka_unit_test(test_lists_of_items),
        cmocka_unit_test(test_lengths),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
