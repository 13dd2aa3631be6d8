// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.container.Frame;
import io.dgen.container.Payload;
import io.dgen.internal.engine.PageEngine;
import io.dgen.internal.format.ByteRanges;
import io.dgen.internal.format.Mismatch;
import io.dgen.internal.parallel.SliceTask;
import io.dgen.internal.stream.ByteSource;
import io.dgen.internal.stream.WrongSlices;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares files of which the bytes are known, with short and long parts, with the same files made part by part. */
class FramedBytesTest {
    private static final int PAGE = 4096;

    /** The bytes of all payloads. */
    private static final byte[] PAYLOAD = new byte[1 << 20];

    static {
        new SplittableRandom(4).nextBytes(PAYLOAD);
    }

    private static Mismatch compare(MemorySegment checked, byte[] right, long from) {
        MemorySegment expected = MemorySegment.ofArray(right).asSlice(from, checked.byteSize());
        if (checked.mismatch(expected) < 0) {
            return Mismatch.NONE;
        }
        ByteRanges ranges = new ByteRanges();
        long count = 0;
        for (long i = 0; i < checked.byteSize(); i++) {
            if (checked.get(ValueLayout.JAVA_BYTE, i) != expected.get(ValueLayout.JAVA_BYTE, i)) {
                ranges.add(i, i + 1);
                count++;
            }
        }
        return new Mismatch(count, ranges);
    }

    /** A payload that counts what is made of it. */
    private static class Source implements ByteSource {
        private final long size;
        private int calls;
        private long filled;
        private long pages;
        private long most;

        Source(long size) {
            this.size = size;
        }

        @Override
        public void fill(long offset, MemorySegment buffer, int store) {
            long end = offset + buffer.byteSize();
            assertThat(offset).isNotNegative();
            assertThat(end).isLessThanOrEqualTo(size);
            calls++;
            filled += buffer.byteSize();
            pages += (end + PAGE - 1) / PAGE - offset / PAGE;
            most = Math.max(most, end);
            MemorySegment.copy(MemorySegment.ofArray(PAYLOAD), offset, buffer, 0, buffer.byteSize());
        }

        @Override
        public Mismatch verify(long offset, MemorySegment buffer, @Nullable WrongSlices wrong) {
            calls++;
            Mismatch found = compare(buffer, PAYLOAD, offset);
            if (wrong != null && found.count() > 0) {
                wrong.add(offset, buffer, found);
            }
            return found;
        }

        @Override
        public PageEngine engine() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int threads() {
            return 1;
        }

        @Override
        public void run(int slices, SliceTask task) {
            throw new UnsupportedOperationException();
        }
    }

    /** Records with 3 bytes before each of them, its CRC-32C behind it, and an end of 7 bytes. */
    private static final class Records implements Frame {
        private final List<Part> parts = new ArrayList<>();
        private final long payloadBytes;

        Records(int... lengths) {
            long at = 0;
            long offset = 0;
            for (int length : lengths) {
                parts.add(Part.framing(at, at + 3, (_, target, _) -> target.fill((byte) 'h')));
                at += 3;
                if (length > 0) {
                    parts.add(Part.payload(at, at + length, offset));
                }
                at += length;
                long start = offset;
                parts.add(Part.framing(at, at + 4, (position, target, payload) -> {
                    int crc = payload.crc32c(new byte[0], start, length);
                    for (long i = 0; i < target.byteSize(); i++) {
                        target.set(ValueLayout.JAVA_BYTE, i, (byte) (crc >>> 8 * (position + i)));
                    }
                }));
                at += 4;
                offset += length;
            }
            parts.add(Part.framing(at, at + 7, (_, target, _) -> target.fill((byte) 0)));
            payloadBytes = offset;
        }

        /** The file, part by part. */
        byte[] bytes() {
            byte[] bytes = new byte[(int) lengthBytes()];
            Payload payload = new Payload() {
                @Override
                public void fill(long offset, MemorySegment target) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public int crc32(byte[] before, long offset, long lengthBytes) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public int crc32c(byte[] before, long offset, long lengthBytes) {
                    CRC32C sum = new CRC32C();
                    sum.update(PAYLOAD, (int) offset, (int) lengthBytes);
                    return (int) sum.getValue();
                }
            };
            for (Part part : parts) {
                if (part.isFraming()) {
                    long length = part.end() - part.start();
                    part.fillFraming(part.start(), MemorySegment.ofArray(bytes).asSlice(part.start(), length), payload);
                } else {
                    long length = part.end() - part.start();
                    System.arraycopy(PAYLOAD, (int) part.payloadOffset(), bytes, (int) part.start(), (int) length);
                }
            }
            return bytes;
        }

