// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Template of a vector tier, part 2: filling of compressible pages.
 *
 * A cell consists of literal lines, one line of which only the first bytes are literal, and lines that repeat earlier
 * lines (or one byte). Whole lines are generated, read back and compared at their final address: a load that needs
 * bytes of two stores would have to wait until both stores have left the store buffer.
 */
#ifndef DGEN_CELL_TEMPLATE_H
#define DGEN_CELL_TEMPLATE_H

#include "page_template.h"

#include <string.h>

INLINE line line_of_byte(uint8_t byte)
{
    return line_set1(byte * UINT64_C(0x0101010101010101));
}

/* The first n bytes of x, then the other bytes of y; n is 0 .. 64. */
INLINE line line_joined(line x, line y, unsigned n)
{
    static const uint64_t ones_zeros_ones[3 * LANES] = {
        UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX,
        0,          0,          0,          0,          0,          0,          0,          0,
        UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX,
    };
    const uint8_t *const mask = (const uint8_t *)ones_zeros_ones + LINE_BYTES - n;
    return line_or(line_and(x, line_load(mask)), line_and(y, line_load(mask + LINE_BYTES)));
}

/*
 * For a cell with fewer literals than a line: makes the first line from the generated line, and the line that all later
 * lines are equal to.
 */
INLINE void repeat_few(unsigned literals, unsigned distance, line *first, line *later)
{
    uint8_t bytes[2 * LINE_BYTES];
    line_store(bytes, *first);
    for (unsigned i = literals; i < sizeof bytes; i += 8) {
        uint8_t eight[8]; /* the copy may overlap its original */
        memcpy(eight, bytes + i - distance, 8);
        memcpy(bytes + i, eight, sizeof bytes - i < 8 ? sizeof bytes - i : 8);
    }
    *first = line_load(bytes);
    *later = line_load(bytes + LINE_BYTES);
}

/*
 * The address at which lines are stored, and the address from which they can be read back: the two differ if
 * non-temporal stores bypass the caches.
 */
typedef struct cell_target {
    uint8_t *out, *readable;
    size_t ahead; /* prefetch distance in bytes */
} cell_target;

INLINE void put_readable(cell_target to, line x, int32_t store)
{
    if (store == DGEN_STORE_STREAM)
        line_store(to.readable, x);
    put(to.out, x, to.ahead, store);
}

INLINE cell_target target_at(cell_target to, size_t bytes)
{
    return (cell_target){to.out + bytes, to.readable + bytes, to.ahead};
}

/* The last lines of a cell that are not written yet; each is a copy of an earlier line. */
typedef struct pending_copies {
    cell_target to;
    const uint8_t *from;
    size_t step;    /* from one original to the next, in bytes; 0 if all lines are equal */
    ptrdiff_t leap; /* from the originals of one pair of lines to those of the next, in bytes */
    unsigned lines; /* number of lines left */
} pending_copies;

enum { COPIES = 4 }; /* number of lines that are copied together */
_Static_assert(2 * LINE_BYTES == PIECE_BYTES, "a pair of lines is a piece of DGEN_TAIL_SKIP");

/* n is a constant; 1 only at the end. */
INLINE void copy_lines(pending_copies *c, unsigned n, int32_t store)
{
#pragma GCC unroll 4
    for (unsigned i = 0; i < n; i++)
        put_readable(target_at(c->to, i * LINE_BYTES), line_load(c->from + i / 2 * c->leap + i % 2 * c->step), store);
    c->to = target_at(c->to, (size_t)n * LINE_BYTES);
    c->from += n / 2 * c->leap + n % 2 * (ptrdiff_t)c->step;
    c->lines -= n;
}

/*
 * Copies some lines. Generating uses the arithmetic units of the CPU, and copying uses its load and store units.
 * Therefore each generated line is accompanied by copies of the previous cell, as many as take no additional time.
 */
INLINE void copy_some(pending_copies *c, int32_t store)
{
    if (c->lines >= COPIES)
        copy_lines(c, COPIES, store);
}

