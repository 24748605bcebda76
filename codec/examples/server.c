/* SPDX-License-Identifier: MIT */
/*
 * Takes reports, answers as the service is documented to, and keeps them:
 * libucr on libmicrohttpd and SQLite, one thread, on the loopback interface.
 *
 * A request becomes a verdict, a verdict an answer. Knows nothing of JSON: the
 * codec reads the envelope, the bridge the detail. Invariant: an answer of 200
 * is given only after the report is durable, no body larger than the limit is
 * kept, and no connection stays longer than the timeout without a request that
 * is through.
 */
#define _POSIX_C_SOURCE 200809L

#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <microhttpd.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>

#include <ucr/ucr.h>
#include <ucr/yajl.h>

#include "store.h"

typedef struct connection {
    struct connection *prev, *next;
    int fd;
    uint64_t since_ms; /* when it began, or its last request was through */
} connection;

typedef struct service {
    ucr_store *store;
    connection all; /* a ring; this one is none */
    ucr_options options;
    uint64_t timeout_ms;
} service;

typedef struct request {
    char *body;
    size_t len, cap;
    ucr_code path;
    char server[UCR_MAX_SERVER_ID];
    size_t server_len;
    char command[UCR_STORE_MAX_COMMAND]; /* that the server was given */
    size_t command_len;
    bool begun, too_long;
} request;

/* ---- Answers ------------------------------------------------------------- */

typedef enum verdict {
    ACCEPTED,
    NO_SUCH_CALL,
    TOO_LONG,
    NO_CONTENT_TYPE,
    WRONG_CONTENT_TYPE,
    UNKNOWN_TOKEN,
    NO_PERMISSION,
    UNKNOWN_SERVER,
    OTHER_COMMAND,
    BAD_BODY,
    BACK_END
} verdict;

#define DENIED                                                                 \
    "You do not have permission to perform action " UCR_PERMISSION             \
    " on resource *."

static const ucr_text denied_params[] = {UCR_TEXT(DENIED)};
static const ucr_detail denied_details[] = {
    {UCR_TEXT("SMS.9004"), UCR_TEXT(DENIED)}};

static const ucr_response answers[] = {
    [ACCEPTED] = {.status = 200},
    [NO_SUCH_CALL] = {.status = 404,
                      .error_code = UCR_TEXT("APIGW.0101"),
                      .error_msg = UCR_TEXT("The API does not exist.")},
    [TOO_LONG] = {.status = 401,
                  .error_code = UCR_TEXT("SMS.2004"),
                  .error_msg = UCR_TEXT("The request is too long.")},
    [NO_CONTENT_TYPE] = {.status = 401,
                         .error_code = UCR_TEXT("SMS.2005"),
                         .error_msg = UCR_TEXT("Content-Type is missing.")},
    [WRONG_CONTENT_TYPE] = {.status = 401,
                            .error_code = UCR_TEXT("SMS.2006"),
                            .error_msg = UCR_TEXT(
                                "Content-Type must be " UCR_MEDIA_TYPE ".")},
    [UNKNOWN_TOKEN] = {.status = 401,
                       .error_code = UCR_TEXT("APIGW.0301"),
                       .error_msg = UCR_TEXT("The token is not valid.")},
    [NO_PERMISSION] = {.status = 403,
                       .error_code = UCR_TEXT("SMS.9004"),
                       .error_msg = UCR_TEXT(
                           "The current account does not have the permission "
                           "to execute policy " DENIED),
                       .encoded_authorization_message = UCR_TEXT("XXXXXX"),
                       .error_param = {.items = denied_params, .count = 1},
                       .details = {.items = denied_details, .count = 1}},
    [UNKNOWN_SERVER] = {.status = 404,
                        .error_code = UCR_TEXT("SMS.2252"),
                        .error_msg = UCR_TEXT("No such migration task.")},
    [OTHER_COMMAND] = {.status = 400,
                       .error_code = UCR_TEXT("SMS.2009"),
                       .error_msg = UCR_TEXT(
                           "The command is not the one the server has.")},
    [BAD_BODY] = {.status = 400}, /* the codec says the rest */
    [BACK_END] = {.status = 500,
                  .error_code = UCR_TEXT("SMS.2007"),
                  .error_msg = UCR_TEXT("The report could not be kept.")},
};

