/* The normative tier: format v1 as docs/format.md states it, one lane after the other. */
#include "format.h"
#include "tier.h"

#include <string.h>

static void store_le64(uint8_t *out, uint64_t x)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    x = __builtin_bswap64(x);
#endif
    memcpy(out, &x, sizeof x);
}

static void head(const uint64_t key[4], uint64_t page, uint8_t *out, size_t lines)
{
    for (unsigned lane = 0; lane < LANES; lane++) {
        uint64_t s[4];
        lane_state(key, page, lane, s);
        for (size_t i = 0; i < lines; i++)
            store_le64(out + i * LINE_BYTES + lane * sizeof(uint64_t), xoshiro256pp_next(s));
    }
}

static void fill(const uint64_t key[4], uint64_t page, uint8_t *out, uint64_t pages, int32_t store)
{
    (void)store; /* plain stores serve every kind */
    for (uint64_t i = 0; i < pages; i++)
        head(key, page + i, out + i * PAGE_BYTES, LINES);
}

static uint64_t match(const uint64_t key[4], uint64_t page, const uint8_t *data, uint64_t pages)
{
    uint8_t expected[PAGE_BYTES];
    uint64_t i = 0;
    for (; i < pages; i++) {
        head(key, page + i, expected, LINES);
        if (memcmp(expected, data + i * PAGE_BYTES, PAGE_BYTES) != 0)
            break;
    }
    return i;
}

const tier tier_portable = {fill, head, match};
