// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.store;

import io.dgen.DataRanges;
import io.dgen.StreamDigest;
import java.io.Closeable;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An object of a store. Thread-safe, except that one thread at a time uploads. Requests that fail for a reason that may pass are
 * repeated; other failures are an {@link IOException} with a message of one line, without the address.
 */
public interface StoredObject extends Closeable {
    /**
     * What the store states about an object.
     *
     * @param sizeBytes its length
     * @param version identifies the content, such as an ETag
     * @param digest the checksum of all its bytes; null if the store states none
     */
    record State(long sizeBytes, String version, @Nullable StreamDigest digest) {}

    /**
     * {@return the state at present; null if there is no such object}
     *
     * @throws IOException if the store cannot be asked, or the place of the object, such as a bucket, does not exist
     */
    @Nullable
    State state() throws IOException;

    /**
     * Replaces the object by ranges of streams, one after the other. The object exists when this method returns; it keeps its old content if
     * this method throws. A part that is sent again is made again: memory is bounded whatever the size.
     *
     * @param data the new content
     * @param progress receives the number of bytes that were sent, by one thread at a time; it never decreases, also if bytes
     *     are sent again, and ends with the length of the data
     * @throws IOException if the store refuses the data
     * @throws InterruptedException if the calling thread is interrupted; running requests are cancelled
     */
    void upload(DataRanges data, LongConsumer progress) throws IOException, InterruptedException;

    /**
     * Replaces the object by a text.
     *
     * @param text its bytes are UTF-8; held in memory until the store has confirmed them
     * @throws IOException if the store refuses it
     * @throws InterruptedException if the calling thread is interrupted
     */
    void write(String text) throws IOException, InterruptedException;

    /**
     * Reads the bytes {@code [position, position + target.byteSize())}.
     *
     * @param version of a {@link State}
     * @param position in bytes; the range ends at most at the end of the object
     * @param target receives the bytes; memory that any thread may access
     * @throws IOException if the object has another version now, or cannot be read
     * @throws InterruptedException if the calling thread is interrupted
     */
    void read(String version, long position, MemorySegment target) throws IOException, InterruptedException;

    /** Ends all connections; those of a {@link StoredPrefix} stay open. */
    @Override
    void close();
}
