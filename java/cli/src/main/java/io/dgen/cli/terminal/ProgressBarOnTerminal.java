// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.terminal;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;
import me.tongfei.progressbar.ProgressState;

/** A progress bar with rate and remaining time. */
final class ProgressBarOnTerminal implements Progress {
    private static final int UPDATE_MILLIS = 200;
    private static final long MEGABYTE = 1_000_000;

    private final ProgressBar bar;
    private final long startNanos = System.nanoTime();
    private long shownNanos;

    ProgressBarOnTerminal(String task, long totalBytes, StatusLine line) {
        // Not the time and rate of the library: it computes in whole nanoseconds per byte and whole seconds.
        bar = new ProgressBarBuilder()
                .setTaskName(task)
                .setInitialMax(totalBytes)
                .setUnit("MB", MEGABYTE)
                .setEtaFunction(ProgressBarOnTerminal::timeLeft)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(UPDATE_MILLIS)
                .setConsumer(new LineConsumer(line))
                .build();
    }

    /** Several threads report their progress, not always in order. */
    @Override
    public synchronized void moveTo(long bytes, String more) {
        if (bytes <= bar.getCurrent()) {
            return;
        }
        bar.stepTo(bytes);
        long now = System.nanoTime();
        if (now - shownNanos >= UPDATE_MILLIS * 1_000_000L || bytes == bar.getMax()) {
            shownNanos = now;
            bar.setExtraMessage(rate(bytes, now - startNanos) + more);
        }
    }

    private static Optional<Duration> timeLeft(ProgressState state) {
        return timeLeft(state.getElapsedAfterStart(), state.getCurrent(), state.getMax());
    }

    /** Returns the remaining time; empty before the first byte. */
    static Optional<Duration> timeLeft(Duration elapsed, long done, long total) {
        return done == 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(Math.round((double) elapsed.toNanos() / done * (total - done))));
    }

    static String rate(long bytes, long nanos) {
        return String.format(Locale.ROOT, "%.2f GB/s", (double) bytes / Math.max(1, nanos));
    }

    @Override
    public void close() {
        bar.close();
    }

    /** Shows the bar as the library draws it. */
    private record LineConsumer(StatusLine line) implements ProgressBarConsumer {
        @Override
        public int getMaxRenderedLength() {
            return line.maxLength();
        }

        @Override
        public void accept(String text) {
            line.show(text);
        }

        @Override
        public void close() {
            line.end();
        }
    }
}
