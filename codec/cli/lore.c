/* SPDX-License-Identifier: MIT */
/*
 * A code into what it means and what to do about it.
 *
 * Knows no output. Invariant: the sentence of a code of the library is the
 * library's own; what is said of other codes is what the documentation ties to
 * this call, and of the rest of a family only what all of it shares.
 */
#include "lore.h"

#include <string.h>

/* ---- The library --------------------------------------------------------- */

typedef struct advice {
    ucr_code code;
    const char *offset;
    const char *action;
} advice;

#define AT_LENGTH "the length of the body"
#define AT_BYTE "the first byte that cannot stand there"
#define AT_BACKSLASH "the backslash of the escape"
#define AT_VALUE "the first byte of the value"
#define AT_START "the beginning, 0"
#define FIX_THE_WRITER                                                         \
    "The bytes are not JSON: have the sender write them with a JSON library, " \
    "and look for a proxy or a log that changed them. "

static const advice advices[] = {
    {UCR_OK, AT_START, "Nothing."},
    {UCR_E_EMPTY, AT_LENGTH,
     "The sender set no body, or something on the way dropped it. Send the "
     "message. In interop an answer may be empty, a request never."},
    {UCR_E_EOF, AT_LENGTH,
     "Something was cut: compare the length with Content-Length, and read the "
     "connection to its end before decoding."},
    {UCR_E_SYNTAX, AT_BYTE,
     FIX_THE_WRITER "Infinity and NaN, single quotes, comments and a comma "
                    "before a bracket are not JSON."},
    {UCR_E_NUMBER, "the byte where a digit is due, or the one too many",
     FIX_THE_WRITER "A number has no leading zero or plus, and digits on both "
                    "sides of its point."},
    {UCR_E_CONTROL, "the control character",
     "Escape what is below U+0020 in strings: a line feed is \\n there."},
    {UCR_E_ESCAPE, AT_BACKSLASH,
     "JSON has \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\u with four hex digits. "
     "A backslash of a Windows path is written twice."},
    {UCR_E_SURROGATE, AT_BACKSLASH,
     "The sender cut a text between the two halves of a character. Cut at "
     "whole characters, or read in interop, which takes it as U+FFFD."},
    {UCR_E_UTF8, "the first byte of the bad sequence",
     "The sender wrote another encoding, or cut a text inside a character. "
     "Convert to UTF-8 before writing JSON."},
    {UCR_E_BOM, AT_START,
     "Send UTF-8 without a byte order mark. In interop a UTF-8 mark is "
     "skipped; a UTF-16 mark is refused in both profiles."},
    {UCR_E_TRAILING, "the first byte of what follows",
     "A body is one value. For a file with a body a line there is 'ucr check "
     "--ndjson'."},
    {UCR_E_DEPTH, "the bracket that is one too deep",
     "Send a flatter detail, or allow more: max_depth, --max-depth N, at most "
     "512."},
    {UCR_E_TYPE, AT_VALUE,
     "Send the documented type: texts are strings, result_detail is in strict "
     "an object or a string. Interop is more patient."},
    {UCR_E_ENUM, AT_VALUE,
     "command_name is START, STOP, DELETE, SYNC, UPLOAD_LOG or RSET_LOG_ACL "
     "(in interop any text but the empty one), result is success or fail; "
     "case matters."},
    {UCR_E_MISSING, "the closing brace of the object",
     "Add the member that the path names. A request needs command_name and "
     "result, in strict result_detail too; an error in strict error_code and "
     "error_msg."},
    {UCR_E_DUPLICATE, "the quote that opens the second name",
     "Send each member once. Two decoders may take different twins, so this "
     "is refused in both profiles; an escaped spelling is the same name."},
    {UCR_E_UNKNOWN, "the quote that opens the name",
     "Leave the member out, put it inside result_detail, or read in interop, "
     "which skips what it does not know."},
    {UCR_E_ITEMS, "the first byte of the element that is one too many",
     "Send a shorter list, or allow more: max_items, --max-items N."},
    {UCR_E_LENGTH, "the first character that is one too many",
     "Shorten the text: error_code has at most 255 characters, error_msg 1024, "
     "encoded_authorization_message 65535. Interop does not count them."},
    {UCR_E_STATUS, AT_START,
     "Give the status that came with the answer. Final ones are 200 to 599; "
     "strict knows 200, 400, 401, 403, 404 and 500 alone."},
    {UCR_E_BODY_SIZE, "the limit, max_body",
     "Send less, or allow more: max_body, --max-body N. The service itself "
     "documents 10240 bytes for a request in older lists, its gateway 12 MB."},
    {UCR_E_SPACE, AT_START,
     "Call again with as much room as *len says; nothing is lost."},
    {UCR_E_ARGUMENT, AT_START,
     "Look at the call: a NULL pointer, an unknown profile, a limit out of "
     "range, an error without both texts, or members that do not go with the "
     "status or the profile."},
    {UCR_E_PATH, "the first byte that is wrong",
     "The path is /v3/sources/ID/command_result. An id has 1 to 255 bytes (in "
     "strict 36), to be written only letters, digits and - . _ ~"},
    {UCR_E_TOKEN, "the first byte that is wrong",
     "A token has 1 to 16384 bytes, none of them a space, a control or beyond "
     "ASCII: look for a line feed that came along with it."},
    {UCR_E_CONTENT_TYPE, "the first byte that is wrong",
     "Send Content-Type: application/json, at most with charset=utf-8."},
    {UCR_E_MEMORY, AT_START,
     "Lower max_body for what comes from outside, or give the process more."},
    {UCR_E_CANCELLED, AT_START,
     "One of your own yajl callbacks gave 0: there is nothing to mend here."},
};

