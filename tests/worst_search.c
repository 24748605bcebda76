/* SPDX-License-Identifier: MIT */
/*
 * Hard inputs that nobody has thought of: a frame, and in it as often as fits a
 * unit of one to four tokens drawn at random.
 *
 * Knows of the codec only what costs it something. Invariant: the same count
 * draws the same inputs.
 */
#include <stdint.h>
#include <string.h>

#include "worst.h"

static uint64_t state = 20240514;

static size_t draw(size_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(state >> 33) % n;
}

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

static const char *const values[] = {"0",
                                     "1",
                                     "-1",
                                     "0.5",
                                     "1e1",
                                     "true",
                                     "null",
                                     "\"\"",
                                     "\"a\"",
                                     "[]",
                                     "{}",
                                     "\"\\n\"",
                                     "[[]]",
                                     "[{}]",
                                     "{ }",
                                     "[ ]",
                                     "\"\u00e9\"",
                                     "\"\\u0041\"",
                                     "[0]",
                                     "{\"\":0}",
                                     " 0 ",
                                     "[1,2]",
                                     "[\"\"]",
                                     "{\"\":[]}",
                                     "{\"code\":0}",
                                     "{\"\":{\"\":{}}}",
                                     "\"\xe0\xa0\x80\"",
                                     "\"\\ud83d\""};

static const char *const names[] = {
    "\"\"",        "\"a\"",      "\"c\"",          "\"code\"",
    "\"\\n\"",     "\"codf\"",   "\"\\u0063\"",    "\"message\"",
    "\"details\"", "\"errMsg\"", "\"error_code\"", "\"error_param\"",
    "\"result\"",  "\"\u00e9\"", "\"cod\\u0065\"", " \"\" "};

static const char *const pieces[] = {
    "\\n",  "\\\"",   "\\\\", "\\u0041", "\\ud83d", "\\ud83d\\ude00",
    "a",    "ab",     " ",    "\u00e9",  "\u6570",  "\U0001f600",
    "\xff", "\u202e", "\\/",  "[",       "]",       "{",
    "}",    ",",      ":",    "1",       "\x7f",    "\xe0\xa0\x80"};

/* What a unit is made of. */
typedef enum content {
    MEMBERS,
    ELEMENTS,
    OBJECTS, /* elements that are objects */
    STRINGS, /* elements that are strings */
    TEXT
} content;

#define VALUE                                                                  \
    "{\"command_name\":\"START\",\"result\":\"success\",\"result_detail\":"
#define PAIR "{\"error_code\":\"\",\"error_msg\":\"\""

