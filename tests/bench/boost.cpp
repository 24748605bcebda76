/* SPDX-License-Identifier: MIT */
/*
 * Boost.JSON in the benchmark: its parser's events, which spare the tree; for
 * encoding a tree in a buffer that lives on, and a serializer likewise.
 */
#include <boost/json.hpp>
#include <boost/json/basic_parser_impl.hpp>
#include <string>
#include <vector>

#include "events.h"

namespace
{

namespace bj = boost::json;
using Error = bj::error_code;

// ---- Decode ----------------------------------------------------------------

// Strings come whole where they can, else in parts.
struct Handler {
    static constexpr size_t max_object_size = static_cast<size_t>(-1);
    static constexpr size_t max_array_size = static_cast<size_t>(-1);
    static constexpr size_t max_key_size = static_cast<size_t>(-1);
    static constexpr size_t max_string_size = static_cast<size_t>(-1);

    bench_events on{};
    std::string parts;

    static bool go(bool good, Error &error)
    {
        if (!good) {
            error = bj::error::exception;
        }
        return good;
    }
    bool part(bj::string_view text)
    {
        parts.append(text.data(), text.size());
        return true;
    }
    bool name(bj::string_view text)
    {
        return bench_on_name(&on, text.data(), text.size());
    }
    bool value(bj::string_view text)
    {
        return bench_on_string(&on, text.data(), text.size());
    }

    bool on_document_begin(Error &)
    {
        return true;
    }
    bool on_document_end(Error &)
    {
        return true;
    }
    bool on_object_begin(Error &error)
    {
        return go(bench_on_open(&on, UCR_JSON_OBJECT), error);
    }
    bool on_object_end(size_t, Error &)
    {
        return bench_on_close(&on);
    }
    bool on_array_begin(Error &error)
    {
        return go(bench_on_open(&on, UCR_JSON_ARRAY), error);
    }
    bool on_array_end(size_t, Error &)
    {
        return bench_on_close(&on);
    }
    bool on_key_part(bj::string_view text, size_t, Error &)
    {
        return part(text);
    }
    bool on_key(bj::string_view text, size_t len, Error &error)
    {
        if (text.size() == len) {
            return go(name(text), error);
        }
        part(text);
        bool good = name(parts);
        parts.clear();
        return go(good, error);
    }
    bool on_string_part(bj::string_view text, size_t, Error &)
    {
        return part(text);
    }
    bool on_string(bj::string_view text, size_t len, Error &error)
    {
        if (text.size() == len) {
            return go(value(text), error);
        }
        part(text);
        bool good = value(parts);
        parts.clear();
        return go(good, error);
    }
    bool on_number_part(bj::string_view, Error &)
    {
        return true;
    }
    bool on_int64(int64_t, bj::string_view, Error &error)
    {
        return go(bench_on_value(&on, UCR_JSON_NUMBER), error);
    }
    bool on_uint64(uint64_t, bj::string_view, Error &error)
    {
        return go(bench_on_value(&on, UCR_JSON_NUMBER), error);
    }
    bool on_double(double, bj::string_view, Error &error)
    {
        return go(bench_on_value(&on, UCR_JSON_NUMBER), error);
    }
    bool on_bool(bool, Error &error)
    {
        return go(bench_on_value(&on, UCR_JSON_BOOL), error);
    }
    bool on_null(Error &error)
    {
        return go(bench_on_value(&on, UCR_JSON_NULL), error);
    }
    bool on_comment_part(bj::string_view, Error &)
    {
        return true;
    }
    bool on_comment(bj::string_view, Error &)
    {
        return true;
    }
};

struct State {
    explicit State(size_t largest) : room(16 * largest + 65536)
    {
    }
    bj::basic_parser<Handler> parser{bj::parse_options{}};
    std::vector<unsigned char> room;
    bj::serializer serializer;
};

void *open_state(size_t largest)
{
    return new State(largest);
}

void close_state(void *self)
{
    delete static_cast<State *>(self);
}

bool decode(void *of, char *body, size_t len, int status, bench_seen *seen)
{
    auto *self = static_cast<State *>(of);
    bench_events &on = self->parser.handler().on;
    Error error;
    self->parser.reset();
    self->parser.handler().parts.clear();
    bench_events_begin(&on, seen, status);
    return self->parser.write_some(false, body, len, error) == len && !error &&
           bench_events_whole(&on);
}

// ---- Encode ----------------------------------------------------------------

bj::string_view text(const ucr_text &text)
{
    return {text.raw.ptr, text.raw.len};
}

bool put_request(bj::object &root, const ucr_request &in)
{
    const ucr_str &raw = in.result_detail.raw;
    Error error;
    root.emplace("command_name", bench_command_name(in.command));
    root.emplace("result", bench_result_name(in.result));
    if (in.result_detail.kind == UCR_JSON_ABSENT) {
        root.emplace("result_detail", text(in.result_detail_text));
    } else {
        root.emplace("result_detail",
                     bj::parse({raw.ptr, raw.len}, error, root.storage()));
    }
    return !error;
}

void put_error(bj::object &object, const ucr_text &code, const ucr_text &msg)
{
    object.emplace("error_code", text(code));
    object.emplace("error_msg", text(msg));
}

void put_response(bj::object &root, const ucr_response &in)
{
    root.reserve(5);
    put_error(root, in.error_code, in.error_msg);
    if (in.encoded_authorization_message.raw.ptr != nullptr) {
        root.emplace("encoded_authorization_message",
                     text(in.encoded_authorization_message));
    }
    if (in.error_param.items != nullptr) {
        bj::array list(root.storage());
        for (size_t i = 0; i < in.error_param.count; i++) {
            list.emplace_back(text(in.error_param.items[i]));
        }
        root.emplace("error_param", std::move(list));
    }
    if (in.details.items != nullptr) {
        bj::array list(root.storage());
        list.reserve(in.details.count);
        for (size_t i = 0; i < in.details.count; i++) {
            const ucr_detail &item = in.details.items[i];
            bj::object &object = list.emplace_back(bj::object_kind).as_object();
            object.reserve(2);
            put_error(object, item.error_code, item.error_msg);
        }
        root.emplace("details", std::move(list));
    }
}

bench_verdict encode(void *of, bench_out *out, const bench_message *message)
{
    auto *self = static_cast<State *>(of);
    bj::monotonic_resource memory(self->room.data(), self->room.size());
    bj::value root(bj::object_kind, &memory);
    if (message->status != 0) {
        put_response(root.get_object(), message->response);
    } else if (!put_request(root.get_object(), message->request)) {
        return BENCH_REFUSED;
    }
    self->serializer.reset(&root);
    out->ptr = out->buf;
    out->len = self->serializer.read(out->buf, out->cap).size();
    return self->serializer.done() ? BENCH_DONE : BENCH_REFUSED;
}

} // namespace

extern "C" const bench_impl *bench_boost(void);

const bench_impl *bench_boost(void)
{
    static const bench_impl impls[] = {
        {"Boost.JSON", 0, BENCH_TAKES_UTF8, false, false, open_state,
         close_state, decode, encode},
        {},
    };
    return impls;
}
