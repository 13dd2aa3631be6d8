// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The result of a job. Rates are in decimal gigabytes per second, times in seconds. {@link #toJson} and {@link #parse} are its
 * text form.
 *
 * @param command {@code generate} or {@code verify}
 * @param dataset the line of the set
 * @param address the directory
 * @param seconds duration of the job
 * @param tasks number of tasks
 * @param files number of files that were processed
 * @param keptFiles number of those that {@code generate --resume} has kept
 * @param bytes of all of them
 * @param gigabytesPerSecond bytes over the duration of the job
 * @param taskGigabytesPerSecond bytes over the sum of the times of all files: what one task reaches
 * @param fileGigabytesPerSecond mean of the rates of the files; a file that several tasks process counts once for each
 * @param fileDeviation standard deviation of these rates
 * @param checksum of all bytes of all files, in hexadecimal digits: jobs that write and read the same data have the same one
 * @param nodes the slowest first
 * @param slowestTasks the slowest first, at most 10
 * @param counts number of findings of each kind; empty if all is right
 * @param findings in the order of the tasks, at most 250,000; 10,000 in JSON
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Report(
        String command,
        String dataset,
        String address,
        double seconds,
        int tasks,
        long files,
        long keptFiles,
        long bytes,
        double gigabytesPerSecond,
        double taskGigabytesPerSecond,
        double fileGigabytesPerSecond,
        double fileDeviation,
        String checksum,
        List<Node> nodes,
        List<Task> slowestTasks,
        Map<Finding.Kind, Long> counts,
        List<Finding> findings) {

    private static final int MOST_TASKS = 10;
    private static final int MOST_ROWS = 20;
    private static final int MOST_IN_JSON = 10_000;
    private static final double GIGA = 1e9;

    /**
     * What one node has done.
     *
     * @param name host name or address
     * @param tasks number of tasks
     * @param bytes of all of them
     * @param seconds sum of the times of all files
     * @param gigabytesPerSecond what one task reaches there
     */
    public record Node(String name, long tasks, long bytes, double seconds, double gigabytesPerSecond) {}

    /**
     * A task.
     *
     * @param index its number
     * @param node that has run it
     * @param files number of files that it has begun
     * @param bytes of these files
     * @param seconds sum of the times of its files
     * @param gigabytesPerSecond bytes over seconds
     */
    public record Task(int index, String node, long files, long bytes, double seconds, double gigabytesPerSecond) {}

    /** Keeps copies of the lists. */
    public Report {
        nodes = List.copyOf(nodes);
        slowestTasks = List.copyOf(slowestTasks);
        counts = counts.isEmpty() ? Map.of() : new EnumMap<>(counts);
        findings = List.copyOf(findings);
    }

    static Report of(
            String command, String dataset, String address, long nanos, List<TaskResult> results, Findings findings) {
        Rates rates = results.stream().map(TaskResult::rates).reduce(Rates.NONE, Rates::plus);
        Map<String, Rates> ofNodes = new TreeMap<>();
        Map<String, Long> tasksOfNodes = new TreeMap<>();
        results.forEach(result -> {
            ofNodes.merge(result.host(), result.rates(), Rates::plus);
            tasksOfNodes.merge(result.host(), 1L, Long::sum);
        });
        List<Node> nodes = new ArrayList<>();
        ofNodes.forEach((name, sums) -> nodes.add(new Node(
                name, tasksOfNodes.getOrDefault(name, 0L), sums.bytes(), sums.seconds(), sums.throughput() / GIGA)));
        nodes.sort(Comparator.comparingDouble(Node::gigabytesPerSecond));
        List<Task> slowest = results.stream()
                .sorted(Comparator.comparingDouble(result -> -result.rates().seconds()))
                .limit(MOST_TASKS)
                .map(result -> new Task(
                        result.index(),
                        result.host(),
                        result.files(),
                        result.rates().bytes(),
                        result.rates().seconds(),
                        result.rates().throughput() / GIGA))
                .toList();
        return new Report(
                command,
                dataset,
                address,
                nanos / GIGA,
                results.size(),
                results.stream().mapToLong(TaskResult::files).sum(),
                results.stream().mapToLong(TaskResult::kept).sum(),
                rates.bytes(),
                rates.bytes() / (double) Math.max(1, nanos),
                rates.throughput() / GIGA,
                rates.mean() / GIGA,
                rates.deviation() / GIGA,
                Checksum.hex(results.stream().mapToLong(TaskResult::checksum).sum()),
                nodes,
                slowest,
                findings.counts(),
                findings.kept());
    }

    /** {@return whether nothing is wrong} */
    public boolean hasNoFindings() {
        return counts.isEmpty();
    }

    /** {@return whether data differs; false if files could only not be read} */
    boolean isDifferent() {
        return counts.keySet().stream().anyMatch(kind -> kind != Finding.Kind.UNREADABLE);
    }

    /** {@return the JSON object, on one line} */
    public String toJson() {
        List<Finding> some = findings.subList(0, Math.min(findings.size(), MOST_IN_JSON));
        try {
            return JsonMapper.builder().build().writeValueAsString(withFindings(some));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Report withFindings(List<Finding> some) {
        return new Report(
                command,
                dataset,
                address,
                seconds,
                tasks,
                files,
                keptFiles,
                bytes,
                gigabytesPerSecond,
                taskGigabytesPerSecond,
                fileGigabytesPerSecond,
                fileDeviation,
                checksum,
                nodes,
                slowestTasks,
                counts,
                some);
    }

    /**
     * Reads the JSON object of a report.
     *
     * @param json as {@link #toJson} returns it
     * @return the report
     * @throws UsageException if the text is something else
     */
    public static Report parse(String json) {
        Objects.requireNonNull(json, "json");
        try {
            return JsonMapper.builder().build().readValue(json, Report.class);
        } catch (JsonProcessingException | RuntimeException e) {
            throw new UsageException("the text is no report of a job: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    /** {@return the report as lines for people} */
    public String toText() {
        StringBuilder text = new StringBuilder();
        boolean isVerify = command.equals("verify");
        line(
                text,
                isVerify ? (hasNoFindings() ? "ok" : isDifferent() ? "DIFFERENT" : "UNREADABLE") : "written",
                address);
        line(text, "dataset", dataset);
        line(
                text,
                "files",
                files + (keptFiles == 0 ? "" : ", " + keptFiles + " were complete") + ", " + bytes + " bytes");
        line(text, "time", format("%.2f s, %.2f GB/s", seconds, gigabytesPerSecond));
        line(
                text,
                "task",
                format("%.2f GB/s: bytes over the time of all files, %d tasks", taskGigabytesPerSecond, tasks));
        line(
                text,
                "file",
                format("%.2f GB/s on average, standard deviation %.2f", fileGigabytesPerSecond, fileDeviation));
        line(text, "checksum", checksum);
        counts.forEach((kind, count) -> line(text, kind.text(), Long.toString(count)));
        findings.stream()
                .limit(MOST_ROWS)
                .forEach(finding -> text.append(finding.text()).append('\n'));
        if (findings.size() > MOST_ROWS) {
            text.append("and more: see the DataFrame, or --json\n");
        }
        text.append('\n')
                .append(format("%-24s %8s %16s %10s %8s\n", "slowest nodes", "tasks", "bytes", "seconds", "GB/s"));
        nodes.stream()
                .limit(MOST_TASKS)
                .forEach(node -> text.append(format(
                        "%-24s %8d %16d %10.2f %8.2f\n",
                        node.name, node.tasks, node.bytes, node.seconds, node.gigabytesPerSecond)));
        text.append(format("%-24s %8s %16s %10s %8s\n", "slowest tasks", "files", "bytes", "seconds", "GB/s"));
        slowestTasks.forEach(task -> text.append(format(
                "%-24s %8d %16d %10.2f %8.2f\n",
                task.index + " on " + task.node, task.files, task.bytes, task.seconds, task.gigabytesPerSecond)));
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String value) {
        text.append(label)
                .append(" ".repeat(Math.max(1, 12 - label.length())))
                .append(value)
                .append('\n');
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
