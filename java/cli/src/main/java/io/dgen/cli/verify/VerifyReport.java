// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.verify;

import io.dgen.DataStream;
import io.dgen.Verification;
import io.dgen.Verification.WrongRange;
import io.dgen.cli.io.Input;
import io.dgen.cli.io.Source;
import io.dgen.cli.pipeline.ReadPipeline;
import io.dgen.cli.pipeline.StreamRange;
import io.dgen.cli.pipeline.Timing;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Result of verify. Reported offsets are positions in the input.
 *
 * @param isSizeFromDevice whether the size of the stream is the capacity of the device, because no option names a size
 */
record VerifyReport(
        Input input, DataStream stream, StreamRange range, boolean isSizeFromDevice, ReadPipeline.Result result)
        implements Report {
    @Override
    public void printText(PrintStream out) {
        if (verification().isOk()) {
            out.println("ok: " + Text.printable(input.name()) + " matches " + stream.recipe() + rangeText() + ": "
                    + speed());
        } else {
            printDifferences(out);
        }
    }

    private Verification verification() {
        return result.verification();
    }

    private String rangeText() {
        return (isSizeFromDevice ? ", with the capacity of the device as the size" : "")
                + (range.isAllOf(stream)
                        ? ""
                        : ", " + Text.bytes(range.length()) + " starting at offset " + range.offset()
                                + (range.isInPlace() ? " in place" : ""));
    }

    private String speed() {
        long bytes = verification().checkedBytes();
        Timing timing = result.timing();
        return Text.bytes(bytes) + " in " + Text.seconds(timing.elapsedNanos()) + ", "
                + Text.rate(bytes, timing.elapsedNanos()) + " (reading "
                + Text.percent(timing.producerNanos(), timing.elapsedNanos()) + ", checking "
                + Text.percent(timing.consumerNanos(), timing.elapsedNanos()) + "; " + Text.engine(stream) + ")";
    }

    private void printDifferences(PrintStream out) {
        Verification found = verification();
        out.println("DIFFERENT: " + Text.printable(input.name()) + " does not match " + stream.recipe() + rangeText());
        if (found.wrongBytes() > 0) {
            out.println("first wrong byte   offset " + inputOffset(found.firstWrongOffset()));
            out.println("wrong bytes        " + found.wrongBytes() + " of " + found.checkedBytes() + " checked");
            List<WrongRange> ranges = found.wrongRanges();
            out.println("wrong ranges       " + (ranges.size() == Verification.MAX_WRONG_RANGES ? "the first " : "")
                    + ranges.size());
            for (WrongRange wrong : ranges) {
                out.println("  offset " + inputOffset(wrong.offset()) + ", " + Text.bytes(wrong.length()));
            }
        } else {
            out.println("wrong bytes        0 of " + found.checkedBytes() + " checked");
        }
        String length = lengthText();
        if (length != null) {
            out.println("length             " + length);
        }
        if (result.uncheckedBytes() > 0) {
            out.println("not checked        " + Text.bytes(result.uncheckedBytes())
                    + " after the first wrong ones (--fail-fast)");
        }
        out.println("checked            " + speed());
    }

    private @Nullable String lengthText() {
        Verification found = verification();
        long expected = found.expectedBytes();
        long missing = missingBytes();
        if (missing > 0) {
            return "the input is " + Text.bytes(missing) + " shorter than expected: " + found.checkedBytes()
                    + " instead of " + expected;
        }
        if (result.excessBytes() == Source.UNKNOWN) {
            return "the input is longer than expected: it goes on after " + expected + " bytes";
        }
        return result.excessBytes() == 0
                ? null
                : "the input is " + Text.bytes(result.excessBytes()) + " longer than expected: "
                        + (expected + result.excessBytes()) + " instead of " + expected;
    }

    private long missingBytes() {
        return verification().expectedBytes() - verification().checkedBytes() - result.uncheckedBytes();
    }

    private long inputOffset(long streamOffset) {
        return range.position(streamOffset);
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        Verification found = verification();
        long elapsed = result.timing().elapsedNanos();
        return JsonObject.of(
                "ok", found.isOk(),
                "recipe", stream.recipe().toString(),
                "input", input.argument(),
                "sizeFromDevice", isSizeFromDevice,
                "offset", range.offset(),
                "inPlace", range.isInPlace(),
                "expectedBytes", found.expectedBytes(),
                "checkedBytes", found.checkedBytes(),
                "uncheckedBytes", result.uncheckedBytes(),
                "missingBytes", missingBytes(),
                "longer", found.isLonger(),
                "excessBytes", result.excessBytes() == Source.UNKNOWN ? null : result.excessBytes(),
                "wrongBytes", found.wrongBytes(),
                "firstWrongOffset", found.wrongBytes() == 0 ? null : inputOffset(found.firstWrongOffset()),
                "wrongRanges", JsonObject.list(found.wrongRanges(), this::toMap),
                "seconds", elapsed / Text.NANOS_PER_SECOND,
                "gigabytesPerSecond", Text.gigabytesPerSecond(found.checkedBytes(), elapsed),
                "readingShare", Text.share(result.timing().producerNanos(), elapsed),
                "checkingShare", Text.share(result.timing().consumerNanos(), elapsed),
                "engine", Text.lower(stream.engine()),
                "tier", Text.tier(stream),
                "threads", Text.threads(stream));
    }

    private Map<String, @Nullable Object> toMap(WrongRange wrong) {
        return JsonObject.of("offset", inputOffset(wrong.offset()), "length", wrong.length());
    }
}
