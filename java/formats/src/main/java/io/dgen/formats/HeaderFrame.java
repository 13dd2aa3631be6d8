// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.formats;

import io.dgen.container.Frame;

/** A header, and the payload behind it. */
final class HeaderFrame implements Frame {
    private final byte[] header;
    private final long payloadBytes;
    private final long lengthBytes;

    HeaderFrame(byte[] header, long payloadBytes) {
        this.header = header;
        this.payloadBytes = payloadBytes;
        this.lengthBytes = Bytes.fileLength(payloadBytes, header.length);
    }

    @Override
    public long lengthBytes() {
        return lengthBytes;
    }

    @Override
    public long payloadBytes() {
        return payloadBytes;
    }

    @Override
    public Part partAt(long offset) {
        return offset < header.length
                ? Part.framing(0, header.length, (position, target, _) -> Bytes.copy(header, position, target))
                : Part.payload(header.length, lengthBytes, 0);
    }

    @Override
    public long fileOffset(long payloadOffset) {
        return header.length + payloadOffset;
    }

    @Override
    public String describe(long offset) {
        return "header";
    }
}
