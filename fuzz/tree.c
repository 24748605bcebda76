/* SPDX-License-Identifier: MIT */
/*
 * JSON text (RFC 8259) into a flat list of values, one byte after the other.
 *
 * Knows no message and nothing of the codec: what it says of offsets is taken
 * from the wire format alone. Invariant: `at` never passes the body's length,
 * and every open bracket is the parent chain of the value being read, so there
 * is no recursion and no stack.
 */
#include "tree.h"

#include <string.h>

#include "claim.h"
#include "plain.h"

typedef struct reader {
    ucr_tree *tree;
    const char *body;
    size_t at, len;
    size_t max_depth;
    size_t parent; /* the innermost open bracket */
    size_t value;  /* what is being read: a node, or 0 between values */
    bool strict;
} reader;

/* What may come next. */
typedef enum wanted {
    VALUE,
    ELEMENT_OR_END,
    NAME_OR_END,
    NAME,
    COMMA,
    END
} wanted;

static bool fault(reader *in, ucr_code code, size_t offset)
{
    in->tree->code = code;
    in->tree->offset = offset;
    in->tree->guilty = in->value != 0 ? in->value : in->parent;
    return false;
}

static bool at_end(const reader *in)
{
    return in->at == in->len;
}

/* The byte at the cursor, or -1. */
static int peek(const reader *in)
{
    return at_end(in) ? -1 : (unsigned char)in->body[in->at];
}

/* This byte, or the end, where something else is due. */
static bool wrong_here(reader *in, ucr_code code)
{
    return at_end(in) ? fault(in, UCR_E_EOF, in->len) : fault(in, code, in->at);
}

/* ---- Nodes -----------------------------------------------------------------
 */

static size_t add_node(reader *in)
{
    ucr_tree *tree = in->tree;
    if (tree->count == tree->room) {
        tree->room = tree->room * 2 + 256;
        tree->nodes =
            ucr_claim_memory(tree->nodes, tree->room * sizeof(*tree->nodes));
    }
    const size_t added = tree->count;
    ucr_node *node = &tree->nodes[added];
    memset(node, 0, sizeof(*node));
    tree->count++;
    if (added == 0) {
        return 0;
    }
    node->parent = in->parent;
    ucr_node *parent = &tree->nodes[in->parent];
    node->depth = in->parent == 0 ? 0 : parent->depth + 1;
    if (parent->last != 0) {
        node->index = tree->nodes[parent->last].index + 1;
        tree->nodes[parent->last].next = added;
    } else {
        parent->first = added;
    }
    parent->last = added;
    return added;
}

/* ---- Strings ---------------------------------------------------------------
 */

static bool is_hex(int c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
           (c >= 'A' && c <= 'F');
}

/* Strict, after a high surrogate whose backslash is at `high`. */
static bool read_partner(reader *in, size_t high)
{
    static const char *const allowed[] = {"\\", "u", "dD", "cCdDeEfF"};
    for (size_t i = 0; i < 6; i++) {
        int c = peek(in);
        if (c < 0) {
            return fault(in, UCR_E_EOF, in->len);
        }
        if (i < 4 ? c == 0 || strchr(allowed[i], c) == NULL : !is_hex(c)) {
            return fault(in, UCR_E_SURROGATE, high);
        }
        in->at++;
    }
    return true;
}

static bool read_unit(reader *in, size_t escape)
{
    char digits[5] = "";
    for (int i = 0; i < 4; i++) {
        int c = peek(in);
        if (c < 0) {
            return fault(in, UCR_E_EOF, in->len);
        }
        if (!is_hex(c)) {
            return fault(in, UCR_E_ESCAPE, escape);
        }
        digits[i] = (char)c;
        in->at++;
    }
    if ((digits[0] != 'd' && digits[0] != 'D') || digits[1] <= '7') {
        return true;
    }
    in->tree->surrogate = true;
    if (!in->strict) {
        return true;
    }
    if (strchr("89aAbB", digits[1]) == NULL) {
        return fault(in, UCR_E_SURROGATE, escape);
    }
    return read_partner(in, escape);
}

static bool read_escape(reader *in)
{
    const size_t escape = in->at;
    in->at++;
    int c = peek(in);
    if (c < 0) {
        return fault(in, UCR_E_EOF, in->len);
    }
    if (c == 0 || strchr("\"\\/bfnrtu", c) == NULL) {
        return fault(in, UCR_E_ESCAPE, escape);
    }
    in->at++;
    return c != 'u' || read_unit(in, escape);
}

