// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.stream;

import io.dgen.internal.buffer.Buffers;
import io.dgen.internal.engine.EngineKind;
import io.dgen.internal.engine.MappedFiles;
import io.dgen.internal.engine.MappedMemory;
import io.dgen.internal.engine.PageEngine;
import io.dgen.internal.event.Events;
import io.dgen.internal.event.RangeEvent;
import io.dgen.internal.format.Content;
import io.dgen.internal.format.Mismatch;
import io.dgen.internal.format.Spans;
import io.dgen.internal.numa.NodeWorkers;
import io.dgen.internal.parallel.SliceTask;
import io.dgen.internal.parallel.Slices;
import io.dgen.internal.parallel.Workers;
import io.dgen.internal.plan.StreamMap;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Fills and checks ranges of one stream. Uses several threads for large ranges. Immutable and thread-safe.
 *
 * <p>Callers pass ranges that are within the stream and the buffer, and buffers that the calling thread may access.
 */
public final class StreamRanges implements ByteSource {
    /** Bytes processed between two interrupt checks. A multiple of every page and engine batch. */
    private static final long SLICE_BYTES = 1 << 20;

    /** Smallest number of bytes for which waking a helper saves more time than it costs. */
    private static final long MIN_SHARED_BYTES = 4 << 20;

    private final PageEngine engine;
    private final Content content;
    private final StreamMap map;
    private final int maxThreads;
    private final @Nullable NodeWorkers nodeWorkers;

    /**
     * @param maxThreads largest number of threads of one call, the calling thread included
     * @param nodeWorkers threads that stay on their nodes; null for helpers that run on any CPU
     */
    public StreamRanges(
            PageEngine engine, Content content, StreamMap map, int maxThreads, @Nullable NodeWorkers nodeWorkers) {
        Events.prepare();
        this.engine = engine;
        this.content = content;
        this.map = map;
        this.maxThreads = maxThreads;
        this.nodeWorkers = nodeWorkers;
    }

    @Override
    public PageEngine engine() {
        return engine;
    }

    public Content content() {
        return content;
    }

    public StreamMap map() {
        return map;
    }

    @Override
    public void fill(long offset, MemorySegment buffer, int store) {
        RangeEvent event = Events.areOn() ? RangeEvent.beginFill() : null;
        fillRange(offset, buffer, store);
        if (event != null) {
            commit(event, offset, buffer);
        }
    }

    private void commit(RangeEvent event, long offset, MemorySegment buffer) {
        long length = buffer.byteSize();
        event.commit(offset, length, engine.kind(), length < MIN_SHARED_BYTES ? 1 : threads());
    }

    private void fillRange(long offset, MemorySegment buffer, int store) {
        PageEngine pages = engineFor(buffer);
        int chosen = store == PageEngine.STORE_AUTO ? chooseStore(pages, buffer) : store;
        if (buffer.byteSize() <= SLICE_BYTES) {
            fillSlice(pages, offset, buffer, chosen);
            return;
        }
        MemorySegment shared = forHelpers(buffer);
        if (shared == null) {
            fillAlone(pages, offset, buffer, chosen);
            return;
        }
        Slices slices = new Slices(offset, buffer.byteSize(), SLICE_BYTES);
        assign(shared, slices, i -> fillSlice(pages, slices.start(i), slice(shared, slices, i), chosen));
    }

    /**
     * Chooses the store by the length of the buffer; no other Java code does. For a buffer that is filled in one call,
     * the kernel makes the choice, which saves a native call.
     */
    private static int chooseStore(PageEngine pages, MemorySegment buffer) {
        long length = buffer.byteSize();
        boolean takesSeveralCalls = length > SLICE_BYTES || length > pages.callBytes(buffer);
        return takesSeveralCalls ? pages.storeFor(length) : PageEngine.STORE_AUTO;
    }

    /** Does the same as {@link Workers#run} with one thread, but does not allocate a job. */
    private void fillAlone(PageEngine pages, long offset, MemorySegment buffer, int store) {
        long length = buffer.byteSize();
        for (long done = 0; done < length; ) {
            if (done > 0) {
                Workers.checkInterrupted();
            }
            long n = Math.min(SLICE_BYTES - (offset + done) % SLICE_BYTES, length - done);
            fillSlice(pages, offset + done, buffer.asSlice(done, n), store);
            done += n;
        }
    }

