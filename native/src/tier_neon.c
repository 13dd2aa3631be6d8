// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * NEON: a line is four registers.
 *
 * CMake: processor aarch64|arm64
 */
#include <arm_neon.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define INTERLEAVE 1
#define SEEDS_AHEAD 0
#define VECTOR_BYTES 16
#define REALIGN_STREAM 0
#define REALIGN_REGULAR 0

#define INLINE static inline __attribute__((always_inline))

typedef struct line {
    uint64x2_t a, b, c, d;
} line;

#define EACH_PAIR(op, x, y) ((line){op((x).a, (y).a), op((x).b, (y).b), op((x).c, (y).c), op((x).d, (y).d)})
#define EACH_WITH(op, x, n) ((line){op((x).a, n), op((x).b, n), op((x).c, n), op((x).d, n)})

INLINE line line_set1(uint64_t x)
{
    const uint64x2_t v = vdupq_n_u64(x);
    return (line){v, v, v, v};
}

INLINE uint64x2_t load(const uint8_t *p)
{
    return vreinterpretq_u64_u8(vld1q_u8(p));
}

INLINE line line_load(const uint8_t *p)
{
    return (line){load(p), load(p + 16), load(p + 32), load(p + 48)};
}

INLINE line line_load_half(const uint8_t *p)
{
    return (line){load(p), load(p + 16), load(p), load(p + 16)};
}

INLINE void line_store(uint8_t *p, line x)
{
    vst1q_u8(p, vreinterpretq_u8_u64(x.a));
    vst1q_u8(p + 16, vreinterpretq_u8_u64(x.b));
    vst1q_u8(p + 32, vreinterpretq_u8_u64(x.c));
    vst1q_u8(p + 48, vreinterpretq_u8_u64(x.d));
}

/* NEON has no intrinsics for non-temporal stores: all kinds of store are plain. */
#define line_stream(p, x) line_store(p, x)
#define line_prefetch_write(p) __builtin_prefetch(p, 1)
#define line_prefetch_read(p) __builtin_prefetch(p, 0)
#define line_prefetch_read_l2(p) __builtin_prefetch(p, 0, 2)
#define stream_fence() ((void)0)

INLINE line line_add(line x, line y)
{
    return EACH_PAIR(vaddq_u64, x, y);
}

INLINE line line_xor(line x, line y)
{
    return EACH_PAIR(veorq_u64, x, y);
}

INLINE line line_and(line x, line y)
{
    return EACH_PAIR(vandq_u64, x, y);
}

INLINE line line_or(line x, line y)
{
    return EACH_PAIR(vorrq_u64, x, y);
}

/* Macros, because the intrinsics require literal shift counts. */
#define ROTL(v, n) vsriq_n_u64(vshlq_n_u64(v, n), v, 64 - (n))
#define line_shl(x, n) EACH_WITH(vshlq_n_u64, x, n)
#define line_shr(x, n) EACH_WITH(vshrq_n_u64, x, n)

INLINE line rotl23(line x)
{
    return EACH_WITH(ROTL, x, 23);
}

INLINE line rotl45(line x)
{
    return EACH_WITH(ROTL, x, 45);
}

#define line_rotl(x, n) rotl##n(x)

/* A 64-bit product from 32-bit products; the product of the high halves does not affect the result. */
INLINE uint64x2_t mul64(uint64x2_t x, uint64_t c)
{
    const uint32x4_t halves = vreinterpretq_u32_u64(x);
    const uint32x4_t swapped = vreinterpretq_u32_u64(vdupq_n_u64(c << 32 | c >> 32));
    const uint64x2_t cross = vpaddlq_u32(vmulq_u32(halves, swapped));
    return vmlal_u32(vshlq_n_u64(cross, 32), vmovn_u64(x), vdup_n_u32((uint32_t)c));
}

INLINE line line_mul(line x, uint64_t c)
{
    return EACH_WITH(mul64, x, c);
}

typedef uint64x2_t differences;

#define differences_none() vdupq_n_u64(0)

INLINE differences differences_add(differences sum, line x, line y)
{
    const line d = line_xor(x, y);
    return vorrq_u64(sum, vorrq_u64(vorrq_u64(d.a, d.b), vorrq_u64(d.c, d.d)));
}

INLINE bool differences_any(differences sum)
{
    return (vgetq_lane_u64(sum, 0) | vgetq_lane_u64(sum, 1)) != 0;
}

typedef char line_shift;
#define line_shift_by(bytes) ((line_shift)(bytes))
#define line_merge(x, y, shift) ((void)(x), (void)(shift), (y))

/* A table of 32 bytes; the bytes of element i are 4 i .. 4 i + 3. */
INLINE float32x4_t lookup_eight(const float *table, uint32x4_t i)
{
    const uint8x16x2_t bytes = {{vld1q_u8((const uint8_t *)table), vld1q_u8((const uint8_t *)(table + 4))}};
    const uint32x4_t first = vmulq_n_u32(vandq_u32(i, vdupq_n_u32(7)), 0x04040404);
    const uint32x4_t at = vaddq_u32(first, vdupq_n_u32(0x03020100));
    return vreinterpretq_f32_u8(vqtbl2q_u8(bytes, vreinterpretq_u8_u32(at)));
}

#define line_of_words(map, x, ...)                                                                                     \
    ((line){(uint64x2_t)map((words32)(x).a, __VA_ARGS__), (uint64x2_t)map((words32)(x).b, __VA_ARGS__),                \
            (uint64x2_t)map((words32)(x).c, __VA_ARGS__), (uint64x2_t)map((words32)(x).d, __VA_ARGS__)})
#define OCTAVES_TOGETHER 8
#define floats_min(x, y) ((floats32)vminq_f32((float32x4_t)(x), (float32x4_t)(y)))
#define doubles_min(x, y) ((doubles64)vminq_f64((float64x2_t)(x), (float64x2_t)(y)))
#define lookup_octaves(table, i) lookup_eight(table, (uint32x4_t)(i))
#define OCTAVES64_TOGETHER NORMAL_OCTAVES64
#define lookup_octaves64(table, i) ((doubles64){(table)[(i)[0]], (table)[(i)[1]]})
#define any_bits(x, mask) (vmaxvq_u32((uint32x4_t)((words32)(x) & (uint32_t)(mask))) != 0)
#define widened(x) ((words32)vmovl_u16((uint16x4_t)(x)))
#define upper_halves(x) ((words16)vshrn_n_u32((uint32x4_t)(x), 16))
#define halves_of(x) ((words16)vreinterpret_u16_f16(vcvt_f16_f32((float32x4_t)(x))))

#include "tier_template.h"

const tier dgen_tier_neon = {fill, head, match, compare, fence, stream_lines, read_lines, make_numbers, add_squares};
