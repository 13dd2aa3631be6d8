// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.pipeline;

import io.dgen.DataStream;

/** A range of a stream; offset and length in bytes. */
public record StreamRange(long offset, long length) {
    public boolean isAllOf(DataStream stream) {
        return length == stream.totalSize();
    }
}
