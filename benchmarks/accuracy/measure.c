// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Measures standard input. Usage: measure WHAT@BLOCK..., measure versions
 *
 * Prints "WHAT BLOCK BEFORE AFTER" for each argument. BLOCK is in bytes; the first block starts with the input. WHAT is
 *
 *   a compressor (compressors.h)  bytes before and after, of blocks compressed one by one; BLOCK 0 is the whole input;
 *                                 with BLOCK/SECTOR, a block takes whole sectors, at most its own size
 *   unique                        number of blocks, and number of distinct blocks
 *   nonzero                       number of blocks, and number of blocks with a byte other than 0
 */
#include "compressors.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint8_t *data;
static size_t length;

static _Noreturn void die(const char *message)
{
    fprintf(stderr, "measure: %s\n", message);
    exit(2);
}

static void read_all(void)
{
    size_t room = 0, n;
    do {
        if (length == room) {
            room = room > 0 ? 2 * room : 64 << 20;
            data = realloc(data, room);
            if (data == NULL)
                die("out of memory");
        }
        n = fread(data + length, 1, room - length, stdin);
        length += n;
    } while (n > 0);
    if (ferror(stdin) || length == 0)
        die("cannot read standard input");
}

/* Among the 2^21 sectors of 1 GiB two different ones have the same hash with probability 2^-23. */
static uint64_t hash(const uint8_t *block, size_t n)
{
    uint64_t h = n;
    for (size_t i = 0; i < n; i += 8) {
        uint64_t word = 0;
        memcpy(&word, block + i, n - i < 8 ? n - i : 8);
        h = (h ^ word) * 0x9E3779B97F4A7C15;
        h ^= h >> 32;
    }
    h *= 0xBF58476D1CE4E5B9;
    return h ^ h >> 29;
}

static int compare(const void *a, const void *b)
{
    const uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

static bool is_zero(const uint8_t *block, size_t n)
{
    return block[0] == 0 && memcmp(block, block + 1, n - 1) == 0;
}

static size_t at_most(size_t block, size_t at)
{
    return length - at < block ? length - at : block;
}

static uint64_t unique_blocks(size_t block, size_t count)
{
    uint64_t *const hashes = malloc(count * sizeof *hashes), unique = 1;
    if (hashes == NULL)
        die("out of memory");
    for (size_t i = 0; i < count; i++)
        hashes[i] = hash(data + i * block, at_most(block, i * block));
    qsort(hashes, count, sizeof *hashes, compare);
    for (size_t i = 1; i < count; i++)
        unique += hashes[i] != hashes[i - 1];
    free(hashes);
    return unique;
}

static uint64_t nonzero_blocks(size_t block, size_t count)
{
    uint64_t n = 0;
    for (size_t i = 0; i < count; i++)
        n += !is_zero(data + i * block, at_most(block, i * block));
    return n;
}

/* Like compressed_size, in whole sectors. */
static uint64_t stored_size(const compressor *c, size_t block, size_t sector)
{
    uint64_t sectors = 0;
    for (size_t at = 0; at < length; at += block) {
        const size_t n = at_most(block, at);
        const uint64_t most = (n + sector - 1) / sector,
                       needed = (compressed_size(c, data + at, n, 0) + sector - 1) / sector;
        sectors += needed < most ? needed : most;
    }
    return sectors * sector;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        die("usage: measure WHAT@BLOCK... | versions");
    if (strcmp(argv[1], "versions") == 0) {
        puts(compressor_versions());
        return 0;
    }
    read_all();
    for (int i = 1; i < argc; i++) {
        char *const at = strchr(argv[i], '@');
        if (at == NULL)
            die("not WHAT@BLOCK");
        *at = '\0';
        char *end;
        const size_t block = strtoull(at + 1, &end, 10), sector = *end == '/' ? strtoull(end + 1, NULL, 10) : 0;
        const size_t count = block > 0 ? (length - 1) / block + 1 : 1;
        const compressor *const c = find_compressor(argv[i]);
        uint64_t before = count, after;
        if (c != NULL) {
            before = length;
            after = block > 0 && sector > 0 ? stored_size(c, block, sector) : compressed_size(c, data, length, block);
        } else if (strcmp(argv[i], "unique") == 0 && block > 0) {
            after = unique_blocks(block, count);
        } else if (strcmp(argv[i], "nonzero") == 0 && block > 0) {
            after = nonzero_blocks(block, count);
        } else {
            die("unknown WHAT");
        }
        printf("%s %s %" PRIu64 " %" PRIu64 "\n", argv[i], at + 1, before, after);
        fflush(stdout);
    }
    return 0;
}
