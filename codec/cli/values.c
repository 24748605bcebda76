/* SPDX-License-Identifier: MIT */
/*
 * What the options say into options, limits and a status.
 *
 * Knows no option but by its number, and no message. Invariant: a call that
 * cannot be meant (usage) is told before a number that is out of range (a
 * refusal), and both before anything is opened.
 */
#include "values.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "report.h"

static ucr_turn usage(const ucr_args *args, ucr_print *to, const char *why,
                      const char *shown)
{
    ucr_report_usage(to, args->command, why, shown);
    return UCR_TURN_USAGE;
}

/* ---- Words --------------------------------------------------------------- */

static ucr_turn read_profile(ucr_args *args, ucr_print *to)
{
    const char *name = args->value[UCR_OPTION_PROFILE];
    if (name == NULL || strcmp(name, "interop") == 0) {
        args->options.profile = UCR_INTEROP;
    } else if (strcmp(name, "strict") == 0) {
        args->options.profile = UCR_STRICT;
    } else {
        return usage(args, to, "no such profile: interop or strict", name);
    }
    return UCR_TURN_RUN;
}

static ucr_turn check_color(const ucr_args *args, ucr_print *to)
{
    const char *when = args->value[UCR_OPTION_COLOR];
    if (when != NULL && strcmp(when, "auto") != 0 &&
        strcmp(when, "always") != 0 && strcmp(when, "never") != 0) {
        return usage(args, to, "no such colour: auto, always or never", when);
    }
    return UCR_TURN_RUN;
}

/* ---- Numbers ------------------------------------------------------------- */

static bool is_integer(const char *text)
{
    const char *digits = text + (*text == '-');
    size_t count = strspn(digits, "0123456789");
    return count > 0 && digits[count] == '\0';
}

/* False: not within 1..max. */
static bool in_range(size_t *out, const char *integer, size_t max)
{
    size_t value = 0;
    if (*integer == '-') {
        return false;
    }
    for (const char *at = integer; *at != '\0'; at++) {
        size_t digit = (size_t)(*at - '0');
        if (value > (SIZE_MAX - digit) / 10) {
            return false;
        }
        value = value * 10 + digit;
    }
    *out = value;
    return value >= 1 && value <= max;
}

static void refuse(ucr_args *args, ucr_option option, ucr_code code)
{
    if (args->error.code == UCR_OK) {
        args->refused = option;
        args->error.code = code;
    }
}

/* One number, where it is given; out of range it is kept as a refusal. */
static ucr_turn read_number(ucr_args *args, ucr_print *to, ucr_option option,
                            size_t *out, size_t max)
{
    char why[64]; /* more than the longest option and what follows it */
    const char *text = args->value[option];
    if (text == NULL) {
        return UCR_TURN_RUN;
    }
    if (!is_integer(text)) {
        (void)snprintf(why, sizeof(why), "%s takes a number, which is not",
                       ucr_args_name(option));
        return usage(args, to, why, text);
    }
    if (!in_range(out, text, max)) {
        bool is_status = option == UCR_OPTION_STATUS;
        refuse(args, option, is_status ? UCR_E_STATUS : UCR_E_ARGUMENT);
    }
    return UCR_TURN_RUN;
}

static ucr_turn read_numbers(ucr_args *args, ucr_print *to)
{
    const struct {
        size_t *out;
        size_t max;
        ucr_option option;
    } numbers[] = {
        {&args->options.max_body, SIZE_MAX, UCR_OPTION_MAX_BODY},
        {&args->options.max_depth, UCR_MAX_DEPTH, UCR_OPTION_MAX_DEPTH},
        {&args->options.max_items, SIZE_MAX, UCR_OPTION_MAX_ITEMS},
        {&args->jobs, UCR_ARGS_MAX_JOBS, UCR_OPTION_JOBS},
    };
    ucr_turn turn = UCR_TURN_RUN;
    for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
        if (turn == UCR_TURN_RUN) {
            turn = read_number(args, to, numbers[i].option, numbers[i].out,
                               numbers[i].max);
        }
    }
    return turn;
}