    private void fillSlice(PageEngine pages, long offset, MemorySegment segment, int store) {
        long length = segment.byteSize();
        long callBytes = pages.callBytes(segment);
        Spans spans = Spans.ofThread(content);
        for (long done = 0; done < length; done += spans.bytes()) {
            map.gather(offset + done, bytesOfCall(offset + done, length - done, callBytes), spans);
            pages.fill(spans, segment, done, store);
        }
    }

    /** Number of bytes of the next call: calls end at multiples of {@code callBytes} in the stream. */
    private static long bytesOfCall(long offset, long left, long callBytes) {
        return Math.min(callBytes - offset % callBytes, left);
    }

    /**
     * Compares the whole buffer with the bytes of the stream, beginning at {@code offset}.
     *
     * @return offsets are relative to the start of the buffer
     */
    public Mismatch verify(long offset, MemorySegment buffer) {
        return verify(offset, buffer, null);
    }

    @Override
    public Mismatch verify(long offset, MemorySegment buffer, @Nullable WrongSlices wrong) {
        RangeEvent event = Events.areOn() ? RangeEvent.beginVerify() : null;
        Mismatch found = verifyRange(offset, buffer, wrong);
        if (event != null) {
            commit(event, offset, buffer);
        }
        return found;
    }

    private Mismatch verifyRange(long offset, MemorySegment buffer, @Nullable WrongSlices wrong) {
        PageEngine pages = engineFor(buffer);
        long length = buffer.byteSize();
        if (length <= SLICE_BYTES) {
            return verifySlice(pages, offset, buffer, length, wrong);
        }
        Slices slices = new Slices(offset, length, SLICE_BYTES);
        MemorySegment shared = forHelpers(buffer);
        MemorySegment segment = shared != null ? shared : buffer;
        Mismatch[] results = new Mismatch[Math.toIntExact(slices.count())];
        SliceTask task =
                i -> results[i] = verifySlice(pages, slices.start(i), slice(segment, slices, i), length, wrong);
        if (shared != null) {
            assign(shared, slices, task);
        } else {
            Workers.run(results.length, 1, task);
        }
        Mismatch found = Mismatch.NONE;
        for (int i = 0; i < results.length; i++) {
            found = found.then(slices.start(i) - offset, results[i]);
        }
        return found;
    }

    private Mismatch verifySlice(
            PageEngine pages, long offset, MemorySegment segment, long total, @Nullable WrongSlices wrong) {
        long length = segment.byteSize();
        long callBytes = pages.callBytes(segment);
        Spans spans = Spans.ofThread(content);
        Mismatch found = Mismatch.NONE;
        for (long done = 0; done < length; done += spans.bytes()) {
            map.gather(offset + done, bytesOfCall(offset + done, length - done, callBytes), spans);
            found = found.then(done, pages.verify(spans, segment, done, total));
        }
        if (wrong != null && found.count() > 0) {
            wrong.add(offset, segment, found);
        }
        return found;
    }

    private static MemorySegment slice(MemorySegment segment, Slices slices, int i) {
        return segment.asSlice(slices.start(i) - slices.offset(), slices.length(i));
    }

    @Override
    public int threads() {
        return Math.min(maxThreads, Workers.cpus());
    }

    @Override
    public void run(int slices, SliceTask task) {
        assign(0, new Slices(0, slices, 1), task);
    }

    /** Processes the slices of a segment with several threads. */
    private void assign(MemorySegment segment, Slices slices, SliceTask task) {
        assign(segment.isNative() ? segment.address() : 0, slices, task);
    }

    /** @param address of the first byte; 0 if the memory of a slice can be on any node */
    private void assign(long address, Slices slices, SliceTask task) {
        if (nodeWorkers == null || !nodeWorkers.run(address, slices, maxThreads, task)) {
            Workers.run(Math.toIntExact(slices.count()), maxThreads, task);
        }
    }

    /** The buffer as helpers may use it; null if the calling thread should work alone. */
    private @Nullable MemorySegment forHelpers(MemorySegment buffer) {
        boolean isAlone = maxThreads == 1 && nodeWorkers == null;
        return isAlone || buffer.byteSize() < MIN_SHARED_BYTES ? null : Buffers.shared(buffer);
    }

    /**
     * Chooses the engine. The segment must be the caller's: the one that helpers use does not show that it is mapped. The
     * Java engines need no choice.
     */
    private PageEngine engineFor(MemorySegment segment) {
        return engine.kind() == EngineKind.NATIVE && MappedFiles.contain(segment) ? new MappedMemory(engine) : engine;
    }
}
