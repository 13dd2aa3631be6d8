// SPDX-License-Identifier: MIT OR Apache-2.0
/* Incompressible pages of any seed and stream, made by the kernel. */
#ifndef PAGES_H
#define PAGES_H

#include "dgen.h"

#include <stdio.h>
#include <stdlib.h>

/* Writes `bytes` bytes of the content of a stream, starting at a page. Exits on failure. */
static inline void make_pages(uint64_t seed, uint64_t stream_id, uint64_t page, void *buffer, uint64_t bytes)
{
    const dgen_span span = {page * DGEN_PAGE_SIZE, bytes, (uint32_t)DGEN_PAGE_SIZE << 16, 8};
    dgen_content content = {.cells = 1};
    int32_t status = dgen_derive_key(DGEN_DOMAIN_CONTENT, seed, stream_id, &content.key);
    if (status == DGEN_OK)
        status = dgen_fill(&content, &span, 1, buffer, bytes, DGEN_TIER_AUTO, DGEN_STORE_REGULAR);
    if (status != DGEN_OK) {
        fprintf(stderr, "%s\n", dgen_status_string(status));
        exit(2);
    }
}

#endif
