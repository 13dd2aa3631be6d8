// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * The arithmetic of docs/format.md, "Numbers of a stream": the normative functions of single numbers. Each operation is
 * rounded as IEEE 754 says; the build forbids the compiler to contract them (-ffp-contract=off).
 */
#ifndef DGEN_NUMBERS_H
#define DGEN_NUMBERS_H

#include "dgen.h"
#include "tier.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum {
    NORMAL_TERMS = 6,
    NORMAL_OCTAVES = 32,
    NORMAL_OCTAVES64 = 64,
    NUMBER_SUMS = 16, /* sums of the squares of a row, each of every 16th number */
    MAX_DIMENSION = 1 << 20
};

/*
 * Coefficients of r^0 .. r^5. Octave k is at index k - 1, octave 0 of the floats is the last one: vector tiers look up
 * the first octaves, which most numbers have, of several numbers in one term. Of the 64, the last ones are unused.
 */
extern const float dgen_normal_table[NORMAL_TERMS][NORMAL_OCTAVES];
extern const double dgen_normal_table64[NORMAL_TERMS][NORMAL_OCTAVES64];

/* The squares of a row: of float, or of double for DGEN_TYPE_FP64. */
typedef struct number_sums {
    float sum[NUMBER_SUMS];
    double sum64[NUMBER_SUMS];
} number_sums;

static inline bool is_integer_type(unsigned type)
{
    return type == DGEN_TYPE_INT8 || type == DGEN_TYPE_INT32;
}

/* Bytes of a number. */
static inline unsigned number_width(unsigned type)
{
    switch (type) {
    case DGEN_TYPE_FP64:
        return 8;
    case DGEN_TYPE_FP32:
    case DGEN_TYPE_INT32:
        return 4;
    case DGEN_TYPE_BF16:
    case DGEN_TYPE_FP16:
        return 2;
    default:
        return 1;
    }
}

/* Whether tiers make the numbers together with the words; null for bytes. Otherwise dgen_make_numbers does. */
static inline bool is_made_by_tier(const dgen_numbers *n)
{
    return n != NULL && n->type == DGEN_TYPE_FP32 && n->noise == 0 && !n->is_normalised;
}

