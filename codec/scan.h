/* SPDX-License-Identifier: MIT */
/*
 * One forward pass over a body: contiguous bytes into checked JSON values.
 *
 * Every function either moves the cursor past what it names and says true, or
 * reports the first fault and says false, leaving the scan at fault for good.
 * The two `next` functions also say false at the closing bracket; whoever
 * walks a whole value asks once, at the end, for `code`.
 */
#ifndef UCR_SCAN_H
#define UCR_SCAN_H

#include <ucr/ucr.h>

typedef struct ucr_scan {
    const char *start; /* of the body: where offsets count from */
    const char *at;    /* the next byte to read */
    const char *end;
    const char *fault; /* where the first fault lies; with UCR_E_EOF, which is
                          one at `end`, where that begins which was cut: a
                          sequence, an escape, or `end` */
    size_t depth;      /* brackets that are open */
    size_t max_depth;
    size_t max_items; /* for whoever walks a list */
    ucr_code code;    /* the first fault; UCR_OK until then */
    bool strict;      /* an escaped lone surrogate is a fault */
    bool fresh;       /* nothing read yet in the innermost bracket */
    bool escaped;     /* there is an escape in the last string */
} ucr_scan;

/** Starts at the first byte of a body; options are resolved ones. */
inline ucr_scan ucr_scan_of(ucr_str body, const ucr_options *options)
{
    /* Arithmetic on a null pointer is undefined, even by zero. */
    const char *start = body.ptr != NULL ? body.ptr : "";
    ucr_scan scan;
    scan.start = start;
    scan.at = start;
    scan.end = start + body.len;
    scan.fault = NULL;
    scan.depth = 0;
    scan.max_depth = options->max_depth;
    scan.max_items = options->max_items;
    scan.code = UCR_OK;
    scan.strict = options->profile == UCR_STRICT;
    scan.fresh = false;
    return scan;
}

/** Starts again at a value that has been checked: no fault can come. */
ucr_scan ucr_scan_again(ucr_str value);

/** The offset of a byte of the body. */
static inline size_t ucr_scan_offset(const ucr_scan *scan, const char *byte)
{
    return (size_t)(byte - scan->start);
}

/** The offset of the first fault. */
static inline size_t ucr_scan_fault(const ucr_scan *scan)
{
    return ucr_scan_offset(scan,
                           scan->code == UCR_E_EOF ? scan->end : scan->fault);
}

/** A byte order mark and white space: UCR_E_BOM, UCR_E_EMPTY. */
bool ucr_scan_begin(ucr_scan *scan);

/** White space to the very end: UCR_E_TRAILING. */
bool ucr_scan_finish(ucr_scan *scan);

/** One value and nothing but white space around it: UCR_E_EMPTY,
 * UCR_E_TRAILING. Here a byte order mark is UCR_E_SYNTAX. */
bool ucr_scan_alone(ucr_scan *scan, ucr_json *out);

/** What a value's first byte announces; UCR_JSON_ABSENT: it starts none. */
inline ucr_json_kind ucr_scan_kind(char first)
{
    switch (first) {
    case '{':
        return UCR_JSON_OBJECT;
    case '[':
        return UCR_JSON_ARRAY;
    case '"':
        return UCR_JSON_STRING;
    case 't':
    case 'f':
        return UCR_JSON_BOOL;
    case 'n':
        return UCR_JSON_NULL;
    case '-':
        return UCR_JSON_NUMBER;
    default:
        return first >= '0' && first <= '9' ? UCR_JSON_NUMBER : UCR_JSON_ABSENT;
    }
}

/** The same of the value at the cursor. */
inline ucr_json_kind ucr_scan_peek(const ucr_scan *scan)
{
    return scan->at < scan->end ? ucr_scan_kind(*scan->at) : UCR_JSON_ABSENT;
}

/** Any value, checked whole and opaque. `out` may be NULL. */
bool ucr_scan_value(ucr_scan *scan, ucr_json *out);

/** A string, from its opening quote. `out` may be NULL. */
bool ucr_scan_string(ucr_scan *scan, ucr_text *out);

/** The opening bracket of an object or array that ucr_scan_peek() saw. */
bool ucr_scan_open(ucr_scan *scan);

/** A name that is looked for, plain and in its quotes: so it stands in a body
 * unless somebody has escaped a letter of it. */
typedef struct ucr_word {
    const char *plain;
    const char *quoted;
    size_t len; /**< quotes included */
} ucr_word;

#define UCR_WORD(literal)                                                      \
    {"" literal, "\"" literal "\"", sizeof("\"" literal "\"") - 1}

/**
 * The next member of the innermost object, to the first byte of its value.
 * False at the closing brace. Where its name stands there as one of `words` is
 * quoted, `*field` is that one's index; the one it was before is looked for
 * first. Otherwise `*field` is `count`. `name->raw.ptr -
 * 1` is the opening quote.
 */
bool ucr_scan_next_known(ucr_scan *scan, const ucr_word *words, unsigned count,
                         unsigned *field, ucr_text *name);

/** The next element of the innermost array, to its first byte. False at the
 * closing bracket. */
bool ucr_scan_next_element(ucr_scan *scan);

/**
 * Checks text that will stand between two quotes: plain text for its UTF-8,
 * escaped text for everything. Gives the code that decoding the string would
 * give, with the offset in the text; UCR_OK and 0 if there is none.
 */
ucr_code ucr_scan_text(size_t *offset, ucr_text text, bool strict);

#endif
