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

#include <limits.h>
#include <ucr/ucr.h>

#include "bytes.h"

typedef struct ucr_scan {
    const char *start; /* of the body: where offsets count from */
    const char *at;    /* the next byte to read */
    const char *end;
    const char *fault; /* where the first fault lies; with UCR_E_EOF, which is
                          one at `end`, where that begins which was cut: a
                          sequence, an escape, or `end` */
    const char *name;  /* of the last member of the outermost object, until its
                          value has ended; NULL before and after */
    const char *quote; /* where the last name that was asked for begins */
    const char *slow;  /* values that begin before this are not asked for in
                          blocks: those before them were too small */
    size_t max_items;  /* for whoever walks a list */
    unsigned depth;    /* brackets that are open */
    ucr_code code;     /* the first fault; UCR_OK until then */
    unsigned short max_depth;
    bool strict;  /* an escaped lone surrogate is a fault */
    bool fresh;   /* nothing read yet in the innermost bracket */
    bool escaped; /* there is an escape in the last string */
    bool deep;    /* also gives members of other names if they hold others */
    bool again;   /* what strings hold has been checked */
} ucr_scan;

/** Starts at the first byte of a body; options are resolved ones. */
inline void ucr_scan_start(ucr_scan *scan, ucr_str body,
                           const ucr_options *options)
{
    /* Arithmetic on a null pointer is undefined, even by zero. */
    const char *start = body.ptr != NULL ? body.ptr : "";
    memset(scan, 0, sizeof(*scan));
    scan->start = start;
    scan->at = start;
    scan->end = start + body.len;
    scan->max_depth = (unsigned short)options->max_depth;
    scan->max_items = options->max_items;
    scan->strict = options->profile == UCR_STRICT;
    scan->slow = start;
}

/** Starts again at a value that has been checked: no fault can come, and none
 * is looked for in what a string holds. */
void ucr_scan_again(ucr_scan *scan, ucr_str value);

/** Goes back to a byte that was passed. What was learned of the values after it
 * does not hold any more. */
static inline void ucr_scan_return(ucr_scan *scan, const char *at)
{
    scan->at = at;
    if (UCR_FAST) {
        scan->slow = at;
    }
}

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

/* Hidden as in names.h. */
#ifdef __GNUC__
#pragma GCC visibility push(hidden)
#endif
extern const unsigned char ucr_scan_kinds[UCR_LETTERS];
#ifdef __GNUC__
#pragma GCC visibility pop
#endif

/** What its first byte announces of the value at the cursor; UCR_JSON_ABSENT:
 * it starts none. */
inline ucr_json_kind ucr_scan_peek(const ucr_scan *scan)
{
    if (scan->at >= scan->end) {
        return UCR_JSON_ABSENT;
    }
    const unsigned char first = (unsigned char)*scan->at;
    return first < UCR_LETTERS ? (ucr_json_kind)ucr_scan_kinds[first]
                               : UCR_JSON_ABSENT;
}

/** Whether a bracket that is closed at once stands at `at`, and may stand
 * there; asked only to be quicker. */
static inline bool ucr_scan_is_empty(const ucr_scan *scan, const char *at)
{
    /* Closing brackets come two after opening ones in ASCII. */
    return UCR_FAST && scan->end - at >= 2 && (*at == '{' || *at == '[') &&
           at[1] == *at + 2 && scan->depth < scan->max_depth;
}

/** Past one, if the cursor is there. */
static inline bool ucr_scan_empty(ucr_scan *scan)
{
    const bool empty = ucr_scan_is_empty(scan, scan->at);
    scan->at += empty ? 2 : 0;
    return empty;
}

/** Any value, checked whole and opaque. */
bool ucr_scan_skip(ucr_scan *scan);

/** The same, and which it was. */
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

/** No word has fewer letters, or more. */
#define UCR_WORD_LEAST ((size_t)4)
#define UCR_WORD_MOST ((size_t)32)

/** A number that is no word's. */
#define UCR_NO_WORD UINT_MAX

#define UCR_WORD(literal)                                                      \
    {"" literal, "\"" literal "\"", sizeof("\"" literal "\"") - 1}

/**
 * The next member of the innermost object, to the first byte of its value.
 * False at the closing brace. Where code may be longer and its name stands
 * there as one of `words`, `*field` is that one's index; the one it was before
 * is looked for first. Otherwise `*field` is UCR_NO_WORD. Where code may be
 * longer and the scan is not strict, members are passed over whose names cannot
 * be one of the words by their escapes, and, where it is deep, that hold no
 * others. `name->raw.ptr - 1` is the opening quote.
 */
bool ucr_scan_next_known(ucr_scan *scan, const ucr_word *words, unsigned count,
                         unsigned *field, ucr_text *name);

/** Which of the words a plain name is; UCR_NO_WORD if it is none. Only where
 * code may be longer: else bind looks for names of all kinds in one way. */
unsigned ucr_scan_find(const ucr_word *words, unsigned count, ucr_str name);

/** Whether a name that is none of the words as it stands may be one: the escape
 * of a letter takes six bytes. */
static inline bool ucr_scan_may_be_word(const ucr_text *name)
{
    return name->escaped && name->raw.len >= UCR_WORD_LEAST - 1 + 6;
}

/** The next element of the innermost array, to its first byte. False at the
 * closing bracket. */
bool ucr_scan_next_element(ucr_scan *scan);

/**
 * Checks text that will stand between two quotes: plain text for its UTF-8,
 * escaped text for everything. Gives the code that decoding the string would
 * give, with the offset in the text; UCR_OK and 0 if there is none.
 */
ucr_code ucr_scan_text(size_t *offset, const ucr_text *text, bool strict);

#endif
