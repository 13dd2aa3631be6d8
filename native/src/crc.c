// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * CRC-64/NVME. The vector code folds the data with carry-less multiplications: a block of 16 bytes can be replaced by
 * its product with x^D, D bits further on, without a change of the remainder.
 */
#include "dgen.h"
#include "tier.h"

#include <stddef.h>

/* The remainders of four bits; bit 63 is the coefficient of x^0. The polynomial is 0x9A6C9329AC4BC9B5 in this order. */
static const uint64_t remainders[16] = {
    UINT64_C(0x0000000000000000), UINT64_C(0x78E0FF3B88BE6F81), UINT64_C(0xF1C1FE77117CDF02),
    UINT64_C(0x8921014C99C2B083), UINT64_C(0xD75ADABD7A6E2D6F), UINT64_C(0xAFBA2586F2D042EE),
    UINT64_C(0x269B24CA6B12F26D), UINT64_C(0x5E7BDBF1E3AC9DEC), UINT64_C(0x9A6C9329AC4BC9B5),
    UINT64_C(0xE28C6C1224F5A634), UINT64_C(0x6BAD6D5EBD3716B7), UINT64_C(0x134D926535897936),
    UINT64_C(0x4D364994D625E4DA), UINT64_C(0x35D6B6AF5E9B8B5B), UINT64_C(0xBCF7B7E3C7593BD8),
    UINT64_C(0xC41748D84FE75459),
};

/* The reference. */
static uint64_t update(uint64_t crc, const uint8_t *data, uint64_t length)
{
    for (uint64_t i = 0; i < length; i++) {
        crc ^= data[i];
        crc = crc >> 4 ^ remainders[crc & 15];
        crc = crc >> 4 ^ remainders[crc & 15];
    }
    return crc;
}

#if defined(__x86_64__) && !defined(DGEN_EMULATED)

#include <cpuid.h>
#include <immintrin.h>
#include <stdatomic.h>

#define INLINE_FOR(features) __attribute__((target(features), always_inline)) static inline
#define WITH_CLMUL "avx2,pclmul"
#define WITH_VPCLMUL "avx512f,avx512dq,avx2,pclmul,vpclmulqdq"

enum { BLOCK = 16 };

/* x^(D - 1), then x^(D + 63) for the first eight bytes of a block: a product is one power of x too high. */
#define FOLD_BY_128 UINT64_C(0x21E9761E252621AC), UINT64_C(0xEADC41FD2BA3D420)
#define FOLD_BY_1024 UINT64_C(0x5F852FB61E8D92DC), UINT64_C(0xA1CA681E733F9C40)
#define FOLD_BY_2048 UINT64_C(0xA043808C0F782663), UINT64_C(0x37CCD3E14069CABC)

INLINE_FOR(WITH_CLMUL) __m128i block_at(const uint8_t *p)
{
    return _mm_loadu_si128((const __m128i *)p);
}

INLINE_FOR(WITH_CLMUL) __m128i folded(__m128i x, __m128i factors, __m128i next)
{
    return _mm_xor_si128(_mm_xor_si128(_mm_clmulepi64_si128(x, factors, 0x00), _mm_clmulepi64_si128(x, factors, 0x11)),
                         next);
}

/* The remainder of a number of blocks. */
INLINE_FOR(WITH_CLMUL) uint64_t remainder_of(const uint8_t *blocks, unsigned count)
{
    const __m128i factors = _mm_set_epi64x(FOLD_BY_128);
    uint8_t last[BLOCK];
    __m128i x = block_at(blocks);
    for (unsigned i = 1; i < count; i++)
        x = folded(x, factors, block_at(blocks + BLOCK * i));
    _mm_storeu_si128((__m128i *)last, x);
    return update(0, last, BLOCK);
}

enum { CLMUL_BLOCKS = 8, VPCLMUL_LINES = 4 };

/* length is a multiple of 128 and not 0. */
__attribute__((target(WITH_CLMUL))) static uint64_t fold_blocks(uint64_t crc, const uint8_t *data, uint64_t length)
{
    enum { STEP = CLMUL_BLOCKS * BLOCK };
    const __m128i factors = _mm_set_epi64x(FOLD_BY_1024);
    uint8_t sums[STEP];
    __m128i x[CLMUL_BLOCKS];
    for (unsigned i = 0; i < CLMUL_BLOCKS; i++)
        x[i] = block_at(data + BLOCK * i);
    x[0] = _mm_xor_si128(x[0], _mm_cvtsi64_si128((int64_t)crc));
    for (uint64_t at = STEP; at < length; at += STEP)
#pragma GCC unroll 8
        for (unsigned i = 0; i < CLMUL_BLOCKS; i++)
            x[i] = folded(x[i], factors, block_at(data + at + BLOCK * i));
    for (unsigned i = 0; i < CLMUL_BLOCKS; i++)
        _mm_storeu_si128((__m128i *)(sums + BLOCK * i), x[i]);
    return remainder_of(sums, CLMUL_BLOCKS);
}

