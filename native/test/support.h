// SPDX-License-Identifier: MIT OR Apache-2.0
/* Shared by the tests: expected content, guarded memory, random numbers, sampling. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include "check.h"
#include "dgen.h"
#include "format.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* The number after the last dgen_tier. */
int32_t tier_end(void);

/* One test for each tier; its argument is the tier. */
extern const variants tier_variants;
#define TIER_TEST(name) VARIANT_TEST(name, &tier_variants)

/* The content of one span. */
typedef struct subject {
    dgen_content content;
    uint32_t literals, bits;
} subject;

/* Writes content byte by byte, as docs/format.md defines it. */
void expected_pages(const subject *s, uint64_t page, uint8_t *out, size_t pages);

/* dgen_fill and dgen_verify with one span. */
int32_t fill_one(const subject *s, uint64_t offset, void *buffer, uint64_t length, int32_t tier, int32_t store);
int32_t verify_one(const subject *s, uint64_t offset, const void *buffer, uint64_t length, int32_t tier,
                   dgen_mismatch *out);

/* Returns `size` accessible bytes (a multiple of the system's page size) between two inaccessible pages. */
uint8_t *guarded_alloc(size_t size);

/* SplitMix64 with a fixed seed, so that failures can be repeated. */
uint64_t random_u64(void);

/* DGEN_TEST_SAMPLE from the environment: exhaustive loops run only every n-th case. For emulators and sanitizers. */
unsigned sample_step(void);

/* Incompressible content. */
subject test_subject(uint64_t seed, uint64_t stream_id);

/* Content of every kind of layout, the incompressible one first; all with the same key. */
enum { REACHLESS = 38, SUBJECTS = 46 };
subject layout_subject(unsigned i);

/* Sets the tail to a run of the byte, to copies if it is 0, to DGEN_TAIL_SKIP, or to stripes of byte - STRIPED. */
enum { SKIP = 256, STRIPED = 1000 };
void set_run(subject *s, unsigned run_byte);

#endif
