// SPDX-License-Identifier: MIT OR Apache-2.0
/* Tests mapping, populating, finding and unmapping: alignment, limits, released address space. Runs on any machine. */
#define _GNU_SOURCE
#include "support.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { KIB = 1 << 10, MIB = 1 << 20, GIB = 1 << 30 };

/* Address space that the test itself or an emulator may map in the meantime. */
enum { SLACK = 16 * MIB };

static uint64_t page;

/* Not mapped: the end of the address space. */
static void *const last_page = (void *)(UINTPTR_MAX - 4 * KIB + 1);

static bool is_mapped(const void *address)
{
    unsigned char resident;
    return mincore((void *)((uintptr_t)address / page * page), 1, &resident) == 0 || errno != ENOMEM;
}

/* Mapped bytes of this process's address space; 0 without /proc. */
static uint64_t mapped_bytes(void)
{
    FILE *file = fopen("/proc/self/statm", "r");
    if (file == NULL)
        return 0;
    unsigned long pages = 0;
    CHECK(fscanf(file, "%lu", &pages) == 1, "/proc/self/statm");
    fclose(file);
    return pages * page;
}

static void test_map_arguments(void)
{
    const struct {
        uint64_t length, alignment;
        int32_t pages, status;
    } calls[] = {
        {page, page, -1, DGEN_ERR_ARGUMENT},
        {page, page, DGEN_PAGES_HUGETLB + 1, DGEN_ERR_ARGUMENT},
        {page, 0, DGEN_PAGES_BASE, DGEN_ERR_ARGUMENT},
        {page, 1, DGEN_PAGES_BASE, DGEN_ERR_ARGUMENT},
        {page, page / 2, DGEN_PAGES_BASE, DGEN_ERR_ARGUMENT},
        {page, 3 * page, DGEN_PAGES_BASE, DGEN_ERR_ARGUMENT},
        {page, UINT64_MAX, DGEN_PAGES_BASE, DGEN_ERR_ARGUMENT},
        {page, UINT64_C(1) << 63, DGEN_PAGES_BASE, DGEN_ERR_RANGE},
        {0, page, DGEN_PAGES_BASE, DGEN_ERR_RANGE},
        {0, page, DGEN_PAGES_HUGETLB, DGEN_ERR_RANGE},
        {UINT64_C(1) << 63, page, DGEN_PAGES_BASE, DGEN_ERR_RANGE},
        {UINT64_MAX, page, DGEN_PAGES_TRANSPARENT, DGEN_ERR_RANGE},
        {INT64_MAX, page, DGEN_PAGES_BASE, DGEN_ERR_NO_MEMORY},
        {INT64_MAX, page, DGEN_PAGES_TRANSPARENT, DGEN_ERR_NO_MEMORY},
        {page, UINT64_C(1) << 62, DGEN_PAGES_BASE, DGEN_ERR_NO_MEMORY},
        {INT64_MAX, UINT64_C(1) << 62, DGEN_PAGES_BASE, DGEN_ERR_NO_MEMORY},
    };
    CHECK(dgen_memory_map(page, page, DGEN_PAGES_BASE, NULL) == DGEN_ERR_NULL, "out");
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        void *out = &page;
        const int32_t status = dgen_memory_map(calls[i].length, calls[i].alignment, calls[i].pages, &out);
        CHECK(status == calls[i].status, "call %zu: %d (%s)", i, status, dgen_status_string(status));
        CHECK(out == &page, "call %zu wrote", i);
    }
}

