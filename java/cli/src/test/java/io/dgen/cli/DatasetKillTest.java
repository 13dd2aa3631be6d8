// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Processes that write a set are killed at random moments, most of them while files are written. Every moment must leave a
 * directory that a resumed run completes. {@code -Ddgen.kills=20 -Ddgen.killSeed=7} sets number and seed.
 */
@Timeout(300)
final class DatasetKillTest {
    private static final int KILLS = Integer.getInteger("dgen.kills", 5);
    private static final long SEED = Long.getLong("dgen.killSeed", System.nanoTime());

    private static final String LINE = "dgenset1:files=300,size=lognormal(8KiB,2)[0..3MiB],name=d{1}/d{1}/f{3};"
            + "dgen1:seed=4,block=8KiB,dedup=2,compress=1.5,generation=%d,change=30%%";

    private static final String FIRST = LINE.formatted(1);
    private static final String THIRD = LINE.formatted(3);

    /** One in so many processes is killed before it writes. */
    private static final int EARLY = 6;

    private static final long MOST_EARLY_NANOS = 600_000_000;

    private final Random random = new Random(SEED);

    /** How long processes write, about. */
    private final Map<Way, Long> nanos = new EnumMap<>(Way.class);

    @TempDir
    private Path temp;

    /** How a directory becomes complete. Runs are killed, and repeated with --resume. */
    private enum Way {
        WHOLE(List.of("--threads", "2")),
        SYNCED(List.of("--fsync", "--threads", "1")),
        PARTS(List.of("--part", "0/2"), List.of("--part", "1/2")),
        CHANGES(List.of("--since", "1", "--threads", "2")),
        CHANGES_IN_PARTS(List.of("--since", "1", "--part", "0/2"), List.of("--since", "1", "--part", "1/2"));

        private final List<List<String>> runs;

        @SafeVarargs
        Way(List<String>... runs) {
            this.runs = List.of(runs);
        }

        boolean isOfChanges() {
            return runs.getFirst().contains("--since");
        }
    }

    private static Stream<String> create(String line, Path dir, List<String> options) {
        return Stream.concat(
                Stream.of("dataset", "create", "--dataset", line, "--dir", dir.toString(), "--chunk-size", "64KiB"),
                options.stream());
    }

    private static void complete(String line, Path dir, List<String> options) {
        Outcome outcome = Cli.run(create(line, dir, options).toArray());
        assertThat(outcome.status()).as(outcome.err()).isZero();
    }

    private List<Process> start(Way way, Path dir) throws IOException {
        List<Process> processes = new ArrayList<>();
        for (List<String> options : way.runs) {
            String[] arguments = create(THIRD, dir, options).toArray(String[]::new);
            processes.add(new ProcessBuilder(ProcessTest.command(arguments))
                    .redirectErrorStream(true)
                    .redirectOutput(temp.resolve("out").toFile())
                    .start());
        }
        return processes;
    }

    @Test
    void aRunThatIsKilledAtAnyMomentIsCompletedByAnother() throws Exception {
        Path right = temp.resolve("right");
        complete(THIRD, right, List.of());
        for (int i = 0; i < KILLS; i++) {
            Way way = Way.values()[i % Way.values().length];
            Path dir = temp.resolve("D" + i);
            if (way.isOfChanges()) {
                complete(FIRST, dir, List.of());
            }
            String kill = "seed " + SEED + ", kill " + i + ", " + kill(way, dir, i % EARLY == 0);

            assertStateIsTrue(kill, right, dir);
            for (List<String> options : way.runs) {
                complete(
                        THIRD,
                        dir,
                        Stream.concat(options.stream(), Stream.of("--resume")).toList());
            }
            Outcome verified = Cli.run("dataset", "verify", dir);
            assertThat(verified.status()).as(kill + verified.out()).isZero();
            assertThat(tree(dir)).as(kill).isEqualTo(tree(right));
        }
    }

    /** {@return what was done} The moment is a random one; a process that has ended before makes later ones sooner. */
    private String kill(Way way, Path dir, boolean isEarly) throws Exception {
        List<Process> processes = start(way, dir);
        while (!isEarly && processes.getFirst().isAlive() && !state(dir).contains("\nincomplete")) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        long longest = isEarly ? MOST_EARLY_NANOS : nanos.getOrDefault(way, 200_000_000L);
        long moment = (long) (longest * random.nextDouble());
        TimeUnit.NANOSECONDS.sleep(moment);
        boolean hasEnded = processes.stream().noneMatch(Process::isAlive);
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
        if (hasEnded && !isEarly) {
            nanos.put(way, longest / 2);
        }
        return way + " " + moment / 1000 + " us after its start" + (isEarly ? "" : " to write");
    }

    private static String state(Path dir) throws IOException {
        Path state = dir.resolve(".dgen-dataset");
        return Files.exists(state) ? Files.readString(state) : "";
    }

    /** Without a second line, all files are complete. */
    private static void assertStateIsTrue(String kill, Path right, Path dir) throws IOException {
        if (state(dir).equals(state(right))) {
            assertThat(tree(dir)).as(kill).isEqualTo(tree(right));
        }
    }

    /** {@return the bytes of all files and the names of all folders, in a form that is compared and shown} */
    private static TreeMap<String, String> tree(Path dir) throws IOException {
        TreeMap<String, String> tree = new TreeMap<>();
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                boolean isFile = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
                tree.put(dir.relativize(file).toString(), isFile ? digest(Files.readAllBytes(file)) : "folder");
            }
        }
        return tree;
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
