/* SPDX-License-Identifier: MIT */
/*
 * What the wire format says of encoding, and of path, token and content type,
 * rule by rule.
 *
 * A test bears the words of its rule: to find a rule, search for its words
 * here or in the output. Rules of the profile are tried in both. JSON and other
 * texts are written as rows.h says.
 */
#include "rows.h"

#include <string.h>

#define ID255(c) ID85(c) ID85(c) ID85(c)
#define ID85(c) ID17(c) ID17(c) ID17(c) ID17(c) ID17(c)
#define ID17(c) c c c c c c c c c c c c c c c c c
#define ID36 ID17("a") ID17("b") "cd"
#define TARGET(id) "/v3/sources/" id "/command_result"

/* ---- Requests and answers ---------------------------------------------------
 */

static void assert_encoded(ucr_code code, const char *buf, size_t len,
                           const ucr_error *err, const char *text)
{
    ucr_str want = json_of(text);
    assert_fault(err, UCR_OK, 0, "");
    assert_int_equal(code, UCR_OK);
    assert_bytes(buf, len, want);
    block_free(want);
}

static void request_gives(unsigned rows, const ucr_request *in,
                          const char *text)
{
    for (unsigned i = 0; i < PROFILES; i++) {
        char buf[512];
        size_t len;
        ucr_error err;
        if (holds_in(rows, i)) {
            ucr_code code = ucr_encode_request(buf, sizeof(buf), &len, in,
                                               profiles[i], &err);
            assert_encoded(code, buf, len, &err, text);
        }
    }
}

static void request_refused(unsigned rows, const ucr_request *in,
                            ucr_code expected, size_t offset, const char *path)
{
    for (unsigned i = 0; i < PROFILES; i++) {
        size_t len;
        ucr_error err;
        if (holds_in(rows, i)) {
            ucr_code code =
                ucr_encode_request(NULL, 0, &len, in, profiles[i], &err);
            assert_fault(&err, expected, offset, path);
            assert_int_equal(code, expected);
        }
    }
}

static void answer_gives(unsigned rows, const ucr_response *in,
                         const char *text)
{
    for (unsigned i = 0; i < PROFILES; i++) {
        char buf[512];
        size_t len;
        ucr_error err;
        if (holds_in(rows, i)) {
            ucr_code code = ucr_encode_response(buf, sizeof(buf), &len, in,
                                                profiles[i], &err);
            assert_encoded(code, buf, len, &err, text);
        }
    }
}

static void answer_refused(unsigned rows, const ucr_response *in,
                           ucr_code expected, size_t offset, const char *path)
{
    for (unsigned i = 0; i < PROFILES; i++) {
        size_t len;
        ucr_error err;
        if (holds_in(rows, i)) {
            ucr_code code =
                ucr_encode_response(NULL, 0, &len, in, profiles[i], &err);
            assert_fault(&err, expected, offset, path);
            assert_int_equal(code, expected);
        }
    }
}

static ucr_request request(void)
{
    return (ucr_request){.command = UCR_COMMAND_START,
                         .result = UCR_RESULT_SUCCESS,
                         .result_detail = {UCR_STR("{}"), UCR_JSON_OBJECT}};
}

static ucr_response answer(int status)
{
    return (ucr_response){.status = status,
                          .error_code = UCR_TEXT("C"),
                          .error_msg = UCR_TEXT("M")};
}

static const ucr_text params[] = {UCR_TEXT("P")};
static const ucr_detail details[] = {{UCR_TEXT("D"), UCR_TEXT("N")}};

static void compact_in_order(void **state)
{
    (void)state;
    const ucr_request asked = request();
    ucr_response in = answer(403);
    request_gives(BOTH, &asked,
                  "{'command_name':'START','result':'success',"
                  "'result_detail':{}}");
    in.encoded_authorization_message = (ucr_text)UCR_TEXT("A");
    in.error_param = (ucr_texts){.items = params, .count = 1};
    in.details = (ucr_details){.items = details, .count = 1};
    answer_gives(BOTH, &in,
                 "{'error_code':'C','error_msg':'M',"
                 "'encoded_authorization_message':'A','error_param':['P'],"
                 "'details':[{'error_code':'D','error_msg':'N'}]}");
}

