/* SPDX-License-Identifier: MIT */
/* Tables of cases that are messages: how their JSON is spelled, and in which
 * profiles a row holds. */
#ifndef UCR_TESTS_ROWS_H
#define UCR_TESTS_ROWS_H

#include "support.h"

/* In which profiles a row holds, one bit each. */
#define I (1u << UCR_INTEROP)
#define S (1u << UCR_STRICT)
#define BOTH (I | S)
#define PROFILES 2u

#define PAIR "'error_code':'C','error_msg':'M'"
#define GRIN "\xF0\x9F\x98\x80"
#define MARK "\xEF\xBB\xBF"

/** Default limits. */
extern const ucr_options interop, strict;
extern const ucr_options *const profiles[PROFILES];

/** A text that cannot be encoded, and what is wrong with it. */
typedef struct bad_text {
    const char *text;
    bool escaped;
    unsigned profiles;
    ucr_code code;
    size_t offset;
} bad_text;

#define BAD_TEXTS 14
extern const bad_text bad_texts[BAD_TEXTS];

bool holds_in(unsigned rows, unsigned profile);

/**
 * The bytes that a row means, in a block of exactly their size: `'` is a
 * quotation mark; a `^` stands right before the byte at fault and is taken
 * out, its place goes to `*caret` (SIZE_MAX: there is none).
 */
ucr_str marked(const char *text, size_t *caret);

/** The same where no byte is marked. */
ucr_str json_of(const char *text);

/** A body without the white space around its value, and without a mark. */
ucr_str trimmed(ucr_str body);

/** Where a part begins in a body; the body's length or more: nowhere. */
size_t find(ucr_str body, ucr_str part);

/** Asserts that a slice is the first such part of the body (an empty one: that
 * it stands between two quotes), or absent for NULL. */
void assert_slice(ucr_str slice, ucr_str body, const char *text);

/** The same of a text; it is escaped if `part` holds a backslash. */
void assert_slice_of_text(ucr_text text, ucr_str body, const char *part);

/** Says which row is wrong before the assertion that stops the test. */
void explain(const char *rule, unsigned profile, const ucr_error *err,
             ucr_code code, size_t offset);

#endif
