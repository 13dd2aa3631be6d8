// SPDX-License-Identifier: MIT OR Apache-2.0
/* The arithmetic of format v1 (docs/format.md), shared by the portable tier, the vector tiers and the tests. */
#ifndef DGEN_FORMAT_H
#define DGEN_FORMAT_H

#include "dgen.h"
#include "skip_literals.h"

#include <stdbool.h>
#include <stdint.h>

enum {
    PAGE_BYTES = DGEN_PAGE_SIZE,
    LANES = 8, /* generators that are interleaved word by word in a page */
    LINE_BYTES = 64,
    MIN_LITERALS = 8, /* of a cell, in bytes */
    REACH_ENTRIES = 4,
    MIN_BITS = 4, /* of a literal byte: with fewer, compressors find matches by chance */
    /* DGEN_TAIL_SKIP: compressors that skip index the first 32 bytes of a page densely. */
    LANDING_PERIOD = 32,
    PIECE_BYTES = 128,
    FIRST_PIECE = 31 /* source of the first piece; that of each further piece is 1 less */
};

#define MIX64_GAMMA UINT64_C(0x9E3779B97F4A7C15)
#define MIX64_MUL1 UINT64_C(0xBF58476D1CE4E5B9)
#define MIX64_MUL2 UINT64_C(0x94D049BB133111EB)

/* The finaliser of SplitMix64. */
static inline uint64_t mix64(uint64_t z)
{
    z = (z ^ (z >> 30)) * MIX64_MUL1;
    z = (z ^ (z >> 27)) * MIX64_MUL2;
    return z ^ (z >> 31);
}

static inline uint64_t rotl64(uint64_t x, int n)
{
    return (x << n) | (x >> (64 - n));
}

static inline uint64_t xoshiro256pp_next(uint64_t s[4])
{
    const uint64_t result = rotl64(s[0] + s[3], 23) + s[0];
    const uint64_t t = s[1] << 17;

    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotl64(s[3], 45);
    return result;
}

/* The first state of one lane of a page. */
static inline void lane_state(const uint64_t key[4], uint64_t page, unsigned lane, uint64_t s[4])
{
    for (int j = 0; j < 4; j++)
        s[j] = mix64(key[j] + (LANES * page + lane + 1) * MIX64_GAMMA);
}

/* The layout of the pages of a span ("Compressible page"). */
typedef struct layout {
    unsigned cells;   /* of a page */
    uint8_t tail;     /* a dgen_tail */
    uint8_t run_byte; /* of DGEN_TAIL_RUN and DGEN_TAIL_STRIPES */
    uint8_t bits;     /* random bits of a literal byte */
    uint16_t share;   /* of the cells with `more` literal bytes, in units of 1/65536; all others have `few` */
    uint16_t few, more;
} layout;

static inline bool is_legal_tail(unsigned tail, unsigned run_byte)
{
    switch (tail) {
    case DGEN_TAIL_COPY:
    case DGEN_TAIL_SKIP:
        return run_byte == 0;
    case DGEN_TAIL_RUN:
    case DGEN_TAIL_STRIPES:
        return run_byte >= 1 && run_byte <= UINT8_MAX;
    default:
        return false;
    }
}

/* Whether the tail needs whole pages: one cell, without a reach. */
static inline bool is_tail_of_pages(unsigned tail)
{
    return tail == DGEN_TAIL_STRIPES || tail == DGEN_TAIL_SKIP;
}

/* Pages without a tail. */
static inline layout literals_only(unsigned bits)
{
    return (layout){.cells = 1, .tail = DGEN_TAIL_COPY, .bits = (uint8_t)bits, .few = PAGE_BYTES, .more = PAGE_BYTES};
}

/* `mean` is the mean number of literal bytes of a cell in units of 1/65536 byte. */
static inline layout layout_of(const dgen_content *content, uint32_t mean, uint32_t bits)
{
    uint32_t few = mean >> 16, more = few + 1;
    if (content->tail == DGEN_TAIL_SKIP) {
        const unsigned i = skip_literals_index(few);
        few = skip_literals[i];
        more = few < PAGE_BYTES ? skip_literals[i + 1] : few;
    }
    return (layout){.cells = content->cells,
                    .tail = (uint8_t)content->tail,
                    .run_byte = (uint8_t)content->run_byte,
                    .bits = (uint8_t)bits,
                    .share = (uint16_t)(few < more ? (mean - (few << 16)) / (more - few) : 0),
                    .few = (uint16_t)few,
                    .more = (uint16_t)more};
}

