// SPDX-License-Identifier: MIT OR Apache-2.0
/* A libnuma.so.1 for tests. It has no functions, or only numa_available, which reports that there is no NUMA. */

#ifdef WITH_NUMA_AVAILABLE
__attribute__((visibility("default"))) int numa_available(void);

int numa_available(void)
{
    return -1;
}
#else
extern int fake_libnuma;
int fake_libnuma; /* C does not permit an empty file */
#endif