        @Override
        public long lengthBytes() {
            return parts.getLast().end();
        }

        @Override
        public long payloadBytes() {
            return payloadBytes;
        }

        @Override
        public Part partAt(long offset) {
            int low = 0;
            for (int high = parts.size() - 1; low < high; ) {
                int middle = (low + high) >>> 1;
                if (offset < parts.get(middle).end()) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return parts.get(low);
        }

        @Override
        public long fileOffset(long payloadOffset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String describe(long offset) {
            return "framing";
        }
    }

    /** What was passed on about wrong bytes. */
    private record Wrong(boolean isFraming, long offset, long length, Mismatch mismatch) {
        static WrongSlices addTo(List<Wrong> found) {
            return new WrongSlices() {
                @Override
                public void add(long offset, MemorySegment slice, Mismatch mismatch) {
                    found.add(new Wrong(false, offset, slice.byteSize(), mismatch));
                }

                @Override
                public void addFraming(long offset, Mismatch mismatch) {
                    found.add(new Wrong(true, offset, 0, mismatch));
                }
            };
        }
    }

    /** Records of the lengths in any order, many of each. */
    private static Records records(int... lengths) {
        SplittableRandom random = new SplittableRandom(3);
        return new Records(
                random.ints(24, 0, lengths.length).map(i -> lengths[i]).toArray());
    }

    private static List<Records> files() {
        return List.of(
                records(64),
                records(1, 2, 700),
                records(0, 5, 4095, 4096, 4097),
                records(100, 3000, 20_000),
                records(63, 50_000, 0, 4000));
    }

    @Test
    void anyRangeHasTheBytesOfItsParts() {
        SplittableRandom random = new SplittableRandom(1);
        for (Records frame : files()) {
            byte[] file = frame.bytes();
            for (int i = 0; i < 150; i++) {
                int from = i == 0 ? 0 : random.nextInt(file.length);
                int length = i == 0 ? file.length : random.nextInt(file.length - from + 1);
                Source source = new Source(frame.payloadBytes());
                byte[] range = new byte[i % 2 == 0 ? length : Math.min(length, 300)];
                new FramedBytes(frame, source, source).fill(from, MemorySegment.ofArray(range), PageEngine.STORE_AUTO);
                assertThat(Arrays.equals(range, 0, range.length, file, from, from + range.length))
                        .as("%d bytes at %d", range.length, from)
                        .isTrue();
            }
        }
    }

    @Test
    void wrongBytesAreThoseThatAComparisonPartByPartFinds() {
        SplittableRandom random = new SplittableRandom(2);
        for (Records frame : files()) {
            byte[] file = frame.bytes();
            Source source = new Source(frame.payloadBytes());
            for (int i = 0; i < 100; i++) {
                int from = random.nextInt(file.length);
                byte[] range = Arrays.copyOfRange(file, from, from + random.nextInt(file.length - from) + 1);
                for (int damage = random.nextInt(6); damage > 0; damage--) {
                    Frame.Part part = frame.partAt(from + random.nextInt(range.length));
                    long at = random.nextBoolean() ? part.start() : part.end() - 1;
                    if (at >= from && at < from + range.length) {
                        range[(int) at - from] ^= 1;
                    }
                }
                List<Wrong> expected = new ArrayList<>();
                Mismatch all = partByPart(frame, file, from, range, expected);
                List<Wrong> found = new ArrayList<>();
                FramedBytes bytes = new FramedBytes(frame, source, source);
                assertThat(bytes.verify(from, MemorySegment.ofArray(range), Wrong.addTo(found)))
                        .isEqualTo(all);
                assertThat(found).isEqualTo(expected);
            }
        }
    }

    private static Mismatch partByPart(Records frame, byte[] file, int from, byte[] range, List<Wrong> found) {
        Mismatch[] all = {Mismatch.NONE};
        frame.visit(from, range.length, (part, start, end) -> {
            MemorySegment slice = MemorySegment.ofArray(range).asSlice(start - from, end - start);
            Mismatch next = compare(slice, file, start);
            all[0] = all[0].then(start - from, next);
            if (next.count() > 0) {
                long offset = part.isFraming() ? start : part.payloadOffset() + start - part.start();
                found.add(new Wrong(part.isFraming(), offset, part.isFraming() ? 0 : end - start, next));
            }
        });
        return all[0];
    }

    @Test
    void shortPartsBetweenLongOnesAreMadeOnce() {
        int[] lengths = new int[12];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = i % 2 == 0 ? 100 : 150_000;
        }
        Records frame = new Records(lengths);
        Source source = new Source(frame.payloadBytes());
        byte[] file = new byte[(int) frame.lengthBytes()];
        new FramedBytes(frame, source, source).fill(0, MemorySegment.ofArray(file), PageEngine.STORE_AUTO);
        assertThat(file).isEqualTo(frame.bytes());
        assertThat(source.filled).isLessThan(frame.payloadBytes() + 150_000);
    }

