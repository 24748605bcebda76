/* SPDX-License-Identifier: MIT */
/*
 * Sources that another thread changes all the time: answers may be anything,
 * but each call comes back, nothing outside of a source is read or of a buffer
 * written, and every view lies in one of the two.
 *
 * Each seed of the corpus lies against a page that cannot be touched, at its
 * end or at its beginning. One thread makes a byte something else and what it
 * was again, then another byte; the other calls whatever reads a source.
 * What it asks for is drawn, the same in each run; when a byte changes is not.
 */
#include "support.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "guard.h"
#include "seeds.h"

/* Of a longer seed a byte is too seldom the one that is read. */
#define LONGEST ((size_t)2048)

/* ---- What changes ----------------------------------------------------------
 */

static char *source; /* where it lies */
static char seed[LONGEST];
static atomic_size_t changing; /* bytes of it that may change: 0 or all */
static atomic_ulong rounds;    /* of the thread that changes them */
static atomic_bool ended;      /* for that thread */
static pthread_t changer;

/* What means something to a reader, or is no UTF-8. */
static const char into[] =
    "\"\\{}[]:,1 e-.ut0dD/%;?\n\x1F\x7F\x80\xC3\xE4\xF0\xFF";

/* For as long as one read takes, or a whole call: what would be refused at once
 * meets no change. */
static void change_one(uint64_t draw, size_t len)
{
    volatile char *byte = source + (draw >> 16) % len;
    *byte = into[(draw >> 40) % sizeof(into)];
    for (uint64_t left = (draw & 31) << (draw >> 5 & 7); left > 0; left--) {
        atomic_signal_fence(memory_order_seq_cst);
    }
    *byte = seed[byte - source];
}

static void *change_all(void *unused)
{
    (void)unused;
    uint64_t state = 1;
    while (!atomic_load(&ended)) {
        const size_t len = atomic_load(&changing);
        if (len > 0) {
            change_one(drawn(&state), len);
        }
        atomic_fetch_add(&rounds, 1);
    }
    return NULL;
}

static int start_changing(void **state)
{
    (void)state;
    return pthread_create(&changer, NULL, change_all, NULL);
}

static int stop_changing(void **state)
{
    (void)state;
    atomic_store(&ended, true);
    return pthread_join(changer, NULL);
}

/* Lets nobody change anything until there is another source. */
static void put_seed(const char *bytes, size_t len, bool at_end)
{
    atomic_store(&changing, 0);
    const unsigned long before = atomic_load(&rounds);
    while (atomic_load(&rounds) < before + 2) {
    }
    memcpy(seed, bytes, len);
    source = at_end ? guard_after(bytes, len) : guard_before(bytes, len);
    atomic_store(&changing, len);
}

/* ---- What is asked for -----------------------------------------------------
 */

static uint64_t asked = 1;

static size_t below(size_t most)
{
    return (size_t)(drawn(&asked) >> 20) % most;
}

static ucr_options options_drawn(void)
{
    return (ucr_options){.profile = below(2) == 0 ? UCR_STRICT : UCR_INTEROP};
}

/* A part of the source. */
static ucr_text text_drawn(ucr_str body)
{
    const size_t from = below(body.len + 1);
    const size_t len = below(body.len - from + 1);
    return (ucr_text){{body.ptr + from, len}, below(3) != 0};
}

/* A buffer between bytes that nobody may write. */
static char around[8 * LONGEST];
static size_t cap;

static char *buffer(size_t needed)
{
    cap = below(2) == 0 ? needed : below(needed + 8);
    cap = cap < 7 * LONGEST ? cap : 7 * LONGEST;
    memset(around, CANARY, CANARIES);
    memset(around + CANARIES + cap, CANARY, CANARIES);
    return around + CANARIES;
}

static void assert_buffer(void)
{
    assert_untouched(around, CANARIES);
    assert_untouched(around + CANARIES + cap, CANARIES);
}

static void assert_view(ucr_str view, ucr_str body)
{
    const ucr_str own = {around + CANARIES, cap};
    const bool is_own = view.ptr >= own.ptr && view.ptr <= own.ptr + own.len;
    assert_inside(view, is_own ? own : body);
}

/* ---- Decoding --------------------------------------------------------------
 */

