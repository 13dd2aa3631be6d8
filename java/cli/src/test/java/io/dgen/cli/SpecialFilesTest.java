// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli;

import static io.dgen.cli.SystemTool.tool;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dgen.cli.Cli.Outcome;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class SpecialFilesTest {
    private static final String RECIPE = "dgen1:seed=7,stream=0,size=5000000,block=4KiB,dedup=2,compress=1";

    @TempDir
    private Path dir;

    @Test
    void devNullAcceptsEverything() {
        Outcome outcome = Cli.run("generate", "--recipe", RECIPE, "/dev/null");

        assertThat(outcome.status()).isZero();
        assertThat(outcome.out()).contains("output   /dev/null");
    }

    @Test
    void devFullHasNoSpace() {
        Outcome outcome = Cli.run("generate", "--size", "1MiB", "/dev/full");

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err())
                .startsWith("dgen: /dev/full: No space left on device, in the ")
                .contains(": 0 of 1048576 bytes were written\n");
    }

    /** The size of such a file is 0 although it has bytes. */
    @Test
    void bytesOfAFileOfUnknownSizeAreExcess() throws IOException {
        Path file = Path.of("/proc/self/cmdline");
        assumeTrue(Files.exists(file) && Files.size(file) == 0, "no /proc here");

        Outcome outcome = Cli.run("verify", "--recipe", "dgen1:seed=1,size=1", file);

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out()).contains("the input is longer than expected: it goes on after 1 bytes");
    }

    @Test
    void devZeroTakesEverythingAndNeverEnds() {
        assertThat(Cli.run("generate", "--size", "10", "/dev/zero").status()).isZero();

        Outcome outcome = Cli.run("verify", "--recipe", "dgen1:seed=1,size=100", "/dev/zero");

        assertThat(outcome.status()).isEqualTo(4);
        assertThat(outcome.out()).contains("it goes on after 100 bytes");
    }

    @Test
    void holesAreWrongBytes() throws Exception {
        Path file = Files.createFile(dir.resolve("sparse"));
        assertThat(tool("truncate", "--size", "5000000", file)).isNotNull();

        assertThat(Cli.run("verify", "--recipe", RECIPE, file).status()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"generate --size 10", "generate --size 10 --force", "verify --size 10 --seed 1", "analyze"})
    void nameOfADirectoryIsNotAFile(String arguments) throws IOException {
        Files.writeString(dir.resolve("file"), "x");
        for (String name : new String[] {"missing", "file"}) {
            Object[] all = (arguments + " " + dir.resolve(name) + "/").split(" ");

            Outcome outcome = Cli.run(all);

            assertThat(outcome.status()).isEqualTo(2);
            assertThat(outcome.err())
                    .startsWith("dgen: " + dir.resolve(name) + "/ names a directory, because it ends with /, and ");
        }
        assertThat(dir.resolve("missing")).doesNotExist();
        assertThat(dir.resolve("file")).hasContent("x");
    }

    @Test
    void linkToAFileIsFollowed() throws IOException {
        Path file = Files.writeString(dir.resolve("file"), "x");
        Path link = Files.createSymbolicLink(dir.resolve("link"), file);

        assertThat(Cli.run("generate", "--recipe", RECIPE, link).status()).isEqualTo(2);
        assertThat(Cli.run("generate", "--recipe", RECIPE, "--force", link).status())
                .isZero();

        assertThat(link).isSymbolicLink();
        assertThat(Cli.run("verify", "--recipe", RECIPE, file).status()).isZero();
    }

    @Test
    void circularLink() throws IOException {
        Path link = dir.resolve("loop");
        Files.createSymbolicLink(link, link);

        for (String arguments : new String[] {"generate --size 10 --force", "verify --size 10 --seed 1", "analyze"}) {
            Outcome outcome = Cli.run((Object[]) (arguments + " " + link).split(" "));

            assertThat(outcome.status()).as(outcome.err()).isEqualTo(3);
            assertThat(outcome.err())
                    .startsWith("dgen: " + link + ": Too many levels of symbolic links")
                    .hasLineCount(1);
        }
    }

    @Test
    void nameIsTooLong() {
        Path file = dir.resolve("n".repeat(300));

        for (String arguments : new String[] {"generate --size 10", "verify --size 10 --seed 1", "analyze"}) {
            Outcome outcome = Cli.run((Object[]) (arguments + " " + file).split(" "));

            assertThat(outcome.status()).isEqualTo(3);
            assertThat(outcome.err()).isEqualTo("dgen: " + file + ": File name too long\n");
        }
    }

    @Test
    void socketIsNeitherInputNorOutput() throws IOException {
        Path path = dir.resolve("socket");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(path));

            for (String arguments :
                    new String[] {"generate --size 10 --force", "verify --size 10 --seed 1", "analyze"}) {
                Outcome outcome = Cli.run((Object[]) (arguments + " " + path).split(" "));

                assertThat(outcome.status()).as(outcome.err()).isEqualTo(2);
                assertThat(outcome.err()).startsWith("dgen: " + path + " is a socket: expected ");
            }
        }
    }

    @Test
    void outputIsNotAnInput() throws IOException {
        Path data = Files.write(dir.resolve("data"), Cli.bytes("dgen1:seed=1,size=300000"));
        Path link = Files.createLink(dir.resolve("link"), data);
        Path profile = dir.resolve("profile.json");
        assertThat(Cli.run("analyze", "--save", profile, data).status()).isZero();

        for (String arguments : new String[] {
            "analyze --force --save " + data + " " + data,
            "analyze --force --html " + link + " " + data,
            "analyze --html " + dir + "/new --save " + dir + "/./new " + data,
            "generate --size 10 --force --like " + profile + " " + profile,
        }) {
            Outcome outcome = Cli.run((Object[]) arguments.split(" "));

            assertThat(outcome.status()).as(arguments).isEqualTo(2);
            assertThat(outcome.err()).contains(" is also the ").endsWith(": expected another file\n");
        }
        assertThat(data).hasBinaryContent(Cli.bytes("dgen1:seed=1,size=300000"));
        assertThat(Cli.run("generate", "--size", "10", "--like", profile, "/dev/null")
                        .status())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--html", "--save"})
    void reportIsNotADirectory(String option) throws IOException {
        Path data = Files.write(dir.resolve("data"), new byte[5000]);

        Outcome outcome = Cli.run("analyze", option, dir.resolve("missing") + "/", data);

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).contains("/ names a directory, because it ends with /: expected a file");
        assertThat(dir.resolve("missing")).doesNotExist();
    }

    @Test
    void otherDevicesNeedForce() {
        Outcome outcome = Cli.run("generate", "--size", "1", "/dev/ptmx");

        assertThat(outcome.status()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("dgen: /dev/ptmx is a device: --force writes to it\n");
    }

    @Test
    void fifoIsAStream() throws Exception {
        Path fifo = dir.resolve("fifo");
        assumeTrue(tool("mkfifo", fifo) != null, "no mkfifo here");
        CompletableFuture<Outcome> writer =
                CompletableFuture.supplyAsync(() -> Cli.run("generate", "--recipe", RECIPE, fifo));

        Outcome reader = Cli.run("verify", "--recipe", RECIPE, fifo);

        assertThat(writer.get(30, TimeUnit.SECONDS).status()).isZero();
        assertThat(reader.out()).startsWith("ok: ");
    }

    @Test
    void fullFileSystemLeavesTheFileAndCountsIt() throws Exception {
        Path mount = Files.createDirectory(dir.resolve("small"));
        assumeTrue(
                tool("mount", "-t", "tmpfs", "-o", "size=2m", "dgen-test", mount) != null,
                "no right to mount a file system here");
        try {
            Path file = mount.resolve("file");

            Outcome outcome =
                    Cli.run("generate", "--recipe", RECIPE, "--chunk-size", "1500000", "--writers", "1", file);

            assertThat(outcome.status()).isEqualTo(3);
            assertThat(outcome.err())
                    .isEqualTo("dgen: " + file + ": No space left on device, in the 1500000 bytes from offset"
                            + " 1500000: 2097152 of 5000000 bytes were written\n"
                            + "dgen: recipe " + RECIPE + "\n");
            assertThat(file).hasBinaryContent(Cli.bytes(RECIPE, 0, 2 << 20));
        } finally {
            tool("umount", mount);
        }
    }

    /** Each writer of a full file system may have written a part of its chunk. */
    @Test
    void parallelWritersCountWhatIsThereWithoutAGap() throws Exception {
        Path mount = Files.createDirectory(dir.resolve("small"));
        assumeTrue(
                tool("mount", "-t", "tmpfs", "-o", "size=2m", "dgen-test", mount) != null,
                "no right to mount a file system here");
        try {
            Path file = mount.resolve("file");

            Outcome outcome = Cli.run(
                    "generate", "--recipe", RECIPE, "--chunk-size", "256KiB", "--threads", "4", "--writers", "4", file);

            assertThat(outcome.status()).isEqualTo(3);
            Matcher prefix = Pattern.compile("(?:first |: )(\\d+) of 5000000 bytes were written")
                    .matcher(outcome.err());
            assertThat(prefix.find()).as(outcome.err()).isTrue();
            int bytes = Integer.parseInt(prefix.group(1));
            assertThat(Arrays.copyOf(Files.readAllBytes(file), bytes)).isEqualTo(Cli.bytes(RECIPE, 0, bytes));
        } finally {
            tool("umount", mount);
        }
    }

    @Test
    void readOnlyFileSystem() throws Exception {
        Path mount = Files.createDirectory(dir.resolve("readonly"));
        assumeTrue(
                tool("mount", "-t", "tmpfs", "-o", "ro", "dgen-test", mount) != null,
                "no right to mount a file system here");
        try {
            Outcome outcome = Cli.run("generate", "--size", "1", mount.resolve("file"));

            assertThat(outcome.status()).isEqualTo(3);
            assertThat(outcome.err()).isEqualTo("dgen: " + mount.resolve("file") + ": Read-only file system\n");
        } finally {
            tool("umount", mount);
        }
    }

    @Test
    void directoryWithoutWritePermission() throws Exception {
        Path locked = Files.createDirectory(dir.resolve("locked"));
        assumeTrue(locked.toFile().setWritable(false) && !Files.isWritable(locked), "root may write everywhere");

        Outcome outcome = Cli.run("generate", "--size", "1", locked.resolve("file"));

        assertThat(outcome.status()).isEqualTo(3);
        assertThat(outcome.err()).isEqualTo("dgen: " + locked.resolve("file") + ": permission denied\n");
    }

    @Test
    void blockDevice() throws Exception {
        Path image = Files.write(dir.resolve("image"), new byte[6_000_128 / 512 * 512]);
        long capacity = Files.size(image);
        try (LoopDevice loop = LoopDevice.of(image)) {
            String device = loop.path();
            Outcome refused = Cli.run("generate", "--recipe", RECIPE, device);
            assertThat(refused.status()).isEqualTo(2);
            assertThat(refused.err()).isEqualTo("dgen: " + device + " is a block device: --force overwrites it\n");
            assertThat(Files.readAllBytes(image)).containsOnly(0);

            assertThat(Cli.run("generate", "--recipe", RECIPE, "--force", "--fsync", "--direct", device)
                            .err())
                    .isEmpty();
            assertThat(Cli.run("verify", "--recipe", RECIPE, device).out()).startsWith("ok: ");
            assertThat(Cli.run("verify", "--recipe", RECIPE, "--direct", device).out())
                    .startsWith("ok: ");
            assertThat(Cli.run("verify", "--recipe", RECIPE.replace("seed=7", "seed=8"), device)
                            .status())
                    .isEqualTo(4);

            assertThat(Cli.run("generate", "--recipe", RECIPE, "--resume", device)
                            .err())
                    .isEqualTo("dgen: " + device + " is a block device: --force overwrites it\n");
            Object[] part = {
                "generate", "--recipe", RECIPE, "--in-place", "--offset", "4096", "--length", "8KiB", "--force", device
            };
            assertThat(Cli.run(part).status()).isZero();
            assertThat(Cli.run(
                                    "generate",
                                    "--recipe",
                                    RECIPE.replace("seed=7", "seed=8"),
                                    "--resume",
                                    "--force",
                                    device)
                            .err())
                    .contains("the data at offset 0 is not that of this recipe");
            assertThat(Cli.run("generate", "--recipe", RECIPE, "--resume", "--force", "--direct", device)
                            .out())
                    .contains("kept     5000000 bytes of an earlier run");

            Outcome whole = Cli.run("generate", "--seed", "1", "--force", device);
            assertThat(whole.out()).contains("bytes    " + capacity);
            assertThat(whole.out()).contains("synced   yes");
            assertThat(Cli.run("verify", "--seed", "1", device).out())
                    .startsWith("ok: " + device + " matches ")
                    .contains(
                            ", with the capacity of the device as the size: " + capacity + " bytes ",
                            "size=" + capacity + ",");
            assertThat(Cli.run("verify", "--seed", "1", "--json", device).out()).contains("\"sizeFromDevice\":true");
            assertThat(Cli.run("verify", "--seed", "1", "--size", "4096", "--json", device)
                            .out())
                    .contains("\"sizeFromDevice\":false");

            Outcome tooLarge = Cli.run("generate", "--size", "7MB", "--force", device);
            assertThat(tooLarge.status()).isEqualTo(2);
            assertThat(tooLarge.err())
                    .contains("size 7000000: expected at most " + capacity + " bytes, the capacity of");
            assertThat(Cli.run("verify", "--size", "7MB", "--seed", "1", device).out())
                    .contains("bytes shorter than expected: " + capacity + " instead of 7000000");
        }
    }

    /** The device accepts more bytes than its backing file can hold; the page cache hides that. */
    @Test
    void lostBytesOfABlockDeviceAreNoticed() throws Exception {
        Path mount = Files.createDirectory(dir.resolve("small"));
        assumeTrue(
                tool("mount", "-t", "tmpfs", "-o", "size=2m", "dgen-test", mount) != null,
                "no right to mount a file system here");
        try {
            Path image = mount.resolve("image");
            assertThat(tool("truncate", "--size", "8MiB", image)).isNotNull();
            try (LoopDevice loop = LoopDevice.of(image)) {
                String device = loop.path();
                Outcome outcome = Cli.run("generate", "--recipe", RECIPE, "--force", device);

                assertThat(outcome.status()).isEqualTo(3);
                assertThat(outcome.err())
                        .startsWith("dgen: " + device + ": written data was lost before it was on the device: ")
                        .contains(RECIPE);
                assertThat(Cli.run("generate", "--recipe", RECIPE, "--force", "--no-fsync", device)
                                .out())
                        .contains("synced   no\n");
            }
        } finally {
            tool("umount", mount);
        }
    }

    @Test
    void blockDeviceWithoutAMedium() throws Exception {
        String device = tool("losetup", "--find");
        assumeTrue(device != null && Files.exists(Path.of(device)), "no loop device here");
        String message =
                "dgen: " + device + ": the device has a capacity of 0 bytes: it has no medium, or it is gone\n";

        for (String arguments : new String[] {
            "verify --seed 1", "verify --recipe " + RECIPE, "generate --force", "generate --force --size 10", "analyze"
        }) {
            Outcome outcome = Cli.run((Object[]) (arguments + " " + device).split(" "));

            assertThat(outcome.err()).as(arguments).isEqualTo(message);
            assertThat(outcome.status()).isEqualTo(3);
            assertThat(outcome.out()).isEmpty();
        }
    }

    @Test
    void blockDeviceInUseIsRefused() throws Exception {
        Path image = Files.write(dir.resolve("image"), new byte[1 << 20]);
        Path mount = Files.createDirectory(dir.resolve("mounted"));
        assumeTrue(tool("mkfs.ext4", "-q", "-F", image) != null, "no mkfs.ext4 here");
        try (LoopDevice loop = LoopDevice.of(image)) {
            String device = loop.path();
            assertThat(Cli.run("generate", "--size", "0", "--force", device).status())
                    .isZero();
            assumeTrue(tool("mount", device, mount) != null, "no right to mount a file system here");
            try {
                Outcome outcome = Cli.run("generate", "--size", "4096", "--force", device);

                assertThat(outcome.status()).isEqualTo(3);
                assertThat(outcome.err())
                        .isEqualTo(
                                "dgen: " + device
                                        + ": in use: the device, a partition of it or its disk is mounted, or part of a volume or swap\n");
            } finally {
                tool("umount", mount);
            }
        }
    }
}
