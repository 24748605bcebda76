/* SPDX-License-Identifier: MIT */
/*
 * The corpus: every seed under every line of its folder's EXPECT.
 *
 * A line is `file status profile code offset path`. The folders request and
 * response hold messages (status `-`: a request); json holds values, which are
 * read as their lines say, and again as the detail of a request. Every body
 * sits in a block of exactly its size.
 */
#include "support.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LINES 4096
#define MAX_NAME 128

typedef struct entry {
    char folder[16];
    char file[MAX_NAME];
    char path[UCR_MAX_PATH];
    size_t offset;
    int status;
    bool request; /* no status */
    ucr_profile profile;
    ucr_code code;
} entry;

/* What interop accepts, and what it refuses, is in a folder each. */
static const struct {
    const char *name, *accepted, *refused;
} folders[] = {
    {"request", "ok", "bad"},
    {"response", "ok", "bad"},
    {"json", "accept", "refuse"},
};

static entry entries[MAX_LINES];
static size_t entry_count;

/* The path of something in a folder of the corpus; the next call overwrites
 * it. */
static const char *corpus_path(const char *folder, const char *file)
{
    static char path[1024];
    int len =
        snprintf(path, sizeof(path), "%s/%s/%s", UCR_CORPUS_DIR, folder, file);
    assert_true(len > 0 && (size_t)len < sizeof(path));
    return path;
}

/* ---- Reading EXPECT --------------------------------------------------------
 */

/* -1 for no name of a code. */
static int code_named(const char *name)
{
    for (int number = 0; number < 256; number++) {
        if (strcmp(ucr_code_name((ucr_code)number), name) == 0) {
            return number;
        }
    }
    return -1;
}

typedef struct fields {
    char file[MAX_NAME], status[16], profile[16], code[32], offset[24],
        path[UCR_MAX_PATH];
} fields;

static bool split(fields *out, const char *line)
{
    char again[512];
    char rest[2];
    if (sscanf(line, "%127s %15s %15s %31s %23s %79s %1s", out->file,
               out->status, out->profile, out->code, out->offset, out->path,
               rest) != 6) {
        return false;
    }
    /* Single spaces, and nothing around the line. */
    int len =
        snprintf(again, sizeof(again), "%s %s %s %s %s %s\n", out->file,
                 out->status, out->profile, out->code, out->offset, out->path);
    return len > 0 && (size_t)len < sizeof(again) && strcmp(again, line) == 0;
}

/* Decimal digits and nothing else. */
static bool read_number(size_t *out, const char *text)
{
    char *end;
    *out = (size_t)strtoull(text, &end, 10);
    return text[0] >= '0' && text[0] <= '9' && *end == '\0';
}

static bool read_place(entry *out, const fields *in)
{
    bool no_path = strcmp(in->path, "-") == 0;
    if (out->code == UCR_OK) {
        return no_path && strcmp(in->offset, "-") == 0;
    }
    strcpy(out->path, no_path ? "" : in->path);
    return (no_path || in->path[0] == '/') &&
           read_number(&out->offset, in->offset);
}

/* An int as it is written; any of them may be asked for. */
static bool read_status(entry *out, const char *text)
{
    char again[16];
    out->request = strcmp(text, "-") == 0;
    if (out->request) {
        return true;
    }
    out->status = (int)strtol(text, NULL, 10);
    snprintf(again, sizeof(again), "%d", out->status);
    return strcmp(again, text) == 0;
}

static bool read_line(entry *out, const char *folder, const char *line)
{
    fields in;
    memset(out, 0, sizeof(*out));
    if (!split(&in, line) || !read_status(out, in.status)) {
        return false;
    }
    bool strict = strcmp(in.profile, "strict") == 0;
    int code = code_named(in.code);
    if (code < 0 || (!strict && strcmp(in.profile, "interop") != 0)) {
        return false;
    }
    strcpy(out->folder, folder);
    strcpy(out->file, in.file);
    out->profile = strict ? UCR_STRICT : UCR_INTEROP;
    out->code = (ucr_code)code;
    return read_place(out, &in);
}

static int load_folder(const char *folder)
{
    char line[512];
    int wrong = 0;
    const char *path = corpus_path(folder, "EXPECT");
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        print_error("cannot open %s\n", path);
        return 1;
    }
    while (fgets(line, sizeof(line), file) != NULL) {
        if (line[0] == '#' || line[0] == '\n') {
            continue;
        }
        if (entry_count < MAX_LINES &&
            read_line(&entries[entry_count], folder, line)) {
            entry_count++;
        } else {
            print_error("%s: no such line: %s", path, line);
            wrong++;
        }
    }
    fclose(file);
    return wrong;
}

static int load(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < COUNT_OF(folders); i++) {
        wrong += load_folder(folders[i].name);
    }
    return wrong;
}

