/* SPDX-License-Identifier: MIT */
/*
 * Reports how a command ended, and explains the answer: libucr on libcurl.
 *
 * Options become a request, the request is posted, and what comes back becomes
 * words and an exit status: 0 reported, 1 refused, 2 a call that cannot be
 * right, 3 no answer that counts. Knows nothing of JSON and picks no field out
 * of a body itself. Invariant: a report is sent again only after a failure that
 * may pass, a bounded number of times, and of an answer never more is kept than
 * was asked for.
 */
#define _POSIX_C_SOURCE 200809L

#include <curl/curl.h>
#include <errno.h>
#include <getopt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <time.h>

#include <ucr/ucr.h>
#include <ucr/yajl.h>

enum {
    REPORTED = 0,
    REFUSED = 1,
    USAGE = 2,
    NO_ANSWER = 3
};

typedef struct options {
    const char *endpoint, *server, *command, *result, *message, *detail_text;
    const char *token_file;
    unsigned long attempts, timeout_ms, back_off_ms, longest_wait_ms;
    unsigned long max_answer;
} options;

/* An answer's body, under a bound. */
typedef struct answer {
    char *bytes;
    size_t len, cap;
    bool too_long;
} answer;

static const char usage_text[] =
    "usage: ucr-client --server ID --command-name C --result success|fail\n"
    "                  [--message TEXT | --detail-text TEXT] ENDPOINT\n"
    "  --message TEXT       the detail is {\"msg\":TEXT}\n"
    "  --detail-text TEXT   the detail is a string, as the SDKs send one\n"
    "  --token-file FILE    holds the X-Auth-Token, on a line\n"
    "  --attempts N         in all (5)\n"
    "  --timeout-ms N       of one attempt (10000)\n"
    "  --back-off-ms N      the first wait; each further one is twice that "
    "(500)\n"
    "  --longest-wait-ms N  between two attempts (30000)\n"
    "  --max-answer N       bytes (1048576)\n";

/* ---- What is sent -------------------------------------------------------- */

static ucr_command command_of(const char *name)
{
    static const char *const names[] = {
        [UCR_COMMAND_START] = "START",
        [UCR_COMMAND_STOP] = "STOP",
        [UCR_COMMAND_DELETE] = "DELETE",
        [UCR_COMMAND_SYNC] = "SYNC",
        [UCR_COMMAND_UPLOAD_LOG] = "UPLOAD_LOG",
        [UCR_COMMAND_RSET_LOG_ACL] = "RSET_LOG_ACL",
    };
    for (int i = UCR_COMMAND_START; i <= UCR_COMMAND_RSET_LOG_ACL; i++) {
        if (strcmp(names[i], name) == 0) {
            return (ucr_command)i;
        }
    }
    return UCR_COMMAND_OTHER;
}

static ucr_result result_of(const char *name)
{
    if (strcmp(name, "success") == 0) {
        return UCR_RESULT_SUCCESS;
    }
    return strcmp(name, "fail") == 0 ? UCR_RESULT_FAIL : UCR_RESULT_NONE;
}

/* {"msg":TEXT}, made by yajl and checked by the bridge. The detail is a view
 * into the generator. */
static ucr_code detail_of(ucr_json *out, yajl_gen gen, const char *message,
                          ucr_error *err)
{
    yajl_gen_map_open(gen);
    yajl_gen_string(gen, (const unsigned char *)"msg", strlen("msg"));
    yajl_gen_string(gen, (const unsigned char *)message, strlen(message));
    yajl_gen_map_close(gen);
    return ucr_yajl_detail(out, gen, NULL, err);
}

/* Asks for the size first, and then writes. Free `*body`. */
static ucr_code write_body(char **body, size_t *len, const ucr_request *report,
                           ucr_error *err)
{
    ucr_code code = ucr_encode_request(NULL, 0, len, report, NULL, err);
    if (code != UCR_E_SPACE) {
        return code;
    }
    size_t cap = *len;
    *body = malloc(cap);
    return *body == NULL
               ? UCR_E_MEMORY
               : ucr_encode_request(*body, cap, len, report, NULL, err);
}

static ucr_code make_body(char **body, size_t *len, const options *o,
                          ucr_error *err)
{
    ucr_code code = UCR_OK;
    ucr_request report = {.command = command_of(o->command),
                          .command_name = ucr_text_of(o->command),
                          .result = result_of(o->result),
                          .result_detail_text = ucr_text_of(o->detail_text)};
    yajl_gen gen = yajl_gen_alloc(NULL);
    if (gen == NULL) {
        return UCR_E_MEMORY;
    }
    if (o->message != NULL) {
        code = detail_of(&report.result_detail, gen, o->message, err);
    }
    if (code == UCR_OK) {
        code = write_body(body, len, &report, err);
    }
    yajl_gen_free(gen);
    return code;
}

