// SPDX-License-Identifier: MIT OR Apache-2.0
#include "dgen.h"

const char *dgen_status_string(int32_t status)
{
    switch (status) {
    case DGEN_OK:
        return "success";
    case DGEN_ERR_NULL:
        return "a required pointer is null";
    case DGEN_ERR_RANGE:
        return "a span ends after 2^63 - 1, the spans' lengths do not add up to the buffer's, a range wraps the "
               "address space or does not start at a page, or a count is out of range";
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
        return "this system has no NUMA interface, or does not let this process use it";
    case DGEN_ERR_LAYOUT:
        return "cells, literals or bits out of range";
    case DGEN_ERR_ARGUMENT:
        return "unknown tail, policy, kind of pages or ceiling, a run byte that the tail does not allow, an alignment "
               "that "
               "is not a power of two, or a stride of 0";
    case DGEN_ERR_REFUSED:
        return "the system has no such call or does not let this process use it";
    case DGEN_ERR_NO_MEMORY:
        return "not enough memory, address space or reserved huge pages";
    case DGEN_ERR_NOT_ALLOWED:
        return "none of the nodes or CPUs exists and is allowed to this process";
    case DGEN_ERR_MISPLACED:
        return "pages could not be moved to the requested nodes";
    case DGEN_ERR_SYSTEM:
        return "the system call failed";
    default:
        return "unknown status";
    }
}