static enum MHD_Result send_answer(struct MHD_Connection *to,
                                   const ucr_response *answer)
{
    char body[2048];
    size_t len;
    if (ucr_encode_response(body, sizeof(body), &len, answer, NULL, NULL) !=
        UCR_OK) {
        return MHD_NO;
    }
    struct MHD_Response *response =
        MHD_create_response_from_buffer(len, body, MHD_RESPMEM_MUST_COPY);
    if (response == NULL) {
        return MHD_NO;
    }
    (void)MHD_add_response_header(response, "Content-Type", UCR_MEDIA_TYPE);
    enum MHD_Result queued =
        MHD_queue_response(to, (unsigned)answer->status, response);
    MHD_destroy_response(response);
    return queued;
}

static enum MHD_Result give(struct MHD_Connection *to, verdict v,
                            const ucr_error *err)
{
    char path[UCR_MAX_PATH], words[256];
    ucr_response answer = answers[v];
    if (v == BAD_BODY) {
        /* The page has no code for this. Nothing of the body is repeated. */
        (void)ucr_error_path(path, sizeof(path), err);
        (void)snprintf(words, sizeof(words), "%s Offset %zu, path '%s'.",
                       ucr_code_text(err->code), err->offset, path);
        answer.error_code = ucr_text_of(ucr_code_name(err->code));
        answer.error_msg = ucr_text_of(words);
    }
    return send_answer(to, &answer);
}

/* ---- A request's head ---------------------------------------------------- */

static ucr_str header(struct MHD_Connection *from, const char *name)
{
    return ucr_str_of(MHD_lookup_connection_value(from, MHD_HEADER_KIND, name));
}

static verdict check_token(service *s, ucr_str token)
{
    if (token.ptr == NULL) {
        return ACCEPTED; /* a signature, which is not this example's matter */
    }
    if (ucr_check_token(token, NULL) != UCR_OK) {
        return UNKNOWN_TOKEN;
    }
    switch (ucr_store_token(s->store, token)) {
    case UCR_FOUND_FAILED:
        return BACK_END;
    case UCR_FOUND_NOTHING:
        return UNKNOWN_TOKEN;
    case UCR_FOUND_DENIED:
        return NO_PERMISSION;
    case UCR_FOUND:
        break;
    }
    return ACCEPTED;
}

static verdict check_server(service *s, request *r)
{
    ucr_str server = {r->server, r->server_len};
    switch (ucr_store_command(s->store, r->command, sizeof(r->command),
                              &r->command_len, server)) {
    case UCR_FOUND_FAILED:
        return BACK_END;
    case UCR_FOUND_NOTHING:
    case UCR_FOUND_DENIED:
        return UNKNOWN_SERVER;
    case UCR_FOUND:
        break;
    }
    return ACCEPTED;
}

static enum MHD_Result count_end(void *cls, enum MHD_ValueKind kind,
                                 const char *name, const char *value)
{
    int *count = cls;
    (void)kind;
    (void)value;
    *count += strcasecmp(name, "Content-Length") == 0 ||
              strcasecmp(name, "Transfer-Encoding") == 0;
    return MHD_YES;
}

/* Two headers say where the body ends. Whoever stands in front may believe the
 * other one, and take for a request what is a body here. */
static bool has_two_ends(struct MHD_Connection *from)
{
    int count = 0;
    (void)MHD_get_connection_values(from, MHD_HEADER_KIND, count_end, &count);
    return count > 1;
}

