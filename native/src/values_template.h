// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Template of a vector tier: the values of words of pages (docs/format.md, "Numbers of a stream"), before they are
 * rounded to their type. A tier file defines
 *
 *   floats_min(x, y), doubles_min(x, y)   the smaller ones of two vectors
 *   OCTAVES_TOGETHER                      number of floats in the tables of lookup_octaves, a power of two
 *   lookup_octaves(table, i)              a vector with the floats table[i modulo OCTAVES_TOGETHER] of a vector i
 *   OCTAVES64_TOGETHER, lookup_octaves64(table, i)   the same for doubles
 *   any_bits(x, mask)                     whether a word of 32 bits in x has bits of the mask
 *
 * for vectors of VECTOR_BYTES. Everything else is written with the vectors of the compiler.
 */
#ifndef DGEN_VALUES_TEMPLATE_H
#define DGEN_VALUES_TEMPLATE_H

#include "numbers.h"

typedef uint32_t words32 __attribute__((vector_size(VECTOR_BYTES)));
typedef int32_t ints32 __attribute__((vector_size(VECTOR_BYTES)));
typedef float floats32 __attribute__((vector_size(VECTOR_BYTES)));
typedef uint64_t words64 __attribute__((vector_size(VECTOR_BYTES)));
typedef int64_t ints64 __attribute__((vector_size(VECTOR_BYTES)));
typedef double doubles64 __attribute__((vector_size(VECTOR_BYTES)));

enum { FLOATS = VECTOR_BYTES / 4 };

INLINE words32 select32(ints32 mask, words32 yes, words32 no)
{
    return ((words32)mask & yes) | (~(words32)mask & no);
}

INLINE words64 select64(ints64 mask, words64 yes, words64 no)
{
    return ((words64)mask & yes) | (~(words64)mask & no);
}

/* normal32. Few vectors need more than the first table. */
INLINE floats32 normal_vector(words32 words)
{
    const floats32 z = __builtin_convertvector((ints32)((words & INT32_MAX) | 1), floats32);
    const words32 bits = (words32)z, place = 157 - (bits >> 23);
    const floats32 r = (floats32)((bits & 0x7FFFFF) | 0x3F800000) - 1;
    floats32 c[NORMAL_TERMS];
    for (int i = 0; i < NORMAL_TERMS; i++)
        c[i] = lookup_octaves(dgen_normal_table[i], place);
    for (unsigned from = OCTAVES_TOGETHER; from < NORMAL_OCTAVES && any_bits(place, -from); from *= 2)
        for (unsigned first = from; first < 2 * from; first += OCTAVES_TOGETHER)
            for (int i = 0; i < NORMAL_TERMS; i++)
                c[i] = (floats32)select32(place >= first, (words32)lookup_octaves(dgen_normal_table[i] + first, place),
                                          (words32)c[i]);
    floats32 x = c[NORMAL_TERMS - 1];
    for (int i = NORMAL_TERMS - 2; i >= 0; i--)
        x = x * r + c[i];
    return (floats32)((words32)x ^ (words & UINT32_C(1) << 31));
}

/* Whole numbers below 2^53: their halves are the last digits of 2^84 + .. and 2^52 + .., of which the sum is exact. */
INLINE doubles64 doubles_of(words64 x)
{
    const doubles64 high = (doubles64)(x >> 32 | UINT64_C(1107) << 52);
    const doubles64 low = (doubles64)((x & UINT32_MAX) | UINT64_C(1075) << 52);
    return (high - (0x1p84 + 0x1p52)) + low;
}

/* normal64. */
INLINE doubles64 normal_vector64(words64 words)
{
    const words64 bits = (words64)doubles_of((words & INT64_MAX) >> 11 | 1), place = 1074 - (bits >> 52);
    const doubles64 r = (doubles64)((bits & ((UINT64_C(1) << 52) - 1)) | UINT64_C(1023) << 52) - 1;
    doubles64 c[NORMAL_TERMS];
    for (int i = 0; i < NORMAL_TERMS; i++)
        c[i] = lookup_octaves64(dgen_normal_table64[i], place);
    for (unsigned from = OCTAVES64_TOGETHER; from < NORMAL_OCTAVES64 && any_bits(place, -from); from *= 2)
        for (unsigned first = from; first < 2 * from; first += OCTAVES64_TOGETHER)
            for (int i = 0; i < NORMAL_TERMS; i++)
                c[i] = (doubles64)select64((ints64)place >= (int64_t)first,
                                           (words64)lookup_octaves64(dgen_normal_table64[i] + first, place),
                                           (words64)c[i]);
    doubles64 x = c[NORMAL_TERMS - 1];
    for (int i = NORMAL_TERMS - 2; i >= 0; i--)
        x = x * r + c[i];
    return (doubles64)((words64)x ^ (words & UINT64_C(1) << 63));
}

/* value32 without noise; is_uniform is a constant. */
INLINE floats32 value_vector(words32 words, float_numbers n, bool is_uniform)
{
    if (!is_uniform)
        return n.first + n.second * normal_vector(words);
    const floats32 steps = __builtin_convertvector((ints32)(words >> 8), floats32);
    return floats_min(n.first + n.second * steps, n.top - (floats32){0});
}

/* value64 without noise; is_uniform is a constant. */
INLINE doubles64 value_vector64(words64 words, double_numbers n, bool is_uniform)
{
    if (!is_uniform)
        return n.first + n.second * normal_vector64(words);
    return doubles_min(n.first + n.second * doubles_of(words >> 11), n.top - (doubles64){0});
}

#endif
