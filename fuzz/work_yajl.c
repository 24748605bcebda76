/* SPDX-License-Identifier: MIT */
/*
 * All that the bridge does with a detail: the one of a request, or the body
 * itself.
 *
 * Knows no counter. What yajl does on its own is not counted.
 */
#include <ucr/yajl.h>

#include "claim.h"
#include "work.h"

static void use_detail(ucr_json detail, const ucr_options *options)
{
    static const yajl_callbacks deaf;
    yajl_val tree;
    if (ucr_yajl_tree(&tree, detail, options, NULL) == UCR_OK) {
        yajl_tree_free(tree);
    }
    (void)ucr_yajl_events(detail, &deaf, NULL, NULL, options, NULL);
}

/* As a generator gives it: it takes any bytes for a number. */
static void use_generated(ucr_str body, const ucr_options *options)
{
    ucr_json made;
    yajl_gen gen = yajl_gen_alloc(NULL);
    ucr_claim(gen != NULL && yajl_gen_number(gen, body.ptr, body.len) ==
                                 yajl_gen_status_ok,
              "P4", "yajl takes a number");
    (void)ucr_yajl_detail(&made, gen, options, NULL);
    yajl_gen_free(gen);
}

void ucr_work_use(ucr_str body)
{
    for (int profile = UCR_INTEROP; profile <= UCR_STRICT; profile++) {
        const ucr_options options = {.profile = (ucr_profile)profile};
        ucr_request request;
        use_generated(body, &options);
        if (ucr_decode_request(&request, body, &options, NULL) == UCR_OK) {
            use_detail(request.result_detail, &options);
        }
        for (int kind = UCR_JSON_OBJECT; kind <= UCR_JSON_NULL; kind++) {
            use_detail((ucr_json){body, (ucr_json_kind)kind}, &options);
        }
    }
}
