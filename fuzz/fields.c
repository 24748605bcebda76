/* SPDX-License-Identifier: MIT */
/*
 * An input's bytes into what a caller fills in, valid or not.
 *
 * Knows what values are worth giving and not what is right. Invariant: a byte
 * chooses, the bytes after it are what was chosen, and an input that ends is
 * followed by zeros, which choose the smallest: a longer input is a larger
 * message.
 */
#include "fields.h"

#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "inputs.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

ucr_fields ucr_fields_from(const uint8_t *data, size_t size)
{
    ucr_fields fields = {
        .at = data, .end = data + size, .draw = ucr_inputs_hash(data, size)};
    fields.guarded = ucr_inputs_draw(&fields.draw, 4);
    fields.before = ucr_inputs_draw(&fields.draw, 2) != 0;
    return fields;
}

void ucr_fields_free(ucr_fields *fields)
{
    while (fields->count > 0) {
        fields->count--;
        free(fields->blocks[fields->count]);
    }
}

/* A block that lives as long as the fields do: of the first ones a drawn one
 * lies against a page, and the others on the heap. */
static void *block_of(ucr_fields *fields, size_t size)
{
    ucr_claim(fields->count < UCR_FIELDS_BLOCKS, "fields", "blocks suffice");
    void **kept = &fields->blocks[fields->count];
    void *handed = fields->count == fields->guarded
                       ? ucr_inputs_handed(size, fields->before)
                       : NULL;
    *kept = handed == NULL ? ucr_claim_memory(NULL, size) : NULL;
    fields->count++;
    return handed != NULL ? handed : *kept;
}

unsigned ucr_fields_byte(ucr_fields *fields)
{
    if (fields->at == fields->end) {
        return 0;
    }
    fields->at++;
    return fields->at[-1];
}

/* ---- Texts -----------------------------------------------------------------
 */

static ucr_str copy_of(ucr_fields *fields, const void *bytes, size_t len)
{
    char *block = block_of(fields, len);
    if (len > 0) {
        memcpy(block, bytes, len);
    }
    return (ucr_str){block, len};
}

static char *append(char *to, ucr_str bytes)
{
    memcpy(to, bytes.ptr, bytes.len);
    return to + bytes.len;
}

/* Bytes of the input itself: their number, then they. */
static ucr_str literal(ucr_fields *fields)
{
    size_t len = ucr_fields_byte(fields) % 64;
    const size_t left = (size_t)(fields->end - fields->at);
    len = len < left ? len : left;
    const ucr_str str = copy_of(fields, fields->at, len);
    fields->at += len;
    return str;
}

static ucr_str word(ucr_fields *fields)
{
    static const ucr_str words[] = {
        UCR_STR("SMS.9004"),
        UCR_STR("START"),
        UCR_STR("STOP"),
        UCR_STR("DELETE"),
        UCR_STR("SYNC"),
        UCR_STR("UPLOAD_LOG"),
        UCR_STR("RSET_LOG_ACL"),
        UCR_STR("SKIP"),
        UCR_STR("start"),
        UCR_STR("\\u0053TART"),
        UCR_STR("success"),
        UCR_STR("f\\u0061il"),
        UCR_STR(""),
        UCR_STR("\\ud800"),
        UCR_STR("\\udc00"),
        UCR_STR("\\ud83d\\ude00"),
        UCR_STR("\xF0\x9F\x98\x80"),
        UCR_STR("\xED\xA0\x80"),
        UCR_STR("\xC0\x80"),
        UCR_STR("\xE2\x82"),
        UCR_STR("\""),
        UCR_STR("\\"),
        UCR_STR("\\u00"),
        UCR_STR("\x1F\x7F"),
        UCR_STR("\n\t\r\b\f\x01"),
        UCR_STR("\\\"\\/\\b\\u001f"),
        UCR_STR("\xF4\x90\x80\x80"),
        UCR_STR("\xF4\x8F\xBF\xBF"),
        UCR_STR("\xEF\xBB\xBF"),
        UCR_STR("\\q"),
        UCR_STR("{\"msg\":\"xxx\"}"),
        UCR_STR("\0nul"),
    };
    const ucr_str chosen = words[ucr_fields_byte(fields) % COUNT_OF(words)];
    return copy_of(fields, chosen.ptr, chosen.len);
}

