/* SPDX-License-Identifier: MIT */
/*
 * Reports into rows of an SQLite database.
 *
 * Knows nothing of HTTP, and of messages only their texts. Invariant: a report
 * that was answered for is durable: each is a transaction of its own, and with
 * a write-ahead log and synchronous=FULL its commit returns after the log has
 * reached the disk. A failure (no room, for one) leaves no part of it behind.
 */
#include "store.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    COMMAND,
    TOKEN,
    GIVE,
    REPORT,
    STATEMENTS
};

struct ucr_store {
    sqlite3 *db;
    sqlite3_stmt *statements[STATEMENTS];
};

static const char schema[] =
    "PRAGMA synchronous = FULL;"
    "CREATE TABLE IF NOT EXISTS servers("
    "  server_id TEXT PRIMARY KEY, command_name TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS tokens("
    "  token TEXT PRIMARY KEY, permitted INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS reports("
    "  id INTEGER PRIMARY KEY, server_id TEXT NOT NULL,"
    "  command_name TEXT NOT NULL, result TEXT NOT NULL, detail TEXT, msg TEXT,"
    "  received TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')));";

static const char *const sql[STATEMENTS] = {
    [COMMAND] = "SELECT command_name FROM servers WHERE server_id = ?1",
    [TOKEN] = "SELECT permitted FROM tokens WHERE token = ?1",
    [GIVE] = "INSERT OR REPLACE INTO servers VALUES (?1, ?2)",
    [REPORT] =
        ("INSERT INTO reports(server_id, command_name, result, detail, msg)"
         " VALUES (?1, ?2, ?3, ?4, ?5)"),
};

/* ---- Opening ------------------------------------------------------------- */

/* SQLite says which journal it keeps: another one, where there is no file for
 * a log, or no shared memory. */
static bool logs_ahead(sqlite3 *db)
{
    sqlite3_stmt *ask = NULL;
    bool yes = sqlite3_prepare_v2(db, "PRAGMA journal_mode = WAL", -1, &ask,
                                  NULL) == SQLITE_OK &&
               sqlite3_step(ask) == SQLITE_ROW;
    if (yes) {
        const char *mode = (const char *)sqlite3_column_text(ask, 0);
        yes = mode != NULL && strcmp(mode, "wal") == 0;
    }
    sqlite3_finalize(ask);
    return yes;
}

static bool prepare(ucr_store *store, unsigned long max_pages)
{
    char limit[64];
    (void)snprintf(limit, sizeof(limit), "PRAGMA max_page_count = %lu",
                   max_pages);
    if (!logs_ahead(store->db) ||
        sqlite3_exec(store->db, schema, NULL, NULL, NULL) != SQLITE_OK ||
        (max_pages != 0 &&
         sqlite3_exec(store->db, limit, NULL, NULL, NULL) != SQLITE_OK)) {
        return false;
    }
    for (int i = 0; i < STATEMENTS; i++) {
        if (sqlite3_prepare_v2(store->db, sql[i], -1, &store->statements[i],
                               NULL) != SQLITE_OK) {
            return false;
        }
    }
    return true;
}

ucr_store *ucr_store_open(const char *file, unsigned long max_pages)
{
    ucr_store *store = calloc(1, sizeof(*store));
    if (store == NULL) {
        return NULL;
    }
    /* Others may look into the database, and add to it, while it is served. */
    if (sqlite3_open(file, &store->db) != SQLITE_OK ||
        sqlite3_busy_timeout(store->db, 5000) != SQLITE_OK ||
        !prepare(store, max_pages)) {
        (void)fprintf(stderr, "%s: %s\n", file,
                      sqlite3_errcode(store->db) == SQLITE_OK
                          ? "no place for a write-ahead log; name a file"
                          : sqlite3_errmsg(store->db));
        ucr_store_close(store);
        return NULL;
    }
    return store;
}

void ucr_store_close(ucr_store *store)
{
    for (int i = 0; i < STATEMENTS; i++) {
        sqlite3_finalize(store->statements[i]);
    }
    sqlite3_close(store->db);
    free(store);
}

/* ---- Statements ---------------------------------------------------------- */

/* An absent text is NULL. What is bound outlives the statement's run. */
static bool bind(sqlite3_stmt *statement, int at, ucr_str text)
{
    return sqlite3_bind_text64(statement, at, text.ptr, text.len, SQLITE_STATIC,
                               SQLITE_UTF8) == SQLITE_OK;
}

/* Ends a statement's run, so that nothing stays bound or locked. */
static void finish(sqlite3_stmt *statement)
{
    (void)sqlite3_reset(statement);
    (void)sqlite3_clear_bindings(statement);
}

/* The row that a statement finds by its one parameter. */
static ucr_found look_up(sqlite3_stmt *statement, ucr_str key)
{
    int step = bind(statement, 1, key) ? sqlite3_step(statement) : SQLITE_NOMEM;
    if (step == SQLITE_ROW) {
        return UCR_FOUND;
    }
    return step == SQLITE_DONE ? UCR_FOUND_NOTHING : UCR_FOUND_FAILED;
}

bool ucr_store_give(ucr_store *store, ucr_str server, ucr_str command)
{
    sqlite3_stmt *give = store->statements[GIVE];
    bool done = bind(give, 1, server) && bind(give, 2, command) &&
                sqlite3_step(give) == SQLITE_DONE;
    finish(give);
    return done;
}

ucr_found ucr_store_command(ucr_store *store, char *name, size_t cap,
                            size_t *len, ucr_str server)
{
    sqlite3_stmt *look = store->statements[COMMAND];
    *len = 0;
    ucr_found found = look_up(look, server);
    if (found == UCR_FOUND) {
        const unsigned char *text = sqlite3_column_text(look, 0);
        size_t size = (size_t)sqlite3_column_bytes(look, 0);
        if (text == NULL || size > cap) {
            found = UCR_FOUND_FAILED;
        } else {
            *len = size;
            memcpy(name, text, size);
        }
    }
    finish(look);
    return found;
}

ucr_found ucr_store_token(ucr_store *store, ucr_str token)
{
    sqlite3_stmt *look = store->statements[TOKEN];
    ucr_found found = look_up(look, token);
    if (found == UCR_FOUND && sqlite3_column_int(look, 0) == 0) {
        found = UCR_FOUND_DENIED;
    }
    finish(look);
    return found;
}

bool ucr_store_report(ucr_store *store, const ucr_stored *report)
{
    sqlite3_stmt *insert = store->statements[REPORT];
    bool done =
        bind(insert, 1, report->server) && bind(insert, 2, report->command) &&
        bind(insert, 3, report->result) && bind(insert, 4, report->detail) &&
        bind(insert, 5, report->msg) && sqlite3_step(insert) == SQLITE_DONE;
    if (!done) {
        (void)fprintf(stderr, "a report could not be stored: %s\n",
                      sqlite3_errmsg(store->db));
    }
    finish(insert);
    return done;
}
