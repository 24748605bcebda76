/* SPDX-License-Identifier: MIT */
/*
 * The answer, both ways: an HTTP status and a body that says how it went.
 *
 * Knows no bytes, and of interop's errors only that another unit reads them.
 * Invariant: what one direction refuses under some options the other refuses
 * too, so each check below has its mirror image.
 */
#include "bytes.h"
#include "error_rule.h"
#include "list.h"
#include "options.h"
#include "straight.h"
#include "straight_write.h"
#include <stdint.h>

/* ---- Status ----------------------------------------------------------------
 */

static bool is_success(int status)
{
    return status >= 200 && status <= 299;
}

static bool is_known(int status, bool strict)
{
    if (!strict) {
        return status >= 200 && status <= 599;
    }
    return status == 200 || status == 400 || status == 401 || status == 403 ||
           status == 404 || status == 500;
}

/* RFC 9110, sections 15.3.5 and 15.3.6: No Content and Reset Content. */
static bool has_no_body(int status)
{
    return status == 204 || status == 205;
}

static const ucr_names *names_of(int status, bool strict)
{
    if (is_success(status)) {
        return strict ? &ucr_names_none : &ucr_names_success;
    }
    return strict ? ucr_names_strict(status) : &ucr_names_interop;
}

/* ---- Decode: one value in one profile --------------------------------------
 */

/* The text of a string, of a value that has no other. */
static void read_text(ucr_text *out, ucr_scan *scan)
{
    if (ucr_scan_peek(scan) == UCR_JSON_STRING) {
        ucr_scan_string(scan, out);
    } else {
        ucr_scan_value(scan, NULL);
    }
}

/* A success in interop: the text of a string, or of the member `body`. */
UCR_APART static void read_message(ucr_response *out, ucr_scan *scan,
                                   ucr_fault *fault)
{
    ucr_object object;
    if (ucr_scan_peek(scan) != UCR_JSON_OBJECT) {
        read_text(&out->message, scan);
        return;
    }
    ucr_bind_object(&object, scan, &ucr_names_success, fault);
    while (ucr_bind_member(&object)) {
        read_text(&out->message, scan);
    }
}

/* A success in strict: no member is known, so each is a fault. */
UCR_APART static void read_nothing(ucr_scan *scan, ucr_fault *fault)
{
    ucr_object object;
    if (ucr_bind_top(&object, scan, &ucr_names_none, fault)) {
        ucr_bind_member(&object);
    }
}

/* A list of an error in strict; `inner` gets the faults inside its objects. */
static void read_list(ucr_object *object, ucr_response *out, ucr_fault *inner)
{
    ucr_list list;
    const char *value = object->scan->at;
    if (ucr_scan_peek(object->scan) == UCR_JSON_ARRAY) {
        ucr_list_read(&list, object, inner);
        ucr_bind_list_fault(object->fault, object, &list);
        ucr_list_store(out, object->field, &list);
    } else if (ucr_scan_value(object->scan, NULL)) {
        ucr_bind_fault(object, UCR_E_TYPE, value);
    }
}

static void read_error_member(ucr_object *object, ucr_response *out,
                              ucr_fault *inner)
{
    switch (object->field) {
    case UCR_F_ERROR_CODE:
        ucr_bind_text(object, &out->error_code);
        break;
    case UCR_F_ERROR_MSG:
        ucr_bind_text(object, &out->error_msg);
        break;
    case UCR_F_ENCODED_AUTHORIZATION_MESSAGE:
        ucr_bind_text(object, &out->encoded_authorization_message);
        break;
    default:
        /* The tables of strict names end with the two lists. */
        read_list(object, out, inner);
        break;
    }
}

UCR_APART static void read_error(ucr_response *out, ucr_scan *scan,
                                 ucr_fault *fault)
{
    ucr_object object;
    ucr_fault inner = {.code = UCR_OK};
    if (!ucr_bind_top(&object, scan, ucr_names_strict(out->status), fault)) {
        return;
    }
    while (ucr_bind_member(&object)) {
        read_error_member(&object, out, &inner);
    }
    out->shape = UCR_SHAPE_DOCUMENTED;
    if (fault->code == UCR_OK) {
        *fault = inner;
    }
}

/* ---- Decode ----------------------------------------------------------------
 */

