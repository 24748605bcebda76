/* SPDX-License-Identifier: MIT */
/*
 * What a caller gives for encoding into the body that should come of it, or
 * into every reason there is to refuse it: what is the same for both messages.
 *
 * Knows nothing of the codec, nor which of several faults it reports.
 * Invariant: bytes are appended and faults are added, and nothing is decided
 * before the end.
 */
#include "expecting.h"

#include <string.h>

#include "claim.h"
#include "model.h"
#include "plain.h"
#include "same.h"

/* ---- Bytes and faults ------------------------------------------------------
 */

void ucr_expecting_bytes(ucr_expected *out, const char *bytes, size_t len)
{
    if (len > out->room - out->len) {
        out->room = (out->len + len) * 2 + 256;
        out->bytes = ucr_claim_memory(out->bytes, out->room);
    }
    if (len > 0) {
        memcpy(out->bytes + out->len, bytes, len);
    }
    out->len += len;
}

void ucr_expecting_words(ucr_expecting *to, const char *words)
{
    ucr_expecting_bytes(to->out, words, strlen(words));
}

ucr_error ucr_expecting_nowhere(void)
{
    ucr_error at;
    ucr_model_fault(&at, UCR_OK, 0);
    return at;
}

ucr_error ucr_expecting_at_name(const char *name)
{
    ucr_error at = ucr_expecting_nowhere();
    ucr_model_step(&at, name);
    return at;
}

ucr_error ucr_expecting_at_index(const char *name, size_t index)
{
    ucr_error at = ucr_expecting_at_name(name);
    ucr_model_index(&at, index);
    return at;
}

void ucr_expecting_fault(ucr_expecting *to, const ucr_error *at, ucr_code code,
                         size_t offset)
{
    ucr_expected *out = to->out;
    if (out->count < UCR_EXPECTED_FAULTS) {
        out->faults[out->count] = *at;
        out->faults[out->count].code = code;
        out->faults[out->count].offset = offset;
    }
    out->count++;
}

void ucr_expecting_argument(ucr_expecting *to)
{
    if (!to->refused) {
        const ucr_error at = ucr_expecting_nowhere();
        ucr_expecting_fault(to, &at, UCR_E_ARGUMENT, 0);
        to->out->argument = true;
    }
}

/* What outranks what: a call that cannot be right, scanner faults, meaning, the
 * size of the whole. */
static int rank_of(const ucr_error *err)
{
    if (err->code == UCR_E_ARGUMENT || err->code == UCR_E_STATUS) {
        return 0;
    }
    if (err->code == UCR_E_BODY_SIZE) {
        return err->steps > 0 ? 1 : 3;
    }
    return err->code <= UCR_E_DEPTH ? 1 : 2;
}

bool ucr_expected_has(const ucr_expected *expected, const ucr_error *err)
{
    const int rank = rank_of(err);
    if ((err->code == UCR_E_ARGUMENT) != expected->argument) {
        return false;
    }
    for (unsigned i = 0; i < expected->count && i < UCR_EXPECTED_FAULTS; i++) {
        const ucr_error *fault = &expected->faults[i];
        if (ucr_same_error(err, fault)) {
            return true;
        }
        /* The first of its rank is reported, and only what nothing outranks. */
        if (rank_of(fault) <= rank) {
            return false;
        }
    }
    return expected->count > UCR_EXPECTED_FAULTS;
}

/* ---- Texts -----------------------------------------------------------------
 */

static const char *short_escape(unsigned char c)
{
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\b':
        return "\\b";
    case '\f':
        return "\\f";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        return NULL;
    }
}

static void append_byte(ucr_expecting *to, unsigned char c)
{
    const char *escape = short_escape(c);
    char hex[8] = "\\u00";
    if (escape == NULL && c < 0x20) {
        hex[4] = (char)('0' + c / 16);
        hex[5] = "0123456789abcdef"[c % 16];
        escape = hex;
    }
    if (escape != NULL) {
        ucr_expecting_words(to, escape);
    } else {
        ucr_expecting_bytes(to->out, (const char *)&c, 1);
    }
}

void ucr_expecting_quoted(ucr_expecting *to, ucr_text text)
{
    if (text.raw.len > ucr_model_max_body(to->options)) {
        return; /* there may be less of it than it says */
    }
    ucr_expecting_words(to, "\"");
    if (text.escaped) {
        ucr_expecting_bytes(to->out, text.raw.ptr, text.raw.len);
    } else {
        for (size_t i = 0; i < text.raw.len; i++) {
            append_byte(to, (unsigned char)text.raw.ptr[i]);
        }
    }
    ucr_expecting_words(to, "\"");
}