/* ---- Helpers ---------------------------------------------------------------
 */

typedef struct decoded {
    ucr_request request;
    ucr_response response;
    ucr_error err;
    ucr_code code;
} decoded;

static ucr_options options_of(const entry *e)
{
    return (ucr_options){.profile = e->profile};
}

static ucr_str body_of(const entry *e)
{
    return block_file(corpus_path(e->folder, e->file));
}

static bool is_json(const entry *e)
{
    return strcmp(e->folder, "json") == 0;
}

static decoded decode(const entry *e, ucr_str body)
{
    decoded result;
    ucr_options options = options_of(e);
    memset(&result, 0x33, sizeof(result));
    if (e->request) {
        result.code =
            ucr_decode_request(&result.request, body, &options, &result.err);
    } else {
        result.code = ucr_decode_response(&result.response, e->status, body,
                                          &options, &result.err);
    }
    assert_int_equal(result.code, result.err.code);
    return result;
}

static const char *profile_name(const entry *e)
{
    return e->profile == UCR_STRICT ? "strict" : "interop";
}

/* Says which line is at fault; a test goes on with the others. */
static int complain(const entry *e, const char *what, const ucr_error *got)
{
    char path[UCR_MAX_PATH];
    ucr_error_path(path, sizeof(path), got);
    print_error("%s/%s %d %s: %s: %s at %zu \"%s\", listed %s at %zu \"%s\"\n",
                e->folder, e->file, e->status, profile_name(e), what,
                ucr_code_name(got->code), got->offset, path,
                ucr_code_name(e->code), e->offset, e->path);
    return 1;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool has_mark(ucr_str body)
{
    return body.len >= 3 && memcmp(body.ptr, "\xEF\xBB\xBF", 3) == 0;
}

/* The body without a mark and without white space around it. */
static ucr_str value_of(ucr_str body)
{
    size_t from = has_mark(body) ? 3 : 0;
    size_t to = body.len;
    while (from < to && is_space(body.ptr[from])) {
        from++;
    }
    while (to > from && is_space(body.ptr[to - 1])) {
        to--;
    }
    return (ucr_str){body.ptr + from, to - from};
}

static bool same_bytes(ucr_str a, ucr_str b)
{
    return (a.ptr == NULL) == (b.ptr == NULL) && a.len == b.len &&
           (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

static bool same_view(ucr_str a, ucr_str b)
{
    return a.ptr == b.ptr && a.len == b.len;
}

static bool same_text_view(ucr_text a, ucr_text b)
{
    return same_view(a.raw, b.raw) && a.escaped == b.escaped;
}

/* Whether two texts say the same, however they are spelled. */
static bool same_text(ucr_text a, ucr_text b)
{
    if (a.raw.ptr == NULL || b.raw.ptr == NULL) {
        return a.raw.ptr == b.raw.ptr;
    }
    size_t size = ucr_text_copy(NULL, 0, b);
    char *plain = malloc(size + 1);
    assert_non_null(plain);
    assert_int_equal(ucr_text_copy(plain, size, b), size);
    bool same = ucr_text_equal(a, (ucr_str){plain, size});
    free(plain);
    return same;
}

/* ---- The listing -----------------------------------------------------------
 */

static void test_every_folder_has_lines(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(folders); i++) {
        size_t count = 0;
        for (size_t k = 0; k < entry_count; k++) {
            count += strcmp(entries[k].folder, folders[i].name) == 0;
        }
        assert_true(count > 0);
    }
}

static bool is_listed(const char *folder, const char *file)
{
    for (size_t i = 0; i < entry_count; i++) {
        if (strcmp(entries[i].folder, folder) == 0 &&
            strcmp(entries[i].file, file) == 0) {
            return true;
        }
    }
    return false;
}

/* How many files of a subfolder no line names. */
static int count_unlisted(const char *folder, const char *sub)
{
    int unlisted = 0;
    DIR *dir = opendir(corpus_path(folder, sub));
    assert_non_null(dir);
    const struct dirent *found;
    while ((found = readdir(dir)) != NULL) {
        char file[MAX_NAME + 256];
        snprintf(file, sizeof(file), "%s/%s", sub, found->d_name);
        if (found->d_name[0] != '.' && !is_listed(folder, file)) {
            print_error("%s/%s is not listed\n", folder, file);
            unlisted++;
        }
    }
    closedir(dir);
    return unlisted;
}

static void test_every_file_is_listed(void **state)
{
    (void)state;
    int unlisted = 0;
    for (size_t i = 0; i < COUNT_OF(folders); i++) {
        unlisted += count_unlisted(folders[i].name, folders[i].accepted);
        unlisted += count_unlisted(folders[i].name, folders[i].refused);
    }
    assert_int_equal(unlisted, 0);
}

static void test_folders_hold_nothing_else(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT_OF(folders); i++) {
        DIR *dir = opendir(corpus_path(folders[i].name, "."));
        assert_non_null(dir);
        const struct dirent *found;
        while ((found = readdir(dir)) != NULL) {
            assert_true(found->d_name[0] == '.' ||
                        strcmp(found->d_name, folders[i].accepted) == 0 ||
                        strcmp(found->d_name, folders[i].refused) == 0 ||
                        strcmp(found->d_name, "EXPECT") == 0);
        }
        closedir(dir);
    }
}

static void test_every_listed_file_can_be_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < entry_count; i++) {
        ucr_str body = body_of(&entries[i]);
        assert_non_null(body.ptr);
        block_free(body);
    }
}

