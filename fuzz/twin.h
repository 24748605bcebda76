/* SPDX-License-Identifier: MIT */
/* What the portable copy of the core, without its fast ways, is called. */
#ifndef UCR_FUZZ_TWIN_H
#define UCR_FUZZ_TWIN_H

#include <ucr/ucr.h>

ucr_code ucr_twin_decode_request(ucr_request *out, ucr_str body,
                                 const ucr_options *options, ucr_error *err);
ucr_code ucr_twin_decode_response(ucr_response *out, int status, ucr_str body,
                                  const ucr_options *options, ucr_error *err);
ucr_code ucr_twin_encode_request(char *buf, size_t cap, size_t *len,
                                 const ucr_request *in,
                                 const ucr_options *options, ucr_error *err);
ucr_code ucr_twin_encode_response(char *buf, size_t cap, size_t *len,
                                  const ucr_response *in,
                                  const ucr_options *options, ucr_error *err);
ucr_iter ucr_twin_each_param(const ucr_texts *list);
ucr_iter ucr_twin_each_detail(const ucr_details *list);
bool ucr_twin_next_param(ucr_iter *iter, ucr_text *out);
bool ucr_twin_next_detail(ucr_iter *iter, ucr_detail *out);
size_t ucr_twin_text_copy(char *buf, size_t cap, ucr_text text);
size_t ucr_twin_text_show(char *buf, size_t cap, ucr_text text);
bool ucr_twin_text_equal(ucr_text text, ucr_str plain);
ucr_code ucr_twin_detail_unwrap(ucr_json *out, char *buf, size_t cap,
                                size_t *len, ucr_json in,
                                const ucr_options *options, ucr_error *err);

#endif
