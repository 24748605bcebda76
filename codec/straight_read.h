/* SPDX-License-Identifier: MIT */
/*
 * A message in its most frequent form into its views, in one pass that looks
 * for what it expects and for nothing else. Included twice, with narrow
 * vectors and with wide ones.
 *
 * Knows the documented members in their order, and the order in which gateways
 * write. Knows no fault: whatever is not as expected, an escaped name, a member
 * out of order, a value of another type, is left to the general way. Invariant:
 * the cursor is moved only past bytes that are right under the options at hand,
 * so that a message that is read to its end is right.
 *
 * What is expected is compared, not looked for: a processor that has guessed a
 * comparison goes on without waiting for it, while the place where a search
 * ends has to be waited for.
 */
#ifndef UCR_STRAIGHT_READ_H
#define UCR_STRAIGHT_READ_H

#include "block.h"
#include "scan.h"
#include "straight.h"
#include "vector.h"

/* Brackets around the texts of `details`, the innermost ones there are here. */
#define LEVELS 3

/* All of a message is compiled into one function, which keeps the cursor in a
 * register; what takes long anyway, or is seldom needed, is not. */
#if defined(__GNUC__) && defined(__OPTIMIZE__) && !defined(__OPTIMIZE_SIZE__)
#define INLINE static inline __attribute__((always_inline))
#define NOT_INLINE static __attribute__((noinline))
#else
#define INLINE static inline
#define NOT_INLINE static
#endif

typedef struct reader {
    const char *start, *at, *end;
    const ucr_options *options;
} reader;

/* ---- Bytes -----------------------------------------------------------------
 */

INLINE bool is_at(const reader *r, char c)
{
    return r->at < r->end && *r->at == c;
}

/* RFC 8259, section 2: ws. Most often there is none, or one. */
INLINE void skip_space(reader *r)
{
    const char *at = r->at;
    const char *end = r->end;
    if (at < end && ucr_byte(at) > ' ') {
        return;
    }
    if (end - at >= 2 && *at == ' ' && ucr_byte(at + 1) > ' ') {
        r->at = at + 1;
        return;
    }
    r->at = ucr_vector_space(at, end);
}

INLINE bool take(reader *r, char c)
{
    if (!is_at(r, c)) {
        return false;
    }
    r->at++;
    return true;
}

/* The same with white space before it. */
INLINE bool take_next(reader *r, char c)
{
    skip_space(r);
    return take(r, c);
}

INLINE bool take_bytes(reader *r, const char *bytes, size_t len)
{
    if ((size_t)(r->end - r->at) < len || !ucr_same(r->at, bytes, len)) {
        return false;
    }
    r->at += len;
    return true;
}

#define TAKE_BYTES(r, literal) take_bytes(r, literal, sizeof(literal) - 1)

/* A name and its colon, to the value; `before` is what separates it from what
 * is before. Nothing is taken where another name is next. */
#define TAKE_NAME(r, before, name)                                             \
    (TAKE_BYTES(r, before "\"" name "\":")                                     \
         ? (skip_space(r), true)                                               \
         : take_name(r, (before)[0], "\"" name "\"", sizeof(name) + 1))

/* The same with white space anywhere. */
INLINE bool take_name(reader *r, char before, const char *quoted, size_t len)
{
    const char *from = r->at;
    if (take_next(r, before)) {
        skip_space(r);
        if (take_bytes(r, quoted, len) && take_next(r, ':')) {
            skip_space(r);
            return true;
        }
    }
    r->at = from;
    return false;
}

/* ---- Values ----------------------------------------------------------------
 */

/* A scan of the same body at some place, inside of some brackets. */
static ucr_scan scan_at(reader here, size_t depth)
{
    const ucr_str body = {here.start, (size_t)(here.end - here.start)};
    ucr_scan scan = ucr_scan_of(body, here.options);
    scan.at = here.at;
    scan.depth = depth;
    return scan;
}

/* A string with more in it than plain ASCII, past its closing quote. */
NOT_INLINE const char *scan_text(reader here, ucr_text *out)
{
    ucr_scan scan = scan_at(here, LEVELS);
    return ucr_scan_string(&scan, out) ? scan.at : NULL;
}

INLINE bool take_text(reader *r, ucr_text *out)
{
    if (!is_at(r, '"')) {
        return false;
    }
    const char *from = r->at + 1;
    const char *to = ucr_vector_plain(r->start, from, r->end);
    if (to < r->end && *to == '"') {
        *out = (ucr_text){{from, (size_t)(to - from)}, false};
        r->at = to + 1;
        return true;
    }
    to = scan_text(*r, out);
    r->at = to != NULL ? to : r->at;
    return to != NULL;
}

