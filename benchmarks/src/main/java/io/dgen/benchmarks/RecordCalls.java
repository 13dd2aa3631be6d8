// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.benchmarks;

import io.dgen.DataStream;
import io.dgen.RecordCursor;
import io.dgen.RecordSource;
import io.dgen.RecordVerifier;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;

/** Calls that make or verify records of one size. */
final class RecordCalls {
    /** Keeps the JVM from eliminating what reads the records. */
    private static long sink;

    private RecordCalls() {}

    /**
     * {@return a call that goes on along the stream, or that verifies the same records again}
     *
     * @param size of a record
     * @param bytes of all records of a call, a multiple of the size
     */
    static Runnable prepare(String method, DataStream stream, int size, int bytes) {
        RecordSource source = new RecordSource(stream, size);
        byte[] target = new byte[size];
        int count = bytes / size;
        return switch (method) {
            case "slices" -> along(source, count, cursor -> sink += cursor.array()[cursor.arrayOffset()]);
            case "copies" -> along(source, count, cursor -> cursor.copyTo(target, 0));
            case "newArrays" -> along(source, count, cursor -> sink += cursor.toArray().length);
            case "fillEach" -> each(count, index -> source.fill(index, target));
            case "verifyEach" -> {
                byte[][] records = records(source, count);
                yield each(
                        count,
                        index ->
                                check(source.verify(index, records[(int) index]).isOk()));
            }
            case "verifyInOrder" -> {
                byte[][] records = records(source, count);
                yield () -> verify(source.verifier(0, count), records);
            }
            default -> throw new IllegalArgumentException("no method " + method);
        };
    }

    @FunctionalInterface
    private interface Use {
        void of(RecordCursor cursor);
    }

    private static Runnable along(RecordSource source, int count, Use use) {
        RecordCursor[] cursor = {source.cursor()};
        return () -> {
            for (int i = 0; i < count; i++) {
                if (!cursor[0].next()) {
                    cursor[0] = source.cursor();
                    cursor[0].next();
                }
                use.of(cursor[0]);
            }
        };
    }

    private static Runnable each(int count, LongConsumer call) {
        return () -> {
            for (int i = 0; i < count; i++) {
                call.accept(i);
            }
        };
    }

    private static byte[][] records(RecordSource source, int count) {
        return LongStream.range(0, count).mapToObj(source::bytes).toArray(byte[][]::new);
    }

    private static void verify(RecordVerifier verifier, byte[][] records) {
        for (byte[] record : records) {
            verifier.verify(record);
        }
        check(verifier.result().isOk());
    }

    private static void check(boolean isOk) {
        if (!isOk) {
            throw new IllegalStateException("wrong records");
        }
    }
}