/* A documented length, or one more or less, takes as long as dozens of short
 * texts, and the longest as a thousand. An engine that has such an input would
 * go on changing it, and so the whole of it has a say. */
static size_t count_of(ucr_fields *fields)
{
    static const size_t counts[] = {254, 255, 256, 1023, 1024, 1025};
    const unsigned which = ucr_fields_byte(fields);
    if (which >= 253 && ucr_inputs_takes(&fields->draw, 256)) {
        return (size_t)65281 + which;
    }
    return ucr_inputs_takes(&fields->draw, 8) ? counts[which % COUNT_OF(counts)]
                                              : which % 32;
}

/* So many units, of one kind or of two in turn. */
static ucr_str repeated(ucr_fields *fields, size_t *count)
{
    static const ucr_str units[] = {
        UCR_STR("a"),   UCR_STR("\xC3\xA9"),       UCR_STR("\xF0\x9F\x98\x80"),
        UCR_STR("\\n"), UCR_STR("\\ud83d\\ude00"), UCR_STR("\"")};
    const unsigned which = ucr_fields_byte(fields);
    const ucr_str one = units[which % COUNT_OF(units)];
    const ucr_str two =
        which < 128 ? one : units[which / COUNT_OF(units) % COUNT_OF(units)];
    *count = count_of(fields);
    const size_t len = (*count + 1) / 2 * one.len + *count / 2 * two.len;
    char *block = block_of(fields, len);
    char *at = block;
    for (size_t i = 0; i < *count; i++) {
        at = append(at, i % 2 == 0 ? one : two);
    }
    return (ucr_str){block, len};
}

static ucr_text text_of(ucr_fields *fields)
{
    const unsigned form = ucr_fields_byte(fields);
    const bool escaped = form / 16 % 2 != 0;
    if (form < 32 && form % 16 == 4) {
        /* Long, and so one form of many. */
        size_t count;
        return (ucr_text){repeated(fields, &count), escaped};
    }
    if (form >= 252 && !fields->endless) {
        /* Far more than there is, and than any body may have. */
        return (ucr_text){{copy_of(fields, "", 1).ptr, SIZE_MAX - form / 2 % 2},
                          form % 2 != 0};
    }
    if (form % 16 < 3) {
        return (ucr_text){{NULL, 0}, escaped};
    }
    if (form % 16 == 3) {
        return (ucr_text){{NULL, ucr_fields_byte(fields)}, escaped};
    }
    return (ucr_text){form % 16 < 10 ? word(fields) : literal(fields), escaped};
}

/* ---- JSON ------------------------------------------------------------------
 */

/* Brackets as deep as a limit, or one more or less. */
static ucr_str nested(ucr_fields *fields)
{
    static const size_t depths[] = {1, 2, 3, 7, 126, 127, 128, 510, 511, 512};
    const size_t depth = depths[ucr_fields_byte(fields) % COUNT_OF(depths)];
    char *block = block_of(fields, depth * 2);
    memset(block, '[', depth);
    memset(block + depth, ']', depth);
    return (ucr_str){block, depth * 2};
}

static ucr_str json_bytes(ucr_fields *fields)
{
    static const ucr_str samples[] = {
        UCR_STR("{}"),
        UCR_STR("{\"msg\":\"xxx\"}"),
        UCR_STR(" {\"a\" : [1, {\"b\":null}] } \n"),
        UCR_STR("[]"),
        UCR_STR("[true,false,null,-1.5e+3]"),
        UCR_STR("\"{\\\"msg\\\":\\\"xxx\\\"}\""),
        UCR_STR("\t\"\\ud800\"\r"),
        UCR_STR("\"\""),
        UCR_STR("0"),
        UCR_STR(" -0.0E-1 "),
        UCR_STR("true"),
        UCR_STR("false "),
        UCR_STR("null"),
        UCR_STR("\xEF\xBB\xBF{}"),
        UCR_STR("{} {}"),
        UCR_STR(" "),
    };
    const unsigned form = ucr_fields_byte(fields);
    if (form % 8 == 0) {
        return nested(fields);
    }
    if (form % 8 < 4) {
        return literal(fields);
    }
    const ucr_str sample = samples[form / 8 % COUNT_OF(samples)];
    return copy_of(fields, sample.ptr, sample.len);
}

