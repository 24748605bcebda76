/* SPDX-License-Identifier: MIT */
/*
 * What decode gives into a table for people: a name and a value a row.
 *
 * Knows what the members are called and nothing of how they were read.
 * Invariant: every text of the body is printed as text from outside, so that
 * a row is a line whatever it holds.
 */
#include "show.h"

#include <stdio.h>
#include <string.h>

#include "words.h"

#define NAME_COLUMN ((size_t)16)

/* More than the longest list, the largest index and the longest member. */
#define ELEMENT_ROOM 64

/* More than an offset and a length take. */
#define DETAIL_ROOM 80

/* A row's name, padded to where its value begins. */
static void row_name(ucr_print *to, const char *name)
{
    size_t len = strlen(name);
    ucr_print_color(to, UCR_COLOR_NAME);
    ucr_print_cstring(to, name);
    ucr_print_color(to, UCR_COLOR_NONE);
    do {
        ucr_print_cstring(to, " ");
        len++;
    } while (len < NAME_COLUMN);
}

static void row(ucr_print *to, const char *name, ucr_text text)
{
    if (text.raw.ptr != NULL) {
        row_name(to, name);
        ucr_print_text(to, text);
        ucr_print_cstring(to, "\n");
    }
}

static void row_of(ucr_print *to, const char *name, const char *text)
{
    row(to, name, ucr_text_of(text));
}

/* `list/index` or `list/index/member`, where the text is there. */
static void row_element(ucr_print *to, const char *list, size_t index,
                        const char *member, ucr_text text)
{
    char name[ELEMENT_ROOM];
    (void)snprintf(name, sizeof(name), "%s/%zu%s", list, index, member);
    row(to, name, text);
}

/* Where the detail is, and its beginning. */
static void row_detail(ucr_print *to, const ucr_json *detail, ucr_str body)
{
    char place[DETAIL_ROOM];
    row_name(to, "result_detail");
    ucr_print_cstring(to, ucr_words_kind(detail->kind));
    if (detail->kind != UCR_JSON_ABSENT) {
        (void)snprintf(place, sizeof(place), ", offset %zu, length %zu: ",
                       (size_t)(detail->raw.ptr - body.ptr), detail->raw.len);
        ucr_print_cstring(to, place);
        ucr_print_glimpse(to, detail->raw,
                          NAME_COLUMN + strlen(ucr_words_kind(detail->kind)) +
                              strlen(place));
    }
    ucr_print_cstring(to, "\n");
}

int ucr_table_request(ucr_cli *cli, const ucr_request *request, ucr_str body)
{
    ucr_print *to = &cli->out;
    row_name(to, "command_name");
    ucr_print_text(to, request->command_name);
    ucr_print_cstring(to, request->command == UCR_COMMAND_OTHER
                              ? " (not a documented command)\n"
                              : "\n");
    row_of(to, "result", ucr_words_result(request->result));
    row_detail(to, &request->result_detail, body);
    return UCR_EXIT_ACCEPTED;
}

/* A row for each text; an element with none of them counts, too. */
static void row_detail_element(ucr_print *to, size_t index,
                               const ucr_detail *detail)
{
    row_element(to, "details", index, "/error_code", detail->error_code);
    row_element(to, "details", index, "/error_msg", detail->error_msg);
    if (detail->error_code.raw.ptr == NULL &&
        detail->error_msg.raw.ptr == NULL) {
        row_element(to, "details", index, "",
                    ucr_text_of("(neither code nor message)"));
    }
}

static void table_lists(ucr_print *to, const ucr_response *response)
{
    ucr_text param;
    ucr_detail detail;
    size_t index = 0;
    ucr_iter params = ucr_each_param(&response->error_param);
    while (ucr_next_param(&params, &param)) {
        row_element(to, "error_param", index++, "", param);
    }
    if (response->error_param.raw.ptr != NULL && index == 0) {
        row_of(to, "error_param", "(empty list)");
    }
    index = 0;
    ucr_iter details = ucr_each_detail(&response->details);
    while (ucr_next_detail(&details, &detail)) {
        row_detail_element(to, index++, &detail);
    }
    if (response->details.raw.ptr != NULL && index == 0) {
        row_of(to, "details", "(empty list)");
    }
}

static void table_ignored(ucr_print *to, unsigned ignored)
{
    const char *before = "";
    if (ignored == 0) {
        return;
    }
    row_name(to, "ignored");
    for (unsigned bit = 1; bit < UCR_WORDS_IGNORED_END; bit <<= 1) {
        if ((ignored & bit) != 0) {
            ucr_print_cstring(to, before);
            ucr_print_cstring(to, ucr_words_ignored(bit));
            before = ", ";
        }
    }
    ucr_print_cstring(to, "\n");
}

int ucr_table_response(ucr_cli *cli, const ucr_response *response)
{
    ucr_print *to = &cli->out;
    row_name(to, "status");
    ucr_print_decimal(to, (size_t)response->status);
    ucr_print_cstring(to, "\n");
    row_of(to, "shape", ucr_words_shape(response->shape));
    row(to, "error_code", response->error_code);
    row(to, "error_msg", response->error_msg);
    row(to, "encoded_authorization_message",
        response->encoded_authorization_message);
    table_lists(to, response);
    row(to, "request_id", response->request_id);
    row(to, "title", response->title);
    row(to, "message", response->message);
    table_ignored(to, response->ignored);
    return UCR_EXIT_ACCEPTED;
}
