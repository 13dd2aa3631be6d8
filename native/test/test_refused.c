// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Refuses system calls with a seccomp filter, as containers do: each refusal results in a status, and all other
 * functions work.
 */
#define _GNU_SOURCE
#include "support.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "add the AUDIT_ARCH_* of this architecture"
#endif

/* The status of each function. */
typedef struct outcome {
    int32_t status, place, locate, alloc, set_cpus, get_cpus, find;
} outcome;

static uint64_t page;

/* Makes the call fail with the error, in this thread and in threads that it starts later. This cannot be undone. */
static bool refuse(long call, int error)
{
    struct sock_filter steps[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)call, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (uint32_t)error),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = {.len = sizeof steps / sizeof *steps, .filter = steps};
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter) == 0;
}

static outcome observe(void)
{
    static const uint64_t node_0[] = {1};
    enum { WORDS = 128 };
    uint64_t cpus[WORDS];
    int32_t node;
    void *out = NULL;
    outcome seen;
    CHECK(dgen_memory_map(page, page, DGEN_PAGES_BASE, &out) == DGEN_OK, "map");
    CHECK(dgen_memory_populate(out, page) == DGEN_OK, "populate");
    seen.status = dgen_numa_status();
    seen.place = dgen_numa_place(out, page, DGEN_NUMA_BIND, node_0, 1);
    seen.locate = dgen_numa_locate(out, page, 1, &node);
    void *memory = NULL;
    seen.alloc = dgen_numa_alloc(page, 0, &memory);
    if (seen.alloc == DGEN_OK)
        CHECK(dgen_numa_free(memory, page) == DGEN_OK, "free");
    uint64_t range[2];
    int32_t is_file;
    seen.find = dgen_memory_find(out, page, range, &is_file);
    seen.get_cpus = dgen_thread_get_cpus(cpus, WORDS);
    if (seen.get_cpus != DGEN_OK)
        memset(cpus, 0xff, sizeof cpus);
    seen.set_cpus = dgen_thread_set_cpus(cpus, WORDS);

    const subject s = test_subject(1, 2);
    dgen_mismatch found;
    CHECK(fill_one(&s, 0, out, page, DGEN_TIER_PORTABLE, DGEN_STORE_AUTO) == DGEN_OK, "fill");
    CHECK(verify_one(&s, 0, out, page, DGEN_TIER_PORTABLE, &found) == DGEN_OK && found.count == 0, "verify");
    CHECK(dgen_memory_unmap(out, page) == DGEN_OK, "unmap");
    return seen;
}

static const struct refusal {
    const char *name;
    long call;
    ptrdiff_t changes;  /* offset in an outcome; -1 if the library does not use the call */
    int32_t status;     /* of that function, if libnuma can be opened */
    bool needs_libnuma; /* whether libnuma makes the call */
} refusals[] = {
    {"get_mempolicy", SYS_get_mempolicy, offsetof(outcome, status), DGEN_ERR_NO_NUMA, true},
    {"mbind", SYS_mbind, offsetof(outcome, place), DGEN_ERR_REFUSED, true},
    {"move_pages", SYS_move_pages, offsetof(outcome, locate), DGEN_ERR_REFUSED, true},
    {"set_mempolicy", SYS_set_mempolicy, -1, DGEN_OK, true},
    {"sched_setaffinity", SYS_sched_setaffinity, offsetof(outcome, set_cpus), DGEN_ERR_REFUSED, false},
    {"sched_getaffinity", SYS_sched_getaffinity, offsetof(outcome, get_cpus), DGEN_ERR_REFUSED, false},
    {"ioctl", SYS_ioctl, offsetof(outcome, find), DGEN_ERR_REFUSED, false},
};

static void check_refusal(int32_t variant, int error)
{
    const struct refusal *const r = &refusals[variant - 1];
    const outcome allowed = observe();
    outcome expected = allowed;
    if (r->changes >= 0 && !(r->needs_libnuma && allowed.status == DGEN_ERR_NO_LIBNUMA))
        memcpy((char *)&expected + r->changes, &r->status, sizeof r->status);
    if (allowed.alloc == DGEN_OK) /* it needs both calls */
        expected.alloc = expected.status != DGEN_OK ? expected.status : expected.place;
    if (!refuse(r->call, error))
        skip_test("no seccomp filter can be installed here");
    const outcome seen = observe();
    CHECK(seen.status == expected.status, "status: %s", dgen_status_string(seen.status));
    CHECK(seen.place == expected.place, "place: %s", dgen_status_string(seen.place));
    CHECK(seen.locate == expected.locate, "locate: %s", dgen_status_string(seen.locate));
    CHECK(seen.alloc == expected.alloc, "alloc: %s", dgen_status_string(seen.alloc));
    CHECK(seen.set_cpus == expected.set_cpus, "set: %s", dgen_status_string(seen.set_cpus));
    CHECK(seen.find == expected.find, "find: %s", dgen_status_string(seen.find));
    CHECK(seen.get_cpus == expected.get_cpus, "get: %s", dgen_status_string(seen.get_cpus));
}

static void test_not_permitted(int32_t variant)
{
    check_refusal(variant, EPERM);
}

static void test_not_implemented(int32_t variant)
{
    check_refusal(variant, ENOSYS);
}

static const char *refusal_name(int32_t variant)
{
    return (size_t)variant <= sizeof refusals / sizeof *refusals ? refusals[variant - 1].name : NULL;
}

static const char *no_obstacle(int32_t variant)
{
    (void)variant;
    return "";
}

static const variants calls = {refusal_name, no_obstacle};

static const test tests[] = {VARIANT_TEST(not_permitted, &calls), VARIANT_TEST(not_implemented, &calls)};

int main(int argc, char **argv)
{
    page = (uint64_t)sysconf(_SC_PAGESIZE);
    return RUN_TESTS(tests, argc, argv);
}
