/* SPDX-License-Identifier: MIT */
/*
 * No input is slow: runs each of a list of hard inputs, at a size.
 *
 *     worst count SIZE LARGE [PART]    one call each, for a counter of
 *                                      instructions
 *     worst time SIZE LARGE [PART]     nanoseconds a byte, and how many times
 *                                      as many as for LARGE, a request's file
 *
 *     worst draw SIZE LARGE COUNT      one call each of COUNT inputs that are
 *                                      put together at random
 *     worst search SIZE LARGE COUNT    those of them that take longest by time
 *
 * With PART only inputs that have it in their names.
 *
 * Knows no codec but its public functions. Invariant: an input whose verdict is
 * not the one that is written down for it ends the program with 1.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "worst.h"

/* ---- Making an input --------------------------------------------------------
 */

static void *room_for(size_t size)
{
    void *room = calloc(1, size);
    if (room == NULL) {
        (void)fputs("worst: no memory\n", stderr);
        exit(2);
    }
    return room;
}

/* As often as the unit is repeated. */
static size_t repeats(const worst_input *input, size_t size)
{
    const size_t fixed = strlen(input->head) + strlen(input->tail);
    const size_t unit = strlen(input->unit);
    /* Items that are empty: as many as there would be of three bytes. */
    size_t times = (size - fixed) / (unit > 0 ? unit : 3);
    return input->most > 0 && times > input->most ? input->most : times;
}

static char *append(char *at, const char *bytes, size_t len)
{
    memcpy(at, bytes, len);
    return at + len;
}

bool worst_make(worst_job *job, const worst_input *input, size_t size)
{
    const size_t unit = strlen(input->unit);
    const size_t times = repeats(input, size);
    *job = (worst_job){.status = input->status,
                       .count = times,
                       .options = {.profile = input->profile}};
    char *body = room_for(size);
    char *at = append(body, input->head, strlen(input->head));
    for (size_t i = 0; i < times; i++) {
        at = append(at, input->unit, unit);
    }
    at = append(at, input->tail, strlen(input->tail));
    job->body = (ucr_str){body, (size_t)(at - body)};
    job->bytes = job->body.len;
    job->plain.len = unit;
    /* A quote in each of two texts is what becomes the most. */
    job->cap = size * 48 + 4096;
    job->buf = room_for(job->cap);
    job->items = room_for((times + 1) * sizeof(ucr_detail));
    return input->action->prepare == NULL || input->action->prepare(job);
}

void worst_unmake(worst_job *job)
{
    free((void *)(uintptr_t)job->body.ptr);
    free(job->buf);
    free(job->items);
}

/* One that must be there. */
static worst_job make(const worst_input *input, size_t size)
{
    worst_job job;
    if (!worst_make(&job, input, size)) {
        (void)fprintf(stderr, "worst: %s cannot be prepared\n", input->name);
        exit(1);
    }
    return job;
}

/* The large request, which all are held against. */
static worst_job load(const char *path)
{
    worst_job job = {.status = 0};
    FILE *file = fopen(path, "rb");
    long size =
        file != NULL && fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    if (size <= 0) {
        (void)fprintf(stderr, "worst: cannot read %s\n", path);
        exit(2);
    }
    char *body = room_for((size_t)size);
    rewind(file);
    job.body = (ucr_str){body, fread(body, 1, (size_t)size, file)};
    job.bytes = job.body.len;
    (void)fclose(file);
    return job;
}

/* ---- Running ----------------------------------------------------------------
 */

/* What a counter of instructions looks for: one call of this is one input.
 * Elsewhere it is reached through a pointer, so that it stays a function. */
ucr_code worst_measured(const worst_action *action, worst_job *job);

ucr_code worst_measured(const worst_action *action, worst_job *job)
{
    return action->run(job);
}

static ucr_code (*volatile measured)(const worst_action *,
                                     worst_job *) = worst_measured;

static bool has_verdict(const char *name, ucr_code is, ucr_code expected)
{
    if (is != expected) {
        (void)fprintf(stderr, "worst: %s gives %s, not %s\n", name,
                      ucr_code_name(is), ucr_code_name(expected));
    }
    return is == expected;
}

/* Part of the names of inputs that are asked for. */
static const char *part = "";

static bool is_asked_for(const worst_input *input)
{
    return strstr(input->name, part) != NULL;
}

static bool count_one(const worst_input *input, size_t size)
{
    worst_job job = make(input, size);
    const ucr_code code = measured(input->action, &job);
    (void)printf("%zu %s\n", job.bytes, input->name);
    worst_unmake(&job);
    return has_verdict(input->name, code, input->code);
}

static bool count_large(worst_job *large)
{
    const ucr_code code = measured(&worst_request, large);
    (void)printf("%zu large\n", large->bytes);
    return has_verdict("the large request", code, UCR_OK);
}

