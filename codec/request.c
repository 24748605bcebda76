/* SPDX-License-Identifier: MIT */
/*
 * The request, both ways: `command_name`, `result`, `result_detail`.
 *
 * Knows no bytes: scan and bind read them, write writes them. Invariant: what
 * one direction refuses under some options the other refuses too, so each
 * check below has its mirror image.
 */
#include <assert.h>
#include <stdint.h>

#include "bind.h"
#include "bytes.h"
#include "check.h"
#include "error.h"
#include "options.h"
#include "straight.h"
#include "straight_write.h"
#include "text.h"

enum {
    COMMAND_NAME,
    RESULT,
    RESULT_DETAIL,
    FIELDS
};

static const ucr_word field_names[FIELDS] = {
    [COMMAND_NAME] = UCR_WORD("command_name"),
    [RESULT] = UCR_WORD("result"),
    [RESULT_DETAIL] = UCR_WORD("result_detail"),
};

static const ucr_names interop_names = {.words = field_names,
                                        .count = FIELDS,
                                        .required = RESULT_DETAIL,
                                        .list = UCR_NO_FIELD};

static const ucr_names strict_names = {.words = field_names,
                                       .count = FIELDS,
                                       .required = FIELDS,
                                       .list = UCR_NO_FIELD};

/* ---- The enumerated values -------------------------------------------------
 */

static const ucr_text command_names[] = {
    [UCR_COMMAND_START] = UCR_TEXT("START"),
    [UCR_COMMAND_STOP] = UCR_TEXT("STOP"),
    [UCR_COMMAND_DELETE] = UCR_TEXT("DELETE"),
    [UCR_COMMAND_SYNC] = UCR_TEXT("SYNC"),
    [UCR_COMMAND_UPLOAD_LOG] = UCR_TEXT("UPLOAD_LOG"),
    [UCR_COMMAND_RSET_LOG_ACL] = UCR_TEXT("RSET_LOG_ACL"),
};

static const ucr_text result_names[] = {
    [UCR_RESULT_SUCCESS] = UCR_TEXT("success"),
    [UCR_RESULT_FAIL] = UCR_TEXT("fail"),
};

/* Which of the names a text is, from 1; `count` if it is none. */
UCR_APART static int find_name(const ucr_text *sought, const ucr_text *known,
                               int count)
{
    int i = 1;
    while (i < count && !ucr_text_is(sought, &known[i].raw)) {
        i++;
    }
    return i;
}

static ucr_command command_of(const ucr_text *name)
{
    return (ucr_command)find_name(name, command_names, UCR_COMMAND_OTHER);
}

/* ---- Decode ----------------------------------------------------------------
 */

/* A text that is one of the names, from 1; 0 is a fault. Another one is none
 * where there are `others`, which are `count`. */
static int read_name(ucr_object *object, ucr_text *out, const ucr_text *known,
                     int count, bool others)
{
    ucr_bind_text(object, out);
    if (out->raw.ptr == NULL) {
        return 0;
    }
    const int found = find_name(out, known, count);
    if (found < count || (others && out->raw.len > 0)) {
        return found;
    }
    ucr_bind_fault(object, UCR_E_ENUM, out->raw.ptr - 1); /* its quote */
    return 0;
}

static void read_command_name(ucr_object *object, ucr_request *out)
{
    out->command =
        (ucr_command)read_name(object, &out->command_name, command_names,
                               UCR_COMMAND_OTHER, !object->scan->strict);
}

static void read_result(ucr_object *object, ucr_request *out)
{
    ucr_text name;
    name.raw.ptr = NULL;
    out->result = (ucr_result)read_name(object, &name, result_names,
                                        UCR_RESULT_FAIL + 1, false);
}

static void read_result_detail(ucr_object *object, ucr_request *out)
{
    ucr_json *detail = &out->result_detail;
    ucr_json_kind kind = ucr_scan_peek(object->scan);
    if (kind == UCR_JSON_STRING) {
        const char *quote = object->scan->at;
        ucr_scan_string(object->scan, &out->result_detail_text);
        detail->raw.ptr = quote;
        detail->raw.len = (size_t)(object->scan->at - quote);
        detail->kind = UCR_JSON_STRING;
    } else if (ucr_scan_value(object->scan, detail) && object->scan->strict &&
               kind != UCR_JSON_OBJECT) {
        ucr_bind_fault(object, UCR_E_TYPE, detail->raw.ptr);
    }
}