/* The endpoint with the path of the operation. Free it. */
static char *make_url(const options *o, ucr_error *err)
{
    char path[512];
    size_t len;
    ucr_str server = ucr_str_of(o->server);
    if (ucr_write_path(path, sizeof(path), &len, server, NULL, err) != UCR_OK) {
        return NULL;
    }
    size_t head = strlen(o->endpoint);
    while (head > 0 && o->endpoint[head - 1] == '/') {
        head--;
    }
    char *url = malloc(head + len + 1);
    if (url != NULL) {
        memcpy(url, o->endpoint, head);
        memcpy(url + head, path, len);
        url[head + len] = '\0';
    }
    return url;
}

/* "X-Auth-Token: ..." from a file. A token that could break out of its header
 * is refused. */
static bool read_token(char *header, size_t cap, const char *file)
{
    ucr_error err;
    int head = snprintf(header, cap, "%s: ", UCR_HEADER_TOKEN);
    FILE *from = fopen(file, "r");
    char *token = header + head;
    bool got =
        from != NULL && fgets(token, (int)(cap - (size_t)head), from) != NULL;
    if (from != NULL) {
        (void)fclose(from);
    }
    if (!got) {
        (void)fprintf(stderr, "%s: no token there\n", file);
        return false;
    }
    token[strcspn(token, "\n")] = '\0';
    if (ucr_check_token(ucr_str_of(token), &err) != UCR_OK) {
        (void)fprintf(stderr, "%s: %s\n", file, ucr_code_text(err.code));
        return false;
    }
    return true;
}

/* ---- What comes back, in words ------------------------------------------- */

/* A text from a body reaches a terminal in no other way than this. */
static void show(const char *label, ucr_text text)
{
    char shown[2048];
    if (text.raw.ptr == NULL) {
        return;
    }
    size_t full = ucr_text_show(shown, sizeof(shown), text);
    size_t len = full < sizeof(shown) ? full : sizeof(shown);
    (void)printf("  %s: %.*s%s\n", label, (int)len, shown,
                 full > len ? "..." : "");
}

static void show_lists(const ucr_response *r)
{
    ucr_text param;
    ucr_detail detail;
    ucr_iter params = ucr_each_param(&r->error_param);
    while (ucr_next_param(&params, &param)) {
        show("parameter", param);
    }
    ucr_iter details = ucr_each_detail(&r->details);
    while (ucr_next_detail(&details, &detail)) {
        show("detail, code", detail.error_code);
        show("detail, message", detail.error_msg);
    }
}

static void show_members(const ucr_response *r)
{
    show("code", r->error_code);
    show("message", r->error_msg);
    show("title", r->title);
    show_lists(r);
    show("encoded authorization message", r->encoded_authorization_message);
    show("request id", r->request_id);
    show("message", r->message);
}

static const char *what_to_do(long status)
{
    switch (status) {
    case 400:
        return "the report does not fit what the server was told to do";
    case 401:
        return "the token, a header or the length is not what it takes";
    case 403:
        return "the user lacks the permission " UCR_PERMISSION;
    case 404:
        return "the service knows no such server";
    case 429:
        return "too many requests at once; try again later";
    default:
        return status >= 500 ? "the service failed; try again later"
                             : "nothing that this program knows of";
    }
}

/* Says what an answer means, whoever wrote it. */
static void explain(long status, const answer *in)
{
    const ucr_str body = {in->bytes, in->len};
    char words[1024];
    ucr_response r;
    ucr_error err;
    (void)printf("status %ld: %s\n", status,
                 status / 100 == 2 ? "reported" : what_to_do(status));
    if (in->too_long) {
        (void)printf("  an answer of more than %zu bytes\n", in->cap);
    } else if (ucr_decode_response(&r, (int)status, body, NULL, &err) ==
               UCR_OK) {
        show_members(&r);
    } else {
        (void)ucr_error_describe(words, sizeof(words), &err, body);
        (void)printf("  an answer that cannot be read:\n%s", words);
    }
}

/* ---- Sending it, and again ----------------------------------------------- */

static size_t collect(char *bytes, size_t size, size_t count, void *to)
{
    answer *a = to;
    size_t some = size * count;
    if (some > a->cap - a->len) {
        a->too_long = true;
        return 0; /* curl ends the transfer */
    }
    memcpy(a->bytes + a->len, bytes, some);
    a->len += some;
    return some;
}

