/* SPDX-License-Identifier: MIT */
/* Texts into a bounded buffer; the public functions are built on these. */
#ifndef UCR_TEXT_H
#define UCR_TEXT_H

#include "bytes.h"
#include "write.h"

/** Appends the text as ucr_text_show() gives it, of which nothing is left then;
 * gives how many characters those are. */
size_t ucr_text_write_shown(ucr_write *out, ucr_text *text);

/** The length in bytes of what stands for the first `points` code points, or of
 * all where there are no more. */
size_t ucr_text_prefix(const ucr_text *text, size_t points);

/** As ucr_text_equal(). */
bool ucr_text_matches(const ucr_text *text, ucr_str plain);

/** The same for text that is most often not escaped. */
static inline bool ucr_text_is(const ucr_text *text, const ucr_str *word)
{
    if (UCR_FAST && !text->escaped) {
        return text->raw.len == word->len &&
               ucr_same(text->raw.ptr, word->ptr, word->len);
    }
    return ucr_text_matches(text, *word);
}

#endif
