// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.dgen.Recipe;
import io.dgen.analyze.Profile;
import io.dgen.cli.Cli;
import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.jr.ob.JSON;

/** Profiles that analyze saves and generate reads. */
final class LikeTest {
    private static final String RECIPE = "dgen1:seed=7,size=16MiB,block=16KiB,dedup=copies(1@0.7+3@0.2+9@0.1),"
            + "compress=1@0.3+2/5@0.5+8/6@0.2,for=lz4@16KiB";

    @TempDir
    private Path dir;

    private Path profile;

    @BeforeEach
    void saveProfile() throws IOException {
        Path input = Files.write(dir.resolve("input"), Cli.bytes(RECIPE));
        profile = save("profile.json", input);
    }

    private Path save(String name, Path input) {
        return save(name, input, "16KiB", "none");
    }

    private Path save(String name, Path input, String blockSizes, String averages) {
        Path file = dir.resolve(name);
        Outcome outcome = Cli.run(
                "analyze",
                "--cdc",
                averages,
                "--units",
                "16KiB",
                "--block-sizes",
                blockSizes,
                "--compressors",
                "lz4,zstd-3",
                "--save",
                file,
                input);
        assertThat(outcome.status()).as(outcome.err()).isZero();
        return file;
    }

    @Test
    void generatedDataHasTheRatiosOfTheProfile() throws IOException {
        Path output = dir.resolve("output");

        Outcome outcome = Cli.run("generate", "--like", profile, "--size", "24MiB", "--json", output);

        assertThat(outcome.status()).as(outcome.err()).isZero();
        assertThat(outcome.err()).isEmpty();
        Profile wanted = Profile.parse(Files.readString(profile));
        Profile found = Profile.parse(Files.readString(save("again.json", output)));
        assertThat(found.unitBytes()).isEqualTo(16384);
        assertThat(found.dedupRatio()).isCloseTo(wanted.dedupRatio(), withinPercentage(0.5));
        wanted.compression()
                .forEach((codec, c) -> assertThat(found.compression().get(codec).ratio())
                        .as(codec)
                        .isCloseTo(c.ratio(), withinPercentage(1)));
        // The recipe determines the data completely.
        Object recipe = JSON.std.mapFrom(outcome.out()).get("recipe");
        assertThat(Cli.run("verify", "--recipe", recipe, output).status()).isZero();
    }

    @Test
    void seedStreamAndSizeComeFromTheOptions() {
        Object[] arguments = {"generate", "--like", profile, "--size", "100000", "--seed", "5", "--stream", "9", "-"};

        Outcome outcome = Cli.run(arguments);

        Recipe recipe = Recipe.parse(outcome.err()
                .lines()
                .filter(line -> line.startsWith("recipe"))
                .findFirst()
                .orElseThrow()
                .replaceFirst("recipe *", ""));
        assertThat(recipe.seed()).isEqualTo(5);
        assertThat(recipe.streamId()).isEqualTo(9);
        assertThat(recipe.sizeBytes()).isEqualTo(100_000);
        assertThat(recipe.blockSizeBytes()).isEqualTo(16384);
        assertThat(outcome.data()).isEqualTo(Cli.bytes(recipe.toString()));
        assertThat(Cli.run(arguments).data()).isEqualTo(outcome.data());
    }