/*
 * Whether the bytes of the tail are copies; otherwise each is run_byte. Not written as == DGEN_TAIL_COPY: GCC 12 would
 * keep the result in an AVX-512 mask register, where testing it takes longer.
 */
static inline bool has_copies(layout l)
{
    return l.tail != DGEN_TAIL_RUN;
}

/* Parts of a page of DGEN_TAIL_STRIPES; each begins with a run. */
enum { STRIPES = 16, STRIPE_BYTES = PAGE_BYTES / STRIPES };

/* Length of the run of a stripe. The first stripes have the rest of the division. */
static inline unsigned stripe_run(unsigned literals, unsigned stripe)
{
    const unsigned runs = PAGE_BYTES - literals;
    return runs / STRIPES + (stripe < runs % STRIPES);
}

/* Whether the cell has a landing and pieces; otherwise each copy is from copy_distance before it. */
static inline bool has_pieces(layout l, unsigned literals)
{
    return l.tail == DGEN_TAIL_SKIP && literals >= LINE_BYTES;
}

/* The end of the landing, at the start of a line; it can be after the end of the page. */
static inline unsigned landing_end(unsigned literals)
{
    return (literals + 2 * (1 + literals / 32) + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES;
}

/* Mask that keeps the random bits of eight literal bytes. */
static inline uint64_t literal_mask(layout l)
{
    return UINT64_C(0x0101010101010101) * (0xFF >> (8 - l.bits));
}

static inline unsigned cell_bytes(layout l)
{
    return PAGE_BYTES / l.cells;
}

/* Whether a page has copies, but fewer than literals. */
static inline bool is_mostly_literals(layout l)
{
    return l.few < cell_bytes(l) && l.few >= cell_bytes(l) / 2;
}

/* The value x / 65536 of the numbered item, as a whole number. The mean over consecutive items is exact. */
static inline uint32_t accumulated(uint32_t x, uint64_t number)
{
    return (x + ((uint32_t)(number & 0xFFFF) * (x & 0xFFFF) & 0xFFFF)) >> 16;
}

/* Number of literal bytes of a cell. */
static inline unsigned cell_literals(layout l, uint64_t page, unsigned cell)
{
    return l.few + accumulated(l.share, page * l.cells + cell) * (l.more - l.few);
}

/*
 * Number of lines that a cell takes from the generators. All cells take the same number, because the next cell of the
 * page continues with the next line; DGEN_TAIL_SKIP has one cell per page.
 */
static inline unsigned cell_lines(layout l, unsigned literals)
{
    const unsigned most = l.tail == DGEN_TAIL_SKIP ? literals : (unsigned)l.few + (l.share > 0);
    return (most + LINE_BYTES - 1) / LINE_BYTES;
}

/* Number of lines at the start of a page that are a share of its literals, in units of 1/65536; one is always left. */
static inline unsigned shared_lines(layout l, uint32_t share, uint64_t group)
{
    const uint64_t mean = ((uint64_t)l.few << 16) + (uint64_t)l.share * (l.more - l.few);
    const uint32_t most = l.few / LINE_BYTES, lines = accumulated((uint32_t)(mean * share / LINE_BYTES >> 16), group);
    return lines < most ? lines : most > 0 ? most - 1 : 0;
}

/*
 * Distance in bytes from a copy in a cell back to its original. It is an odd number of lines, so that 512-byte sectors
 * do not repeat. The original is near the start of the cell, because compressors index this part densely. Where
 * possible, two distances alternate from page to page: fast compressors try the previous distance first, and do not
 * extend such a match backwards to its start.
 */
static inline unsigned copy_distance(layout l, uint64_t page, unsigned literals)
{
    if (literals >= LINE_BYTES) {
        const unsigned lines = (literals / LINE_BYTES - 1) | 1;
        const int alternate = lines >= 9 && cell_bytes(l) - literals >= 512;
        return LINE_BYTES * (alternate && page % 2 == 1 ? lines - 2 : lines);
    }
    return literals >= 32 ? 32 : literals >= 16 ? 16 : 8;
}

#endif
