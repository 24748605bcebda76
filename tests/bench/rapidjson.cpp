/* SPDX-License-Identifier: MIT */
/*
 * RapidJSON in the benchmark: in situ, with UTF-8 checked; as a tree in a pool
 * that lives on, and as events, where numbers are left as text. Its writer goes
 * into a buffer that keeps its room, without a tree.
 */
#include <rapidjson/document.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include <cstdlib>

#include "events.h"

namespace
{

namespace rj = rapidjson;

using Pool = rj::MemoryPoolAllocator<rj::CrtAllocator>;
using Tree = rj::GenericDocument<rj::UTF8<>, Pool, Pool>;
using Writer = rj::Writer<rj::StringBuffer, rj::UTF8<>, rj::UTF8<>,
                          rj::CrtAllocator, rj::kWriteValidateEncodingFlag>;

// In a tree a number left as text could not be told from a string.
constexpr unsigned checked = rj::kParseValidateEncodingFlag;
constexpr unsigned events = checked | rj::kParseNumbersAsStringsFlag;

struct State {
    explicit State(size_t largest)
        : room(8 * largest + 65536), values(new char[room]),
          stack(new char[room])
    {
    }
    ~State()
    {
        delete[] values;
        delete[] stack;
    }
    State(const State &) = delete;
    State &operator=(const State &) = delete;

    size_t room;
    char *values, *stack;
    rj::StringBuffer buffer;
    Writer writer{buffer};
    rj::Reader reader;
};

void *open_state(size_t largest)
{
    return new State(largest);
}

void close_state(void *self)
{
    delete static_cast<State *>(self);
}

// ---- The tree --------------------------------------------------------------

bool text_of(const Tree::ValueType &value, bench_seen *seen, bench_field field)
{
    if (!value.IsString()) {
        return false;
    }
    bench_take(seen, field, value.GetString(), value.GetStringLength());
    return true;
}

ucr_json_kind kind_of(const Tree::ValueType &value)
{
    switch (value.GetType()) {
    case rj::kObjectType:
        return UCR_JSON_OBJECT;
    case rj::kArrayType:
        return UCR_JSON_ARRAY;
    case rj::kStringType:
        return UCR_JSON_STRING;
    case rj::kNumberType:
        return UCR_JSON_NUMBER;
    case rj::kNullType:
        return UCR_JSON_NULL;
    case rj::kFalseType:
    case rj::kTrueType:
        break;
    }
    return UCR_JSON_BOOL;
}

bool request_member(const Tree::ValueType &value, bench_seen *seen,
                    bench_field field)
{
    if (field == BENCH_COMMAND_NAME) {
        return text_of(value, seen, field) &&
               bench_command(seen, value.GetString(), value.GetStringLength());
    }
    if (field == BENCH_RESULT) {
        return value.IsString() &&
               bench_result(seen, value.GetString(), value.GetStringLength());
    }
    if (field == BENCH_RESULT_DETAIL) {
        seen->kind = kind_of(value);
        return !value.IsString() || text_of(value, seen, field);
    }
    return true;
}

bool texts(const Tree::ValueType &list, bench_seen *seen)
{
    bool good = list.IsArray();
    if (good) {
        for (const auto &item : list.GetArray()) {
            good = text_of(item, seen, BENCH_ERROR_PARAM) && good;
        }
    }
    return good;
}

bool error_texts(const Tree::ValueType &object, bench_seen *seen)
{
    unsigned known = 0;
    bool good = object.IsObject();
    if (good) {
        for (const auto &member : object.GetObject()) {
            bench_field field = bench_field_of(member.name.GetString(),
                                               member.name.GetStringLength());
            good = !bench_again(&known, field) && good;
            if (field == BENCH_ERROR_CODE || field == BENCH_ERROR_MSG) {
                good = text_of(member.value, seen, field) && good;
            }
        }
    }
    return good;
}

bool response_member(const Tree::ValueType &value, bench_seen *seen,
                     bench_field field)
{
    if (field == BENCH_ERROR_PARAM) {
        return texts(value, seen);
    }
    if (field == BENCH_DETAILS) {
        bool good = value.IsArray();
        if (good) {
            for (const auto &item : value.GetArray()) {
                good = error_texts(item, seen) && good;
            }
        }
        return good;
    }
    return field == BENCH_OTHER || text_of(value, seen, field);
}

bool members(const Tree &tree, int status, bench_seen *seen)
{
    unsigned known = 0;
    if (!tree.IsObject()) {
        return false;
    }
    for (const auto &member : tree.GetObject()) {
        bench_field field = bench_field_of(member.name.GetString(),
                                           member.name.GetStringLength());
        if (bench_again(&known, field) ||
            !(status == 0 ? request_member(member.value, seen, field)
                          : response_member(member.value, seen, field))) {
            return false;
        }
    }
    return status != 0 || (seen->command != 0 && seen->result != 0);
}

// A NUL ends a stream for the parser: the body has to end there as well.
bool decode_tree(void *of, char *body, size_t len, int status, bench_seen *seen)
{
    auto *self = static_cast<State *>(of);
    Pool values(self->values, self->room);
    Pool stack(self->stack, self->room);
    Tree tree(&values, 1024, &stack);
    rj::InsituStringStream stream(body);
    tree.ParseStream<checked | rj::kParseInsituFlag>(stream);
    return !tree.HasParseError() && stream.Tell() == len &&
           members(tree, status, seen);
}

// ---- Events ----------------------------------------------------------------

struct Handler : rj::BaseReaderHandler<rj::UTF8<>, Handler> {
    bench_events on;

