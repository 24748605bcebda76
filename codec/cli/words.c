/* SPDX-License-Identifier: MIT */
/*
 * Enumerators into the words that the documentation has for them.
 *
 * Knows nothing of output. Invariant: every word is a constant, so it needs
 * no care on its way to a terminal.
 */
#include "words.h"

const char *ucr_words_kind(ucr_json_kind kind)
{
    switch (kind) {
    case UCR_JSON_ABSENT:
        return "absent";
    case UCR_JSON_OBJECT:
        return "object";
    case UCR_JSON_ARRAY:
        return "array";
    case UCR_JSON_STRING:
        return "string";
    case UCR_JSON_NUMBER:
        return "number";
    case UCR_JSON_BOOL:
        return "bool";
    case UCR_JSON_NULL:
        return "null";
    }
    return "absent";
}

const char *ucr_words_result(ucr_result result)
{
    return result == UCR_RESULT_SUCCESS ? "success" : "fail";
}

const char *ucr_words_shape(ucr_shape shape)
{
    static const char *const names[] = {
        [UCR_SHAPE_NONE] = "none",
        [UCR_SHAPE_SUCCESS] = "success",
        [UCR_SHAPE_DOCUMENTED] = "documented",
        [UCR_SHAPE_GATEWAY] = "gateway",
        [UCR_SHAPE_ALIAS] = "alias",
        [UCR_SHAPE_NESTED] = "nested",
        [UCR_SHAPE_PARTIAL] = "partial",
        [UCR_SHAPE_OTHER] = "other",
        [UCR_SHAPE_EMPTY] = "empty",
    };
    return names[shape];
}

const char *ucr_words_ignored(unsigned bit)
{
    switch (bit) {
    case UCR_IGNORED_ENCODED_AUTHORIZATION_MESSAGE:
        return "encoded_authorization_message";
    case UCR_IGNORED_ERROR_PARAM:
        return "error_param";
    case UCR_IGNORED_DETAILS:
        return "details";
    case UCR_IGNORED_REQUEST_ID:
        return "request_id";
    case UCR_IGNORED_TITLE:
        return "title";
    default:
        return NULL;
    }
}
