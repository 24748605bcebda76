/* SPDX-License-Identifier: MIT */
/*
 * The contents of a string into every claim on texts: copied, shown, compared
 * and unwrapped as a second reading has them (P5), within their buffers (G1,
 * G2).
 *
 * Knows what the functions promise. Invariant: the input is the contents,
 * whether they are valid or not, as plain text or as escaped.
 */
#include <string.h>

#include "claim.h"
#include "decoded.h"
#include "inputs.h"
#include "plain.h"
#include "same.h"
#include "tree.h"

/* ---- Copying and showing ---------------------------------------------------
 */

typedef size_t writer(char *buf, size_t cap, ucr_text text);

/* How much of what is expected is there when only `cap` bytes are. */
typedef size_t cutter(ucr_text text, ucr_str expected, size_t cap);

/* Whole code points of plain text. */
static size_t cut_points(ucr_text text, ucr_str plain, size_t cap)
{
    size_t at = 0;
    (void)text;
    while (at < plain.len) {
        int length = ucr_plain_utf8(plain.ptr + at, plain.ptr + plain.len);
        size_t next = at + (length > 0 ? (size_t)length : 1);
        if (next > cap) {
            return at;
        }
        at = next;
    }
    return at;
}

/* What a code point is shown as is there whole or not at all: a cut in a name
 * would leave half of it. */
static size_t cut_shown(ucr_text text, ucr_str shown, size_t cap)
{
    const char *at = text.raw.ptr;
    const char *end = text.raw.ptr + text.raw.len;
    char piece[UCR_PLAIN_SHOWN * 4];
    size_t fits = 0;
    bool broken = false;
    (void)shown;
    while (at < end) {
        const char *from = at;
        ucr_plain_next(&at, end, text.escaped, &broken);
        const ucr_text one = {{from, (size_t)(at - from)}, text.escaped};
        size_t next = fits + ucr_plain_show(piece, one);
        if (next > cap) {
            return fits;
        }
        fits = next;
    }
    return fits;
}

static void try_cap(writer *write, ucr_text text, ucr_str expected, size_t cap,
                    cutter *cut)
{
    char *room = ucr_inputs_room(cap);
    memset(room, 0x5A, cap);
    ucr_claim(write(room, cap, text) == expected.len, "P5",
              "the length is the full one");
    ucr_claim(ucr_inputs_room_is_whole(), "G2", "nothing before the buffer");
    const size_t fits = cut(text, expected, cap);
    ucr_claim(memcmp(room, expected.ptr, fits) == 0, "P5",
              "what fits is what a second reading has");
    for (size_t i = fits; i < cap; i++) {
        ucr_claim(room[i] == 0x5A, "P5", "no code point is written in part");
    }
}

/* A capacity may say more than there is of a buffer that is large enough. */
static void try_any_cap(writer *write, ucr_text text, ucr_str expected)
{
    char *room = ucr_inputs_room(expected.len);
    ucr_claim(write(room, SIZE_MAX, text) == expected.len &&
                  memcmp(room, expected.ptr, expected.len) == 0,
              "P5", "a text is written where all of it fits");
    ucr_claim(ucr_inputs_room_is_whole(), "G2", "nothing before the buffer");
}

static void try_caps(writer *write, ucr_text text, ucr_str expected,
                     uint64_t draw, cutter *cut)
{
    ucr_claim(write(NULL, 0, text) == expected.len, "P5",
              "the size pass gives the length");
    for (size_t less = 0; less < 5 && less <= expected.len; less++) {
        if (less == 0 || ucr_inputs_takes(&draw, 8)) {
            try_cap(write, text, expected, expected.len - less, cut);
        }
    }
    if (ucr_inputs_takes(&draw, 4)) {
        try_cap(write, text, expected, expected.len + 3, cut);
    }
    if (ucr_inputs_takes(&draw, 4)) {
        try_cap(write, text, expected,
                ucr_inputs_draw(&draw, (unsigned)expected.len + 1), cut);
    }
    if (ucr_inputs_takes(&draw, 8)) {
        try_any_cap(write, text, expected);
    }
}

