// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** A JVM with the class path of this one, and options. Its main class prints answers, which are lines of numbers. */
public record ForkedJvm(List<String> options) {
    private static final String ANSWER = "= ";
    private static final int MAX_LINES_OF_MESSAGE = 30;

    /** {@return the same with more options} */
    public ForkedJvm with(List<String> more) {
        return new ForkedJvm(Stream.concat(options.stream(), more.stream()).toList());
    }

    /**
     * Runs a main class to its end.
     *
     * @return the lines that it printed
     * @throws MeasurementException if its exit status is not 0
     */
    public List<String> run(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(options);
        command.addFirst(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            byte[] output = process.getInputStream().readAllBytes();
            List<String> lines =
                    new String(output, StandardCharsets.UTF_8).lines().toList();
            int status = process.waitFor();
            if (status != 0) {
                Stream<String> last = lines.stream().skip(Math.max(0, lines.size() - MAX_LINES_OF_MESSAGE));
                throw new MeasurementException(main.getSimpleName() + " ended with status " + status
                        + last.collect(Collectors.joining("\n  ", ":\n  ", "")));
            }
            return lines;
        } catch (IOException | InterruptedException e) {
            throw new MeasurementException(main.getSimpleName() + " did not run: " + e, e);
        }
    }

    /** {@return the numbers of each answer in the output of a fork} */
    public static List<double[]> answers(List<String> lines) {
        return lines.stream()
                .filter(l -> l.startsWith(ANSWER))
                .map(l -> Arrays.stream(l.substring(ANSWER.length()).split(" ")))
                .map(numbers -> numbers.mapToDouble(Double::parseDouble).toArray())
                .toList();
    }

    /** {@return a line for a fork to print} */
    public static String answer(double... numbers) {
        return DoubleStream.of(numbers).mapToObj(Double::toString).collect(Collectors.joining(" ", ANSWER, ""));
    }
}
