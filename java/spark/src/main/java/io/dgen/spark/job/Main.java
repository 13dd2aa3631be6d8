// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.job;

import io.dgen.Dataset;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.apache.spark.sql.SparkSession;

/** The commands of the program. */
public final class Main {
    private static final int OK = 0;
    private static final int USAGE = 2;
    private static final int FAILURE = 3;
    private static final int DIFFERENT = 4;
    private static final int DEFECT = 70;

    private static final int MAX_TASKS = 1_000_000;
    private static final int MAX_REPORT_BYTES = 64 << 20;

    private static final String HELP = """
            usage: DgenSpark generate --to ADDRESS (--dataset LINE | SET) [--overwrite | --resume] [OPTION...]
                   DgenSpark verify ADDRESS [--dataset LINE | SET --seed N] [OPTION...]
                   DgenSpark report [--json] FILE...

            generate writes the files of a set, as dgen dataset create does. verify compares them; without the line of the
            set, it reads .dgen-dataset. report prints reports that were written before, and compares their checksums.
            Addresses are those of Hadoop, such as hdfs://host/d, s3a://bucket/prefix and file:///d.

            SET             --files N or --total-size SIZE, --size SIZES, --name PATTERN, and options of the bytes: --seed,
                            --stream, --block-size, --dedup, --window, --hot, --compress, --compress-for, --texture, --reach,
                            --generation, --change, --numbers KEYS, --format, --record, --align, --arrays, --example, --group, --ext.
                            Their values are those of the line of a set (docs/format.md).
            --overwrite     replace files of the set, and the line of another one; other files stay
            --resume        keep files that are complete, and write the others
            --tasks N       number of tasks, 1 to 1000000. Default: 4 for each core, and one for each GiB; at most 100000
            --part-size S   least size of the parts of large files, which several tasks process, 8MiB to 4GiB. Default: 128MiB
            --report FILE   write the report to this address, as JSON
            --json          print the report as JSON

            Exit status: 0, 2 for a wrong command line, 3 if reading or writing failed, 4 if data differs.
            """;

    private final PrintStream out;

    private Main(PrintStream out) {
        this.out = out;
    }

    /** {@return the exit status of a command} */
    public static int run(List<String> arguments, PrintStream out, PrintStream err) {
        try {
            return new Main(out).run(arguments);
        } catch (UsageException e) {
            err.println("dgen: " + e.getMessage());
            return USAGE;
        } catch (IOException e) {
            err.println("dgen: " + reason(e));
            return FAILURE;
        } catch (Exception e) {
            // Spark declares no exception for a job that has failed.
            if (e instanceof SparkException) {
                err.println("dgen: " + reason(e));
                return FAILURE;
            }
            e.printStackTrace(err);
            return DEFECT;
        }
    }

    private static String reason(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse(e.toString());
    }

    private int run(List<String> arguments) throws IOException {
        if (arguments.isEmpty()) {
            throw new UsageException("a command is required: generate, verify or report; --help prints all options");
        }
        List<String> rest = arguments.subList(1, arguments.size());
        return switch (arguments.getFirst()) {
            case "generate" -> generate(new Arguments(rest, options("to"), Set.of("overwrite", "resume", "json")));
            case "verify" -> verify(new Arguments(rest, options(), Set.of("json")));
            case "report" -> report(new Arguments(rest, Set.of(), Set.of("json")));
            case "help", "--help", "-h" -> {
                out.print(HELP);
                yield OK;
            }
            default ->
                throw new UsageException(
                        "unknown command '" + arguments.getFirst() + "': expected generate, verify or report");
        };
    }

    private static Set<String> options(String... more) {
        Set<String> names = new LinkedHashSet<>(Arguments.datasetOptions());
        names.addAll(List.of("tasks", "part-size", "report"));
        names.addAll(List.of(more));
        return names;
    }

    private int generate(Arguments arguments) throws IOException {
        requireOperands(arguments, 0, 0, "generate takes --to ADDRESS");
        String address = arguments.require("to");
        boolean overwrite = arguments.has("overwrite");
        if (overwrite && arguments.has("resume")) {
            throw new UsageException("--overwrite and --resume exclude each other");
        }
        Dataset dataset = arguments.dataset();
        if (dataset == null) {
            throw new UsageException("--dataset, or --files and --size, is required");
        }
        Existing existing =
                overwrite ? Existing.OVERWRITE : arguments.has("resume") ? Existing.RESUME : Existing.REFUSE;
        JobOptions options = options(arguments, existing);
        return inSession(spark -> {
            print(arguments, Jobs.generate(spark, dataset, address, options), configuration());
            return OK;
        });
    }

