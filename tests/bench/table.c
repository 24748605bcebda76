/* SPDX-License-Identifier: MIT */
/*
 * Figures into a table, into JSON, and into a picture. Ratios are against the
 * fastest of those who check everything; the fastest of all stands below.
 */
#define _POSIX_C_SOURCE 200809L

#include <math.h>

#include "harness.h"

static const char *const op_names[BENCH_OPS] = {"decode", "encode"};

static bool has_op(const bench_impl *impl, bench_op op)
{
    return op == BENCH_DECODE ? impl->decode != NULL : impl->encode != NULL;
}

/* The fastest peer; 0: there is none. */
static double best_peer(const bench *all, bench_op op, size_t which,
                        bool checking)
{
    double best = 0;
    for (size_t i = 0; i < all->count; i++) {
        const bench_impl *impl = all->runners[i].impl;
        double ns = all->ns[op][which][i];
        if (ns > 0 && !impl->ours &&
            (!checking || bench_takes(impl, op) == 0) &&
            (best == 0 || ns < best)) {
            best = ns;
        }
    }
    return best;
}

static void cell(FILE *to, const bench_message *message, double ns)
{
    if (ns <= 0) {
        (void)fprintf(to, " %8s", "-");
    } else if (message->len < BENCH_SMALL) {
        (void)fprintf(to, " %8.1f", ns);
    } else {
        (void)fprintf(to, " %8.2f", (double)message->len / ns);
    }
}

/* To one of ours. */
static void ratios(const bench *all, FILE *to, bench_op op, const char *title,
                   size_t one, bool checking)
{
    double logs[2] = {0, 0};
    int counts[2] = {0, 0};
    (void)fprintf(to, "%-26s", title);
    for (size_t i = 0; i < BENCH_MESSAGES; i++) {
        double best = best_peer(all, op, i, checking);
        double ratio = best / all->ns[op][i][one];
        bool large = all->messages[i].len >= BENCH_SMALL;
        if (best <= 0) {
            (void)fprintf(to, " %8s", "-");
            continue;
        }
        (void)fprintf(to, " %8.2f", ratio);
        logs[large] += log(ratio);
        counts[large]++;
    }
    if (counts[0] > 0 && counts[1] > 0) {
        (void)fprintf(to, "   mean: small %.2f, large %.2f",
                      exp(logs[0] / counts[0]), exp(logs[1] / counts[1]));
    }
    (void)fputc('\n', to);
}

static void head(const bench *all, FILE *to, bench_op op)
{
    (void)fprintf(to, "%-26s", op_names[op]);
    for (size_t i = 0; i < BENCH_MESSAGES; i++) {
        (void)fprintf(to, " %8s", all->messages[i].name);
    }
    (void)fprintf(to, "\n%-26s", "  bytes");
    for (size_t i = 0; i < BENCH_MESSAGES; i++) {
        (void)fprintf(to, " %8zu", all->messages[i].len);
    }
    (void)fprintf(to, "\n%-26s", "  unit");
    for (size_t i = 0; i < BENCH_MESSAGES; i++) {
        (void)fprintf(to, " %8s",
                      all->messages[i].len < BENCH_SMALL ? "ns" : "GB/s");
    }
    (void)fputc('\n', to);
}

static void rows(const bench *all, FILE *to, bench_op op)
{
    for (size_t i = 0; i < all->count; i++) {
        const bench_impl *impl = all->runners[i].impl;
        if (op == BENCH_DECODE ? impl->decode == NULL : impl->encode == NULL) {
            continue;
        }
        (void)fprintf(to, "%-24s %c", impl->name,
                      bench_takes(impl, op) == 0 ? ' ' : '*');
        for (size_t k = 0; k < BENCH_MESSAGES; k++) {
            cell(to, &all->messages[k], all->ns[op][k][i]);
        }
        (void)fputc('\n', to);
    }
}

