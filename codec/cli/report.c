/* SPDX-License-Identifier: MIT */
/*
 * Errors into lines for people, in the form that compilers use.
 *
 * Knows nothing of messages or of options. Invariant: what comes from outside
 * (a name, an argument, a line of a body) is printed only as ucr_text_show()
 * gives it, and each message leaves in one piece.
 */
#include "report.h"

#include <string.h>

#include "picture.h"

/* More than any picture takes: some eighty bytes of a line, each shown in at
 * most eight, a caret line, and the sentence. */
#define PICTURE_ROOM ((size_t)4096)

ucr_spot ucr_report_spot(const char *name, ucr_str body, const ucr_error *err)
{
    ucr_spot at = {name, 1, 1};
    if (body.ptr != NULL) {
        ucr_error_locate(&at.line, &at.column, body, err->offset);
    }
    return at;
}

void ucr_report_refusal(ucr_print *to, const ucr_spot *at, const ucr_error *err)
{
    char path[UCR_MAX_PATH];
    ucr_print_color(to, UCR_COLOR_PLACE);
    ucr_print_name(to, at->name);
    ucr_print_cstring(to, ":");
    ucr_print_decimal(to, at->line);
    ucr_print_cstring(to, ":");
    ucr_print_decimal(to, at->column);
    ucr_print_cstring(to, ": ");
    ucr_print_color(to, UCR_COLOR_FAULT);
    ucr_print_cstring(to, ucr_code_name(err->code));
    ucr_print_color(to, UCR_COLOR_NONE);
    if (ucr_error_path(path, sizeof(path), err) > 0) {
        ucr_print_cstring(to, " at ");
        ucr_print_cstring(to, path);
    }
    ucr_print_cstring(to, ": ");
    ucr_print_cstring(to, ucr_code_text(err->code));
    ucr_print_cstring(to, "\n");
}

/* The first two lines of what ucr_error_describe() gives, whose third is said
 * already; on a terminal the same as wide as it is. */
static void print_picture(ucr_print *to, ucr_str body, const ucr_error *err)
{
    char picture[PICTURE_ROOM];
    if (to->columns != 0) {
        ucr_picture_print(to, body, err->offset);
        return;
    }
    ucr_error_describe(picture, sizeof(picture), err, body);
    char *line_end = strchr(picture, '\n');
    char *caret_end = line_end != NULL ? strchr(line_end + 1, '\n') : NULL;
    if (caret_end == NULL) {
        return;
    }
    ucr_print_bytes(to, picture, (size_t)(line_end + 1 - picture));
    ucr_print_color(to, UCR_COLOR_CARET);
    ucr_print_bytes(to, line_end + 1, (size_t)(caret_end - line_end - 1));
    ucr_print_color(to, UCR_COLOR_NONE);
    ucr_print_cstring(to, "\n");
}

void ucr_report_refusal_in(ucr_print *to, const char *name, ucr_str body,
                           const ucr_error *err)
{
    ucr_spot at = ucr_report_spot(name, body, err);
    ucr_report_refusal(to, &at, err);
    if (body.ptr != NULL) {
        print_picture(to, body, err);
    }
    ucr_print_flush(to);
}

void ucr_report_trouble(ucr_print *to, const char *name, const char *why)
{
    ucr_print_cstring(to, "ucr: ");
    ucr_print_name(to, *name != '\0' ? name : "''");
    ucr_print_cstring(to, ": ");
    ucr_print_cstring(to, why);
    ucr_print_cstring(to, "\n");
    ucr_print_flush(to);
}

void ucr_report_failure(ucr_print *to, const char *name, int error)
{
    ucr_report_trouble(to, name, strerror(error));
}

void ucr_report_usage(ucr_print *to, const char *command, const char *why,
                      const char *shown)
{
    ucr_print_cstring(to, "ucr: ");
    ucr_print_cstring(to, why);
    if (shown != NULL) {
        ucr_print_cstring(to, ": '");
        ucr_print_name(to, shown);
        ucr_print_cstring(to, "'");
    }
    ucr_print_cstring(to, "\nTry 'ucr ");
    ucr_print_cstring(to, command);
    ucr_print_cstring(to, *command != '\0' ? " --help'.\n" : "--help'.\n");
    ucr_print_flush(to);
}
