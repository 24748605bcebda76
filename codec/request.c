/* SPDX-License-Identifier: MIT */
/*
 * The request, both ways: `command_name`, `result`, `result_detail`.
 *
 * Knows no bytes: scan and bind read them, write writes them. Invariant: what
 * one direction refuses under some options the other refuses too, so each
 * check below has its mirror image.
 */
#include "bind.h"
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

static const ucr_names *names_of(const ucr_options *options)
{
    return options->profile == UCR_STRICT ? &strict_names : &interop_names;
}

/* ---- The enumerated values -------------------------------------------------
 */

static const ucr_str command_names[] = {
    [UCR_COMMAND_START] = UCR_STR("START"),
    [UCR_COMMAND_STOP] = UCR_STR("STOP"),
    [UCR_COMMAND_DELETE] = UCR_STR("DELETE"),
    [UCR_COMMAND_SYNC] = UCR_STR("SYNC"),
    [UCR_COMMAND_UPLOAD_LOG] = UCR_STR("UPLOAD_LOG"),
    [UCR_COMMAND_RSET_LOG_ACL] = UCR_STR("RSET_LOG_ACL"),
};

static const ucr_str result_names[] = {
    [UCR_RESULT_SUCCESS] = UCR_STR("success"),
    [UCR_RESULT_FAIL] = UCR_STR("fail"),
};

static ucr_command command_of(const ucr_text *name)
{
    for (int i = UCR_COMMAND_START; i <= UCR_COMMAND_RSET_LOG_ACL; i++) {
        if (ucr_text_is(name, &command_names[i])) {
            return (ucr_command)i;
        }
    }
    return UCR_COMMAND_OTHER;
}