static void plain_text(void **state)
{
    (void)state;
    ucr_response in = answer(400);
    in.error_code = (ucr_text)UCR_TEXT("\"\\/\x08\x0C\n\r\t");
    in.error_msg = (ucr_text){{"\x00\x01\x1F\x7F\xC2\x80" GRIN, 10}, false};
    answer_gives(BOTH, &in,
                 "{'error_code':'\\'\\\\/\\b\\f\\n\\r\\t','error_msg':"
                 "'\\u0000\\u0001\\u001f\x7F\xC2\x80" GRIN "'}");
}

static void escaped_text(void **state)
{
    (void)state;
    ucr_response in = answer(400);
    in.error_code = (ucr_text){UCR_STR("\\u0041\\/\\u001F"), true};
    answer_gives(BOTH, &in,
                 "{'error_code':'\\u0041\\/\\u001F','error_msg':'M'}");
    in.error_code = (ucr_text){UCR_STR("a\\q"), true};
    answer_refused(BOTH, &in, UCR_E_ESCAPE, 1, "/error_code");
    in.error_code = (ucr_text){UCR_STR("\\ud800"), true};
    answer_gives(I, &in, "{'error_code':'\\ud800','error_msg':'M'}");
    answer_refused(S, &in, UCR_E_SURROGATE, 0, "/error_code");
}

/* With room for nothing: the fault is in the value, not in the room. */
static void both_directions_agree(void **state)
{
    (void)state;
    ucr_request asked = request();
    ucr_response in = answer(403);
    asked.result_detail = (ucr_json){UCR_STR(" [1]"), UCR_JSON_ARRAY};
    request_refused(S, &asked, UCR_E_TYPE, 1, "/result_detail");
    request_refused(I, &asked, UCR_E_SPACE, 0, "");
    asked.result_detail = (ucr_json){UCR_STR("[1,]"), UCR_JSON_ARRAY};
    request_refused(BOTH, &asked, UCR_E_SYNTAX, 3, "/result_detail");
    asked.result_detail = (ucr_json){{NULL, 0}, UCR_JSON_ABSENT};
    request_refused(S, &asked, UCR_E_MISSING, 0, "/result_detail");
    asked.command = UCR_COMMAND_OTHER;
    asked.command_name = (ucr_text)UCR_TEXT("SKIP");
    request_refused(S, &asked, UCR_E_ENUM, 0, "/command_name");
    in.error_param = (ucr_texts){.raw = UCR_STR("[\"P\",1]"), .count = 2};
    answer_refused(BOTH, &in, UCR_E_TYPE, 5, "/error_param/1");
    in = answer(201);
    answer_refused(S, &in, UCR_E_STATUS, 0, "");
}

static void both_texts(void **state)
{
    (void)state;
    static const ucr_detail half[] = {{UCR_TEXT("D"), {{NULL, 0}, false}}};
    ucr_response in = answer(400);
    in.error_msg = (ucr_text){{NULL, 0}, false};
    answer_refused(BOTH, &in, UCR_E_ARGUMENT, 0, "");
    in = answer(400);
    in.error_code = (ucr_text){{NULL, 0}, false};
    answer_refused(BOTH, &in, UCR_E_ARGUMENT, 0, "");
    in = answer(403);
    in.details = (ucr_details){.items = half, .count = 1};
    answer_refused(BOTH, &in, UCR_E_ARGUMENT, 0, "");
}

static void request_id_last(void **state)
{
    (void)state;
    ucr_response in = answer(403);
    in.request_id = (ucr_text)UCR_TEXT("R");
    in.details = (ucr_details){.items = details, .count = 0};
    answer_gives(I, &in,
                 "{'error_code':'C','error_msg':'M','details':[],"
                 "'request_id':'R'}");
    answer_refused(S, &in, UCR_E_ARGUMENT, 0, "");
}

static void success(void **state)
{
    (void)state;
    const ucr_response ok = {.status = 200};
    const ucr_response created = {.status = 201};
    const ucr_response no_content = {.status = 204};
    const ucr_response reset = {.status = 205};
    answer_gives(BOTH, &ok, "{}");
    answer_gives(I, &created, "{}");
    answer_gives(I, &no_content, "");
    answer_gives(I, &reset, "");
}

