// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import io.dgen.store.StoredObject;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.ClosedByInterruptException;

/** Reads one version of an object. Thread-safe. */
public final class ObjectSource implements Source {
    private final StoredObject object;
    private final StoredObject.State state;

    public ObjectSource(StoredObject object, StoredObject.State state) {
        this.object = object;
        this.state = state;
    }

    @Override
    public long read(MemorySegment buffer, long position) throws IOException {
        long n = Math.clamp(state.sizeBytes() - position, 0, buffer.byteSize());
        try {
            object.read(state.version(), position, buffer.asSlice(0, n));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClosedByInterruptException();
        }
        return n;
    }

    @Override
    public long excess(long expectedBytes) {
        return Math.max(0, state.sizeBytes() - expectedBytes);
    }

    @Override
    public void close() {
        object.close();
    }
}