static bool same_file(const entry *a, const entry *b)
{
    return strcmp(a->folder, b->folder) == 0 && strcmp(a->file, b->file) == 0;
}

static void test_no_line_is_there_twice(void **state)
{
    (void)state;
    int twice = 0;
    for (size_t i = 0; i < entry_count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (same_file(&entries[i], &entries[k]) &&
                entries[i].request == entries[k].request &&
                entries[i].status == entries[k].status &&
                entries[i].profile == entries[k].profile) {
                print_error("%s/%s is listed twice\n", entries[i].folder,
                            entries[i].file);
                twice++;
            }
        }
    }
    assert_int_equal(twice, 0);
}

/* A value is judged in interop alone. */
static void test_every_message_has_a_line_for_each_profile(void **state)
{
    (void)state;
    int missing = 0;
    for (size_t i = 0; i < entry_count; i++) {
        unsigned seen = 0;
        for (size_t k = 0; k < entry_count; k++) {
            if (same_file(&entries[i], &entries[k])) {
                seen |= entries[k].profile == UCR_STRICT ? 2u : 1u;
            }
        }
        if (seen != 3 && !is_json(&entries[i])) {
            print_error("%s/%s lacks a profile\n", entries[i].folder,
                        entries[i].file);
            missing++;
        }
    }
    assert_int_equal(missing, 0);
}

/* The first line of a file for interop decides where the file belongs. */
static bool is_first_for_interop(size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (same_file(&entries[i], &entries[index]) &&
            entries[i].profile == UCR_INTEROP) {
            return false;
        }
    }
    return entries[index].profile == UCR_INTEROP;
}

static bool is_in(const entry *e, const char *sub)
{
    size_t len = strlen(sub);
    return strncmp(e->file, sub, len) == 0 && e->file[len] == '/';
}

static void test_the_folder_says_what_interop_accepts(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < entry_count; i++) {
        const entry *e = &entries[i];
        bool accepted = is_json(e) ? is_in(e, "accept") : is_in(e, "ok");
        bool refused = is_json(e) ? is_in(e, "refuse") : is_in(e, "bad");
        if (is_first_for_interop(i) && (accepted != (e->code == UCR_OK) ||
                                        refused != (e->code != UCR_OK))) {
            print_error("%s/%s is in the wrong folder\n", e->folder, e->file);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

static void test_messages_have_the_status_of_their_folder(void **state)
{
    (void)state;
    for (size_t i = 0; i < entry_count; i++) {
        if (!is_json(&entries[i])) {
            bool request = strcmp(entries[i].folder, "request") == 0;
            assert_int_equal(entries[i].request, request);
        }
    }
}

static void test_every_code_of_decoding_is_listed(void **state)
{
    (void)state;
    /* A body over max_body is no file to keep, a length none of decoding. */
    static const ucr_code codes[] = {
        UCR_OK,        UCR_E_EMPTY,   UCR_E_EOF,      UCR_E_SYNTAX,
        UCR_E_NUMBER,  UCR_E_CONTROL, UCR_E_ESCAPE,   UCR_E_SURROGATE,
        UCR_E_UTF8,    UCR_E_BOM,     UCR_E_TRAILING, UCR_E_DEPTH,
        UCR_E_TYPE,    UCR_E_ENUM,    UCR_E_MISSING,  UCR_E_DUPLICATE,
        UCR_E_UNKNOWN, UCR_E_ITEMS,   UCR_E_STATUS};
    int missing = 0;
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        size_t k = 0;
        while (k < entry_count && entries[k].code != codes[i]) {
            k++;
        }
        if (k == entry_count) {
            print_error("%s is not listed\n", ucr_code_name(codes[i]));
            missing++;
        }
    }
    assert_int_equal(missing, 0);
}

/* ---- Verdicts --------------------------------------------------------------
 */

static bool is_as_listed(const entry *e, const decoded *got)
{
    char path[UCR_MAX_PATH];
    ucr_error_path(path, sizeof(path), &got->err);
    return got->code == e->code && got->err.offset == e->offset &&
           strcmp(path, e->path) == 0;
}

static void test_verdict_offset_and_path_are_as_listed(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < entry_count; i++) {
        ucr_str body = body_of(&entries[i]);
        decoded got = decode(&entries[i], body);
        if (!is_as_listed(&entries[i], &got)) {
            wrong += complain(&entries[i], "verdict", &got.err);
        }
        block_free(body);
    }
    assert_int_equal(wrong, 0);
}

