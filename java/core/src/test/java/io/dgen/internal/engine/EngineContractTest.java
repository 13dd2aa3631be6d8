// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.StoreMode;
import io.dgen.Tier;
import io.dgen.internal.format.ByteRanges;
import io.dgen.internal.format.Content;
import io.dgen.internal.format.Domain;
import io.dgen.internal.format.Layout;
import io.dgen.internal.format.Literals;
import io.dgen.internal.format.Mismatch;
import io.dgen.internal.format.Page;
import io.dgen.internal.format.SharedLines;
import io.dgen.internal.format.Spans;
import io.dgen.internal.format.StreamKey;
import io.dgen.testing.Guarded;
import io.dgen.testing.MemoryKind;
import io.dgen.testing.Model;
import io.dgen.testing.Skip;
import io.dgen.testing.Vectors;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every engine, at every tier, makes the bytes of the model, changes no other bytes, and finds every wrong byte. */
@ParameterizedClass(name = "{0}")
@EnumSource
class EngineContractTest {
    /** The engines, and an engine for mapped memory. */
    enum EngineUnderTest {
        SCALAR(EngineKind.SCALAR, Tier.AUTO),
        VECTOR(EngineKind.VECTOR, Tier.AUTO),
        NATIVE(EngineKind.NATIVE, Tier.AUTO),
        NATIVE_PORTABLE(EngineKind.NATIVE, Tier.PORTABLE),
        NATIVE_AVX2(EngineKind.NATIVE, Tier.AVX2),
        NATIVE_AVX512(EngineKind.NATIVE, Tier.AVX512),
        NATIVE_NEON(EngineKind.NATIVE, Tier.NEON),
        MAPPED(EngineKind.AUTO, Tier.AUTO);

        private final EngineKind kind;
        private final Tier tier;

        EngineUnderTest(EngineKind kind, Tier tier) {
            this.kind = kind;
            this.tier = tier;
        }

        /** Skips the test if the engine cannot run here. */
        PageEngine create() {
            String why = EngineSelection.whyUnavailable(kind, tier.ordinal());
            Skip.unless(why == null, kind + "/" + tier + ": " + why);
            PageEngine engine = EngineSelection.select(kind, tier.ordinal());
            return this == MAPPED ? new MappedMemory(engine) : engine;
        }
    }

    private static final long SEED = 42;
    private static final long STREAM_ID = 7;

    /** Values that determine pages, as an engine and as the model takes them. */
    private record Subject(Content content, Literals literals, Model.Cells model) {
        static Subject of(long seed, long streamId, int cells, int run, double literalBytes) {
            return of(seed, streamId, cells, run, literalBytes, 8);
        }

        static Subject of(long seed, long streamId, int cells, int run, double literalBytes, int bits) {
            int literals = (int) (literalBytes * 65536);
            return new Subject(
                    new Content(StreamKey.derive(Domain.CONTENT, seed, streamId), layout(cells, run), SharedLines.NONE),
                    new Literals(literals, bits),
                    new Model.Cells(cells, run, literals, bits));
        }

        private static Layout layout(int cells, int run) {
            if (run < 0) {
                return new Layout(cells, Layout.Tail.STRIPES, -run);
            }
            return run == Model.Cells.SKIP
                    ? Layout.SKIP
                    : new Layout(cells, run == 0 ? Layout.Tail.COPY : Layout.Tail.RUN, run);
        }

        Subject sharing(Model.Shared... shared) {
            List<SharedLines.Entry> entries = new ArrayList<>();
            long upTo = 0;
            for (Model.Shared s : shared) {
                upTo += s.share();
                entries.add(new SharedLines.Entry((int) s.group(), (int) s.distance(), (int) upTo));
            }
            return new Subject(
                    new Content(content.key(), content.layout(), new SharedLines(entries)),
                    literals,
                    new Model.Cells(1, model.run(), model.literals(), model.bits(), List.of(shared)));
        }

        static Subject incompressible(long seed, long streamId) {
            return of(seed, streamId, 1, 0, Page.BYTES);
        }
    }

    private static final Subject PLAIN = Subject.incompressible(SEED, STREAM_ID);

    private static final Model.Shared[] FOUR_GROUPS = {
        new Model.Shared(4, 1, 6500),
        new Model.Shared(16, 4, 9001),
        new Model.Shared(32, 16, 3000),
        new Model.Shared(256, 128, 4587)
    };

