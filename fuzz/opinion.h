/* SPDX-License-Identifier: MIT */
/* What yajl says of a value, held against the second reading. */
#ifndef UCR_FUZZ_OPINION_H
#define UCR_FUZZ_OPINION_H

#include <yajl/yajl_parse.h>

#include "tree.h"

/** A walk along a tree while yajl's events come in. */
typedef struct ucr_opinion {
    const ucr_tree *tree;
    size_t node;   /**< the last that began */
    size_t open;   /**< the innermost bracket */
    size_t events; /**< how many came */
    size_t stop;   /**< the event to stop at; 0: none */
    bool named;    /**< a name waits for its value */
} ucr_opinion;

/** Claim P4 of each event; the context is an ucr_opinion. */
extern const yajl_callbacks ucr_opinion_callbacks;

ucr_opinion ucr_opinion_of(const ucr_tree *tree);

/** Claims that the whole tree came. */
void ucr_opinion_end(const ucr_opinion *opinion);

/** Whether yajl accepts these bytes; with an opinion, what it read is claimed
 * to be the tree's. */
bool ucr_opinion_accepts(ucr_str bytes, ucr_opinion *opinion);

/** Why yajl accepts what libucr refuses. */
typedef struct ucr_reason {
    const char *name; /**< also that of its seed */
    ucr_str sample;
    ucr_code code;
    bool (*applies)(ucr_str body, size_t offset);
} ucr_reason;

extern const ucr_reason ucr_reasons[];
extern const size_t ucr_reason_count;

/** The reason for a refusal with this code and offset; NULL: there is none. */
const ucr_reason *ucr_reason_for(ucr_str body, ucr_code code, size_t offset);

/** Claims that every reason holds of the yajl that is linked; once. */
void ucr_reasons_check(void);

/** Claims that libucr and yajl judge a value alike, or differ for a reason;
 * gives whether libucr's scanner accepts it. `tree` is read here. */
bool ucr_opinion_value(ucr_tree *tree, ucr_str body);

#endif
