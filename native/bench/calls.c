// SPDX-License-Identifier: MIT OR Apache-2.0
#include "calls.h"

int32_t dgen_calls_fill(dgen_calls_filler *fill, const dgen_content *content, const dgen_span *span, void *buffer,
                        uint64_t length, int32_t tier, int32_t store, uint64_t calls)
{
    int32_t status = 0;
    for (uint64_t i = 0; i < calls; i++)
        status = fill(content, span, 1, buffer, length, tier, store);
    return status;
}