static void read_body(ucr_response *out, ucr_scan *scan, ucr_fault *fault)
{
    const char *from = scan->at;
    if (!is_success(out->status) && !scan->strict) {
        ucr_error_rule_read(out, scan, fault);
        return;
    }
    out->body.kind = ucr_scan_peek(scan);
    if (!is_success(out->status)) {
        read_error(out, scan, fault);
    } else if (scan->strict) {
        read_nothing(scan, fault);
    } else {
        read_message(out, scan, fault);
    }
    out->body.raw = (ucr_str){from, (size_t)(scan->at - from)};
}

/* Whether no body is an answer: not in strict, where all of them have one. */
static bool may_be_empty(const ucr_scan *scan)
{
    return scan->code == UCR_E_EMPTY && !scan->strict;
}

/* What can be wrong before a byte is read. */
static ucr_code judge_call(ucr_options *resolved, int status, ucr_str body,
                           const ucr_options *options)
{
    return !ucr_options_resolve(resolved, options) || !ucr_readable(body)
               ? UCR_E_ARGUMENT
           : !is_known(status, resolved->profile == UCR_STRICT) ? UCR_E_STATUS
           : body.len > resolved->max_body ? UCR_E_BODY_SIZE
                                           : UCR_OK;
}

/* The start of the general way, where `out` holds the status and rubbish;
 * false: the call cannot be right. */
UCR_APART static bool begin(ucr_scan *scan, ucr_response *out, ucr_str body,
                            const ucr_options *options, ucr_fault *fault)
{
    ucr_options resolved;
    const int status = out->status;
    fault->code = judge_call(&resolved, status, body, options);
    fault->offset = fault->code == UCR_E_BODY_SIZE ? resolved.max_body : 0;
    ucr_zero(out, sizeof(*out));
    if (fault->code != UCR_OK) {
        return false;
    }
    out->status = status;
    out->shape = is_success(status) ? UCR_SHAPE_SUCCESS : UCR_SHAPE_EMPTY;
    *scan = ucr_scan_of(body, &resolved);
    return true;
}

/* Any answer. */
UCR_SELDOM static ucr_code decode(ucr_response *out, int status, ucr_str body,
                                  const ucr_options *options, ucr_error *err)
{
    ucr_scan scan;
    ucr_fault fault;
    out->status = status;
    if (!begin(&scan, out, body, options, &fault)) {
        return ucr_error_set(err, fault.code, fault.offset);
    }
    if (ucr_scan_begin(&scan)) {
        read_body(out, &scan, &fault);
    }
    if (!ucr_scan_finish(&scan) && !may_be_empty(&scan)) {
        ucr_bind_scan_fault(&fault, &scan, names_of(out->status, scan.strict));
    }
    if (fault.code != UCR_OK) {
        ucr_zero(out, sizeof(*out));
    }
    return ucr_error_give(err, &fault);
}

/* Most errors. */
static bool decode_straight(ucr_response *out, int status, ucr_str body,
                            const ucr_options *options)
{
    ucr_options resolved;
    return !is_success(status) &&
           judge_call(&resolved, status, body, options) == UCR_OK &&
           ucr_straight_error(out, status, body, &resolved);
}

ucr_code ucr_decode_response(ucr_response *out, int status, ucr_str body,
                             const ucr_options *options, ucr_error *err)
{
    if (out == NULL) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    if (UCR_FAST && decode_straight(out, status, body, options)) {
        return ucr_error_set(err, UCR_OK, 0);
    }
    return decode(out, status, body, options, err);
}

/* ---- Encode ----------------------------------------------------------------
 */

static bool is_given(ucr_text text)
{
    return text.raw.ptr != NULL;
}

/* Whether everything that encode looks at can be read. */
static bool is_readable(const ucr_response *in)
{
    return ucr_readable(in->error_code.raw) &&
           ucr_readable(in->error_msg.raw) &&
           ucr_readable(in->encoded_authorization_message.raw) &&
           ucr_readable(in->request_id.raw) &&
           ucr_list_is_readable(in->error_param.raw, in->error_param.items,
                                in->error_param.count) &&
           ucr_list_is_readable(in->details.raw, in->details.items,
                                in->details.count);
}

/* The members that the page has with 403 alone. */
static bool has_403_member(const ucr_response *in)
{
    return is_given(in->encoded_authorization_message) ||
           ucr_list_is_given(in->error_param.raw, in->error_param.items) ||
           ucr_list_is_given(in->details.raw, in->details.items);
}