static bool read_high_byte(reader *in)
{
    int length = ucr_plain_utf8(in->body + in->at, in->body + in->len);
    if (length < 0) {
        return fault(in, UCR_E_EOF, in->len);
    }
    if (length == 0) {
        return fault(in, UCR_E_UTF8, in->at);
    }
    in->at += (size_t)length;
    return true;
}

/* From after the opening quote to after the closing one. */
static bool read_contents(reader *in, bool *escaped)
{
    for (;;) {
        int c = peek(in);
        if (c < 0) {
            return fault(in, UCR_E_EOF, in->len);
        }
        if (c == '"') {
            in->at++;
            return true;
        }
        if (c < 0x20) {
            return fault(in, UCR_E_CONTROL, in->at);
        }
        if (c == '\\') {
            *escaped = true;
            if (!read_escape(in)) {
                return false;
            }
        } else if (c < 0x80) {
            in->at++;
        } else if (!read_high_byte(in)) {
            return false;
        }
    }
}

/* ---- Numbers and words -----------------------------------------------------
 */

static bool is_digit(int c)
{
    return c >= '0' && c <= '9';
}

static bool read_digits(reader *in)
{
    if (!is_digit(peek(in))) {
        return wrong_here(in, UCR_E_NUMBER);
    }
    while (is_digit(peek(in))) {
        in->at++;
    }
    return true;
}

static bool read_number(reader *in)
{
    in->at += peek(in) == '-';
    const bool zero = peek(in) == '0';
    if (zero) {
        in->at++;
        if (is_digit(peek(in))) {
            return fault(in, UCR_E_NUMBER, in->at);
        }
    } else if (!read_digits(in)) {
        return false;
    }
    if (peek(in) == '.') {
        in->at++;
        if (!read_digits(in)) {
            return false;
        }
    }
    if (peek(in) == 'e' || peek(in) == 'E') {
        in->at++;
        in->at += peek(in) == '+' || peek(in) == '-';
        return read_digits(in);
    }
    return true;
}

static bool read_word(reader *in, const char *word)
{
    for (; *word != '\0'; word++) {
        if (peek(in) != *word) {
            return wrong_here(in, UCR_E_SYNTAX);
        }
        in->at++;
    }
    return true;
}

static ucr_json_kind kind_of(int c)
{
    switch (c) {
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
    default:
        return c == '-' || is_digit(c) ? UCR_JSON_NUMBER : UCR_JSON_ABSENT;
    }
}

/* ---- Values ----------------------------------------------------------------
 */

static bool read_scalar(reader *in, ucr_node *node)
{
    switch (peek(in)) {
    case '"':
        in->at++;
        return read_contents(in, &node->escaped);
    case 't':
        return read_word(in, "true");
    case 'f':
        return read_word(in, "false");
    case 'n':
        return read_word(in, "null");
    default:
        return kind_of(peek(in)) == UCR_JSON_NUMBER
                   ? read_number(in)
                   : wrong_here(in, UCR_E_SYNTAX);
    }
}

static wanted after_value(const reader *in)
{
    return in->parent == 0 ? END : COMMA;
}

/* A value whose node is `in->value`. */
static bool read_value(reader *in, wanted *next)
{
    ucr_node *node = &in->tree->nodes[in->value];
    node->from = in->at;
    node->kind = kind_of(peek(in));
    if (node->kind != UCR_JSON_OBJECT && node->kind != UCR_JSON_ARRAY) {
        if (!read_scalar(in, node)) {
            return false;
        }
        node->to = in->at;
        in->value = 0;
        *next = after_value(in);
        return true;
    }
    if (node->depth == in->max_depth) {
        return fault(in, UCR_E_DEPTH, in->at);
    }
    in->at++;
    in->parent = in->value;
    in->value = 0;
    *next = node->kind == UCR_JSON_OBJECT ? NAME_OR_END : ELEMENT_OR_END;
    return true;
}

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static void skip_white(reader *in)
{
    while (!at_end(in) && is_white(in->body[in->at])) {
        in->at++;
    }
}

