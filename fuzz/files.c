/* SPDX-License-Identifier: MIT */
/*
 * Files and folders into their bytes, one after the other.
 *
 * Knows no target. Invariant: a folder is walked whole, in the order of its
 * names, so that two runs do the same.
 */
#define _DEFAULT_SOURCE
#define _POSIX_C_SOURCE 200809L

#include "files.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "claim.h"

typedef void user(const char *path, const uint8_t *data, size_t size);

static bool each(const char *path, user *use);

static bool each_in_file(const char *path, user *use)
{
    FILE *file = fopen(path, "rb");
    uint8_t *data = NULL;
    size_t size = 0;
    size_t room = 0;
    if (file == NULL) {
        perror(path);
        return false;
    }
    do {
        room = room * 2 + 4096;
        data = ucr_claim_memory(data, room);
        size += fread(data + size, 1, room - size, file);
    } while (size == room);
    bool read = ferror(file) == 0;
    read = fclose(file) == 0 && read;
    if (read) {
        use(path, data, size);
    }
    free(data);
    return read;
}

static bool each_in_entry(const char *folder, const char *name, user *use)
{
    const size_t size = strlen(folder) + strlen(name) + 2;
    char *path = ucr_claim_memory(NULL, size);
    (void)snprintf(path, size, "%s/%s", folder, name);
    bool done = each(path, use);
    free(path);
    return done;
}

/* Hidden entries and what is said of the bodies are no inputs. */
static int is_input(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strcmp(entry->d_name, "EXPECT") != 0;
}

static bool each_in_folder(const char *path, user *use)
{
    struct dirent **entries;
    bool done = true;
    int count = scandir(path, &entries, is_input, alphasort);
    for (int i = 0; i < count; i++) {
        done = each_in_entry(path, entries[i]->d_name, use) && done;
        free(entries[i]);
    }
    if (count < 0) {
        perror(path);
        return false;
    }
    free(entries);
    return done;
}

static bool each(const char *path, user *use)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        perror(path);
        return false;
    }
    return S_ISDIR(status.st_mode) ? each_in_folder(path, use)
                                   : each_in_file(path, use);
}

bool ucr_files_each(const char *path, user *use)
{
    return each(path, use);
}
