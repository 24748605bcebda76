/* SPDX-License-Identifier: MIT */
/*
 * Views into a message, each byte looked at once: what is plain is stored as
 * soon as it has been judged. Included twice, with narrow vectors and with wide
 * ones.
 *
 * Knows no fault: whatever is not right, or does not fit, is left to the
 * general way. Invariant: no byte is stored at or after `end`, nor after what
 * has been written when all of it has; and nothing longer than the room is
 * read, so that nothing longer than a body may be is.
 */
#ifndef UCR_STRAIGHT_PUT_H
#define UCR_STRAIGHT_PUT_H

#include "straight_read.h"
#include "straight_write.h"
#include "write.h"

typedef struct pen {
    char *at;
    uintptr_t end; /* of the room: `cap` may say more than there is */
    const ucr_options *options;
} pen;

/* `buf` is there: arithmetic on a null pointer is undefined, even by zero. */
static pen start_writing(char *buf, size_t cap, const ucr_options *options)
{
    const size_t most = cap < options->max_body ? cap : options->max_body;
    return (pen){buf, (uintptr_t)buf + most, options};
}

/* ---- Bytes -----------------------------------------------------------------
 */

INLINE bool has_room(const pen *p, size_t len)
{
    return p->end - (uintptr_t)p->at >= len;
}

INLINE bool put(pen *p, const char *bytes, size_t len)
{
    if (!has_room(p, len)) {
        return false;
    }
    memcpy(p->at, bytes, len);
    p->at += len;
    return true;
}

#define PUT(p, literal) put(p, literal, sizeof(literal) - 1)

/* ---- Plain text ------------------------------------------------------------
 */

/* Whether one of eight bytes is special, in whatever order they are. A borrow
 * comes only from a byte that is. */
INLINE bool has_special(uint64_t word)
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    const uint64_t control = word - each * 0x20;
    const uint64_t quote = (word ^ each * '"') - each;
    const uint64_t backslash = (word ^ each * '\\') - each;
    return ((control | quote | backslash | word) & each * 0x80) != 0;
}

/* Copies four bytes or more, if none of them is special. The last ones go
 * together with as many as there are before them. */
INLINE bool copy_plain(char *to, const char *at, size_t len)
{
    uint64_t word;
    uint32_t first;
    uint32_t last;
    if (len < sizeof(first)) {
        return false;
    }
    if (len < sizeof(word)) {
        memcpy(&first, at, sizeof(first));
        memcpy(&last, at + len - sizeof(last), sizeof(last));
        memcpy(to, &first, sizeof(first));
        memcpy(to + len - sizeof(last), &last, sizeof(last));
        return !has_special((uint64_t)first << 32 | last);
    }
    for (size_t i = 0; i + sizeof(word) < len; i += sizeof(word)) {
        memcpy(&word, at + i, sizeof(word));
        memcpy(to + i, &word, sizeof(word));
        if (has_special(word)) {
            return false;
        }
    }
    memcpy(&word, at + len - sizeof(word), sizeof(word));
    memcpy(to + len - sizeof(word), &word, sizeof(word));
    return !has_special(word);
}

/* What is being written, and whether all of it was ASCII so far. There is
 * room for what is left, but not for more. */
typedef struct copier {
    const char *at, *stop;
    char *to;
    uintptr_t end;
    bool ascii;
} copier;

/* Those in a row that cannot stand as they are, one at least: gives the size of
 * their escapes, and how many they are; 0 where there is no room for them. */
NOT_INLINE size_t escape_run(char *to, size_t room, const char *at,
                             const char *stop, size_t *count)
{
    size_t size = 0;
    size_t i = 0;
    do {
        const size_t left = (size_t)(stop - at) - i - 1;
        const size_t fits = room - size - left;
        size_t escape = 2;
        if (fits >= 2 && (at[i] == '"' || at[i] == '\\')) {
            /* What most escapes are, without a call. */
            to[size] = '\\';
            to[size + 1] = at[i];
        } else {
            escape = ucr_write_escape(to + size, fits, at[i]);
        }
        if (escape == 0) {
            return 0;
        }
        size += escape;
        i++;
    } while (at + i < stop && ucr_byte(at + i) < 0x80 &&
             ucr_is_special(ucr_byte(at + i)));
    *count = i;
    return size;
}

/* The byte at the cursor, which cannot stand as it is, and all right after it
 * that cannot either. */
INLINE bool copy_escaped(copier *c)
{
    size_t count;
    const size_t size =
        escape_run(c->to, c->end - (uintptr_t)c->to, c->at, c->stop, &count);
    if (size == 0) {
        return false;
    }
    c->at += count;
    c->to += size;
    return true;
}

