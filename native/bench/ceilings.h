/*
 * What the machine can do at best, to measure the kernel against. Lengths are multiples of 64 bytes, addresses of 64.
 */
#ifndef DGEN_CEILINGS_H
#define DGEN_CEILINGS_H

#include <stdint.h>

#if defined(__GNUC__)
#define DGEN_CEILING_API __attribute__((visibility("default")))
#else
#define DGEN_CEILING_API
#endif

/* memset of the C library. */
DGEN_CEILING_API void dgen_ceiling_memset(void *buffer, uint64_t length);

/* A loop of the widest non-temporal stores (plain ones where there are none), fenced. */
DGEN_CEILING_API void dgen_ceiling_stream(void *buffer, uint64_t length);

/* A loop of the widest loads; returns the XOR of all words. */
DGEN_CEILING_API uint64_t dgen_ceiling_read(const void *buffer, uint64_t length);

/* dgen_fill, of whatever library. */
struct dgen_content;
struct dgen_span;
typedef int32_t dgen_ceiling_filler(const struct dgen_content *content, const struct dgen_span *spans, uint64_t count,
                                    void *buffer, uint64_t length, int32_t tier, int32_t store);

/* Calls it again and again, with one span; returns the last status. What calls cost from C. */
DGEN_CEILING_API int32_t dgen_ceiling_fill(dgen_ceiling_filler *fill, const struct dgen_content *content,
                                           const struct dgen_span *span, void *buffer, uint64_t length, int32_t tier,
                                           int32_t store, uint64_t calls);

#endif
