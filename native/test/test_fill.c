// SPDX-License-Identifier: MIT OR Apache-2.0
/* Every tier writes exactly the bytes that the definition gives, and no others, at every address of the buffer. */
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

/* Fills [at, at + length) and compares it with expected[offset, ...), which starts with page `first_page`. */
static void check_fill(const subject *s, uint64_t first_page, uint64_t offset, uint8_t *at, size_t length, int32_t tier,
                       int32_t store)
{
    uint8_t *const low = at - arena < MARGIN ? arena : at - MARGIN;
    uint8_t *const high = arena + ARENA - at - length < MARGIN ? arena + ARENA : at + length + MARGIN;
    memset(low, UNTOUCHED, (size_t)(high - low));

    const int32_t status = fill_one(s, first_page * PAGE_BYTES + offset, at, length, tier, store);
    const bool same = memcmp(at, expected + offset, length) == 0;
    const bool clean = all_untouched(low, at) && all_untouched(at + length, high);
    CHECK(status == DGEN_OK && same && clean, "tier %s, store %d, offset %llu, length %zu, address %% 64 = %u%s%s",
          dgen_tier_name(tier), store, (unsigned long long)offset, length, (unsigned)((uintptr_t)at % 64),
          same ? "" : ", wrong bytes", clean ? "" : ", wrote outside");
}

/* Checks both ends of the arena, then a random address in it. */
static void check_fill_everywhere(const subject *s, uint64_t offset, size_t length, int32_t tier)
{
    const int32_t store = DGEN_STORE_AUTO + (int32_t)(random_u64() % 4);
    check_fill(s, 0, offset, arena, length, tier, store);
    check_fill(s, 0, offset, arena + ARENA - length, length, tier, store);
    check_fill(s, 0, offset, arena + random_u64() % (ARENA - length), length, tier, store);
}

/* Incompressible content, with its first pages in `expected`. */
static subject incompressible(void)
{
    const subject s = test_subject(42, 7);
    expected_pages(&s, 0, expected, EXPECTED_PAGES);
    return s;
}

static void test_every_length(int32_t tier)
{
    const subject s = incompressible();
    static const uint64_t offsets[] = {0, 1, 63, 64, 65, 2048, 4032, 4095, 4096, 4097};
    for (size_t length = 0; length <= MAX_LENGTH; length += sample_step()) {
        for (size_t i = 0; i < sizeof offsets / sizeof *offsets; i++)
            check_fill_everywhere(&s, offsets[i], length, tier);
        for (int i = 0; i < 4; i++)
            check_fill_everywhere(&s, random_u64() % (MAX_OFFSET + 1), length, tier);
    }
}

static void test_every_offset(int32_t tier)
{
    const subject s = incompressible();
    static const size_t lengths[] = {1, 7, 8, 63, 64, 65, 4032, 4095, 4096, 4097, 8191, 8192, 8193};
    for (uint64_t offset = 0; offset <= MAX_OFFSET; offset += sample_step()) {
        for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++)
            check_fill_everywhere(&s, offset, lengths[i], tier);
        for (int i = 0; i < 4; i++)
            check_fill_everywhere(&s, offset, random_u64() % (MAX_LENGTH + 1), tier);
    }
}

static void check_every_alignment_and_store(const subject *s, int32_t tier)
{
    for (unsigned alignment = 0; alignment < 64; alignment++)
        for (int32_t store = DGEN_STORE_AUTO; store <= DGEN_STORE_STREAM; store++)
            for (size_t pages = 1; pages <= 9; pages += 1) {
                check_fill(s, 0, 0, arena + 2048 + alignment, pages * PAGE_BYTES, tier, store);
                check_fill(s, 0, 100, arena + alignment, pages * PAGE_BYTES + 4000, tier, store);
            }
}

