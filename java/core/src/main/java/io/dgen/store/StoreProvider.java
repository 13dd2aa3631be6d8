// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.store;

/** Opens the objects of one kind of store. Thread-safe. */
public interface StoreProvider {
    /** {@return the first part of the addresses, such as {@code s3} of {@code s3://bucket/key}} */
    String scheme();

    /**
     * {@return an object, which need not exist} Makes no request.
     *
     * @param address with the scheme
     * @param options how to reach the store
     * @throws IllegalArgumentException if the address or an option has no meaning for this store; the message has the expected form
     */
    StoredObject object(String address, StoreOptions options);

    /**
     * {@return the objects below a prefix, which need not exist} Makes no request.
     *
     * @param address with the scheme; a slash at its end has no meaning
     * @param options how to reach the store
     * @throws IllegalArgumentException if the address or an option has no meaning for this store; the message has the expected form
     */
    StoredPrefix prefix(String address, StoreOptions options);
}
