// SPDX-License-Identifier: MIT OR Apache-2.0
/* Every tier makes the numbers that the functions of single numbers give, at any offset, in whole rows and in parts of
 * them. */
#include "numbers.h"
#include "support.h"

enum { PAGES = 16, RANGE = 6 * PAGE_BYTES };

static uint8_t raw[PAGES * PAGE_BYTES], noise[PAGES * PAGE_BYTES], expected[PAGES * PAGE_BYTES];

static double random_double(double low, double high)
{
    return low + (high - low) * (double)(random_u64() >> 11) * 0x1p-53;
}

/* Content of a random type, distribution and dimension. */
static subject random_numbers(void)
{
    subject s = test_subject(5, 6);
    dgen_numbers *const n = &s.content.numbers;
    n->type = (uint16_t)(DGEN_TYPE_FP32 + random_u64() % DGEN_TYPE_INT32);
    n->distribution = random_u64() % 2;
    n->dimension = (uint32_t)(1 + random_u64() % (random_u64() % 2 ? 40 : 2500));
    const bool is_integer = is_integer_type(n->type);
    if (is_integer && n->distribution == DGEN_DISTRIBUTION_UNIFORM) {
        const double most = n->type == DGEN_TYPE_INT8 ? 0x1p8 : 0x1p32;
        n->second = random_u64() % 4 == 0 ? most : 1 + (double)(random_u64() % (uint64_t)most);
        n->first = -most / 2 + (double)(random_u64() % (uint64_t)(most - n->second + 1));
        return s;
    }
    n->first = random_double(-8, 8);
    n->second = random_double(0.01, is_integer ? 4e9 : 3);
    n->top = n->first + n->second * random_double(0.9, 1);
    if (!is_integer) {
        n->noise = random_u64() % 3 == 0 ? random_double(0.01, 1) : 0;
        n->noise_key.word[1] = 7;
        n->is_normalised = random_u64() % 2;
    }
    return s;
}

/* Writes the numbers of the first pages to `expected`. The last row is whole. */
static void expect_numbers(const subject *s)
{
    const dgen_numbers *const n = &s->content.numbers;
    const unsigned width = number_width(n->type);
    const size_t row = (size_t)n->dimension * width;
    subject of_bytes = *s, of_noise = *s;
    of_bytes.content.numbers.type = of_noise.content.numbers.type = DGEN_TYPE_BYTES;
    of_noise.content.key = n->noise_key;
    expected_pages(&of_bytes, 0, raw, PAGES);
    expected_pages(&of_noise, 0, noise, PAGES);
    memcpy(expected, raw, sizeof raw);
    for (size_t start = 0; start + row <= sizeof raw; start += row) {
        number_sums sums = {.sum = {0}};
        double scale = 1;
        if (n->is_normalised) {
            for (size_t i = 0; i < n->dimension; i++)
                add_each_square(n, raw + start + i * width, noise + start + i * width, width, i, &sums);
            scale = number_scale(n->type, &sums);
        }
        for (size_t i = 0; i < row; i += width)
            make_each_number(n, expected + start + i, noise + start + i, width, n->is_normalised ? &scale : NULL);
    }
}

static void describe(const subject *s, char *text, size_t size)
{
    const dgen_numbers *const n = &s->content.numbers;
    snprintf(text, size, "type %d, distribution %d, %g, %g, %g, noise %g, dimension %u, normalised %d", n->type,
             n->distribution, n->first, n->second, n->top, n->noise, n->dimension, (int)n->is_normalised);
}

static void test_ranges(int32_t tier)
{
    uint8_t *const arena = guarded_alloc(RANGE + PAGE_BYTES);
    for (unsigned round = 0; round < 150; round += sample_step()) {
        const subject s = random_numbers();
        char text[200];
        describe(&s, text, sizeof text);
        expect_numbers(&s);
        for (int i = 0; i < 12; i++) {
            const size_t length = random_u64() % RANGE, offset = random_u64() % RANGE;
            uint8_t *const at = i % 2 ? arena + random_u64() % PAGE_BYTES : arena + RANGE + PAGE_BYTES - length;
            const int32_t status = fill_one(&s, offset, at, length, tier, (int32_t)(random_u64() % 4));
            CHECK(status == DGEN_OK && memcmp(at, expected + offset, length) == 0, "tier %d, %zu bytes at %zu: %s",
                  tier, length, offset, text);
            dgen_mismatch found;
            CHECK(verify_one(&s, offset, at, length, tier, &found) == DGEN_OK && found.count == 0, "tier %d, right: %s",
                  tier, text);
            if (length == 0)
                continue;
            const size_t wrong = random_u64() % length;
            at[wrong] ^= (uint8_t)(1 + random_u64() % 255);
            CHECK(verify_one(&s, offset, at, length, tier, &found) == DGEN_OK && found.count == 1 &&
                      found.first == wrong,
                  "tier %d, byte %zu is wrong: %s", tier, wrong, text);
        }
    }
}