static void members_with_success(void **state)
{
    (void)state;
    ucr_response in = answer(200);
    answer_refused(BOTH, &in, UCR_E_ARGUMENT, 0, "");
    in = (ucr_response){.status = 200};
    in.error_param.items = params;
    answer_refused(BOTH, &in, UCR_E_ARGUMENT, 0, "");
    in = (ucr_response){.status = 200};
    in.request_id = (ucr_text)UCR_TEXT("");
    answer_refused(BOTH, &in, UCR_E_ARGUMENT, 0, "");
}

static void members_of_403(void **state)
{
    (void)state;
    ucr_response in = answer(400);
    in.encoded_authorization_message = (ucr_text)UCR_TEXT("");
    answer_refused(S, &in, UCR_E_ARGUMENT, 0, "");
    answer_gives(I, &in,
                 "{'error_code':'C','error_msg':'M',"
                 "'encoded_authorization_message':''}");
    in = answer(500);
    in.error_param = (ucr_texts){.items = params, .count = 0};
    answer_refused(S, &in, UCR_E_ARGUMENT, 0, "");
    in = answer(404);
    in.details = (ucr_details){.items = details, .count = 0};
    answer_refused(S, &in, UCR_E_ARGUMENT, 0, "");
}

static void other_of_the_six(void **state)
{
    (void)state;
    ucr_request in = request();
    in.command = UCR_COMMAND_OTHER;
    in.command_name = (ucr_text){UCR_STR("ST\\u004fP"), true};
    request_refused(BOTH, &in, UCR_E_ARGUMENT, 0, "");
}

static void decoding_alone(void **state)
{
    (void)state;
    ucr_response in = answer(400);
    in.title = in.message = (ucr_text)UCR_TEXT("\xFF");
    in.body = (ucr_json){UCR_STR("["), UCR_JSON_NULL};
    in.shape = UCR_SHAPE_SUCCESS;
    in.ignored = 0xFF;
    answer_gives(BOTH, &in, "{'error_code':'C','error_msg':'M'}");
}

/* 255 code points as they can stand in a text, and one more. */
static void documented_lengths(void **state)
{
    (void)state;
    static const ucr_text full[] = {
        UCR_TEXT(ID255("x")),
        UCR_TEXT(ID255("\xC3\xA9")),
        {UCR_STR(ID255("\\n")), true},
        {UCR_STR(ID255("\\ud83d\\ude00")), true},
    };
    static const ucr_text over[] = {
        UCR_TEXT(ID255("x") "y"),
        UCR_TEXT(ID255("\xC3\xA9") "y"),
        {UCR_STR(ID255("\\n") "y"), true},
        {UCR_STR(ID255("\\ud83d\\ude00") "y"), true},
    };
    for (size_t i = 0; i < COUNT_OF(full); i++) {
        ucr_response in = answer(400);
        in.error_code = full[i];
        answer_refused(BOTH, &in, UCR_E_SPACE, 0, "");
        in.error_code = over[i];
        answer_refused(I, &in, UCR_E_SPACE, 0, "");
        answer_refused(S, &in, UCR_E_LENGTH, full[i].raw.len, "/error_code");
    }
}

static void given_details(void **state)
{
    (void)state;
    ucr_request in = request();
    in.result_detail =
        (ucr_json){UCR_STR("\n{ \"a\" : 1 }\t"), UCR_JSON_OBJECT};
    request_gives(BOTH, &in,
                  "{'command_name':'START','result':'success',"
                  "'result_detail':{ 'a' : 1 }}");
    in.result_detail = (ucr_json){{NULL, 0}, UCR_JSON_ABSENT};
    in.result_detail_text = (ucr_text)UCR_TEXT("{\"a\":1}");
    request_gives(BOTH, &in,
                  "{'command_name':'START','result':'success',"
                  "'result_detail':'{\\'a\\':1}'}");
    in.result_detail = (ucr_json){UCR_STR("{} x"), UCR_JSON_OBJECT};
    request_refused(BOTH, &in, UCR_E_TRAILING, 3, "/result_detail");
}

/* ---- Path, token, content type ----------------------------------------------
 */

