// SPDX-License-Identifier: MIT OR Apache-2.0
/* dgen_fill and dgen_verify: check the arguments and split spans into whole and partial pages. */
#include "dgen.h"
#include "format.h"
#include "numbers.h"
#include "reach.h"
#include "store.h"
#include "tier.h"

#include <stdbool.h>
#include <string.h>

static int32_t check_layout(const dgen_content *content, const dgen_span *spans, uint64_t count)
{
    if (!is_legal_tail(content->tail, content->run_byte))
        return DGEN_ERR_ARGUMENT;
    const bool has_cells = content->cells == 4 && !is_tail_of_pages(content->tail);
    if ((content->cells != 1 && !has_cells) || !dgen_reach_is_legal(content))
        return DGEN_ERR_LAYOUT;
    const uint32_t most = PAGE_BYTES / content->cells << 16;
    for (uint64_t i = 0; i < count; i++)
        if (spans[i].literals < (uint32_t)MIN_LITERALS << 16 || spans[i].literals > most || spans[i].bits < MIN_BITS ||
            spans[i].bits > 8)
            return DGEN_ERR_LAYOUT;
    return dgen_numbers_are_legal(content, spans, count) ? DGEN_OK : DGEN_ERR_ARGUMENT;
}

static int32_t check_range(const dgen_span *spans, uint64_t count, const void *buffer, uint64_t length)
{
    if (buffer == NULL && length > 0)
        return DGEN_ERR_NULL;
    if (length > 0 && length - 1 > UINTPTR_MAX - (uintptr_t)buffer)
        return DGEN_ERR_RANGE;
    uint64_t rest = length;
    for (uint64_t i = 0; i < count; i++) {
        const dgen_span s = spans[i];
        if (s.offset > INT64_MAX || s.length > INT64_MAX - s.offset || s.length > rest)
            return DGEN_ERR_RANGE;
        rest -= s.length;
    }
    return rest == 0 ? DGEN_OK : DGEN_ERR_RANGE;
}

static int32_t check(const dgen_content *content, const dgen_span *spans, uint64_t count, const void *buffer,
                     uint64_t length, int32_t tier_id, const tier **out)
{
    if (content == NULL || (spans == NULL && count > 0))
        return DGEN_ERR_NULL;
    int32_t status = dgen_tier_resolve(tier_id, out);
    if (status == DGEN_OK)
        status = check_range(spans, count, buffer, length);
    return status == DGEN_OK ? check_layout(content, spans, count) : status;
}

static page_spec spec_of(const dgen_content *content, const dgen_span *span, scaled_row *row)
{
    const bool is_incompressible = span->bits == 8 && span->literals == (uint32_t)PAGE_BYTES << 16;
    return (page_spec){.key = content->key.word,
                       .layout = content->numbers.type == DGEN_TYPE_BYTES
                                     ? layout_of(content, span->literals, span->bits)
                                     : literals_only(8),
                       .reach = content->reach[0].group == 0 || is_incompressible ? NULL : content->reach,
                       .numbers = content->numbers.type == DGEN_TYPE_BYTES ? NULL : &content->numbers,
                       .row = row};
}

