// SPDX-License-Identifier: MIT OR Apache-2.0
/* Prints the rates in GB/s at which each tier makes numbers of each type, in 1 MiB that stays in the cache, as a table.
 */
#define _DEFAULT_SOURCE
#include "dgen.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { BYTES = 1 << 20, ROUNDS = 30 };

static const char *const types[] = {"bytes", "fp32", "fp64", "bf16", "fp16", "int8", "int32"};

/* CPU time. */
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* The best of several rounds. */
static double rate(const dgen_content *content, uint8_t *buffer, int32_t tier)
{
    const dgen_span span = {0, BYTES, (uint32_t)DGEN_PAGE_SIZE << 16, 8};
    double best = 0;
    for (int i = 0; i < ROUNDS; i++) {
        const double start = now();
        if (dgen_fill(content, &span, 1, buffer, BYTES, tier, DGEN_STORE_AUTO) != DGEN_OK)
            exit(1);
        const double r = BYTES / (now() - start) / 1e9;
        best = r > best ? r : best;
    }
    return best;
}

static void print_row(uint8_t *buffer, uint16_t type, uint16_t distribution, uint64_t is_normalised)
{
    const int is_integer = type >= DGEN_TYPE_INT8, is_normal = distribution == DGEN_DISTRIBUTION_NORMAL;
    dgen_content content = {.cells = 1};
    dgen_derive_key(DGEN_DOMAIN_CONTENT, 42, 0, &content.key);
    content.numbers = (dgen_numbers){.second = is_integer ? 50 : 1,
                                     .top = 0.99,
                                     .type = type,
                                     .distribution = distribution,
                                     .dimension = is_normalised ? 768 : 1,
                                     .is_normalised = is_normalised};
    printf("| %s | %s |", types[type],
           type == DGEN_TYPE_BYTES ? ""
           : is_normalised         ? is_normal ? "normal, dim=768, norm=l2" : "uniform, dim=768, norm=l2"
           : is_normal             ? "normal"
                                   : "uniform");
    for (int32_t tier = DGEN_TIER_PORTABLE; dgen_tier_name(tier) != NULL; tier++)
        if (dgen_tier_status(tier) == DGEN_OK)
            printf(" %.1f |", rate(&content, buffer, tier));
    printf("\n");
}

int main(void)
{
    uint8_t *const buffer = aligned_alloc(DGEN_PAGE_SIZE, BYTES);
    if (buffer == NULL)
        return 1;
    printf("| type | distribution |");
    for (int32_t tier = DGEN_TIER_PORTABLE; dgen_tier_name(tier) != NULL; tier++)
        if (dgen_tier_status(tier) == DGEN_OK)
            printf(" %s |", dgen_tier_name(tier));
    printf("\n");
    print_row(buffer, DGEN_TYPE_BYTES, 0, 0);
    for (uint16_t type = DGEN_TYPE_FP32; type <= DGEN_TYPE_INT32; type++)
        for (uint16_t distribution = 0; distribution < 2; distribution++)
            print_row(buffer, type, distribution, 0);
    for (uint16_t distribution = 0; distribution < 2; distribution++)
        print_row(buffer, DGEN_TYPE_FP32, distribution, 1);
    free(buffer);
    return 0;
}
