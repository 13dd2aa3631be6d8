// SPDX-License-Identifier: MIT OR Apache-2.0
/* Pages that have lines of other pages (docs/format.md, "Reach"). */
#ifndef DGEN_REACH_H
#define DGEN_REACH_H

#include "dgen.h"
#include "tier.h"

#include <stdbool.h>
#include <stdint.h>

bool dgen_reach_is_legal(const dgen_content *content);

/* Writes one page with the entries of spec->reach to a line-aligned address. */
void dgen_reach_page(const tier *t, const page_spec *spec, uint64_t page, uint8_t *out);

#endif