/* A literal or a small whole number. */
INLINE bool take_scalar(reader *r)
{
    if (TAKE_BYTES(r, "true") || TAKE_BYTES(r, "null") ||
        TAKE_BYTES(r, "false")) {
        return true;
    }
    const char *from = r->at;
    while (r->at < r->end && ucr_is_digit(*r->at)) {
        r->at++;
    }
    /* A zero before other digits, and what goes on, is not for here. */
    return r->at > from && (*from != '0' || r->at == from + 1) &&
           !is_at(r, '.') && !is_at(r, 'e') && !is_at(r, 'E');
}

/* An object in which nothing is nested. */
INLINE bool take_flat(reader *r)
{
    ucr_text text;
    if (!take(r, '{')) {
        return false;
    }
    if (take_next(r, '}')) {
        return true;
    }
    do {
        skip_space(r);
        if (!take_text(r, &text) || !take_next(r, ':')) {
            return false;
        }
        skip_space(r);
        if (!take_text(r, &text) && !take_scalar(r)) {
            return false;
        }
    } while (take_next(r, ','));
    return take(r, '}');
}

/* Any value of a member of the top object, past its end. */
NOT_INLINE const char *scan_value(reader here, ucr_json *out)
{
    ucr_scan scan = scan_at(here, 1);
    return ucr_scan_value(&scan, out) ? scan.at : NULL;
}

/* The same. Long ones are checked in blocks. */
INLINE bool take_value(reader *r, ucr_json *out)
{
    reader flat = *r;
    if (r->end - r->at < UCR_BLOCK_VALUE && take_flat(&flat)) {
        *out = (ucr_json){{r->at, (size_t)(flat.at - r->at)}, UCR_JSON_OBJECT};
        r->at = flat.at;
        return true;
    }
    const char *to = scan_value(*r, out);
    r->at = to != NULL ? to : r->at;
    return to != NULL;
}

INLINE reader start_reading(ucr_str body, const ucr_options *options)
{
    const char *from = body.ptr != NULL ? body.ptr : "";
    reader r = {from, from, from + body.len, options};
    skip_space(&r);
    return r;
}

INLINE bool is_at_end(reader *r)
{
    skip_space(r);
    return r->at == r->end;
}

/* ---- The request -----------------------------------------------------------
 */

INLINE bool take_word(reader *r, const char *quoted, size_t len, ucr_text *out)
{
    if (!take_bytes(r, quoted, len)) {
        return false;
    }
    *out = (ucr_text){{r->at - len + 1, len - 2}, false};
    return true;
}

#define TAKE_WORD(r, word, out)                                                \
    take_word(r, "\"" word "\"", sizeof(word) + 1, out)

INLINE ucr_command take_long_command(reader *r, ucr_text *name)
{
    return TAKE_WORD(r, "DELETE", name)         ? UCR_COMMAND_DELETE
           : TAKE_WORD(r, "UPLOAD_LOG", name)   ? UCR_COMMAND_UPLOAD_LOG
           : TAKE_WORD(r, "RSET_LOG_ACL", name) ? UCR_COMMAND_RSET_LOG_ACL
                                                : UCR_COMMAND_OTHER;
}

INLINE ucr_command take_known_command(reader *r, ucr_text *name)
{
    return TAKE_WORD(r, "START", name)  ? UCR_COMMAND_START
           : TAKE_WORD(r, "STOP", name) ? UCR_COMMAND_STOP
           : TAKE_WORD(r, "SYNC", name) ? UCR_COMMAND_SYNC
                                        : take_long_command(r, name);
}

INLINE bool take_command(reader *r, ucr_request *out)
{
    if (!TAKE_NAME(r, "{", "command_name")) {
        return false;
    }
    out->command = take_known_command(r, &out->command_name);
    if (out->command != UCR_COMMAND_OTHER) {
        return true;
    }
    return r->options->profile != UCR_STRICT &&
           take_text(r, &out->command_name) && !out->command_name.escaped &&
           out->command_name.raw.len > 0;
}

INLINE bool take_result(reader *r, ucr_request *out)
{
    if (!TAKE_NAME(r, ",", "result")) {
        return false;
    }
    out->result = TAKE_BYTES(r, "\"success\"") ? UCR_RESULT_SUCCESS
                  : TAKE_BYTES(r, "\"fail\"")  ? UCR_RESULT_FAIL
                                               : UCR_RESULT_NONE;
    return out->result != UCR_RESULT_NONE;
}

INLINE bool take_detail(reader *r, ucr_request *out)
{
    const bool strict = r->options->profile == UCR_STRICT;
    out->result_detail_text = (ucr_text){{NULL, 0}, false};
    if (!TAKE_NAME(r, ",", "result_detail")) {
        out->result_detail = (ucr_json){{NULL, 0}, UCR_JSON_ABSENT};
        return !strict;
    }
    const char *from = r->at;
    if (!is_at(r, '"')) {
        return take_value(r, &out->result_detail) &&
               (!strict || out->result_detail.kind == UCR_JSON_OBJECT);
    }
    if (!take_text(r, &out->result_detail_text)) {
        return false;
    }
    out->result_detail =
        (ucr_json){{from, (size_t)(r->at - from)}, UCR_JSON_STRING};
    return true;
}

