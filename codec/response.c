/* SPDX-License-Identifier: MIT */
/*
 * The answer, both ways: an HTTP status and a body that says how it went.
 *
 * Knows no bytes, and of interop's errors only that another unit reads them.
 * Invariant: what one direction refuses under some options the other refuses
 * too, so each check below has its mirror image.
 */
#include <assert.h>
#include <stddef.h>

#include "bytes.h"
#include "error_rule.h"
#include "list.h"
#include "list_write.h"
#include "options.h"
#include "straight.h"
#include "straight_write.h"

/* ---- Status ----------------------------------------------------------------
 */

static bool is_success(int status)
{
    return status >= 200 && status <= 299;
}

UCR_APART static bool is_known(int status, bool strict)
{
    switch (status) {
    case 200:
    case 400:
    case 401:
    case 403:
    case 404:
    case 500:
        return true;
    default:
        return !strict && status >= 200 && status <= 599;
    }
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
        ucr_scan_skip(scan);
    }
}

/* A list of an error in strict; `inner` gets the faults inside its objects. */
static void read_list(ucr_object *object, ucr_response *out, ucr_fault *inner)
{
    ucr_list list;
    if (ucr_bind_is(object, UCR_JSON_ARRAY)) {
        ucr_list_read(&list, object, inner);
        ucr_bind_list_fault(object->fault, object, &list);
        ucr_list_store(out, object->field, &list);
    }
}

static void read_error_member(ucr_object *object, ucr_response *out,
                              ucr_fault *inner)
{
    if (ucr_names_is_list(object->field)) {
        read_list(object, out, inner);
    } else {
        ucr_bind_text(object, ucr_names_text(out, object->field));
    }
}

/* An object: a success or, in strict, an error. In interop the message of a
 * success is the text of its member `body`; in strict no member of it is known,
 * so each is a fault. */
UCR_APART static void read_top(ucr_response *out, ucr_scan *scan,
                               const ucr_names *names, ucr_fault *fault)
{
    ucr_object object;
    ucr_fault inner;
    if (!ucr_bind_top(&object, scan, names, fault)) {
        return;
    }
    inner.code = UCR_OK;
    while (ucr_bind_member(&object)) {
        if (out->shape == UCR_SHAPE_SUCCESS) {
            read_text(&out->message, scan);
        } else {
            read_error_member(&object, out, &inner);
        }
    }
    if (fault->code == UCR_OK) {
        *fault = inner;
    }
}

/* ---- Decode ----------------------------------------------------------------
 */

/* In interop a success may be any value; its message is then the text of a
 * string. */
static void read_body(ucr_response *out, ucr_scan *scan, const ucr_names *names,
                      ucr_fault *fault)
{
    const char *from = scan->at;
    if (out->shape == UCR_SHAPE_EMPTY) {
        /* An error in interop, whose shape is still to be found. */
        ucr_error_rule_read(out, scan, fault);
        return;
    }
    out->body.kind = ucr_scan_peek(scan);
    if (!scan->strict && out->body.kind != UCR_JSON_OBJECT) {
        read_text(&out->message, scan);
    } else {
        read_top(out, scan, names, fault);
    }
    out->body.raw = (ucr_str){from, (size_t)(scan->at - from)};
}

/* Whether no body is an answer: not in strict, where all of them have one. */
static bool may_be_empty(const ucr_scan *scan)
{
    return scan->code == UCR_E_EMPTY && !scan->strict;
}

/* The body, its value and what is around it. */
static void read_all(ucr_response *out, int status, ucr_scan *scan,
                     ucr_fault *fault)
{
    const ucr_names *names = names_of(status, scan->strict);
    assert(out != NULL); /* else there is a fault from the beginning */
    out->status = status;
    /* In strict no error is without a body. */
    out->shape = is_success(status) ? UCR_SHAPE_SUCCESS
                 : scan->strict     ? UCR_SHAPE_DOCUMENTED
                                    : UCR_SHAPE_EMPTY;
    if (ucr_scan_begin(scan)) {
        read_body(out, scan, names, fault);
    }
    if (!ucr_scan_finish(scan) && !may_be_empty(scan)) {
        ucr_bind_scan_fault(fault, scan, names);
    }
}

