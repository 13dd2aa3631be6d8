// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.DataRanges;
import io.dgen.Dataset;
import io.dgen.DatasetFile;
import io.dgen.StreamDigest;
import io.dgen.cli.dataset.FileWriting.Writer;
import io.dgen.cli.dataset.SetState.Request;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.io.Input;
import io.dgen.cli.io.OverwriteException;
import io.dgen.cli.io.Source;
import io.dgen.cli.io.UnsuitableException;
import io.dgen.cli.terminal.Stdio;
import java.io.Closeable;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the files of a set are: a directory, or the objects below a prefix of a store. Thread-safe. */
interface SetPlace extends AutoCloseable {
    /** The file with the state of the set, of which the first line determines it. */
    String LINE_FILE = ".dgen-dataset";

    /** {@return the directory or address} */
    String name();

    /** {@return what the number and the size of transfers depend on} */
    Input endpoint(Stdio stdio) throws Failure;

    /**
     * {@return the text with the line}
     *
     * @throws Failure also if there is no line
     */
    String readText() throws Failure;

    /** {@return the state of the set that is there} */
    default SetState readState() throws Failure {
        String text = readText();
        String file = name() + "/" + LINE_FILE;
        if (SetState.isTorn(text)) {
            throw Failure.usage(file + " is " + (text.isBlank() ? "empty" : "incomplete")
                    + ": create --resume, with the line or the options of the set, writes it again");
        }
        return Failure.translate(file + ": ", () -> SetState.parse(text));
    }

    /**
     * Writes the state of the set, if necessary, and claims the files of a part until the result is closed.
     *
     * @param note receives a sentence if other runs cannot be kept away
     * @throws OverwriteException if there is something else, which is not to be replaced
     * @throws UnsuitableException if there is not what a run needs that writes only changes
     */
    ClaimedPart claim(Request request, Dataset.Part part, Consumer<String> note) throws IOException;

    /** The right to write the files of a part. */
    interface ClaimedPart extends Closeable {
        /** {@return whether the files may have bytes of another generation, from which samples cannot tell them} */
        boolean isMixed();

        /** {@return whether all files of the part are known to be complete, for a run that writes only changes} */
        boolean isComplete();

        /** Records that all files of the part are complete. */
        void finish() throws IOException;
    }

    /** {@return the work of writing a file, or its changes} */
    FileTask writing(Writer writer, DatasetFile file);

    /**
     * {@return what is at the path of a file; null if there is nothing}
     *
     * @throws UnsuitableException if there is something else than a folder above it
     */
    @Nullable
    Found find(String path) throws IOException;

    /** Passes on everything that is there except folders and the line. */
    void walk(Visitor visitor) throws IOException;

    /**
     * Removes the files of a set, what interrupted runs have left of them, and, at the end, the line. Keeps all other files.
     *
     * @param note receives a sentence if something cannot be looked for, or other runs cannot be kept away
     */
    Removed remove(Dataset dataset, Consumer<String> note) throws IOException;

    @Override
    void close();

    /**
     * What was removed.
     *
     * @param files number of files of the set
     * @param uploads number of uploads that were not complete
     * @param kept number of files that are not of the set
     * @param firstKept path of one of them; empty if there is none
     */
    record Removed(long files, long uploads, long kept, String firstKept) {}

    /**
     * What is at the path of a file.
     *
     * @param kind such as {@code symbolic link}
     * @param isRegular whether it is a file or object that has bytes
     * @param digest as the place states it; null if it states none
     */
    record Found(
            String kind,
            boolean isRegular,
            long bytes,
            @Nullable StreamDigest digest,
            Opening opening) {
        /** @param directBlockBytes 0 for I/O through the page cache */
        Source open(long directBlockBytes) throws IOException {
            return opening.open(directBlockBytes);
        }

        /** {@return whether the size and the digest that the place states are those of the data} */
        boolean isStatedAs(DataRanges data) {
            return digest != null
                    && bytes == data.lengthBytes()
                    && digest.equals(StreamDigest.of(data, digest.algorithm()));
        }
    }

    /** Opens a file. */
    @FunctionalInterface
    interface Opening {
        Source open(long directBlockBytes) throws IOException;
    }

    /** Receives what is there. */
    interface Visitor {
        /**
         * Takes a file.
         *
         * @param kind as in {@link Found}
         * @return whether others are wanted
         */
        boolean found(String path, String kind, long bytes) throws IOException;

        /**
         * A file that is or was written.
         *
         * @param isInUse whether a run writes it at the moment, as far as known
         */
        void temporary(boolean isInUse);

        /** What is below this path is unknown. */
        void unreadable(String path, String reason);
    }

    /** {@return the failure that there are files, and no line} */
    static OverwriteException foreign(String name, String first) {
        return new OverwriteException(
                name + " has files that are not of a set, such as " + first,
                "keeps them, except those with names of the set");
    }
}
