// SPDX-License-Identifier: MIT OR Apache-2.0
/* The table of tiers, the check whether a tier can run here, and the tier that DGEN_TIER_AUTO selects. */
#include "dgen.h"
#include "tier.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define IF_ANY(x) x
#define NAME_OF_ANY "any processor"

#define NAME_OF_X86_64 "x86-64"
#ifdef __x86_64__
#define IF_X86_64(x) x
#else
#define IF_X86_64(x) NULL
#endif

/* With DGEN_EMULATED (tests only, on x86-64) all vector instructions are emulated. */
#define NAME_OF_AARCH64 "little-endian aarch64"
#if (defined(__aarch64__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) || defined(DGEN_EMULATED)
#define IF_AARCH64(x) x
#else
#define IF_AARCH64(x) NULL
#endif

/*
 * All tiers, the slowest first. A row holds
 *   - the constant in dgen.h without DGEN_TIER_,
 *   - the NAME of the tier; its file is tier_NAME.c, and the only global symbol of the file is dgen_tier_NAME,
 *   - the architecture that the file is built for,
 *   - the function that returns why the CPU or the operating system cannot run the tier, an empty text if they can;
 *     NULL if the architecture suffices.
 */
#define TIERS(ROW)                                                                                                     \
    ROW(PORTABLE, portable, ANY, NULL)                                                                                 \
    ROW(AVX2, avx2, X86_64, avx2_obstacle)                                                                             \
    ROW(AVX512, avx512, X86_64, avx512_obstacle)                                                                       \
    ROW(NEON, neon, AARCH64, NULL)

#ifdef __x86_64__

#include <cpuid.h>

enum {
    LEAF1_ECX_OSXSAVE = 1 << 27,
    LEAF1_ECX_F16C = 1 << 29,
    LEAF7_EBX_AVX2 = 1 << 5,
    LEAF7_EBX_AVX512F = 1 << 16,
    LEAF7_EBX_AVX512DQ = 1 << 17,
    XCR0_YMM = 1 << 1 | 1 << 2,                     /* SSE and AVX state */
    XCR0_ZMM = XCR0_YMM | 1 << 5 | 1 << 6 | 1 << 7, /* and opmask, ZMM_Hi256, Hi16_ZMM */
};

static bool has_feature(uint32_t leaf7_ebx)
{
    uint32_t a, b, c, d;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & leaf7_ebx) != 0;
}

static bool has_f16c(void)
{
    uint32_t a, b, c, d;
    return __get_cpuid(1, &a, &b, &c, &d) && (c & LEAF1_ECX_F16C) != 0;
}

/* Checks the operating system, too: a register that it does not save is lost at a context switch. */
static bool is_saved(uint32_t state)
{
    uint32_t a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & LEAF1_ECX_OSXSAVE))
        return false;
    __asm__("xgetbv" : "=a"(a), "=d"(d) : "c"(0));
    return (a & state) == state;
}

static const char *avx2_obstacle(void)
{
    if (!has_feature(LEAF7_EBX_AVX2))
        return "CPU has no AVX2";
    if (!has_f16c())
        return "CPU has no F16C";
    return is_saved(XCR0_YMM) ? "" : "operating system does not save YMM state (XCR0)";
}

static const char *avx512_obstacle(void)
{
    if (!has_feature(LEAF7_EBX_AVX512F))
        return "CPU has no AVX-512F";
    if (!has_feature(LEAF7_EBX_AVX512DQ))
        return "CPU has no AVX-512DQ";
    if (!is_saved(XCR0_ZMM))
        return "operating system does not save ZMM state (XCR0)";
    return avx2_obstacle(); /* the compiler may use AVX2 in code for AVX-512 */
}

#endif

#define DECLARATION(constant, name, architecture, obstacle) extern const tier dgen_tier_##name;
TIERS(DECLARATION)

