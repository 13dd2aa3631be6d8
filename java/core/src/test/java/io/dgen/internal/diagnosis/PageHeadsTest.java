// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.internal.engine.EngineKind;
import io.dgen.internal.engine.EngineSelection;
import io.dgen.internal.engine.PageEngine;
import io.dgen.internal.format.Content;
import io.dgen.internal.format.Domain;
import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Layout.Tail;
import io.dgen.internal.format.Literals;
import io.dgen.internal.format.Page;
import io.dgen.internal.format.SharedLines;
import io.dgen.internal.format.StreamKey;
import io.dgen.internal.plan.LiteralPlan;
import io.dgen.internal.plan.RoundRobinPlan;
import io.dgen.internal.plan.StreamMap;
import io.dgen.internal.stream.StreamRanges;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The first words of pages, from the reference implementation, are found where the texture allows it. */
class PageHeadsTest {
    private static final int PAGES = 300;

    private static StreamRanges ranges(Layout layout, int literals, int bits) {
        Content content = new Content(StreamKey.derive(Domain.CONTENT, 1, 2), layout, SharedLines.NONE);
        StreamMap map = new StreamMap(
                RoundRobinPlan.of(PAGES, 1, Page.BYTES),
                new LiteralPlan.Constant(new Literals(literals << Literals.SHIFT, bits)));
        return new StreamRanges(EngineSelection.select(EngineKind.SCALAR, 0), content, map, 1, null);
    }

    @Test
    void eachPageIsFound() {
        List<Layout> layouts = List.of(Layout.COPIES, Layout.CELLS, Layout.SKIP, new Layout(1, Tail.RUN, 7));
        for (Layout layout : layouts) {
            for (int literals : new int[] {Literals.MIN_BYTES, 9, 100, Page.BYTES / layout.cells()}) {
                for (int bits = 6; bits <= 8; bits++) {
                    check(ranges(layout, literals, bits), layout + " " + literals + " " + bits);
                }
            }
        }
    }

    private static void check(StreamRanges ranges, String name) {
        byte[] bytes = new byte[PAGES * Page.BYTES];
        ranges.fill(0, MemorySegment.ofArray(bytes), PageEngine.STORE_AUTO);
        KeyTable table = new KeyTable();
        for (int at = 0; at < bytes.length; at += Page.BYTES) {
            table.add(Bytes.word(bytes, at));
        }

        new PageHeads(ranges, table).scan(bytes.length, new Deadline(Long.MAX_VALUE));

        assertThat(PageHeads.identifyPages(ranges)).as(name).isTrue();
        for (int at = 0; at < bytes.length; at += Page.BYTES) {
            assertThat(table.offsets(Bytes.word(bytes, at))).as(name).contains((long) at);
        }
    }

    @Test
    void stripesBeginWithARun() {
        assertThat(PageHeads.identifyPages(ranges(new Layout(1, Tail.STRIPES, 7), 2000, 8)))
                .isFalse();
    }
}
