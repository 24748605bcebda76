/* SPDX-License-Identifier: MIT */
#define _XOPEN_SOURCE 700

#include "cli.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

#define MAX_ARGS 32

static char folder[] = "/tmp/ucr-cli-XXXXXX";
static char binary[4096];

bytes slurp(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    bytes got = {malloc(1), 0};
    size_t some;
    char chunk[65536];
    while ((some = fread(chunk, 1, sizeof(chunk), file)) > 0) {
        got.ptr = realloc(got.ptr, got.len + some + 1);
        assert_non_null(got.ptr);
        memcpy(got.ptr + got.len, chunk, some);
        got.len += some;
    }
    got.ptr[got.len] = '\0';
    fclose(file);
    return got;
}

void spit(const char *path, const void *content, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(content, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

void spit_text(const char *path, const char *text)
{
    spit(path, text, strlen(text));
}

/* posix_spawn() wants arguments that it could write to; it does not. */
static void fill_argv(char **argv, const char *const *args)
{
    static char zero[] = "ucr";
    size_t count = 0;
    argv[count++] = zero;
    for (; args[count - 1] != NULL; count++) {
        assert_true(count < MAX_ARGS);
        argv[count] = (char *)(uintptr_t)args[count - 1];
    }
    argv[count] = NULL;
}

pid_t start(int in, int out, int err, const char *const *args)
{
    pid_t child;
    char *argv[MAX_ARGS + 1];
    posix_spawn_file_actions_t actions;
    const int fds[] = {in, out, err};
    fill_argv(argv, args);
    posix_spawn_file_actions_init(&actions);
    for (int i = 0; i < 3; i++) {
        if (fds[i] >= 0) {
            posix_spawn_file_actions_adddup2(&actions, fds[i], i);
        } else {
            posix_spawn_file_actions_addclose(&actions, i);
        }
    }
    assert_int_equal(posix_spawn(&child, binary, &actions, NULL, argv, environ),
                     0);
    posix_spawn_file_actions_destroy(&actions);
    return child;
}

int wait_for(pid_t child)
{
    int how;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFEXITED(how));
    return WEXITSTATUS(how);
}

int open_private(const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC, 0600);
    assert_true(fd > STDERR_FILENO);
    return fd;
}

void open_pipe(int fds[2])
{
    assert_int_equal(pipe(fds), 0);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(fcntl(fds[i], F_SETFD, FD_CLOEXEC), 0);
    }
}

void feed(int fd, const char *input, size_t len)
{
    size_t done = 0;
    while (done < len) {
        ssize_t some = write(fd, input + done, len - done);
        if (some < 0) {
            assert_int_equal(errno, EPIPE);
            break;
        }
        done += (size_t)some;
    }
    close(fd);
}

outcome run_with(const char *input, size_t len, const char *const *args)
{
    int in[2];
    outcome got;
    int out = open_private(".out", O_WRONLY | O_CREAT | O_TRUNC);
    int err = open_private(".err", O_WRONLY | O_CREAT | O_TRUNC);
    open_pipe(in);
    pid_t child = start(in[0], out, err, args);
    close(in[0]);
    close(out);
    close(err);
    feed(in[1], input, len);
    got.status = wait_for(child);
    got.out = slurp(".out");
    got.err = slurp(".err");
    return got;
}

outcome run(const char *input, const char *const *args)
{
    return run_with(input, strlen(input), args);
}

void forget(outcome *got)
{
    free(got->out.ptr);
    free(got->err.ptr);
}

void expect(const char *const *args, const char *input, int status,
            const char *out, const char *err)
{
    outcome got = run(input, args);
    if (err != NULL) {
        assert_string_equal(got.err.ptr, err);
    }
    if (out != NULL) {
        assert_string_equal(got.out.ptr, out);
    }
    assert_int_equal(got.status, status);
    forget(&got);
}

void assert_holds(bytes text, const char *part)
{
    if (strstr(text.ptr, part) == NULL) {
        fail_msg("no \"%s\" in \"%s\"", part, text.ptr);
    }
}

void assert_printable(bytes text)
{
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char c = (unsigned char)text.ptr[i];
        if (c == 0xC2 && i + 1 < text.len) {
            assert_true((unsigned char)text.ptr[i + 1] >= 0xA0);
        }
        if (c != '\n' && (c < 0x20 || c == 0x7F)) {
            fail_msg("byte %zu is %02x", i, c);
        }
    }
}

void expect_trouble(const char *const *args, const char *part)
{
    outcome got = run("", args);
    assert_holds(got.err, part);
    assert_string_equal(got.out.ptr, "");
    assert_int_equal(got.status, 2);
    assert_printable(got.err);
    forget(&got);
}

void expect_refused(const char *const *args, const char *input, const char *err)
{
    expect(args, input, 1, "", err);
}

void expect_lost(int out, const char *const *args, const char *input,
                 const char *message)
{
    int in[2];
    int err = open_private(".err", O_WRONLY | O_CREAT | O_TRUNC);
    open_pipe(in);
    pid_t child = start(in[0], out, err, args);
    close(in[0]);
    close(err);
    if (out >= 0) {
        close(out);
    }
    feed(in[1], input, strlen(input));
    assert_int_equal(wait_for(child), 2);
    bytes told = slurp(".err");
    assert_string_equal(told.ptr, message);
    free(told.ptr);
}

int open_terminal(int *master)
{
    *master = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(*master >= 0);
    assert_int_equal(grantpt(*master), 0);
    assert_int_equal(unlockpt(*master), 0);
    assert_int_equal(fcntl(*master, F_SETFD, FD_CLOEXEC), 0);
    int terminal = open(ptsname(*master), O_RDWR | O_NOCTTY | O_CLOEXEC);
    assert_true(terminal >= 0);
    return terminal;
}

bytes read_terminal(int master)
{
    bytes got = {malloc(65536), 0};
    assert_non_null(got.ptr);
    /* When the other side is closed, reading fails. */
    ssize_t some;
    while (got.len < 60000 &&
           (some = read(master, got.ptr + got.len, 1000)) > 0) {
        got.len += (size_t)some;
    }
    got.ptr[got.len] = '\0';
    close(master);
    return got;
}

int enter_folder(void **state)
{
    (void)state;
    const char *path = getenv("UCR_CLI_PATH");
#ifdef UCR_CLI_PATH
    path = path != NULL ? path : UCR_CLI_PATH;
#endif
    if (path == NULL || realpath(path, binary) == NULL) {
        fprintf(stderr, "UCR_CLI_PATH names no command\n");
        return -1;
    }
    signal(SIGPIPE, SIG_IGN);
    return mkdtemp(folder) != NULL && chdir(folder) == 0 ? 0 : -1;
}

int leave_folder(void **state)
{
    (void)state;
    const char *const args[] = {"-rf", folder};
    pid_t child;
    char remover[] = "rm";
    char *argv[] = {remover, (char *)(uintptr_t)args[0],
                    (char *)(uintptr_t)args[1], NULL};
    int how;
    return chdir("/") == 0 &&
                   posix_spawnp(&child, "rm", NULL, NULL, argv, environ) == 0 &&
                   waitpid(child, &how, 0) == child
               ? 0
               : -1;
}
