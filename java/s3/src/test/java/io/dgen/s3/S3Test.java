// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.dgen.DataStream;
import io.dgen.DigestAlgorithm;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.StreamDigest;
import io.dgen.cli.CommandLine;
import io.dgen.store.StoredObject;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the commands with objects, and a real server. */
class S3Test {
    private static final String RECIPE = "dgen1:seed=7,size=1000001,compress=2";
    /** Two parts of 5 MiB, and a short one. */
    private static final String PARTS = "dgen1:seed=7,size=11000001,compress=2";

    private static Server server;

    @BeforeAll
    static void start() throws Exception {
        server = new Server();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
        Server.logout();
    }

    @BeforeEach
    void login() {
        Server.login();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crc64nvme", "crc32c"})
    void whatWasGeneratedIsVerified(String checksum) {
        String address = "s3://bucket/whole " + checksum;
        CommandLine.Outcome generated =
                run("generate", address, "--recipe", PARTS, "--chunk-size", "5MiB", "--checksum", checksum);
        assertThat(generated.err()).isEmpty();
        assertThat(generated.out())
                .contains("recipe   dgen1:seed=7,", "output   " + address)
                .doesNotContain("busy");
        assertThat(generated.status()).isZero();

        assertThat(server.get("whole " + checksum)).isEqualTo(bytes(PARTS));
        assertThat(run("verify", address, "--recipe", PARTS).out()).startsWith("ok: " + address);
        CommandLine.Outcome stated = run("verify", address, "--recipe", PARTS, "--no-read");
        assertThat(stated.status()).as(stated.err()).isZero();
        assertThat(stated.out()).startsWith("ok: size 11000001 and " + checksum).endsWith("the data was not read\n");
        assertThat(server.hasUploads()).isFalse();
    }

    @Test
    void aRangeInOneRequest() {
        CommandLine.Outcome generated = run(
                "generate", "s3://bucket/range", "--recipe", RECIPE, "--offset", "1000", "--length", "5001", "--json");
        assertThat(generated.out()).contains("\"bytes\":5001").contains("\"writingShare\":null");
        assertThat(server.get("range")).isEqualTo(Arrays.copyOfRange(bytes(RECIPE), 1000, 6001));
        assertThat(run(
                                "verify",
                                "s3://bucket/range",
                                "--recipe",
                                RECIPE,
                                "--offset",
                                "1000",
                                "--length",
                                "5001",
                                "--no-read")
                        .status())
                .isZero();
        assertThat(run("generate", "s3://bucket/empty", "--recipe", "dgen1:seed=1,size=0")
                        .status())
                .isZero();
        assertThat(server.get("empty")).isEmpty();
    }

    @Test
    void damageIsFound() {
        byte[] bytes = bytes(RECIPE);
        bytes[345_678] ^= 1;
        store("damaged", bytes);

        CommandLine.Outcome read = run("verify", "s3://bucket/damaged", "--recipe", RECIPE);
        assertThat(read.status()).isEqualTo(4);
        assertThat(read.out()).contains("first wrong byte   offset 345678", "wrong bytes        1 of");
    }

    @Test
    void otherDataIsFoundByTheChecksum() {
        String other = RECIPE.replace("seed=7", "seed=8");
        run("generate", "s3://bucket/other", "--recipe", other);

        CommandLine.Outcome stated = run("verify", "s3://bucket/other", "--recipe", RECIPE, "--no-read");
        assertThat(stated.status()).isEqualTo(4);
        assertThat(stated.out()).startsWith("DIFFERENT: s3://bucket/other").contains("checksum           crc64nvme");
    }

    @Test
    void anotherLengthIsFound() {
        store("short", Arrays.copyOf(bytes(RECIPE), 900_000));
        CommandLine.Outcome read = run("verify", "s3://bucket/short", "--recipe", RECIPE);
        assertThat(read.status()).isEqualTo(4);
        assertThat(read.out()).contains("100001 bytes").contains("shorter than expected");

        run("generate", "s3://bucket/long", "--recipe", RECIPE.replace("1000001", "1000002"));
        assertThat(run("verify", "s3://bucket/long", "--recipe", RECIPE).out()).contains("longer than expected");
        assertThat(run("verify", "s3://bucket/long", "--recipe", RECIPE, "--no-read")
                        .out())
                .contains("length             1000002: expected 1000001");
    }

    @Test
    void anObjectWithoutAChecksumIsNotCalledRight() {
        run("generate", "s3://bucket/plain", "--recipe", PARTS, "--no-checksum", "--chunk-size", "5MiB");
        CommandLine.Outcome stated = run("verify", "s3://bucket/plain", "--recipe", PARTS, "--no-read");
        assertThat(stated.status()).isEqualTo(3);
        assertThat(stated.err()).contains("the store states no checksum");
        assertThat(run("verify", "s3://bucket/plain", "--recipe", PARTS).status())
                .isZero();
    }

    @Test
    void anExistingObjectNeedsForce() {
        run("generate", "s3://bucket/twice", "--recipe", "dgen1:seed=1,size=10");
        CommandLine.Outcome again = run("generate", "s3://bucket/twice", "--recipe", "dgen1:seed=2,size=20");
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.err()).contains("s3://bucket/twice exists: --force replaces its contents");
        assertThat(server.get("twice")).hasSize(10);
        assertThat(run("generate", "s3://bucket/twice", "--recipe", "dgen1:seed=2,size=20", "--force")
                        .status())
                .isZero();
        assertThat(server.get("twice")).isEqualTo(bytes("dgen1:seed=2,size=20"));
    }

