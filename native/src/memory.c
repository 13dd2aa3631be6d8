// SPDX-License-Identifier: MIT OR Apache-2.0
#define _GNU_SOURCE
#include "dgen.h"
#include "errors.h"
#include "range.h"

#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

#ifndef MADV_POPULATE_WRITE
#define MADV_POPULATE_WRITE 23 /* Linux 5.14 */
#endif

uint64_t dgen_memory_page_size(void)
{
    return (uint64_t)sysconf(_SC_PAGESIZE);
}

/* Maps more than needed, then unmaps the parts before the first aligned address and after the end. */
static int32_t map_aligned(uint64_t length, uint64_t alignment, void **out)
{
    const uint64_t page = dgen_memory_page_size();
    const uint64_t used = (length + page - 1) / page * page;
    const uint64_t spare = alignment - page;
    uint8_t *start = mmap(NULL, used + spare, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (start == MAP_FAILED)
        return status_of_errno(DGEN_ERR_ARGUMENT);
    const uint64_t head = -(uint64_t)(uintptr_t)start & (alignment - 1);
    if (head != 0)
        munmap(start, head);
    if (spare != head)
        munmap(start + head + used, spare - head);
    *out = start + head;
    return DGEN_OK;
}

static int32_t map_hugetlb(uint64_t length, uint64_t alignment, void **out)
{
    /*
     * Touching a page raises a signal if the pool has no free page; only MADV_POPULATE_WRITE returns an error instead.
     */
    if (madvise(NULL, 0, MADV_POPULATE_WRITE) != 0)
        return DGEN_ERR_REFUSED;
    void *start = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_HUGETLB, -1, 0);
    if (start == MAP_FAILED)
        return status_of_errno(DGEN_ERR_REFUSED); /* EINVAL: the system has no huge pages */
    if ((uint64_t)(uintptr_t)start % alignment != 0) {
        munmap(start, length);
        return DGEN_ERR_ARGUMENT;
    }
    *out = start;
    return DGEN_OK;
}

int32_t dgen_memory_map(uint64_t length, uint64_t alignment, int32_t pages, void **out)
{
    if (out == NULL)
        return DGEN_ERR_NULL;
    if (pages < DGEN_PAGES_BASE || pages > DGEN_PAGES_HUGETLB || alignment < dgen_memory_page_size() ||
        (alignment & (alignment - 1)) != 0)
        return DGEN_ERR_ARGUMENT;
    if (length == 0 || length > INT64_MAX || alignment > INT64_MAX)
        return DGEN_ERR_RANGE;
    if (pages == DGEN_PAGES_HUGETLB)
        return map_hugetlb(length, alignment, out);
    const int32_t status = map_aligned(length, alignment, out);
    if (status == DGEN_OK && pages == DGEN_PAGES_TRANSPARENT)
        (void)madvise(*out, length, MADV_HUGEPAGE); /* on failure the mapping keeps base pages */
    return status;
}

int32_t dgen_memory_unmap(void *address, uint64_t length)
{
    if (address == NULL)
        return DGEN_ERR_NULL;
    if (length == 0 || !is_page_range(address, length))
        return DGEN_ERR_RANGE;
    return munmap(address, length) == 0 ? DGEN_OK : status_of_errno(DGEN_ERR_RANGE);
}

int32_t dgen_memory_populate(void *address, uint64_t length)
{
    if (address == NULL)
        return DGEN_ERR_NULL;
    if (!is_page_range(address, length))
        return DGEN_ERR_RANGE;
    if (madvise(address, length, MADV_POPULATE_WRITE) == 0)
        return DGEN_OK;
    if (errno == EFAULT)
        return DGEN_ERR_NO_MEMORY; /* the pool of huge pages is empty */
    /* EINVAL also means that writing is not permitted; then touching the pages would raise a signal. */
    if (errno != EINVAL || madvise(NULL, 0, MADV_POPULATE_WRITE) == 0)
        return status_of_errno(DGEN_ERR_SYSTEM);
    volatile uint8_t *const bytes = address;
    for (uint64_t i = 0, page = dgen_memory_page_size(); i < length; i += page)
        bytes[i] = bytes[i];
    return DGEN_OK;
}
