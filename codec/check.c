/* SPDX-License-Identifier: MIT */
/*
 * Values that are to be encoded into a verdict.
 *
 * Knows no field name and no message. Invariant: nothing is trusted because a
 * struct says so, and nothing longer than a whole body may be is read.
 */
#include "check.h"

#include <stdint.h>

#include "options.h"
#include "text.h"

bool ucr_check_begin(char *buf, size_t cap, size_t *len, ucr_check *check,
                     const ucr_options *options)
{
    check->fault.code = UCR_OK;
    check->out = (ucr_write){.buf = buf, .cap = cap};
    check->scanner = false;
    check->argument =
        !ucr_options_begin(buf, cap, len, &check->options, options);
    return !check->argument;
}

void ucr_check_at_element(ucr_check *check, const char *list, size_t index,
                          const char *name)
{
    check->at.list = list;
    check->at.index = index;
    check->at.name = name;
}

void ucr_check_at(ucr_check *check, const char *name)
{
    check->from = NULL;
    ucr_check_at_element(check, NULL, 0, name);
}

void ucr_check_keep(ucr_check *check, const ucr_fault *fault)
{
    const bool of_scanner =
        fault->code <= UCR_E_DEPTH || fault->code == UCR_E_BODY_SIZE;
    if (fault->code == UCR_OK) {
        return;
    }
    if (check->fault.code == UCR_OK || (of_scanner && !check->scanner)) {
        check->fault = *fault;
    }
    check->scanner |= of_scanner;
}

void ucr_check_fault(ucr_check *check, ucr_code code, size_t offset)
{
    check->at.code = code;
    check->at.offset = offset;
    ucr_check_keep(check, &check->at);
}

bool ucr_check_size(ucr_check *check, size_t size)
{
    const size_t most = check->options.max_body;
    if (size > most) {
        ucr_check_fault(check, UCR_E_BODY_SIZE, most);
    }
    return size <= most;
}

bool ucr_check_text(ucr_check *check, const ucr_text *text, size_t max_points)
{
    size_t offset;
    if (text->raw.ptr == NULL) {
        if (check->at.list != NULL) {
            check->argument = true;
        }
        return false;
    }
    if (!ucr_check_size(check, text->raw.len)) {
        return false;
    }
    const bool strict = ucr_check_is_strict(check);
    ucr_code code = ucr_scan_text(&offset, text, strict);
    if (code == UCR_OK && strict && (!UCR_FAST || text->raw.len > max_points)) {
        offset = ucr_text_prefix(text, max_points);
        code = offset < text->raw.len ? UCR_E_LENGTH : UCR_OK;
    }
    if (check->from != NULL) {
        offset += (size_t)(text->raw.ptr - check->from);
    }
    ucr_check_fault(check, code, offset);
    return ucr_check_is_right(check);
}

void ucr_check_scan(ucr_scan *scan, ucr_str raw, const ucr_check *check)
{
    ucr_scan_start(scan, raw, &check->options);
    scan->depth = 1;
}

ucr_code ucr_check_finish(ucr_error *err, const ucr_check *check, size_t apart,
                          size_t *len)
{
    const ucr_write *out = &check->out;
    if (check->argument) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    if (check->fault.code != UCR_OK) {
        return ucr_error_give(err, &check->fault);
    }
    const size_t most = check->options.max_body;
    /* A length that overflowed is stuck at SIZE_MAX. */
    if (out->len > most || out->len == SIZE_MAX || apart > most - out->len) {
        return ucr_error_set(err, UCR_E_BODY_SIZE, most);
    }
    *len = out->full ? out->len : out->len + apart;
    return ucr_error_set(err, out->full ? UCR_E_SPACE : UCR_OK, 0);
}
