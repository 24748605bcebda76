/* SPDX-License-Identifier: MIT */
/* A body as a list of values, or its first scanner fault: the second reading
 * that libucr's own is held against. Shares nothing with the codec. */
#ifndef UCR_FUZZ_TREE_H
#define UCR_FUZZ_TREE_H

#include <stdint.h>

#include <ucr/ucr.h>

/** One value. Links are indices into the list; 0 is none. */
typedef struct ucr_node {
    size_t from, to;           /**< the value's bytes */
    size_t name_from, name_to; /**< its name's contents, if it has one */
    size_t next, first, last;  /**< the next sibling, the outermost children */
    size_t parent;
    size_t index; /**< its place among its siblings */
    ucr_json_kind kind;
    unsigned depth; /**< how many brackets are around it */
    bool escaped, name_escaped;
} ucr_node;

typedef struct ucr_tree {
    ucr_str body;
    ucr_node
        *nodes; /**< in document order; nodes[0] is none, nodes[1] the top */
    size_t count, room;
    ucr_code code; /**< the scanner's verdict */
    size_t offset;
    size_t guilty; /**< the innermost value in which the fault lies */
    bool
        surrogate; /**< an escaped one is there: strict may judge differently */
    bool marked;   /**< the same for a byte order mark */
} ucr_tree;

/** Reads a body. The list is kept between calls and grows as needed. */
void ucr_tree_read(ucr_tree *tree, ucr_str body, bool strict, size_t max_depth);

/** The contents of a string, or of a member's name. */
ucr_text ucr_tree_text(const ucr_tree *tree, size_t node);
ucr_text ucr_tree_name(const ucr_tree *tree, size_t node);

/** The bytes of a value. */
ucr_str ucr_tree_raw(const ucr_tree *tree, size_t node);

/** The first of `count` names that a member has; `count` if it has none. */
size_t ucr_tree_field(const ucr_tree *tree, size_t node,
                      const char *const *names, size_t count);

#endif
