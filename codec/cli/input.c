/* SPDX-License-Identifier: MIT */
/*
 * Files into bytes in memory.
 *
 * Knows nothing of JSON. Invariant: never more is kept than was asked for,
 * which is one byte over the limit of a body: a file of any size, or one
 * without an end, costs no more memory than the longest body allowed.
 */
#define _POSIX_C_SOURCE 200809L

#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define FIRST_ROOM ((size_t)16384)

static bool is_stdin(const char *file)
{
    return file == NULL || strcmp(file, "-") == 0;
}

int ucr_input_open(const char *file)
{
    if (is_stdin(file)) {
        return STDIN_FILENO;
    }
    int fd;
    do {
        fd = open(file, O_RDONLY | O_CLOEXEC);
    } while (fd < 0 && errno == EINTR);
    return fd < 0 ? -errno : fd;
}

void ucr_input_close(int fd)
{
    if (fd > STDIN_FILENO) {
        close(fd);
    }
}

const char *ucr_input_name(const char *file)
{
    return is_stdin(file) ? UCR_INPUT_STDIN : file;
}

size_t ucr_input_keep(const ucr_options *options)
{
    size_t limit =
        options->max_body != 0 ? options->max_body : UCR_DEFAULT_MAX_BODY;
    return limit < SIZE_MAX ? limit + 1 : limit;
}

long ucr_input_some(int fd, char *buf, size_t cap)
{
    size_t most = cap < INT_MAX ? cap : INT_MAX;
    ssize_t some;
    do {
        some = read(fd, buf, most);
    } while (some < 0 && errno == EINTR);
    return some < 0 ? -(long)errno : (long)some;
}

bool ucr_input_reserve(ucr_input *in, size_t more)
{
    if (more <= in->cap - in->len) {
        return true;
    }
    if (more > SIZE_MAX / 2 - in->len) {
        return false;
    }
    size_t cap = in->cap > FIRST_ROOM ? in->cap : FIRST_ROOM;
    while (cap < in->len + more) {
        cap = cap <= SIZE_MAX / 4 ? cap * 2 : SIZE_MAX / 2;
    }
    char *bytes = realloc(in->bytes, cap);
    if (bytes == NULL) {
        return false;
    }
    in->bytes = bytes;
    in->cap = cap;
    return true;
}

static int read_until(ucr_input *in, int fd, size_t keep)
{
    while (in->len < keep) {
        if (!ucr_input_reserve(in, 1)) {
            return ENOMEM;
        }
        size_t room = in->cap - in->len;
        size_t want = room < keep - in->len ? room : keep - in->len;
        long some = ucr_input_some(fd, in->bytes + in->len, want);
        if (some <= 0) {
            return (int)-some;
        }
        in->len += (size_t)some;
    }
    return 0;
}

int ucr_input_read(ucr_input *in, const char *file, size_t keep)
{
    in->len = 0;
    int fd = ucr_input_open(file);
    if (fd < 0) {
        return -fd;
    }
    int failed = read_until(in, fd, keep);
    ucr_input_close(fd);
    return failed;
}

ucr_str ucr_input_body(const ucr_input *in)
{
    ucr_str body = {in->bytes, in->len};
    return body;
}

void ucr_input_free(ucr_input *in)
{
    free(in->bytes);
    in->bytes = NULL;
    in->len = 0;
    in->cap = 0;
}
