/* SPDX-License-Identifier: MIT */
/* What every test needs: inputs in heap blocks of exactly their size, so that
 * a sanitizer sees an over-read of one byte, and one way to assert an error. */
#ifndef UCR_TESTS_SUPPORT_H
#define UCR_TESTS_SUPPORT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <ucr/ucr.h>

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* What stands behind every capacity. */
#define CANARY 0x5A
#define CANARIES ((size_t)16)

/** A copy in a heap block of exactly `len` bytes; never NULL. */
ucr_str block(const void *bytes, size_t len);

/** The same of a C string. */
ucr_str block_of(const char *text);

/** The same to be filled: it goes back to block_free() with its length. */
char *block_room(size_t len);

void block_free(ucr_str str);

/** A copy of a source in such a block, where it can be read at all: absent
 * ones and those that claim to be longer than any test's stay what they are.
 * Goes back to unboxed(). */
ucr_str boxed(ucr_str source);
void unboxed(ucr_str copy, ucr_str source);

/** The whole file in a block of exactly its size; fails the test if it cannot
 * be read. */
ucr_str block_file(const char *path);

/** The next of numbers that are the same in every run (xorshift); the state is
 * never 0. */
uint64_t drawn(uint64_t *state);

/** What a value's first byte announces. */
ucr_json_kind kind_of(char first);

/** Asserts code, offset and rendered path. */
void assert_fault(const ucr_error *err, ucr_code code, size_t offset,
                  const char *path);

/** Asserts that all bytes of an object are zero. */
void assert_zero(const void *object, size_t size);

/** Asserts that a text, escapes undone, is this C string; NULL: absent. */
void assert_text(ucr_text text, const char *plain);

/** Asserts that a slice lies inside a body (an absent one does). */
void assert_inside(ucr_str slice, ucr_str body);

/** Asserts that all texts and lists of a decoded answer, and what is in these,
 * lie inside its body, and that neither list is longer than that. */
void assert_answer_inside(const ucr_response *answer, ucr_str body);

/** Room for `cap` bytes, and canaries in it and behind it; free() it. */
char *room_of(size_t cap);

/** Asserts that these bytes of such a room were not written. */
void assert_untouched(const char *from, size_t len);

/** Asserts that nothing was written behind the capacity. */
void assert_canaries(const char *room, size_t cap);

/** Asserts that so many bytes are these. */
void assert_bytes(const char *bytes, size_t len, ucr_str expected);

#endif
