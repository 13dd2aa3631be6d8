// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Tests placing and locating pages on a machine with one node or without NUMA; test/numa-vm has machines with several
 * nodes.
 */
#define _GNU_SOURCE
#include "support.h"

#include <unistd.h>

enum { PAGES = 3 * 256 + 1 }; /* more pages than one call of move_pages queries */

static uint64_t page;
static uint8_t *bytes; /* PAGES base pages: huge pages would give memory to pages that are not touched */

static void test_place_arguments(void)
{
    static const uint64_t none[2], node_0[] = {1};
    void *const last_page = (void *)(UINTPTR_MAX - page + 1);
    const struct {
        void *address;
        uint64_t length;
        int32_t policy;
        const uint64_t *nodes;
        uint64_t words;
        int32_t status;
    } calls[] = {
        {bytes, page, -1, node_0, 1, DGEN_ERR_ARGUMENT},
        {bytes, page, DGEN_NUMA_INTERLEAVE + 1, node_0, 1, DGEN_ERR_ARGUMENT},
        {bytes, page, DGEN_NUMA_LOCAL, node_0, 1, DGEN_ERR_ARGUMENT},
        {NULL, page, DGEN_NUMA_BIND, node_0, 1, DGEN_ERR_NULL},
        {NULL, page, DGEN_NUMA_LOCAL, NULL, 0, DGEN_ERR_NULL},
        {bytes, page, DGEN_NUMA_BIND, NULL, 1, DGEN_ERR_NULL},
        {bytes + 1, page, DGEN_NUMA_BIND, node_0, 1, DGEN_ERR_RANGE},
        {bytes, UINT64_MAX, DGEN_NUMA_BIND, node_0, 1, DGEN_ERR_RANGE},
        {bytes, UINT64_MAX - (uintptr_t)bytes, DGEN_NUMA_BIND, node_0, 1, DGEN_ERR_RANGE},
        {last_page, 1, DGEN_NUMA_BIND, node_0, 1, DGEN_ERR_RANGE},
        {bytes, page, DGEN_NUMA_BIND, node_0, UINT16_MAX + 1, DGEN_ERR_RANGE},
        {bytes, page, DGEN_NUMA_BIND, NULL, 0, DGEN_ERR_NOT_ALLOWED},
        {bytes, page, DGEN_NUMA_PREFER, NULL, 0, DGEN_ERR_NOT_ALLOWED},
        {bytes, page, DGEN_NUMA_PREFER, none, 2, DGEN_ERR_NOT_ALLOWED},
        {bytes, page, DGEN_NUMA_BIND, none, 2, DGEN_ERR_NOT_ALLOWED},
        {bytes, page, DGEN_NUMA_INTERLEAVE, none, 2, DGEN_ERR_NOT_ALLOWED},
    };
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        const int32_t status =
            dgen_numa_place(calls[i].address, calls[i].length, calls[i].policy, calls[i].nodes, calls[i].words);
        CHECK(status == calls[i].status, "call %zu: %d (%s)", i, status, dgen_status_string(status));
    }
}

static void test_locate_arguments(void)
{
    int32_t nodes[2] = {-7, -7};
    CHECK(dgen_numa_locate(NULL, page, 1, nodes) == DGEN_ERR_NULL, "address");
    CHECK(dgen_numa_locate(bytes, page, 1, NULL) == DGEN_ERR_NULL, "nodes");
    CHECK(dgen_numa_locate(bytes, 0, 2, nodes) == DGEN_ERR_ARGUMENT, "stride");
    CHECK(dgen_numa_locate(bytes, UINT64_MAX, 2, nodes) == DGEN_ERR_RANGE, "stride");
    CHECK(dgen_numa_locate(bytes, UINT64_MAX / 2, UINT64_MAX, nodes) == DGEN_ERR_RANGE, "count");
    CHECK(nodes[0] == -7 && nodes[1] == -7, "written");
}

