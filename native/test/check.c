// SPDX-License-Identifier: MIT OR Apache-2.0
#include "check.h"

#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

enum { MAX_REPORTS = 20 };

static int failures;

void check_failed(const char *file, int line, const char *condition, const char *format, ...)
{
    if (failures++ >= MAX_REPORTS)
        return;
    va_list arguments;
    va_start(arguments, format);
    fprintf(stderr, "%s:%d: %s: ", file, line, condition);
    vfprintf(stderr, format, arguments);
    fputc('\n', stderr);
    va_end(arguments);
}

int check_result(void)
{
    if (failures != 0)
        fprintf(stderr, "%d checks failed\n", failures);
    return failures != 0;
}

void skip_test(const char *reason)
{
    printf("skipped: %s\n", reason);
    exit(check_result() != 0 ? EXIT_FAILURE : SKIPPED);
}

static void print_names(const test *t)
{
    const char *variant;
    if (t->variants == NULL) {
        puts(t->name);
        return;
    }
    for (int32_t i = 1; (variant = t->variants->name(i)) != NULL; i++)
        printf("%s.%s\n", t->name, variant);
}

static void run_variant(const test *t, int32_t i)
{
    const char *const obstacle = t->variants->obstacle(i);
    if (*obstacle != '\0')
        skip_test(obstacle);
    t->run_variant(i);
}

/* Runs the test or the variant of it that has the name. Returns whether there is one. */
static bool run_if_named(const test *t, const char *name)
{
    const size_t length = strlen(t->name);
    const char *variant;
    if (strncmp(name, t->name, length) != 0)
        return false;
    if (t->variants == NULL) {
        if (name[length] != '\0')
            return false;
        t->run();
        return true;
    }
    for (int32_t i = 1; (variant = t->variants->name(i)) != NULL; i++) {
        if (name[length] == '.' && strcmp(name + length + 1, variant) == 0) {
            run_variant(t, i);
            return true;
        }
    }
    return false;
}

int run_tests(const test *tests, size_t count, int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: %s --list | TEST\n", argv[0]);
        return 2;
    }
    if (strcmp(argv[1], "--list") == 0) {
        for (size_t i = 0; i < count; i++)
            print_names(&tests[i]);
        return 0;
    }
    for (size_t i = 0; i < count; i++)
        if (run_if_named(&tests[i], argv[1]))
            return check_result();
    fprintf(stderr, "%s: no test named %s\n", argv[0], argv[1]);
    return 2;
}
