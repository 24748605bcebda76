/* SPDX-License-Identifier: MIT */
/*
 * A stream into batches of whole lines.
 *
 * Knows nothing of JSON. Invariant: a batch holds whole lines only, and of a
 * line no more than `keep` bytes: that is one more than a body may have, so a
 * line that was cut is refused for its length, whatever was in the rest.
 */
#include "lines.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define CHUNK ((size_t)65536)

/* A batch is handed over when it has this much: enough to be worth a switch of
 * threads, and little enough to share out evenly. */
#define BATCH_BYTES ((size_t)262144)
#define BATCH_LINES ((size_t)4096)

int ucr_lines_open(ucr_lines *lines, const char *file, size_t keep)
{
    memset(lines, 0, sizeof(*lines));
    lines->keep = keep;
    lines->number = 1;
    lines->fd = ucr_input_open(file);
    if (lines->fd < 0) {
        return -lines->fd;
    }
    lines->chunk = malloc(CHUNK);
    if (lines->chunk == NULL) {
        ucr_input_close(lines->fd);
        return ENOMEM;
    }
    return 0;
}

void ucr_lines_close(ucr_lines *lines)
{
    free(lines->chunk);
    ucr_input_close(lines->fd);
}

static bool append(ucr_lines *lines, ucr_input *to, const char *bytes,
                   size_t len)
{
    if (!ucr_input_reserve(to, len)) {
        lines->failed = ENOMEM;
        lines->ended = true;
        return false;
    }
    if (len > 0) {
        memcpy(to->bytes + to->len, bytes, len);
        to->len += len;
    }
    return true;
}

static void end_line(ucr_lines *lines, ucr_batch *batch)
{
    if (append(lines, &batch->data, "\n", 1)) {
        batch->count++;
        lines->number++;
        lines->held = 0;
    }
}

/* Moves what the chunk has of one line. */
static void move_line(ucr_lines *lines, ucr_batch *batch)
{
    const char *from = lines->chunk + lines->at;
    size_t left = lines->end - lines->at;
    const char *lf = memchr(from, '\n', left);
    size_t size = lf != NULL ? (size_t)(lf - from) : left;
    size_t room = lines->keep - lines->held;
    size_t kept = size < room ? size : room;
    lines->at += size + (lf != NULL);
    lines->held += kept;
    if (append(lines, &batch->data, from, kept) && lf != NULL) {
        end_line(lines, batch);
    }
}

/* Whether the reader would have to wait for more: then what is there is worth
 * handing over. */
static bool is_waiting(const ucr_lines *lines)
{
    return lines->at == lines->end && lines->end < CHUNK;
}

/* Only a file that ends without an LF has an open line at its end. */
static void read_chunk(ucr_lines *lines, ucr_batch *batch)
{
    long some = ucr_input_some(lines->fd, lines->chunk, CHUNK);
    if (some > 0) {
        lines->at = 0;
        lines->end = (size_t)some;
        return;
    }
    lines->ended = true;
    lines->failed = (int)-some;
    if (lines->failed == 0 && lines->held > 0) {
        end_line(lines, batch);
    }
}

static bool is_full(const ucr_lines *lines, const ucr_batch *batch)
{
    return lines->held == 0 &&
           (batch->data.len >= BATCH_BYTES || batch->count >= BATCH_LINES ||
            (batch->count > 0 && is_waiting(lines)));
}

bool ucr_lines_fill(ucr_lines *lines, ucr_batch *batch)
{
    batch->first_line = lines->number;
    while (!lines->ended && !is_full(lines, batch)) {
        if (lines->at == lines->end) {
            read_chunk(lines, batch);
        } else {
            move_line(lines, batch);
        }
    }
    return batch->count > 0;
}
