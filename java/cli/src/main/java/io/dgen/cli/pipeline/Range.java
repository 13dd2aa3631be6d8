package io.dgen.cli.pipeline;

import io.dgen.DataStream;

/** A range of a stream, in bytes. */
public record Range(long offset, long length) {
    /** Whether it is all of the stream. */
    public boolean isAllOf(DataStream stream) {
        return length == stream.totalSize();
    }
}