static void check_map(int32_t pages, uint64_t alignment)
{
    const uint64_t lengths[] = {1, page - 1, page, page + 1, 3 * MIB + 1};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        const uint64_t length = lengths[i], whole = (length + page - 1) / page * page;
        const uint64_t before = mapped_bytes();
        void *out = NULL;
        const int32_t status = dgen_memory_map(length, alignment, pages, &out);
        CHECK(status == DGEN_OK, "%lu bytes: %s", (unsigned long)length, dgen_status_string(status));
        if (status != DGEN_OK)
            continue;
        CHECK((uintptr_t)out % alignment == 0, "%p is not a multiple of %lu", out, (unsigned long)alignment);
        CHECK(mapped_bytes() - before < whole + SLACK, "%lu bytes", (unsigned long)(mapped_bytes() - before));
        uint8_t *const bytes = out;
        for (uint64_t at = 0; at < whole; at += page) {
            CHECK(bytes[at] == 0 && bytes[at + page - 1] == 0, "not zeroed at %lu", (unsigned long)at);
            bytes[at] = bytes[at + page - 1] = 1;
        }
        CHECK(dgen_memory_unmap(out, length) == DGEN_OK, "unmap");
        CHECK(!is_mapped(bytes) && !is_mapped(bytes + whole - 1), "%lu: still mapped", (unsigned long)length);
    }
}

static void check_alignments(int32_t pages)
{
    if (mapped_bytes() == 0)
        puts("skipped: size of the address space: no /proc here");
    for (uint64_t alignment = page; alignment <= GIB; alignment *= 8)
        check_map(pages, alignment);
}

static void test_map_base(void)
{
    check_alignments(DGEN_PAGES_BASE);
}

static void test_map_transparent(void)
{
    check_alignments(DGEN_PAGES_TRANSPARENT);
}

static void test_unmap_arguments(void)
{
    void *out = NULL;
    CHECK(dgen_memory_map(2 * page, page, DGEN_PAGES_BASE, &out) == DGEN_OK, "map");
    CHECK(dgen_memory_unmap(NULL, page) == DGEN_ERR_NULL, "null");
    CHECK(dgen_memory_unmap(out, 0) == DGEN_ERR_RANGE, "empty");
    CHECK(dgen_memory_unmap((uint8_t *)out + 1, page) == DGEN_ERR_RANGE, "not at a page");
    CHECK(dgen_memory_unmap(out, UINT64_MAX) == DGEN_ERR_RANGE, "too long");
    CHECK(dgen_memory_unmap(out, UINT64_MAX - (uintptr_t)out) == DGEN_ERR_RANGE, "wraps when rounded up");
    CHECK(dgen_memory_unmap(last_page, 1) == DGEN_ERR_RANGE, "end of the address space");
    CHECK(is_mapped(out) && is_mapped((uint8_t *)out + page), "a rejected call unmapped a page");
    CHECK(dgen_memory_unmap(out, 2 * page) == DGEN_OK, "unmap");
}

/* No advice has this number. Emulators of user programs treat advice as hints and accept all of it. */
static void need_advice(void)
{
    if (madvise(NULL, 0, 12345) == 0)
        skip_test("this system ignores the advice of madvise");
}

static void check_populate(int32_t pages)
{
    enum { PAGES = 600 };
    const uint64_t length = (PAGES - 1) * page + 1;
    void *out = NULL;
    need_advice();
    CHECK(dgen_memory_map(length, page, pages, &out) == DGEN_OK, "map");
    uint8_t *const bytes = out;
    memset(bytes + 7 * page, 0x5a, page);
    CHECK(dgen_memory_populate(out, length) == DGEN_OK, "populate");
    unsigned char resident[PAGES] = {0};
    CHECK(mincore(out, length, resident) == 0, "mincore");
    for (int i = 0; i < PAGES; i++) {
        CHECK(resident[i] & 1, "page %d has no memory", i);
        for (uint64_t at = i * page; at < (i + 1) * page; at += page - 1)
            CHECK(bytes[at] == (i == 7 ? 0x5a : 0), "page %d: %#x", i, bytes[at]);
    }
    CHECK(dgen_memory_unmap(out, length) == DGEN_OK, "unmap");
}

