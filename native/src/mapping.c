// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * The mapping at an address, from the system: PROCMAP_QUERY takes 0.3 us where reading the text of /proc/self/maps
 * takes 300 us. Opening the file takes another 1.5 us, so it stays open until the library is unloaded. The file
 * describes the process that opened it; a child made by fork opens its own.
 */
#include "dgen.h"
#include "errors.h"

#include <fcntl.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* struct procmap_query of linux/fs.h, which older headers lack. */
typedef struct mapping_query {
    uint64_t size, flags, address; /* flags 0: the mapping that contains the address */
    uint64_t start, end, permissions, page_bytes, offset, inode;
    uint32_t device_major, device_minor, name_bytes, build_id_bytes;
    uint64_t name, build_id;
} mapping_query;

#define QUERY_MAPPING _IOWR('f', 17, mapping_query)

/* The system implements anonymous huge pages by a file of its own, which has no other user. */
static const char HUGE_PAGES[] = "/anon_hugepage";

static bool is_file(const mapping_query *mapping, const char *name)
{
    if (mapping->inode == 0 && mapping->device_major == 0 && mapping->device_minor == 0)
        return false;
    return mapping->page_bytes <= dgen_memory_page_size() || mapping->name_bytes < sizeof HUGE_PAGES ||
           memcmp(name, HUGE_PAGES, sizeof HUGE_PAGES - 1) != 0;
}

static int32_t find(int file, uint64_t first, uint64_t end, uint64_t *range, int32_t *has_file)
{
    char name[4096];
    for (uint64_t at = first; at == first || at < end;) {
        mapping_query query = {.size = sizeof query, .address = at, .name_bytes = sizeof name};
        query.name = (uint64_t)(uintptr_t)name;
        if (ioctl(file, QUERY_MAPPING, &query) != 0)
            return errno == ENOTTY   ? DGEN_ERR_REFUSED
                   : errno == ENOENT ? DGEN_ERR_RANGE
                                     : status_of_errno(DGEN_ERR_SYSTEM);
        if (at == first)
            range[0] = query.start;
        range[1] = at = query.end;
        *has_file |= is_file(&query, name);
    }
    return DGEN_OK;
}

/* The process that opened the file in the high half, the descriptor in the low half; 0 if the file is not open. */
static _Atomic uint64_t opened;

static int descriptor_of(uint64_t value)
{
    return (int)(value & UINT32_MAX);
}

/* The descriptor of the memory map of this process; -1 with errno if it cannot be opened. */
static int memory_map(void)
{
    const uint64_t process = (uint64_t)getpid() << 32;
    uint64_t current = atomic_load(&opened);
    while (current >> 32 != process >> 32) {
        const int file = open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
        if (file < 0)
            return -1;
        const uint64_t own = process | (uint32_t)file;
        if (atomic_compare_exchange_strong(&opened, &current, own))
            return file;
        close(file); /* another thread was faster */
    }
    return descriptor_of(current);
}

__attribute__((destructor)) static void close_memory_map(void)
{
    const uint64_t current = atomic_exchange(&opened, 0);
    if (current != 0)
        close(descriptor_of(current));
}

int32_t dgen_memory_find(const void *address, uint64_t length, uint64_t *range, int32_t *is_file)
{
    if (range == NULL || is_file == NULL)
        return DGEN_ERR_NULL;
    const uint64_t first = (uint64_t)(uintptr_t)address;
    if (length > UINT64_MAX - first)
        return DGEN_ERR_RANGE;
    const int file = memory_map();
    if (file < 0)
        return errno == ENOENT ? DGEN_ERR_REFUSED : status_of_errno(DGEN_ERR_SYSTEM);
    uint64_t found[2];
    int32_t has_file = 0;
    const int32_t status = find(file, first, first + length, found, &has_file);
    if (status != DGEN_OK)
        return status;
    memcpy(range, found, sizeof found);
    *is_file = has_file;
    return DGEN_OK;
}