typedef enum endpoint_call {
    WRITE_PATH,
    READ_PATH,
    TOKEN,
    CONTENT_TYPE
} endpoint_call;

#define MAX_CASES 20

typedef struct endpoint_rule {
    const char *words;
    endpoint_call call;
    struct {
        unsigned profiles;
        const char *given; /* `^` before the byte at fault: refused */
        const char *gives; /* of the paths */
    } cases[MAX_CASES];
} endpoint_rule;

static const endpoint_rule endpoint_rules[] = {
    {"path: /v3/sources/ + id + /command_result",
     WRITE_PATH,
     {{BOTH, "7a9f1a2c-5d1e-4b8e-9c55-3b0f2f7f0c11",
       TARGET("7a9f1a2c-5d1e-4b8e-9c55-3b0f2f7f0c11")},
      {BOTH, "aA0-._~", TARGET("aA0-._~")}}},
    {"path: the fixed parts byte for byte",
     READ_PATH,
     {{BOTH, TARGET("x"), "x"},
      {BOTH, "/^V3/sources/x/command_result", NULL},
      {BOTH, "/v3/^%73ources/x/command_result", NULL},
      {BOTH, "/v3/sources/x/^Command_result", NULL},
      {BOTH, "/v3/sources/x^", NULL},
      {BOTH, "^", NULL},
      {BOTH, "/v3/^/sources/x/command_result", NULL}}},
    {"path: building refuses an id that is empty",
     WRITE_PATH,
     {{BOTH, "^", NULL}}},
    {"path: building refuses one longer than 255 bytes (strict: 36)",
     WRITE_PATH,
     {{I, ID255("x"), TARGET(ID255("x"))},
      {I, "^" ID255("x") "y", NULL},
      {BOTH, ID36, TARGET(ID36)},
      {S, "^" ID36 "e", NULL}}},
    {"path: building refuses . or ..",
     WRITE_PATH,
     {{BOTH, "^.", NULL}, {BOTH, "^..", NULL}, {BOTH, "...", TARGET("...")}}},
    {"path: building refuses a byte outside RFC 3986 unreserved",
     WRITE_PATH,
     {{BOTH, "a^/", NULL},
      {BOTH, "a^%41", NULL},
      {BOTH, "^{server_id}", NULL},
      {BOTH, "a^ ", NULL},
      {BOTH, "a^\xC3\xA9", NULL},
      {BOTH, "a^\n", NULL},
      {BOTH, "a^?", NULL},
      {BOTH, "a^+", NULL}}},
    {"path: reading takes an origin-form target with or without a query",
     READ_PATH,
     {{BOTH, TARGET("x"), "x"},
      {BOTH, TARGET("x") "?", "x"},
      {BOTH, TARGET("x") "?a=b&c=/d?e", "x"}}},
    {"path: undoes percent-encoding of the id once (upper or lower hex; a bad "
     "triplet is refused)",
     READ_PATH,
     {{BOTH, TARGET("a%2Db%2dc"), "a-b-c"},
      {BOTH, TARGET("a%252D"), "a%2D"},
      {BOTH, TARGET("%E8%bf%81"), "\xE8\xBF\x81"},
      {BOTH, TARGET("a%20b"), "a b"},
      {BOTH, TARGET("a^%2"), NULL},
      {BOTH, TARGET("a^%g0"), NULL},
      {BOTH, TARGET("a^%0x"), NULL}}},
    {"path: refuses an id that after that is empty, too long, . or ..",
     READ_PATH,
     {{BOTH, TARGET("^"), NULL},
      {BOTH, TARGET("^."), NULL},
      {BOTH, TARGET("^%2e."), NULL},
      {BOTH, TARGET("..."), "..."},
      {I, TARGET(ID255("%78")), ID255("x")},
      {I, TARGET("^" ID255("x") "y"), NULL},
      {BOTH, TARGET(ID36), ID36},
      {S, TARGET("^" ID36 "e"), NULL}}},
    {"path: or holds /, {, }, a control character (U+0000..001F, 007F..009F) "
     "or invalid UTF-8",
     READ_PATH,
     {{BOTH, TARGET("a^%2F"), NULL},
      {BOTH, TARGET("a^{"), NULL},
      {BOTH, TARGET("^%7Bserver_id%7D"), NULL},
      {BOTH, TARGET("a^%7d"), NULL},
      {BOTH, TARGET("a^%00"), NULL},
      {BOTH, TARGET("a^%1F"), NULL},
      {BOTH, TARGET("a^%7F"), NULL},
      {BOTH, TARGET("a^%C2%80"), NULL},
      {BOTH, TARGET("a^%C2%9F"), NULL},
      {BOTH, TARGET("a%C2%A0"), "a\xC2\xA0"},
      {BOTH, TARGET("a^%C0%AF"), NULL},
      {BOTH, TARGET("a^%ED%A0%80"), NULL},
      {BOTH, TARGET("a^%E8%BF"), NULL}}},
    {"path: a byte outside 0x21..0x7E anywhere in the target is refused",
     READ_PATH,
     {{BOTH, TARGET("a^ b"), NULL},
      {BOTH, TARGET("a^\xC3\xA9"), NULL},
      {BOTH, TARGET("a") "?^ ", NULL},
      {BOTH, TARGET("a") "?b^\x7F", NULL},
      {BOTH, TARGET("a") "^\r\n", NULL}}},
    {"path: a fragment, an absolute form, a trailing slash are refused",
     READ_PATH,
     {{BOTH, TARGET("a") "^#b", NULL},
      {BOTH, TARGET("a") "?b^#c", NULL},
      {BOTH, "^https://host" TARGET("a"), NULL},
      {BOTH, TARGET("a") "^/", NULL}}},
    {"path: the query is not looked at otherwise",
     READ_PATH,
     {{BOTH, TARGET("a") "?%zz{}|\\\"<>/../?", "a"}}},
    {"token: 1..16384 bytes, all in 0x21..0x7E",
     TOKEN,
     {{BOTH, "a", NULL},
      {BOTH, "!~", NULL},
      {BOTH, "^", NULL},
      {BOTH, "a^\r\nX-Evil: 1", NULL},
      {BOTH, "a^ ", NULL},
      {BOTH, "a^\t", NULL},
      {BOTH, "a^\x7F", NULL},
      {BOTH, "a^\x80", NULL}}},
    {"content type: application/json in any case",
     CONTENT_TYPE,
     {{BOTH, "application/json", NULL},
      {BOTH, "Application/JSON", NULL},
      {BOTH, "^text/json", NULL},
      {BOTH, "application/^xml", NULL},
      {BOTH, "application/json^p", NULL},
      {BOTH, "^", NULL}}},
    {"content type: optional white space (space, tab) around ; and at the "
     "ends",
     CONTENT_TYPE,
     {{BOTH, " \tapplication/json\t ", NULL},
      {BOTH, "application/json \t; \tcharset=utf-8", NULL},
      {BOTH, "application/json^\n", NULL},
      {BOTH, "^\rapplication/json", NULL},
      {BOTH, "application^ /json", NULL}}},
    {"content type: at most one parameter, charset in any case, whose value "
     "is utf-8 in any case, quoted (without backslashes) or not",
     CONTENT_TYPE,
     {{BOTH, "application/json;charset=utf-8", NULL},
      {BOTH, "application/json; CharSet=UTF-8", NULL},
      {BOTH, "application/json; charset='Utf-8'", NULL},
      {BOTH, "application/json; charset='^\\utf-8'", NULL},
      {BOTH, "application/json; charset=^latin1", NULL},
      {BOTH, "application/json; charset=utf^8", NULL},
      {BOTH, "application/json; ^version=1", NULL},
      {BOTH, "application/json; charset=utf-8^; charset=utf-8", NULL}}},
    {"content type: anything else, white space around = and a trailing ; "
     "too, is refused",
     CONTENT_TYPE,
     {{BOTH, "application/json; charset^ =utf-8", NULL},
      {BOTH, "application/json; charset=^ utf-8", NULL},
      {BOTH, "application/json;^", NULL},
      {BOTH, "application/json; charset=utf-8^;", NULL},
      {BOTH, "application/json^, application/json", NULL}}},
};

