package io.dgen.cli.report;

import io.dgen.DataStream;
import io.dgen.Dedup;
import io.dgen.Recipe;
import io.dgen.Tier;
import io.dgen.cli.io.Target;
import io.dgen.cli.pipeline.Range;
import io.dgen.cli.pipeline.WritePipeline;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What generate has done. */
public record GenerateReport(Target target, DataStream stream, Range range, WritePipeline.Result result)
        implements Report {
    @Override
    public void printText(PrintStream out) {
        out.println("recipe   " + stream.recipe());
        if (hasMeans()) {
            out.println("ratios   dedup " + Text.ratio(stream.recipe().dedupRatio()) + ", compress "
                    + Text.ratio(stream.recipe().compressRatio()) + ", on average");
        }
        out.println("output   " + target.name());
        if (!range.isAllOf(stream)) {
            out.println(
                    "range    " + Text.bytes(range.length()) + " of the stream, from offset " + range.offset() + " on");
        }
        out.println("bytes    " + Text.bytes(range.length()));
        out.println("time     " + Text.seconds(result.elapsedNanos()) + ", "
                + Text.rate(range.length(), result.elapsedNanos()));
        out.println("busy     generating " + share(result.timing().producerNanos()) + ", writing "
                + share(result.timing().consumerNanos()));
        if (result.forceNanos() > 0) {
            out.println("fsync    " + Text.seconds(result.forceNanos()) + " of the time");
        }
        out.println("engine   " + Text.engine(stream));
    }

    /** Whether the recipe does not show the overall ratios. */
    private boolean hasMeans() {
        Recipe recipe = stream.recipe();
        return recipe.dedup() instanceof Dedup.Copies
                || recipe.compression().mixture().components().size() > 1;
    }

    private String share(long nanos) {
        return Text.percent(nanos, result.elapsedNanos());
    }

    @Override
    public Map<String, @Nullable Object> toMap() {
        long elapsed = result.elapsedNanos();
        Tier tier = stream.tier();
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("recipe", stream.recipe().toString());
        map.put("dedupRatio", stream.recipe().dedupRatio());
        map.put("compressRatio", stream.recipe().compressRatio());
        map.put("output", target.isStandard() ? "-" : target.name());
        map.put("offset", range.offset());
        map.put("bytes", range.length());
        map.put("seconds", elapsed / Text.NANOS_PER_SECOND);
        map.put("gigabytesPerSecond", Text.gigabytesPerSecond(range.length(), elapsed));
        map.put("generatingShare", Text.share(result.timing().producerNanos(), elapsed));
        map.put("writingShare", Text.share(result.timing().consumerNanos(), elapsed));
        map.put("fsyncSeconds", result.forceNanos() > 0 ? result.forceNanos() / Text.NANOS_PER_SECOND : null);
        map.put("engine", Text.lower(stream.engine()));
        map.put("tier", tier == null ? null : Text.lower(tier));
        map.put("threads", Text.threads(stream));
        return map;
    }
}
