/* SPDX-License-Identifier: MIT */
/*
 * How much is done for a body that grows, counted (G6): twice as much body is
 * at most a little more than twice the work, whatever part of a body it is
 * that grows, and whatever two of them are.
 *
 * What is counted is compiled so that each of its blocks calls the counter, and
 * each call of these functions of the C library adds the bytes that it was
 * given; no clock is read. Knows nothing of what is done with a body.
 * Invariant: the same seeds give the same counts.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <ucr/ucr.h>

#include "claim.h"
#include "files.h"
#include "inputs.h"
#include "tree.h"
#include "work.h"

static uint64_t work;

/* ---- Counters ---------------------------------------------------------------
 */

void __sanitizer_cov_trace_pc(void);

void __sanitizer_cov_trace_pc(void)
{
    work++;
}

void *counted_memchr(const void *bytes, int c, size_t size);
int counted_memcmp(const void *a, const void *b, size_t size);
void *counted_memcpy(void *to, const void *from, size_t size);
void *counted_memmove(void *to, const void *from, size_t size);
void *counted_memset(void *to, int c, size_t size);
void *counted_realloc(void *block, size_t size);

/* As far as it looked. */
void *counted_memchr(const void *bytes, int c, size_t size)
{
    void *found = memchr(bytes, c, size);
    work +=
        found != NULL ? (size_t)((char *)found - (const char *)bytes) : size;
    return found;
}

int counted_memcmp(const void *a, const void *b, size_t size)
{
    work += size;
    return memcmp(a, b, size);
}

void *counted_memcpy(void *to, const void *from, size_t size)
{
    work += size;
    return memcpy(to, from, size);
}

void *counted_memmove(void *to, const void *from, size_t size)
{
    work += size;
    return memmove(to, from, size);
}

void *counted_memset(void *to, int c, size_t size)
{
    work += size;
    return memset(to, c, size);
}

/* All of it may have to be moved. */
void *counted_realloc(void *block, size_t size)
{
    work += size;
    return realloc(block, size);
}

/* ---- Bodies that grow -------------------------------------------------------
 */

/* A part of a body that can be there many times. */
typedef struct part {
    size_t from, to;
    const char *between; /* its repetitions */
    uint64_t place;      /* the same wherever it is such a part */
} part;

/* So often that the part is large enough for all that begins with a size:
 * strict counts a message's code points only where there are more bytes than it
 * may have of them. */
static size_t times_of(const part *grown)
{
    return UCR_MAX_ERROR_MSG / (grown->to - grown->from) + 20;
}

static char *put_times(char *at, ucr_str body, const part *grown, size_t times)
{
    const size_t len = grown->to - grown->from;
    const size_t extra = strlen(grown->between);
    for (size_t i = 0; i < times; i++) {
        memcpy(at, body.ptr + grown->from, len);
        at += len;
        memcpy(at, grown->between, i + 1 < times ? extra : 0);
        at += i + 1 < times ? extra : 0;
    }
    return at;
}

static char *put(char *at, ucr_str body, size_t from, size_t to)
{
    memcpy(at, body.ptr + from, to - from);
    return at + (to - from);
}

/* What is done with a body in which each of these parts, up to a NULL, is
 * `factor` times as often there as at least. */
static uint64_t work_of(ucr_str body, const part *const *grown, size_t factor)
{
    static ucr_scratch scratch;
    size_t most = body.len;
    for (size_t i = 0; grown[i] != NULL; i++) {
        most += times_of(grown[i]) * factor *
                (grown[i]->to - grown[i]->from + strlen(grown[i]->between));
    }
    char *start = ucr_claim_scratch(&scratch, most);
    char *at = start;
    size_t from = 0;
    for (size_t i = 0; grown[i] != NULL; i++) {
        at = put(at, body, from, grown[i]->from);
        at = put_times(at, body, grown[i], times_of(grown[i]) * factor);
        from = grown[i]->to;
    }
    at = put(at, body, from, body.len);
    work = 0;
    ucr_work_use((ucr_str){start, (size_t)(at - start)});
    return work;
}

static const char *seed;
static unsigned long grown_bodies;

/* What is done once, however long a body is. */
#define SLACK ((uint64_t)4096)

/* A doubling adds twice what the one before has added: a third more than that
 * is allowed, and twice as much, as of squares, is not. */
static bool is_steep(const uint64_t *count)
{
    return count[1] > count[0] && count[2] > count[1] &&
           count[2] - count[1] > (count[1] - count[0]) * 8 / 3 + SLACK;
}

/* Where a longer body is read another way the work has a step; squares grow
 * with each doubling. */
