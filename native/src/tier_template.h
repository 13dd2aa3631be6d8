// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Template of a vector tier, part 4: the functions of struct tier. A tier file defines its vector primitives (see
 * page_template.h), includes this file, and puts the functions in its dgen_tier_NAME.
 */
#ifndef DGEN_TIER_TEMPLATE_H
#define DGEN_TIER_TEMPLATE_H

#include "cell_match_template.h"
#include "compare.h"

INLINE bool is_compressible(const page_spec *spec)
{
    return spec->layout.bits < 8 || spec->layout.few < cell_bytes(spec->layout);
}

static line_map map_of(const page_spec *spec)
{
    if (!is_made_by_tier(spec->numbers))
        return LINE_OF_BYTES;
    return spec->numbers->distribution == DGEN_DISTRIBUTION_UNIFORM ? LINE_OF_UNIFORM : LINE_OF_NORMAL;
}

static void fill(const page_spec *spec, uint64_t page, uint8_t *out, uint64_t count, int32_t store)
{
    if (is_compressible(spec)) {
        fill_compressible(spec, page, out, count, store);
        return;
    }
    switch (map_of(spec)) {
    case LINE_OF_UNIFORM:
        fill_pages(spec->key, page, out, count, store, LINE_OF_UNIFORM, float_numbers_of(spec->numbers));
        break;
    case LINE_OF_NORMAL:
        fill_pages(spec->key, page, out, count, store, LINE_OF_NORMAL, float_numbers_of(spec->numbers));
        break;
    default:
        fill_pages(spec->key, page, out, count, store, LINE_OF_BYTES, (float_numbers){0});
    }
}

static void head(const page_spec *spec, uint64_t page, uint8_t *out, size_t bytes)
{
    if (is_compressible(spec)) {
        fill_masked(spec, page, out, 1, DGEN_STORE_REGULAR);
        return;
    }
    lanes s = seed(spec->key, page);
    for (size_t i = 0; i < bytes; i += LINE_BYTES)
        line_store(out + i, next(&s));
    if (is_made_by_tier(spec->numbers))
        make_numbers(spec->numbers, out, NULL, (bytes + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES, NULL);
}

/* is_cached is a constant. */
INLINE uint64_t match_from(const page_spec *spec, uint64_t page, const uint8_t *data, uint64_t count, bool is_cached)
{
    if (!is_compressible(spec)) {
        switch (map_of(spec)) {
        case LINE_OF_UNIFORM:
            return match_pages(spec->key, page, data, count, is_cached, LINE_OF_UNIFORM,
                               float_numbers_of(spec->numbers));
        case LINE_OF_NORMAL:
            return match_pages(spec->key, page, data, count, is_cached, LINE_OF_NORMAL,
                               float_numbers_of(spec->numbers));
        default:
            return match_pages(spec->key, page, data, count, is_cached, LINE_OF_BYTES, (float_numbers){0});
        }
    }
    return spec->layout.bits < 8 ? match_compressible(spec, page, data, count, true, is_cached)
                                 : match_compressible(spec, page, data, count, false, is_cached);
}

static uint64_t match(const page_spec *spec, uint64_t page, const uint8_t *data, uint64_t count, bool is_cached)
{
    return is_cached ? match_from(spec, page, data, count, true) : match_from(spec, page, data, count, false);
}

static void fence(void)
{
    stream_fence();
}

static void stream_lines(uint8_t *out, uint64_t bytes)
{
    const line x = line_of_byte(CEILING_BYTE);
    for (const uint8_t *const end = out + bytes; out < end; out += LINE_BYTES)
        line_stream(out, x);
}

/* Keeps the compiler from eliminating the value. */
INLINE void use_line(line x)
{
    uint8_t bytes[LINE_BYTES];
    line_store(bytes, x);
    __asm__ volatile("" : : "r"(bytes) : "memory");
}

/* Four sums, because each addition to a sum waits for the previous one. */
static void read_lines(const uint8_t *data, uint64_t bytes)
{
    line sum[4] = {line_set1(0), line_set1(0), line_set1(0), line_set1(0)};
    uint64_t i = 0;
    for (; i + sizeof sum <= bytes; i += sizeof sum)
        for (unsigned k = 0; k < 4; k++)
            sum[k] = line_xor(sum[k], line_load(data + i + k * LINE_BYTES));
    for (; i < bytes; i += LINE_BYTES)
        sum[0] = line_xor(sum[0], line_load(data + i));
    use_line(line_xor(line_xor(sum[0], sum[1]), line_xor(sum[2], sum[3])));
}

#endif
