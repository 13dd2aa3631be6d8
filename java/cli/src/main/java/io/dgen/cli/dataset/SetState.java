// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.cli.dataset.FileWriting.Existing;
import io.dgen.cli.io.OverwriteException;
import io.dgen.cli.io.UnsuitableException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The contents of the file with the line of a set. As long as the files of a set with generations are not complete in the
 * generation of the line, a second line says what the others have, and which parts are complete. Without it, a later run
 * could take files of different generations for one generation.
 */
record SetState(Dataset dataset, @Nullable Incomplete incomplete) {
    private static final Pattern SECOND_LINE =
            Pattern.compile("incomplete (new|replaced|since=[0-9]{1,10})(?: files=([0-9,-]*))?");

    private static final String NEW = "new";
    private static final String REPLACED = "replaced";
    private static final String SINCE = "since=";

    /**
     * @param others what the files have that are not complete: nothing or parts of files ({@link #NEW}), any bytes
     *     ({@link #REPLACED}), or blocks of an earlier generation ({@code since=1})
     * @param files that are complete
     */
    record Incomplete(String others, FileRanges files) {}

    /**
     * What a run does.
     *
     * @param since the generation that the files have, of which only the changes are written; null to write the files
     */
    record Request(
            Dataset dataset, Existing existing, @Nullable Integer since) {
        boolean hasGenerations() {
            return dataset.body().generation().change() > 0;
        }
    }

    /** @throws IllegalArgumentException if the first line is not that of a set */
    static SetState parse(String text) {
        String[] lines = text.strip().split("\n", 2);
        Dataset dataset = Dataset.parse(lines[0]);
        return new SetState(dataset, lines.length < 2 ? null : incomplete(lines[1]));
    }

    /** A line that was edited allows no conclusion. */
    private static Incomplete incomplete(String line) {
        Matcher matcher = SECOND_LINE.matcher(line);
        try {
            if (matcher.matches()) {
                String files = matcher.group(2);
                return new Incomplete(matcher.group(1), FileRanges.parse(files == null ? "" : files));
            }
        } catch (IllegalArgumentException e) {
            // as other text
        }
        return new Incomplete(REPLACED, new FileRanges());
    }

    private static @Nullable SetState parsed(String text) {
        try {
            return parse(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /**
     * {@return the state when a run begins}
     *
     * @param name of the directory or prefix
     * @param present the text that the file has; empty if there is none
     * @throws OverwriteException if there is another set, which is not to be replaced
     * @throws UnsuitableException if there is not the generation of which only the changes are to be written
     */
    static SetState begin(String name, String present, Request request) throws OverwriteException, UnsuitableException {
        Integer since = request.since;
        if (since != null) {
            return beginChanges(name, parsed(present), request, since);
        }
        boolean isReplacing = request.existing == Existing.REPLACE;
        SetState fresh = new SetState(
                request.dataset,
                request.hasGenerations() ? new Incomplete(isReplacing ? REPLACED : NEW, new FileRanges()) : null);
        if (fresh.isTornAs(present)) {
            return fresh;
        }
        SetState found = parsed(present);
        if (found != null && found.dataset.equals(request.dataset)) {
            return found;
        }
        if (!isReplacing) {
            throw found == null ? unknown(name) : another(name, found.dataset);
        }
        return fresh;
    }

    private static OverwriteException another(String name, Dataset present) {
        return new OverwriteException(
                name + " has another set, " + present
                        + " (its other parts need --dataset with this line, or its options and --seed "
                        + Long.toUnsignedString(present.body().seed()) + ")",
                "replaces its line and the files with names of the new set");
    }

    private static OverwriteException unknown(String name) {
        return new OverwriteException(
                name + "/" + SetPlace.LINE_FILE + " has no line of a set",
                "replaces it and the files with names of the new set");
    }

    /** {@return whether a run that was killed has written nothing, or only the start of the text} */
    private boolean isTornAs(String present) {
        return present.isBlank() || !present.endsWith("\n") && toString().startsWith(present);
    }

    /** {@return whether the text is empty, or the start of the line of a set} */
    static boolean isTorn(String text) {
        return text.isBlank() || text.startsWith("dgenset") && !text.endsWith("\n") && parsed(text) == null;
    }

    private static SetState beginChanges(String name, @Nullable SetState found, Request request, int since)
            throws UnsuitableException {
        String expectation = ": --since " + since + " expects generation " + since;
        if (found == null) {
            throw new UnsuitableException(name + " has no complete line of a set" + expectation);
        }
        int generation = found.generation();
        boolean isTarget = found.dataset.equals(request.dataset);
        boolean isStart = isSame(found.dataset, request.dataset.withGeneration(since));
        if (!isTarget && !isStart) {
            boolean isOtherGeneration = isSame(found.dataset.withGeneration(0), request.dataset.withGeneration(0));
            throw new UnsuitableException(
                    isOtherGeneration
                            ? name + " has generation " + generation + expectation
                            : name + " has another set, " + found.dataset + expectation + " of " + request.dataset);
        }
        if (found.incomplete != null && !(isTarget && found.incomplete.others.equals(SINCE + since))) {
            throw new UnsuitableException(name + " " + found.advice() + expectation);
        }
        if (isTarget && found.incomplete == null && request.existing != Existing.RESUME) {
            throw new UnsuitableException(name + " has generation " + generation + expectation);
        }
        return isTarget ? found : new SetState(request.dataset, new Incomplete(SINCE + since, new FileRanges()));
    }

    /** Without generations, a set has the bytes of generation 0. */
    private static boolean isSame(Dataset found, Dataset expected) {
        return found.equals(expected)
                || found.body().generation().change() == 0
                        && expected.body().generation().number() == 0
                        && expected.toString().startsWith(found + ",");
    }

    private int generation() {
        return dataset.body().generation().number();
    }

    /** {@return why the files may differ from the line, and what to do, without the name of the directory} */
    String advice() {
        if (incomplete == null) {
            return "is complete";
        }
        boolean isChanging = incomplete.others.startsWith(SINCE);
        String option = isChanging ? "--since " + incomplete.others.substring(SINCE.length()) + " " : "";
        return "is not complete in generation " + generation() + " (create " + option + "--resume completes it)";
    }

    /** {@return whether files may have bytes of another generation, from which samples cannot tell them} */
    boolean isMixed() {
        return incomplete != null && !incomplete.others.equals(NEW);
    }

    boolean isComplete(Dataset.Part part) {
        return incomplete == null || incomplete.files.contains(part.from(), part.to());
    }

    /** {@return the text when a run has written a part} */
    static String finish(String present, Dataset dataset, Dataset.Part part) {
        SetState found = parsed(present);
        if (found == null || found.incomplete == null || !found.dataset.equals(dataset)) {
            return present;
        }
        FileRanges files = found.incomplete.files.with(part.from(), part.to());
        boolean isWhole = files.contains(0, dataset.fileCount());
        return new SetState(dataset, isWhole ? null : new Incomplete(found.incomplete.others, files)).toString();
    }

    /** {@return the contents of the file} */
    @Override
    public String toString() {
        if (incomplete == null) {
            return dataset + "\n";
        }
        String files = incomplete.files.toString();
        return dataset + "\nincomplete " + incomplete.others + (files.isEmpty() ? "" : " files=" + files) + "\n";
    }
}
