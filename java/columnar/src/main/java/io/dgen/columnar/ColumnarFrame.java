// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import io.dgen.container.Frame;
import io.dgen.container.Payload;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * A file of groups of rows. The positions of the groups are kept, as the footer of the file has them; the sections of a group are
 * made when they are needed.
 */
final class ColumnarFrame implements Frame {
    /** Groups in use at the same time by threads that write or verify ranges. */
    private static final int KEPT_GROUPS = 16;

    /** The footer of a file is read as a whole. */
    private static final int MAX_GROUPS = 1 << 20;

    private final Rows rows;
    private final Layout layout;
    private final byte[] head;
    private final byte[] tail;

    /** Of each group, its first row and its position; then the end of both. */
    private final long[] firstRows;

    private final long[] starts;
    private final AtomicReferenceArray<Group> kept = new AtomicReferenceArray<>(KEPT_GROUPS);

    /**
     * @param groupBytes most bytes of a column in a group, except a single row
     * @throws IllegalArgumentException if there are too many groups
     */
    ColumnarFrame(Rows rows, Layout layout, long groupBytes) {
        this.rows = rows;
        this.layout = layout;
        this.head = layout.head();
        long[] ofRows = new long[16];
        long[] positions = new long[16];
        int groups = 0;
        Layout.Footer footer = layout.footer();
        long position = head.length;
        Group group = null;
        for (long row = 0; row < rows.count(); ) {
            if (groups == MAX_GROUPS) {
                throw new IllegalArgumentException("groups of " + groupBytes + " bytes: expected at most " + MAX_GROUPS
                        + " of them in a file; choose larger ones");
            }
            long end = rows.end(row, rows.count(), groupBytes);
            if (group == null || rows.type() instanceof Rows.Type.Bytes || group.rows() != end - row) {
                group = layout.group(row, end); // of rows with one width, equal numbers have equal sizes
            }
            footer.add(row, end, position, group.headBytes(), group.bytes());
            ofRows[groups] = row;
            positions[groups++] = position;
            row = end;
            position = Math.addExact(position, group.bytes());
            if (groups == ofRows.length) {
                ofRows = Arrays.copyOf(ofRows, 2 * groups);
                positions = Arrays.copyOf(positions, 2 * groups);
            }
        }
        ofRows[groups] = rows.count();
        positions[groups] = position;
        this.firstRows = Arrays.copyOf(ofRows, groups + 1);
        this.starts = Arrays.copyOf(positions, groups + 1);
        this.tail = footer.bytes();
    }

    @Override
    public long lengthBytes() {
        return tailStart() + tail.length;
    }

    @Override
    public long payloadBytes() {
        return rows.offset(rows.count());
    }

    private long tailStart() {
        return starts[starts.length - 1];
    }

    @Override
    public Part partAt(long offset) {
        if (offset < head.length) {
            return new Part(0, head.length, -1);
        }
        if (offset >= tailStart()) {
            return new Part(tailStart(), lengthBytes(), -1);
        }
        int number = floor(starts, offset);
        Group group = group(number);
        int at = group.sectionAt(offset - starts[number]);
        long start = starts[number] + group.start(at);
        return switch (group.section(at)) {
            case Section.Payload payload -> new Part(start, start + payload.bytes(), payload.offset());
            case Section.Framing framing -> new Part(start, start + framing.bytes(), -1);
            case Section.Strings strings -> {
                long row = strings.rowAt(offset - start);
                long data = start + strings.start(row) + Integer.BYTES;
                yield offset < data
                        ? new Part(data - Integer.BYTES, data, -1)
                        : new Part(
                                data,
                                start + strings.start(row + 1),
                                strings.ends().offset(row));
            }
        };
    }

    @Override
    public long fileOffset(long payloadOffset) {
        long row = rows.rowAt(payloadOffset);
        int number = floor(firstRows, row);
        Group group = group(number);
        for (int i = 0; i < group.sections().size(); i++) {
            long start = starts[number] + group.start(i);
            switch (group.section(i)) {
                case Section.Payload payload
                when payloadOffset < payload.offset() + payload.bytes() -> {
                    return start + payloadOffset - payload.offset();
                }
                case Section.Strings strings
                when row < strings.to() -> {
                    return start
                            + strings.start(row)
                            + Integer.BYTES
                            + payloadOffset
                            - strings.ends().offset(row);
                }
                default -> {}
            }
        }
        throw new IndexOutOfBoundsException(payloadOffset);
    }

    @Override
    public void fillFraming(long offset, MemorySegment target, Payload payload) {
        Place place = framingAt(offset);
        place.section().fill(offset - place.start(), target);
    }

    @Override
    public String describe(long offset) {
        Place place = framingAt(offset);
        return place.section().describe(offset - place.start());
    }

    @Override
    public long record(long payloadOffset) {
        return rows.rowAt(payloadOffset);
    }

    /** A section and its position in the file. */
    private record Place(long start, Section.Framing section) {}

    private Place framingAt(long offset) {
        if (offset < head.length) {
            return new Place(0, new Section.Literal("header", head));
        }
        if (offset >= tailStart()) {
            return new Place(tailStart(), new Section.Literal("footer", tail));
        }
        int number = floor(starts, offset);
        Group group = group(number);
        int at = group.sectionAt(offset - starts[number]);
        long start = starts[number] + group.start(at);
        return switch (group.section(at)) {
            case Section.Framing framing -> new Place(start, framing);
            case Section.Strings strings -> {
                long row = strings.rowAt(offset - start);
                yield new Place(start + strings.start(row), strings.length(row));
            }
            case Section.Payload _ -> throw new IllegalArgumentException("position " + offset + " is in the payload");
        };
    }

    private Group group(int number) {
        Group group = kept.get(number % KEPT_GROUPS);
        if (group == null || group.from() != firstRows[number]) {
            group = layout.group(firstRows[number], firstRows[number + 1]);
            kept.set(number % KEPT_GROUPS, group);
        }
        return group;
    }

    /** The last number that is not above a value; the numbers ascend. */
    private static int floor(long[] numbers, long value) {
        int found = Arrays.binarySearch(numbers, value);
        return found < 0 ? -found - 2 : found;
    }
}