/* The kind that the first byte means, mostly. */
static ucr_json_kind kind_of(ucr_str raw, unsigned form)
{
    static const char firsts[] = "{[\"-0123456789tfn";
    size_t at = 0;
    while (at < raw.len && (raw.ptr[at] == ' ' || raw.ptr[at] == '\t')) {
        at++;
    }
    const char *found =
        at < raw.len ? memchr(firsts, raw.ptr[at], sizeof(firsts) - 1) : NULL;
    const size_t place = found != NULL ? (size_t)(found - firsts) : 0;
    if (form >= 240) {
        /* Whatever it is; the upper ones begin with none at all. */
        return (ucr_json_kind)(form % 8 - form / 248);
    }
    if (place < 3) {
        return (ucr_json_kind)(UCR_JSON_OBJECT + (int)place);
    }
    if (place < 14) {
        return UCR_JSON_NUMBER;
    }
    return place < 16 ? UCR_JSON_BOOL : UCR_JSON_NULL;
}

static ucr_json json_of(ucr_fields *fields)
{
    const unsigned form = ucr_fields_byte(fields);
    if (form % 4 == 0) {
        return (ucr_json){{NULL, form >= 240}, (ucr_json_kind)(form >= 248)};
    }
    const ucr_str raw = json_bytes(fields);
    return (ucr_json){raw, kind_of(raw, form)};
}

/* ---- Lists -----------------------------------------------------------------
 */

/* A list as it stands in a body, with a text that is about as long as it may
 * be: a message where that is longer than a code. */
static ucr_str long_list(ucr_fields *fields)
{
    static const ucr_str heads[] = {UCR_STR("[{\"error_code\":\""),
                                    UCR_STR("[{\"error_msg\":\"")};
    static const ucr_str tails[] = {UCR_STR("\",\"error_msg\":\"\"}]"),
                                    UCR_STR("\",\"error_code\":\"\"}]")};
    size_t count;
    const ucr_str text = repeated(fields, &count);
    const bool message = count > UCR_MAX_ERROR_CODE + 1;
    const size_t len = heads[message].len + text.len + tails[message].len;
    char *block = block_of(fields, len);
    (void)append(append(append(block, heads[message]), text), tails[message]);
    return (ucr_str){block, len};
}

/* A list as it stands in a body, and how many elements it has; some are said to
 * have more, and a literal one any number. */
static ucr_str raw_list(ucr_fields *fields, size_t *count, bool objects)
{
    static const struct {
        ucr_str raw;
        size_t count;
    } samples[] = {
        {UCR_STR("[]"), 0},
        {UCR_STR("[\"a\"]"), 1},
        {UCR_STR("[ \"\\u0061\" , \"b\" ]"), 2},
        {UCR_STR("[\"\",\"\\ud800\",\"\xC3\xA9\"]"), 3},
        {UCR_STR("[1]"), 1},
        {UCR_STR("{}"), 0},
        {UCR_STR("[] "), 0},
        {UCR_STR("[\"a\""), 1},
        {UCR_STR("[]"), 0},
        {UCR_STR("[{\"error_code\":\"1\",\"error_msg\":\"2\"}]"), 1},
        {UCR_STR("[{\"code\":1,\"message\":\"\\n\"},"
                 "{\"error_msg\":\"\",\"error_code\":\"c\"}]"),
         2},
        {UCR_STR("[{}]"), 1},
        {UCR_STR("[{\"error_code\":\"1\",\"error_code\":\"1\"}]"), 1},
        {UCR_STR("[{\"error_code\":1,\"error_msg\":\"2\",\"x\":[]}]"), 1},
        {UCR_STR("[\"a\"]"), 1},
        {UCR_STR("[{\"errCode\":\"1\",\"errMsg\":\"2\"}"), 1},
    };
    const unsigned form = ucr_fields_byte(fields);
    if (form % 4 == 0) {
        *count = form / 4 % 4;
        return literal(fields);
    }
    if (form >= 254 && objects) {
        *count = 1;
        return long_list(fields);
    }
    const size_t which = form / 4 % 8 + (objects ? 8 : 0);
    *count = samples[which].count;
    if (form >= 128 && form % 4 == 3) {
        /* One more, or as many more as a byte counts. */
        *count += form < 192 ? 1 : 256;
    }
    return copy_of(fields, samples[which].raw.ptr, samples[which].raw.len);
}