    /** Layouts with whole and partial lines, short and long tails, and each rule for the distance. */
    private static final List<Subject> COMPRESSIBLE = List.of(
            Subject.of(SEED, STREAM_ID, 1, 0, 4095.5),
            Subject.of(SEED, STREAM_ID, 1, 0, 4040.25),
            Subject.of(SEED, STREAM_ID, 1, 0, 3584),
            Subject.of(SEED, STREAM_ID, 1, 0, 2034.7),
            Subject.of(SEED, STREAM_ID, 1, 0, 576),
            Subject.of(SEED, STREAM_ID, 1, 0, 575.999),
            Subject.of(SEED, STREAM_ID, 1, 0, 190),
            Subject.of(SEED, STREAM_ID, 1, 0, 63.5),
            Subject.of(SEED, STREAM_ID, 1, 0, 8),
            Subject.of(SEED, STREAM_ID, 1, 1, 2034),
            Subject.of(SEED, STREAM_ID, 1, 255, 40.5),
            Subject.of(SEED, STREAM_ID, 4, 0, 1024),
            Subject.of(SEED, STREAM_ID, 4, 0, 1000.5),
            Subject.of(SEED, STREAM_ID, 4, 0, 335.75),
            Subject.of(SEED, STREAM_ID, 4, 0, 15.99),
            Subject.of(SEED, STREAM_ID, 4, 90, 200.2),
            Subject.of(SEED, STREAM_ID, 1, 0, 4096, 7),
            Subject.of(SEED, STREAM_ID, 1, 0, 1351.33, 4),
            Subject.of(SEED, STREAM_ID, 4, 0, 1024, 5),
            Subject.of(SEED, STREAM_ID, 1, Model.Cells.SKIP, 4090.3),
            Subject.of(SEED, STREAM_ID, 1, Model.Cells.SKIP, 3700.5),
            Subject.of(SEED, STREAM_ID, 1, Model.Cells.SKIP, 2034.7),
            Subject.of(SEED, STREAM_ID, 1, Model.Cells.SKIP, 498, 6),
            Subject.of(SEED, STREAM_ID, 1, Model.Cells.SKIP, 73.1),
            Subject.of(SEED, STREAM_ID, 1, Model.Cells.SKIP, 30.5),
            Subject.of(SEED, STREAM_ID, 1, -90, 3800.3),
            Subject.of(SEED, STREAM_ID, 1, -255, 8),
            Subject.of(SEED, STREAM_ID, 1, -1, 2000.5, 5),
            Subject.of(SEED, STREAM_ID, 1, 0, 2034.7).sharing(FOUR_GROUPS),
            Subject.of(SEED, STREAM_ID, 1, 0, 1351.33, 6).sharing(FOUR_GROUPS),
            Subject.of(SEED, STREAM_ID, 1, 90, 1500.2).sharing(new Model.Shared(4, 2, 30_000)),
            Subject.of(SEED, STREAM_ID, 1, 0, 4096).sharing(new Model.Shared(4, 2, 30_000)),
            Subject.of(SEED, STREAM_ID, 1, 0, 4096, 7).sharing(new Model.Shared(2, 1, 65_536)),
            Subject.of(SEED, STREAM_ID, 1, 0, 40).sharing(new Model.Shared(2, 1, 65_536)));

    /** Ranges that start here contain multiples of 64 and 256 KiB, at which engines divide calls. */
    private static final long BASE = (1 << 20) - (40 << 10);

    private static final byte[] CONTENT = Model.content(Model.contentKey(SEED, STREAM_ID), BASE, 700 << 10);

    private static final int[] STARTS = {0, 1, 8, 63, 64, 65, 500, 2048, 4031, 4032, 4033, 4095};

    private static final int[] LENGTHS = {
        0, 1, 2, 7, 8, 9, 63, 64, 65, 127, 128, 129, 4031, 4032, 4095, 4096, 4097, 4160, 8191, 8192, 8193, 12288, 16383,
        16384, 16385, 20000, 65535, 65536, 65537, 70001, 262143, 262144, 262145, 270000, 600001
    };

    @Parameter
    private EngineUnderTest underTest;

    private PageEngine engine;

    @BeforeEach
    void createEngine() {
        engine = underTest.create();
    }

    @Test
    void hasItsKindAndTier() {
        assertThat(engine.kind()).isNotNull().isNotEqualTo(EngineKind.AUTO);
        if (engine.kind() == EngineKind.NATIVE) {
            assertThat(engine.tier()).isBetween(1, Tier.values().length - 1);
        } else {
            assertThat(engine.tier()).isZero();
        }
    }

