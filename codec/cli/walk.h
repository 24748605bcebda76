/* SPDX-License-Identifier: MIT */
/* The files below a folder. */
#ifndef UCR_CLI_WALK_H
#define UCR_CLI_WALK_H

#include <stdbool.h>

/** What is done with each file; false ends the walk. */
typedef struct ucr_visitor {
    bool (*file)(void *ctx, const char *path);
    /** A folder that could not be read; `error` is an errno. */
    bool (*failed)(void *ctx, const char *path, int error);
    void *ctx;
} ucr_visitor;

/** Visits the regular files below a folder, links to such files included, in
 * the byte order of their paths. Names that begin with a dot are left out,
 * and links to folders are not followed. Anything but a folder is visited as
 * it is. False: ended by the visitor. */
bool ucr_walk(const char *path, const ucr_visitor *visitor);

#endif
