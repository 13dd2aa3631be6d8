// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import io.dgen.DataStream;
import io.dgen.FramedFormat;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.container.Frame;
import io.dgen.container.Payload;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of tests, and what they contain. */
record Tables(Recipe recipe, DataStream payload, Frame frame) {
    static Tables of(String line) {
        Recipe recipe = Recipe.parse(line);
        Frame frame = ((FramedFormat) recipe.format().provider()).framing(recipe).frame(recipe.sizeBytes());
        return new Tables(recipe, new DataStream(GeneratorConfig.of(recipe.payload())), frame);
    }

    Path write(Path file) throws IOException {
        return Files.write(file, bytes(0, frame.lengthBytes()));
    }

    byte[] bytes(long offset, long length) {
        byte[] bytes = new byte[Math.toIntExact(length)];
        MemorySegment all = MemorySegment.ofArray(bytes);
        frame.visit(offset, length, (part, from, to) -> {
            MemorySegment target = all.asSlice(from - offset, to - from);
            if (part.isFraming()) {
                frame.fillFraming(from, target, NO_CHECKSUMS);
            } else {
                payload.fill(part.payloadOffset() + from - part.start(), target);
            }
        });
        return bytes;
    }

    byte[] payload(long offset, long length) {
        byte[] bytes = new byte[Math.toIntExact(length)];
        payload.fill(offset, bytes);
        return bytes;
    }

    private static final Payload NO_CHECKSUMS = new Payload() {
        @Override
        public void fill(long offset, MemorySegment target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int crc32(long offset, long lengthBytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int crc32c(long offset, long lengthBytes) {
            throw new UnsupportedOperationException();
        }
    };
}
