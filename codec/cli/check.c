/* SPDX-License-Identifier: MIT */
/*
 * `ucr check`: many bodies, from files, folders or lines, into a line for each
 * refusal and a count.
 *
 * Batches of file names, or of lines, go through the pool. Knows no JSON.
 * Invariant: what is printed depends on the input alone, not on how many jobs
 * there are, and memory on the longest body allowed, not on how many come.
 */
#define _POSIX_C_SOURCE 200809L

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lines.h"
#include "progress.h"
#include "run.h"
#include "walk.h"

typedef struct check {
    ucr_cli *cli;
    ucr_pool *pool;
    ucr_batch *names; /* the batch that is being filled, or NULL */
    ucr_progress progress;
    size_t checked, refused;
    bool trouble;
    bool live; /* somebody watches the output */
} check;

/* Names to a batch: as with lines, but a file is more work. */
#define BATCH_NAMES ((size_t)64)

/* ---- Judging: in any thread ---------------------------------------------- */

static ucr_code decode(const ucr_args *args, ucr_str body, ucr_error *err)
{
    ucr_request request;
    ucr_response response;
    if (args->use == UCR_USE_CHECK_REQUEST) {
        return ucr_decode_request(&request, body, &args->options, err);
    }
    return ucr_decode_response(&response, args->status, body, &args->options,
                               err);
}

static void judge_lines(const ucr_args *args, ucr_batch *batch)
{
    ucr_error err;
    const char *at = batch->data.bytes;
    for (size_t i = 0; i < batch->count && !batch->no_memory; i++) {
        size_t left = batch->data.len - (size_t)(at - batch->data.bytes);
        const char *lf = memchr(at, '\n', left);
        const ucr_str body = {at, (size_t)(lf - at)};
        if (decode(args, body, &err) != UCR_OK) {
            ucr_finding *found = ucr_batch_add(batch);
            if (found != NULL) {
                *found = (ucr_finding){batch->name, batch->first_line + i,
                                       err.offset + 1, err, 0};
            }
        }
        batch->judged++;
        at = lf + 1;
    }
}

static void judge_file(const ucr_args *args, ucr_batch *batch, const char *file)
{
    ucr_error err = {0};
    ucr_input in = {0};
    size_t line = 1;
    size_t column = 1;
    int failed = ucr_input_read(&in, file, ucr_input_keep(&args->options));
    if (failed == 0) {
        batch->judged++;
        decode(args, ucr_input_body(&in), &err);
        ucr_error_locate(&line, &column, ucr_input_body(&in), err.offset);
    }
    if (failed != 0 || err.code != UCR_OK) {
        ucr_finding *found = ucr_batch_add(batch);
        if (found != NULL) {
            *found =
                (ucr_finding){ucr_input_name(file), line, column, err, failed};
        }
    }
    ucr_input_free(&in);
}

static void judge_files(const ucr_args *args, ucr_batch *batch)
{
    const char *file = batch->data.bytes;
    for (size_t i = 0; i < batch->count && !batch->no_memory; i++) {
        judge_file(args, batch, file);
        file += strlen(file) + 1;
    }
}

static void judge(const void *ctx, ucr_batch *batch)
{
    const check *all = ctx;
    const ucr_args *args = &all->cli->args;
    if (batch->name != NULL) {
        judge_lines(args, batch);
    } else {
        judge_files(args, batch);
    }
}

/* ---- Reporting: in order ------------------------------------------------- */

static void report_failure(check *all, const char *name, int error)
{
    ucr_progress_clear(&all->progress);
    ucr_print_flush(&all->cli->out);
    ucr_report_failure(&all->cli->err, name, error);
    all->trouble = true;
}

static void report_finding(check *all, const ucr_finding *found)
{
    const ucr_spot at = {found->name, found->line, found->column};
    if (found->failed != 0) {
        report_failure(all, found->name, found->failed);
    } else {
        ucr_progress_clear(&all->progress);
        ucr_report_refusal(&all->cli->out, &at, &found->err);
        all->refused++;
    }
}