static void test_populate_arguments(void)
{
    void *out = NULL;
    CHECK(dgen_memory_map(3 * page, page, DGEN_PAGES_BASE, &out) == DGEN_OK, "map");
    CHECK(dgen_memory_populate(NULL, page) == DGEN_ERR_NULL, "null");
    CHECK(dgen_memory_populate(NULL, 0) == DGEN_ERR_NULL, "null");
    CHECK(dgen_memory_populate(out, 0) == DGEN_OK, "empty");
    CHECK(dgen_memory_populate((uint8_t *)out + 1, page) == DGEN_ERR_RANGE, "not at a page");
    CHECK(dgen_memory_populate(out, UINT64_MAX) == DGEN_ERR_RANGE, "too long");
    CHECK(dgen_memory_populate(out, UINT64_MAX - (uintptr_t)out) == DGEN_ERR_RANGE, "wraps when rounded up");
    CHECK(dgen_memory_populate(last_page, 1) == DGEN_ERR_RANGE, "end of the address space");
    CHECK(dgen_memory_unmap(out, 3 * page) == DGEN_OK, "unmap");
}

static void test_populate_base(void)
{
    check_populate(DGEN_PAGES_BASE);
}

static void test_populate_transparent(void)
{
    check_populate(DGEN_PAGES_TRANSPARENT);
}

/* If no memory can be allocated for a page, the result is a status and not a signal. */
static void test_populate_refused(void)
{
    need_advice();
    if (madvise(NULL, 0, 23) != 0) /* MADV_POPULATE_WRITE: without it the pages have to be touched */
        skip_test("Linux is older than 5.14");
    uint8_t *const bytes = guarded_alloc(page); /* between two inaccessible pages */
    CHECK(dgen_memory_populate(bytes, page) == DGEN_OK, "populate");
    CHECK(dgen_memory_populate(bytes, 2 * page) != DGEN_OK, "guard page");
    CHECK(mprotect(bytes, page, PROT_READ) == 0, "mprotect");
    CHECK(dgen_memory_populate(bytes, page) != DGEN_OK, "read-only");
    void *out = NULL;
    CHECK(dgen_memory_map(2 * page, page, DGEN_PAGES_BASE, &out) == DGEN_OK, "map");
    CHECK(munmap(out, page) == 0, "munmap");
    CHECK(dgen_memory_populate(out, 2 * page) == DGEN_ERR_NO_MEMORY, "not mapped");
    CHECK(dgen_memory_unmap((uint8_t *)out + page, page) == DGEN_OK, "unmap");
}

static void test_hugetlb(void)
{
    enum { HUGE = 2 * MIB };
    void *out = &page;
    int32_t status = dgen_memory_map(UINT64_C(1) << 46, HUGE, DGEN_PAGES_HUGETLB, &out);
    CHECK(status == DGEN_ERR_NO_MEMORY || status == DGEN_ERR_REFUSED, "64 TiB: %s", dgen_status_string(status));
    CHECK(out == &page, "written");

    status = dgen_memory_map(HUGE, HUGE, DGEN_PAGES_HUGETLB, &out);
    printf("hugetlb: %s\n", dgen_status_string(status));
    if (status != DGEN_OK) {
        CHECK(status == DGEN_ERR_NO_MEMORY || status == DGEN_ERR_REFUSED, "2 MiB: %d", status);
        CHECK(out == &page, "written");
        return;
    }
    CHECK((uintptr_t)out % HUGE == 0, "%p", out);
    const int32_t populated = dgen_memory_populate(out, HUGE);
    CHECK(populated == DGEN_OK || populated == DGEN_ERR_NO_MEMORY, "%s", dgen_status_string(populated));
    CHECK(dgen_memory_unmap(out, HUGE) == DGEN_OK, "unmap");
}

/* Maps a page of a new file, which has no name any more. */
static void *map_file(void *address, int flags)
{
    char name[] = "/tmp/dgen-test-XXXXXX";
    const int file = mkstemp(name);
    CHECK(file >= 0 && unlink(name) == 0 && ftruncate(file, (off_t)page) == 0, "file");
    void *mapped = mmap(address, page, PROT_READ | PROT_WRITE, MAP_SHARED | flags, file, 0);
    CHECK(mapped != MAP_FAILED, "mmap");
    close(file);
    return mapped;
}

