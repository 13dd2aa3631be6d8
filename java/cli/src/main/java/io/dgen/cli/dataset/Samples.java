// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DatasetContent;
import io.dgen.DatasetFile;
import io.dgen.cli.io.Source;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.SplittableRandom;

/**
 * Pages of a file by which a resumed run recognises that the file is complete: its first and last page, and one page of each
 * of 14 equal parts, at a place that the number of the file determines. A file of up to 64 KiB is compared completely. A
 * length alone shows nothing: after a loss of power, a file may have its length and not its data.
 */
record Samples(DatasetContent content, DatasetFile file) {
    private static final long PAGE_BYTES = 4096;
    private static final int PAGES = 16;

    /** @param buffer at least one page */
    boolean areRight(Source source, MemorySegment buffer) throws IOException {
        long size = file.sizeBytes();
        long pages = Math.ceilDiv(size, PAGE_BYTES);
        if (pages <= PAGES) {
            return arePagesRight(source, buffer, 0, pages);
        }
        if (!arePagesRight(source, buffer, 0, 1) || !arePagesRight(source, buffer, pages - 1, pages)) {
            return false;
        }
        SplittableRandom random = new SplittableRandom(file.index());
        int parts = PAGES - 2;
        for (int i = 0; i < parts; i++) {
            long page = pages / parts * i + random.nextLong(pages / parts);
            if (!arePagesRight(source, buffer, page, page + 1)) {
                return false;
            }
        }
        return true;
    }

    /** As {@link #areRight}, with all bytes of the file. */
    boolean areAllRight(Source source, MemorySegment buffer) throws IOException {
        for (long position = 0; position < file.sizeBytes(); position += buffer.byteSize()) {
            if (!isRight(source, buffer, position, buffer.byteSize())) {
                return false;
            }
        }
        return true;
    }

    private boolean isRight(Source source, MemorySegment buffer, long position, long length) throws IOException {
        MemorySegment found = buffer.asSlice(0, Math.min(length, file.sizeBytes() - position));
        return source.read(found, position) == found.byteSize()
                && content.verify(file, position, found).isOk();
    }

    private boolean arePagesRight(Source source, MemorySegment buffer, long firstPage, long endPage)
            throws IOException {
        for (long page = firstPage; page < endPage; page++) {
            if (!isRight(source, buffer, page * PAGE_BYTES, PAGE_BYTES)) {
                return false;
            }
        }
        return true;
    }
}
