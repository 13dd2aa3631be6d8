// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Template of a vector tier, part 3: comparison of compressible pages.
 *
 * Copies are compared with their originals, and originals with the generators' output, alternately. The prefetches go
 * through the page in sequence, because the hardware prefetcher follows them.
 */
#ifndef DGEN_CELL_MATCH_TEMPLATE_H
#define DGEN_CELL_MATCH_TEMPLATE_H

#include "cell_template.h"

/* The last lines of a cell that are not compared yet; each is expected to be a copy of an earlier line. */
typedef struct unchecked_copies {
    const uint8_t *at, *from;
    ptrdiff_t leap; /* as in pending_copies */
    unsigned lines; /* number of lines left */
    bool is_cached; /* see struct tier */
} unchecked_copies;

/* n and c->is_cached are constants; n is 1 only at the end. */
INLINE differences check_lines(unchecked_copies *c, unsigned n, const uint8_t **soon, differences wrong)
{
#pragma GCC unroll 4
    for (unsigned i = 0; i < n; i++) {
        prefetch_read(*soon + i * LINE_BYTES, c->is_cached);
        wrong = differences_add(wrong, line_load(c->from + i / 2 * c->leap + i % 2 * LINE_BYTES),
                                line_load(c->at + i * LINE_BYTES));
    }
    c->at += (size_t)n * LINE_BYTES;
    c->from += n / 2 * c->leap;
    c->lines -= n;
    *soon += n * LINE_BYTES;
    return wrong;
}

/* Like copy_some. */
INLINE differences check_some(unchecked_copies *c, const uint8_t **soon, differences wrong)
{
    enum { SOME = 2 };
    return c->lines >= SOME ? check_lines(c, SOME, soon, wrong) : wrong;
}

INLINE differences check_rest(unchecked_copies *c, const uint8_t **soon, differences wrong)
{
    while (c->lines >= COPIES)
        wrong = check_lines(c, COPIES, soon, wrong);
    if (c->lines >= 2)
        wrong = check_lines(c, 2, soon, wrong);
    if (c->lines > 0)
        wrong = check_lines(c, 1, soon, wrong);
    return wrong;
}

/* `masked` and is_cached are constants. */
INLINE bool match_cells(const page_spec *spec, uint64_t page, lanes s, const uint8_t *data, size_t ahead, bool masked,
                        bool is_cached)
{
    const layout l = spec->layout;
    const size_t end = cell_bytes(l);
    const line mask = line_set1(literal_mask(l));
    differences wrong = differences_none();

    for (unsigned cell = 0; cell < l.cells; cell++, data += end) {
        const unsigned literals = cell_literals(l, page, cell), distance = copy_distance(l, page, literals);
        const size_t whole = (cell_lines(l, literals) - 1) * LINE_BYTES;
        const unsigned rest = literals - (unsigned)whole;
        const bool pieces = has_pieces(l, literals), repeats = has_copies(l) && literals >= LINE_BYTES;
        const uint8_t *const after = data + whole + LINE_BYTES;
        /* The lines from `after` to `copied` are all equal; those from `copied` are copies. */
        const uint8_t *const copied = !repeats                                ? data + end
                                      : !pieces                               ? after
                                      : landing_end(literals) < (unsigned)end ? data + landing_end(literals)
                                                                              : data + end;
        unchecked_copies copies = {copied, pieces ? data + FIRST_PIECE : copied - distance,
                                   pieces ? -1 : 2 * LINE_BYTES, (unsigned)(data + end - copied) / LINE_BYTES,
                                   is_cached};
        const uint8_t *soon = data + ahead;

        for (size_t at = 0; at < whole; at += LINE_BYTES) {
            prefetch_read(soon, is_cached);
            soon += LINE_BYTES;
            wrong = differences_add(wrong, literal_line(&s, masked, mask), line_load(data + at));
            wrong = check_some(&copies, &soon, wrong);
        }
        line last = literal_line(&s, masked, mask), same = line_of_byte(l.run_byte);
        if (!has_copies(l))
            last = line_joined(last, same, rest);
        else if (!repeats)
            repeat_few(literals, distance, &last, &same);
        else if (pieces)
            last = line_joined(last, same = line_load_half(data), rest);
        else if (rest < LINE_BYTES)
            last = line_joined(last, line_load(after - LINE_BYTES - distance), rest);
        prefetch_read(soon, is_cached);
        soon += LINE_BYTES;
        wrong = differences_add(wrong, last, line_load(after - LINE_BYTES));
        wrong = check_rest(&copies, &soon, wrong);
#pragma GCC unroll 4
        for (const uint8_t *at = after; at < copied; at += LINE_BYTES) {
            prefetch_read(at + ahead, is_cached);
            wrong = differences_add(wrong, same, line_load(at));
        }
    }
    return !differences_any(wrong);
}

INLINE uint64_t match_compressible(const page_spec *spec, uint64_t page, const uint8_t *data, uint64_t count,
                                   bool masked, bool is_cached)
{
    pending_copies none = {.lines = 0};
    lanes following = seed(spec->key, page);
    uint64_t i = 0;
    for (; i < count; i++) {
        const lanes s = take_seeds(&following, spec->key, page + i, count - i > 1, &none, DGEN_STORE_REGULAR);
        const size_t ahead = prefetch_distance(count - i, 1);
        if (!match_cells(spec, page + i, s, data + i * PAGE_BYTES, ahead, masked, is_cached))
            break;
    }
    return i;
}

#endif
