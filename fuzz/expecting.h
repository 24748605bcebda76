/* SPDX-License-Identifier: MIT */
/* An expectation while it is made: what a request and a response have in
 * common. */
#ifndef UCR_FUZZ_EXPECTING_H
#define UCR_FUZZ_EXPECTING_H

#include "expected.h"

typedef struct ucr_expecting {
    ucr_expected *out;
    const ucr_options *options;
    bool strict;
    bool refused; /**< decode would refuse the value that is looked at: nobody
                     asks whether it fits the rest */
    const char *from; /**< where the given value begins that texts stand in;
                         NULL: each is given by itself */
} ucr_expecting;

/** Of a message, before its first member and after its last. */
ucr_expecting ucr_expecting_begin(ucr_expected *out,
                                  const ucr_options *options);
void ucr_expecting_finish(ucr_expecting *to);

/** What is written. */
void ucr_expecting_bytes(ucr_expected *out, const char *bytes, size_t len);
void ucr_expecting_words(ucr_expecting *to, const char *words);
void ucr_expecting_quoted(ucr_expecting *to, ucr_text text);
void ucr_expecting_named(ucr_expecting *to, const char *before,
                         const char *name, ucr_text text);

/** A text with its name, judged; an absent one is nothing. `most` is the
 * documented length, 0 none. */
void ucr_expecting_member(ucr_expecting *to, const char *before,
                          const char *name, ucr_text text, size_t most);

/** Where a fault is. */
ucr_error ucr_expecting_nowhere(void);
ucr_error ucr_expecting_at_name(const char *name);
ucr_error ucr_expecting_at_index(const char *name, size_t index);

/** A fault there. */
void ucr_expecting_fault(ucr_expecting *to, const ucr_error *at, ucr_code code,
                         size_t offset);

/** The call cannot be right. */
void ucr_expecting_argument(ucr_expecting *to);

/** The faults of a text. `most` is the documented length, 0 none. */
void ucr_expecting_text(ucr_expecting *to, const ucr_error *at, ucr_text text,
                        size_t most);

/** Bytes as they would be read below so many brackets; until the next call. */
const ucr_tree *ucr_expecting_tree(const ucr_expecting *to, ucr_str bytes,
                                   size_t depth);

static inline bool ucr_expecting_readable(ucr_str str)
{
    return str.ptr != NULL || str.len == 0;
}

#endif
