/* SPDX-License-Identifier: MIT */
/*
 * The interop search for an error's code and message, whoever wrote the
 * answer: the service, a gateway, the identity service, another service.
 *
 * Knows no strict and no encoding. The top object is read by the same pass
 * that checks the body; only where it holds no pair are its checked bytes
 * walked again. Invariant: objects are read in the order in which faults are
 * reported, and a second walk sees no byte that the first has not accepted; if
 * a byte has changed since, the walk ends there and takes nothing from it.
 */
#include "error_rule.h"

#include "bytes.h"
#include "list.h"
#include "options.h"
#include "search.h"

/* ---- One object ------------------------------------------------------------
 */

/* The texts of which pairs are made, which are the first two and those after
 * the documented ones. Only where they begin is kept: few are ever taken, and
 * those are read again. */
#define PLACES (2 + UCR_ERROR_FIELDS - UCR_F_ERRORCODE)

/* An object while it is read. */
typedef struct reading {
    ucr_object object;
    unsigned there; /* one bit a field: no other is looked at */
    unsigned wrong; /* members of another type, the same */
    const char *at[PLACES];
} reading;

static void start(reading *in, ucr_scan *scan, const ucr_names *names,
                  ucr_fault *fault)
{
    in->there = 0;
    in->wrong = 0;
    ucr_bind_object(&in->object, scan, names, fault);
}

static bool is_part(unsigned field)
{
    return field <= UCR_F_ERROR_MSG || field >= UCR_F_ERRORCODE;
}

/* Of a part of a pair. */
static unsigned place_of(unsigned field)
{
    return field <= UCR_F_ERROR_MSG ? field : field - UCR_F_ERRORCODE + 2;
}

/* A text of a pair: a string, or a number where a code is expected; `null`
 * counts as absent. */
UCR_APART static void read_part(reading *in)
{
    const unsigned field = in->object.field;
    ucr_scan *scan = in->object.scan;
    const char *at = scan->at;
    const ucr_json_kind kind = ucr_scan_peek(scan);
    if (!ucr_scan_skip(scan)) {
        return;
    }
    if (!ucr_names_is_text(field, kind)) {
        in->wrong |= (unsigned)(kind != UCR_JSON_NULL) << field;
    } else if (is_part(field)) {
        in->at[place_of(field)] = at;
        in->there |= 1u << field;
    }
}

/* The same of the top object, or of a nested one that takes its place: a text
 * that has a place of its own, too. */
static void read_text(reading *in, ucr_response *out)
{
    const unsigned field = in->object.field;
    if (!is_part(field) && !ucr_names_is_list(field) &&
        ucr_scan_peek(in->object.scan) == UCR_JSON_STRING) {
        ucr_scan_string(in->object.scan, ucr_names_text(out, field));
    } else {
        read_part(in);
    }
}

/* A list that is ignored because of an element of another type has no faults,
 * nor have its elements; the first one that is too long comes before what is
 * wrong inside the elements of any. */
static void read_list(reading *in, ucr_response *out, ucr_fault *inner)
{
    ucr_list list;
    ucr_list_read(&list, &in->object, inner);
    if (inner->code != UCR_E_ITEMS &&
        (list.code == UCR_E_ITEMS ||
         (list.code == UCR_E_TYPE && list.kind == UCR_JSON_OBJECT))) {
        inner->code = UCR_OK;
    }
    if (list.code == UCR_E_TYPE) {
        in->wrong |= 1u << in->object.field;
        return;
    }
    ucr_bind_list_fault(inner, &in->object, &list);
    ucr_list_store(out, in->object.field, &list);
}

static bool is_of_number(char c)
{
    return ucr_is_digit(c) || c == '-' || c == '+' || c == '.' || c == 'e' ||
           c == 'E';
}

/* Reads a text again. What has changed since is not taken. */
static void take_text(ucr_text *out, ucr_scan *scan, const char *at)
{
    if (out->raw.ptr != NULL || scan->code != UCR_OK) {
        return;
    }
    scan->at = at;
    if (*at == '"') {
        ucr_scan_string(scan, out);
        return;
    }
    while (at < scan->end && is_of_number(*at)) {
        at++;
    }
    out->raw = (ucr_str){scan->at, (size_t)(at - scan->at)};
}

/* The pair, or else the first code and the first message that are there: pairs
 * stand in the order of their fields. */
static void take_pair_or_halves(ucr_text *code, ucr_text *message,
                                const reading *in)
{
    ucr_scan *scan = in->object.scan;
    const char *end = scan->at;
    const unsigned pair = ucr_names_pair(in->there);
    unsigned left = pair != 0 ? pair : in->there;
    for (; left != 0; left &= left - 1) {
        const unsigned field = ucr_lowest_bit(left);
        take_text(ucr_names_is_code(field) ? code : message, scan,
                  in->at[place_of(field)]);
    }
    scan->at = end;
}

