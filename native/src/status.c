#include "dgen.h"

int32_t dgen_abi_version(void)
{
    return DGEN_ABI_VERSION;
}

const char *dgen_status_string(int32_t status)
{
    switch (status) {
    case DGEN_OK:
        return "success";
    case DGEN_ERR_NULL:
        return "a required pointer is null";
    case DGEN_ERR_RANGE:
        return "a span ends after 2^63 - 1, the spans' lengths do not add up to the buffer's, or the buffer wraps the "
               "address space";
    case DGEN_ERR_UNKNOWN_DOMAIN:
        return "unknown key domain";
    case DGEN_ERR_UNKNOWN_STORE:
        return "unknown store kind";
    case DGEN_ERR_UNKNOWN_TIER:
        return "unknown tier, as the argument or in the environment variable DGEN_TIER";
    case DGEN_ERR_TIER_UNAVAILABLE:
        return "this build, CPU or operating system cannot run the tier";
    case DGEN_ERR_NO_LIBNUMA:
        return "libnuma.so.1 cannot be opened";
    case DGEN_ERR_NO_NUMA:
        return "this system has no NUMA interface";
    case DGEN_ERR_LAYOUT:
        return "cells, run, literals or bits out of range";
    default:
        return "unknown status";
    }
}
