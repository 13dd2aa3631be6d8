// SPDX-License-Identifier: MIT OR Apache-2.0
/* The interface of a tier. A tier processes whole pages; content.c splits a byte range into whole and partial pages. */
#ifndef DGEN_TIER_H
#define DGEN_TIER_H

#include "dgen.h"
#include "format.h"

#include <stddef.h>
#include <stdint.h>

/* The byte that stream_lines writes. */
enum { CEILING_BYTE = 0x5A };

/* Defines the bytes of pages, together with their numbers. */
typedef struct page_spec {
    const uint64_t *key; /* four words */
    layout layout;
} page_spec;

typedef struct tier {
    /* Writes whole pages to an address of any alignment. */
    void (*fill)(const page_spec *spec, uint64_t page, uint8_t *out, uint64_t count, int32_t store);

    /* Writes at least the first `bytes` bytes of one page, and at most the whole page, to a line-aligned address. */
    void (*head)(const page_spec *spec, uint64_t page, uint8_t *out, size_t bytes);

    /*
     * Compares whole pages. Returns the number of leading pages that are known to be right; it is less than count if a
     * page is wrong.
     */
    uint64_t (*match)(const page_spec *spec, uint64_t page, const uint8_t *data, uint64_t count);

    /* Orders the stores of DGEN_STORE_STREAM before all later ones. */
    void (*fence)(void);

    /* The loops of DGEN_CEILING_STREAM and DGEN_CEILING_READ, for whole lines at a line-aligned address. */
    void (*stream_lines)(uint8_t *out, uint64_t bytes);
    void (*read_lines)(const uint8_t *data, uint64_t bytes);
} tier;

/* Resolves a dgen_tier; with DGEN_OK, *out is a tier that can run here. */
int32_t dgen_tier_resolve(int32_t id, const tier **out);

/* The fastest tier that can run here, regardless of the environment. */
const tier *dgen_tier_fastest(void);

#endif
