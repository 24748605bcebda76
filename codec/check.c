/* SPDX-License-Identifier: MIT */
/*
 * Values that are to be encoded into a verdict.
 *
 * Knows no field name and no message. Invariant: nothing is trusted because a
 * struct says so, and nothing longer than a whole body may be is read.
 */
#include "check.h"

#include <stdint.h>

#include "error.h"
#include "text.h"

ucr_error ucr_check_at(const char *name)
{
    ucr_error at = {0};
    ucr_error_add_name(&at, name);
    return at;
}

ucr_error ucr_check_at_element(const char *list, size_t index)
{
    ucr_error at = ucr_check_at(list);
    ucr_error_add_index(&at, index);
    return at;
}

void ucr_check_keep(ucr_check *check, const ucr_error *error)
{
    bool of_scanner =
        error->code <= UCR_E_DEPTH || error->code == UCR_E_BODY_SIZE;
    ucr_error *slot = of_scanner ? &check->scanner : &check->meaning;
    if (slot->code == UCR_OK) {
        *slot = *error;
    }
}

void ucr_check_fault(ucr_check *check, const ucr_error *at, ucr_code code,
                     size_t offset)
{
    ucr_error error = *at;
    error.code = code;
    error.offset = offset;
    ucr_check_keep(check, &error);
}

bool ucr_check_size(ucr_check *check, const ucr_error *at, size_t size)
{
    if (size > check->options->max_body) {
        ucr_check_fault(check, at, UCR_E_BODY_SIZE, check->options->max_body);
        return false;
    }
    return true;
}

void ucr_check_text(ucr_check *check, const ucr_error *at, ucr_text text,
                    size_t max_points)
{
    size_t offset = 0;
    if (text.raw.ptr == NULL || !ucr_check_size(check, at, text.raw.len)) {
        return;
    }
    ucr_code code = ucr_scan_text(&offset, text, ucr_check_is_strict(check));
    if (code != UCR_OK) {
        ucr_check_fault(check, at, code, offset);
    } else if (ucr_check_is_strict(check) && text.raw.len > max_points &&
               ucr_text_points(text, max_points, &offset) > max_points) {
        ucr_check_fault(check, at, UCR_E_LENGTH, offset);
    }
}

ucr_scan ucr_check_scan(const ucr_check *check, ucr_str raw)
{
    ucr_scan scan = ucr_scan_of(raw, check->options);
    scan.depth = 1;
    return scan;
}

ucr_code ucr_check_verdict(const ucr_check *check, size_t total, ucr_error *err)
{
    if (check->argument) {
        return ucr_error_set(err, UCR_E_ARGUMENT, 0);
    }
    if (check->scanner.code != UCR_OK) {
        return ucr_error_give(err, &check->scanner);
    }
    if (check->meaning.code != UCR_OK) {
        return ucr_error_give(err, &check->meaning);
    }
    /* A sum that overflowed is stuck at SIZE_MAX. */
    if (total > check->options->max_body || total == SIZE_MAX) {
        return ucr_error_set(err, UCR_E_BODY_SIZE, check->options->max_body);
    }
    return ucr_error_set(err, UCR_OK, 0);
}

ucr_code ucr_check_finish(const ucr_check *check, const ucr_write *out,
                          size_t *len, ucr_error *err)
{
    ucr_code code = ucr_check_verdict(check, out->len, err);
    if (code != UCR_OK) {
        return code;
    }
    *len = out->len;
    return ucr_error_set(err, out->full ? UCR_E_SPACE : UCR_OK, 0);
}
