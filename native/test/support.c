// SPDX-License-Identifier: MIT OR Apache-2.0
#define _DEFAULT_SOURCE
#include "support.h"

#include <sys/mman.h>
#include <unistd.h>

/* Implements docs/format.md, "Texture skip", without code of the tiers. */
static unsigned skip_count(uint64_t mean, uint64_t page)
{
    uint64_t few = 8, more = 4096;
    for (uint64_t s = 0; s < 4096 && more == 4096; s += 1 + s / 32) {
        const bool allowed = s >= 64 ? s % 32 >= 5 && s % 32 <= 28 : s >= 8;
        if (allowed && s * 65536 <= mean)
            few = s;
        else if (allowed)
            more = s;
    }
    if (mean == 4096 * 65536)
        return 4096;
    const uint64_t share = (mean - few * 65536) / (more - few), n = page % 65536;
    return (unsigned)((n + 1) * share / 65536 > n * share / 65536 ? more : few);
}

static uint8_t skip_byte(const uint8_t *page, unsigned literals, unsigned i)
{
    unsigned landing = literals + 2 * (1 + literals / 32);
    while (landing % 64 != 0)
        landing++;
    return i < landing ? page[i % 32] : page[31 + (i - landing) % 128 - (i - landing) / 128];
}

/* Implements docs/format.md, "Compressible page", without code of the tiers. */
static void expected_cell(const subject *s, uint64_t page, unsigned cell, unsigned size, uint8_t *out,
                          const uint8_t *outputs, size_t *taken)
{
    const uint64_t number = page * s->content.cells + cell;
    const uint64_t before = number % 65536 * (uint64_t)s->literals / 65536,
                   after = (number % 65536 + 1) * (uint64_t)s->literals / 65536;
    const bool skip = s->content.tail == DGEN_TAIL_SKIP;
    const unsigned literals = skip ? skip_count(s->literals, page) : (unsigned)(after - before);
    const unsigned most = (unsigned)((s->literals + 65535) / 65536);
    unsigned distance = 8;
    while (distance < 32 && 2 * distance <= literals)
        distance *= 2;
    for (unsigned lines = 1; 64 * lines <= literals; lines += 2)
        distance = 64 * lines;
    if (page % 2 == 1 && distance >= 9 * 64 && literals + 512 <= size)
        distance -= 2 * 64;
    if (s->content.tail == DGEN_TAIL_STRIPES) {
        for (unsigned i = 0; i < size; i++) {
            const unsigned run = (4096 - literals + 15 - i / 256) / 16; /* rounded up in the first stripes */
            out[i] = i % 256 < run ? (uint8_t)s->content.run_byte : outputs[i] % (1 << s->bits);
        }
        return;
    }
    const uint8_t *lines = s->content.reach[0].group == 0 ? outputs + *taken : outputs;
    for (unsigned i = 0; i < size; i++)
        out[i] = i < literals                       ? lines[i] % (1 << s->bits)
                 : skip && literals >= 64           ? skip_byte(out, literals, i)
                 : s->content.tail == DGEN_TAIL_RUN ? (uint8_t)s->content.run_byte
                                                    : out[i - distance];
    *taken += (most + 63) / 64 * 64;
}

static void page_outputs(const subject *s, uint64_t page, uint8_t *out)
{
    uint64_t state[LANES][4];
    for (unsigned lane = 0; lane < LANES; lane++)
        lane_state(s->content.key.word, page, lane, state[lane]);
    for (size_t i = 0; i < PAGE_BYTES; i += 8) {
        const uint64_t word = xoshiro256pp_next(state[i / 8 % LANES]);
        for (unsigned b = 0; b < 8; b++)
            out[i + b] = (uint8_t)(word >> (8 * b));
    }
}

/* Implements docs/format.md, "Reach": replaces the first lines of a page. */
static void replace_lines(const subject *s, uint64_t page, uint8_t *outputs)
{
    if (s->bits == 8 && s->literals == (uint32_t)PAGE_BYTES << 16)
        return;
    uint64_t largest = 1, sum = 0;
    for (unsigned k = 0; k < REACH_ENTRIES; k++)
        largest = s->content.reach[k].group > largest ? s->content.reach[k].group : largest;
    const uint64_t number = page / largest % 65536;
    size_t line = 0;
    for (unsigned k = 0; k < REACH_ENTRIES; k++) {
        const dgen_reach r = s->content.reach[k];
        if (r.group == 0)
            break;
        sum += r.share;
        const uint64_t lines = s->literals * sum / (64 << 16); /* in units of 1/65536 */
        size_t end = (size_t)((number + 1) * lines / 65536 - number * lines / 65536);
        const size_t whole = (s->literals >> 16) / 64;
        if (end >= whole)
            end = whole > 0 ? whole - 1 : 0;
        uint8_t shared[PAGE_BYTES];
        page_outputs(s, (UINT64_C(1) << 53) + 4 * (page / r.group * r.group + page % r.distance) + k, shared);
        for (size_t i = 0; line < end; line++, i += 64)
            memcpy(outputs + 64 * line, shared + i, 64);
    }
}

void expected_pages(const subject *s, uint64_t page, uint8_t *out, size_t pages)
{
    for (size_t p = 0; p < pages; p++) {
        uint8_t outputs[PAGE_BYTES];
        page_outputs(s, page + p, outputs);
        replace_lines(s, page + p, outputs);
        const unsigned cells = s->content.cells, size = PAGE_BYTES / cells;
        size_t taken = 0;
        for (unsigned cell = 0; cell < cells; cell++, out += size)
            expected_cell(s, page + p, cell, size, out, outputs, &taken);
    }
}

