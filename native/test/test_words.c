// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Every tier makes the numbers of chosen words as the functions of single numbers do: of all words of 8 and 16 bits,
 * and of words of 32 and 64 bits in all octaves, which streams have too rarely.
 */
#include "numbers.h"
#include "support.h"

enum { MOST_BYTES = 2 << 16 };

static uint8_t words[MOST_BYTES], noise[MOST_BYTES], expected[MOST_BYTES];

/* Words of 8 and 16 bits: all. Others: random ones below each power of two, and the neighbours of these powers. */
static size_t choose_words(unsigned width)
{
    size_t length = 0;
    if (width < 4) {
        for (uint64_t word = 0; word < UINT64_C(1) << 8 * width; word++, length += width)
            store_number(words + length, width, word);
        return length;
    }
    for (unsigned bit = 0; bit < 8 * width; bit++) {
        for (unsigned i = 0; i < 40; i++, length += width) {
            const uint64_t power = UINT64_C(1) << bit, sign = (uint64_t)(i % 2) << (8 * width - 1);
            const uint64_t near = power - 5 + i / 2, below = random_u64() & (power - 1);
            store_number(words + length, width, (i < 20 ? near : power | below) ^ sign);
        }
    }
    return length;
}

/* Parameters that make ties, subnormal numbers, the limits of integers, and numbers that overflow fp16. */
static dgen_numbers numbers_of(unsigned type, unsigned distribution, unsigned i)
{
    static const double ranges[][2] = {{0, 1},        {-3.25, 2.5}, {0x1p-31, 0x1p-14},   {0x1p-26, 0x1p-19},
                                       {-2e9, 1.9e9}, {60000, 5e3}, {0x1p-130, 0x1p-126}, {100, 40}};
    const size_t count = sizeof ranges / sizeof *ranges;
    dgen_numbers n = {.first = ranges[i % count][0],
                      .second = ranges[i % count][1],
                      .type = (uint16_t)type,
                      .distribution = (uint16_t)distribution,
                      .dimension = 1};
    n.top = n.first + n.second * 0.999;
    if (is_integer_type(type) && distribution == DGEN_DISTRIBUTION_UNIFORM) {
        n.second = type == DGEN_TYPE_INT8 ? 1 + i * 36 : 1 + i * 6e8;
        n.first = type == DGEN_TYPE_INT8 ? -128 : -0x1p31;
    }
    return n;
}

enum { RANGES = 8 };

/* With and without noise and scale, at any address, of any length. */
static void check_numbers(const tier *t, const dgen_numbers *n, uint8_t *end, size_t length, bool is_short)
{
    const size_t width = number_width(n->type);
    const page_spec spec = {.numbers = n};
    const double scale = 0.37;
    for (unsigned change = 0; change < (is_integer_type(n->type) ? 1 : 4); change++) {
        const double *const of_scale = change & 2 ? &scale : NULL;
        dgen_numbers changed = *n;
        changed.noise = change & 1 ? n->second / 8 : 0;
        const size_t from = is_short ? random_u64() % (length / width) * width : 0;
        const size_t rest = length - from, part = is_short && rest > 200 * width ? random_u64() % 200 * width : rest;
        uint8_t *const at = end - part - (is_short ? random_u64() % 64 : 0);
        memcpy(expected, words + from, part);
        memcpy(at, words + from, part);
        make_each_number(&changed, expected, change & 1 ? noise + from : NULL, part, of_scale);
        if (change == 0)
            dgen_make_numbers(t, &spec, from, at, part);
        else
            t->make_numbers(&changed, at, change & 1 ? noise + from : NULL, part, of_scale);
        for (size_t i = 0; i < part; i += width)
            CHECK(memcmp(at + i, expected + i, width) == 0,
                  "type %d, distribution %d, %g, %g, change %u: word %llx gives %llx, expected %llx", n->type,
                  n->distribution, n->first, n->second, change,
                  (unsigned long long)load_number(words + from + i, (unsigned)width),
                  (unsigned long long)load_number(at + i, (unsigned)width),
                  (unsigned long long)load_number(expected + i, (unsigned)width));
    }
}

static void check_squares(const tier *t, const dgen_numbers *n, size_t length)
{
    const size_t width = number_width(n->type), from = random_u64() % (length / width) * width, part = length - from;
    const uint64_t first = random_u64() % 100;
    for (int with_noise = 0; with_noise < 2; with_noise++) {
        dgen_numbers noisy = *n;
        noisy.noise = with_noise ? n->second / 8 : 0;
        const uint8_t *const of_noise = with_noise ? noise + from : NULL;
        number_sums sums = {.sum = {0}}, expected_sums = {.sum = {0}};
        t->add_squares(&noisy, words + from, of_noise, part, first, &sums);
        add_each_square(&noisy, words + from, of_noise, part, first, &expected_sums);
        CHECK(memcmp(&sums, &expected_sums, sizeof sums) == 0, "squares: type %d, distribution %d, %g, %g, noise %d",
              n->type, n->distribution, n->first, n->second, with_noise);
    }
}

static void test_values(int32_t id)
{
    const tier *t;
    CHECK(dgen_tier_resolve(id, &t) == DGEN_OK, "tier %d", id);
    uint8_t *const end = guarded_alloc(MOST_BYTES + PAGE_BYTES) + MOST_BYTES + PAGE_BYTES;
    for (size_t i = 0; i < MOST_BYTES; i++)
        noise[i] = (uint8_t)random_u64();
    for (unsigned type = DGEN_TYPE_FP32; type <= DGEN_TYPE_INT32; type++) {
        const size_t length = choose_words(number_width(type));
        for (unsigned i = 0; i < 2 * RANGES; i += sample_step()) {
            const dgen_numbers n = numbers_of(type, i % 2, i / 2);
            check_numbers(t, &n, end, length, false);
            for (int k = 0; k < 20; k++)
                check_numbers(t, &n, end, length, true);
            if (!is_integer_type(type))
                check_squares(t, &n, length);
        }
    }
}

static const test tests[] = {TIER_TEST(values)};

int main(int argc, char **argv)
{
    return RUN_TESTS(tests, argc, argv);
}
