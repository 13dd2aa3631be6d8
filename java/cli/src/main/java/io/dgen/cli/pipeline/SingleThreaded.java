// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.DataGenerator;
import io.dgen.DataStream;

/** The same bytes, made by the calling thread alone: each worker processes its own chunk. */
public final class SingleThreaded {
    private SingleThreaded() {}

    public static DataStream of(DataStream stream) {
        try (DataGenerator generator = new DataGenerator(stream)) {
            return generator.split(1).getFirst().stream();
        }
    }
}