static const ucr_text *params_of(ucr_fields *fields, size_t count)
{
    ucr_text *items = block_of(fields, count * sizeof(*items));
    for (size_t i = 0; i < count; i++) {
        items[i] = text_of(fields);
    }
    return items;
}

static const ucr_detail *details_of(ucr_fields *fields, size_t count)
{
    ucr_detail *items = block_of(fields, count * sizeof(*items));
    for (size_t i = 0; i < count; i++) {
        items[i].error_code = text_of(fields);
        items[i].error_msg = text_of(fields);
    }
    return items;
}

/* What a byte says of a list: absent, items, raw, both, or a count or a length
 * alone. */
static void fill_params(ucr_texts *out, ucr_fields *fields)
{
    const unsigned form = ucr_fields_byte(fields);
    if (form % 8 >= 6) {
        out->raw = raw_list(fields, &out->count, false);
    }
    if (form % 8 >= 3 && form % 8 < 7) {
        out->count = form / 8 % 5;
        out->items = params_of(fields, out->count);
    }
    if (form >= 240 && form % 8 == 0) {
        out->count = form == 248;
        out->raw.len = form == 240;
    }
}

static void fill_details(ucr_details *out, ucr_fields *fields)
{
    const unsigned form = ucr_fields_byte(fields);
    if (form % 8 >= 6) {
        out->raw = raw_list(fields, &out->count, true);
    }
    if (form % 8 >= 3 && form % 8 < 7) {
        out->count = form / 8 % 5;
        out->items = details_of(fields, out->count);
    }
    if (form >= 240 && form % 8 == 0) {
        out->count = form == 248;
        out->raw.len = form == 240;
    }
}

/* ---- Messages --------------------------------------------------------------
 */

ucr_options ucr_fields_options(ucr_fields *fields)
{
    static const size_t depths[] = {0, 1, 2, 3, 4, 127, 511, 512};
    const unsigned form = ucr_fields_byte(fields);
    ucr_options options = {.profile = (ucr_profile)(form % 2)};
    if (form / 2 % 4 == 3) {
        options.max_depth = depths[ucr_fields_byte(fields) % COUNT_OF(depths)];
        const unsigned items = ucr_fields_byte(fields);
        const unsigned body = ucr_fields_byte(fields);
        options.max_items = items < 252 ? items % 4 : SIZE_MAX - items % 4;
        options.max_body = body < 252 ? body % 192 : SIZE_MAX;
        fields->endless = body >= 252;
    }
    return options;
}

void ucr_fields_request(ucr_request *out, ucr_fields *fields)
{
    const unsigned form = ucr_fields_byte(fields);
    memset(out, 0, sizeof(*out));
    out->command =
        (ucr_command)(form % 16 < 10 ? form % 16 : UCR_COMMAND_OTHER);
    out->result = (ucr_result)(form < 240 ? 1 + form / 16 % 2 : form % 4);
    if (out->command >= UCR_COMMAND_OTHER || form >= 128) {
        out->command_name = text_of(fields);
    }
    out->result_detail = json_of(fields);
    if (out->result_detail.kind == UCR_JSON_ABSENT || form >= 128) {
        out->result_detail_text = text_of(fields);
    }
}

static int status_of(ucr_fields *fields)
{
    static const int statuses[] = {
        403, 400, 200, 502, 401, 404, 500, 403, 204, 205, 201,   299,
        300, 599, 600, 199, 0,   -1,  100, 403, 403, 400, 65936, 2147483647};
    return statuses[ucr_fields_byte(fields) % COUNT_OF(statuses)];
}

void ucr_fields_response(ucr_response *out, ucr_fields *fields)
{
    memset(out, 0, sizeof(*out));
    out->status = status_of(fields);
    const unsigned form = ucr_fields_byte(fields);
    if (form < 224) {
        out->error_code = text_of(fields);
        out->error_msg = text_of(fields);
    }
    if (form % 4 >= 1) {
        out->encoded_authorization_message = text_of(fields);
    }
    if (form % 4 >= 2) {
        fill_params(&out->error_param, fields);
        fill_details(&out->details, fields);
    }
    if (form % 8 >= 6) {
        out->request_id = text_of(fields);
    }
    if (form >= 192) {
        /* Encoding does not look at these. */
        out->title = text_of(fields);
        out->message = (ucr_text){{NULL, 1}, true};
        out->body = json_of(fields);
        out->shape = UCR_SHAPE_OTHER;
        out->ignored = form;
    }
}
