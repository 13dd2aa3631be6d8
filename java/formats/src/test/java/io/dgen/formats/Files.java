// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.container.Payload;
import java.lang.foreign.MemorySegment;

/** Files of recipes, in memory. */
final class Files {
    /** A payload that is never made, of which the checksum of a range is its length. */
    static final Payload LENGTHS = new Payload() {
        @Override
        public void fill(long offset, MemorySegment target) {
            throw new AssertionError();
        }

        @Override
        public int crc32(byte[] before, long offset, long lengthBytes) {
            return (int) lengthBytes;
        }

        @Override
        public int crc32c(byte[] before, long offset, long lengthBytes) {
            return (int) lengthBytes;
        }
    };

    private Files() {}

    static DataStream stream(String keys) {
        return new DataStream(
                GeneratorConfig.of(Recipe.parse("dgen1:seed=71,stream=5,block=4KiB,dedup=2,compress=1.5," + keys)));
    }

    static DataStream numbers(String keys) {
        return new DataStream(GeneratorConfig.of(Recipe.parse("dgen1:seed=71," + keys)));
    }

    static byte[] bytes(DataStream stream) {
        byte[] bytes = new byte[Math.toIntExact(stream.totalSize())];
        stream.fill(0, bytes);
        return bytes;
    }

    static byte[] payload(DataStream file) {
        return bytes(new DataStream(GeneratorConfig.of(file.recipe().payload())));
    }
}
