/* SPDX-License-Identifier: MIT */
/**
 * @file
 * libucr and yajl: what is inside `result_detail` is the caller's, and for that
 * the general JSON library is yajl 2.1.
 *
 * The rules of <ucr/ucr.h> hold here too. Every detail is checked before yajl
 * sees a byte of it, and the SDKs' string form is undone first, as
 * ucr_detail_unwrap() does: what that refuses is refused here with the same
 * code and offset, and an absent detail is UCR_E_ARGUMENT. Nothing leaks on any
 * path, failed allocations included.
 */
#ifndef UCR_YAJL_H
#define UCR_YAJL_H

#include <yajl/yajl_gen.h>
#include <yajl/yajl_parse.h>
#include <yajl/yajl_tree.h>

#include <ucr/ucr.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * A detail as a yajl tree, to be freed with yajl_tree_free(). It holds copies:
 * the body may go. Members stand in their order, equal names included. As in
 * yajl's own trees a number's `r` is its text, and `i` and `d` hold where its
 * flags say so (`d` by strtod, in the process's locale).
 *
 * UCR_E_SURROGATE an escaped surrogate without its partner, of which yajl would
 *                 make other text, in either profile; at its backslash
 * UCR_E_ESCAPE    also: `\u0000`, where the tree's names and strings, which end
 *                 with a NUL, would be cut; at its backslash
 * UCR_E_MEMORY    an allocation failed
 */
UCR_API ucr_code ucr_yajl_tree(yajl_val *out, ucr_json detail,
                               const ucr_options *options, ucr_error *err);

/**
 * A detail as calls of `callbacks`, whose members may be NULL. `alloc` may be
 * NULL: malloc, realloc and free. Where a callback says stop, some calls have
 * been made and the rest is not.
 *
 * In interop yajl makes `?` of an escaped high surrogate without its partner
 * and bytes that are not UTF-8 of a low one: who passes text on reads in
 * strict, or checks it.
 *
 * UCR_E_ARGUMENT  also: `callbacks` NULL, an `alloc` with a function missing
 * UCR_E_NUMBER    also: a number that yajl_integer or yajl_double cannot be
 *                 given, for want of yajl_number; its first byte
 * UCR_E_MEMORY    an allocation failed
 * UCR_E_CANCELLED a callback gave 0
 */
UCR_API ucr_code ucr_yajl_events(ucr_json detail,
                                 const yajl_callbacks *callbacks, void *ctx,
                                 yajl_alloc_funcs *alloc,
                                 const ucr_options *options, ucr_error *err);

/**
 * What a generator made as the detail of a request: a view into the generator's
 * buffer, which lives until the generator is used again. White space around
 * the value is left out. A string stays the string it is. What
 * ucr_encode_request() would refuse is refused here with the same code and
 * path, the offset counting in the generator's buffer.
 *
 * UCR_E_ARGUMENT  also: `gen` NULL, or one that prints through a callback
 * UCR_E_EMPTY     nothing was generated
 * UCR_E_EOF       a map or an array is still open
 */
UCR_API ucr_code ucr_yajl_detail(ucr_json *out, yajl_gen gen,
                                 const ucr_options *options, ucr_error *err);

#ifdef __cplusplus
}
#endif

#endif
