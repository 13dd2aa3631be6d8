/* Which tiers can run here, and which one DGEN_TIER_AUTO is. */
#include "cpu.h"
#include "dgen.h"
#include "tier.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#ifdef DGEN_HAS_X86
#define IF_X86(pages) pages
#else
#define IF_X86(pages) NULL
#endif
#ifdef DGEN_HAS_NEON
#define IF_NEON(pages) pages
#else
#define IF_NEON(pages) NULL
#endif

/* Slowest first. */
static const struct {
    const char *name;
    const tier *pages; /* null where the build has none */
} tiers[] = {
    [DGEN_TIER_AUTO] = {"auto", NULL},
    [DGEN_TIER_PORTABLE] = {"portable", &tier_portable},
    [DGEN_TIER_AVX2] = {"avx2", IF_X86(&tier_avx2)},
    [DGEN_TIER_AVX512] = {"avx512", IF_X86(&tier_avx512)},
    [DGEN_TIER_NEON] = {"neon", IF_NEON(&tier_neon)},
};

enum { TIER_COUNT = sizeof tiers / sizeof *tiers };

/*
 * Everything the dispatch has to remember, in one word so that it is published at once and without a lock: whether it
 * is known, the tier and status of DGEN_TIER_AUTO, and 4 bits per tier for the obstacle.
 */
typedef uint64_t decision;

static decision pack(int32_t auto_tier, int32_t auto_status, const enum obstacle obstacles[TIER_COUNT])
{
    decision d = 1 | (decision)auto_tier << 8 | (decision)auto_status << 16;
    for (int i = 0; i < TIER_COUNT; i++)
        d |= (decision)obstacles[i] << (32 + 4 * i);
    return d;
}

static int32_t auto_tier(decision d)
{
    return d >> 8 & 0xFF;
}

static int32_t auto_status(decision d)
{
    return d >> 16 & 0xFF;
}

static enum obstacle obstacle_of(decision d, int32_t id)
{
    return d >> (32 + 4 * id) & 0xF;
}

static bool is_tier(int32_t id)
{
    return id >= 0 && id < TIER_COUNT;
}

static decision decide(void)
{
    enum obstacle obstacles[TIER_COUNT] = {OBSTACLE_NONE};
    int32_t chosen = DGEN_TIER_PORTABLE, status = DGEN_OK;
    for (int32_t id = DGEN_TIER_PORTABLE; id < TIER_COUNT; id++) {
        obstacles[id] = cpu_obstacle((enum dgen_tier)id);
        if (obstacles[id] == OBSTACLE_NONE)
            chosen = id;
    }

    const char *wanted = getenv("DGEN_TIER");
    if (wanted != NULL && *wanted != '\0' && strcmp(wanted, tiers[DGEN_TIER_AUTO].name) != 0) {
        status = DGEN_ERR_UNKNOWN_TIER;
        for (int32_t id = DGEN_TIER_PORTABLE; id < TIER_COUNT; id++) {
            if (strcmp(wanted, tiers[id].name) == 0) {
                chosen = id;
                status = obstacles[id] == OBSTACLE_NONE ? DGEN_OK : DGEN_ERR_TIER_UNAVAILABLE;
            }
        }
    }
    return pack(chosen, status, obstacles);
}

static decision decided(void)
{
    static _Atomic decision once;
    decision d = atomic_load_explicit(&once, memory_order_relaxed);
    if (d == 0) {
        const decision mine = decide();
        if (atomic_compare_exchange_strong_explicit(&once, &d, mine, memory_order_relaxed, memory_order_relaxed))
            d = mine;
    }
    return d;
}

int32_t dgen_tier_status(int32_t id)
{
    if (!is_tier(id))
        return DGEN_ERR_UNKNOWN_TIER;
    const decision d = decided();
    if (id == DGEN_TIER_AUTO)
        return auto_status(d);
    return obstacle_of(d, id) == OBSTACLE_NONE ? DGEN_OK : DGEN_ERR_TIER_UNAVAILABLE;
}

int32_t dgen_tier_default(int32_t *out)
{
    if (out == NULL)
        return DGEN_ERR_NULL;
    const decision d = decided();
    if (auto_status(d) == DGEN_OK)
        *out = auto_tier(d);
    return auto_status(d);
}

int32_t tier_resolve(int32_t id, const tier **out)
{
    const int32_t status = dgen_tier_status(id);
    if (status == DGEN_OK)
        *out = tiers[id == DGEN_TIER_AUTO ? auto_tier(decided()) : id].pages;
    return status;
}

const tier *tier_fastest(void)
{
    const decision d = decided();
    int32_t id = TIER_COUNT - 1;
    while (obstacle_of(d, id) != OBSTACLE_NONE)
        id--;
    return tiers[id].pages;
}

const char *dgen_tier_name(int32_t id)
{
    return is_tier(id) ? tiers[id].name : NULL;
}

const char *dgen_tier_reason(int32_t id)
{
    if (!is_tier(id))
        return NULL;
    const decision d = decided();
    if (id != DGEN_TIER_AUTO)
        return obstacle_text(obstacle_of(d, id));
    switch (auto_status(d)) {
    case DGEN_OK:
        return "";
    case DGEN_ERR_UNKNOWN_TIER:
        return "the environment variable DGEN_TIER names no tier";
    default:
        return "the environment variable DGEN_TIER names a tier that cannot run here";
    }
}