/* A system without NUMA refuses all calls, and any other system refuses none. Returns whether the calls work. */
static bool check_refusals(void)
{
    static const uint64_t node_0[] = {1};
    const int32_t status = dgen_numa_status();
    int32_t node = -7;
    const int32_t placed = dgen_numa_place(bytes, page, DGEN_NUMA_BIND, node_0, 1);
    const int32_t located = dgen_numa_locate(bytes, page, 1, &node);
    printf("numa: %s\nplace: %s\nlocate: %s\n", dgen_status_string(status), dgen_status_string(placed),
           dgen_status_string(located));
    CHECK(status == DGEN_OK || status == DGEN_ERR_NO_LIBNUMA || status == DGEN_ERR_NO_NUMA, "%d", status);
    if (status == DGEN_ERR_NO_LIBNUMA)
        CHECK(placed == status && located == status, "without libnuma: %d, %d", placed, located);
    else
        CHECK((placed == DGEN_OK || placed == DGEN_ERR_REFUSED || placed == DGEN_ERR_NOT_ALLOWED) &&
                  (located == DGEN_OK || located == DGEN_ERR_REFUSED),
              "%d, %d", placed, located);
    if (located != DGEN_OK)
        CHECK(node == -7, "written");
    return status == DGEN_OK && placed == DGEN_OK && located == DGEN_OK;
}

static void test_refusals(void)
{
    check_refusals();
}

static void need_numa(void)
{
    if (!check_refusals())
        skip_test("no NUMA here, or this process may not use node 0");
}

static void test_absent_node(void)
{
    need_numa();
    enum { WORDS = 64 };
    static const uint64_t absent[WORDS] = {[WORDS - 1] = UINT64_C(1) << 63};
    static const uint64_t wide[WORDS] = {1};
    for (int32_t policy = DGEN_NUMA_PREFER; policy <= DGEN_NUMA_INTERLEAVE; policy++) {
        int32_t status = dgen_numa_place(bytes, page, policy, absent, WORDS);
        CHECK(status == DGEN_ERR_NOT_ALLOWED, "policy %d: %s", policy, dgen_status_string(status));
        status = dgen_numa_place(bytes, page, policy, wide, WORDS);
        CHECK(status == DGEN_OK, "policy %d: %s", policy, dgen_status_string(status));
    }
    CHECK(dgen_numa_place(bytes, page, DGEN_NUMA_LOCAL, NULL, 0) == DGEN_OK, "local");
    CHECK(dgen_numa_place(bytes, 0, DGEN_NUMA_BIND, wide, 1) == DGEN_OK, "empty");
}

static void test_locate(void)
{
    need_numa();
    static const uint64_t node_0[] = {1};
    static int32_t nodes[PAGES + 1];
    CHECK(dgen_numa_place(bytes, PAGES * page, DGEN_NUMA_BIND, node_0, 1) == DGEN_OK, "place");
    for (uint64_t i = 0; i < PAGES; i += 3)
        bytes[i * page] = 1;
    for (int i = 0; i <= PAGES; i++)
        nodes[i] = -7;
    CHECK(dgen_numa_locate(bytes, page, PAGES, nodes) == DGEN_OK, "locate");
    for (int i = 0; i < PAGES; i++)
        CHECK(nodes[i] == (i % 3 == 0 ? 0 : -1), "page %d: %d", i, nodes[i]);
    CHECK(nodes[PAGES] == -7, "written after the end");

    CHECK(dgen_numa_locate(bytes + 5, 3 * page, PAGES / 3, nodes) == DGEN_OK, "every third");
    for (int i = 0; i < PAGES / 3; i++)
        CHECK(nodes[i] == 0, "every third, %d: %d", i, nodes[i]);
    CHECK(dgen_numa_locate(NULL, 0, 0, NULL) == DGEN_OK, "none");
    CHECK(dgen_numa_locate((void *)(UINTPTR_MAX - 1), 1, 2, nodes) == DGEN_OK, "end of the address space");
    CHECK(nodes[0] == -1 && nodes[1] == -1, "%d, %d", nodes[0], nodes[1]);
}