/* An error without an answer, or an answer without an error. */
static void assert_nothing_left(const entry *e, const decoded *got,
                                ucr_str body)
{
    if (got->code == UCR_OK) {
        assert_zero(&got->err, sizeof(got->err));
    } else if (e->request) {
        assert_zero(&got->request, sizeof(got->request));
    } else {
        assert_zero(&got->response, sizeof(got->response));
    }
    assert_true(got->err.offset <= body.len);
}

static void test_refusal_leaves_nothing_behind(void **state)
{
    (void)state;
    for (size_t i = 0; i < entry_count; i++) {
        ucr_str body = body_of(&entries[i]);
        decoded got = decode(&entries[i], body);
        assert_nothing_left(&entries[i], &got, body);
        block_free(body);
    }
}

static void assert_request_inside(const ucr_request *request, ucr_str body)
{
    assert_inside(request->command_name.raw, body);
    assert_inside(request->result_detail.raw, body);
    assert_inside(request->result_detail_text.raw, body);
}

static void assert_lists_inside(const ucr_response *response, ucr_str body)
{
    ucr_iter iter = ucr_each_param(&response->error_param);
    ucr_text text;
    size_t count = 0;
    while (ucr_next_param(&iter, &text)) {
        assert_non_null(text.raw.ptr);
        assert_inside(text.raw, response->error_param.raw);
        count++;
    }
    assert_int_equal(count, response->error_param.count);
    iter = ucr_each_detail(&response->details);
    ucr_detail detail;
    count = 0;
    while (ucr_next_detail(&iter, &detail)) {
        assert_inside(detail.error_code.raw, response->details.raw);
        assert_inside(detail.error_msg.raw, response->details.raw);
        count++;
    }
    assert_int_equal(count, response->details.count);
    assert_inside(response->error_param.raw, body);
    assert_inside(response->details.raw, body);
}

static void assert_response_inside(const ucr_response *response, ucr_str body)
{
    assert_inside(response->error_code.raw, body);
    assert_inside(response->error_msg.raw, body);
    assert_inside(response->encoded_authorization_message.raw, body);
    assert_inside(response->request_id.raw, body);
    assert_inside(response->title.raw, body);
    assert_inside(response->message.raw, body);
    assert_inside(response->body.raw, body);
    assert_null(response->error_param.items);
    assert_null(response->details.items);
    assert_lists_inside(response, body);
}

static void test_every_view_lies_in_the_body(void **state)
{
    (void)state;
    for (size_t i = 0; i < entry_count; i++) {
        ucr_str body = body_of(&entries[i]);
        decoded got = decode(&entries[i], body);
        if (got.code == UCR_OK && entries[i].request) {
            assert_request_inside(&got.request, body);
        } else if (got.code == UCR_OK) {
            assert_response_inside(&got.response, body);
            assert_true(same_bytes(got.response.body.raw, value_of(body)) ||
                        value_of(body).len == 0);
        }
        block_free(body);
    }
}

static bool is_same_request(const ucr_request *a, const ucr_request *b)
{
    return same_text_view(a->command_name, b->command_name) &&
           same_view(a->result_detail.raw, b->result_detail.raw) &&
           a->result_detail.kind == b->result_detail.kind &&
           same_text_view(a->result_detail_text, b->result_detail_text) &&
           a->command == b->command && a->result == b->result;
}

static bool is_same_response(const ucr_response *a, const ucr_response *b)
{
    return same_text_view(a->error_code, b->error_code) &&
           same_text_view(a->error_msg, b->error_msg) &&
           same_text_view(a->encoded_authorization_message,
                          b->encoded_authorization_message) &&
           same_view(a->error_param.raw, b->error_param.raw) &&
           a->error_param.count == b->error_param.count &&
           same_view(a->details.raw, b->details.raw) &&
           a->details.count == b->details.count &&
           same_text_view(a->request_id, b->request_id) &&
           same_text_view(a->title, b->title) &&
           same_text_view(a->message, b->message) &&
           same_view(a->body.raw, b->body.raw) &&
           a->body.kind == b->body.kind && a->status == b->status &&
           a->shape == b->shape && a->ignored == b->ignored;
}

