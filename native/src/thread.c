// SPDX-License-Identifier: MIT OR Apache-2.0
#define _GNU_SOURCE
#include "dgen.h"
#include "errors.h"

#include <sched.h>
#include <stddef.h>

/* 2^22 CPUs, more than any system has. */
static const uint64_t MAX_WORDS = 1 << 16;

static int32_t check(const uint64_t *cpus, uint64_t words)
{
    if (cpus == NULL)
        return DGEN_ERR_NULL;
    return words == 0 || words > MAX_WORDS ? DGEN_ERR_RANGE : DGEN_OK;
}

int32_t dgen_thread_get_cpus(uint64_t *cpus, uint64_t words)
{
    int32_t status = check(cpus, words);
    /* EINVAL: the system has more CPUs than bits in the words. */
    if (status == DGEN_OK && sched_getaffinity(0, words * sizeof *cpus, (cpu_set_t *)cpus) != 0)
        status = status_of_errno(DGEN_ERR_RANGE);
    return status;
}

int32_t dgen_thread_set_cpus(const uint64_t *cpus, uint64_t words)
{
    int32_t status = check(cpus, words);
    if (status == DGEN_OK && sched_setaffinity(0, words * sizeof *cpus, (const cpu_set_t *)cpus) != 0)
        status = status_of_errno(DGEN_ERR_NOT_ALLOWED);
    return status;
}

int32_t dgen_thread_cpu(int32_t *out)
{
    if (out == NULL)
        return DGEN_ERR_NULL;
    const int cpu = sched_getcpu();
    if (cpu < 0)
        return status_of_errno(DGEN_ERR_SYSTEM);
    *out = cpu;
    return DGEN_OK;
}