    @Test
    void makesTheVectorPages() {
        for (Vectors.Page v : Vectors.pages()) {
            long offset = v.page() << 12;
            // The last page ends at 2^63, one byte after the largest stream.
            int length = (int) Math.min(v.bytes().length, Long.MAX_VALUE - offset);
            assertThat(fill(Subject.incompressible(v.seed(), v.stream()), offset, length))
                    .isEqualTo(Arrays.copyOf(v.bytes(), length));
        }
    }

    @Test
    void makesTheVectorRanges() {
        for (Vectors.Range v : Vectors.ranges()) {
            assertThat(fill(Subject.incompressible(v.seed(), v.stream()), v.offset(), v.length()))
                    .isEqualTo(v.bytes());
        }
    }

    @Test
    void makesTheVectorCells() {
        for (Vectors.Cells v : Vectors.cells()) {
            int run = v.tail().equals("skip") ? Model.Cells.SKIP : v.run();
            Subject subject = Subject.of(v.seed(), v.stream(), v.cells(), run, v.literals() / 65536.0, v.bits());
            assertThat(fill(subject, v.offset(), v.length())).isEqualTo(v.bytes());
        }
    }

    @Test
    void makesAndVerifiesCompressiblePages() {
        SplittableRandom random = new SplittableRandom(5);
        long[] key = Model.contentKey(SEED, STREAM_ID);
        for (Subject subject : COMPRESSIBLE) {
            byte[] content = Model.content(key, BASE, 50_000, subject.model);
            for (int round = 0; round < 150; round++) {
                MemoryKind kind = MemoryKind.values()[random.nextInt(MemoryKind.values().length)];
                int start = random.nextInt(4200);
                int length = random.nextInt(content.length - start);
                Guarded target = Guarded.allocate(kind, random.nextInt(70), length);
                StoreMode stores = StoreMode.values()[random.nextInt(4)];
                fill(subject, BASE + start, target.whole(), target.at(), length, stores);
                String what = subject.model + " " + kind + " start " + start + " length " + length;
                target.assertHolds(content, start, what);
                assertThat(verify(subject, BASE + start, target.whole(), target.at(), length))
                        .as(what)
                        .isEqualTo(Mismatch.NONE);
                if (length > 0) {
                    int wrong = random.nextInt(length);
                    byte right = target.range().get(ValueLayout.JAVA_BYTE, wrong);
                    target.range().set(ValueLayout.JAVA_BYTE, wrong, (byte) (right ^ 1 << random.nextInt(8)));
                    assertThat(verify(subject, BASE + start, target.whole(), target.at(), length))
                            .as(what + " wrong at " + wrong)
                            .isEqualTo(mismatch(1, wrong, wrong + 1));
                }
            }
        }
    }

    @Test
    void fractionsOfLiteralsAddUpFarOut() {
        long[] key = Model.contentKey(SEED, STREAM_ID);
        for (long offset : new long[] {(1L << 28) - 8192, (1L << 44) - 10_000, Long.MAX_VALUE - 30_000}) {
            for (Subject subject : COMPRESSIBLE) {
                assertThat(fill(subject, offset, 30_000)).isEqualTo(Model.content(key, offset, 30_000, subject.model));
            }
        }
    }