/* Those of a vector that are escaped. */
INLINE ucr_vector_mask find_escaped(copier *c, const char *at)
{
    if (c->ascii) {
        const ucr_vector_mask special = ucr_vector_special(at);
        c->ascii = special == 0 || special == ucr_vector_escaped(at);
        if (c->ascii) {
            return special;
        }
    }
    return ucr_vector_escaped(at);
}

/* A vector of bytes, or those before the first one that is escaped, and that
 * one with all that are right after it. */
INLINE bool copy_vector(copier *c)
{
    const ucr_vector_mask mask = find_escaped(c, c->at);
    memcpy(c->to, c->at, UCR_VECTOR);
    const size_t plain = mask != 0 ? ucr_vector_first(mask) : UCR_VECTOR;
    c->at += plain;
    c->to += plain;
    return mask == 0 || copy_escaped(c);
}

INLINE size_t left_of(const copier *c)
{
    return (size_t)(c->stop - c->at);
}

/* The byte at the cursor if its escape is what most are, without a call. */
INLINE bool copy_quote(copier *c)
{
    if ((*c->at != '"' && *c->at != '\\') ||
        c->end - (uintptr_t)c->to <= left_of(c)) {
        return false;
    }
    c->to[0] = '\\';
    c->to[1] = *c->at;
    c->at++;
    c->to += 2;
    return true;
}

INLINE bool copy_byte(copier *c)
{
    const unsigned char byte = ucr_byte(c->at);
    if (ucr_is_special(byte) && byte < 0x80) {
        return copy_quote(c) || copy_escaped(c);
    }
    c->ascii = c->ascii && byte < 0x80;
    *c->to = (char)byte;
    c->at++;
    c->to++;
    return true;
}

/* The rest of `text`, less than a vector, if it is plain: together with the
 * bytes before it, which have been copied, where they stand as they did. */
INLINE bool copy_rest(copier *c, const char *to, ucr_str text)
{
    const size_t left = left_of(c);
    if (c->to - to != c->at - text.ptr) {
        return copy_plain(c->to, c->at, left);
    }
    const char *last = c->stop - UCR_VECTOR;
    memcpy(c->to + left - UCR_VECTOR, last, UCR_VECTOR);
    return ucr_vector_late(find_escaped(c, last), left) == 0;
}

INLINE bool is_utf8(ucr_str text)
{
    size_t offset;
    const char *end = text.ptr + text.len;
    const char *at = ucr_vector_utf8(text.ptr, text.ptr, end);
    const ucr_text rest = {{at, (size_t)(end - at)}, false};
    return at == end || ucr_scan_text(&offset, &rest, false) == UCR_OK;
}

/* Writes plain text, its end at or before `end`: gives where that is, or NULL.
 * There is room for all that is not escaped. */
INLINE char *copy_text(char *to, uintptr_t end, ucr_str text)
{
    copier c = {text.ptr, text.ptr + text.len, to, end, true};
    while (left_of(&c) >= UCR_VECTOR) {
        if (!copy_vector(&c)) {
            return NULL;
        }
    }
    if (text.len >= UCR_VECTOR && left_of(&c) > 0 && copy_rest(&c, to, text)) {
        c.to += left_of(&c);
        c.at = c.stop;
    }
    while (c.at < c.stop) {
        if (!copy_byte(&c)) {
            return NULL;
        }
    }
    return c.ascii || is_utf8(text) ? c.to : NULL;
}

/* Text that is escaped already. */
INLINE char *copy_checked(char *to, ucr_text text, bool strict)
{
    size_t offset;
    if (ucr_scan_text(&offset, &text, strict) != UCR_OK) {
        return NULL;
    }
    memcpy(to, text.raw.ptr, text.raw.len);
    return to + text.raw.len;
}

/* A text and its closing quote. */
NOT_INLINE char *rest_to(char *to, uintptr_t end, const ucr_text *text,
                         bool strict)
{
    to = text->escaped ? copy_checked(to, *text, strict)
                       : copy_text(to, end - 1, text->raw);
    if (to == NULL) {
        return NULL;
    }
    *to = '"';
    return to + 1;
}

/* A text in its quotes. What is short is most often plain. */
NOT_INLINE char *text_to(char *to, uintptr_t end, const ucr_text *text,
                         bool strict)
{
    const ucr_str raw = text->raw;
    const size_t room = end - (uintptr_t)to;
    if (raw.ptr == NULL || room < 2 || room - 2 < raw.len) {
        return NULL;
    }
    *to = '"';
    to++;
    if (raw.len >= UCR_VECTOR || text->escaped ||
        !copy_plain(to, raw.ptr, raw.len)) {
        const ucr_text given = {raw, text->escaped};
        return rest_to(to, end, &given, strict);
    }
    to[raw.len] = '"';
    return to + raw.len + 1;
}

