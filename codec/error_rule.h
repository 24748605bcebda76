/* SPDX-License-Identifier: MIT */
/* The interop error rule: where in an answer the code and the message are. */
#ifndef UCR_ERROR_RULE_H
#define UCR_ERROR_RULE_H

#include "names.h"

/**
 * Reads an error body, from the first byte of its value to its end, into `out`
 * (which is zero but for status and body). The first fault of meaning goes to
 * `fault`; it is void where the scan ends at fault.
 */
void ucr_error_rule_read(ucr_response *out, ucr_scan *scan, ucr_fault *fault);

/** Reads one element of details, from its brace to its end. */
void ucr_error_rule_element(ucr_detail *out, ucr_scan *scan);

#endif
