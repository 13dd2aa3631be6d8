// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Writes endless bytes for a randomness test to standard output: the first BYTES bytes of each page of a sequence.
 * Usage: feed WALK BYTES SEED [reversed]
 *
 *   WALK pages     pages 0, 1, 2, ... of stream 0 of seed SEED
 *        streams   page 0 of the streams 0, 1, 2, ... of seed SEED
 *        seeds     page 0 of stream 0 of the seeds SEED, SEED + 1, ...
 *   BYTES          a multiple of 8 that divides 4096
 *   reversed       reverses the bits of each 64-bit word
 */
#include "pages.h"

#include <string.h>

enum { BUFFER = 64 * 1024 };

static int usage(void)
{
    fputs("usage: feed pages|streams|seeds BYTES SEED [reversed]\n", stderr);
    return 2;
}

static uint64_t reverse(uint64_t x)
{
    x = (x >> 1 & 0x5555555555555555) | (x & 0x5555555555555555) << 1;
    x = (x >> 2 & 0x3333333333333333) | (x & 0x3333333333333333) << 2;
    x = (x >> 4 & 0x0F0F0F0F0F0F0F0F) | (x & 0x0F0F0F0F0F0F0F0F) << 4;
    x = (x >> 8 & 0x00FF00FF00FF00FF) | (x & 0x00FF00FF00FF00FF) << 8;
    x = (x >> 16 & 0x0000FFFF0000FFFF) | (x & 0x0000FFFF0000FFFF) << 16;
    return x >> 32 | x << 32;
}

int main(int argc, char **argv)
{
    if (argc < 4 || argc > 5 || (argc == 5 && strcmp(argv[4], "reversed") != 0))
        return usage();
    const char *const walk = argv[1];
    const uint64_t bytes = strtoull(argv[2], NULL, 10), seed = strtoull(argv[3], NULL, 0);
    if (bytes < 8 || DGEN_PAGE_SIZE % bytes != 0)
        return usage();

    uint64_t page = 0, stream_id = 0, seeds = 0;
    uint64_t *const step = !strcmp(walk, "pages")     ? &page
                           : !strcmp(walk, "streams") ? &stream_id
                           : !strcmp(walk, "seeds")   ? &seeds
                                                      : NULL;
    if (step == NULL)
        return usage();

    static uint64_t words[BUFFER / 8];
    setvbuf(stdout, NULL, _IONBF, 0);
    do {
        for (uint64_t at = 0; at < BUFFER; at += bytes, ++*step)
            make_pages(seed + seeds, stream_id, page, (char *)words + at, bytes);
        if (argc == 5)
            for (size_t i = 0; i < BUFFER / 8; i++)
                words[i] = reverse(words[i]);
    } while (fwrite(words, 1, BUFFER, stdout) == BUFFER);
    return 1;
}