static void test_decoding_twice_gives_the_same_answer(void **state)
{
    (void)state;
    for (size_t i = 0; i < entry_count; i++) {
        ucr_str body = body_of(&entries[i]);
        decoded once = decode(&entries[i], body);
        decoded twice = decode(&entries[i], body);
        assert_int_equal(once.code, twice.code);
        assert_int_equal(once.err.offset, twice.err.offset);
        assert_int_equal(once.err.steps, twice.err.steps);
        if (entries[i].request) {
            assert_true(is_same_request(&once.request, &twice.request));
        } else {
            assert_true(is_same_response(&once.response, &twice.response));
        }
        block_free(body);
    }
}

/* ---- There and back --------------------------------------------------------
 */

static ucr_code encode(const entry *e, const decoded *from, char *buf,
                       size_t cap, size_t *len)
{
    ucr_options options = options_of(e);
    ucr_error err;
    if (e->request) {
        return ucr_encode_request(buf, cap, len, &from->request, &options,
                                  &err);
    }
    return ucr_encode_response(buf, cap, len, &from->response, &options, &err);
}

/* The encoding in a block of exactly its size. */
static ucr_str encoded(const entry *e, const decoded *from)
{
    size_t size = 0;
    size_t len = 0;
    ucr_code measured = encode(e, from, NULL, 0, &size);
    assert_true(measured == UCR_E_SPACE || (measured == UCR_OK && size == 0));
    char *buf = block_room(size);
    assert_int_equal(encode(e, from, buf, size, &len), UCR_OK);
    assert_int_equal(len, size);
    return (ucr_str){buf, size};
}

static bool is_success(const entry *e)
{
    return e->status >= 200 && e->status <= 299;
}

/* A seed whose name begins with a shape has it in interop, unless its status is
 * a success. */
static bool shape_named(ucr_shape *shape, const char *file)
{
    static const char *const names[] = {
        [UCR_SHAPE_DOCUMENTED] = "ok/documented-",
        [UCR_SHAPE_GATEWAY] = "ok/gateway-",
        [UCR_SHAPE_ALIAS] = "ok/alias-",
        [UCR_SHAPE_NESTED] = "ok/nested-",
        [UCR_SHAPE_PARTIAL] = "ok/partial-",
        [UCR_SHAPE_OTHER] = "ok/other-",
        [UCR_SHAPE_EMPTY] = "ok/empty-",
    };
    for (size_t i = UCR_SHAPE_DOCUMENTED; i < COUNT_OF(names); i++) {
        if (strncmp(file, names[i], strlen(names[i])) == 0) {
            *shape = (ucr_shape)i;
            return true;
        }
    }
    return false;
}

static void test_answers_have_the_shape_of_their_name(void **state)
{
    (void)state;
    unsigned seen = 0;
    int wrong = 0;
    for (size_t i = 0; i < entry_count; i++) {
        const entry *e = &entries[i];
        ucr_shape shape;
        if (e->request || is_json(e) || e->code != UCR_OK || is_success(e) ||
            e->profile != UCR_INTEROP || !shape_named(&shape, e->file)) {
            continue;
        }
        ucr_str body = body_of(e);
        decoded got = decode(e, body);
        if (got.response.shape != shape) {
            wrong += complain(e, "shape", &got.err);
        }
        seen |= 1u << shape;
        block_free(body);
    }
    assert_int_equal(wrong, 0);
    assert_int_equal(seen, 0x1FCu);
}

static bool is_longer(ucr_text text, size_t max)
{
    size_t size = ucr_text_copy(NULL, 0, text);
    size_t points = 0;
    char *plain = malloc(size + 1);
    assert_non_null(plain);
    assert_int_equal(ucr_text_copy(plain, size, text), size);
    for (size_t i = 0; i < size; i++) {
        points += (plain[i] & 0xC0) != 0x80;
    }
    free(plain);
    return points > max;
}

/* What encoding a decoded list must give. */
static ucr_code details_verdict(const entry *e, const ucr_details *details)
{
    ucr_iter iter = ucr_each_detail(details);
    ucr_detail detail;
    ucr_code verdict = UCR_OK;
    while (ucr_next_detail(&iter, &detail)) {
        if (detail.error_code.raw.ptr == NULL ||
            detail.error_msg.raw.ptr == NULL) {
            return UCR_E_ARGUMENT;
        }
        if (e->profile == UCR_STRICT &&
            (is_longer(detail.error_code, UCR_MAX_ERROR_CODE) ||
             is_longer(detail.error_msg, UCR_MAX_ERROR_MSG))) {
            verdict = UCR_E_LENGTH;
        }
    }
    return verdict;
}

/* Whether what was decoded can be encoded; if not, why. */
static ucr_code encode_verdict(const entry *e, const ucr_response *response)
{
    if (e->request || is_success(e)) {
        return UCR_OK;
    }
    if (response->error_code.raw.ptr == NULL ||
        response->error_msg.raw.ptr == NULL) {
        return UCR_E_ARGUMENT;
    }
    ucr_code details = details_verdict(e, &response->details);
    if (details == UCR_OK && e->profile == UCR_STRICT &&
        (is_longer(response->error_code, UCR_MAX_ERROR_CODE) ||
         is_longer(response->error_msg, UCR_MAX_ERROR_MSG) ||
         is_longer(response->encoded_authorization_message,
                   UCR_MAX_ENCODED_AUTHORIZATION_MESSAGE))) {
        return UCR_E_LENGTH;
    }
    return details;
}

