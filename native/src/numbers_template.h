// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Template of a vector tier: numbers in place of the words of pages. A tier file defines
 *
 *   floats_min(x, y)           the smaller ones of two vectors of floats
 *   OCTAVES_TOGETHER           number of floats in the tables of lookup_octaves, a power of two
 *   lookup_octaves(table, i)   a vector with the floats table[i modulo OCTAVES_TOGETHER] of a vector i
 *   any_octave(i, least)       whether an element of i is at least that number
 *   line_of_words(map, x, ...) the line of which each register is map(register of x, ...)
 *
 * for vectors of VECTOR_BYTES. Everything else is written with the vectors of the compiler.
 */
#ifndef DGEN_NUMBERS_TEMPLATE_H
#define DGEN_NUMBERS_TEMPLATE_H

#include "numbers.h"

typedef uint32_t words32 __attribute__((vector_size(VECTOR_BYTES)));
typedef int32_t ints32 __attribute__((vector_size(VECTOR_BYTES)));
typedef float floats32 __attribute__((vector_size(VECTOR_BYTES)));

enum { FLOATS = VECTOR_BYTES / 4 };

INLINE words32 select32(ints32 mask, words32 yes, words32 no)
{
    return ((words32)mask & yes) | (~(words32)mask & no);
}

/* normal32. */
INLINE floats32 normal_vector(words32 words)
{
    const floats32 z = __builtin_convertvector((ints32)((words & INT32_MAX) | 1), floats32);
    const words32 bits = (words32)z, octave = 158 - (bits >> 23);
    const floats32 r = (floats32)((bits & 0x7FFFFF) | 0x3F800000) - 1;
    floats32 c[NORMAL_TERMS];
    for (int i = 0; i < NORMAL_TERMS; i++)
        c[i] = lookup_octaves(dgen_normal_table[i], octave);
    for (unsigned first = OCTAVES_TOGETHER; first < NORMAL_OCTAVES && any_octave(octave, first);
         first += OCTAVES_TOGETHER)
        for (int i = 0; i < NORMAL_TERMS; i++)
            c[i] = (floats32)select32(octave >= first, (words32)lookup_octaves(dgen_normal_table[i] + first, octave),
                                      (words32)c[i]);
    floats32 x = c[NORMAL_TERMS - 1];
    for (int i = NORMAL_TERMS - 2; i >= 0; i--)
        x = x * r + c[i];
    return (floats32)((words32)x ^ (words & UINT32_C(1) << 31));
}

/* value32 without noise; is_uniform is a constant. */
INLINE floats32 value_vector(words32 words, float_numbers n, bool is_uniform)
{
    if (!is_uniform)
        return n.first + n.second * normal_vector(words);
    const floats32 steps = __builtin_convertvector((ints32)(words >> 8), floats32);
    return floats_min(n.first + n.second * steps, n.top - (floats32){0});
}

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

/* What is added to a value, and what it is multiplied by. */
typedef struct change {
    bool has_noise, has_scale;
    float scale;
} change;

INLINE floats32 changed_value(words32 words, words32 noise, float_numbers n, change c)
{
    floats32 x = n.is_uniform ? value_vector(words, n, true) : value_vector(words, n, false);
    if (c.has_noise)
        x += 0 + n.noise * normal_vector(noise);
    return c.has_scale ? x * c.scale : x;
}

INLINE words32 bf16_vector(floats32 x)
{
    const words32 bits = (words32)x;
    return (bits + 0x7FFF + (bits >> 16 & 1)) >> 16;
}

INLINE words32 fp16_vector(floats32 x)
{
    const words32 bits = (words32)x, size = bits & INT32_MAX;
    const words32 small = (words32)((floats32)size + 0.5F) - 0x3F000000;
    const words32 usual = (size - (UINT32_C(112) << 23) + 0xFFF + (size >> 13 & 1)) >> 13;
    return (bits >> 16 & 0x8000) | select32(size < 0x38800000, small, usual);
}

INLINE words32 integer_vector(floats32 x, float least, float most)
{
    x += 0.5F;
    x = (floats32)select32(x < least, (words32)(least - (floats32){0}), (words32)x);
    x = floats_min(x, most - (floats32){0});
    const ints32 whole = __builtin_convertvector(x, ints32);
    return (words32)(whole + (x < __builtin_convertvector(whole, floats32)));
}

/* The numbers of a vector; type is a constant. */
INLINE words32 numbers_vector(words32 words, words32 noise, unsigned type, float_numbers n, change c)
{
    if (type == DGEN_TYPE_FP32)
        return (words32)changed_value(words, noise, n, c);
    if (type == DGEN_TYPE_INT32)
        return integer_vector(changed_value(words, noise, n, c), -0x1p31F, 0x1.FFFFFEp30F);
    if (type == DGEN_TYPE_INT8) {
        words32 numbers = {0};
        for (int shift = 24; shift >= 0; shift -= 8) {
            const floats32 x = changed_value((words << shift & 0xFF000000) | 0x800000, noise, n, c);
            numbers |= (integer_vector(x, INT8_MIN, INT8_MAX) & 0xFF) << (24 - shift);
        }
        return numbers;
    }
    const floats32 low = changed_value(words << 16 | 0x8000, noise << 16 | 0x8000, n, c);
    const floats32 high = changed_value((words & 0xFFFF0000) | 0x8000, (noise & 0xFFFF0000) | 0x8000, n, c);
    return type == DGEN_TYPE_BF16 ? bf16_vector(low) | bf16_vector(high) << 16
                                  : fp16_vector(low) | fp16_vector(high) << 16;
}

