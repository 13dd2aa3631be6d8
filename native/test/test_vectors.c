// SPDX-License-Identifier: MIT OR Apache-2.0
/* Tests the generators with published vectors, and every tier with the vectors of docs/vectors/format-v1.json. */
#include "support.h"

struct keys_vector {
    const char *domain;
    uint64_t seed, stream, key[4];
};

struct lanes_vector {
    uint64_t seed, stream, page;
    unsigned lane;
    uint64_t state[4];
};

struct pages_vector {
    uint64_t seed, stream, page;
    const char *bytes;
};

struct ranges_vector {
    uint64_t seed, stream, offset;
    size_t length;
    const char *bytes;
};

struct cells_vector {
    uint64_t seed, stream;
    uint32_t cells;
    const char *tail;
    unsigned run_byte; /* of a run, otherwise 0 */
    uint32_t bits;
    uint64_t literals, offset;
    size_t length;
    const char *bytes;
};

#include "vectors.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void test_xoshiro256pp(void)
{
    static const uint64_t published[] = {
        UINT64_C(41943041),
        UINT64_C(58720359),
        UINT64_C(3588806011781223),
        UINT64_C(3591011842654386),
        UINT64_C(9228616714210784205),
        UINT64_C(9973669472204895162),
        UINT64_C(14011001112246962877),
        UINT64_C(12406186145184390807),
        UINT64_C(15849039046786891736),
        UINT64_C(10450023813501588000),
    };
    uint64_t s[4] = {1, 2, 3, 4};
    for (size_t i = 0; i < COUNT(published); i++)
        CHECK(xoshiro256pp_next(s) == published[i], "output %zu", i);
}

static void test_splitmix64(void)
{
    static const uint64_t published[] = {
        UINT64_C(6457827717110365317), UINT64_C(3203168211198807973),  UINT64_C(9817491932198370423),
        UINT64_C(4593380528125082431), UINT64_C(16408922859458223821),
    };
    for (size_t i = 0; i < COUNT(published); i++)
        CHECK(mix64(1234567 + (i + 1) * MIX64_GAMMA) == published[i], "output %zu", i);
}

static void test_keys(void)
{
    for (size_t i = 0; i < COUNT(keys_vectors); i++) {
        const struct keys_vector *v = &keys_vectors[i];
        const int32_t domain = strcmp(v->domain, "content") == 0       ? DGEN_DOMAIN_CONTENT
                               : strcmp(v->domain, "dedup") == 0       ? DGEN_DOMAIN_DEDUP
                               : strcmp(v->domain, "compression") == 0 ? DGEN_DOMAIN_COMPRESSION
                                                                       : DGEN_DOMAIN_GENERATION;
        dgen_key key;
        CHECK(dgen_derive_key(domain, v->seed, v->stream, &key) == DGEN_OK, "vector %zu", i);
        CHECK(memcmp(key.word, v->key, sizeof v->key) == 0, "vector %zu", i);
    }
}

static void test_lanes(void)
{
    for (size_t i = 0; i < COUNT(lanes_vectors); i++) {
        const struct lanes_vector *v = &lanes_vectors[i];
        const subject s = test_subject(v->seed, v->stream);
        uint64_t state[4];
        lane_state(s.content.key.word, v->page, v->lane, state);
        CHECK(memcmp(state, v->state, sizeof state) == 0, "vector %zu", i);
    }
}

static unsigned hex_digit(char c)
{
    return c <= '9' ? (unsigned)(c - '0') : (unsigned)(c - 'a' + 10);
}

static void check_content(int32_t tier, const subject *s, uint64_t offset, size_t length, const char *hex)
{
    static uint8_t wanted[2 * PAGE_BYTES], made[2 * PAGE_BYTES];
    CHECK(strlen(hex) >= 2 * length, "length %zu", length);
    for (size_t i = 0; i < length; i++)
        wanted[i] = (uint8_t)(hex_digit(hex[2 * i]) << 4 | hex_digit(hex[2 * i + 1]));

    CHECK(fill_one(s, offset, made, length, tier, DGEN_STORE_AUTO) == DGEN_OK, "tier %d", tier);
    CHECK(memcmp(made, wanted, length) == 0, "tier %d, offset %#llx, length %zu", tier, (unsigned long long)offset,
          length);

    dgen_mismatch found;
    CHECK(verify_one(s, offset, wanted, length, tier, &found) == DGEN_OK, "tier %d", tier);
    CHECK(found.count == 0 && found.first == length, "tier %d", tier);
}

static void test_pages(int32_t tier)
{
    for (size_t i = 0; i < COUNT(pages_vectors); i++) {
        const struct pages_vector *v = &pages_vectors[i];
        const uint64_t offset = v->page * PAGE_BYTES;
        /* The last byte of the last page has no position: a stream ends at 2^63 - 1. */
        const size_t length = INT64_MAX - offset < PAGE_BYTES ? PAGE_BYTES - 1 : PAGE_BYTES;
        const subject s = test_subject(v->seed, v->stream);
        check_content(tier, &s, offset, length, v->bytes);
    }
}

static void test_ranges(int32_t tier)
{
    for (size_t i = 0; i < COUNT(ranges_vectors); i++) {
        const struct ranges_vector *v = &ranges_vectors[i];
        const subject s = test_subject(v->seed, v->stream);
        check_content(tier, &s, v->offset, v->length, v->bytes);
    }
}

static void test_cells(int32_t tier)
{
    for (size_t i = 0; i < COUNT(cells_vectors); i++) {
        const struct cells_vector *v = &cells_vectors[i];
        subject s = test_subject(v->seed, v->stream);
        s.content.cells = v->cells;
        set_run(&s, strcmp(v->tail, "skip") == 0 ? SKIP : v->run_byte);
        s.literals = (uint32_t)v->literals;
        s.bits = v->bits;
        check_content(tier, &s, v->offset, v->length, v->bytes);
    }
}

static const test tests[] = {
    TEST(xoshiro256pp), TEST(splitmix64),  TEST(keys),       TEST(lanes),
    TIER_TEST(pages),   TIER_TEST(ranges), TIER_TEST(cells),
};

int main(int argc, char **argv)
{
    return RUN_TESTS(tests, argc, argv);
}
