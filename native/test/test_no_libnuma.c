/* With a libnuma.so.1 that is none, or that says no, as the argument tells; the caller puts it first in the search
 * path. */
#include "support.h"

int main(int argc, char **argv)
{
    static const uint64_t node_0[] = {1};
    const int32_t expected = argc == 2 && strcmp(argv[1], "no-numa") == 0 ? DGEN_ERR_NO_NUMA : DGEN_ERR_NO_LIBNUMA;
    const uint64_t length = 1 << 20;
    int32_t node = -7, status = dgen_numa_status();
    void *out = NULL;
    CHECK(status == expected, "status: %s", dgen_status_string(status));
    CHECK(dgen_memory_map(length, length, DGEN_PAGES_BASE, &out) == DGEN_OK, "map");
    for (int32_t policy = DGEN_NUMA_PREFER; policy <= DGEN_NUMA_INTERLEAVE; policy++)
        CHECK(dgen_numa_place(out, length, policy, node_0, 1) == DGEN_ERR_NO_LIBNUMA, "place");
    CHECK(dgen_numa_place(out, length, DGEN_NUMA_LOCAL, NULL, 0) == DGEN_ERR_NO_LIBNUMA, "place");
    CHECK(dgen_numa_locate(out, 1, 1, &node) == DGEN_ERR_NO_LIBNUMA && node == -7, "locate");

    /* All else works. */
    const subject s = test_subject(1, 2);
    dgen_mismatch found;
    CHECK(dgen_memory_populate(out, length) == DGEN_OK, "populate");
    CHECK(fill_one(&s, 0, out, length, DGEN_TIER_PORTABLE, DGEN_STORE_AUTO) == DGEN_OK, "fill");
    CHECK(verify_one(&s, 0, out, length, DGEN_TIER_PORTABLE, &found) == DGEN_OK && found.count == 0, "verify");
    CHECK(dgen_memory_unmap(out, length) == DGEN_OK, "unmap");
    return check_result();
}
