/* SPDX-License-Identifier: MIT */
/**
 * @file
 * libucr: a codec for UpdateCommandResult, the call with which an agent of
 * Huawei Cloud's Server Migration Service reports how a command ended:
 * POST /v3/sources/{server_id}/command_result.
 *
 * Decoding is zero-copy: what it gives are views into the caller's body, which
 * live exactly as long as that body does and must not change meanwhile. (If it
 * or any other source does, memory stays safe and the answer is unspecified.)
 * Nothing here allocates, keeps state, or depends on a locale; every function
 * may be called from any thread.
 *
 * Rules that hold for every function:
 *
 *  - `err` may be NULL. Otherwise it is written by every call: all zero on
 *    success, and code, offset and path on failure.
 *  - `options` may be NULL: the interop profile with default limits.
 *  - On failure `*out` is all zero, `*len` is 0 and what `buf` holds is
 *    unspecified; with UCR_E_SPACE alone `*len` is the full size that was
 *    needed.
 *  - A source may be {NULL, 0}. To what returns an ucr_code a source {NULL, n},
 *    or a NULL `out`, `len` or `in`, is UCR_E_ARGUMENT; elsewhere a pointer is
 *    NULL only where that is said. `buf` may be NULL when `cap` is 0.
 *  - All sizes, capacities and offsets are bytes.
 *  - Outputs never overlap inputs.
 *  - A struct that is all zero says "absent" or "none", never a valid value.
 */
#ifndef UCR_UCR_H
#define UCR_UCR_H

#include <stdbool.h>
#include <stddef.h>

#include <ucr/export.h>

/** The version of this header, MAJOR.MINOR.PATCH. */
#define UCR_VERSION_MAJOR 0
/** See UCR_VERSION_MAJOR. */
#define UCR_VERSION_MINOR 1
/** See UCR_VERSION_MAJOR. */
#define UCR_VERSION_PATCH 0
/** The same as one number, 10000 * MAJOR + 100 * MINOR + PATCH. */
#define UCR_VERSION                                                            \
    (UCR_VERSION_MAJOR * 10000 + UCR_VERSION_MINOR * 100 + UCR_VERSION_PATCH)