/* Whether the profile knows the status is the codec's to say. */
static ucr_turn read_status(ucr_args *args, ucr_print *to)
{
    size_t status = 0;
    ucr_response unread;
    const ucr_str nothing = {NULL, 0};
    if ((args->use & UCR_USE_RESPONSE) == 0) {
        return UCR_TURN_RUN;
    }
    if (args->value[UCR_OPTION_STATUS] == NULL) {
        return usage(args, to, "a response needs --status N", NULL);
    }
    ucr_turn turn = read_number(args, to, UCR_OPTION_STATUS, &status, INT_MAX);
    if (turn == UCR_TURN_RUN && args->error.code == UCR_OK) {
        args->status = (int)status;
        if (ucr_decode_response(&unread, args->status, nothing, &args->options,
                                NULL) == UCR_E_STATUS) {
            refuse(args, UCR_OPTION_STATUS, UCR_E_STATUS);
        }
    }
    return turn;
}

/* ---- What belongs together ----------------------------------------------- */

static ucr_turn check_encode_request(const ucr_args *args, ucr_print *to)
{
    int details = (args->value[UCR_OPTION_RESULT_DETAIL] != NULL) +
                  (args->value[UCR_OPTION_RESULT_DETAIL_TEXT] != NULL) +
                  (args->value[UCR_OPTION_RESULT_DETAIL_FILE] != NULL);
    if (args->value[UCR_OPTION_COMMAND_NAME] == NULL) {
        return usage(args, to, "a request needs --command-name C", NULL);
    }
    if (args->value[UCR_OPTION_RESULT] == NULL) {
        return usage(args, to, "a request needs --result R", NULL);
    }
    if (details > 1) {
        return usage(args, to, "a request has one result detail", NULL);
    }
    return UCR_TURN_RUN;
}

static ucr_turn check_encode_response(const ucr_args *args, ucr_print *to)
{
    for (size_t i = 0; i < args->detail_count; i++) {
        if (strchr(args->details[i], '=') == NULL) {
            return usage(args, to, "this detail is not CODE=MESSAGE",
                         args->details[i]);
        }
    }
    return UCR_TURN_RUN;
}

static ucr_turn check_path(const ucr_args *args, ucr_print *to)
{
    bool reads = args->value[UCR_OPTION_READ] != NULL;
    if (args->file_count + reads == 0) {
        return usage(args, to, "which SERVER_ID, or --read which TARGET?",
                     NULL);
    }
    if (args->file_count + reads > 1) {
        return usage(args, to, "more arguments than this command takes",
                     args->files[!reads]);
    }
    return UCR_TURN_RUN;
}

static ucr_turn check_files(const ucr_args *args, ucr_print *to)
{
    size_t most = (args->use & UCR_USE_ENCODE) != 0 ? 0 : 1;
    if ((args->use & UCR_USE_CHECK) == 0 && args->file_count > most) {
        return usage(args, to, "more arguments than this command takes",
                     args->files[most]);
    }
    if (args->value[UCR_OPTION_JSON] != NULL &&
        args->value[UCR_OPTION_DETAIL_ONLY] != NULL) {
        return usage(args, to, "either --json or --detail", NULL);
    }
    return UCR_TURN_RUN;
}

static ucr_turn check_together(const ucr_args *args, ucr_print *to)
{
    ucr_turn turn = UCR_TURN_RUN;
    if (args->use == UCR_USE_PATH) {
        return check_path(args, to);
    }
    if (args->use == UCR_USE_EXPLAIN) {
        return UCR_TURN_RUN;
    }
    if (args->use == UCR_USE_ENCODE_REQUEST) {
        turn = check_encode_request(args, to);
    } else if (args->use == UCR_USE_ENCODE_RESPONSE) {
        turn = check_encode_response(args, to);
    }
    return turn == UCR_TURN_RUN ? check_files(args, to) : turn;
}

/* ---- All of it ----------------------------------------------------------- */

ucr_turn ucr_values_read(ucr_args *args, ucr_print *to)
{
    ucr_turn turn = read_profile(args, to);
    if (turn == UCR_TURN_RUN) {
        turn = check_color(args, to);
    }
    if (turn == UCR_TURN_RUN) {
        turn = read_numbers(args, to);
    }
    if (turn == UCR_TURN_RUN) {
        turn = read_status(args, to);
    }
    if (turn == UCR_TURN_RUN) {
        turn = check_together(args, to);
    }
    if (turn == UCR_TURN_RUN && args->error.code != UCR_OK) {
        turn = UCR_TURN_REFUSE;
    }
    return turn;
}