/* Everything that can be said before a byte of the body is read. */
static verdict check_head(service *s, request *r, struct MHD_Connection *from,
                          const char *method)
{
    ucr_str length = header(from, "Content-Length");
    ucr_str type = header(from, "Content-Type");
    if (strcmp(method, UCR_METHOD) != 0 || r->path != UCR_OK) {
        return NO_SUCH_CALL;
    }
    /* libmicrohttpd has seen to it that these are digits. */
    if (length.ptr != NULL &&
        strtoull(length.ptr, NULL, 10) > s->options.max_body) {
        return TOO_LONG;
    }
    if (type.ptr == NULL) {
        return NO_CONTENT_TYPE;
    }
    if (ucr_check_content_type(type, NULL) != UCR_OK) {
        return WRONG_CONTENT_TYPE;
    }
    verdict v = check_token(s, header(from, UCR_HEADER_TOKEN));
    return v == ACCEPTED ? check_server(s, r) : v;
}

/* ---- A request's body ---------------------------------------------------- */

/* Keeps some more of the body; once it is too long, nothing of it. */
static bool keep(request *r, const char *bytes, size_t len, size_t limit)
{
    if (r->too_long || len > limit - r->len) {
        r->too_long = true;
        return true;
    }
    if (r->len + len > r->cap) {
        size_t cap = 2 * (r->len + len);
        char *body = realloc(r->body, cap);
        if (body == NULL) {
            return false;
        }
        r->body = body;
        r->cap = cap;
    }
    memcpy(r->body + r->len, bytes, len);
    r->len += len;
    return true;
}

/* Reads the detail through the bridge, in whichever of its two forms it came,
 * and stores the report. A text that holds no JSON is kept as it is. */
static verdict store(service *s, const request *r, const ucr_request *report)
{
    static const char *path[] = {"msg", NULL};
    ucr_stored row = {.server = {r->server, r->server_len},
                      .command = {r->command, r->command_len},
                      .result = ucr_str_of(report->result == UCR_RESULT_SUCCESS
                                               ? "success"
                                               : "fail"),
                      .detail = report->result_detail.raw};
    yajl_val detail = NULL;
    if (report->result_detail.kind != UCR_JSON_ABSENT &&
        ucr_yajl_tree(&detail, report->result_detail, &s->options, NULL) ==
            UCR_E_MEMORY) {
        return BACK_END;
    }
    yajl_val msg =
        detail != NULL ? yajl_tree_get(detail, path, yajl_t_string) : NULL;
    row.msg = ucr_str_of(YAJL_GET_STRING(msg));
    bool stored = ucr_store_report(s->store, &row);
    yajl_tree_free(detail);
    return stored ? ACCEPTED : BACK_END;
}

static verdict take_report(service *s, const request *r, ucr_error *err)
{
    ucr_str body = {r->body, r->len}, command = {r->command, r->command_len};
    ucr_request report;
    if (r->too_long) {
        return TOO_LONG;
    }
    if (ucr_decode_request(&report, body, &s->options, err) != UCR_OK) {
        return BAD_BODY;
    }
    if (!ucr_text_equal(report.command_name, command)) {
        return OTHER_COMMAND;
    }
    return store(s, r, &report);
}

/* ---- libmicrohttpd ------------------------------------------------------- */

/* A request begins: its target, before anything has been decoded in it. */
static void *on_target(void *cls, const char *target,
                       struct MHD_Connection *from)
{
    const service *s = cls;
    request *r = calloc(1, sizeof(*r));
    (void)from;
    if (r != NULL) {
        r->path = ucr_read_path(r->server, sizeof(r->server), &r->server_len,
                                ucr_str_of(target), &s->options, NULL);
    }
    return r;
}

/* Called for the head, for each piece of the body, and at its end. An answer to
 * the head alone ends the connection, and what follows is never read. */
