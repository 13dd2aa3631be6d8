// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PositionalReaderTest {
    private static final int MIB = 1 << 20;

    private final ExecutorService helpers = Executors.newCachedThreadPool();

    @AfterEach
    void endHelpers() {
        helpers.close();
    }

    /** A file in memory. Its size is a claim, and a read from a position on may fail. */
    private static final class Memory extends FileChannel {
        private final byte[] bytes;
        private long claimedSize;
        private long failsFrom = Long.MAX_VALUE;

        Memory(int length) {
            bytes = new byte[length];
            new Random(length).nextBytes(bytes);
            claimedSize = length;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            if (position >= bytes.length) {
                return -1;
            }
            int n = (int) Math.min(Math.min(target.remaining(), 300_000), bytes.length - position);
            if (position + n > failsFrom) {
                throw new IOException("bad sector");
            }
            target.put(bytes, (int) position, n);
            return n;
        }

        @Override
        public long size() {
            return claimedSize;
        }

        @Override
        public int read(ByteBuffer target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int write(ByteBuffer source, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel position(long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileChannel truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void force(boolean metaData) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void implCloseChannel() {}
    }

    private WindowReader reader(Memory file, int threads) {
        return new PositionalReader(file, helpers, threads);
    }

    private static byte[] contents(Window window) {
        return Arrays.copyOf(window.data(), window.length());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, MIB - 1, 2 * MIB, 5 * MIB + 3, 12 * MIB, 20 * MIB})
    void readsTheFileInOrder(int length) throws IOException {
        Memory file = new Memory(length);
        for (int threads = 1; threads <= 4; threads++) {
            WindowReader reader = reader(file, threads);
            Window first = new Window();
            first.append(new byte[] {1, 2, 3});
            Window second = new Window();

            reader.read(first, 8 * MIB);
            reader.read(second, Window.BYTES);

            assertThat(first.length()).isEqualTo(Math.min(8 * MIB, length + 3));
            byte[] all = Arrays.copyOfRange(first.data(), 3, first.length() + second.length());
            System.arraycopy(second.data(), 0, all, first.length() - 3, second.length());
            assertThat(all).isEqualTo(Arrays.copyOf(file.bytes, Math.min(length, 8 * MIB - 3 + Window.BYTES)));
        }
    }

    /** The size changes while the file is read, and is 0 in /proc. */
    @ParameterizedTest
    @ValueSource(longs = {0, MIB, 4 * MIB, 9 * MIB, 100L * MIB})
    void theSizeIsOnlyAnEstimate(long claimed) throws IOException {
        Memory file = new Memory(7 * MIB + 5);
        file.claimedSize = claimed;
        Window window = new Window();

        reader(file, 4).read(window, Window.BYTES);

        assertThat(contents(window)).isEqualTo(file.bytes);
    }

    @Test
    void bytesBeforeAFailureAreKept() {
        Memory file = new Memory(8 * MIB);
        file.failsFrom = 5 * MIB;
        Window window = new Window();

        assertThatThrownBy(() -> reader(file, 4).read(window, 8 * MIB)).hasMessage("bad sector");
        assertThat(window.length()).isBetween(4 * MIB, 5 * MIB);
        assertThat(contents(window)).isEqualTo(Arrays.copyOf(file.bytes, window.length()));
    }

    @Test
    void anInterruptIsKept() throws IOException {
        Memory file = new Memory(8 * MIB);
        Window window = new Window();

        Thread.currentThread().interrupt();
        reader(file, 4).read(window, 8 * MIB);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(contents(window)).isEqualTo(file.bytes);
    }
}