    bool Null()
    {
        return bench_on_value(&on, UCR_JSON_NULL);
    }
    bool Bool(bool)
    {
        return bench_on_value(&on, UCR_JSON_BOOL);
    }
    bool RawNumber(const char *, rj::SizeType, bool)
    {
        return bench_on_value(&on, UCR_JSON_NUMBER);
    }
    bool String(const char *text, rj::SizeType len, bool)
    {
        return bench_on_string(&on, text, len);
    }
    bool Key(const char *text, rj::SizeType len, bool)
    {
        return bench_on_name(&on, text, len);
    }
    bool StartObject()
    {
        return bench_on_open(&on, UCR_JSON_OBJECT);
    }
    bool EndObject(rj::SizeType)
    {
        return bench_on_close(&on);
    }
    bool StartArray()
    {
        return bench_on_open(&on, UCR_JSON_ARRAY);
    }
    bool EndArray(rj::SizeType)
    {
        return bench_on_close(&on);
    }
};

bool decode_events(void *of, char *body, size_t len, int status,
                   bench_seen *seen)
{
    auto *self = static_cast<State *>(of);
    Handler handler;
    bench_events_begin(&handler.on, seen, status);
    rj::InsituStringStream stream(body);
    return self->reader.Parse < events |
               rj::kParseInsituFlag > (stream, handler) &&
           stream.Tell() == len && bench_events_whole(&handler.on);
}

// ---- Encode ----------------------------------------------------------------

bool put(Writer &writer, const char *text)
{
    return writer.String(text, static_cast<rj::SizeType>(std::strlen(text)));
}

bool put(Writer &writer, const ucr_text &text)
{
    return writer.String(text.raw.ptr, static_cast<rj::SizeType>(text.raw.len));
}

template <size_t n> bool name(Writer &writer, const char (&text)[n])
{
    return writer.Key(text, static_cast<rj::SizeType>(n - 1));
}

// Nothing is asked of a detail but to be JSON.
struct Ignore : rj::BaseReaderHandler<rj::UTF8<>, Ignore> {
};

// A copy that ends in a NUL is read faster than a stream that counts.
bool is_json(State *self, const ucr_str &json)
{
    Ignore handler;
    std::memcpy(self->values, json.ptr, json.len);
    self->values[json.len] = '\0';
    rj::StringStream stream(self->values);
    return self->reader.Parse<events>(stream, handler) &&
           stream.Tell() == json.len;
}

bool put_detail(State *self, const ucr_request &in, bool raw)
{
    const ucr_str &json = in.result_detail.raw;
    if (in.result_detail.kind == UCR_JSON_ABSENT) {
        return put(self->writer, in.result_detail_text);
    }
    return (raw || is_json(self, json)) &&
           self->writer.RawValue(json.ptr, json.len, rj::kObjectType);
}

bool put_request(State *self, const ucr_request &in, bool raw)
{
    Writer &writer = self->writer;
    return writer.StartObject() && name(writer, "command_name") &&
           put(writer, bench_command_name(in.command)) &&
           name(writer, "result") &&
           put(writer, bench_result_name(in.result)) &&
           name(writer, "result_detail") && put_detail(self, in, raw) &&
           writer.EndObject();
}

bool put_error(Writer &writer, const ucr_text &code, const ucr_text &msg)
{
    return name(writer, "error_code") && put(writer, code) &&
           name(writer, "error_msg") && put(writer, msg);
}

bool put_lists(Writer &writer, const ucr_response &in)
{
    bool good = true;
    if (in.error_param.items != nullptr) {
        good = name(writer, "error_param") && writer.StartArray();
        for (size_t i = 0; good && i < in.error_param.count; i++) {
            good = put(writer, in.error_param.items[i]);
        }
        good = good && writer.EndArray();
    }
    if (good && in.details.items != nullptr) {
        good = name(writer, "details") && writer.StartArray();
        for (size_t i = 0; good && i < in.details.count; i++) {
            const ucr_detail &item = in.details.items[i];
            good = writer.StartObject() &&
                   put_error(writer, item.error_code, item.error_msg) &&
                   writer.EndObject();
        }
        good = good && writer.EndArray();
    }
    return good;
}

bool put_response(Writer &writer, const ucr_response &in)
{
    bool good =
        writer.StartObject() && put_error(writer, in.error_code, in.error_msg);
    if (good && in.encoded_authorization_message.raw.ptr != nullptr) {
        good = name(writer, "encoded_authorization_message") &&
               put(writer, in.encoded_authorization_message);
    }
    return good && put_lists(writer, in) && writer.EndObject();
}

bench_verdict put_message(void *of, bench_out *out,
                          const bench_message *message, bool raw)
{
    auto *self = static_cast<State *>(of);
    self->buffer.Clear();
    self->writer.Reset(self->buffer);
    bool good = message->status == 0
                    ? put_request(self, message->request, raw)
                    : put_response(self->writer, message->response);
    out->len = self->buffer.GetSize();
    out->ptr = self->buffer.GetString();
    return good ? BENCH_DONE : BENCH_REFUSED;
}

bench_verdict encode(void *self, bench_out *out, const bench_message *message)
{
    return put_message(self, out, message, false);
}

bench_verdict encode_raw(void *self, bench_out *out,
                         const bench_message *message)
{
    if (message->request.result_detail.kind == UCR_JSON_ABSENT) {
        return BENCH_NOT_OFFERED;
    }
    return put_message(self, out, message, true);
}

} // namespace

extern "C" const bench_impl *bench_rapidjson(void);

const bench_impl *bench_rapidjson(void)
{
    static const bench_impl impls[] = {
        {"RapidJSON tree", 0, 0, true, false, open_state, close_state,
         decode_tree, nullptr},
        {"RapidJSON events", 0, 0, true, false, open_state, close_state,
         decode_events, encode},
        {"RapidJSON, raw detail", 0, BENCH_TAKES_ANY_DETAIL, false, false,
         open_state, close_state, nullptr, encode_raw},
        {},
    };
    return impls;
}
