/* SPDX-License-Identifier: MIT */
/*
 * simdjson in the benchmark: one parser that lives on, bodies padded so that
 * it need not copy them. On-Demand does not check what nobody asks for.
 */
#include <simdjson.h>

#include <cstdlib>
#include <string_view>

#include "bench.h"

namespace
{

namespace sj = simdjson;
static_assert(BENCH_PADDING >= sj::SIMDJSON_PADDING, "bodies are padded");

void take(bench_seen *seen, bench_field field, std::string_view text)
{
    bench_take(seen, field, text.data(), text.size());
}

bool required(int status, const bench_seen *seen)
{
    return status != 0 || (seen->command != 0 && seen->result != 0);
}

// ---- The tree --------------------------------------------------------------

void *open_tree(size_t largest)
{
    auto *parser = new sj::dom::parser;
    if (parser->allocate(largest)) {
        abort();
    }
    return parser;
}

void close_tree(void *self)
{
    delete static_cast<sj::dom::parser *>(self);
}

bool text_of(sj::dom::element value, bench_seen *seen, bench_field field)
{
    std::string_view text;
    if (value.get(text)) {
        return false;
    }
    take(seen, field, text);
    return true;
}

ucr_json_kind kind_of(sj::dom::element value)
{
    switch (value.type()) {
    case sj::dom::element_type::OBJECT:
        return UCR_JSON_OBJECT;
    case sj::dom::element_type::ARRAY:
        return UCR_JSON_ARRAY;
    case sj::dom::element_type::STRING:
        return UCR_JSON_STRING;
    case sj::dom::element_type::BOOL:
        return UCR_JSON_BOOL;
    case sj::dom::element_type::NULL_VALUE:
        return UCR_JSON_NULL;
    case sj::dom::element_type::INT64:
    case sj::dom::element_type::UINT64:
    case sj::dom::element_type::DOUBLE:
        break;
    }
    return UCR_JSON_NUMBER;
}

bool request_member(sj::dom::element value, bench_seen *seen, bench_field field)
{
    std::string_view text;
    if (field == BENCH_COMMAND_NAME) {
        return text_of(value, seen, field) && !value.get(text) &&
               bench_command(seen, text.data(), text.size());
    }
    if (field == BENCH_RESULT) {
        return !value.get(text) && bench_result(seen, text.data(), text.size());
    }
    if (field == BENCH_RESULT_DETAIL) {
        seen->kind = kind_of(value);
        return seen->kind != UCR_JSON_STRING || text_of(value, seen, field);
    }
    return true;
}

bool error_texts(sj::dom::element value, bench_seen *seen)
{
    sj::dom::object object;
    unsigned known = 0;
    if (value.get(object)) {
        return false;
    }
    for (auto member : object) {
        bench_field field =
            bench_field_of(member.key.data(), member.key.size());
        if (bench_again(&known, field)) {
            return false;
        }
        if ((field == BENCH_ERROR_CODE || field == BENCH_ERROR_MSG) &&
            !text_of(member.value, seen, field)) {
            return false;
        }
    }
    return true;
}

bool response_member(sj::dom::element value, bench_seen *seen,
                     bench_field field)
{
    if (field != BENCH_ERROR_PARAM && field != BENCH_DETAILS) {
        return field == BENCH_OTHER || text_of(value, seen, field);
    }
    sj::dom::array list;
    if (value.get(list)) {
        return false;
    }
    for (auto item : list) {
        if (!(field == BENCH_DETAILS ? error_texts(item, seen)
                                     : text_of(item, seen, field))) {
            return false;
        }
    }
    return true;
}

bool decode_tree(void *self, char *body, size_t len, int status,
                 bench_seen *seen)
{
    auto *parser = static_cast<sj::dom::parser *>(self);
    sj::dom::object object;
    unsigned known = 0;
    if (parser->parse(body, len, false).get(object)) {
        return false;
    }
    for (auto member : object) {
        bench_field field =
            bench_field_of(member.key.data(), member.key.size());
        if (bench_again(&known, field) ||
            !(status == 0 ? request_member(member.value, seen, field)
                          : response_member(member.value, seen, field))) {
            return false;
        }
    }
    return required(status, seen);
}

// ---- On-Demand -------------------------------------------------------------

void *open_demand(size_t largest)
{
    auto *parser = new sj::ondemand::parser;
    if (parser->allocate(largest)) {
        abort();
    }
    return parser;
}

void close_demand(void *self)
{
    delete static_cast<sj::ondemand::parser *>(self);
}

using Value = sj::ondemand::value;

bool text_of(Value value, bench_seen *seen, bench_field field)
{
    std::string_view text;
    if (value.get_string().get(text)) {
        return false;
    }
    take(seen, field, text);
    return true;
}

bool kind_of(Value value, bench_seen *seen)
{
    sj::ondemand::json_type type;
    if (value.type().get(type)) {
        return false;
    }
    switch (type) {
    case sj::ondemand::json_type::object:
        seen->kind = UCR_JSON_OBJECT;
        return true;
    case sj::ondemand::json_type::array:
        seen->kind = UCR_JSON_ARRAY;
        return true;
    case sj::ondemand::json_type::string:
        seen->kind = UCR_JSON_STRING;
        return text_of(value, seen, BENCH_RESULT_DETAIL);
    case sj::ondemand::json_type::number:
        seen->kind = UCR_JSON_NUMBER;
        return true;
    case sj::ondemand::json_type::boolean:
        seen->kind = UCR_JSON_BOOL;
        return true;
    case sj::ondemand::json_type::null:
        seen->kind = UCR_JSON_NULL;
        return true;
    }
    return false;
}

bool request_member(Value value, bench_seen *seen, bench_field field)
{
    std::string_view text;
    if (field == BENCH_RESULT_DETAIL) {
        return kind_of(value, seen);
    }
    if (field == BENCH_OTHER) {
        return true;
    }
    if (value.get_string().get(text)) {
        return false;
    }
    if (field == BENCH_COMMAND_NAME) {
        take(seen, field, text);
        return bench_command(seen, text.data(), text.size());
    }
    return bench_result(seen, text.data(), text.size());
}

// Names are compared as they stand, quote included, which spares copies.
bench_field field_of(const sj::ondemand::field &member, int status)
{
    using namespace std::string_view_literals;
    sj::ondemand::raw_json_string key = member.key();
    if (status == 0) {
        return key.unsafe_is_equal("command_name"sv)    ? BENCH_COMMAND_NAME
               : key.unsafe_is_equal("result"sv)        ? BENCH_RESULT
               : key.unsafe_is_equal("result_detail"sv) ? BENCH_RESULT_DETAIL
                                                        : BENCH_OTHER;
    }
    return key.unsafe_is_equal("error_code"sv)    ? BENCH_ERROR_CODE
           : key.unsafe_is_equal("error_msg"sv)   ? BENCH_ERROR_MSG
           : key.unsafe_is_equal("error_param"sv) ? BENCH_ERROR_PARAM
           : key.unsafe_is_equal("details"sv)     ? BENCH_DETAILS
           : key.unsafe_is_equal("request_id"sv)  ? BENCH_REQUEST_ID
           : key.unsafe_is_equal("encoded_authorization_message"sv)
               ? BENCH_AUTHORIZATION
               : BENCH_OTHER;
}

bool error_texts(Value value, bench_seen *seen)
{
    sj::ondemand::object object;
    unsigned known = 0;
    if (value.get_object().get(object)) {
        return false;
    }
    for (auto found : object) {
        sj::ondemand::field member;
        if (std::move(found).get(member)) {
            return false;
        }
        bench_field field = field_of(member, 400);
        if (bench_again(&known, field)) {
            return false;
        }
        if ((field == BENCH_ERROR_CODE || field == BENCH_ERROR_MSG) &&
            !text_of(member.value(), seen, field)) {
            return false;
        }
    }
    return true;
}

bool response_member(Value value, bench_seen *seen, bench_field field)
{
    if (field != BENCH_ERROR_PARAM && field != BENCH_DETAILS) {
        return field == BENCH_OTHER || text_of(value, seen, field);
    }
    sj::ondemand::array list;
    if (value.get_array().get(list)) {
        return false;
    }
    for (auto found : list) {
        Value item;
        if (std::move(found).get(item) ||
            !(field == BENCH_DETAILS ? error_texts(item, seen)
                                     : text_of(item, seen, field))) {
            return false;
        }
    }
    return true;
}

bool decode_demand(void *self, char *body, size_t len, int status,
                   bench_seen *seen)
{
    auto *parser = static_cast<sj::ondemand::parser *>(self);
    sj::ondemand::document document;
    sj::ondemand::object object;
    unsigned known = 0;
    if (parser->iterate(body, len, len + BENCH_PADDING).get(document) ||
        document.get_object().get(object)) {
        return false;
    }
    for (auto found : object) {
        sj::ondemand::field member;
        if (std::move(found).get(member)) {
            return false;
        }
        bench_field field = field_of(member, status);
        if (bench_again(&known, field) ||
            !(status == 0 ? request_member(member.value(), seen, field)
                          : response_member(member.value(), seen, field))) {
            return false;
        }
    }
    return document.current_location().error() == sj::OUT_OF_BOUNDS &&
           required(status, seen);
}

} // namespace

#ifndef BENCH_SIMDJSON
#define BENCH_SIMDJSON bench_simdjson
#define BENCH_SIMDJSON_NAME "simdjson"
#endif

extern "C" const bench_impl *BENCH_SIMDJSON(void);

const bench_impl *BENCH_SIMDJSON(void)
{
    static const bench_impl impls[] = {
        {BENCH_SIMDJSON_NAME " tree", 0, 0, false, false, open_tree, close_tree,
         decode_tree, nullptr},
        {BENCH_SIMDJSON_NAME " On-Demand",
         BENCH_TAKES_GRAMMAR | BENCH_TAKES_NUMBER | BENCH_TAKES_LITERAL |
             BENCH_TAKES_ESCAPE | BENCH_TAKES_WHITE,
         0, false, false, open_demand, close_demand, decode_demand, nullptr},
        {},
    };
    return impls;
}