/* length is a multiple of 256 and not 0. */
__attribute__((target(WITH_VPCLMUL))) static uint64_t fold_lines(uint64_t crc, const uint8_t *data, uint64_t length)
{
    enum { STEP = VPCLMUL_LINES * LINE_BYTES };
    const __m512i factors = _mm512_broadcast_i64x2(_mm_set_epi64x(FOLD_BY_2048));
    uint8_t sums[STEP];
    __m512i x[VPCLMUL_LINES];
    for (unsigned i = 0; i < VPCLMUL_LINES; i++)
        x[i] = _mm512_loadu_si512(data + LINE_BYTES * i);
    x[0] = _mm512_xor_si512(x[0], _mm512_zextsi128_si512(_mm_cvtsi64_si128((int64_t)crc)));
    for (uint64_t at = STEP; at < length; at += STEP)
#pragma GCC unroll 4
        for (unsigned i = 0; i < VPCLMUL_LINES; i++)
            x[i] = _mm512_ternarylogic_epi64(_mm512_clmulepi64_epi128(x[i], factors, 0x00),
                                             _mm512_clmulepi64_epi128(x[i], factors, 0x11),
                                             _mm512_loadu_si512(data + at + LINE_BYTES * i), 0x96);
    for (unsigned i = 0; i < VPCLMUL_LINES; i++)
        _mm512_storeu_si512(sums + LINE_BYTES * i, x[i]);
    return remainder_of(sums, STEP / BLOCK);
}

enum { LEAF1_ECX_PCLMULQDQ = 1 << 1, LEAF7_ECX_VPCLMULQDQ = 1 << 10, KNOWN = 1, HAS_CLMUL = 2, HAS_VPCLMUL = 4 };

/* Asked once: in a virtual machine the answer takes longer than a call of dgen_crc64nvme. */
static int features(void)
{
    static _Atomic int once;
    int found = atomic_load_explicit(&once, memory_order_relaxed);
    if (found == 0) {
        uint32_t a, b, c, d;
        found = KNOWN;
        if (__get_cpuid(1, &a, &b, &c, &d) && (c & LEAF1_ECX_PCLMULQDQ))
            found |= HAS_CLMUL;
        if (__get_cpuid_count(7, 0, &a, &b, &c, &d) && (c & LEAF7_ECX_VPCLMULQDQ) && (found & HAS_CLMUL))
            found |= HAS_VPCLMUL;
        atomic_store_explicit(&once, found, memory_order_relaxed);
    }
    return found;
}

/* Adds as much of the data as the instructions of the tier can, and returns its length. */
static uint64_t fold(uint64_t *crc, const uint8_t *data, uint64_t length, int32_t tier)
{
    enum { SHORTEST = 512 };
    if (length < SHORTEST)
        return 0;
    if (tier == DGEN_TIER_AVX512 && (features() & HAS_VPCLMUL)) {
        length -= length % (VPCLMUL_LINES * LINE_BYTES);
        *crc = fold_lines(*crc, data, length);
        return length;
    }
    if (tier != DGEN_TIER_PORTABLE && (features() & HAS_CLMUL)) {
        length -= length % (CLMUL_BLOCKS * BLOCK);
        *crc = fold_blocks(*crc, data, length);
        return length;
    }
    return 0;
}

#else

static uint64_t fold(uint64_t *crc, const uint8_t *data, uint64_t length, int32_t tier)
{
    (void)crc, (void)data, (void)length, (void)tier;
    return 0;
}

#endif

int32_t dgen_crc64nvme(uint64_t *crc, const void *data, uint64_t length, int32_t tier)
{
    if (crc == NULL || (data == NULL && length > 0))
        return DGEN_ERR_NULL;
    if (length > 0 && length - 1 > UINTPTR_MAX - (uintptr_t)data)
        return DGEN_ERR_RANGE;
    int32_t status = tier == DGEN_TIER_AUTO ? dgen_tier_default(&tier) : dgen_tier_status(tier);
    if (status != DGEN_OK)
        return status;
    uint64_t inverted = ~*crc;
    const uint64_t done = fold(&inverted, data, length, tier);
    *crc = ~update(inverted, length > done ? (const uint8_t *)data + done : NULL, length - done);
    return DGEN_OK;
}