static ucr_result result_of(const ucr_text *name)
{
    for (int i = UCR_RESULT_SUCCESS; i <= UCR_RESULT_FAIL; i++) {
        if (ucr_text_is(name, &result_names[i])) {
            return (ucr_result)i;
        }
    }
    return UCR_RESULT_NONE;
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
    bool outside = out->command == UCR_COMMAND_OTHER;
    if (outside && (object->strict || out->command_name.raw.len == 0)) {
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

static bool is_documented_detail(ucr_json_kind kind)
{
    return kind == UCR_JSON_OBJECT || kind == UCR_JSON_STRING;
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
    } else if (ucr_scan_value(object->scan, detail) && object->strict &&
               !is_documented_detail(kind)) {
        ucr_bind_fault(object, UCR_E_TYPE, detail->raw.ptr);
    }
}

static void read_request(ucr_request *out, ucr_scan *scan,
                         const ucr_options *options, ucr_error *fault)
{
    ucr_json other;
    if (ucr_scan_peek(scan) != UCR_JSON_OBJECT) {
        if (ucr_scan_value(scan, &other)) {
            ucr_error_set(fault, UCR_E_TYPE,
                          ucr_scan_offset(scan, other.raw.ptr));
        }
        return;
    }
    ucr_object object = ucr_bind_object(scan, names_of(options), (ucr_place){0},
                                        options->profile == UCR_STRICT, fault);
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

ucr_code ucr_decode_request(ucr_request *out, ucr_str body,
                            const ucr_options *options, ucr_error *err)
{
    ucr_options resolved;
    ucr_error fault;
    if (out == NULL) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    const bool fits =
        ucr_options_resolve(&resolved, options) && ucr_readable(body);
    if (fits && body.len <= resolved.max_body &&
        ucr_straight_request(out, body, &resolved)) {
        return ucr_error_set(err, UCR_OK, 0);
    }
    ucr_zero(out, sizeof(*out));
    if (!fits) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    if (body.len > resolved.max_body) {
        return ucr_error_set(err, UCR_E_BODY_SIZE, resolved.max_body);
    }
    ucr_scan scan = ucr_scan_of(body, &resolved);
    fault.code = UCR_OK;
    if (ucr_scan_begin(&scan)) {
        read_request(out, &scan, &resolved, &fault);
    }
    if (!ucr_scan_finish(&scan)) {
        fault = ucr_bind_scan_error(&scan, ucr_scan_of(body, &resolved),
                                    names_of(&resolved));
    }
    if (fault.code != UCR_OK) {
        ucr_zero(out, sizeof(*out));
    }
    return ucr_error_give(err, &fault);
}

/* ---- Encode: what is to be written -----------------------------------------
 */

typedef struct request_plan {
    ucr_text command_name;
    ucr_text result;
    ucr_text detail_text; /* written as a string, where it is there */
    ucr_str detail_json;  /* copied, where that is there */
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

static request_plan plan_of(const ucr_request *in)
{
    request_plan plan = {.result = {result_names[in->result], false}};
    plan.command_name = in->command_name;
    if (in->command != UCR_COMMAND_OTHER) {
        plan.command_name = (ucr_text){command_names[in->command], false};
    }
    if (in->result_detail.kind == UCR_JSON_ABSENT) {
        plan.detail_text = in->result_detail_text;
    }
    return plan;
}

/* The detail, freed of the white space around it. */
static void check_json(ucr_check *check, request_plan *plan, ucr_json detail)
{
    const ucr_error at = ucr_check_at(field_names[RESULT_DETAIL].plain);
    ucr_json value = {0};
    if (!ucr_check_size(check, &at, detail.raw.len)) {
        return;
    }
    ucr_scan scan = ucr_check_scan(check, detail.raw);
    if (!ucr_scan_alone(&scan, &value)) {
        ucr_check_fault(check, &at, scan.code,
                        ucr_scan_offset(&scan, scan.fault));
        return;
    }
    if (ucr_check_is_strict(check) && !is_documented_detail(value.kind)) {
        ucr_check_fault(check, &at, UCR_E_TYPE,
                        ucr_scan_offset(&scan, value.raw.ptr));
    }
    check->argument = check->argument || value.kind != detail.kind;
    plan->detail_json = value.raw;
}

static void check_command_name(ucr_check *check, const ucr_request *in)
{
    const ucr_error at = ucr_check_at(field_names[COMMAND_NAME].plain);
    if (in->command != UCR_COMMAND_OTHER) {
        return;
    }
    ucr_check_text(check, &at, in->command_name, SIZE_MAX);
    if (check->scanner.code != UCR_OK) {
        return;
    }
    if (ucr_check_is_strict(check) || in->command_name.raw.len == 0) {
        ucr_check_fault(check, &at, UCR_E_ENUM, 0);
    }
    if (command_of(&in->command_name) != UCR_COMMAND_OTHER) {
        check->argument = true;
    }
}

static void check_detail(ucr_check *check, request_plan *plan,
                         const ucr_request *in)
{
    const ucr_error at = ucr_check_at(field_names[RESULT_DETAIL].plain);
    if (in->result_detail.kind != UCR_JSON_ABSENT) {
        check_json(check, plan, in->result_detail);
    } else if (in->result_detail_text.raw.ptr != NULL) {
        ucr_check_text(check, &at, in->result_detail_text, SIZE_MAX);
    } else if (ucr_check_is_strict(check)) {
        ucr_check_fault(check, &at, UCR_E_MISSING, 0);
    }
}

/* Everything but the total size. False: the call cannot be right. */
static bool make_plan(request_plan *plan, ucr_check *check,
                      const ucr_request *in)
{
    if (in == NULL || !arguments_fit(in)) {
        check->argument = true;
        return false;
    }
    *plan = plan_of(in);
    check_command_name(check, in);
    check_detail(check, plan, in);
    return !check->argument && check->scanner.code == UCR_OK;
}

/* ---- Encode: writing -------------------------------------------------------
 */

/* All that stands before the detail's own bytes. */
static void write_head(ucr_write *out, const request_plan *plan)
{
    ucr_write_member(out, "{", field_names[COMMAND_NAME].plain,
                     plan->command_name);
    ucr_write_member(out, ",", field_names[RESULT].plain, plan->result);
    if (plan->detail_json.ptr != NULL) {
        ucr_write_name(out, ",", field_names[RESULT_DETAIL].plain);
    } else if (plan->detail_text.raw.ptr != NULL) {
        ucr_write_name(out, ",", field_names[RESULT_DETAIL].plain);
        ucr_write_bytes(out, "\"", 1);
    }
}

static void write_detail(ucr_write *out, const request_plan *plan)
{
    if (plan->detail_json.ptr != NULL) {
        ucr_write_bytes(out, plan->detail_json.ptr, plan->detail_json.len);
    } else if (plan->detail_text.raw.ptr != NULL) {
        ucr_write_contents(out, plan->detail_text);
    }
}

static void write_tail(ucr_write *out, const request_plan *plan)
{
    bool quoted =
        plan->detail_json.ptr == NULL && plan->detail_text.raw.ptr != NULL;
    ucr_write_cstring(out, quoted ? "\"}" : "}");
}

/* Whatever is asked for. */
static ucr_code encode_any(char *buf, size_t cap, size_t *len,
                           const ucr_request *in, const ucr_options *options,
                           ucr_error *err)
{
    request_plan plan;
    ucr_check check = {.options = options};
    ucr_write out = ucr_write_to(buf, cap);
    if (make_plan(&plan, &check, in)) {
        write_head(&out, &plan);
        write_detail(&out, &plan);
        write_tail(&out, &plan);
    }
    return ucr_check_finish(&check, &out, len, err);
}

ucr_code ucr_encode_request(char *buf, size_t cap, size_t *len,
                            const ucr_request *in, const ucr_options *options,
                            ucr_error *err)
{
    ucr_options resolved;
    if (len == NULL) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    *len = 0;
    if (!ucr_options_resolve(&resolved, options) || !ucr_writable(buf, cap)) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    if (buf != NULL && in != NULL && arguments_fit(in)) {
        *len = ucr_straight_write_request(buf, cap, in, &resolved);
    }
    return *len > 0 ? ucr_error_set(err, UCR_OK, 0)
                    : encode_any(buf, cap, len, in, &resolved, err);
}

/* The detail's bytes where the caller has them; absent where they have to be
 * written because they change. */
static ucr_str detail_in_place(const request_plan *plan)
{
    if (plan->detail_json.ptr != NULL) {
        return plan->detail_json;
    }
    return ucr_write_is_copy(plan->detail_text) ? plan->detail_text.raw
                                                : (ucr_str){NULL, 0};
}

ucr_code ucr_encode_request_parts(ucr_parts *out, char *buf, size_t cap,
                                  const ucr_request *in,
                                  const ucr_options *options, ucr_error *err)
{
    request_plan plan;
    ucr_options resolved;
    ucr_check check = {.options = &resolved};
    ucr_write pieces = ucr_write_to(buf, cap);
    if (out == NULL) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    ucr_zero(out, sizeof(*out));
    if (!ucr_options_resolve(&resolved, options) || !ucr_writable(buf, cap)) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    if (!make_plan(&plan, &check, in)) {
        return ucr_check_verdict(&check, 0, err);
    }
    ucr_str detail = detail_in_place(&plan);
    write_head(&pieces, &plan);
    const size_t head = pieces.len;
    if (detail.ptr == NULL) {
        write_detail(&pieces, &plan);
    }
    const size_t tail = pieces.len;
    write_tail(&pieces, &plan);
    ucr_code code = ucr_check_verdict(&check, pieces.len + detail.len, err);
    if (code != UCR_OK) {
        return code;
    }
    if (pieces.full) {
        out->total = pieces.len;
        return ucr_error_set(err, UCR_E_SPACE, 0);
    }
    out->head = (ucr_str){buf, head};
    out->detail =
        detail.ptr != NULL ? detail : (ucr_str){buf + head, tail - head};
    out->tail = (ucr_str){buf + tail, pieces.len - tail};
    out->total = pieces.len + detail.len;
    return UCR_OK;
}
