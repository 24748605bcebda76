/* SPDX-License-Identifier: MIT */
/*
 * A folder into its files, in the byte order of their paths.
 *
 * A stack of paths that are still to be visited, the next on top; a folder's
 * path ends with a slash and is replaced by what is in it. That slash also
 * makes the order of names in one folder the order of whole paths. Knows
 * nothing of what files are for. Invariant: what is left out is left out by a
 * rule that --help tells; what cannot be read is told to the visitor.
 */
#define _POSIX_C_SOURCE 200809L

#include "walk.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- The stack ----------------------------------------------------------- */

typedef struct stack {
    char **paths;
    size_t count, cap;
} stack;

/* Takes the path over; false: no memory. */
static bool push(stack *to, char *path)
{
    if (path == NULL) {
        return false;
    }
    if (to->count == to->cap) {
        size_t cap = to->cap > 0 ? to->cap * 2 : 64;
        char **paths = realloc(to->paths, cap * sizeof(*paths));
        if (paths == NULL) {
            free(path);
            return false;
        }
        to->paths = paths;
        to->cap = cap;
    }
    to->paths[to->count++] = path;
    return true;
}

static void free_stack(stack *from)
{
    for (size_t i = 0; i < from->count; i++) {
        free(from->paths[i]);
    }
    free(from->paths);
}

/* ---- One folder ---------------------------------------------------------- */

/* `folder`, `name` and, where there is to be one, a slash. */
static char *join(const char *folder, const char *name, bool slash)
{
    size_t size = strlen(folder) + strlen(name) + sizeof("/");
    char *path = malloc(size);
    if (path != NULL) {
        (void)snprintf(path, size, "%s%s%s", folder, name, slash ? "/" : "");
    }
    return path;
}

static bool is_folder_path(const char *path)
{
    size_t len = strlen(path);
    return len > 0 && path[len - 1] == '/';
}

typedef enum sort {
    SORT_NEITHER,
    SORT_FILE,
    SORT_FOLDER
} sort;

static sort sort_of(const char *path)
{
    struct stat about;
    if (lstat(path, &about) != 0) {
        /* Unreadable or gone: opening it will say so. */
        return SORT_FILE;
    }
    if (S_ISDIR(about.st_mode)) {
        return SORT_FOLDER;
    }
    if (S_ISLNK(about.st_mode) && stat(path, &about) != 0) {
        return SORT_FILE;
    }
    return S_ISREG(about.st_mode) ? SORT_FILE : SORT_NEITHER;
}

/* Adds one name's path; 0 or an errno. */
static int add_name(stack *to, const char *folder, const char *name)
{
    char *path = join(folder, name, false);
    if (path == NULL) {
        return ENOMEM;
    }
    const sort found = sort_of(path);
    if (found == SORT_NEITHER) {
        free(path);
        return 0;
    }
    if (found == SORT_FOLDER) {
        free(path);
        path = join(folder, name, true);
    }
    return push(to, path) ? 0 : ENOMEM;
}

/* Descending: the first is to be on top of the stack. */
static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)b, *(char *const *)a);
}

/* Replaces a folder by what is in it; 0 or an errno. */
static int open_folder(stack *to, const char *folder)
{
    int failed = 0;
    const size_t bottom = to->count;
    DIR *dir = opendir(folder);
    if (dir == NULL) {
        return errno;
    }
    while (failed == 0) {
        errno = 0;
        const struct dirent *entry = readdir(dir);
        if (entry == NULL) {
            failed = errno;
            break;
        }
        if (entry->d_name[0] != '.') {
            failed = add_name(to, folder, entry->d_name);
        }
    }
    closedir(dir);
    if (to->count > bottom) {
        qsort(to->paths + bottom, to->count - bottom, sizeof(*to->paths),
              compare);
    }
    return failed;
}

/* ---- The walk ------------------------------------------------------------ */

static bool visit_folder(stack *from, const char *folder,
                         const ucr_visitor *visitor)
{
    int failed = open_folder(from, folder);
    return failed == 0 || visitor->failed(visitor->ctx, folder, failed);
}

static bool walk_folder(const char *path, const ucr_visitor *visitor)
{
    stack left = {0};
    char *top = join(path, "", !is_folder_path(path));
    bool going =
        push(&left, top) || visitor->failed(visitor->ctx, path, ENOMEM);
    while (going && left.count > 0) {
        char *next = left.paths[--left.count];
        going = is_folder_path(next) ? visit_folder(&left, next, visitor)
                                     : visitor->file(visitor->ctx, next);
        free(next);
    }
    free_stack(&left);
    return going;
}

bool ucr_walk(const char *path, const ucr_visitor *visitor)
{
    struct stat about;
    if (stat(path, &about) == 0 && S_ISDIR(about.st_mode)) {
        return walk_folder(path, visitor);
    }
    return visitor->file(visitor->ctx, path);
}
