/* SPDX-License-Identifier: MIT */
/*
 * The checked bytes of an answer into the first object in them that holds a
 * code and a message: an object inside the top one, down to four levels below
 * it, parent before child; or else element 0 of an array.
 *
 * Knows the names of the error rule and no value. All is done in one walk, so
 * that an object costs the same on every level: a parent comes before its
 * children in the search but ends after them, which is why a match is the one
 * that begins first and not the one that is seen first. Invariant: `open` holds
 * the objects around the cursor, the outermost first, and once there is a match
 * only those that are around it can still come before it.
 */
#include "search.h"
#include "bytes.h"

/* How far below the top object the search goes. */
#define LEVELS 4

/* What is known of an object while it is read. */
typedef struct reading {
    const char *brace;
    const char *twin; /* the first second name, or NULL */
    unsigned seen;    /* names, one bit a field */
    unsigned there;   /* those with a text, the same */
} reading;

/* The first ones of a kind: where they begin, whenever they end. */
typedef struct firsts {
    const char *match; /* with a pair */
    const char *brace; /* of those without, the first with a second name */
    const char *twin;  /* that name */
} firsts;

typedef struct search {
    ucr_scan *scan;
    reading *in; /* the innermost object that is open */
    firsts objects;
    firsts elements;          /* 0, of arrays */
    reading open[1 + LEVELS]; /* the outermost first */
} search;

/* ---- One object ------------------------------------------------------------
 */

/* The cursor is at its brace. */
UCR_APART static void start_reading(reading *in, ucr_scan *scan)
{
    *in = (reading){.brace = scan->at};
    ucr_scan_open(scan);
}

/* The next name in an object: whether it is one more or a second one, and what
 * its value can be. False at the end of the object. */
UCR_APART static bool read_name(reading *in, ucr_scan *scan, unsigned *field)
{
    const bool found = ucr_bind_next(scan, &ucr_names_interop, field);
    const unsigned it = *field;
    if (!found || it == UCR_NO_FIELD) {
        return found;
    }
    if ((in->seen >> it & 1) == 0) {
        in->seen |= 1u << it;
        in->there |= (unsigned)ucr_names_is_text(it, ucr_scan_peek(scan)) << it;
    } else if (in->twin == NULL) {
        in->twin = scan->quote;
    }
    return found;
}

static inline bool is_before(const char *brace, const char *other)
{
    return other == NULL || brace < other;
}

/* An object has ended. */
UCR_APART static void end_reading(firsts *of, const reading *in)
{
    if (ucr_names_pair(in->there) != 0) {
        if (is_before(in->brace, of->match)) {
            of->match = in->brace;
        }
    } else if (in->twin != NULL && is_before(in->brace, of->brace)) {
        of->brace = in->brace;
        of->twin = in->twin;
    }
}

/* Of those before the match: others may not all have been read. */
UCR_APART static const char *twin_before(const firsts *of)
{
    return of->twin != NULL && is_before(of->brace, of->match) ? of->twin
                                                               : NULL;
}

/* ---- Elements 0 ------------------------------------------------------------
 */

static void read_element(search *s)
{
    reading in;
    unsigned field = UCR_NO_FIELD;
    start_reading(&in, s->scan);
    while (read_name(&in, s->scan, &field)) {
        ucr_scan_skip(s->scan);
    }
    end_reading(&s->elements, &in);
}

/* An array, of which only element 0 is read. */
static void read_array(search *s)
{
    ucr_scan_open(s->scan);
    for (bool first = true; ucr_scan_next_element(s->scan); first = false) {
        if (ucr_scan_empty(s->scan)) {
            continue;
        }
        if (first && ucr_scan_peek(s->scan) == UCR_JSON_OBJECT) {
            read_element(s);
        } else {
            ucr_scan_skip(s->scan);
        }
    }
}

/* ---- Objects ---------------------------------------------------------------
 */

static inline bool is_at_top(const search *s)
{
    return s->in == s->open;
}

/* Into a value, or past it: with a match there is nothing inside that could
 * come before it. */
static void read_value(search *s, unsigned field)
{
    const ucr_json_kind kind = ucr_scan_peek(s->scan);
    const bool matched = s->objects.match != NULL;
    if (!matched && kind == UCR_JSON_OBJECT && s->in < s->open + LEVELS) {
        s->in++;
        start_reading(s->in, s->scan);
    } else if (!matched && kind == UCR_JSON_ARRAY && is_at_top(s) &&
               !ucr_names_is_list(field)) {
        read_array(s);
    } else {
        ucr_scan_skip(s->scan);
    }
}

/* Whether the innermost object is the match, whatever comes after what has been
 * read of it: only the top object begins before it and is still open, and that
 * holds no pair. */
static inline bool is_match(const search *s)
{
    return s->in == s->open + 1 && ucr_names_pair(s->in->there) != 0;
}

UCR_APART static void read_top(search *s)
{
    unsigned field = UCR_NO_FIELD;
    s->in = s->open;
    start_reading(s->in, s->scan);
    while (!UCR_FAST || !is_at_top(s) || s->objects.match == NULL) {
        if (read_name(s->in, s->scan, &field)) {
            if (UCR_FAST && is_match(s)) {
                end_reading(&s->objects, s->in);
                return;
            }
            read_value(s, field);
        } else if (!is_at_top(s) && s->scan->code == UCR_OK) {
            end_reading(&s->objects, s->in);
            s->in--;
        } else {
            return;
        }
    }
}

/* ---- The whole -------------------------------------------------------------
 */

ucr_found ucr_search(const ucr_json *top, ucr_scan *scan)
{
    search s = {.scan = scan};
    ucr_scan_return(scan, top->raw.ptr);
    scan->deep = true;
    if (top->kind == UCR_JSON_OBJECT) {
        read_top(&s);
    } else if (top->kind == UCR_JSON_ARRAY) {
        read_array(&s);
    }
    scan->at = scan->end;
    scan->depth = 0;
    scan->deep = false;
    ucr_found found = {s.objects.match, twin_before(&s.objects)};
    if (found.match == NULL) {
        found.match = s.elements.match;
        found.twin = found.twin != NULL ? found.twin : twin_before(&s.elements);
    }
    return found;
}