UCR_APART static void read_request(ucr_request *out, ucr_scan *scan,
                                   const ucr_names *names, ucr_fault *fault)
{
    ucr_object object;
    if (!ucr_bind_top(&object, scan, names, fault)) {
        return;
    }
    while (ucr_bind_member(&object)) {
        switch (object.field) {
        case COMMAND_NAME:
            read_command_name(&object, out);
            break;
        case RESULT:
            read_result(&object, out);
            break;
        default:
            read_result_detail(&object, out);
            break;
        }
    }
}

/* The body, its value and what is around it. */
static void read_all(ucr_request *out, ucr_scan *scan, ucr_fault *fault)
{
    const ucr_names *names = scan->strict ? &strict_names : &interop_names;
    assert(out != NULL); /* else there is a fault from the beginning */
    if (ucr_scan_begin(scan)) {
        read_request(out, scan, names, fault);
    }
    if (!ucr_scan_finish(scan)) {
        ucr_bind_scan_fault(fault, scan, names);
    }
}

/* Any request. */
UCR_SELDOM static ucr_code decode(ucr_request *out, ucr_str body,
                                  const ucr_options *options, ucr_error *err)
{
    ucr_scan scan;
    ucr_fault fault;
    ucr_bind_begin(&scan, body, options, out, &fault);
    ucr_zero(out, sizeof(*out));
    if (fault.code == UCR_OK) {
        read_all(out, &scan, &fault);
    }
    if (fault.code != UCR_OK) {
        ucr_zero(out, sizeof(*out));
    }
    return ucr_error_give(err, &fault);
}

/* Most requests. */
static bool decode_straight(ucr_request *out, ucr_str body,
                            const ucr_options *options)
{
    ucr_options resolved;
    return ucr_options_judge(&resolved, options, body) == UCR_OK &&
           ucr_straight_request(out, body, &resolved);
}

ucr_code ucr_decode_request(ucr_request *out, ucr_str body,
                            const ucr_options *options, ucr_error *err)
{
    if (UCR_FAST && out != NULL && decode_straight(out, body, options)) {
        return ucr_error_none(err);
    }
    return decode(out, body, options, err);
}

/* ---- Encode: what is to be written -----------------------------------------
 */

/* What is to be written of a detail. */
typedef struct request_plan {
    ucr_text detail;   /* JSON is taken for text that is escaped already */
    const char *quote; /* what stands before and after it */
} request_plan;

/* Whether the call can be right at all. */
static bool arguments_fit(const ucr_request *in)
{
    const ucr_json *detail = &in->result_detail;
    if (in->command < UCR_COMMAND_START || in->command > UCR_COMMAND_OTHER ||
        in->result < UCR_RESULT_SUCCESS || in->result > UCR_RESULT_FAIL) {
        return false;
    }
    if (in->command == UCR_COMMAND_OTHER && in->command_name.raw.ptr == NULL) {
        return false;
    }
    if (detail->kind == UCR_JSON_ABSENT) {
        return detail->raw.ptr == NULL && detail->raw.len == 0 &&
               ucr_readable(in->result_detail_text.raw);
    }
    return detail->kind >= UCR_JSON_OBJECT && detail->kind <= UCR_JSON_NULL &&
           detail->raw.ptr != NULL;
}

static void check_command_name(ucr_check *check, const ucr_text *name)
{
    ucr_check_at(check, field_names[COMMAND_NAME].plain);
    if (!ucr_check_text(check, name, SIZE_MAX)) {
        return;
    }
    if (ucr_check_is_strict(check) || name->raw.len == 0) {
        ucr_check_fault(check, UCR_E_ENUM, 0);
    }
    if (command_of(name) != UCR_COMMAND_OTHER) {
        check->argument = true;
    }
}

/* The detail, freed of the white space around it. */
static void check_json(ucr_check *check, request_plan *plan,
                       const ucr_json *detail)
{
    ucr_scan scan;
    ucr_json value;
    if (!ucr_check_size(check, detail->raw.len)) {
        return;
    }
    ucr_check_scan(&scan, detail->raw, check);
    if (!ucr_scan_alone(&scan, &value)) {
        ucr_check_fault(check, scan.code, ucr_scan_fault(&scan));
        return;
    }
    if (scan.strict && value.kind != UCR_JSON_OBJECT &&
        value.kind != UCR_JSON_STRING) {
        ucr_check_fault(check, UCR_E_TYPE,
                        ucr_scan_offset(&scan, value.raw.ptr));
    }
    if (value.kind != detail->kind) {
        check->argument = true;
    }
    plan->detail.raw = value.raw;
}

