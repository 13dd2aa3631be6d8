// SPDX-License-Identifier: MIT OR Apache-2.0
/* Tests statuses, names and limits; a rejected call writes nothing. */
#include "support.h"

static const uint64_t MAX_POSITION = INT64_MAX;

static void test_derive(void)
{
    dgen_key key = {{1, 2, 3, 4}};
    const dgen_key before = key;
    CHECK(dgen_derive_key(DGEN_DOMAIN_CONTENT, 0, 0, NULL) == DGEN_ERR_NULL, "null");
    CHECK(dgen_derive_key(-1, 0, 0, &key) == DGEN_ERR_UNKNOWN_DOMAIN, "-1");
    CHECK(dgen_derive_key(DGEN_DOMAIN_GENERATION + 1, 0, 0, &key) == DGEN_ERR_UNKNOWN_DOMAIN, "after the last");
    CHECK(memcmp(&key, &before, sizeof key) == 0, "written");
}

static void test_fill(void)
{
    static const uint8_t zero[64];
    const subject s = test_subject(1, 2);
    uint8_t buffer[64] = {0};
    void *const near_end = (void *)(UINTPTR_MAX - 15);
    const struct {
        const subject *subject;
        uint64_t offset;
        void *buffer;
        uint64_t length;
        int32_t tier, store, status;
    } calls[] = {
        {&s, 0, NULL, 1, DGEN_TIER_AUTO, DGEN_STORE_AUTO, DGEN_ERR_NULL},
        {&s, 0, NULL, 0, DGEN_TIER_AUTO, DGEN_STORE_AUTO, DGEN_OK},
        {&s, MAX_POSITION, NULL, 0, DGEN_TIER_AUTO, DGEN_STORE_AUTO, DGEN_OK},
        {&s, MAX_POSITION, buffer, 1, DGEN_TIER_AUTO, DGEN_STORE_AUTO, DGEN_ERR_RANGE},
        {&s, MAX_POSITION - 62, buffer, 64, DGEN_TIER_AUTO, DGEN_STORE_AUTO, DGEN_ERR_RANGE},
        {&s, MAX_POSITION + 1, buffer, 0, DGEN_TIER_AUTO, DGEN_STORE_AUTO, DGEN_ERR_RANGE},
        {&s, UINT64_MAX, buffer, 2, DGEN_TIER_AUTO, DGEN_STORE_AUTO, DGEN_ERR_RANGE},
        {&s, 0, buffer, UINT64_MAX, DGEN_TIER_AUTO, DGEN_STORE_AUTO, DGEN_ERR_RANGE},
        {&s, 0, near_end, 17, DGEN_TIER_AUTO, DGEN_STORE_AUTO, DGEN_ERR_RANGE},
        {&s, 0, near_end, MAX_POSITION, DGEN_TIER_AUTO, DGEN_STORE_AUTO, DGEN_ERR_RANGE},
        {&s, 0, buffer, 64, -1, DGEN_STORE_AUTO, DGEN_ERR_UNKNOWN_TIER},
        {&s, 0, buffer, 64, tier_end(), DGEN_STORE_AUTO, DGEN_ERR_UNKNOWN_TIER},
        {&s, 0, buffer, 64, INT32_MAX, DGEN_STORE_AUTO, DGEN_ERR_UNKNOWN_TIER},
        {&s, 0, buffer, 64, DGEN_TIER_AUTO, -1, DGEN_ERR_UNKNOWN_STORE},
        {&s, 0, buffer, 64, DGEN_TIER_AUTO, DGEN_STORE_STREAM + 1, DGEN_ERR_UNKNOWN_STORE},
    };
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        const int32_t status = fill_one(calls[i].subject, calls[i].offset, calls[i].buffer, calls[i].length,
                                        calls[i].tier, calls[i].store);
        CHECK(status == calls[i].status, "call %zu: %d (%s)", i, status, dgen_status_string(status));
        CHECK(memcmp(buffer, zero, sizeof buffer) == 0, "call %zu wrote", i);
    }
    CHECK(fill_one(&s, MAX_POSITION - 64, buffer, 64, DGEN_TIER_AUTO, DGEN_STORE_AUTO) == DGEN_OK, "last bytes");
    CHECK(memcmp(buffer, zero, sizeof buffer) != 0, "last bytes");
}