    @Test
    void onlyThePayloadOfTheRangeIsMade() {
        int[] lengths = new int[5000];
        Arrays.fill(lengths, 10);
        Records frame = new Records(lengths); // 17 bytes of the file for 10 of the payload
        Source source = new Source(frame.payloadBytes());
        new FramedBytes(frame, source, source)
                .fill(17 * 1000, MemorySegment.ofArray(new byte[17 * 1000]), PageEngine.STORE_AUTO);
        assertThat(source.filled).isBetween(10_000L, 10_064L);
    }

    /** Framing that makes another file, on the same thread. */
    @Test
    void callsCanBeNested() {
        Records inner = new Records(100, 200, 300, 400);
        Source other = new Source(inner.payloadBytes()) {
            @Override
            public void fill(long offset, MemorySegment buffer, int store) {
                buffer.fill((byte) 0);
            }
        };
        FramedBytes innerBytes = new FramedBytes(inner, other, other);
        Records outer = new Records(100, 200, 300, 400);
        outer.parts.replaceAll(part -> part.isFraming()
                ? Frame.Part.framing(part.start(), part.end(), (position, target, payload) -> {
                    byte[] made = new byte[(int) inner.lengthBytes()];
                    innerBytes.fill(0, MemorySegment.ofArray(made), PageEngine.STORE_AUTO);
                    part.fillFraming(part.start() + position, target, payload);
                })
                : part);
        Source source = new Source(outer.payloadBytes());
        byte[] file = new byte[(int) outer.lengthBytes()];
        new FramedBytes(outer, source, source).fill(0, MemorySegment.ofArray(file), PageEngine.STORE_AUTO);
        assertThat(file).isEqualTo(inner.bytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {64, 1000, 4095})
    void pagesOfShortPartsAreMadeOnce(int length) {
        int[] lengths = new int[Math.max(100, 300_000 / length)];
        Arrays.fill(lengths, length);
        Records frame = new Records(lengths);
        byte[] file = frame.bytes();
        Source source = new Source(frame.payloadBytes());
        FramedBytes bytes = new FramedBytes(frame, source, source);
        bytes.fill(0, MemorySegment.ofArray(new byte[file.length]), PageEngine.STORE_AUTO);
        assertThat(source.filled).isEqualTo(frame.payloadBytes());
        assertThat(source.pages).isEqualTo((frame.payloadBytes() + PAGE - 1) / PAGE);

        Source checked = new Source(frame.payloadBytes());
        assertThat(new FramedBytes(frame, checked, checked)
                        .verify(0, MemorySegment.ofArray(file), null)
                        .count())
                .isZero();
        assertThat(checked.filled).isEqualTo(frame.payloadBytes());
        assertThat(checked.calls).isEqualTo(source.calls);
    }

    @Test
    void noMoreIsMadeThanTheRangeMayHave() {
        Records frame = new Records(100, 100, 100, 100, 100, 100, 100, 100, 100, 100);
        Source source = new Source(frame.payloadBytes());
        // the last 40 bytes of record 1, the framing, and the first 50 bytes of record 2
        long from = 107 + 3 + 60;
        new FramedBytes(frame, source, source)
                .fill(from, MemorySegment.ofArray(new byte[40 + 7 + 50]), PageEngine.STORE_AUTO);
        assertThat(source.most).isLessThanOrEqualTo(160 + 40 + 7 + 50);
    }
}
