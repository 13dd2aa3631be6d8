// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.dataset;

import io.dgen.Dataset;
import io.dgen.cli.exit.Failure;
import io.dgen.cli.option.Converters;
import io.dgen.cli.report.Text;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select a part of a set. */
final class PartOptions {
    private static final Pattern PART = Pattern.compile("([0-9]{1,10})/([0-9]{1,10})");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    /** The variables of a process among several, and of their number. */
    private static final List<List<String>> RANKS = List.of(
            List.of("SLURM_PROCID", "SLURM_NTASKS"),
            List.of("OMPI_COMM_WORLD_RANK", "OMPI_COMM_WORLD_SIZE"),
            List.of("PMI_RANK", "PMI_SIZE"));

    /** Kubernetes states no number of jobs. */
    private static final String JOB = "JOB_COMPLETION_INDEX";

    @Option(
            names = "--part",
            paramLabel = "I/N",
            description =
                    "Only part I of N parts with equal shares of the bytes, 0/N to (N-1)/N; N is 1 to 2^31-1. auto: as the process"
                            + " manager states it (Slurm, Open MPI, PMI, Kubernetes jobs). Default: the whole set.")
    private @Nullable String part;

    @Option(
            names = "--parts",
            paramLabel = "N",
            converter = Converters.OfParts.class,
            description = "With --part auto: number of parts. Required for Kubernetes jobs, which do not state it.")
    private @Nullable Integer parts;

    /**
     * A part of a set.
     *
     * @param index 0 for the first part
     * @param count number of parts
     */
    record Share(int index, int count) {
        static final Share ALL = new Share(0, 1);

        /** {@return the files of the part} */
        Dataset.Part of(Dataset dataset) {
            return dataset.part(index, count);
        }

        /** {@return their bytes} */
        long bytes(Dataset dataset) {
            Dataset.Part part = of(dataset);
            return dataset.bytesBefore(part.to()) - dataset.bytesBefore(part.from());
        }

        boolean isAll() {
            return count == 1;
        }

        @Override
        public String toString() {
            return index + "/" + count;
        }
    }

    /** {@return the part of the options} */
    Share toShare() throws Failure {
        return of(part, parts, System.getenv());
    }

    static Share of(@Nullable String part, @Nullable Integer parts, Map<String, String> environment) throws Failure {
        Failure.unless(parts == null || "auto".equals(part), "--parts requires --part auto");
        if (part == null) {
            return Share.ALL;
        }
        if (part.equals("auto")) {
            return auto(parts, environment);
        }
        Matcher matcher = PART.matcher(part);
        Failure.unless(matcher.matches(), "--part '" + part + "': expected I/N, such as 0/4, or auto");
        return checked("--part " + part, Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)));
    }

    private static Share auto(@Nullable Integer parts, Map<String, String> environment) throws Failure {
        for (List<String> names : RANKS) {
            if (environment.keySet().containsAll(names)) {
                long count = number(names.getLast(), environment);
                Failure.unless(
                        parts == null || parts == count, "--parts " + parts + ": " + names.getLast() + " is " + count);
                return checked("--part auto: " + names.getFirst(), number(names.getFirst(), environment), count);
            }
        }
        if (parts != null && environment.containsKey(JOB)) {
            return checked("--part auto: " + JOB, number(JOB, environment), parts);
        }
        throw Failure.usage("--part auto: none of these variables is set: SLURM_PROCID and SLURM_NTASKS;"
                + " OMPI_COMM_WORLD_RANK and OMPI_COMM_WORLD_SIZE; PMI_RANK and PMI_SIZE; with --parts N, " + JOB);
    }

    private static long number(String name, Map<String, String> environment) throws Failure {
        String value = environment.getOrDefault(name, "");
        Failure.unless(
                NUMBER.matcher(value).matches(), "--part auto: " + name + " is '" + value + "': expected a number");
        return Long.parseLong(value);
    }

    private static Share checked(String what, long index, long count) throws Failure {
        Failure.unless(
                count >= 1 && count <= Integer.MAX_VALUE,
                what + ": " + count + " parts: expected 1 to " + Integer.MAX_VALUE);
        Failure.unless(
                index < count,
                what + ": part " + index + ": expected 0 to " + (count - 1) + ", of " + Text.count(count, "part"));
        return new Share((int) index, (int) count);
    }
}
