/* SPDX-License-Identifier: MIT */
/*
 * yajl's events into yajl's tree.
 *
 * yajl_tree_parse() wants a C string, invents text for broken escapes, cuts
 * names and strings at a NUL and leaks where memory ends; so the tree is built
 * here, of the nodes that yajl_tree_free() takes. Knows nothing of where the
 * value came from. Invariant: every node hangs in the tree, and the one name
 * that waits for its value in `name`, so two calls free all of it.
 */
#include "yajl_bridge.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* ---- Escapes ------------------------------------------------------------- */

#define ESCAPE ((size_t)6) /* bytes of a `\u` escape */

static unsigned hex_value(char digit)
{
    /* The letters' low bits count from 1. */
    return digit <= '9' ? (unsigned)(digit - '0')
                        : ((unsigned)digit & 0x07U) + 9U;
}

/* The unit of a `\u` escape at the very place; UINT_MAX where there is none. */
static unsigned unit_at(const char *at, const char *end)
{
    if ((size_t)(end - at) < ESCAPE || at[0] != '\\' || at[1] != 'u') {
        return UINT_MAX;
    }
    return hex_value(at[2]) << 12 | hex_value(at[3]) << 8 |
           hex_value(at[4]) << 4 | hex_value(at[5]);
}

static bool is_high(unsigned unit)
{
    return unit >= 0xD800 && unit <= 0xDBFF;
}

static bool is_low(unsigned unit)
{
    return unit >= 0xDC00 && unit <= 0xDFFF;
}

/* In a checked value every backslash begins an escape, or is the second half of
 * one and skipped with it; only one that has changed since ends in one. */
static ucr_code check_escapes(const ucr_yajl_value *in, ucr_error *err)
{
    const char *end = in->raw.ptr + in->raw.len;
    const char *at = memchr(in->raw.ptr, '\\', in->raw.len);
    while (at != NULL && end - at > 1) {
        const unsigned unit = unit_at(at, end);
        const size_t offset = in->offset + (size_t)(at - in->raw.ptr);
        bool paired = is_high(unit) && is_low(unit_at(at + ESCAPE, end));
        if (unit == 0) {
            return ucr_yajl_give(err, UCR_E_ESCAPE, offset);
        }
        if (is_low(unit) || (is_high(unit) && !paired)) {
            return ucr_yajl_give(err, UCR_E_SURROGATE, offset);
        }
        at += paired ? 2 * ESCAPE : 2;
        at = memchr(at, '\\', (size_t)(end - at));
    }
    return UCR_OK;
}

/* ---- Nodes --------------------------------------------------------------- */

/* Nodes are malloc's, because yajl_tree_free() calls free. */
typedef struct builder {
    yajl_val root;
    char *name;                   /* of the member whose value comes next */
    yajl_val open[UCR_MAX_DEPTH]; /* maps and arrays, the innermost last */
    size_t depth;
} builder;

/* Room for one more element. Arrays grow at each power of two, so their length
 * says how much room there is. */
static void *with_room(void *old, size_t len, size_t size)
{
    const size_t room = len > 0 ? 2 * len : 1;
    if ((len & (len - 1)) != 0) {
        return old;
    }
    return room <= SIZE_MAX / size / 2 ? realloc(old, room * size) : NULL;
}

static bool add_element(yajl_val array, yajl_val added)
{
    yajl_val *values =
        with_room(array->u.array.values, array->u.array.len, sizeof(yajl_val));
    if (values == NULL) {
        return false;
    }
    values[array->u.array.len] = added;
    array->u.array.values = values;
    array->u.array.len++;
    return true;
}

static bool add_member(yajl_val object, const char *name, yajl_val added)
{
    const size_t len = object->u.object.len;
    const char **keys =
        with_room((void *)object->u.object.keys, len, sizeof(const char *));
    if (keys == NULL) {
        return false;
    }
    object->u.object.keys = keys;
    yajl_val *values =
        with_room(object->u.object.values, len, sizeof(yajl_val));
    if (values == NULL) {
        return false;
    }
    keys[len] = name;
    values[len] = added;
    object->u.object.values = values;
    object->u.object.len++;
    return true;
}