/* In an element only pairs matter. */
void ucr_error_rule_element(ucr_detail *out, ucr_scan *scan)
{
    reading in;
    memset(out, 0, sizeof(*out));
    start(&in, scan, ucr_names_interop.elements, NULL);
    while (ucr_bind_member(&in.object)) {
        read_part(&in);
    }
    if (!UCR_FAST || in.there != 0) {
        take_pair_or_halves(&out->error_code, &out->error_msg, &in);
    }
}

/* The optional members are numbered in one order, as fields and as flags. */
_Static_assert(UCR_IGNORED_ENCODED_AUTHORIZATION_MESSAGE == 1 &&
                   UCR_IGNORED_TITLE ==
                       1u << (UCR_F_TITLE -
                              UCR_F_ENCODED_AUTHORIZATION_MESSAGE),
               "fields and flags in one order");

static unsigned ignored_of(unsigned wrong)
{
    const unsigned all = (UCR_IGNORED_TITLE << 1) - 1;
    return wrong >> UCR_F_ENCODED_AUTHORIZATION_MESSAGE & all;
}

/* Reads an object and takes all that there is in it; gives the texts of pairs
 * that there are. What is wrong with its lists goes to `inner`. */
UCR_APART static unsigned read_object(ucr_response *out, ucr_scan *scan,
                                      ucr_fault *fault, ucr_fault *inner)
{
    reading in;
    inner->code = UCR_OK;
    start(&in, scan, &ucr_names_interop, fault);
    while (ucr_bind_member(&in.object)) {
        if (ucr_names_is_list(in.object.field) &&
            ucr_scan_peek(scan) == UCR_JSON_ARRAY) {
            read_list(&in, out, inner);
        } else {
            read_text(&in, out);
        }
    }
    take_pair_or_halves(&out->error_code, &out->error_msg, &in);
    out->ignored = ignored_of(in.wrong);
    return in.there;
}

/* ---- The whole -------------------------------------------------------------
 */

UCR_APART static ucr_shape shape_of_top(const ucr_response *out, unsigned pair)
{
    if (pair != 0) {
        return (pair & 1u << UCR_F_ERROR_CODE) == 0 ? UCR_SHAPE_ALIAS
               : out->request_id.raw.ptr != NULL    ? UCR_SHAPE_GATEWAY
                                                    : UCR_SHAPE_DOCUMENTED;
    }
    return out->error_code.raw.ptr != NULL || out->error_msg.raw.ptr != NULL
               ? UCR_SHAPE_PARTIAL
               : UCR_SHAPE_OTHER;
}

/* What is wrong with lists comes after what is wrong with the object, but for
 * one that is too long: it is in the order of the body. */
UCR_APART static void keep_first(ucr_fault *fault, const ucr_fault *inner)
{
    if (fault->code == UCR_OK ||
        (inner->code == UCR_E_ITEMS && inner->offset < fault->offset)) {
        *fault = *inner;
    }
}

/* Where the pair is that the top object lacks, and the second name, if there is
 * nothing wrong before that: a list of the top object that is too long is, as
 * that object is read first. Gives NULL where there is no such pair: else the
 * lists of the top object are not taken after all. */
static const char *search_further(const ucr_response *out, ucr_scan *scan,
                                  ucr_fault *fault, const ucr_fault *inner)
{
    const ucr_found elsewhere = ucr_search(&out->body, scan);
    const bool too_long = elsewhere.match == NULL && inner->code == UCR_E_ITEMS;
    if (fault->code == UCR_OK && elsewhere.twin != NULL && !too_long) {
        fault->code = UCR_E_DUPLICATE;
        fault->offset = ucr_scan_offset(scan, elsewhere.twin);
    }
    return elsewhere.match;
}

void ucr_error_rule_read(ucr_response *out, ucr_scan *scan, ucr_fault *fault)
{
    ucr_fault inner;
    inner.code = UCR_OK;
    unsigned there = 0;
    const char *from = scan->at;
    out->body.kind = ucr_scan_peek(scan);
    if (out->body.kind == UCR_JSON_OBJECT) {
        there = read_object(out, scan, fault, &inner);
    } else {
        ucr_scan_skip(scan);
    }
    out->body.raw = (ucr_str){from, (size_t)(scan->at - from)};
    if (!ucr_scan_finish(scan)) {
        return;
    }
    const unsigned pair = ucr_names_pair(there);
    out->shape = shape_of_top(out, pair);
    const char *match =
        pair == 0 ? search_further(out, scan, fault, &inner) : NULL;
    if (match == NULL) {
        keep_first(fault, &inner);
        return;
    }
    /* It takes the place of the top object. In it no fault has a path. */
    const bool before = fault->code != UCR_OK;
    ucr_zero(out, offsetof(ucr_response, body));
    out->shape = UCR_SHAPE_NESTED;
    ucr_scan_return(scan, match);
    read_object(out, scan, fault, &inner);
    scan->at = scan->end;
    if (!before) {
        keep_first(fault, &inner);
        fault->list = NULL;
        fault->name = NULL;
    }
}
