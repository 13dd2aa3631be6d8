/* What a tier provides. Pages are whole here; content.c cuts a byte range into whole and partial ones. */
#ifndef DGEN_TIER_H
#define DGEN_TIER_H

#include "dgen.h"

#include <stddef.h>
#include <stdint.h>

/* Tiers in this build. With DGEN_EMULATED (tests only) all vector instructions are emulated. */
#if defined(__x86_64__)
#define DGEN_HAS_X86
#endif
#if (defined(__aarch64__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) || defined(DGEN_EMULATED)
#define DGEN_HAS_NEON
#endif

typedef struct tier {
    /* Writes whole pages to an address of any alignment. Fenced on return when store is DGEN_STORE_STREAM. */
    void (*fill)(const uint64_t key[4], uint64_t page, uint8_t *out, uint64_t pages, int32_t store);

    /* Writes the first lines (of 64 bytes) of one page to a line-aligned address. */
    void (*head)(const uint64_t key[4], uint64_t page, uint8_t *out, size_t lines);

    /* Compares whole pages. Returns how many leading ones are known to be right, fewer than pages if any is not. */
    uint64_t (*match)(const uint64_t key[4], uint64_t page, const uint8_t *data, uint64_t pages);
} tier;

extern const tier tier_portable;
extern const tier tier_avx2;
extern const tier tier_avx512;
extern const tier tier_neon;

/* Resolves a dgen_tier; on DGEN_OK *out is a tier that can run here. */
int32_t tier_resolve(int32_t id, const tier **out);

#endif