#define ADVICE_COUNT (sizeof(advices) / sizeof(advices[0]))

static ucr_lore lore_of_advice(const advice *from)
{
    const ucr_lore lore = {
        .code = ucr_code_name(from->code),
        .means = ucr_code_text(from->code),
        .offset = from->offset,
        .action = from->action,
        .origin = UCR_ORIGIN_LIBRARY,
        .number = (int)from->code,
    };
    return lore;
}

/* ---- The service and what stands in front of it ---------------------------
 */

#define GATEWAY_MEANS                                                          \
    "The API gateway answered, the service has not seen the request. The "     \
    "status says what of it was wrong."
#define GATEWAY_ACTION                                                         \
    "401: token or signature, and the machine's clock. 403: permission. 404: " \
    "host, region and path. 413: less detail. 429, 502, 503, 504: again, "     \
    "with back-off. Keep request_id for whoever runs the gateway."
#define GATEWAY_STATUSES {401, 403, 404, 413, 429, 494, 500, 502, 503, 504}

/* The first that fits wins: a code before its family. */
static const ucr_lore others[] = {
    {.code = "SMS.2004",
     .means = "The request is longer than the service takes.",
     .action = "Send less detail: older lists allow 10240 bytes for a whole "
               "request, the gateway 12 MB. Sending the same again is no use.",
     .origin = UCR_ORIGIN_SERVICE,
     .statuses = {401}},
    {.code = "SMS.2005",
     .means = "The request has no Content-Type.",
     .action = "Send Content-Type: application/json.",
     .origin = UCR_ORIGIN_SERVICE,
     .statuses = {401}},
    {.code = "SMS.2006",
     .means = "The request's Content-Type is not application/json.",
     .action = "Send Content-Type: application/json, at most with "
               "charset=utf-8.",
     .origin = UCR_ORIGIN_SERVICE,
     .statuses = {401}},
    {.code = "SMS.2007",
     .means = "An exception behind the service: the request may be right.",
     .action = "Send it again later, with back-off; keep the report until a "
               "200 comes.",
     .origin = UCR_ORIGIN_SERVICE,
     .statuses = {500}},
    {.code = "SMS.2009",
     .means = "The command is not the one that the server has.",
     .action = "Report the command that the server was given last, under its "
               "own name and id. Drop a report of one that was replaced: "
               "sending it again is no use.",
     .origin = UCR_ORIGIN_SERVICE,
     .statuses = {400}},
    {.code = "SMS.2252",
     .means = "The server has no migration task.",
     .action = "The task was deleted, or the id is another server's: check the "
               "id in the path, and stop reporting if it is right.",
     .origin = UCR_ORIGIN_SERVICE,
     .statuses = {404}},
    {.code = "SMS.9004",
     .means = "The account may not do this.",
     .action = "Grant the permission " UCR_PERMISSION ". details and "
               "encoded_authorization_message say which policy refused.",
     .origin = UCR_ORIGIN_SERVICE,
     .statuses = {403}},
    {.code = "PAP5.0001",
     .means = "A policy of the identity service refused the request.",
     .action = "Grant the permission " UCR_PERMISSION ". "
               "encoded_authorization_message says which policy refused; keep "
               "request_id.",
     .origin = UCR_ORIGIN_IDENTITY,
     .statuses = {403}},
    {.code = "SMS.####",
     .means = "A code of the service which is not tied to this call.",
     .action = "Go by the status and error_msg: a 4xx needs another request, a "
               "5xx may be sent again, with back-off.",
     .origin = UCR_ORIGIN_SERVICE},
    {.code = "APIGW.####",
     .means = GATEWAY_MEANS,
     .action = GATEWAY_ACTION,
     .origin = UCR_ORIGIN_GATEWAY,
     .statuses = GATEWAY_STATUSES},
    {.code = "APIG.####",
     .means = GATEWAY_MEANS " (Documentation writes APIG, live answers APIGW.)",
     .action = GATEWAY_ACTION,
     .origin = UCR_ORIGIN_GATEWAY,
     .statuses = GATEWAY_STATUSES},
    {.code = "PAP#.####",
     .means = "A policy of the identity service.",
     .action = "Look at the account's policies; encoded_authorization_message, "
               "where it is there, says which one refused. Keep request_id.",
     .origin = UCR_ORIGIN_IDENTITY},
    {.code = "401",
     .means = "The identity service does not know the caller; it writes the "
              "status as the code.",
     .action = "Get a new token, or check the signature's key and the "
               "machine's clock; then send the report again.",
     .origin = UCR_ORIGIN_IDENTITY,
     .statuses = {401}},
    {.code = "403",
     .means = "The identity service knows the caller and refuses it; it writes "
              "the status as the code.",
     .action = "Grant the permission " UCR_PERMISSION ".",
     .origin = UCR_ORIGIN_IDENTITY,
     .statuses = {403}},
};

