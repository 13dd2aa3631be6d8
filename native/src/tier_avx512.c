// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * AVX-512 F and DQ: a line is one register.
 *
 * CMake: processor x86_64|AMD64
 * CMake: flags -mavx512f -mavx512dq -mprfchw
 */
#include <immintrin.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define INTERLEAVE 2
#define SEEDS_AHEAD 1
#define VECTOR_BYTES 64
#define REALIGN_STREAM 1
#define REALIGN_REGULAR 1

#define INLINE static inline __attribute__((always_inline))

typedef __m512i line;
typedef __m512i line_shift;

#define line_set1(x) _mm512_set1_epi64((long long)(x))
#define line_load(p) _mm512_loadu_si512(p)
#define line_load_half(p) _mm512_broadcast_i64x4(_mm256_loadu_si256((const __m256i *)(p)))
#define line_store(p, x) _mm512_storeu_si512(p, x)
#define line_stream(p, x) _mm512_stream_si512((void *)(p), x)
#define line_prefetch_write(p) __builtin_prefetch(p, 1)
#define line_prefetch_read(p) __builtin_prefetch(p, 0)
#define line_prefetch_read_l2(p) __builtin_prefetch(p, 0, 2)
#define stream_fence() _mm_sfence()

#define line_add(a, b) _mm512_add_epi64(a, b)
#define line_mul(a, c) _mm512_mullo_epi64(a, line_set1(c))
#define line_xor(a, b) _mm512_xor_si512(a, b)
#define line_and(a, b) _mm512_and_si512(a, b)
#define line_or(a, b) _mm512_or_si512(a, b)
#define line_xor3(a, b, c) _mm512_ternarylogic_epi64(a, b, c, 0x96)
#define line_shl(a, n) _mm512_slli_epi64(a, n)
#define line_shr(a, n) _mm512_srli_epi64(a, n)
#define line_rotl(a, n) _mm512_rol_epi64(a, n)

typedef __m512i differences;

#define differences_none() _mm512_setzero_si512()
#define differences_add(sum, a, b) _mm512_ternarylogic_epi64(sum, a, b, 0xF6) /* sum | (a ^ b) */
#define differences_any(sum) (_mm512_test_epi64_mask(sum, sum) != 0)

/* The last `bytes` bytes of a, followed by the start of b: words 8 - bytes/8 and up of the pair. */
#define line_merge(a, b, shift) _mm512_permutex2var_epi64(a, shift, b)

INLINE line_shift line_shift_by(unsigned bytes)
{
    return _mm512_add_epi64(_mm512_set1_epi64(8 - (long long)bytes / 8), _mm512_setr_epi64(0, 1, 2, 3, 4, 5, 6, 7));
}

#define line_of_words(map, x, ...) ((__m512i)map((words32)(x), __VA_ARGS__))
#define OCTAVES_TOGETHER 16
#define floats_min(x, y) ((floats32)_mm512_min_ps((__m512)(x), (__m512)(y)))
#define doubles_min(x, y) ((doubles64)_mm512_min_pd((__m512d)(x), (__m512d)(y)))
#define lookup_octaves(table, i) _mm512_permutexvar_ps((__m512i)(i), _mm512_loadu_ps(table))
#define OCTAVES64_TOGETHER 8
#define lookup_octaves64(table, i) _mm512_permutexvar_pd((__m512i)(i), _mm512_loadu_pd(table))
#define any_bits(x, mask) (_mm512_test_epi32_mask((__m512i)(x), _mm512_set1_epi32((int)(mask))) != 0)
#define widened(x) ((words32)_mm512_cvtepu16_epi32((__m256i)(x)))
#define upper_halves(x) ((words16)_mm512_cvtepi32_epi16((__m512i)((x) >> 16)))
#define halves_of(x) ((words16)_mm512_cvtps_ph((__m512)(x), 0))

#include "tier_template.h"

const tier dgen_tier_avx512 = {fill, head, match, compare, fence, stream_lines, read_lines, make_numbers, add_squares};
