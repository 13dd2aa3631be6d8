// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Template of a vector tier, part 1: incompressible pages.
 *
 * Word i of a page is output i/8 of lane i%8, so one step of the eight generators makes one line: 64 contiguous bytes,
 * stored without a transpose. Before it includes the template, a tier file defines the type `line` (64 bytes in one or
 * more registers), the line_* primitives used below, and
 *
 *   line_load_half   32 bytes of memory, twice
 *   INTERLEAVE       number of pages generated together: as many as the registers hold, to hide the latency of seeding
 *   SEEDS_AHEAD      1 if the registers hold the generators of a compressible page and the seeds of the next one
 *   VECTOR_BYTES     size of one register in bytes, the alignment that line_stream needs
 *   REALIGN_STREAM   1 if non-temporal stores are re-aligned (see below)
 *   REALIGN_REGULAR  1 if the other stores are re-aligned
 *
 * Re-alignment: a store that crosses a line costs two accesses, and a non-temporal store must be aligned. When the
 * destination is misaligned by `shift` bytes, each stored vector joins the end of the previous vector with the start of
 * the next one; only the first and the last line of a call are stored across a line boundary. This works for multiples
 * of a word, which heap arrays and allocators return; other addresses get plain unaligned stores.
 */
#ifndef DGEN_PAGE_TEMPLATE_H
#define DGEN_PAGE_TEMPLATE_H

#include "format.h"
#include "numbers_template.h"
#include "tier.h"

#include <stdbool.h>

typedef struct lanes {
    line s0, s1, s2, s3;
} lanes;

INLINE line seed_row(uint64_t key, uint64_t page)
{
    static const uint64_t lane_gamma[LANES] = {
        1 * MIX64_GAMMA, 2 * MIX64_GAMMA, 3 * MIX64_GAMMA, 4 * MIX64_GAMMA,
        5 * MIX64_GAMMA, 6 * MIX64_GAMMA, 7 * MIX64_GAMMA, 8 * MIX64_GAMMA,
    };
    line z = line_add(line_set1(key + LANES * page * MIX64_GAMMA), line_load((const uint8_t *)lane_gamma));
    z = line_mul(line_xor(z, line_shr(z, 30)), MIX64_MUL1);
    z = line_mul(line_xor(z, line_shr(z, 27)), MIX64_MUL2);
    return line_xor(z, line_shr(z, 31));
}

INLINE lanes seed(const uint64_t key[4], uint64_t page)
{
    return (lanes){seed_row(key[0], page), seed_row(key[1], page), seed_row(key[2], page), seed_row(key[3], page)};
}

/* xoshiro256pp_next. */
INLINE line next(lanes *s)
{
    const line result = line_add(line_rotl(line_add(s->s0, s->s3), 23), s->s0);
    const line t = line_shl(s->s1, 17);
    const line s31 = line_xor(s->s3, s->s1);

#ifdef line_xor3 /* the first operand is the one not needed again: AVX-512 overwrites it */
    s->s1 = line_xor3(s->s1, s->s2, s->s0);
    s->s2 = line_xor3(s->s2, t, s->s0);
#else
    const line s20 = line_xor(s->s2, s->s0);
    s->s1 = line_xor(s->s1, s20);
    s->s2 = line_xor(s20, t);
#endif
    s->s0 = line_xor(s->s0, s31);
    s->s3 = line_rotl(s31, 45);
    return result;
}

/* Number of pages to generate together next. */
INLINE unsigned interleaved_pages(uint64_t pages_left)
{
    return pages_left >= INTERLEAVE ? INTERLEAVE : 1;
}

/* The distance is two pages; it is 0 near the end, so that no memory outside the buffer is prefetched. */
INLINE size_t prefetch_distance(uint64_t pages_left, unsigned together)
{
    enum { PAGES_AHEAD = 2 };
    return pages_left >= together + PAGES_AHEAD ? PAGES_AHEAD * PAGE_BYTES : 0;
}

/*
 * Prefetches from a cache go into the L1 cache. Those from memory go into the L2 cache, because the L1 cache waits for
 * too few lines at a time to use the bandwidth of the memory.
 */
INLINE void prefetch_read(const uint8_t *at, bool is_cached)
{
    if (is_cached)
        line_prefetch_read(at);
    else
        line_prefetch_read_l2(at);
}

typedef struct destination {
    uint8_t *at;       /* start of the current page */
    size_t ahead;      /* prefetch distance in bytes */
    unsigned shift;    /* misalignment of `at` in bytes if lines are re-aligned, otherwise 0 */
    bool started;      /* `carry` is valid */
    line carry;        /* last line of the previous page, not yet stored completely */
    line_shift merger; /* constants of line_merge for `shift` */
} destination;

INLINE void put(uint8_t *at, line x, size_t ahead, int32_t store)
{
    if (store == DGEN_STORE_PREFETCH)
        line_prefetch_write(at + ahead);
    if (store == DGEN_STORE_STREAM)
        line_stream(at, x);
    else
        line_store(at, x);
}

