// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import java.util.List;

/** A page, or a part of one, with wrong bytes. Compared by identity. */
final class OpenPage implements Searched {
    private final long offset;
    private final byte[] expected;
    private final byte[] found;

    /** @param offset of the first byte in the stream */
    OpenPage(long offset, byte[] expected, byte[] found) {
        this.offset = offset;
        this.expected = expected;
        this.found = found;
    }

    @Override
    public long offset() {
        return offset;
    }

    @Override
    public byte[] found() {
        return found;
    }

    long end() {
        return offset + found.length;
    }

    List<Finding> check(int runByte, List<Source> sources) {
        return new PageCheck(offset, expected, found, runByte, sources).run();
    }

    /** Right words say nothing about the wrong ones. */
    @Override
    public boolean identifies(int at) {
        return Bytes.word(found, at) != Bytes.word(expected, at) && Searched.super.identifies(at);
    }
}
