/* SPDX-License-Identifier: MIT */
/* A file of lines, a batch at a time. */
#ifndef UCR_CLI_LINES_H
#define UCR_CLI_LINES_H

#include "pool.h"

typedef struct ucr_lines {
    int fd;
    size_t keep;    /**< the most bytes of one line that are kept */
    size_t held;    /**< how many of the line being read are */
    size_t number;  /**< of the next line, from 1 */
    size_t at, end; /**< what is left of the chunk */
    char *chunk;    /**< what was read last */
    int failed;     /**< errno of reading */
    bool ended;     /**< nothing more will come */
} ucr_lines;

/** Gives 0 or an errno; on 0 ucr_lines_close() is due. */
int ucr_lines_open(ucr_lines *lines, const char *file, size_t keep);
void ucr_lines_close(ucr_lines *lines);

/** Fills an empty batch with whole lines, each ended by an LF (the last one
 * too) and cut after `keep` bytes. False: there is nothing more; then `failed`
 * says whether that is the end. */
bool ucr_lines_fill(ucr_lines *lines, ucr_batch *batch);

#endif
