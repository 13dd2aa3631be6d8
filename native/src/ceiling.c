// SPDX-License-Identifier: MIT OR Apache-2.0
/* dgen_ceiling_run: splits a buffer of any address and length into whole lines and the bytes at both ends. */
#include "dgen.h"
#include "tier.h"

#include <string.h>

static void set(uint8_t *at, uint64_t length)
{
    memset(at, CEILING_BYTE, length);
    __asm__ volatile("" : : "r"(at) : "memory"); /* keeps the compiler from eliminating the stores */
}

static void stream(const tier *t, uint8_t *at, uint64_t length)
{
    const uint64_t to_line = -(uintptr_t)at % LINE_BYTES, lead = to_line < length ? to_line : length;
    const uint64_t lines = (length - lead) / LINE_BYTES * LINE_BYTES;
    set(at, lead);
    t->stream_lines(at + lead, lines);
    set(at + lead + lines, length - lead - lines);
    t->fence();
}

/* An incomplete line at either end is not read: its time is negligible compared with the call itself. */
static void read(const tier *t, const uint8_t *at, uint64_t length)
{
    const uint64_t to_line = -(uintptr_t)at % LINE_BYTES;
    if (to_line < length)
        t->read_lines(at + to_line, (length - to_line) / LINE_BYTES * LINE_BYTES);
}

int32_t dgen_ceiling_run(int32_t ceiling, void *buffer, uint64_t length)
{
    if (ceiling < DGEN_CEILING_MEMSET || ceiling > DGEN_CEILING_READ)
        return DGEN_ERR_ARGUMENT;
    if (length == 0)
        return DGEN_OK;
    if (buffer == NULL)
        return DGEN_ERR_NULL;
    if (length - 1 > UINTPTR_MAX - (uintptr_t)buffer)
        return DGEN_ERR_RANGE;
    switch (ceiling) {
    case DGEN_CEILING_MEMSET:
        set(buffer, length);
        break;
    case DGEN_CEILING_STREAM:
        stream(dgen_tier_fastest(), buffer, length);
        break;
    default:
        read(dgen_tier_fastest(), buffer, length);
    }
    return DGEN_OK;
}
