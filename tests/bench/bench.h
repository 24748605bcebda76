/* SPDX-License-Identifier: MIT */
/*
 * What an implementation offers to the benchmark, and what it is given. An
 * adapter is one file with one function, bench_<adapter>(), that gives its
 * implementations; the build lists the adapters.
 */
#ifndef UCR_BENCH_H
#define UCR_BENCH_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <ucr/ucr.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Readable bytes after every body, all zero: what in-situ parsers and vector
 * code of peers ask for. */
#define BENCH_PADDING 128

/* ---- What decoding finds ------------------------------------------------- */

typedef struct bench_log {
    char *bytes;
    size_t len, cap;
} bench_log;

/** What was found in a body. Timed runs count; the self check also logs. */
typedef struct bench_seen {
    size_t bytes;              /**< of all texts: none may be left out */
    int command, result, kind; /**< ucr_command, ucr_result, ucr_json_kind */
    bench_log *log;            /**< NULL in timed runs */
} bench_seen;

/** The members of both messages. */
typedef enum bench_field {
    BENCH_OTHER,
    BENCH_COMMAND_NAME,
    BENCH_RESULT,
    BENCH_RESULT_DETAIL,
    BENCH_ERROR_CODE,
    BENCH_ERROR_MSG,
    BENCH_AUTHORIZATION,
    BENCH_ERROR_PARAM,
    BENCH_DETAILS,
    BENCH_REQUEST_ID
} bench_field;

void bench_log_text(bench_log *log, bench_field field, const char *text,
                    size_t len);

/** One text, unescaped, in the documented order of members. */
static inline void bench_take(bench_seen *seen, bench_field field,
                              const char *text, size_t len)
{
    seen->bytes += len;
    if (seen->log != NULL) {
        bench_log_text(seen->log, field, text, len);
    }
}

/* ---- Names and enumerated values, for those who have no binder ------------
 */

static inline bool bench_is(const char *text, size_t len, const char *word)
{
    return len == strlen(word) && memcmp(text, word, len) == 0;
}

static inline bench_field bench_field_of(const char *name, size_t len)
{
    switch (len) {
    case 6:
        return bench_is(name, len, "result") ? BENCH_RESULT : BENCH_OTHER;
    case 7:
        return bench_is(name, len, "details") ? BENCH_DETAILS : BENCH_OTHER;
    case 9:
        return bench_is(name, len, "error_msg") ? BENCH_ERROR_MSG : BENCH_OTHER;
    case 10:
        if (bench_is(name, len, "error_code")) {
            return BENCH_ERROR_CODE;
        }
        return bench_is(name, len, "request_id") ? BENCH_REQUEST_ID
                                                 : BENCH_OTHER;
    case 11:
        return bench_is(name, len, "error_param") ? BENCH_ERROR_PARAM
                                                  : BENCH_OTHER;
    case 12:
        return bench_is(name, len, "command_name") ? BENCH_COMMAND_NAME
                                                   : BENCH_OTHER;
    case 13:
        return bench_is(name, len, "result_detail") ? BENCH_RESULT_DETAIL
                                                    : BENCH_OTHER;
    case 29:
        return bench_is(name, len, "encoded_authorization_message")
                   ? BENCH_AUTHORIZATION
                   : BENCH_OTHER;
    default:
        return BENCH_OTHER;
    }
}

/** A known name may stand once in an object. */
static inline bool bench_again(unsigned *mask, bench_field field)
{
    unsigned bit = field == BENCH_OTHER ? 0 : 1u << field;
    bool again = (*mask & bit) != 0;
    *mask |= bit;
    return again;
}

static inline bool bench_command(bench_seen *seen, const char *text, size_t len)
{
    if (bench_is(text, len, "START")) {
        seen->command = UCR_COMMAND_START;
    } else if (bench_is(text, len, "STOP")) {
        seen->command = UCR_COMMAND_STOP;
    } else if (bench_is(text, len, "DELETE")) {
        seen->command = UCR_COMMAND_DELETE;
    } else if (bench_is(text, len, "SYNC")) {
        seen->command = UCR_COMMAND_SYNC;
    } else if (bench_is(text, len, "UPLOAD_LOG")) {
        seen->command = UCR_COMMAND_UPLOAD_LOG;
    } else if (bench_is(text, len, "RSET_LOG_ACL")) {
        seen->command = UCR_COMMAND_RSET_LOG_ACL;
    } else {
        seen->command = UCR_COMMAND_OTHER;
    }
    return len > 0;
}

