/* SPDX-License-Identifier: MIT */
/*
 * Bytes as a server id, a request target, a token and a content type, into
 * every claim on the endpoint (P6, G1, G2, G8).
 *
 * Knows the rules a second time, as plainly as the wire format has them.
 * Invariant: the input is each of the four as it is, and an id also between
 * the fixed parts of a target, where few inputs would come by themselves.
 */
#include <stdlib.h>
#include <string.h>

#include "claim.h"
#include "decoded.h"
#include "inputs.h"
#include "plain.h"

#define PREFIX "/v3/sources/"
#define SUFFIX "/command_result"
#define MAX_TOKEN ((size_t)16384)

/* What should come of an input: a code, where, and an id. */
typedef struct verdict {
    char id[256];
    size_t len;
    size_t offset;
    bool fits;
} verdict;

static size_t max_id(ucr_profile profile)
{
    return profile == UCR_STRICT ? 36 : 255;
}

static bool is_visible(char c)
{
    return c > ' ' && c < '\x7F';
}

static bool is_dots(const char *id, size_t len)
{
    return (len == 1 || len == 2) && memcmp(id, "..", len) == 0;
}

static size_t common(ucr_str str, size_t from, const char *with)
{
    size_t i = 0;
    while (with[i] != '\0' && from + i < str.len &&
           str.ptr[from + i] == with[i]) {
        i++;
    }
    return i;
}

static void wrong_at(verdict *out, size_t offset)
{
    out->fits = false;
    out->offset = offset;
}

/* ---- Building a target ------------------------------------------------------
 */

