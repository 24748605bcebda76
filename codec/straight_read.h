/* SPDX-License-Identifier: MIT */
/*
 * A message in its most frequent form into its views, in one pass that looks
 * for what it expects and for nothing else. Compiled with narrow vectors and
 * with wide ones, for readers and, in straight_put.h, for writers.
 *
 * Knows the documented members in their order, and the order in which gateways
 * write. Knows no fault: whatever is not as expected, an escaped name, a member
 * out of order, a value of another type, is left to the general way. Invariant:
 * the cursor is moved only past bytes that are right under the options at hand,
 * so that a message that is read to its end is right.
 */
#ifndef UCR_STRAIGHT_READ_H
#define UCR_STRAIGHT_READ_H

#include "straight_token.h"

/* ---- The request -----------------------------------------------------------
 */

INLINE bool take_word(reader *r, const char *closed, size_t len, ucr_text *out)
{
    if (!take_bytes(r, closed, len)) {
        return false;
    }
    *out = (ucr_text){{r->at - len, len - 1}, false};
    return true;
}

#define TAKE_WORD(r, word, out) take_word(r, word "\"", sizeof(word), out)

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
    if (!TAKE_NAME_QUOTE(r, "{", "", OUTER, "command_name")) {
        return false;
    }
    out->command = take_known_command(r, &out->command_name);
    if (out->command != UCR_COMMAND_OTHER) {
        return true;
    }
    return r->options->profile != UCR_STRICT &&
           take_seldom(r, &out->command_name) && !out->command_name.escaped &&
           out->command_name.raw.len > 0;
}

INLINE bool take_result(reader *r, ucr_request *out)
{
    if (!TAKE_NAME_QUOTE(r, ",", " ", OUTER, "result")) {
        return false;
    }
    out->result = TAKE_BYTES(r, "success\"") ? UCR_RESULT_SUCCESS
                  : TAKE_BYTES(r, "fail\"")  ? UCR_RESULT_FAIL
                                             : UCR_RESULT_NONE;
    return out->result != UCR_RESULT_NONE;
}

/* The result, and the name of the detail if that is there, which `*detail`
 * says. A success is looked for first, with all that follows it. */
INLINE bool take_result_and_name(reader *r, ucr_request *out, bool *detail)
{
    if (TAKE_BYTES(r, ",\"result\":\"success\",\"result_detail\":") ||
        TAKE_BYTES(r, "," OUTER "\"result\" : \"success\"," OUTER
                      "\"result_detail\" : ") ||
        TAKE_BYTES(r, ", \"result\": \"success\", \"result_detail\": ")) {
        out->result = UCR_RESULT_SUCCESS;
        *detail = true;
        return true;
    }
    if (!take_result(r, out)) {
        return false;
    }
    *detail = TAKE_NAME(r, ",", " ", OUTER, "result_detail");
    return true;
}

INLINE bool take_detail(reader *r, ucr_request *out, bool named)
{
    const bool strict = r->options->profile == UCR_STRICT;
    out->result_detail_text = (ucr_text){{NULL, 0}, false};
    if (!named) {
        out->result_detail = (ucr_json){{NULL, 0}, UCR_JSON_ABSENT};
        return !strict;
    }
    if (!is_at(r, '{') && !is_at(r, '"')) {
        skip_space(r);
    }
    return take_value(r, &out->result_detail, &out->result_detail_text) &&
           (!strict || out->result_detail.kind == UCR_JSON_OBJECT ||
            out->result_detail.kind == UCR_JSON_STRING);
}

INLINE bool read_request(ucr_request *out, ucr_str body,
                         const ucr_options *options)
{
    reader r = start_reading(body, options);
    bool detail = false;
    return options->max_depth >= LEVELS && take_command(&r, out) &&
           take_result_and_name(&r, out, &detail) &&
           take_detail(&r, out, detail) && take_last(&r) && is_at_end(&r);
}

