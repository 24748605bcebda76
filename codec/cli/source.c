/* SPDX-License-Identifier: MIT */
/*
 * The path of an error that encode reports into the argument that caused it.
 *
 * Knows which option gives which member and nothing of what is wrong.
 * Invariant: an offset inside a member's value, with `skipped` added, is an
 * offset inside the bytes that the argument is.
 */
#include "source.h"

#include <string.h>

#include "input.h"

/* What an error that no one argument caused is said to be in. */
#define ALL_ARGUMENTS "<command-line>"

static ucr_source source_of_option(const ucr_args *args, ucr_option option)
{
    ucr_source from = {ucr_args_name(option), ucr_str_of(args->value[option]),
                       0};
    return from;
}

/* One element of a list: what one of several options of a name gave. */
static ucr_source source_of_element(const ucr_args *args, const ucr_error *err)
{
    const bool is_param = strcmp(err->path[0].name, "error_param") == 0;
    const char *const *list = is_param ? args->params : args->details;
    size_t count = is_param ? args->param_count : args->detail_count;
    ucr_source from = {
        ucr_args_name(is_param ? UCR_OPTION_ERROR_PARAM : UCR_OPTION_DETAIL),
        {NULL, 0},
        0};
    if (err->steps > 1 && err->path[1].index < count) {
        from.bytes = ucr_str_of(list[err->path[1].index]);
    }
    if (err->steps > 2 && from.bytes.ptr != NULL &&
        strcmp(err->path[2].name, "error_msg") == 0) {
        from.skipped = strcspn(from.bytes.ptr, "=") + 1;
    }
    return from;
}

static ucr_option detail_option(const ucr_args *args)
{
    return args->value[UCR_OPTION_RESULT_DETAIL_TEXT] != NULL
               ? UCR_OPTION_RESULT_DETAIL_TEXT
               : UCR_OPTION_RESULT_DETAIL;
}

ucr_source ucr_source_of(const ucr_args *args, ucr_str file,
                         const ucr_error *err)
{
    static const struct {
        const char *member;
        ucr_option option;
    } members[] = {
        {"command_name", UCR_OPTION_COMMAND_NAME},
        {"result", UCR_OPTION_RESULT},
        {"error_code", UCR_OPTION_ERROR_CODE},
        {"error_msg", UCR_OPTION_ERROR_MSG},
        {"encoded_authorization_message",
         UCR_OPTION_ENCODED_AUTHORIZATION_MESSAGE},
        {"request_id", UCR_OPTION_REQUEST_ID},
    };
    const ucr_source none = {ALL_ARGUMENTS, {NULL, 0}, 0};
    const char *path = args->value[UCR_OPTION_RESULT_DETAIL_FILE];
    if (err->steps == 0) {
        return none;
    }
    const char *name = err->path[0].name;
    for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
        if (strcmp(members[i].member, name) == 0) {
            return source_of_option(args, members[i].option);
        }
    }
    if (strcmp(name, "result_detail") != 0) {
        return source_of_element(args, err);
    }
    if (path != NULL) {
        ucr_source from = {ucr_input_name(path), file, 0};
        return from;
    }
    return source_of_option(args, detail_option(args));
}
