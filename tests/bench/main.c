/* SPDX-License-Identifier: MIT */
/*
 * ucr_bench: libucr against other libraries, on the same ten messages, doing
 * the same work. Every run first checks that they do: all find the same, and
 * each refuses what it says it refuses. A failure of this is the exit status.
 */
#include <stdio.h>
#include <stdlib.h>

#include "harness.h"

static const char usage[] =
    "usage: ucr_bench [--check] [--filter PART,..] [--rounds N] [--best]\n"
    "                 [--json FILE] [--plot FILE.svg] [--messages FOLDER]\n"
    "--check    only the self check, without times\n"
    "--filter   only implementations with a PART in their names, and libucr\n"
    "--rounds   how many to take the median over (21)\n"
    "--best     the fastest round instead of the median\n"
    "--json     all figures, as an array; FILE may be -\n"
    "--plot     a picture, by gnuplot\n";

typedef struct arguments {
    const char *json, *plot, *folder;
    bool check;
} arguments;

static bool value_of(bench *all, arguments *in, const char *name,
                     const char *value)
{
    if (strcmp(name, "--filter") == 0) {
        all->only = value;
    } else if (strcmp(name, "--rounds") == 0) {
        all->rounds = strtoul(value, NULL, 10);
    } else if (strcmp(name, "--json") == 0) {
        in->json = value;
    } else if (strcmp(name, "--plot") == 0) {
        in->plot = value;
    } else if (strcmp(name, "--messages") == 0) {
        in->folder = value;
    } else {
        return false;
    }
    return all->rounds > 0;
}

static bool parse(bench *all, arguments *in, int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--check") == 0) {
            in->check = true;
        } else if (strcmp(argv[i], "--best") == 0) {
            all->best = true;
        } else if (i + 1 == argc || !value_of(all, in, argv[i], argv[i + 1])) {
            return false;
        } else {
            i++;
        }
    }
    return true;
}

/* Whether a name holds one of the parts between commas. */
static bool holds_part(const char *name, const char *parts)
{
    char part[64];
    while (*parts != '\0') {
        size_t len = strcspn(parts, ",");
        if (len > 0 && len < sizeof(part)) {
            memcpy(part, parts, len);
            part[len] = '\0';
            if (strstr(name, part) != NULL) {
                return true;
            }
        }
        parts += len + (parts[len] == ',');
    }
    return false;
}

static bool open_impl(bench *all, const bench_impl *impl)
{
    bench_runner *runner = &all->runners[all->count];
    if (all->only != NULL && !impl->ours &&
        !holds_part(impl->name, all->only)) {
        return true;
    }
    runner->impl = impl;
    runner->self = impl->open(all->largest);
    all->count++;
    return runner->self != NULL && all->count < BENCH_MAX_IMPLS;
}

static bool open_all(bench *all)
{
    bool good = true;
    for (size_t i = 0; i < BENCH_MESSAGES; i++) {
        if (all->messages[i].len > all->largest) {
            all->largest = all->messages[i].len;
        }
    }
    all->out.cap = 2 * all->largest;
    all->out.buf = malloc(all->out.cap);
    for (size_t i = 0; bench_adapters[i] != NULL; i++) {
        const bench_impl *impl = bench_adapters[i]();
        for (; good && impl->name != NULL; impl++) {
            good = open_impl(all, impl);
        }
    }
    return good && all->out.buf != NULL;
}

static void close_all(bench *all)
{
    for (size_t i = 0; i < all->count; i++) {
        if (all->runners[i].self != NULL) {
            all->runners[i].impl->close(all->runners[i].self);
        }
    }
    free(all->out.buf);
    bench_messages_free(all->messages);
}

static bool run(bench *all, const arguments *in)
{
    if (!bench_messages_load(all->messages, in->folder) || !open_all(all) ||
        !bench_check(all)) {
        return false;
    }
    if (in->check) {
        return puts("ucr_bench: all find the same") >= 0;
    }
    bench_measure(all);
    if (in->json == NULL || strcmp(in->json, "-") != 0) {
        bench_table(all, stdout);
    }
    return (in->json == NULL || bench_json(all, in->json)) &&
           (in->plot == NULL || bench_plot(all, in->plot));
}

int main(int argc, char **argv)
{
    static bench all = {.rounds = 21};
    arguments in = {.folder = UCR_BENCH_MESSAGES};
    bool good;
    if (!parse(&all, &in, argc, argv)) {
        (void)fputs(usage, stderr);
        return 2;
    }
    good = run(&all, &in);
    close_all(&all);
    return good ? 0 : 1;
}
