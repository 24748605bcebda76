/* SPDX-License-Identifier: MIT */
/* JSON to an output stream, through yajl's generator. */
#ifndef UCR_CLI_GEN_H
#define UCR_CLI_GEN_H

#include <yajl/yajl_gen.h>

#include "print.h"

/** The most levels that yajl's generator writes. */
#define UCR_GEN_MAX_DEPTH ((size_t)127)

typedef struct ucr_gen {
    yajl_gen yajl; /**< NULL: there was no memory for it */
    ucr_print *to;
    yajl_gen_status status; /**< the first that was not ok */
} ucr_gen;

/** Pretty: indented. Check ucr_gen_is_well() when all is written. */
void ucr_gen_open(ucr_gen *gen, ucr_print *to, bool pretty);
void ucr_gen_close(ucr_gen *gen);

/** Whether everything so far went to the stream. */
bool ucr_gen_is_well(const ucr_gen *gen);

void ucr_gen_map_open(ucr_gen *gen);
void ucr_gen_map_close(ucr_gen *gen);
void ucr_gen_array_open(ucr_gen *gen);
void ucr_gen_array_close(ucr_gen *gen);
void ucr_gen_null(ucr_gen *gen);
void ucr_gen_bool(ucr_gen *gen, bool value);
void ucr_gen_decimal(ucr_gen *gen, size_t number);
void ucr_gen_number(ucr_gen *gen, const char *digits, size_t len);
void ucr_gen_bytes(ucr_gen *gen, const char *bytes, size_t len);
void ucr_gen_cstring(ucr_gen *gen, const char *text);

/** The plain text of it. */
void ucr_gen_text(ucr_gen *gen, ucr_text text);

/** `"name":"text"`, nothing where the text is absent. */
void ucr_gen_member(ucr_gen *gen, const char *name, ucr_text text);

#endif
