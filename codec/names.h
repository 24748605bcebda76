/* SPDX-License-Identifier: MIT */
/* The names of the members of an answer, and which of them are known where. */
#ifndef UCR_NAMES_H
#define UCR_NAMES_H

#include <stddef.h>

#include "bind.h"

/** The documented members in their order, then what only interop knows. */
enum ucr_error_field {
    UCR_F_ERROR_CODE,
    UCR_F_ERROR_MSG,
    UCR_F_ENCODED_AUTHORIZATION_MESSAGE,
    UCR_F_ERROR_PARAM,
    UCR_F_DETAILS,
    UCR_F_REQUEST_ID,
    UCR_F_TITLE,
    UCR_F_ERRORCODE,
    UCR_F_ERRORMSG,
    UCR_F_CODE,
    UCR_F_MESSAGE,
    UCR_F_ERRCODE,
    UCR_F_ERRMSG,
    UCR_ERROR_FIELDS
};

/* Hidden to those who use them, too: else compilers fetch their addresses from
 * a table that the linker has to make. */
#ifdef __GNUC__
#pragma GCC visibility push(hidden)
#endif

/** Interop: every name of the error rule, in elements of details too. */
extern const ucr_names ucr_names_interop;
/** Interop: a success body. */
extern const ucr_names ucr_names_success;
/** Strict: nothing is known in a success body. */
extern const ucr_names ucr_names_none;

/** Where an answer has each field that has a place of its own: its offset
 * there. */
extern const unsigned short ucr_names_places[UCR_F_TITLE + 1];

#ifdef __GNUC__
#pragma GCC visibility pop
#endif

/** The text that is there. */
static inline ucr_text *ucr_names_text(ucr_response *in, unsigned field)
{
    void *at = (char *)in + ucr_names_places[field];
    return at;
}

/** Strict: the documented names for an error status. */
const ucr_names *ucr_names_strict(int status);

/** A code and a message that belong together, of those that are there, the
 * first ones in the order in which they are looked for; 0 where there are none.
 * One bit a field. */
unsigned ucr_names_pair(unsigned there);

/** What a field is called on the wire. */
static inline const ucr_word *ucr_names_word(unsigned field)
{
    return &ucr_names_interop.words[field];
}

/** Where a list belongs. */
static inline bool ucr_names_is_list(unsigned field)
{
    return field == UCR_F_ERROR_PARAM || field == UCR_F_DETAILS;
}

/** Where a code is expected. */
static inline bool ucr_names_is_code(unsigned field)
{
    const unsigned codes = 1u << UCR_F_ERROR_CODE | 1u << UCR_F_ERRORCODE |
                           1u << UCR_F_CODE | 1u << UCR_F_ERRCODE;
    return (codes >> field & 1) != 0;
}

/** Whether a value is a text of this field: a string where no list belongs, or
 * a number where a code is expected. */
bool ucr_names_is_text(unsigned field, ucr_json_kind kind);

#endif