int32_t fill_one(const subject *s, uint64_t offset, void *buffer, uint64_t length, int32_t tier, int32_t store)
{
    const dgen_span span = {offset, length, s->literals, s->bits};
    return dgen_fill(&s->content, &span, 1, buffer, length, tier, store);
}

int32_t verify_one(const subject *s, uint64_t offset, const void *buffer, uint64_t length, int32_t tier,
                   dgen_mismatch *out)
{
    const dgen_span span = {offset, length, s->literals, s->bits};
    const int32_t status = dgen_verify(&s->content, &span, 1, buffer, length, tier, 0, NULL, 0, out);
    if (status == DGEN_OK) {
        dgen_mismatch of_memory;
        CHECK(dgen_verify(&s->content, &span, 1, buffer, length, tier, UINT64_MAX, NULL, 0, &of_memory) == DGEN_OK &&
                  of_memory.first == out->first && of_memory.count == out->count,
              "tier %d: the result depends on the length of the whole buffer", tier);
    }
    return status;
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

int32_t tier_end(void)
{
    int32_t end = 0;
    while (dgen_tier_name(end) != NULL)
        end++;
    return end;
}

const variants tier_variants = {dgen_tier_name, dgen_tier_reason};

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

subject test_subject(uint64_t seed, uint64_t stream_id)
{
    subject s = {.content = {.cells = 1}, .literals = (uint32_t)PAGE_BYTES << 16, .bits = 8};
    CHECK(dgen_derive_key(DGEN_DOMAIN_CONTENT, seed, stream_id, &s.content.key) == DGEN_OK, "derive");
    return s;
}

subject layout_subject(unsigned i)
{
    /* Layouts with whole and partial lines, short and long tails, and each rule for the distance. See set_run. */
    static const struct {
        unsigned cells, run_byte;
        double literals; /* in bytes */
        uint32_t bits;
    } layouts[SUBJECTS] = {
        {1, 0, 4096, 8},
        {1, 0, 4095.5, 8},
        {1, 0, 4040.25, 8},
        {1, 0, 3584, 8},
        {1, 0, 3583.9, 8},
        {1, 0, 2034.7, 8},
        {1, 0, 1351.33, 8},
        {1, 0, 576, 8},
        {1, 0, 575.999, 8},
        {1, 0, 498, 8},
        {1, 0, 190, 8},
        {1, 0, 63.5, 8},
        {1, 0, 31, 8},
        {1, 0, 8, 8},
        {1, 1, 2034, 8},
        {1, 255, 40.5, 8},
        {4, 0, 1024, 8},
        {4, 0, 1000, 8},
        {4, 0, 335.75, 8},
        {4, 0, 15.99, 8},
        {4, 90, 200.2, 8},
        {1, 0, 4096, 7},
        {1, 0, 1351.33, 4},
        {4, 0, 1024, 5},
        {1, 7, 40.5, 6},
        {1, STRIPED + 90, 3800.3, 8},
        {1, STRIPED + 255, 8, 8},
        {1, STRIPED + 1, 2000.5, 5},
        /* Landings that end after the page, and in the line of the last literal byte but one; pieces and parts. */
        {1, SKIP, 4096, 8},
        {1, SKIP, 4090.3, 8},
        {1, SKIP, 4038, 8},
        {1, SKIP, 3700.5, 8},
        {1, SKIP, 2034.7, 8},
        {1, SKIP, 1351.3, 5},
        {1, SKIP, 498, 8},
        {1, SKIP, 73.1, 8},
        {1, SKIP, 62.5, 8},
        {1, SKIP, 8.5, 8},
        /* With a reach; its content is compressible, except that of the first. */
        {1, 0, 4096, 8},
        {1, 0, 4096, 6},
        {1, 0, 2034.7, 8},
        {1, 0, 1351.33, 6},
        {1, 90, 1500.2, 8},
        {1, 0, 4000, 8},
        {1, 0, 190, 8},
        {1, 0, 40, 8},
    };
    static const dgen_reach reaches[][REACH_ENTRIES] = {{{8192, 1, 700}, {16384, 2, 1}},
                                                        {{4, 1, 6500}, {16, 4, 9001}, {32, 16, 3000}, {256, 128, 4587}},
                                                        {{2, 1, 65536}}};
    subject s = test_subject(42, 7);
    if (i >= REACHLESS)
        memcpy(s.content.reach, reaches[i % 3], sizeof *reaches);
    s.content.cells = layouts[i].cells;
    set_run(&s, layouts[i].run_byte);
    s.literals = (uint32_t)(layouts[i].literals * 65536);
    s.bits = layouts[i].bits;
    return s;
}

void set_run(subject *s, unsigned run_byte)
{
    s->content.tail = run_byte >= STRIPED ? DGEN_TAIL_STRIPES
                      : run_byte == SKIP  ? DGEN_TAIL_SKIP
                      : run_byte != 0     ? DGEN_TAIL_RUN
                                          : DGEN_TAIL_COPY;
    s->content.run_byte = (uint16_t)(run_byte >= STRIPED ? run_byte - STRIPED : run_byte % SKIP);
}
