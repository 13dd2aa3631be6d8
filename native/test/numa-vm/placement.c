// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Proofs that need several nodes: each page is on the requested node, each thread runs on a CPU of its node. Usage:
 * - placement nodes MEMORY CPUS: policies and threads; MEMORY nodes have memory, and CPUS nodes have CPUs
 * - placement first-touch: memory without a policy; fails if the process itself has a policy
 * - placement hugetlb WITH WITHOUT: huge pages that are reserved only on node WITH
 * - placement restricted: in a cpuset of node 0
 * - placement full NODE MIB: with more memory than the node has
 */
#define _GNU_SOURCE
#include "machine.h"

#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LENGTH = 8 * MIB };

/* --- memory ------------------------------------------------------------------------------------------------------ */

static void prove_bind(int node, int32_t pages)
{
    const set nodes = in_set(node);
    uint8_t *const bytes = map(LENGTH, pages);
    CHECK_STATUS(dgen_numa_place(bytes, LENGTH, DGEN_NUMA_PREFER, &nodes, 1), DGEN_OK);
    CHECK_STATUS(dgen_memory_populate(bytes, LENGTH), DGEN_OK);
    check_all_on("prefer", bytes, LENGTH, node);
    CHECK_STATUS(dgen_numa_place(bytes, LENGTH, DGEN_NUMA_BIND, &nodes, 1), DGEN_OK);
    check_all_on("bind", bytes, LENGTH, node);
    unmap(bytes, LENGTH);
}

/* Allocates on the node with libnuma; ends the program if that fails. */
static uint8_t *allocate(uint64_t length, int node)
{
    void *out = NULL;
    if (!CHECK_STATUS(dgen_numa_alloc(length, node, &out), DGEN_OK))
        exit(check_result());
    return out;
}

static void prove_alloc(int node)
{
    const set nodes = in_set(node);
    uint8_t *const bytes = allocate(LENGTH, node);
    CHECK_STATUS(dgen_memory_populate(bytes, LENGTH), DGEN_OK);
    check_all_on("numa_alloc_onnode", bytes, LENGTH, node);
    CHECK_STATUS(dgen_numa_place(bytes, LENGTH, DGEN_NUMA_BIND, &nodes, 1), DGEN_OK);
    CHECK_STATUS(dgen_numa_free(bytes, LENGTH), DGEN_OK);
}

static void prove_move(int from, int to)
{
    const set nodes_from = in_set(from), nodes_to = in_set(to);
    uint8_t *const bytes = map(LENGTH, DGEN_PAGES_BASE);
    CHECK_STATUS(dgen_numa_place(bytes, LENGTH, DGEN_NUMA_PREFER, &nodes_from, 1), DGEN_OK);
    for (uint64_t i = 0; i < LENGTH; i++)
        bytes[i] = (uint8_t)(i % 251);
    check_all_on("before moving", bytes, LENGTH, from);
    CHECK_STATUS(dgen_numa_place(bytes, LENGTH, DGEN_NUMA_BIND, &nodes_to, 1), DGEN_OK);
    check_all_on("moved", bytes, LENGTH, to);
    uint64_t wrong = 0;
    for (uint64_t i = 0; i < LENGTH; i++)
        wrong += bytes[i] != (uint8_t)(i % 251);
    CHECK(wrong == 0, "moved: %lu bytes have changed", (unsigned long)wrong);
    unmap(bytes, LENGTH);
}

static void prove_interleave(set nodes)
{
    uint64_t counts[MAX_NODES], least = UINT64_MAX, most = 0;
    uint8_t *const bytes = map(LENGTH, DGEN_PAGES_BASE);
    CHECK(madvise(bytes, LENGTH, MADV_NOHUGEPAGE) == 0, "4 huge pages would not be even over the nodes");
    CHECK_STATUS(dgen_numa_place(bytes, LENGTH, DGEN_NUMA_INTERLEAVE, &nodes, 1), DGEN_OK);
    CHECK_STATUS(dgen_memory_populate(bytes, LENGTH), DGEN_OK);
    count_pages(bytes, LENGTH, counts);
    for (int node = 0; node < MAX_NODES; node++) {
        if ((nodes & in_set(node)) == 0) {
            CHECK(counts[node] == 0, "interleave: %lu pages on node %d", (unsigned long)counts[node], node);
            continue;
        }
        least = counts[node] < least ? counts[node] : least;
        most = counts[node] > most ? counts[node] : most;
    }
    CHECK(most - least <= 1, "interleave: %lu to %lu pages a node", (unsigned long)least, (unsigned long)most);
    unmap(bytes, LENGTH);
}

