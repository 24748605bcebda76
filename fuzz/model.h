/* SPDX-License-Identifier: MIT */
/* What decoding should say of a body: the rules of the wire format over a
 * list of values, rule by rule and as plainly as they stand there. Shares
 * nothing with the codec but the public structs. */
#ifndef UCR_FUZZ_MODEL_H
#define UCR_FUZZ_MODEL_H

#include "tree.h"

/** A body, read once for both profiles where they see the same. */
typedef struct ucr_reading {
    ucr_tree trees[2];
    bool differ;
} ucr_reading;

/** Reads a body under the depth of these options. */
void ucr_model_read(ucr_reading *reading, ucr_str body,
                    const ucr_options *options);

/** The same bytes now lie elsewhere. */
void ucr_model_move(ucr_reading *reading, ucr_str body);

const ucr_tree *ucr_model_tree(const ucr_reading *reading, ucr_profile profile);

ucr_code ucr_model_request(ucr_request *out, ucr_error *err,
                           const ucr_reading *reading,
                           const ucr_options *options);
ucr_code ucr_model_response(ucr_response *out, ucr_error *err, int status,
                            const ucr_reading *reading,
                            const ucr_options *options);

/** What the walk over `details` should give for an element. */
ucr_detail ucr_model_element(const ucr_tree *tree, size_t element);

/* ---- For the messages ------------------------------------------------------
 */

/** What is fixed before a byte is read; UCR_OK where there is nothing. */
ucr_code ucr_model_before(ucr_error *err, size_t size,
                          const ucr_options *options);

/** The options' limits, defaults filled in. */
size_t ucr_model_max_body(const ucr_options *options);
size_t ucr_model_max_depth(const ucr_options *options);
size_t ucr_model_max_items(const ucr_options *options);

/** Fills in an error that has no path yet. */
ucr_code ucr_model_fault(ucr_error *err, ucr_code code, size_t offset);
void ucr_model_step(ucr_error *err, const char *name);
void ucr_model_index(ucr_error *err, size_t index);

/** Names that are known somewhere. */
typedef struct ucr_names_known {
    const char *const *names;
    size_t count;
} ucr_names_known;

/** A scanner fault with its path; `inner` are known in elements of `details`,
 * which has to be known at the top. */
ucr_code ucr_model_scanner(ucr_error *err, const ucr_tree *tree,
                           ucr_names_known top, ucr_names_known inner);

/** The part of that path below `details`, which are the value `list`. */
void ucr_model_in_details(ucr_error *err, const ucr_tree *tree, size_t list,
                          ucr_names_known inner);

/** The opening quote of a member's name. */
size_t ucr_model_quote(const ucr_tree *tree, size_t member);

/** The closing brace of an object. */
size_t ucr_model_brace(const ucr_tree *tree, size_t object);

/** Whether the top is of this kind. */
bool ucr_model_top_is(const ucr_tree *tree, ucr_json_kind kind);

#endif
