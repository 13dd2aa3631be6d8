// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.cli.pipeline.Comparison;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one file.
 *
 * @param index number of the file; the number of files of the set if it is none of them
 * @param bytes size of the file that was found, 0 if there is none
 * @param compared what differs; null if nothing was compared
 * @param more the kind of file that was found, the reason of an error, or the name of another file of the set
 */
record Finding(Kind kind, long index, String path, long bytes, Comparison.@Nullable Result compared, String more) {

    /** The kinds of findings, in the order of reports. */
    enum Kind {
        /** There is no file. */
        MISSING,
        /** It is no regular file, or a part of its path is no directory. */
        TYPE,
        /** Another size. */
        SIZE,
        /** Right size, wrong bytes. */
        CHANGED,
        /** It has all bytes of another file of the set. */
        RENAMED,
        /** It cannot be read, or not completely; the rest is right. */
        UNREADABLE,
        /** It is not a file of the set. */
        EXTRA
    }

    Finding as(Kind newKind, String newMore) {
        return new Finding(newKind, index, path, bytes, compared, newMore);
    }
}
