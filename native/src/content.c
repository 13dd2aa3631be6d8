/* dgen_fill and dgen_verify: checks arguments and cuts spans into whole pages and partial ones. */
#include "dgen.h"
#include "format.h"
#include "tier.h"

#include <stdbool.h>
#include <string.h>

static int32_t check_layout(const dgen_content *content, const dgen_span *spans, uint64_t count)
{
    if ((content->cells != 1 && content->cells != 4) || content->run < 0 || content->run > UINT8_MAX)
        return DGEN_ERR_LAYOUT;
    const uint32_t most = (uint32_t)(PAGE_BYTES / content->cells) << 16;
    for (uint64_t i = 0; i < count; i++)
        if (spans[i].literals < (uint32_t)MIN_LITERALS << 16 || spans[i].literals > most || spans[i].bits < MIN_BITS ||
            spans[i].bits > 8)
            return DGEN_ERR_LAYOUT;
    return DGEN_OK;
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
    int32_t status = tier_resolve(tier_id, out);
    if (status == DGEN_OK)
        status = check_range(spans, count, buffer, length);
    return status == DGEN_OK ? check_layout(content, spans, count) : status;
}

static pages pages_of(const dgen_content *content, const dgen_span *span)
{
    return (pages){.key = content->key.word,
                   .layout = {.cells = (unsigned)content->cells,
                              .run = (uint8_t)content->run,
                              .bits = (uint8_t)span->bits,
                              .literals = span->literals}};
}

static uint64_t min_u64(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* Content from `within` of a page on, in a page on the stack: made only as far as it is needed. */
typedef struct scratch {
    _Alignas(LINE_BYTES) uint8_t bytes[PAGE_BYTES];
} scratch;

static const uint8_t *part_of_page(const tier *t, const pages *of, uint64_t page, size_t within, size_t length,
                                   scratch *to)
{
    t->head(of, page, to->bytes, within + length);
    return to->bytes + within;
}

/* The part of the range that lies in the page of `offset`; PAGE_BYTES when that is all of it. */
static size_t part_length(uint64_t offset, uint64_t length)
{
    return (size_t)min_u64(PAGE_BYTES - offset % PAGE_BYTES, length);
}

static void fill_span(const tier *t, const pages *of, uint64_t offset, uint8_t *out, uint64_t length, int32_t store)
{
    while (length > 0) {
        uint64_t n = part_length(offset, length);
        if (n == PAGE_BYTES) {
            n = length - length % PAGE_BYTES;
            t->fill(of, offset / PAGE_BYTES, out, n / PAGE_BYTES, store);
        } else {
            scratch page;
            memcpy(out, part_of_page(t, of, offset / PAGE_BYTES, offset % PAGE_BYTES, n, &page), n);
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
    if (store == DGEN_STORE_AUTO)
        store = dgen_store_for(length);

    uint8_t *out = buffer;
    for (uint64_t i = 0; i < count; i++) {
        const pages of = pages_of(content, &spans[i]);
        fill_span(t, &of, spans[i].offset, out, spans[i].length, store);
        out += spans[i].length;
    }
    if (store == DGEN_STORE_STREAM)
        t->fence();
    return DGEN_OK;
}

static void count_mismatches(const uint8_t *expected, const uint8_t *actual, size_t n, uint64_t at, dgen_mismatch *out)
{
    uint32_t wrong = 0;
    for (size_t i = 0; i < n; i++)
        wrong += expected[i] != actual[i];
    if (wrong == 0)
        return;
    if (out->count == 0) {
        size_t i = 0;
        while (i < n - 1 && expected[i] == actual[i])
            i++;
        out->first = at + i;
    }
    out->count += wrong;
}

/* Compares data[at, at + length) with content from `offset` on. */
static void verify_span(const tier *t, const pages *of, uint64_t offset, const uint8_t *data, uint64_t at,
                        uint64_t length, dgen_mismatch *found)
{
    while (length > 0) {
        size_t n = part_length(offset, length);
        uint64_t right = 0;
        if (n == PAGE_BYTES)
            right = t->match(of, offset / PAGE_BYTES, data + at, length / PAGE_BYTES) * PAGE_BYTES;
        if (right == 0) {
            scratch page;
            const uint8_t *expected = part_of_page(t, of, offset / PAGE_BYTES, offset % PAGE_BYTES, n, &page);
            count_mismatches(expected, data + at, n, at, found);
        }
        const uint64_t done = right > 0 ? right : n;
        offset += done;
        at += done;
        length -= done;
    }
}

int32_t dgen_verify(const dgen_content *content, const dgen_span *spans, uint64_t count, const void *buffer,
                    uint64_t length, int32_t tier_id, dgen_mismatch *out)
{
    const tier *t;
    if (out == NULL)
        return DGEN_ERR_NULL;
    const int32_t status = check(content, spans, count, buffer, length, tier_id, &t);
    if (status != DGEN_OK)
        return status;

    dgen_mismatch found = {.first = length, .count = 0};
    uint64_t at = 0;
    for (uint64_t i = 0; i < count; i++) {
        const pages of = pages_of(content, &spans[i]);
        verify_span(t, &of, spans[i].offset, buffer, at, spans[i].length, &found);
        at += spans[i].length;
    }
    *out = found;
    return DGEN_OK;
}
