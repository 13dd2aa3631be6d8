/* dgen_fill and dgen_verify: checks arguments and cuts a byte range into whole pages and partial ones. */
#include "dgen.h"
#include "format.h"
#include "tier.h"

#include <stdbool.h>
#include <string.h>

static int32_t check_range(uint64_t offset, const void *buffer, uint64_t length)
{
    if (buffer == NULL && length > 0)
        return DGEN_ERR_NULL;
    if (offset > INT64_MAX || length > INT64_MAX - offset)
        return DGEN_ERR_RANGE;
    if (length > 0 && length - 1 > UINTPTR_MAX - (uintptr_t)buffer)
        return DGEN_ERR_RANGE;
    return DGEN_OK;
}

static uint64_t min_u64(uint64_t a, uint64_t b)
{
    return a < b ? a : b;
}

/* Content from `within` of a page on, in a page on the stack: made only as far as it is needed. */
typedef struct scratch {
    _Alignas(LINE_BYTES) uint8_t bytes[PAGE_BYTES];
} scratch;

static const uint8_t *part_of_page(const tier *t, const dgen_stream *stream, uint64_t page, size_t within,
                                   size_t length, scratch *to)
{
    t->head(stream->key, page, to->bytes, (within + length + LINE_BYTES - 1) / LINE_BYTES);
    return to->bytes + within;
}

/* The part of the range that lies in the page of `offset`; PAGE_BYTES when that is all of it. */
static size_t part_length(uint64_t offset, uint64_t length)
{
    return (size_t)min_u64(PAGE_BYTES - offset % PAGE_BYTES, length);
}

int32_t dgen_fill(const dgen_stream *stream, uint64_t offset, void *buffer, uint64_t length, int32_t tier_id,
                  int32_t store)
{
    if (stream == NULL)
        return DGEN_ERR_NULL;
    if (store < DGEN_STORE_AUTO || store > DGEN_STORE_STREAM)
        return DGEN_ERR_UNKNOWN_STORE;
    const tier *t;
    int32_t status = tier_resolve(tier_id, &t);
    if (status == DGEN_OK)
        status = check_range(offset, buffer, length);
    if (status != DGEN_OK)
        return status;
    if (store == DGEN_STORE_AUTO)
        store = dgen_store_for(length);

    uint8_t *out = buffer;
    while (length > 0) {
        uint64_t n = part_length(offset, length);
        if (n == PAGE_BYTES) {
            n = length - length % PAGE_BYTES;
            t->fill(stream->key, offset / PAGE_BYTES, out, n / PAGE_BYTES, store);
        } else {
            scratch page;
            memcpy(out, part_of_page(t, stream, offset / PAGE_BYTES, offset % PAGE_BYTES, n, &page), n);
        }
        offset += n;
        out += n;
        length -= n;
    }
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

int32_t dgen_verify(const dgen_stream *stream, uint64_t offset, const void *buffer, uint64_t length, int32_t tier_id,
                    dgen_mismatch *out)
{
    if (stream == NULL || out == NULL)
        return DGEN_ERR_NULL;
    const tier *t;
    int32_t status = tier_resolve(tier_id, &t);
    if (status == DGEN_OK)
        status = check_range(offset, buffer, length);
    if (status != DGEN_OK)
        return status;

    const uint8_t *data = buffer;
    dgen_mismatch found = {.first = length, .count = 0};
    uint64_t at = 0;
    while (at < length) {
        const uint64_t position = offset + at;
        const size_t n = part_length(position, length - at);
        if (n == PAGE_BYTES) {
            const uint64_t pages = (length - at) / PAGE_BYTES;
            const uint64_t right = t->match(stream->key, position / PAGE_BYTES, data + at, pages);
            if (right > 0) {
                at += right * PAGE_BYTES;
                continue;
            }
        }
        scratch page;
        const uint8_t *expected = part_of_page(t, stream, position / PAGE_BYTES, position % PAGE_BYTES, n, &page);
        count_mismatches(expected, data + at, n, at, &found);
        at += n;
    }
    *out = found;
    return DGEN_OK;
}