#define OTHER_COUNT (sizeof(others) / sizeof(others[0]))

/* ---- Looking up ---------------------------------------------------------- */

static char upper(char c)
{
    return (char)(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
}

/* Letters in any case; a `#` of the pattern is any digit. */
static bool fits(const char *pattern, const char *code)
{
    for (; *pattern != '\0'; pattern++, code++) {
        const bool any = *pattern == '#' && *code >= '0' && *code <= '9';
        if (!any && *pattern != upper(*code)) {
            return false;
        }
    }
    return *code == '\0';
}

static bool fits_library(const char *name, const char *code)
{
    static const char *const prefixes[] = {"", "UCR_", "UCR_E_"};
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
        const size_t len = strlen(prefixes[i]);
        if (strncmp(name, prefixes[i], len) == 0 && fits(name + len, code)) {
            return true;
        }
    }
    return false;
}

bool ucr_lore_at(ucr_lore *out, size_t index)
{
    if (index < ADVICE_COUNT) {
        *out = lore_of_advice(&advices[index]);
        return true;
    }
    if (index - ADVICE_COUNT < OTHER_COUNT) {
        *out = others[index - ADVICE_COUNT];
        return true;
    }
    return false;
}

ucr_lore ucr_lore_of(const char *code)
{
    ucr_lore lore;
    const ucr_lore none = {.origin = UCR_ORIGIN_NONE};
    for (size_t i = 0; ucr_lore_at(&lore, i); i++) {
        const bool found = lore.origin == UCR_ORIGIN_LIBRARY
                               ? fits_library(lore.code, code)
                               : fits(lore.code, code);
        if (found) {
            return lore;
        }
    }
    return none;
}
