package io.dgen.internal.engine;

import io.dgen.Engine;
import io.dgen.StoreMode;
import io.dgen.Tier;
import io.dgen.internal.format.Content;
import io.dgen.internal.format.Spans;
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
    public void fill(Content content, Spans spans, MemorySegment segment, long at, StoreMode stores) {
        MemorySegment scratch = SCRATCH.get();
        engine.fill(content, spans, scratch, 0, StoreMode.REGULAR);
        MemorySegment.copy(scratch, 0, segment, at, spans.bytes());
    }

    @Override
    public Mismatch verify(Content content, Spans spans, MemorySegment segment, long at) {
        MemorySegment scratch = SCRATCH.get();
        MemorySegment.copy(segment, at, scratch, 0, spans.bytes());
        return engine.verify(content, spans, scratch, 0);
    }

    @Override
    public long callBytes(MemorySegment segment) {
        return SCRATCH_BYTES;
    }
}
