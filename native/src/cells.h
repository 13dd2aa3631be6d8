/*
 * Compressible pages with vectors, what a tier makes of both kinds, and its ceilings.
 *
 * A cell is literal lines, one line that is literal up to some byte, and lines that repeat earlier ones (or one byte).
 * Lines are made, read back and compared whole and where they lie in the page: a load that needs bytes of two stores
 * would have to wait until both have left the store buffer.
 */
#ifndef DGEN_CELLS_H
#define DGEN_CELLS_H

#include "pages.h"

#include <string.h>

/* Nobody needs the line, and the compiler may not know. */
INLINE void use_line(line x)
{
    uint8_t bytes[LINE_BYTES];
    line_store(bytes, x);
    __asm__ volatile("" : : "r"(bytes) : "memory");
}

INLINE line line_of_byte(uint8_t byte)
{
    return line_set1(byte * UINT64_C(0x0101010101010101));
}

/* A line's first n bytes from x, the others from y; n is 0 .. 64. */
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

/* A cell with fewer literals than a line: makes of its generated line the first one, and every later one. */
INLINE void repeat_few(unsigned literals, unsigned distance, line *first, line *later)
{
    uint8_t bytes[2 * LINE_BYTES];
    line_store(bytes, *first);
    for (unsigned i = literals; i < sizeof bytes; i += 8) {
        uint8_t eight[8]; /* copies of it may overlap it */
        memcpy(eight, bytes + i - distance, 8);
        memcpy(bytes + i, eight, sizeof bytes - i < 8 ? sizeof bytes - i : 8);
    }
    *first = line_load(bytes);
    *later = line_load(bytes + LINE_BYTES);
}

/* Where lines go, and where the literal ones can be read: elsewhere if they go past the caches. */
typedef struct cell_target {
    uint8_t *out, *readable;
    size_t ahead; /* distance of the prefetch in bytes */
} cell_target;

INLINE void put_literal(cell_target to, size_t at, line x, int32_t store)
{
    if (store == DGEN_STORE_STREAM)
        line_store(to.readable + at, x);
    put(to.out + at, x, to.ahead, store);
}

/* The rest of a cell from line `at` on, given what the generators made for that line. */
INLINE void put_tail(layout l, uint64_t page, unsigned cell, cell_target to, size_t at, line last, int32_t store)
{
    const unsigned literals = cell_literals(l, page, cell), rest = literals - (unsigned)at;
    const unsigned distance = copy_distance(l, page, literals);
    const size_t end = cell_bytes(l);

    if (l.run != 0 || literals < LINE_BYTES) {
        line same = line_of_byte(l.run);
        if (l.run != 0)
            last = line_joined(last, same, rest);
        else
            repeat_few(literals, distance, &last, &same);
        put(to.out + at, last, to.ahead, store);
        while ((at += LINE_BYTES) < end)
            put(to.out + at, same, to.ahead, store);
        return;
    }
    if (rest < LINE_BYTES)
        last = line_joined(last, line_load(to.readable + at - distance), rest);
    put_literal(to, at, last, store);
    at += LINE_BYTES;
    /* Whole copies of what is there: twice as much from pass to pass where that can be read. */
    for (size_t reach = distance, pass = distance; at < end; reach += pass) {
        if (store != DGEN_STORE_STREAM)
            pass = reach;
        const size_t stop = at + pass < end ? at + pass : end;
        for (; at < stop; at += LINE_BYTES)
            put(to.out + at, line_load(to.readable + at - reach), to.ahead, store);
    }
}

/* A block of n interleaved pages; n and store are constants in every inlined copy. */
INLINE void fill_cells(const pages *of, uint64_t page, cell_target to, unsigned n, int32_t store)
{
    const layout l = of->layout;
    const size_t whole = (cell_lines(l) - 1) * LINE_BYTES, bytes = cell_bytes(l);
    const line mask = line_set1(literal_mask(l));
    lanes s[INTERLEAVE];
    cell_target at[INTERLEAVE];

    for (unsigned k = 0; k < n; k++) {
        s[k] = seed(of->key, page + k);
        at[k] = (cell_target){to.out + k * PAGE_BYTES, to.readable + k * PAGE_BYTES, to.ahead};
    }
    for (unsigned cell = 0; cell < l.cells; cell++) {
        for (size_t i = 0; i < whole; i += LINE_BYTES)
            for (unsigned k = 0; k < n; k++)
                put_literal(at[k], i, line_and(next(&s[k]), mask), store);
        for (unsigned k = 0; k < n; k++) {
            put_tail(l, page + k, cell, at[k], whole, line_and(next(&s[k]), mask), store);
            at[k].out += bytes;
            at[k].readable += bytes;
        }
    }
}

/* Copies a page to an address of any alignment with aligned stores, but for the ends. */
INLINE void put_page(uint8_t *out, const uint8_t *page, size_t ahead, int32_t store)
{
    const size_t lead = -(uintptr_t)out % LINE_BYTES;
    size_t i = lead;
    memcpy(out, page, lead);
    for (; i + LINE_BYTES <= PAGE_BYTES; i += LINE_BYTES)
        put(out + i, line_load(page + i), ahead, store);
    memcpy(out + i, page + i, PAGE_BYTES - i);
}