INLINE void copy_rest(pending_copies *c, int32_t store)
{
    while (c->lines >= COPIES)
        copy_lines(c, COPIES, store);
    if (c->lines >= 2)
        copy_lines(c, 2, store);
    if (c->lines > 0)
        copy_lines(c, 1, store);
}

/* Like put_last, for a page with a landing. */
INLINE pending_copies put_landing(unsigned literals, cell_target start, size_t at, size_t end, line last, int32_t store)
{
    const line landing = line_load_half(start.readable);
    const size_t landed = landing_end(literals);
    cell_target to = target_at(start, at);
    put_readable(to, line_joined(last, landing, literals - (unsigned)at), store);
    for (at += LINE_BYTES, to = target_at(to, LINE_BYTES); at < end && at < landed; at += LINE_BYTES) {
        put_readable(to, landing, store);
        to = target_at(to, LINE_BYTES);
    }
    return (pending_copies){to, start.readable + FIRST_PIECE, LINE_BYTES, -1, (unsigned)(end - at) / LINE_BYTES};
}

/*
 * Writes the lines between the literal lines of a cell and its whole copies, given the last generated line, and returns
 * the copies.
 */
INLINE pending_copies put_last(layout l, uint64_t page, unsigned cell, cell_target to, size_t at, size_t end, line last,
                               int32_t store)
{
    const unsigned literals = cell_literals(l, page, cell), rest = literals - (unsigned)at;
    const size_t distance = copy_distance(l, page, literals);

    if (has_pieces(l, literals))
        return put_landing(literals, to, at, end, last, store);
    to = target_at(to, at);
    at += LINE_BYTES;
    if (has_copies(l) && literals >= LINE_BYTES) {
        if (rest < LINE_BYTES)
            last = line_joined(last, line_load(to.readable - distance), rest);
        put_readable(to, last, store);
        to = target_at(to, LINE_BYTES);
        const size_t step = distance == LINE_BYTES ? 0 : LINE_BYTES;
        return (pending_copies){to, to.readable - distance, step, 2 * (ptrdiff_t)step,
                                (unsigned)(end - at) / LINE_BYTES};
    }
    line same = line_of_byte(l.run_byte);
    if (!has_copies(l))
        last = line_joined(last, same, rest);
    else
        repeat_few(literals, (unsigned)distance, &last, &same);
    put_readable(to, last, store);
    if (at == end)
        return (pending_copies){.lines = 0};
    to = target_at(to, LINE_BYTES);
    put_readable(to, same, store);
    return (pending_copies){target_at(to, LINE_BYTES), to.readable, 0, 0, (unsigned)(end - at) / LINE_BYTES - 1};
}

INLINE line literal_line(lanes *s, bool masked, line mask)
{
    const line x = next(s);
    return masked ? line_and(x, mask) : x;
}

/* seed_row with copies; a row takes as long as two lines. */
INLINE line seed_row_and_copy(uint64_t key, uint64_t page, pending_copies *before, int32_t store)
{
    const line row = seed_row(key, page);
    copy_some(before, store);
    copy_some(before, store);
    return row;
}

INLINE lanes seed_and_copy(const uint64_t key[4], uint64_t page, pending_copies *before, int32_t store)
{
    lanes s;
    s.s0 = seed_row_and_copy(key[0], page, before, store);
    s.s1 = seed_row_and_copy(key[1], page, before, store);
    s.s2 = seed_row_and_copy(key[2], page, before, store);
    s.s3 = seed_row_and_copy(key[3], page, before, store);
    return s;
}

/*
 * Returns the seeds of a page. If SEEDS_AHEAD, they are in *following, which then gets those of the next page, if there
 * are `more` pages: the lines of a page do not have to wait for its seeds.
 */
INLINE lanes take_seeds(lanes *following, const uint64_t key[4], uint64_t page, bool more, pending_copies *before,
                        int32_t store)
{
    if (!SEEDS_AHEAD)
        return seed_and_copy(key, page, before, store);
    const lanes s = *following;
    if (more)
        *following = seed_and_copy(key, page + 1, before, store);
    return s;
}

