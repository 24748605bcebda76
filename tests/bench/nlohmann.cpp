/* SPDX-License-Identifier: MIT */
/*
 * nlohmann's JSON for Modern C++ in the benchmark: events for decoding, which
 * spare the tree, and a tree that keeps its order for encoding.
 */
#include <exception>
#include <nlohmann/json.hpp>
#include <string>

#include "events.h"

namespace
{

using nlohmann::json;
using nlohmann::ordered_json;

// ---- Decode ----------------------------------------------------------------

struct Handler : nlohmann::json_sax<json> {
    bench_events on{};

    bool null() override
    {
        return bench_on_value(&on, UCR_JSON_NULL);
    }
    bool boolean(bool) override
    {
        return bench_on_value(&on, UCR_JSON_BOOL);
    }
    bool number_integer(json::number_integer_t) override
    {
        return bench_on_value(&on, UCR_JSON_NUMBER);
    }
    bool number_unsigned(json::number_unsigned_t) override
    {
        return bench_on_value(&on, UCR_JSON_NUMBER);
    }
    bool number_float(json::number_float_t, const std::string &) override
    {
        return bench_on_value(&on, UCR_JSON_NUMBER);
    }
    bool string(std::string &text) override
    {
        return bench_on_string(&on, text.data(), text.size());
    }
    bool binary(json::binary_t &) override
    {
        return false;
    }
    bool key(std::string &text) override
    {
        return bench_on_name(&on, text.data(), text.size());
    }
    bool start_object(size_t) override
    {
        return bench_on_open(&on, UCR_JSON_OBJECT);
    }
    bool end_object() override
    {
        return bench_on_close(&on);
    }
    bool start_array(size_t) override
    {
        return bench_on_open(&on, UCR_JSON_ARRAY);
    }
    bool end_array() override
    {
        return bench_on_close(&on);
    }
    bool parse_error(size_t, const std::string &,
                     const nlohmann::detail::exception &) override
    {
        return false;
    }
};

bool decode(void *, char *body, size_t len, int status, bench_seen *seen)
{
    Handler handler;
    bench_events_begin(&handler.on, seen, status);
    return json::sax_parse(body, body + len, &handler) &&
           bench_events_whole(&handler.on);
}

// ---- Encode ----------------------------------------------------------------

void *open_text(size_t)
{
    return new std::string;
}

void close_text(void *self)
{
    delete static_cast<std::string *>(self);
}

std::string text(const ucr_text &text)
{
    return {text.raw.ptr, text.raw.len};
}

ordered_json request(const ucr_request &in)
{
    const ucr_str &raw = in.result_detail.raw;
    ordered_json detail = in.result_detail.kind == UCR_JSON_ABSENT
                              ? ordered_json(text(in.result_detail_text))
                              : ordered_json::parse(raw.ptr, raw.ptr + raw.len);
    return {{"command_name", bench_command_name(in.command)},
            {"result", bench_result_name(in.result)},
            {"result_detail", std::move(detail)}};
}

ordered_json error(const ucr_text &code, const ucr_text &msg)
{
    return {{"error_code", text(code)}, {"error_msg", text(msg)}};
}

ordered_json response(const ucr_response &in)
{
    ordered_json root = error(in.error_code, in.error_msg);
    if (in.encoded_authorization_message.raw.ptr != nullptr) {
        root["encoded_authorization_message"] =
            text(in.encoded_authorization_message);
    }
    if (in.error_param.items != nullptr) {
        ordered_json &list = root["error_param"] = ordered_json::array();
        for (size_t i = 0; i < in.error_param.count; i++) {
            list.push_back(text(in.error_param.items[i]));
        }
    }
    if (in.details.items != nullptr) {
        ordered_json &list = root["details"] = ordered_json::array();
        for (size_t i = 0; i < in.details.count; i++) {
            const ucr_detail &item = in.details.items[i];
            list.push_back(error(item.error_code, item.error_msg));
        }
    }
    return root;
}

bench_verdict encode(void *of, bench_out *out, const bench_message *message)
{
    auto *self = static_cast<std::string *>(of);
    try {
        *self = (message->status == 0 ? request(message->request)
                                      : response(message->response))
                    .dump();
    } catch (const std::exception &) {
        return BENCH_REFUSED;
    }
    out->ptr = self->data();
    out->len = self->size();
    return BENCH_DONE;
}

} // namespace

extern "C" const bench_impl *bench_nlohmann(void);

const bench_impl *bench_nlohmann(void)
{
    static const bench_impl impls[] = {
        {"nlohmann", 0, 0, false, false, open_text, close_text, decode, encode},
        {},
    };
    return impls;
}