static void assert_requests_agree(const ucr_request *a, const ucr_request *b)
{
    assert_int_equal(a->command, b->command);
    assert_int_equal(a->result, b->result);
    assert_true(same_text(a->command_name, b->command_name));
    assert_int_equal(a->result_detail.kind, b->result_detail.kind);
    assert_true(same_bytes(a->result_detail.raw, b->result_detail.raw));
    assert_true(same_text(a->result_detail_text, b->result_detail_text));
}

static void assert_lists_agree(const ucr_response *a, const ucr_response *b)
{
    ucr_text text[2];
    ucr_iter iter[] = {ucr_each_param(&a->error_param),
                       ucr_each_param(&b->error_param)};
    while (ucr_next_param(&iter[0], &text[0])) {
        assert_true(ucr_next_param(&iter[1], &text[1]));
        assert_true(same_text(text[0], text[1]));
    }
    assert_false(ucr_next_param(&iter[1], &text[1]));
    ucr_detail detail[2];
    ucr_iter walk[] = {ucr_each_detail(&a->details),
                       ucr_each_detail(&b->details)};
    while (ucr_next_detail(&walk[0], &detail[0])) {
        assert_true(ucr_next_detail(&walk[1], &detail[1]));
        assert_true(same_text(detail[0].error_code, detail[1].error_code));
        assert_true(same_text(detail[0].error_msg, detail[1].error_msg));
    }
    assert_false(ucr_next_detail(&walk[1], &detail[1]));
}

/* All but what encoding does not look at. */
static void assert_responses_agree(const ucr_response *a, const ucr_response *b)
{
    assert_int_equal(a->status, b->status);
    assert_true(same_text(a->error_code, b->error_code));
    assert_true(same_text(a->error_msg, b->error_msg));
    assert_true(same_text(a->encoded_authorization_message,
                          b->encoded_authorization_message));
    assert_true(same_text(a->request_id, b->request_id));
    assert_int_equal(a->error_param.raw.ptr == NULL,
                     b->error_param.raw.ptr == NULL);
    assert_int_equal(a->details.raw.ptr == NULL, b->details.raw.ptr == NULL);
    assert_lists_agree(a, b);
}

static void expect_round_trip(const entry *e, const decoded *first)
{
    ucr_str there = encoded(e, first);
    decoded second = decode(e, there);
    assert_int_equal(second.code, UCR_OK);
    if (e->request) {
        assert_requests_agree(&first->request, &second.request);
    } else {
        assert_responses_agree(&first->response, &second.response);
    }
    ucr_str again = encoded(e, &second);
    assert_true(same_bytes(there, again));
    block_free(there);
    block_free(again);
}

static void test_what_was_decoded_goes_there_and_back(void **state)
{
    (void)state;
    size_t trips = 0;
    for (size_t i = 0; i < entry_count; i++) {
        ucr_str body = body_of(&entries[i]);
        decoded got = decode(&entries[i], body);
        if (got.code == UCR_OK) {
            ucr_code verdict = encode_verdict(&entries[i], &got.response);
            size_t len = 77;
            if (verdict == UCR_OK) {
                expect_round_trip(&entries[i], &got);
                trips++;
            } else {
                assert_int_equal(encode(&entries[i], &got, NULL, 0, &len),
                                 verdict);
                assert_int_equal(len, 0);
            }
        }
        block_free(body);
    }
    assert_true(trips > 0);
}

/* ---- Cuts ------------------------------------------------------------------
 */

/* A place for a cut of a long body: both ends, and around multiples of 16. */
static size_t next_cut(size_t cut, size_t len)
{
    const size_t ends = 48;
    if (len <= 4096 || cut < ends || cut + ends >= len) {
        return cut + 1;
    }
    size_t stride = (len / 24 + 15) / 16 * 16;
    size_t beyond = cut % 16;
    if (beyond == 15 || beyond == 0) {
        return cut + 1;
    }
    size_t next = (cut / stride + 1) * stride - 1;
    return next < len - ends ? next : len - ends;
}

/* Whether the digits of a number that was cut make a number too. */
static bool is_whole_number(ucr_str body, size_t cut)
{
    const char *value = value_of(body).ptr;
    bool number = *value == '-' || (*value >= '0' && *value <= '9');
    char last = body.ptr[cut - 1];
    return number && last >= '0' && last <= '9';
}

