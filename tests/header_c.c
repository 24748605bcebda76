/* SPDX-License-Identifier: MIT */
/* The header alone, before anything else, in C99. */
#include <ucr/ucr.h>

#include "header_use.h"

static void use_zeroes(void)
{
    ucr_str str = {0};
    ucr_text text = {0};
    ucr_json json = {0};
    ucr_detail detail = {0};
    ucr_texts texts = {0};
    ucr_details details = {0};
    ucr_options options = {0};
    ucr_request request = {0};
    ucr_response response = {0};
    ucr_parts parts = {0};
    ucr_iter iter = {0};
    ucr_error err = {0};
    EXPECT(str.ptr == NULL && text.raw.ptr == NULL && parts.total == 0);
    EXPECT(json.kind == UCR_JSON_ABSENT && detail.error_msg.raw.ptr == NULL);
    EXPECT(texts.count == 0 && details.count == 0 && iter.count == 0);
    EXPECT(options.profile == UCR_INTEROP && err.code == UCR_OK);
    EXPECT(request.command == UCR_COMMAND_NONE);
    EXPECT(response.shape == UCR_SHAPE_NONE);
}

int main(void)
{
    use_zeroes();
    return header_use() ? 0 : 1;
}
