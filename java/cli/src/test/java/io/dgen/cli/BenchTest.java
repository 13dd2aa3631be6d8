// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dgen.MemoryCeiling;
import io.dgen.SystemInfo;
import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import tools.jackson.jr.ob.JSON;

/** The structure of the reports of bench, not the rates. */
@Timeout(120)
final class BenchTest {
    @TempDir
    private static Path dir;

    private static String html = "";
    private static Map<String, Object> json = Map.of();

    /** One run of all groups, on small buffers. */
    @BeforeAll
    static void run() throws IOException {
        assumeTrue(MemoryCeiling.unavailable() == null, "no native library here");
        Path page = dir.resolve("report.html");
        Outcome outcome = Cli.run(
                "bench",
                "--quick",
                "--max-size",
                "100KiB",
                "--rounds",
                "4",
                "--ratios",
                "1,2.5",
                "--json",
                "--html",
                page);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).hasLineCount(1);
        json = JSON.std.mapFrom(outcome.out());
        html = Files.readString(page);
    }

    private static List<Map<?, ?>> list(Map<?, ?> map, String name) {
        List<Map<?, ?>> list = new ArrayList<>();
        ((List<?>) map.get(name)).forEach(e -> list.add((Map<?, ?>) e));
        return list;
    }

    private static Map<?, ?> group(String name) {
        return list(json, "groups").stream()
                .filter(g -> name.equals(g.get("group")))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> works(Map<?, ?> point) {
        return list(point, "figures").stream().map(f -> (String) f.get("work")).toList();
    }

    private static double number(Map<?, ?> map, String name) {
        return ((Number) map.get(name)).doubleValue();
    }

    @Test
    void everyFigureHasItsCeiling() {
        int figures = 0;
        for (Map<?, ?> group : list(json, "groups")) {
            for (Map<?, ?> point : list(group, "points")) {
                List<Map<?, ?>> ceilings = list(point, "ceilings");
                assertThat(ceilings.stream().map(c -> (String) c.get("ceiling")))
                        .containsExactly("memset", "stream", "read");
                assertThat(list(point, "figures")).isNotEmpty();
                for (Map<?, ?> figure : list(point, "figures")) {
                    Map<?, ?> own = ceilings.stream()
                            .filter(c -> c.get("ceiling").equals(figure.get("ceiling")))
                            .findFirst()
                            .orElseThrow();
                    boolean isFill = figure.get("operation").equals("fill");
                    double best = ceilings.stream()
                            .filter(c -> isFill != c.get("ceiling").equals("read"))
                            .mapToDouble(c -> number(c, "gigabytesPerSecond"))
                            .max()
                            .orElseThrow();
                    assertThat(number(figure, "ceilingGigabytesPerSecond"))
                            .isEqualTo(best)
                            .isEqualTo(number(own, "gigabytesPerSecond"));
                    assertThat(number(figure, "gigabytesPerSecond")).isPositive();
                    assertThat(number(figure, "ofCeiling"))
                            .isCloseTo(number(figure, "gigabytesPerSecond") / best, within(1e-9));
                    assertThat(number(figure, "rounds")).isBetween(3.0, 4.0).isEqualTo(number(own, "rounds"));
                    figures++;
                }
            }
        }
        assertThat(figures).isGreaterThan(20);
    }

    @Test
    void reportHasAllGroups() {
        assertThat(list(json, "groups").stream().map(g -> (String) g.get("group")))
                .containsExactly("size", "threads", "ratio", "engine", "store", "buffer");
        assertThat(list(group("size"), "points").stream().map(p -> (String) p.get("point")))
                .containsExactly("4KiB", "16KiB", "64KiB", "100KiB");
        assertThat(works(list(group("size"), "points").getFirst())).containsExactly("fill", "verify");
        assertThat(works(list(group("ratio"), "points").getFirst()))
                .containsExactly("fill 1:1", "verify 1:1", "fill 2.5:1", "verify 2.5:1");
        assertThat(works(list(group("store"), "points").getFirst()))
                .containsExactly("fill auto", "fill regular", "fill prefetch", "fill stream");
        assertThat(list(group("buffer"), "points").stream().map(p -> (String) p.get("point")))
                .contains("native, 100KiB", "byte[], 100KiB");
        assertThat(json).containsEntry("maxBytes", 102_400).containsEntry("quick", true);
    }

    @Test
    void threadsGoFromOneToAll() {
        int cpus = SystemInfo.get().availableCpus();
        List<Map<?, ?>> points = list(group("threads"), "points");

        assertThat(points.stream().map(p -> (Integer) p.get("threads")))
                .startsWith(1)
                .endsWith(cpus);
        assertThat(works(points.getLast())).containsExactly("fill", "verify", "fill shared", "verify shared");
        assertThat(points)
                .allSatisfy(p -> assertThat(list(p, "figures"))
                        .allSatisfy(f -> assertThat(f.get("cyclesPerByte") == null
                                        || p.get("threads").equals(1))
                                .isTrue()));
    }

    /** Each engine and tier is measured, or there is a reason. */
    @Test
    void enginesAndTiers() {
        List<String> works = works(list(group("engine"), "points").getFirst());
        List<?> skipped = (List<?>) group("engine").get("skipped");

        assertThat(works).contains("fill portable", "verify portable", "fill scalar", "verify scalar");
        for (String tier : List.of("tier avx2", "tier avx512", "tier neon", "engine vector")) {
            String name = tier.substring(tier.indexOf(' '));
            boolean isSkipped = skipped.stream().anyMatch(s -> s.toString().startsWith(tier + ": "));
            assertThat(works.contains("fill" + name)).as(tier).isNotEqualTo(isSkipped);
            assertThat(works.contains("verify" + name)).as(tier).isNotEqualTo(isSkipped);
        }
    }

    @Test
    void cyclesPerByteFollowFromTheClockOrAreLeftOut() {
        boolean isKnown = json.get("gigahertz") != null;

        assertThat(json.get("clockDoubt") == null).isEqualTo(isKnown);
        Map<?, ?> figure =
                list(list(group("size"), "points").getFirst(), "figures").getFirst();
        assertThat(figure.get("cyclesPerByte") != null).isEqualTo(isKnown);
    }

    @Test
    void pageIsWellFormed() throws Exception {
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        Document document = builder.parse(new InputSource(new StringReader(html.replace("<!DOCTYPE html>", ""))));

        assertThat(document.getElementsByTagName("table").getLength()).isEqualTo(6);
        assertThat(document.getElementsByTagName("svg").getLength()).isGreaterThanOrEqualTo(6);
        assertThat(html.replace("xmlns=\"http://www.w3.org/2000/svg\"", ""))
                .doesNotContain("<script", "http:", "https:", "<link", "NaN", "Infinity");
    }

    @Test
    void tableIsNoWiderThanATerminal() {
        Outcome outcome = Cli.run("bench", "--quick", "--only", "size,store", "--max-size", "64KiB", "--rounds", "1");

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        assertThat(outcome.out())
                .containsPattern("\n4KiB +fill +[0-9.]+ +\\d+ % +(memset|stream) +[0-9.]+ +\\d+ % +[0-9.]+ +[-0-9.]+\n")
                .containsPattern("\n64KiB +fill prefetch ")
                .doesNotContain("threads:");
    }

    @Test
    void existingPageIsKept() throws IOException {
        Path page = Files.writeString(dir.resolve("mine.html"), "mine");

        Outcome outcome = Cli.run("bench", "--quick", "--html", page);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("dgen: --html: " + page + " exists: --force replaces its contents\n");
        assertThat(page).hasContent("mine");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --max-size 4KiB         | largest size 4096: expected 65536 (64KiB) to 68719476736 (64GiB) bytes
            --max-size 1TiB         | largest size 1099511627776: expected 65536 (64KiB) to
            --max-size much         | --max-size: size 'much': expected a number of bytes
            --threads 0             | --threads: threads '0': expected 1 to
            --threads 1000000       | threads 1000000: expected 1 to
            --rounds 0              | --rounds: rounds '0': expected 1 to
            --rounds 1000000        | rounds 1000000: expected 1 to 100000
            --ratios 0.5            | --ratios: compress ratio '0.5': expected a decimal number, 1 or more
            --ratios 1,,2           | --ratios: compress ratio '': expected a decimal number, 1 or more
            --ratios 65             | --ratios: compress ratio 65
            --only sizes            | --only: group 'sizes': expected names of size, threads, ratio, engine, store
            --size 1GiB             | --size: expected together with --numa
            --numa --quick          | --numa and --quick exclude each other
            --numa --html x --only size | --numa and --only, --html exclude each other
            --numa --size 1MiB      | size 1048576: expected at least 4194304 bytes
            --html .                | --html: . is a directory: expected a file
            --html no/such/x.html   | --html: no/such/x.html: there is no directory
            """)
    void wrongOptions(String options, String message) {
        Outcome outcome = Cli.run((Object[]) ("bench " + options).split(" +"));

        assertThat(outcome.status()).as(outcome.err()).isIn(2, 3);
        assertThat(outcome.err()).startsWith("dgen: ").contains(message).hasLineCount(1);
        assertThat(outcome.out()).isEmpty();
    }
}
