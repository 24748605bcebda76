/* SPDX-License-Identifier: MIT */
/*
 * All that the core does with a body and with what it reads in one.
 *
 * Knows no counter.
 */
#include "claim.h"
#include "work.h"

static char *buf;
static size_t room;

static void use_text(ucr_text text)
{
    ucr_str plain = {buf, ucr_text_copy(buf, room, text)};
    ucr_claim(text.raw.ptr == NULL || plain.len > room ||
                  ucr_text_equal(text, plain),
              "P5", "a text equals its copy");
    (void)ucr_text_show(buf, room, text);
}

/* The same lists as a caller has them. */
static void use_items(const ucr_response *in, const ucr_options *options)
{
    static ucr_scratch scratch[2];
    ucr_response own = *in;
    ucr_text *params = (void *)ucr_claim_scratch(
        &scratch[0], (in->error_param.count + 1) * sizeof(*params));
    ucr_detail *details = (void *)ucr_claim_scratch(
        &scratch[1], (in->details.count + 1) * sizeof(*details));
    ucr_iter iter = ucr_each_param(&in->error_param);
    size_t len = 0;
    while (ucr_next_param(&iter, &params[len])) {
        len++;
    }
    own.error_param = (ucr_texts){{NULL, 0}, params, len};
    len = 0;
    iter = ucr_each_detail(&in->details);
    while (ucr_next_detail(&iter, &details[len])) {
        len++;
    }
    own.details = (ucr_details){{NULL, 0}, details, len};
    (void)ucr_encode_response(buf, room, &len, &own, options, NULL);
}

static void use_lists(const ucr_response *in)
{
    ucr_iter iter = ucr_each_param(&in->error_param);
    ucr_text text;
    ucr_detail detail;
    while (ucr_next_param(&iter, &text)) {
        use_text(text);
    }
    iter = ucr_each_detail(&in->details);
    while (ucr_next_detail(&iter, &detail)) {
        use_text(detail.error_code);
        use_text(detail.error_msg);
    }
}

static void use_error(const ucr_error *err, ucr_str body)
{
    size_t line;
    size_t column;
    ucr_error_locate(&line, &column, body, err->offset);
    (void)ucr_error_describe(buf, room, err, body);
}

static void use_request(ucr_str body, const ucr_options *options)
{
    ucr_request request;
    ucr_json inside;
    ucr_error err;
    size_t len;
    if (ucr_decode_request(&request, body, options, &err) != UCR_OK) {
        use_error(&err, body);
        return;
    }
    use_text(request.command_name);
    use_text(request.result_detail_text);
    (void)ucr_encode_request(buf, room, &len, &request, options, &err);
    (void)ucr_detail_unwrap(&inside, buf, room, &len, request.result_detail,
                            options, &err);
}

static void use_response(ucr_str body, int status, const ucr_options *options)
{
    ucr_response response;
    ucr_error err;
    size_t len;
    if (ucr_decode_response(&response, status, body, options, &err) != UCR_OK) {
        use_error(&err, body);
        return;
    }
    use_text(response.error_code);
    use_text(response.error_msg);
    use_text(response.message);
    use_lists(&response);
    use_items(&response, options);
    (void)ucr_encode_response(buf, room, &len, &response, options, &err);
}

/* Not JSON, but bytes: what else takes an input of any length. */
static void use_bytes(ucr_str body)
{
    ucr_error err;
    size_t len;
    use_text((ucr_text){body, false});
    use_text((ucr_text){body, true});
    (void)ucr_read_path(buf, room, &len, body, NULL, &err);
    (void)ucr_check_content_type(body, &err);
}

void ucr_work_use(ucr_str body)
{
    static const int statuses[] = {200, 403};
    static ucr_scratch scratch;
    buf = ucr_claim_scratch(&scratch, body.len * 4);
    room = scratch.room;
    for (int profile = UCR_INTEROP; profile <= UCR_STRICT; profile++) {
        const ucr_options options = {.profile = (ucr_profile)profile};
        use_request(body, &options);
        for (size_t i = 0; i < 2; i++) {
            use_response(body, statuses[i], &options);
        }
    }
    use_bytes(body);
}
