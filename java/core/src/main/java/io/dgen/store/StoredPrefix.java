// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.store;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.function.Predicate;

/**
 * The objects of a store of which the keys begin with a prefix and a slash, or all objects of a bucket. They share connections, and the number of
 * requests with data at the same time. Thread-safe.
 */
public interface StoredPrefix extends Closeable {
    /**
     * {@return an object, which need not exist} Its {@link StoredObject#close} does nothing.
     *
     * @param path what follows the prefix and the slash
     */
    StoredObject object(String path);

    /**
     * Passes on all objects that exist, in constant memory.
     *
     * @param visitor receives them
     * @throws IOException if the store cannot be asked, or the visitor throws it
     * @throws InterruptedException if the calling thread is interrupted
     */
    void list(Visitor visitor) throws IOException, InterruptedException;

    /**
     * Removes objects. An object that does not exist counts as removed.
     *
     * @param paths what follows the prefix and the slash
     * @throws IOException if an object cannot be removed; the message names it, and others may be removed
     * @throws InterruptedException if the calling thread is interrupted
     */
    void delete(List<String> paths) throws IOException, InterruptedException;

    /**
     * Removes the parts of uploads that were begun and not completed, such as those of killed processes.
     *
     * @param paths whether an upload is to be removed: receives what follows the prefix and the slash
     * @return number of uploads that were removed
     * @throws IOException if the store cannot list them, or refuses to remove one
     * @throws InterruptedException if the calling thread is interrupted
     */
    long abortUploads(Predicate<String> paths) throws IOException, InterruptedException;

    /** Receives objects. */
    @FunctionalInterface
    interface Visitor {
        /**
         * Receives an object.
         *
         * @param path what follows the prefix and the slash
         * @param sizeBytes its length
         * @return whether to go on
         * @throws IOException ends the list
         */
        boolean visit(String path, long sizeBytes) throws IOException;
    }

    /** Ends all connections. */
    @Override
    void close();
}
