// SPDX-License-Identifier: MIT OR Apache-2.0
#include "machine.h"

#define NODES_FOLDER "/sys/devices/system/node/"

bool check_status(int32_t seen, int32_t expected, const char *call, const char *file, int line)
{
    if (seen != expected)
        check_failed(file, line, call, "%s", dgen_status_string(seen));
    return seen == expected;
}

/* Reads a file with a list such as 0-1,3; returns the empty set if the file does not exist. */
static set read_set(const char *format, int n)
{
    char path[128];
    snprintf(path, sizeof path, format, n);
    FILE *file = fopen(path, "r");
    set all = 0;
    int first, last;
    while (file != NULL && fscanf(file, "%d", &first) == 1) {
        if (fscanf(file, "-%d", &last) != 1)
            last = first;
        for (int i = first; i <= last; i++)
            all |= in_set(i);
        (void)fscanf(file, ",");
    }
    if (file != NULL)
        fclose(file);
    return all;
}

set memory_nodes(void)
{
    return read_set(NODES_FOLDER "has_memory", 0);
}

set cpu_nodes(void)
{
    return read_set(NODES_FOLDER "has_cpu", 0);
}

set cpus_of(int node)
{
    return read_set(NODES_FOLDER "node%d/cpulist", node);
}

bool write_number(const char *format, int n, int number)
{
    char path[128];
    snprintf(path, sizeof path, format, n);
    FILE *file = fopen(path, "w");
    const bool written = file != NULL && fprintf(file, "%d", number) > 0;
    return file != NULL && fclose(file) == 0 && written;
}

long processes_killed(void)
{
    char name[64];
    long value, killed = -1;
    FILE *file = fopen("/proc/vmstat", "r");
    while (file != NULL && fscanf(file, "%63s %ld", name, &value) == 2) {
        if (strcmp(name, "oom_kill") == 0)
            killed = value;
    }
    if (file != NULL)
        fclose(file);
    CHECK(killed >= 0, "/proc/vmstat");
    return killed;
}

uint8_t *map(uint64_t length, int32_t pages)
{
    void *out = NULL;
    if (!CHECK_STATUS(dgen_memory_map(length, HUGE_PAGE, pages, &out), DGEN_OK))
        exit(check_result());
    return out;
}

void unmap(uint8_t *bytes, uint64_t length)
{
    CHECK_STATUS(dgen_memory_unmap(bytes, length), DGEN_OK);
}

void count_pages(const uint8_t *bytes, uint64_t length, uint64_t counts[MAX_NODES])
{
    const uint64_t pages = length / PAGE;
    int32_t *nodes = malloc(pages * sizeof *nodes);
    CHECK_STATUS(dgen_numa_locate(bytes, PAGE, pages, nodes), DGEN_OK);
    memset(counts, 0, MAX_NODES * sizeof *counts);
    for (uint64_t i = 0; i < pages; i++) {
        CHECK(nodes[i] >= 0 && nodes[i] < MAX_NODES, "page %lu: node %d", (unsigned long)i, nodes[i]);
        if (nodes[i] >= 0 && nodes[i] < MAX_NODES)
            counts[nodes[i]]++;
    }
    free(nodes);
}

void check_all_on(const char *proof, const uint8_t *bytes, uint64_t length, int node)
{
    uint64_t counts[MAX_NODES];
    count_pages(bytes, length, counts);
    CHECK(counts[node] == length / PAGE, "%s: %lu of %lu pages on node %d", proof, (unsigned long)counts[node],
          (unsigned long)(length / PAGE), node);
}