static void test_verify(void)
{
    const subject s = test_subject(1, 2);
    const uint8_t buffer[64] = {0};
    const void *const near_end = (void *)(UINTPTR_MAX - 15);
    dgen_mismatch found = {.first = 5, .count = 6};
    CHECK(verify_one(&s, 0, buffer, 64, DGEN_TIER_AUTO, NULL) == DGEN_ERR_NULL, "out");
    CHECK(verify_one(&s, 0, NULL, 64, DGEN_TIER_AUTO, &found) == DGEN_ERR_NULL, "buffer");
    CHECK(verify_one(&s, MAX_POSITION, buffer, 64, DGEN_TIER_AUTO, &found) == DGEN_ERR_RANGE, "offset");
    CHECK(verify_one(&s, 0, near_end, 17, DGEN_TIER_AUTO, &found) == DGEN_ERR_RANGE, "address");
    CHECK(verify_one(&s, 0, buffer, 64, -7, &found) == DGEN_ERR_UNKNOWN_TIER, "tier");
    CHECK(found.first == 5 && found.count == 6, "written");
    CHECK(verify_one(&s, 0, NULL, 0, DGEN_TIER_AUTO, &found) == DGEN_OK, "empty");
    CHECK(found.first == 0 && found.count == 0, "empty");
}

