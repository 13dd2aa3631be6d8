// SPDX-License-Identifier: MIT OR Apache-2.0
/* The emulated machine and its memory, for the proofs of placement.c. */
#ifndef MACHINE_H
#define MACHINE_H

#include "support.h"

enum { MIB = 1 << 20, PAGE = 4096, MAX_NODES = 64, HUGE_PAGE = 2 * MIB };

/* Bit n is node or CPU n; these machines have fewer than 64 of them. */
typedef uint64_t set;

static inline set in_set(int n)
{
    return UINT64_C(1) << n;
}

set memory_nodes(void);
set cpu_nodes(void);
set cpus_of(int node);

/* Writes a number to the file; `format` is its path, with a %d for n. */
bool write_number(const char *format, int n, int number);

/* Number of processes that the system has killed because memory was exhausted. */
long processes_killed(void);

/* Checks the status of a call. */
#define CHECK_STATUS(call, status) check_status(call, status, #call, __FILE__, __LINE__)
bool check_status(int32_t seen, int32_t expected, const char *call, const char *file, int line);

/* Maps memory of a dgen_pages; ends the program if that fails. */
uint8_t *map(uint64_t length, int32_t pages);
void unmap(uint8_t *bytes, uint64_t length);

/* Counts the pages on each node. */
void count_pages(const uint8_t *bytes, uint64_t length, uint64_t counts[MAX_NODES]);

/* Checks that all pages are on the node; `proof` names the proof in the message. */
void check_all_on(const char *proof, const uint8_t *bytes, uint64_t length, int node);

#endif