static bool count_all(size_t size, worst_job *large)
{
    bool good = count_large(large);
    for (size_t i = 0; i < worst_count; i++) {
        if (is_asked_for(&worst_inputs[i])) {
            good = count_one(&worst_inputs[i], size) && good;
        }
    }
    return good;
}

/* ---- Clocks -----------------------------------------------------------------
 */

static double now_ns(void)
{
    struct timespec now;
    (void)timespec_get(&now, TIME_UTC);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

static double time_of(const worst_action *action, worst_job *job, size_t calls)
{
    const double from = now_ns();
    for (size_t i = 0; i < calls; i++) {
        (void)measured(action, job);
    }
    return (now_ns() - from) / (double)calls;
}

static int by_value(const void *a, const void *b)
{
    const double x = *(const double *)a;
    const double y = *(const double *)b;
    return (x > y) - (x < y);
}

#define ROUNDS 15

static double median(double *rounds)
{
    qsort(rounds, ROUNDS, sizeof(*rounds), by_value);
    return rounds[ROUNDS / 2];
}

/* The medians of rounds that are long enough for a clock, in turn with the
 * large request: a machine that is busy with something else slows down both. */
static void time_one(const worst_input *input, size_t size, worst_job *large)
{
    double rounds[ROUNDS];
    double times[ROUNDS];
    worst_job job = make(input, size);
    const double once = time_of(input->action, &job, 1) + 1;
    const size_t calls = once < 3e5 ? (size_t)(3e5 / once) + 1 : 1;
    for (size_t i = 0; i < ROUNDS; i++) {
        const double base =
            time_of(&worst_request, large, 1) / (double)large->bytes;
        rounds[i] = time_of(input->action, &job, calls) / (double)job.bytes;
        times[i] = rounds[i] / base;
    }
    (void)printf("%7.3f ns/byte %5.1f %s\n", median(rounds), median(times),
                 input->name);
    worst_unmake(&job);
}

/* The least of a few calls. */
static double ratio_of(const worst_input *input, worst_job *job,
                       worst_job *large)
{
    double least = 0;
    for (int i = 0; i < 5; i++) {
        const double base =
            time_of(&worst_request, large, 1) / (double)large->bytes;
        const double times =
            time_of(input->action, job, 4) / (double)job->bytes / base;
        least = i == 0 || times < least ? times : least;
    }
    return least;
}

static void time_all(size_t size, worst_job *large)
{
    for (size_t i = 0; i < worst_count; i++) {
        if (is_asked_for(&worst_inputs[i])) {
            time_one(&worst_inputs[i], size, large);
        }
    }
}

/* ---- Inputs at random -------------------------------------------------------
 */

/* What takes more than so many times as long as the large request is shown. */
#define LEAST 10

static void print_drawn(const worst_input *input)
{
    (void)printf("%s %d %d: %s ... %s ... %s\n", input->name, input->status,
                 (int)input->profile, input->head, input->unit, input->tail);
}

static void count_drawn(const worst_input *input, worst_job *job)
{
    (void)measured(input->action, job);
    (void)printf("%zu ", job->bytes);
    print_drawn(input);
}

static void time_drawn(const worst_input *input, worst_job *job,
                       worst_job *large)
{
    const double times = ratio_of(input, job, large);
    if (times > LEAST) {
        (void)printf("%5.1f ", times);
        print_drawn(input);
    }
}

/* `large` is NULL where instructions are counted. */
static void draw_all(size_t size, unsigned long count, worst_job *large)
{
    for (unsigned long i = 0; i < count; i++) {
        worst_drawn drawn;
        worst_job job;
        worst_draw(&drawn);
        /* Not all that is drawn can be decoded, which some actions need. */
        const bool made = worst_make(&job, &drawn.input, size);
        if (made && large == NULL) {
            count_drawn(&drawn.input, &job);
        } else if (made) {
            time_drawn(&drawn.input, &job, large);
        }
        worst_unmake(&job);
    }
}

static int usage(void)
{
    (void)fputs("usage: worst count|time SIZE LARGE [PART]\n"
                "       worst draw|search SIZE LARGE COUNT\n",
                stderr);
    return 2;
}

int main(int argc, char **argv)
{
    const size_t size = argc >= 4 ? strtoul(argv[2], NULL, 10) : 0;
    if (size < 4096 || argc > 5) {
        return usage();
    }
    part = argc == 5 ? argv[4] : "";
    const unsigned long count = strtoul(part, NULL, 10);
    worst_job large = load(argv[3]);
    bool good = true;
    if (strcmp(argv[1], "time") == 0) {
        time_all(size, &large);
    } else if (strcmp(argv[1], "count") == 0) {
        good = count_all(size, &large);
    } else if (strcmp(argv[1], "search") == 0 && count > 0) {
        draw_all(size, count, &large);
    } else if (strcmp(argv[1], "draw") == 0 && count > 0) {
        good = count_large(&large);
        draw_all(size, count, NULL);
    } else {
        good = false;
        (void)usage();
    }
    free((void *)(uintptr_t)large.body.ptr);
    return good ? 0 : 1;
}
