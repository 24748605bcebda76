/* SPDX-License-Identifier: MIT */
/* Texts into a bounded buffer; the public functions are built on these. */
#ifndef UCR_TEXT_H
#define UCR_TEXT_H

#include "bytes.h"
#include "write.h"

/** Appends the text as ucr_text_show() gives it, of which nothing is left then;
 * gives how many characters those are. */
size_t ucr_text_write_shown(ucr_write *out, ucr_text *text);

/** The length in code points after unescaping, or, where that is more than
 * `max`, max + 1 with the offset of the code point after the max-th. */
size_t ucr_text_points(const ucr_text *text, size_t max, size_t *offset);

/** As ucr_text_equal(), for text that is most often not escaped. */
static inline bool ucr_text_is(const ucr_text *text, const ucr_str *word)
{
    if (UCR_FAST && !text->escaped) {
        return text->raw.len == word->len &&
               ucr_same(text->raw.ptr, word->ptr, word->len);
    }
    return ucr_text_equal(*text, *word);
}

#endif