/* n pages of one store kind; both are constants in every inlined copy. */
INLINE void fill_cells_with(const pages *of, uint64_t page, uint8_t *out, unsigned n, size_t ahead, int32_t store)
{
    _Alignas(LINE_BYTES) uint8_t made[INTERLEAVE * PAGE_BYTES];
    const bool aligned = (uintptr_t)out % VECTOR_BYTES == 0;

    if (!aligned && (REALIGN_REGULAR || store == DGEN_STORE_STREAM)) {
        fill_cells(of, page, (cell_target){made, made, 0}, n, DGEN_STORE_REGULAR);
        for (unsigned k = 0; k < n; k++)
            put_page(out + k * PAGE_BYTES, made + k * PAGE_BYTES, ahead, store);
    } else {
        uint8_t *const readable = store == DGEN_STORE_STREAM ? made : out;
        fill_cells(of, page, (cell_target){out, readable, ahead}, n, store);
    }
}

INLINE void fill_cells_of(const pages *of, uint64_t page, uint8_t *out, unsigned n, size_t ahead, int32_t store)
{
    if (store == DGEN_STORE_STREAM)
        fill_cells_with(of, page, out, n, ahead, DGEN_STORE_STREAM);
    else if (store == DGEN_STORE_REGULAR)
        fill_cells_with(of, page, out, n, ahead, DGEN_STORE_REGULAR);
    else
        fill_cells_with(of, page, out, n, ahead, DGEN_STORE_PREFETCH);
}

INLINE bool is_compressible(const pages *of)
{
    return of->layout.bits < 8 || of->layout.literals < (uint32_t)cell_bytes(of->layout) << 16;
}

static void fill(const pages *of, uint64_t page, uint8_t *out, uint64_t count, int32_t store)
{
    if (!is_compressible(of)) {
        fill_pages(of->key, page, out, count, store);
        return;
    }
    while (count > 0) {
        const unsigned n = block_size(count);
        const size_t ahead = prefetch_distance(count, n);
        if (n == INTERLEAVE)
            fill_cells_of(of, page, out, INTERLEAVE, ahead, store);
        else
            fill_cells_of(of, page, out, 1, ahead, store);
        page += n;
        count -= n;
        out += n * PAGE_BYTES;
    }
}

static void head(const pages *of, uint64_t page, uint8_t *out, size_t bytes)
{
    if (is_compressible(of)) {
        fill_cells(of, page, (cell_target){out, out, 0}, 1, DGEN_STORE_REGULAR);
        return;
    }
    lanes s = seed(of->key, page);
    for (size_t i = 0; i < bytes; i += LINE_BYTES)
        line_store(out + i, next(&s));
}

INLINE bool match_cells(const pages *of, uint64_t page, const uint8_t *data, size_t ahead)
{
    const layout l = of->layout;
    const size_t whole = (cell_lines(l) - 1) * LINE_BYTES, end = cell_bytes(l);
    const line mask = line_set1(literal_mask(l));
    lanes s = seed(of->key, page);
    differences wrong = differences_none();

    for (unsigned cell = 0; cell < l.cells; cell++, data += end) {
        const unsigned literals = cell_literals(l, page, cell), rest = literals - (unsigned)whole;
        const unsigned distance = copy_distance(l, page, literals);
        size_t at = 0;
        for (; at < whole; at += LINE_BYTES) {
            line_prefetch_read(data + at + ahead);
            wrong = differences_add(wrong, line_and(next(&s), mask), line_load(data + at));
        }
        line last = line_and(next(&s), mask), same = line_of_byte(l.run);
        const bool copies = l.run == 0 && literals >= LINE_BYTES;
        if (l.run != 0)
            last = line_joined(last, same, rest);
        else if (!copies)
            repeat_few(literals, distance, &last, &same);
        else if (rest < LINE_BYTES)
            last = line_joined(last, line_load(data + at - distance), rest);
        wrong = differences_add(wrong, last, line_load(data + at));
        /* A copy is right if it equals its original, which is looked at too. */
        while ((at += LINE_BYTES) < end) {
            line_prefetch_read(data + at + ahead);
            wrong = differences_add(wrong, copies ? line_load(data + at - distance) : same, line_load(data + at));
        }
    }
    return !differences_any(wrong);
}

static uint64_t match(const pages *of, uint64_t page, const uint8_t *data, uint64_t count)
{
    if (!is_compressible(of))
        return match_pages(of->key, page, data, count);
    uint64_t i = 0;
    while (i < count && match_cells(of, page + i, data + i * PAGE_BYTES, prefetch_distance(count - i, 1)))
        i++;
    return i;
}

static void fence(void)
{
    stream_fence();
}

static void stream_lines(uint8_t *out, uint64_t bytes)
{
    const line x = line_of_byte(CEILING_BYTE);
    for (const uint8_t *const end = out + bytes; out < end; out += LINE_BYTES)
        line_stream(out, x);
}

/* Four sums: a line may be one register, and adding to it waits for the sum before. */
static void read_lines(const uint8_t *data, uint64_t bytes)
{
    line sum[4] = {line_set1(0), line_set1(0), line_set1(0), line_set1(0)};
    uint64_t i = 0;
    for (; i + sizeof sum <= bytes; i += sizeof sum)
        for (unsigned k = 0; k < 4; k++)
            sum[k] = line_xor(sum[k], line_load(data + i + k * LINE_BYTES));
    for (; i < bytes; i += LINE_BYTES)
        sum[0] = line_xor(sum[0], line_load(data + i));
    use_line(line_xor(line_xor(sum[0], sum[1]), line_xor(sum[2], sum[3])));
}

#endif
