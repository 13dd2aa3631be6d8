/*
 * Compares the kernel with the ceilings of the machine. The contenders of a table take turns, a few milliseconds each,
 * so that what else runs on the machine slows all of them; medians of their rates are printed, and the ratio to the
 * first contender. Usage: dgen_bench [rounds]
 */
#define _DEFAULT_SOURCE
#include "dgen.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

enum { MAX_CONTENDERS = 8, MAX_ROUNDS = 101, PAGE = 4096 };

static const uint64_t KIB = 1024, MIB = 1024 * 1024, GIB = 1024 * 1024 * 1024;

static uint8_t *buffer; /* 1 GiB and one page, written before anything is measured */
static dgen_content content = {.cells = 1};
static int rounds = 15;

typedef struct contender {
    const char *name;
    void (*run)(const struct contender *c, uint64_t size);
    int32_t tier, store;
    unsigned misalignment; /* of the buffer, in bytes */
    double ratio;          /* of compression; 0 is 1 */
} contender;

static dgen_span span_of(const contender *c, uint64_t offset, uint64_t length)
{
    const double literals = c->ratio > 1 ? PAGE / c->ratio - 14 : PAGE;
    return (dgen_span){offset, length, (uint32_t)(literals * 65536), 8};
}

static void run_memset(const contender *c, uint64_t size)
{
    dgen_ceiling_run(DGEN_CEILING_MEMSET, buffer + c->misalignment, size);
}

static void run_stream(const contender *c, uint64_t size)
{
    (void)c;
    dgen_ceiling_run(DGEN_CEILING_STREAM, buffer, size);
}

static void run_read(const contender *c, uint64_t size)
{
    (void)c;
    dgen_ceiling_run(DGEN_CEILING_READ, buffer, size);
}

static void run_fill(const contender *c, uint64_t size)
{
    const dgen_span span = span_of(c, 0, size);
    dgen_fill(&content, &span, 1, buffer + c->misalignment, size, c->tier, c->store);
}

static void run_fill_and_read(const contender *c, uint64_t size)
{
    run_fill(c, size);
    run_read(c, size);
}

/* The same number of bytes, into one page that is used again and again. */
static void run_fill_pages(const contender *c, uint64_t size)
{
    for (uint64_t offset = 0; offset < size; offset += PAGE) {
        const dgen_span span = span_of(c, offset, PAGE);
        dgen_fill(&content, &span, 1, buffer, PAGE, c->tier, c->store);
    }
}

static void run_verify(const contender *c, uint64_t size)
{
    const dgen_span span = span_of(c, 0, size);
    dgen_mismatch found;
    dgen_verify(&content, &span, 1, buffer + c->misalignment, size, c->tier, &found);
    if (found.count != 0) {
        fprintf(stderr, "wrong bytes\n");
        exit(1);
    }
}

/* Time on the CPU only: waiting for one says nothing about the code. */
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* GB/s over at least 5 ms. */
static double measure(const contender *c, uint64_t size)
{
    uint64_t runs = 0;
    const double start = now();
    double elapsed;
    do {
        for (uint64_t bytes = 0; bytes < 8 * MIB; bytes += size) {
            c->run(c, size);
            runs++;
        }
        elapsed = now() - start;
    } while (elapsed < 5e-3);
    return (double)(runs * size) / elapsed / 1e9;
}

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static const char *size_name(uint64_t size)
{
    static char name[32];
    const bool mib = size >= MIB;
    snprintf(name, sizeof name, "%llu %s", (unsigned long long)(size / (mib ? MIB : KIB)), mib ? "MiB" : "KiB");
    return name;
}

static void compare_rates(uint64_t size, const contender *contenders, int count)
{
    static double rates[MAX_CONTENDERS][MAX_ROUNDS];
    const int n = size >= GIB ? (rounds + 2) / 3 : rounds;
    for (int r = -1; r < n; r++) /* the first round warms up */
        for (int i = 0; i < count; i++)
            rates[i][r < 0 ? 0 : r] = measure(&contenders[i], size);

    double first = 0;
    for (int i = 0; i < count; i++) {
        qsort(rates[i], (size_t)n, sizeof(double), compare);
        const double median = rates[i][n / 2];
        if (i == 0)
            first = median;
        printf("%-10s %-22s %7.2f GB/s %6.2f\n", size_name(size), contenders[i].name, median, median / first);
    }
    fflush(stdout);
}

