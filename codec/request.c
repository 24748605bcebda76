/* SPDX-License-Identifier: MIT */
/*
 * The request, both ways: `command_name`, `result`, `result_detail`.
 *
 * Knows no bytes: scan and bind read them, write writes them. Invariant: what
 * one direction refuses under some options the other refuses too, so each
 * check below has its mirror image.
 */
#include "bind.h"
#include "bytes.h"
#include "check.h"
#include "error.h"
#include "options.h"
#include "straight.h"
#include "straight_write.h"
#include "text.h"
#include <stdint.h>

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

static const ucr_names *names_of(bool strict)
{
    return strict ? &strict_names : &interop_names;
}

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
static int find_name(const ucr_text *sought, const ucr_text *known, int count)
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

static ucr_result result_of(const ucr_text *name)
{
    const int none = UCR_RESULT_FAIL + 1;
    const int result = find_name(name, result_names, none);
    return result != none ? (ucr_result)result : UCR_RESULT_NONE;
}

/* ---- Decode ----------------------------------------------------------------
 */

static void read_command_name(ucr_object *object, ucr_request *out)
{
    const char *value = object->scan->at;
    ucr_bind_text(object, &out->command_name);
    if (out->command_name.raw.ptr == NULL) {
        return;
    }
    out->command = command_of(&out->command_name);
    if (out->command == UCR_COMMAND_OTHER &&
        (object->scan->strict || out->command_name.raw.len == 0)) {
        ucr_bind_fault(object, UCR_E_ENUM, value);
    }
}

