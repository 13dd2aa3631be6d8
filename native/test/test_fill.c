/* Every tier writes exactly the bytes that the definition gives, and no others, wherever the buffer lies. */
#include "support.h"

enum {
    MAX_LENGTH = 8300,
    MAX_OFFSET = 4200,
    EXPECTED_PAGES = 16,
    ARENA = 32 * PAGE_BYTES,
    MARGIN = 256, /* bytes watched on each side of a buffer */
};

static const uint8_t UNTOUCHED = 0xA5;

static uint8_t *arena; /* inaccessible memory on both sides */
static uint8_t expected[EXPECTED_PAGES * PAGE_BYTES];

static bool all_untouched(const uint8_t *from, const uint8_t *to)
{
    while (from < to)
        if (*from++ != UNTOUCHED)
            return false;
    return true;
}

/* Fills [at, at + length) with the content from `offset` past the first page of `expected`. */
static void check_fill(const dgen_stream *stream, uint64_t first_page, uint64_t offset, uint8_t *at, size_t length,
                       int32_t tier, int32_t store)
{
    uint8_t *const low = at - arena < MARGIN ? arena : at - MARGIN;
    uint8_t *const high = arena + ARENA - at - length < MARGIN ? arena + ARENA : at + length + MARGIN;
    memset(low, UNTOUCHED, (size_t)(high - low));

    const int32_t status = dgen_fill(stream, first_page * PAGE_BYTES + offset, at, length, tier, store);
    const bool same = memcmp(at, expected + offset, length) == 0;
    const bool clean = all_untouched(low, at) && all_untouched(at + length, high);
    CHECK(status == DGEN_OK && same && clean, "tier %s, store %d, offset %llu, length %zu, address %% 64 = %u%s%s",
          dgen_tier_name(tier), store, (unsigned long long)offset, length, (unsigned)((uintptr_t)at % 64),
          same ? "" : ", wrong bytes", clean ? "" : ", wrote outside");
}

/* At both ends of the arena, then somewhere in it. */
static void check_fill_everywhere(const dgen_stream *stream, uint64_t offset, size_t length, int32_t tier)
{
    const int32_t store = DGEN_STORE_AUTO + (int32_t)(random_u64() % 4);
    check_fill(stream, 0, offset, arena, length, tier, store);
    check_fill(stream, 0, offset, arena + ARENA - length, length, tier, store);
    check_fill(stream, 0, offset, arena + random_u64() % (ARENA - length), length, tier, store);
}

static void test_every_length(const dgen_stream *stream, int32_t tier)
{
    static const uint64_t offsets[] = {0, 1, 63, 64, 65, 2048, 4032, 4095, 4096, 4097};
    for (size_t length = 0; length <= MAX_LENGTH; length += sample_step()) {
        for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++)
            check_fill_everywhere(stream, offsets[i], length, tier);
        for (int i = 0; i < 4; i++)
            check_fill_everywhere(stream, random_u64() % (MAX_OFFSET + 1), length, tier);
    }
}

static void test_every_offset(const dgen_stream *stream, int32_t tier)
{
    static const size_t lengths[] = {1, 7, 8, 63, 64, 65, 4032, 4095, 4096, 4097, 8191, 8192, 8193};
    for (uint64_t offset = 0; offset <= MAX_OFFSET; offset += sample_step()) {
        for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
            check_fill_everywhere(stream, offset, lengths[i], tier);
        for (int i = 0; i < 4; i++)
            check_fill_everywhere(stream, offset, random_u64() % (MAX_LENGTH + 1), tier);
    }
}

static void test_every_alignment_and_store(const dgen_stream *stream, int32_t tier)
{
    for (unsigned alignment = 0; alignment < 64; alignment++)
        for (int32_t store = DGEN_STORE_AUTO; store <= DGEN_STORE_STREAM; store++)
            for (size_t pages = 1; pages <= 9; pages += 1) {
                check_fill(stream, 0, 0, arena + 2048 + alignment, pages * PAGE_BYTES, tier, store);
                check_fill(stream, 0, 100, arena + alignment, pages * PAGE_BYTES + 4000, tier, store);
            }
}

/* Page numbers use all their bits. */
static void test_large_offsets(const dgen_stream *stream, int32_t tier)
{
    static const uint64_t first_pages[] = {(UINT64_C(1) << 20) - 3, (UINT64_C(1) << 32) - 3,
                                           (UINT64_C(1) << 51) - EXPECTED_PAGES};
    for (size_t i = 0; i < sizeof first_pages / sizeof *first_pages; i++) {
        expected_pages(stream, first_pages[i], expected, EXPECTED_PAGES);
        for (int round = 0; round < 500; round++) {
            const uint64_t offset = random_u64() % (EXPECTED_PAGES * PAGE_BYTES);
            const size_t length = random_u64() % (EXPECTED_PAGES * PAGE_BYTES - offset); /* ends before 2^63 */
            check_fill(stream, first_pages[i], offset, arena + random_u64() % (ARENA - length), length, tier,
                       DGEN_STORE_AUTO);
        }
        const uint64_t last = EXPECTED_PAGES * PAGE_BYTES - 1;
        check_fill(stream, first_pages[i], last - 5000, arena + 8, 5000, tier, DGEN_STORE_STREAM);
    }
}

int main(void)
{
    const dgen_stream stream = test_stream(42, 7);
    arena = guarded_alloc(ARENA);
    for (int32_t tier = TIER_FIRST; tier <= TIER_LAST; tier++) {
        if (!tier_runs(tier))
            continue;
        expected_pages(&stream, 0, expected, EXPECTED_PAGES);
        test_every_length(&stream, tier);
        test_every_offset(&stream, tier);
        test_every_alignment_and_store(&stream, tier);
        test_large_offsets(&stream, tier);
        printf("tier %s checked\n", dgen_tier_name(tier));
    }
    return check_result();
}
