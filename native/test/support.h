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

/* Content made by the definition alone, word by word. */
void expected_pages(const dgen_stream *stream, uint64_t page, uint8_t *out, size_t pages);

/* Memory of `size` accessible bytes (a multiple of the system's page size) between two inaccessible pages. */
uint8_t *guarded_alloc(size_t size);

/* Whether the tier can run; if not, says why it is skipped. */
bool tier_runs(int32_t tier);

/* SplitMix64 with a fixed seed: failures repeat. */
uint64_t random_u64(void);

/* DGEN_TEST_SAMPLE from the environment: exhaustive loops take every n-th case only. For emulators and sanitizers. */
unsigned sample_step(void);

dgen_stream test_stream(uint64_t seed, uint64_t stream_id);

#endif
