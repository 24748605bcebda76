/* SPDX-License-Identifier: MIT */
/*
 * An SQLite that has no memory for a large text: what a server then answers.
 * Loaded before the library, it passes every smaller one on.
 */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <sqlite3.h>
#include <stdlib.h>

enum {
    LARGE = 1000
};

/* SQLite's own declarations leave parameters without names. */
int sqlite3_bind_text64(sqlite3_stmt *statement, int at, const char *text,
                        sqlite3_uint64 len, void (*end)(void *),
                        unsigned char encoding)
{
    int (*real)(sqlite3_stmt *, int, const char *, sqlite3_uint64,
                void (*)(void *), unsigned char);
    *(void **)&real = dlsym(RTLD_NEXT, "sqlite3_bind_text64");
    if (real == NULL) {
        abort();
    }
    return len > LARGE ? SQLITE_NOMEM
                       : real(statement, at, text, len, end, encoding);
}
