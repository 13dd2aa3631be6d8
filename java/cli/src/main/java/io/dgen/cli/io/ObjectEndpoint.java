// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import io.dgen.store.StoredObject;

/** An object of a store. */
abstract class ObjectEndpoint implements Endpoint {
    /** A request of this size takes several times as long as the way of its first byte to the store and back. */
    private static final long LEAST_TRANSFER_BYTES = 4 << 20;

    private final String address;
    private final StoredObject object;

    ObjectEndpoint(String address, StoredObject object) {
        this.address = address;
        this.object = object;
    }

    final StoredObject object() {
        return object;
    }

    @Override
    public final String name() {
        return address;
    }

    @Override
    public final boolean hasPositions() {
        return true;
    }

    @Override
    public final boolean isRemote() {
        return true;
    }

    @Override
    public final long leastTransferBytes() {
        return LEAST_TRANSFER_BYTES;
    }
}
