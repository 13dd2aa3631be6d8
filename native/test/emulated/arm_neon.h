/* Stands in for the compiler's header: NEON by SIMDe, to run that tier on any CPU. */
#include <simde/arm/neon.h>
