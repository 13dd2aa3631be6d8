// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.analyze.internal.scan;

import io.dgen.AvailableMemory;
import io.dgen.analyze.internal.dedup.ContentDefinedChunker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.LongConsumer;

/**
 * Passes windows through all counters, on a pool of threads, while the caller fills the next window. The tasks of a
 * window are independent, except those that cut content-defined chunks: each chunker has a chain of tasks, one for each
 * window, in order. Not thread-safe.
 */
final class Pipeline implements AutoCloseable {
    private final List<ContentDefinedChunker> chunkers;
    private final DedupTasks dedup;
    private final CompressionTasks compression;
    private final RunState state;
    private final ScanThreads pool;

    private final int maxWindows;
    private final BlockingQueue<Window> free;
    private int windows;

    /** The last task of each chunker. */
    private final List<CompletableFuture<Void>> chains = new ArrayList<>();

    private CompletableFuture<Void> all = CompletableFuture.completedFuture(null);

    /** @param listener receives the number of bytes that are done, from one thread at a time */
    Pipeline(AnalyzerSettings settings, Meters meters, LongConsumer listener) {
        chunkers = meters.chunkers();
        state = new RunState(listener);
        dedup = new DedupTasks(settings, meters);
        compression = new CompressionTasks(settings, meters, state::isStopped);
        chunkers.forEach(_ -> chains.add(CompletableFuture.completedFuture(null)));
        maxWindows = maxWindows(settings.threads());
        free = new ArrayBlockingQueue<>(maxWindows);
        pool = new ScanThreads(
                settings.threads(),
                Thread.ofPlatform().daemon().name("dgen-analyze-", 0).factory());
    }

    private static int maxWindows(int threads) {
        return maxWindows(
                threads, Runtime.getRuntime().maxMemory(), AvailableMemory.now().bytes());
    }

    /**
     * Returns the number of windows: one to fill and at least two to process, at most 64, and at most a quarter of the
     * heap beyond three. With little memory it is less, down to one, which is filled and processed in turns.
     */
    static int maxWindows(int threads, long heapBytes, long availableBytes) {
        long inQuarterOfHeap = heapBytes / 4 / Window.BYTES;
        int usual = Math.max(3, Math.min(2 + threads / 4, (int) Math.min(64, inQuarterOfHeap)));
        long inMemory = Math.min(heapBytes / 2, availableBytes / 4) / Window.BYTES;
        return (int) Math.clamp(inMemory, 1, usual);
    }

    /** Returns an empty window for {@link #submit}. Waits for one if all are in use. */
    Window take() throws InterruptedException {
        Window window = free.poll();
        if (window == null && windows < maxWindows) {
            windows++;
            return new Window();
        }
        if (window == null) {
            window = free.take();
        }
        state.check();
        window.clear();
        return window;
    }

    /** Passes a window to the threads. Windows must be submitted in the order of the input. */
    void submit(Window window) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        DedupTasks.Split split = dedup.split(window);
        List<Runnable> dedupTasks = split.tasks();
        List<Runnable> compressionTasks = compression.split(window);

        int parts = dedupTasks.size() + compressionTasks.size() + 1;
        long bytesPerTask = window.length() / parts;
        CompletableFuture<Void> scanned = start(dedupTasks, bytesPerTask);
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        ends.add(scanned);
        ends.add(start(compressionTasks, bytesPerTask));
        for (int i = 0; i < chunkers.size(); i++) {
            ContentDefinedChunker chunker = chunkers.get(i);
            Runnable chunking = () -> state.run(() -> split.addTo(chunker));
            chains.set(i, chains.get(i).runAfterBothAsync(scanned, chunking, pool));
        }
        ends.addAll(chains);
        CompletableFuture<Void> done = allOf(ends).thenRun(() -> {
            split.release();
            state.advance(window.length() - bytesPerTask * (parts - 1));
            free.add(window);
        });
        all = CompletableFuture.allOf(all, done);
    }

    private CompletableFuture<Void> start(List<Runnable> tasks, long bytesPerTask) {
        return allOf(tasks.stream()
                .map(task -> CompletableFuture.runAsync(
                        () -> {
                            state.run(task);
                            state.advance(bytesPerTask);
                        },
                        pool))
                .toList());
    }

    private static CompletableFuture<Void> allOf(List<CompletableFuture<Void>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new));
    }

    /** Waits for all windows that were submitted. */
    void finish() throws InterruptedException {
        try {
            all.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        state.check();
    }

    /** Number of bytes that were passed to the compressors. */
    long sampledBytes() {
        return compression.sampledBytes();
    }

    /** Ends the threads. Waits for the running tasks, because they use memory that the caller will close. */
    @Override
    public void close() {
        state.stop();
        pool.close();
    }
}
