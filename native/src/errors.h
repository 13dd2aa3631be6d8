// SPDX-License-Identifier: MIT OR Apache-2.0
/* Statuses for the errors of system calls. */
#ifndef DGEN_ERRORS_H
#define DGEN_ERRORS_H

#include "dgen.h"

#include <errno.h>

/* The status for errno after a failed call; `invalid` is the status for EINVAL, which depends on the call. */
static inline int32_t status_of_errno(int32_t invalid)
{
    switch (errno) {
    case EINVAL:
        return invalid;
    case ENOSYS:
    case EPERM:
    case EACCES:
        return DGEN_ERR_REFUSED;
    case ENOMEM:
        return DGEN_ERR_NO_MEMORY;
    case EIO:
        return DGEN_ERR_MISPLACED;
    default:
        return DGEN_ERR_SYSTEM;
    }
}

#endif
