// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import java.util.ArrayList;
import java.util.List;

/** Found data that is looked for in the stream. */
interface Searched {
    /** Position of the first byte in the stream. */
    long offset();

    byte[] found();

    /** Whether the word at this index shows where the data comes from. Runs do not. */
    default boolean identifies(int at) {
        return !Bytes.isRun(Bytes.word(found(), at));
    }

    /** Start of the sector that is looked for after the one at this index. */
    default int nextSector(int at) {
        return at + Sector.BYTES;
    }

    /** Indexes of the identifying words at the starts of sectors. */
    default List<Integer> firstWords() {
        List<Integer> words = new ArrayList<>();
        for (int at = Sector.bytesToNext(offset()); at + Long.BYTES <= found().length; at = nextSector(at)) {
            if (identifies(at)) {
                words.add(at);
            }
        }
        return words;
    }

    /** Indexes of the identifying words at the ends of sectors. */
    default List<Integer> lastWords() {
        List<Integer> words = new ArrayList<>();
        for (int end = Sector.bytesToNext(offset()); end <= found().length; end = nextSector(end)) {
            if (end >= Long.BYTES && identifies(end - Long.BYTES)) {
                words.add(end - Long.BYTES);
            }
        }
        return words;
    }
}
