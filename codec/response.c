/* SPDX-License-Identifier: MIT */
/*
 * The answer, both ways: an HTTP status and a body that says how it went.
 *
 * Knows no bytes, and of interop's errors only that another unit reads them.
 * Invariant: what one direction refuses under some options the other refuses
 * too, so each check below has its mirror image.
 */
#include "error.h"
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

/* The top value of a body that must be an object. Any other is passed over,
 * and is a fault. */
static bool expect_object(ucr_scan *scan, ucr_error *fault)
{
    ucr_json other;
    if (ucr_scan_peek(scan) == UCR_JSON_OBJECT) {
        return true;
    }
    if (ucr_scan_value(scan, &other)) {
        ucr_error_set(fault, UCR_E_TYPE, ucr_scan_offset(scan, other.raw.ptr));
    }
    return false;
}

/* A success in interop: the text of a string, or of the member `body`. */
static void read_message(ucr_response *out, ucr_scan *scan, ucr_error *fault)
{
    ucr_json other;
    if (ucr_scan_peek(scan) == UCR_JSON_STRING) {
        ucr_scan_string(scan, &out->message);
        return;
    }
    if (ucr_scan_peek(scan) != UCR_JSON_OBJECT) {
        ucr_scan_value(scan, &other);
        return;
    }
    ucr_object object =
        ucr_bind_object(scan, &ucr_names_success, (ucr_place){0}, false, fault);
    while (ucr_bind_member(&object)) {
        if (ucr_scan_peek(scan) == UCR_JSON_STRING) {
            ucr_scan_string(scan, &out->message);
        } else {
            ucr_scan_value(scan, &other);
        }
    }
}

/* A success in strict: no member is known, so each is a fault. */
static void read_nothing(ucr_scan *scan, ucr_error *fault)
{
    if (!expect_object(scan, fault)) {
        return;
    }
    ucr_object object =
        ucr_bind_object(scan, &ucr_names_none, (ucr_place){0}, true, fault);
    while (ucr_bind_member(&object)) {
    }
}

/* A list of an error in strict; `inner` gets the faults inside its objects. */
static void read_list(ucr_object *object, size_t max_items, ucr_error *inner,
                      ucr_str *raw, size_t *count)
{
    ucr_json other;
    if (ucr_scan_peek(object->scan) != UCR_JSON_ARRAY) {
        if (ucr_scan_value(object->scan, &other)) {
            ucr_bind_fault(object, UCR_E_TYPE, other.raw.ptr);
        }
        return;
    }
    ucr_list list = object->field == UCR_F_DETAILS
                        ? ucr_list_read_details(object, max_items, inner)
                        : ucr_list_read_texts(object, max_items);
    ucr_bind_list_fault(object, &list);
    *raw = ucr_bind_list_raw(&list);
    *count = list.count;
}

static void read_error_member(ucr_object *object, ucr_response *out,
                              size_t max_items, ucr_error *inner)
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
    case UCR_F_ERROR_PARAM:
        read_list(object, max_items, inner, &out->error_param.raw,
                  &out->error_param.count);
        break;
    default:
        /* The tables of strict names end with this one. */
        read_list(object, max_items, inner, &out->details.raw,
                  &out->details.count);
        break;
    }
}

static void read_error(ucr_response *out, ucr_scan *scan,
                       const ucr_options *options, ucr_error *fault)
{
    ucr_error inner = {0};
    if (!expect_object(scan, fault)) {
        return;
    }
    ucr_object object = ucr_bind_object(scan, ucr_names_strict(out->status),
                                        (ucr_place){0}, true, fault);
    while (ucr_bind_member(&object)) {
        read_error_member(&object, out, options->max_items, &inner);
    }
    out->shape = UCR_SHAPE_DOCUMENTED;
    if (fault->code == UCR_OK) {
        *fault = inner;
    }
}

/* ---- Decode ----------------------------------------------------------------
 */

