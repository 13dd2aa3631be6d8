// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.verify;

import io.dgen.DataStream;
import io.dgen.Diagnosis;
import io.dgen.DiagnosisText;
import io.dgen.Verification;
import io.dgen.Verification.WrongRange;
import io.dgen.cli.explain.DamagedRecords;
import io.dgen.cli.explain.DiagnosisJson;
import io.dgen.cli.explain.Explanation;
import io.dgen.cli.io.Input;
import io.dgen.cli.io.Source;
import io.dgen.cli.pipeline.Comparison;
import io.dgen.cli.pipeline.FramedRange;
import io.dgen.cli.pipeline.StreamRange;
import io.dgen.cli.pipeline.Timing;
import io.dgen.cli.report.JsonObject;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.Table;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Result of verify. Reported offsets are positions in the input.
 *
 * @param timing times of reading (the producer) and verifying (the consumer)
 * @param explanation the causes; null if they were not looked for
 * @param isSizeFromDevice whether the size of the stream is the capacity of the device, because no option names a size
 */
record VerifyReport(
        Input input,
        DataStream stream,
        StreamRange range,
        boolean isSizeFromDevice,
        Comparison.Result result,
        Timing timing,
        @Nullable Explanation explanation)
        implements Report {
    private static final int MAX_TEXT = 10;
    private static final int MAX_JSON = 10_000;

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
        return Text.bytes(bytes) + " in " + Text.seconds(timing.elapsedNanos()) + ", "
                + Text.rate(bytes, timing.elapsedNanos()) + " (reading "
                + Text.percent(timing.producerNanos(), timing.elapsedNanos()) + ", checking "
                + Text.percent(timing.consumerNanos(), timing.elapsedNanos()) + "; " + Text.engine(stream) + ")";
    }

    private void printDifferences(PrintStream out) {
        Verification found = verification();
        String kind = result.isRightWhereReadable() ? "UNREADABLE: " : "DIFFERENT: ";
        String verb = result.isRightWhereReadable() ? " cannot be compared completely with " : " does not match ";
        out.println(kind + Text.printable(input.name()) + verb + stream.recipe() + rangeText());
        if (found.wrongBytes() > 0) {
            out.println("first wrong byte   offset " + inputOffset(found.firstWrongOffset()));
            out.println("wrong bytes        " + found.wrongBytes() + " of " + found.checkedBytes() + " checked");
            if (explanation == null) {
                printRanges(out, found.wrongRanges());
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
        if (result.unreadableBytes() > 0) {
            out.println("unreadable         " + Text.bytes(result.unreadableBytes()) + " in "
                    + Text.count(result.unreadable().size(), "range"));
        }
        if (explanation != null) {
            printCauses(out, explanation);
        }
        out.println("checked            " + speed());
    }

    private void printRanges(PrintStream out, List<WrongRange> ranges) {
        out.println("wrong ranges       " + (ranges.size() == Verification.MAX_WRONG_RANGES ? "the first " : "")
                + ranges.size());
        for (WrongRange wrong : ranges) {
            out.println("  offset " + inputOffset(wrong.offset()) + ", " + Text.bytes(wrong.length()));
        }
    }

    private void printCauses(PrintStream out, Explanation explained) {
        Table table = new Table();
        table.row(Stream.of("cause", "ranges", "bytes"));
        explained
                .sums()
                .forEach((cause, sum) -> table.row(
                        Stream.of(Text.lower(cause), String.valueOf(sum.ranges()), String.valueOf(sum.bytes()))));
        table.lines().forEach(out::println);
        List<Diagnosis> all = explained.diagnoses();
        if (all.size() > MAX_TEXT) {
            out.println("the first " + MAX_TEXT + " of " + (explained.isCut() ? "more than " : "") + all.size()
                    + "; --ranges FILE writes all:");
        }
        DiagnosisText text = new DiagnosisText(stream.recipe(), inputStart());
        all.stream()
                .limit(MAX_TEXT)
                .forEach(diagnosis -> out.println("  " + text.of(diagnosis)
                        + DamagedRecords.of(stream, diagnosis).text()));
    }

    /** {@return all diagnoses, a JSON object on each line} */
    String rangesAsJsonLines() {
        if (explanation == null) {
            return "";
        }
        StringBuilder lines = new StringBuilder();
        explanation
                .diagnoses()
                .forEach(
                        diagnosis -> lines.append(Report.json(toMap(diagnosis))).append('\n'));
        if (explanation.isCut()) {
            lines.append(Report.json(JsonObject.of("isCut", true))).append('\n');
        }
        return lines.toString();
    }

    private @Nullable String lengthText() {
        Verification found = verification();
        long expected = found.expectedBytes();
        long missing = result.missingBytes();
        if (missing > 0) {
            return "the input is " + Text.bytes(missing) + " shorter than expected: " + (expected - missing)
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

    /** The position in the stream of the start of the input. */
    private long inputStart() {
        return range.offset() - range.start();
    }

    private long inputOffset(long streamOffset) {
        return range.position(streamOffset);
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        Verification found = verification();
        long elapsed = timing.elapsedNanos();
        return JsonObject.of(
                "ok", found.isOk(),
                "recipe", stream.recipe().toString(),
                "input", input.argument(),
                "sizeFromDevice", isSizeFromDevice,
                "offset", range.offset(),
                "inPlace", range.isInPlace(),
                "expectedBytes", found.expectedBytes(),
                "format", stream.frame().isPresent() ? stream.recipe().format().name() : null,
                "payloadBytes", FramedRange.of(stream, range).payloadBytes(),
                "framingBytes", FramedRange.of(stream, range).framingBytes(),
                "checkedBytes", found.checkedBytes(),
                "uncheckedBytes", result.uncheckedBytes(),
                "missingBytes", result.missingBytes(),
                "unreadableBytes", result.unreadableBytes(),
                "longer", found.isLonger(),
                "excessBytes", result.excessBytes() == Source.UNKNOWN ? null : result.excessBytes(),
                "wrongBytes", found.wrongBytes(),
                "firstWrongOffset", found.wrongBytes() == 0 ? null : inputOffset(found.firstWrongOffset()),
                "wrongRanges", JsonObject.list(found.wrongRanges(), this::toMap),
                "causes", explanation == null ? null : causes(explanation),
                "diagnoses", explanation == null ? null : diagnoses(explanation),
                "diagnosesCut", explanation == null ? null : isCut(explanation),
                "seconds", elapsed / Text.NANOS_PER_SECOND,
                "gigabytesPerSecond", Text.gigabytesPerSecond(found.checkedBytes(), elapsed),
                "readingShare", Text.share(timing.producerNanos(), elapsed),
                "checkingShare", Text.share(timing.consumerNanos(), elapsed),
                "engine", Text.lower(stream.engine()),
                "tier", Text.tier(stream),
                "threads", Text.threads(stream));
    }

    private Map<String, @Nullable Object> toMap(WrongRange wrong) {
        return JsonObject.of("offset", inputOffset(wrong.offset()), "length", wrong.length());
    }

    private static List<Map<String, @Nullable Object>> causes(Explanation explained) {
        return JsonObject.list(
                List.copyOf(explained.sums().entrySet()),
                entry -> JsonObject.of(
                        "cause", Text.lower(entry.getKey()),
                        "ranges", entry.getValue().ranges(),
                        "bytes", entry.getValue().bytes()));
    }

    private List<Map<String, @Nullable Object>> diagnoses(Explanation explained) {
        List<Diagnosis> all = explained.diagnoses();
        return JsonObject.list(all.subList(0, Math.min(all.size(), MAX_JSON)), this::toMap);
    }

    private Map<String, @Nullable Object> toMap(Diagnosis diagnosis) {
        Map<String, @Nullable Object> map = new DiagnosisJson(inputStart()).of(diagnosis);
        map.putAll(DamagedRecords.of(stream, diagnosis).toMap());
        return map;
    }

    private static boolean isCut(Explanation explained) {
        return explained.isCut() || explained.diagnoses().size() > MAX_JSON;
    }
}
