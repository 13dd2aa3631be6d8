#include "cpu.h"
#include "tier.h"

#include <unistd.h>

const char *obstacle_text(enum obstacle obstacle)
{
    switch (obstacle) {
    case OBSTACLE_NONE:
        return "";
    case OBSTACLE_NOT_X86:
        return "not built for x86-64";
    case OBSTACLE_NOT_AARCH64:
        return "not built for little-endian aarch64";
    case OBSTACLE_NO_AVX2:
        return "CPU has no AVX2";
    case OBSTACLE_NO_AVX512F:
        return "CPU has no AVX-512F";
    case OBSTACLE_NO_AVX512DQ:
        return "CPU has no AVX-512DQ";
    case OBSTACLE_NO_YMM_STATE:
        return "operating system does not save YMM state (XCR0)";
    case OBSTACLE_NO_ZMM_STATE:
        return "operating system does not save ZMM state (XCR0)";
    }
    return "unknown";
}

#ifdef DGEN_HAS_X86

#include <cpuid.h>

enum {
    LEAF1_ECX_OSXSAVE = 1 << 27,
    LEAF7_EBX_AVX2 = 1 << 5,
    LEAF7_EBX_AVX512F = 1 << 16,
    LEAF7_EBX_AVX512DQ = 1 << 17,
    XCR0_YMM = 1 << 1 | 1 << 2,                     /* SSE and AVX state */
    XCR0_ZMM = XCR0_YMM | 1 << 5 | 1 << 6 | 1 << 7, /* and opmask, ZMM_Hi256, Hi16_ZMM */
};

static uint32_t leaf7_ebx(void)
{
    uint32_t a, b, c, d;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) ? b : 0;
}

/* A CPU feature says nothing about the operating system: a register it does not save is lost at a context switch. */
static uint32_t xcr0(void)
{
    uint32_t a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & LEAF1_ECX_OSXSAVE))
        return 0;
    __asm__("xgetbv" : "=a"(a), "=d"(d) : "c"(0));
    return a;
}

static enum obstacle avx2_obstacle(void)
{
#ifdef DGEN_EMULATED
    return OBSTACLE_NONE;
#endif
    if (!(leaf7_ebx() & LEAF7_EBX_AVX2))
        return OBSTACLE_NO_AVX2;
    return (xcr0() & XCR0_YMM) == XCR0_YMM ? OBSTACLE_NONE : OBSTACLE_NO_YMM_STATE;
}

static enum obstacle avx512_obstacle(void)
{
#ifdef DGEN_EMULATED
    return OBSTACLE_NONE;
#endif
    if (!(leaf7_ebx() & LEAF7_EBX_AVX512F))
        return OBSTACLE_NO_AVX512F;
    if (!(leaf7_ebx() & LEAF7_EBX_AVX512DQ))
        return OBSTACLE_NO_AVX512DQ;
    if ((xcr0() & XCR0_ZMM) != XCR0_ZMM)
        return OBSTACLE_NO_ZMM_STATE;
    return avx2_obstacle(); /* the compiler may use AVX2 in code for AVX-512 */
}

/* Intel and AMD describe caches in the same format, at different leaves. */
static uint32_t cache_leaf(void)
{
    enum { LEAF80000001_ECX_TOPOEXT = 1 << 22 };
    uint32_t a, b, c, d;
    if (__get_cpuid_count(4, 0, &a, &b, &c, &d) && a % 32 != 0)
        return 4;
    return __get_cpuid(0x80000001, &a, &b, &c, &d) && c & LEAF80000001_ECX_TOPOEXT ? 0x8000001D : 0;
}

cpu_caches cpu_cache_sizes(void)
{
    enum { MAX_CACHES = 16, INSTRUCTION_CACHE = 2 };
    const long online = sysconf(_SC_NPROCESSORS_ONLN);
    const uint32_t leaf = cache_leaf();
    cpu_caches caches = {0, 0};

    for (uint32_t i = 0; leaf != 0 && i < MAX_CACHES; i++) {
        uint32_t a, b, c, d;
        if (!__get_cpuid_count(leaf, i, &a, &b, &c, &d) || a % 32 == 0)
            break;
        const uint32_t type = a % 32, level = a / 32 % 8;
        const uint64_t line = b % 4096 + 1, partitions = (b >> 12) % 1024 + 1, ways = (b >> 22) + 1;
        const uint64_t size = line * partitions * ways * ((uint64_t)c + 1);
        /* The field counts identifiers, which a virtual machine may not have CPUs for. */
        uint64_t sharing = (a >> 14) % 4096 + 1;
        if (online > 0 && sharing > (uint64_t)online)
            sharing = (uint64_t)online;
        if (level == 2 && type != INSTRUCTION_CACHE)
            caches.l2 = size;
        if (level == 3)
            caches.llc_share = size / sharing;
    }
    return caches;
}

#else

static enum obstacle avx2_obstacle(void)
{
    return OBSTACLE_NOT_X86;
}

static enum obstacle avx512_obstacle(void)
{
    return OBSTACLE_NOT_X86;
}

cpu_caches cpu_cache_sizes(void)
{
    const long l2 = sysconf(_SC_LEVEL2_CACHE_SIZE), l3 = sysconf(_SC_LEVEL3_CACHE_SIZE);
    const long online = sysconf(_SC_NPROCESSORS_ONLN);
    return (cpu_caches){
        .l2 = l2 > 0 ? (uint64_t)l2 : 0,
        .llc_share = l3 > 0 && online > 0 ? (uint64_t)(l3 / online) : 0,
    };
}

#endif

static enum obstacle neon_obstacle(void)
{
#ifdef DGEN_HAS_NEON
    return OBSTACLE_NONE; /* part of the base architecture */
#else
    return OBSTACLE_NOT_AARCH64;
#endif
}

enum obstacle cpu_obstacle(enum dgen_tier tier)
{
    switch (tier) {
    case DGEN_TIER_AVX2:
        return avx2_obstacle();
    case DGEN_TIER_AVX512:
        return avx512_obstacle();
    case DGEN_TIER_NEON:
        return neon_obstacle();
    default:
        return OBSTACLE_NONE;
    }
}
