/* SPDX-License-Identifier: MIT */
/*
 * Large values into a yes, 64 bytes at a time.
 *
 * Knows the grammar as rules about neighbours, each a few operations on masks
 * that hold one bit a byte, and no fault: what breaks a rule is left to the
 * byte-wise scanner. Invariant: a yes is sound.
 *
 * Why it is. Outside of strings every byte is white space, one of the six
 * operators, or part of a scalar. A value is right if and only if
 *
 *  1. each string holds no control character, valid UTF-8, and escapes that
 *     there are; each scalar is a literal or a number;
 *  2. after the end of a value comes an operator that is no opening bracket,
 *     and a comma or colon comes after nothing else; a closing bracket comes
 *     after the end of a value or right after an opening bracket;
 *  3. a colon comes right after a string, and the operator before that string
 *     is a comma or an opening brace;
 *  4. inside of braces the operator after a comma or the opening brace is a
 *     colon, unless the braces are empty; directly inside of brackets there is
 *     no colon;
 *  5. brackets close in the order in which they were opened, and in kind.
 *
 * By 2 values and separators alternate, by 3 and 4 each member of an object is
 * a string, a colon and a value, and nothing else is. Rules 1 to 3 look at
 * neighbours, which masks find by carrying a mark over what lies between with
 * one addition. Rules 4 and 5 need the innermost bracket's kind: only brackets
 * are walked one by one, which gives the mask of what is directly in braces.
 * Errors are kept at the place where they show, so that what follows the value
 * in its last block is not judged.
 */
#include "block.h"

#include "block_escapes.h"
#include "block_masks.h"

#if defined(UCR_BLOCKS)

/* ---- Rules -----------------------------------------------------------------
 */

/* What one block leaves to the next. A mark goes on at its first byte: 0 or 1.
 */
typedef struct state {
    const char *from;     /* where the value begins */
    const char *end;      /* of the body */
    const char *walked;   /* scalars that begin before this are right */
    uint64_t in_string;   /* all ones or none */
    uint64_t escaped;     /* a mark, as the next four */
    uint64_t after_end;   /* the byte before ends a string or is a bracket
                             that closes */
    uint64_t after_value; /* nothing but white space since a value ended */
    uint64_t after_place; /* no operator since the last place for a name */
    uint64_t scalar;      /* the byte before is part of a scalar */
    uint64_t kinds;       /* of the open brackets, the innermost lowest: 1 is
                             curly; above them all a 1 */
    unsigned levels;
    bool strict;
    const char *low; /* see is_escape() */
} state;

/* More levels than this are not kept in one word. */
#define MOST_LEVELS 62

/* Marks, carried over the bytes of `over` that they are at. `*carry` becomes
 * the mark that leaves the block. */
ALWAYS uint64_t carry_over(uint64_t marks, uint64_t over, uint64_t *carry)
{
    const uint64_t sum = marks + over;
    *carry |= sum < marks;
    return sum & ~over;
}

/* Each byte's mark moved to the next byte. */
ALWAYS uint64_t shift_in(uint64_t mask, uint64_t *carry)
{
    const uint64_t moved = mask << 1 | *carry;
    *carry = mask >> 63;
    return moved;
}

/* ---- Scalars ---------------------------------------------------------------
 */

static const char *walk_digits(const char *at, const char *end)
{
    if (at >= end || !ucr_is_digit(*at)) {
        return NULL;
    }
    do {
        at++;
    } while (at < end && ucr_is_digit(*at));
    return at;
}

/* RFC 8259, section 6; NULL where it is broken. */
static const char *walk_number(const char *at, const char *end)
{
    if (*at == '-') {
        at++;
    }
    at = at < end && *at == '0' ? at + 1 : walk_digits(at, end);
    if (at != NULL && at < end && *at == '.') {
        at = walk_digits(at + 1, end);
    }
    if (at != NULL && at < end && (*at | 0x20) == 'e') {
        at++;
        if (at < end && (*at == '+' || *at == '-')) {
            at++;
        }
        at = walk_digits(at, end);
    }
    return at;
}

