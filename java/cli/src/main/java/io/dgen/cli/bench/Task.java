package io.dgen.cli.bench;

import io.dgen.DataStream;
import io.dgen.MemoryCeiling;
import java.lang.foreign.MemorySegment;

/** Something to do with a part of a buffer, again and again. */
interface Task {
    /** Not measured. */
    default void prepare(long offset, MemorySegment part) {}

    /** @param offset where the part lies in the buffer */
    void run(long offset, MemorySegment part);

    static Task fill(DataStream stream) {
        return stream::fill;
    }

    static Task ceiling(MemoryCeiling ceiling) {
        return (_, part) -> ceiling.run(part);
    }

    /** Checks what it has filled before: the tasks that took their turns meanwhile left other bytes. */
    static Task verify(DataStream stream) {
        return new Task() {
            @Override
            public void prepare(long offset, MemorySegment part) {
                stream.fill(offset, part);
            }

            @Override
            public void run(long offset, MemorySegment part) {
                if (!stream.verify(offset, part).isOk()) {
                    throw new IllegalStateException("verify finds differences in what fill has just made");
                }
            }
        };
    }
}