/* What an accepted body is, cut: a fault at the cut in all but few cases. */
static ucr_error cut_verdict(const entry *e, ucr_str body, size_t cut)
{
    ucr_str value = value_of(body);
    size_t from = (size_t)(value.ptr - body.ptr);
    bool may_be_empty = !e->request && e->profile == UCR_INTEROP;
    ucr_error verdict = {.code = UCR_OK};
    if (has_mark(body) && cut > 0 && cut < 3) {
        verdict.code = UCR_E_SYNTAX;
        return verdict;
    }
    if (cut <= from) {
        verdict.code = may_be_empty ? UCR_OK : UCR_E_EMPTY;
    } else if (cut < from + value.len && !is_whole_number(body, cut)) {
        verdict.code = UCR_E_EOF;
    }
    verdict.offset = verdict.code == UCR_OK ? 0 : cut;
    return verdict;
}

static int cut_everywhere(const entry *e, ucr_str body)
{
    int wrong = 0;
    for (size_t cut = 0; cut < body.len; cut = next_cut(cut, body.len)) {
        ucr_str part = block(body.ptr, cut);
        ucr_error expected = cut_verdict(e, body, cut);
        decoded got = decode(e, part);
        if (got.code != expected.code || got.err.offset != expected.offset) {
            print_error("cut at %zu: ", cut);
            wrong += complain(e, "cut", &got.err);
        }
        block_free(part);
    }
    return wrong;
}

static void test_accepted_seeds_cut_anywhere_are_refused_there(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < entry_count; i++) {
        if (entries[i].code == UCR_OK) {
            ucr_str body = body_of(&entries[i]);
            wrong += cut_everywhere(&entries[i], body);
            block_free(body);
        }
    }
    assert_int_equal(wrong, 0);
}

static void test_refused_seeds_cut_anywhere_leave_nothing_behind(void **state)
{
    (void)state;
    for (size_t i = 0; i < entry_count; i++) {
        ucr_str body = body_of(&entries[i]);
        bool skipped = entries[i].code == UCR_OK || body.len > 16384;
        size_t cut = skipped ? body.len : 0;
        for (; cut < body.len; cut = next_cut(cut, body.len)) {
            ucr_str part = block(body.ptr, cut);
            decoded got = decode(&entries[i], part);
            assert_nothing_left(&entries[i], &got, part);
            block_free(part);
        }
        block_free(body);
    }
}

/* With bytes behind each capacity that must stay. */
static void expect_capacities(const entry *e, const decoded *from)
{
    ucr_str whole = encoded(e, from);
    for (size_t cap = 0; cap <= whole.len + 1;
         cap = next_cut(cap, whole.len + 1)) {
        char *room = room_of(cap);
        size_t len = SIZE_MAX;
        ucr_code code = encode(e, from, room, cap, &len);
        assert_int_equal(code, cap < whole.len ? UCR_E_SPACE : UCR_OK);
        assert_int_equal(len, whole.len);
        if (code == UCR_OK) {
            assert_bytes(room, len, whole);
            assert_untouched(room + len, cap - len);
        }
        assert_canaries(room, cap);
        free(room);
    }
    block_free(whole);
}

static void test_what_was_decoded_is_encoded_at_every_capacity(void **state)
{
    (void)state;
    size_t encodings = 0;
    for (size_t i = 0; i < entry_count; i++) {
        ucr_str body = body_of(&entries[i]);
        decoded got = decode(&entries[i], body);
        if (got.code == UCR_OK &&
            encode_verdict(&entries[i], &got.response) == UCR_OK) {
            expect_capacities(&entries[i], &got);
            encodings++;
        }
        block_free(body);
    }
    assert_true(encodings > 0);
}

/* ---- Values as the detail of a request --------------------------------------
 */

static const char detail_head[] =
    "{\"command_name\":\"START\",\"result\":\"success\",\"result_detail\":";

#define DETAIL_AT (sizeof(detail_head) - 1)

static ucr_str wrapped(ucr_str value)
{
    char *body = malloc(DETAIL_AT + value.len + 1);
    assert_non_null(body);
    memcpy(body, detail_head, DETAIL_AT);
    if (value.len > 0) {
        memcpy(body + DETAIL_AT, value.ptr, value.len);
    }
    body[DETAIL_AT + value.len] = '}';
    return (ucr_str){body, DETAIL_AT + value.len + 1};
}

static decoded decode_wrapped(const entry *e, ucr_str body)
{
    decoded result;
    /* One level more, for the request around the value. */
    ucr_options options = {.profile = e->profile,
                           .max_depth = UCR_DEFAULT_MAX_DEPTH + 1};
    memset(&result, 0x33, sizeof(result));
    result.code =
        ucr_decode_request(&result.request, body, &options, &result.err);
    return result;
}

