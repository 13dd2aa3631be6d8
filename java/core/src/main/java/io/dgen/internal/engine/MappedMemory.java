package io.dgen.internal.engine;

import io.dgen.Engine;
import io.dgen.StoreMode;
import io.dgen.Tier;
import io.dgen.internal.format.StreamKey;
import io.dgen.internal.kernel.Mismatch;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * An engine for mapped files. A file may be truncated while it is mapped: a copy made by the JDK then ends in an
 * {@code InternalError}, any other access in native or intrinsic code takes the JVM down. So bytes go through an array.
 */
public final class MappedMemory implements PageEngine {
    private static final int SCRATCH_BYTES = 64 << 10;

    private static final ThreadLocal<MemorySegment> SCRATCH =
            ThreadLocal.withInitial(() -> MemorySegment.ofArray(new byte[SCRATCH_BYTES]));

    private final PageEngine engine;

    public MappedMemory(PageEngine engine) {
        this.engine = engine;
    }

    @Override
    public Engine kind() {
        return engine.kind();
    }

    @Override
    public @Nullable Tier tier() {
        return engine.tier();
    }

    @Override
    public void fill(StreamKey key, long contentOffset, MemorySegment segment, long at, long length, StoreMode stores) {
        MemorySegment scratch = SCRATCH.get();
        for (long done = 0; done < length; ) {
            long n = Math.min(sliceLength(contentOffset + done), length - done);
            engine.fill(key, contentOffset + done, scratch, 0, n, StoreMode.REGULAR);
            MemorySegment.copy(scratch, 0, segment, at + done, n);
            done += n;
        }
    }

    @Override
    public Mismatch verify(StreamKey key, long contentOffset, MemorySegment segment, long at, long length) {
        MemorySegment scratch = SCRATCH.get();
        Mismatch found = Mismatch.NONE;
        for (long done = 0; done < length; ) {
            long n = Math.min(sliceLength(contentOffset + done), length - done);
            MemorySegment.copy(segment, at + done, scratch, 0, n);
            found = found.then(done, engine.verify(key, contentOffset + done, scratch, 0, n));
            done += n;
        }
        return found;
    }

    /** Slices end where the content is a multiple of their length, so that no page is made twice. */
    private static long sliceLength(long contentOffset) {
        return SCRATCH_BYTES - contentOffset % SCRATCH_BYTES;
    }
}
