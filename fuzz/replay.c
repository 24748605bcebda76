/* SPDX-License-Identifier: MIT */
/*
 * Files and folders into inputs of the target that this is linked with, with
 * any compiler and no engine.
 *
 *     replay_<target> FILE|FOLDER...           as they are, every check
 *     replay_<target> --edits FILE|FOLDER...   with one byte changed, inserted
 *                                              or left out, in every way
 *
 * Knows no target. Invariant: an input sees the checks that an engine draws
 * for it, as the engine draws them, and then every check, but where it is so
 * long, or one of so many, that an engine would not make them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "files.h"
#include "inputs.h"

/* Of longer ones only the checks that an engine would make. */
#define MOST_FOR_ALL ((size_t)262144)
#define MOST_FOR_EDITS ((size_t)64)

static unsigned long replayed;
static const char *replaying = "";
static ucr_str edited;

static void replay(const char *path, const uint8_t *data, size_t size)
{
    replaying = path;
    ucr_inputs_all = false;
    LLVMFuzzerTestOneInput(data, size);
    if (size <= MOST_FOR_ALL) {
        ucr_inputs_all = true;
        LLVMFuzzerTestOneInput(data, size);
    }
    replayed++;
}

static void say_last(void)
{
    (void)fprintf(stderr, "%s", replaying);
    for (size_t i = 0; i < edited.len; i++) {
        (void)fprintf(stderr, "%s%02x", i == 0 ? " as " : "",
                      (unsigned char)edited.ptr[i]);
    }
    (void)fprintf(stderr, " was replayed last\n");
}

static void replay_edited(const uint8_t *data, size_t size)
{
    edited = (ucr_str){(const char *)data, size};
    LLVMFuzzerTestOneInput(data, size);
    replayed++;
}

static void copy(uint8_t *to, const uint8_t *from, size_t size)
{
    if (size > 0) {
        memcpy(to, from, size);
    }
}

/* Whatever byte at one place: in place of what is there, or before it. */
static void edit_at(uint8_t *bytes, const uint8_t *data, size_t size, size_t at)
{
    copy(bytes, data, size);
    for (unsigned byte = 0; at < size && byte <= 0xFF; byte++) {
        bytes[at] = (uint8_t)byte;
        replay_edited(bytes, size);
    }
    copy(bytes, data, at);
    copy(bytes + at + 1, data + at, size - at);
    for (unsigned byte = 0; byte <= 0xFF; byte++) {
        bytes[at] = (uint8_t)byte;
        replay_edited(bytes, size + 1);
    }
    if (at < size) {
        copy(bytes + at, data + at + 1, size - at - 1);
        replay_edited(bytes, size - 1);
    }
}

static void replay_edits(const char *path, const uint8_t *data, size_t size)
{
    uint8_t bytes[MOST_FOR_EDITS + 1];
    replaying = path;
    for (size_t at = 0; size <= MOST_FOR_EDITS && at <= size; at++) {
        edit_at(bytes, data, size, at);
    }
}

int main(int argc, char **argv)
{
    const bool edits = argc > 1 && strcmp(argv[1], "--edits") == 0;
    bool done = true;
    ucr_claim_last(say_last);
    for (int i = 1 + edits; i < argc; i++) {
        done = ucr_files_each(argv[i], edits ? replay_edits : replay) && done;
    }
    (void)printf("%lu inputs\n", replayed);
    return done && replayed > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