/* Uses huge pages of the pool of one node. If the other node has none, the result is a status and not a signal. */
static void prove_hugetlb(int with, int without)
{
    static const char *const pool = "/sys/devices/system/node/node%d/hugepages/hugepages-2048kB/nr_hugepages";
    const set nodes_with = in_set(with), nodes_without = in_set(without);
    CHECK(write_number(pool, with, LENGTH / HUGE_PAGE), "reserving huge pages on node %d", with);
    uint8_t *bytes = map(LENGTH, DGEN_PAGES_HUGETLB);
    void *more = NULL;
    CHECK_STATUS(dgen_memory_map(HUGE_PAGE, HUGE_PAGE, DGEN_PAGES_HUGETLB, &more), DGEN_ERR_NO_MEMORY);
    CHECK_STATUS(dgen_numa_place(bytes, LENGTH, DGEN_NUMA_PREFER, &nodes_with, 1), DGEN_OK);
    CHECK_STATUS(dgen_memory_populate(bytes, LENGTH), DGEN_OK);
    CHECK_STATUS(dgen_numa_place(bytes, LENGTH, DGEN_NUMA_BIND, &nodes_with, 1), DGEN_OK);
    check_all_on("hugetlb", bytes, LENGTH, with);
    unmap(bytes, LENGTH);

    bytes = map(LENGTH, DGEN_PAGES_HUGETLB);
    CHECK_STATUS(dgen_numa_place(bytes, LENGTH, DGEN_NUMA_BIND, &nodes_without, 1), DGEN_OK);
    CHECK_STATUS(dgen_memory_populate(bytes, LENGTH), DGEN_ERR_NO_MEMORY);
    unmap(bytes, LENGTH);
    CHECK(write_number(pool, with, 0), "releasing the huge pages");
}

/* --- threads ----------------------------------------------------------------------------------------------------- */

/* Runs the function in a new thread, and checks that the CPUs of this thread do not change. */
static void in_thread(void *function(void *), int node)
{
    set before = 0, after = 1;
    pthread_t thread;
    CHECK_STATUS(dgen_thread_get_cpus(&before, 1), DGEN_OK);
    CHECK(pthread_create(&thread, NULL, function, &node) == 0, "thread");
    pthread_join(thread, NULL);
    CHECK_STATUS(dgen_thread_get_cpus(&after, 1), DGEN_OK);
    CHECK(before == after, "the CPUs of the calling thread have changed: %#lx, %#lx", (unsigned long)before,
          (unsigned long)after);
}

static void check_pinned(int node)
{
    const set cpus = cpus_of(node);
    for (int i = 0; i < 100; i++) {
        int32_t cpu = -1;
        CHECK_STATUS(dgen_thread_cpu(&cpu), DGEN_OK);
        CHECK(cpu >= 0 && (cpus & in_set(cpu)) != 0, "pinned to node %d, runs on CPU %d", node, cpu);
        sched_yield();
    }
}

static void *local(void *argument)
{
    const int node = *(int *)argument;
    const set cpus = cpus_of(node);
    CHECK_STATUS(dgen_thread_set_cpus(&cpus, 1), DGEN_OK);
    check_pinned(node);
    uint8_t *const bytes = map(LENGTH, DGEN_PAGES_BASE);
    CHECK_STATUS(dgen_numa_place(bytes, LENGTH, DGEN_NUMA_LOCAL, NULL, 0), DGEN_OK);
    CHECK_STATUS(dgen_memory_populate(bytes, LENGTH), DGEN_OK);
    check_all_on("local", bytes, LENGTH, node);
    check_pinned(node);
    unmap(bytes, LENGTH);
    return NULL;
}

