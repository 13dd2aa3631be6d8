// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Runs one test of a TestU01 battery on standard input, which it reads in words of 32 bits.
 * Usage: crush smallcrush|crush|bigcrush TEST
 *
 * Prints a line "p-value NAME P" for each statistic, between the output of TestU01. Exit status: 0 done, with any
 * p-values; 1 standard input ended before the test; 2 usage.
 */
#include <bbattery.h>
#include <swrite.h>
#include <unif01.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_TESTS = 200 }; /* more than in any battery */

static const struct {
    const char *name;
    void (*run)(unif01_Gen *, int[]);
    int tests;
} batteries[] = {{"smallcrush", bbattery_RepeatSmallCrush, 10},
                 {"crush", bbattery_RepeatCrush, 96},
                 {"bigcrush", bbattery_RepeatBigCrush, 106}};

static unsigned int next_word(void)
{
    static uint32_t words[16 * 1024];
    static size_t count, used;
    if (used == count) {
        count = fread(words, sizeof *words, sizeof words / sizeof *words, stdin);
        used = 0;
        if (count == 0) {
            fputs("crush: standard input ended\n", stderr);
            exit(1);
        }
    }
    return words[used++];
}

int main(int argc, char **argv)
{
    const int test = argc == 3 ? atoi(argv[2]) : 0;
    for (size_t b = 0; test > 0 && b < sizeof batteries / sizeof *batteries; b++) {
        if (strcmp(argv[1], batteries[b].name) != 0 || test > batteries[b].tests)
            continue;
        char name[] = "standard input";
        int repetitions[MAX_TESTS + 1] = {0};
        repetitions[test] = 1;
        swrite_Basic = FALSE;
        unif01_Gen *const generator = unif01_CreateExternGenBits(name, next_word);
        batteries[b].run(generator, repetitions);
        for (int i = 0; i < bbattery_NTests; i++)
            if (bbattery_pVal[i] >= 0) /* negative if the test did not run */
                printf("p-value %s %.9f\n", bbattery_TestNames[i], bbattery_pVal[i]);
        unif01_DeleteExternGenBits(generator);
        return 0;
    }
    fputs("usage: crush smallcrush|crush|bigcrush TEST\n", stderr);
    return 2;
}
