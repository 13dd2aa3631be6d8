// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * AVX2 and F16C: a line is two registers, so one page already has two independent chains of four lanes.
 *
 * CMake: processor x86_64|AMD64
 * CMake: flags -mavx2 -mf16c -mprfchw
 * CMake: flags-GNU -fno-schedule-insns2
 *
 * Without GCC's last scheduling pass the loops keep the order of page_template.h, which was measured to be 3 % faster.
 */
#include <immintrin.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define INTERLEAVE 1
#define SEEDS_AHEAD 0
#define VECTOR_BYTES 32
#define REALIGN_STREAM 1
#define REALIGN_REGULAR 0 /* re-alignment would take longer than stores that cross a line */

#define INLINE static inline __attribute__((always_inline))

typedef struct line {
    __m256i a, b;
} line;

typedef struct line_shift {
    __m256i rotation, from_previous;
} line_shift;

INLINE line line_set1(uint64_t x)
{
    return (line){_mm256_set1_epi64x((long long)x), _mm256_set1_epi64x((long long)x)};
}

INLINE line line_load(const uint8_t *p)
{
    return (line){_mm256_loadu_si256((const __m256i *)p), _mm256_loadu_si256((const __m256i *)(p + 32))};
}

INLINE line line_load_half(const uint8_t *p)
{
    const __m256i half = _mm256_loadu_si256((const __m256i *)p);
    return (line){half, half};
}

INLINE void line_store(uint8_t *p, line x)
{
    _mm256_storeu_si256((__m256i *)p, x.a);
    _mm256_storeu_si256((__m256i *)(p + 32), x.b);
}

INLINE void line_stream(uint8_t *p, line x)
{
    _mm256_stream_si256((__m256i *)p, x.a);
    _mm256_stream_si256((__m256i *)(p + 32), x.b);
}

#define line_prefetch_write(p) __builtin_prefetch(p, 1)
#define line_prefetch_read(p) __builtin_prefetch(p, 0)
#define line_prefetch_read_l2(p) __builtin_prefetch(p, 0, 2)
#define stream_fence() _mm_sfence()

INLINE line line_add(line x, line y)
{
    return (line){_mm256_add_epi64(x.a, y.a), _mm256_add_epi64(x.b, y.b)};
}

INLINE line line_xor(line x, line y)
{
    return (line){_mm256_xor_si256(x.a, y.a), _mm256_xor_si256(x.b, y.b)};
}

INLINE line line_and(line x, line y)
{
    return (line){_mm256_and_si256(x.a, y.a), _mm256_and_si256(x.b, y.b)};
}

INLINE line line_or(line x, line y)
{
    return (line){_mm256_or_si256(x.a, y.a), _mm256_or_si256(x.b, y.b)};
}

INLINE line line_shl(line x, int n)
{
    return (line){_mm256_slli_epi64(x.a, n), _mm256_slli_epi64(x.b, n)};
}

INLINE line line_shr(line x, int n)
{
    return (line){_mm256_srli_epi64(x.a, n), _mm256_srli_epi64(x.b, n)};
}

INLINE line line_rotl(line x, int n)
{
    return line_or(line_shl(x, n), line_shr(x, 64 - n));
}

/* A 64-bit product from 32-bit products; the product of the high halves does not affect the result. */
INLINE __m256i mul64(__m256i x, uint64_t c)
{
    const __m256i lo = _mm256_set1_epi64x((long long)c);
    const __m256i hi = _mm256_set1_epi64x((long long)(c >> 32));
    const __m256i cross = _mm256_add_epi64(_mm256_mul_epu32(_mm256_srli_epi64(x, 32), lo), _mm256_mul_epu32(x, hi));
    return _mm256_add_epi64(_mm256_mul_epu32(x, lo), _mm256_slli_epi64(cross, 32));
}

INLINE line line_mul(line x, uint64_t c)
{
    return (line){mul64(x.a, c), mul64(x.b, c)};
}

/* One register, because AVX2 has only 16. */
typedef __m256i differences;

#define differences_none() _mm256_setzero_si256()

