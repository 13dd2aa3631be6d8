// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.store;

import java.io.Closeable;
import java.io.IOException;

/**
 * The objects of a store of which the keys begin with a prefix and a slash. They share connections, and the number of
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