/* Checks page numbers that use all bits. */
static void check_large_offsets(const subject *s, int32_t tier)
{
    static const uint64_t first_pages[] = {(UINT64_C(1) << 20) - 3, (UINT64_C(1) << 32) - 3,
                                           (UINT64_C(1) << 51) - EXPECTED_PAGES};
    for (size_t i = 0; i < sizeof first_pages / sizeof *first_pages; i++) {
        expected_pages(s, first_pages[i], expected, EXPECTED_PAGES);
        for (int round = 0; round < 500; round++) {
            const uint64_t offset = random_u64() % (EXPECTED_PAGES * PAGE_BYTES);
            const size_t length = random_u64() % (EXPECTED_PAGES * PAGE_BYTES - offset); /* ends before 2^63 */
            check_fill(s, first_pages[i], offset, arena + random_u64() % (ARENA - length), length, tier,
                       DGEN_STORE_AUTO);
        }
        const uint64_t last = EXPECTED_PAGES * PAGE_BYTES - 1;
        check_fill(s, first_pages[i], last - 5000, arena + 8, 5000, tier, DGEN_STORE_STREAM);
    }
}

static void test_every_alignment_and_store(int32_t tier)
{
    const subject s = incompressible();
    check_every_alignment_and_store(&s, tier);
}

static void test_large_offsets(int32_t tier)
{
    const subject s = incompressible();
    check_large_offsets(&s, tier);
}

static void test_layouts(int32_t tier)
{
    for (unsigned i = 0; i < SUBJECTS; i++) {
        const subject s = layout_subject(i);
        expected_pages(&s, 0, expected, EXPECTED_PAGES);
        check_every_alignment_and_store(&s, tier);
        for (int round = 0; round < 1000; round++)
            check_fill_everywhere(&s, random_u64() % (MAX_OFFSET + 1), random_u64() % (MAX_LENGTH + 1), tier);
        check_large_offsets(&s, tier);
    }
}

/* Tests every legal number of literals, over enough pages for the fractions to accumulate. */
static void test_every_literal_length(int32_t tier)
{
    for (unsigned cells = 1; cells <= 4; cells += 3) {
        subject s = test_subject(3, 4);
        s.content.cells = cells;
        for (uint64_t l = MIN_LITERALS; l <= PAGE_BYTES / cells; l += sample_step()) {
            const bool most = l == PAGE_BYTES / cells;
            s.literals = (uint32_t)((l << 16) + (most ? 0 : random_u64() % 65536));
            s.bits = (uint32_t)(4 + random_u64() % 5);
            const uint64_t kind = random_u64() % 4;
            set_run(&s, kind == 0 ? random_u64() % 256 : kind == 1 && cells == 1 ? SKIP : 0);
            const uint64_t page = random_u64() % (UINT64_C(1) << 50);
            expected_pages(&s, page, expected, 5);
            check_fill(&s, page, 0, arena + random_u64() % 64, 5 * PAGE_BYTES, tier, (int32_t)(random_u64() % 4));
        }
    }
}

/* Makes some stretches of random lengths wrong, with gaps of random lengths between them. */
static void make_wrong(uint8_t *at, uint64_t length)
{
    const uint64_t longest = UINT64_C(1) << (random_u64() % 13);
    for (uint64_t i = random_u64() % length; i < length; i += random_u64() % 200)
        for (uint64_t end = i + random_u64() % longest; i < length && i < end; i++)
            at[i] ^= (uint8_t)(1 + random_u64() % 255);
}

/* Compares the result of dgen_verify with that of a loop over the bytes, for several capacities. */
static void check_ranges(const dgen_content *content, const dgen_span *spans, uint64_t count, const uint8_t *actual,
                         const uint8_t *expected, uint64_t length, int32_t tier)
{
    enum { MOST = ARENA / DGEN_RANGE_GAP + 1 };
    static dgen_range wanted[MOST], found[MOST];
    dgen_mismatch sum = {.first = length};
    for (uint64_t i = 0; i < length; i++) {
        if (actual[i] == expected[i])
            continue;
        if (sum.count++ == 0)
            sum.first = i;
        if (sum.ranges == 0 || i - wanted[sum.ranges - 1].end >= DGEN_RANGE_GAP)
            wanted[sum.ranges++].start = i;
        wanted[sum.ranges - 1].end = i + 1;
    }
    const uint64_t capacities[] = {MOST, sum.ranges, sum.ranges / 2, 1, 0};
    for (int i = 0; i < 5; i++) {
        const uint64_t n = sum.ranges < capacities[i] ? sum.ranges : capacities[i];
        dgen_mismatch result;
        memset(found, UNTOUCHED, sizeof found);
        const int32_t status = dgen_verify(content, spans, count, actual, length, tier, i % 2 ? UINT64_MAX : 0, found,
                                           capacities[i], &result);
        CHECK(status == DGEN_OK && result.first == sum.first && result.count == sum.count && result.ranges == n &&
                  memcmp(found, wanted, n * sizeof *found) == 0,
              "tier %d: %llu wrong bytes in %llu ranges", tier, (unsigned long long)sum.count,
              (unsigned long long)sum.ranges);
        CHECK(all_untouched((uint8_t *)(found + n), (uint8_t *)(found + MOST)), "wrote beyond %d ranges", (int)n);
    }
}