/* ---- Errors ----------------------------------------------------------------
 */

/* What a pair with a code of the service's own begins with, to the first byte
 * of the message: all of it is known but four digits. */
INLINE bool take_start(reader *r, const char *before, size_t before_len,
                       const char *after, size_t after_len, ucr_text *code)
{
    const char *at = r->at;
    const char *number = at + before_len;
    const size_t len = before_len + 4 + after_len;
    if ((size_t)(r->end - at) < len || !is_same(at, before, before_len) ||
        !are_like_digits(number) || !is_same(number + 4, after, after_len)) {
        return false;
    }
    *code = (ucr_text){{number - 4, 8}, false};
    r->at = past(at, len);
    return true;
}

#define TAKE_START(r, before, after, code)                                     \
    take_start(r, before, sizeof(before) - 1, after, sizeof(after) - 1, code)

/* The same with as much white space as other members have, or with a blank
 * after commas and colons. */
#define TAKE_PAIR_START(r, line, code)                                         \
    (TAKE_START(r, "{\"error_code\":\"SMS.", "\",\"error_msg\":\"", code) ||   \
     TAKE_START(r, "{" line "\"error_code\" : \"SMS.",                         \
                "\"," line "\"error_msg\" : \"", code) ||                      \
     TAKE_START(r, "{\"error_code\": \"SMS.", "\", \"error_msg\": \"", code))

/* Whether the name right after the brace begins neither as `error_code` nor as
 * `error_msg` does. */
INLINE bool has_other_name(const reader *r)
{
    return r->end - r->at >= 8 && ucr_byte(r->at + 1) > ' ' &&
           !is_same_8(r->at, "{\"error_");
}

/* The two members that every error has, the message first where a gateway
 * writes; `line` as in TAKE_NAME, `take_msg` what takes the message. */
#define TAKE_PAIR(r, line, code, msg, take_msg)                                \
    (TAKE_PAIR_START(r, line, code) ? take_msg(r, msg)                         \
     : has_other_name(r)            ? false                                    \
     : TAKE_NAME_QUOTE(r, "{", "", line, "error_code")                         \
         ? take_code(r, code) &&                                               \
               TAKE_NAME_QUOTE(r, ",", " ", line, "error_msg") &&              \
               take_msg(r, msg)                                                \
         : TAKE_NAME_QUOTE(r, "{", "", line, "error_msg") &&                   \
               take_msg(r, msg) &&                                             \
               TAKE_NAME_QUOTE(r, ",", " ", line, "error_code") &&             \
               take_code(r, code))

INLINE bool take_outer_pair(reader *r, ucr_text *code, ucr_text *msg)
{
    return TAKE_PAIR(r, OUTER, code, msg, take_rest);
}

INLINE bool take_inner_pair(reader *r, ucr_text *code, ucr_text *msg)
{
    return TAKE_PAIR(r, INNER, code, msg, take_message);
}

/* An element of `details`, with white space before it. */
INLINE bool take_element(reader *r, ucr_detail *out)
{
    return is_next(r, '{') &&
           take_inner_pair(r, &out->error_code, &out->error_msg) &&
           take_next(r, '}');
}

/* ---- Walks -----------------------------------------------------------------
 */

/* A reader of a list that has been checked: under no options. */
INLINE reader read_again(const char *at, const char *end)
{
    reader r = reader_of(at, end, NULL);
    r.again = true;
    return r;
}

/* What a walk leaves is at the next comma or bracket, and a list begins with
 * its own. */
INLINE const char *left_at(reader *r)
{
    if (!is_at(r, ',')) {
        is_next(r, ']');
    }
    return r->at;
}

/* Whether the first name of the object at the cursor begins as both names do
 * that every error has, with white space before it. */
INLINE bool may_be_pair(const reader *r)
{
    const size_t len = sizeof("\"error_") - 1;
    const char *name = pass_space(r->at + 1, r->end);
    return (size_t)(r->end - name) >= len && is_same(name, "\"error_", len);
}

