// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import io.dgen.store.StoredObject;
import java.io.IOException;

/** An object to read. */
public final class ObjectInput extends ObjectEndpoint implements Input {
    public ObjectInput(String address, StoredObject object) {
        super(address, object);
    }

    /** {@return what the store states about the object, without reading it} Closes the connections. */
    public StoredObject.State state() throws IOException {
        try (StoredObject closed = object()) {
            return existing(closed);
        }
    }

    @Override
    public Source open(long directBlockBytes) throws IOException {
        return new ObjectSource(object(), existing(object()));
    }

    private static StoredObject.State existing(StoredObject object) throws IOException {
        StoredObject.State state = object.state();
        if (state == null) {
            throw new IOException("there is no such object");
        }
        return state;
    }
}
