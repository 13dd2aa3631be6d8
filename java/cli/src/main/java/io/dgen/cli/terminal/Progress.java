// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.terminal;

/** Receives the progress of a task. */
public interface Progress extends AutoCloseable {
    /** @param bytes number of bytes done so far */
    default void moveTo(long bytes) {
        moveTo(bytes, "");
    }

    /**
     * Moves, and shows more than the bytes.
     *
     * @param bytes number of bytes done so far
     * @param more what is done in addition, such as {@code , 7 files}
     */
    void moveTo(long bytes, String more);

    @Override
    void close();

    /**
     * Returns a bar if standard error is a terminal that can show it, otherwise {@link #NONE}. Only a bar loads the
     * progress bar library.
     */
    static Progress bar(String task, long totalBytes, Stdio stdio) {
        if (!stdio.errIsTerminal() || !stdio.statusLine().canShow()) {
            return NONE;
        }
        try {
            return new ProgressBarOnTerminal(task, totalBytes, stdio.statusLine());
        } catch (OutOfMemoryError e) {
            return NONE; // the system refuses the thread of the bar
        }
    }

    /** Shows nothing. */
    Progress NONE = new Progress() {
        @Override
        public void moveTo(long bytes, String more) {}

        @Override
        public void close() {}
    };
}
