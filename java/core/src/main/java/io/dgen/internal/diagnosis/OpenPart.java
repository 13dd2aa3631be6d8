// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import io.dgen.internal.format.Page;
import java.lang.foreign.MemorySegment;

/** A long part of wrong data in which no reason was found. Compared by identity. */
final class OpenPart implements Searched {
    private final WrongPart part;
    private final byte[] found;

    OpenPart(WrongPart part) {
        this.found = part.copy();
        this.part = part.withData(MemorySegment.ofArray(found));
    }

    WrongPart part() {
        return part;
    }

    @Override
    public long offset() {
        return part.offset();
    }

    @Override
    public byte[] found() {
        return found;
    }

    /** Behind the first page, only the first sectors of pages are looked for. */
    @Override
    public int nextSector(int at) {
        boolean isSingle = at < Page.BYTES || (offset() + at) % Page.BYTES != 0;
        return at + (isSingle ? Sector.BYTES : Page.BYTES);
    }
}
