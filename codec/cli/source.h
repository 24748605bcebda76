/* SPDX-License-Identifier: MIT */
/* Which argument of `ucr encode` gave the value that an error is in. */
#ifndef UCR_CLI_SOURCE_H
#define UCR_CLI_SOURCE_H

#include "args.h"

typedef struct ucr_source {
    const char *name; /**< an option's name, or a file's */
    ucr_str bytes;    /**< the whole argument; absent: none was given */
    size_t skipped;   /**< how much of it stands before the value */
} ucr_source;

/** `file` is what --result-detail-file gave. */
ucr_source ucr_source_of(const ucr_args *args, ucr_str file,
                         const ucr_error *err);

#endif