/* Tests many spans in one call: short and empty ones, in random order of content, each with its own literals. */
static void test_spans(int32_t tier)
{
    enum { MAX_SPANS = 12 };
    for (int round = 0; round < 2000; round += (int)sample_step()) {
        subject s = layout_subject((unsigned)(random_u64() % 2 ? 5 : 18));
        const uint64_t most = (uint64_t)(PAGE_BYTES / s.content.cells) << 16;
        dgen_span spans[MAX_SPANS];
        const uint64_t count = random_u64() % (MAX_SPANS + 1);
        uint64_t length = 0;
        for (uint64_t i = 0; i < count; i++) {
            spans[i].offset = random_u64() % (UINT64_C(1) << (random_u64() % 60));
            spans[i].length = random_u64() % (random_u64() % 2 ? 200 : 9000);
            spans[i].literals = (uint32_t)((UINT64_C(8) << 16) + random_u64() % (most - (UINT64_C(8) << 16) + 1));
            spans[i].bits = (uint32_t)(4 + random_u64() % 5);
            s.literals = spans[i].literals;
            s.bits = spans[i].bits;
            const uint64_t within = spans[i].offset % PAGE_BYTES;
            static uint8_t whole[4 * PAGE_BYTES];
            expected_pages(&s, spans[i].offset / PAGE_BYTES, whole, 4);
            if (length + spans[i].length > sizeof expected)
                spans[i].length = 0;
            memcpy(expected + length, whole + within, spans[i].length);
            length += spans[i].length;
        }
        uint8_t *const at = arena + random_u64() % (ARENA - length);
        const int32_t store = (int32_t)(random_u64() % 4);
        memset(arena, UNTOUCHED, ARENA);
        const int32_t status = dgen_fill(&s.content, spans, count, at, length, tier, store);
        CHECK(status == DGEN_OK && memcmp(at, expected, length) == 0, "round %d, tier %d, %llu spans", round, tier,
              (unsigned long long)count);
        CHECK(all_untouched(arena, at) && all_untouched(at + length, arena + ARENA), "round %d wrote outside", round);
        if (length == 0)
            continue;
        dgen_mismatch found;
        const uint64_t wrong = random_u64() % length;
        CHECK(dgen_verify(&s.content, spans, count, at, length, tier, 0, NULL, 0, &found) == DGEN_OK &&
                  found.count == 0 && found.first == length,
              "round %d", round);
        at[wrong] ^= 4;
        CHECK(dgen_verify(&s.content, spans, count, at, length, tier, 0, NULL, 0, &found) == DGEN_OK &&
                  found.count == 1 && found.first == wrong,
              "round %d: byte %llu", round, (unsigned long long)wrong);
        make_wrong(at, length);
        check_ranges(&s.content, spans, count, at, expected, length, tier);
    }
}

static const test tests[] = {
    TIER_TEST(every_length),  TIER_TEST(every_offset), TIER_TEST(every_alignment_and_store),
    TIER_TEST(large_offsets), TIER_TEST(layouts),      TIER_TEST(every_literal_length),
    TIER_TEST(spans),
};

int main(int argc, char **argv)
{
    arena = guarded_alloc(ARENA);
    return RUN_TESTS(tests, argc, argv);
}
