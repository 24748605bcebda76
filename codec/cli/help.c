/* SPDX-License-Identifier: MIT */
/*
 * What --help prints.
 *
 * Knows every option and what it means to a user. Invariant: each text is one
 * constant that fits a terminal of 80 columns.
 */
#include <string.h>

#include "run.h"

#define COMMON                                                                 \
    "\nCommon options:\n"                                                      \
    "  --profile P      interop (the default): what real peers send;\n"        \
    "                   strict: the documented page and nothing else\n"        \
    "  --max-body N     bytes of a body (12582912)\n"                          \
    "  --max-depth N    levels of nesting, 1 to 512 (128)\n"                   \
    "  --max-items N    elements of error_param, and of details (65536)\n"     \
    "  --color WHEN     auto (the default): on a terminal, unless NO_COLOR "   \
    "is\n"                                                                     \
    "                   set or TERM is dumb; always or never beat both\n"      \
    "  --help           this text\n"                                           \
    "  --version        the version of the library\n"                          \
    "\nExit status: 0 accepted, 1 refused, 2 usage, or input or output that\n" \
    "failed (a full disk, a closed pipe), whatever else was found. A number\n" \
    "that is out of range is a refusal.\n"

static const char general[] =
    "Usage: ucr COMMAND ...\n"
    "\n"
    "Reads and writes the bodies of UpdateCommandResult, the call with which\n"
    "a migration agent reports how a command ended.\n"
    "\n"
    "  ucr decode request  [FILE]             what a body says\n"
    "  ucr decode response --status N [FILE]\n"
    "  ucr check  request  [FILE|DIR]...      many bodies at once\n"
    "  ucr check  response --status N [FILE|DIR]...\n"
    "  ucr encode request  --command-name C --result R ...\n"
    "  ucr encode response --status N ...     make a body\n"
    "  ucr path   SERVER_ID                   the path of a request\n"
    "  ucr path   --read TARGET               the server id in a path\n"
    "  ucr explain [CODE]...                  what a code means, and what to "
    "do\n"
    "\n"
    "FILE - or none is standard input. 'ucr COMMAND --help' tells "
    "more.\n" COMMON;

static const char decode[] =
    "Usage: ucr decode request [--json|--detail] [FILE]\n"
    "       ucr decode response --status N [--json] [FILE]\n"
    "\n"
    "Prints what one body says as a table. FILE - or none is standard input.\n"
    "A body that is refused is told on standard error as FILE:LINE:COLUMN,\n"
    "code, path and reason, with the line and a caret below it; a terminal\n"
    "gets them in its own width (or that of COLUMNS), and a hint.\n"
    "\n"
    "  --status N       the HTTP status that came with the response\n"
    "  --json           one JSON object on standard output, for a refusal too\n"
    "  --detail         only the request's result detail, indented. A string\n"
    "                   that holds JSON is printed as that JSON, any other\n"
    "                   string as a string. Nothing is printed where there is\n"
    "                   no detail: standard error says so, and the exit\n"
    "                   status is 0. More than 127 levels cannot be printed:\n"
    "                   exit status 2.\n"
    "\n"
    "Control and bidirectional characters are printed as escapes: \\u{1b} in\n"
    "tables and messages, \\u001B in JSON. In JSON an escaped surrogate\n"
    "without its partner is U+FFFD.\n" COMMON;

static const char check[] =
    "Usage: ucr check request [--ndjson] [--jobs N] [FILE|DIR]...\n"
    "       ucr check response --status N [--ndjson] [--jobs N] [FILE|DIR]...\n"
    "\n"
    "Checks many bodies. Prints a line for each that is refused, in the order\n"
    "of the input, and at the end 'N checked, N refused'. FILE - or none is\n"
    "standard input. Of a DIR, and of the folders in it, all regular files "
    "are\n"
    "checked, links to files included, in the byte order of their paths, but\n"
    "for names that begin with a dot; links to folders are not followed. A\n"
    "file that cannot be read is told on standard error, is not counted, and\n"
    "makes the exit status 2.\n"
    "\n"
    "  --status N       the HTTP status that came with all the responses\n"
    "  --ndjson         each line of a file is a body: LINE is the line of "
    "the\n"
    "                   file, a blank line is an empty body, and nothing\n"
    "                   stands after the last line feed\n"
    "  --jobs N         how many bodies to work on at a time, 1 to 256 (1);\n"
    "                   the output is the same\n" COMMON;

static const char encode[] =
    "Usage: ucr encode request --command-name C --result R [DETAIL]\n"
    "       ucr encode response --status N [MEMBER]...\n"
    "\n"
    "Prints a body, followed by a line feed only on a terminal. Values are\n"
    "plain text: what JSON needs escaped is escaped. A refusal names the\n"
    "option, and the file for --result-detail-file, in the place of FILE.\n"
    "\n"
    "  --command-name C             START, STOP, DELETE, SYNC, UPLOAD_LOG,\n"
    "                               RSET_LOG_ACL; in interop any other name\n"
    "  --result R                   success or fail\n"
    "DETAIL is one of\n"
    "  --result-detail JSON         any JSON value (strict: object or string)\n"
    "  --result-detail-text T       a text, written as a JSON string\n"
    "  --result-detail-file F       a file that holds JSON; - is standard\n"
    "                               input\n"
    "\n"
    "  --status N                   the HTTP status to answer with. For a\n"
    "                               success there are no members; an error\n"
    "                               needs the first two:\n"
    "  --error-code C\n"
    "  --error-msg M\n"
    "  --encoded-authorization-message E\n"
    "  --error-param P              may be repeated\n"
    "  --detail CODE=MESSAGE        may be repeated; the first = divides\n"
    "  --request-id R               interop only\n" COMMON;

static const char path[] =
    "Usage: ucr path SERVER_ID\n"
    "       ucr path --read TARGET\n"
    "\n"
    "Prints the path of a request for a server id; or, of a request target\n"
    "with or without a query, the server id, percent-decoded. An id that\n"
    "begins with a dash comes after --.\n" COMMON;

static const char explain[] =
    "Usage: ucr explain [--json] [CODE]...\n"
    "\n"
    "Says of codes what they mean and what to do: of the library's own, with\n"
    "or without UCR_E_, and of those that come with answers (SMS.2009,\n"
    "APIGW.0301, PAP5.0001, 401), in letters of any case. Without a CODE it\n"
    "lists what it knows; # is any digit there. The exit status is 1 when\n"
    "nothing is known of a CODE.\n"
    "\n"
    "  --json           one JSON object a line\n" COMMON;

const char *ucr_help_text(const char *command)
{
    static const struct {
        const char *name;
        const char *text;
    } texts[] = {
        {"decode", decode}, {"check", check},     {"encode", encode},
        {"path", path},     {"explain", explain},
    };
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        if (strcmp(texts[i].name, command) == 0) {
            return texts[i].text;
        }
    }
    return general;
}
