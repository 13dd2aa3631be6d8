/* DGEN_TIER_AUTO under the DGEN_TIER of the environment, which the caller sets. Also from many threads at once. */
#include "support.h"

#include <pthread.h>

static int32_t tier_by_name(const char *name)
{
    for (int32_t tier = TIER_FIRST; tier <= TIER_LAST; tier++)
        if (strcmp(name, dgen_tier_name(tier)) == 0)
            return tier;
    return -1;
}

static int32_t fastest_tier(void)
{
    int32_t fastest = DGEN_TIER_PORTABLE;
    for (int32_t tier = TIER_FIRST; tier <= TIER_LAST; tier++)
        if (dgen_tier_status(tier) == DGEN_OK)
            fastest = tier;
    return fastest;
}

/* The first call of each thread may be the one that decides. */
static void *first_call(void *status)
{
    *(int32_t *)status = dgen_tier_status(DGEN_TIER_AUTO);
    return NULL;
}

int main(void)
{
    enum { THREADS = 8 };
    pthread_t threads[THREADS];
    int32_t seen[THREADS];
    for (int i = 0; i < THREADS; i++)
        CHECK(pthread_create(&threads[i], NULL, first_call, &seen[i]) == 0, "thread %d", i);
    for (int i = 0; i < THREADS; i++)
        pthread_join(threads[i], NULL);

    const char *const wanted = getenv("DGEN_TIER");
    int32_t tier = fastest_tier(), status = DGEN_OK;
    if (wanted != NULL && *wanted != '\0' && strcmp(wanted, "auto") != 0) {
        tier = tier_by_name(wanted);
        status = dgen_tier_status(tier);
    }
    printf("DGEN_TIER=%s: expect %s\n", wanted != NULL ? wanted : "(unset)", dgen_status_string(status));

    for (int i = 0; i < THREADS; i++)
        CHECK(seen[i] == status, "thread %d: %d", i, seen[i]);
    CHECK(dgen_tier_status(DGEN_TIER_AUTO) == status, "auto");
    CHECK((*dgen_tier_reason(DGEN_TIER_AUTO) == '\0') == (status == DGEN_OK), "reason");

    int32_t chosen = -5;
    CHECK(dgen_tier_default(&chosen) == status, "default");
    CHECK(chosen == (status == DGEN_OK ? tier : -5), "chosen %d", chosen);

    const subject s = test_subject(1, 2);
    uint8_t made[100] = {0}, expected[PAGE_BYTES];
    dgen_mismatch found;
    expected_pages(&s, 0, expected, 1);
    CHECK(fill_one(&s, 0, made, sizeof made, DGEN_TIER_AUTO, DGEN_STORE_AUTO) == status, "fill");
    CHECK(verify_one(&s, 0, expected, sizeof made, DGEN_TIER_AUTO, &found) == status, "verify");
    CHECK(fill_one(&s, 0, NULL, 0, DGEN_TIER_AUTO, DGEN_STORE_AUTO) == status, "empty fill");
    static const uint8_t zero[sizeof made];
    CHECK(memcmp(made, status == DGEN_OK ? expected : zero, sizeof made) == 0, "bytes");

    CHECK(fill_one(&s, 0, made, sizeof made, DGEN_TIER_PORTABLE, DGEN_STORE_AUTO) == DGEN_OK, "forced tier");
    return check_result();
}
