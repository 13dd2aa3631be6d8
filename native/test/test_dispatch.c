// SPDX-License-Identifier: MIT OR Apache-2.0
/* Tests DGEN_TIER_AUTO with the environment variable DGEN_TIER, which ctest sets. Each test is a new process. */
#include "support.h"

#include <pthread.h>

enum { THREADS = 8 };

/* The tier that DGEN_TIER_AUTO should select, and its status. */
typedef struct choice {
    int32_t tier, status;
} choice;

static int32_t tier_by_name(const char *name)
{
    for (int32_t tier = DGEN_TIER_PORTABLE; tier < tier_end(); tier++)
        if (strcmp(name, dgen_tier_name(tier)) == 0)
            return tier;
    return -1;
}

static int32_t fastest_tier(void)
{
    int32_t fastest = DGEN_TIER_PORTABLE;
    for (int32_t tier = DGEN_TIER_PORTABLE; tier < tier_end(); tier++)
        if (dgen_tier_status(tier) == DGEN_OK)
            fastest = tier;
    return fastest;
}

static choice expected_choice(void)
{
    const char *const wanted = getenv("DGEN_TIER");
    choice expected = {fastest_tier(), DGEN_OK};
    if (wanted != NULL && *wanted != '\0' && strcmp(wanted, "auto") != 0) {
        expected.tier = tier_by_name(wanted);
        expected.status = dgen_tier_status(expected.tier);
    }
    printf("DGEN_TIER=%s: expect %s\n", wanted != NULL ? wanted : "(unset)", dgen_status_string(expected.status));
    return expected;
}

/* The first call of any thread may be the one that makes the decision. */
static void *first_call(void *status)
{
    *(int32_t *)status = dgen_tier_status(DGEN_TIER_AUTO);
    return NULL;
}

static void test_first_calls_of_threads(void)
{
    pthread_t threads[THREADS];
    int32_t seen[THREADS];
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, first_call, &seen[i]) == 0, "thread %d", i);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);

    const choice expected = expected_choice();
    for (int i = 0; i < THREADS; i++)
        CHECK(seen[i] == expected.status, "thread %d: %d", i, seen[i]);
}

static void test_default(void)
{
    int32_t chosen = -5;
    const int32_t status = dgen_tier_default(&chosen);
    const choice expected = expected_choice();
    CHECK(status == expected.status, "status %d", status);
    CHECK(chosen == (status == DGEN_OK ? expected.tier : -5), "chosen %d", chosen);
}

static void test_status(void)
{
    const char *const reason = dgen_tier_reason(DGEN_TIER_AUTO);
    const choice expected = expected_choice();
    CHECK(dgen_tier_status(DGEN_TIER_AUTO) == expected.status, "status");
    CHECK((*reason == '\0') == (expected.status == DGEN_OK), "reason: %s", reason);
}

static void test_content(void)
{
    const choice choice = expected_choice();
    const subject s = test_subject(1, 2);
    uint8_t made[100] = {0}, expected[PAGE_BYTES];
    dgen_mismatch found;
    expected_pages(&s, 0, expected, 1);
    CHECK(fill_one(&s, 0, made, sizeof made, DGEN_TIER_AUTO, DGEN_STORE_AUTO) == choice.status, "fill");
    CHECK(verify_one(&s, 0, expected, sizeof made, DGEN_TIER_AUTO, &found) == choice.status, "verify");
    CHECK(fill_one(&s, 0, NULL, 0, DGEN_TIER_AUTO, DGEN_STORE_AUTO) == choice.status, "empty fill");
    static const uint8_t zero[sizeof made];
    CHECK(memcmp(made, choice.status == DGEN_OK ? expected : zero, sizeof made) == 0, "bytes");

    CHECK(fill_one(&s, 0, made, sizeof made, DGEN_TIER_PORTABLE, DGEN_STORE_AUTO) == DGEN_OK, "forced tier");
}

/* A thread and its part of a buffer that all threads verify. */
typedef struct part {
    uint8_t *whole;
    int index;
    int32_t filled, verified;
    dgen_mismatch found;
} part;

enum { PART_BYTES = 3 * PAGE_BYTES + 5 };

static void *fill_part(void *argument)
{
    part *const p = argument;
    const subject s = test_subject(1, 2);
    const uint64_t at = (uint64_t)p->index * PART_BYTES;
    p->filled = fill_one(&s, at, p->whole + at, PART_BYTES, DGEN_TIER_AUTO, DGEN_STORE_AUTO);
    return NULL;
}

static void *verify_whole(void *argument)
{
    part *const p = argument;
    const subject s = test_subject(1, 2);
    p->verified = verify_one(&s, 0, p->whole, THREADS * PART_BYTES, DGEN_TIER_AUTO, &p->found);
    return NULL;
}

static void run_threads(void *(*run)(void *), part *parts)
{
    pthread_t threads[THREADS];
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, run, &parts[i]) == 0, "thread %d", i);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);
}

/* With ThreadSanitizer, this test also proves that calls share no state. */
static void test_content_of_threads(void)
{
    static uint8_t whole[THREADS * PART_BYTES];
    const choice choice = expected_choice();
    part parts[THREADS];
    for (int i = 0; i < THREADS; i++)
        parts[i] = (part){.whole = whole, .index = i};
    run_threads(fill_part, parts);
    run_threads(verify_whole, parts);
    for (int i = 0; i < THREADS; i++) {
        CHECK(parts[i].filled == choice.status && parts[i].verified == choice.status, "thread %d", i);
        CHECK(parts[i].found.count == 0, "thread %d", i);
    }
}

static const test tests[] = {TEST(first_calls_of_threads), TEST(default), TEST(status), TEST(content),
                             TEST(content_of_threads)};

int main(int argc, char **argv)
{
    return RUN_TESTS(tests, argc, argv);
}
