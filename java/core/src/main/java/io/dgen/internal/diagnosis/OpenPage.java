// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import io.dgen.internal.format.Page;
import java.util.List;
import java.util.stream.IntStream;

/** A page, or a part of one, with wrong bytes. Compared by identity. */
final class OpenPage {
    private final long offset;
    private final byte[] expected;
    private final byte[] found;

    /** @param offset of the first byte in the stream */
    OpenPage(long offset, byte[] expected, byte[] found) {
        this.offset = offset;
        this.expected = expected;
        this.found = found;
    }

    long offset() {
        return offset;
    }

    byte[] found() {
        return found;
    }

    List<Finding> check(int runByte, List<Source> sources) {
        return new PageCheck(offset, expected, found, runByte, sources).run();
    }

    /** Whether it begins at the start of a page. */
    boolean startsPage() {
        return offset % Page.BYTES == 0 && found.length >= Long.BYTES;
    }

    long firstWord() {
        return Bytes.word(found, 0);
    }

    /** Indexes of the complete sectors, except those of one byte only. */
    List<Integer> sectors() {
        int first = (int) (-offset & PageCheck.SECTOR_BYTES - 1);
        return IntStream.iterate(
                        first, at -> at + PageCheck.SECTOR_BYTES <= found.length, at -> at + PageCheck.SECTOR_BYTES)
                .filter(at -> Bytes.runLength(found, at, at + PageCheck.SECTOR_BYTES) < PageCheck.SECTOR_BYTES)
                .boxed()
                .toList();
    }
}
