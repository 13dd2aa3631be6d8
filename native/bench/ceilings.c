#include "ceilings.h"

#include <string.h>

void dgen_ceiling_memset(void *buffer, uint64_t length)
{
    memset(buffer, 0x5A, length);
    __asm__ volatile("" : : "r"(buffer) : "memory"); /* or the compiler drops a store that nobody reads */
}

#if defined(__x86_64__)

#include <immintrin.h>

__attribute__((target("avx512f"))) static void stream_avx512(uint8_t *p, uint64_t length)
{
    const __m512i x = _mm512_set1_epi8(0x5A);
    for (const uint8_t *const end = p + length; p < end; p += 64)
        _mm512_stream_si512((void *)p, x);
}

__attribute__((target("avx2"))) static void stream_avx2(uint8_t *p, uint64_t length)
{
    const __m256i x = _mm256_set1_epi8(0x5A);
    for (const uint8_t *const end = p + length; p < end; p += 64) {
        _mm256_stream_si256((__m256i *)p, x);
        _mm256_stream_si256((__m256i *)(p + 32), x);
    }
}

static void stream_sse2(uint8_t *p, uint64_t length)
{
    const __m128i x = _mm_set1_epi8(0x5A);
    for (const uint8_t *const end = p + length; p < end; p += 16)
        _mm_stream_si128((__m128i *)p, x);
}

void dgen_ceiling_stream(void *buffer, uint64_t length)
{
    if (__builtin_cpu_supports("avx512f"))
        stream_avx512(buffer, length);
    else if (__builtin_cpu_supports("avx2"))
        stream_avx2(buffer, length);
    else
        stream_sse2(buffer, length);
    _mm_sfence();
}

#else

void dgen_ceiling_stream(void *buffer, uint64_t length)
{
    dgen_ceiling_memset(buffer, length);
}

#endif

/* GCC makes a version for each instruction set and picks one when the library is loaded. */
#if defined(__x86_64__) && defined(__GLIBC__)
__attribute__((target_clones("avx512f", "avx2", "default")))
#endif
static uint64_t
xor_words(const uint64_t *words, uint64_t count)
{
    uint64_t lanes[32] = {0};
    for (uint64_t i = 0; i + 32 <= count; i += 32)
        for (unsigned j = 0; j < 32; j++)
            lanes[j] ^= words[i + j];
    uint64_t sum = 0;
    for (unsigned j = 0; j < 32; j++)
        sum ^= lanes[j];
    for (uint64_t i = count - count % 32; i < count; i++)
        sum ^= words[i];
    return sum;
}

uint64_t dgen_ceiling_read(const void *buffer, uint64_t length)
{
    return xor_words(buffer, length / sizeof(uint64_t));
}

int32_t dgen_ceiling_fill(dgen_ceiling_filler *fill, const struct dgen_content *content, const struct dgen_span *span,
                          void *buffer, uint64_t length, int32_t tier, int32_t store, uint64_t calls)
{
    int32_t status = 0;
    for (uint64_t i = 0; i < calls; i++)
        status = fill(content, span, 1, buffer, length, tier, store);
    return status;
}
