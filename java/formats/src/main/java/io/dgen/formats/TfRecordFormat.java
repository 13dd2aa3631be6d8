// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.FileFormat.Key;
import io.dgen.FileSizes;
import io.dgen.FramedFormat;
import io.dgen.Recipe;
import io.dgen.RecordLayout;
import io.dgen.container.Framing;
import io.dgen.container.Payload;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.CRC32C;

/** Format {@code tfrecord}: records of TensorFlow, each with its length and with checksums of the length and of the data. */
public final class TfRecordFormat implements FramedFormat {
    private static final RecordFrame.Style STYLE = new RecordStyle();

    /** Creates the format, for {@link java.util.ServiceLoader}. */
    public TfRecordFormat() {}

    @Override
    public String name() {
        return "tfrecord";
    }

    @Override
    public Set<Key> keys() {
        return Set.of(Key.RECORD);
    }

    @Override
    public Framing framing(Recipe recipe) {
        RecordLayout.Sizes sizes = sizes(recipe);
        return payloadBytes -> frame(sizes, payloadBytes);
    }

    static RecordLayout.Sizes sizes(Recipe recipe) {
        String record = Options.required(recipe.format(), Key.RECORD, "sizes of records, such as record=150KB");
        return new RecordLayout.Sizes(FileSizes.parse(record), recipe);
    }

    static RecordFrame frame(RecordLayout.Sizes sizes, long payloadBytes) {
        return new RecordFrame(sizes.layout(payloadBytes), payloadBytes, STYLE);
    }

    private static final class RecordStyle implements RecordFrame.Style {
        private static final int MASK = 0xA282EAD8;

        @Override
        public int headBytes() {
            return Long.BYTES + Integer.BYTES;
        }

        @Override
        public int tailBytes(long size) {
            return Integer.BYTES;
        }

        @Override
        public int endBytes() {
            return 0;
        }

        @Override
        public byte[] head(long index, long size) {
            ByteBuffer head = Bytes.littleEndian(headBytes()).putLong(size);
            CRC32C sum = new CRC32C();
            sum.update(head.array(), 0, Long.BYTES);
            return head.putInt(masked((int) sum.getValue())).array();
        }

        @Override
        public byte[] tail(long offset, long size, Payload payload) {
            return Bytes.littleEndian(Integer.BYTES)
                    .putInt(masked(payload.crc32c(offset, size)))
                    .array();
        }

        private static int masked(int crc) {
            return Integer.rotateRight(crc, 15) + MASK;
        }

        @Override
        public String describeHead(int position) {
            return position < Long.BYTES ? "length" : "CRC of the length";
        }

        @Override
        public String describeTail() {
            return "CRC of the data";
        }
    }
}
