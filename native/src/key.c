// SPDX-License-Identifier: MIT OR Apache-2.0
#include "dgen.h"
#include "format.h"

#include <stddef.h>

static const uint64_t domain_constant[] = {
    [DGEN_DOMAIN_CONTENT] = UINT64_C(0x6467656E31636F6E),     /* "dgen1con" */
    [DGEN_DOMAIN_DEDUP] = UINT64_C(0x6467656E31646475),       /* "dgen1ddu" */
    [DGEN_DOMAIN_COMPRESSION] = UINT64_C(0x6467656E31636D70), /* "dgen1cmp" */
    [DGEN_DOMAIN_GENERATION] = UINT64_C(0x6467656E3167656E),  /* "dgen1gen" */
};

int32_t dgen_derive_key(int32_t domain, uint64_t seed, uint64_t stream_id, dgen_key *out)
{
    if (out == NULL)
        return DGEN_ERR_NULL;
    if (domain < 0 || (size_t)domain >= sizeof domain_constant / sizeof *domain_constant)
        return DGEN_ERR_UNKNOWN_DOMAIN;

    /* With a fixed stream id every step is a bijection of the seed, and vice versa. */
    const uint64_t u = mix64(seed + domain_constant[domain]);
    const uint64_t v = mix64(stream_id + domain_constant[domain]);
    for (uint64_t j = 0; j < 4; j++)
        out->word[j] = mix64(mix64(u + (2 * j + 1) * MIX64_GAMMA) ^ mix64(v + (2 * j + 2) * MIX64_GAMMA));
    return DGEN_OK;
}
