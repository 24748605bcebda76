/* SPDX-License-Identifier: MIT */
/*
 * Files and folders into inputs of the target that this is linked with, with
 * any compiler and no engine.
 *
 * Knows no target. Invariant: every check is made on every input but the few
 * that are so long that an engine would not make them.
 */
#include <stdio.h>
#include <stdlib.h>

#include "files.h"
#include "inputs.h"

/* Of longer ones the checks that an engine would make. */
#define MOST_FOR_ALL ((size_t)4096)

static unsigned long replayed;

static void replay(const char *path, const uint8_t *data, size_t size)
{
    /* The last name that is printed is the guilty input's. */
    (void)puts(path);
    ucr_inputs_all = size <= MOST_FOR_ALL;
    LLVMFuzzerTestOneInput(data, size);
    replayed++;
}

int main(int argc, char **argv)
{
    bool done = true;
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    for (int i = 1; i < argc; i++) {
        done = ucr_files_each(argv[i], replay) && done;
    }
    (void)printf("%lu inputs\n", replayed);
    return done && replayed > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