static const char *walk_literal(const char *at, const char *end)
{
    if (end - at < 5) {
        return NULL;
    }
    if (ucr_same(at, "true", 4) || ucr_same(at, "null", 4)) {
        return at + 4;
    }
    return ucr_same(at, "false", 5) ? at + 5 : NULL;
}

/* The whole of a scalar, and what may stand after it. */
static const char *walk_scalar(const char *at, const char *end)
{
    at = *at >= 'a' ? walk_literal(at, end) : walk_number(at, end);
    return at != NULL && at < end &&
                   (*at == ',' || *at == ']' || *at == '}' || ucr_is_space(*at))
               ? at
               : NULL;
}

/* Walks the scalars that hold a byte of `doubtful`, but for those that begin
 * before `walked`. Gives where the last one ends, NULL where one is wrong. */
UCR_SELDOM static const char *walk_scalars(const char *walked, const char *at,
                                           const char *end, uint64_t doubtful,
                                           uint64_t starts)
{
    for (; doubtful != 0; doubtful &= doubtful - 1) {
        if (at + __builtin_ctzll(doubtful) < walked) {
            continue;
        }
        /* A scalar from an earlier block would have been walked there. */
        const uint64_t before = starts & (doubtful ^ (doubtful - 1));
        walked = before != 0
                     ? walk_scalar(at + 63 - __builtin_clzll(before), end)
                     : NULL;
        if (walked == NULL) {
            return NULL;
        }
    }
    return walked;
}

static inline uint32_t load4(const char *at)
{
    uint32_t word;
    memcpy(&word, at, sizeof(word));
    return word;
}

/* Takes literals out of the doubtful bytes, without branches that depend on
 * which they are: those that lie whole in the block, its last byte aside. */
ALWAYS uint64_t without_literals(uint64_t doubtful, const char *bytes,
                                 uint64_t scalar, uint64_t starts)
{
    uint64_t firsts = doubtful & starts & (UINT64_MAX >> 5);
    while (firsts != 0) {
        const int place = __builtin_ctzll(firsts);
        const uint64_t end = ~(scalar >> place);
        const uint64_t upto = end & -end;
        const uint32_t four = load4(bytes + place);
        /* 1 or 0, so that bits and not branches choose. */
        const uint64_t is_four = (uint64_t)(four == load4("true")) |
                                 (uint64_t)(four == load4("null"));
        const uint64_t is_five = (uint64_t)(four == load4("fals")) &
                                 (uint64_t)(bytes[place + 4] == 'e');
        const uint64_t is_right = (is_four & upto >> 4) | (is_five & upto >> 5);
        doubtful &= ~(((upto - 1) & (0 - is_right)) << place);
        firsts &= firsts - 1;
    }
    return doubtful;
}

/* The bytes of scalars that masks do not settle: all but the digits of
 * numbers in their right place, their minus, and one dot between digits. The
 * last byte of a block is doubtful if the scalar may go on after it. */
ALWAYS uint64_t doubtful_bytes(const digits *d, uint64_t scalar,
                               uint64_t starts)
{
    const uint64_t last = UINT64_C(1) << 63;
    const uint64_t digit = d->digit & scalar;
    const uint64_t dot = d->dot & scalar;
    const uint64_t minus = d->minus & starts;
    const uint64_t first = (starts & ~minus) | minus << 1;
    const uint64_t after_zero = (first & d->zero) << 1;
    const uint64_t after_fraction = ((dot << 1) + digit) & ~digit;
    return (scalar & (~(digit | dot | minus) | last)) | (digit & after_zero) |
           ((dot | minus) & ~(digit >> 1)) |
           (dot & (~(digit << 1) | after_fraction));
}

/* ---- Brackets --------------------------------------------------------------
 */

/* Walks the brackets of a block. `*curly` becomes the bytes directly in curly
 * ones, each bracket counted to what is inside of it where it closes that, else
 * to what is around it. Gives the bits up to the end of the value, all if it
 * goes on; 0 where something is wrong. */
