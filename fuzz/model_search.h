/* SPDX-License-Identifier: MIT */
/* The interop error rule, a second time. */
#ifndef UCR_FUZZ_MODEL_SEARCH_H
#define UCR_FUZZ_MODEL_SEARCH_H

#include "model.h"

/** All the names of the rule. */
extern const ucr_names_known ucr_model_searched;

/** Reads an error body that the scanner accepts. */
ucr_code ucr_model_search(ucr_response *out, ucr_error *err,
                          const ucr_tree *tree, size_t max_items);

#endif