/* Whether the range is a file, and that the mapping contains it; -1 without an answer. */
static int find(const void *address, uint64_t length)
{
    uint64_t range[2] = {0, 0};
    int32_t is_file = -1;
    const int32_t status = dgen_memory_find(address, length, range, &is_file);
    if (status != DGEN_OK)
        return -1;
    CHECK(range[0] <= (uintptr_t)address && range[1] >= (uintptr_t)address + length, "range");
    return is_file;
}

static void need_find(void)
{
    uint64_t range[2];
    int32_t is_file;
    if (dgen_memory_find(&page, 1, range, &is_file) == DGEN_ERR_REFUSED)
        skip_test("this system does not describe the memory at an address");
}

static void test_find(void)
{
    need_find();
    void *out = NULL;
    CHECK(dgen_memory_map(3 * page, page, DGEN_PAGES_BASE, &out) == DGEN_OK, "map");
    uint8_t *const bytes = out;
    CHECK(find(bytes, 3 * page) == 0 && find(bytes + 1, 1) == 0 && find(bytes, 0) == 0, "anonymous");
    map_file(bytes + page, MAP_FIXED);
    CHECK(find(bytes + page, page) == 1 && find(bytes + 2 * page - 1, 1) == 1, "file");
    CHECK(find(bytes, 3 * page) == 1, "one of three mappings");
    CHECK(find(bytes, page) == 0 && find(bytes + 2 * page, page) == 0, "next to the file");
    CHECK(munmap(bytes + page, page) == 0, "munmap");
    uint64_t range[2] = {7, 7};
    int32_t is_file = 7;
    CHECK(dgen_memory_find(bytes, 3 * page, range, &is_file) == DGEN_ERR_RANGE, "gap");
    CHECK(dgen_memory_find(bytes, UINT64_MAX, range, &is_file) == DGEN_ERR_RANGE, "too long");
    CHECK(dgen_memory_find(NULL, page, range, &is_file) == DGEN_ERR_RANGE, "null is not mapped");
    CHECK(range[0] == 7 && range[1] == 7 && is_file == 7, "an error wrote");
    CHECK(dgen_memory_find(bytes, page, NULL, &is_file) == DGEN_ERR_NULL, "range");
    CHECK(dgen_memory_find(bytes, page, range, NULL) == DGEN_ERR_NULL, "is_file");
    CHECK(munmap(bytes, page) == 0 && munmap(bytes + 2 * page, page) == 0, "munmap");
}

/* Anonymous huge pages belong to a file of the system. */
static void test_find_hugetlb(void)
{
    enum { HUGE = 2 * MIB };
    need_find();
    void *out =
        mmap(NULL, HUGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB | MAP_NORESERVE, -1, 0);
    if (out == MAP_FAILED)
        skip_test("no huge pages");
    CHECK(find(out, HUGE) == 0, "huge pages");
    CHECK(munmap(out, HUGE) == 0, "munmap");
}

/* The child has a mapping of its own at the address. */
static void test_find_after_fork(void)
{
    need_find();
    void *out = NULL;
    CHECK(dgen_memory_map(page, page, DGEN_PAGES_BASE, &out) == DGEN_OK, "map");
    CHECK(find(out, page) == 0, "parent");
    const pid_t child = fork();
    if (child == 0) {
        map_file(out, MAP_FIXED);
        _exit(find(out, page));
    }
    int status = 0;
    CHECK(waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 1, "child");
    CHECK(find(out, page) == 0, "parent after the child");
    CHECK(dgen_memory_unmap(out, page) == DGEN_OK, "unmap");
}

static const test tests[] = {
    TEST(map_arguments),
    TEST(map_base),
    TEST(map_transparent),
    TEST(unmap_arguments),
    TEST(populate_arguments),
    TEST(populate_base),
    TEST(populate_transparent),
    TEST(populate_refused),
    TEST(hugetlb),
    TEST(find),
    TEST(find_hugetlb),
    TEST(find_after_fork),
};

int main(int argc, char **argv)
{
    page = (uint64_t)sysconf(_SC_PAGESIZE);
    return RUN_TESTS(tests, argc, argv);
}
