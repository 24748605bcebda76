/* SPDX-License-Identifier: MIT */
/*
 * A refusal into the next thing to try.
 *
 * Knows options and profiles, and asks the codec rather than guess. Invariant:
 * that interop takes a body is said only of one that it has just taken.
 */
#include "hint.h"

#include <string.h>

static bool is_at(const ucr_error *err, const char *name)
{
    return err->steps == 1 && err->path[0].name != NULL &&
           strcmp(err->path[0].name, name) == 0;
}

static bool interop_takes(const ucr_args *args, ucr_str body)
{
    ucr_request request;
    ucr_response response;
    ucr_options options = args->options;
    options.profile = UCR_INTEROP;
    if (args->options.profile == UCR_INTEROP) {
        return false;
    }
    if (args->use == UCR_USE_DECODE_REQUEST) {
        return ucr_decode_request(&request, body, &options, NULL) == UCR_OK;
    }
    return args->use == UCR_USE_DECODE_RESPONSE &&
           ucr_decode_response(&response, args->status, body, &options, NULL) ==
               UCR_OK;
}

/* What an option with a number takes. */
static const char *range_of(ucr_option option)
{
    switch (option) {
    case UCR_OPTION_MAX_DEPTH:
        return "1 to 512 levels.";
    case UCR_OPTION_JOBS:
        return "1 to 256 jobs.";
    default:
        return "a number from 1 on.";
    }
}

/* NULL: there is nothing short to say. */
static const char *words_of(const ucr_error *err)
{
    static const struct {
        ucr_code code;
        const char *member; /* NULL: any path */
        const char *words;
    } rows[] = {
        {UCR_E_DEPTH, NULL, "--max-depth N allows more levels, up to 512."},
        {UCR_E_BODY_SIZE, NULL, "--max-body N allows more bytes."},
        {UCR_E_ITEMS, NULL, "--max-items N allows longer lists."},
        {UCR_E_STATUS, NULL, "a final status is 200 to 599."},
        {UCR_E_ENUM, "command_name",
         "START, STOP, DELETE, SYNC, UPLOAD_LOG or RSET_LOG_ACL, in capitals."},
        {UCR_E_ENUM, "result", "success or fail, in small letters."},
        {UCR_E_DUPLICATE, NULL,
         "send it once; escaped letters do not make another name."},
        {UCR_E_TRAILING, NULL, "'ucr check --ndjson' reads a body a line."},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (rows[i].code == err->code &&
            (rows[i].member == NULL || is_at(err, rows[i].member))) {
            return rows[i].words;
        }
    }
    return NULL;
}

void ucr_hint_print(ucr_cli *cli, ucr_str body, const ucr_error *err)
{
    ucr_print *to = &cli->err;
    const char *words = cli->args.error.code == UCR_E_ARGUMENT
                            ? range_of(cli->args.refused)
                            : words_of(err);
    if (to->columns == 0) {
        return;
    }
    ucr_print_color(to, UCR_COLOR_NAME);
    ucr_print_cstring(to, "hint: ");
    ucr_print_color(to, UCR_COLOR_NONE);
    /* From UCR_E_STATUS on it is not the body that is wrong. */
    if (err->code < UCR_E_STATUS && interop_takes(&cli->args, body)) {
        ucr_print_cstring(to, "--profile interop takes this body.\n");
    } else if (words != NULL) {
        ucr_print_cstring(to, words);
        ucr_print_cstring(to, "\n");
    } else {
        ucr_print_cstring(to, "'ucr explain ");
        ucr_print_cstring(to, ucr_code_name(err->code));
        ucr_print_cstring(to, "' says what to do.\n");
    }
    ucr_print_flush(to);
}
