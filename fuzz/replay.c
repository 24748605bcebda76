/* SPDX-License-Identifier: MIT */
/*
 * Files and folders into inputs of the target that this is linked with, with
 * any compiler and no engine.
 *
 * Knows no target. Invariant: a folder is walked whole, in the order of its
 * names, so that two runs do the same.
 */
#define _DEFAULT_SOURCE
#define _POSIX_C_SOURCE 200809L

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "claim.h"
#include "inputs.h"

static unsigned long replayed;

static bool replay(const char *path);

static bool replay_file(const char *path)
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
        /* The last name that is printed is the guilty input's. */
        (void)puts(path);
        LLVMFuzzerTestOneInput(data, size);
        replayed++;
    }
    free(data);
    return read;
}

static bool replay_entry(const char *folder, const char *name)
{
    const size_t size = strlen(folder) + strlen(name) + 2;
    char *path = ucr_claim_memory(NULL, size);
    (void)snprintf(path, size, "%s/%s", folder, name);
    bool done = replay(path);
    free(path);
    return done;
}

/* Hidden entries and what is said of the bodies are no inputs. */
static int is_input(const struct dirent *entry)
{
    return entry->d_name[0] != '.' && strcmp(entry->d_name, "EXPECT") != 0;
}

static bool replay_folder(const char *path)
{
    struct dirent **entries;
    bool done = true;
    int count = scandir(path, &entries, is_input, alphasort);
    for (int i = 0; i < count; i++) {
        done = replay_entry(path, entries[i]->d_name) && done;
        free(entries[i]);
    }
    if (count < 0) {
        perror(path);
        return false;
    }
    free(entries);
    return done;
}

static bool replay(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        perror(path);
        return false;
    }
    return S_ISDIR(status.st_mode) ? replay_folder(path) : replay_file(path);
}

int main(int argc, char **argv)
{
    bool done = true;
    ucr_inputs_all = true;
    (void)setvbuf(stdout, NULL, _IOLBF, BUFSIZ);
    for (int i = 1; i < argc; i++) {
        done = replay(argv[i]) && done;
    }
    (void)printf("%lu inputs\n", replayed);
    return done && replayed > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
