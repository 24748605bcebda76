/* SPDX-License-Identifier: MIT */
/*
 * A request that is to be encoded into what is expected of that.
 *
 * Knows nothing of the codec.
 */
#include "expecting.h"
#include "model.h"
#include "plain.h"

static const char *const commands[] = {
    "", "START", "STOP", "DELETE", "SYNC", "UPLOAD_LOG", "RSET_LOG_ACL"};

static void write_command(ucr_expecting *to, const ucr_request *in)
{
    const ucr_error at = ucr_expecting_at_name("command_name");
    const int command = (int)in->command;
    if (command >= UCR_COMMAND_START && command < UCR_COMMAND_OTHER) {
        ucr_expecting_words(to, "{\"command_name\":\"");
        ucr_expecting_words(to, commands[command]);
        ucr_expecting_words(to, "\"");
        return;
    }
    const unsigned before = to->out->count;
    ucr_expecting_member(to, "{", "command_name", in->command_name, 0);
    if (command != UCR_COMMAND_OTHER || in->command_name.raw.ptr == NULL) {
        ucr_expecting_argument(to);
        return;
    }
    to->refused = to->out->count > before;
    if (to->strict || in->command_name.raw.len == 0) {
        ucr_expecting_fault(to, &at, UCR_E_ENUM, 0);
    }
    for (int i = UCR_COMMAND_START; !to->refused && i < UCR_COMMAND_OTHER;
         i++) {
        if (ucr_plain_is(in->command_name, commands[i])) {
            ucr_expecting_argument(to);
        }
    }
    to->refused = false;
}

static void write_result(ucr_expecting *to, const ucr_request *in)
{
    const bool success = in->result == UCR_RESULT_SUCCESS;
    if (!success && in->result != UCR_RESULT_FAIL) {
        ucr_expecting_argument(to);
    }
    ucr_expecting_words(to, ",\"result\":\"");
    ucr_expecting_words(to, success ? "success\"" : "fail\"");
}

static void write_json(ucr_expecting *to, const ucr_error *at, ucr_json json)
{
    if (json.raw.ptr == NULL || (unsigned)json.kind > UCR_JSON_NULL) {
        ucr_expecting_argument(to);
        return;
    }
    const size_t max_body = ucr_model_max_body(to->options);
    if (json.raw.len > max_body) {
        ucr_expecting_fault(to, at, UCR_E_BODY_SIZE, max_body);
        return;
    }
    const ucr_tree *tree = ucr_expecting_tree(to, json.raw, 1);
    if (tree->marked) {
        ucr_expecting_fault(to, at, UCR_E_SYNTAX, 0);
        return;
    }
    if (tree->code != UCR_OK) {
        ucr_expecting_fault(to, at, tree->code, tree->offset);
        return;
    }
    const ucr_json_kind kind = tree->nodes[1].kind;
    if (kind != json.kind) {
        ucr_expecting_argument(to);
    }
    if (to->strict && kind != UCR_JSON_OBJECT && kind != UCR_JSON_STRING) {
        ucr_expecting_fault(to, at, UCR_E_TYPE, tree->nodes[1].from);
    }
    const ucr_str raw = ucr_tree_raw(tree, 1);
    ucr_expecting_words(to, ",\"result_detail\":");
    ucr_expecting_bytes(to->out, raw.ptr, raw.len);
}

void ucr_expected_request(ucr_expected *out, const ucr_request *in,
                          const ucr_options *options)
{
    ucr_expecting to = ucr_expecting_begin(out, options);
    const ucr_error at = ucr_expecting_at_name("result_detail");
    write_command(&to, in);
    write_result(&to, in);
    if (in->result_detail.kind == UCR_JSON_ABSENT &&
        (in->result_detail.raw.ptr != NULL || in->result_detail.raw.len > 0)) {
        ucr_expecting_argument(&to);
    }
    if (in->result_detail.kind != UCR_JSON_ABSENT) {
        write_json(&to, &at, in->result_detail);
    } else {
        ucr_expecting_member(&to, ",", "result_detail", in->result_detail_text,
                             0);
        if (to.strict && in->result_detail_text.raw.ptr == NULL) {
            ucr_expecting_fault(&to, &at, UCR_E_MISSING, 0);
        }
    }
    ucr_expecting_words(&to, "}");
    ucr_expecting_finish(&to);
}
