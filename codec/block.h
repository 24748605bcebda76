/* SPDX-License-Identifier: MIT */
/*
 * A second pair of eyes that is fast and only ever says yes: large values, and
 * strings with more in them than plain ASCII, checked block by block. NULL
 * means that it does not know, which is also all that it says where the
 * processor lacks what it needs; then the byte-wise code judges. Without this
 * unit every verdict stays the same.
 */
#ifndef UCR_BLOCK_H
#define UCR_BLOCK_H

#include <stdbool.h>
#include <stddef.h>

#include <ucr/ucr.h>

#include "bytes.h"

/* Whether this unit may know anything: it is as large as all the rest, and so
 * not for those who want the code small. */
#if !defined(UCR_PORTABLE) && !defined(UCR_GENERAL) &&                         \
    !defined(__OPTIMIZE_SIZE__) && defined(__x86_64__) && defined(__GNUC__)
#define UCR_BLOCKS
#endif

/** Bytes that have to remain before asking for a value is worth it. */
#define UCR_BLOCK_VALUE ((ptrdiff_t)256)

/** Whether asking is worth it with so many bytes, where there is any unit that
 * may know. */
static inline bool ucr_block_pays(ptrdiff_t bytes, ptrdiff_t least)
{
#if defined(UCR_BLOCKS)
    return bytes >= least;
#else
    (void)bytes;
    (void)least;
    return false;
#endif
}

/** What it is compiled for, the best last: AVX2 and AVX-512, each with what
 * came with it. */
typedef enum ucr_block_set {
    UCR_BLOCK_NONE,
    UCR_BLOCK_AVX2,
    UCR_BLOCK_AVX512
} ucr_block_set;

/* What UCR_BLOCK_AVX2 and UCR_BLOCK_AVX512 mean to a compiler. */
#define UCR_AVX2 "avx2,bmi,bmi2,pclmul"
#define UCR_AVX512 "avx512f,avx512bw,avx512vl," UCR_AVX2

/* Functions between these two may use AVX2; <immintrin.h> is included before.
 */
#define UCR_PRAGMA_OF(text) _Pragma(#text)
#define UCR_PRAGMA(text) UCR_PRAGMA_OF(text)
#if defined(__clang__)
#define UCR_AVX2_BEGIN                                                         \
    UCR_PRAGMA(clang attribute push(__attribute__((target(UCR_AVX2))),         \
                                    apply_to = function))
#define UCR_AVX2_END UCR_PRAGMA(clang attribute pop)
#else
#define UCR_AVX2_BEGIN                                                         \
    UCR_PRAGMA(GCC push_options) UCR_PRAGMA(GCC target(UCR_AVX2))
#define UCR_AVX2_END UCR_PRAGMA(GCC pop_options)
#endif

#if defined(UCR_BLOCKS)

/** The best that the processor has. */
static inline ucr_block_set ucr_block_best(void)
{
    if (!__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("bmi") ||
        !__builtin_cpu_supports("bmi2") || !__builtin_cpu_supports("pclmul")) {
        return UCR_BLOCK_NONE;
    }
    return __builtin_cpu_supports("avx512bw") &&
                   __builtin_cpu_supports("avx512vl")
               ? UCR_BLOCK_AVX512
               : UCR_BLOCK_AVX2;
}

/** Past the object or array that begins at `at`, if all of it is right;
 * `levels` is how many brackets it may open. The processor has the set. */
const char *ucr_block_value_by(ucr_block_set set, const char *at,
                               const char *end, size_t levels, bool strict);

/** The same with the best set. */
static inline const char *ucr_block_value(const char *at, const char *end,
                                          size_t levels, bool strict)
{
    return ucr_block_value_by(ucr_block_best(), at, end, levels, strict);
}

/** Past the quote that ends the string whose first byte is at `from`, if it is
 * right from `at` on, its first byte or any later one that begins a sequence of
 * UTF-8 and is not escaped. `out` is the string; that it is escaped, only if
 * there is an escape after `at`. The processor has the set. */
const char *ucr_block_string_by(ucr_block_set set, const char *from,
                                const char *at, const char *end, bool strict,
                                ucr_text *out);

/** The same with the best set. */
const char *ucr_block_string(const char *from, const char *at, const char *end,
                             bool strict, ucr_text *out);

#else

static inline const char *ucr_block_value(const char *at, const char *end,
                                          size_t levels, bool strict)
{
    (void)at;
    (void)end;
    (void)levels;
    (void)strict;
    return NULL;
}

static inline ucr_block_set ucr_block_best(void)
{
    return UCR_BLOCK_NONE;
}

static inline const char *ucr_block_value_by(ucr_block_set set, const char *at,
                                             const char *end, size_t levels,
                                             bool strict)
{
    (void)set;
    return ucr_block_value(at, end, levels, strict);
}

static inline const char *ucr_block_string(const char *from, const char *at,
                                           const char *end, bool strict,
                                           ucr_text *out)
{
    (void)from;
    (void)at;
    (void)end;
    (void)strict;
    (void)out;
    return NULL;
}

static inline const char *ucr_block_string_by(ucr_block_set set,
                                              const char *from, const char *at,
                                              const char *end, bool strict,
                                              ucr_text *out)
{
    (void)set;
    return ucr_block_string(from, at, end, strict, out);
}

#endif

#endif
