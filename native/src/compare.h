// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Counts and locates wrong bytes. Every tier includes this file, so that the compiler uses the vectors of the tier.
 *
 * Pages are usually wholly right or wholly wrong. Equal bytes are therefore counted first: a page, or a part of it,
 * with fewer of them than DGEN_RANGE_GAP is a part of one range.
 */
#ifndef DGEN_COMPARE_H
#define DGEN_COMPARE_H

#include "dgen.h"
#include "tier.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Adds `count` wrong bytes from start to end - 1, without DGEN_RANGE_GAP right bytes in a row between them. */
static inline void add_wrong(wrong_bytes *w, uint64_t start, uint64_t end, uint64_t count)
{
    if (w->count == 0)
        w->first = start;
    if (w->count == 0 || start - w->last_end >= DGEN_RANGE_GAP) {
        w->ranges_used += w->ranges_used <= w->capacity; /* capacity + 1: the last range is complete */
        if (w->ranges_used <= w->capacity)
            w->ranges[w->ranges_used - 1].start = start;
    }
    if (w->ranges_used <= w->capacity)
        w->ranges[w->ranges_used - 1].end = end;
    w->last_end = end;
    w->count += count;
}

#ifdef __AVX2__
typedef uint8_t byte_vector __attribute__((vector_size(32)));
#else
typedef uint8_t byte_vector __attribute__((vector_size(16)));
#endif

/* Each sum of that many vectors fits into a byte. */
enum { MAX_COUNTED_BYTES = 128 * sizeof(byte_vector) };

/* Number of equal bytes; n is at most MAX_COUNTED_BYTES. */
static inline size_t count_equal(const uint8_t *a, const uint8_t *b, size_t n)
{
    byte_vector sums = {0};
    size_t i = 0, count = 0;
#pragma GCC unroll 4
    for (; i + sizeof sums <= n; i += sizeof sums) {
        byte_vector x, y;
        memcpy(&x, a + i, sizeof x);
        memcpy(&y, b + i, sizeof y);
        sums -= (byte_vector)(x == y); /* equal bytes give -1 */
    }
    for (size_t k = 0; k < sizeof sums; k++)
        count += sums[k];
    for (; i < n; i++)
        count += a[i] == b[i];
    return count;
}

static inline void locate(const uint8_t *expected, const uint8_t *actual, size_t n, uint64_t at, wrong_bytes *wrong)
{
    for (size_t i = 0; i < n; i += 8) {
        const size_t end = n - i < 8 ? n : i + 8;
        if (memcmp(expected + i, actual + i, end - i) == 0)
            continue;
        for (size_t k = i; k < end; k++)
            if (expected[k] != actual[k])
                add_wrong(wrong, at + k, at + k + 1, 1);
    }
}

/* Returns whether it is done: bytes of which many are equal are located in smaller parts. */
static inline bool compare_part(const uint8_t *expected, const uint8_t *actual, size_t n, uint64_t at,
                                wrong_bytes *wrong)
{
    const size_t equal = count_equal(expected, actual, n);
    if (equal == n)
        return true;
    if (equal >= DGEN_RANGE_GAP)
        return false;
    size_t first = 0, end = n; /* limits, because another thread may change the bytes meanwhile */
    while (first < n && expected[first] == actual[first])
        first++;
    while (end > first && expected[end - 1] == actual[end - 1])
        end--;
    if (first < end)
        add_wrong(wrong, at + first, at + end, n - equal);
    return true;
}

static inline void compare_parts(const uint8_t *expected, const uint8_t *actual, size_t bytes, uint64_t at,
                                 wrong_bytes *wrong)
{
    enum { BLOCK_BYTES = 8 * DGEN_RANGE_GAP };
    if (compare_part(expected, actual, bytes, at, wrong))
        return;
    for (size_t i = 0; i < bytes; i += BLOCK_BYTES) {
        const size_t n = bytes - i < BLOCK_BYTES ? bytes - i : BLOCK_BYTES;
        if (!compare_part(expected + i, actual + i, n, at + i, wrong))
            locate(expected + i, actual + i, n, at + i, wrong);
    }
}

static void compare(const uint8_t *expected, const uint8_t *actual, size_t bytes, uint64_t at, size_t ahead,
                    wrong_bytes *wrong)
{
    for (size_t i = 0; i < bytes; i += MAX_COUNTED_BYTES) {
        const size_t n = bytes - i < MAX_COUNTED_BYTES ? bytes - i : MAX_COUNTED_BYTES;
        for (size_t k = 0; k < n && ahead > 0; k += LINE_BYTES)
            __builtin_prefetch(actual + i + k + ahead);
        compare_parts(expected + i, actual + i, n, at + i, wrong);
    }
}

#endif
