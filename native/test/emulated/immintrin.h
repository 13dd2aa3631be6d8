// SPDX-License-Identifier: MIT OR Apache-2.0
/* Replaces the compiler's header by SIMDe's AVX2 and AVX-512, to run those tiers on any CPU. */
#ifndef EMULATED_IMMINTRIN_H
#define EMULATED_IMMINTRIN_H

#include_next <immintrin.h>
#include <simde/x86/avx2.h>
#include <simde/x86/avx512.h>

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

#endif
