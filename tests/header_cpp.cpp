/* SPDX-License-Identifier: MIT */
/* The header alone, before anything else, in C++11. */
#include <ucr/ucr.h>

#include "header_use.h"

static_assert(UCR_VERSION >= 100, "the version is a constant");

int main()
{
    ucr_request zeroed{};
    ucr_response none{};
    return header_use() && zeroed.command == UCR_COMMAND_NONE &&
                   none.shape == UCR_SHAPE_NONE
               ? 0
               : 1;
}
