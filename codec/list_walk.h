/* SPDX-License-Identifier: MIT */
/* Walking over either list of an answer, whichever form it has. */
#ifndef UCR_LIST_WALK_H
#define UCR_LIST_WALK_H

#include <ucr/ucr.h>

/** What ucr_each_param and ucr_each_detail give for a list of these. */
ucr_iter ucr_list_walk(const ucr_str *raw, const void *items, size_t count);

#endif
