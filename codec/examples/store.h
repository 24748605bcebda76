/* SPDX-License-Identifier: MIT */
/* What the server knows of servers, commands and tokens, and the reports that
 * it was given: three tables of an SQLite database. */
#ifndef UCR_EXAMPLES_STORE_H
#define UCR_EXAMPLES_STORE_H

#include <ucr/ucr.h>

typedef struct ucr_store ucr_store;

/** What a look into the store found. */
typedef enum ucr_found {
    UCR_FOUND_FAILED = 0, /**< the database could not say */
    UCR_FOUND_NOTHING = 1,
    UCR_FOUND_DENIED = 2, /**< a token without the permission */
    UCR_FOUND = 3
} ucr_found;

/** One report, as views that live as long as its request. */
typedef struct ucr_stored {
    ucr_str server, command, result;
    ucr_str detail; /**< JSON as it stood on the wire; absent: none */
    ucr_str msg;    /**< the text that the detail calls `msg`, or absent */
} ucr_stored;

/** Opens or creates. `max_pages` bounds the database's size; 0: SQLite's own
 * limit. NULL, and a line on standard error, if it cannot be. */
ucr_store *ucr_store_open(const char *file, unsigned long max_pages);
void ucr_store_close(ucr_store *store);

/** The longest command in bytes that is given. */
enum {
    UCR_STORE_MAX_COMMAND = 64
};

/** From now on this server has this command. */
bool ucr_store_give(ucr_store *store, ucr_str server, ucr_str command);

/** The command that a server has; its text goes to `name`. One longer than
 * `cap` is no answer. */
ucr_found ucr_store_command(ucr_store *store, char *name, size_t cap,
                            size_t *len, ucr_str server);

/** Whether a token is known and has the permission. */
ucr_found ucr_store_token(ucr_store *store, ucr_str token);

/** True: the report is on the disk, whatever happens next. */
bool ucr_store_report(ucr_store *store, const ucr_stored *report);

#endif