/* A name and its colon: what follows is the value of a new node. */
static bool read_name(reader *in, wanted *next)
{
    bool escaped = false;
    if (peek(in) != '"') {
        return wrong_here(in, UCR_E_SYNTAX);
    }
    in->at++;
    const size_t from = in->at;
    if (!read_contents(in, &escaped)) {
        return false;
    }
    const size_t to = in->at - 1;
    skip_white(in);
    if (peek(in) != ':') {
        return wrong_here(in, UCR_E_SYNTAX);
    }
    in->at++;
    in->value = add_node(in);
    ucr_node *node = &in->tree->nodes[in->value];
    node->name_from = from;
    node->name_to = to;
    node->name_escaped = escaped;
    *next = VALUE;
    return true;
}

static void close_bracket(reader *in, wanted *next)
{
    ucr_node *node = &in->tree->nodes[in->parent];
    in->at++;
    node->to = in->at;
    in->parent = node->parent;
    *next = after_value(in);
}

static bool read_comma(reader *in, wanted *next)
{
    const bool object = in->tree->nodes[in->parent].kind == UCR_JSON_OBJECT;
    if (peek(in) == (object ? '}' : ']')) {
        close_bracket(in, next);
        return true;
    }
    if (peek(in) != ',') {
        return wrong_here(in, UCR_E_SYNTAX);
    }
    in->at++;
    *next = object ? NAME : VALUE;
    return true;
}

/* One step of the grammar, at a byte that is not white, or at the end. */
static bool step(reader *in, wanted *next)
{
    switch (*next) {
    case ELEMENT_OR_END:
        if (peek(in) == ']') {
            close_bracket(in, next);
            return true;
        }
        *next = VALUE;
        return true;
    case NAME_OR_END:
        if (peek(in) == '}') {
            close_bracket(in, next);
            return true;
        }
        return read_name(in, next);
    case NAME:
        return read_name(in, next);
    case COMMA:
        return read_comma(in, next);
    case VALUE:
    case END:
        break;
    }
    if (at_end(in)) {
        return fault(in, UCR_E_EOF, in->len);
    }
    if (in->value == 0) {
        in->value = add_node(in);
    }
    return read_value(in, next);
}

/* The mark, and white space. */
static bool read_start(reader *in)
{
    const char *body = in->body;
    if (in->len >= 2 && (memcmp(body, "\xFE\xFF", 2) == 0 ||
                         memcmp(body, "\xFF\xFE", 2) == 0)) {
        in->tree->marked = true;
        return fault(in, UCR_E_BOM, 0);
    }
    if (in->len >= 3 && memcmp(body, "\xEF\xBB\xBF", 3) == 0) {
        in->tree->marked = true;
        if (in->strict) {
            return fault(in, UCR_E_BOM, 0);
        }
        in->at = 3;
    }
    skip_white(in);
    return !at_end(in) || fault(in, UCR_E_EMPTY, in->len);
}

void ucr_tree_read(ucr_tree *tree, ucr_str body, bool strict, size_t max_depth)
{
    reader in = {.tree = tree,
                 .body = body.ptr,
                 .len = body.len,
                 .max_depth = max_depth,
                 .strict = strict};
    wanted next = VALUE;
    tree->body = body;
    tree->count = 0;
    tree->code = UCR_OK;
    tree->offset = 0;
    tree->guilty = 0;
    tree->surrogate = false;
    tree->marked = false;
    add_node(&in);
    if (!read_start(&in)) {
        return;
    }
    while (next != END) {
        skip_white(&in);
        if (!step(&in, &next)) {
            return;
        }
    }
    skip_white(&in);
    if (!at_end(&in)) {
        fault(&in, UCR_E_TRAILING, in.at);
    }
}

/* ---- Looking ---------------------------------------------------------------
 */

ucr_str ucr_tree_raw(const ucr_tree *tree, size_t node)
{
    const ucr_node *at = &tree->nodes[node];
    return (ucr_str){tree->body.ptr + at->from, at->to - at->from};
}

ucr_text ucr_tree_text(const ucr_tree *tree, size_t node)
{
    ucr_str raw = ucr_tree_raw(tree, node);
    return (ucr_text){{raw.ptr + 1, raw.len - 2}, tree->nodes[node].escaped};
}

ucr_text ucr_tree_name(const ucr_tree *tree, size_t node)
{
    const ucr_node *at = &tree->nodes[node];
    return (ucr_text){
        {tree->body.ptr + at->name_from, at->name_to - at->name_from},
        at->name_escaped};
}

size_t ucr_tree_field(const ucr_tree *tree, size_t node,
                      const char *const *names, size_t count)
{
    ucr_text name = ucr_tree_name(tree, node);
    size_t i = 0;
    while (i < count && !ucr_plain_is(name, names[i])) {
        i++;
    }
    return i;
}
