// SPDX-License-Identifier: MIT OR Apache-2.0
/* Ranges of pages, as system calls take them. */
#ifndef DGEN_RANGE_H
#define DGEN_RANGE_H

#include "dgen.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * Whether the range starts at a page boundary and its end, rounded up to a page, is below 2^63: no process has higher
 * addresses.
 */
static inline bool is_page_range(const void *address, uint64_t length)
{
    const uint64_t start = (uint64_t)(uintptr_t)address;
    return start % dgen_memory_page_size() == 0 && start <= INT64_MAX && length <= INT64_MAX - start;
}

#endif
