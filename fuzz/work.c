/* SPDX-License-Identifier: MIT */
/*
 * How much is done for a body that grows, counted (G6): twice as much body is
 * at most a little more than twice the work, whatever part of a body it is
 * that grows.
 *
 * The codec is compiled so that each of its blocks calls the counter, and each
 * call of the five functions of the C library adds the bytes that it was given;
 * no clock is read. Invariant: the same seeds give the same counts.
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

/* As far as it looked. */
void *counted_memchr(const void *bytes, int c, size_t size)
{
    const char *found = memchr(bytes, c, size);
    work += found != NULL ? (size_t)(found - (const char *)bytes) : size;
    return memchr(bytes, c, size);
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

/* ---- What is done with a body -----------------------------------------------
 */

static char *buf;
static size_t room;

static void use_text(ucr_text text)
{
    ucr_str plain = {buf, ucr_text_copy(buf, room, text)};
    ucr_claim(text.raw.ptr == NULL || plain.len > room ||
                  ucr_text_equal(text, plain),
              "P5", "a text equals its copy");
    (void)ucr_text_show(buf, room, text);
}

/* The same lists as a caller has them. */
static void use_items(const ucr_response *in, const ucr_options *options)
{
    static ucr_scratch scratch[2];
    ucr_response own = *in;
    ucr_text *params = (void *)ucr_claim_scratch(
        &scratch[0], (in->error_param.count + 1) * sizeof(*params));
    ucr_detail *details = (void *)ucr_claim_scratch(
        &scratch[1], (in->details.count + 1) * sizeof(*details));
    ucr_iter iter = ucr_each_param(&in->error_param);
    size_t len = 0;
    while (ucr_next_param(&iter, &params[len])) {
        len++;
    }
    own.error_param = (ucr_texts){{NULL, 0}, params, len};
    len = 0;
    iter = ucr_each_detail(&in->details);
    while (ucr_next_detail(&iter, &details[len])) {
        len++;
    }
    own.details = (ucr_details){{NULL, 0}, details, len};
    (void)ucr_encode_response(buf, room, &len, &own, options, NULL);
}

static void use_lists(const ucr_response *in)
{
    ucr_iter iter = ucr_each_param(&in->error_param);
    ucr_text text;
    ucr_detail detail;
    while (ucr_next_param(&iter, &text)) {
        use_text(text);
    }
    iter = ucr_each_detail(&in->details);
    while (ucr_next_detail(&iter, &detail)) {
        use_text(detail.error_code);
        use_text(detail.error_msg);
    }
}

static void use_error(const ucr_error *err, ucr_str body)
{
    size_t line;
    size_t column;
    ucr_error_locate(&line, &column, body, err->offset);
    (void)ucr_error_describe(buf, room, err, body);
}

static void use_request(ucr_str body, const ucr_options *options)
{
    ucr_request request;
    ucr_json inside;
    ucr_error err;
    size_t len;
    if (ucr_decode_request(&request, body, options, &err) != UCR_OK) {
        use_error(&err, body);
        return;
    }
    use_text(request.command_name);
    use_text(request.result_detail_text);
    (void)ucr_encode_request(buf, room, &len, &request, options, &err);
    (void)ucr_detail_unwrap(&inside, buf, room, &len, request.result_detail,
                            options, &err);
}

static void use_response(ucr_str body, int status, const ucr_options *options)
{
    ucr_response response;
    ucr_error err;
    size_t len;
    if (ucr_decode_response(&response, status, body, options, &err) != UCR_OK) {
        use_error(&err, body);
        return;
    }
    use_text(response.error_code);
    use_text(response.error_msg);
    use_text(response.message);
    use_lists(&response);
    use_items(&response, options);
    (void)ucr_encode_response(buf, room, &len, &response, options, &err);
}

/* Not JSON, but bytes: what else takes an input of any length. */
static void use_bytes(ucr_str body)
{
    ucr_error err;
    size_t len;
    use_text((ucr_text){body, false});
    use_text((ucr_text){body, true});
    (void)ucr_read_path(buf, room, &len, body, NULL, &err);
    (void)ucr_check_content_type(body, &err);
}

static uint64_t work_for(ucr_str body)
{
    static const int statuses[] = {200, 403};
    work = 0;
    for (int profile = UCR_INTEROP; profile <= UCR_STRICT; profile++) {
        const ucr_options options = {.profile = (ucr_profile)profile};
        use_request(body, &options);
        for (size_t i = 0; i < 2; i++) {
            use_response(body, statuses[i], &options);
        }
    }
    use_bytes(body);
    return work;
}

/* ---- Bodies that grow -------------------------------------------------------
 */

/* A body with a part of it so many times. */
static uint64_t work_of(ucr_str body, size_t from, size_t to,
                        const char *between, size_t times)
{
    const size_t part = to - from;
    const size_t extra = strlen(between);
    const size_t size = body.len - part + times * part + (times - 1) * extra;
    if (size * 4 > room) {
        room = size * 8;
        buf = ucr_claim_memory(buf, room);
    }
    char *grown = ucr_claim_memory(NULL, size);
    char *at = grown;
    memcpy(at, body.ptr, from);
    at += from;
    for (size_t i = 0; i < times; i++) {
        memcpy(at, body.ptr + from, part);
        at += part;
        memcpy(at, between, i + 1 < times ? extra : 0);
        at += i + 1 < times ? extra : 0;
    }
    memcpy(at, body.ptr + to, body.len - to);
    const uint64_t count = work_for((ucr_str){grown, size});
    free(grown);
    return count;
}

static const char *seed;
static unsigned long grown_bodies;

/* What is done once, however long a body is. */
#define SLACK ((uint64_t)4096)

/* The second doubling adds twice what the first one adds: a third more than
 * that is allowed, and twice as much, as of squares, is not. */
static void claim_linear(ucr_str body, size_t from, size_t to,
                         const char *between)
{
    /* Large enough for all that begins with a size: strict counts a message's
     * code points only where there are more bytes than it may have of them. */
    const size_t few = UCR_MAX_ERROR_MSG / (to - from) + 20;
    const uint64_t one = work_of(body, from, to, between, few);
    const uint64_t two = work_of(body, from, to, between, few * 2);
    const uint64_t four = work_of(body, from, to, between, few * 4);
    const uint64_t allowed = (two - one) * 8 / 3 + SLACK;
    if (two > one && four > two && four - two > allowed) {
        (void)fprintf(stderr, "%s, bytes %zu to %zu: %llu, %llu, %llu\n", seed,
                      from, to, (unsigned long long)one,
                      (unsigned long long)two, (unsigned long long)four);
        ucr_claim_fails("G6", "the work grows as the body does");
    }
    grown_bodies++;
}

static void grow_value(const ucr_tree *tree, size_t node)
{
    const ucr_node *at = &tree->nodes[node];
    const bool named = tree->nodes[at->parent].kind == UCR_JSON_OBJECT;
    if (node > 1) {
        claim_linear(tree->body, named ? at->name_from - 1 : at->from, at->to,
                     ",");
    }
    if (named && at->name_to > at->name_from) {
        claim_linear(tree->body, at->name_from, at->name_to, "");
    }
    if (at->kind == UCR_JSON_STRING && at->to - at->from > 2) {
        claim_linear(tree->body, at->from + 1, at->to - 1, "");
    }
    if (at->kind == UCR_JSON_NUMBER) {
        claim_linear(tree->body, at->to - 1, at->to, "");
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
    /* Whatever it is: its first byte, its last, all of it. */
    claim_linear(body, 0, 1, "");
    claim_linear(body, size - 1, size, "");
    claim_linear(body, 0, size, "");
    ucr_tree_read(&tree, body, false, UCR_MAX_DEPTH);
    /* What stands whole before a fault grows, too: it is looked at again for
     * the path. */
    for (size_t node = 1; node < tree.count; node++) {
        if (tree.nodes[node].to > tree.nodes[node].from) {
            grow_value(&tree, node);
        }
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