AVX2 ALWAYS uint64_t walk_brackets(state *s, const masks *m, uint64_t *curly)
{
    uint64_t brackets = m->open | m->close;
    uint64_t upto = ~UINT64_C(0);
    uint64_t kinds = s->kinds;
    uint64_t deepest = kinds;
    uint64_t wrong = 0;
    uint64_t changes = 0; /* from one kind to the other */
    *curly = 0 - (kinds & 1);
    while (brackets != 0) {
        const int place = __builtin_ctzll(brackets);
        const uint64_t kind = m->curly >> place;
        const uint64_t opens = m->open >> place & 1;
        const uint64_t closes = opens ^ 1;
        const uint64_t before = kinds;
        wrong |= (kinds ^ kind) & closes;
        /* Without a branch: which bracket comes next nobody can predict. */
        kinds = (kinds << opens | (kind & opens)) >> closes;
        changes |= ((before ^ kinds) & 1) << place;
        deepest |= kinds;
        if (kinds == 1) {
            upto = brackets ^ (brackets - 1);
            break;
        }
        brackets &= brackets - 1;
    }
    s->kinds = kinds;
    *curly ^= parity_up_to(changes) << 1;
    return wrong == 0 && deepest >> s->levels <= 1 ? upto : 0;
}

/* ---- A block ---------------------------------------------------------------
 */

/* To the last byte before a place that is no white space; to the first byte of
 * all where there is none before it, which is so where a brace that opened the
 * value when somebody saw it closes by now. */
static const char *before_space(const char *at, const char *from)
{
    at -= at > from;
    while (at > from && ucr_is_space(*at)) {
        at--;
    }
    return at;
}

/* Whether what stands before each of these colons is a string. */
static bool follow_strings(const state *s, const char *at, uint64_t colons)
{
    for (; colons != 0; colons &= colons - 1) {
        if (*before_space(at + __builtin_ctzll(colons), s->from) != '"') {
            return false;
        }
    }
    return true;
}

/* Whether what stands before each of these closing brackets is an opening
 * one: of its kind, which the walk over brackets sees to. Most often it is the
 * byte before. */
static bool follow_opening(const state *s, const char *at, uint64_t closes,
                           uint64_t opens)
{
    if (closes == 0) {
        return true;
    }
    for (closes &= ~(opens << 1); closes != 0; closes &= closes - 1) {
        const char c = *before_space(at + __builtin_ctzll(closes), s->from);
        if (c != '{' && c != '[') {
            return false;
        }
    }
    return true;
}

/* One block. `bytes` are its bytes, `at` where they stand. Gives 0 where it is
 * not known to be right, else the bits up to the end of the value. */