/*
 * One page at a time: with two, four sequences of stores would compete for the L1 cache. `masked` and `store` are
 * constants.
 */
INLINE void fill_cells(const page_spec *spec, uint64_t page, uint8_t *out, uint64_t count, bool masked, int32_t store)
{
    _Alignas(LINE_BYTES) uint8_t readable[2][PAGE_BYTES]; /* of this page and of the previous one */
    const layout l = spec->layout;
    const size_t end = cell_bytes(l);
    const line mask = line_set1(literal_mask(l));
    pending_copies before = {.lines = 0}; /* of the previous cell */
    lanes following = seed(spec->key, page);

    for (; count > 0; page++, out += PAGE_BYTES, count--) {
        cell_target to = {out, store == DGEN_STORE_STREAM ? readable[count % 2] : out, prefetch_distance(count, 1)};
        lanes s = take_seeds(&following, spec->key, page, count > 1, &before, store);
        for (unsigned cell = 0; cell < l.cells; cell++) {
            const size_t whole = (cell_lines(l, cell_literals(l, page, cell)) - 1) * LINE_BYTES;
            for (size_t i = 0; i < whole; i += LINE_BYTES) {
                put_readable(target_at(to, i), literal_line(&s, masked, mask), store);
                copy_some(&before, store);
            }
            copy_rest(&before, store);
            before = put_last(l, page, cell, to, whole, end, literal_line(&s, masked, mask), store);
            to = target_at(to, end);
        }
    }
    copy_rest(&before, store);
}

/* Turns `masked` into a constant. */
INLINE void fill_masked(const page_spec *spec, uint64_t page, uint8_t *out, uint64_t count, int32_t store)
{
    if (spec->layout.bits < 8)
        fill_cells(spec, page, out, count, true, store);
    else
        fill_cells(spec, page, out, count, false, store);
}

/*
 * Non-temporal stores must be aligned. For another address, each page is made in the L1 cache and copied from there,
 * `shift` bytes earlier, so that only the first and the last line of a call are written in parts. A page is copied
 * after the next one is made: a load that needs bytes of two stores would have to wait until both have left the store
 * buffer.
 */
static void stream_shifted(const page_spec *spec, uint64_t page, uint8_t *out, uint64_t count)
{
    _Alignas(LINE_BYTES) uint8_t made[2][LINE_BYTES + PAGE_BYTES]; /* a page, after the last line of the previous one */
    const size_t shift = (uintptr_t)out % LINE_BYTES;
    uint8_t *to = out - shift;

    for (uint64_t i = 0; i <= count; i++) {
        if (i < count)
            fill_masked(spec, page + i, made[i % 2] + LINE_BYTES, 1, DGEN_STORE_REGULAR);
        if (i == 0)
            continue;
        const uint8_t *const from = made[(i - 1) % 2] + LINE_BYTES;
        if (i == 1)
            memcpy(out, from, LINE_BYTES - shift);
        else
            put(to, line_load(from - shift), 0, DGEN_STORE_STREAM);
        for (size_t at = LINE_BYTES; at < PAGE_BYTES; at += LINE_BYTES)
            put(to + at, line_load(from - shift + at), 0, DGEN_STORE_STREAM);
        line_store(made[i % 2], line_load(from + PAGE_BYTES - LINE_BYTES));
        to += PAGE_BYTES;
    }
    memcpy(to, made[count % 2] + LINE_BYTES - shift, shift);
}

/* Unaligned stores of the other kinds cross lines: this takes less time than a copy of the page. */
static void fill_compressible(const page_spec *spec, uint64_t page, uint8_t *out, uint64_t count, int32_t store)
{
    if (store == DGEN_STORE_REGULAR)
        fill_masked(spec, page, out, count, DGEN_STORE_REGULAR);
    else if (store == DGEN_STORE_PREFETCH)
        fill_masked(spec, page, out, count, DGEN_STORE_PREFETCH);
    else if ((uintptr_t)out % VECTOR_BYTES == 0)
        fill_masked(spec, page, out, count, DGEN_STORE_STREAM);
    else
        stream_shifted(spec, page, out, count);
}

#endif