static inline bool bench_result(bench_seen *seen, const char *text, size_t len)
{
    if (bench_is(text, len, "success")) {
        seen->result = UCR_RESULT_SUCCESS;
        return true;
    }
    if (bench_is(text, len, "fail")) {
        seen->result = UCR_RESULT_FAIL;
        return true;
    }
    return false;
}

/** The names on the wire, by enumerator; NULL for NONE and OTHER. */
const char *bench_command_name(ucr_command command);
const char *bench_result_name(ucr_result result);

/* ---- Messages --------------------------------------------------------------
 */

/**
 * One of the ten. `request` or `response` hold what is in it, texts plain and
 * each followed by a NUL, lists as items: what encoding starts from.
 */
typedef struct bench_message {
    const char *name, *title;
    char *body; /**< with BENCH_PADDING zero bytes after it */
    size_t len;
    int status; /**< 0: a request */
    ucr_request request;
    ucr_response response;
    void *memory; /**< what the texts lie in */
} bench_message;

/* ---- Implementations -------------------------------------------------------
 */

/** Where an encoder writes; or it points to memory of its own. */
typedef struct bench_out {
    char *buf;
    size_t cap;
    const char *ptr;
    size_t len;
} bench_out;

typedef enum bench_verdict {
    BENCH_DONE,
    BENCH_REFUSED,
    BENCH_NOT_OFFERED /**< this message is not for this implementation */
} bench_verdict;

/** Faults that an implementation lets through. The self check holds each
 * implementation to what it declares, both ways. */
#define BENCH_TAKES_GRAMMAR 0x001u   /**< commas, colons, brackets */
#define BENCH_TAKES_NUMBER 0x002u    /**< 01, 1., .5 */
#define BENCH_TAKES_LITERAL 0x004u   /**< nul, True */
#define BENCH_TAKES_ESCAPE 0x008u    /**< \x, \u12g4 */
#define BENCH_TAKES_CONTROL 0x010u   /**< raw controls in strings */
#define BENCH_TAKES_UTF8 0x020u      /**< bytes that are no UTF-8 */
#define BENCH_TAKES_WHITE 0x040u     /**< form feeds as white space */
#define BENCH_TAKES_TRAILING 0x080u  /**< something after the body */
#define BENCH_TAKES_CUT 0x100u       /**< a body that ends too early */
#define BENCH_TAKES_DUPLICATE 0x200u /**< a known member twice */
#define BENCH_TAKES_CLASSES 10
/** What pastes a detail as it comes takes all that can be wrong in one. */
#define BENCH_TAKES_ANY_DETAIL                                                 \
    (BENCH_TAKES_GRAMMAR | BENCH_TAKES_NUMBER | BENCH_TAKES_LITERAL |          \
     BENCH_TAKES_ESCAPE | BENCH_TAKES_CONTROL | BENCH_TAKES_UTF8 |             \
     BENCH_TAKES_WHITE | BENCH_TAKES_TRAILING | BENCH_TAKES_CUT)

typedef struct bench_impl {
    const char *name;                    /**< NULL ends a list */
    unsigned decode_takes, encode_takes; /**< BENCH_TAKES_* */
    bool in_situ;                        /**< decode writes into the body */
    bool ours;

    /** State that lives through all calls: buffers, arenas, parsers. */
    void *(*open)(size_t largest_body);
    void (*close)(void *self);

    /** NULL where the library cannot. */
    bool (*decode)(void *self, char *body, size_t len, int status,
                   bench_seen *seen);
    bench_verdict (*encode)(void *self, bench_out *out,
                            const bench_message *message);
} bench_impl;

/** All implementations of all adapters, libucr's first. */
extern const bench_impl *(*const bench_adapters[])(void);

#ifdef __cplusplus
}
#endif

#endif