/* Statuses that say "not now". */
static bool may_pass(long status)
{
    return status == 429 || (status >= 502 && status <= 504);
}

/* No other 4xx gets better by being repeated, whether or not all of its body
 * has come. */
static bool is_final_refusal(long status)
{
    return status / 100 == 4 && !may_pass(status);
}

/* Errors of the way there and back; others are errors of this program. */
static bool is_transport_error(CURLcode code)
{
    static const CURLcode codes[] = {
        CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT,
        CURLE_PARTIAL_FILE,         CURLE_OPERATION_TIMEDOUT,
        CURLE_SEND_ERROR,           CURLE_RECV_ERROR,
        CURLE_GOT_NOTHING,          CURLE_HTTP2,
        CURLE_HTTP2_STREAM,         CURLE_SSL_CONNECT_ERROR,
        CURLE_WEIRD_SERVER_REPLY,
    };
    for (size_t i = 0; i < sizeof(codes) / sizeof(codes[0]); i++) {
        if (codes[i] == code) {
            return true;
        }
    }
    return false;
}

/* Twice as long before each attempt, up to a limit; the upper half of that is
 * left to chance, so that agents that failed together do not return together.
 */
static unsigned long back_off(const options *o, unsigned long attempt)
{
    unsigned long wait = o->back_off_ms;
    uint32_t chance = 0;
    while (--attempt > 0 && wait < o->longest_wait_ms) {
        wait *= 2;
    }
    if (wait > o->longest_wait_ms) {
        wait = o->longest_wait_ms;
    }
    (void)getrandom(&chance, sizeof(chance), 0); /* or half the wait */
    return wait / 2 + chance % (wait - wait / 2 + 1);
}

static void sleep_ms(unsigned long ms)
{
    struct timespec left = {.tv_sec = (time_t)(ms / 1000),
                            .tv_nsec = (long)(ms % 1000) * 1000000};
    while (nanosleep(&left, &left) < 0 && errno == EINTR) {
    }
}

/* Waits before the next attempt; false: what was asked for is too long. */
static bool wait_for_next(CURL *curl, const options *o, unsigned long attempt)
{
    curl_off_t asked_s = 0;
    unsigned long wait = back_off(o, attempt);
    (void)curl_easy_getinfo(curl, CURLINFO_RETRY_AFTER, &asked_s);
    if (asked_s > (curl_off_t)(o->longest_wait_ms / 1000)) {
        (void)fprintf(stderr, "asked to wait %ld s\n", (long)asked_s);
        return false;
    }
    if ((unsigned long)asked_s * 1000 > wait) {
        wait = (unsigned long)asked_s * 1000;
    }
    (void)fprintf(stderr, "again in %lu ms\n", wait);
    sleep_ms(wait);
    return true;
}

/* One attempt: REPORTED or REFUSED when an answer decides it; NO_ANSWER when
 * it may be tried again; USAGE when it makes no sense to. */
static int attempt(CURL *curl, answer *in)
{
    long status = 0;
    in->len = 0;
    in->too_long = false;
    CURLcode code = curl_easy_perform(curl);
    (void)curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    if (code != CURLE_OK && !in->too_long) {
        (void)fprintf(stderr, "%s\n", curl_easy_strerror(code));
        if (!is_final_refusal(status)) {
            return is_transport_error(code) ? NO_ANSWER : USAGE;
        }
    }
    explain(status, in);
    if (may_pass(status)) {
        return NO_ANSWER;
    }
    return status / 100 == 2 ? REPORTED : REFUSED;
}

static int deliver(CURL *curl, const options *o, answer *in)
{
    int outcome = NO_ANSWER;
    for (unsigned long i = 1; outcome == NO_ANSWER; i++) {
        outcome = attempt(curl, in);
        if (outcome == NO_ANSWER &&
            (i >= o->attempts || !wait_for_next(curl, o, i))) {
            break;
        }
    }
    return outcome;
}

static struct curl_slist *make_headers(const options *o)
{
    char token[sizeof(UCR_HEADER_TOKEN) + UCR_MAX_TOKEN + 4];
    struct curl_slist *headers =
        curl_slist_append(NULL, "Content-Type: " UCR_MEDIA_TYPE);
    if (o->token_file == NULL) {
        return headers;
    }
    if (!read_token(token, sizeof(token), o->token_file)) {
        curl_slist_free_all(headers);
        return NULL;
    }
    struct curl_slist *both = curl_slist_append(headers, token);
    if (both == NULL) {
        curl_slist_free_all(headers);
    }
    return both;
}

