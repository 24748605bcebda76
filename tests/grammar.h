/* SPDX-License-Identifier: MIT */
/*
 * How a value is tried for its grammar.
 *
 * It stands twice in every check: alone, as the body of a success, which in
 * interop may be any JSON; and inside the detail of a request, in both
 * profiles. What is refused is refused at the first byte that is wrong, so the
 * bytes before it are also read alone: they must be the start of something.
 */
#ifndef UCR_TESTS_GRAMMAR_H
#define UCR_TESTS_GRAMMAR_H

#include "rows.h"

#define MAX_JSON ((size_t)4096)

/* A buffer to which a test adds piece by piece. */
typedef struct draft {
    char bytes[MAX_JSON];
    size_t len;
} draft;

void add(draft *d, const char *bytes, size_t len);
void add_str(draft *d, const char *text);
void add_byte(draft *d, unsigned byte);
void add_many(draft *d, const char *text, size_t count);
ucr_str str_of(const draft *d);

/** The first bytes of a text. */
ucr_str first(ucr_str json, size_t len);

bool is_space(unsigned byte);
bool is_digit(unsigned byte);
bool is_hex(unsigned byte);

/** A value that is no JSON, and where. */
typedef struct wrong {
    ucr_str json;
    ucr_code code;
    size_t offset;
} wrong;

/** Takes a value everywhere, or refuses it everywhere. */
void accepts(ucr_str json);
void accepts_of(const char *json);
void refuses(ucr_str json, ucr_code code, size_t offset);
void refuses_all(const wrong *rows, size_t count);

/** Refuses every prefix; `start` is the first that is not empty. */
void refuses_every_cut(ucr_str json, size_t start);

/** The two places one by one, under some options. */
void assert_alone(ucr_str json, const ucr_options *options, ucr_code code,
                  size_t offset);
void assert_wrapped_ok(ucr_str json, const ucr_options *options);
void assert_wrapped_fault(ucr_str json, const ucr_options *options,
                          ucr_code code, size_t offset);

void assert_kind(const char *json, ucr_json_kind kind);

/** Says which value is wrong before the assertion that stops the test. */
void explain_json(ucr_str json, const ucr_error *err, ucr_code code,
                  size_t offset);

#endif
