// SPDX-License-Identifier: MIT OR Apache-2.0
/* Every tier computes the CRC of its definition, for data of every length at every address, in one call or in two. */
#include "support.h"

enum { AREA = 8192 };

static uint8_t *area; /* inaccessible memory on both sides */

/* Bit by bit, as the specification defines it. */
static uint64_t expected_crc(const uint8_t *data, size_t length)
{
    uint64_t crc = UINT64_MAX;
    for (size_t i = 0; i < 8 * length; i++) {
        crc ^= data[i / 8] >> i % 8 & 1;
        crc = crc >> 1 ^ (UINT64_C(0x9A6C9329AC4BC9B5) & -(crc & 1));
    }
    return ~crc;
}

static uint64_t crc_of(const uint8_t *data, size_t length, uint64_t before, int32_t tier)
{
    CHECK(dgen_crc64nvme(&before, data, length, tier) == DGEN_OK, "tier %d, %zu bytes", tier, length);
    return before;
}

static void fill_area(void)
{
    for (size_t i = 0; i < AREA; i++)
        area[i] = (uint8_t)random_u64();
}

static void test_published(int32_t tier)
{
    CHECK(crc_of((const uint8_t *)"123456789", 9, 0, tier) == UINT64_C(0xAE8B14860A799888), "tier %d", tier);
    CHECK(crc_of(NULL, 0, 7, tier) == 7, "tier %d", tier);
    memset(area, 0, 4096);
    CHECK(crc_of(area, 4096, 0, tier) == UINT64_C(0x6482D367EB22B64E), "tier %d: 4096 zeros", tier);
    memset(area, 0xFF, 4096);
    CHECK(crc_of(area, 4096, 0, tier) == UINT64_C(0xC0DDBA7302ECA3AC), "tier %d: 4096 bytes 0xFF", tier);
}

static void test_every_length(int32_t tier)
{
    fill_area();
    for (size_t length = 0; length <= 2100; length++) {
        const uint8_t *const data = area + AREA - length;
        const uint64_t expected = expected_crc(data, length);
        CHECK(crc_of(data, length, 0, tier) == expected, "%zu bytes", length);
        const size_t first = length == 0 ? 0 : random_u64() % length;
        CHECK(crc_of(data + first, length - first, crc_of(data, first, 0, tier), tier) == expected, "%zu of %zu bytes",
              first, length);
    }
}

static void test_every_address(int32_t tier)
{
    fill_area();
    for (size_t start = 0; start <= 64; start++)
        CHECK(crc_of(area + start, 4000, 0, tier) == expected_crc(area + start, 4000), "at %zu", start);
}

static void test_arguments(void)
{
    uint64_t crc = 0;
    CHECK(dgen_crc64nvme(NULL, area, 1, 0) == DGEN_ERR_NULL, "null crc");
    CHECK(dgen_crc64nvme(&crc, NULL, 1, 0) == DGEN_ERR_NULL, "null data");
    CHECK(dgen_crc64nvme(&crc, (const void *)(UINTPTR_MAX - 15), 17, 0) == DGEN_ERR_RANGE, "wraps");
    CHECK(dgen_crc64nvme(&crc, area, 1, -1) == DGEN_ERR_UNKNOWN_TIER, "tier -1");
    CHECK(dgen_crc64nvme(&crc, area, 1, tier_end()) == DGEN_ERR_UNKNOWN_TIER, "tier %d", tier_end());
    CHECK(crc == 0, "changed by a call that failed");
}

static const test tests[] = {TIER_TEST(published), TIER_TEST(every_length), TIER_TEST(every_address), TEST(arguments)};

int main(int argc, char **argv)
{
    area = guarded_alloc(AREA);
    return RUN_TESTS(tests, argc, argv);
}
