// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.container;

import io.dgen.container.Frame;
import java.util.Objects;

/** A frame of a provider, which refuses positions outside of the file. */
public final class CheckedFrame implements Frame {
    private final Frame frame;

    public CheckedFrame(Frame frame) {
        this.frame = frame;
    }

    @Override
    public long lengthBytes() {
        return frame.lengthBytes();
    }

    @Override
    public long payloadBytes() {
        return frame.payloadBytes();
    }

    @Override
    public Part partAt(long offset) {
        return frame.partAt(check("offset", offset, lengthBytes(), "file"));
    }

    @Override
    public long fileOffset(long payloadOffset) {
        return frame.fileOffset(checkPayload(payloadOffset));
    }

    @Override
    public String describe(long offset) {
        if (!partAt(offset).isFraming()) {
            throw new IllegalArgumentException("offset " + offset + ": expected a byte of framing, not of the payload");
        }
        return frame.describe(offset);
    }

    @Override
    public long record(long payloadOffset) {
        return frame.record(checkPayload(payloadOffset));
    }

    @Override
    public void visit(long offset, long length, Visitor visitor) {
        Objects.requireNonNull(visitor, "visitor");
        if (offset < 0 || length < 0 || offset > lengthBytes() - length) {
            throw new IndexOutOfBoundsException("offset " + offset + ", length " + length
                    + ": expected a range of the file, which has " + lengthBytes() + " bytes");
        }
        frame.visit(offset, length, visitor);
    }

    private long checkPayload(long payloadOffset) {
        return check("payload offset", payloadOffset, payloadBytes(), "payload");
    }

    private static long check(String name, long position, long length, String whole) {
        if (position < 0 || position >= length) {
            throw new IndexOutOfBoundsException(name + " " + position + ": expected a position in the " + whole
                    + ", which has " + length + " bytes");
        }
        return position;
    }
}