#define ENTRY(constant, name, architecture, obstacle)                                                                  \
    [DGEN_TIER_##constant] = {#name, IF_##architecture(&dgen_tier_##name), IF_##architecture(obstacle),                \
                              "not built for " NAME_OF_##architecture},

static const struct {
    const char *name;
    const tier *code; /* null if the build has none */
    const char *(*obstacle)(void);
    const char *missing_build;
} tiers[] = {[DGEN_TIER_AUTO] = {.name = "auto"}, TIERS(ENTRY)};

#define ONE_MORE(constant, name, architecture, obstacle) +1

enum { TIER_COUNT = sizeof tiers / sizeof *tiers, TIER_ROWS = 1 TIERS(ONE_MORE) };

_Static_assert(TIER_COUNT == TIER_ROWS, "the numbers of tiers are consecutive");

static const char *obstacle_of(int32_t id)
{
    if (tiers[id].code == NULL)
        return tiers[id].missing_build;
#ifndef DGEN_EMULATED
    if (tiers[id].obstacle != NULL)
        return tiers[id].obstacle();
#endif
    return "";
}

/*
 * The state of the dispatch in one word, so that it can be published atomically without a lock. Bit 0: known. Bits 8 to
 * 15 and 16 to 23: tier and status of DGEN_TIER_AUTO. Bit 32 + n: tier n can run here.
 */
typedef uint64_t decision;

_Static_assert(TIER_COUNT <= 32, "a decision has one bit per tier");

static bool can_run(decision d, int32_t id)
{
    return (d >> (32 + id) & 1) != 0;
}

static int32_t auto_tier(decision d)
{
    return d >> 8 & 0xFF;
}

static int32_t auto_status(decision d)
{
    return d >> 16 & 0xFF;
}

static bool is_tier(int32_t id)
{
    return id >= 0 && id < TIER_COUNT;
}

static int32_t fastest(decision d)
{
    int32_t id = TIER_COUNT - 1;
    while (!can_run(d, id))
        id--;
    return id;
}

static decision decide(void)
{
    decision d = 1;
    for (int32_t id = DGEN_TIER_PORTABLE; id < TIER_COUNT; id++)
        d |= (decision)(*obstacle_of(id) == '\0') << (32 + id);

    int32_t chosen = fastest(d), status = DGEN_OK;
    const char *wanted = getenv("DGEN_TIER");
    if (wanted != NULL && *wanted != '\0' && strcmp(wanted, tiers[DGEN_TIER_AUTO].name) != 0) {
        status = DGEN_ERR_UNKNOWN_TIER;
        for (int32_t id = DGEN_TIER_PORTABLE; id < TIER_COUNT; id++) {
            if (strcmp(wanted, tiers[id].name) == 0) {
                chosen = id;
                status = can_run(d, id) ? DGEN_OK : DGEN_ERR_TIER_UNAVAILABLE;
            }
        }
    }
    return d | (decision)chosen << 8 | (decision)status << 16;
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
    return can_run(d, id) ? DGEN_OK : DGEN_ERR_TIER_UNAVAILABLE;
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

int32_t dgen_tier_resolve(int32_t id, const tier **out)
{
    const int32_t status = dgen_tier_status(id);
    if (status == DGEN_OK)
        *out = tiers[id == DGEN_TIER_AUTO ? auto_tier(decided()) : id].code;
    return status;
}

const tier *dgen_tier_fastest(void)
{
    return tiers[fastest(decided())].code;
}

const char *dgen_tier_name(int32_t id)
{
    return is_tier(id) ? tiers[id].name : NULL;
}

const char *dgen_tier_reason(int32_t id)
{
    if (!is_tier(id))
        return NULL;
    if (id != DGEN_TIER_AUTO)
        return obstacle_of(id);
    switch (auto_status(decided())) {
    case DGEN_OK:
        return "";
    case DGEN_ERR_UNKNOWN_TIER:
        return "the environment variable DGEN_TIER names no tier";
    default:
        return "the environment variable DGEN_TIER names a tier that cannot run here";
    }
}