/* The same cut, and a NUL. */
static void try_terminated(ucr_text text, ucr_str expected, size_t cap)
{
    char *room = ucr_inputs_room(cap);
    ucr_claim(ucr_text_copyz(room, cap, text) == expected.len, "P5",
              "the length does not count the NUL");
    ucr_claim(ucr_inputs_room_is_whole(), "G2", "nothing before the buffer");
    if (cap > 0) {
        size_t fits = cut_points(text, expected, cap - 1);
        ucr_claim(memcmp(room, expected.ptr, fits) == 0 && room[fits] == '\0',
                  "P5", "what fits ends with a NUL");
    }
}

static void try_shown(ucr_text text, uint64_t draw)
{
    static ucr_scratch scratch;
    char *shown = ucr_claim_scratch(&scratch, text.raw.len * UCR_PLAIN_SHOWN);
    const ucr_str expected = {shown, ucr_plain_show(shown, text)};
    try_caps(ucr_text_show, text, expected, draw, cut_shown);
}

/* ---- Comparing -------------------------------------------------------------
 */

static void claim_equal(ucr_text text, ucr_str plain, uint64_t draw)
{
    ucr_claim(ucr_text_equal(text, plain), "P5", "a text equals itself");
    ucr_claim(!ucr_text_equal(text, (ucr_str){NULL, 0}), "P5",
              "a text does not equal what is absent");
    if (plain.len == 0) {
        return;
    }
    ucr_claim(!ucr_text_equal(text, (ucr_str){plain.ptr, plain.len - 1}), "P5",
              "a text does not equal its beginning");
    ucr_claim(!ucr_text_equal(text, (ucr_str){plain.ptr + 1, plain.len - 1}),
              "P5", "a text does not equal its end");
    static ucr_scratch scratch;
    char *other = ucr_claim_scratch(&scratch, plain.len);
    memcpy(other, plain.ptr, plain.len);
    other[plain.len] = 'x';
    ucr_claim(!ucr_text_equal(text, (ucr_str){other, plain.len + 1}), "P5",
              "a text does not equal a longer one");
    const size_t at = ucr_inputs_draw(&draw, (unsigned)plain.len);
    other[at] = (char)(other[at] ^ (1 << ucr_inputs_draw(&draw, 8)));
    ucr_claim(!ucr_text_equal(text, (ucr_str){other, plain.len}), "P5",
              "a text does not equal one with another bit");
}

/* With what it equals in a block of its exact size. */
static void try_equal(ucr_text text, ucr_str plain, uint64_t draw)
{
    const ucr_str block =
        ucr_inputs_block((const uint8_t *)plain.ptr, plain.len);
    claim_equal(text, block, draw);
    ucr_inputs_free(block);
}

static void try_text(ucr_str contents, bool escaped, uint64_t draw)
{
    const ucr_text text = {contents, escaped};
    static ucr_scratch scratch;
    char *block = ucr_claim_scratch(&scratch, contents.len * UCR_PLAIN_GROWTH);
    const ucr_str plain = {block, ucr_plain_copy(block, text)};
    if (ucr_inputs_takes(&draw, 2)) {
        try_caps(ucr_text_copy, text, plain, draw, cut_points);
    }
    for (size_t cap = plain.len; cap < plain.len + 2; cap++) {
        if (ucr_inputs_takes(&draw, 8)) {
            try_terminated(text, plain, cap);
        }
    }
    if (ucr_inputs_takes(&draw, 8)) {
        try_terminated(text, plain,
                       ucr_inputs_draw(&draw, (unsigned)plain.len + 1));
    }
    if (ucr_inputs_takes(&draw, 2)) {
        try_shown(text, draw);
    }
    if (ucr_inputs_takes(&draw, 2)) {
        try_equal(text, plain, draw);
    }
}