static enum MHD_Result on_request(void *cls, struct MHD_Connection *from,
                                  const char *url, const char *method,
                                  const char *version, const char *some,
                                  size_t *size, void **req_cls)
{
    service *s = cls;
    request *r = *req_cls;
    ucr_error err;
    (void)url;
    (void)version;
    if (r == NULL) {
        return MHD_NO; /* no memory: without an answer */
    }
    if (!r->begun) {
        r->begun = true;
        if (has_two_ends(from)) {
            return MHD_NO; /* nothing on this connection can be believed */
        }
        verdict v = check_head(s, r, from, method);
        return v == ACCEPTED ? MHD_YES : give(from, v, NULL);
    }
    if (*size > 0) {
        bool kept = keep(r, some, *size, s->options.max_body);
        *size = 0;
        return kept ? MHD_YES : MHD_NO;
    }
    return give(from, take_report(s, r, &err), &err);
}

static uint64_t now_ms(void)
{
    struct timespec now;
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}

static void on_completed(void *cls, struct MHD_Connection *of, void **req_cls,
                         enum MHD_RequestTerminationCode how)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(of, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    request *r = *req_cls;
    (void)cls;
    (void)how;
    if (info != NULL && info->socket_context != NULL) {
        ((connection *)info->socket_context)->since_ms = now_ms();
    }
    if (r != NULL) {
        free(r->body);
        free(r);
    }
    *req_cls = NULL;
}

static void on_connection(void *cls, struct MHD_Connection *of, void **context,
                          enum MHD_ConnectionNotificationCode what)
{
    service *s = cls;
    connection *c = *context;
    if (what == MHD_CONNECTION_NOTIFY_CLOSED) {
        if (c != NULL) {
            c->prev->next = c->next;
            c->next->prev = c->prev;
            free(c);
        }
        return;
    }
    c = malloc(sizeof(*c));
    *context = c;
    if (c != NULL) {
        const union MHD_ConnectionInfo *info =
            MHD_get_connection_info(of, MHD_CONNECTION_INFO_CONNECTION_FD);
        *c = (connection){&s->all, s->all.next, info->connect_fd, now_ms()};
        c->next->prev = c;
        s->all.next = c;
    }
}

/* libmicrohttpd's own timeout starts anew with every byte, and a peer that
 * sends one now and then would stay. */
static void end_late_connections(service *s)
{
    uint64_t now = now_ms();
    for (connection *c = s->all.next; c != &s->all; c = c->next) {
        if (now - c->since_ms > s->timeout_ms) {
            (void)shutdown(c->fd, SHUT_RDWR);
        }
    }
}

/* ---- The program --------------------------------------------------------- */

static volatile sig_atomic_t stopped;

static void on_signal(int number)
{
    (void)number;
    stopped = 1;
}

static int serve(service *s, uint16_t port)
{
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    struct MHD_Daemon *daemon = MHD_start_daemon(
        MHD_USE_EPOLL, port, NULL, NULL, on_request, s, MHD_OPTION_SOCK_ADDR,
        &address, MHD_OPTION_URI_LOG_CALLBACK, on_target, s,
        MHD_OPTION_NOTIFY_COMPLETED, on_completed, s,
        MHD_OPTION_NOTIFY_CONNECTION, on_connection, s,
        MHD_OPTION_CONNECTION_LIMIT, 512u, MHD_OPTION_CONNECTION_MEMORY_LIMIT,
        (size_t)65536, MHD_OPTION_END);
    if (daemon == NULL) {
        perror("cannot listen");
        return 2;
    }
    (void)printf(
        "listening on 127.0.0.1:%u\n",
        (unsigned)MHD_get_daemon_info(daemon, MHD_DAEMON_INFO_BIND_PORT)->port);
    (void)fflush(stdout);
    while (!stopped && MHD_run_wait(daemon, 200) == MHD_YES) {
        end_late_connections(s);
    }
    MHD_stop_daemon(daemon);
    return stopped ? 0 : 2;
}

