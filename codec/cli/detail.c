/* SPDX-License-Identifier: MIT */
/*
 * `ucr decode request --detail`: the detail of a request, indented.
 *
 * yajl's parser reads it and yajl's generator writes it, number by number as
 * they stand. Knows nothing of the envelope. Invariant: nothing is printed
 * that is not printed whole: what is too deep for the generator is told
 * before the first byte, and an escaped surrogate without its partner, for
 * which yajl would invent text, is U+FFFD here as it is in the library.
 */
#include <stdlib.h>
#include <string.h>

#include <ucr/yajl.h>

#include "gen.h"
#include "run.h"

/* ---- yajl's events into yajl's generator --------------------------------- */

static int on_null(void *ctx)
{
    ucr_gen_null(ctx);
    return ucr_gen_is_well(ctx);
}

static int on_bool(void *ctx, int value)
{
    ucr_gen_bool(ctx, value != 0);
    return ucr_gen_is_well(ctx);
}

static int on_number(void *ctx, const char *digits, size_t len)
{
    ucr_gen_number(ctx, digits, len);
    return ucr_gen_is_well(ctx);
}

static int on_string(void *ctx, const unsigned char *bytes, size_t len)
{
    ucr_gen_bytes(ctx, (const char *)bytes, len);
    return ucr_gen_is_well(ctx);
}

static int on_map_open(void *ctx)
{
    ucr_gen_map_open(ctx);
    return ucr_gen_is_well(ctx);
}

static int on_map_close(void *ctx)
{
    ucr_gen_map_close(ctx);
    return ucr_gen_is_well(ctx);
}

static int on_array_open(void *ctx)
{
    ucr_gen_array_open(ctx);
    return ucr_gen_is_well(ctx);
}

static int on_array_close(void *ctx)
{
    ucr_gen_array_close(ctx);
    return ucr_gen_is_well(ctx);
}

static const yajl_callbacks printing = {
    .yajl_null = on_null,
    .yajl_boolean = on_bool,
    .yajl_number = on_number,
    .yajl_string = on_string,
    .yajl_start_map = on_map_open,
    .yajl_map_key = on_string,
    .yajl_end_map = on_map_close,
    .yajl_start_array = on_array_open,
    .yajl_end_array = on_array_close,
};

/* ---- What is in the way -------------------------------------------------- */

/* The bytes between the quotes of a string. */
static ucr_text contents(ucr_json string)
{
    ucr_text text = {{string.raw.ptr + 1, string.raw.len - 2}, true};
    return text;
}

/* How deep a checked value nests. */
static size_t depth_of(ucr_str json)
{
    size_t depth = 0;
    size_t deepest = 0;
    bool quoted = false;
    for (size_t i = 0; i < json.len; i++) {
        const char c = json.ptr[i];
        if (c == '"') {
            quoted = !quoted;
        } else if (c == '\\') {
            i++;
        } else if (!quoted && (c == '{' || c == '[')) {
            depth++;
            deepest = depth > deepest ? depth : deepest;
        } else if (!quoted && (c == '}' || c == ']')) {
            depth--;
        }
    }
    return deepest;
}

/* The value of four hex digits, checked before. */
static unsigned hex4(const char *digits)
{
    unsigned value = 0;
    for (int i = 0; i < 4; i++) {
        const char c = digits[i];
        unsigned digit =
            c <= '9' ? (unsigned)(c - '0') : (unsigned)((c & 0x07) + 9);
        value = value << 4 | digit;
    }
    return value;
}

#define ESCAPE ((size_t)6) /* bytes of a \u escape */

/* The unit that a \u escape at `at` stands for; 0: no escape of this kind. */
static unsigned unit_at(const char *at, size_t left)
{
    bool is_escape = left >= ESCAPE && at[0] == '\\' && at[1] == 'u';
    return is_escape ? hex4(at + 2) : 0;
}

/* Writes U+FFFD over every surrogate without its partner in a checked value,
 * whose backslashes all begin an escape. */