#ifdef __cplusplus
extern "C" {
#endif

/* ---- The operation ------------------------------------------------------- */

/** The method of the request. */
#define UCR_METHOD "POST"
/** What stands before the server id in the request target. */
#define UCR_PATH_PREFIX "/v3/sources/"
/** What stands after the server id in the request target. */
#define UCR_PATH_SUFFIX "/command_result"
/** The name of the header that holds a token. */
#define UCR_HEADER_TOKEN "X-Auth-Token"
/** The Content-Type of a request and of an answer. */
#define UCR_MEDIA_TYPE "application/json"
/** The permission that the service asks of the caller. */
#define UCR_PERMISSION "sms:server:updateCommandResult"

/* ---- Limits -------------------------------------------------------------- */

/** Bytes of a whole body: what the service's gateway takes (12 MiB). */
#define UCR_DEFAULT_MAX_BODY ((size_t)12 * 1024 * 1024)
/** Levels of nesting; the outermost object or array is level 1. */
#define UCR_DEFAULT_MAX_DEPTH ((size_t)128)
/** The most levels that an option can ask for. */
#define UCR_MAX_DEPTH ((size_t)512)
/** Elements of `error_param`, and of `details`. */
#define UCR_DEFAULT_MAX_ITEMS ((size_t)65536)
/** Bytes of a server id. */
#define UCR_MAX_SERVER_ID ((size_t)255)
/** Bytes of a server id in strict (the newer pages: 1..36). */
#define UCR_MAX_SERVER_ID_STRICT ((size_t)36)
/** Bytes of an X-Auth-Token (the page: 1..16384). */
#define UCR_MAX_TOKEN ((size_t)16384)
/** Documented length of `error_code`, in code points; like the next two it is
 * held by strict on encode. */
#define UCR_MAX_ERROR_CODE ((size_t)255)
/** Documented length of `error_msg`, in code points. */
#define UCR_MAX_ERROR_MSG ((size_t)1024)
/** Documented length of `encoded_authorization_message`, in code points. */
#define UCR_MAX_ENCODED_AUTHORIZATION_MESSAGE ((size_t)65535)
/** Steps of a path. */
#define UCR_MAX_STEPS 3
/** Bytes that any rendered path fits in, NUL included. */
#define UCR_MAX_PATH ((size_t)80)

/* ---- Codes --------------------------------------------------------------- */

/**
 * What is wrong, each with where its offset points. Codes 1 to 31 come from
 * the scanner; of these all but UCR_E_BOM, UCR_E_SURROGATE and UCR_E_DEPTH
 * mean that the bytes are not JSON (RFC 8259). Numbers are fixed for good.
 */
typedef enum ucr_code {
    UCR_OK = 0, /**< There is no fault. */

    /* Scanner. */
    UCR_E_EMPTY = 1,     /**< ` `: only white space; at the length. */
    UCR_E_EOF = 2,       /**< `{"a":`: ends too early; at the length. */
    UCR_E_SYNTAX = 3,    /**< `[1,]`: the first byte that cannot stand there. */
    UCR_E_NUMBER = 4,    /**< `01`, `1.x`: the first byte that cannot be. */
    UCR_E_CONTROL = 5,   /**< A raw byte below U+0020 in a string; there. */
    UCR_E_ESCAPE = 6,    /**< `"\x"`: no such escape; at its backslash. */
    UCR_E_SURROGATE = 7, /**< `"\ud800"` in strict: without its partner; at
                            its backslash. */
    UCR_E_UTF8 = 8,      /**< Bytes in a string that are not UTF-8; at the
                            first byte of the bad sequence. */
    UCR_E_BOM = 9,       /**< A UTF-16 mark, in strict also UTF-8's; at 0. */
    UCR_E_TRAILING = 10, /**< `{} x`: something after the value; there. */
    UCR_E_DEPTH = 11,    /**< One bracket deeper than max_depth; there. */

    /* Meaning. */
    UCR_E_TYPE = 32,      /**< A value of the wrong type; its first byte. */
    UCR_E_ENUM = 33,      /**< A value that is not on the list; same. */
    UCR_E_MISSING = 34,   /**< A required member; at the closing brace. */
    UCR_E_DUPLICATE = 35, /**< A known member's second name; its quote. */
    UCR_E_UNKNOWN = 36,   /**< In strict an unknown member; its quote. */
    UCR_E_ITEMS = 37,     /**< The element after max_items; its first byte. */
    UCR_E_LENGTH = 38,    /**< Encode in strict: longer than documented; the
                             first byte of the first code point too many. */

    /* The message as a whole. */
    UCR_E_STATUS = 64,    /**< Not a status that the profile knows; 0. */
    UCR_E_BODY_SIZE = 65, /**< Longer than max_body; at max_body. */

    /* The caller. */
    UCR_E_SPACE = 96,    /**< `cap` is too small; the size goes to `*len`. */
    UCR_E_ARGUMENT = 97, /**< A call that cannot be right; offset 0. */

    /* Endpoint. */
    UCR_E_PATH = 128,         /**< Not this operation's path, or no usable id;
                                 the first byte that is wrong. */
    UCR_E_TOKEN = 129,        /**< Empty, too long, or a byte outside
                                 0x21..0x7E; that byte. */
    UCR_E_CONTENT_TYPE = 130, /**< Not JSON in UTF-8; the first wrong byte. */

    /* The yajl bridge. */
    UCR_E_MEMORY = 160,   /**< An allocation failed; offset 0. */
    UCR_E_CANCELLED = 161 /**< A callback said stop; offset 0. */
} ucr_code;

/** One step of a path: a member's name, or (name NULL) an element's index. */
typedef struct ucr_step {
    const char *name; /**< static, NUL-terminated, never from the body */
    size_t index;     /**< from 0 */
} ucr_step;

/** What is wrong and where. Holds no input bytes: safe to log. */
typedef struct ucr_error {
    size_t offset;                /**< from the first byte of the source */
    ucr_step path[UCR_MAX_STEPS]; /**< from the top down */
    unsigned steps;               /**< how many of them; 0: the top itself */
    ucr_code code;                /**< what is wrong; UCR_OK: nothing */
} ucr_error;

/* ---- Values -------------------------------------------------------------- */

/** Bytes. `ptr` NULL: absent; present but empty is never NULL. */
typedef struct ucr_str {
    const char *ptr; /**< not NUL-terminated, not owned */
    size_t len;      /**< bytes */
} ucr_str;

/**
 * The contents of a JSON string, without its quotes. Where `escaped` is set
 * `raw` still holds JSON escapes and ucr_text_copy() undoes them; where it is
 * not, `raw` is the plain UTF-8 text itself. Compare with ucr_text_equal().
 */
typedef struct ucr_text {
    ucr_str raw;  /**< as it stands on the wire */
    bool escaped; /**< whether `raw` holds escapes */
} ucr_text;

/** What a JSON value is. */
typedef enum ucr_json_kind {
    UCR_JSON_ABSENT = 0, /**< there is no value */
    UCR_JSON_OBJECT = 1, /**< `{}` */
    UCR_JSON_ARRAY = 2,  /**< `[]` */
    UCR_JSON_STRING = 3, /**< `""` */
    UCR_JSON_NUMBER = 4, /**< `0` */
    UCR_JSON_BOOL = 5,   /**< `true` or `false` */
    UCR_JSON_NULL = 6    /**< `null`, which is a value, too */
} ucr_json_kind;

/** One JSON value as it stands on the wire, quotes and brackets included. */
typedef struct ucr_json {
    ucr_str raw;        /**< its bytes, no white space around them */
    ucr_json_kind kind; /**< encode holds it against the bytes */
} ucr_json;

/** One element of `details`; a text that is absent has a NULL pointer. */
typedef struct ucr_detail {
    ucr_text error_code; /**< a number's text as it stands, in interop */
    ucr_text error_msg;  /**< in words */
} ucr_detail;

/**
 * A list of texts. Decode fills `raw` (the whole array, brackets included) and
 * `count`; a caller who encodes fills `items` and `count`, or hands on what
 * decode gave. Both pointers NULL: absent. `items` wins where both are there.
 */
typedef struct ucr_texts {
    ucr_str raw;           /**< from decode: the array in the body */
    const ucr_text *items; /**< from a caller: `count` of them */
    size_t count;          /**< elements */
} ucr_texts;

/** A list of details; see ucr_texts. */
typedef struct ucr_details {
    ucr_str raw;             /**< from decode: the array in the body */
    const ucr_detail *items; /**< from a caller: `count` of them */
    size_t count;            /**< elements */
} ucr_details;

/* ---- Options ------------------------------------------------------------- */

/** What is taken besides JSON itself, which is judged alike in both. */
typedef enum ucr_profile {
    UCR_INTEROP = 0, /**< what real peers send and answer */
    UCR_STRICT = 1   /**< the documented page and nothing else */
} ucr_profile;

/** All zero: interop with default limits. */
typedef struct ucr_options {
    size_t max_body;     /**< bytes; 0: UCR_DEFAULT_MAX_BODY */
    size_t max_depth;    /**< levels; 0: UCR_DEFAULT_MAX_DEPTH; more than
                            UCR_MAX_DEPTH: UCR_E_ARGUMENT */
    size_t max_items;    /**< elements a list; 0: UCR_DEFAULT_MAX_ITEMS */
    ucr_profile profile; /**< UCR_INTEROP or UCR_STRICT */
} ucr_options;

/* ---- The request --------------------------------------------------------- */

/** The command whose end is reported. */
typedef enum ucr_command {
    UCR_COMMAND_NONE = 0,         /**< none: never decoded, not encoded */
    UCR_COMMAND_START = 1,        /**< `START` */
    UCR_COMMAND_STOP = 2,         /**< `STOP` */
    UCR_COMMAND_DELETE = 3,       /**< `DELETE` */
    UCR_COMMAND_SYNC = 4,         /**< `SYNC` */
    UCR_COMMAND_UPLOAD_LOG = 5,   /**< `UPLOAD_LOG` */
    UCR_COMMAND_RSET_LOG_ACL = 6, /**< `RSET_LOG_ACL`, spelled so */
    UCR_COMMAND_OTHER = 7         /**< interop: a name outside the six */
} ucr_command;

/** How it ended. */
typedef enum ucr_result {
    UCR_RESULT_NONE = 0,    /**< none: never decoded, not encoded */
    UCR_RESULT_SUCCESS = 1, /**< `success` */
    UCR_RESULT_FAIL = 2     /**< `fail` */
} ucr_result;

/** A request. Decode gives views into the body, which live as long as it. */
typedef struct ucr_request {
    ucr_text command_name;       /**< as sent; encode reads it only with
                                    UCR_COMMAND_OTHER */
    ucr_json result_detail;      /**< UCR_JSON_ABSENT: not there */
    ucr_text result_detail_text; /**< the same when it is a string; encode
                                    writes it when result_detail is absent */
    ucr_command command;         /**< decode: never NONE */
    ucr_result result;           /**< decode: never NONE */
} ucr_request;

/**
 * Reads a request body.
 *
 * UCR_E_ARGUMENT  see the rules above; unknown profile; max_depth too large
 * UCR_E_BODY_SIZE the body is longer than max_body
 * scanner codes   the first of these in the body; they outrank all below
 * UCR_E_TYPE      the body is no object; command_name or result no string;
 *                 in strict result_detail neither object nor string
 * UCR_E_ENUM      command_name empty, in strict not one of the six; result
 *                 neither `success` nor `fail`
 * UCR_E_MISSING   command_name, result, in strict result_detail
 * UCR_E_DUPLICATE one of the three a second time, however it is spelled
 * UCR_E_UNKNOWN   in strict any other member
 */
UCR_API ucr_code ucr_decode_request(ucr_request *out, ucr_str body,
                                    const ucr_options *options, ucr_error *err);

/**
 * Writes a request body: compact, members in the documented order.
 *
 * `*len` becomes the body's size. What decoding under the same options would
 * refuse is refused here with the same code, the path naming the member and
 * the offset counting inside the value given for it; but the size of it all,
 * which is known last, is judged last. Also:
 *
 * UCR_E_ARGUMENT  command or result NONE or no enumerator; UCR_COMMAND_OTHER
 *                 with no name or with one of the six; a detail whose kind is
 *                 not what its bytes are
 * UCR_E_SPACE     all is well but `cap` is less than `*len`; the contents of
 *                 `buf` are then unspecified
 */
UCR_API ucr_code ucr_encode_request(char *buf, size_t cap, size_t *len,
                                    const ucr_request *in,
                                    const ucr_options *options, ucr_error *err);

/** A request body in three pieces, in order, for gathering output. */
typedef struct ucr_parts {
    ucr_str head;   /**< in the caller's buffer */
    ucr_str detail; /**< where the caller has it */
    ucr_str tail;   /**< in the caller's buffer */
    size_t total;   /**< bytes of all three */
} ucr_parts;

/**
 * Like ucr_encode_request(), without moving the detail: `head` and `tail` lie
 * in `buf`, `detail` stays where the caller has it (in `buf` only where plain
 * text has to be escaped; empty where there is none). With UCR_E_SPACE
 * `out->total` is the room that was needed in `buf`, and all else is zero.
 */
UCR_API ucr_code ucr_encode_request_parts(ucr_parts *out, char *buf, size_t cap,
                                          const ucr_request *in,
                                          const ucr_options *options,
                                          ucr_error *err);

/* ---- The response -------------------------------------------------------- */

/** What kind of answer was found. */
typedef enum ucr_shape {
    UCR_SHAPE_NONE = 0,       /**< never decoded */
    UCR_SHAPE_SUCCESS = 1,    /**< a success status, whatever the body says */
    UCR_SHAPE_DOCUMENTED = 2, /**< error_code and error_msg at the top */
    UCR_SHAPE_GATEWAY = 3,    /**< the same with a request_id */
    UCR_SHAPE_ALIAS = 4,      /**< another pair of names at the top */
    UCR_SHAPE_NESTED = 5,     /**< a pair anywhere else */
    UCR_SHAPE_PARTIAL = 6,    /**< no pair; a code or a message or both */
    UCR_SHAPE_OTHER = 7,      /**< JSON with neither code nor message */
    UCR_SHAPE_EMPTY = 8       /**< no body */
} ucr_shape;

/** In interop `encoded_authorization_message` was there with a wrong type, and
 * is absent; so for the others below. */
#define UCR_IGNORED_ENCODED_AUTHORIZATION_MESSAGE 0x01u
#define UCR_IGNORED_ERROR_PARAM 0x02u /**< `error_param` was */
#define UCR_IGNORED_DETAILS 0x04u     /**< `details` was */
#define UCR_IGNORED_REQUEST_ID 0x08u  /**< `request_id` was */
#define UCR_IGNORED_TITLE 0x10u       /**< `title` was */

/** An answer. Decode gives views into the body, which live as long as it. */
typedef struct ucr_response {
    ucr_text error_code; /**< a number's text as it stands, in interop */
    ucr_text error_msg;  /**< in words */
    ucr_text encoded_authorization_message; /**< opaque; with 403 */
    ucr_texts error_param;                  /**< with 403 */
    ucr_details details;                    /**< with 403 */
    ucr_text request_id; /**< interop; encode writes it last */
    ucr_text title;      /**< interop; decode only */
    ucr_text message;    /**< of a success; decode only */
    ucr_json body;       /**< the whole value; decode only */
    int status;          /**< HTTP status */
    ucr_shape shape;     /**< decode only */
    unsigned ignored;    /**< UCR_IGNORED_*; decode only */
} ucr_response;

/**
 * Reads the answer that came with an HTTP status.
 *
 * UCR_E_ARGUMENT  see the rules above; unknown profile; max_depth too large
 * UCR_E_STATUS    interop: outside 200..599; strict: none of 200 400 401 403
 *                 404 500
 * UCR_E_BODY_SIZE the body is longer than max_body
 * scanner codes   the first of these in the body; they outrank all below
 *                 (UCR_E_EMPTY: in strict only)
 * UCR_E_TYPE      strict: a value of another type than documented
 * UCR_E_MISSING   strict: error_code or error_msg, in details too
 * UCR_E_DUPLICATE a known member a second time in an object that is read
 * UCR_E_UNKNOWN   strict: a member that is not documented for the status
 * UCR_E_ITEMS     more than max_items elements in a list that is taken
 */
UCR_API ucr_code ucr_decode_response(ucr_response *out, int status,
                                     ucr_str body, const ucr_options *options,
                                     ucr_error *err);

/**
 * Writes the body of an answer: `{}` for a success (nothing for 204 and 205),
 * the error members in the documented order otherwise.
 *
 * `*len` becomes the body's size. What decoding under the same options would
 * refuse is refused here with the same code, the path naming the member and
 * the offset counting inside the value given for it, a raw list as a whole;
 * but items after max_items are not looked at, and the size of it all, which is
 * known last, is judged last. Also:
 *
 * UCR_E_ARGUMENT  an error, or an element of details, without both texts;
 *                 error members with a success status; in strict request_id,
 *                 and the three 403 members with another status
 * UCR_E_LENGTH    strict: a text longer than documented
 * UCR_E_SPACE     all is well but `cap` is less than `*len`; the contents of
 *                 `buf` are then unspecified
 */
UCR_API ucr_code ucr_encode_response(char *buf, size_t cap, size_t *len,
                                     const ucr_response *in,
                                     const ucr_options *options,
                                     ucr_error *err);

/** A walk over a list. Lives as long as the list and the body behind it. */
typedef struct ucr_iter {
    const char *at;    /**< what is left of a raw list */
    const char *end;   /**< and where it ends */
    const void *items; /**< or the items of a list that a caller made */
    size_t index;      /**< the next item */
    size_t count;      /**< how many there are */
} ucr_iter;

/**
 * Begins a walk over a list, of either form. It is bounded by `raw.len`
 * whatever the bytes hold: over a list that decode did not give it may end
 * early, its texts are unchecked, and it does not touch anything else. A NULL
 * `list` has no elements.
 */
UCR_API ucr_iter ucr_each_param(const ucr_texts *list);

/** The next element; false at the end, `*out` all zero. */
UCR_API bool ucr_next_param(ucr_iter *iter, ucr_text *out);

/** Begins a walk over details; see ucr_each_param(). */
UCR_API ucr_iter ucr_each_detail(const ucr_details *list);

/** The next element; false at the end, `*out` all zero. */
UCR_API bool ucr_next_detail(ucr_iter *iter, ucr_detail *out);

/* ---- Text ---------------------------------------------------------------- */

/**
 * Writes the plain text: escapes undone, an escaped lone surrogate as U+FFFD.
 * Whole code points only. Returns the full length; where that is over `cap`,
 * the text was cut. (What decode did not give may hold a broken escape: each
 * byte of it that cannot be read becomes U+FFFD.)
 */
UCR_API size_t ucr_text_copy(char *buf, size_t cap, ucr_text text);

/** The same with a NUL after it whenever `cap` is not 0: the text was cut
 * where the value returned, which does not count the NUL, is not below `cap`.
 */
UCR_API size_t ucr_text_copyz(char *buf, size_t cap, ucr_text text);

/**
 * Writes the text so that a terminal or a log stays what it was: controls (C0,
 * DEL, C1), bidirectional controls and line separators as `\u{1b}`, a byte
 * that is no UTF-8 as U+FFFD, all else as it is. Returns the full length;
 * where that is over `cap`, the text was cut between two code points.
 */
UCR_API size_t ucr_text_show(char *buf, size_t cap, ucr_text text);

/** Whether the text, escapes undone, is these bytes. Absent equals nothing. */
UCR_API bool ucr_text_equal(ucr_text text, ucr_str plain);

/**
 * Undoes the SDK form of a detail, a string that holds JSON: gives the JSON in
 * it, checked, as if it stood alone (its outermost bracket is level 1). A
 * value of another kind is checked and passed through.
 *
 * `*out` lies in `buf`, or in the body where there was nothing to unescape;
 * `*len` is how many bytes of `buf` were used. Offsets count in the unescaped
 * text, and the path is empty.
 *
 * UCR_E_ARGUMENT  also: `in` absent, or its kind not what its bytes are
 * UCR_E_BODY_SIZE more than max_body bytes
 * scanner codes   the text is not one JSON value; a mark before it is
 *                 UCR_E_SYNTAX in both profiles
 * UCR_E_SPACE     `cap` is less than `*len`
 */
UCR_API ucr_code ucr_detail_unwrap(ucr_json *out, char *buf, size_t cap,
                                   size_t *len, ucr_json in,
                                   const ucr_options *options, ucr_error *err);

/* ---- Path, token, content type ------------------------------------------- */

/**
 * Writes the request target for a server id.
 *
 * UCR_E_PATH   the id is empty, longer than 255 bytes (strict: 36), `.` or
 *              `..`, or has a byte outside RFC 3986 unreserved; at the first
 *              byte that is wrong, of an id that is too long at its beginning
 * UCR_E_SPACE  `cap` is less than `*len`
 */
UCR_API ucr_code ucr_write_path(char *buf, size_t cap, size_t *len,
                                ucr_str server_id, const ucr_options *options,
                                ucr_error *err);

/**
 * Reads the server id, percent-decoded once, from an origin-form target with
 * or without a query.
 *
 * UCR_E_PATH   not this operation's path; a byte outside 0x21..0x7E; a
 *              fragment; a bad triplet; an id that after decoding is empty,
 *              too long, `.` or `..`, or holds `/`, `{`, `}`, a control
 *              character or invalid UTF-8; offsets as above; of an id what
 *              cannot be decoded or is too much comes before what it holds,
 *              and what follows it last
 * UCR_E_SPACE  `cap` is less than `*len`
 */
UCR_API ucr_code ucr_read_path(char *id, size_t cap, size_t *len,
                               ucr_str target, const ucr_options *options,
                               ucr_error *err);

/** Checks a token: 1..16384 bytes in 0x21..0x7E, else UCR_E_TOKEN: of one too
 * long at the first byte too many, whatever those before it are. */
UCR_API ucr_code ucr_check_token(ucr_str token, ucr_error *err);

/** Checks a Content-Type: `application/json`, at most with charset utf-8, else
 * UCR_E_CONTENT_TYPE. */
UCR_API ucr_code ucr_check_content_type(ucr_str value, ucr_error *err);

/* ---- Errors in words ----------------------------------------------------- */

/** `UCR_E_DUPLICATE`; a static string, `UCR_E_?` for no enumerator. */
UCR_API const char *ucr_code_name(ucr_code code);

/** One English sentence; a static string. */
UCR_API const char *ucr_code_text(ucr_code code);

/**
 * Writes the path, `/details/3/error_code`, NUL-terminated whenever `cap` is
 * not 0. Returns its length without the NUL; UCR_MAX_PATH is always enough.
 * Nothing of a NULL `err`.
 */
UCR_API size_t ucr_error_path(char *buf, size_t cap, const ucr_error *err);

/**
 * Finds the line and the column of an offset, both from 1. Lines end at LF;
 * columns are bytes. An offset past the body is taken as its length. `line` or
 * `column` may be NULL.
 */
UCR_API void ucr_error_locate(size_t *line, size_t *column, ucr_str body,
                              size_t offset);

/**
 * Writes the line that holds the offset, shortened around it, a line with a
 * caret, and the sentence with the path; NUL-terminated whenever `cap` is not
 * 0, each line with an LF. Only printable characters, as ucr_text_show() gives
 * them. Returns the full length without the NUL. Nothing of a NULL `err`.
 */
UCR_API size_t ucr_error_describe(char *buf, size_t cap, const ucr_error *err,
                                  ucr_str body);

/** The version of the library that was linked, in the form of UCR_VERSION. */
UCR_API unsigned ucr_version(void);

#ifdef __cplusplus
}
#endif

/* ---- Small initialisers -------------------------------------------------- */

/** Bytes from a C string; NULL gives absent. */
static inline ucr_str ucr_str_of(const char *s)
{
    ucr_str str = {s, 0};
    while (s != NULL && s[str.len] != '\0') {
        str.len++;
    }
    return str;
}

/** Plain text from a C string; NULL gives absent. */
static inline ucr_text ucr_text_of(const char *s)
{
    ucr_text text = {ucr_str_of(s), false};
    return text;
}

/** Initialises a ucr_str from a string literal, static data too. */
#define UCR_STR(literal) {"" literal, sizeof(literal) - 1}
/** Initialises a ucr_text from a string literal that is plain text. */
#define UCR_TEXT(literal) {UCR_STR(literal), false}

#endif
