/* System calls that a seccomp filter refuses, as containers do: a status each, and everything else goes on. */
#define _GNU_SOURCE
#include "support.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "which AUDIT_ARCH_* is this?"
#endif

/* What each function says where its call is allowed, and what where one is refused. */
typedef struct outcome {
    int32_t status, place, locate, set_cpus, get_cpus;
} outcome;

static uint64_t page;

/* From now on the call fails with the error, in this thread and those that it starts. */
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

enum { PASSED, FAILED, SKIPPED };

/* In a process of its own: a filter cannot be taken back. */
static int with_refusal(long call, int error, const outcome *expected)
{
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        if (!refuse(call, error))
            _exit(SKIPPED);
        check_failures = 0;
        const outcome seen = observe();
        CHECK(seen.status == expected->status, "status: %s", dgen_status_string(seen.status));
        CHECK(seen.place == expected->place, "place: %s", dgen_status_string(seen.place));
        CHECK(seen.locate == expected->locate, "locate: %s", dgen_status_string(seen.locate));
        CHECK(seen.set_cpus == expected->set_cpus, "set: %s", dgen_status_string(seen.set_cpus));
        CHECK(seen.get_cpus == expected->get_cpus, "get: %s", dgen_status_string(seen.get_cpus));
        _exit(check_result() != 0 ? FAILED : PASSED);
    }
    int status;
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) ? WEXITSTATUS(status) : FAILED;
}

int main(void)
{
    page = (uint64_t)sysconf(_SC_PAGESIZE);
    const outcome free = observe();
    const bool libnuma = free.status != DGEN_ERR_NO_LIBNUMA;
    const int32_t refused = libnuma ? DGEN_ERR_REFUSED : DGEN_ERR_NO_LIBNUMA;
    const struct {
        const char *name;
        long call;
        ptrdiff_t changes;
        int32_t status;
    } calls[] = {
        {"get_mempolicy", SYS_get_mempolicy, offsetof(outcome, status), libnuma ? DGEN_ERR_NO_NUMA : free.status},
        {"mbind", SYS_mbind, offsetof(outcome, place), refused},
        {"move_pages", SYS_move_pages, offsetof(outcome, locate), refused},
        {"set_mempolicy", SYS_set_mempolicy, -1, 0}, /* not in use */
        {"sched_setaffinity", SYS_sched_setaffinity, offsetof(outcome, set_cpus), DGEN_ERR_REFUSED},
        {"sched_getaffinity", SYS_sched_getaffinity, offsetof(outcome, get_cpus), DGEN_ERR_REFUSED},
    };
    static const int errors[] = {EPERM, ENOSYS};
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        for (size_t e = 0; e < sizeof errors / sizeof *errors; e++) {
            outcome expected = free;
            if (calls[i].changes >= 0)
                memcpy((char *)&expected + calls[i].changes, &calls[i].status, sizeof calls[i].status);
            const int result = with_refusal(calls[i].call, errors[e], &expected);
            if (result == SKIPPED) {
                printf("skipped: no seccomp filter can be installed here\n");
                return check_result();
            }
            CHECK(result == PASSED, "%s: %s", calls[i].name, strerror(errors[e]));
        }
    }
    return check_result();
}
