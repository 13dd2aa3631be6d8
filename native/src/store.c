// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * dgen_store_for chooses the kind of store by the length of the buffer. A buffer that fits into the L1 cache is written
 * with regular stores. In a larger buffer, a store has to fetch its line first; a prefetch for writing hides the
 * latency, and the data is still in the L2 or L3 cache when the caller reads it. In a buffer that is larger than this
 * thread's share of the L3 cache, the data would evict itself and the data of other threads: non-temporal stores avoid
 * this and the fetch.
 *
 * Compressible pages with more literals than copies leave little to hide as long as the lines come from the L2 cache:
 * there, the prefetch instructions cost up to 10 % with AVX-512, and nothing with AVX2.
 *
 * The share is the size of the cache divided by the number of CPUs that share it, but at most MAX_LLC_SHARE: few
 * processors have more per core, and a virtual machine with two CPUs is told the size of a cache that it shares with
 * the other machines of its host.
 */
#include "store.h"

#include <stdatomic.h>
#include <unistd.h>

enum { DEFAULT_L1 = 32 << 10, MAX_L1 = 256 << 10, DEFAULT_LLC_SHARE = 2 << 20, MAX_LLC_SHARE = 16 << 20 };

/* Bytes, as the system or the processor reports them; 0 if unknown. */
typedef struct cpu_caches {
    uint64_t l1, l2;
    uint64_t llc_share; /* L3 cache divided by the CPUs that share it */
} cpu_caches;

#ifdef __x86_64__

#include <cpuid.h>

/* Intel and AMD describe caches in the same format, at different leaves. */
static uint32_t cache_leaf(void)
{
    enum { LEAF80000001_ECX_TOPOEXT = 1 << 22 };
    uint32_t a, b, c, d;
    if (__get_cpuid_count(4, 0, &a, &b, &c, &d) && a % 32 != 0)
        return 4;
    return __get_cpuid(0x80000001, &a, &b, &c, &d) && c & LEAF80000001_ECX_TOPOEXT ? 0x8000001D : 0;
}

static cpu_caches read_caches(void)
{
    enum { MAX_CACHES = 16, INSTRUCTION_CACHE = 2 };
    const long online = sysconf(_SC_NPROCESSORS_ONLN);
    const uint32_t leaf = cache_leaf();
    cpu_caches caches = {0};

    for (uint32_t i = 0; leaf != 0 && i < MAX_CACHES; i++) {
        uint32_t a, b, c, d;
        if (!__get_cpuid_count(leaf, i, &a, &b, &c, &d) || a % 32 == 0)
            break;
        const uint32_t type = a % 32, level = a / 32 % 8;
        const uint64_t line = b % 4096 + 1, partitions = (b >> 12) % 1024 + 1, ways = (b >> 22) + 1;
        const uint64_t size = line * partitions * ways * ((uint64_t)c + 1);
        /* The field is the number of reserved identifiers; a virtual machine may have fewer CPUs. */
        uint64_t sharing = (a >> 14) % 4096 + 1;
        if (online > 0 && sharing > (uint64_t)online)
            sharing = (uint64_t)online;
        if (level == 1 && type != INSTRUCTION_CACHE)
            caches.l1 = size;
        if (level == 2 && type != INSTRUCTION_CACHE)
            caches.l2 = size;
        if (level == 3)
            caches.llc_share = size / sharing;
    }
    return caches;
}

#else

static cpu_caches read_caches(void)
{
    const long l1 = sysconf(_SC_LEVEL1_DCACHE_SIZE), l2 = sysconf(_SC_LEVEL2_CACHE_SIZE);
    const long l3 = sysconf(_SC_LEVEL3_CACHE_SIZE), online = sysconf(_SC_NPROCESSORS_ONLN);
    return (cpu_caches){
        .l1 = l1 > 0 ? (uint64_t)l1 : 0,
        .l2 = l2 > 0 ? (uint64_t)l2 : 0,
        .llc_share = l3 > 0 && online > 0 ? (uint64_t)(l3 / online) : 0,
    };
}

#endif

static uint64_t min_u64(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* 0 if not computed yet. Threads that compute them concurrently get the same values. */
static _Atomic uint64_t regular_limit, literals_limit, prefetch_limit;

int32_t dgen_store_for_pages(uint64_t length, bool mostly_literals)
{
    uint64_t regular = atomic_load_explicit(&regular_limit, memory_order_relaxed);
    uint64_t literals = atomic_load_explicit(&literals_limit, memory_order_relaxed);
    uint64_t prefetch = atomic_load_explicit(&prefetch_limit, memory_order_relaxed);
    if (regular == 0 || literals == 0 || prefetch == 0) {
        const cpu_caches caches = read_caches();
        const uint64_t l2 = min_u64(caches.l2, MAX_LLC_SHARE);
        regular = min_u64(caches.l1 != 0 ? caches.l1 : DEFAULT_L1, MAX_L1);
        literals = l2 > regular ? l2 : regular;
        prefetch = min_u64(caches.llc_share != 0 ? caches.llc_share : DEFAULT_LLC_SHARE, MAX_LLC_SHARE);
        prefetch = l2 > prefetch ? l2 : prefetch;
        atomic_store_explicit(&regular_limit, regular, memory_order_relaxed);
        atomic_store_explicit(&literals_limit, literals, memory_order_relaxed);
        atomic_store_explicit(&prefetch_limit, prefetch, memory_order_relaxed);
    }
    if (length <= (mostly_literals ? literals : regular))
        return DGEN_STORE_REGULAR;
    return length <= prefetch ? DGEN_STORE_PREFETCH : DGEN_STORE_STREAM;
}

int32_t dgen_store_for(uint64_t length)
{
    return dgen_store_for_pages(length, false);
}
