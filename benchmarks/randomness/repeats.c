// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Searches for repeated pages. Usage: repeats PAGES STREAMS SEEDS
 *
 * Makes pages 0 .. PAGES-1 of each stream of each seed, and keeps a 64-bit hash of each page. STREAMS and SEEDS are
 * lists, separated by commas, of FIRST[:COUNT[:STEP]], which is FIRST, FIRST + STEP, ...; decimal or hexadecimal,
 * modulo 2^64. A seed that is given twice repeats all of its pages, which tests that repeats are found.
 * Exit status: 0 no repeats, 1 repeats, 2 usage or out of memory.
 *
 * n pages form n (n-1) / 2 pairs. Two different pages have equal hashes with probability 2^-64, which gives a
 * probability of 2.7e-4 for 10^8 pages. The hash shares no code with the generator: it folds 128-bit products of pairs
 * of words.
 */
#include "pages.h"

#include <inttypes.h>
#include <string.h>

enum { BATCH = 64, WORDS = DGEN_PAGE_SIZE / 8, LANES = 8, SHOWN = 10, MAX_WORDS = 1 << 24 };

typedef struct word_list {
    uint64_t *items;
    uint64_t count;
} word_list;

__extension__ typedef unsigned __int128 product;

/* The first hexadecimal digits of the fraction of pi. */
static const uint64_t PI[LANES] = {0x243F6A8885A308D3, 0x13198A2E03707344, 0xA4093822299F31D0, 0x082EFA98EC4E6C89,
                                   0x452821E638D01377, 0xBE5466CF34E90C6C, 0xC0AC29B7C97C50DD, 0x3F84D5B5B5470917};

static uint64_t *table; /* linear probing from the hash's leading bits; 0 is a free slot */
static uint64_t slots;
static int shift;
static uint64_t repeats;

static _Noreturn void die(const char *message)
{
    fprintf(stderr, "repeats: %s\n", message);
    exit(2);
}

static word_list parse(const char *text)
{
    word_list list = {NULL, 0};
    for (char *end = (char *)text; *end != '\0'; text = end + 1) {
        const uint64_t first = strtoull(text, &end, 0);
        const uint64_t count = *end == ':' ? strtoull(end + 1, &end, 0) : 1;
        const uint64_t step = *end == ':' ? strtoull(end + 1, &end, 0) : 1;
        if (end == text || (*end != ',' && *end != '\0') || count > MAX_WORDS)
            die("not a list of FIRST[:COUNT[:STEP]]");
        list.items = realloc(list.items, (list.count + count) * sizeof *list.items);
        if (list.items == NULL)
            die("out of memory");
        for (uint64_t i = 0; i < count; i++)
            list.items[list.count++] = first + i * step;
    }
    return list;
}

static uint64_t fold(uint64_t a, uint64_t b)
{
    const product p = (product)a * b;
    return (uint64_t)p ^ (uint64_t)(p >> 64);
}

static uint64_t hash(const uint64_t *page)
{
    uint64_t lanes[LANES], h = 0;
    memcpy(lanes, PI, sizeof lanes);
    for (int i = 0; i < WORDS; i += 2 * LANES)
        for (int j = 0; j < LANES; j++)
            lanes[j] = fold(lanes[j] ^ page[i + 2 * j], PI[j] ^ page[i + 2 * j + 1]);
    for (int j = 0; j < LANES; j++)
        h = fold(h ^ lanes[j], PI[j] ^ (uint64_t)j);
    return h ? h : 1;
}

/* Inserts a hash into the table; returns whether the table had it before. */
static int insert(uint64_t h)
{
    uint64_t i = h >> shift;
    while (table[i] != 0 && table[i] != h)
        i = (i + 1) & (slots - 1);
    const int found = table[i] == h;
    table[i] = h;
    return found;
}

static void take_stream(uint64_t seed, uint64_t stream_id, uint64_t pages)
{
    static uint64_t buffer[BATCH * WORDS];
    uint64_t hashes[BATCH];
    for (uint64_t page = 0; page < pages; page += BATCH) {
        const uint64_t n = pages - page < BATCH ? pages - page : BATCH;
        make_pages(seed, stream_id, page, buffer, n * DGEN_PAGE_SIZE);
        for (uint64_t i = 0; i < n; i++) {
            hashes[i] = hash(buffer + i * WORDS);
            __builtin_prefetch(table + (hashes[i] >> shift), 1);
        }
        for (uint64_t i = 0; i < n; i++)
            if (insert(hashes[i]) && repeats++ < SHOWN)
                printf("seed %" PRIu64 " stream %" PRIu64 " page %" PRIu64 " is a repeat\n", seed, stream_id, page + i);
    }
}

int main(int argc, char **argv)
{
    if (argc != 4)
        die("usage: repeats PAGES STREAMS SEEDS");
    const uint64_t pages = strtoull(argv[1], NULL, 0);
    const word_list streams = parse(argv[2]), seeds = parse(argv[3]);
    const double total = (double)pages * (double)streams.count * (double)seeds.count;
    if (total < 1 || total > 1e11)
        die("the number of pages is not between 1 and 1e11");
    for (slots = 1024, shift = 54; (double)slots * 0.8 < total; slots *= 2)
        shift--;
    table = calloc(slots, sizeof *table);
    if (table == NULL)
        die("out of memory");

    for (uint64_t i = 0; i < seeds.count; i++)
        for (uint64_t j = 0; j < streams.count; j++)
            take_stream(seeds.items[i], streams.items[j], pages);
    printf("%.0f pages: %" PRIu64 " seeds, %" PRIu64 " streams each, %" PRIu64 " pages each: %" PRIu64 " repeated\n",
           total, seeds.count, streams.count, pages, repeats);
    return repeats != 0;
}
