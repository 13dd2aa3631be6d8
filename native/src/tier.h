/* What a tier provides. Pages are whole here; content.c cuts a byte range into whole and partial ones. */
#ifndef DGEN_TIER_H
#define DGEN_TIER_H

#include "dgen.h"
#include "format.h"

#include <stddef.h>
#include <stdint.h>

/* Tiers in this build. With DGEN_EMULATED (tests only) all vector instructions are emulated. */
#if defined(__x86_64__)
#define DGEN_HAS_X86
#endif
#if (defined(__aarch64__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__) || defined(DGEN_EMULATED)
#define DGEN_HAS_NEON
#endif

/* What stream_lines writes. */
enum { CEILING_BYTE = 0x5A };

/* What whole pages are made of. */
typedef struct pages {
    const uint64_t *key; /* four words */
    layout layout;
} pages;

typedef struct tier {
    /* Writes whole pages to an address of any alignment. */
    void (*fill)(const pages *of, uint64_t page, uint8_t *out, uint64_t count, int32_t store);

    /* Writes at least the first bytes of one page, and no more than all of it, to a line-aligned address. */
    void (*head)(const pages *of, uint64_t page, uint8_t *out, size_t bytes);

    /* Compares whole pages. Returns how many leading ones are known to be right, fewer than count if any is not. */
    uint64_t (*match)(const pages *of, uint64_t page, const uint8_t *data, uint64_t count);

    /* Orders what was written with DGEN_STORE_STREAM before what follows. */
    void (*fence)(void);

    /* What the stores and loads of this tier can do at best, with whole lines at a line-aligned address. */
    void (*stream_lines)(uint8_t *out, uint64_t bytes);
    void (*read_lines)(const uint8_t *data, uint64_t bytes);
} tier;

extern const tier tier_portable;
extern const tier tier_avx2;
extern const tier tier_avx512;
extern const tier tier_neon;

/* Resolves a dgen_tier; on DGEN_OK *out is a tier that can run here. */
int32_t tier_resolve(int32_t id, const tier **out);

/* The fastest that can run here, whatever the environment says. */
const tier *tier_fastest(void);

#endif