/* Any answer. */
UCR_SELDOM static ucr_code decode(ucr_response *out, int status, ucr_str body,
                                  const ucr_options *options, ucr_error *err)
{
    ucr_scan scan;
    ucr_fault fault;
    ucr_bind_begin(&scan, body, options, out, &fault);
    ucr_zero(out, sizeof(*out));
    if (fault.code != UCR_E_ARGUMENT && !is_known(status, scan.strict)) {
        fault.code = UCR_E_STATUS;
        fault.offset = 0;
    }
    if (fault.code == UCR_OK) {
        read_all(out, status, &scan, &fault);
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
           ucr_options_judge(&resolved, options, body) == UCR_OK &&
           is_known(status, resolved.profile == UCR_STRICT) &&
           ucr_straight_error(out, status, body, &resolved);
}

ucr_code ucr_decode_response(ucr_response *out, int status, ucr_str body,
                             const ucr_options *options, ucr_error *err)
{
    if (UCR_FAST && out != NULL &&
        decode_straight(out, status, body, options)) {
        return ucr_error_none(err);
    }
    return decode(out, status, body, options, err);
}

/* ---- Encode ----------------------------------------------------------------
 */

/* The members that an error may have, in the order of their fields. */
#define MEMBERS (UCR_F_REQUEST_ID + 1)

_Static_assert(offsetof(ucr_text, raw) == 0 && offsetof(ucr_texts, raw) == 0 &&
                   offsetof(ucr_details, raw) == 0,
               "all members begin with their bytes");

/* The member that a field is. */
UCR_APART static ucr_member member_of(const ucr_response *in, unsigned field)
{
    ucr_member member = {.field = field, .name = ucr_names_word(field)};
    const void *at = (const char *)in + ucr_names_places[field];
    member.raw = *(const ucr_str *)at;
    if (field == UCR_F_ERROR_PARAM) {
        member.items = in->error_param.items;
        member.count = in->error_param.count;
    } else if (field == UCR_F_DETAILS) {
        member.items = in->details.items;
        member.count = in->details.count;
    } else {
        member.text = at;
    }
    return member;
}

/* Whether all members can be read; then `*given` has one bit for each that is
 * there. */
static bool find_given(unsigned *given, const ucr_response *in)
{
    *given = 0;
    for (unsigned field = 0; field < MEMBERS; field++) {
        const ucr_member member = member_of(in, field);
        if (ucr_member_is_given(&member)) {
            *given |= 1u << field;
        } else if (member.raw.len != 0 || member.count != 0) {
            return false;
        }
    }
    return true;
}

/* Whether the members that are given belong together. */
static bool members_fit(unsigned given, int status, bool strict)
{
    const unsigned two = 1u << UCR_F_ERROR_CODE | 1u << UCR_F_ERROR_MSG;
    const unsigned documented = (1u << UCR_F_REQUEST_ID) - 1;
    if (is_success(status)) {
        return given == 0;
    }
    const unsigned known = !strict ? given : status == 403 ? documented : two;
    return (given & two) == two && (given & ~known) == 0;
}

/* Checks all members, and writes each that is given. What stands in the buffer
 * is void where one of them is at fault: then no more is written. */
static void encode_members(ucr_check *check, const ucr_response *in)
{
    for (unsigned field = 0; field < MEMBERS; field++) {
        const ucr_member member = member_of(in, field);
        ucr_check_at(check, member.name->plain);
        if (member.text != NULL) {
            ucr_list_encode_text(check, field == 0 ? '{' : ',', field,
                                 member.text);
        } else if (ucr_member_is_given(&member)) {
            const size_t count = ucr_list_check(check, &member);
            ucr_list_encode(check, &member, count);
        }
    }
}

/* What can be wrong before a member is looked at. */
static ucr_code judge_members(const ucr_response *in, bool strict)
{
    unsigned given;
    return !find_given(&given, in)                   ? UCR_E_ARGUMENT
           : !is_known(in->status, strict)           ? UCR_E_STATUS
           : !members_fit(given, in->status, strict) ? UCR_E_ARGUMENT
                                                     : UCR_OK;
}

/* Most errors. */
static bool encode_straight(char *buf, size_t cap, size_t *len,
                            const ucr_response *in, const ucr_options *options)
{
    if (buf != NULL && !is_success(in->status)) {
        *len = ucr_straight_write_error(buf, cap, in, options);
    }
    return *len > 0;
}

ucr_code ucr_encode_response(char *buf, size_t cap, size_t *len,
                             const ucr_response *in, const ucr_options *options,
                             ucr_error *err)
{
    ucr_check check;
    const ucr_code code =
        !ucr_check_begin(buf, cap, len, &check, options) || in == NULL
            ? UCR_E_ARGUMENT
            : judge_members(in, ucr_check_is_strict(&check));
    if (code != UCR_OK ||
        (UCR_FAST && encode_straight(buf, cap, len, in, &check.options))) {
        return ucr_error_set(err, code, 0);
    }
    if (is_success(in->status)) {
        ucr_write_cstring(&check.out, has_no_body(in->status) ? "" : "{}");
    } else {
        encode_members(&check, in);
        ucr_write_byte(&check.out, '}');
    }
    return ucr_check_finish(err, &check, 0, len);
}
