/* SPDX-License-Identifier: MIT */
/* The header alone, before anything else, in C99. */
#include <ucr/ucr.h>

#include "header_use.h"

int main(void)
{
    return header_use() ? 0 : 1;
}
