#define _DEFAULT_SOURCE
#include "support.h"

#include <sys/mman.h>
#include <unistd.h>

void expected_pages(const dgen_stream *stream, uint64_t page, uint8_t *out, size_t pages)
{
    for (size_t p = 0; p < pages; p++) {
        uint64_t s[LANES][4];
        for (unsigned lane = 0; lane < LANES; lane++)
            lane_state(stream->key, page + p, lane, s[lane]);
        for (size_t i = 0; i < PAGE_BYTES / 8; i++) {
            const uint64_t word = xoshiro256pp_next(s[i % LANES]);
            for (unsigned b = 0; b < 8; b++)
                *out++ = (uint8_t)(word >> (8 * b));
        }
    }
}

uint8_t *guarded_alloc(size_t size)
{
    const size_t guard = (size_t)sysconf(_SC_PAGESIZE);
    uint8_t *base = mmap(NULL, size + 2 * guard, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (base == MAP_FAILED || mprotect(base + guard, size, PROT_READ | PROT_WRITE) != 0) {
        perror("guarded_alloc");
        exit(1);
    }
    return base + guard;
}

bool tier_runs(int32_t tier)
{
    if (dgen_tier_status(tier) == DGEN_OK)
        return true;
    printf("tier %s skipped: %s\n", dgen_tier_name(tier), dgen_tier_reason(tier));
    return false;
}

uint64_t random_u64(void)
{
    static uint64_t state = 20261122;
    return mix64(state += MIX64_GAMMA);
}

unsigned sample_step(void)
{
    const char *text = getenv("DGEN_TEST_SAMPLE");
    const int step = text != NULL ? atoi(text) : 1;
    return step > 0 ? (unsigned)step : 1;
}

dgen_stream test_stream(uint64_t seed, uint64_t stream_id)
{
    dgen_stream stream;
    CHECK(dgen_derive_key(DGEN_DOMAIN_CONTENT, seed, stream_id, &stream) == DGEN_OK, "derive");
    return stream;
}
