// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Inputs with known properties. */
final class TestData {
    private TestData() {}

    static byte[] random(long seed, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    /** Returns blocks by their numbers: equal numbers give equal blocks, 0 gives a block of zeros. */
    static byte[] blocks(int blockBytes, int... numbers) {
        byte[] bytes = new byte[blockBytes * numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] != 0) {
                System.arraycopy(random(numbers[i], blockBytes), 0, bytes, i * blockBytes, blockBytes);
            }
        }
        return bytes;
    }

    /** Returns words from a small list, which compress well. */
    static byte[] words(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[] words = random(seed ^ 1, 64 * 8);
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; ) {
            int n = Math.min(1 + random.nextInt(8), length - at);
            System.arraycopy(words, 8 * random.nextInt(64), bytes, at, n);
            at += n;
        }
        return bytes;
    }

    /** Returns words of letters with uneven frequencies: zstd reaches about twice the ratio of LZ4. */
    static byte[] prose(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        byte[][] dictionary = new byte[4000][];
        for (int i = 0; i < dictionary.length; i++) {
            dictionary[i] = new byte[2 + random.nextInt(9)];
            for (int j = 0; j < dictionary[i].length; j++) {
                double x = random.nextDouble();
                dictionary[i][j] = (byte) ('a' + (int) (26 * x * x));
            }
        }
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) ' ');
        for (int at = 0; at < length; ) {
            double x = random.nextDouble();
            byte[] word = dictionary[(int) (dictionary.length * x * x * x)];
            int n = Math.min(word.length, length - at);
            System.arraycopy(word, 0, bytes, at, n);
            at += n + 1;
        }
        return bytes;
    }

    /** Returns records of 32 bytes: a counter, flags, an address, a random number, a small number, and zeros. */
    static byte[] records(long seed, int length) {
        SplittableRandom random = new SplittableRandom(seed);
        ByteBuffer buffer = ByteBuffer.allocate(length);
        for (int i = 0; buffer.remaining() >= 32; i++) {
            buffer.putInt(i).putInt(1 << random.nextInt(4)).putLong(0x7F00_0000_0000L + random.nextInt(1 << 20) * 16L);
            buffer.putInt(random.nextInt()).putInt(random.nextInt(100)).putLong(0);
        }
        return buffer.array();
    }

    static byte[] concat(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    static ReadableByteChannel channel(byte[] bytes) {
        return Channels.newChannel(new ByteArrayInputStream(bytes));
    }

    /** Returns a builder without compressors, which would take most of the time. */
    static Analyzer.Builder dedupOnly() {
        return Analyzer.builder().compressors(List.of()).memoryBytes(64 << 20);
    }

    static Analysis analyze(Analyzer.Builder builder, byte[] bytes) {
        try {
            return builder.build().analyze(channel(bytes), (_, _) -> {});
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
