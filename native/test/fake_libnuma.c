/* A libnuma.so.1 for tests: without a function, or with the one that says that there is no NUMA. */

#ifdef WITH_NUMA_AVAILABLE
__attribute__((visibility("default"))) int numa_available(void);

int numa_available(void)
{
    return -1;
}
#else
extern int fake_libnuma;
int fake_libnuma; /* a file without contents is not C */
#endif
