// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Template of a vector tier: numbers in place of the words of pages. A tier file defines what values_template.h needs,
 * and
 *
 *   line_of_words(map, x, ...)   the line of which each register is map(register of x, ...)
 *   widened(x)                   the words16 as words of 32 bits
 *   upper_halves(x)              the upper halves of words of 32 bits, as words16
 *   halves_of(x)                 floats as binary16, rounded to nearest, ties to even
 */
#ifndef DGEN_NUMBERS_TEMPLATE_H
#define DGEN_NUMBERS_TEMPLATE_H

#include "values_template.h"

typedef uint16_t words16 __attribute__((vector_size(VECTOR_BYTES / 2)));

INLINE words32 bits_of_uniform(words32 words, float_numbers n)
{
    return (words32)value_vector(words, n, true);
}

INLINE words32 bits_of_normal(words32 words, float_numbers n)
{
    return (words32)value_vector(words, n, false);
}

/* How the lines of pages become numbers while they are made. */
typedef enum line_map { LINE_OF_BYTES, LINE_OF_UNIFORM, LINE_OF_NORMAL } line_map;

/* map is a constant. */
INLINE line mapped_line(line x, line_map map, float_numbers n)
{
    switch (map) {
    case LINE_OF_UNIFORM:
        return line_of_words(bits_of_uniform, x, n);
    case LINE_OF_NORMAL:
        return line_of_words(bits_of_normal, x, n);
    default:
        return x;
    }
}

/* word32 of words of `width` bytes, 2 or 4; width is a constant. */
INLINE words32 load_words(const uint8_t *p, unsigned width)
{
    words32 words;
    words16 halves;
    if (width == 4) {
        memcpy(&words, p, sizeof words);
        return words;
    }
    memcpy(&halves, p, sizeof halves);
    return widened(halves) << 16 | 0x8000;
}

INLINE words64 load_words64(const uint8_t *p)
{
    words64 words;
    memcpy(&words, p, sizeof words);
    return words;
}

INLINE words16 bf16_vector(floats32 x)
{
    const words32 bits = (words32)x;
    return upper_halves(bits + 0x7FFF + (bits >> 16 & 1));
}

INLINE words32 int32_vector(floats32 x)
{
    x += 0.5F;
    x = (floats32)select32(x < -0x1p31F, (words32)(-0x1p31F - (floats32){0}), (words32)x);
    x = floats_min(x, 0x1.FFFFFEp30F - (floats32){0});
    const ints32 whole = __builtin_convertvector(x, ints32);
    return (words32)(whole + (x < __builtin_convertvector(whole, floats32)));
}

/* Writes values as numbers of a type, a constant: bits_of_value. */
INLINE void store_values(uint8_t *p, floats32 x, unsigned type)
{
    if (number_width(type) == 4) {
        const words32 words = type == DGEN_TYPE_FP32 ? (words32)x : int32_vector(x);
        memcpy(p, &words, sizeof words);
    } else {
        const words16 halves = type == DGEN_TYPE_BF16 ? bf16_vector(x) : halves_of(x);
        memcpy(p, &halves, sizeof halves);
    }
}

/* The values of a vector of words. The type and the distribution are constants, and whether there is noise. */
INLINE floats32 load_values(const dgen_numbers *n, const uint8_t *bytes, const uint8_t *noise)
{
    const float_numbers floats = float_numbers_of(n);
    const floats32 x = value_vector(load_words(bytes, number_width(n->type)), floats, floats.is_uniform);
    return noise == NULL ? x : x + (0 + floats.noise * normal_vector(load_words(noise, number_width(n->type))));
}

INLINE doubles64 load_values64(const dgen_numbers *n, const uint8_t *bytes, const uint8_t *noise)
{
    const double_numbers doubles = double_numbers_of(n);
    const doubles64 x = value_vector64(load_words64(bytes), doubles, doubles.is_uniform);
    return noise == NULL ? x : x + (0 + doubles.noise * normal_vector64(load_words64(noise)));
}

/* One vector of numbers, with the same constants. */
INLINE void make_vector(const dgen_numbers *n, uint8_t *bytes, const uint8_t *noise, double scale)
{
    if (n->type == DGEN_TYPE_FP64) {
        const doubles64 x = load_values64(n, bytes, noise) * scale;
        memcpy(bytes, &x, sizeof x);
    } else {
        store_values(bytes, load_values(n, bytes, noise) * (float)scale, n->type);
    }
}

