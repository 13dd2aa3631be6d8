// SPDX-License-Identifier: MIT OR Apache-2.0
/* A program that uses an installed dgen. */
#include <dgen.h>
#include <stdio.h>

int main(void)
{
    uint8_t buffer[64];
    dgen_content content = {.cells = 1, .tail = DGEN_TAIL_COPY};
    const dgen_span span = {.length = sizeof buffer, .literals = DGEN_PAGE_SIZE << 16, .bits = 8};
    int32_t status = dgen_derive_key(DGEN_DOMAIN_CONTENT, 1, 0, &content.key);
    if (status == DGEN_OK)
        status = dgen_fill(&content, &span, 1, buffer, sizeof buffer, DGEN_TIER_AUTO, DGEN_STORE_AUTO);
    printf("%s, ABI version %d\n", dgen_status_string(status), dgen_abi_version());
    return status != DGEN_OK || dgen_abi_version() != DGEN_ABI_VERSION;
}