static void title(const char *text)
{
    printf("\n%s\n", text);
}

static int add_tiers(contender *contenders, int count, void (*run)(const contender *, uint64_t), int32_t store)
{
    for (int32_t tier = DGEN_TIER_PORTABLE; tier <= DGEN_TIER_NEON; tier++)
        if (dgen_tier_status(tier) == DGEN_OK)
            contenders[count++] = (contender){dgen_tier_name(tier), run, tier, store, 0, 0};
    return count;
}

static void compare_tiers(void)
{
    const uint64_t sizes[] = {4 * KIB, 64 * KIB, 256 * KIB, MIB, 32 * MIB, GIB};
    title("fill by tier");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        contender contenders[MAX_CONTENDERS] = {{"memset", run_memset, 0, 0, 0, 0},
                                                {"stream loop", run_stream, 0, 0, 0, 0}};
        compare_rates(sizes[i], contenders, add_tiers(contenders, 2, run_fill, DGEN_STORE_AUTO));
    }
}

static void compare_stores(void)
{
    const uint64_t sizes[] = {256 * KIB, MIB, 8 * MIB, 32 * MIB, GIB};
    const contender fills[] = {
        {"stream loop", run_stream, 0, 0, 0, 0},
        {"fill, regular", run_fill, DGEN_TIER_AUTO, DGEN_STORE_REGULAR, 0, 0},
        {"fill, prefetch", run_fill, DGEN_TIER_AUTO, DGEN_STORE_PREFETCH, 0, 0},
        {"fill, stream", run_fill, DGEN_TIER_AUTO, DGEN_STORE_STREAM, 0, 0},
    };
    const contender reads[] = {
        {"fill+read, regular", run_fill_and_read, DGEN_TIER_AUTO, DGEN_STORE_REGULAR, 0, 0},
        {"fill+read, prefetch", run_fill_and_read, DGEN_TIER_AUTO, DGEN_STORE_PREFETCH, 0, 0},
        {"fill+read, stream", run_fill_and_read, DGEN_TIER_AUTO, DGEN_STORE_STREAM, 0, 0},
    };
    title("store kinds");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        compare_rates(sizes[i], fills, sizeof fills / sizeof *fills);
        compare_rates(sizes[i], reads, sizeof reads / sizeof *reads);
    }
}

static void compare_calls(void)
{
    const contender contenders[] = {
        {"1 MiB per call", run_fill, DGEN_TIER_AUTO, DGEN_STORE_AUTO, 0, 0},
        {"4 KiB per call", run_fill_pages, DGEN_TIER_AUTO, DGEN_STORE_AUTO, 0, 0},
    };
    title("one page per call");
    compare_rates(MIB, contenders, sizeof contenders / sizeof *contenders);
}

static void compare_verify(void)
{
    const uint64_t sizes[] = {4 * KIB, 64 * KIB, 256 * KIB, MIB, 32 * MIB, GIB};
    const contender contenders[] = {
        {"fill", run_fill, DGEN_TIER_AUTO, DGEN_STORE_AUTO, 0, 0},
        {"verify", run_verify, DGEN_TIER_AUTO, 0, 0, 0},
        {"read loop", run_read, 0, 0, 0, 0},
    };
    title("verify");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        compare_rates(sizes[i], contenders, sizeof contenders / sizeof *contenders);
}

