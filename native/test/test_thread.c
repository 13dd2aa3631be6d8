// SPDX-License-Identifier: MIT OR Apache-2.0
/* Tests the CPUs of threads: the functions return the CPUs that were set, and the thread runs on them. */
#define _GNU_SOURCE
#include "support.h"

#include <pthread.h>

enum { WORDS = 128, MAX_WORDS = 1 << 16 };

typedef uint64_t cpu_set[WORDS];

static bool contains(const uint64_t *cpus, int32_t cpu)
{
    return cpu >= 0 && cpu < 64 * WORDS && (cpus[cpu / 64] >> (cpu % 64) & 1) != 0;
}

static void test_arguments(void)
{
    static uint64_t huge[MAX_WORDS];
    cpu_set cpus, after;
    CHECK(dgen_thread_get_cpus(cpus, WORDS) == DGEN_OK, "get");
    CHECK(dgen_thread_get_cpus(NULL, WORDS) == DGEN_ERR_NULL, "null");
    CHECK(dgen_thread_get_cpus(after, 0) == DGEN_ERR_RANGE, "no words");
    CHECK(dgen_thread_get_cpus(after, MAX_WORDS + 1) == DGEN_ERR_RANGE, "too many words");
    CHECK(dgen_thread_get_cpus(huge, MAX_WORDS) == DGEN_OK, "most words");
    CHECK(memcmp(huge, cpus, sizeof cpus) == 0, "most words");
    CHECK(dgen_thread_set_cpus(NULL, WORDS) == DGEN_ERR_NULL, "null");
    CHECK(dgen_thread_set_cpus(cpus, 0) == DGEN_ERR_RANGE, "no words");
    CHECK(dgen_thread_set_cpus(cpus, MAX_WORDS + 1) == DGEN_ERR_RANGE, "too many words");
    CHECK(dgen_thread_cpu(NULL) == DGEN_ERR_NULL, "null");

    const cpu_set none = {0}, last = {[WORDS - 1] = UINT64_C(1) << 63};
    CHECK(dgen_thread_set_cpus(none, WORDS) == DGEN_ERR_NOT_ALLOWED, "no CPU");
    CHECK(dgen_thread_set_cpus(none, 1) == DGEN_ERR_NOT_ALLOWED, "no CPU");
    CHECK(dgen_thread_set_cpus(last, WORDS) == DGEN_ERR_NOT_ALLOWED, "CPU %d", 64 * WORDS - 1);
    CHECK(dgen_thread_get_cpus(after, WORDS) == DGEN_OK, "get");
    CHECK(memcmp(after, cpus, sizeof cpus) == 0, "a rejected call changed the CPUs");
}

/* Runs on each CPU in turn, then on all of them again; the CPUs of other threads do not change. */
static void *on_each_cpu(void *caller)
{
    cpu_set all, now;
    int32_t last = -1;
    CHECK(dgen_thread_get_cpus(all, WORDS) == DGEN_OK, "get");
    CHECK(memcmp(all, caller, sizeof all) == 0, "inherited");
    for (int32_t cpu = 0; cpu < 64 * WORDS; cpu++) {
        if (!contains(all, cpu))
            continue;
        cpu_set one = {0};
        int32_t ran = -1;
        one[cpu / 64] = UINT64_C(1) << (cpu % 64);
        CHECK(dgen_thread_set_cpus(one, (uint64_t)cpu / 64 + 1) == DGEN_OK, "set to CPU %d", cpu);
        CHECK(dgen_thread_get_cpus(now, WORDS) == DGEN_OK, "get");
        CHECK(memcmp(now, one, sizeof now) == 0, "CPU %d", cpu);
        CHECK(dgen_thread_cpu(&ran) == DGEN_OK && ran == cpu, "runs on %d, not on %d", ran, cpu);
        last = cpu;
    }
    /* CPUs that do not exist are ignored. */
    cpu_set more = {[WORDS - 1] = UINT64_C(1) << 63};
    more[last / 64] |= UINT64_C(1) << (last % 64);
    CHECK(dgen_thread_set_cpus(more, WORDS) == DGEN_OK, "CPUs %d and %d", last, 64 * WORDS - 1);
    CHECK(dgen_thread_get_cpus(now, WORDS) == DGEN_OK && contains(now, last), "CPU %d", last);
    CHECK(!contains(now, 64 * WORDS - 1), "CPU %d", 64 * WORDS - 1);
    CHECK(dgen_thread_set_cpus(all, WORDS) == DGEN_OK, "restore");
    CHECK(dgen_thread_get_cpus(now, WORDS) == DGEN_OK && memcmp(now, all, sizeof now) == 0, "restore");
    return NULL;
}

static void test_own_cpus(void)
{
    cpu_set cpus;
    int32_t cpu = -1;
    CHECK(dgen_thread_get_cpus(cpus, WORDS) == DGEN_OK, "get");
    CHECK(dgen_thread_cpu(&cpu) == DGEN_OK && contains(cpus, cpu), "runs on %d", cpu);
}

static void test_each_cpu(void)
{
    cpu_set before, after;
    pthread_t thread;
    CHECK(dgen_thread_get_cpus(before, WORDS) == DGEN_OK, "get");
    CHECK(pthread_create(&thread, NULL, on_each_cpu, before) == 0, "thread");
    pthread_join(thread, NULL);
    CHECK(dgen_thread_get_cpus(after, WORDS) == DGEN_OK, "get");
    CHECK(memcmp(before, after, sizeof before) == 0, "another thread changed the CPUs of this one");
}

static const test tests[] = {TEST(arguments), TEST(own_cpus), TEST(each_cpu)};

int main(int argc, char **argv)
{
    return RUN_TESTS(tests, argc, argv);
}