/* Numbers, with the same constants. */
INLINE void make_vectors(dgen_numbers n, uint8_t *bytes, const uint8_t *noise, size_t length, double scale)
{
    const size_t step = number_width(n.type) == 2 ? VECTOR_BYTES / 2 : VECTOR_BYTES, rest = length % step;
    for (size_t at = 0; at < length - rest; at += step)
        make_vector(&n, bytes + at, noise == NULL ? NULL : noise + at, scale);
    if (rest > 0) {
        uint8_t last[VECTOR_BYTES] = {0}, last_noise[VECTOR_BYTES] = {0};
        memcpy(last, bytes + length - rest, rest);
        if (noise != NULL)
            memcpy(last_noise, noise + length - rest, rest);
        make_vector(&n, last, noise == NULL ? NULL : last_noise, scale);
        memcpy(bytes + length - rest, last, rest);
    }
}

/* The squares of values, with the same constants. Those of less than NUMBER_SUMS values are added one by one. */
INLINE void add_squares_of_vectors(dgen_numbers n, const uint8_t *bytes, const uint8_t *noise, size_t length,
                                   uint64_t first, number_sums *sums)
{
    const size_t width = number_width(n.type), step = NUMBER_SUMS * width;
    const size_t before = (NUMBER_SUMS - first % NUMBER_SUMS) % NUMBER_SUMS * width;
    size_t at = before < length ? before : length;
    add_each_square(&n, bytes, noise, at, first, sums);
    floats32 sum[NUMBER_SUMS / FLOATS];
    memcpy(sum, sums->sum, sizeof sum);
    for (; at + step <= length; at += step) {
        for (unsigned k = 0; k < NUMBER_SUMS / FLOATS; k++) {
            const size_t i = at + k * FLOATS * width;
            const floats32 x = load_values(&n, bytes + i, noise == NULL ? NULL : noise + i);
            sum[k] += x * x;
        }
    }
    memcpy(sums->sum, sum, sizeof sum);
    add_each_square(&n, bytes + at, noise == NULL ? NULL : noise + at, length - at, first + at / width, sums);
}

#define CASE_OF_TYPE(n, of_type, statement)                                                                            \
    case of_type:                                                                                                      \
        (n).type = of_type;                                                                                            \
        if ((n).distribution == DGEN_DISTRIBUTION_UNIFORM) {                                                           \
            (n).distribution = DGEN_DISTRIBUTION_UNIFORM;                                                              \
            statement;                                                                                                 \
        } else {                                                                                                       \
            (n).distribution = DGEN_DISTRIBUTION_NORMAL;                                                               \
            statement;                                                                                                 \
        }                                                                                                              \
        break;

/* A statement with constants in n, a copy: the type and the distribution. */
#define WITH_CONSTANTS(n, statement)                                                                                   \
    switch ((n).type) {                                                                                                \
        CASE_OF_TYPE(n, DGEN_TYPE_FP32, statement)                                                                     \
        CASE_OF_TYPE(n, DGEN_TYPE_FP64, statement)                                                                     \
        CASE_OF_TYPE(n, DGEN_TYPE_BF16, statement)                                                                     \
        CASE_OF_TYPE(n, DGEN_TYPE_FP16, statement)                                                                     \
        CASE_OF_TYPE(n, DGEN_TYPE_INT32, statement)                                                                    \
    }

static void make_numbers(const dgen_numbers *numbers, uint8_t *bytes, const uint8_t *noise, size_t length,
                         const double *scale)
{
    dgen_numbers n = *numbers;
    if (n.type == DGEN_TYPE_INT8 || (n.type == DGEN_TYPE_INT32 && n.distribution == DGEN_DISTRIBUTION_UNIFORM))
        make_each_number(numbers, bytes, noise, length, scale);
    else if (noise == NULL && scale == NULL)
        WITH_CONSTANTS(n, make_vectors(n, bytes, NULL, length, 1))
    else
        WITH_CONSTANTS(n, make_vectors(n, bytes, noise, length, scale == NULL ? 1 : *scale))
}

static void add_squares(const dgen_numbers *numbers, const uint8_t *bytes, const uint8_t *noise, size_t length,
                        uint64_t first, number_sums *sums)
{
    dgen_numbers n = *numbers;
    if (n.type == DGEN_TYPE_FP64)
        add_each_square(numbers, bytes, noise, length, first, sums);
    else
        WITH_CONSTANTS(n, add_squares_of_vectors(n, bytes, noise, length, first, sums))
}

#endif
