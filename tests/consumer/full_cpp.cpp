/* SPDX-License-Identifier: MIT */
#include <cstring>

#include <ucr/ucr.h>
#include <ucr/yajl.h>

static int count_string(void *ctx, const unsigned char *, size_t len)
{
    *static_cast<size_t *>(ctx) += len;
    return 1;
}

int main()
{
    ucr_str body = UCR_STR("{\"command_name\":\"START\",\"result\":\"success\","
                           "\"result_detail\":\"{\\\"msg\\\":\\\"xxx\\\"}\"}");
    ucr_request request{};
    ucr_error err{};
    size_t bytes = 0;
    yajl_callbacks callbacks{};
    callbacks.yajl_string = count_string;
    if (ucr_decode_request(&request, body, nullptr, &err) != UCR_OK ||
        ucr_yajl_events(request.result_detail, &callbacks, &bytes, nullptr,
                        nullptr, &err) != UCR_OK) {
        return 1;
    }
    return bytes != std::strlen("xxx") || ucr_version() != UCR_VERSION;
}
