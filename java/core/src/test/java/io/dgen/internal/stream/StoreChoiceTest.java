// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.StoreMode;
import io.dgen.internal.engine.EngineKind;
import io.dgen.internal.engine.EngineSelection;
import io.dgen.internal.engine.PageEngine;
import io.dgen.internal.format.Content;
import io.dgen.internal.format.Domain;
import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Literals;
import io.dgen.internal.format.Mismatch;
import io.dgen.internal.format.Page;
import io.dgen.internal.format.SharedLines;
import io.dgen.internal.format.Spans;
import io.dgen.internal.format.StreamKey;
import io.dgen.internal.kernel.Kernel;
import io.dgen.internal.plan.ContentClasses;
import io.dgen.internal.plan.DedupPlan;
import io.dgen.internal.plan.LiteralPlan;
import io.dgen.internal.plan.RoundRobinPlan;
import io.dgen.internal.plan.ScatteredPlan;
import io.dgen.internal.plan.StreamMap;
import io.dgen.testing.MemoryKind;
import io.dgen.testing.Skip;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests the store of every call, for every kind of buffer, with sizes slightly below and above each limit. */
class StoreChoiceTest {
    private static final long BLOCK = 4096;

    private static final long[] SIZES = {
        1,
        4096,
        64 << 10,
        (64 << 10) + 1,
        256 << 10,
        (256 << 10) + 1,
        600_000,
        1 << 20,
        (1 << 20) + 1,
        5 << 20,
        12_345_678
    };

    private static final Content CONTENT =
            new Content(StreamKey.derive(Domain.CONTENT, 1, 2), Layout.COPIES, SharedLines.NONE);

    /**
     * The store that the recorder chooses. No test passes this store, so that a recorded value must come from the
     * choice.
     */
    private static final int CHOSEN = StoreMode.PREFETCH.ordinal();

    /** Records the choices and the calls of an engine. */
    private static final class Recorder implements PageEngine {
        private final PageEngine engine;
        private final List<Long> chosenFor = new ArrayList<>();
        private final List<Integer> stores = Collections.synchronizedList(new ArrayList<>());
        private final List<Long> totals = Collections.synchronizedList(new ArrayList<>());
        private final AtomicLong bytes = new AtomicLong();

        Recorder(PageEngine engine) {
            this.engine = engine;
        }

        @Override
        public EngineKind kind() {
            return engine.kind();
        }

        @Override
        public void fill(Spans spans, MemorySegment segment, long at, int store) {
            stores.add(store);
            bytes.addAndGet(spans.bytes());
            engine.fill(spans, segment, at, store);
        }

        @Override
        public Mismatch verify(Spans spans, MemorySegment segment, long at, long total) {
            totals.add(total);
            return engine.verify(spans, segment, at, total);
        }

        @Override
        public long callBytes(MemorySegment segment) {
            return engine.callBytes(segment);
        }

        @Override
        public int storeFor(long length) {
            chosenFor.add(length);
            return CHOSEN;
        }
    }

    private static StreamMap map(boolean isScattered) {
        long blocks = 4096;
        DedupPlan plan = isScattered
                ? ScatteredPlan.of(
                        StreamKey.derive(Domain.DEDUP, 1, 2),
                        ContentClasses.ofCopies(blocks, new long[] {2}, new double[] {1}),
                        BLOCK)
                : RoundRobinPlan.of(blocks, 1, BLOCK);
        return new StreamMap(plan, new LiteralPlan.Constant(new Literals(Page.BYTES << Literals.SHIFT, 8)));
    }

    /**
     * Mapped memory is written with regular stores. For a buffer that takes several calls, the store is chosen once, by
     * the whole length. For a buffer that takes one call, the kernel chooses, even if the call ends early because the
     * list of spans is full.
     */
    @ParameterizedTest
    @EnumSource
    void autoDependsOnTheLengthOfTheBuffer(MemoryKind kind) {
        Skip.unless(EngineSelection.whyUnavailable(EngineKind.NATIVE, 0) == null, "no native engine");
        for (boolean isScattered : new boolean[] {false, true}) {
            for (long size : SIZES) {
                Recorder recorder = new Recorder(EngineSelection.select(EngineKind.NATIVE, 0));
                MemorySegment buffer = kind.allocate(size);
                String name = kind + " of " + size + " bytes";

                stream(recorder, isScattered).fill(0, buffer, PageEngine.STORE_AUTO);

                assertThat(recorder.bytes).as(name).hasValue(buffer.byteSize());
                long oneCall = buffer.isNative() ? 1 << 20 : 256 << 10;
                if (kind.maybeMapped()) {
                    assertThat(recorder.stores).as(name).containsOnly(PageEngine.STORE_REGULAR);
                } else if (buffer.byteSize() > oneCall) {
                    assertThat(recorder.stores).as(name).containsOnly(CHOSEN);
                    assertThat(recorder.chosenFor).as(name).containsExactly(buffer.byteSize());
                } else {
                    assertThat(recorder.stores).as(name).containsOnly(PageEngine.STORE_AUTO);
                    assertThat(recorder.chosenFor).as(name).isEmpty();
                }
            }
        }
    }

    @Test
    void verificationTellsTheLengthOfTheBuffer() {
        Skip.unless(EngineSelection.whyUnavailable(EngineKind.NATIVE, 0) == null, "no native engine");
        for (boolean isScattered : new boolean[] {false, true}) {
            for (long size : SIZES) {
                Recorder recorder = new Recorder(EngineSelection.select(EngineKind.NATIVE, 0));
                MemorySegment buffer = MemoryKind.NATIVE.allocate(size);
                stream(recorder, isScattered).verify(0, buffer);
                assertThat(recorder.totals).as("%d bytes", size).containsOnly(buffer.byteSize());
            }
        }
    }

    @Test
    void theNativeEngineUsesTheChoiceOfTheKernel() {
        Skip.unless(EngineSelection.whyUnavailable(EngineKind.NATIVE, 0) == null, "no native engine");
        PageEngine engine = EngineSelection.select(EngineKind.NATIVE, 0);
        for (long length = 1; length > 0; length *= 2) {
            assertThat(engine.storeFor(length))
                    .isEqualTo(Kernel.storeFor(length))
                    .isNotEqualTo(PageEngine.STORE_AUTO);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AUTO")
    void aGivenStoreIsKept(StoreMode stores) {
        for (EngineKind kind : EngineSelection.fastestFirst()) {
            if (EngineSelection.whyUnavailable(kind, 0) == null) {
                for (long size : SIZES) {
                    for (MemoryKind memory : List.of(MemoryKind.NATIVE, MemoryKind.BYTES)) {
                        Recorder recorder = new Recorder(EngineSelection.select(kind, 0));
                        stream(recorder, false).fill(0, memory.allocate(size), stores.ordinal());
                        assertThat(recorder.stores).isNotEmpty().containsOnly(stores.ordinal());
                    }
                }
            }
        }
    }

    @Test
    void theJavaEnginesNeedNoChoice() {
        for (long size : new long[] {0, 1, 1 << 20, 1L << 40, Long.MAX_VALUE}) {
            assertThat(EngineSelection.select(EngineKind.SCALAR, 0).storeFor(size))
                    .isEqualTo(PageEngine.STORE_AUTO);
        }
    }

    private static StreamRanges stream(PageEngine engine, boolean isScattered) {
        return new StreamRanges(engine, CONTENT, map(isScattered), 2, null);
    }
}
