/* SPDX-License-Identifier: MIT */
/*
 * A detail into yajl's events, and a generator's output into a detail.
 *
 * Knows nothing of the envelope, and of the core only its public header.
 * Invariant: yajl is handed nothing but one value that libucr has accepted, and
 * whatever it took from the allocator is given back before a call returns.
 */
#include "yajl_bridge.h"

#include <string.h>

#include "yajl_memory.h"

ucr_code ucr_yajl_give(ucr_error *err, ucr_code code, size_t offset)
{
    if (err != NULL) {
        const ucr_error error = {.code = code, .offset = offset};
        *err = error;
    }
    return code;
}

/* ---- Events -------------------------------------------------------------- */

/* A checked detail without its string form. Jumps where there is no memory for
 * what has to be unescaped. */
static ucr_code unwrap(ucr_yajl_value *out, ucr_yajl_memory *owner,
                       ucr_json detail, const ucr_options *options,
                       ucr_error *err)
{
    char *buf = NULL;
    size_t len;
    ucr_json inside;
    ucr_code code =
        ucr_detail_unwrap(&inside, NULL, 0, &len, detail, options, err);
    if (code == UCR_E_SPACE) {
        const size_t cap = len;
        buf = ucr_yajl_take(owner, cap);
        code = ucr_detail_unwrap(&inside, buf, cap, &len, detail, options, err);
    }
    if (code != UCR_OK) {
        return code;
    }
    const char *first = buf != NULL ? buf : detail.raw.ptr;
    if (buf == NULL && detail.kind == UCR_JSON_STRING) {
        /* Still there, unless the body has changed since. */
        const char *quote = memchr(detail.raw.ptr, '"', detail.raw.len);
        first = quote != NULL ? quote + 1 : first;
    }
    out->raw = inside.raw;
    out->offset = (size_t)(inside.raw.ptr - first);
    return UCR_OK;
}

/* Jumps where there is no memory. */
static ucr_code parse(ucr_yajl_memory *owner, const ucr_yajl_value *in,
                      const ucr_yajl_listener *to, ucr_error *err)
{
    yajl_alloc_funcs funcs = ucr_yajl_funcs(owner);
    yajl_handle parser = yajl_alloc(to->callbacks, &funcs, to->ctx);
    yajl_status status =
        yajl_parse(parser, (const unsigned char *)in->raw.ptr, in->raw.len);
    if (status == yajl_status_ok) {
        /* A number that nothing follows is only now known to be whole. */
        status = yajl_complete_parse(parser);
    }
    switch (status) {
    case yajl_status_ok:
        return ucr_yajl_give(err, UCR_OK, 0);
    case yajl_status_client_canceled:
        return ucr_yajl_give(err, UCR_E_CANCELLED, 0);
    case yajl_status_error:
        break;
    }
    /* The value was well-formed when it was checked: all that yajl can miss is
     * room in the type of yajl_integer or yajl_double, and then it points at
     * the number. */
    return ucr_yajl_give(err, UCR_E_NUMBER,
                         in->offset + yajl_get_bytes_consumed(parser));
}

/* Where memory ends yajl is left by a jump to here. What changes in between
 * must not be a variable of this function: such a one would be lost. */
static ucr_code run(ucr_yajl_memory *owner, ucr_json detail,
                    const ucr_yajl_listener *to, const ucr_options *options,
                    ucr_error *err)
{
    ucr_yajl_value inside;
    if (setjmp(owner->no_memory) != 0) {
        return ucr_yajl_give(err, UCR_E_MEMORY, 0);
    }
    ucr_code code = unwrap(&inside, owner, detail, options, err);
    if (code == UCR_OK && to->check != NULL) {
        code = to->check(&inside, err);
    }
    return code == UCR_OK ? parse(owner, &inside, to, err) : code;
}

ucr_code ucr_yajl_run(ucr_json detail, const ucr_yajl_listener *to,
                      const yajl_alloc_funcs *alloc, const ucr_options *options,
                      ucr_error *err)
{
    ucr_yajl_memory owner;
    ucr_yajl_open(&owner, alloc);
    ucr_code code = run(&owner, detail, to, options, err);
    ucr_yajl_close(&owner);
    return code;
}

ucr_code ucr_yajl_events(ucr_json detail, const yajl_callbacks *callbacks,
                         void *ctx, yajl_alloc_funcs *alloc,
                         const ucr_options *options, ucr_error *err)
{
    const ucr_yajl_listener to = {callbacks, ctx, NULL};
    bool lacks_function =
        alloc != NULL && (alloc->malloc == NULL || alloc->realloc == NULL ||
                          alloc->free == NULL);
    if (callbacks == NULL || lacks_function) {
        return ucr_yajl_give(err, UCR_E_ARGUMENT, 0);
    }
    return ucr_yajl_run(detail, &to, alloc, options, err);
}

/* ---- A generator's output ------------------------------------------------ */

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* What a value is, by its first byte; a wrong one the scanner will refuse. */
static ucr_json_kind kind_of(ucr_str raw)
{
    size_t i = 0;
    while (i < raw.len && is_space(raw.ptr[i])) {
        i++;
    }
    switch (i < raw.len ? raw.ptr[i] : '\0') {
    case '{':
        return UCR_JSON_OBJECT;
    case '[':
        return UCR_JSON_ARRAY;
    case '"':
        return UCR_JSON_STRING;
    case 't':
    case 'f':
        return UCR_JSON_BOOL;
    case 'n':
        return UCR_JSON_NULL;
    default:
        return UCR_JSON_NUMBER;
    }
}

ucr_code ucr_yajl_detail(ucr_json *out, yajl_gen gen,
                         const ucr_options *options, ucr_error *err)
{
    const unsigned char *bytes;
    size_t len;
    char room[128]; /* for all of a request that is not its detail */
    ucr_parts parts;
    ucr_request request = {.command = UCR_COMMAND_START,
                           .result = UCR_RESULT_SUCCESS};
    if (out == NULL) {
        return ucr_yajl_give(err, UCR_E_ARGUMENT, 0);
    }
    memset(out, 0, sizeof(*out));
    if (gen == NULL ||
        yajl_gen_get_buf(gen, &bytes, &len) != yajl_gen_status_ok) {
        return ucr_yajl_give(err, UCR_E_ARGUMENT, 0);
    }
    /* An empty buffer may be NULL, which would mean "absent". */
    request.result_detail.raw =
        (ucr_str){len > 0 ? (const char *)bytes : "", len};
    request.result_detail.kind = kind_of(request.result_detail.raw);
    ucr_code code = ucr_encode_request_parts(&parts, room, sizeof(room),
                                             &request, options, err);
    if (code == UCR_OK) {
        out->raw = parts.detail;
        out->kind = request.result_detail.kind;
    }
    return code;
}