static ucr_code call_endpoint(endpoint_call call, char *buf, size_t cap,
                              size_t *len, ucr_str given,
                              const ucr_options *options, ucr_error *err)
{
    *len = 0;
    switch (call) {
    case WRITE_PATH:
        return ucr_write_path(buf, cap, len, given, options, err);
    case READ_PATH:
        return ucr_read_path(buf, cap, len, given, options, err);
    case TOKEN:
        return ucr_check_token(given, err);
    case CONTENT_TYPE:
        return ucr_check_content_type(given, err);
    }
    return UCR_E_ARGUMENT;
}

static void judges(const endpoint_rule *row, size_t index, unsigned profile)
{
    static const ucr_code refusals[] = {UCR_E_PATH, UCR_E_PATH, UCR_E_TOKEN,
                                        UCR_E_CONTENT_TYPE};
    const char *gives = row->cases[index].gives;
    char buf[512];
    size_t len;
    size_t offset;
    ucr_error err;
    ucr_str given = marked(row->cases[index].given, &offset);
    ucr_code code = offset != SIZE_MAX ? refusals[row->call] : UCR_OK;
    ucr_code got = call_endpoint(row->call, buf, sizeof(buf), &len, given,
                                 profiles[profile], &err);
    explain(row->cases[index].given, profile, &err, code,
            code != UCR_OK ? offset : 0);
    assert_int_equal(got, code);
    assert_fault(&err, code, code != UCR_OK ? offset : 0, "");
    assert_bytes(buf, len, ucr_str_of(gives));
    block_free(given);
}

