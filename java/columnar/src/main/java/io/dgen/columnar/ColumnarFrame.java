// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.columnar;

import io.dgen.container.Frame;
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
        Place place = placeAt(offset);
        return switch (place.section()) {
            case Section.Payload payload -> Part.payload(place.start(), place.end(), payload.offset());
            case Section.Framing framing -> place.framing(framing);
            case Section.Strings strings ->
                partOf(strings, place.start(), offset, strings.rowAt(offset - place.start()));
        };
    }

    /** The length of a row, or its bytes. */
    private static Part partOf(Section.Strings strings, long start, long offset, long row) {
        long length = start + strings.start(row);
        long data = length + Integer.BYTES;
        return offset < data
                ? Part.framing(length, data, (position, target, _) -> strings.fillLength(row, position, target))
                : Part.payload(
                        data, start + strings.start(row + 1), strings.ends().offset(row));
    }

    /** Consecutive byte strings are not located again. */
    @Override
    public void visit(long offset, long length, Visitor visitor) {
        long end = offset + length;
        for (long at = offset; at < end; ) {
            Place place = placeAt(at);
            long to = Math.min(place.end(), end);
            if (place.section() instanceof Section.Strings strings) {
                visitRows(strings, place.start(), at, to, visitor);
            } else {
                visitor.visit(partAt(at), at, to);
            }
            at = to;
        }
    }

    private static void visitRows(Section.Strings strings, long start, long from, long to, Visitor visitor) {
        long row = strings.rowAt(from - start);
        for (long at = from; at < to; ) {
            Part part = partOf(strings, start, at, row);
            long end = Math.min(part.end(), to);
            visitor.visit(part, at, end);
            at = end;
            if (at == start + strings.start(row + 1)) {
                row++;
            }
        }
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
    public String describe(long offset) {
        Place place = placeAt(offset);
        return switch (place.section()) {
            case Section.Framing framing -> framing.describe(offset - place.start());
            case Section.Strings strings -> "row " + strings.rowAt(offset - place.start()) + ": length";
            case Section.Payload _ -> throw new IllegalArgumentException("position " + offset + " is in the payload");
        };
    }

    @Override
    public long record(long payloadOffset) {
        return rows.rowAt(payloadOffset);
    }

    /** A section and its position in the file. */
    private record Place(long start, Section section) {
        long end() {
            return start + section.bytes();
        }

        Part framing(Section.Framing framing) {
            return Part.framing(start, end(), (position, target, _) -> framing.fill(position, target));
        }
    }

    private Place placeAt(long offset) {
        if (offset < head.length) {
            return new Place(0, new Section.Literal("header", head));
        }
        if (offset >= tailStart()) {
            return new Place(tailStart(), new Section.Literal("footer", tail));
        }
        int number = floor(starts, offset);
        Group group = group(number);
        int at = group.sectionAt(offset - starts[number]);
        return new Place(starts[number] + group.start(at), group.section(at));
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