/* Reads bytes as if they stood in a body. */
const ucr_tree *ucr_expecting_tree(const ucr_expecting *to, ucr_str bytes,
                                   size_t depth)
{
    static ucr_tree tree;
    const size_t max_depth = ucr_model_max_depth(to->options);
    ucr_tree_read(&tree, bytes, to->strict,
                  max_depth > depth ? max_depth - depth : 0);
    return &tree;
}

/* Escaped contents are judged between quotes. */
static void judge_escaped(ucr_expecting *to, const ucr_error *at, ucr_str raw)
{
    static ucr_expected quoted;
    quoted.len = 0;
    ucr_expecting_bytes(&quoted, "\"", 1);
    ucr_expecting_bytes(&quoted, raw.ptr, raw.len);
    ucr_expecting_bytes(&quoted, "\"", 1);
    const ucr_tree *tree =
        ucr_expecting_tree(to, (ucr_str){quoted.bytes, quoted.len}, 0);
    if (tree->code == UCR_OK) {
        return;
    }
    /* The quote that a lone backslash takes is not part of what was given. */
    size_t offset = tree->offset - 1;
    if (tree->code == UCR_E_TRAILING) {
        /* A quote of its own: the string ended before. */
        ucr_expecting_fault(to, at, UCR_E_SYNTAX, tree->nodes[1].to - 2);
    } else {
        ucr_expecting_fault(to, at, tree->code,
                            offset < raw.len ? offset : raw.len);
    }
}

static void judge_length(ucr_expecting *to, const ucr_error *at, ucr_text text,
                         size_t most)
{
    const char *from = text.raw.ptr;
    const char *end = from + text.raw.len;
    bool broken = false;
    if (!to->strict || most == 0) {
        return;
    }
    for (size_t points = 0; from < end; points++) {
        if (points == most) {
            const char *given = to->from != NULL ? to->from : text.raw.ptr;
            ucr_expecting_fault(to, at, UCR_E_LENGTH, (size_t)(from - given));
            return;
        }
        ucr_plain_next(&from, end, text.escaped, &broken);
    }
}

static void judge_plain(ucr_expecting *to, const ucr_error *at, ucr_str raw)
{
    const char *from = raw.ptr;
    const char *end = raw.ptr + raw.len;
    while (from < end) {
        int length = ucr_plain_utf8(from, end);
        if (length <= 0) {
            ucr_expecting_fault(to, at, UCR_E_UTF8, (size_t)(from - raw.ptr));
            return;
        }
        from += length;
    }
}

/* `most`: the documented length; 0 is none. */
void ucr_expecting_text(ucr_expecting *to, const ucr_error *at, ucr_text text,
                        size_t most)
{
    const size_t max_body = ucr_model_max_body(to->options);
    if (text.raw.ptr == NULL) {
        return;
    }
    if (text.raw.len > max_body) {
        ucr_expecting_fault(to, at, UCR_E_BODY_SIZE, max_body);
        return;
    }
    if (text.escaped) {
        judge_escaped(to, at, text.raw);
    } else {
        judge_plain(to, at, text.raw);
    }
    judge_length(to, at, text, most);
}

/* ---- All of it -------------------------------------------------------------
 */

ucr_expecting ucr_expecting_begin(ucr_expected *out, const ucr_options *options)
{
    out->len = 0;
    out->count = 0;
    out->argument = false;
    return (ucr_expecting){.out = out,
                           .options = options,
                           .strict = options->profile == UCR_STRICT};
}

void ucr_expecting_finish(ucr_expecting *to)
{
    const ucr_error at = ucr_expecting_nowhere();
    const size_t max_body = ucr_model_max_body(to->options);
    if (to->out->len > max_body) {
        ucr_expecting_fault(to, &at, UCR_E_BODY_SIZE, max_body);
    }
}

void ucr_expecting_named(ucr_expecting *to, const char *before,
                         const char *name, ucr_text text)
{
    ucr_expecting_words(to, before);
    ucr_expecting_words(to, "\"");
    ucr_expecting_words(to, name);
    ucr_expecting_words(to, "\":");
    ucr_expecting_quoted(to, text);
}

void ucr_expecting_member(ucr_expecting *to, const char *before,
                          const char *name, ucr_text text, size_t most)
{
    const ucr_error at = ucr_expecting_at_name(name);
    if (!ucr_expecting_readable(text.raw)) {
        ucr_expecting_argument(to);
    }
    if (text.raw.ptr != NULL) {
        ucr_expecting_text(to, &at, text, most);
        ucr_expecting_named(to, before, name, text);
    }
}