static int post(const options *o, const char *url, ucr_str body)
{
    int outcome = USAGE;
    answer in = {.bytes = malloc(o->max_answer), .cap = o->max_answer};
    struct curl_slist *headers = make_headers(o);
    CURL *curl = curl_easy_init();
    if (curl != NULL && headers != NULL && in.bytes != NULL) {
        curl_easy_setopt(curl, CURLOPT_URL, url);
        curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body.ptr);
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
                         (curl_off_t)body.len);
        curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
        curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, (long)o->timeout_ms);
        curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, collect);
        curl_easy_setopt(curl, CURLOPT_WRITEDATA, &in);
        curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
        outcome = deliver(curl, o, &in);
    }
    curl_easy_cleanup(curl);
    curl_slist_free_all(headers);
    free(in.bytes);
    return outcome;
}

/* ---- Options ------------------------------------------------------------- */

/* A number from 1 to a thousand million: no sum of these overflows. */
static bool read_number(unsigned long *out, const char *word)
{
    char *end;
    errno = 0;
    unsigned long n = strtoul(word, &end, 10);
    *out = n;
    return errno == 0 && *end == '\0' && *word >= '0' && *word <= '9' &&
           n >= 1 && n <= 1000000000;
}

static bool read_option(options *o, int option, const char *word)
{
    switch (option) {
    case 's':
        return (o->server = word) != NULL;
    case 'c':
        return (o->command = word) != NULL;
    case 'r':
        return (o->result = word) != NULL;
    case 'm':
        return (o->message = word) != NULL;
    case 'd':
        return (o->detail_text = word) != NULL;
    case 't':
        return (o->token_file = word) != NULL;
    case 'n':
        return read_number(&o->attempts, word);
    case 'o':
        return read_number(&o->timeout_ms, word);
    case 'b':
        return read_number(&o->back_off_ms, word);
    case 'w':
        return read_number(&o->longest_wait_ms, word);
    case 'a':
        return read_number(&o->max_answer, word);
    default:
        return false;
    }
}

static bool read_options(options *o, int argc, char **argv)
{
    static const struct option known[] = {
        {"server", 1, NULL, 's'},          {"command-name", 1, NULL, 'c'},
        {"result", 1, NULL, 'r'},          {"message", 1, NULL, 'm'},
        {"detail-text", 1, NULL, 'd'},     {"token-file", 1, NULL, 't'},
        {"attempts", 1, NULL, 'n'},        {"timeout-ms", 1, NULL, 'o'},
        {"back-off-ms", 1, NULL, 'b'},     {"max-answer", 1, NULL, 'a'},
        {"longest-wait-ms", 1, NULL, 'w'}, {NULL, 0, NULL, 0},
    };
    int option;
    while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
        if (!read_option(o, option, optarg)) {
            return false;
        }
    }
    if (optind != argc - 1 || (o->message != NULL && o->detail_text != NULL)) {
        return false;
    }
    o->endpoint = argv[optind];
    return o->server != NULL && o->command != NULL && o->result != NULL;
}

/* Names the member that is wrong, where it is one. */
static void complain(const ucr_error *err)
{
    char path[UCR_MAX_PATH];
    ucr_code code = err->code != UCR_OK ? err->code : UCR_E_MEMORY;
    size_t len = ucr_error_path(path, sizeof(path), err);
    (void)fprintf(stderr, "cannot be reported%s%s: %s\n", len > 0 ? " at " : "",
                  path, ucr_code_text(code));
}

int main(int argc, char **argv)
{
    options o = {.attempts = 5,
                 .timeout_ms = 10000,
                 .back_off_ms = 500,
                 .longest_wait_ms = 30000,
                 .max_answer = 1048576};
    char *body = NULL;
    size_t len;
    ucr_error err = {0};
    if (!read_options(&o, argc, argv)) {
        (void)fputs(usage_text, stderr);
        return USAGE;
    }
    if (result_of(o.result) == UCR_RESULT_NONE) {
        (void)fputs("cannot be reported: a result is success or fail\n",
                    stderr);
        return USAGE;
    }
    int outcome = USAGE;
    char *url = make_url(&o, &err);
    if (url == NULL || make_body(&body, &len, &o, &err) != UCR_OK) {
        complain(&err);
    } else if (curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK) {
        outcome = post(&o, url, (ucr_str){body, len});
        curl_global_cleanup();
    }
    free(url);
    free(body);
    return outcome;
}