static void endpoint(void **state)
{
    const endpoint_rule *row = *state;
    unsigned covered = 0;
    for (size_t i = 0; i < MAX_CASES && row->cases[i].given != NULL; i++) {
        for (unsigned k = 0; k < PROFILES; k++) {
            if (holds_in(row->cases[i].profiles, k)) {
                judges(row, i, k);
                covered |= 1u << k;
            }
        }
    }
    assert_int_equal(covered, BOTH);
}

static int run_endpoint(void)
{
    struct CMUnitTest tests[COUNT_OF(endpoint_rules)];
    for (size_t i = 0; i < COUNT_OF(endpoint_rules); i++) {
        tests[i] = (struct CMUnitTest){
            .name = endpoint_rules[i].words,
            .test_func = endpoint,
            .initial_state = (void *)(uintptr_t)&endpoint_rules[i],
        };
    }
    return cmocka_run_group_tests_name("path, token, content type", tests, NULL,
                                       NULL);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        {"compact UTF-8, members in the documented order", compact_in_order,
         NULL, NULL, NULL},
        {"plain text is written escaping only \", \\ and controls below U+0020 "
         "(short forms where JSON has them, lower-case hex otherwise)",
         plain_text, NULL, NULL, NULL},
        {"text that is already escaped is checked and copied", escaped_text,
         NULL, NULL, NULL},
        {"whatever decoding under a profile would refuse, encoding under it "
         "refuses, meaning before _SPACE, with the offset inside the given "
         "value that the path names",
         both_directions_agree, NULL, NULL, NULL},
        {"an error is written only with both code and message, each element "
         "of details only with both (_ARGUMENT otherwise)",
         both_texts, NULL, NULL, NULL},
        {"request_id is written last, in interop", request_id_last, NULL, NULL,
         NULL},
        {"a success is {}, for 204 and 205 nothing", success, NULL, NULL, NULL},
        {"_ARGUMENT: error members given with a success status",
         members_with_success, NULL, NULL, NULL},
        {"_ARGUMENT: in strict a request_id, and the three 403 members with "
         "another status",
         members_of_403, NULL, NULL, NULL},
        {"_ARGUMENT: UCR_COMMAND_OTHER with one of the six names",
         other_of_the_six, NULL, NULL, NULL},
        {"title, message, body, shape and ignored are for decoding alone",
         decoding_alone, NULL, NULL, NULL},
        {"strict also holds the documented lengths, in code points after "
         "unescaping (_LENGTH)",
         documented_lengths, NULL, NULL, NULL},
        {"a detail given as JSON is checked, freed of white space around it, "
         "and copied; given as text it is written as a JSON string",
         given_details, NULL, NULL, NULL},
    };
    return cmocka_run_group_tests_name("encoding", tests, NULL, NULL) +
           run_endpoint();
}