static void test_alloc_arguments(void)
{
    void *out = &page;
    CHECK(dgen_numa_alloc(page, 0, NULL) == DGEN_ERR_NULL, "out");
    CHECK(dgen_numa_alloc(0, 0, &out) == DGEN_ERR_RANGE, "no bytes");
    CHECK(dgen_numa_alloc(UINT64_C(1) << 63, 0, &out) == DGEN_ERR_RANGE, "too many bytes");
    CHECK(dgen_numa_free(NULL, page) == DGEN_ERR_NULL, "address");
    CHECK(dgen_numa_free(bytes, 0) == DGEN_ERR_RANGE, "no bytes");
    CHECK(dgen_numa_free(bytes + 1, page) == DGEN_ERR_RANGE, "no page boundary");
    CHECK(out == &page, "written");
}

/* libnuma prints a message when it binds memory to a node that does not exist. */
static void test_alloc_on_absent_node(void)
{
    need_numa();
    static const int32_t absent[] = {-1, INT32_MIN, 1023, 1024, INT32_MAX};
    void *out = &page;
    fflush(stderr);
    const int real = dup(STDERR_FILENO), file = fileno(tmpfile());
    dup2(file, STDERR_FILENO);
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++) {
        const int32_t status = dgen_numa_alloc(page, absent[i], &out);
        CHECK(status == DGEN_ERR_NOT_ALLOWED, "node %d: %s", absent[i], dgen_status_string(status));
    }
    fflush(stderr);
    dup2(real, STDERR_FILENO);
    CHECK(lseek(file, 0, SEEK_END) == 0, "libnuma printed a message");
    CHECK(out == &page, "written");
}

static void test_alloc(void)
{
    need_numa();
    static const uint64_t lengths[] = {1, 4095, 4096, 4097, (3 << 20) + 1};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        void *out = NULL;
        const int32_t status = dgen_numa_alloc(lengths[i], 0, &out);
        CHECK(status == DGEN_OK && (uintptr_t)out % page == 0, "%p: %s", out, dgen_status_string(status));
        if (status != DGEN_OK)
            continue;
        int32_t node = -7;
        CHECK(dgen_numa_locate(out, 1, 1, &node) == DGEN_OK && node == -1, "touched: on node %d", node);
        CHECK(dgen_memory_populate(out, lengths[i]) == DGEN_OK, "populate");
        CHECK(dgen_numa_locate((char *)out + lengths[i] - 1, 1, 1, &node) == DGEN_OK && node == 0, "on node %d", node);
        CHECK(((uint8_t *)out)[lengths[i] - 1] == 0, "not zeroed");
        CHECK(dgen_numa_free(out, lengths[i]) == DGEN_OK, "free");
        CHECK(dgen_numa_locate(out, 1, 1, &node) == DGEN_OK && node == -1, "freed: on node %d", node);
    }
    void *out = &page;
    CHECK(dgen_numa_alloc(INT64_MAX, 0, &out) == DGEN_ERR_NO_MEMORY && out == &page, "8 EiB");
}

static const test tests[] = {
    TEST(place_arguments), TEST(locate_arguments),     TEST(refusals), TEST(absent_node), TEST(locate),
    TEST(alloc_arguments), TEST(alloc_on_absent_node), TEST(alloc),
};

int main(int argc, char **argv)
{
    page = (uint64_t)sysconf(_SC_PAGESIZE);
    void *out = NULL;
    CHECK(dgen_memory_map(PAGES * page, page, DGEN_PAGES_BASE, &out) == DGEN_OK, "map");
    if (out == NULL)
        return check_result();
    bytes = out;
    return RUN_TESTS(tests, argc, argv);
}
