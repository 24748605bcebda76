/* SPDX-License-Identifier: MIT */
#include "seeds.h"

#include <stdio.h>

#include "files.h"
#include "support.h"

/* The call that is under way; walks do not nest. */
static use_seed *user;
static const void *given;
static size_t seen;

static void use_block(const char *path, const uint8_t *data, size_t size)
{
    const ucr_str seed = block(data, size);
    (void)path;
    user(seed, given);
    block_free(seed);
    seen++;
}

void each_seed(const char *folder, use_seed *use, const void *context)
{
    char path[1024];
    (void)snprintf(path, sizeof(path), "%s/%s", UCR_CORPUS_DIR, folder);
    user = use;
    given = context;
    seen = 0;
    assert_true(ucr_files_each(path, use_block));
    assert_true(seen > 0);
}
