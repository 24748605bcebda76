/* SPDX-License-Identifier: MIT */
/*
 * The command where it explains codes: those of the library, of the service
 * and of what stands before the service.
 */
#define _XOPEN_SOURCE 700

#include "cli.h"

#include <stdio.h>
#include <string.h>

#include <ucr/ucr.h>

#define EXPLAINED_EMPTY                                                        \
    "UCR_E_EMPTY\n"                                                            \
    "  from    library\n"                                                      \
    "  number  1\n"                                                            \
    "  means   The body holds nothing but white space.\n"                      \
    "  offset  the length of the body\n"                                       \
    "  do      The sender set no body, or something on the way dropped it. "   \
    "Send the\n"                                                               \
    "          message. In interop an answer may be empty, a request "         \
    "never.\n"

static void test_explain(void **state)
{
    (void)state;
    expect(ARGS("explain", "UCR_E_EMPTY"), "", 0, EXPLAINED_EMPTY, "");
    expect(ARGS("explain", "e_empt"), "", 1, "",
           "ucr: e_empt: nothing is known of this code; 'ucr explain' lists "
           "those that are\n");
}

static void test_explain_takes_any_spelling(void **state)
{
    (void)state;
    expect(ARGS("explain", "empty"), "", 0, EXPLAINED_EMPTY, "");
    expect(ARGS("explain", "e_Empty"), "", 0, EXPLAINED_EMPTY, "");
    expect(ARGS("explain", "EMPTY", "ucr_e_empty"), "", 0,
           EXPLAINED_EMPTY "\n" EXPLAINED_EMPTY, "");
    expect(ARGS("explain", "sms.2007"), "", 0,
           "SMS.2007\n"
           "  from    service\n"
           "  status  500\n"
           "  means   An exception behind the service: the request may be "
           "right.\n"
           "  do      Send it again later, with back-off; keep the report "
           "until a 200 comes.\n",
           "");
}

/* What is said of a code holds this. */
static void expect_explained(const char *code, const char *part)
{
    outcome got = run("", ARGS("explain", code));
    assert_holds(got.out, part);
    assert_string_equal(got.err.ptr, "");
    assert_int_equal(got.status, 0);
    forget(&got);
}

static void test_explain_knows_the_codes_of_answers(void **state)
{
    (void)state;
    expect_explained("SMS.2004", "\n  status  401\n");
    expect_explained("SMS.2005", "\n  status  401\n");
    expect_explained("SMS.2006", "\n  status  401\n");
    expect_explained("SMS.2009", "\n  status  400\n");
    expect_explained("SMS.2252", "\n  status  404\n");
    expect_explained("SMS.9004", "sms:server:updateCommandResult");
    expect_explained("SMS.0001", "SMS.0001\n  from    service\n");
    expect_explained("APIGW.0301", "APIGW.0301\n  from    gateway\n");
    expect_explained("APIGW.####", "\n  from    gateway\n");
    expect_explained("apig.0308", "APIG.0308\n  from    gateway\n");
    expect_explained("PAP5.0001", "\n  status  403\n");
    expect_explained("PAP6.1234", "PAP6.1234\n  from    identity\n");
    expect_explained("401", "\n  from    identity\n");
}

/* Each code of the library by its name, and the list names them all. */
static void test_explain_knows_every_code_of_the_library(void **state)
{
    (void)state;
    size_t known = 0;
    outcome all = run("", ARGS("explain"));
    assert_int_equal(all.status, 0);
    for (int i = 0; i < 1000; i++) {
        char number[40];
        const char *name = ucr_code_name((ucr_code)i);
        if (strcmp(name, "UCR_E_?") == 0) {
            continue;
        }
        known++;
        snprintf(number, sizeof(number), "\n  number  %d\n", i);
        expect_explained(name, number);
        expect_explained(name, "\n  do      ");
        assert_holds(all.out, name);
    }
    assert_int_equal(known, 28);
    assert_holds(all.out, "\nAPIGW.####  ");
    forget(&all);
}

static void test_explain_json(void **state)
{
    (void)state;
    expect(ARGS("explain", "--json", "sms.2007", "empty"), "", 0,
           "{\"code\":\"SMS.2007\",\"origin\":\"service\",\"status\":[500],"
           "\"means\":\"An exception behind the service: the request may be "
           "right.\",\"action\":\"Send it again later, with back-off; keep the "
           "report until a 200 comes.\"}\n"
           "{\"code\":\"UCR_E_EMPTY\",\"origin\":\"library\",\"number\":1,"
           "\"means\":\"The body holds nothing but white space.\",\"offset\":"
           "\"the length of the body\",\"action\":\"The sender set no body, "
           "or something on the way dropped it. Send the message. In interop "
           "an answer may be empty, a request never.\"}\n",
           "");
}

static void test_explain_of_what_nothing_is_known(void **state)
{
    (void)state;
    static const char *const codes[] = {
        "",        "SMS.200",   "SMS.20099",       "SMS.200x",
        "SMS2009", "XSMS.2009", "APIGW.###",       "UCR_E_?",
        "UCR_E_",  "E_OK",      "UCR_E_UCR_E_EOF", "404",
    };
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        outcome got = run("", ARGS("explain", codes[i]));
        assert_int_equal(got.status, 1);
        assert_string_equal(got.out.ptr, "");
        assert_holds(got.err, ": nothing is known of this code; ");
        forget(&got);
    }
    expect(ARGS("explain", "--json", "\x1b[31m\xff", "x"), "", 1,
           "{\"code\":\"\\\\u{1b}[31m\xEF\xBF\xBD\",\"origin\":\"unknown\"}\n"
           "{\"code\":\"x\",\"origin\":\"unknown\"}\n",
           "");
    /* The rest is explained all the same. */
    outcome got = run("", ARGS("explain", "no", "empty"));
    assert_int_equal(got.status, 1);
    assert_holds(got.out, EXPLAINED_EMPTY);
    forget(&got);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_explain),
        cmocka_unit_test(test_explain_takes_any_spelling),
        cmocka_unit_test(test_explain_knows_the_codes_of_answers),
        cmocka_unit_test(test_explain_knows_every_code_of_the_library),
        cmocka_unit_test(test_explain_json),
        cmocka_unit_test(test_explain_of_what_nothing_is_known),
    };
    return cmocka_run_group_tests_name("cli_explain", tests, enter_folder,
                                       leave_folder);
}