static inline uint32_t bits_of_float(float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

static inline float float_of_bits(uint32_t bits)
{
    float x;
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* The parameters of numbers that are computed as floats. */
typedef struct float_numbers {
    float first, second, top, noise;
    bool is_uniform;
} float_numbers;

static inline float_numbers float_numbers_of(const dgen_numbers *n)
{
    const bool is_uniform = n->distribution == DGEN_DISTRIBUTION_UNIFORM;
    return (float_numbers){(float)n->first, is_uniform ? (float)n->second * 0x1p-24F : (float)n->second, (float)n->top,
                           (float)n->noise, is_uniform};
}

/* The same for doubles. */
typedef struct double_numbers {
    double first, second, top, noise;
    bool is_uniform;
} double_numbers;

static inline double_numbers double_numbers_of(const dgen_numbers *n)
{
    const bool is_uniform = n->distribution == DGEN_DISTRIBUTION_UNIFORM;
    return (double_numbers){n->first, is_uniform ? n->second * 0x1p-53 : n->second, n->top, n->noise, is_uniform};
}

/* The number of mean 0 and variance 1. */
static inline float normal32(uint32_t word)
{
    const uint32_t bits = bits_of_float((float)(int32_t)((word & INT32_MAX) | 1)),
                   place = (157 - (bits >> 23)) % NORMAL_OCTAVES;
    const float r = float_of_bits((bits & 0x7FFFFF) | 0x3F800000) - 1;
    float x = dgen_normal_table[NORMAL_TERMS - 1][place];
    for (int i = NORMAL_TERMS - 2; i >= 0; i--)
        x = x * r + dgen_normal_table[i][place];
    return float_of_bits(bits_of_float(x) ^ (word & UINT32_C(1) << 31));
}

static inline double normal64(uint64_t word)
{
    const double z = (double)(int64_t)(((word & INT64_MAX) >> 11) | 1);
    uint64_t bits;
    memcpy(&bits, &z, sizeof bits);
    const uint64_t place = 1074 - (bits >> 52);
    bits = (bits & ((UINT64_C(1) << 52) - 1)) | UINT64_C(0x3FF) << 52;
    double r;
    memcpy(&r, &bits, sizeof r);
    r -= 1;
    double x = dgen_normal_table64[NORMAL_TERMS - 1][place];
    for (int i = NORMAL_TERMS - 2; i >= 0; i--)
        x = x * r + dgen_normal_table64[i][place];
    memcpy(&bits, &x, sizeof bits);
    bits ^= word & UINT64_C(1) << 63; /* not a branch, which would be unpredictable */
    memcpy(&x, &bits, sizeof x);
    return x;
}

/* `noise` has no meaning without noise. */
static inline float value32(float_numbers n, uint32_t word, uint32_t noise)
{
    float x = n.first + n.second * (n.is_uniform ? (float)(int32_t)(word >> 8) : normal32(word));
    if (n.is_uniform)
        x = x < n.top ? x : n.top;
    return n.noise == 0 ? x : x + (0 + n.noise * normal32(noise));
}

static inline double value64(double_numbers n, uint64_t word, uint64_t noise)
{
    double x = n.first + n.second * (n.is_uniform ? (double)(int64_t)(word >> 11) : normal64(word));
    if (n.is_uniform)
        x = x < n.top ? x : n.top;
    return n.noise == 0 ? x : x + (0 + n.noise * normal64(noise));
}

static inline uint16_t bf16_of(float x)
{
    const uint32_t bits = bits_of_float(x);
    return (uint16_t)((bits + 0x7FFF + (bits >> 16 & 1)) >> 16);
}

/* Numbers below 2^-14 are rounded to multiples of 2^-24 by an addition of 1/2, of which the last digit has this value.
 */
static inline uint16_t fp16_of(float x)
{
    const uint32_t bits = bits_of_float(x), size = bits & INT32_MAX;
    const uint32_t small = bits_of_float(float_of_bits(size) + 0.5F) - 0x3F000000;
    const uint32_t usual = (size - (UINT32_C(112) << 23) + 0xFFF + (size >> 13 & 1)) >> 13, infinity = 0x7C00;
    return (uint16_t)((bits >> 16 & 0x8000) | (size < 0x38800000 ? small : usual < infinity ? usual : infinity));
}

/* The nearest whole number, of two the larger one, between least and most. */
static inline int32_t integer_of(float x, float least, float most)
{
    x += 0.5F;
    x = x < least ? least : x;
    x = x < most ? x : most;
    const int32_t whole = (int32_t)x;
    return whole - (x < (float)whole);
}

/* The little-endian number of `width` bytes, a constant, at any address. */
static inline uint64_t load_number(const uint8_t *p, unsigned width)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    uint64_t x = 0;
    for (unsigned i = 0; i < width; i++)
        x |= (uint64_t)p[i] << 8 * i;
    return x;
#else
    uint16_t half;
    uint32_t word;
    uint64_t x;
    switch (width) {
    case 1:
        return *p;
    case 2:
        memcpy(&half, p, 2);
        return half;
    case 4:
        memcpy(&word, p, 4);
        return word;
    default:
        memcpy(&x, p, 8);
        return x;
    }
#endif
}

static inline void store_number(uint8_t *p, unsigned width, uint64_t x)
{
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    for (unsigned i = 0; i < width; i++)
        p[i] = (uint8_t)(x >> 8 * i);
#else
    const uint32_t word = (uint32_t)x; /* compilers make vector code of stores of whole variables only */
    if (width == 4)
        memcpy(p, &word, 4);
    else
        memcpy(p, &x, width);
#endif
}

/* A word of fewer bits is the upper part of a word of 32 bits, of which the rest is the middle of its range. */
static inline uint32_t word32(uint64_t word, unsigned width)
{
    return width == 4 ? (uint32_t)word : ((uint32_t)word * 2 + 1) << (31 - 8 * width);
}

static inline uint32_t bits_of_value(unsigned type, float x)
{
    switch (type) {
    case DGEN_TYPE_FP32:
        return bits_of_float(x);
    case DGEN_TYPE_BF16:
        return bf16_of(x);
    case DGEN_TYPE_FP16:
        return fp16_of(x);
    case DGEN_TYPE_INT8:
        return (uint32_t)integer_of(x, INT8_MIN, INT8_MAX);
    default:
        return (uint32_t)integer_of(x, -0x1p31F, 0x1.FFFFFEp30F);
    }
}

static inline void make_doubles(double_numbers n, uint8_t *bytes, const uint8_t *noise, size_t length,
                                const double *scale)
{
    const double factor = scale == NULL ? 1 : *scale; /* a multiplication by 1 changes nothing */
    for (size_t at = 0; at < length; at += 8) {
        const double x =
            value64(n, load_number(bytes + at, 8), noise == NULL ? 0 : load_number(noise + at, 8)) * factor;
        uint64_t bits;
        memcpy(&bits, &x, sizeof bits);
        store_number(bytes + at, 8, bits);
    }
}

static inline void make_integers(dgen_numbers n, uint8_t *bytes, size_t length)
{
    const uint64_t count = (uint64_t)n.second;
    const uint32_t low = (uint32_t)(int32_t)n.first;
    if (n.type == DGEN_TYPE_INT8)
        for (size_t at = 0; at < length; at++)
            bytes[at] = (uint8_t)(low + (bytes[at] * (uint32_t)count >> 8));
    else
        for (size_t at = 0; at < length; at += 4)
            store_number(bytes + at, 4, low + (uint32_t)(load_number(bytes + at, 4) * count >> 32));
}

/* Numbers of which the values are floats; type is a constant. */
static inline void make_floats(float_numbers n, uint8_t *bytes, const uint8_t *noise, size_t length,
                               const double *scale, unsigned type)
{
    const float factor = scale == NULL ? 1 : (float)*scale;
    const unsigned width = number_width(type);
    for (size_t at = 0; at < length; at += width) {
        const uint32_t of_noise = noise == NULL ? 0 : word32(load_number(noise + at, width), width);
        const float x = value32(n, word32(load_number(bytes + at, width), width), of_noise);
        store_number(bytes + at, width, bits_of_value(type, x * factor));
    }
}

/* make_numbers of struct tier, one number after the other. */
static inline void make_each_number(const dgen_numbers *n, uint8_t *bytes, const uint8_t *noise, size_t length,
                                    const double *scale)
{
    const float_numbers floats = float_numbers_of(n);
    if (n->type == DGEN_TYPE_FP64)
        make_doubles(double_numbers_of(n), bytes, noise, length, scale);
    else if (is_integer_type(n->type) && floats.is_uniform)
        make_integers(*n, bytes, length);
    else if (n->type == DGEN_TYPE_FP32)
        make_floats(floats, bytes, noise, length, scale, DGEN_TYPE_FP32);
    else if (n->type == DGEN_TYPE_BF16)
        make_floats(floats, bytes, noise, length, scale, DGEN_TYPE_BF16);
    else if (n->type == DGEN_TYPE_FP16)
        make_floats(floats, bytes, noise, length, scale, DGEN_TYPE_FP16);
    else if (n->type == DGEN_TYPE_INT8)
        make_floats(floats, bytes, noise, length, scale, DGEN_TYPE_INT8);
    else
        make_floats(floats, bytes, noise, length, scale, DGEN_TYPE_INT32);
}

/* The squares of numbers of which the values are floats; width is a constant. */
static inline void add_float_squares(float_numbers n, const uint8_t *bytes, const uint8_t *noise, size_t length,
                                     uint64_t first, float *sums, unsigned width)
{
    for (size_t at = 0; at < length; at += width, first++) {
        const uint32_t of_noise = noise == NULL ? 0 : word32(load_number(noise + at, width), width);
        const float x = value32(n, word32(load_number(bytes + at, width), width), of_noise);
        sums[first % NUMBER_SUMS] += x * x;
    }
}

/* add_squares of struct tier, one number after the other. */
static inline void add_each_square(const dgen_numbers *n, const uint8_t *bytes, const uint8_t *noise, size_t length,
                                   uint64_t first, number_sums *sums)
{
    if (n->type == DGEN_TYPE_FP64) {
        const double_numbers doubles = double_numbers_of(n);
        for (size_t at = 0; at < length; at += 8, first++) {
            const double x =
                value64(doubles, load_number(bytes + at, 8), noise == NULL ? 0 : load_number(noise + at, 8));
            sums->sum64[first % NUMBER_SUMS] += x * x;
        }
    } else if (n->type == DGEN_TYPE_FP32) {
        add_float_squares(float_numbers_of(n), bytes, noise, length, first, sums->sum, 4);
    } else {
        add_float_squares(float_numbers_of(n), bytes, noise, length, first, sums->sum, 2);
    }
}

/* The factor that gives a row the length 1. Changes the sums. */
static inline double number_scale(unsigned type, number_sums *sums)
{
    for (unsigned half = NUMBER_SUMS / 2; half > 0; half /= 2) {
        for (unsigned i = 0; i < half; i++) {
            sums->sum[i] += sums->sum[i + half];
            sums->sum64[i] += sums->sum64[i + half];
        }
    }
    if (type == DGEN_TYPE_FP64)
        return sums->sum64[0] == 0 ? 0 : 1 / sqrt(sums->sum64[0]);
    return sums->sum[0] == 0 ? 0 : 1 / sqrtf(sums->sum[0]);
}

/* Whether dgen_numbers is legal for content that has these spans. */
bool dgen_numbers_are_legal(const dgen_content *content, const dgen_span *spans, uint64_t count);

/*
 * Replaces the bytes of content at [offset, offset + length), which are those of pages without a tail, by numbers. The
 * offset is that of a number, and the length is less than 2^32.
 */
void dgen_make_numbers(const tier *t, const page_spec *spec, uint64_t offset, uint8_t *bytes, size_t length);

#endif
