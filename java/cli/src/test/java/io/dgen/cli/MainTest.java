// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.SystemInfo;
import io.dgen.cli.Cli.Outcome;
import io.dgen.cli.report.Text;
import io.dgen.cli.terminal.Stdio;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import tools.jackson.jr.ob.JSON;

final class MainTest {
    @TempDir
    private Path dir;

    @Test
    void versionNamesTheFormat() {
        Outcome outcome = Cli.run("--version");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).matches("dgen \\d+\\.\\d+\\.\\d+\\S* \\(format 1\\)\n");
    }

    /** Without a converter, picocli would refuse a text with the name of a Java type, and without the range. */
    @Test
    void everyNumberHasAConverter() {
        assertThat(numbers(Commands.commandLine(Stdio.ofProcess(), "")))
                .isNotEmpty()
                .allSatisfy(option ->
                        assertThat(option.converters()).as(option.longestName()).isNotEmpty());
    }

    private static List<OptionSpec> numbers(CommandLine command) {
        List<OptionSpec> options = new ArrayList<>(command.getCommandSpec().options());
        options.removeIf(option -> !Set.of(int.class, long.class, double.class)
                .contains(MethodType.methodType(option.type()).unwrap().returnType()));
        command.getSubcommands().values().forEach(subcommand -> options.addAll(numbers(subcommand)));
        return options;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "generate",
                "verify",
                "analyze",
                "digest",
                "diff",
                "predict",
                "info",
                "selftest",
                "bench",
                "bench sink",
                "completion",
                "help"
            })
    void everyCommandHasHelp(String command) {
        Outcome outcome = Cli.run((Object[]) (command + " --help").split(" "));

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("Usage: dgen " + command);
        assertThat(outcome.err()).isEmpty();
        assertThat(Cli.run("--help").out()).contains("  " + command.split(" ")[0]);
        assertThat(Cli.run((Object[]) ("help " + command).split(" ")))
                .usingRecursiveComparison()
                .isEqualTo(outcome);
    }

    @Test
    void helpShowsTheHelpOfItsParent() {
        assertThat(Cli.run("help").out()).isEqualTo(Cli.run("--help").out()).contains("  help ");
        assertThat(Cli.run("bench", "help").out())
                .isEqualTo(Cli.run("bench", "--help").out());
        assertThat(Cli.run("bench", "help", "sink").out()).contains("Usage: dgen bench sink");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "help nope | unknown command 'nope': expected generate, verify, digest, dataset, analyze, diff, predict, info, bench",
                "help bench nope | unknown command 'nope': expected sink, help",
                "help generate sink | unknown command 'sink': dgen generate has no commands"
            })
    void helpNamesTheKnownCommands(String command, String message) {
        Outcome outcome = Cli.run((Object[]) command.split(" "));

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains(message).hasLineCount(1);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void completionIsForAllCommands() throws IOException, InterruptedException {
        String script = Cli.run("completion").out();
        Path file = Files.writeString(dir.resolve("completion"), script);

        Process bash = new ProcessBuilder("bash", "-n", file.toString()).start();

        assertThat(bash.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(bash.exitValue()).isZero();
        assertThat(script).contains("generate", "verify", "--block-size", "vector", "selftest", "--seconds");
    }

    @Test
    void infoShowsTheReasonForEachUnavailableEngine() {
        SystemInfo info = SystemInfo.get();

        Outcome text = Cli.run("info");
        Map<String, Object> json = JSON.std.mapFrom(Cli.run("info", "--json").out());

        assertThat(text.status()).isZero();
        info.engines().forEach(e -> assertThat(text.out()).contains("engine          " + Text.lower(e.engine())));
        info.tiers().forEach(t -> {
            assertThat(text.out()).contains("tier            " + Text.lower(t.tier()));
            if (t.unavailable() != null) {
                assertThat(text.out()).contains("not available: " + t.unavailable());
            }
        });
        assertThat(text.out())
                .contains(info.libnuma(), info.jdk(), info.topology().deploymentType());
        assertThat((Map<?, ?>) json.get("topology"))
                .extracting("logicalCpus")
                .isEqualTo(info.topology().logicalCpus());
        assertThat(json).containsEntry("jdk", info.jdk()).containsEntry("autoEngine", Text.lower(info.autoEngine()));
        assertThat((List<?>) json.get("engines")).hasSize(info.engines().size());
    }
}
