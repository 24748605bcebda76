/* SPDX-License-Identifier: MIT */
/* The header alone, before anything else, in C++11. */
#include <ucr/ucr.h>

#include "header_use.h"

static_assert(UCR_VERSION >= 100, "the version is a constant");

/* `{0}` is C's way; C++ takes it too, if not without a word. */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#pragma GCC diagnostic ignored "-Wmissing-braces"

static void use_zeroes()
{
    ucr_text text = {0};
    ucr_json json = {0};
    ucr_texts texts = {0};
    ucr_details details = {0};
    ucr_options options = {0};
    ucr_request request = {0};
    ucr_response response = {0};
    ucr_error err = {0};
    EXPECT(text.raw.ptr == nullptr && json.kind == UCR_JSON_ABSENT);
    EXPECT(texts.count == 0 && details.count == 0);
    EXPECT(options.profile == UCR_INTEROP && err.code == UCR_OK);
    EXPECT(request.command == UCR_COMMAND_NONE);
    EXPECT(response.shape == UCR_SHAPE_NONE);
}

#pragma GCC diagnostic pop

static void use_nothing()
{
    ucr_text text{};
    ucr_options options{};
    ucr_request request{};
    ucr_response response{};
    ucr_error err{};
    EXPECT(text.raw.ptr == nullptr && options.profile == UCR_INTEROP);
    EXPECT(request.command == UCR_COMMAND_NONE && err.code == UCR_OK);
    EXPECT(response.shape == UCR_SHAPE_NONE);
}

int main()
{
    use_zeroes();
    use_nothing();
    return header_use() ? 0 : 1;
}