/* Puts a node where it belongs, or frees it. */
static bool add(builder *to, yajl_val added)
{
    bool fits = true;
    if (added == NULL) {
        return false;
    }
    if (to->depth == 0) {
        to->root = added;
        return true;
    }
    yajl_val around = to->open[to->depth - 1];
    if (YAJL_IS_ARRAY(around)) {
        fits = add_element(around, added);
    } else {
        fits = add_member(around, to->name, added);
        to->name = fits ? NULL : to->name;
    }
    if (!fits) {
        yajl_tree_free(added);
    }
    return fits;
}

static yajl_val new_node(yajl_type type)
{
    yajl_val node = calloc(1, sizeof(*node));
    if (node != NULL) {
        node->type = type;
    }
    return node;
}

static char *copy_of(const void *bytes, size_t len)
{
    char *copy = malloc(len + 1);
    if (copy != NULL) {
        memcpy(copy, bytes, len);
        copy[len] = '\0';
    }
    return copy;
}

/* ---- Callbacks ----------------------------------------------------------- */

/* The analyzer loses sight of a node once the array that holds it has moved.
 * NOLINTBEGIN(clang-analyzer-unix.Malloc) */

static int on_null(void *ctx)
{
    return add(ctx, new_node(yajl_t_null));
}

static int on_bool(void *ctx, int truth)
{
    return add(ctx, new_node(truth != 0 ? yajl_t_true : yajl_t_false));
}

static int on_number(void *ctx, const char *digits, size_t len)
{
    char *end;
    yajl_val node = new_node(yajl_t_number);
    if (node == NULL) {
        return 0;
    }
    node->u.number.r = copy_of(digits, len);
    if (node->u.number.r == NULL) {
        free(node);
        return 0;
    }
    errno = 0;
    node->u.number.i = strtoll(node->u.number.r, &end, 10);
    if (errno == 0 && *end == '\0') {
        node->u.number.flags |= YAJL_NUMBER_INT_VALID;
    }
    errno = 0;
    node->u.number.d = strtod(node->u.number.r, &end);
    if (errno == 0 && *end == '\0') {
        node->u.number.flags |= YAJL_NUMBER_DOUBLE_VALID;
    }
    return add(ctx, node);
}

static int on_string(void *ctx, const unsigned char *bytes, size_t len)
{
    yajl_val node = new_node(yajl_t_string);
    if (node == NULL) {
        return 0;
    }
    node->u.string = copy_of(bytes, len);
    if (node->u.string == NULL) {
        free(node);
        return 0;
    }
    return add(ctx, node);
}

static int on_name(void *ctx, const unsigned char *bytes, size_t len)
{
    builder *to = ctx;
    to->name = copy_of(bytes, len);
    return to->name != NULL;
}

static int open_node(builder *to, yajl_type type)
{
    yajl_val node = new_node(type);
    /* What was checked is no deeper, unless it has changed since. */
    if (!add(to, node) || to->depth == UCR_MAX_DEPTH) {
        return 0;
    }
    to->open[to->depth++] = node;
    return 1;
}

static int on_start_map(void *ctx)
{
    return open_node(ctx, yajl_t_object);
}

static int on_start_array(void *ctx)
{
    return open_node(ctx, yajl_t_array);
}

static int on_end(void *ctx)
{
    builder *to = ctx;
    to->depth--;
    return 1;
}

/* NOLINTEND(clang-analyzer-unix.Malloc) */

static const yajl_callbacks building = {
    .yajl_null = on_null,
    .yajl_boolean = on_bool,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_start_map,
    .yajl_map_key = on_name,
    .yajl_end_map = on_end,
    .yajl_start_array = on_start_array,
    .yajl_end_array = on_end,
};

ucr_code ucr_yajl_tree(yajl_val *out, ucr_json detail,
                       const ucr_options *options, ucr_error *err)
{
    builder to = {0};
    const ucr_yajl_listener listener = {&building, &to, check_escapes};
    if (out == NULL) {
        return ucr_yajl_give(err, UCR_E_ARGUMENT, 0);
    }
    *out = NULL;
    ucr_code code = ucr_yajl_run(detail, &listener, NULL, options, err);
    if (code != UCR_OK) {
        free(to.name);
        yajl_tree_free(to.root);
        /* What stops the building is that there was no memory for a node. */
        return code == UCR_E_CANCELLED ? ucr_yajl_give(err, UCR_E_MEMORY, 0)
                                       : code;
    }
    *out = to.root;
    return UCR_OK;
}
