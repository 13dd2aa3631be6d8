/* What the tests share: expected content, guarded memory, random numbers, sampling. */
#ifndef SUPPORT_H
#define SUPPORT_H

#include "check.h"
#include "dgen.h"
#include "format.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

enum { TIER_FIRST = DGEN_TIER_PORTABLE, TIER_LAST = DGEN_TIER_NEON };

/* One span's content, and what to fill it with. */
typedef struct subject {
    dgen_content content;
    uint32_t literals, bits;
} subject;

/* Content made by the definition alone, byte by byte. */
void expected_pages(const subject *s, uint64_t page, uint8_t *out, size_t pages);

/* dgen_fill and dgen_verify with one span. */
int32_t fill_one(const subject *s, uint64_t offset, void *buffer, uint64_t length, int32_t tier, int32_t store);
int32_t verify_one(const subject *s, uint64_t offset, const void *buffer, uint64_t length, int32_t tier,
                   dgen_mismatch *out);

/* Memory of `size` accessible bytes (a multiple of the system's page size) between two inaccessible pages. */
uint8_t *guarded_alloc(size_t size);

/* Whether the tier can run; if not, says why it is skipped. */
bool tier_runs(int32_t tier);

/* SplitMix64 with a fixed seed: failures repeat. */
uint64_t random_u64(void);

/* DGEN_TEST_SAMPLE from the environment: exhaustive loops take every n-th case only. For emulators and sanitizers. */
unsigned sample_step(void);

/* Incompressible. */
subject test_subject(uint64_t seed, uint64_t stream_id);

/* Layouts of every kind, the incompressible one first; all of one key. */
enum { SUBJECTS = 25 };
subject layout_subject(unsigned i);

#endif