INLINE differences differences_add(differences sum, line x, line y)
{
    const line d = line_xor(x, y);
    return _mm256_or_si256(sum, _mm256_or_si256(d.a, d.b));
}

INLINE bool differences_any(differences sum)
{
    return _mm256_movemask_epi8(_mm256_cmpeq_epi8(sum, _mm256_setzero_si256())) != -1;
}

/*
 * Loads from the tables the rotation of a register by whole words, and the mask of the words that come from the
 * previous register.
 */
INLINE line_shift line_shift_by(unsigned bytes)
{
    static const int32_t rotation[16] = {0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 7};
    static const int32_t from_previous[16] = {-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0};
    const size_t start = 8 - bytes / 4;
    return (line_shift){_mm256_loadu_si256((const __m256i *)(rotation + start)),
                        _mm256_loadu_si256((const __m256i *)(from_previous + start))};
}

/* The last bytes of register b of x, followed by y without its last bytes. */
INLINE line line_merge(line x, line y, line_shift shift)
{
    const __m256i previous = _mm256_permutevar8x32_epi32(x.b, shift.rotation);
    const __m256i a = _mm256_permutevar8x32_epi32(y.a, shift.rotation);
    const __m256i b = _mm256_permutevar8x32_epi32(y.b, shift.rotation);
    return (line){_mm256_blendv_epi8(a, previous, shift.from_previous), _mm256_blendv_epi8(b, a, shift.from_previous)};
}

/* A table of 8 doubles: each is two floats of one of its halves. */
INLINE __m256d lookup_eight(const double *table, __m256i i)
{
    const __m256i pairs = _mm256_slli_epi64(i, 1);
    const __m256i at =
        _mm256_or_si256(_mm256_slli_epi64(pairs, 32), _mm256_add_epi64(pairs, _mm256_set1_epi64x(1ll << 32)));
    const __m256 low = _mm256_permutevar8x32_ps(_mm256_loadu_ps((const float *)table), at);
    const __m256 high = _mm256_permutevar8x32_ps(_mm256_loadu_ps((const float *)(table + 4)), at);
    return _mm256_blendv_pd((__m256d)low, (__m256d)high, (__m256d)_mm256_slli_epi64(i, 61));
}

INLINE __m128i upper_words(__m256i x)
{
    const __m128i upper = _mm_setr_epi8(2, 3, 6, 7, 10, 11, 14, 15, -1, -1, -1, -1, -1, -1, -1, -1);
    const __m256i of_lanes = _mm256_shuffle_epi8(x, _mm256_broadcastsi128_si256(upper));
    return _mm256_castsi256_si128(_mm256_permute4x64_epi64(of_lanes, _MM_SHUFFLE(3, 1, 2, 0)));
}

#define line_of_words(map, x, ...)                                                                                     \
    ((line){(__m256i)map((words32)(x).a, __VA_ARGS__), (__m256i)map((words32)(x).b, __VA_ARGS__)})
#define OCTAVES_TOGETHER 8
#define floats_min(x, y) ((floats32)_mm256_min_ps((__m256)(x), (__m256)(y)))
#define doubles_min(x, y) ((doubles64)_mm256_min_pd((__m256d)(x), (__m256d)(y)))
#define lookup_octaves(table, i) _mm256_permutevar8x32_ps(_mm256_loadu_ps(table), (__m256i)(i))
#define OCTAVES64_TOGETHER 8
#define lookup_octaves64(table, i) lookup_eight(table, (__m256i)(i))
#define any_bits(x, mask) (!_mm256_testz_si256((__m256i)(x), _mm256_set1_epi32((int)(mask))))
#define widened(x) ((words32)_mm256_cvtepu16_epi32((__m128i)(x)))
#define upper_halves(x) ((words16)upper_words((__m256i)(x)))
#define halves_of(x) ((words16)_mm256_cvtps_ph((__m256)(x), 0))

#include "tier_template.h"

const tier dgen_tier_avx2 = {fill, head, match, compare, fence, stream_lines, read_lines, make_numbers, add_squares};
