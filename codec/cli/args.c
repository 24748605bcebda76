/* SPDX-License-Identifier: MIT */
/*
 * argv into a struct.
 *
 * One table says which options there are and what for; getopt_long() reads
 * them. Knows nothing of what a value may be. Invariant: an option that is
 * kept is one that the table allows for the command and its message.
 */
#define _POSIX_C_SOURCE 200809L

#include "args.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "report.h"
#include "values.h"

/* ---- The table ----------------------------------------------------------- */

#define EVERY                                                                  \
    (UCR_USE_DECODE | UCR_USE_CHECK | UCR_USE_ENCODE | UCR_USE_PATH |          \
     UCR_USE_EXPLAIN)
#define REQUEST UCR_USE_ENCODE_REQUEST
#define RESPONSE UCR_USE_ENCODE_RESPONSE

typedef enum repeat {
    ONCE,
    LAST,
    ALL
} repeat;

typedef struct rule {
    const char *name; /* with its dashes */
    int has_value;
    unsigned uses;
    repeat repeat; /* what a second one means: an error, or that it counts,
                      or that both do */
} rule;

static const rule rules[UCR_OPTION_COUNT] = {
    [UCR_OPTION_PROFILE] = {"--profile", 1, EVERY, LAST},
    [UCR_OPTION_MAX_BODY] = {"--max-body", 1, EVERY, LAST},
    [UCR_OPTION_MAX_DEPTH] = {"--max-depth", 1, EVERY, LAST},
    [UCR_OPTION_MAX_ITEMS] = {"--max-items", 1, EVERY, LAST},
    [UCR_OPTION_COLOR] = {"--color", 1, EVERY, LAST},
    [UCR_OPTION_HELP] = {"--help", 0, EVERY, LAST},
    [UCR_OPTION_VERSION] = {"--version", 0, EVERY, LAST},
    [UCR_OPTION_STATUS] = {"--status", 1, UCR_USE_RESPONSE, ONCE},
    [UCR_OPTION_JSON] = {"--json", 0, UCR_USE_DECODE | UCR_USE_EXPLAIN, LAST},
    [UCR_OPTION_DETAIL_ONLY] = {"--detail", 0, UCR_USE_DECODE_REQUEST, LAST},
    [UCR_OPTION_NDJSON] = {"--ndjson", 0, UCR_USE_CHECK, LAST},
    [UCR_OPTION_JOBS] = {"--jobs", 1, UCR_USE_CHECK, LAST},
    [UCR_OPTION_COMMAND_NAME] = {"--command-name", 1, REQUEST, ONCE},
    [UCR_OPTION_RESULT] = {"--result", 1, REQUEST, ONCE},
    [UCR_OPTION_RESULT_DETAIL] = {"--result-detail", 1, REQUEST, ONCE},
    [UCR_OPTION_RESULT_DETAIL_TEXT] = {"--result-detail-text", 1, REQUEST,
                                       ONCE},
    [UCR_OPTION_RESULT_DETAIL_FILE] = {"--result-detail-file", 1, REQUEST,
                                       ONCE},
    [UCR_OPTION_ERROR_CODE] = {"--error-code", 1, RESPONSE, ONCE},
    [UCR_OPTION_ERROR_MSG] = {"--error-msg", 1, RESPONSE, ONCE},
    [UCR_OPTION_ENCODED_AUTHORIZATION_MESSAGE] =
        {"--encoded-authorization-message", 1, RESPONSE, ONCE},
    [UCR_OPTION_ERROR_PARAM] = {"--error-param", 1, RESPONSE, ALL},
    [UCR_OPTION_DETAIL] = {"--detail", 1, RESPONSE, ALL},
    [UCR_OPTION_REQUEST_ID] = {"--request-id", 1, RESPONSE, ONCE},
    [UCR_OPTION_READ] = {"--read", 1, UCR_USE_PATH, ONCE},
};

typedef struct command {
    const char *name;
    unsigned uses[2]; /* of a request and of a response; or one, without */
} command;

static const command commands[] = {
    {"decode", {UCR_USE_DECODE_REQUEST, UCR_USE_DECODE_RESPONSE}},
    {"check", {UCR_USE_CHECK_REQUEST, UCR_USE_CHECK_RESPONSE}},
    {"encode", {UCR_USE_ENCODE_REQUEST, UCR_USE_ENCODE_RESPONSE}},
    {"path", {UCR_USE_PATH, 0}},
    {"explain", {UCR_USE_EXPLAIN, 0}},
};

static const command *command_named(const char *name)
{
    for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
        if (strcmp(commands[i].name, name) == 0) {
            return &commands[i];
        }
    }
    return NULL;
}

const char *ucr_args_name(ucr_option option)
{
    return rules[option].name;
}

/* ---- getopt -------------------------------------------------------------- */

/* What getopt_long() gives for an option; a short one's letter is less. */
#define FIRST_VALUE 256

/* It gives a word that is no option as WORD, where it stands: the default
 * would depend on the environment. */
#define ORDER "-:"
#define WORD 1

static ucr_turn usage(const ucr_args *args, ucr_print *to, const char *why,
                      const char *shown)
{
    ucr_report_usage(to, args->command, why, shown);
    return UCR_TURN_USAGE;
}

static void list_options(struct option *out, unsigned uses)
{
    size_t count = 0;
    for (int i = 0; i < UCR_OPTION_COUNT; i++) {
        if ((rules[i].uses & uses) != 0) {
            out[count].name = rules[i].name + strlen("--");
            out[count].has_arg =
                rules[i].has_value ? required_argument : no_argument;
            out[count].flag = NULL;
            out[count].val = FIRST_VALUE + i;
            count++;
        }
    }
    memset(&out[count], 0, sizeof(out[count]));
}

