// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * The numbers of literal bytes that a page with DGEN_TAIL_SKIP can have (docs/format.md, "Texture skip"). A table,
 * because computing them takes as long as filling a page.
 */
#ifndef DGEN_SKIP_LITERALS_H
#define DGEN_SKIP_LITERALS_H

#include <stdint.h>

static const uint16_t skip_literals[] = {
    8,    9,    10,   11,   12,   13,   14,   15,   16,   17,   18,   19,   20,   21,   22,   23,   24,
    25,   26,   27,   28,   29,   30,   31,   32,   34,   36,   38,   40,   42,   44,   46,   48,   50,
    52,   54,   56,   58,   60,   62,   70,   73,   76,   79,   82,   85,   88,   91,   101,  105,  109,
    113,  117,  121,  134,  139,  144,  149,  154,  170,  176,  182,  188,  201,  208,  215,  229,  237,
    245,  261,  270,  279,  298,  308,  328,  339,  361,  373,  398,  411,  424,  438,  467,  498,  531,
    566,  584,  603,  622,  663,  684,  729,  752,  776,  827,  853,  880,  908,  937,  967,  998,  1030,
    1063, 1097, 1132, 1168, 1205, 1243, 1323, 1365, 1453, 1499, 1546, 1595, 1645, 1751, 1806, 1863, 2314,
    2387, 2539, 2619, 2701, 2874, 2964, 3057, 3153, 3252, 3354, 3568, 3796, 3915, 4038, 4096,
};

enum { SKIP_LITERALS = sizeof skip_literals / sizeof *skip_literals };

/* Index of the largest number that is at most `most`, which is at least the first number. */
static inline unsigned skip_literals_index(unsigned most)
{
    unsigned low = 0, end = SKIP_LITERALS;
    while (end - low > 1) {
        const unsigned middle = (low + end) / 2;
        if (skip_literals[middle] <= most)
            low = middle;
        else
            end = middle;
    }
    return low;
}

#endif
