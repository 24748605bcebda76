/* SPDX-License-Identifier: MIT */
/*
 * `ucr explain`: codes into what they mean and what to do about them.
 *
 * Knows no code. Invariant: each argument gives its answer in its order, one
 * of which nothing is known too: in JSON as an object that says so, else on
 * standard error, and either way the exit status is 1.
 */
#include <string.h>

#include "gen.h"
#include "lore.h"
#include "run.h"

#define NAME_WIDTH ((size_t)10)
#define LIST_WIDTH ((size_t)20)
#define USUAL_WIDTH ((size_t)80)

/* Bytes of an argument that are repeated; nothing known is longer. */
#define ECHO_ROOM ((size_t)200)

static const char *origin_of(const ucr_lore *lore)
{
    switch (lore->origin) {
    case UCR_ORIGIN_NONE:
        return "unknown";
    case UCR_ORIGIN_LIBRARY:
        return "library";
    case UCR_ORIGIN_SERVICE:
        return "service";
    case UCR_ORIGIN_GATEWAY:
        return "gateway";
    case UCR_ORIGIN_IDENTITY:
        return "identity";
    }
    return "unknown";
}

/* ---- For people ---------------------------------------------------------- */

static void print_spaces(ucr_print *to, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        ucr_print_cstring(to, " ");
    }
}

/* Words, from a column on and no further than the width. */
static void print_words(ucr_print *to, const char *text, size_t indent)
{
    const size_t width = to->columns != 0 ? to->columns : USUAL_WIDTH;
    size_t at = indent;
    while (*text != '\0') {
        const size_t len = strcspn(text, " ");
        if (at > indent && at + 1 + len > width) {
            ucr_print_cstring(to, "\n");
            print_spaces(to, indent);
            at = indent;
        } else if (at > indent) {
            ucr_print_cstring(to, " ");
            at++;
        }
        ucr_print_bytes(to, text, len);
        at += len;
        text += len + strspn(text + len, " ");
    }
    ucr_print_cstring(to, "\n");
}

static void print_name(ucr_print *to, const char *name)
{
    ucr_print_cstring(to, "  ");
    ucr_print_color(to, UCR_COLOR_NAME);
    ucr_print_cstring(to, name);
    ucr_print_color(to, UCR_COLOR_NONE);
    print_spaces(to, NAME_WIDTH - 2 - strlen(name));
}

static void print_row(ucr_print *to, const char *name, const char *text)
{
    if (text != NULL) {
        print_name(to, name);
        print_words(to, text, NAME_WIDTH);
    }
}

static void print_statuses(ucr_print *to, const ucr_lore *lore)
{
    if (lore->statuses[0] == 0) {
        return;
    }
    print_name(to, "status");
    for (size_t i = 0; i < UCR_LORE_STATUSES && lore->statuses[i] != 0; i++) {
        ucr_print_cstring(to, i > 0 ? ", " : "");
        ucr_print_decimal(to, (size_t)lore->statuses[i]);
    }
    ucr_print_cstring(to, "\n");
}

static void print_lore(ucr_print *to, const char *code, const ucr_lore *lore,
                       bool first)
{
    ucr_print_cstring(to, first ? "" : "\n");
    ucr_print_color(to, UCR_COLOR_FAULT);
    ucr_print_cstring(to, code);
    ucr_print_color(to, UCR_COLOR_NONE);
    ucr_print_cstring(to, "\n");
    print_row(to, "from", origin_of(lore));
    if (lore->origin == UCR_ORIGIN_LIBRARY) {
        print_name(to, "number");
        ucr_print_decimal(to, (size_t)lore->number);
        ucr_print_cstring(to, "\n");
    }
    print_statuses(to, lore);
    print_row(to, "means", lore->means);
    print_row(to, "offset", lore->offset);
    print_row(to, "do", lore->action);
}

/* ---- For programs -------------------------------------------------------- */

static void gen_statuses(ucr_gen *gen, const ucr_lore *lore)
{
    if (lore->statuses[0] == 0) {
        return;
    }
    ucr_gen_cstring(gen, "status");
    ucr_gen_array_open(gen);
    for (size_t i = 0; i < UCR_LORE_STATUSES && lore->statuses[i] != 0; i++) {
        ucr_gen_decimal(gen, (size_t)lore->statuses[i]);
    }
    ucr_gen_array_close(gen);
}

