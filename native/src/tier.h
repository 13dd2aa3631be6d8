// SPDX-License-Identifier: MIT OR Apache-2.0
/* The interface of a tier. A tier processes whole pages; content.c splits a byte range into whole and partial pages. */
#ifndef DGEN_TIER_H
#define DGEN_TIER_H

#include "dgen.h"
#include "format.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The byte that stream_lines writes. */
enum { CEILING_BYTE = 0x5A };

/* The row that was normalised last: a long row is made and compared in many parts. */
typedef struct scaled_row {
    uint64_t start; /* content offset; UINT64_MAX before the first row */
    double scale;
} scaled_row;

/* Defines the bytes of pages, together with their numbers. */
typedef struct page_spec {
    const uint64_t *key; /* four words */
    layout layout;
    const dgen_reach *reach;     /* REACH_ENTRIES; null if pages have no lines of others. Tiers ignore it */
    const dgen_numbers *numbers; /* null for bytes; tiers ignore it unless is_made_by_tier */
    scaled_row *row;             /* of the call; tiers ignore it */
} page_spec;

/* The wrong bytes of a buffer up to some position. Later ones are added in ascending order. */
typedef struct wrong_bytes {
    uint64_t first, count;
    dgen_range *ranges;
    uint64_t ranges_used, capacity;
    uint64_t last_end; /* end of the last range, also of one that was not written */
} wrong_bytes;

struct number_sums;

typedef struct tier {
    /* Writes whole pages to an address of any alignment. */
    void (*fill)(const page_spec *spec, uint64_t page, uint8_t *out, uint64_t count, int32_t store);

    /* Writes at least the first `bytes` bytes of one page, and at most the whole page, to a line-aligned address. */
    void (*head)(const page_spec *spec, uint64_t page, uint8_t *out, size_t bytes);

    /*
     * Compares whole pages. Returns the number of leading pages that are known to be right; it is less than count if a
     * page is wrong. `is_cached` has no influence on the result: it says that the data is expected in a cache.
     */
    uint64_t (*match)(const page_spec *spec, uint64_t page, const uint8_t *data, uint64_t count, bool is_cached);

    /*
     * Adds the differences of two byte arrays; `actual` is at index `at` of the buffer. Prefetches the lines that are
     * `ahead` bytes after those of `actual`, unless it is 0.
     */
    void (*compare)(const uint8_t *expected, const uint8_t *actual, size_t bytes, uint64_t at, size_t ahead,
                    wrong_bytes *wrong);

    /* Orders the stores of DGEN_STORE_STREAM before all later ones. */
    void (*fence)(void);

    /* The loops of DGEN_CEILING_STREAM and DGEN_CEILING_READ, for whole lines at a line-aligned address. */
    void (*stream_lines)(uint8_t *out, uint64_t bytes);
    void (*read_lines)(const uint8_t *data, uint64_t bytes);

    /*
     * Replaces bytes of pages without a tail by numbers, at any address. `noise` is the same range of pages of the
     * noise, null without; each number is multiplied by *scale unless that is null.
     */
    void (*make_numbers)(const dgen_numbers *n, uint8_t *bytes, const uint8_t *noise, size_t length,
                         const double *scale);

    /* Adds the squares of these numbers to sums. `first` is the place in its row of the first number. */
    void (*add_squares)(const dgen_numbers *n, const uint8_t *bytes, const uint8_t *noise, size_t length,
                        uint64_t first, struct number_sums *sums);
} tier;

/* Resolves a dgen_tier; with DGEN_OK, *out is a tier that can run here. */
int32_t dgen_tier_resolve(int32_t id, const tier **out);

/* The fastest tier that can run here, regardless of the environment. */
const tier *dgen_tier_fastest(void);

#endif
