// SPDX-License-Identifier: MIT OR Apache-2.0
/* Replaces the compiler's header by SIMDe's NEON, to run that tier on any CPU. */
#include <simde/arm/neon.h>