static void gen_cstring_member(ucr_gen *gen, const char *name, const char *text)
{
    ucr_gen_member(gen, name, ucr_text_of(text));
}

/* False: memory ran out. */
static bool print_json(ucr_print *to, const char *code, const ucr_lore *lore)
{
    ucr_gen gen;
    ucr_gen_open(&gen, to, false);
    ucr_gen_map_open(&gen);
    gen_cstring_member(&gen, "code", code);
    gen_cstring_member(&gen, "origin", origin_of(lore));
    if (lore->origin == UCR_ORIGIN_LIBRARY) {
        ucr_gen_cstring(&gen, "number");
        ucr_gen_decimal(&gen, (size_t)lore->number);
    }
    gen_statuses(&gen, lore);
    gen_cstring_member(&gen, "means", lore->means);
    gen_cstring_member(&gen, "offset", lore->offset);
    gen_cstring_member(&gen, "action", lore->action);
    ucr_gen_map_close(&gen);
    const bool lost = gen.yajl == NULL || gen.status != yajl_gen_status_ok;
    ucr_gen_close(&gen);
    ucr_print_cstring(to, "\n");
    return !lost;
}

/* ---- One code, and all --------------------------------------------------- */

/* How the code is spelled: a pattern's digits are those of the argument. */
static void spell(char *out, size_t cap, const char *given,
                  const ucr_lore *lore)
{
    const size_t size = ucr_text_show(out, cap - 1, ucr_text_of(given));
    out[size < cap ? size : cap - 1] = '\0';
    for (size_t i = 0; lore->code != NULL && out[i] != '\0'; i++) {
        const bool small = out[i] >= 'a' && out[i] <= 'z';
        out[i] = (char)(small ? out[i] - 'a' + 'A' : out[i]);
    }
}

static int explain(ucr_cli *cli, const char *given, bool first)
{
    char code[ECHO_ROOM] = {0};
    const ucr_lore lore = ucr_lore_of(given);
    const bool known = lore.origin != UCR_ORIGIN_NONE;
    const char *name = code;
    spell(code, sizeof(code), given, &lore);
    if (lore.origin == UCR_ORIGIN_LIBRARY) {
        name = lore.code;
    }
    if (cli->args.value[UCR_OPTION_JSON] != NULL) {
        if (!print_json(&cli->out, name, &lore)) {
            return ucr_run_no_memory(cli);
        }
    } else if (known) {
        print_lore(&cli->out, name, &lore, first);
    } else {
        ucr_print_flush(&cli->out);
        ucr_report_trouble(&cli->err, name,
                           "nothing is known of this code; 'ucr explain' "
                           "lists those that are");
    }
    return known ? UCR_EXIT_ACCEPTED : UCR_EXIT_REFUSED;
}

static int list(ucr_cli *cli)
{
    ucr_lore lore;
    const bool json = cli->args.value[UCR_OPTION_JSON] != NULL;
    for (size_t i = 0; ucr_lore_at(&lore, i); i++) {
        if (json) {
            if (!print_json(&cli->out, lore.code, &lore)) {
                return ucr_run_no_memory(cli);
            }
            continue;
        }
        ucr_print_color(&cli->out, UCR_COLOR_NAME);
        ucr_print_cstring(&cli->out, lore.code);
        ucr_print_color(&cli->out, UCR_COLOR_NONE);
        print_spaces(&cli->out, LIST_WIDTH - strlen(lore.code));
        print_words(&cli->out, lore.means, LIST_WIDTH);
    }
    return UCR_EXIT_ACCEPTED;
}

int ucr_run_explain(ucr_cli *cli)
{
    int status = UCR_EXIT_ACCEPTED;
    const ucr_args *args = &cli->args;
    if (args->file_count == 0) {
        return list(cli);
    }
    for (size_t i = 0; i < args->file_count; i++) {
        const int one = explain(cli, args->files[i], i == 0);
        status = one > status ? one : status;
    }
    return status;
}