    private int verify(Arguments arguments) throws IOException {
        requireOperands(arguments, 1, 1, "verify takes one address");
        String address = arguments.operands().getFirst();
        Dataset given = arguments.dataset();
        if (given != null && !arguments.has("dataset") && !arguments.has("seed")) {
            throw new UsageException("--seed is required: without it the content of the files is unknown");
        }
        JobOptions options = options(arguments, Existing.REFUSE);
        return inSession(spark -> {
            Dataset dataset = given != null ? given : existing(address);
            Report report = Jobs.verify(spark, dataset, address, options);
            print(arguments, report, configuration());
            return report.hasNoFindings() ? OK : report.isDifferent() ? DIFFERENT : FAILURE;
        });
    }

    private static Dataset existing(String address) throws IOException {
        SetStore store = new SetStore(address, configuration());
        String line = store.readLine();
        if (line == null) {
            throw new UsageException(
                    store.root() + " has no file " + SetStore.LINE_FILE + ": --dataset LINE is required");
        }
        try {
            return Dataset.parse(line);
        } catch (IllegalArgumentException e) {
            throw new UsageException(store.path(SetStore.LINE_FILE) + ": " + e.getMessage());
        }
    }

    private static JobOptions options(Arguments arguments, Existing existing) {
        return new JobOptions(
                existing,
                arguments.number("tasks", MAX_TASKS),
                arguments.size("part-size", JobOptions.DEFAULT.partBytes()));
    }

    /** What a command does with a session. */
    private interface Work {
        int run(SparkSession spark) throws IOException;
    }

    /** Stops the session, unless it has existed before, as in a shell. */
    private static int inSession(Work work) throws IOException {
        boolean isNew = SparkSession.getDefaultSession().isEmpty();
        SparkSession spark = SparkSession.builder().appName("dgen").getOrCreate();
        try {
            return work.run(spark);
        } finally {
            if (isNew) {
                spark.stop();
            }
        }
    }

    private static Configuration configuration() {
        return SparkHadoopUtil.get().newConfiguration(new SparkConf());
    }

    private static void requireOperands(Arguments arguments, int least, int most, String what) {
        int count = arguments.operands().size();
        if (count < least || count > most) {
            throw new UsageException(
                    what + (count > most ? ", not also '" + arguments.operands().get(most) + "'" : ""));
        }
    }

    private void print(Arguments arguments, Report report, Configuration configuration) throws IOException {
        String file = arguments.get("report");
        if (file != null) {
            Path path = new Path(file);
            try (FSDataOutputStream json = path.getFileSystem(configuration).create(path, true)) {
                json.write((report.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        print(arguments, report);
    }

    private void print(Arguments arguments, Report report) {
        out.print(arguments.has("json") ? report.toJson() + "\n" : report.toText());
        out.flush();
    }

    private int report(Arguments arguments) throws IOException {
        requireOperands(arguments, 1, Integer.MAX_VALUE, "report takes the addresses of reports");
        Configuration configuration = configuration();
        Report first = null;
        boolean areEqual = true;
        for (String file : arguments.operands()) {
            Report report = read(new Path(file), configuration);
            print(arguments, report);
            first = first == null ? report : first;
            areEqual &=
                    first.dataset().equals(report.dataset()) && first.checksum().equals(report.checksum());
        }
        if (arguments.operands().size() > 1 && !arguments.has("json")) {
            out.println(areEqual ? "the checksums are equal" : "the checksums differ, or are of other sets");
        }
        return areEqual ? OK : DIFFERENT;
    }

    private static Report read(Path path, Configuration configuration) throws IOException {
        try (FSDataInputStream in = path.getFileSystem(configuration).open(path)) {
            return Report.parse(new String(in.readNBytes(MAX_REPORT_BYTES), StandardCharsets.UTF_8));
        } catch (FileNotFoundException e) {
            throw new UsageException(path + ": there is no such file");
        }
    }
}
