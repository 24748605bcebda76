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

#include "error.h"
#include "list.h"
#include "options.h"
#include "search.h"

/* ---- One object ------------------------------------------------------------
 */

typedef struct found {
    unsigned there; /**< texts that were found, one bit a field: no other is
                       looked at */
    unsigned wrong; /**< members of another type, the same */
    ucr_text text[UCR_ERROR_FIELDS];
} found;

/* The faults of one object, apart by when they count. */
typedef struct object_faults {
    ucr_error own;   /**< a second name */
    ucr_error list;  /**< an element too many; counts if the list is taken */
    ucr_error inner; /**< inside an element of details; the same */
} object_faults;

/* Of an error that is none only the code is ever looked at. */
static void start_faults(object_faults *faults)
{
    faults->own.code = UCR_OK;
    faults->list.code = UCR_OK;
    faults->inner.code = UCR_OK;
}

/* A string, or a number where a code is expected; `null` counts as absent. */
static void read_text(ucr_object *object, found *out)
{
    unsigned field = object->field;
    ucr_json other;
    if (ucr_scan_peek(object->scan) == UCR_JSON_STRING &&
        !ucr_names_is_list(field)) {
        if (ucr_scan_string(object->scan, &out->text[field])) {
            out->there |= 1u << field;
        }
    } else if (ucr_scan_value(object->scan, &other)) {
        if (other.kind == UCR_JSON_NUMBER && ucr_names_is_code(field)) {
            out->text[field] = (ucr_text){other.raw, false};
            out->there |= 1u << field;
        } else if (other.kind != UCR_JSON_NULL) {
            out->wrong |= 1u << field;
        }
    }
}

/* Reads an object for its texts alone. */
static void read_texts(ucr_object *object, found *out)
{
    while (ucr_bind_member(object)) {
        read_text(object, out);
    }
}

/* Whether a list is taken. One with an element of another type is ignored;
 * one with too many is a fault. */
static bool take_list(ucr_object *object, const ucr_list *list, found *out,
                      object_faults *faults)
{
    if (list->code == UCR_E_TYPE) {
        out->wrong |= 1u << object->field;
        return false;
    }
    ucr_object apart = *object;
    apart.fault = &faults->list;
    ucr_bind_list_fault(&apart, list);
    return true;
}

static void read_param(ucr_object *object, ucr_texts *to, size_t max_items,
                       found *out, object_faults *faults)
{
    ucr_list list = ucr_list_read_texts(object, max_items);
    if (take_list(object, &list, out, faults)) {
        to->raw = ucr_bind_list_raw(&list);
        to->count = list.count;
    }
}

static void read_details(ucr_object *object, ucr_details *to, size_t max_items,
                         found *out, object_faults *faults)
{
    ucr_error inner;
    inner.code = UCR_OK;
    ucr_list list = ucr_list_read_details(object, max_items, &inner);
    if (take_list(object, &list, out, faults)) {
        to->raw = ucr_bind_list_raw(&list);
        to->count = list.count;
        faults->inner = inner;
    }
}

/* Reads an object that may be taken: its lists too, straight into `to`. */
static void read_object(ucr_object *object, ucr_response *to, size_t max_items,
                        found *out, object_faults *faults)
{
    while (ucr_bind_member(object)) {
        bool array = ucr_scan_peek(object->scan) == UCR_JSON_ARRAY;
        if (array && object->field == UCR_F_ERROR_PARAM) {
            read_param(object, &to->error_param, max_items, out, faults);
        } else if (array && object->field == UCR_F_DETAILS) {
            read_details(object, &to->details, max_items, out, faults);
        } else {
            read_text(object, out);
        }
    }
}

/* ---- Pairs and halves ------------------------------------------------------
 */

static bool is_there(const found *in, unsigned field)
{
    return (in->there & 1u << field) != 0;
}

/* The pair, or else the first code and the first message that are there. */
static void take_pair_or_halves(ucr_text *code, ucr_text *message,
                                const found *in)
{
    const ucr_pair *pair = ucr_names_pair(in->there);
    if (pair != NULL) {
        *code = in->text[pair->code];
        *message = in->text[pair->message];
        return;
    }
    for (pair = ucr_names_pairs(); pair->code != pair->message; pair++) {
        if (code->raw.ptr == NULL && is_there(in, pair->code)) {
            *code = in->text[pair->code];
        }
        if (message->raw.ptr == NULL && is_there(in, pair->message)) {
            *message = in->text[pair->message];
        }
    }
}

/* Nothing found yet. */
static void start_found(found *in)
{
    in->there = 0;
    in->wrong = 0;
}

ucr_detail ucr_error_rule_element(ucr_scan *scan)
{
    found in;
    ucr_error fault;
    ucr_detail detail = {0};
    start_found(&in);
    fault.code = UCR_OK;
    ucr_object element = ucr_bind_object(scan, ucr_names_interop.elements,
                                         (ucr_place){0}, false, &fault);
    read_texts(&element, &in);
    take_pair_or_halves(&detail.error_code, &detail.error_msg, &in);
    return detail;
}

/* ---- Taking ----------------------------------------------------------------
 */