static void decode_request(ucr_str body)
{
    ucr_request request;
    ucr_error err;
    const ucr_options options = options_drawn();
    if (ucr_decode_request(&request, body, &options, &err) != UCR_OK) {
        assert_zero(&request, sizeof(request));
        assert_true(err.offset <= body.len);
        return;
    }
    assert_inside(request.command_name.raw, body);
    assert_inside(request.result_detail.raw, body);
    assert_inside(request.result_detail_text.raw, body);
    assert_true(request.command != UCR_COMMAND_NONE);
    assert_true(request.result != UCR_RESULT_NONE);
}

static void decode_response(ucr_str body)
{
    static const int statuses[] = {200, 400, 403, 403, 502};
    ucr_response answer;
    ucr_error err;
    const ucr_options options = options_drawn();
    const int status = statuses[below(COUNT_OF(statuses))];
    if (ucr_decode_response(&answer, status, body, &options, &err) != UCR_OK) {
        assert_zero(&answer, sizeof(answer));
        assert_true(err.offset <= body.len);
        return;
    }
    assert_answer_inside(&answer, body);
}

/* ---- Encoding --------------------------------------------------------------
 */

/* With a detail that may be what it says, or a text. */
static ucr_request request_drawn(ucr_str body)
{
    ucr_request in = {.command = (ucr_command)(1 + below(UCR_COMMAND_OTHER)),
                      .result = (ucr_result)(1 + below(UCR_RESULT_FAIL))};
    if (in.command == UCR_COMMAND_OTHER) {
        in.command_name = text_drawn(body);
    }
    if (below(2) == 0) {
        in.result_detail_text = text_drawn(body);
    } else {
        in.result_detail = (ucr_json){body, kind_of(seed[0])};
    }
    return in;
}

static void encode_request(ucr_str body)
{
    const ucr_options options = options_drawn();
    const ucr_request in = request_drawn(body);
    size_t len = 0;
    (void)ucr_encode_request(NULL, 0, &len, &in, &options, NULL);
    char *buf = buffer(len);
    (void)ucr_encode_request(buf, cap, &len, &in, &options, NULL);
    assert_buffer();
}

static void encode_parts(ucr_str body)
{
    const ucr_options options = options_drawn();
    const ucr_request in = request_drawn(body);
    ucr_parts parts;
    char *buf = buffer(64 + body.len);
    if (ucr_encode_request_parts(&parts, buf, cap, &in, &options, NULL) ==
        UCR_OK) {
        assert_view(parts.head, body);
        assert_view(parts.tail, body);
        assert_view(parts.detail, body);
    }
    assert_buffer();
}

static void encode_response(ucr_str body)
{
    const ucr_options options = options_drawn();
    const ucr_text texts[] = {text_drawn(body), text_drawn(body)};
    const ucr_detail details[] = {{text_drawn(body), text_drawn(body)}};
    ucr_response in;
    size_t len = 0;
    /* Lists that were in a body, or of a caller. */
    if (below(2) == 0 ||
        ucr_decode_response(&in, 403, body, NULL, NULL) != UCR_OK) {
        memset(&in, 0, sizeof(in));
        in.error_param = (ucr_texts){.items = texts, .count = 2};
        in.details = (ucr_details){.items = details, .count = 1};
    }
    in.status = 403;
    in.error_code = text_drawn(body);
    in.error_msg = text_drawn(body);
    in.encoded_authorization_message = text_drawn(body);
    in.request_id = text_drawn(body);
    (void)ucr_encode_response(NULL, 0, &len, &in, &options, NULL);
    char *buf = buffer(len);
    (void)ucr_encode_response(buf, cap, &len, &in, &options, NULL);
    assert_buffer();
}

/* ---- Texts -----------------------------------------------------------------
 */

typedef size_t write_text(char *buf, size_t cap, ucr_text text);

/* With room for all of it, `more` bytes included, or for any part. */
static void write_with(write_text *write, size_t more, ucr_str body)
{
    const ucr_text text = text_drawn(body);
    char *buf = buffer(write(NULL, 0, text) + more);
    (void)write(buf, cap, text);
    assert_buffer();
}

static void copy(ucr_str body)
{
    write_with(ucr_text_copy, 0, body);
}

static void copyz(ucr_str body)
{
    const char *buf = around + CANARIES;
    write_with(ucr_text_copyz, 1, body);
    assert_true(cap == 0 || memchr(buf, '\0', cap) != NULL);
}

static void show(ucr_str body)
{
    write_with(ucr_text_show, 0, body);
}