static void expect_written(verdict *out, ucr_str id, ucr_profile profile)
{
    static const char unreserved[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno"
                                     "pqrstuvwxyz0123456789-._~";
    out->fits = true;
    if (id.len == 0 || id.len > max_id(profile) || is_dots(id.ptr, id.len)) {
        wrong_at(out, 0);
    }
    for (size_t i = 0; out->fits && i < id.len; i++) {
        if (memchr(unreserved, id.ptr[i], sizeof(unreserved) - 1) == NULL) {
            wrong_at(out, i);
        }
    }
}

/* ---- Reading one ------------------------------------------------------------
 */

static int hex(char c)
{
    static const char digits[] = "00112233445566778899aAbBcCdDeEfF";
    const char *found = c != '\0' ? strchr(digits, c) : NULL;
    return found != NULL ? (int)(found - digits) / 2 : -1;
}

/* Percent-encoding undone once, and where each byte stood. */
typedef struct decoded_id {
    char bytes[256];
    size_t from[256];
    size_t len;
} decoded_id;

/* The byte at `*at`, moving on; -1 for a bad triplet. */
static int next_byte(ucr_str path, size_t *at, size_t end)
{
    if (path.ptr[*at] != '%') {
        (*at)++;
        return (unsigned char)path.ptr[*at - 1];
    }
    const int high = end - *at > 2 ? hex(path.ptr[*at + 1]) : -1;
    const int low = end - *at > 2 ? hex(path.ptr[*at + 2]) : -1;
    if (high < 0 || low < 0) {
        return -1;
    }
    *at += 3;
    return high * 16 + low;
}

/* Whether what is left is the beginning of a triplet. */
static bool may_go_on(ucr_str path, size_t at)
{
    return path.len - at < 3 &&
           (path.len - at == 1 || hex(path.ptr[at + 1]) >= 0);
}

static bool decode(decoded_id *id, verdict *out, ucr_str path, size_t end,
                   size_t most)
{
    size_t at = strlen(PREFIX);
    id->len = 0;
    while (at < end) {
        const size_t from = at;
        const int byte = next_byte(path, &at, end);
        if (byte < 0) {
            wrong_at(out,
                     end == path.len && may_go_on(path, from) ? end : from);
            return false;
        }
        if (id->len == most) {
            wrong_at(out, strlen(PREFIX));
            return false;
        }
        id->bytes[id->len] = (char)byte;
        id->from[id->len] = from;
        id->len++;
    }
    return true;
}

static bool is_forbidden(uint32_t c)
{
    return c <= 0x1F || (c >= 0x7F && c <= 0x9F) || c == '/' || c == '{' ||
           c == '}';
}

static bool judge_id(const decoded_id *id, verdict *out)
{
    const char *at = id->bytes;
    const char *end = id->bytes + id->len;
    if (id->len == 0 || is_dots(id->bytes, id->len)) {
        wrong_at(out, strlen(PREFIX));
        return false;
    }
    while (at < end) {
        bool broken = false;
        const size_t place = (size_t)(at - id->bytes);
        if (is_forbidden(ucr_plain_next(&at, end, false, &broken)) || broken) {
            wrong_at(out, id->from[place]);
            return false;
        }
    }
    return true;
}

/* The path alone; a bad triplet at its end is cut only where no query is. */
static void expect_path(verdict *out, ucr_str path, bool query, size_t most)
{
    decoded_id id;
    const size_t start = common(path, 0, PREFIX);
    size_t end = start;
    if (start < strlen(PREFIX)) {
        wrong_at(out, start);
        return;
    }
    while (end < path.len && path.ptr[end] != '/') {
        end++;
    }
    const ucr_str seen = {path.ptr, path.len + query};
    if (!decode(&id, out, seen, end, most) || !judge_id(&id, out)) {
        return;
    }
    const size_t fits = common(path, end, SUFFIX);
    if (fits < strlen(SUFFIX) || end + fits < path.len) {
        wrong_at(out, end + fits);
        return;
    }
    memcpy(out->id, id.bytes, id.len);
    out->len = id.len;
    out->fits = true;
}

static void expect_read(verdict *out, ucr_str target, ucr_profile profile)
{
    size_t run = 0;
    size_t end = 0;
    while (run < target.len && is_visible(target.ptr[run]) &&
           target.ptr[run] != '#') {
        run++;
    }
    while (end < target.len && target.ptr[end] != '?') {
        end++;
    }
    expect_path(out, (ucr_str){target.ptr, end}, end < target.len,
                max_id(profile));
    if (run < target.len && (out->fits || run < out->offset)) {
        wrong_at(out, run);
    }
}

/* ---- Claims -----------------------------------------------------------------
 */

static void claim_verdict(const verdict *expected, const ucr_error *err,
                          ucr_code code, ucr_code refused)
{
    ucr_claim(code == (expected->fits ? UCR_OK : refused), "P6",
              "a second reading accepts the same");
    ucr_claim(expected->fits || err->offset == expected->offset, "P6",
              "the first wrong byte");
    ucr_claim(err->steps == 0, "G8", "there is no path to what is no JSON");
}

static void try_read(ucr_str target, ucr_profile profile, size_t cap)
{
    verdict expected;
    ucr_error err;
    size_t len = 0xA5A5;
    const ucr_options options = {.profile = profile};
    expect_read(&expected, target, profile);
    char *room = ucr_inputs_room(cap);
    ucr_code code = ucr_read_path(room, cap, &len, target, &options, &err);
    ucr_decoded_refusal(&err, code, target.len);
    ucr_claim(ucr_inputs_room_is_whole(), "G2", "nothing before the buffer");
    const size_t length = expected.fits ? expected.len : 0;
    ucr_claim(len == length, "P6", "the length of an id");
    const ucr_options least = {1, 1, 1, profile};
    len = 0xA5A5;
    ucr_claim(ucr_read_path(
                  room, cap, &len, target,
                  profile == UCR_INTEROP && target.len % 2 == 0 ? NULL : &least,
                  NULL) == code &&
                  len == length,
              "P6", "limits of bodies are none of a target");
    if (expected.fits && cap < expected.len) {
        ucr_claim(code == UCR_E_SPACE, "P6", "an id that does not fit");
        return;
    }
    claim_verdict(&expected, &err, code, UCR_E_PATH);
    ucr_claim(code != UCR_OK || memcmp(room, expected.id, len) == 0, "P6",
              "the id");
}

static void try_write(ucr_str id, ucr_profile profile, size_t cap)
{
    verdict expected;
    ucr_error err;
    size_t len = 0xA5A5;
    const size_t full = strlen(PREFIX) + id.len + strlen(SUFFIX);
    const ucr_options options = {.profile = profile};
    expect_written(&expected, id, profile);
    char *room = ucr_inputs_room(cap);
    ucr_code code = ucr_write_path(room, cap, &len, id, &options, &err);
    ucr_decoded_refusal(&err, code, id.len);
    ucr_claim(ucr_inputs_room_is_whole(), "G2", "nothing before the buffer");
    const size_t length = expected.fits ? full : 0;
    ucr_claim(len == length, "P6", "the length of a target");
    const ucr_options least = {1, 1, 1, profile};
    len = 0xA5A5;
    ucr_claim(ucr_write_path(room, cap, &len, id,
                             profile == UCR_INTEROP && id.len % 2 == 0 ? NULL
                                                                       : &least,
                             NULL) == code &&
                  len == length,
              "P6", "limits of bodies are none of an id");
    if (expected.fits && cap < full) {
        ucr_claim(code == UCR_E_SPACE, "P6", "a target that does not fit");
        return;
    }
    claim_verdict(&expected, &err, code, UCR_E_PATH);
    if (code == UCR_OK) {
        ucr_claim(memcmp(room, PREFIX, strlen(PREFIX)) == 0 &&
                      memcmp(room + strlen(PREFIX), id.ptr, id.len) == 0 &&
                      memcmp(room + full - strlen(SUFFIX), SUFFIX,
                             strlen(SUFFIX)) == 0,
                  "P6", "a target is the fixed parts and the id");
    }
}

static void try_token(ucr_str token)
{
    verdict expected = {.fits = true};
    ucr_error err;
    while (expected.offset < token.len && expected.offset < MAX_TOKEN &&
           is_visible(token.ptr[expected.offset])) {
        expected.offset++;
    }
    expected.fits = token.len > 0 && expected.offset == token.len;
    if (token.len > MAX_TOKEN) {
        expected.offset = MAX_TOKEN;
    }
    ucr_code code = ucr_check_token(token, &err);
    ucr_decoded_refusal(&err, code, token.len);
    claim_verdict(&expected, &err, code, UCR_E_TOKEN);
    ucr_claim(ucr_check_token(token, NULL) == code, "G7",
              "an error that is not asked for changes nothing");
}

static size_t skip_blank(ucr_str value, size_t at)
{
    while (at < value.len && (value.ptr[at] == ' ' || value.ptr[at] == '\t')) {
        at++;
    }
    return at;
}

/* The same letter in any case, or the same byte. */
static bool is_alike(char c, char small)
{
    const bool letter = small >= 'a' && small <= 'z';
    return c == small || (letter && c == small - ('a' - 'A'));
}

/* How far a value fits a pattern, in which `~` is any optional white space;
 * whether it is all of it. */
static bool fits_pattern(ucr_str value, const char *pattern, size_t *far)
{
    size_t at = 0;
    bool fits = true;
    for (; fits && *pattern != '\0'; pattern++) {
        if (*pattern == '~') {
            at = skip_blank(value, at);
        } else {
            fits = at < value.len && is_alike(value.ptr[at], *pattern);
            at += fits;
        }
    }
    *far = at > *far ? at : *far;
    return fits && at == value.len;
}

static void try_content_type(ucr_str value)
{
    verdict expected = {.fits = false};
    ucr_error err;
    static const char *const patterns[] = {
        "~application/json~", "~application/json~;~charset=utf-8~",
        "~application/json~;~charset=\"utf-8\"~"};
    for (size_t i = 0; i < 3; i++) {
        expected.fits =
            fits_pattern(value, patterns[i], &expected.offset) || expected.fits;
    }
    ucr_code code = ucr_check_content_type(value, &err);
    ucr_decoded_refusal(&err, code, value.len);
    claim_verdict(&expected, &err, code, UCR_E_CONTENT_TYPE);
    ucr_claim(ucr_check_content_type(value, NULL) == code, "G7",
              "an error that is not asked for changes nothing");
}

/* ---- One input --------------------------------------------------------------
 */

static char *put(char *to, const char *bytes, size_t len)
{
    if (len > 0) {
        memcpy(to, bytes, len);
    }
    return to + len;
}

/* Around it what a target needs, in a block of the exact size. */
static void try_wrapped(ucr_str id, ucr_profile profile, size_t cap)
{
    const size_t size = strlen(PREFIX) + id.len + strlen(SUFFIX);
    char *block = ucr_claim_memory(NULL, size);
    char *at = put(block, PREFIX, strlen(PREFIX));
    at = put(at, id.ptr, id.len);
    put(at, SUFFIX, strlen(SUFFIX));
    try_read((ucr_str){block, size}, profile, cap);
    free(block);
}

/* At the end of a token as long as one may be, a byte more or less, or as long
 * as two bytes count, and a little; and of a target with a query, as long. */
static void try_long(ucr_str part, ucr_profile profile, uint64_t draw)
{
    static const char query[] = PREFIX "1" SUFFIX "?";
    const size_t around = ucr_inputs_draw(&draw, 2) == 0 ? MAX_TOKEN : 65536;
    const size_t size = around - 1 + ucr_inputs_draw(&draw, 3);
    if (part.len > size - strlen(query)) {
        return;
    }
    char *block = ucr_claim_memory(NULL, size);
    memset(block, 'a', size);
    put(block + size - part.len, part.ptr, part.len);
    try_token((ucr_str){block, size});
    put(block, query, strlen(query));
    try_read((ucr_str){block, size}, profile, 1);
    free(block);
}

/* Nothing that is not even there is nothing. */
static void try_nothing(void)
{
    size_t len = 0xA5A5;
    const ucr_str nothing = {NULL, 0};
    ucr_error err[4];
    const ucr_code codes[] = {
        ucr_check_token(nothing, &err[0]),
        ucr_check_content_type(nothing, &err[1]),
        ucr_read_path(NULL, 0, &len, nothing, NULL, &err[2]),
        ucr_write_path(NULL, 0, &len, nothing, NULL, &err[3])};
    const ucr_code expected[] = {UCR_E_TOKEN, UCR_E_CONTENT_TYPE, UCR_E_PATH,
                                 UCR_E_PATH};
    for (size_t i = 0; i < 4; i++) {
        ucr_claim(codes[i] == expected[i] && err[i].offset == 0, "P6",
                  "nothing is judged as an empty one");
    }
    ucr_claim(len == 0, "G8", "a refusal has no length");
}

static void try_absent(uint64_t draw)
{
    enum {
        CALLS = 10,
        WITH_LENGTH = 6
    };
    ucr_error errs[CALLS];
    size_t lens[WITH_LENGTH];
    const ucr_str nothing = {NULL, 1 + ucr_inputs_draw(&draw, 9)};
    const ucr_options none = {.profile = ucr_inputs_no_profile(draw)};
    const ucr_str id = UCR_STR("1");
    memset(errs, 0xA5, sizeof(errs));
    memset(lens, 0xA5, sizeof(lens));
    const ucr_code codes[CALLS] = {
        ucr_read_path(NULL, 0, &lens[0], nothing, NULL, &errs[0]),
        ucr_write_path(NULL, 0, &lens[1], nothing, NULL, &errs[1]),
        ucr_write_path(NULL, 1, &lens[2], id, NULL, &errs[2]),
        ucr_write_path(NULL, 0, &lens[3], id, &none, &errs[3]),
        ucr_read_path(NULL, 0, &lens[4], id, &none, &errs[4]),
        ucr_read_path(NULL, 1, &lens[5], id, NULL, &errs[5]),
        ucr_read_path(NULL, 0, NULL, id, NULL, &errs[6]),
        ucr_write_path(NULL, 0, NULL, id, NULL, &errs[7]),
        ucr_check_token(nothing, &errs[8]),
        ucr_check_content_type(nothing, &errs[9])};
    for (size_t i = 0; i < CALLS; i++) {
        ucr_decoded_no_call(codes[i], &errs[i]);
        ucr_claim(i >= WITH_LENGTH || lens[i] == 0, "G8",
                  "a refusal has no length");
    }
}

static void try_profile(ucr_str in, ucr_profile profile, uint64_t draw)
{
    static const size_t caps[] = {0, 1, 36, 37, 255, 256, 512};
    const size_t cap = ucr_inputs_draw(&draw, 2) == 0
                           ? caps[ucr_inputs_draw(&draw, 7)]
                           : ucr_inputs_draw(&draw, (unsigned)in.len + 32);
    try_read(in, profile, cap);
    try_wrapped(in, profile, cap);
    try_write(in, profile, cap);
}

static void try_input(ucr_str in, uint64_t draw)
{
    const unsigned drawn = ucr_inputs_draw(&draw, 2);
    for (unsigned profile = UCR_INTEROP; profile <= UCR_STRICT; profile++) {
        if (profile == drawn || ucr_inputs_all) {
            try_profile(in, (ucr_profile)profile, draw);
        }
    }
    try_token(in);
    try_content_type(in);
    if (ucr_inputs_takes(&draw, 256)) {
        try_long(in, drawn == 0 ? UCR_INTEROP : UCR_STRICT, draw);
        try_absent(draw);
        try_nothing();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ucr_inputs_everywhere(data, size, try_input);
    return 0;
}