NOT_INLINE bool read_any_detail(ucr_detail *out, const char **at,
                                const char *end, char before)
{
    reader r = read_again(*at, end);
    if (!take(&r, before) || !is_next(&r, '{') || !may_be_pair(&r) ||
        !take_element(&r, out)) {
        return false;
    }
    *at = left_at(&r);
    return true;
}

NOT_INLINE bool read_any_param(ucr_text *out, const char **at, const char *end,
                               char before)
{
    reader r = read_again(*at, end);
    if (!take(&r, before) || !take_text(&r, out)) {
        return false;
    }
    *at = left_at(&r);
    return true;
}

/* The same where there is at most a blank around an element, and nothing in it
 * that asks for a call: a function that calls none has no registers to save,
 * which would take as long as a short element. Past what is before an element,
 * if that begins with `first`. */
INLINE bool take_near(reader *r, char before, char first)
{
    if (r->at >= r->near_end || *r->at != before) {
        return false;
    }
    if (r->at[1] == ' ') {
        r->at = past(r->at, 1);
    }
    r->at++;
    return *r->at == first;
}

INLINE bool leave_near(reader *r, const char **at)
{
    if (r->end - r->at > 1) {
        if (*r->at == ' ') {
            r->at = past(r->at, 1);
        }
        if (*r->at != ',' && *r->at != ']') {
            return false;
        }
    }
    *at = r->at;
    return true;
}

INLINE bool take_near_brace(reader *r)
{
    if (r->at < r->near_end) {
        r->at = to_near(r->at, '}');
    }
    return take(r, '}');
}

/* The rest of an element from its message's first byte on, which has its first
 * backslash at `stop`. */
NOT_INLINE bool read_escaped_rest(ucr_detail *out, const char **at,
                                  const char *end, const char *from,
                                  const char *stop)
{
    reader r = read_again(from, end);
    r.at = pass_text(from, from, stop, end, &out->error_msg);
    if (r.at == NULL || !take_next(&r, '}')) {
        return false;
    }
    *at = left_at(&r);
    return true;
}

INLINE bool read_detail(ucr_detail *out, const char **at, const char *end,
                        char before)
{
    reader r = read_again(*at, end);
    if (take_near(&r, before, '{')) {
        if (!TAKE_PAIR_START(&r, INNER, &out->error_code)) {
            return !has_other_name(&r) && read_any_detail(out, at, end, before);
        }
        const char *from = r.at;
        const char *stop = find_stop(&r);
        if (!take_up_to(&r, stop, &out->error_msg)) {
            return read_escaped_rest(out, at, end, from, stop);
        }
        if (take_near_brace(&r) && leave_near(&r, at)) {
            return true;
        }
    }
    return read_any_detail(out, at, end, before);
}

INLINE bool read_param(ucr_text *out, const char **at, const char *end,
                       char before)
{
    reader r = read_again(*at, end);
    if (take_near(&r, before, '"')) {
        r.at++;
        if (take_up_to(&r, find_stop(&r), out) && leave_near(&r, at)) {
            return true;
        }
    }
    return read_any_param(out, at, end, before);
}

/* ---- Lists -----------------------------------------------------------------
 */

/* After a bracket: whether there is anything else than the one that closes. */
INLINE bool has_element(reader *r, char first)
{
    return !is_at(r, ']') && (is_next(r, first) || !is_at(r, ']'));
}

/* The bracket of a list, up to its first element if it has `any`; NULL where
 * there is no bracket. */
INLINE const char *take_open(reader *r, char first, bool *any)
{
    const char *from = r->at;
    if (from < r->near_end && *from == '[' && from[1] == ' ' &&
        from[2] == first) {
        r->at = past(from, 2);
        *any = true;
        return from;
    }
    *any = false;
    if (!is_next(r, '[')) {
        return NULL;
    }
    from = r->at++;
    *any = has_element(r, first);
    return from;
}