static void compare_alignment(void)
{
    const uint64_t sizes[] = {256 * KIB, MIB, GIB};
    const contender contenders[] = {
        {"fill at 0 mod 64", run_fill, DGEN_TIER_AUTO, DGEN_STORE_AUTO, 0, 0},
        {"fill at 8 mod 64", run_fill, DGEN_TIER_AUTO, DGEN_STORE_AUTO, 8, 0},
        {"fill at 16 mod 64", run_fill, DGEN_TIER_AUTO, DGEN_STORE_AUTO, 16, 0},
        {"fill at 32 mod 64", run_fill, DGEN_TIER_AUTO, DGEN_STORE_AUTO, 32, 0},
        {"fill at 1 mod 64", run_fill, DGEN_TIER_AUTO, DGEN_STORE_AUTO, 1, 0},
        {"memset at 16 mod 64", run_memset, 0, 0, 16, 0},
    };
    title("misaligned destination");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        compare_rates(sizes[i], contenders, sizeof contenders / sizeof *contenders);

    for (unsigned at = 0; at <= 16; at += 16) {
        const contender pair[] = {{at ? "fill at 16 mod 64" : "fill at 0 mod 64", run_fill, 0, 0, at, 0},
                                  {at ? "verify at 16 mod 64" : "verify at 0 mod 64", run_verify, 0, 0, at, 0}};
        compare_rates(MIB, pair, 2);
    }
}

static void compare_ratios(void)
{
    const uint64_t sizes[] = {MIB, 32 * MIB, GIB};
    const double ratios[] = {1.2, 1.5, 2, 3, 5, 10, 64};
    title("compression ratios");
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        contender fills[] = {{"memset", run_memset, 0, 0, 0, 0},
                             {"fill 1:1", run_fill, DGEN_TIER_AUTO, DGEN_STORE_AUTO, 0, 0},
                             {"fill 1.2:1", run_fill, DGEN_TIER_AUTO, DGEN_STORE_AUTO, 0, 1.2},
                             {"fill 1.5:1", run_fill, DGEN_TIER_AUTO, DGEN_STORE_AUTO, 0, 1.5},
                             {"fill 2:1", run_fill, DGEN_TIER_AUTO, DGEN_STORE_AUTO, 0, 2},
                             {"fill 3:1", run_fill, DGEN_TIER_AUTO, DGEN_STORE_AUTO, 0, 3},
                             {"fill 5:1", run_fill, DGEN_TIER_AUTO, DGEN_STORE_AUTO, 0, 5},
                             {"fill 20:1", run_fill, DGEN_TIER_AUTO, DGEN_STORE_AUTO, 0, 20}};
        compare_rates(sizes[i], fills, sizeof fills / sizeof *fills);
        for (size_t r = 0; r < sizeof ratios / sizeof *ratios; r++) {
            static char name[32];
            snprintf(name, sizeof name, "fill %g:1", ratios[r]);
            const contender pair[] = {{name, run_fill, DGEN_TIER_AUTO, DGEN_STORE_AUTO, 0, ratios[r]},
                                      {"verify", run_verify, DGEN_TIER_AUTO, 0, 0, ratios[r]}};
            compare_rates(sizes[i], pair, 2);
        }
    }
}

int main(int argc, char **argv)
{
    int32_t tier;
    if (argc > 1)
        rounds = atoi(argv[1]);
    if (rounds < 1 || rounds > MAX_ROUNDS) {
        fprintf(stderr, "usage: dgen_bench [rounds, 1 to %d]\n", MAX_ROUNDS);
        return 2;
    }
    if (dgen_tier_default(&tier) != DGEN_OK) {
        fprintf(stderr, "dgen_bench: %s\n", dgen_tier_reason(DGEN_TIER_AUTO));
        return 1;
    }
    buffer = mmap(NULL, GIB + PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (buffer == MAP_FAILED) {
        perror("dgen_bench");
        return 1;
    }
    memset(buffer, 1, GIB + PAGE);
    dgen_derive_key(DGEN_DOMAIN_CONTENT, 42, 0, &content.key);

    printf("tier %s, median of %d rounds, ratio to the first line of each group\n", dgen_tier_name(tier), rounds);
    compare_tiers();
    compare_stores();
    compare_calls();
    compare_verify();
    compare_alignment();
    compare_ratios();
    return 0;
}