/* Errors that need several spans or another layout. */
static void test_spans(void)
{
    const dgen_content good = test_subject(1, 2).content;
    dgen_content many_cells = good, no_cells = good, cells = good;
    many_cells.cells = 2;
    no_cells.cells = 0;
    cells.cells = 4;
    dgen_content unknown_tail = good, copies_with_byte = good, run_of_0 = good, long_run = good, skip_cells = cells,
                 skip_with_byte = good;
    skip_cells.tail = skip_with_byte.tail = DGEN_TAIL_SKIP;
    skip_with_byte.run_byte = 1;
    unknown_tail.tail = DGEN_TAIL_SKIP + 1;
    copies_with_byte.run_byte = 1;
    run_of_0.tail = long_run.tail = DGEN_TAIL_RUN;
    long_run.run_byte = 256;
    dgen_content stripes_of_0 = unknown_tail, striped_cells = run_of_0;
    stripes_of_0.tail = striped_cells.tail = DGEN_TAIL_STRIPES;
    striped_cells.run_byte = 1;
    striped_cells.cells = 4;
    dgen_content reach_of_cells = cells;
    dgen_content reach_of_stripes = striped_cells, reach_of_skip = skip_cells;
    reach_of_stripes.cells = reach_of_skip.cells = 1;
    reach_of_cells.reach[0] = reach_of_stripes.reach[0] = reach_of_skip.reach[0] = (dgen_reach){4, 1, 1};
    static const dgen_reach illegal[][REACH_ENTRIES] = {
        {{3, 1, 1}},
        {{8, 3, 1}},
        {{8, 0, 1}},
        {{8, 8, 1}},
        {{8, 1, 65537}},
        {{0, 1, 0}},
        {{0, 0, 1}},
        {{4, 1, 65536}, {8, 1, 1}},
        {{8, 1, 1}, {8, 2, 1}},
        {{8, 1, 1}, {4, 1, 1}},
        {{4, 1, 1}, {0, 0, 0}, {8, 1, 1}},
        {{4, 1, UINT32_MAX}, {8, 1, 2}},
    };
    const uint32_t all = (uint32_t)PAGE_BYTES << 16, least = (uint32_t)MIN_LITERALS << 16;
    const dgen_span halves[] = {{0, 32, all, 8}, {0, 32, all, 8}},
                    late[] = {{0, 32, all, 8}, {MAX_POSITION, 32, all, 8}};
    const dgen_span wraps[] = {{0, 64, all, 8}, {0, UINT64_MAX, all, 8}, {0, 1, all, 8}};
    const dgen_span few[] = {{0, 32, all, 8}, {0, 32, least - 1, 8}}, least_is_good[] = {{0, 64, least, 8}};
    const dgen_span too_many[] = {{0, 64, all + 1, 8}}, huge[] = {{0, 64, UINT32_MAX, 8}};
    const dgen_span few_bits[] = {{0, 64, all, 3}}, many_bits[] = {{0, 64, all, 9}};
    const struct {
        const dgen_content *content;
        const dgen_span *spans;
        uint64_t count, length;
        int32_t status;
    } calls[] = {
        {NULL, halves, 2, 64, DGEN_ERR_NULL},
        {NULL, NULL, 0, 0, DGEN_ERR_NULL},
        {&good, NULL, 1, 64, DGEN_ERR_NULL},
        {&good, NULL, 0, 64, DGEN_ERR_RANGE},
        {&good, NULL, 0, 0, DGEN_OK},
        {&good, halves, 1, 64, DGEN_ERR_RANGE},
        {&good, halves, 2, 63, DGEN_ERR_RANGE},
        {&good, late, 2, 64, DGEN_ERR_RANGE},
        {&good, wraps, 3, 64, DGEN_ERR_RANGE},
        {&good, few, 2, 64, DGEN_ERR_LAYOUT},
        {&good, too_many, 1, 64, DGEN_ERR_LAYOUT},
        {&good, huge, 1, 64, DGEN_ERR_LAYOUT},
        {&good, few_bits, 1, 64, DGEN_ERR_LAYOUT},
        {&good, many_bits, 1, 64, DGEN_ERR_LAYOUT},
        {&cells, halves, 2, 64, DGEN_ERR_LAYOUT},
        {&many_cells, least_is_good, 1, 64, DGEN_ERR_LAYOUT},
        {&no_cells, least_is_good, 1, 64, DGEN_ERR_LAYOUT},
        {&skip_cells, least_is_good, 1, 64, DGEN_ERR_LAYOUT},
        {&unknown_tail, least_is_good, 1, 64, DGEN_ERR_ARGUMENT},
        {&copies_with_byte, least_is_good, 1, 64, DGEN_ERR_ARGUMENT},
        {&skip_with_byte, least_is_good, 1, 64, DGEN_ERR_ARGUMENT},
        {&run_of_0, least_is_good, 1, 64, DGEN_ERR_ARGUMENT},
        {&long_run, least_is_good, 1, 64, DGEN_ERR_ARGUMENT},
        {&stripes_of_0, least_is_good, 1, 64, DGEN_ERR_ARGUMENT},
        {&striped_cells, least_is_good, 1, 64, DGEN_ERR_LAYOUT},
        {&reach_of_cells, least_is_good, 1, 64, DGEN_ERR_LAYOUT},
        {&reach_of_stripes, least_is_good, 1, 64, DGEN_ERR_LAYOUT},
        {&reach_of_skip, least_is_good, 1, 64, DGEN_ERR_LAYOUT},
    };
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        static const uint8_t zero[64];
        uint8_t buffer[64] = {0};
        dgen_mismatch found = {.first = 5, .count = 6};
        const int32_t status = dgen_fill(calls[i].content, calls[i].spans, calls[i].count, buffer, calls[i].length,
                                         DGEN_TIER_AUTO, DGEN_STORE_AUTO);
        CHECK(status == calls[i].status, "fill %zu: %d (%s)", i, status, dgen_status_string(status));
        CHECK(memcmp(buffer, zero, sizeof buffer) == 0, "fill %zu wrote", i);
        const int32_t verified = dgen_verify(calls[i].content, calls[i].spans, calls[i].count, buffer, calls[i].length,
                                             DGEN_TIER_AUTO, 0, NULL, 0, &found);
        CHECK(verified == calls[i].status, "verify %zu: %d (%s)", i, verified, dgen_status_string(verified));
        CHECK(verified == DGEN_OK || (found.first == 5 && found.count == 6), "verify %zu wrote", i);
    }
    uint8_t buffer[64];
    for (size_t i = 0; i < sizeof illegal / sizeof *illegal; i++) {
        dgen_content bad = good;
        memcpy(bad.reach, illegal[i], sizeof bad.reach);
        CHECK(dgen_fill(&bad, halves, 2, buffer, 64, DGEN_TIER_AUTO, DGEN_STORE_AUTO) == DGEN_ERR_LAYOUT, "reach %zu",
              i);
    }
    dgen_mismatch found;
    CHECK(dgen_verify(&good, halves, 2, buffer, 64, DGEN_TIER_AUTO, 0, NULL, 1, &found) == DGEN_ERR_NULL, "no ranges");
    CHECK(dgen_fill(&good, least_is_good, 1, buffer, 64, DGEN_TIER_AUTO, DGEN_STORE_AUTO) == DGEN_OK, "least");
    CHECK(dgen_fill(&good, halves, 2, buffer, 64, DGEN_TIER_AUTO, DGEN_STORE_AUTO) == DGEN_OK, "halves");
    CHECK(memcmp(buffer, buffer + 32, 32) == 0, "halves");
}