/* ---- Unwrapping ------------------------------------------------------------
 */

/* Offsets count in the text that a string holds. */
static size_t unescaped(ucr_str raw, size_t from, size_t offset)
{
    static ucr_scratch scratch;
    char *plain = ucr_claim_scratch(&scratch, raw.len * UCR_PLAIN_GROWTH);
    return ucr_plain_copy(plain,
                          (ucr_text){{raw.ptr + from, offset - from}, true});
}

/* A mark is nothing here but bytes that cannot stand where they do. */
static void expect_scan(ucr_error *err, ucr_tree *tree, ucr_str raw,
                        const ucr_options *options)
{
    ucr_tree_read(tree, raw, options->profile == UCR_STRICT,
                  ucr_model_max_depth(options));
    ucr_model_fault(err, tree->code, tree->offset);
    if (tree->marked) {
        ucr_model_fault(err, UCR_E_SYNTAX, 0);
    }
}

/* What should come of a value, and why nothing should. */
typedef struct unwrapped {
    ucr_json out;
    ucr_error err;
    size_t room; /* that it needs in a buffer */
} unwrapped;

/* The quote that a value begins with, or NULL. */
static const char *opening_quote(ucr_str raw)
{
    const char *first = raw.ptr;
    while (first < raw.ptr + raw.len && strchr(" \t\n\r", *first) != NULL &&
           *first != '\0') {
        first++;
    }
    return first < raw.ptr + raw.len && *first == '"' ? first : NULL;
}

/* The value's kind, and where it is a string what is in it. Lives until the
 * next call. */
static void expect(unwrapped *to, ucr_json in, const ucr_options *options)
{
    static ucr_tree kept;
    static ucr_scratch scratch;
    ucr_tree *tree = &kept;
    ucr_error *err = &to->err;
    memset(to, 0, sizeof(*to));
    if (ucr_model_before(err, in.raw.len, options) != UCR_OK) {
        return;
    }
    expect_scan(err, tree, in.raw, options);
    if (err->code == UCR_OK && tree->nodes[1].kind != in.kind) {
        ucr_model_fault(err, UCR_E_ARGUMENT, 0);
    }
    if (err->code == UCR_OK && in.kind == UCR_JSON_STRING) {
        const ucr_text text = ucr_tree_text(tree, 1);
        char *plain =
            ucr_claim_scratch(&scratch, text.raw.len * UCR_PLAIN_GROWTH);
        const size_t len = ucr_plain_copy(plain, text);
        to->room = text.escaped ? len : 0;
        expect_scan(err, tree, (ucr_str){plain, len}, options);
    } else if (err->code != UCR_OK && err->code != UCR_E_ARGUMENT) {
        const char *quote = opening_quote(in.raw);
        if (quote != NULL) {
            const size_t from = (size_t)(quote + 1 - in.raw.ptr);
            err->offset = unescaped(in.raw, from, err->offset);
        }
    }
    if (err->code == UCR_OK) {
        to->out = (ucr_json){ucr_tree_raw(tree, 1), tree->nodes[1].kind};
    }
}

