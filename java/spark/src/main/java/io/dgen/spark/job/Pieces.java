// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.Dataset;
import io.dgen.DatasetContent;
import io.dgen.DatasetFile;
import io.dgen.GeneratorConfig;
import io.dgen.NumaMode;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import org.apache.hadoop.fs.FSDataInputStream;

/** Makes the bytes of pieces on the calling thread, and adds up their checksums. */
final class Pieces {
    private static final int PAGE_BYTES = 4096;
    private static final int PAGES = 16;

    private final DatasetContent content;
    private final byte[] buffer = new byte[PieceInput.CHUNK_BYTES];
    private long checksum;

    Pieces(Dataset dataset) {
        this.content = content(dataset);
    }

    /** Spark counts the threads of an executor by its cores: a task makes its bytes on its own. */
    static DatasetContent content(Dataset dataset) {
        return new DatasetContent(
                dataset,
                GeneratorConfig.builder()
                        .recipe(dataset.body())
                        .maxThreads(1)
                        .numaMode(NumaMode.DISABLED)
                        .build());
    }

    DatasetContent content() {
        return content;
    }

    byte[] buffer() {
        return buffer;
    }

    PieceInput open(Share.Piece piece) {
        return new PieceInput(content, piece);
    }

    /** Adds the checksum of a piece that was read to its end. */
    void add(PieceInput input) {
        checksum += input.checksum();
    }

    void copy(Share.Piece piece, OutputStream out) throws IOException {
        try (PieceInput input = open(piece)) {
            input.writeTo(out, buffer);
            add(input);
        }
    }

    /**
     * {@return whether pages of a file are right} They are spread over the file, with its first and its last page. The length
     * alone shows nothing: after a loss of power, a file may have its length and not its data.
     */
    boolean areSamplesRight(FSDataInputStream in, DatasetFile file) throws IOException {
        long last = Math.max(0, Math.ceilDiv(file.sizeBytes(), PAGE_BYTES) - 1);
        for (long i = 0; i < PAGES; i++) {
            long position = last * i / (PAGES - 1) * PAGE_BYTES;
            int length = (int) Math.min(PAGE_BYTES, file.sizeBytes() - position);
            in.readFully(position, buffer, 0, length);
            if (!content.verify(file, position, MemorySegment.ofArray(buffer).asSlice(0, length))
                    .isOk()) {
                return false;
            }
        }
        return true;
    }

    long checksum() {
        return checksum;
    }
}
