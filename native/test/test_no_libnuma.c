// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Tests the library with a libnuma.so.1 that is not usable. ctest puts a different libnuma.so.1 into the search path of
 * each test.
 */
#include "support.h"

static void check_everything_else(uint8_t *bytes, uint64_t length)
{
    const subject s = test_subject(1, 2);
    dgen_mismatch found;
    CHECK(dgen_memory_populate(bytes, length) == DGEN_OK, "populate");
    CHECK(fill_one(&s, 0, bytes, length, DGEN_TIER_PORTABLE, DGEN_STORE_AUTO) == DGEN_OK, "fill");
    CHECK(verify_one(&s, 0, bytes, length, DGEN_TIER_PORTABLE, &found) == DGEN_OK && found.count == 0, "verify");
    CHECK(dgen_memory_unmap(bytes, length) == DGEN_OK, "unmap");
}

static void check_without_libnuma(int32_t expected)
{
    static const uint64_t node_0[] = {1};
    const uint64_t length = 1 << 20;
    int32_t node = -7, status = dgen_numa_status();
    void *out = NULL;
    CHECK(status == expected, "status: %s", dgen_status_string(status));
    CHECK(dgen_memory_map(length, length, DGEN_PAGES_BASE, &out) == DGEN_OK, "map");
    for (int32_t policy = DGEN_NUMA_PREFER; policy <= DGEN_NUMA_INTERLEAVE; policy++)
        CHECK(dgen_numa_place(out, length, policy, node_0, 1) == DGEN_ERR_NO_LIBNUMA, "place");
    CHECK(dgen_numa_place(out, length, DGEN_NUMA_LOCAL, NULL, 0) == DGEN_ERR_NO_LIBNUMA, "place");
    CHECK(dgen_numa_locate(out, 1, 1, &node) == DGEN_ERR_NO_LIBNUMA && node == -7, "locate");
    void *memory = &out;
    CHECK(dgen_numa_alloc(length, 0, &memory) == expected && memory == &out, "alloc");
    CHECK(dgen_numa_free(out, length) == DGEN_ERR_NO_LIBNUMA, "free");
    check_everything_else(out, length);
}

/* The file is empty. */
static void test_unreadable(void)
{
    check_without_libnuma(DGEN_ERR_NO_LIBNUMA);
}

/* A library without functions. */
static void test_empty(void)
{
    check_without_libnuma(DGEN_ERR_NO_LIBNUMA);
}

/* A library that reports that there is no NUMA. */
static void test_no_numa(void)
{
    check_without_libnuma(DGEN_ERR_NO_NUMA);
}

static const test tests[] = {TEST(unreadable), TEST(empty), TEST(no_numa)};

int main(int argc, char **argv)
{
    return RUN_TESTS(tests, argc, argv);
}