/* A fault inside the value stays that fault, further on. */
static bool stays_in_the_value(ucr_code code)
{
    return code == UCR_E_SYNTAX || code == UCR_E_NUMBER ||
           code == UCR_E_CONTROL || code == UCR_E_ESCAPE ||
           code == UCR_E_SURROGATE || code == UCR_E_UTF8 || code == UCR_E_DEPTH;
}

static bool is_scanner_code(ucr_code code)
{
    return code != UCR_OK && code < UCR_E_TYPE;
}

/* The verdict on a value as a detail, from its verdict alone; false where
 * that does not say which fault it is. */
static bool wrapped_verdict(ucr_error *out, const entry *e, ucr_str body)
{
    ucr_str value = value_of(body);
    memset(out, 0, sizeof(*out));
    out->steps = 1;
    out->path[0].name = "result_detail";
    out->offset = DETAIL_AT + e->offset;
    out->code = e->code;
    if (has_mark(body) || value.len == 0) {
        /* Fine before a body at most; here it is no value. */
        out->offset = DETAIL_AT + (has_mark(body) ? 0 : body.len);
        out->code = UCR_E_SYNTAX;
    } else if (!is_scanner_code(e->code)) {
        out->code = UCR_OK;
    } else if (e->code == UCR_E_BOM) {
        out->offset = DETAIL_AT;
        out->code = UCR_E_SYNTAX;
    } else {
        return stays_in_the_value(e->code);
    }
    return true;
}

/* `1,"x":2` alone is trailing; in an object it is a member more. */
static bool goes_on_as_members(const entry *e, ucr_str body)
{
    return e->code == UCR_E_TRAILING && body.ptr[e->offset] == ',';
}

static void expect_detail(const decoded *got, ucr_str body, ucr_str whole)
{
    ucr_str value = value_of(body);
    size_t at = DETAIL_AT + (size_t)(value.ptr - body.ptr);
    assert_int_equal(got->request.result_detail.kind, kind_of(*value.ptr));
    assert_ptr_equal(got->request.result_detail.raw.ptr, whole.ptr + at);
    assert_int_equal(got->request.result_detail.raw.len, value.len);
    assert_int_equal(got->request.result_detail_text.raw.ptr != NULL,
                     kind_of(*value.ptr) == UCR_JSON_STRING);
}

static int check_wrapped(const entry *e, ucr_str body)
{
    ucr_str whole = wrapped(body);
    decoded got = decode_wrapped(e, whole);
    ucr_error expected;
    int wrong = 0;
    if (!wrapped_verdict(&expected, e, body)) {
        if (got.code == UCR_OK && !goes_on_as_members(e, body)) {
            wrong = complain(e, "as a detail", &got.err);
        }
    } else if (expected.code == UCR_OK) {
        assert_int_equal(got.code, UCR_OK);
        expect_detail(&got, body, whole);
    } else if (got.code != expected.code || got.err.offset != expected.offset ||
               got.err.steps != 1 ||
               strcmp(got.err.path[0].name, "result_detail") != 0) {
        wrong = complain(e, "as a detail", &got.err);
    }
    block_free(whole);
    return wrong;
}

static void test_values_are_judged_alike_as_a_detail(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < entry_count; i++) {
        if (is_json(&entries[i])) {
            ucr_str body = body_of(&entries[i]);
            wrong += check_wrapped(&entries[i], body);
            block_free(body);
        }
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_folder_has_lines),
        cmocka_unit_test(test_every_file_is_listed),
        cmocka_unit_test(test_folders_hold_nothing_else),
        cmocka_unit_test(test_every_listed_file_can_be_read),
        cmocka_unit_test(test_no_line_is_there_twice),
        cmocka_unit_test(test_every_message_has_a_line_for_each_profile),
        cmocka_unit_test(test_the_folder_says_what_interop_accepts),
        cmocka_unit_test(test_messages_have_the_status_of_their_folder),
        cmocka_unit_test(test_every_code_of_decoding_is_listed),
        cmocka_unit_test(test_verdict_offset_and_path_are_as_listed),
        cmocka_unit_test(test_refusal_leaves_nothing_behind),
        cmocka_unit_test(test_every_view_lies_in_the_body),
        cmocka_unit_test(test_decoding_twice_gives_the_same_answer),
        cmocka_unit_test(test_answers_have_the_shape_of_their_name),
        cmocka_unit_test(test_what_was_decoded_goes_there_and_back),
        cmocka_unit_test(test_what_was_decoded_is_encoded_at_every_capacity),
        cmocka_unit_test(test_accepted_seeds_cut_anywhere_are_refused_there),
        cmocka_unit_test(test_refused_seeds_cut_anywhere_leave_nothing_behind),
        cmocka_unit_test(test_values_are_judged_alike_as_a_detail),
    };
    return cmocka_run_group_tests_name("corpus", tests, load, NULL);
}
