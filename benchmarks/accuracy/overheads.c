// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * Prints one row of the overhead table: the bytes per page that compressors add to its literals, for each ratio.
 * Usage: overheads TEXTURE any|lz4|zstd|gzip|snappy|lzo BLOCK
 *        overheads grid
 *        overheads textures
 *        overheads versions
 *
 * A page with L literal bytes compresses to L + c bytes. The overhead c depends on the compressor, its block size and,
 * weakly, on L. The table has, for each ratio N, the c at which 4096/N - c literals compress to 4096/N bytes: a fixed
 * point, which is found by iteration. The compressors of a row have different overheads: the middle between the largest
 * and the smallest c minimizes the larger of their errors.
 */
#include "compressors.h"
#include "dgen.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LENGTH = 8 << 20, SLOW_LENGTH = 2 << 20, MIN_LITERALS = 8, STEPS = 16, MAX_ROUNDS = 8, RUN_BYTE = 0x5A };

static const double grid[] = {1.2, 1.5, 2, 3, 4, 5, 8, 10, 20, 40, 64};
enum { GRID = sizeof grid / sizeof *grid };

static const struct texture {
    const char *name;
    uint32_t cells;
    uint16_t tail, run_byte;
} textures[] = {{"copy", 1, DGEN_TAIL_COPY, 0},
                {"cells", 4, DGEN_TAIL_COPY, 0},
                {"run", 1, DGEN_TAIL_RUN, RUN_BYTE},
                {"stripes", 1, DGEN_TAIL_STRIPES, RUN_BYTE},
                {"skip", 1, DGEN_TAIL_SKIP, 0}};
enum { TEXTURES = sizeof textures / sizeof *textures };

/* The block sizes of a row; 0 is the whole stream. */
static const size_t blocks[] = {4 << 10, 16 << 10, 64 << 10, 128 << 10, 1 << 20, 0};
enum { BLOCKS = sizeof blocks / sizeof *blocks };

/*
 * The largest error in percent that docs/accuracy.md promises for data made for any compressor: with LZ4 and zstd, and
 * with gzip in blocks of at least 64 KiB. The table uses the part ROOM of each bar.
 */
static const struct bar {
    double ratio, any, gzip;
} bars[] = {{2, 0.7, 1}, {3, 1, 1.5}, {5, 1.5, 2.2}, {10, 3, 4.5}, {20, 6, 6}};
static const double ROOM = 0.95;

static uint8_t data[LENGTH];

typedef struct range {
    double low, high;
} range;

static void make(const struct texture *t, double literals)
{
    dgen_content content = {.cells = t->cells, .tail = t->tail, .run_byte = t->run_byte};
    const dgen_span span = {0, LENGTH, (uint32_t)(literals * 65536 / t->cells), 8};
    int32_t status = dgen_derive_key(DGEN_DOMAIN_CONTENT, 1, 0, &content.key);
    if (status == DGEN_OK)
        status = dgen_fill(&content, &span, 1, data, LENGTH, DGEN_TIER_AUTO, DGEN_STORE_AUTO);
    if (status != DGEN_OK) {
        fprintf(stderr, "overheads: %s\n", dgen_status_string(status));
        exit(2);
    }
}

/* Returns the bytes per page that the compressor adds to the literals. */
static double overhead(const compressor *c, size_t block, double literals)
{
    /* The structure of the data repeats, so that less data suffices for a slow compressor. */
    const size_t length = strcmp(c->name, "zstd-19") == 0 ? SLOW_LENGTH : LENGTH;
    return (double)compressed_size(c, data, length, block) / ((double)length / DGEN_PAGE_SIZE) - literals;
}

static void widen(range *r, double value)
{
    r->low = fmin(r->low, value);
    r->high = fmax(r->high, value);
}

static double middle(range r)
{
    return (r.low + r.high) / 2;
}

static void widen_by_family(range *r, const char *family, size_t block, double literals)
{
    for (int i = 0; i < compressor_count; i++) {
        const compressor *const c = &compressors[i];
        if (strcmp(c->family, family) == 0)
            widen(r, overhead(c, block, literals));
    }
}

/* Returns the value in the range that is nearest to x; the middle if the range is empty. */
static double nearest(double x, range r)
{
    return r.low > r.high ? middle(r) : fmin(fmax(x, r.low), r.high);
}

