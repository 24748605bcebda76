/* SPDX-License-Identifier: MIT */
/*
 * The tables that bind an answer's members.
 *
 * Knows no value. Invariant: the documented names come first and
 * in their order, so that each table that knows fewer is the beginning of the
 * one that knows more, and a field has one number everywhere.
 */
#include "names.h"

static const ucr_word error_names[UCR_ERROR_FIELDS] = {
    [UCR_F_ERROR_CODE] = UCR_WORD("error_code"),
    [UCR_F_ERROR_MSG] = UCR_WORD("error_msg"),
    [UCR_F_ENCODED_AUTHORIZATION_MESSAGE] =
        UCR_WORD("encoded_authorization_message"),
    [UCR_F_ERROR_PARAM] = UCR_WORD("error_param"),
    [UCR_F_DETAILS] = UCR_WORD("details"),
    [UCR_F_REQUEST_ID] = UCR_WORD("request_id"),
    [UCR_F_TITLE] = UCR_WORD("title"),
    [UCR_F_ERRORCODE] = UCR_WORD("errorCode"),
    [UCR_F_ERRORMSG] = UCR_WORD("errorMsg"),
    [UCR_F_CODE] = UCR_WORD("code"),
    [UCR_F_MESSAGE] = UCR_WORD("message"),
    [UCR_F_ERRCODE] = UCR_WORD("errCode"),
    [UCR_F_ERRMSG] = UCR_WORD("errMsg"),
};

static const ucr_word success_names[] = {UCR_WORD("body")};

/* An element of an element's details is never looked into. */
static const ucr_names interop_element = {
    .words = error_names, .count = UCR_ERROR_FIELDS, .list = UCR_NO_FIELD};

const ucr_names ucr_names_interop = {.words = error_names,
                                     .count = UCR_ERROR_FIELDS,
                                     .list = UCR_F_DETAILS,
                                     .elements = &interop_element};

const ucr_names ucr_names_success = {
    .words = success_names, .count = 1, .list = UCR_NO_FIELD};

const ucr_names ucr_names_none = {.list = UCR_NO_FIELD};

/* `error_code` and `error_msg`, both required: every strict error but 403, and
 * every strict element of details. */
static const ucr_names strict_two = {.words = error_names,
                                     .count = UCR_F_ERROR_MSG + 1,
                                     .required = UCR_F_ERROR_MSG + 1,
                                     .list = UCR_NO_FIELD};

static const ucr_names strict_403 = {.words = error_names,
                                     .count = UCR_F_DETAILS + 1,
                                     .required = UCR_F_ERROR_MSG + 1,
                                     .list = UCR_F_DETAILS,
                                     .elements = &strict_two};

const ucr_names *ucr_names_strict(int status)
{
    return status == 403 ? &strict_403 : &strict_two;
}

bool ucr_names_is_text(unsigned field, ucr_json_kind kind)
{
    return kind == UCR_JSON_STRING
               ? !ucr_names_is_list(field)
               : kind == UCR_JSON_NUMBER && ucr_names_is_code(field);
}

const unsigned short ucr_names_places[UCR_F_TITLE + 1] = {
    [UCR_F_ERROR_CODE] = offsetof(ucr_response, error_code),
    [UCR_F_ERROR_MSG] = offsetof(ucr_response, error_msg),
    [UCR_F_ENCODED_AUTHORIZATION_MESSAGE] =
        offsetof(ucr_response, encoded_authorization_message),
    [UCR_F_ERROR_PARAM] = offsetof(ucr_response, error_param),
    [UCR_F_DETAILS] = offsetof(ucr_response, details),
    [UCR_F_REQUEST_ID] = offsetof(ucr_response, request_id),
    [UCR_F_TITLE] = offsetof(ucr_response, title),
};

/* ---- Pairs -----------------------------------------------------------------
 */

/* In the order in which they are looked for. */
static const unsigned pairs[] = {
    1u << UCR_F_ERROR_CODE | 1u << UCR_F_ERROR_MSG,
    1u << UCR_F_ERRORCODE | 1u << UCR_F_ERRORMSG,
    1u << UCR_F_CODE | 1u << UCR_F_MESSAGE,
    1u << UCR_F_ERRORCODE | 1u << UCR_F_MESSAGE,
    1u << UCR_F_ERRCODE | 1u << UCR_F_ERRMSG,
};

unsigned ucr_names_pair(unsigned there)
{
    if (UCR_FAST && (there & (there - 1)) == 0) {
        return 0; /* one at most */
    }
    for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
        if ((there & pairs[i]) == pairs[i]) {
            return pairs[i];
        }
    }
    return 0;
}
