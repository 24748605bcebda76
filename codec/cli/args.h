/* SPDX-License-Identifier: MIT */
/* The command line, read once. */
#ifndef UCR_CLI_ARGS_H
#define UCR_CLI_ARGS_H

#include "print.h"

/** What a call can be: a command with the message it is about. */
#define UCR_USE_DECODE_REQUEST 0x01u
#define UCR_USE_DECODE_RESPONSE 0x02u
#define UCR_USE_CHECK_REQUEST 0x04u
#define UCR_USE_CHECK_RESPONSE 0x08u
#define UCR_USE_ENCODE_REQUEST 0x10u
#define UCR_USE_ENCODE_RESPONSE 0x20u
#define UCR_USE_PATH 0x40u
#define UCR_USE_EXPLAIN 0x80u

#define UCR_USE_DECODE (UCR_USE_DECODE_REQUEST | UCR_USE_DECODE_RESPONSE)
#define UCR_USE_CHECK (UCR_USE_CHECK_REQUEST | UCR_USE_CHECK_RESPONSE)
#define UCR_USE_ENCODE (UCR_USE_ENCODE_REQUEST | UCR_USE_ENCODE_RESPONSE)
#define UCR_USE_RESPONSE                                                       \
    (UCR_USE_DECODE_RESPONSE | UCR_USE_CHECK_RESPONSE | UCR_USE_ENCODE_RESPONSE)

/** The most jobs that can be asked for. */
#define UCR_ARGS_MAX_JOBS ((size_t)256)

typedef enum ucr_option {
    UCR_OPTION_PROFILE = 0,
    UCR_OPTION_MAX_BODY = 1,
    UCR_OPTION_MAX_DEPTH = 2,
    UCR_OPTION_MAX_ITEMS = 3,
    UCR_OPTION_COLOR = 4,
    UCR_OPTION_HELP = 5,
    UCR_OPTION_VERSION = 6,
    UCR_OPTION_STATUS = 7,
    UCR_OPTION_JSON = 8,
    UCR_OPTION_DETAIL_ONLY = 9,
    UCR_OPTION_NDJSON = 10,
    UCR_OPTION_JOBS = 11,
    UCR_OPTION_COMMAND_NAME = 12,
    UCR_OPTION_RESULT = 13,
    UCR_OPTION_RESULT_DETAIL = 14,
    UCR_OPTION_RESULT_DETAIL_TEXT = 15,
    UCR_OPTION_RESULT_DETAIL_FILE = 16,
    UCR_OPTION_ERROR_CODE = 17,
    UCR_OPTION_ERROR_MSG = 18,
    UCR_OPTION_ENCODED_AUTHORIZATION_MESSAGE = 19,
    UCR_OPTION_ERROR_PARAM = 20,
    UCR_OPTION_DETAIL = 21,
    UCR_OPTION_REQUEST_ID = 22,
    UCR_OPTION_READ = 23
} ucr_option;

#define UCR_OPTION_COUNT 24

/** What is to be done next. */
typedef enum ucr_turn {
    UCR_TURN_RUN = 0,
    UCR_TURN_HELP = 1,
    UCR_TURN_VERSION = 2,
    UCR_TURN_USAGE = 3,  /**< said already */
    UCR_TURN_REFUSE = 4, /**< an option's number is out of range */
    UCR_TURN_MEMORY = 5
} ucr_turn;

typedef struct ucr_args {
    const char *command; /**< its name; empty for the whole */
    unsigned use;        /**< one UCR_USE_* */
    ucr_options options;
    int status;
    size_t jobs;
    const char *value[UCR_OPTION_COUNT]; /**< the last one given; "" for an
                                            option without a value */
    const char **params;                 /**< every --error-param, in order */
    size_t param_count;
    const char **details; /**< every --detail CODE=MESSAGE, in order */
    size_t detail_count;
    const char **words; /**< all that is no option */
    const char **files; /**< the same, the message's own word aside */
    size_t file_count;
    ucr_option refused; /**< with UCR_TURN_REFUSE: which option */
    ucr_error error;    /**< and why */
} ucr_args;

/** Reads it all; writes to `to` only what UCR_TURN_USAGE stands for. Whatever
 * comes of it, ucr_args_free() is due. */
ucr_turn ucr_args_read(ucr_args *args, int argc, char **argv, ucr_print *to);

void ucr_args_free(ucr_args *args);

/** Whether a stream shall have colours. */
bool ucr_args_colored(const ucr_args *args, int fd);

/** An option's name with its dashes. */
const char *ucr_args_name(ucr_option option);

#endif