/* Parts of rows that begin at the same offset, of contents that differ in one property. */
static void test_rows_in_turns(int32_t tier)
{
    enum { CONTENTS = 7, LENGTH = 2 * PAGE_BYTES };
    static uint8_t wanted[CONTENTS][LENGTH];
    subject contents[CONTENTS];
    for (int i = 0; i < CONTENTS; i++) {
        contents[i] = test_subject(5, 6);
        contents[i].content.numbers = (dgen_numbers){.type = DGEN_TYPE_FP32,
                                                     .distribution = DGEN_DISTRIBUTION_NORMAL,
                                                     .second = 1,
                                                     .noise = 0.25,
                                                     .noise_key = {{0, 7, 0, 0}},
                                                     .dimension = 2500,
                                                     .is_normalised = 1};
    }
    contents[1].content.key.word[3] ^= 1;
    contents[2].content.numbers.type = DGEN_TYPE_BF16;
    contents[3].content.numbers.first = 0.5;
    contents[4].content.numbers.noise_key.word[0] = 1;
    contents[5].content.numbers.dimension = 1250;
    contents[6].content.numbers.noise = 0;
    for (int i = 0; i < CONTENTS; i++) {
        expect_numbers(&contents[i]);
        memcpy(wanted[i], expected, LENGTH);
    }
    for (unsigned round = 0; round < 400; round += sample_step()) {
        uint8_t part[64];
        const int i = (int)(random_u64() % CONTENTS);
        const size_t offset = random_u64() % (LENGTH - sizeof part);
        CHECK(fill_one(&contents[i], offset, part, sizeof part, tier, DGEN_STORE_AUTO) == DGEN_OK &&
                  memcmp(part, wanted[i] + offset, sizeof part) == 0,
              "tier %d, content %d at %zu", tier, i, offset);
    }
}

static void refuse(const subject *s, const char *what)
{
    uint8_t buffer[64];
    CHECK(fill_one(s, 0, buffer, sizeof buffer, DGEN_TIER_AUTO, DGEN_STORE_AUTO) == DGEN_ERR_ARGUMENT, "%s", what);
}

static void test_illegal_numbers(void)
{
    subject good = test_subject(1, 2);
    good.content.numbers = (dgen_numbers){.type = DGEN_TYPE_INT8, .first = -128, .second = 256, .dimension = 1};
    uint8_t buffer[64];
    CHECK(fill_one(&good, 0, buffer, sizeof buffer, DGEN_TIER_AUTO, DGEN_STORE_AUTO) == DGEN_OK, "legal numbers");
    subject s = good;
    s.content.numbers.type = DGEN_TYPE_INT32 + 1;
    refuse(&s, "unknown type");
    s = good;
    s.content.numbers.distribution = 2;
    refuse(&s, "unknown distribution");
    s = good;
    s.content.numbers.dimension = 0;
    refuse(&s, "no dimension");
    s.content.numbers.dimension = MAX_DIMENSION + 1;
    refuse(&s, "large dimension");
    s = good;
    s.content.numbers.second = 257;
    refuse(&s, "range of bytes");
    s.content.numbers.second = 0;
    refuse(&s, "no range");
    s.content.numbers.second = NAN;
    refuse(&s, "not a number");
    s = good;
    s.content.numbers.is_normalised = 1;
    refuse(&s, "normalised integers");
    s = good;
    s.content.numbers.noise = 1;
    refuse(&s, "noise of integers");
    s = good;
    s.bits = 7;
    refuse(&s, "bits");
    s = good;
    s.literals -= 1;
    refuse(&s, "copies");
}

static const test tests[] = {TIER_TEST(ranges), TIER_TEST(rows_in_turns), TEST(illegal_numbers)};

int main(int argc, char **argv)
{
    return RUN_TESTS(tests, argc, argv);
}
