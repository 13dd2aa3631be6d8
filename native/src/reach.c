// SPDX-License-Identifier: MIT OR Apache-2.0
#include "reach.h"

#include "format.h"
#include "tail.h"

#include <string.h>

/* The numbers of pages of content are below 2^51. */
static const uint64_t SHARED_PAGES = UINT64_C(1) << 53;

static bool is_power_of_two(unsigned x)
{
    return x != 0 && (x & (x - 1)) == 0;
}

bool dgen_reach_is_legal(const dgen_content *content)
{
    unsigned largest = 0;
    uint64_t shares = 0;
    bool ended = false;
    for (unsigned k = 0; k < REACH_ENTRIES; k++) {
        const dgen_reach r = content->reach[k];
        ended = ended || r.group == 0;
        shares += r.share;
        if (ended ? r.group != 0 || r.distance != 0 || r.share != 0
                  : r.group <= largest || !is_power_of_two(r.group) || !is_power_of_two(r.distance) ||
                        r.distance >= r.group)
            return false;
        largest = r.group;
    }
    return shares <= UINT64_C(1) << 16 &&
           (content->reach[0].group == 0 || (content->cells == 1 && !is_tail_of_pages(content->tail)));
}

/* Pages of the largest group. */
static uint64_t largest_group(const dgen_reach *reach)
{
    uint64_t pages = 1;
    for (unsigned k = 0; k < REACH_ENTRIES; k++)
        pages = reach[k].group > pages ? reach[k].group : pages;
    return pages;
}

static void mask_lines(uint8_t *lines, unsigned bytes, uint64_t mask)
{
    for (unsigned i = 0; i < bytes; i += sizeof mask) {
        uint64_t word;
        memcpy(&word, lines + i, sizeof word);
        word &= mask;
        memcpy(lines + i, &word, sizeof word);
    }
}

void dgen_reach_page(const tier *t, const page_spec *spec, uint64_t page, uint8_t *out)
{
    _Alignas(LINE_BYTES) uint8_t shared[PAGE_BYTES];
    const layout l = spec->layout;
    const page_spec lines = {.key = spec->key, .layout = literals_only(8)};
    const unsigned literals = cell_literals(l, page, 0);
    const uint64_t group = page / largest_group(spec->reach);

    t->head(&lines, page, out, literals);
    unsigned first = 0, shares = 0;
    for (unsigned k = 0; k < REACH_ENTRIES && spec->reach[k].group != 0; k++) {
        const dgen_reach r = spec->reach[k];
        const uint64_t source = page - page % r.group + page % r.distance;
        shares += r.share;
        const unsigned end = shared_lines(l, shares, group);
        if (end <= first)
            continue;
        const size_t bytes = (size_t)(end - first) * LINE_BYTES;
        t->head(&lines, SHARED_PAGES + REACH_ENTRIES * source + k, shared, bytes);
        memcpy(out + first * LINE_BYTES, shared, bytes);
        first = end;
    }
    mask_lines(out, (literals + LINE_BYTES - 1) / LINE_BYTES * LINE_BYTES, literal_mask(l));
    write_tail(l, page, literals, out);
}
