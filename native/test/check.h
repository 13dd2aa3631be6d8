// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * A minimal test framework. A program has a table of tests; its argument is --list, or the name of the test to run.
 * ctest runs each test that --list prints. Tests are static functions: the compiler warns of one that the table lacks.
 */
#ifndef CHECK_H
#define CHECK_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

/* Exit status of a test that cannot run here; ctest reports it as skipped. */
enum { SKIPPED = 77 };

/* The cases of a parameterized test. Each case is a separate test; the numbers start at 1. */
typedef struct variants {
    const char *(*name)(int32_t variant);     /* null after the last variant */
    const char *(*obstacle)(int32_t variant); /* why the variant cannot run here; empty if it can */
} variants;

typedef struct test {
    const char *name;
    void (*run)(void);
    void (*run_variant)(int32_t variant);
    const variants *variants; /* null for a test without variants */
} test;

#define TEST(id)                                                                                                       \
    {                                                                                                                  \
        .name = #id, .run = test_##id                                                                                  \
    }
#define VARIANT_TEST(id, cases)                                                                                        \
    {                                                                                                                  \
        .name = #id, .run_variant = test_##id, .variants = (cases)                                                     \
    }

/* Runs the test that the arguments name, or lists all tests. Returns the exit status of main. */
int run_tests(const test *tests, size_t count, int argc, char **argv);

#define RUN_TESTS(tests, argc, argv) run_tests(tests, sizeof(tests) / sizeof *(tests), argc, argv)

/* Reports a failure and continues. The text after the condition is a printf format that identifies the case. */
#define CHECK(condition, ...)                                                                                          \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            check_failed(__FILE__, __LINE__, #condition, __VA_ARGS__);                                                 \
    } while (0)

__attribute__((format(printf, 4, 5))) void check_failed(const char *file, int line, const char *condition,
                                                        const char *format, ...);

/* Exit status of main: 0 if all checks held. */
int check_result(void);

/* Ends the test as skipped, for the given reason. */
__attribute__((noreturn)) void skip_test(const char *reason);

#endif
