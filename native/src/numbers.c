// SPDX-License-Identifier: MIT OR Apache-2.0
#include "numbers.h"

/* A page of content or of noise, without numbers. */
typedef struct raw_page {
    _Alignas(LINE_BYTES) uint8_t bytes[PAGE_BYTES];
    uint64_t page;
    bool is_made;
} raw_page;

static const uint8_t *raw_bytes(const tier *t, const uint64_t *key, uint64_t page, raw_page *to)
{
    if (!to->is_made || to->page != page) {
        const page_spec plain = {.key = key, .layout = literals_only(8)};
        t->head(&plain, page, to->bytes, PAGE_BYTES);
        to->page = page;
        to->is_made = true;
    }
    return to->bytes;
}

/* Noise of the content at an offset; null without noise. */
static const uint8_t *noise_at(const tier *t, const dgen_numbers *n, uint64_t offset, raw_page *to)
{
    return n->noise == 0 ? NULL : raw_bytes(t, n->noise_key.word, offset / PAGE_BYTES, to) + offset % PAGE_BYTES;
}

static uint64_t min_u64(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* `bytes` is the content of the row if the caller has all of it, otherwise null. */
static double scale_of_row(const tier *t, const page_spec *spec, uint64_t start, const uint8_t *bytes)
{
    const dgen_numbers *const n = spec->numbers;
    const uint64_t length = (uint64_t)n->dimension * number_width(n->type);
    raw_page row = {.is_made = false}, noise = {.is_made = false};
    number_sums sums = {.sum = {0}};
    uint64_t done = 0;
    while (done < length) {
        const uint64_t at = start + done;
        const size_t part = (size_t)min_u64(PAGE_BYTES - at % PAGE_BYTES, length - done);
        const uint8_t *const raw =
            bytes != NULL ? bytes + done : raw_bytes(t, spec->key, at / PAGE_BYTES, &row) + at % PAGE_BYTES;
        t->add_squares(n, raw, noise_at(t, n, at, &noise), part, done / number_width(n->type), &sums);
        done += part;
    }
    return number_scale(n->type, &sums);
}

enum { WORDS = 256 }; /* of 8 bits */

/*
 * Normal numbers of 8 bits, by a table of the numbers of all words. These are numbers of 32 bits that are limited to
 * the range of 8 bits: both have the same values, and to limit whole numbers is the same as to limit values first.
 */
static void look_up_int8(const tier *t, const dgen_numbers *n, uint8_t *bytes, size_t length)
{
    dgen_numbers wide = *n;
    wide.type = DGEN_TYPE_INT32;
    uint8_t of_32_bits[WORDS * 4], table[WORDS];
    for (unsigned i = 0; i < WORDS; i++)
        store_number(of_32_bits + 4 * i, 4, word32(i, 1));
    t->make_numbers(&wide, of_32_bits, NULL, sizeof of_32_bits, NULL);
    for (unsigned i = 0; i < WORDS; i++) {
        const int32_t x = (int32_t)load_number(of_32_bits + 4 * i, 4);
        table[i] = (uint8_t)(x < INT8_MIN ? INT8_MIN : x > INT8_MAX ? INT8_MAX : x);
    }
    const size_t rest = length % 8;
    for (size_t i = 0; i < length - rest; i += 8) {
        const uint64_t eight = load_number(bytes + i, 8);
        for (unsigned k = 0; k < 8; k++)
            bytes[i + k] = table[eight >> 8 * k & 0xFF];
    }
    for (size_t i = length - rest; i < length; i++)
        bytes[i] = table[bytes[i]];
}

void dgen_make_numbers(const tier *t, const page_spec *spec, uint64_t offset, uint8_t *bytes, size_t length)
{
    const dgen_numbers *const n = spec->numbers;
    if (n->type == DGEN_TYPE_INT8 && n->distribution == DGEN_DISTRIBUTION_NORMAL && length >= WORDS / 2) {
        look_up_int8(t, n, bytes, length);
        return;
    }
    if (n->noise == 0 && !n->is_normalised) {
        t->make_numbers(n, bytes, NULL, length, NULL);
        return;
    }
    const uint64_t row_bytes = (uint64_t)n->dimension * number_width(n->type), end = offset + length;
    raw_page noise = {.is_made = false};
    for (uint64_t at = offset; at < end;) {
        uint64_t to = min_u64(end, at - at % PAGE_BYTES + PAGE_BYTES);
        if (n->is_normalised) {
            const uint64_t start = at - at % row_bytes;
            const bool has_all = start >= offset && row_bytes <= end - start;
            if (spec->row->start != start)
                *spec->row =
                    (scaled_row){start, scale_of_row(t, spec, start, has_all ? bytes + (start - offset) : NULL)};
            to = min_u64(to, row_bytes <= UINT64_MAX - start ? start + row_bytes : to);
        }
        t->make_numbers(n, bytes + (at - offset), noise_at(t, n, at, &noise), (size_t)(to - at),
                        n->is_normalised ? &spec->row->scale : NULL);
        at = to;
    }
}

static bool is_legal_range(const dgen_numbers *n)
{
    if (!isfinite(n->first) || !isfinite(n->second) || !isfinite(n->top) || !isfinite(n->noise))
        return false;
    if (!is_integer_type(n->type) || n->distribution != DGEN_DISTRIBUTION_UNIFORM)
        return true;
    const double values = n->type == DGEN_TYPE_INT8 ? 0x1p8 : 0x1p32;
    return n->first >= -values / 2 && n->second >= 1 && n->first + n->second <= values / 2;
}

bool dgen_numbers_are_legal(const dgen_content *content, const dgen_span *spans, uint64_t count)
{
    const dgen_numbers *const n = &content->numbers;
    if (n->type == DGEN_TYPE_BYTES)
        return true;
    if (n->type > DGEN_TYPE_INT32 || n->distribution > DGEN_DISTRIBUTION_NORMAL || n->is_normalised > 1 ||
        n->dimension < 1 || n->dimension > MAX_DIMENSION || !is_legal_range(n))
        return false;
    if (is_integer_type(n->type) && (n->is_normalised || n->noise != 0))
        return false;
    for (uint64_t i = 0; i < count; i++)
        if (spans[i].bits != 8 || spans[i].literals != (PAGE_BYTES / content->cells) << 16)
            return false;
    return true;
}
