// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.explain;

import io.dgen.Diagnosis;
import io.dgen.Diagnosis.Cause;
import io.dgen.Explainer;
import io.dgen.Verification;
import io.dgen.cli.io.Source;
import io.dgen.cli.pipeline.Comparison;
import io.dgen.cli.pipeline.StreamRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * All that is wrong with an input. Offsets are positions in the stream.
 *
 * @param diagnoses in order
 * @param isCut whether there are more
 */
public record Explanation(List<Diagnosis> diagnoses, boolean isCut) {

    /**
     * Ranges of a cause.
     *
     * @param ranges number of ranges
     * @param bytes their length
     */
    public record Sum(long ranges, long bytes) {
        Sum plus(Diagnosis diagnosis) {
            return new Sum(ranges + 1, bytes + diagnosis.length());
        }
    }

    /** The causes of the explainer, and those that show without comparing bytes. */
    public static Explanation of(Explainer explainer, StreamRange range, Comparison.Result result)
            throws InterruptedException {
        long end = range.offset() + range.length();
        long compared = end - result.uncheckedBytes() - result.missingBytes(); // a file may have grown meanwhile
        List<Diagnosis> all = new ArrayList<>(explainer.explain());
        all.removeIf(diagnosis -> diagnosis.offset() >= compared);
        result.unreadable()
                .forEach(bad -> all.add(plain(Cause.UNREADABLE, range.offset() + bad.offset(), bad.length())));
        all.sort(Comparator.comparingLong(Diagnosis::offset));
        Verification found = result.verification();
        if (result.missingBytes() > 0) {
            all.add(plain(Cause.MISSING, end - result.missingBytes(), result.missingBytes()));
        }
        if (found.isLonger()) {
            long excess = result.excessBytes() == Source.UNKNOWN ? 1 : result.excessBytes();
            all.add(plain(Cause.EXTRA, end, excess));
        }
        return new Explanation(List.copyOf(all), explainer.isCut());
    }

    private static Diagnosis plain(Cause cause, long offset, long length) {
        return new Diagnosis(cause, offset, length, 0, new Diagnosis.None());
    }

    /** The causes that occur, in the order of the enum. */
    public Map<Cause, Sum> sums() {
        Map<Cause, Sum> sums = new EnumMap<>(Cause.class);
        for (Diagnosis diagnosis : diagnoses) {
            sums.put(
                    diagnosis.cause(),
                    sums.getOrDefault(diagnosis.cause(), new Sum(0, 0)).plus(diagnosis));
        }
        return sums;
    }
}