/* Gives the room that was too little, or SIZE_MAX where it was enough. */
static size_t try_unwrap_in(const unwrapped *expected, ucr_json in,
                            const ucr_options *options, size_t cap)
{
    ucr_json out;
    ucr_error err;
    size_t len;
    char *room = ucr_inputs_room(cap);
    memset(&out, 0xA5, sizeof(out));
    ucr_code code = ucr_detail_unwrap(&out, room, cap, &len, in, options, &err);
    ucr_decoded_refusal(&err, code, SIZE_MAX);
    ucr_claim(ucr_inputs_room_is_whole(), "G2", "nothing before the buffer");
    if (code != UCR_OK || ucr_inputs_all) {
        ucr_json again;
        size_t length = 0xA5A5;
        memset(&again, 0xA5, sizeof(again));
        ucr_claim(ucr_detail_unwrap(&again, room, cap, &length, in, options,
                                    NULL) == code &&
                      length == len && again.kind == out.kind &&
                      ucr_same_str(again.raw, out.raw),
                  "G7", "an error that is not asked for changes nothing");
    }
    if (code == UCR_E_SPACE) {
        ucr_claim(len > cap && len == expected->room && out.raw.ptr == NULL &&
                      out.raw.len == 0 && out.kind == UCR_JSON_ABSENT,
                  "P5", "what does not fit says how much it needs");
        return len;
    }
    ucr_claim(len == (code == UCR_OK ? expected->room : 0), "P5",
              "the length is what was used, and a refusal has none");
    ucr_claim(ucr_same_error(&err, &expected->err), "P5",
              "what is in a string is judged alone");
    ucr_claim(out.kind == expected->out.kind &&
                  ucr_same_bytes(out.raw, expected->out.raw),
              "P5", "what is in a string comes out");
    ucr_claim(ucr_same_inside(out.raw, in.raw) ||
                  ucr_same_inside(out.raw, (ucr_str){room, len}),
              "G3", "what comes out lies in the buffer or in the body");
    return SIZE_MAX;
}

static void try_kind(ucr_json in, const ucr_options *options, uint64_t draw)
{
    unwrapped expected;
    expect(&expected, in, options);
    size_t need =
        try_unwrap_in(&expected, in, options,
                      ucr_inputs_draw(&draw, (unsigned)in.raw.len + 1));
    if (need != SIZE_MAX) {
        ucr_claim(need <= in.raw.len * UCR_PLAIN_GROWTH &&
                      try_unwrap_in(&expected, in, options, need) == SIZE_MAX,
                  "P5", "the room that is asked for is enough");
    }
}

/* As each kind; of those that it cannot be an engine sees one. */
static void try_kinds(ucr_str raw, const ucr_options *options, uint64_t draw)
{
    const bool quoted = opening_quote(raw) != NULL;
    const int drawn = (int)ucr_inputs_draw(&draw, 6) + UCR_JSON_OBJECT;
    for (int kind = UCR_JSON_OBJECT; kind <= UCR_JSON_NULL; kind++) {
        const ucr_json in = {raw, (ucr_json_kind)kind};
        if (kind == drawn || (quoted && kind == UCR_JSON_STRING) ||
            ucr_inputs_all) {
            try_kind(in, options, draw);
        }
    }
}

static void try_limits(ucr_str raw, ucr_options options, uint64_t draw)
{
    const unsigned drawn = ucr_inputs_draw(&draw, 2);
    for (unsigned profile = UCR_INTEROP; profile <= UCR_STRICT; profile++) {
        if (profile == drawn || ucr_inputs_all) {
            options.profile = (ucr_profile)profile;
            try_kinds(raw, &options, draw);
        }
    }
}

static void try_unwrap(ucr_str raw, uint64_t draw)
{
    ucr_inputs_limited(raw, draw, try_limits);
}

/* The contents between quotes. */
static void try_quoted(ucr_str contents, uint64_t draw)
{
    static ucr_scratch scratch;
    char *block = ucr_claim_scratch(&scratch, contents.len + 2);
    block[0] = '"';
    memcpy(block + 1, contents.ptr, contents.len);
    block[contents.len + 1] = '"';
    const ucr_str quoted =
        ucr_inputs_block((const uint8_t *)block, contents.len + 2);
    try_unwrap(quoted, draw);
    ucr_inputs_free(quoted);
}

/* With room and without. */
static void try_absent_text(ucr_text absent)
{
    char buf[16] = "x";
    ucr_claim(ucr_text_copy(NULL, 0, absent) == 0 &&
                  ucr_text_show(NULL, 0, absent) == 0 &&
                  ucr_text_copy(buf, sizeof(buf), absent) == 0 &&
                  ucr_text_show(buf, sizeof(buf), absent) == 0 && *buf == 'x',
              "P5", "what is absent is nothing");
    ucr_claim(ucr_text_copyz(NULL, 0, absent) == 0 &&
                  ucr_text_copyz(buf, sizeof(buf), absent) == 0 && *buf == '\0',
              "P5", "what is absent is an empty C string");
    ucr_claim(!ucr_text_equal(absent, (ucr_str){"", 0}), "P5",
              "what is absent equals nothing");
}