static void report(void *ctx, const ucr_batch *batch)
{
    check *all = ctx;
    for (size_t i = 0; i < batch->found_count; i++) {
        report_finding(all, &batch->found[i]);
    }
    all->checked += batch->judged;
    if (batch->no_memory) {
        report_failure(all, "memory", ENOMEM);
    }
    if (all->live) {
        ucr_print_flush(&all->cli->out);
    }
    if (ucr_progress_is_due(&all->progress)) {
        ucr_print_flush(&all->cli->out);
        ucr_progress_draw(&all->progress, all->checked, all->refused);
    }
}

/* There is no use in going on when nobody reads. */
static bool is_heard(const check *all)
{
    return all->cli->out.failed == 0;
}

/* ---- Reading ------------------------------------------------------------- */

static void submit_names(check *all)
{
    if (all->names != NULL) {
        all->names = NULL;
        ucr_pool_submit(all->pool);
    }
}

/* What comes now is told after all that came before. */
static bool fail(void *ctx, const char *path, int error)
{
    check *all = ctx;
    submit_names(all);
    ucr_pool_drain(all->pool);
    report_failure(all, ucr_input_name(path), error);
    return is_heard(all);
}

static bool add_file(void *ctx, const char *path)
{
    check *all = ctx;
    size_t size = strlen(path) + 1;
    if (all->names == NULL) {
        all->names = ucr_pool_next(all->pool);
    }
    ucr_input *names = &all->names->data;
    if (!ucr_input_reserve(names, size)) {
        return fail(all, path, ENOMEM);
    }
    memcpy(names->bytes + names->len, path, size);
    names->len += size;
    if (++all->names->count == BATCH_NAMES) {
        submit_names(all);
    }
    return is_heard(all);
}

/* Gives 0 or an errno. */
static int add_batches(check *all, ucr_lines *lines, const char *name)
{
    while (is_heard(all)) {
        ucr_batch *batch = ucr_pool_next(all->pool);
        bool some = ucr_lines_fill(lines, batch);
        if (!some) {
            return lines->failed;
        }
        batch->name = strdup(name);
        if (batch->name == NULL) {
            return ENOMEM;
        }
        ucr_pool_submit(all->pool);
    }
    return 0;
}

static bool add_lines(void *ctx, const char *path)
{
    ucr_lines lines;
    check *all = ctx;
    int failed =
        ucr_lines_open(&lines, path, ucr_input_keep(&all->cli->args.options));
    if (failed == 0) {
        failed = add_batches(all, &lines, ucr_input_name(path));
        ucr_lines_close(&lines);
    }
    return failed == 0 ? is_heard(all) : fail(all, path, failed);
}

/* ---- The command --------------------------------------------------------- */

static void read_all(check *all)
{
    const ucr_args *args = &all->cli->args;
    bool by_line = args->value[UCR_OPTION_NDJSON] != NULL;
    const ucr_visitor visitor = {by_line ? add_lines : add_file, fail, all};
    bool going = true;
    if (args->file_count == 0) {
        visitor.file(all, "-");
    }
    for (size_t i = 0; i < args->file_count && going; i++) {
        bool is_stdin = strcmp(args->files[i], "-") == 0;
        going = is_stdin ? visitor.file(all, "-")
                         : ucr_walk(args->files[i], &visitor);
    }
    submit_names(all);
}

int ucr_run_check(ucr_cli *cli)
{
    check all = {.cli = cli};
    const ucr_work work = {judge, report, &all};
    all.pool = ucr_pool_open(cli->args.jobs, &work);
    if (all.pool == NULL) {
        return ucr_run_no_memory(cli);
    }
    ucr_progress_begin(&all.progress, &cli->err);
    all.live = isatty(STDOUT_FILENO) == 1;
    read_all(&all);
    ucr_pool_close(all.pool);
    ucr_progress_clear(&all.progress);
    ucr_print_decimal(&cli->out, all.checked);
    ucr_print_cstring(&cli->out, " checked, ");
    ucr_print_decimal(&cli->out, all.refused);
    ucr_print_cstring(&cli->out, " refused\n");
    if (all.trouble) {
        return UCR_EXIT_TROUBLE;
    }
    return all.refused > 0 ? UCR_EXIT_REFUSED : UCR_EXIT_ACCEPTED;
}
