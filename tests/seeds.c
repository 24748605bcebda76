/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE /* scandir() */

#include "seeds.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "support.h"

static int is_seed(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

void each_seed(const char *folder, use_seed *use, const void *context)
{
    char from[1024];
    char path[2048];
    struct dirent **entries;
    (void)snprintf(from, sizeof(from), "%s/%s", UCR_CORPUS_DIR, folder);
    const int found = scandir(from, &entries, is_seed, alphasort);
    assert_true(found > 0);
    for (int i = 0; i < found; i++) {
        (void)snprintf(path, sizeof(path), "%s/%s", from, entries[i]->d_name);
        const ucr_str seed = block_file(path);
        use(seed, context);
        block_free(seed);
        free(entries[i]);
    }
    free(entries);
}