static void *first_touch(void *argument)
{
    const int node = *(int *)argument;
    const set cpus = cpus_of(node);
    CHECK_STATUS(dgen_thread_set_cpus(&cpus, 1), DGEN_OK);
    uint8_t *const bytes = mmap(NULL, LENGTH, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    CHECK(bytes != MAP_FAILED, "mmap");
    memset(bytes, 1, LENGTH);
    check_all_on("first touch", bytes, LENGTH, node);
    munmap(bytes, LENGTH);
    return NULL;
}

/* Takes a CPU offline after the CPUs of its node were read. */
static void prove_offline(int cpu)
{
    static const char *const online = "/sys/devices/system/cpu/cpu%d/online";
    set before = 0, after = 1, gone = in_set(cpu), both = in_set(cpu) | in_set(0);
    CHECK_STATUS(dgen_thread_get_cpus(&before, 1), DGEN_OK);
    CHECK(write_number(online, cpu, 0), "taking CPU %d offline", cpu);
    CHECK_STATUS(dgen_thread_set_cpus(&gone, 1), DGEN_ERR_NOT_ALLOWED);
    CHECK_STATUS(dgen_thread_set_cpus(&both, 1), DGEN_OK);
    int32_t now = -1;
    CHECK(dgen_thread_cpu(&now) == DGEN_OK && now == 0, "runs on CPU %d", now);
    CHECK(write_number(online, cpu, 1), "taking CPU %d online", cpu);
    CHECK_STATUS(dgen_thread_set_cpus(&before, 1), DGEN_OK);
    CHECK(dgen_thread_get_cpus(&after, 1) == DGEN_OK && after == before, "%#lx, %#lx", (unsigned long)before,
          (unsigned long)after);
}

/* --- the proofs of each topology --------------------------------------------------------------------------------- */

static void prove_nodes(int with_memory, int with_cpus)
{
    const set memory = memory_nodes(), cpus = cpu_nodes();
    CHECK(memory == in_set(with_memory) - 1, "%d nodes with memory: %#lx", with_memory, (unsigned long)memory);
    CHECK(cpus == in_set(with_cpus) - 1, "%d nodes with CPUs: %#lx", with_cpus, (unsigned long)cpus);
    CHECK_STATUS(dgen_numa_status(), DGEN_OK);
    for (int node = 0; node < with_memory; node++) {
        prove_bind(node, DGEN_PAGES_BASE);
        prove_bind(node, DGEN_PAGES_TRANSPARENT);
        prove_alloc(node);
        for (int to = 0; to < with_memory; to++)
            prove_move(node, to);
    }
    prove_interleave(memory);
    prove_interleave(memory & ~in_set(0));
    for (int node = 0; node < with_cpus; node++)
        in_thread(local, node);
    const set last = cpus_of(with_cpus - 1);
    for (int cpu = MAX_NODES - 1; cpu > 0; cpu--) {
        if ((last & in_set(cpu)) != 0) {
            prove_offline(cpu);
            break;
        }
    }
    /* `absent` contains no existing node; `more` contains one existing node, which is used. */
    const set absent = ~memory, more = absent | in_set(0);
    uint8_t *const bytes = map(LENGTH, DGEN_PAGES_BASE);
    CHECK_STATUS(dgen_numa_place(bytes, LENGTH, DGEN_NUMA_BIND, &absent, 1), DGEN_ERR_NOT_ALLOWED);
    CHECK_STATUS(dgen_numa_place(bytes, LENGTH, DGEN_NUMA_BIND, &more, 1), DGEN_OK);
    CHECK_STATUS(dgen_memory_populate(bytes, LENGTH), DGEN_OK);
    check_all_on("existing nodes", bytes, LENGTH, 0);
    unmap(bytes, LENGTH);
}

static void prove_first_touch(void)
{
    const set cpus = cpu_nodes();
    CHECK((cpus & (cpus - 1)) != 0, "needs several nodes with CPUs");
    for (int node = 0; node < MAX_NODES; node++) {
        if ((cpus & in_set(node)) != 0)
            in_thread(first_touch, node);
    }
}

static void prove_restricted(void)
{
    const set memory = memory_nodes(), cpus = cpu_nodes(), all = memory;
    set allowed = 0;
    CHECK((memory & cpus) > in_set(0), "needs several nodes");
    CHECK_STATUS(dgen_thread_get_cpus(&allowed, 1), DGEN_OK);
    CHECK(allowed == cpus_of(0), "allowed CPUs: %#lx", (unsigned long)allowed);
    uint8_t *const bytes = map(LENGTH, DGEN_PAGES_BASE);
    for (int node = 1; node < MAX_NODES; node++) {
        const set nodes = in_set(node), node_cpus = cpus_of(node);
        if ((memory & nodes) != 0) {
            void *out = NULL;
            for (int32_t policy = DGEN_NUMA_PREFER; policy <= DGEN_NUMA_INTERLEAVE; policy++)
                CHECK_STATUS(dgen_numa_place(bytes, LENGTH, policy, &nodes, 1), DGEN_ERR_NOT_ALLOWED);
            CHECK_STATUS(dgen_numa_alloc(LENGTH, node, &out), DGEN_ERR_NOT_ALLOWED);
        }
        if ((cpus & nodes) != 0)
            CHECK_STATUS(dgen_thread_set_cpus(&node_cpus, 1), DGEN_ERR_NOT_ALLOWED);
    }
    CHECK_STATUS(dgen_numa_place(bytes, LENGTH, DGEN_NUMA_INTERLEAVE, &all, 1), DGEN_OK);
    CHECK_STATUS(dgen_memory_populate(bytes, LENGTH), DGEN_OK);
    check_all_on("interleave over allowed nodes", bytes, LENGTH, 0);
    unmap(bytes, LENGTH);
    prove_bind(0, DGEN_PAGES_BASE);
    prove_alloc(0);
    in_thread(local, 0);
}

/* Returns whether the system kills a process that touches pages of a full node. In prove_full, this must not happen. */
static bool is_killed_by_touching(uint64_t length, int node)
{
    const pid_t child = fork();
    if (child == 0) {
        uint8_t *const bytes = allocate(length, node);
        /* Makes this process the first one that the system kills. */
        if (!write_number("/proc/self/oom_score_adj", 0, 1000))
            _exit(1);
        memset(bytes, 1, length);
        _exit(0);
    }
    int status = 0;
    return child > 0 && waitpid(child, &status, 0) == child && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

static void prove_full(int node, uint64_t length)
{
    const set nodes = in_set(node);
    uint64_t counts[MAX_NODES];
    const long killed = processes_killed();
    uint8_t *const bytes = allocate(length, node);
    CHECK_STATUS(dgen_numa_place(bytes, length, DGEN_NUMA_PREFER, &nodes, 1), DGEN_OK);
    CHECK_STATUS(dgen_memory_populate(bytes, length), DGEN_OK);
    CHECK_STATUS(dgen_numa_place(bytes, length, DGEN_NUMA_BIND, &nodes, 1), DGEN_ERR_MISPLACED);
    count_pages(bytes, length, counts);
    printf("node %d has %lu of %lu MiB\n", node, (unsigned long)(counts[node] * PAGE / MIB),
           (unsigned long)(length / MIB));
    CHECK(counts[node] > 0 && counts[node] < length / PAGE, "%lu pages", (unsigned long)counts[node]);
    CHECK_STATUS(dgen_numa_free(bytes, length), DGEN_OK);
    CHECK(processes_killed() == killed, "a process was killed");
    prove_alloc(node);

    CHECK(is_killed_by_touching(length, node), "touching under bind ended no process: the proof above is void");
    CHECK(processes_killed() == killed + 1, "the counter of killed processes did not increase");
}

int main(int argc, char **argv)
{
    const char *const what = argc > 1 ? argv[1] : "";
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (strcmp(what, "nodes") == 0 && argc == 4) {
        prove_nodes(atoi(argv[2]), atoi(argv[3]));
    } else if (strcmp(what, "first-touch") == 0 && argc == 2) {
        prove_first_touch();
    } else if (strcmp(what, "hugetlb") == 0 && argc == 4) {
        prove_hugetlb(atoi(argv[2]), atoi(argv[3]));
    } else if (strcmp(what, "restricted") == 0 && argc == 2) {
        prove_restricted();
    } else if (strcmp(what, "full") == 0 && argc == 4) {
        prove_full(atoi(argv[2]), (uint64_t)atoi(argv[3]) * MIB);
    } else {
        fprintf(
            stderr,
            "usage: placement nodes MEMORY CPUS | first-touch | hugetlb WITH WITHOUT | restricted | full NODE MIB\n");
        return 2;
    }
    return check_result();
}
