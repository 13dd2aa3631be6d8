// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench.sink;

import io.dgen.cli.io.Output;
import io.dgen.cli.report.Report;
import io.dgen.cli.report.Table;
import io.dgen.cli.report.Text;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Result of bench sink.
 *
 * @param output where the data was written
 * @param content recipe of the written data
 * @param bytes to write with each number of threads
 * @param seconds time limit for each number of threads
 * @param chunkBytes size of a write
 * @param isDirect whether writes bypass the page cache
 * @param isForced whether fsync is part of the time
 * @param runs one for each number of threads
 */
record SinkReport(
        Output output,
        String content,
        long bytes,
        int seconds,
        long chunkBytes,
        boolean isDirect,
        boolean isForced,
        List<SinkRun> runs)
        implements Report {
    @Override
    public void printText(PrintStream out) {
        out.println(Text.label("sink") + output.name());
        out.println(Text.label("content") + content);
        out.println(Text.label("each") + Text.bytes(bytes) + ", at most " + seconds + " s, in chunks of "
                + Text.bytes(chunkBytes));
        out.println(Text.label("counted") + counted());
        out.println();
        Table table = new Table();
        table.row(Stream.of(
                "threads", "  GB/s", "generator alone", "ratio", "generating", "waits", "writing", "waits", "fsync"));
        for (SinkRun run : runs) {
            table.row(Stream.of(
                    String.format(Locale.ROOT, "%7d", run.threads()),
                    String.format(Locale.ROOT, "%6.2f", run.gigabytesPerSecond()),
                    String.format(Locale.ROOT, "%15.2f", run.alone().gigabytesPerSecond()),
                    String.format(Locale.ROOT, "%5.2f", run.ofAlone()),
                    String.format(Locale.ROOT, "%8.0f %%", 100 * run.generating()),
                    String.format(Locale.ROOT, "%3.0f %%", 100 * (1 - run.generating())),
                    String.format(Locale.ROOT, "%5.0f %%", 100 * run.writing()),
                    String.format(Locale.ROOT, "%3.0f %%", 100 * (1 - run.writing())),
                    String.format(Locale.ROOT, "%3.0f %%", 100 * run.forcing())));
        }
        table.lines().forEach(out::println);
        out.println();
        runs.forEach(run -> out.println(verdict(run)));
    }

    private String counted() {
        if (output.isStandardStream()) {
            return "until the reader has taken the data";
        }
        return (isDirect ? "past the page cache" : "through the page cache")
                + (isForced ? ", until fsync says that it is on the device" : ", without fsync");
    }

    static String verdict(SinkRun run) {
        return String.format(
                Locale.ROOT,
                "%d %s: %s: writers busy %.0f %%, generators %.0f %%",
                run.threads(),
                run.threads() == 1 ? "thread" : "threads",
                run.bottleneck().sentence(),
                100 * run.writing(),
                100 * run.generating());
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("sink", output.argument());
        map.put("content", content);
        map.put("bytes", bytes);
        map.put("maxSeconds", seconds);
        map.put("chunkBytes", chunkBytes);
        map.put("direct", isDirect);
        map.put("fsync", isForced);
        map.put("runs", runs.stream().map(SinkReport::toMap).toList());
        return map;
    }

    private static Map<String, @Nullable Object> toMap(SinkRun run) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("threads", run.threads());
        map.put("bytes", run.written().bytes());
        map.put("seconds", run.written().nanos() / Text.NANOS_PER_SECOND);
        map.put("gigabytesPerSecond", run.gigabytesPerSecond());
        map.put("generatorAloneGigabytesPerSecond", run.alone().gigabytesPerSecond());
        map.put("ofGeneratorAlone", run.ofAlone());
        map.put("generatingShare", run.generating());
        map.put("generatorsWaitShare", 1 - run.generating());
        map.put("writingShare", run.writing());
        map.put("writersWaitShare", 1 - run.writing());
        map.put("fsyncShare", run.forcing());
        map.put("bottleneck", Text.lower(run.bottleneck()));
        map.put("verdict", verdict(run));
        return map;
    }
}
