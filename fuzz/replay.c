/* SPDX-License-Identifier: MIT */
/*
 * Files and folders into inputs of the target that this is linked with, with
 * any compiler and no engine.
 *
 * Knows no target. Invariant: every check is made on every input.
 */
#include <stdio.h>
#include <stdlib.h>

#include "files.h"
#include "inputs.h"

static unsigned long replayed;

static void replay(const char *path, const uint8_t *data, size_t size)
{
    /* The last name that is printed is the guilty input's. */
    (void)puts(path);
    LLVMFuzzerTestOneInput(data, size);
    replayed++;
}

int main(int argc, char **argv)
{
    bool done = true;
    ucr_inputs_all = true;
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    for (int i = 1; i < argc; i++) {
        done = ucr_files_each(argv[i], replay) && done;
    }
    (void)printf("%lu inputs\n", replayed);
    return done && replayed > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
