// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.GeneratorConfig;
import io.dgen.MemoryCeiling;
import io.dgen.NumaMode;
import java.lang.foreign.MemorySegment;
import java.util.List;

/**
 * Filling or verifying a buffer. A stream with several threads takes the whole buffer in one call; otherwise each of the
 * measured threads has its part of the buffer.
 *
 * @param name such as {@code fill} or {@code verify 2:1}
 * @param content of the buffer
 */
record BufferTask(String name, Operation operation, DataStream content) {
    /** With the operation's limits: the machine's own loops that access memory in the same way. */
    enum Operation {
        FILL(MemoryCeiling.MEMSET, MemoryCeiling.STREAM),
        VERIFY(MemoryCeiling.READ);

        private final List<MemoryCeiling> ceilings;

        Operation(MemoryCeiling... ceilings) {
            this.ceilings = List.of(ceilings);
        }

        List<MemoryCeiling> ceilings() {
            return ceilings;
        }
    }

    static BufferTask fill(String suffix, GeneratorConfig.Builder stream) {
        return new BufferTask("fill" + suffix, Operation.FILL, new DataStream(stream.build()));
    }

    static List<BufferTask> fillAndVerify(String suffix, GeneratorConfig.Builder stream) {
        BufferTask fill = fill(suffix, stream);
        return List.of(fill, new BufferTask("verify" + suffix, Operation.VERIFY, fill.content));
    }

    /** {@return the usual tasks, those of the usual stream} */
    static List<BufferTask> usual() {
        return fillAndVerify("", stream());
    }

    /** {@return the usual stream: incompressible, by the default engine, on the calling thread; larger than all buffers} */
    static GeneratorConfig.Builder stream() {
        return GeneratorConfig.builder()
                .seed(1)
                .sizeBytes(Long.MAX_VALUE)
                .maxThreads(1)
                .numaMode(NumaMode.DISABLED);
    }

    boolean isWholeBuffer() {
        return content.config().maxThreads() > 1;
    }

    /** {@return whether the JVM compiles the task while it runs} */
    boolean isJava() {
        return content.engine() != Engine.NATIVE;
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
            return () -> content.fill(offset, part);
        }
        content.fill(offset, part);
        return () -> {
            if (!content.verify(offset, part).isOk()) {
                throw new IllegalStateException("verify found differences in bytes that fill has just made");
            }
        };
    }
}
