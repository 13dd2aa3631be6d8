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
enum { COUNTED_VECTOR_BYTES = 32 };
#else
enum { COUNTED_VECTOR_BYTES = 16 };
#endif
typedef uint8_t byte_vector __attribute__((vector_size(COUNTED_VECTOR_BYTES)));
typedef uint64_t word_vector __attribute__((vector_size(COUNTED_VECTOR_BYTES)));

/* Each sum of that many vectors fits into a byte. */
enum { MAX_COUNTED_BYTES = 128 * sizeof(byte_vector) };

/* The equal bytes of two vectors, as -1. */
static inline byte_vector equal_bytes(const uint8_t *a, const uint8_t *b)
{
    byte_vector x, y;
    memcpy(&x, a, sizeof x);
    memcpy(&y, b, sizeof y);
    return (byte_vector)(x == y);
}

static inline size_t sum_of_bytes(byte_vector bytes)
{
    word_vector w = (word_vector)bytes;
    w = (w & 0x00FF00FF00FF00FF) + (w >> 8 & 0x00FF00FF00FF00FF);
    w = (w & 0x0000FFFF0000FFFF) + (w >> 16 & 0x0000FFFF0000FFFF);
    w = (w & 0x00000000FFFFFFFF) + (w >> 32);
    size_t sum = 0;
    for (size_t i = 0; i < sizeof w / sizeof w[0]; i++)
        sum += w[i];
    return sum;
}

/*
 * Number of equal bytes; n is at most MAX_COUNTED_BYTES. Two sums, because each subtraction waits for the previous one.
 * The prefetches of b are spread over the loop: many of them in a row would wait for the memory.
 */
static inline size_t count_equal(const uint8_t *a, const uint8_t *b, size_t n, size_t ahead)
{
    enum { V = sizeof(byte_vector) };
    byte_vector even = {0}, odd = {0};
    size_t i = 0;
    for (; i + LINE_BYTES <= n; i += LINE_BYTES) {
        __builtin_prefetch(b + i + ahead, 0, 2);
#pragma GCC unroll 4
        for (size_t k = i; k < i + LINE_BYTES; k += 2 * V) {
            even -= equal_bytes(a + k, b + k);
            odd -= equal_bytes(a + k + V, b + k + V);
        }
    }
    size_t count = sum_of_bytes(even) + sum_of_bytes(odd);
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
static inline bool compare_part(const uint8_t *expected, const uint8_t *actual, size_t n, uint64_t at, size_t ahead,
                                wrong_bytes *wrong)
{
    const size_t equal = count_equal(expected, actual, n, ahead);
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
                                 size_t ahead, wrong_bytes *wrong)
{
    enum { BLOCK_BYTES = 8 * DGEN_RANGE_GAP };
    if (compare_part(expected, actual, bytes, at, ahead, wrong))
        return;
    for (size_t i = 0; i < bytes; i += BLOCK_BYTES) {
        const size_t n = bytes - i < BLOCK_BYTES ? bytes - i : BLOCK_BYTES;
        if (!compare_part(expected + i, actual + i, n, at + i, 0, wrong))
            locate(expected + i, actual + i, n, at + i, wrong);
    }
}

static void compare(const uint8_t *expected, const uint8_t *actual, size_t bytes, uint64_t at, size_t ahead,
                    wrong_bytes *wrong)
{
    for (size_t i = 0; i < bytes; i += MAX_COUNTED_BYTES) {
        const size_t n = bytes - i < MAX_COUNTED_BYTES ? bytes - i : MAX_COUNTED_BYTES;
        compare_parts(expected + i, actual + i, n, at + i, ahead, wrong);
    }
}

#endif