static void read_body(ucr_response *out, ucr_scan *scan,
                      const ucr_options *options, ucr_error *fault)
{
    const char *from = scan->at;
    const bool strict = options->profile == UCR_STRICT;
    if (!is_success(out->status) && !strict) {
        ucr_error_rule_read(out, scan, options, fault);
        return;
    }
    out->body.kind = ucr_scan_peek(scan);
    if (!is_success(out->status)) {
        read_error(out, scan, options, fault);
    } else if (strict) {
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

ucr_code ucr_decode_response(ucr_response *out, int status, ucr_str body,
                             const ucr_options *options, ucr_error *err)
{
    ucr_options resolved;
    ucr_error fault;
    if (out == NULL) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    ucr_zero(out, sizeof(*out));
    if (!ucr_options_resolve(&resolved, options) || !ucr_readable(body)) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    if (!is_known(status, resolved.profile == UCR_STRICT)) {
        return ucr_error_set(err, UCR_E_STATUS, 0);
    }
    if (body.len > resolved.max_body) {
        return ucr_error_set(err, UCR_E_BODY_SIZE, resolved.max_body);
    }
    out->status = status;
    if (!is_success(status) &&
        ucr_straight_error(out, status, body, &resolved)) {
        return ucr_error_set(err, UCR_OK, 0);
    }
    ucr_zero(out, sizeof(*out));
    out->status = status;
    out->shape = is_success(status) ? UCR_SHAPE_SUCCESS : UCR_SHAPE_EMPTY;
    ucr_scan scan = ucr_scan_of(body, &resolved);
    fault.code = UCR_OK;
    if (ucr_scan_begin(&scan)) {
        read_body(out, &scan, &resolved, &fault);
    }
    if (!ucr_scan_finish(&scan) && !may_be_empty(&scan)) {
        fault = ucr_bind_scan_error(
            &scan, ucr_scan_of(body, &resolved),
            names_of(status, resolved.profile == UCR_STRICT));
    }
    if (fault.code != UCR_OK) {
        ucr_zero(out, sizeof(*out));
    }
    return ucr_error_give(err, &fault);
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

static void check_text(ucr_check *check, unsigned field, ucr_text text,
                       size_t max_points)
{
    const ucr_error at = ucr_check_at(name_of(field));
    ucr_check_text(check, &at, text, max_points);
}

static void check_members(ucr_check *check, const ucr_response *in)
{
    check_text(check, UCR_F_ERROR_CODE, in->error_code, UCR_MAX_ERROR_CODE);
    check_text(check, UCR_F_ERROR_MSG, in->error_msg, UCR_MAX_ERROR_MSG);
    check_text(check, UCR_F_ENCODED_AUTHORIZATION_MESSAGE,
               in->encoded_authorization_message,
               UCR_MAX_ENCODED_AUTHORIZATION_MESSAGE);
    ucr_list_check_texts(check, &in->error_param);
    ucr_list_check_details(check, &in->details);
    check_text(check, UCR_F_REQUEST_ID, in->request_id, SIZE_MAX);
}

static void write_error(ucr_write *out, const ucr_response *in)
{
    ucr_write_member(out, "{", name_of(UCR_F_ERROR_CODE), in->error_code);
    ucr_write_member(out, ",", name_of(UCR_F_ERROR_MSG), in->error_msg);
    if (is_given(in->encoded_authorization_message)) {
        ucr_write_member(out, ",", name_of(UCR_F_ENCODED_AUTHORIZATION_MESSAGE),
                         in->encoded_authorization_message);
    }
    if (ucr_list_is_given(in->error_param.raw, in->error_param.items)) {
        ucr_write_name(out, ",", name_of(UCR_F_ERROR_PARAM));
        ucr_list_write_texts(out, &in->error_param);
    }
    if (ucr_list_is_given(in->details.raw, in->details.items)) {
        ucr_write_name(out, ",", name_of(UCR_F_DETAILS));
        ucr_list_write_details(out, &in->details);
    }
    if (is_given(in->request_id)) {
        ucr_write_member(out, ",", name_of(UCR_F_REQUEST_ID), in->request_id);
    }
    ucr_write_cstring(out, "}");
}

static void write_body(ucr_write *out, const ucr_response *in)
{
    if (!is_success(in->status)) {
        write_error(out, in);
    } else if (!has_no_body(in->status)) {
        ucr_write_cstring(out, "{}");
    }
}

/* Whatever is asked for. */
static ucr_code encode_any(char *buf, size_t cap, size_t *len,
                           const ucr_response *in, const ucr_options *options,
                           ucr_error *err)
{
    ucr_check check = {.options = options};
    ucr_write out = ucr_write_to(buf, cap);
    check_members(&check, in);
    if (!check.argument && check.scanner.code == UCR_OK &&
        check.meaning.code == UCR_OK) {
        write_body(&out, in);
    }
    return ucr_check_finish(&check, &out, len, err);
}

ucr_code ucr_encode_response(char *buf, size_t cap, size_t *len,
                             const ucr_response *in, const ucr_options *options,
                             ucr_error *err)
{
    ucr_options resolved;
    if (len == NULL) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    *len = 0;
    if (in == NULL || !ucr_options_resolve(&resolved, options) ||
        !ucr_writable(buf, cap) || !is_readable(in)) {
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
    return *len > 0 ? ucr_error_set(err, UCR_OK, 0)
                    : encode_any(buf, cap, len, in, &resolved, err);
}
