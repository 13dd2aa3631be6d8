// SPDX-License-Identifier: MIT OR Apache-2.0
/*
 * One request per input: every tier must write the bytes of the portable tier and no others, and verification must find
 * exactly the bytes that the end of the input changes. Layout of an input, in bytes; missing bytes are 0:
 *    0        tier                          21        shape: cells, tail
 *    1        kind of store                 22        run byte
 *    2        misalignment                  23 .. 25  subtracted from the most literals, in 1/4096 byte
 *    3 ..  4  length                        26 .. 27  length of the first of two spans
 *    5 .. 12  offset                        28        subtracted from 8 bits
 *   13 .. 20  seed                          29 ..     3 for each changed byte: position, change
 * From tier 128 on, 16 bytes with the reach precede the changed bytes, 4 for each entry: shifts of the group and of the
 * distance, 255 for 0; share in 1/1024.
 */
#include "dgen.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { GUARD = 128, MAX_LENGTH = 5 * DGEN_PAGE_SIZE };

#define REQUIRE(condition)                                                                                             \
    do {                                                                                                               \
        if (!(condition)) {                                                                                            \
            fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition);                                            \
            abort();                                                                                                   \
        }                                                                                                              \
    } while (0)

typedef struct input {
    const uint8_t *data;
    size_t left;
} input;

static uint64_t take(input *in, unsigned bytes)
{
    uint64_t x = 0;
    for (unsigned i = 0; i < bytes && in->left > 0; i++, in->left--)
        x |= (uint64_t)*in->data++ << (8 * i);
    return x;
}

static void check_guard(const uint8_t *from, size_t length)
{
    for (size_t i = 0; i < length; i++)
        REQUIRE(from[i] == 0xA5);
}

