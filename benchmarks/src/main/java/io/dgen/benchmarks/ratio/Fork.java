package io.dgen.benchmarks.ratio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A JVM of its own, and what it answers. */
final class Fork {
    private static final String ANSWER = "= ";

    /** What the process printed, its answers not excepted. */
    private final List<String> lines = new ArrayList<>();

    /** Runs a main class to its end, with all that a benchmark may ask for. */
    Fork(Class<?> main, String... arguments) throws IOException, InterruptedException {
        this(List.of(), main, arguments);
    }

    /** With more options for java. */
    Fork(List<String> options, Class<?> main, String... arguments) throws IOException, InterruptedException {
        this(main, forBenchmarks(options), List.of(arguments));
    }

    private static List<String> forBenchmarks(List<String> options) {
        List<String> all = new ArrayList<>(List.of(
                "--add-modules=jdk.incubator.vector",
                "--sun-misc-unsafe-memory-access=allow", // JMH's
                "-Ddgen.calls=" + System.getProperty("dgen.calls", "")));
        all.addAll(options);
        return all;
    }

    /** As users start theirs. */
    static Fork plain(Class<?> main, String... arguments) throws IOException, InterruptedException {
        return new Fork(main, List.of(), List.of(arguments));
    }

    private Fork(Class<?> main, List<String> options, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
            }
        }
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(main.getSimpleName() + " ended with status " + status + ":\n  "
                    + String.join("\n  ", lines.subList(Math.max(0, lines.size() - 30), lines.size())));
        }
    }

    List<String> lines() {
        return lines;
    }

    /** The numbers of each answer. */
    List<double[]> answers() {
        return lines.stream()
                .filter(l -> l.startsWith(ANSWER))
                .map(l -> Arrays.stream(l.substring(ANSWER.length()).split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    /** What a forked main class says. */
    static void answer(double... numbers) {
        StringBuilder line = new StringBuilder("=");
        for (double number : numbers) {
            line.append(' ').append(number);
        }
        System.out.println(line);
    }
}