static void read_result(ucr_object *object, ucr_request *out)
{
    const char *value = object->scan->at;
    ucr_text name = {{NULL, 0}, false};
    ucr_bind_text(object, &name);
    if (name.raw.ptr == NULL) {
        return;
    }
    out->result = result_of(&name);
    if (out->result == UCR_RESULT_NONE) {
        ucr_bind_fault(object, UCR_E_ENUM, value);
    }
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

static void read_request(ucr_request *out, ucr_scan *scan, ucr_fault *fault)
{
    ucr_object object;
    if (!ucr_bind_top(&object, scan, names_of(scan->strict), fault)) {
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

/* What can be wrong before a byte is read. */
static ucr_code judge_call(ucr_options *resolved, ucr_str body,
                           const ucr_options *options)
{
    return !ucr_options_resolve(resolved, options) || !ucr_readable(body)
               ? UCR_E_ARGUMENT
           : body.len > resolved->max_body ? UCR_E_BODY_SIZE
                                           : UCR_OK;
}

/* The start of the general way; false: the call cannot be right. */
UCR_APART static bool begin(ucr_scan *scan, ucr_request *out, ucr_str body,
                            const ucr_options *options, ucr_fault *fault)
{
    ucr_options resolved;
    fault->code = judge_call(&resolved, body, options);
    fault->offset = fault->code == UCR_E_BODY_SIZE ? resolved.max_body : 0;
    ucr_zero(out, sizeof(*out));
    if (fault->code != UCR_OK) {
        return false;
    }
    *scan = ucr_scan_of(body, &resolved);
    return true;
}

/* Any request. */
UCR_SELDOM static ucr_code decode(ucr_request *out, ucr_str body,
                                  const ucr_options *options, ucr_error *err)
{
    ucr_scan scan;
    ucr_fault fault;
    if (!begin(&scan, out, body, options, &fault)) {
        return ucr_error_set(err, fault.code, fault.offset);
    }
    if (ucr_scan_begin(&scan)) {
        read_request(out, &scan, &fault);
    }
    if (!ucr_scan_finish(&scan)) {
        ucr_bind_scan_fault(&fault, &scan, names_of(scan.strict));
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
    return judge_call(&resolved, body, options) == UCR_OK &&
           ucr_straight_request(out, body, &resolved);
}

ucr_code ucr_decode_request(ucr_request *out, ucr_str body,
                            const ucr_options *options, ucr_error *err)
{
    if (out == NULL) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    if (UCR_FAST && decode_straight(out, body, options)) {
        return ucr_error_set(err, UCR_OK, 0);
    }
    return decode(out, body, options, err);
}

/* ---- Encode: what is to be written -----------------------------------------
 */

typedef struct request_plan {
    const ucr_text *command_name;
    const ucr_text *result;
    const ucr_text *detail_text; /* written as a string; NULL: it is not */
    ucr_str detail_json;         /* copied, where that is there */
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

static void start_plan(request_plan *plan, const ucr_request *in)
{
    plan->command_name = in->command == UCR_COMMAND_OTHER
                             ? &in->command_name
                             : &command_names[in->command];
    plan->result = &result_names[in->result];
    plan->detail_text = NULL;
    plan->detail_json = (ucr_str){NULL, 0};
}

static void check_command_name(ucr_check *check, const ucr_text *name)
{
    ucr_check_at(check, field_names[COMMAND_NAME].plain);
    ucr_check_text(check, name, SIZE_MAX);
    if (check->scanner) {
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
    ucr_json value;
    if (!ucr_check_size(check, detail->raw.len)) {
        return;
    }
    ucr_scan scan = ucr_check_scan(check, detail->raw);
    if (!ucr_scan_alone(&scan, &value)) {
        ucr_check_fault(check, scan.code, ucr_scan_fault(&scan));
        return;
    }
    if (scan.strict && value.kind != UCR_JSON_OBJECT &&
        value.kind != UCR_JSON_STRING) {
        ucr_check_fault(check, UCR_E_TYPE,
                        ucr_scan_offset(&scan, value.raw.ptr));
    }
    check->argument = check->argument || value.kind != detail->kind;
    plan->detail_json = value.raw;
}

static void check_detail(ucr_check *check, request_plan *plan,
                         const ucr_request *in)
{
    ucr_check_at(check, field_names[RESULT_DETAIL].plain);
    if (in->result_detail.kind != UCR_JSON_ABSENT) {
        check_json(check, plan, &in->result_detail);
    } else if (in->result_detail_text.raw.ptr != NULL) {
        plan->detail_text = &in->result_detail_text;
        ucr_check_text(check, plan->detail_text, SIZE_MAX);
    } else if (ucr_check_is_strict(check)) {
        ucr_check_fault(check, UCR_E_MISSING, 0);
    }
}

/* Everything but the total size. False: nothing is to be written. */
UCR_APART static bool make_plan(request_plan *plan, ucr_check *check,
                                const ucr_request *in)
{
    if (in == NULL || !arguments_fit(in)) {
        check->argument = true;
        return false;
    }
    start_plan(plan, in);
    if (in->command == UCR_COMMAND_OTHER) {
        check_command_name(check, &in->command_name);
    }
    check_detail(check, plan, in);
    return ucr_check_is_right(check);
}

/* ---- Encode: writing -------------------------------------------------------
 */

/* All that stands before the detail's own bytes. */
static void write_head(ucr_write *out, const request_plan *plan)
{
    const bool text = plan->detail_text != NULL;
    ucr_write_member(out, "{", field_names[COMMAND_NAME].plain,
                     plan->command_name);
    ucr_write_member(out, ",", field_names[RESULT].plain, plan->result);
    if (text || plan->detail_json.ptr != NULL) {
        ucr_write_name(out, ",", field_names[RESULT_DETAIL].plain);
    }
    ucr_write_cstring(out, text ? "\"" : "");
}

/* The detail's own bytes; `*moved` where they stay where the caller has them,
 * if they are to stay there and need no escape. */
static void write_detail(ucr_write *out, const request_plan *plan,
                         ucr_str *moved)
{
    const ucr_text *text = plan->detail_text;
    const bool copied = text == NULL || ucr_write_is_copy(text);
    const ucr_str *bytes = text != NULL ? &text->raw : &plan->detail_json;
    if (moved != NULL && copied) {
        *moved = *bytes;
    } else if (text != NULL) {
        ucr_write_contents(out, text);
    } else {
        ucr_write_bytes(out, bytes->ptr, bytes->len);
    }
}

/* In one piece, or with the detail left where it is. */
static ucr_code encode(ucr_parts *out, bool in_place, ucr_write *pieces,
                       const ucr_request *in, const ucr_options *options,
                       ucr_error *err)
{
    request_plan plan;
    ucr_str detail = {NULL, 0};
    ucr_check check = {.options = options};
    if (!make_plan(&plan, &check, in)) {
        return ucr_check_verdict(&check, 0, err);
    }
    write_head(pieces, &plan);
    const size_t head = pieces->len;
    write_detail(pieces, &plan, in_place ? &detail : NULL);
    const size_t tail = pieces->len;
    ucr_write_cstring(pieces, plan.detail_text != NULL ? "\"}" : "}");
    const size_t total = pieces->len + detail.len;
    const ucr_code code = ucr_check_verdict(&check, total, err);
    if (code != UCR_OK) {
        return code;
    }
    if (pieces->full) {
        out->total = pieces->len;
        return ucr_error_set(err, UCR_E_SPACE, 0);
    }
    out->head = (ucr_str){pieces->buf, head};
    out->detail = detail.ptr != NULL
                      ? detail
                      : (ucr_str){pieces->buf + head, tail - head};
    out->tail = (ucr_str){pieces->buf + tail, pieces->len - tail};
    out->total = total;
    return UCR_OK;
}

ucr_code ucr_encode_request(char *buf, size_t cap, size_t *len,
                            const ucr_request *in, const ucr_options *options,
                            ucr_error *err)
{
    ucr_options resolved;
    ucr_parts parts = {.total = 0};
    if (!ucr_options_begin(&resolved, options, buf, cap, len)) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    if (buf != NULL && in != NULL && arguments_fit(in)) {
        *len = ucr_straight_write_request(buf, cap, in, &resolved);
    }
    if (*len > 0) {
        return ucr_error_set(err, UCR_OK, 0);
    }
    ucr_write out = ucr_write_to(buf, cap);
    const ucr_code code = encode(&parts, false, &out, in, &resolved, err);
    *len = parts.total;
    return code;
}

ucr_code ucr_encode_request_parts(ucr_parts *out, char *buf, size_t cap,
                                  const ucr_request *in,
                                  const ucr_options *options, ucr_error *err)
{
    ucr_options resolved;
    if (out != NULL) {
        ucr_zero(out, sizeof(*out));
    }
    if (out == NULL ||
        !ucr_options_begin(&resolved, options, buf, cap, &out->total)) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    ucr_write pieces = ucr_write_to(buf, cap);
    return encode(out, true, &pieces, in, &resolved, err);
}
