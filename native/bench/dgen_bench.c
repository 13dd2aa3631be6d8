// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Compares the kernel with memset in about a second, for its developers; `dgen bench` measures the machine thoroughly.
 * The cases of a size take turns, so that other load on the machine slows all of them. Prints medians in GB/s and,
 * in brackets, their ratio to memset. Usage: dgen_bench [rounds [compression ratio]]
 */
#define _DEFAULT_SOURCE
#include "dgen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAX_ROUNDS = 999, MAX_CASES = 60, SIZES = 4, LARGEST = 32 << 20 };

static const uint64_t sizes[SIZES] = {4 << 10, 64 << 10, 1 << 20, LARGEST};
static const char *const fill_names[] = {"fill", "fill, regular store,", "fill, prefetch store,",
                                         "fill, stream store,"};
static const double OVERHEAD = 14; /* approximate number of compressed bytes of a page in addition to its literals */

static uint8_t *buffer;
static dgen_content content = {.cells = 1, .tail = DGEN_TAIL_COPY};
static uint32_t literals = DGEN_PAGE_SIZE << 16;

typedef struct bench_case {
    char name[32];
    void (*run)(const struct bench_case *c, uint64_t size);
    int32_t tier, store;
    double rates[SIZES][MAX_ROUNDS];
} bench_case;

static bench_case cases[MAX_CASES];
static int case_count;

static void check(int32_t status)
{
    if (status != DGEN_OK) {
        fprintf(stderr, "dgen_bench: %s\n", dgen_status_string(status));
        exit(1);
    }
}

static void run_memset(const bench_case *c, uint64_t size)
{
    (void)c;
    check(dgen_ceiling_run(DGEN_CEILING_MEMSET, buffer, size));
}

static void run_fill(const bench_case *c, uint64_t size)
{
    const dgen_span span = {0, size, literals, 8};
    check(dgen_fill(&content, &span, 1, buffer, size, c->tier, c->store));
}

static void run_verify(const bench_case *c, uint64_t size)
{
    const dgen_span span = {0, size, literals, 8};
    dgen_mismatch found;
    check(dgen_verify(&content, &span, 1, buffer, size, c->tier, 0, NULL, 0, &found));
    if (found.count != 0) {
        fprintf(stderr, "dgen_bench: %s finds wrong bytes\n", c->name);
        exit(1);
    }
}

/* Compares with data of another place. */
static void run_verify_wrong(const bench_case *c, uint64_t size)
{
    const dgen_span span = {UINT64_C(1) << 40, size, literals, 8};
    dgen_range ranges[16];
    dgen_mismatch found;
    check(dgen_verify(&content, &span, 1, buffer, size, c->tier, 0, ranges, 16, &found));
}

static void add(void (*run)(const bench_case *, uint64_t), int32_t tier, int32_t store, const char *what)
{
    bench_case *const c = &cases[case_count++];
    *c = (bench_case){.run = run, .tier = tier, .store = store};
    snprintf(c->name, sizeof c->name, "%s %s", what, run == run_memset ? "" : dgen_tier_name(tier));
}

/* CPU time, because the time during which the thread waits for a CPU does not depend on the code. */
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* GB/s over at least 1 ms. */
static double measure(const bench_case *c, uint64_t size)
{
    uint64_t runs = 0;
    const double start = now();
    double elapsed;
    do {
        for (uint64_t bytes = 0; bytes < 1 << 20; bytes += size, runs++)
            c->run(c, size);
        elapsed = now() - start;
    } while (elapsed < 1e-3);
    return (double)(runs * size) / elapsed / 1e9;
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* For an even number of rates, the mean of the two middle ones. */
static double median(double *rates, int rounds)
{
    qsort(rates, (size_t)rounds, sizeof *rates, compare);
    return (rates[(rounds - 1) / 2] + rates[rounds / 2]) / 2;
}

int main(int argc, char **argv)
{
    const int rounds = argc > 1 ? atoi(argv[1]) : 5;
    const double ratio = argc > 2 ? atof(argv[2]) : 1;
    if (argc == 4 && strcmp(argv[3], "skip") == 0)
        content.tail = DGEN_TAIL_SKIP;
    if (argc > 4 || (argc == 4 && content.tail == DGEN_TAIL_COPY) || rounds < 1 || rounds > MAX_ROUNDS ||
        !(ratio >= 1 && ratio <= 64)) {
        fprintf(stderr, "usage: dgen_bench [rounds, 1 to %d [compression ratio, 1 to 64 [skip]]]\n", MAX_ROUNDS);
        return 2;
    }
    if (ratio > 1)
        literals = (uint32_t)((DGEN_PAGE_SIZE / ratio - OVERHEAD) * 65536);
    check(dgen_derive_key(DGEN_DOMAIN_CONTENT, 42, 0, &content.key));
    buffer = aligned_alloc(DGEN_PAGE_SIZE, LARGEST);
    if (buffer == NULL)
        check(DGEN_ERR_NO_MEMORY);
    memset(buffer, 1, LARGEST);

    add(run_memset, 0, 0, "memset");
    for (int32_t tier = DGEN_TIER_PORTABLE; dgen_tier_name(tier) != NULL; tier++)
        if (dgen_tier_status(tier) == DGEN_OK) {
            add(run_fill, tier, DGEN_STORE_AUTO, fill_names[DGEN_STORE_AUTO]);
            add(run_verify, tier, 0, "verify");
            add(run_verify_wrong, tier, 0, "verify wrong bytes,");
        }
    for (int32_t store = DGEN_STORE_REGULAR; store <= DGEN_STORE_STREAM; store++)
        add(run_fill, DGEN_TIER_AUTO, store, fill_names[store]);
    for (int round = 0; round < rounds; round++)
        for (int size = 0; size < SIZES; size++)
            for (int i = 0; i < case_count; i++)
                cases[i].rates[size][round] = measure(&cases[i], sizes[size]);

    printf("%-28s%16s%16s%16s%16s\n", "", "4 KiB", "64 KiB", "1 MiB", "32 MiB");
    double memset_rate[SIZES];
    for (int i = 0; i < case_count; i++) {
        printf("%-28s", cases[i].name);
        for (int size = 0; size < SIZES; size++) {
            const double rate = median(cases[i].rates[size], rounds);
            if (i == 0)
                memset_rate[size] = rate;
            printf("%9.2f (%4.2f)", rate, rate / memset_rate[size]);
        }
        puts("");
    }
    return 0;
}
