package io.dgen.benchmarks.ratio;

import io.dgen.SystemInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is no ratio by its nature: the median of several forks' answers. */
record FigureRow(String name, String what, double bar, boolean atLeast, String unit, String remark, Source source)
        implements Row {

    /** One answer. */
    interface Source {
        double measure() throws IOException, InterruptedException;
    }

    @Override
    public @Nullable String unavailable(SystemInfo system) {
        return null;
    }

    @Override
    public Measured measure(Settings settings, boolean byJmh) throws IOException, InterruptedException {
        // The first one finds files that are not in memory yet.
        source.measure();
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < (settings == Settings.FULL ? 15 : 5); i++) {
            values.add(source.measure());
        }
        return Measured.ofValues(values, remark);
    }
}
