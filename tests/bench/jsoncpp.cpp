/* SPDX-License-Identifier: MIT */
/*
 * JsonCpp in the benchmark: a strict reader that lives on. Its trees are sorted
 * by name, so it cannot write members in the documented order.
 */
#include <json/json.h>

#include "bench.h"

namespace
{

void *open_reader(size_t)
{
    Json::CharReaderBuilder reading;
    Json::CharReaderBuilder::strictMode(&reading.settings_);
    return reading.newCharReader();
}

void close_reader(void *self)
{
    delete static_cast<Json::CharReader *>(self);
}

bool text_of(const Json::Value *value, bench_seen *seen, bench_field field)
{
    const char *begin;
    const char *end;
    if (value == nullptr || !value->isString() ||
        !value->getString(&begin, &end)) {
        return false;
    }
    bench_take(seen, field, begin, static_cast<size_t>(end - begin));
    return true;
}

template <size_t n>
const Json::Value *member(const Json::Value &object, const char (&name)[n])
{
    return object.find(name, name + n - 1);
}

ucr_json_kind kind_of(const Json::Value &value)
{
    switch (value.type()) {
    case Json::objectValue:
        return UCR_JSON_OBJECT;
    case Json::arrayValue:
        return UCR_JSON_ARRAY;
    case Json::stringValue:
        return UCR_JSON_STRING;
    case Json::booleanValue:
        return UCR_JSON_BOOL;
    case Json::nullValue:
        return UCR_JSON_NULL;
    case Json::intValue:
    case Json::uintValue:
    case Json::realValue:
        break;
    }
    return UCR_JSON_NUMBER;
}

bool decode_request(const Json::Value &tree, bench_seen *seen)
{
    const Json::Value *command = member(tree, "command_name");
    const Json::Value *result = member(tree, "result");
    const Json::Value *detail = member(tree, "result_detail");
    const char *begin;
    const char *end;
    if (!text_of(command, seen, BENCH_COMMAND_NAME) ||
        !command->getString(&begin, &end) ||
        !bench_command(seen, begin, static_cast<size_t>(end - begin)) ||
        result == nullptr || !result->isString() ||
        !result->getString(&begin, &end) ||
        !bench_result(seen, begin, static_cast<size_t>(end - begin))) {
        return false;
    }
    if (detail != nullptr) {
        seen->kind = kind_of(*detail);
    }
    return seen->kind != UCR_JSON_STRING ||
           text_of(detail, seen, BENCH_RESULT_DETAIL);
}

bool error_texts(const Json::Value &object, bench_seen *seen)
{
    return object.isObject() &&
           text_of(member(object, "error_code"), seen, BENCH_ERROR_CODE) &&
           text_of(member(object, "error_msg"), seen, BENCH_ERROR_MSG);
}

bool decode_response(const Json::Value &tree, bench_seen *seen)
{
    const Json::Value *text = member(tree, "encoded_authorization_message");
    const Json::Value *params = member(tree, "error_param");
    const Json::Value *details = member(tree, "details");
    bool good = error_texts(tree, seen) &&
                (text == nullptr || text_of(text, seen, BENCH_AUTHORIZATION));
    if (good && params != nullptr) {
        for (const Json::Value &item : *params) {
            good = text_of(&item, seen, BENCH_ERROR_PARAM) && good;
        }
    }
    if (good && details != nullptr) {
        for (const Json::Value &item : *details) {
            good = error_texts(item, seen) && good;
        }
    }
    text = member(tree, "request_id");
    return good && (text == nullptr || text_of(text, seen, BENCH_REQUEST_ID));
}

bool decode(void *of, char *body, size_t len, int status, bench_seen *seen)
{
    auto *reader = static_cast<Json::CharReader *>(of);
    Json::Value tree;
    return reader->parse(body, body + len, &tree, nullptr) && tree.isObject() &&
           (status == 0 ? decode_request(tree, seen)
                        : decode_response(tree, seen));
}

} // namespace

extern "C" const bench_impl *bench_jsoncpp(void);

const bench_impl *bench_jsoncpp(void)
{
    static const bench_impl impls[] = {
        {"JsonCpp", BENCH_TAKES_NUMBER | BENCH_TAKES_CONTROL | BENCH_TAKES_UTF8,
         0, false, false, open_reader, close_reader, decode, nullptr},
        {},
    };
    return impls;
}
