// SPDX-License-Identifier: MIT OR Apache-2.0
/* The ceilings write the bytes of their buffer and no others. */
#include "support.h"

enum { AREA = 1024, WRITTEN = 0x5A, OTHER = 0xC3 };

static _Alignas(64) uint8_t area[AREA];

/* Checks every alignment in a line, and lengths from 0 to several lines. */
static void check_range(int32_t ceiling)
{
    for (size_t start = 64; start < 128; start++) {
        for (size_t length = 0; length <= 640; length += length < 200 ? 1 : 37) {
            memset(area, OTHER, AREA);
            CHECK(dgen_ceiling_run(ceiling, area + start, length) == DGEN_OK, "%d", ceiling);
            for (size_t i = 0; i < AREA; i++) {
                const bool inside = i >= start && i < start + length;
                const uint8_t expected = inside && ceiling != DGEN_CEILING_READ ? WRITTEN : OTHER;
                CHECK(area[i] == expected, "ceiling %d, %zu bytes at %zu: byte %zu is %02x", ceiling, length, start, i,
                      area[i]);
            }
        }
    }
}

static void test_arguments(void)
{
    void *const near_end = (void *)(UINTPTR_MAX - 15);
    CHECK(dgen_ceiling_run(-1, area, 1) == DGEN_ERR_ARGUMENT, "-1");
    CHECK(dgen_ceiling_run(DGEN_CEILING_READ + 1, area, 1) == DGEN_ERR_ARGUMENT, "3");
    CHECK(dgen_ceiling_run(INT32_MAX, NULL, 0) == DGEN_ERR_ARGUMENT, "2^31 - 1");
    for (int32_t ceiling = DGEN_CEILING_MEMSET; ceiling <= DGEN_CEILING_READ; ceiling++) {
        CHECK(dgen_ceiling_run(ceiling, NULL, 0) == DGEN_OK, "%d: null and 0", ceiling);
        CHECK(dgen_ceiling_run(ceiling, NULL, 1) == DGEN_ERR_NULL, "%d: null", ceiling);
        CHECK(dgen_ceiling_run(ceiling, near_end, 17) == DGEN_ERR_RANGE, "%d: wraps", ceiling);
        CHECK(dgen_ceiling_run(ceiling, area, UINT64_MAX) == DGEN_ERR_RANGE, "%d: wraps", ceiling);
    }
}

static void test_memset(void)
{
    check_range(DGEN_CEILING_MEMSET);
}

static void test_stream(void)
{
    check_range(DGEN_CEILING_STREAM);
}

static void test_read(void)
{
    check_range(DGEN_CEILING_READ);
}

static const test tests[] = {TEST(arguments), TEST(memset), TEST(stream), TEST(read)};

int main(int argc, char **argv)
{
    return RUN_TESTS(tests, argc, argv);
}
