// SPDX-License-Identifier: MIT OR Apache-2.0
/* Verification finds every wrong byte, returns the first and the exact number, and reads nothing outside the buffer. */
#include "support.h"

enum { PAGES = 6, ARENA = PAGES * PAGE_BYTES };

static uint8_t *arena; /* inaccessible memory on both sides */
static uint8_t expected[ARENA];

static void check_verify(const subject *s, uint64_t offset, const uint8_t *at, size_t length, int32_t tier,
                         uint64_t first, uint64_t count)
{
    dgen_mismatch found = {.first = 123, .count = 456};
    const int32_t status = verify_one(s, offset, at, length, tier, &found);
    CHECK(status == DGEN_OK && found.first == first && found.count == count,
          "tier %s, offset %llu, length %zu, address %% 64 = %u: first %llu, count %llu instead of %llu, %llu",
          dgen_tier_name(tier), (unsigned long long)offset, length, (unsigned)((uintptr_t)at % 64),
          (unsigned long long)found.first, (unsigned long long)found.count, (unsigned long long)first,
          (unsigned long long)count);
}

static void check_right(const subject *s, int32_t tier)
{
    for (size_t length = 0; length <= 8300; length += sample_step()) {
        const uint64_t offset = random_u64() % 4201;
        memcpy(arena, expected + offset, length);
        check_verify(s, offset, arena, length, tier, length, 0);
        memcpy(arena + ARENA - length, expected + offset, length);
        check_verify(s, offset, arena + ARENA - length, length, tier, length, 0);
    }
}

static void check_single_bits(const subject *s, int32_t tier, unsigned step)
{
    static const struct {
        uint64_t offset;
        size_t start, length;
    } ranges[] = {{0, 0, 5 * PAGE_BYTES}, {0, 24, 4 * PAGE_BYTES}, {4000, 1, 3 * PAGE_BYTES}};
    for (size_t r = 0; r < sizeof ranges / sizeof *ranges; r++) {
        uint8_t *const at = arena + ranges[r].start;
        memcpy(at, expected + ranges[r].offset, ranges[r].length);
        for (size_t i = 0; i < ranges[r].length; i += step) {
            const uint8_t bit = (uint8_t)(1 << random_u64() % 8);
            at[i] ^= bit;
            check_verify(s, ranges[r].offset, at, ranges[r].length, tier, i, 1);
            at[i] ^= bit;
        }
    }
}

/* Two equal differences must not cancel each other when they are combined in a register. */
static void check_pairs(const subject *s, int32_t tier)
{
    memcpy(arena, expected, ARENA);
    for (size_t distance = 1; distance < 3 * PAGE_BYTES; distance += distance < 200 ? 1 : 61) {
        const size_t i = random_u64() % (ARENA - distance);
        arena[i] ^= 0x10;
        arena[i + distance] ^= 0x10;
        check_verify(s, 0, arena, ARENA, tier, i, 2);
        arena[i] ^= 0x10;
        arena[i + distance] ^= 0x10;
    }
}

static void check_many(const subject *s, int32_t tier)
{
    for (int round = 0; round < 300; round++) {
        const uint64_t offset = random_u64() % 4201;
        const size_t length = 1 + random_u64() % (ARENA - offset);
        uint8_t *const at = arena + random_u64() % (ARENA - length + 1);
        memcpy(at, expected + offset, length);
        for (uint64_t flips = random_u64() % 2000; flips > 0; flips--)
            at[random_u64() % length] ^= (uint8_t)(1 + random_u64() % 255);

        uint64_t first = length, count = 0;
        for (size_t i = length; i-- > 0;) {
            if (at[i] != expected[offset + i]) {
                first = i;
                count++;
            }
        }
        check_verify(s, offset, at, length, tier, first, count);
    }
}

static void check_all_wrong(const subject *s, int32_t tier)
{
    for (size_t i = 0; i < ARENA; i++)
        arena[i] = (uint8_t)~expected[i];
    check_verify(s, 0, arena, ARENA, tier, 0, ARENA);
    check_verify(s, 0, arena, 1, tier, 0, 1);
}

/* Runs the check with every layout. */
static void check_layouts(void (*check)(const subject *s, int32_t tier), int32_t tier)
{
    for (unsigned i = 0; i < SUBJECTS; i++) {
        const subject s = layout_subject(i);
        expected_pages(&s, 0, expected, PAGES);
        check(&s, tier);
    }
}

static void test_right(int32_t tier)
{
    check_layouts(check_right, tier);
}

static void test_pairs(int32_t tier)
{
    check_layouts(check_pairs, tier);
}

static void test_many(int32_t tier)
{
    check_layouts(check_many, tier);
}

static void test_all_wrong(int32_t tier)
{
    check_layouts(check_all_wrong, tier);
}

/* Tests only every 17th bit of compressible layouts. */
static void test_single_bits(int32_t tier)
{
    for (unsigned i = 0; i < SUBJECTS; i++) {
        const subject s = layout_subject(i);
        expected_pages(&s, 0, expected, PAGES);
        check_single_bits(&s, tier, sample_step() * (i == 0 ? 1 : 17));
    }
}

static const test tests[] = {
    TIER_TEST(right), TIER_TEST(single_bits), TIER_TEST(pairs), TIER_TEST(many), TIER_TEST(all_wrong),
};

int main(int argc, char **argv)
{
    arena = guarded_alloc(ARENA);
    return RUN_TESTS(tests, argc, argv);
}