/* type is a constant. */
INLINE void make_vectors(const dgen_numbers *numbers, uint8_t *bytes, const uint8_t *noise, size_t length,
                         const double *scale, unsigned type)
{
    const float_numbers n = float_numbers_of(numbers);
    const change c = {noise != NULL, scale != NULL, scale == NULL ? 1 : (float)*scale};
    for (size_t at = 0; at < length; at += VECTOR_BYTES) {
        const size_t part = length - at < VECTOR_BYTES ? length - at : VECTOR_BYTES;
        words32 words = {0}, of_noise = {0};
        if (part == VECTOR_BYTES)
            memcpy(&words, bytes + at, VECTOR_BYTES);
        else
            memcpy(&words, bytes + at, part);
        if (c.has_noise)
            memcpy(&of_noise, noise + at, part);
        words = numbers_vector(words, of_noise, type, n, c);
        if (part == VECTOR_BYTES)
            memcpy(bytes + at, &words, VECTOR_BYTES);
        else
            memcpy(bytes + at, &words, part);
    }
}

static void make_numbers(const dgen_numbers *n, uint8_t *bytes, const uint8_t *noise, size_t length,
                         const double *scale)
{
    if (n->type == DGEN_TYPE_FP64 || (is_integer_type(n->type) && n->distribution == DGEN_DISTRIBUTION_UNIFORM))
        make_each_number(n, bytes, noise, length, scale);
    else if (n->type == DGEN_TYPE_FP32)
        make_vectors(n, bytes, noise, length, scale, DGEN_TYPE_FP32);
    else if (n->type == DGEN_TYPE_BF16)
        make_vectors(n, bytes, noise, length, scale, DGEN_TYPE_BF16);
    else if (n->type == DGEN_TYPE_FP16)
        make_vectors(n, bytes, noise, length, scale, DGEN_TYPE_FP16);
    else if (n->type == DGEN_TYPE_INT8)
        make_vectors(n, bytes, noise, length, scale, DGEN_TYPE_INT8);
    else
        make_vectors(n, bytes, noise, length, scale, DGEN_TYPE_INT32);
}

/* The squares of values of words of 32 bits. Those of less than NUMBER_SUMS values are added one by one. */
static void add_squares_of_words(float_numbers n, const uint8_t *words, const uint8_t *noise, size_t count,
                                 uint64_t first, float *sums)
{
    const size_t before = (NUMBER_SUMS - first % NUMBER_SUMS) % NUMBER_SUMS, head = before < count ? before : count;
    add_float_squares(n, words, noise, head * 4, first, sums, 4);
    const change c = {noise != NULL, false, 1};
    floats32 sum[NUMBER_SUMS / FLOATS];
    memcpy(sum, sums, sizeof sum);
    size_t at = head * 4;
    for (; at + sizeof sum <= count * 4; at += sizeof sum) {
        for (unsigned k = 0; k < NUMBER_SUMS / FLOATS; k++) {
            words32 w, of_noise = {0};
            memcpy(&w, words + at + k * VECTOR_BYTES, VECTOR_BYTES);
            if (c.has_noise)
                memcpy(&of_noise, noise + at + k * VECTOR_BYTES, VECTOR_BYTES);
            const floats32 x = changed_value(w, of_noise, n, c);
            sum[k] += x * x;
        }
    }
    memcpy(sums, sum, sizeof sum);
    add_float_squares(n, words + at, noise == NULL ? NULL : noise + at, count * 4 - at, first + at / 4, sums, 4);
}

enum { WIDENED = 512 };

static void widen(const uint8_t *bytes, size_t count, uint8_t *words)
{
    for (size_t i = 0; i < count; i++)
        store_number(words + 4 * i, 4, word32(load_number(bytes + 2 * i, 2), 2));
}

static void add_squares(const dgen_numbers *numbers, const uint8_t *bytes, const uint8_t *noise, size_t length,
                        uint64_t first, number_sums *sums)
{
    const float_numbers n = float_numbers_of(numbers);
    if (numbers->type == DGEN_TYPE_FP64) {
        add_each_square(numbers, bytes, noise, length, first, sums);
    } else if (numbers->type == DGEN_TYPE_FP32) {
        add_squares_of_words(n, bytes, noise, length / 4, first, sums->sum);
    } else {
        for (size_t i = 0; i < length / 2; i += WIDENED) {
            uint8_t words[WIDENED * 4], of_noise[WIDENED * 4];
            const size_t rest = length / 2 - i, count = rest < WIDENED ? rest : WIDENED;
            widen(bytes + 2 * i, count, words);
            if (noise != NULL)
                widen(noise + 2 * i, count, of_noise);
            add_squares_of_words(n, words, noise == NULL ? NULL : of_noise, count, first + i, sums->sum);
        }
    }
}

#endif