static void equal(ucr_str body)
{
    const ucr_text text = text_drawn(body);
    char *buf = buffer(ucr_text_copy(NULL, 0, text));
    const size_t len = ucr_text_copy(buf, cap, text);
    const ucr_str plain = block(buf, len < cap ? len : cap);
    (void)ucr_text_equal(text, plain);
    block_free(plain);
}

static void unwrap(ucr_str body)
{
    const ucr_options options = options_drawn();
    const ucr_json in = {body, kind_of(seed[0])};
    ucr_json out;
    size_t len;
    char *buf = buffer(body.len);
    if (ucr_detail_unwrap(&out, buf, cap, &len, in, &options, NULL) == UCR_OK) {
        assert_view(out.raw, body);
    } else {
        assert_zero(&out, sizeof(out));
    }
    assert_buffer();
}

/* ---- Everything else -------------------------------------------------------
 */

static void describe(ucr_str body)
{
    ucr_request request;
    ucr_error err;
    size_t line;
    size_t column;
    if (ucr_decode_request(&request, body, NULL, &err) == UCR_OK) {
        err.code = UCR_E_TYPE;
        err.offset = below(body.len + 1);
    }
    char *buf = buffer(ucr_error_describe(NULL, 0, &err, body) + 1);
    (void)ucr_error_describe(buf, cap, &err, body);
    assert_true(cap == 0 || memchr(buf, '\0', cap) != NULL);
    assert_buffer();
    ucr_error_locate(&line, &column, body, err.offset);
    assert_true(line <= body.len + 1);
    assert_true(column <= body.len + 1);
}

static void read_path(ucr_str target)
{
    const ucr_options options = options_drawn();
    size_t len;
    char *buf = buffer(target.len);
    if (ucr_read_path(buf, cap, &len, target, &options, NULL) == UCR_OK) {
        assert_true(len <= cap);
    }
    assert_buffer();
}

static void write_path(ucr_str id)
{
    const ucr_options options = options_drawn();
    size_t len;
    char *buf = buffer(id.len + sizeof(UCR_PATH_PREFIX UCR_PATH_SUFFIX) - 1);
    if (ucr_write_path(buf, cap, &len, id, &options, NULL) == UCR_OK) {
        assert_true(len <= cap);
    }
    assert_buffer();
}

static void check_headers(ucr_str value)
{
    ucr_error err;
    (void)ucr_check_token(value, &err);
    assert_true(err.offset <= value.len);
    (void)ucr_check_content_type(value, &err);
    assert_true(err.offset <= value.len);
}

/* ---- Seeds -----------------------------------------------------------------
 */

typedef void call(ucr_str source);

/* So many draws from these calls for each seed, at either end of its pages. */
typedef struct plan {
    call *const *calls;
    size_t count;
    int times;
} plan;

static void race(ucr_str bytes, const void *context)
{
    const plan *todo = context;
    if (bytes.len == 0 || bytes.len > LONGEST) {
        return;
    }
    for (int at_end = 0; at_end < 2; at_end++) {
        put_seed(bytes.ptr, bytes.len, at_end != 0);
        for (int i = 0; i < todo->times; i++) {
            todo->calls[below(todo->count)]((ucr_str){source, bytes.len});
        }
    }
}

static void test_bodies(void **state)
{
    (void)state;
    static call *const calls[] = {decode_request,
                                  decode_response,
                                  decode_response,
                                  encode_request,
                                  encode_parts,
                                  encode_response,
                                  copy,
                                  show,
                                  unwrap,
                                  describe};
    static const plan todo = {calls, COUNT_OF(calls), 120};
    static const char *const folders[] = {
        "request/bad", "request/ok", "response/bad", "response/ok", "twin"};
    for (size_t i = 0; i < COUNT_OF(folders); i++) {
        each_seed(folders[i], race, &todo);
    }
}

static void test_texts(void **state)
{
    (void)state;
    static call *const calls[] = {copy, copyz, show, equal, unwrap};
    static const plan todo = {calls, COUNT_OF(calls), 500};
    each_seed("text", race, &todo);
    each_seed("json/accept", race, &todo);
}

static void test_endpoints(void **state)
{
    (void)state;
    static call *const calls[] = {read_path, write_path, check_headers};
    /* What they do takes so little that few changes meet it. */
    static const plan todo = {calls, COUNT_OF(calls), 20000};
    each_seed("endpoint", race, &todo);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_bodies),
                                       cmocka_unit_test(test_texts),
                                       cmocka_unit_test(test_endpoints)};
    return cmocka_run_group_tests_name("race", tests, start_changing,
                                       stop_changing);
}