AVX2 ALWAYS uint64_t check_block(state *s, const char *bytes, const char *at,
                                 masks m, load_digits *load_d,
                                 load_simple *load_s)
{
    uint64_t doubtful = 0;
    uint64_t escaped = 0;
    uint64_t longer = 0; /* escapes that are not simple */
    if ((m.backslash | s->escaped) != 0) {
        escaped = escaped_bytes(m.backslash, 0, &s->escaped);
        longer = escaped & ~load_s(bytes);
    }
    const uint64_t quote = m.quote & ~escaped;
    const uint64_t inside = parity_up_to(quote) ^ s->in_string;
    s->in_string = (uint64_t)((int64_t)inside >> 63);
    m.open &= ~inside;
    m.close &= ~inside;
    m.colon &= ~inside;
    m.comma &= ~inside;
    m.white &= ~inside;
    const uint64_t op = m.open | m.close | m.colon | m.comma;
    const uint64_t scalar = ~(inside | quote | op | m.white);
    const uint64_t after_byte = shift_in(scalar, &s->scalar);
    const uint64_t starts = scalar & ~after_byte;
    if (scalar != 0) {
        const digits d = load_d(bytes);
        doubtful = without_literals(doubtful_bytes(&d, scalar, starts), bytes,
                                    scalar, starts);
    }
    const uint64_t after_end =
        shift_in((quote & ~inside) | m.close, &s->after_end);
    const uint64_t ended = after_end | (after_byte & ~scalar) | s->after_value;
    s->after_value = 0;
    const uint64_t after_value = carry_over(ended, m.white, &s->after_value);
    const uint64_t after_place =
        carry_over(shift_in(m.comma | (m.open & m.curly), &s->after_place), ~op,
                   &s->after_place);
    uint64_t curly = 0;
    const uint64_t upto = walk_brackets(s, &m, &curly);
    /* Rule 2: after a value, and nowhere else, stand all operators but opening
     * brackets, and closing ones that have to follow these. Rules 3 and 4: in
     * braces, and nowhere else, the next operator after a place for a name is a
     * colon; one after a closing bracket is not the next. */
    const uint64_t empty = m.close & ~after_value;
    const uint64_t wrong = (m.control & inside) |
                           (after_value ^ op ^ m.open ^ empty) |
                           (m.colon ^ (after_place & ~empty & curly));
    if ((wrong & upto) != 0 ||
        !follow_strings(s, at, m.colon & ~after_end & upto) ||
        !follow_opening(s, at, empty & upto, m.open) ||
        !are_escapes(at, s->end, longer & upto, s->strict, &s->low)) {
        return 0;
    }
    doubtful &= upto;
    if (doubtful != 0) {
        s->walked = walk_scalars(s->walked, at, s->end, doubtful, starts);
    }
    return s->walked != NULL ? upto : 0;
}

static state start(const char *at, const char *end, size_t levels, bool strict)
{
    state s = {
        .from = at, .end = end, .walked = at, .kinds = 1, .strict = strict};
    s.levels = levels < MOST_LEVELS ? (unsigned)levels : MOST_LEVELS;
    return s;
}

/* Where the value ends, or NULL where that is not known. */
AVX2 ALWAYS const char *end_of_value(const char *at, uint64_t upto,
                                     const utf8 *text)
{
    return utf8_is_right(text) ? at + (64 - __builtin_clzll(upto)) : NULL;
}

/* One pass, for each instruction set a copy of its own: what loads the masks is
 * known where this is compiled into. */
AVX2 ALWAYS const char *value_by(const char *at, const char *end, size_t levels,
                                 bool strict, load_masks *load_m,
                                 load_digits *load_d, load_simple *load_s)
{
    state s = start(at, end, levels, strict);
    char last[BLOCK];
    utf8 text = utf8_start();
    for (;;) {
        const ptrdiff_t left = s.end - at;
        const char *bytes = at;
        if (left < BLOCK) {
            fill(last, at, s.end);
            bytes = last;
        }
        const masks m = load_m(bytes);
        utf8_block(&text, bytes, m.high);
        const uint64_t upto = check_block(&s, bytes, at, m, load_d, load_s);
        if (s.kinds == 1 || upto == 0) {
            return upto != 0 ? end_of_value(at, upto, &text) : NULL;
        }
        if (left <= BLOCK) {
            return NULL;
        }
        at += BLOCK;
    }
}

AVX2 static const char *value_avx2(const char *at, const char *end,
                                   size_t levels, bool strict)
{
    return value_by(at, end, levels, strict, masks_avx2, digits_avx2,
                    simple_avx2);
}

AVX512 static const char *value_avx512(const char *at, const char *end,
                                       size_t levels, bool strict)
{
    return value_by(at, end, levels, strict, masks_avx512, digits_avx512,
                    simple_avx512);
}

/* ---- Choice ----------------------------------------------------------------
 */

const char *ucr_block_value_by(ucr_block_set set, const char *at,
                               const char *end, size_t levels, bool strict)
{
    if (set == UCR_BLOCK_NONE) {
        return NULL;
    }
    return set == UCR_BLOCK_AVX512 ? value_avx512(at, end, levels, strict)
                                   : value_avx2(at, end, levels, strict);
}

#endif