/* Whether the members that are given belong together. */
static bool members_fit(const ucr_response *in, bool strict)
{
    const bool code = is_given(in->error_code);
    const bool msg = is_given(in->error_msg);
    const bool id = is_given(in->request_id);
    if (is_success(in->status)) {
        return !code && !msg && !id && !has_403_member(in);
    }
    if (strict && (id || (in->status != 403 && has_403_member(in)))) {
        return false;
    }
    return code && msg;
}

static const char *name_of(unsigned field)
{
    return ucr_names_interop.words[field].plain;
}

static void check_text(ucr_check *check, unsigned field, const ucr_text *text,
                       size_t max_points)
{
    ucr_check_at(check, name_of(field));
    ucr_check_text(check, text, max_points);
}

static void check_members(ucr_check *check, const ucr_response *in)
{
    const ucr_texts *param = &in->error_param;
    const ucr_details *details = &in->details;
    check_text(check, UCR_F_ERROR_CODE, &in->error_code, UCR_MAX_ERROR_CODE);
    check_text(check, UCR_F_ERROR_MSG, &in->error_msg, UCR_MAX_ERROR_MSG);
    check_text(check, UCR_F_ENCODED_AUTHORIZATION_MESSAGE,
               &in->encoded_authorization_message,
               UCR_MAX_ENCODED_AUTHORIZATION_MESSAGE);
    ucr_list_check_elements(check, UCR_F_ERROR_PARAM, &param->raw, param->items,
                            ucr_list_check(check, UCR_F_ERROR_PARAM,
                                           &param->raw, param->items,
                                           param->count));
    ucr_list_check_elements(check, UCR_F_DETAILS, &details->raw, details->items,
                            ucr_list_check(check, UCR_F_DETAILS, &details->raw,
                                           details->items, details->count));
    check_text(check, UCR_F_REQUEST_ID, &in->request_id, SIZE_MAX);
}

static void write_text(ucr_write *out, const char *before, unsigned field,
                       const ucr_text *text)
{
    if (text->raw.ptr != NULL) {
        ucr_write_member(out, before, name_of(field), text);
    }
}

static void write_body(ucr_write *out, const ucr_response *in)
{
    if (is_success(in->status)) {
        ucr_write_cstring(out, has_no_body(in->status) ? "" : "{}");
        return;
    }
    write_text(out, "{", UCR_F_ERROR_CODE, &in->error_code);
    write_text(out, ",", UCR_F_ERROR_MSG, &in->error_msg);
    write_text(out, ",", UCR_F_ENCODED_AUTHORIZATION_MESSAGE,
               &in->encoded_authorization_message);
    ucr_list_write(out, UCR_F_ERROR_PARAM, &in->error_param.raw,
                   in->error_param.items, in->error_param.count);
    ucr_list_write(out, UCR_F_DETAILS, &in->details.raw, in->details.items,
                   in->details.count);
    write_text(out, ",", UCR_F_REQUEST_ID, &in->request_id);
    ucr_write_cstring(out, "}");
}

/* Whatever is asked for. */
static ucr_code encode_any(ucr_write *out, size_t *len, const ucr_response *in,
                           const ucr_options *options, ucr_error *err)
{
    ucr_check check = {.options = options};
    check_members(&check, in);
    if (ucr_check_is_right(&check)) {
        write_body(out, in);
    }
    return ucr_check_finish(&check, out, len, err);
}

ucr_code ucr_encode_response(char *buf, size_t cap, size_t *len,
                             const ucr_response *in, const ucr_options *options,
                             ucr_error *err)
{
    ucr_options resolved;
    if (!ucr_options_begin(&resolved, options, buf, cap, len) || in == NULL ||
        !is_readable(in)) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    const bool strict = resolved.profile == UCR_STRICT;
    if (!is_known(in->status, strict)) {
        return ucr_error_set(err, UCR_E_STATUS, 0);
    }
    if (!members_fit(in, strict)) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    if (buf != NULL && !is_success(in->status)) {
        *len = ucr_straight_write_error(buf, cap, in, &resolved);
    }
    if (*len > 0) {
        return ucr_error_set(err, UCR_OK, 0);
    }
    ucr_write out = ucr_write_to(buf, cap);
    return encode_any(&out, len, in, &resolved, err);
}
