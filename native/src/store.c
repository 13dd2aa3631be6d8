/*
 * Which store a buffer deserves, by its length. What fits into L2 is written in place. Beyond, a store has to fetch its
 * line first, which a prefetch for writing hides; the data then still is in the L3 cache when the caller reads it.
 * Beyond this thread's share of L3 the data would only push out itself and others': non-temporal stores save the fetch.
 * The share is what is left when every CPU does the same.
 */
#include "cpu.h"
#include "dgen.h"

#include <stdatomic.h>

enum { DEFAULT_L2 = 1 << 20, DEFAULT_LLC_SHARE = 2 << 20 };

/* Racing threads compute the same values; 0 means not yet. */
static _Atomic uint64_t regular_limit, prefetch_limit;

int32_t dgen_store_for(uint64_t length)
{
    uint64_t regular = atomic_load_explicit(&regular_limit, memory_order_relaxed);
    uint64_t prefetch = atomic_load_explicit(&prefetch_limit, memory_order_relaxed);
    if (regular == 0 || prefetch == 0) {
        const cpu_caches caches = cpu_cache_sizes();
        regular = caches.l2 != 0 ? caches.l2 : DEFAULT_L2;
        prefetch = caches.llc_share != 0 ? caches.llc_share : DEFAULT_LLC_SHARE;
        atomic_store_explicit(&regular_limit, regular, memory_order_relaxed);
        atomic_store_explicit(&prefetch_limit, prefetch, memory_order_relaxed);
    }
    if (length <= regular)
        return DGEN_STORE_REGULAR;
    return length <= prefetch ? DGEN_STORE_PREFETCH : DGEN_STORE_STREAM;
}
