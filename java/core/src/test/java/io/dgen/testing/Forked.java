// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import io.dgen.DataStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the main method of a class in a new JVM. The class must not use JUnit or AssertJ. */
public final class Forked {
    /** Ends a JVM that hangs. Longer runs, which some tests offer, need more: {@code -Ddgen.fork.minutes=N}. */
    private static final int TIMEOUT_MINUTES = Integer.getInteger("dgen.fork.minutes", 3);

    private static final String LIBRARIES = "LD_LIBRARY_PATH";
    private static final Path MAIN_CLASSES = Repository.classes(DataStream.class);
    private static final Path TEST_CLASSES = Repository.classes(Forked.class);

    private final List<String> options = new ArrayList<>(
            List.of("-Xshare:auto", "-XX:+UseSerialGC", "-XX:-CreateCoredumpOnCrash", "-XX:+ErrorFileToStdout"));
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> launch;
    private List<String> prefix = List.of();
    private @Nullable Path workingFolder;

    /** Exit status and output of the process. */
    public record Result(int exit, String out, String err) {
        /** The lines of standard error that contain a text. */
        public List<String> errorLines(String text) {
            return err.lines().filter(line -> line.contains(text)).toList();
        }
    }

    private Forked(List<String> launch) {
        this.launch = launch;
    }

    public static Forked onClassPath(Class<?> program, Path... first) {
        List<String> path = new ArrayList<>();
        for (Path entry : first) {
            path.add(entry.toString());
        }
        path.add(MAIN_CLASSES.toString());
        path.add(TEST_CLASSES.toString());
        return new Forked(List.of("-cp", String.join(File.pathSeparator, path), program.getName()));
    }

    public static Forked onModulePath(Class<?> program) {
        return new Forked(List.of(
                "--module-path",
                MAIN_CLASSES.toString(),
                "--patch-module",
                "io.dgen=" + TEST_CLASSES,
                "-m",
                "io.dgen/" + program.getName()));
    }

    public Forked jvm(String... more) {
        options.addAll(List.of(more));
        return this;
    }

    /** The JVM options that the README recommends. */
    public Forked withEverything() {
        boolean modular = launch.contains("-m");
        return jvm(
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=" + (modular ? "io.dgen" : "ALL-UNNAMED"));
    }

    public Forked environment(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** A command that runs the JVM. */
    public Forked by(String... command) {
        prefix = List.of(command);
        return this;
    }

    /** Shared libraries of this folder are found first. Without /proc, java finds its own ones by the same variable. */
    public Forked libraries(Path folder) {
        String others = System.getenv(LIBRARIES);
        return environment(LIBRARIES, others == null ? folder.toString() : folder + File.pathSeparator + others);
    }

    public Forked in(Path folder) {
        workingFolder = folder;
        return this;
    }

    public Result run(String... arguments) {
        try {
            Path out = Files.createTempFile("dgen-fork", ".out");
            Path err = Files.createTempFile("dgen-fork", ".err");
            try {
                int exit = run(out, err, arguments);
                return new Result(exit, Files.readString(out), Files.readString(err));
            } finally {
                Files.delete(out);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private int run(Path out, Path err, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(launch);
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        if (workingFolder != null) {
            builder.directory(workingFolder.toFile());
        }
        builder.environment().keySet().removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "DGEN_TIER"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError(
                    "no exit within " + TIMEOUT_MINUTES + " minutes: " + command + "\n" + Files.readString(out));
        }
        return process.exitValue();
    }
}
