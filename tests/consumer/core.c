/* SPDX-License-Identifier: MIT */
#include <ucr/ucr.h>

int main(void)
{
    ucr_str body = UCR_STR("{\"command_name\":\"SYNC\",\"result\":\"fail\"}");
    ucr_request request;
    ucr_error err;
    if (ucr_decode_request(&request, body, NULL, &err) != UCR_OK) {
        return 1;
    }
    return request.command != UCR_COMMAND_SYNC || ucr_version() != UCR_VERSION;
}
