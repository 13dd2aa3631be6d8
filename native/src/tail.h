// SPDX-License-Identifier: MIT OR Apache-2.0
#ifndef DGEN_TAIL_H
#define DGEN_TAIL_H

#include "format.h"

#include <string.h>

/* Writes the bytes of a cell after its literals. */
static inline void write_tail(layout l, uint64_t page, unsigned literals, uint8_t *cell)
{
    const unsigned end = cell_bytes(l);
    if (!has_copies(l)) {
        memset(cell + literals, l.run_byte, end - literals);
        return;
    }
    /* Doubled with each pass, so that memcpy never reads what it writes. */
    unsigned distance = copy_distance(l, page, literals);
    for (unsigned i = literals; i < end; distance *= 2) {
        const unsigned n = end - i < distance ? end - i : distance;
        memcpy(cell + i, cell + i - distance, n);
        i += n;
    }
}

#endif
