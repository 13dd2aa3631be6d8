// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.sql.connector.metric.CustomMetric;
import org.apache.spark.sql.connector.metric.CustomSumMetric;
import org.apache.spark.sql.connector.metric.CustomTaskMetric;

/** What the tasks have generated. Spark creates the metrics by name, to show them in its UI. */
public final class GenerationMetrics {
    private GenerationMetrics() {}

    /** The bytes of all tasks. */
    public static final class Bytes extends CustomSumMetric {
        private static final String NAME = "generatedBytes";

        /** Spark calls it. */
        public Bytes() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "bytes generated";
        }
    }

    /** The time that all tasks spent in the generator, without the time of Spark and of the query. */
    public static final class Time implements CustomMetric {
        private static final String NAME = "generatingTime";

        /** Spark calls it. */
        public Time() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "time of generating, total of all tasks";
        }

        @Override
        public String aggregateTaskMetrics(long[] nanos) {
            return String.format(Locale.ROOT, "%.3f s", Arrays.stream(nanos).sum() / 1e9);
        }
    }

    /** Bytes over time of the tasks that generated anything. */
    public static final class Speed implements CustomMetric {
        private static final String NAME = "generatingSpeed";

        /** Spark calls it. */
        public Speed() {}

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public String description() {
            return "speed of generating, of a task (min, median, max)";
        }

        @Override
        public String aggregateTaskMetrics(long[] megabytesPerSecond) {
            long[] sorted = Arrays.stream(megabytesPerSecond)
                    .filter(speed -> speed > 0)
                    .sorted()
                    .toArray();
            return sorted.length == 0
                    ? "-"
                    : String.format(
                            Locale.ROOT,
                            "%.2f GB/s (%.2f, %.2f)",
                            sorted[sorted.length / 2] / 1e3,
                            sorted[0] / 1e3,
                            sorted[sorted.length - 1] / 1e3);
        }
    }

    static CustomMetric[] all() {
        return new CustomMetric[] {new Bytes(), new Time(), new Speed()};
    }

    static CustomTaskMetric[] of(long bytes, long nanos) {
        long megabytesPerSecond = nanos == 0 ? 0 : Math.round(1e3 * bytes / nanos);
        return new CustomTaskMetric[] {
            new Sum(Bytes.NAME, bytes), new Sum(Time.NAME, nanos), new Largest(Speed.NAME, megabytesPerSecond)
        };
    }

    private record Sum(String name, long value) implements CustomTaskMetric {}

    /** Of a task that reads several partitions. */
    private record Largest(String name, long value) implements CustomTaskMetric {
        @Override
        public CustomTaskMetric mergeWith(CustomTaskMetric other) {
            return new Largest(name, Math.max(value, other.value()));
        }
    }
}
