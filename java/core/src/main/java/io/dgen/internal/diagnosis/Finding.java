// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.diagnosis;

import io.dgen.internal.format.ByteRanges;
import java.util.ArrayList;
import java.util.List;

/**
 * A range and the reason that holds in all of it.
 *
 * @param offset position in the stream
 * @param end position after the last byte
 * @param wrong number of wrong bytes
 */
public record Finding(long offset, long end, long wrong, Reason reason) {

    boolean isOpen() {
        return reason instanceof Reason.Unknown;
    }

    /** Findings of one range, in order; neighbours with the same reason become one. */
    static List<Finding> joined(List<Finding> findings) {
        List<Finding> joined = new ArrayList<>();
        for (Finding finding : findings) {
            if (!joined.isEmpty() && joined.getLast().continuesIn(finding)) {
                joined.add(joined.removeLast().then(finding));
            } else {
                joined.add(finding);
            }
        }
        return joined;
    }

    /** Whether a later finding has the same reason, and follows without a gap that ends ranges of wrong bytes. */
    boolean continuesIn(Finding next) {
        return next.offset - end <= ByteRanges.MAX_GAP_BYTES
                && (reason.equals(next.reason)
                        || isOpen() && next.isOpen()
                        || reason instanceof Reason.Bits && next.reason instanceof Reason.Bits);
    }

    /** This finding and a later one with the same reason. */
    Finding then(Finding next) {
        return new Finding(offset, next.end, wrong + next.wrong, sum(next));
    }

    private Reason sum(Finding next) {
        if (reason instanceof Reason.Unknown a && next.reason instanceof Reason.Unknown b) {
            double all = a.entropy() * (end - offset) + b.entropy() * (next.end - next.offset);
            return new Reason.Unknown(all / (end - offset + next.end - next.offset), a.expected(), a.found());
        }
        if (reason instanceof Reason.Bits a && next.reason instanceof Reason.Bits b) {
            List<Long> positions = new ArrayList<>(a.positions());
            positions.addAll(b.positions());
            return new Reason.Bits(
                    a.bits() + b.bits(),
                    a.mask() | b.mask(),
                    positions.subList(0, Math.min(positions.size(), Reason.Bits.MAX_POSITIONS)));
        }
        return reason;
    }
}
