// SPDX-License-Identifier: MIT OR Apache-2.0
#ifndef DGEN_STORE_H
#define DGEN_STORE_H

#include "dgen.h"

#include <stdbool.h>
#include <stdint.h>

/*
 * The dgen_store for a buffer of length bytes. `mostly_literals` says that pages have copies, but fewer than literals.
 * It never selects DGEN_STORE_STREAM for a length for which dgen_store_for selects another store.
 */
int32_t dgen_store_for_pages(uint64_t length, bool mostly_literals);

#endif