/* getopt_long() gave `found`, which is ':' or '?'. */
static ucr_turn bad_option(const ucr_args *args, ucr_print *to, int found,
                           char **argv)
{
    /* A letter may be any byte, and less than 0. */
    char letter[] = {'-', (char)optopt, '\0'};
    bool is_short = optopt != 0 && optopt < FIRST_VALUE;
    const char *shown = is_short ? letter : argv[optind - 1];
    if (found == ':') {
        return usage(args, to, "this option needs a value", shown);
    }
    if (optopt >= FIRST_VALUE) {
        return usage(args, to, "this option takes no value", shown);
    }
    return usage(args, to, "unknown option", shown);
}

static ucr_turn keep_option(ucr_args *args, ucr_print *to, ucr_option option)
{
    if (args->value[option] != NULL && rules[option].repeat == ONCE) {
        return usage(args, to, "this option can be given only once",
                     rules[option].name);
    }
    args->value[option] = rules[option].has_value ? optarg : "";
    if (option == UCR_OPTION_ERROR_PARAM) {
        args->params[args->param_count++] = optarg;
    } else if (option == UCR_OPTION_DETAIL) {
        args->details[args->detail_count++] = optarg;
    }
    return UCR_TURN_RUN;
}

/* `argv` begins with the command's name. */
static ucr_turn read_options(ucr_args *args, unsigned uses, int argc,
                             char **argv, ucr_print *to)
{
    struct option list[UCR_OPTION_COUNT + 1];
    ucr_turn turn = UCR_TURN_RUN;
    list_options(list, uses);
    opterr = 0;
    optind = 1;
    while (turn == UCR_TURN_RUN) {
        int found = getopt_long(argc, argv, ORDER, list, NULL);
        if (found < 0) {
            break;
        }
        if (found == FIRST_VALUE + UCR_OPTION_HELP) {
            turn = UCR_TURN_HELP;
        } else if (found == FIRST_VALUE + UCR_OPTION_VERSION) {
            turn = UCR_TURN_VERSION;
        } else if (found == WORD) {
            args->files[args->file_count++] = optarg;
        } else if (found < FIRST_VALUE) {
            turn = bad_option(args, to, found, argv);
        } else {
            turn = keep_option(args, to, (ucr_option)(found - FIRST_VALUE));
        }
    }
    while (optind < argc) {
        args->files[args->file_count++] = argv[optind++];
    }
    return turn;
}

/* ---- The message --------------------------------------------------------- */

/* The first word that is no option says which message is meant. */
static ucr_turn read_message(ucr_args *args, const command *named,
                             ucr_print *to)
{
    if (named->uses[1] == 0) {
        args->use = named->uses[0];
        return UCR_TURN_RUN;
    }
    const char *word = args->file_count > 0 ? args->files[0] : NULL;
    if (word == NULL) {
        return usage(args, to, "which message: request or response?", NULL);
    }
    if (strcmp(word, "request") == 0) {
        args->use = named->uses[0];
    } else if (strcmp(word, "response") == 0) {
        args->use = named->uses[1];
    } else {
        return usage(args, to, "neither request nor response", word);
    }
    args->files++;
    args->file_count--;
    return UCR_TURN_RUN;
}

static ucr_turn check_uses(const ucr_args *args, ucr_print *to)
{
    for (int i = 0; i < UCR_OPTION_COUNT; i++) {
        if (args->value[i] != NULL && (rules[i].uses & args->use) == 0) {
            return usage(args, to, "this option is for another message",
                         rules[i].name);
        }
    }
    return UCR_TURN_RUN;
}

/* ---- All of it ----------------------------------------------------------- */

static ucr_turn read_command(ucr_args *args, int argc, char **argv,
                             ucr_print *to)
{
    if (argc < 2) {
        return usage(args, to, "which command?", NULL);
    }
    if (strcmp(argv[1], "--help") == 0) {
        return UCR_TURN_HELP;
    }
    if (strcmp(argv[1], "--version") == 0) {
        return UCR_TURN_VERSION;
    }
    const command *found = command_named(argv[1]);
    if (found == NULL) {
        return usage(args, to,
                     *argv[1] == '-' ? "options stand after the command"
                                     : "unknown command",
                     argv[1]);
    }
    args->command = found->name;
    ucr_turn turn = read_options(args, found->uses[0] | found->uses[1],
                                 argc - 1, argv + 1, to);
    if (turn == UCR_TURN_RUN) {
        turn = read_message(args, found, to);
    }
    if (turn == UCR_TURN_RUN) {
        turn = check_uses(args, to);
    }
    return turn == UCR_TURN_RUN ? ucr_values_read(args, to) : turn;
}

ucr_turn ucr_args_read(ucr_args *args, int argc, char **argv, ucr_print *to)
{
    memset(args, 0, sizeof(*args));
    args->command = "";
    args->jobs = 1;
    const size_t most = (size_t)argc + 1;
    args->params = calloc(most, sizeof(*args->params));
    args->details = calloc(most, sizeof(*args->details));
    args->words = calloc(most, sizeof(*args->words));
    args->files = args->words;
    if (args->params == NULL || args->details == NULL || args->words == NULL) {
        return UCR_TURN_MEMORY;
    }
    return read_command(args, argc, argv, to);
}

void ucr_args_free(ucr_args *args)
{
    free(args->params);
    free(args->details);
    free(args->words);
}

bool ucr_args_colored(const ucr_args *args, int fd)
{
    const char *when = args->value[UCR_OPTION_COLOR];
    const char *plain = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");
    if (when != NULL && strcmp(when, "auto") != 0) {
        return strcmp(when, "always") == 0;
    }
    return (plain == NULL || *plain == '\0') &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0) &&
           isatty(fd) == 1;
}