static void claim_linear(ucr_str body, const part *a, const part *b)
{
    const part *const grown[] = {a, b, NULL};
    uint64_t count[4];
    for (size_t i = 0; i < 3; i++) {
        count[i] = work_of(body, grown, (size_t)1 << i);
    }
    grown_bodies++;
    if (!is_steep(count)) {
        return;
    }
    count[3] = work_of(body, grown, 8);
    if (!is_steep(count + 1)) {
        return;
    }
    (void)fprintf(stderr, "%s, bytes %zu to %zu", seed, a->from, a->to);
    if (b != NULL) {
        (void)fprintf(stderr, " and %zu to %zu", b->from, b->to);
    }
    for (size_t i = 0; i < 4; i++) {
        (void)fprintf(stderr, ", %llu", (unsigned long long)count[i]);
    }
    (void)fprintf(stderr, "\n");
    ucr_claim_fails("G6", "the work grows as the body does");
}

/* ---- Their parts ------------------------------------------------------------
 */

#define MOST_PARTS ((size_t)1024)

static part parts[MOST_PARTS];
static size_t part_count;

static void add_part(size_t from, size_t to, const char *between,
                     uint64_t place)
{
    if (to > from && part_count < MOST_PARTS) {
        parts[part_count++] = (part){from, to, between, place};
    }
}

/* Equal for the same part of values that have the same name at the same
 * depth. */
static uint64_t place_of(const ucr_tree *tree, size_t node, const char *what)
{
    const ucr_node *at = &tree->nodes[node];
    const ucr_str name = ucr_tree_name(tree, node).raw;
    const uint64_t words[] = {
        ucr_inputs_hash((const uint8_t *)name.ptr, name.len),
        ucr_inputs_hash((const uint8_t *)what, strlen(what)),
        at->kind,
        at->depth,
    };
    return ucr_inputs_hash((const uint8_t *)words, sizeof(words));
}

static void add_parts_of_value(const ucr_tree *tree, size_t node)
{
    const ucr_node *at = &tree->nodes[node];
    const bool named = tree->nodes[at->parent].kind == UCR_JSON_OBJECT;
    if (node > 1) {
        add_part(named ? at->name_from - 1 : at->from, at->to, ",",
                 place_of(tree, node, "all"));
    }
    if (named) {
        add_part(at->name_from, at->name_to, "", place_of(tree, node, "name"));
    }
    if (at->kind == UCR_JSON_STRING) {
        add_part(at->from + 1, at->to - 1, "",
                 place_of(tree, node, "contents"));
    }
    if (at->kind == UCR_JSON_NUMBER) {
        add_part(at->to - 1, at->to, "", place_of(tree, node, "digits"));
    }
}

/* Two parts, none inside the other, that were not yet tried in such a body. */
static bool is_new_pair(const part *a, const part *b, uint64_t verdict)
{
    static uint64_t tried[1 << 16];
    const uint64_t words[] = {a->place, b->place, verdict};
    const uint64_t hash =
        ucr_inputs_hash((const uint8_t *)words, sizeof(words)) | 1;
    const size_t most = sizeof(tried) / sizeof(tried[0]);
    size_t at = (size_t)(hash % most);
    if (a->to > b->from) {
        return false;
    }
    for (size_t i = 0; tried[at] != 0 && tried[at] != hash; i++) {
        ucr_claim(i < most, "G6", "all pairs are remembered");
        at = (at + 1) % most;
    }
    const bool is_new = tried[at] == 0;
    tried[at] = hash;
    return is_new;
}

/* What comes of a body, in one number. */
static uint64_t verdict_on(ucr_str body)
{
    ucr_request request;
    ucr_response response;
    return (uint64_t)ucr_decode_request(&request, body, NULL, NULL) << 8 |
           (uint64_t)ucr_decode_response(&response, 403, body, NULL, NULL);
}

static void grow_pairs(ucr_str body)
{
    const uint64_t verdict = verdict_on(body);
    for (size_t a = 0; a < part_count; a++) {
        for (size_t b = 0; b < part_count; b++) {
            if (is_new_pair(&parts[a], &parts[b], verdict)) {
                claim_linear(body, &parts[a], &parts[b]);
            }
        }
    }
}

static void grow(const char *path, const uint8_t *data, size_t size)
{
    static ucr_tree tree;
    const ucr_str body = {(const char *)data, size};
    seed = path;
    if (size > 256 || size == 0) {
        return;
    }
    ucr_tree_read(&tree, body, false, UCR_MAX_DEPTH);
    part_count = 0;
    /* What stands whole before a fault grows, too: it is looked at again for
     * the path. */
    for (size_t node = 1; node < tree.count; node++) {
        if (tree.nodes[node].to > tree.nodes[node].from) {
            add_parts_of_value(&tree, node);
        }
    }
    grow_pairs(body);
    /* Whatever it is: its first byte, its last, all of it. */
    add_part(0, 1, "", 0);
    add_part(size - 1, size, "", 0);
    add_part(0, size, "", 0);
    for (size_t i = 0; i < part_count; i++) {
        claim_linear(body, &parts[i], NULL);
    }
}

int main(int argc, char **argv)
{
    bool done = argc > 1;
    for (int i = 1; i < argc; i++) {
        done = ucr_files_each(argv[i], grow) && done;
    }
    (void)printf("%lu bodies that grow\n", grown_bodies);
    return done && grown_bodies > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
