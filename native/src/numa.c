/* libnuma is opened at run time: the build needs no header of it, and a machine without it still runs. */
#include "dgen.h"

#include <dlfcn.h>
#include <stddef.h>

int32_t dgen_numa_node_count(int32_t *out)
{
    if (out == NULL)
        return DGEN_ERR_NULL;

    /* Opening it again only counts references; the handle is kept for the life of the process. */
    void *libnuma = dlopen("libnuma.so.1", RTLD_NOW | RTLD_LOCAL);
    if (libnuma == NULL)
        return DGEN_ERR_NO_LIBNUMA;

    int (*available)(void) = (int (*)(void))dlsym(libnuma, "numa_available");
    int (*configured_nodes)(void) = (int (*)(void))dlsym(libnuma, "numa_num_configured_nodes");
    if (available == NULL || configured_nodes == NULL)
        return DGEN_ERR_NO_LIBNUMA;
    if (available() < 0)
        return DGEN_ERR_NO_NUMA;
    *out = configured_nodes();
    return DGEN_OK;
}