    @Test
    void takesManySpansInOneCall() {
        SplittableRandom random = new SplittableRandom(6);
        long[] key = Model.contentKey(SEED, STREAM_ID);
        for (int round = 0; round < 200; round++) {
            int cells = random.nextBoolean() ? 1 : 4;
            Content content = new Content(PLAIN.content.key(), Subject.layout(cells, 0), SharedLines.NONE);
            Spans spans = new Spans(content);
            byte[] expected = new byte[0];
            int count = random.nextInt(Spans.CAPACITY + 1);
            while (spans.count() < count) {
                long offset = random.nextLong(1L << random.nextInt(1, 60));
                int length = random.nextInt(random.nextBoolean() ? 100 : 2000);
                int literals = random.nextInt(8 << 16, (Page.BYTES / cells << 16) + 1);
                int bits = random.nextInt(4, 9);
                spans.add(offset, length, new Literals(literals, bits));
                byte[] part = Model.content(key, offset, length, new Model.Cells(cells, 0, literals, bits));
                int at = expected.length;
                expected = Arrays.copyOf(expected, at + length);
                System.arraycopy(part, 0, expected, at, length);
            }
            // One call must not exceed the largest size for mapped memory.
            assertThat(expected.length).isLessThan(256 << 10);
            MemoryKind kind = round % 2 == 0 ? MemoryKind.NATIVE : MemoryKind.BYTES;
            Guarded target = Guarded.allocate(kind, random.nextInt(70), expected.length);
            if (expected.length > engine.callBytes(target.whole())) {
                continue;
            }
            engine.fill(spans, target.whole(), target.at(), PageEngine.STORE_AUTO);
            target.assertHolds(expected, 0, "round " + round);
            assertThat(engine.verify(spans, target.whole(), target.at(), 0)).isEqualTo(Mismatch.NONE);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "BYTES"})
    void fillsEveryLength(MemoryKind kind) {
        MemorySegment memory = kind.allocate(9000);
        int[] starts = {0, 1, 2000, 4090};
        for (int length = 0; length <= 8300; length++) {
            for (int i = 0; i < (length < 600 ? starts.length : 1); i++) {
                fillAndVerify(memory, starts[(length + i) % starts.length], 100 + length % 65, length);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "BYTES"})
    void fillsFromEveryOffset(MemoryKind kind) {
        MemorySegment memory = kind.allocate(9000);
        int[] lengths = {1, 63, 64, 130, 4096, 8200};
        for (int start = 0; start <= 4200; start++) {
            for (int i = 0; i < 2; i++) {
                int length = lengths[(start + 3 * i) % lengths.length];
                fillAndVerify(memory, start, 80 + (start + length) % 67, length);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void fillsEveryKindOfMemory(MemoryKind kind) {
        MemorySegment memory = kind.allocate(620_000);
        for (int start : STARTS) {
            for (int length : LENGTHS) {
                fillAndVerify(memory, start, 64 + start % 3, length);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void storeModeChangesNoByte(StoreMode stores) {
        for (MemoryKind kind : List.of(MemoryKind.NATIVE, MemoryKind.NATIVE_UNALIGNED, MemoryKind.INTS)) {
            for (int at : new int[] {0, 1, 32, 63}) {
                for (int length : new int[] {5, 4096, 9000, 300_001}) {
                    Guarded target = Guarded.allocate(kind, at, length);
                    fill(PLAIN, BASE + 77, target.whole(), at, length, stores);
                    target.assertHolds(CONTENT, 77, kind + " " + stores + " at " + at + " length " + length);
                }
            }
        }
    }

    @Test
    void addressesTheWholeContent() {
        long[] modelKey = Model.contentKey(SEED, STREAM_ID);
        for (long offset : new long[] {
            (1L << 31) - 100,
            (1L << 32) - 4096,
            (1L << 40) + 3,
            (1L << 44) - 5000,
            (1L << 52) - 1,
            (1L << 62) - 4097,
            Long.MAX_VALUE - 20_000,
            Long.MAX_VALUE - 4096,
            Long.MAX_VALUE - 4095,
            Long.MAX_VALUE - 64,
            Long.MAX_VALUE
        }) {
            int length = (int) Math.min(20_000, Long.MAX_VALUE - offset);
            byte[] expected = Model.content(modelKey, offset, length);
            for (MemoryKind kind : List.of(MemoryKind.NATIVE, MemoryKind.BYTES)) {
                Guarded target = Guarded.allocate(kind, 3, length);
                fill(PLAIN, offset, target.whole(), 3, length, StoreMode.AUTO);
                target.assertHolds(expected, 0, kind + " at offset " + offset);
                assertThat(verify(PLAIN, offset, target.whole(), 3, length)).isEqualTo(Mismatch.NONE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"NATIVE", "BYTES", "LONGS", "MAPPED"})
    void verifyFindsEveryFlippedBit(MemoryKind kind) {
        int start = 4000;
        int length = 96 + 4096 + 37;
        Guarded target = contentAt(kind, start, 7, length);
        MemorySegment range = target.range();
        for (int i = 0; i < length; i++) {
            byte right = range.get(ValueLayout.JAVA_BYTE, i);
            // Every bit of native memory; one bit of each byte of the others, a different one each time.
            int bits = kind == MemoryKind.NATIVE ? 8 : 1;
            for (int n = 0; n < bits; n++) {
                int bit = (i + n) % 8;
                range.set(ValueLayout.JAVA_BYTE, i, (byte) (right ^ 1 << bit));
                Mismatch found = verify(PLAIN, BASE + start, target.whole(), target.at(), length);
                Mismatch wanted = mismatch(1, i, i + 1);
                if (!found.equals(wanted)) {
                    assertThat(found).as("%s bit %d of byte %d", kind, bit, i).isEqualTo(wanted);
                }
            }
            range.set(ValueLayout.JAVA_BYTE, i, right);
        }
    }

    @ParameterizedTest
    @EnumSource
    void verifyCountsExactly(MemoryKind kind) {
        SplittableRandom random = new SplittableRandom(4);
        for (int round = 0; round < 60; round++) {
            int start = random.nextInt(5000);
            int length = 1 + random.nextInt(round % 20 == 0 ? 500_000 : 20_000);
            Guarded target = contentAt(kind, start, random.nextInt(70), length);
            MemorySegment range = target.range();
            int flips = 1 + random.nextInt(round % 3 == 0 ? length : 5);
            for (int i = 0; i < flips; i++) {
                range.set(ValueLayout.JAVA_BYTE, random.nextInt(length), (byte) random.nextInt());
            }
            assertThat(verify(PLAIN, BASE + start, target.whole(), target.at(), length))
                    .as("round %d: %s start %d length %d", round, kind, start, length)
                    .isEqualTo(naiveMismatch(range, start));
        }
    }

    @Test
    void verifyCountsEveryByteAsWrong() {
        Guarded target = contentAt(MemoryKind.NATIVE, 0, 0, 300_000);
        for (long i = 0; i < 300_000; i++) {
            target.whole().set(ValueLayout.JAVA_BYTE, i, (byte) ~target.whole().get(ValueLayout.JAVA_BYTE, i));
        }

        assertThat(verify(PLAIN, BASE, target.whole(), 0, 300_000)).isEqualTo(mismatch(300_000, 0, 300_000));
    }

    @ParameterizedTest
    @EnumSource
    void verifyReadsReadOnlyMemory(MemoryKind kind) {
        Guarded target = contentAt(kind, 5, 0, 300_000);

        assertThat(verify(PLAIN, BASE + 5, target.whole().asReadOnly(), 0, 300_000))
                .isEqualTo(Mismatch.NONE);
        target.assertHolds(CONTENT, 5, "after verify");
    }

    private byte[] fill(Subject subject, long offset, int length) {
        byte[] bytes = new byte[length];
        fill(subject, offset, MemorySegment.ofArray(bytes), 0, length, StoreMode.AUTO);
        return bytes;
    }

    /** Fills as callers do: with calls of at most the engine's largest size, which end at multiples of this size. */
    private void fill(Subject subject, long offset, MemorySegment memory, long at, long length, StoreMode stores) {
        long callBytes = engine.callBytes(memory);
        Spans spans = new Spans(subject.content);
        for (long done = 0; done < length; done += spans.bytes()) {
            spans.clear();
            spans.add(
                    offset + done, Math.min(callBytes - (offset + done) % callBytes, length - done), subject.literals);
            engine.fill(spans, memory, at + done, stores.ordinal());
        }
    }

    private Mismatch verify(Subject subject, long offset, MemorySegment memory, long at, long length) {
        long callBytes = engine.callBytes(memory);
        Mismatch found = Mismatch.NONE;
        Spans spans = new Spans(subject.content);
        for (long done = 0; done < length; done += spans.bytes()) {
            spans.clear();
            spans.add(
                    offset + done, Math.min(callBytes - (offset + done) % callBytes, length - done), subject.literals);
            found = found.then(done, engine.verify(spans, memory, at + done, memory.byteSize()));
        }
        return found;
    }

    private void fillAndVerify(MemorySegment memory, int start, int at, int length) {
        Guarded target = Guarded.in(memory, at, length);
        fill(PLAIN, BASE + start, memory, at, length, StoreMode.AUTO);
        String what = "start " + start + " at " + at + " length " + length;
        target.assertHolds(CONTENT, start, what);
        if (verify(PLAIN, BASE + start, memory, at, length).count() != 0) {
            throw new AssertionError("verify: " + what);
        }
    }

    private static Guarded contentAt(MemoryKind kind, int start, int at, int length) {
        Guarded target = Guarded.allocate(kind, at, length);
        target.range().copyFrom(MemorySegment.ofArray(CONTENT).asSlice(start, length));
        return target;
    }

    private static Mismatch mismatch(long count, long start, long end) {
        ByteRanges ranges = new ByteRanges();
        ranges.add(start, end);
        return new Mismatch(count, ranges);
    }

    private static Mismatch naiveMismatch(MemorySegment range, int start) {
        ByteRanges ranges = new ByteRanges();
        long count = 0;
        for (int i = 0; i < range.byteSize(); i++) {
            if (range.get(ValueLayout.JAVA_BYTE, i) != CONTENT[start + i]) {
                ranges.add(i, i + 1L);
                count++;
            }
        }
        return new Mismatch(count, ranges);
    }
}
