/* SPDX-License-Identifier: MIT */
/* All that the core asks of a C library: five functions. */
#ifndef UCR_TESTS_STRING_H
#define UCR_TESTS_STRING_H

#include <stddef.h>

void *memchr(const void *bytes, int c, size_t n);
int memcmp(const void *left, const void *right, size_t n);
void *memcpy(void *restrict to, const void *restrict from, size_t n);
void *memmove(void *to, const void *from, size_t n);
void *memset(void *to, int c, size_t n);

#endif