INLINE bool put_text(pen *p, const ucr_text *text, size_t max_points)
{
    /* A code point takes a byte at least. */
    const bool strict = p->options->profile == UCR_STRICT;
    if (strict && text->raw.len > max_points) {
        return false;
    }
    char *to = text_to(p->at, p->end, text, strict);
    p->at = to != NULL ? to : p->at;
    return to != NULL;
}

/* What a body holds and has been checked there. */
INLINE bool put_again(pen *p, const ucr_text *text, size_t max_points)
{
    const size_t len = text->raw.len;
    if ((p->options->profile == UCR_STRICT && len > max_points) ||
        !has_room(p, len + 2)) {
        return false;
    }
    *p->at = '"';
    memcpy(p->at + 1, text->raw.ptr, len);
    p->at[len + 1] = '"';
    p->at += len + 2;
    return true;
}

/* ---- The request -----------------------------------------------------------
 */

/* Words of 16 to 32 bytes. */
#define HALF 16

typedef struct piece {
    char bytes[2 * HALF];
    size_t len;
} piece;

#define PIECE(literal) {literal, sizeof(literal) - 1}

INLINE bool put_piece(pen *p, const piece *words)
{
    if (!has_room(p, words->len)) {
        return false;
    }
    char *last = p->at + words->len - HALF;
    memcpy(p->at, words->bytes, HALF);
    memcpy(last, words->bytes + words->len - HALF, HALF);
    p->at = last + HALF;
    return true;
}

#define COMMAND(name) PIECE("{\"command_name\":\"" name "\"")

static const piece commands[] = {
    [UCR_COMMAND_START] = COMMAND("START"),
    [UCR_COMMAND_STOP] = COMMAND("STOP"),
    [UCR_COMMAND_DELETE] = COMMAND("DELETE"),
    [UCR_COMMAND_SYNC] = COMMAND("SYNC"),
    [UCR_COMMAND_UPLOAD_LOG] = COMMAND("UPLOAD_LOG"),
    [UCR_COMMAND_RSET_LOG_ACL] = COMMAND("RSET_LOG_ACL"),
};

static const piece results[] = {
    [UCR_RESULT_SUCCESS] = PIECE(",\"result\":\"success\""),
    [UCR_RESULT_FAIL] = PIECE(",\"result\":\"fail\""),
};

/* A detail given as JSON, freed of the white space around it. */
INLINE bool put_json(pen *p, const ucr_json *detail)
{
    ucr_json value;
    ucr_text text;
    if (detail->raw.len > p->options->max_body) {
        return false;
    }
    reader r = start_reading(detail->raw, p->options);
    return take_value(&r, &value, &text) && is_at_end(&r) &&
           value.kind == detail->kind && PUT(p, ",\"result_detail\":") &&
           put(p, value.raw.ptr, value.raw.len);
}

INLINE bool put_detail(pen *p, const ucr_request *in)
{
    const bool strict = p->options->profile == UCR_STRICT;
    const ucr_json_kind kind = in->result_detail.kind;
    if (kind != UCR_JSON_ABSENT) {
        return (!strict || kind == UCR_JSON_OBJECT ||
                kind == UCR_JSON_STRING) &&
               put_json(p, &in->result_detail);
    }
    if (in->result_detail_text.raw.ptr == NULL) {
        return !strict;
    }
    return PUT(p, ",\"result_detail\":") &&
           put_text(p, &in->result_detail_text, SIZE_MAX);
}

INLINE size_t write_request(char *buf, size_t cap, const ucr_request *in,
                            const ucr_options *options)
{
    pen p = start_writing(buf, cap, options);
    return options->max_depth >= LEVELS && in->command != UCR_COMMAND_OTHER &&
                   put_piece(&p, &commands[in->command]) &&
                   put_piece(&p, &results[in->result]) && put_detail(&p, in) &&
                   PUT(&p, "}")
               ? (size_t)(p.at - buf)
               : 0;
}

/* ---- Errors ----------------------------------------------------------------
 */

/* Decode gives a list with nothing around it. */
INLINE reader start_list(ucr_str raw, const ucr_options *options)
{
    return reader_of(raw.ptr, raw.ptr + raw.len, options);
}