void bench_table(const bench *all, FILE *to)
{
    (void)fprintf(to, "%s of %zu rounds; %s\n\n", all->best ? "best" : "median",
                  all->rounds, UCR_BENCH_BUILD);
    for (bench_op op = BENCH_DECODE; op < BENCH_OPS; op++) {
        head(all, to, op);
        rows(all, to, op);
        ratios(all, to, op, "best that checks / libucr", 0, true);
        if (all->runners[1].impl->ours && has_op(all->runners[1].impl, op)) {
            ratios(all, to, op, "    / libucr, texts copied", 1, true);
        }
        ratios(all, to, op, "best of all / libucr", 0, false);
        (void)fputc('\n', to);
    }
    (void)fputs("* checks less, and is kept out of the first ratio\n", to);
}

/* ---- JSON -------------------------------------------------------------------
 */

static void json_cell(const bench *all, FILE *to, bench_op op, size_t which,
                      size_t i, bool *some)
{
    const bench_impl *impl = all->runners[i].impl;
    if (all->ns[op][which][i] <= 0) {
        return;
    }
    (void)fprintf(to,
                  "%s{\"case\":\"%s\",\"bytes\":%zu,\"op\":\"%s\","
                  "\"impl\":\"%s\",\"checks_all\":%s,\"ns\":%.2f}",
                  *some ? ",\n " : "\n ", all->messages[which].name,
                  all->messages[which].len, op_names[op], impl->name,
                  bench_takes(impl, op) == 0 ? "true" : "false",
                  all->ns[op][which][i]);
    *some = true;
}

bool bench_json(const bench *all, const char *file)
{
    FILE *to = strcmp(file, "-") == 0 ? stdout : fopen(file, "w");
    bool some = false;
    if (to == NULL) {
        perror(file);
        return false;
    }
    (void)fputc('[', to);
    for (bench_op op = BENCH_DECODE; op < BENCH_OPS; op++) {
        for (size_t which = 0; which < BENCH_MESSAGES; which++) {
            for (size_t i = 0; i < all->count; i++) {
                json_cell(all, to, op, which, i, &some);
            }
        }
    }
    (void)fputs("\n]\n", to);
    return (to == stdout ? fflush(to) : fclose(to)) == 0;
}

/* ---- Picture ----------------------------------------------------------------
 */

static void plot_row(const bench *all, FILE *to, bench_op op, size_t which)
{
    const bench_message *message = &all->messages[which];
    (void)fprintf(to, "\"%s\"", message->title);
    for (size_t i = 0; i < all->count; i++) {
        double ns = all->ns[op][which][i];
        if (!has_op(all->runners[i].impl, op)) {
            continue;
        }
        if (ns > 0) {
            (void)fprintf(to, " %.4f", ns / (double)message->len);
        } else {
            (void)fputs(" -", to);
        }
    }
    (void)fputc('\n', to);
}

/* A marked name checks less. */
static void plot_data(const bench *all, FILE *to, bench_op op)
{
    int columns = 1;
    (void)fprintf(to, "$%s << END\n\"\"", op_names[op]);
    for (size_t i = 0; i < all->count; i++) {
        const bench_impl *impl = all->runners[i].impl;
        if (has_op(impl, op)) {
            (void)fprintf(to, " \"%s%s\"", impl->name,
                          bench_takes(impl, op) == 0 ? "" : " *");
            columns++;
        }
    }
    (void)fputc('\n', to);
    for (size_t which = 0; which < BENCH_MESSAGES; which++) {
        plot_row(all, to, op, which);
    }
    (void)fprintf(to, "END\n%s_columns = %d\n", op_names[op], columns);
}

bool bench_plot(const bench *all, const char *file)
{
    /* NOLINTNEXTLINE(cert-env33-c): the command is constant. */
    FILE *to = popen("gnuplot", "w");
    if (to == NULL) {
        perror("gnuplot");
        return false;
    }
    (void)fprintf(to, "file = \"%s\"\n", file);
    for (bench_op op = BENCH_DECODE; op < BENCH_OPS; op++) {
        plot_data(all, to, op);
    }
    (void)fprintf(to, "load \"%s\"\n", UCR_BENCH_PLOT);
    return pclose(to) == 0;
}
