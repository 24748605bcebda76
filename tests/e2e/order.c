/* SPDX-License-Identifier: MIT */
/*
 * Calls of the C library into a line of letters: what a server does in which
 * order. Loaded before the library, it passes each call on.
 *
 * S: a file was synchronised with the disk. A: an answer of 200 began. Knows
 * nothing of either program. Invariant: a letter is written after a call that
 * synchronises has succeeded, and before one that answers is made.
 */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

static const char accepted[] = "HTTP/1.1 200 ";

/* The one that would have been called without this file. */
static void *next(const char *name)
{
    void *function = dlsym(RTLD_NEXT, name);
    if (function == NULL) {
        abort();
    }
    return function;
}

static void note(char letter)
{
    static int to = -1;
    if (to < 0) {
        to = open(getenv("UCR_ORDER"), O_WRONLY | O_CREAT | O_APPEND, 0600);
    }
    if (write(to, &letter, 1) != 1) {
        abort();
    }
}

static void note_answer(const void *bytes, size_t len)
{
    if (len >= strlen(accepted) &&
        memcmp(bytes, accepted, strlen(accepted)) == 0) {
        note('A');
    }
}

/* The C library's own declarations name parameters as no one else may.
 * NOLINTBEGIN(readability-inconsistent-declaration-parameter-name) */
int fdatasync(int fd)
{
    int (*real)(int);
    *(void **)&real = next("fdatasync");
    int failed = real(fd);
    if (failed == 0) {
        note('S');
    }
    return failed;
}

int fsync(int fd)
{
    int (*real)(int);
    *(void **)&real = next("fsync");
    int failed = real(fd);
    if (failed == 0) {
        note('S');
    }
    return failed;
}

ssize_t send(int fd, const void *bytes, size_t len, int flags)
{
    ssize_t (*real)(int, const void *, size_t, int);
    *(void **)&real = next("send");
    note_answer(bytes, len);
    return real(fd, bytes, len, flags);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags)
{
    ssize_t (*real)(int, const struct msghdr *, int);
    *(void **)&real = next("sendmsg");
    if (message->msg_iovlen > 0) {
        note_answer(message->msg_iov->iov_base, message->msg_iov->iov_len);
    }
    return real(fd, message, flags);
}

ssize_t writev(int fd, const struct iovec *pieces, int count)
{
    ssize_t (*real)(int, const struct iovec *, int);
    *(void **)&real = next("writev");
    if (count > 0) {
        note_answer(pieces->iov_base, pieces->iov_len);
    }
    return real(fd, pieces, count);
}
/* NOLINTEND(readability-inconsistent-declaration-parameter-name) */