static unsigned ignored_of(unsigned wrong)
{
    static const struct {
        unsigned field, flag;
    } optional[] = {
        {UCR_F_ENCODED_AUTHORIZATION_MESSAGE,
         UCR_IGNORED_ENCODED_AUTHORIZATION_MESSAGE},
        {UCR_F_ERROR_PARAM, UCR_IGNORED_ERROR_PARAM},
        {UCR_F_DETAILS, UCR_IGNORED_DETAILS},
        {UCR_F_REQUEST_ID, UCR_IGNORED_REQUEST_ID},
        {UCR_F_TITLE, UCR_IGNORED_TITLE},
    };
    unsigned ignored = 0;
    for (size_t i = 0; i < sizeof(optional) / sizeof(optional[0]); i++) {
        if ((wrong & 1u << optional[i].field) != 0) {
            ignored |= optional[i].flag;
        }
    }
    return ignored;
}

static void take_text(ucr_text *out, const found *in, unsigned field)
{
    if (is_there(in, field)) {
        *out = in->text[field];
    }
}

/* The members that come from the object with the pair, or from the top. */
static void take_members(ucr_response *out, const found *in)
{
    take_pair_or_halves(&out->error_code, &out->error_msg, in);
    take_text(&out->encoded_authorization_message, in,
              UCR_F_ENCODED_AUTHORIZATION_MESSAGE);
    take_text(&out->request_id, in, UCR_F_REQUEST_ID);
    take_text(&out->title, in, UCR_F_TITLE);
    out->ignored = ignored_of(in->wrong);
}

static ucr_shape shape_of_top(const ucr_response *out, const ucr_pair *pair)
{
    if (pair != NULL) {
        return pair->code != UCR_F_ERROR_CODE    ? UCR_SHAPE_ALIAS
               : out->request_id.raw.ptr != NULL ? UCR_SHAPE_GATEWAY
                                                 : UCR_SHAPE_DOCUMENTED;
    }
    return out->error_code.raw.ptr != NULL || out->error_msg.raw.ptr != NULL
               ? UCR_SHAPE_PARTIAL
               : UCR_SHAPE_OTHER;
}

/* ---- The whole -------------------------------------------------------------
 */

static void keep_first(ucr_error *fault, const ucr_error *other)
{
    if (fault->code == UCR_OK) {
        *fault = *other;
    }
}

/* An object's own faults in document order, those of its taken lists among
 * them. */
static ucr_error first_of(const object_faults *faults)
{
    if (faults->list.code == UCR_OK ||
        (faults->own.code != UCR_OK &&
         faults->own.offset < faults->list.offset)) {
        return faults->own;
    }
    return faults->list;
}

/* Takes all from an object: the faults of its own, then those inside. */
static void take_object(ucr_response *out, const found *in,
                        const object_faults *faults, ucr_error *fault)
{
    ucr_error own = first_of(faults);
    take_members(out, in);
    keep_first(fault, &own);
    keep_first(fault, &faults->inner);
}

/* The top object's texts and lists, as the body is checked; nothing of a top
 * value of another kind. */
static void read_top(ucr_response *out, ucr_scan *scan,
                     const ucr_options *options, found *in,
                     object_faults *faults)
{
    const char *from = scan->at;
    if (ucr_scan_peek(scan) != UCR_JSON_OBJECT) {
        ucr_scan_value(scan, &out->body);
        return;
    }
    ucr_object object = ucr_bind_object(scan, &ucr_names_interop,
                                        (ucr_place){0}, false, &faults->own);
    read_object(&object, out, options->max_items, in, faults);
    out->body.raw = (ucr_str){from, (size_t)(scan->at - from)};
    out->body.kind = UCR_JSON_OBJECT;
}

/* The same of the object that the search has found. */
static void read_match(ucr_response *out, ucr_str match, const char *start,
                       const ucr_options *options, found *in,
                       object_faults *faults)
{
    ucr_scan scan = ucr_scan_again(match);
    /* Offsets count from the first byte of the body. */
    scan.start = start;
    start_found(in);
    start_faults(faults);
    ucr_object object =
        ucr_bind_object(&scan, &ucr_names_interop, (ucr_place){.unnamed = true},
                        false, &faults->own);
    ucr_zero(&out->error_param, sizeof(out->error_param));
    ucr_zero(&out->details, sizeof(out->details));
    read_object(&object, out, options->max_items, in, faults);
}

void ucr_error_rule_read(ucr_response *out, ucr_scan *scan,
                         const ucr_options *options, ucr_error *fault)
{
    found in;
    object_faults faults;
    ucr_found elsewhere = {.twin = NULL};
    start_found(&in);
    start_faults(&faults);
    read_top(out, scan, options, &in, &faults);
    if (!ucr_scan_finish(scan)) {
        return;
    }
    const ucr_pair *pair = ucr_names_pair(in.there);
    if (pair == NULL) {
        elsewhere = ucr_search(out->body);
    }
    const bool nested = elsewhere.match.kind != UCR_JSON_ABSENT;
    *fault = nested ? faults.own : first_of(&faults);
    if (fault->code == UCR_OK && elsewhere.twin != NULL) {
        ucr_error_set(fault, UCR_E_DUPLICATE,
                      ucr_scan_offset(scan, elsewhere.twin));
    }
    if (nested) {
        read_match(out, elsewhere.match.raw, scan->start, options, &in,
                   &faults);
    }
    take_object(out, &in, &faults, fault);
    out->shape = nested ? UCR_SHAPE_NESTED : shape_of_top(out, pair);
}
