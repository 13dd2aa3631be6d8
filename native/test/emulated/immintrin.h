// SPDX-License-Identifier: MIT OR Apache-2.0
/* Replaces the compiler's header by SIMDe's AVX2, F16C and AVX-512, to run those tiers on any CPU. */
#ifndef EMULATED_IMMINTRIN_H
#define EMULATED_IMMINTRIN_H

#include_next <immintrin.h>
#include <simde/x86/avx2.h>
#include <simde/x86/avx512.h>
#define SIMDE_X86_F16C_ENABLE_NATIVE_ALIASES
#include <simde/x86/f16c.h>

#include <stdint.h>
#include <string.h>

/* The real instructions fault on an unaligned address; SIMDe's functions may not. */
#define EMULATE_STREAM(address, value)                                                                                 \
    do {                                                                                                               \
        if ((uintptr_t)(address) % sizeof(value) != 0)                                                                 \
            __builtin_trap();                                                                                          \
        memcpy(address, &(value), sizeof(value));                                                                      \
    } while (0)

#undef _mm256_stream_si256
#define _mm256_stream_si256(address, value) EMULATE_STREAM(address, value)
#undef _mm512_stream_si512
#define _mm512_stream_si512(address, value) EMULATE_STREAM(address, value)

/* SIMDe lacks these conversions of 512 bits. */
#define EMULATE_CONVERSION(name, from_vector, from_type, to_vector, to_type, converted)                                \
    static inline to_vector name(from_vector x)                                                                        \
    {                                                                                                                  \
        from_type from[16];                                                                                            \
        to_type to[16];                                                                                                \
        to_vector result;                                                                                              \
        memcpy(from, &x, sizeof from);                                                                                 \
        for (int i = 0; i < 16; i++)                                                                                   \
            to[i] = (to_type)converted(from[i]);                                                                       \
        memcpy(&result, to, sizeof result);                                                                            \
        return result;                                                                                                 \
    }
#define HALF_OF_FLOAT(x) simde_float16_as_uint16(simde_float16_from_float32(x))

EMULATE_CONVERSION(emulated_cvtepu16_epi32, simde__m256i, uint16_t, simde__m512i, uint32_t, )
EMULATE_CONVERSION(emulated_cvtepi32_epi16, simde__m512i, uint32_t, simde__m256i, uint16_t, )
EMULATE_CONVERSION(emulated_cvtps_ph, simde__m512, float, simde__m256i, uint16_t, HALF_OF_FLOAT)

#undef _mm512_cvtepu16_epi32
#undef _mm512_cvtepi32_epi16
#undef _mm512_cvtps_ph
#define _mm512_cvtepu16_epi32(x) emulated_cvtepu16_epi32(x)
#define _mm512_cvtepi32_epi16(x) emulated_cvtepi32_epi16(x)
#define _mm512_cvtps_ph(x, rounding) emulated_cvtps_ph(x) /* always to nearest, ties to even */

/* SIMDe's function returns 1 if one of the words of 64 bits is 0. */
#undef _mm256_testz_si256
#define _mm256_testz_si256(x, y)                                                                                       \
    (_mm256_movemask_epi8(_mm256_cmpeq_epi8(_mm256_and_si256(x, y), _mm256_setzero_si256())) == -1)

#endif
