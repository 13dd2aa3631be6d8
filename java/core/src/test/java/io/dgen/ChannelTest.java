// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.dgen.testing.Configs;
import io.dgen.testing.Model;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Tests a generator as a channel. */
class ChannelTest {
    private static final Recipe RECIPE = new Recipe(61, 62, 30_001, 4096, 1.5);
    private static final byte[] BYTES = Model.stream(RECIPE);

    private final DataGenerator generator = new DataGenerator(Configs.of(RECIPE));
    private final SeekableByteChannel channel = generator.asChannel();

    @Test
    void fillsEveryKindOfBuffer() throws IOException {
        ByteBuffer all = ByteBuffer.allocate(30_001);
        ByteBuffer piece = ByteBuffer.allocateDirect(7000);
        while (channel.read(piece.clear()) >= 0) {
            all.put(piece.flip());
        }

        assertThat(all.array()).isEqualTo(BYTES);
        assertThat(all.hasRemaining()).isFalse();
        assertThat(channel.read(ByteBuffer.allocate(0))).isZero();
        assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    @Test
    void hasThePositionAndTheSizeOfItsGenerator() throws IOException {
        assertThat(channel.size()).isEqualTo(30_001);
        assertThat(channel.position(12_345)).isSameAs(channel);
        assertThat(channel.position()).isEqualTo(12_345);
        assertThat(generator.position()).isEqualTo(12_345);
        generator.position(29_999);
        assertThat(channel.position()).isEqualTo(29_999);
        ByteBuffer rest = ByteBuffer.allocate(10);
        assertThat(channel.read(rest)).isEqualTo(2);
        assertThat(rest.flip()).isEqualTo(ByteBuffer.wrap(BYTES, 29_999, 2));
    }

    @Test
    void aPositionBehindTheEndIsTheEnd() throws IOException {
        for (long position : new long[] {30_002, Long.MAX_VALUE}) {
            channel.position(position);
            assertThat(channel.position()).isEqualTo(position);
            assertThat(channel.read(ByteBuffer.allocate(1))).isEqualTo(-1);
            assertThat(channel.size()).isEqualTo(30_001);
        }
        channel.position(5);
        ByteBuffer two = ByteBuffer.allocate(2);
        channel.read(two);
        assertThat(two.flip()).isEqualTo(ByteBuffer.wrap(BYTES, 5, 2));
        channel.position(30_001);
        assertThat(channel.position()).isEqualTo(30_001);
        assertThatIllegalArgumentException().isThrownBy(() -> channel.position(-1));
    }

    @Test
    void aRangeBeginsAtItsOwnPosition() throws IOException {
        try (SeekableByteChannel range =
                generator.stream().range(5000, 10_000).generator().asChannel()) {
            ByteBuffer bytes = ByteBuffer.allocate(20_000);
            range.position(1);
            assertThat(range.read(bytes)).isEqualTo(9999);
            assertThat(range.size()).isEqualTo(10_000);
            assertThat(Arrays.copyOf(bytes.array(), 9999)).isEqualTo(Arrays.copyOfRange(BYTES, 5001, 15_000));
        }
    }

    @Test
    void isNotWritten() {
        assertThatExceptionOfType(NonWritableChannelException.class)
                .isThrownBy(() -> channel.write(ByteBuffer.allocate(1)));
        assertThatExceptionOfType(NonWritableChannelException.class).isThrownBy(() -> channel.truncate(1));
    }

    /** A generator alone refuses a call during a call of another thread. */
    @Test
    void readsOfSeveralThreadsWaitForEachOther() throws InterruptedException {
        AtomicLong total = new AtomicLong();
        List<Throwable> failures = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                try {
                    for (ByteBuffer b = ByteBuffer.allocate(50); channel.read(b.clear()) > 0; ) {
                        total.addAndGet(b.position());
                    }
                } catch (IOException | RuntimeException e) {
                    synchronized (failures) {
                        failures.add(e);
                    }
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(failures).isEmpty();
        assertThat(total).hasValue(30_001);
    }

    @Test
    void aClosedChannelIsRefusedAndClosesItsGenerator() throws IOException {
        assertThat(channel.isOpen()).isTrue();
        channel.close();
        channel.close();

        assertThat(channel.isOpen()).isFalse();
        assertClosed(() -> channel.read(ByteBuffer.allocate(1)));
        assertClosed(channel::position);
        assertClosed(() -> channel.position(0));
        assertClosed(channel::size);
        assertClosed(() -> channel.write(ByteBuffer.allocate(1)));
        assertClosed(() -> channel.truncate(0));
        assertThatIllegalStateException().isThrownBy(generator::reset);
    }

    private static void assertClosed(ThrowingCallable call) {
        assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(call);
    }
}
