/* What the machine can run, and how large its caches are. */
#ifndef DGEN_CPU_H
#define DGEN_CPU_H

#include "dgen.h"

#include <stdint.h>

/* Why a tier cannot run. */
enum obstacle {
    OBSTACLE_NONE,
    OBSTACLE_NOT_X86,
    OBSTACLE_NOT_AARCH64,
    OBSTACLE_NO_AVX2,
    OBSTACLE_NO_AVX512F,
    OBSTACLE_NO_AVX512DQ,
    OBSTACLE_NO_YMM_STATE,
    OBSTACLE_NO_ZMM_STATE
};

const char *obstacle_text(enum obstacle obstacle);

typedef struct cpu_caches {
    uint64_t l2;        /* bytes of the L2 cache; 0 if unknown */
    uint64_t llc_share; /* bytes of the L3 cache divided by the CPUs that share it; 0 if unknown or without L3 */
} cpu_caches;

/* Both ask the machine at every call: the callers keep the answers. */
enum obstacle cpu_obstacle(enum dgen_tier tier);
cpu_caches cpu_cache_sizes(void);

#endif