/* Returns the middle between LZ4 and zstd over all block sizes, moved towards gzip as far as the bars allow. */
static double compromise(double ratio, double literals)
{
    range lz = {INFINITY, -INFINITY}, gzip = lz;
    for (int i = 0; i < BLOCKS; i++) {
        widen_by_family(&lz, "lz4", blocks[i], literals);
        widen_by_family(&lz, "zstd", blocks[i], literals);
        if (blocks[i] == 0 || blocks[i] >= 64 << 10)
            widen_by_family(&gzip, "gzip", blocks[i], literals);
    }
    for (size_t i = 0; i < sizeof bars / sizeof *bars; i++)
        if (ratio <= bars[i].ratio) {
            const double room = DGEN_PAGE_SIZE / ratio / 100 * ROOM;
            const range allowed = {lz.high - room * bars[i].any, lz.low + room * bars[i].any};
            const range wanted = {gzip.high - room * bars[i].gzip, gzip.low + room * bars[i].gzip};
            return nearest(nearest(middle(lz), wanted), allowed);
        }
    return middle(lz);
}

/* Returns the middle between Snappy, LZO, LZ4 and zstd -1, moved towards Snappy and LZO as far as the bar requires. */
static double skip_compromise(double ratio, double literals)
{
    static const double BAR = 3;
    range skipping = {INFINITY, -INFINITY}, all = skipping;
    for (int i = 0; i < BLOCKS; i++) {
        widen_by_family(&skipping, "snappy", blocks[i], literals);
        widen_by_family(&skipping, "lzo", blocks[i], literals);
        widen_by_family(&all, "lz4", blocks[i], literals);
        widen(&all, overhead(find_compressor("zstd-1"), blocks[i], literals));
    }
    widen(&all, skipping.low);
    widen(&all, skipping.high);
    const double room = DGEN_PAGE_SIZE / ratio / 100 * ROOM * BAR;
    return nearest(middle(all), (range){skipping.high - room, skipping.low + room});
}

static double next_overhead(const struct texture *t, const char *family, size_t block, double ratio, double literals)
{
    range r = {INFINITY, -INFINITY};
    if (strcmp(family, "any") == 0)
        return t->tail == DGEN_TAIL_SKIP ? skip_compromise(ratio, literals) : compromise(ratio, literals);
    if (strcmp(family, "gzip") == 0)
        widen(&r, overhead(find_compressor("gzip-6"), block, literals)); /* level 1 differs too much to share the row */
    else
        widen_by_family(&r, family, block, literals);
    return middle(r);
}

static int steps_at(const struct texture *t, const char *family, size_t block, double ratio, int steps)
{
    for (int round = 0; round < MAX_ROUNDS; round++) {
        const double literals = fmax(DGEN_PAGE_SIZE / ratio - (double)steps / STEPS, MIN_LITERALS * t->cells);
        make(t, literals);
        const int next = (int)lround(next_overhead(t, family, block, ratio, literals) * STEPS);
        if (next == steps)
            break;
        steps = next;
    }
    return steps;
}

static void print_grid(void)
{
    fputs("texture,compressor,block", stdout);
    for (int i = 0; i < GRID; i++)
        printf(",%g", grid[i]);
    puts("");
}

static void print_textures(void)
{
    for (int i = 0; i < TEXTURES; i++)
        puts(textures[i].name);
}

static int print_row(const char *texture, const char *family, size_t block)
{
    for (int i = 0; i < TEXTURES; i++) {
        if (strcmp(textures[i].name, texture) != 0)
            continue;
        printf("%s,%s,%zu", texture, family, block);
        int steps = 0;
        double least = DGEN_PAGE_SIZE;
        for (int j = 0; j < GRID; j++) {
            const double bytes = DGEN_PAGE_SIZE / grid[j];
            /* Beyond the ratio that a compressor can reach, a higher ratio must not have more literals. */
            steps = (int)fmax(steps_at(&textures[i], family, block, grid[j], steps), ceil((bytes - least) * STEPS) + 1);
            least = bytes - (double)steps / STEPS;
            printf(",%d", steps);
        }
        puts("");
        return 0;
    }
    return 2;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "grid") == 0)
        print_grid();
    else if (argc == 2 && strcmp(argv[1], "textures") == 0)
        print_textures();
    else if (argc == 2 && strcmp(argv[1], "versions") == 0)
        puts(compressor_versions());
    else if (argc != 4 || print_row(argv[1], argv[2], strtoull(argv[3], NULL, 10)) != 0) {
        fputs("usage: overheads TEXTURE any|lz4|zstd|gzip|snappy|lzo BLOCK, overheads grid, overheads textures, "
              "overheads versions\n",
              stderr);
        return 2;
    }
    return 0;
}
