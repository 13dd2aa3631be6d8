package io.dgen.analyze.internal.run;

import io.dgen.analyze.internal.compress.BlockMeter;
import io.dgen.analyze.internal.compress.EntropyMeter;
import io.dgen.analyze.internal.dedup.CandidateScan;
import io.dgen.analyze.internal.dedup.ContentChunks;
import io.dgen.analyze.internal.dedup.FingerprintTable;
import io.dgen.analyze.internal.dedup.FixedUnits;
import io.dgen.analyze.internal.run.Window.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Measures windows: everything of a piece is one task of a pool, but where content-defined chunks end is decided by one
 * chain of tasks for each chunker, window after window. The caller reads the next window while the last ones are worked on.
 */
final class Pipeline implements AutoCloseable {
    /** Files are small and many, or large: a task has about this much of either. */
    private static final int TASK_BYTES = 1 << 20;

    /** A piece of a file, and where its scan is. */
    private record Piece(Extent extent, int from, int to) {
        int length() {
            return to - from;
        }
    }

    /** The scans of an extent, in order; they go back to the pool when the last chunker has read them. */
    private record Scanned(Extent extent, List<CandidateScan> scans) {}

    private final FixedUnits fixedUnits;
    private final List<ContentChunks> chunkers;
    private final List<BlockMeter> meters;
    private final EntropyMeter entropy;
    private final Sampler sampler;
    private final int minZeroBits;
    private final int compressedPieceBytes;
    private final ProgressListener listener;

    private final ExecutorService pool;
    private final int windows;
    private final BlockingQueue<Window> free;
    private int made;
    private final ThreadLocal<FingerprintTable.Batch> batches = ThreadLocal.withInitial(FingerprintTable.Batch::new);
    private final Queue<CandidateScan> scans = new ConcurrentLinkedQueue<>();
    private final List<CompletableFuture<Void>> chains = new ArrayList<>();
    private CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;
    private long doneBytes;
    private long sampledBytes;

    Pipeline(
            Settings settings,
            FixedUnits fixedUnits,
            List<ContentChunks> chunkers,
            List<BlockMeter> meters,
            EntropyMeter entropy,
            ProgressListener listener) {
        this.fixedUnits = fixedUnits;
        this.chunkers = chunkers;
        this.meters = meters;
        this.entropy = entropy;
        this.listener = listener;
        sampler = new Sampler(settings.sampleShare());
        minZeroBits = settings.averageBytes().stream()
                .mapToInt(ContentChunks::minZeroBits)
                .min()
                .orElse(0);
        compressedPieceBytes = Math.max(
                TASK_BYTES,
                settings.blockBytes().stream().mapToInt(Integer::intValue).max().orElse(0));
        chunkers.forEach(_ -> chains.add(CompletableFuture.completedFuture(null)));
        windows = Math.max(3, Math.min(2 + settings.threads() / 4, (int)
                Math.min(64, Runtime.getRuntime().maxMemory() / 4 / Window.BYTES)));
        free = new ArrayBlockingQueue<>(windows);
        pool = Executors.newFixedThreadPool(
                settings.threads(),
                Thread.ofPlatform().daemon().name("dgen-analyze-", 0).factory());
    }

    /** An empty window, for {@link #submit}. Waits for one if all are being worked on. */
    Window take() throws InterruptedException {
        Window window = free.poll();
        if (window == null && made < windows) {
            made++;
            return new Window();
        }
        if (window == null) {
            window = free.take();
        }
        rethrow();
        window.clear();
        return window;
    }

    /** Has the window measured. From one thread only, in the order of the input. */
    void submit(Window window) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        List<Runnable> tasks = new ArrayList<>();
        List<Scanned> scanned = new ArrayList<>();
        List<Runnable> scanning = dedupTasks(window, scanned);
        tasks.addAll(compressionTasks(window));