static uint64_t min_u64(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/*
 * Pages of DGEN_TAIL_STRIPES are pages without a tail, over which the runs are written while the cache has them. No
 * tier knows this tail.
 */
static void fill_striped(const tier *t, const page_spec *spec, uint64_t page, uint8_t *out, uint64_t count)
{
    enum { PAGES_TOGETHER = 4 };
    const layout l = spec->layout;
    const page_spec plain = {.key = spec->key, .layout = literals_only(l.bits)};
    for (uint64_t i = 0; i < count; i++) {
        if (i % PAGES_TOGETHER == 0)
            t->fill(&plain, page + i, out + i * PAGE_BYTES, min_u64(count - i, PAGES_TOGETHER), DGEN_STORE_REGULAR);
        const unsigned literals = cell_literals(l, page + i, 0);
        for (unsigned stripe = 0; stripe < STRIPES; stripe++)
            memset(out + i * PAGE_BYTES + stripe * STRIPE_BYTES, l.run_byte, stripe_run(literals, stripe));
    }
}

static bool is_striped(const page_spec *spec)
{
    return spec->layout.tail == DGEN_TAIL_STRIPES;
}

/* Whether pages are made as bytes, which numbers replace. */
static bool is_replaced(const page_spec *spec)
{
    return spec->numbers != NULL && !is_made_by_tier(spec->numbers);
}

/* Pages of numbers are pages of bytes, which are replaced while the cache has them. */
static void fill_numbers(const tier *t, const page_spec *spec, uint64_t page, uint8_t *out, uint64_t count)
{
    enum { PAGES_TOGETHER = 4 };
    for (uint64_t i = 0; i < count; i += PAGES_TOGETHER) {
        const uint64_t pages = min_u64(count - i, PAGES_TOGETHER);
        t->fill(spec, page + i, out + i * PAGE_BYTES, pages, DGEN_STORE_REGULAR);
        dgen_make_numbers(t, spec, (page + i) * PAGE_BYTES, out + i * PAGE_BYTES, pages * PAGE_BYTES);
    }
}

static void fill_pages(const tier *t, const page_spec *spec, uint64_t page, uint8_t *out, uint64_t count, int32_t store)
{
    if (is_striped(spec))
        fill_striped(t, spec, page, out, count);
    else if (is_replaced(spec))
        fill_numbers(t, spec, page, out, count);
    else
        t->fill(spec, page, out, count, store);
}

/* Replaces the numbers of a page that overlap a part of it. */
static void make_numbers_of_part(const tier *t, const page_spec *spec, uint64_t page, size_t within, size_t length,
                                 uint8_t *bytes)
{
    const size_t width = number_width(spec->numbers->type), from = within / width * width;
    const size_t end = (within + length + width - 1) / width * width;
    dgen_make_numbers(t, spec, page * PAGE_BYTES + from, bytes + from, end - from);
}

/* A page on the stack; only the needed part of it is filled. */
typedef struct scratch {
    _Alignas(LINE_BYTES) uint8_t bytes[PAGE_BYTES];
} scratch;

/* The content of a page from byte `within`. */
static const uint8_t *part_of_page(const tier *t, const page_spec *spec, uint64_t page, size_t within, size_t length,
                                   scratch *to)
{
    if (spec->reach != NULL)
        dgen_reach_page(t, spec, page, to->bytes);
    else if (is_striped(spec))
        fill_striped(t, spec, page, to->bytes, 1);
    else
        t->head(spec, page, to->bytes, (within + length + 7) / 8 * 8);
    if (is_replaced(spec))
        make_numbers_of_part(t, spec, page, within, length, to->bytes);
    return to->bytes + within;
}

/* Length of the part of the range that is in the page of `offset`; PAGE_BYTES if that is a whole page. */
static size_t part_length(uint64_t offset, uint64_t length)
{
    return (size_t)min_u64(PAGE_BYTES - offset % PAGE_BYTES, length);
}

static void fill_span(const tier *t, const page_spec *spec, uint64_t offset, uint8_t *out, uint64_t length,
                      int32_t store)
{
    while (length > 0) {
        uint64_t n = part_length(offset, length);
        if (n == PAGE_BYTES && spec->reach == NULL) {
            n = length - length % PAGE_BYTES;
            fill_pages(t, spec, offset / PAGE_BYTES, out, n / PAGE_BYTES, store);
        } else {
            scratch page;
            memcpy(out, part_of_page(t, spec, offset / PAGE_BYTES, offset % PAGE_BYTES, n, &page), n);
        }
        offset += n;
        out += n;
        length -= n;
    }
}

int32_t dgen_fill(const dgen_content *content, const dgen_span *spans, uint64_t count, void *buffer, uint64_t length,
                  int32_t tier_id, int32_t store)
{
    if (store < DGEN_STORE_AUTO || store > DGEN_STORE_STREAM)
        return DGEN_ERR_UNKNOWN_STORE;
    const tier *t;
    const int32_t status = check(content, spans, count, buffer, length, tier_id, &t);
    if (status != DGEN_OK)
        return status;

    const bool is_auto = store == DGEN_STORE_AUTO;
    const int32_t usual = is_auto ? dgen_store_for(length) : store;
    const int32_t for_literals = is_auto ? dgen_store_for_pages(length, true) : store;
    uint8_t *out = buffer;
    scaled_row row = {.start = UINT64_MAX};
    for (uint64_t i = 0; i < count; i++) {
        const page_spec spec = spec_of(content, &spans[i], &row);
        fill_span(t, &spec, spans[i].offset, out, spans[i].length,
                  is_mostly_literals(spec.layout) ? for_literals : usual);
        out += spans[i].length;
    }
    if (usual == DGEN_STORE_STREAM)
        t->fence();
    return DGEN_OK;
}

/* Compares data[at, at + length) with the content that starts at `offset`. For is_cached, see struct tier. */
static void verify_span(const tier *t, const page_spec *spec, uint64_t offset, const uint8_t *data, uint64_t at,
                        uint64_t length, bool is_cached, wrong_bytes *wrong)
{
    enum { PAGES_TOGETHER = 2 }; /* with more, the memory is idle for longer while pages are made */
    scratch expected[PAGES_TOGETHER];
    bool expects_wrong = false;
    while (length > 0) {
        const uint64_t page = offset / PAGE_BYTES, pages = min_u64(length / PAGE_BYTES, PAGES_TOGETHER);
        uint64_t n = part_length(offset, length);
        const bool whole = n == PAGE_BYTES && spec->reach == NULL;
        if (whole && !expects_wrong)
            n = is_striped(spec) || is_replaced(spec)
                    ? 0
                    : t->match(spec, page, data + at, length / PAGE_BYTES, is_cached) * PAGE_BYTES;
        if (!whole || expects_wrong || n == 0) {
            const uint64_t before = wrong->count;
            const uint8_t *bytes = expected->bytes;
            if (whole) {
                n = pages * PAGE_BYTES;
                fill_pages(t, spec, page, expected->bytes, pages, DGEN_STORE_REGULAR);
            } else {
                bytes = part_of_page(t, spec, page, offset % PAGE_BYTES, n, expected);
            }
            t->compare(bytes, data + at, n, at, length >= 2 * n ? n : 0, wrong);
            expects_wrong = wrong->count > before; /* the next page is likely to be wrong, too */
        }
        offset += n;
        at += n;
        length -= n;
    }
}

int32_t dgen_verify(const dgen_content *content, const dgen_span *spans, uint64_t count, const void *buffer,
                    uint64_t length, int32_t tier_id, uint64_t total, dgen_range *ranges, uint64_t capacity,
                    dgen_mismatch *out)
{
    const tier *t;
    if (out == NULL || (ranges == NULL && capacity > 0))
        return DGEN_ERR_NULL;
    const int32_t status = check(content, spans, count, buffer, length, tier_id, &t);
    if (status != DGEN_OK)
        return status;

    const bool is_cached = dgen_store_for(total > length ? total : length) != DGEN_STORE_STREAM;
    wrong_bytes wrong = {.first = length, .ranges = ranges, .capacity = capacity};
    uint64_t at = 0;
    scaled_row row = {.start = UINT64_MAX};
    for (uint64_t i = 0; i < count; i++) {
        const page_spec spec = spec_of(content, &spans[i], &row);
        verify_span(t, &spec, spans[i].offset, buffer, at, spans[i].length, is_cached, &wrong);
        at += spans[i].length;
    }
    *out = (dgen_mismatch){wrong.first, wrong.count, min_u64(wrong.ranges_used, capacity)};
    return DGEN_OK;
}