/* n interleaved pages; n, realign, store and map are constants in every inlined copy. */
INLINE void fill_interleaved(const uint64_t key[4], uint64_t page, destination *to, unsigned n, bool realign,
                             int32_t store, line_map map, float_numbers numbers)
{
    lanes s[INTERLEAVE];
    line first[INTERLEAVE], last[INTERLEAVE];
    uint8_t *const at = to->at - to->shift;

    for (unsigned k = 0; k < n; k++)
        s[k] = seed(key, page + k);

    if (realign) {
        for (unsigned k = 0; k < n; k++)
            first[k] = last[k] = mapped_line(next(&s[k]), map, numbers);
        if (to->started)
            put(at, line_merge(to->carry, first[0], to->merger), to->ahead, store);
        else
            line_store(to->at, first[0]);
    }
    for (size_t i = realign ? LINE_BYTES : 0; i < PAGE_BYTES; i += LINE_BYTES) {
        for (unsigned k = 0; k < n; k++) {
            const line x = mapped_line(next(&s[k]), map, numbers);
            put(at + k * PAGE_BYTES + i, realign ? line_merge(last[k], x, to->merger) : x, to->ahead, store);
            last[k] = x;
        }
    }
    if (realign) {
        for (unsigned k = 1; k < n; k++)
            put(at + k * PAGE_BYTES, line_merge(last[k - 1], first[k], to->merger), to->ahead, store);
        to->carry = last[n - 1];
        to->started = true;
    }
}

INLINE void fill_run(const uint64_t key[4], uint64_t page, uint8_t *out, uint64_t pages, bool realign, int32_t store,
                     line_map map, float_numbers numbers)
{
    destination to = {.at = out};
    if (realign) {
        to.shift = (uintptr_t)out % VECTOR_BYTES;
        to.merger = line_shift_by(to.shift);
    }
    while (pages > 0) {
        const unsigned n = interleaved_pages(pages);
        to.ahead = prefetch_distance(pages, n);
        if (n == INTERLEAVE)
            fill_interleaved(key, page, &to, INTERLEAVE, realign, store, map, numbers);
        else
            fill_interleaved(key, page, &to, 1, realign, store, map, numbers);
        page += n;
        pages -= n;
        to.at += n * PAGE_BYTES;
    }
    if (realign)
        line_store(to.at - LINE_BYTES, to.carry);
}

/* Turns `realign` into a constant. */
INLINE void fill_with(const uint64_t key[4], uint64_t page, uint8_t *out, uint64_t pages, bool realign, int32_t store,
                      line_map map, float_numbers numbers)
{
    if (realign)
        fill_run(key, page, out, pages, true, store, map, numbers);
    else
        fill_run(key, page, out, pages, false, store, map, numbers);
}

/* map is a constant. */
INLINE void fill_pages(const uint64_t key[4], uint64_t page, uint8_t *out, uint64_t pages, int32_t store, line_map map,
                       float_numbers numbers)
{
    const bool aligned = (uintptr_t)out % VECTOR_BYTES == 0;
    const bool mergeable = !aligned && (uintptr_t)out % sizeof(uint64_t) == 0;

    if (store == DGEN_STORE_STREAM && (aligned || (REALIGN_STREAM && mergeable)))
        fill_with(key, page, out, pages, REALIGN_STREAM && mergeable, DGEN_STORE_STREAM, map, numbers);
    else if (store == DGEN_STORE_REGULAR)
        fill_with(key, page, out, pages, REALIGN_REGULAR && mergeable, DGEN_STORE_REGULAR, map, numbers);
    else
        fill_with(key, page, out, pages, REALIGN_REGULAR && mergeable, DGEN_STORE_PREFETCH, map, numbers);
}

/* Returns whether the n interleaved pages at data are right. Differences are collected in registers and tested once. */
INLINE bool match_interleaved(const uint64_t key[4], uint64_t page, const uint8_t *data, unsigned n, size_t ahead,
                              bool is_cached, line_map map, float_numbers numbers)
{
    lanes s[INTERLEAVE];
    differences wrong[INTERLEAVE];

    for (unsigned k = 0; k < n; k++) {
        s[k] = seed(key, page + k);
        wrong[k] = differences_none();
    }
    for (size_t i = 0; i < PAGE_BYTES; i += LINE_BYTES) {
        for (unsigned k = 0; k < n; k++) {
            const uint8_t *const at = data + k * PAGE_BYTES + i;
            prefetch_read(at + ahead, is_cached);
            wrong[k] = differences_add(wrong[k], mapped_line(next(&s[k]), map, numbers), line_load(at));
        }
    }
    for (unsigned k = 0; k < n; k++)
        if (differences_any(wrong[k]))
            return false;
    return true;
}

/* is_cached and map are constants. */
INLINE uint64_t match_pages(const uint64_t key[4], uint64_t page, const uint8_t *data, uint64_t pages, bool is_cached,
                            line_map map, float_numbers numbers)
{
    uint64_t i = 0;
    while (i < pages) {
        const unsigned n = interleaved_pages(pages - i);
        const size_t ahead = prefetch_distance(pages - i, n);
        const uint8_t *const at = data + i * PAGE_BYTES;
        if (!(n == INTERLEAVE ? match_interleaved(key, page + i, at, INTERLEAVE, ahead, is_cached, map, numbers)
                              : match_interleaved(key, page + i, at, 1, ahead, is_cached, map, numbers)))
            break;
        i += n;
    }
    return i;
}

#endif