/* Each unit ends with a comma: what follows it does not begin with one. */
static const struct frame {
    content content;
    worst_input input;
} frames[] = {
#define FRAME(content, action, head, tail, status, profile)                    \
    {                                                                          \
        content,                                                               \
        {                                                                      \
            #action, &(action), head, NULL, tail, 0, status, profile, UCR_OK   \
        }                                                                      \
    }
#define BOTH(content, action, head, tail, status)                              \
    FRAME(content, action, head, tail, status, UCR_INTEROP),                   \
        FRAME(content, action, head, tail, status, UCR_STRICT)
    BOTH(ELEMENTS, worst_request, VALUE "[", "0]}", 0),
    BOTH(MEMBERS, worst_request, VALUE "{", "\"\":0}}", 0),
    BOTH(MEMBERS, worst_request, "{",
         "\"command_name\":\"START\",\"result\":\"fail\"}", 0),
    BOTH(TEXT, worst_request, VALUE "\"", "\"}", 0),
    BOTH(ELEMENTS, worst_request, VALUE "[", "", 0),
    BOTH(MEMBERS, worst_response, "{", "\"\":0}", 403),
    BOTH(MEMBERS, worst_response, "{\"\":{", "\"\":0}}", 403),
    BOTH(MEMBERS, worst_response, "{\"\":{\"\":{\"\":{", "\"\":0}}}}", 403),
    BOTH(MEMBERS, worst_response, "{\"\":[{", "\"\":0}]}", 403),
    BOTH(MEMBERS, worst_response, "{", "", 403),
    BOTH(MEMBERS, worst_response, "{", "\"body\":\"\"}", 200),
    BOTH(ELEMENTS, worst_response, "[", "0]", 403),
    BOTH(ELEMENTS, worst_response, PAIR ",\"details\":[", "{}]}", 403),
    BOTH(OBJECTS, worst_response, PAIR ",\"details\":[", "{}]}", 403),
    BOTH(OBJECTS, worst_response, "{\"details\":[", "{}]}", 403),
    BOTH(OBJECTS, worst_response,
         "{\"\":{\"code\":0,\"message\":\"\",\"details\":[", "{}]}}", 403),
    BOTH(OBJECTS, worst_response, PAIR ",\"details\":[", "", 403),
    BOTH(STRINGS, worst_response, PAIR ",\"error_param\":[", "\"\"]}", 403),
    BOTH(STRINGS, worst_response, PAIR ",\"error_param\":[", "0]}", 403),
    BOTH(STRINGS, worst_response, "{\"error_param\":[", "\"\"]}", 403),
    BOTH(STRINGS, worst_walk_params, PAIR ",\"error_param\":[", "\"\"]}", 403),
    BOTH(OBJECTS, worst_walk_details, PAIR ",\"details\":[", "{}]}", 403),
    BOTH(OBJECTS, worst_walk_raw, "[", "", 403),
    BOTH(STRINGS, worst_encode_again, PAIR ",\"error_param\":[", "\"\"]}", 403),
    BOTH(OBJECTS, worst_encode_again, PAIR ",\"details\":[", PAIR "}]}", 403),
    BOTH(STRINGS, worst_measure_again, PAIR ",\"error_param\":[", "\"\"]}",
         403),
    BOTH(OBJECTS, worst_measure_again, PAIR ",\"details\":[", PAIR "}]}", 403),
    BOTH(TEXT, worst_copy, "", "", 0),
    BOTH(TEXT, worst_show, "", "", 0),
    BOTH(TEXT, worst_equal, "", "", 0),
    BOTH(TEXT, worst_encode_text, "", "", 0),
    BOTH(TEXT, worst_unwrap, "\"", "\"", 0),
};

static void add(char *unit, const char *part)
{
    memcpy(unit + strlen(unit), part, strlen(part) + 1);
}

static void add_member(char *unit)
{
    add(unit, names[draw(COUNT_OF(names))]);
    add(unit, ":");
    add(unit, values[draw(COUNT_OF(values))]);
}

static void add_object(char *unit)
{
    add(unit, "{");
    for (size_t i = draw(3); i > 0; i--) {
        add_member(unit);
        add(unit, i > 1 ? "," : "");
    }
    add(unit, "}");
}

static void add_string(char *unit)
{
    add(unit, "\"");
    for (size_t i = draw(3); i > 0; i--) {
        add(unit, pieces[draw(15)]);
    }
    add(unit, "\"");
}

static void add_token(char *unit, content kind)
{
    switch (kind) {
    case MEMBERS:
        add_member(unit);
        break;
    case ELEMENTS:
        add(unit, values[draw(COUNT_OF(values))]);
        break;
    case OBJECTS:
        add_object(unit);
        break;
    case STRINGS:
        add_string(unit);
        break;
    case TEXT:
        add(unit, pieces[draw(COUNT_OF(pieces))]);
        return;
    }
    add(unit, ",");
}

void worst_draw(worst_drawn *drawn)
{
    const struct frame *frame = &frames[draw(COUNT_OF(frames))];
    drawn->unit[0] = '\0';
    for (size_t i = draw(4) + 1; i > 0; i--) {
        add_token(drawn->unit, frame->content);
    }
    drawn->input = frame->input;
    drawn->input.unit = drawn->unit;
}