    @Test
    void unreachableRatiosAreReported() throws IOException {
        Profile saved = Profile.parse(Files.readString(profile));
        String json = Files.readString(profile);
        double zstd = saved.compression().get("zstd-3").ratio();
        Files.writeString(profile, json.replace("\"ratio\" : " + zstd, "\"ratio\" : 20.5"));

        Outcome outcome = Cli.run("generate", "--like", profile, "--size", "1MiB", dir.resolve("output"));

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err())
                .containsPattern("^dgen: --like: zstd-3 ratio 20.50 of the profile cannot be reached: it will be 3\\.");
        assertThat(outcome.err().lines()).hasSize(1);
    }

    /** Each block of 16 KiB has four equal pages, and generated pages have lines of their own. */
    @Test
    void largeDifferencesAreReported() throws IOException {
        byte[] data = Cli.bytes("dgen1:seed=7,size=1MiB");
        for (int at = 0; at < data.length; at += 16384) {
            for (int page = 1; page < 4; page++) {
                System.arraycopy(data, at, data, at + 4096 * page, 4096);
            }
        }
        Path pages = save("pages.json", Files.write(dir.resolve("pages"), data), "4KiB,16KiB", "none");

        Outcome outcome = Cli.run("generate", "--like", pages, "--size", "1MiB", dir.resolve("output"));

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err())
                .matches("dgen: --like: compression ratios differ from the profile, by up to:"
                        + " lz4 \\+[23]\\d % at 4KiB, zstd-3 \\+[23]\\d % at 4KiB\n");
    }

    /** The second half repeats the first one, shifted by 100 bytes. */
    @Test
    void largeDifferencesOfDedupAreReported() throws IOException {
        byte[] data = Cli.bytes("dgen1:seed=7,size=1MiB");
        System.arraycopy(data, 0, data, data.length / 2 + 100, data.length / 2 - 100);
        Path shifted = save("shifted.json", Files.write(dir.resolve("shifted"), data), "16KiB", "8KiB");

        Outcome outcome = Cli.run("generate", "--like", shifted, "--size", "1MiB", dir.resolve("output"));

        assertThat(outcome.status()).isZero();
        assertThat(outcome.err())
                .matches("dgen: --like: other dedup ratios differ from the profile:"
                        + " content-defined chunks of 8KiB: 1\\.0\\d, in the profile 1\\.[89]\\d\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --size 1MiB --dedup 2                              | --like and --dedup exclude each other: the profile determines
            --size 1MiB --recipe dgen1:seed=1,size=1           | --like and --recipe exclude each other
            --size 1MiB --compress 2 --compress-for any        | --like and --compress, --compress-for exclude each other
            --size 1MiB --texture run --preset zfs --block-size 4KiB | --like and --block-size, --texture, --preset exclude each other
            --seed 3                                           | --size or --recipe is required
            --size 1MiB --offset 2MiB                          | offset 2097152: expected 0 to 1048576
            """)
    void wrongOptions(String options, String message) {
        Path output = dir.resolve("output");

        Outcome outcome = Cli.run((Object[]) ("generate --like " + profile + " " + output + " " + options).split(" +"));

        assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("dgen: ").contains(message).hasLineCount(1);
        assertThat(output).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"profile": 2}     | profile version 2: expected "profile": 1
            {"profile": 1}     | profile: unitBytes null: expected a number, 4096 to 4194304
            {"profile          | profile: expected a JSON object
            []                 | profile: expected a JSON object
            """)
    void brokenProfiles(String json, String message) throws IOException {
        Files.writeString(profile, json);
        Path output = dir.resolve("output");

        Outcome outcome = Cli.run("generate", "--like", profile, "--size", "1MiB", output);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err())
                .startsWith("dgen: --like: " + profile + ": ")
                .contains(message)
                .hasLineCount(1);
        assertThat(output).doesNotExist();
    }

    @Test
    void filesThatAreNoProfiles() throws IOException {
        Path binary = Files.write(dir.resolve("binary"), Cli.bytes("dgen1:seed=7,size=3MiB"));

        assertThat(Cli.run("generate", "--like", binary, "--size", "1", dir.resolve("x"))
                        .status())
                .isEqualTo(2);
        Outcome missing = Cli.run("generate", "--like", dir.resolve("no"), "--size", "1", dir.resolve("x"));
        assertThat(missing.status()).isEqualTo(3);
        assertThat(missing.err()).isEqualTo("dgen: --like: " + dir.resolve("no") + ": no such file or directory\n");
        assertThat(Cli.run("generate", "--like", dir, "--size", "1", dir.resolve("x"))
                        .status())
                .isEqualTo(3);
        assertThat(Cli.run("verify", "--like", profile, "--size", "1", binary).status())
                .isEqualTo(2);
    }
}
