// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.process;

import io.dgen.bench.measure.MeasurementException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/** A JVM with the class path of this one, and options. Its main class prints answers, which are lines of numbers. */
public record ForkedJvm(List<String> options) {
    private static final String ANSWER = "= ";
    private static final int MAX_LINES_OF_MESSAGE = 30;

    /** {@return the same with more options} */
    public ForkedJvm with(List<String> more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(more);
        return new ForkedJvm(all);
    }

    /**
     * Runs a main class to its end.
     *
     * @return the lines that it printed
     * @throws MeasurementException if its exit status is not 0
     */
    public List<String> run(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            List<String> lines = output.lines().toList();
            int status = process.waitFor();
            if (status != 0) {
                throw new MeasurementException(main.getSimpleName() + " ended with status " + status + ":\n  "
                        + String.join(
                                "\n  ", lines.subList(Math.max(0, lines.size() - MAX_LINES_OF_MESSAGE), lines.size())));
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
                .map(l -> Arrays.stream(l.substring(ANSWER.length()).split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    /** {@return a line for a fork to print} */
    public static String answer(double... numbers) {
        return DoubleStream.of(numbers).mapToObj(Double::toString).collect(Collectors.joining(" ", ANSWER, ""));
    }
}
