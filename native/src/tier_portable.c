// SPDX-License-Identifier: MIT OR Apache-2.0
/* The normative tier: implements format v1 as docs/format.md defines it, one lane after the other. */
#include "compare.h"
#include "format.h"
#include "numbers.h"
#include "tail.h"
#include "tier.h"

#include <string.h>

static void store_le64(uint8_t *out, uint64_t x)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    x = __builtin_bswap64(x);
#endif
    memcpy(out, &x, sizeof x);
}

static void head(const page_spec *spec, uint64_t page, uint8_t *out, size_t bytes)
{
    (void)bytes; /* always the whole page */
    const layout l = spec->layout;
    for (unsigned lane = 0; lane < LANES; lane++) {
        uint64_t s[4];
        lane_state(spec->key, page, lane, s);
        for (unsigned cell = 0; cell < l.cells; cell++) {
            uint8_t *const at = out + cell * cell_bytes(l) + lane * sizeof(uint64_t);
            for (size_t i = 0; i < cell_lines(l, cell_literals(l, page, cell)); i++)
                store_le64(at + i * LINE_BYTES, xoshiro256pp_next(s) & literal_mask(l));
        }
    }
    for (unsigned cell = 0; cell < l.cells; cell++) {
        uint8_t *const at = out + cell * cell_bytes(l);
        const unsigned literals = cell_literals(l, page, cell);
        write_tail(l, page, literals, at);
    }
    if (is_made_by_tier(spec->numbers))
        make_each_number(spec->numbers, out, NULL, PAGE_BYTES, NULL);
}

static void fill(const page_spec *spec, uint64_t page, uint8_t *out, uint64_t count, int32_t store)
{
    (void)store; /* all kinds of store are plain */
    for (uint64_t i = 0; i < count; i++)
        head(spec, page + i, out + i * PAGE_BYTES, PAGE_BYTES);
}

static uint64_t match(const page_spec *spec, uint64_t page, const uint8_t *data, uint64_t count, bool is_cached)
{
    (void)is_cached;
    uint8_t expected[PAGE_BYTES];
    uint64_t i = 0;
    for (; i < count; i++) {
        head(spec, page + i, expected, PAGE_BYTES);
        if (memcmp(expected, data + i * PAGE_BYTES, PAGE_BYTES) != 0)
            break;
    }
    return i;
}

static void fence(void)
{
}

static void stream_lines(uint8_t *out, uint64_t bytes)
{
    memset(out, CEILING_BYTE, bytes);
}

static void read_lines(const uint8_t *data, uint64_t bytes)
{
    uint64_t sum[LANES] = {0};
    for (uint64_t i = 0; i < bytes; i += LINE_BYTES) {
        uint64_t words[LANES];
        memcpy(words, data + i, LINE_BYTES);
        for (unsigned k = 0; k < LANES; k++)
            sum[k] ^= words[k];
    }
    __asm__ volatile("" : : "r"(sum) : "memory"); /* keeps the compiler from eliminating the loads */
}

const tier dgen_tier_portable = {
    fill, head, match, compare, fence, stream_lines, read_lines, make_each_number, add_each_square};
