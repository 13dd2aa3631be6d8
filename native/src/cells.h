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

/* Where lines go, and where they can be read again: elsewhere if they go past the caches. */
typedef struct cell_target {
    uint8_t *out, *readable;
    size_t ahead; /* distance of the prefetch in bytes */
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

/* The last lines of a cell, which are whole copies of others. */
typedef struct tail {
    cell_target to;
    const uint8_t *from;
    size_t step;    /* to the original of the next line; 0 if all are the same */
    unsigned lines; /* that are still to be copied */
} tail;

/* n is a constant. */
INLINE void copy_lines(tail *t, unsigned n, int32_t store)
{
#pragma GCC unroll 4
    for (unsigned i = 0; i < n; i++)
        put_readable(target_at(t->to, i * LINE_BYTES), line_load(t->from + i * t->step), store);
    t->to = target_at(t->to, (size_t)n * LINE_BYTES);
    t->from += n * t->step;
    t->lines -= n;
}

/*
 * Copies some lines. Generating keeps the arithmetic busy, copying the loads and stores, so each line that is generated
 * has copies of the cell before beside it: as many as take no longer.
 */
INLINE void copy_some(tail *t, int32_t store)
{
    enum { SOME = 4 };
    if (t->lines >= SOME)
        copy_lines(t, SOME, store);
}

INLINE void copy_rest(tail *t, int32_t store)
{
    while (t->lines > 0)
        copy_lines(t, 1, store);
}

/* Writes what lies between the literal lines of a cell and its copies, given what the generators made for it. */
INLINE tail put_last(layout l, uint64_t page, unsigned cell, cell_target to, size_t at, line last, int32_t store)
{
    const unsigned literals = cell_literals(l, page, cell), rest = literals - (unsigned)at;
    const size_t distance = copy_distance(l, page, literals), end = cell_bytes(l);

    to = target_at(to, at);
    at += LINE_BYTES;
    if (l.run == 0 && literals >= LINE_BYTES) {
        if (rest < LINE_BYTES)
            last = line_joined(last, line_load(to.readable - distance), rest);
        put_readable(to, last, store);
        to = target_at(to, LINE_BYTES);
        return (tail){to, to.readable - distance, distance == LINE_BYTES ? 0 : LINE_BYTES,
                      (unsigned)(end - at) / LINE_BYTES};
    }
    line same = line_of_byte(l.run);
    if (l.run != 0)
        last = line_joined(last, same, rest);
    else
        repeat_few(literals, (unsigned)distance, &last, &same);
    put_readable(to, last, store);
    if (at == end)
        return (tail){.lines = 0};
    to = target_at(to, LINE_BYTES);
    put_readable(to, same, store);
    return (tail){target_at(to, LINE_BYTES), to.readable, 0, (unsigned)(end - at) / LINE_BYTES - 1};
}

INLINE line literal_line(lanes *s, bool masked, line mask)
{
    const line x = next(s);
    return masked ? line_and(x, mask) : x;
}

/* A row takes as long as two lines. */
INLINE line seed_row_beside(uint64_t key, uint64_t page, tail *before, int32_t store)
{
    const line row = seed_row(key, page);
    copy_some(before, store);
    copy_some(before, store);
    return row;
}

/* `count` pages, n at a time, which divides it; n, masked and store are constants in every inlined copy. */
INLINE void fill_cells(const pages *of, uint64_t page, uint8_t *out, uint64_t count, unsigned n, bool masked,
                       int32_t store)
{
    _Alignas(LINE_BYTES) uint8_t readable[2][INTERLEAVE * PAGE_BYTES]; /* of these pages and of those before */
    const layout l = of->layout;
    const size_t whole = (cell_lines(l) - 1) * LINE_BYTES;
    const line mask = line_set1(literal_mask(l));
    tail before[INTERLEAVE] = {{.lines = 0}}; /* of the cells before these */

    for (unsigned turn = 0; count > 0; turn ^= 1) {
        lanes s[INTERLEAVE];
        cell_target to[INTERLEAVE];
        for (unsigned k = 0; k < n; k++) {
            to[k].out = out + k * PAGE_BYTES;
            to[k].readable = store == DGEN_STORE_STREAM ? readable[turn] + k * PAGE_BYTES : to[k].out;
            to[k].ahead = prefetch_distance(count, n);
            s[k].s0 = seed_row_beside(of->key[0], page + k, &before[k], store);
            s[k].s1 = seed_row_beside(of->key[1], page + k, &before[k], store);
            s[k].s2 = seed_row_beside(of->key[2], page + k, &before[k], store);
            s[k].s3 = seed_row_beside(of->key[3], page + k, &before[k], store);
        }
        for (unsigned cell = 0; cell < l.cells; cell++) {
            for (size_t i = 0; i < whole; i += LINE_BYTES) {
                for (unsigned k = 0; k < n; k++) {
                    put_readable(target_at(to[k], i), literal_line(&s[k], masked, mask), store);
                    copy_some(&before[k], store);
                }
            }
            for (unsigned k = 0; k < n; k++) {
                copy_rest(&before[k], store);
                before[k] = put_last(l, page + k, cell, to[k], whole, literal_line(&s[k], masked, mask), store);
                to[k] = target_at(to[k], cell_bytes(l));
            }
        }
        page += n;
        out += n * PAGE_BYTES;
        count -= n;
    }
    for (unsigned k = 0; k < n; k++)
        copy_rest(&before[k], store);
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

/* Makes `masked` a constant. */
INLINE void fill_masked(const pages *of, uint64_t page, uint8_t *out, uint64_t count, unsigned n, int32_t store)
{
    if (of->layout.bits < 8)
        fill_cells(of, page, out, count, n, true, store);
    else
        fill_cells(of, page, out, count, n, false, store);
}

/* n pages at a time; both constants. */
INLINE void fill_cells_with(const pages *of, uint64_t page, uint8_t *out, uint64_t count, unsigned n, int32_t store)
{
    const bool aligned = (uintptr_t)out % VECTOR_BYTES == 0;

    if (aligned || (!REALIGN_REGULAR && store != DGEN_STORE_STREAM)) {
        fill_masked(of, page, out, count, n, store);
        return;
    }
    for (; count > 0; page += n, out += n * PAGE_BYTES, count -= n) {
        _Alignas(LINE_BYTES) uint8_t made[INTERLEAVE * PAGE_BYTES];
        const size_t ahead = prefetch_distance(count, n);
        fill_masked(of, page, made, n, n, DGEN_STORE_REGULAR);
        for (unsigned k = 0; k < n; k++)
            put_page(out + k * PAGE_BYTES, made + k * PAGE_BYTES, ahead, store);
    }
}

INLINE void fill_cells_of(const pages *of, uint64_t page, uint8_t *out, uint64_t count, unsigned n, int32_t store)
{
    if (store == DGEN_STORE_STREAM)
        fill_cells_with(of, page, out, count, n, DGEN_STORE_STREAM);
    else if (store == DGEN_STORE_REGULAR)
        fill_cells_with(of, page, out, count, n, DGEN_STORE_REGULAR);
    else
        fill_cells_with(of, page, out, count, n, DGEN_STORE_PREFETCH);
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
    const uint64_t together = count - count % INTERLEAVE;
    fill_cells_of(of, page, out, together, INTERLEAVE, store);
    if (together < count)
        fill_cells_of(of, page + together, out + together * PAGE_BYTES, count - together, 1, store);
}

static void head(const pages *of, uint64_t page, uint8_t *out, size_t bytes)
{
    if (is_compressible(of)) {
        fill_masked(of, page, out, 1, 1, DGEN_STORE_REGULAR);
        return;
    }
    lanes s = seed(of->key, page);
    for (size_t i = 0; i < bytes; i += LINE_BYTES)
        line_store(out + i, next(&s));
}

/* The lines of a cell that should be copies of others. */
typedef struct copies {
    const uint8_t *at, *of;
    size_t step; /* to the original of the next line; 0 if all are the same */
    unsigned lines;
} copies;

/* n is a constant. */
INLINE differences check_lines(copies *c, unsigned n, size_t ahead, differences wrong)
{
#pragma GCC unroll 4
    for (unsigned i = 0; i < n; i++) {
        line_prefetch_read(c->at + i * LINE_BYTES + ahead);
        wrong = differences_add(wrong, line_load(c->of + i * c->step), line_load(c->at + i * LINE_BYTES));
    }
    c->at += (size_t)n * LINE_BYTES;
    c->of += n * c->step;
    c->lines -= n;
    return wrong;
}

/* As copy_some. */
INLINE differences check_some(copies *c, size_t ahead, differences wrong)
{
    enum { SOME = 2 };
    return c->lines >= SOME ? check_lines(c, SOME, ahead, wrong) : wrong;
}

/* The copies are right if they equal their originals, which are looked at too. `masked` is a constant. */
INLINE bool match_cells(const pages *of, uint64_t page, const uint8_t *data, size_t ahead, bool masked)
{
    const layout l = of->layout;
    const size_t whole = (cell_lines(l) - 1) * LINE_BYTES, end = cell_bytes(l);
    const line mask = line_set1(literal_mask(l));
    lanes s = seed(of->key, page);
    differences wrong = differences_none();

    for (unsigned cell = 0; cell < l.cells; cell++, data += end) {
        const unsigned literals = cell_literals(l, page, cell), rest = literals - (unsigned)whole;
        const unsigned distance = copy_distance(l, page, literals);
        const bool repeats = l.run == 0 && literals >= LINE_BYTES;
        const uint8_t *const after = data + whole + LINE_BYTES;
        copies tail = {after, after - distance, LINE_BYTES, repeats ? (unsigned)(data + end - after) / LINE_BYTES : 0};

        for (size_t at = 0; at < whole; at += LINE_BYTES) {
            line_prefetch_read(data + at + ahead);
            wrong = differences_add(wrong, literal_line(&s, masked, mask), line_load(data + at));
            wrong = check_some(&tail, ahead, wrong);
        }
        line last = literal_line(&s, masked, mask), same = line_of_byte(l.run);
        if (l.run != 0)
            last = line_joined(last, same, rest);
        else if (!repeats)
            repeat_few(literals, distance, &last, &same);
        else if (rest < LINE_BYTES)
            last = line_joined(last, line_load(after - LINE_BYTES - distance), rest);
        wrong = differences_add(wrong, last, line_load(after - LINE_BYTES));
        while (tail.lines > 0)
            wrong = check_lines(&tail, 1, ahead, wrong);
        if (!repeats)
            for (const uint8_t *at = after; at < data + end; at += LINE_BYTES) {
                line_prefetch_read(at + ahead);
                wrong = differences_add(wrong, same, line_load(at));
            }
    }
    return !differences_any(wrong);
}

INLINE uint64_t match_compressible(const pages *of, uint64_t page, const uint8_t *data, uint64_t count, bool masked)
{
    uint64_t i = 0;
    while (i < count && match_cells(of, page + i, data + i * PAGE_BYTES, prefetch_distance(count - i, 1), masked))
        i++;
    return i;
}

static uint64_t match(const pages *of, uint64_t page, const uint8_t *data, uint64_t count)
{
    if (!is_compressible(of))
        return match_pages(of->key, page, data, count);
    return of->layout.bits < 8 ? match_compressible(of, page, data, count, true)
                               : match_compressible(of, page, data, count, false);
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