static const char usage_text[] =
    "usage: ucr-server --database FILE [--give SERVER=COMMAND]... [--port N]\n"
    "  --give SERVER=COMMAND  that server has this command from now on\n"
    "  --port N               0, the default: any that is free\n"
    "  --max-body N           bytes (10240, as the service's pages have it)\n"
    "  --max-pages N          of the database\n"
    "  --timeout-ms N         for a request to be through (10000)\n"
    "Tokens are rows of the table tokens: token, permitted (0 or 1).\n";

typedef struct options {
    const char *database;
    const char **gifts;
    size_t gift_count;
    unsigned long port, max_body, max_pages, timeout_ms;
} options;

static bool read_number(unsigned long *out, const char *word,
                        unsigned long most)
{
    char *end;
    errno = 0;
    *out = strtoul(word, &end, 10);
    return errno == 0 && *word >= '0' && *word <= '9' && *end == '\0' &&
           *out <= most;
}

static bool read_option(options *o, int option, const char *word)
{
    switch (option) {
    case 'd':
        return (o->database = word) != NULL;
    case 'g':
        o->gifts[o->gift_count++] = word;
        return strchr(word, '=') != NULL;
    case 'p':
        return read_number(&o->port, word, UINT16_MAX);
    case 'b':
        return read_number(&o->max_body, word, INT32_MAX) && o->max_body > 0;
    case 'm':
        return read_number(&o->max_pages, word, INT32_MAX);
    case 't':
        return read_number(&o->timeout_ms, word, INT32_MAX);
    default:
        return false;
    }
}

static bool read_options(options *o, int argc, char **argv)
{
    static const struct option known[] = {
        {"database", 1, NULL, 'd'},  {"give", 1, NULL, 'g'},
        {"port", 1, NULL, 'p'},      {"max-body", 1, NULL, 'b'},
        {"max-pages", 1, NULL, 'm'}, {"timeout-ms", 1, NULL, 't'},
        {NULL, 0, NULL, 0},
    };
    int option;
    while ((option = getopt_long(argc, argv, "", known, NULL)) != -1) {
        if (!read_option(o, option, optarg)) {
            return false;
        }
    }
    return optind == argc && o->database != NULL;
}

static bool give_commands(ucr_store *store, const options *o)
{
    for (size_t i = 0; i < o->gift_count; i++) {
        ucr_str server = {o->gifts[i], strcspn(o->gifts[i], "=")};
        ucr_str command = ucr_str_of(o->gifts[i] + server.len + 1);
        if (command.len > UCR_STORE_MAX_COMMAND) {
            (void)fprintf(stderr, "a command is longer than %d bytes\n",
                          UCR_STORE_MAX_COMMAND);
            return false;
        }
        if (!ucr_store_give(store, server, command)) {
            (void)fputs("a command could not be stored\n", stderr);
            return false;
        }
    }
    return true;
}

static int run(const options *o)
{
    service s = {.options = {.max_body = o->max_body},
                 .timeout_ms = o->timeout_ms};
    struct sigaction action = {.sa_handler = on_signal};
    s.all.prev = s.all.next = &s.all;
    s.store = ucr_store_open(o->database, o->max_pages);
    if (s.store == NULL) {
        return 2;
    }
    (void)sigaction(SIGINT, &action, NULL);
    (void)sigaction(SIGTERM, &action, NULL);
    action.sa_handler = SIG_IGN; /* who reads what it says may leave first */
    (void)sigaction(SIGPIPE, &action, NULL);
    int status = 2;
    if (give_commands(s.store, o)) {
        status = serve(&s, (uint16_t)o->port);
    }
    ucr_store_close(s.store);
    return status;
}

int main(int argc, char **argv)
{
    options o = {.max_body = 10240, .timeout_ms = 10000};
    int status = 2;
    o.gifts = calloc((size_t)argc, sizeof(*o.gifts));
    if (o.gifts != NULL && read_options(&o, argc, argv)) {
        status = run(&o);
    } else {
        (void)fputs(usage_text, stderr);
    }
    free(o.gifts);
    return status;
}
