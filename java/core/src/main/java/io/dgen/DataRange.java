// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen;

import io.dgen.internal.parallel.Slices;
import io.dgen.internal.stream.ChunkPublisher;
import io.dgen.internal.stream.ChunkSpliterator;
import io.dgen.internal.stream.Filler;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A range of a stream in the forms that other libraries take. Immutable and thread-safe; holds no memory and no thread, and
 * makes bytes when they are requested, in the thread that requests them.
 *
 * <ul>
 *   <li>{@link #publisher()} for clients that write without blocking: {@code java.net.http}, the AWS SDK, reactive libraries.
 *   <li>{@link #verifier()} and {@link #listVerifier()} check what such a client reads.
 *   <li>{@link #generator()} has {@link DataGenerator#asInputStream} and {@link DataGenerator#asChannel}.
 *   <li>{@link #segments} is a stream of memory segments, also for several threads.
 * </ul>
 *
 * <p>An upload of at least 1 byte, and its verification, by the HTTP client of the JDK:
 *
 * {@snippet file="io/dgen/manual/Ranges.java" region="http"}
 *
 * <p>A chunk is a part of the range that ends at a multiple of the chunk size in the stream, or at the end of the range.
 * Chunk sizes are multiples of 4096, the size of a page, because a page that two chunks share is made twice.
 *
 * @param stream the stream
 * @param offset of the range in the stream, in bytes
 * @param lengthBytes length of the range in bytes, at most the rest of the stream
 */
public record DataRange(DataStream stream, long offset, long lengthBytes) {
    /** Largest size of a chunk: 1 GiB. */
    public static final int MAX_CHUNK_BYTES = 1 << 30;

    static final int PAGE_BYTES = 4096;

    /** Fits into the L2 cache, is no large object for a collector, and takes much longer than the call that makes it. */
    static final int USUAL_CHUNK_BYTES = 128 << 10;

    /**
     * Checks the range.
     *
     * @throws IllegalArgumentException if the range exceeds the stream
     */
    public DataRange {
        Objects.requireNonNull(stream, "stream");
        stream.checkRange(offset, lengthBytes);
    }

    /**
     * {@return a generator of this range} Its position 0 is the start of the range.
     */
    public DataGenerator generator() {
        return new DataGenerator(stream, offset, offset + lengthBytes);
    }

    /** {@return a publisher with chunks of 128 KiB, as {@link #publisher(int)}} */
    public Flow.Publisher<ByteBuffer> publisher() {
        return publisher(USUAL_CHUNK_BYTES);
    }

    /**
     * {@return a publisher of the bytes of this range, for any number of subscriptions} It keeps the rules of the Reactive
     * Streams specification 1.0.4.
     *
     * <p>Each subscription begins at the start of the range, so that a client can repeat a request. Each requested chunk is
     * made by the thread that requests it, in a new array, which belongs to the subscriber: it may keep, change and
     * pass on the buffer. The publisher keeps no chunk, so that memory is bounded by what the subscriber has requested and
     * keeps. A subscriber that requests {@link Long#MAX_VALUE} gets all chunks in a loop, without recursion.
     *
     * <p>A request of less than 1 chunk, and any exception of {@link DataStream#fill(long, MemorySegment)}, is signalled by
     * {@code onError}: {@link java.util.concurrent.CancellationException} if the requesting thread is interrupted during a
     * chunk of several MiB, {@link OutOfMemoryError} if the heap has no memory for a chunk. What a subscriber
     * throws ends its subscription, and is thrown to the caller of {@code subscribe} or {@code request}.
     *
     * @param chunkBytes size of a chunk in bytes: a multiple of 4096, at most {@link #MAX_CHUNK_BYTES}
     * @throws IllegalArgumentException if the size is out of its range
     */
    public Flow.Publisher<ByteBuffer> publisher(int chunkBytes) {
        return new ChunkPublisher(filler(stream), chunks(chunkBytes));
    }

    /**
     * {@return the bytes of this range as a stream of segments} Each chunk is a new native segment that any thread may access:
     * 64-byte aligned, freed when unreachable. The thread that takes a chunk makes it alone. In a parallel stream, several
     * threads make chunks; its spliterator knows the number of chunks and splits at multiples of the chunk size.
     *
     * <p>Native memory counts until the garbage collector runs; the JVM starts it when the chunks in use and those that are
     * unreachable reach {@code -XX:MaxDirectMemorySize}. A terminal operation throws {@link OutOfMemoryError} if this
     * does not suffice.
     *
     * @param chunkBytes size of a chunk in bytes: a multiple of 4096, at most {@link #MAX_CHUNK_BYTES}
     * @throws IllegalArgumentException if the size is out of its range
     */
    public Stream<MemorySegment> segments(int chunkBytes) {
        Filler alone = filler(stream.singleThreaded());
        return StreamSupport.stream(new ChunkSpliterator(alone, chunks(chunkBytes)), false);
    }

    /** {@return a new subscriber that compares the buffers that it receives with this range} */
    public VerifyingSubscriber<ByteBuffer> verifier() {
        return new VerifyingSubscriber<>(this, VerifyingSubscriber.Check::verify);
    }

    /**
     * {@return a new subscriber that compares the lists of buffers that it receives with this range} For {@code
     * HttpResponse.BodyHandlers.fromSubscriber}.
     */
    public VerifyingSubscriber<List<ByteBuffer>> listVerifier() {
        return new VerifyingSubscriber<>(this, (check, buffers) -> buffers.forEach(check::verify));
    }

    private static Filler filler(DataStream stream) {
        return stream::fillUnchecked;
    }

    private Slices chunks(int chunkBytes) {
        if (chunkBytes < PAGE_BYTES || chunkBytes > MAX_CHUNK_BYTES || chunkBytes % PAGE_BYTES != 0) {
            throw new IllegalArgumentException("chunk size " + chunkBytes + ": expected a multiple of " + PAGE_BYTES
                    + " from " + PAGE_BYTES + " to " + MAX_CHUNK_BYTES);
        }
        return new Slices(offset, lengthBytes, chunkBytes);
    }
}
