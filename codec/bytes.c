/* SPDX-License-Identifier: MIT */
/*
 * UTF-8 sequences into code points and back, and short escapes into bytes.
 *
 * Knows no grammar. Invariant: a length above zero is one of a sequence
 * that RFC 3629 allows and that ends at or before `end`. Vectors and blocks
 * accept UTF-8 by themselves, and are held equal to this by tests and the twin
 * target.
 */
#include "bytes.h"

const char ucr_escapes[UCR_LETTERS] = {
    ['"'] = '"',  ['\\'] = '\\', ['/'] = '/',  ['b'] = '\b',
    ['f'] = '\f', ['n'] = '\n',  ['r'] = '\r', ['t'] = '\t',
};

/* Whether a byte can follow the first one of a sequence. The second byte alone
 * rules out what is overlong, a surrogate, or above U+10FFFF (RFC 3629, section
 * 4). */
static bool is_second(unsigned char lead, unsigned char next)
{
    const unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return next >= low && next <= high;
}

int ucr_utf8_length(const char *at, const char *end)
{
    unsigned char lead = ucr_byte(at);
    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
        return UCR_UTF8_BAD;
    }
    const int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    for (int i = 1; i < length; i++) {
        if (end - at == i) {
            return UCR_UTF8_CUT;
        }
        if (!(i == 1 ? is_second(lead, ucr_byte(at + 1))
                     : ucr_is_later(at[i]))) {
            return UCR_UTF8_BAD;
        }
    }
    return length;
}

uint32_t ucr_utf8_decode(const char *at, int length)
{
    static const unsigned char lead_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t code_point = ucr_byte(at) & lead_bits[length];
    for (int i = 1; i < length; i++) {
        code_point = code_point << 6 | (ucr_byte(at + i) & 0x3Fu);
    }
    return code_point;
}

size_t ucr_utf8_encode(char *out, uint32_t code_point)
{
    static const unsigned char lead_mark[] = {0, 0, 0xC0, 0xE0, 0xF0};
    if (UCR_FAST && code_point < 0x80) {
        out[0] = (char)code_point;
        return 1;
    }
    const size_t length = ucr_utf8_size(code_point);
    for (size_t i = length - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code_point & 0x3F));
        code_point >>= 6;
    }
    out[0] = (char)(lead_mark[length] | code_point);
    return length;
}