/* After an element: whether another one follows. */
INLINE bool take_comma(reader *r)
{
    return take(r, ',') || (!is_next(r, ']') && take(r, ','));
}

INLINE bool take_param(reader *r, ucr_texts *out)
{
    ucr_text text;
    size_t count = 0;
    bool any;
    const char *from = take_open(r, '"', &any);
    if (any) {
        do {
            if (!take_next(r, '"') || !take_message(r, &text)) {
                return false;
            }
            count++;
        } while (take_comma(r));
    }
    if (from == NULL || count > r->options->max_items || !take(r, ']')) {
        return false;
    }
    *out = (ucr_texts){{from, (size_t)(r->at - from)}, NULL, count};
    return true;
}

INLINE bool take_details(reader *r, ucr_details *out)
{
    ucr_detail element;
    size_t count = 0;
    bool any;
    const char *from = take_open(r, '{', &any);
    if (any) {
        do {
            if (!take_element(r, &element)) {
                return false;
            }
            count++;
        } while (take_comma(r));
    }
    if (from == NULL || count > r->options->max_items || !take(r, ']')) {
        return false;
    }
    *out = (ucr_details){{from, (size_t)(r->at - from)}, NULL, count};
    return true;
}

/* The three members that the page has with 403, and the one that a gateway
 * has, each if it is there. */
INLINE bool take_optional_members(reader *r, ucr_response *out)
{
    return (!TAKE_NAME_QUOTE(r, ",", " ", OUTER,
                             "encoded_authorization_message") ||
            take_rest(r, &out->encoded_authorization_message)) &&
           (!TAKE_NAME(r, ",", " ", OUTER, "error_param") ||
            take_param(r, &out->error_param)) &&
           (!TAKE_NAME(r, ",", " ", OUTER, "details") ||
            take_details(r, &out->details)) &&
           (!TAKE_NAME_QUOTE(r, ",", " ", OUTER, "request_id") ||
            take_rest(r, &out->request_id));
}

/* All that an error need not have: field by field, since compilers make of one
 * large zero an instruction that takes longer. */
INLINE void leave_out(ucr_response *out)
{
    memset(&out->encoded_authorization_message, 0,
           sizeof(out->encoded_authorization_message));
    memset(&out->error_param, 0, sizeof(out->error_param));
    memset(&out->details, 0, sizeof(out->details));
    memset(&out->request_id, 0, sizeof(out->request_id));
    memset(&out->title, 0, sizeof(out->title));
    memset(&out->message, 0, sizeof(out->message));
    out->ignored = 0;
}

/* Whether strict has these members with this status. */
static bool fits_strict(const ucr_response *out, int status)
{
    return out->request_id.raw.ptr == NULL &&
           (status == 403 ||
            (out->encoded_authorization_message.raw.ptr == NULL &&
             out->error_param.raw.ptr == NULL && out->details.raw.ptr == NULL));
}

INLINE bool read_error(ucr_response *out, int status, ucr_str body,
                       const ucr_options *options)
{
    reader r = start_reading(body, options);
    const char *from = r.at;
    leave_out(out);
    if (options->max_depth < LEVELS ||
        !take_outer_pair(&r, &out->error_code, &out->error_msg) ||
        (is_at(&r, ',') && !take_optional_members(&r, out)) || !take_last(&r)) {
        return false;
    }
    out->body = (ucr_json){{from, (size_t)(r.at - from)}, UCR_JSON_OBJECT};
    out->status = status;
    out->shape = out->request_id.raw.ptr != NULL ? UCR_SHAPE_GATEWAY
                                                 : UCR_SHAPE_DOCUMENTED;
    return is_at_end(&r) &&
           (options->profile != UCR_STRICT || fits_strict(out, status));
}

#endif
