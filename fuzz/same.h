/* SPDX-License-Identifier: MIT */
/* Whether two views, errors, messages or limits are the same. */
#ifndef UCR_FUZZ_SAME_H
#define UCR_FUZZ_SAME_H

#include <ucr/ucr.h>

/** The same bytes at the same place. */
bool ucr_same_str(ucr_str a, ucr_str b);
bool ucr_same_text(ucr_text a, ucr_text b);
bool ucr_same_request(const ucr_request *a, const ucr_request *b);
bool ucr_same_response(const ucr_response *a, const ucr_response *b);
bool ucr_same_options(const ucr_options *a, const ucr_options *b);

/** Code, offset, and path, names by their letters. */
bool ucr_same_error(const ucr_error *a, const ucr_error *b);
bool ucr_same_path(const ucr_error *a, const ucr_error *b);

/** Equal bytes, wherever they lie; absent equals absent alone. */
bool ucr_same_bytes(ucr_str a, ucr_str b);

/** Equal once escapes are undone; absent equals absent alone. */
bool ucr_same_plain(ucr_text a, ucr_text b);

/** Whether a view lies inside a body, or is absent. */
bool ucr_same_inside(ucr_str view, ucr_str body);

#endif