static void test_tiers(void)
{
    for (int32_t tier = DGEN_TIER_PORTABLE; tier < tier_end(); tier++) {
        const subject s = test_subject(1, 2);
        uint8_t byte = 0;
        dgen_mismatch found;
        const int32_t status = dgen_tier_status(tier);
        CHECK(status == DGEN_OK || status == DGEN_ERR_TIER_UNAVAILABLE, "tier %d: %d", tier, status);
        CHECK((*dgen_tier_reason(tier) == '\0') == (status == DGEN_OK), "tier %d", tier);
        CHECK(fill_one(&s, 0, &byte, 1, tier, DGEN_STORE_AUTO) == status, "tier %d", tier);
        CHECK(verify_one(&s, 0, &byte, 1, tier, &found) == status, "tier %d", tier);
    }
    CHECK(dgen_tier_status(DGEN_TIER_PORTABLE) == DGEN_OK, "portable");
    CHECK(strcmp(dgen_tier_name(DGEN_TIER_PORTABLE), "portable") == 0, "name");
    CHECK(strcmp(dgen_tier_name(DGEN_TIER_AVX2), "avx2") == 0, "name");
    CHECK(strcmp(dgen_tier_name(DGEN_TIER_AVX512), "avx512") == 0, "name");
    CHECK(strcmp(dgen_tier_name(DGEN_TIER_NEON), "neon") == 0, "name");
    CHECK(dgen_tier_name(tier_end()) == NULL && dgen_tier_reason(-1) == NULL, "unknown");
    CHECK(dgen_tier_status(-1) == DGEN_ERR_UNKNOWN_TIER, "unknown");
    CHECK(dgen_tier_default(NULL) == DGEN_ERR_NULL, "null");
}

static void test_store_for(void)
{
    int32_t last = DGEN_STORE_REGULAR;
    for (int shift = 0; shift < 64; shift++) {
        const int32_t store = dgen_store_for(UINT64_C(1) << shift);
        CHECK(store >= last && store <= DGEN_STORE_STREAM, "2^%d: %d after %d", shift, store, last);
        last = store;
    }
    CHECK(dgen_store_for(0) == DGEN_STORE_REGULAR, "0");
    CHECK(dgen_store_for(4096) == DGEN_STORE_REGULAR, "a page");
    CHECK(dgen_store_for((16 << 20) + 1) == DGEN_STORE_STREAM, "more than 16 MiB");
    CHECK(dgen_store_for(UINT64_MAX) == DGEN_STORE_STREAM, "2^64 - 1");

    CHECK(!is_mostly_literals((layout){.cells = 1, .few = PAGE_BYTES}), "no copies");
    CHECK(is_mostly_literals((layout){.cells = 1, .few = PAGE_BYTES - 1}), "one copy");
    CHECK(!is_mostly_literals((layout){.cells = 1, .few = PAGE_BYTES / 2 - 1}), "less than a half");
    CHECK(is_mostly_literals((layout){.cells = 4, .few = PAGE_BYTES / 8}), "four cells, a half");
}

static void test_texts(void)
{
    CHECK(dgen_abi_version() == DGEN_ABI_VERSION, "version");
    const char *const unknown = dgen_status_string(-1);
    CHECK(unknown != NULL && strstr(unknown, "unknown") != NULL, "-1");
    for (int32_t status = DGEN_OK; status <= DGEN_ERR_SYSTEM; status++)
        CHECK(strcmp(dgen_status_string(status), unknown) != 0, "status %d", status);
    CHECK(strcmp(dgen_status_string(DGEN_ERR_SYSTEM + 1), unknown) == 0, "past the last");
}

static const test tests[] = {
    TEST(derive), TEST(fill), TEST(verify), TEST(spans), TEST(tiers), TEST(store_for), TEST(texts),
};

int main(int argc, char **argv)
{
    return RUN_TESTS(tests, argc, argv);
}