static void check_detail(ucr_check *check, request_plan *plan,
                         const ucr_request *in)
{
    ucr_check_at(check, field_names[RESULT_DETAIL].plain);
    if (in->result_detail.kind != UCR_JSON_ABSENT) {
        check_json(check, plan, &in->result_detail);
    } else if (in->result_detail_text.raw.ptr != NULL) {
        plan->detail = in->result_detail_text;
        plan->quote = "\"";
        ucr_check_text(check, &plan->detail, SIZE_MAX);
    } else if (ucr_check_is_strict(check)) {
        ucr_check_fault(check, UCR_E_MISSING, 0);
    }
}

/* Everything but the total size. False: nothing is to be written. */
UCR_APART static bool make_plan(request_plan *plan, ucr_check *check,
                                const ucr_request *in)
{
    if (check->argument || in == NULL || !arguments_fit(in)) {
        check->argument = true;
        return false;
    }
    plan->detail = (ucr_text){{NULL, 0}, true};
    plan->quote = "";
    if (in->command == UCR_COMMAND_OTHER) {
        check_command_name(check, &in->command_name);
    }
    check_detail(check, plan, in);
    return ucr_check_is_right(check);
}

/* ---- Encode: writing -------------------------------------------------------
 */

/* All that stands before the detail's own bytes. */
static void write_head(ucr_write *out, const ucr_request *in,
                       const request_plan *plan)
{
    ucr_write_member(out, '{', field_names[COMMAND_NAME].quoted,
                     in->command == UCR_COMMAND_OTHER
                         ? &in->command_name
                         : &command_names[in->command]);
    ucr_write_member(out, ',', field_names[RESULT].quoted,
                     &result_names[in->result]);
    if (plan->detail.raw.ptr != NULL) {
        ucr_write_name(out, ',', field_names[RESULT_DETAIL].quoted);
    }
    ucr_write_cstring(out, plan->quote);
}

/* In one piece, or with the detail left where it is. */
static ucr_code encode(char *buf, size_t cap, ucr_parts *out,
                       const ucr_request *in, const ucr_options *options,
                       ucr_error *err, bool in_place)
{
    request_plan plan;
    ucr_check check;
    ucr_write *pieces = &check.out;
    ucr_str apart = {NULL, 0};
    size_t head = 0;
    size_t tail = 0;
    ucr_check_begin(buf, cap, &out->total, &check, options);
    ucr_zero(out, sizeof(*out));
    if (make_plan(&plan, &check, in)) {
        write_head(pieces, in, &plan);
        head = pieces->len;
        if (in_place && ucr_write_is_copy(&plan.detail)) {
            apart = plan.detail.raw;
        } else {
            ucr_write_contents(pieces, &plan.detail);
        }
        tail = pieces->len;
        ucr_write_cstring(pieces, plan.quote);
        ucr_write_byte(pieces, '}');
    }
    const ucr_code code = ucr_check_finish(err, &check, apart.len, &out->total);
    if (code == UCR_OK) {
        out->head = (ucr_str){buf, head};
        out->detail =
            apart.ptr != NULL ? apart : (ucr_str){buf + head, tail - head};
        out->tail = (ucr_str){buf + tail, pieces->len - tail};
    }
    return code;
}

/* Most requests. */
static bool encode_straight(char *buf, size_t cap, size_t *len,
                            const ucr_request *in, const ucr_options *options)
{
    ucr_options resolved;
    if (!ucr_options_begin(buf, cap, len, &resolved, options) || buf == NULL ||
        in == NULL || !arguments_fit(in)) {
        return false;
    }
    *len = ucr_straight_write_request(buf, cap, in, &resolved);
    return *len > 0;
}

ucr_code ucr_encode_request(char *buf, size_t cap, size_t *len,
                            const ucr_request *in, const ucr_options *options,
                            ucr_error *err)
{
    ucr_parts parts;
    if (len == NULL) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    if (UCR_FAST && encode_straight(buf, cap, len, in, options)) {
        return ucr_error_none(err);
    }
    const ucr_code code = encode(buf, cap, &parts, in, options, err, false);
    *len = parts.total;
    return code;
}

ucr_code ucr_encode_request_parts(ucr_parts *out, char *buf, size_t cap,
                                  const ucr_request *in,
                                  const ucr_options *options, ucr_error *err)
{
    if (out == NULL) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    return encode(buf, cap, out, in, options, err, true);
}