        int parts = scanning.size() + tasks.size() + 1;
        long share = window.length / parts;
        CompletableFuture<Void> found = all(scanning, share);
        CompletableFuture<Void> rest = all(tasks, share);
        for (int i = 0; i < chunkers.size(); i++) {
            ContentChunks chunker = chunkers.get(i);
            chains.set(
                    i,
                    chains.get(i)
                            .thenCombineAsync(
                                    found,
                                    (_, _) -> {
                                        guarded(() -> scanned.forEach(s -> chunker.part(
                                                window.data,
                                                s.extent.from(),
                                                s.extent.to(),
                                                s.scans,
                                                s.extent.isLast())));
                                        return null;
                                    },
                                    pool));
        }
        List<CompletableFuture<Void>> ends = new ArrayList<>(chains);
        ends.add(found);
        ends.add(rest);
        CompletableFuture<Void> done = CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                .thenRun(() -> {
                    scanned.forEach(s -> scans.addAll(s.scans));
                    progress(window.length - share * (parts - 1));
                    free.add(window);
                });
        all = CompletableFuture.allOf(all, done);
    }

    private CompletableFuture<Void> all(List<Runnable> tasks, long share) {
        return CompletableFuture.allOf(tasks.stream()
                .map(task -> CompletableFuture.runAsync(
                        () -> {
                            guarded(task);
                            progress(share);
                        },
                        pool))
                .toArray(CompletableFuture[]::new));
    }

    /** What a task throws ends the run, but not the chains: whoever waits for a window gets it. */
    private void guarded(Runnable task) {
        if (stopped) {
            return;
        }
        try {
            task.run();
        } catch (Throwable e) {
            failure.compareAndSet(null, e);
            stopped = true;
        }
    }

    private synchronized void progress(long bytes) {
        doneBytes += bytes;
        if (!stopped) {
            listener.progress(doneBytes);
        }
    }

    private List<Runnable> dedupTasks(Window window, List<Scanned> scanned) {
        List<Runnable> tasks = new ArrayList<>();
        List<Runnable> group = new ArrayList<>();
        int groupBytes = 0;
        for (Extent extent : window.extents) {
            Scanned part = new Scanned(extent, new ArrayList<>());
            scanned.add(part);
            for (int from = extent.from(); from < extent.to(); from += Window.CELL_BYTES) {
                Piece piece = new Piece(extent, from, Math.min(extent.to(), from + Window.CELL_BYTES));
                if (chunkers.isEmpty()) {
                    group.add(() -> fixedUnits.add(window.data, piece.from, piece.to, batches.get()));
                } else {
                    CandidateScan scan = scanOf(scans.poll());
                    part.scans.add(scan);
                    group.add(() -> dedup(window, piece, scan));
                }
                groupBytes += piece.length();
                if (groupBytes >= TASK_BYTES) {
                    tasks.add(runAll(group));
                    group = new ArrayList<>();
                    groupBytes = 0;
                }
            }
        }
        if (!group.isEmpty()) {
            tasks.add(runAll(group));
        }
        return tasks;
    }

    private CandidateScan scanOf(@Nullable CandidateScan pooled) {
        return pooled != null ? pooled : new CandidateScan(minZeroBits);
    }

    private void dedup(Window window, Piece piece, CandidateScan scan) {
        fixedUnits.add(window.data, piece.from, piece.to, batches.get());
        scan.scan(
                piece.from == piece.extent.from() ? piece.extent.before() : null,
                window.data,
                piece.extent.from(),
                piece.from,
                piece.to);
    }

    private List<Runnable> compressionTasks(Window window) {
        List<Runnable> tasks = new ArrayList<>();
        List<Piece> group = new ArrayList<>();
        int groupBytes = 0;
        for (Extent extent : window.extents) {
            for (int from = extent.from(); from < extent.to(); from += compressedPieceBytes) {
                Piece piece = new Piece(extent, from, Math.min(extent.to(), from + compressedPieceBytes));
                if (sampler.takesNext()) {
                    sampledBytes += piece.length();
                    group.add(piece);
                    groupBytes += piece.length();
                }
                if (groupBytes >= TASK_BYTES) {
                    addCompressionTasks(window, group, tasks);
                    group = new ArrayList<>();
                    groupBytes = 0;
                }
            }
        }
        addCompressionTasks(window, group, tasks);
        return tasks;
    }

    private void addCompressionTasks(Window window, List<Piece> pieces, List<Runnable> tasks) {
        if (pieces.isEmpty()) {
            return;
        }
        tasks.add(() -> pieces.forEach(p -> entropy.add(window.data, p.from, p.to)));
        for (BlockMeter meter : meters) {
            tasks.add(() -> pieces.forEach(p -> meter.add(window.data, p.from, p.to, () -> stopped)));
        }
    }

    private static Runnable runAll(List<Runnable> tasks) {
        return () -> tasks.forEach(Runnable::run);
    }

    /** Waits for all that was submitted. */
    void finish() throws InterruptedException {
        try {
            all.get();
        } catch (ExecutionException e) {
            failure.compareAndSet(null, e.getCause());
        }
        rethrow();
    }

    /** Number of bytes that were given to the compressors. */
    long sampledBytes() {
        return sampledBytes;
    }

    private void rethrow() throws InterruptedException {
        switch (failure.get()) {
            case null -> {}
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        }
        if (stopped) {
            throw new InterruptedException();
        }
    }

    /** Ends the threads; tasks that run are waited for, as they use what the caller will close. */
    @Override
    public void close() {
        stopped = true;
        pool.shutdown();
        boolean interrupted = false;
        while (true) {
            try {
                if (pool.awaitTermination(1, TimeUnit.DAYS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
