// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.FileFormat.Key;
import io.dgen.FileFormatProvider;
import io.dgen.FileSizes;
import io.dgen.Recipe;
import io.dgen.RecordLayout;
import io.dgen.container.Framing;
import io.dgen.container.Payload;
import java.util.Set;

/** Format {@code tar}: samples as files of a tar archive, in the naming of WebDataset. */
public final class TarFormat implements FileFormatProvider {
    /** Creates the format, for {@link java.util.ServiceLoader}. */
    public TarFormat() {}

    @Override
    public String name() {
        return "tar";
    }

    @Override
    public Set<Key> keys() {
        return Set.of(Key.RECORD, Key.EXTENSION);
    }

    @Override
    public Framing framing(Recipe recipe) {
        String record = Options.required(recipe.format(), Key.RECORD, "sizes of samples, such as record=150KB");
        RecordLayout.Sizes sizes = new RecordLayout.Sizes(FileSizes.parse(record), recipe);
        String extension = recipe.format().option(Key.EXTENSION).orElse("bin");
        return payloadBytes -> {
            RecordLayout records = sizes.layout(payloadBytes);
            int digits = Math.max(
                    LEAST_DIGITS,
                    String.valueOf(Math.max(0, records.count() - 1)).length());
            return new RecordFrame(records, payloadBytes, new Members(new TarHeader(digits, extension)));
        };
    }

    private static final int LEAST_DIGITS = 6;

    /** A header before each sample, and zeros behind it up to a multiple of 512 bytes. */
    private record Members(TarHeader header) implements RecordFrame.Style {
        @Override
        public int headBytes(long size) {
            return TarHeader.BYTES;
        }

        @Override
        public int tailBytes(long size) {
            return (int) (-size & TarHeader.BYTES - 1);
        }

        @Override
        public int endBytes() {
            return 2 * TarHeader.BYTES;
        }

        @Override
        public byte[] head(long index, long size) {
            return header.of(index, size);
        }

        @Override
        public byte[] tail(long offset, long size, Payload payload) {
            return new byte[tailBytes(size)];
        }

        @Override
        public String describeHead(int position) {
            return "tar header";
        }

        @Override
        public String describeTail() {
            return "padding";
        }
    }
}