static void mend_surrogates(char *json, size_t len)
{
    static const char replacement[ESCAPE] = {'\\', 'u', 'f', 'f', 'f', 'd'};
    for (size_t i = 0; i + 1 < len; i++) {
        if (json[i] != '\\') {
            continue;
        }
        unsigned unit = unit_at(json + i, len - i);
        bool high = unit >= 0xD800 && unit <= 0xDBFF;
        bool low = unit >= 0xDC00 && unit <= 0xDFFF;
        unsigned next = high ? unit_at(json + i + ESCAPE, len - i - ESCAPE) : 0;
        if (high && next >= 0xDC00 && next <= 0xDFFF) {
            i += 2 * ESCAPE - 1;
        } else if (high || low) {
            memcpy(json + i, replacement, ESCAPE);
            i += ESCAPE - 1;
        } else {
            i++;
        }
    }
}

/* ---- Printing ------------------------------------------------------------ */

static int end_detail(ucr_cli *cli, const char *name, ucr_gen *gen,
                      ucr_code code)
{
    bool written = ucr_gen_is_well(gen) && code == UCR_OK;
    bool no_memory = gen->yajl == NULL || code == UCR_E_MEMORY;
    ucr_gen_close(gen);
    if (written) {
        return UCR_EXIT_ACCEPTED;
    }
    if (no_memory) {
        return ucr_run_no_memory(cli);
    }
    if (cli->out.failed == 0) {
        ucr_report_trouble(&cli->err, name,
                           "yajl cannot print the result detail");
    }
    return UCR_EXIT_TROUBLE;
}

static int print_text(ucr_cli *cli, const char *name, ucr_text text)
{
    ucr_gen gen;
    ucr_gen_open(&gen, &cli->out, true);
    ucr_gen_text(&gen, text);
    return end_detail(cli, name, &gen, UCR_OK);
}

static int print_value(ucr_cli *cli, const char *name, ucr_json value)
{
    ucr_gen gen;
    if (depth_of(value.raw) > UCR_GEN_MAX_DEPTH) {
        ucr_report_trouble(&cli->err, name,
                           "the result detail nests more than 127 levels "
                           "deep, which yajl cannot print");
        return UCR_EXIT_TROUBLE;
    }
    ucr_gen_open(&gen, &cli->out, true);
    ucr_code code =
        ucr_yajl_events(value, &printing, &gen, NULL, &cli->args.options, NULL);
    return end_detail(cli, name, &gen, code);
}

/* A string: the JSON that it holds, or else itself. */
static int print_string(ucr_cli *cli, const char *name,
                        const ucr_request *request, char *buf, size_t cap)
{
    size_t len;
    ucr_json value;
    if (ucr_detail_unwrap(&value, buf, cap, &len, request->result_detail,
                          &cli->args.options, NULL) != UCR_OK) {
        return print_text(cli, name, request->result_detail_text);
    }
    if (value.kind == UCR_JSON_STRING) {
        return print_text(cli, name, contents(value));
    }
    memmove(buf, value.raw.ptr, value.raw.len);
    value.raw.ptr = buf;
    mend_surrogates(buf, value.raw.len);
    return print_value(cli, name, value);
}

int ucr_run_detail(ucr_cli *cli, const char *name, const ucr_request *request)
{
    ucr_json detail = request->result_detail;
    if (detail.kind == UCR_JSON_ABSENT) {
        ucr_report_trouble(&cli->err, name, "there is no result detail");
        return UCR_EXIT_ACCEPTED;
    }
    char *copy = malloc(detail.raw.len);
    if (copy == NULL) {
        return ucr_run_no_memory(cli);
    }
    int status;
    if (detail.kind == UCR_JSON_STRING) {
        status = print_string(cli, name, request, copy, detail.raw.len);
    } else {
        memcpy(copy, detail.raw.ptr, detail.raw.len);
        mend_surrogates(copy, detail.raw.len);
        detail.raw.ptr = copy;
        status = print_value(cli, name, detail);
    }
    free(copy);
    return status;
}
