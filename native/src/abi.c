// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * The version and the layout of the binary interface. Programs that write the structs without a C compiler use these
 * offsets; a Java test reads the assertions below.
 */
#include "dgen.h"

#include <stddef.h>

/* The field has this offset and this size, in bytes. */
#define FIELD(type, field, offset, size)                                                                               \
    _Static_assert(offsetof(type, field) == (offset) && sizeof(((type *)0)->field) == (size), #type "." #field)

FIELD(dgen_key, word, 0, 32);
_Static_assert(sizeof(dgen_key) == 32, "dgen_key");

FIELD(dgen_content, key, 0, 32);
FIELD(dgen_content, cells, 32, 4);
FIELD(dgen_content, tail, 36, 2);
FIELD(dgen_content, run_byte, 38, 2);
FIELD(dgen_content, reach, 40, 32);
FIELD(dgen_content, numbers, 72, 80);
_Static_assert(sizeof(dgen_content) == 152, "dgen_content");

FIELD(dgen_numbers, first, 0, 8);
FIELD(dgen_numbers, second, 8, 8);
FIELD(dgen_numbers, top, 16, 8);
FIELD(dgen_numbers, noise, 24, 8);
FIELD(dgen_numbers, noise_key, 32, 32);
FIELD(dgen_numbers, type, 64, 2);
FIELD(dgen_numbers, distribution, 66, 2);
FIELD(dgen_numbers, dimension, 68, 4);
FIELD(dgen_numbers, is_normalised, 72, 8);
_Static_assert(sizeof(dgen_numbers) == 80, "dgen_numbers");

FIELD(dgen_reach, group, 0, 2);
FIELD(dgen_reach, distance, 2, 2);
FIELD(dgen_reach, share, 4, 4);
_Static_assert(sizeof(dgen_reach) == 8, "dgen_reach");

FIELD(dgen_span, offset, 0, 8);
FIELD(dgen_span, length, 8, 8);
FIELD(dgen_span, literals, 16, 4);
FIELD(dgen_span, bits, 20, 4);
_Static_assert(sizeof(dgen_span) == 24, "dgen_span");

FIELD(dgen_range, start, 0, 8);
FIELD(dgen_range, end, 8, 8);
_Static_assert(sizeof(dgen_range) == 16, "dgen_range");

FIELD(dgen_mismatch, first, 0, 8);
FIELD(dgen_mismatch, count, 8, 8);
FIELD(dgen_mismatch, ranges, 16, 8);
_Static_assert(sizeof(dgen_mismatch) == 24, "dgen_mismatch");

int32_t dgen_abi_version(void)
{
    return DGEN_ABI_VERSION;
}