/* A list as decode gave it. */
INLINE bool put_raw_texts(pen *p, const ucr_texts *list)
{
    ucr_text text;
    size_t count = 0;
    reader r = start_list(list->raw, p->options);
    if (!take(&r, '[') || !PUT(p, "[")) {
        return false;
    }
    if (has_element(&r, '"')) {
        do {
            if (!take_text(&r, &text) || (count > 0 && !PUT(p, ",")) ||
                !put_again(p, &text, SIZE_MAX)) {
                return false;
            }
            count++;
        } while (take_comma(&r));
    }
    return take(&r, ']') && r.at == r.end && count == list->count &&
           PUT(p, "]");
}

/* A list of a caller's own. */
INLINE bool put_items(pen *p, const ucr_texts *list)
{
    if (!PUT(p, "[")) {
        return false;
    }
    for (size_t i = 0; i < list->count; i++) {
        if ((i > 0 && !PUT(p, ",")) ||
            !put_text(p, &list->items[i], SIZE_MAX)) {
            return false;
        }
    }
    return PUT(p, "]");
}

INLINE bool put_texts(pen *p, const ucr_texts *list)
{
    if (list->count > p->options->max_items) {
        return false;
    }
    if (list->items != NULL) {
        return PUT(p, ",\"error_param\":") && put_items(p, list);
    }
    return list->raw.ptr == NULL ||
           (list->raw.len <= p->options->max_body &&
            PUT(p, ",\"error_param\":") && put_raw_texts(p, list));
}

INLINE bool put_raw_detail(pen *p, reader *r)
{
    ucr_detail detail;
    return take_element(r, &detail) && PUT(p, "{\"error_code\":") &&
           put_again(p, &detail.error_code, UCR_MAX_ERROR_CODE) &&
           PUT(p, ",\"error_msg\":") &&
           put_again(p, &detail.error_msg, UCR_MAX_ERROR_MSG) && PUT(p, "}");
}

INLINE bool put_raw_details(pen *p, const ucr_details *list)
{
    size_t count = 0;
    reader r = start_list(list->raw, p->options);
    if (!take(&r, '[') || !PUT(p, "[")) {
        return false;
    }
    if (has_element(&r, '{')) {
        do {
            if ((count > 0 && !PUT(p, ",")) || !put_raw_detail(p, &r)) {
                return false;
            }
            count++;
        } while (take_comma(&r));
    }
    return take(&r, ']') && r.at == r.end && count == list->count &&
           PUT(p, "]");
}

INLINE bool put_detail_items(pen *p, const ucr_details *list)
{
    if (!PUT(p, "[")) {
        return false;
    }
    for (size_t i = 0; i < list->count; i++) {
        const ucr_detail *item = &list->items[i];
        if ((i > 0 && !PUT(p, ",")) || !PUT(p, "{\"error_code\":") ||
            !put_text(p, &item->error_code, UCR_MAX_ERROR_CODE) ||
            !PUT(p, ",\"error_msg\":") ||
            !put_text(p, &item->error_msg, UCR_MAX_ERROR_MSG) || !PUT(p, "}")) {
            return false;
        }
    }
    return PUT(p, "]");
}

INLINE bool put_details(pen *p, const ucr_details *list)
{
    if (list->count > p->options->max_items) {
        return false;
    }
    if (list->items != NULL) {
        return PUT(p, ",\"details\":") && put_detail_items(p, list);
    }
    return list->raw.ptr == NULL ||
           (list->raw.len <= p->options->max_body && PUT(p, ",\"details\":") &&
            put_raw_details(p, list));
}

INLINE size_t write_error(char *buf, size_t cap, const ucr_response *in,
                          const ucr_options *options)
{
    const ucr_text *authorization = &in->encoded_authorization_message;
    pen p = start_writing(buf, cap, options);
    return options->max_depth >= LEVELS && PUT(&p, "{\"error_code\":") &&
                   put_text(&p, &in->error_code, UCR_MAX_ERROR_CODE) &&
                   PUT(&p, ",\"error_msg\":") &&
                   put_text(&p, &in->error_msg, UCR_MAX_ERROR_MSG) &&
                   (authorization->raw.ptr == NULL ||
                    (PUT(&p, ",\"encoded_authorization_message\":") &&
                     put_text(&p, authorization,
                              UCR_MAX_ENCODED_AUTHORIZATION_MESSAGE))) &&
                   put_texts(&p, &in->error_param) &&
                   put_details(&p, &in->details) &&
                   (in->request_id.raw.ptr == NULL ||
                    (PUT(&p, ",\"request_id\":") &&
                     put_text(&p, &in->request_id, SIZE_MAX))) &&
                   PUT(&p, "}")
               ? (size_t)(p.at - buf)
               : 0;
}

#endif