/* Without any room, whatever its size is said to be. */
static void try_no_unwrap(size_t cap, ucr_json value,
                          const ucr_options *options)
{
    ucr_json out;
    ucr_error err;
    size_t len = 0xA5A5;
    memset(&out, 0xA5, sizeof(out));
    memset(&err, 0xA5, sizeof(err));
    ucr_decoded_no_call(
        ucr_detail_unwrap(&out, NULL, cap, &len, value, options, &err), &err);
    ucr_claim(len == 0 && out.kind == UCR_JSON_ABSENT && out.raw.ptr == NULL &&
                  out.raw.len == 0,
              "G8", "a refusal gives nothing");
}

/* Without anything to say what is inside, or how long it is. */
static void try_unwrap_nowhere(ucr_json value)
{
    ucr_json out;
    ucr_error errs[2];
    size_t len = 0xA5A5;
    memset(&out, 0xA5, sizeof(out));
    memset(errs, 0xA5, sizeof(errs));
    ucr_decoded_no_call(
        ucr_detail_unwrap(NULL, NULL, 0, &len, value, NULL, &errs[0]),
        &errs[0]);
    ucr_decoded_no_call(
        ucr_detail_unwrap(&out, NULL, 0, NULL, value, NULL, &errs[1]),
        &errs[1]);
    ucr_claim(len == 0 && out.kind == UCR_JSON_ABSENT, "G8",
              "a refusal gives nothing");
}

/* Calls that cannot be right, and texts that are not there. */
static void try_absent(uint64_t draw)
{
    const ucr_options none = {.profile = ucr_inputs_no_profile(draw)};
    const ucr_options deep = {.max_depth = UCR_MAX_DEPTH + 1};
    const ucr_options endless = {.max_depth = SIZE_MAX};
    const ucr_json value = {UCR_STR("{}"), UCR_JSON_OBJECT};
    const ucr_json nothing = {{NULL, 2}, UCR_JSON_OBJECT};
    try_no_unwrap(0, nothing, NULL);
    try_no_unwrap(1, value, NULL);
    try_no_unwrap(0, value, &deep);
    try_no_unwrap(0, value, &endless);
    try_no_unwrap(0, value, &none);
    try_unwrap_nowhere(value);
    ucr_json out;
    size_t len;
    ucr_claim(ucr_detail_unwrap(&out, NULL, 0, &len, value, NULL, NULL) ==
                      UCR_OK &&
                  out.kind == UCR_JSON_OBJECT,
              "G7", "no options are options of zero");
    ucr_claim(ucr_text_equal(ucr_text_of("\\n"), ucr_str_of("\\n")), "P5",
              "a C string is plain text");
    try_absent_text((ucr_text){{NULL, 0}, false});
    try_absent_text((ucr_text){{NULL, 0}, true});
    const size_t some = 1 + ucr_inputs_draw(&draw, 9);
    try_absent_text((ucr_text){{NULL, some}, false});
    try_absent_text((ucr_text){{NULL, some}, true});
}

static void try_contents(ucr_str contents, uint64_t draw)
{
    const bool escaped = ucr_inputs_draw(&draw, 4) != 0;
    try_text(contents, escaped, draw);
    if (ucr_inputs_all) {
        try_text(contents, !escaped, draw);
    }
    if (ucr_inputs_takes(&draw, 256)) {
        try_absent(draw);
    }
    if (ucr_inputs_takes(&draw, 4)) {
        try_unwrap(contents, draw);
    }
    if (ucr_inputs_takes(&draw, 2)) {
        try_quoted(contents, draw);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ucr_inputs_everywhere(data, size, try_contents);
    return 0;
}