    @Test
    void missingBucketsAndObjectsAreNamed() {
        assertThat(run("generate", "s3://none/key", "--recipe", RECIPE).err())
                .contains("s3://none/key: there is no such bucket");
        assertThat(run("verify", "s3://none/key", "--recipe", RECIPE).err()).contains("there is no such bucket");
        CommandLine.Outcome verified = run("verify", "s3://bucket/none", "--recipe", RECIPE);
        assertThat(verified.status()).isEqualTo(3);
        assertThat(verified.err()).contains("s3://bucket/none: there is no such object");
    }

    @Test
    void credentialsAreRequired() {
        Server.login("wrong");
        CommandLine.Outcome denied = run("generate", "s3://bucket/denied", "--recipe", RECIPE);
        assertThat(denied.status()).isEqualTo(3);
        assertThat(denied.err()).contains("s3://bucket/denied: access denied");

        Server.logout();
        CommandLine.Outcome missing = run("verify", "s3://bucket/denied", "--recipe", RECIPE);
        assertThat(missing.status()).isEqualTo(3);
        assertThat(missing.err()).contains("no credentials: set AWS_ACCESS_KEY_ID");
    }

    @Test
    void aRefusedConnectionIsAnError() {
        CommandLine.Outcome refused =
                CommandLine.run("verify", "s3://bucket/key", "--recipe", RECIPE, "--endpoint", "http://127.0.0.1:1");
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.err()).startsWith("dgen: s3://bucket/key: ").hasLineCount(1);
    }

    @Test
    void wrongOptionsAreRefused() {
        for (String address : new String[] {"s3://bucket", "s3://bucket/", "s3:///key"}) {
            assertThat(run("verify", address, "--recipe", RECIPE).err())
                    .contains(address + ": expected s3://BUCKET/KEY");
        }
        assertUsage("no module for gs:// is installed", "verify", "gs://bucket/key", "--recipe", RECIPE);
        assertUsage(
                "part size 4096: expected 5242880",
                "generate",
                "s3://bucket/key",
                "--recipe",
                RECIPE,
                "--chunk-size",
                "4KiB");
        assertUsage("checksum MD5: expected", "generate", "s3://bucket/key", "--recipe", RECIPE, "--checksum", "md5");
        assertUsage("--resume: expected OUTPUT", "generate", "s3://bucket/key", "--recipe", RECIPE, "--resume");
        assertUsage("--in-place: expected INPUT", "verify", "s3://bucket/key", "--recipe", RECIPE, "--in-place");
        assertUsage("--no-read: expected an address", "verify", "/dev/zero", "--recipe", RECIPE, "--no-read");
        for (String endpoint :
                List.of("foo", "localhost:9000", "ftp://x/", "http:///x", "http://x:99999", "http://x?a=b")) {
            CommandLine.Outcome outcome = runAt(endpoint, "verify", "s3://bucket/key", "--recipe", RECIPE);
            assertThat(outcome.err()).contains("endpoint '" + endpoint + "': expected an http or https address");
            assertThat(outcome.status()).isEqualTo(2);
        }
        CommandLine.Outcome file = CommandLine.run("verify", "/dev/zero", "--recipe", RECIPE, "--endpoint", "http://a");
        assertThat(file.err()).contains("--endpoint, --timeout: expected an address");
    }

    @Test
    void anObjectThatChangesIsAnError() throws IOException, InterruptedException {
        run("generate", "s3://bucket/changing", "--recipe", RECIPE);
        try (StoredObject object = new S3Provider().object("s3://bucket/changing", server.options())) {
            StoredObject.State state = object.state();
            assertThat(state).isNotNull();
            assertThat(state.digest()).isEqualTo(StreamDigest.of(stream(RECIPE), DigestAlgorithm.CRC64NVME));
            MemorySegment target = MemorySegment.ofArray(new byte[1000]);
            object.read(state.version(), 500_000, target);
            assertThat(target.mismatch(MemorySegment.ofArray(bytes(RECIPE)).asSlice(500_000, 1000)))
                    .isEqualTo(-1);
            server.put("changing", new byte[1_000_001]);
            assertThatIOException()
                    .isThrownBy(() -> object.read(state.version(), 0, target))
                    .withMessage("the object has changed during the run");
        }
    }

    @Test
    void faultsAreRepeatedWithTheRightData() throws IOException {
        try (FaultyProxy proxy = new FaultyProxy(server.port())) {
            proxy.add(FaultyProxy.Fault.STATUS_503, FaultyProxy.Fault.STATUS_500);
            String[] generate = {"generate", "s3://bucket/faults", "--recipe", PARTS, "--chunk-size", "5MiB", "--force"
            };
            CommandLine.Outcome first = run(proxy, generate);
            assertThat(first.status()).as(first.err()).isZero();
            assertThat(proxy.done()).isEqualTo(2);
            proxy.add(FaultyProxy.Fault.RESET_REQUEST, FaultyProxy.Fault.RESET_REQUEST);
            CommandLine.Outcome second = run(proxy, generate);
            assertThat(second.status()).as(second.err()).isZero();
            assertThat(proxy.done()).isEqualTo(4);
            assertThat(server.get("faults")).isEqualTo(bytes(PARTS));

            proxy.add(FaultyProxy.Fault.RESET_RESPONSE, FaultyProxy.Fault.STATUS_503);
            CommandLine.Outcome verified = run(proxy, "verify", "s3://bucket/faults", "--recipe", PARTS);
            assertThat(verified.status()).as(verified.err()).isZero();
            assertThat(proxy.done()).isEqualTo(6);
        }
    }

    @Test
    void aFailedUploadLeavesNoParts() throws IOException {
        try (FaultyProxy proxy = new FaultyProxy(server.port())) {
            FaultyProxy.Fault[] many = new FaultyProxy.Fault[100];
            Arrays.fill(many, FaultyProxy.Fault.RESET_REQUEST);
            proxy.add(many);
            CommandLine.Outcome failed =
                    run(proxy, "generate", "s3://bucket/failed", "--recipe", PARTS, "--chunk-size", "5MiB");
            assertThat(failed.status()).isEqualTo(3);
            assertThat(failed.err()).contains("the object was not written", "recipe dgen1:seed=7,");
            assertThat(server.hasUploads()).isFalse();
        }
    }

    private static void assertUsage(String message, String... args) {
        CommandLine.Outcome refused = CommandLine.run(args);
        assertThat(refused.err()).contains(message);
        assertThat(refused.status()).isEqualTo(2);
    }

    private static void store(String key, byte[] bytes) {
        server.put(key, bytes);
    }

    private static CommandLine.Outcome run(String... args) {
        return runAt(server.endpoint().toString(), args);
    }

    private static CommandLine.Outcome run(FaultyProxy proxy, String... args) {
        return runAt(proxy.endpoint().toString(), args);
    }

    private static CommandLine.Outcome runAt(String endpoint, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--endpoint", endpoint));
        return CommandLine.run(all.toArray(String[]::new));
    }

    private static DataStream stream(String recipe) {
        return new DataStream(GeneratorConfig.of(Recipe.parse(recipe)));
    }

    private static byte[] bytes(String recipe) {
        DataStream stream = stream(recipe);
        byte[] bytes = new byte[(int) stream.totalSize()];
        stream.fill(0, bytes);
        return bytes;
    }
}
