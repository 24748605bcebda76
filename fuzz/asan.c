/* SPDX-License-Identifier: MIT */
/*
 * What AddressSanitizer is told where an engine runs. Who sets ASAN_OPTIONS has
 * the last word.
 *
 * Knows no target. Invariant: nothing here lessens what is found, only how
 * much is said of where a block came from, which a replay says in full.
 */
const char *__asan_default_options(void);

/* The codec takes no memory, and a target gives its own back at the end of each
 * run: a megabyte of freed blocks is hundreds of runs, and stays in the cache,
 * where 256 of them would be fresh pages all the time. */
const char *__asan_default_options(void)
{
    return "quarantine_size_mb=1:thread_local_quarantine_size_kb=64:"
           "malloc_context_size=1";
}
