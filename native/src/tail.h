// SPDX-License-Identifier: MIT OR Apache-2.0
#ifndef DGEN_TAIL_H
#define DGEN_TAIL_H

#include "format.h"

#include <string.h>

/* Index of the byte that byte i of a page is equal to, after its literals. */
static inline unsigned piece_source(unsigned literals, unsigned i)
{
    const unsigned landing = landing_end(literals);
    return i < landing ? i % LANDING_PERIOD : FIRST_PIECE - (i - landing) / PIECE_BYTES + (i - landing) % PIECE_BYTES;
}

/* Writes the bytes of a cell after its literals. */
static inline void write_tail(layout l, uint64_t page, unsigned literals, uint8_t *cell)
{
    const unsigned end = cell_bytes(l);
    if (!has_copies(l)) {
        memset(cell + literals, l.run_byte, end - literals);
        return;
    }
    if (has_pieces(l, literals)) {
        for (unsigned i = literals; i < end; i++)
            cell[i] = cell[piece_source(literals, i)];
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
