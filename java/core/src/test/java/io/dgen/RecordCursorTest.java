// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dgen.testing.Configs;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each way to read the records of a cursor gives the bytes of the stream. */
class RecordCursorTest {
    private static final List<String> SIZES = List.of(
            "64",
            "100",
            "4KiB",
            "40000",
            "64KiB",
            "150000",
            "list(0,1,0,131072,4095)",
            "uniform(0..3000)",
            "lognormal(1KiB,2)[0..200KiB]");

    private static final List<Recipe> RECIPES = List.of(
            Recipe.parse("dgen1:seed=1,size=400001"),
            Recipe.parse("dgen1:seed=2,stream=3,size=262144,block=4KiB,dedup=2.5,compress=1@0.5+3@0.5"));

    static List<GeneratorConfig> configs() {
        return RECIPES.stream()
                .flatMap(recipe -> Configs.engines().stream().map(engine -> Configs.of(recipe, engine, 2)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("configs")
    void theRecordsAreThoseOfTheStream(GeneratorConfig config) {
        byte[] bytes = new byte[(int) config.recipe().sizeBytes()];
        new DataStream(config).fill(0, bytes);
        SplittableRandom random = new SplittableRandom(config.recipe().seed());
        for (String sizes : SIZES) {
            RecordSource source = new RecordSource(new DataStream(config), FileSizes.parse(sizes));
            read(source, 0, source.count(), bytes, random);
            long from = random.nextLong(source.count());
            read(source, from, from + random.nextLong(source.count() - from + 1), bytes, random);
        }
    }

    private static void read(RecordSource source, long from, long to, byte[] bytes, SplittableRandom random) {
        RecordCursor cursor = source.cursor(from, to);
        for (long i = from; i < to; i++) {
            cursor.next();
            int at = (int) cursor.offset();
            if (i % 16 == 0) {
                assertThat(cursor.index()).isEqualTo(i);
                assertThat(cursor.offset()).isEqualTo(source.offset(i));
                assertThat(cursor.length()).isEqualTo(source.length(i));
            }
            if (!Arrays.equals(read(cursor, random), Arrays.copyOfRange(bytes, at, at + cursor.length()))) {
                throw new AssertionError("record " + i + " of " + source.sizes() + " from " + from + " to " + to);
            }
        }
        assertThat(cursor.next()).isFalse();
    }

    /** By one of all ways; some leave the block as it was. */
    private static byte[] read(RecordCursor cursor, SplittableRandom random) {
        int length = cursor.length();
        switch (random.nextInt(7)) {
            case 0 -> {
                return Arrays.copyOfRange(cursor.array(), cursor.arrayOffset(), cursor.arrayOffset() + length);
            }
            case 1 -> {
                ByteBuffer buffer = cursor.buffer();
                byte[] copy = new byte[buffer.remaining()];
                buffer.get(copy);
                return copy;
            }
            case 2 -> {
                return cursor.segment().toArray(ValueLayout.JAVA_BYTE);
            }
            case 3 -> {
                return cursor.toArray();
            }
            case 4 -> {
                byte[] copy = new byte[length + 5];
                checkLength(cursor.copyTo(copy, 2), cursor);
                return Arrays.copyOfRange(copy, 2, 2 + length);
            }
            case 5 -> {
                ByteBuffer direct = ByteBuffer.allocateDirect(length + 5).position(3);
                checkLength(cursor.copyTo(direct), cursor);
                checkLength(direct.position() - 3, cursor);
                byte[] copy = new byte[length];
                direct.get(3, copy);
                return copy;
            }
            default -> {
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment segment = arena.allocate(length + 1);
                    checkLength(cursor.copyTo(segment), cursor);
                    return segment.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
                }
            }
        }
    }

    /** Faster than an assertion, which describes each value. */
    private static void checkLength(int length, RecordCursor cursor) {
        if (length != cursor.length()) {
            throw new AssertionError(length + " bytes of record " + cursor.index());
        }
    }

    private static RecordSource source() {
        return new RecordSource(new DataStream(Configs.of(RECIPES.getFirst())), 100);
    }

    @Test
    void theBufferIsTheSameObject() {
        RecordCursor cursor = source().cursor();
        cursor.next();
        ByteBuffer buffer = cursor.buffer();
        buffer.getInt();
        assertThat(cursor.buffer())
                .isSameAs(buffer)
                .satisfies(b -> assertThat(b.remaining()).isEqualTo(100));
        cursor.next();
        assertThat(cursor.buffer()).isSameAs(buffer).isEqualTo(ByteBuffer.wrap(source().bytes(1)));
    }

    @Test
    void aCursorBeginsBeforeTheFirstRecordAndEndsBehindTheLastOne() {
        RecordCursor cursor = source().cursor(3, 4);
        for (Runnable call : calls(cursor)) {
            assertThatIllegalStateException()
                    .isThrownBy(call::run)
                    .withMessage("no record: expected a call of next before");
        }
        assertThat(cursor.next()).isTrue();
        calls(cursor).forEach(Runnable::run);
        for (int i = 0; i < 3; i++) {
            assertThat(cursor.next()).isFalse();
            for (Runnable call : calls(cursor)) {
                assertThatIllegalStateException()
                        .isThrownBy(call::run)
                        .withMessage("no record: next has returned false");
            }
        }
        assertThat(source().cursor(5, 5).next()).isFalse();
    }

    private static List<Runnable> calls(RecordCursor cursor) {
        return List.of(
                cursor::index,
                cursor::offset,
                cursor::length,
                cursor::array,
                cursor::arrayOffset,
                cursor::buffer,
                cursor::segment,
                cursor::toArray,
                () -> cursor.copyTo(new byte[100], 0),
                () -> cursor.copyTo(ByteBuffer.allocate(100)),
                () -> cursor.copyTo(MemorySegment.ofArray(new byte[100])));
    }

    @Test
    void refusesSmallTargets() {
        RecordCursor cursor = source().cursor(7, 8);
        cursor.next();
        String message = "buffer of 99 bytes: expected at least 100, the size of record 7";
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cursor.copyTo(ByteBuffer.allocate(99)))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cursor.copyTo(MemorySegment.ofArray(new byte[99])))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> cursor.copyTo(ByteBuffer.allocate(100).asReadOnlyBuffer()));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> cursor.copyTo(new byte[100], 1));
        assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> cursor.copyTo(new byte[100], -1));
        assertThat(cursor.toArray()).isEqualTo(source().bytes(7));
    }

    @Test
    void theProducersOfAnyNumberOfPartsMakeTheSameRecords() {
        RecordSource source = source();
        for (int parts : new int[] {1, 3, 8}) {
            long next = 0;
            for (int i = 0; i < parts; i++) {
                RecordCursor cursor = source.cursor(
                        source.part(i, parts).from(), source.part(i, parts).to());
                while (cursor.next()) {
                    if (next % 50 == 0) {
                        assertThat(cursor.index()).isEqualTo(next);
                        assertThat(cursor.toArray()).isEqualTo(source.bytes(next));
                    }
                    next++;
                }
            }
            assertThat(next).isEqualTo(source.count());
        }
    }
}
