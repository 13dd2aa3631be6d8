// SPDX-License-Identifier: MIT OR Apache-2.0
/* libnuma is opened at run time: the build does not need its header, and the library works without it. */
#include "dgen.h"
#include "errors.h"
#include "range.h"

#include <dlfcn.h>
#include <stdbool.h>
#include <stddef.h>

/* From <linux/mempolicy.h>, which is not installed everywhere. */
enum { MPOL_PREFERRED = 1, MPOL_BIND = 2, MPOL_INTERLEAVE = 3, MPOL_LOCAL = 4 };
enum { MPOL_MF_STRICT = 1, MPOL_MF_MOVE = 2 };

/* Number of pages per call of move_pages. */
enum { LOCATE_BATCH = 256 };

/* Number of nodes that a system can have. */
enum { MAX_NODES = 1024 };

typedef void *numa_alloc_onnode_function(size_t, int);
typedef void numa_free_function(void *, size_t);
typedef long get_mempolicy_function(int *, unsigned long *, unsigned long, void *, unsigned);
typedef long mbind_function(void *, unsigned long, int, const unsigned long *, unsigned long, unsigned);
typedef long move_pages_function(int, unsigned long, void **, const int *, int *, int);

static int32_t find(const char *name, void **out)
{
    /* Opening it again only increments a reference count; the handle is kept for the life of the process. */
    void *libnuma = dlopen("libnuma.so.1", RTLD_NOW | RTLD_LOCAL);
    if (libnuma == NULL)
        return DGEN_ERR_NO_LIBNUMA;
    *out = dlsym(libnuma, name);
    return *out == NULL ? DGEN_ERR_NO_LIBNUMA : DGEN_OK;
}

int32_t dgen_numa_status(void)
{
    void *available, *get_mempolicy;
    int32_t status = find("numa_available", &available);
    if (status != DGEN_OK)
        return status;
    if (((int (*)(void))available)() < 0)
        return DGEN_ERR_NO_NUMA;
    /* Some versions of libnuma report success although the call is not permitted, for example in containers. */
    status = find("get_mempolicy", &get_mempolicy);
    if (status == DGEN_OK && ((get_mempolicy_function *)get_mempolicy)(NULL, NULL, 0, NULL, 0) != 0)
        status = DGEN_ERR_NO_NUMA;
    return status;
}

static bool names_any(const uint64_t *nodes, uint64_t words)
{
    for (uint64_t i = 0; i < words; i++) {
        if (nodes[i] != 0)
            return true;
    }
    return false;
}

int32_t dgen_numa_place(void *address, uint64_t length, int32_t policy, const uint64_t *nodes, uint64_t words)
{
    static const int modes[] = {MPOL_LOCAL, MPOL_PREFERRED, MPOL_BIND, MPOL_INTERLEAVE};

    if (policy < DGEN_NUMA_LOCAL || policy > DGEN_NUMA_INTERLEAVE || (policy == DGEN_NUMA_LOCAL && words != 0))
        return DGEN_ERR_ARGUMENT;
    if (address == NULL || (nodes == NULL && words != 0))
        return DGEN_ERR_NULL;
    if (!is_page_range(address, length) || words > UINT16_MAX)
        return DGEN_ERR_RANGE;
    /* The system treats "prefer no node" as "local". */
    if (policy != DGEN_NUMA_LOCAL && !names_any(nodes, words))
        return DGEN_ERR_NOT_ALLOWED;

    void *mbind;
    const int32_t status = find("mbind", &mbind);
    if (status != DGEN_OK)
        return status;
    /* The system call reads one bit less than this number, and rejects a mask without bits. */
    const unsigned long *mask = words == 0 ? NULL : (const unsigned long *)nodes;
    const unsigned long bits = words == 0 ? 0 : (unsigned long)words * 64 + 1;
    const unsigned flags = policy == DGEN_NUMA_LOCAL ? 0 : MPOL_MF_STRICT | MPOL_MF_MOVE;
    if (((mbind_function *)mbind)(address, length, modes[policy], mask, bits, flags) != 0)
        return errno == EFAULT ? DGEN_ERR_RANGE : status_of_errno(DGEN_ERR_NOT_ALLOWED);
    return DGEN_OK;
}

int32_t dgen_numa_locate(const void *address, uint64_t stride, uint64_t count, int32_t *nodes)
{
    if ((address == NULL || nodes == NULL) && count != 0)
        return DGEN_ERR_NULL;
    if (count > 1 && stride == 0)
        return DGEN_ERR_ARGUMENT;
    const uint64_t start = (uint64_t)(uintptr_t)address;
    if (count > 1 && stride > (UINT64_MAX - start) / (count - 1))
        return DGEN_ERR_RANGE;

    void *move_pages;
    const int32_t status = find("move_pages", &move_pages);
    if (status != DGEN_OK)
        return status;
    for (uint64_t done = 0; done < count;) {
        void *pages[LOCATE_BATCH];
        const uint64_t n = count - done < LOCATE_BATCH ? count - done : LOCATE_BATCH;
        for (uint64_t i = 0; i < n; i++)
            pages[i] = (void *)(uintptr_t)(start + (done + i) * stride);
        /* Without target nodes, move_pages only reports where the pages are. */
        if (((move_pages_function *)move_pages)(0, (unsigned long)n, pages, NULL, nodes + done, 0) != 0)
            return status_of_errno(DGEN_ERR_SYSTEM);
        for (uint64_t i = 0; i < n; i++) {
            if (nodes[done + i] < 0)
                nodes[done + i] = -1;
        }
        done += n;
    }
    return DGEN_OK;
}

/* Binds one page: libnuma prints a message and goes on if the system refuses to bind memory. */
static int32_t try_node(int32_t node)
{
    const uint64_t page = dgen_memory_page_size();
    uint64_t nodes[MAX_NODES / 64] = {0};
    void *probe;

    if (node < 0 || node >= MAX_NODES)
        return DGEN_ERR_NOT_ALLOWED;
    nodes[node / 64] = UINT64_C(1) << node % 64;
    int32_t status = dgen_memory_map(page, page, DGEN_PAGES_BASE, &probe);
    if (status == DGEN_OK) {
        status = dgen_numa_place(probe, page, DGEN_NUMA_BIND, nodes, MAX_NODES / 64);
        dgen_memory_unmap(probe, page);
    }
    return status;
}

int32_t dgen_numa_alloc(uint64_t length, int32_t node, void **out)
{
    void *alloc, *memory;

    if (out == NULL)
        return DGEN_ERR_NULL;
    if (length == 0 || length > INT64_MAX)
        return DGEN_ERR_RANGE;
    int32_t status = dgen_numa_status();
    if (status == DGEN_OK)
        status = find("numa_alloc_onnode", &alloc);
    if (status == DGEN_OK)
        status = try_node(node);
    if (status != DGEN_OK)
        return status;
    memory = ((numa_alloc_onnode_function *)alloc)(length, node);
    if (memory == NULL)
        return DGEN_ERR_NO_MEMORY;
    *out = memory;
    return DGEN_OK;
}

int32_t dgen_numa_free(void *address, uint64_t length)
{
    void *numa_free;

    if (address == NULL)
        return DGEN_ERR_NULL;
    if (length == 0 || !is_page_range(address, length))
        return DGEN_ERR_RANGE;
    const int32_t status = find("numa_free", &numa_free);
    if (status == DGEN_OK)
        ((numa_free_function *)numa_free)(address, length);
    return status;
}
