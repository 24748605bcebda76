/* SPDX-License-Identifier: MIT */
/* Seeds: what is in files and folders. */
#ifndef UCR_FUZZ_FILES_H
#define UCR_FUZZ_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Calls `use` for a file, or for each in a folder but EXPECT and hidden ones;
 * false if one could not be read. */
bool ucr_files_each(const char *path,
                    void (*use)(const char *path, const uint8_t *data,
                                size_t size));

#endif