INLINE bool read_request(ucr_request *out, ucr_str body,
                         const ucr_options *options)
{
    reader r = start_reading(body, options);
    return options->max_depth >= LEVELS && take_command(&r, out) &&
           take_result(&r, out) && take_detail(&r, out) && take_next(&r, '}') &&
           is_at_end(&r);
}

/* ---- Errors ----------------------------------------------------------------
 */

/* The two members that every error has, the message first where a gateway
 * writes. */
INLINE bool take_pair(reader *r, ucr_text *code, ucr_text *msg)
{
    if (TAKE_NAME(r, "{", "error_code")) {
        return take_text(r, code) && TAKE_NAME(r, ",", "error_msg") &&
               take_text(r, msg);
    }
    return TAKE_NAME(r, "{", "error_msg") && take_text(r, msg) &&
           TAKE_NAME(r, ",", "error_code") && take_text(r, code);
}

/* An element of `details`, with white space around it. */
INLINE bool take_element(reader *r, ucr_detail *out)
{
    if (!take_pair(r, &out->error_code, &out->error_msg) ||
        !take_next(r, '}')) {
        return false;
    }
    skip_space(r);
    return true;
}

INLINE bool read_detail(ucr_detail *out, const char **at, const char *end,
                        char before)
{
    static const ucr_options widest = {.max_depth = UCR_MAX_DEPTH};
    reader r = {*at, *at, end, &widest};
    /* A list begins with its bracket, as every value begins with its first
     * byte: white space before it is none that decode gave. */
    if (!(before == '[' ? take(&r, before) : take_next(&r, before)) ||
        !take_element(&r, out)) {
        return false;
    }
    *at = r.at;
    return true;
}

INLINE bool take_param(reader *r, ucr_texts *out)
{
    ucr_text text;
    size_t count = 0;
    const char *from = r->at;
    if (!take(r, '[')) {
        return false;
    }
    if (!take_next(r, ']')) {
        do {
            skip_space(r);
            if (!take_text(r, &text)) {
                return false;
            }
            count++;
        } while (take_next(r, ','));
        if (count > r->options->max_items || !take(r, ']')) {
            return false;
        }
    }
    *out = (ucr_texts){{from, (size_t)(r->at - from)}, NULL, count};
    return true;
}

INLINE bool take_details(reader *r, ucr_details *out)
{
    ucr_detail element;
    size_t count = 0;
    const char *from = r->at;
    if (!take(r, '[')) {
        return false;
    }
    if (!take_next(r, ']')) {
        do {
            if (!take_element(r, &element)) {
                return false;
            }
            count++;
        } while (take(r, ','));
        if (count > r->options->max_items || !take(r, ']')) {
            return false;
        }
    }
    *out = (ucr_details){{from, (size_t)(r->at - from)}, NULL, count};
    return true;
}

/* The three members that the page has with 403, each if it is there. */
INLINE bool take_403_members(reader *r, ucr_response *out)
{
    return (!TAKE_NAME(r, ",", "encoded_authorization_message") ||
            take_text(r, &out->encoded_authorization_message)) &&
           (!TAKE_NAME(r, ",", "error_param") ||
            take_param(r, &out->error_param)) &&
           (!TAKE_NAME(r, ",", "details") || take_details(r, &out->details));
}

/* Whether strict has these members with this status. */
static bool fits_strict(const ucr_response *out, int status)
{
    return out->request_id.raw.ptr == NULL &&
           (status == 403 ||
            (out->encoded_authorization_message.raw.ptr == NULL &&
             out->error_param.raw.ptr == NULL && out->details.raw.ptr == NULL));
}

/* `out` is all zero. */
INLINE bool read_error(ucr_response *out, int status, ucr_str body,
                       const ucr_options *options)
{
    reader r = start_reading(body, options);
    const char *from = r.at;
    if (options->max_depth < LEVELS ||
        !take_pair(&r, &out->error_code, &out->error_msg)) {
        return false;
    }
    skip_space(&r);
    if ((is_at(&r, ',') && !take_403_members(&r, out)) ||
        (TAKE_NAME(&r, ",", "request_id") &&
         !take_text(&r, &out->request_id)) ||
        !take_next(&r, '}')) {
        return false;
    }
    out->body.raw = (ucr_str){from, (size_t)(r.at - from)};
    out->body.kind = UCR_JSON_OBJECT;
    out->shape = out->request_id.raw.ptr != NULL ? UCR_SHAPE_GATEWAY
                                                 : UCR_SHAPE_DOCUMENTED;
    out->status = status;
    return is_at_end(&r) &&
           (options->profile != UCR_STRICT || fits_strict(out, status));
}

#endif
