/* SPDX-License-Identifier: MIT */
/* Files and standard input as bodies. */
#ifndef UCR_CLI_INPUT_H
#define UCR_CLI_INPUT_H

#include <ucr/ucr.h>

/** How standard input is called in messages. */
#define UCR_INPUT_STDIN "<stdin>"

typedef struct ucr_input {
    char *bytes;
    size_t len, cap;
} ucr_input;

/** Opens a file; NULL and `-` are standard input. A negative value is the
 * negated errno. */
int ucr_input_open(const char *file);

/** Closes what ucr_input_open() gave; leaves standard input alone. */
void ucr_input_close(int fd);

/** How a file is called in messages. */
const char *ucr_input_name(const char *file);

/** The most bytes that are worth keeping under a limit: one more than it, so
 * that a body too long is seen to be that. */
size_t ucr_input_keep(const ucr_options *options);

/** read(2) that is not interrupted; a negative value is the negated errno. */
long ucr_input_some(int fd, char *buf, size_t cap);

/** Makes room for `more` bytes after `len`; false: there is no memory. */
bool ucr_input_reserve(ucr_input *in, size_t more);

/** Reads a file until its end or until `keep` bytes are there. Gives 0 or an
 * errno; either way ucr_input_free() is due. */
int ucr_input_read(ucr_input *in, const char *file, size_t keep);

ucr_str ucr_input_body(const ucr_input *in);
void ucr_input_free(ucr_input *in);

#endif
