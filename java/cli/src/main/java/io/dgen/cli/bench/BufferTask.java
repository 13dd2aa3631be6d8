package io.dgen.cli.bench;

import io.dgen.DataStream;
import io.dgen.Engine;
import java.lang.foreign.MemorySegment;

/**
 * Filling or verifying a buffer. A stream with several threads takes the whole buffer in one call; otherwise each of the
 * measured threads has its part of the buffer.
 *
 * @param name such as {@code fill} or {@code verify 2:1}
 * @param stream content of the buffer
 */
record BufferTask(String name, Operation operation, DataStream stream) {
    static BufferTask fill(String suffix, DataStream stream) {
        return new BufferTask("fill" + suffix, Operation.FILL, stream);
    }

    static BufferTask verify(String suffix, DataStream stream) {
        return new BufferTask("verify" + suffix, Operation.VERIFY, stream);
    }

    boolean isWholeBuffer() {
        return stream.config().maxThreads() > 1;
    }

    /** {@return whether the JVM compiles the task while it runs} */
    boolean isJava() {
        return stream.engine() != Engine.NATIVE;
    }

    /**
     * {@return one call}
     *
     * <p>To verify, the part is filled first: the tasks between have left other bytes.
     *
     * @param offset position of the part in the buffer
     */
    Runnable prepare(long offset, MemorySegment part) {
        if (operation == Operation.FILL) {
            return () -> stream.fill(offset, part);
        }
        stream.fill(offset, part);
        return () -> {
            if (!stream.verify(offset, part).isOk()) {
                throw new IllegalStateException("verify found differences in bytes that fill has just made");
            }
        };
    }
}
