// SPDX-License-Identifier: MIT OR Apache-2.0
/* Calls the kernel from C for benchmarks, without the cost of a call from Java. */
#ifndef DGEN_CALLS_H
#define DGEN_CALLS_H

#include "dgen.h"

/* The type of the function dgen_fill, of this library or another one. */
typedef int32_t dgen_calls_filler(const dgen_content *content, const dgen_span *spans, uint64_t count, void *buffer,
                                  uint64_t length, int32_t tier, int32_t store);

/* Calls it repeatedly, with one span; returns the last status. */
DGEN_API int32_t dgen_calls_fill(dgen_calls_filler *fill, const dgen_content *content, const dgen_span *span,
                                 void *buffer, uint64_t length, int32_t tier, int32_t store, uint64_t calls);

#endif