/* The number after the last dgen_tier. */
static uint64_t tier_end(void)
{
    int32_t end = 0;
    while (dgen_tier_name(end) != NULL)
        end++;
    return (uint64_t)end;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static uint8_t memory[GUARD + 64 + MAX_LENGTH + GUARD], expected[MAX_LENGTH];
    input in = {data, size};
    const uint64_t first_byte = take(&in, 1);
    const int32_t tier = (int32_t)(first_byte % (tier_end() + 1)); /* the last value is unknown */
    const int32_t store = (int32_t)(take(&in, 1) % (DGEN_STORE_STREAM + 2));
    const size_t misalignment = take(&in, 1) % 64;
    const size_t length = take(&in, 2) % (MAX_LENGTH + 1);
    const uint64_t offset = take(&in, 8);
    uint8_t *const at = memory + GUARD + misalignment;
    const size_t after = (size_t)(memory + sizeof memory - (at + length));
    dgen_content content = {.cells = 0};
    REQUIRE(dgen_derive_key(DGEN_DOMAIN_CONTENT, take(&in, 8), 1, &content.key) == DGEN_OK);
    const uint64_t shape = take(&in, 1);
    content.run_byte = (uint16_t)take(&in, 1);
    content.cells = (uint32_t)(shape % 6); /* 2, 3, 5 are illegal; 0 becomes 1: short inputs end with 0 */
    if (content.cells == 0)
        content.cells = 1;
    /* The tail that the run byte requires, except for large shapes. */
    content.tail = shape >= 226            ? (uint16_t)((shape - 226) / 6)
                   : content.run_byte != 0 ? DGEN_TAIL_RUN
                                           : DGEN_TAIL_COPY;
    const bool has_run = content.tail == DGEN_TAIL_RUN || content.tail == DGEN_TAIL_STRIPES;
    const bool is_of_page = content.tail == DGEN_TAIL_STRIPES || content.tail == DGEN_TAIL_SKIP;
    const bool legal_tail = content.tail <= DGEN_TAIL_SKIP && has_run == (content.run_byte != 0);
    const bool legal_cells = content.cells == 1 || (content.cells == 4 && !is_of_page);
    const uint32_t literals = (uint32_t)(((uint64_t)DGEN_PAGE_SIZE / content.cells << 16) - take(&in, 3) * 16);
    const uint64_t first = take(&in, 2) % (length + 1);
    const uint32_t bits = 8 - (uint32_t)(take(&in, 1) % 6);
    const dgen_span spans[] = {{offset, first, literals, bits}, {offset ^ 4096, length - first, literals, bits}};
    for (int i = 0; i < 4 && first_byte >= 128; i++) {
        const uint64_t group = take(&in, 1), distance = take(&in, 1);
        content.reach[i].group = (uint16_t)(group == 255 ? 0 : 1 << group % 16);
        content.reach[i].distance = (uint16_t)(distance == 255 ? 0 : 1 << distance % 16);
        content.reach[i].share = (uint32_t)take(&in, 2) * 64;
    }
    memset(memory, 0xA5, sizeof memory);

    const int32_t tier_status = dgen_tier_status(tier);
    const int32_t status = dgen_fill(&content, spans, 2, at, length, tier, store);
    check_guard(memory, (size_t)(at - memory));
    check_guard(at + length, after);
    bool legal = store <= DGEN_STORE_STREAM && tier_status == DGEN_OK && legal_tail && legal_cells &&
                 literals >= UINT32_C(8) << 16 && literals <= UINT32_C(4096) << 16 && bits >= 4;
    uint64_t shares = 0;
    for (int i = 0; i < 4; i++) {
        const dgen_reach r = content.reach[i];
        shares += r.share;
        if (r.group == 0)
            legal = legal && r.distance == 0 && r.share == 0;
        else
            legal = legal && content.cells == 1 && !is_of_page && r.distance > 0 && r.distance < r.group &&
                    (i == 0 || (r.group > content.reach[i - 1].group && content.reach[i - 1].group > 0));
    }
    legal = legal && shares <= 65536;
    for (int i = 0; i < 2; i++)
        legal = legal && spans[i].offset <= INT64_MAX && spans[i].length <= INT64_MAX - spans[i].offset;
    if (!legal) {
        REQUIRE(status != DGEN_OK);
        check_guard(at, length);
        return 0;
    }
    REQUIRE(status == DGEN_OK);
    REQUIRE(dgen_fill(&content, spans, 2, expected, length, DGEN_TIER_PORTABLE, DGEN_STORE_REGULAR) == DGEN_OK);
    REQUIRE(memcmp(at, expected, length) == 0);

    while (in.left > 0 && length > 0) {
        const size_t i = take(&in, 2) % length;
        at[i] ^= (uint8_t)take(&in, 1);
    }
    enum { CAPACITY = 4 };
    dgen_range found_ranges[CAPACITY], ranges[CAPACITY] = {{0, 0}};
    dgen_mismatch found, wanted = {.first = length, .count = 0};
    bool is_full = false;
    uint64_t last_end = 0;
    for (size_t i = 0; i < length; i++) {
        if (at[i] == expected[i])
            continue;
        if (last_end == 0 || i - last_end >= DGEN_RANGE_GAP) {
            is_full = wanted.ranges == CAPACITY;
            if (!is_full)
                ranges[wanted.ranges++].start = i;
        }
        last_end = i + 1;
        if (!is_full)
            ranges[wanted.ranges - 1].end = last_end;
    }
    for (size_t i = length; i-- > 0;) {
        if (at[i] != expected[i]) {
            wanted.first = i;
            wanted.count++;
        }
    }
    REQUIRE(dgen_verify(&content, spans, 2, at, length, tier, store % 2 ? UINT64_MAX : 0, found_ranges, CAPACITY,
                        &found) == DGEN_OK);
    REQUIRE(found.first == wanted.first && found.count == wanted.count && found.ranges == wanted.ranges);
    REQUIRE(memcmp(found_ranges, ranges, found.ranges * sizeof *ranges) == 0);
    return 0;
}
