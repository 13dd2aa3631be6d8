// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.dgen.DataRanges;
import io.dgen.DataStream;
import io.dgen.Dataset;
import io.dgen.DatasetContent;
import io.dgen.DatasetFile;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.cli.CommandLine;
import io.dgen.cli.CommandLine.Outcome;
import io.dgen.store.StoreOptions;
import io.dgen.store.StoredPrefix;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Tests sets of objects with a real server. */
class ObjectSetTest {
    /** Objects without bytes, with whole blocks only, with a partial one, and with both. */
    private static final String LINE = "dgenset1:files=9,size=list(0,8KiB,5000,20000,300000),name=d{1}/f{3};"
            + "dgen1:seed=4,stream=0,block=8KiB,dedup=2,compress=1.5";

    private static final Dataset SET = Dataset.parse(LINE);
    private static final DatasetContent CONTENT = new DatasetContent(SET, GeneratorConfig.of(SET.body()));

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

    private static Outcome run(String... args) {
        return runAt(server.endpoint().toString(), args);
    }

    private static Outcome runAt(String endpoint, String... args) {
        List<String> all = new ArrayList<>(List.of("dataset"));
        all.addAll(List.of(args));
        all.addAll(List.of("--endpoint", endpoint));
        return CommandLine.run(all.toArray(String[]::new));
    }

    private static Outcome create(String address, String... more) {
        List<String> all = new ArrayList<>(List.of("create", "--dataset", LINE, "--to", address));
        all.addAll(List.of(more));
        return run(all.toArray(String[]::new));
    }

    private static String made(String prefix) {
        Outcome created = create("s3://bucket/" + prefix);
        assertThat(created.err()).isEmpty();
        assertThat(created.status()).isZero();
        return "s3://bucket/" + prefix;
    }

    private static byte[] bytes(DatasetFile file) {
        byte[] bytes = new byte[(int) file.sizeBytes()];
        CONTENT.fill(file, 0, MemorySegment.ofArray(bytes));
        return bytes;
    }

    private static String key(String prefix, int index) {
        return prefix + "/" + SET.file(index).path();
    }

    private static void assertComplete(String prefix) {
        SET.files()
                .forEach(file -> assertThat(server.get(prefix + "/" + file.path()))
                        .as(file.path())
                        .isEqualTo(bytes(file)));
    }

    @Test
    void everyFileIsAnObject() {
        Outcome created = create("s3://bucket/a/whole/");
        assertThat(created.err()).isEmpty();
        assertThat(created.out())
                .contains("dataset  " + LINE, "output   s3://bucket/a/whole\n", "files    9\n")
                .doesNotContain("kept");
        assertComplete("a/whole");
        assertThat(new String(server.get("a/whole/.dgen-dataset"), StandardCharsets.UTF_8))
                .isEqualTo(LINE + "\n");
        assertThat(server.hasUploads()).isFalse();

        assertThat(run("verify", "s3://bucket/a/whole").out())
                .startsWith(
                        "ok: s3://bucket/a/whole matches " + LINE + ": 9 files, " + SET.totalBytes() + " bytes in ");
        assertThat(run("verify", "s3://bucket/a/whole/", "--no-read").out())
                .startsWith("ok: s3://bucket/a/whole matches " + LINE + ": 9 files in ")
                .endsWith("; the data was not read\n");
        assertThat(run("verify", "s3://bucket/a/whole", "--sample", "50%").status())
                .isZero();
        assertThat(run("list", "s3://bucket/a/whole").out()).hasLineCount(9).startsWith("0\td0/f000\n");
    }

    @Test
    void partsAreTheSet() {
        String address = "s3://bucket/parts";
        assertThat(create(address, "--part", "1/2").status()).isZero();
        Outcome missing = run("verify", address, "--no-read");
        assertThat(missing.status()).isEqualTo(4);
        assertThat(missing.out()).contains("missing     d0/f000");
        assertThat(run("verify", address, "--part", "1/2").status()).isZero();
        assertThat(create(address, "--part", "0/2").status()).isZero();
        assertComplete("parts");
        assertThat(run("verify", address).status()).isZero();
    }

    /** Objects without changes are not touched; the others are replaced as a whole. */
    @Test
    void aSetBecomesAnotherGeneration() {
        String address = "s3://bucket/days";
        String first = LINE + ",generation=1,change=20%";
        String third = first.replace("generation=1", "generation=3");
        Dataset set = Dataset.parse(third);
        assertThat(run("create", "--dataset", first, "--to", address).status()).isZero();
        List<DatasetFile> changed = set.files()
                .filter(file -> file.changedRanges(1, 3).findAny().isPresent())
                .toList();
        assertThat(changed).hasSizeBetween(1, 8);
        byte[] untouched = {1, 2, 3};
        DatasetFile other =
                set.files().filter(file -> !changed.contains(file)).findFirst().orElseThrow();
        byte[] before = server.get("days/" + other.path());
        server.put("days/" + other.path(), untouched);

        Outcome outcome = run("create", "--dataset", third, "--to", address, "--since", "1", "--part", "0/2");
        assertThat(outcome.err()).isEmpty();
        assertThat(new String(server.get("days/.dgen-dataset"), StandardCharsets.UTF_8))
                .startsWith(third + "\nincomplete since=1 files=0-");
        assertThat(run("create", "--dataset", third, "--to", address, "--since", "1", "--resume")
                        .out())
                .contains("since generation 1, ");

        assertThat(server.get("days/" + other.path())).isEqualTo(untouched);
        server.put("days/" + other.path(), before);
        assertThat(run("verify", address).out()).startsWith("ok: ");
        assertThat(new String(server.get("days/.dgen-dataset"), StandardCharsets.UTF_8))
                .isEqualTo(third + "\n");
        assertThat(run("create", "--dataset", third, "--to", address, "--since", "2")
                        .err())
                .isEqualTo("dgen: s3://bucket/days has generation 3: --since 2 expects generation 2\n");
    }

    /** The store's checksum shows that an object is right; nothing is read. */
    @Test
    void resumeKeepsWhatIsComplete() {
        String address = made("resumed");
        byte[] wrong = bytes(SET.file(3));
        wrong[0] ^= 1;
        server.put(key("resumed", 3), wrong);
        server.delete(key("resumed", 4));
        server.put(key("resumed", 2), new byte[1]);

        Outcome refused = create(address);
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err()).contains(" exists: --force replaces it, --resume keeps complete files");
        Outcome resumed = create(address, "--resume");
        assertThat(resumed.err()).isEmpty();
        assertThat(resumed.out()).contains("kept     6 files of an earlier run");
        assertComplete("resumed");
        assertThat(create(address, "--force").out()).doesNotContain("kept");
    }

    @Test
    void eachKindOfDamageIsFound() {
        String address = made("damaged");
        byte[] wrong = bytes(SET.file(4));
        Arrays.fill(wrong, 40_000, 44_096, (byte) 0);
        server.put(key("damaged", 4), wrong);
        server.put(key("damaged", 2), Arrays.copyOf(bytes(SET.file(2)), 4000));
        server.delete(key("damaged", 1));
        server.put("damaged/extra ü +%41", bytes(SET.file(1)));
        server.put("damaged2/other", new byte[1]);

        Outcome read = run("verify", address);
        assertThat(read.status()).isEqualTo(4);
        assertThat(read.out())
                .contains(
                        "findings    1 missing, 1 size, 1 changed, 1 renamed\n",
                        "missing     d0/f001\n",
                        "size        d0/f002: 4000 bytes instead of 5000\n",
                        "changed     d0/f004: 4069 wrong bytes, the first at offset 40000; offset 40000, 4096 bytes (4KiB): zeros",
                        "renamed     extra ü +%41: has the content of d0/f001\n");

        Outcome stated = run("verify", address, "--no-read");
        assertThat(stated.status()).isEqualTo(4);
        assertThat(stated.out())
                .contains("findings    1 missing, 1 size, 1 changed, 1 extra\n")
                .contains("changed     d0/f004: another checksum, crc32c ")
                .contains("extra       extra ü +%41: object, 8192 bytes (8KiB)\n");
        assertThat(run("verify", address, "--part", "1/2", "--no-read", "--json")
                        .out())
                .contains("\"dataRead\":false")
                .doesNotContain("extra ü +%41");
    }

    @Test
    void objectsWithoutAChecksumAreNotCalledRight() {
        assertThat(create("s3://bucket/plain", "--no-checksum").status()).isZero();
        Outcome stated = run("verify", "s3://bucket/plain", "--no-read");
        assertThat(stated.out()).contains("the store states no checksum of the whole object");
        assertThat(run("verify", "s3://bucket/plain").status()).isZero();
    }

    @Test
    void otherObjectsAndOtherSetsNeedForce() {
        server.put("other/x", new byte[1]);
        Outcome refused = create("s3://bucket/other");
        assertThat(refused.status()).isEqualTo(2);
        assertThat(refused.err())
                .contains("s3://bucket/other has files that are not of a set, such as x: --force keeps them");
        assertThat(create("s3://bucket/other", "--force").status()).isZero();
        Outcome another =
                run("create", "--to", "s3://bucket/other", "--dataset", LINE.replace("seed=4", "seed=5"), "--resume");
        assertThat(another.status()).isEqualTo(2);
        assertThat(another.err()).contains("s3://bucket/other has another set, " + LINE);
    }

    @Test
    void wrongCommandLinesAreRefused() {
        assertUsage("s3:///a: expected s3://BUCKET/PREFIX or s3://BUCKET", "verify", "s3:///a");
        assertUsage("s3://bucket/none has no object .dgen-dataset", "verify", "s3://bucket/none");
        assertUsage("--no-read and --sample exclude", "verify", "s3://bucket/none", "--no-read", "--sample", "1%");
        assertUsage(
                "--direct, --fsync: expected a directory", "create", "--dataset", LINE, "--to", "s3://b/c", "--fsync");
        Outcome bucket = run("create", "--dataset", LINE, "--to", "s3://none/a");
        assertThat(bucket.status()).isEqualTo(3);
        assertThat(bucket.err()).contains("s3://none/a: there is no such bucket");
    }

    @Test
    void removeKeepsWhatIsNotOfTheSet() {
        String address = made("removed");
        server.put("removed/d0/other", new byte[1]);
        server.put("removed-not", new byte[1]);
        server.begin(key("removed", 4));
        server.begin("removed/other");
        server.begin("elsewhere");

        Outcome removed = run("remove", address + "/");
        assertThat(removed.err()).isEmpty();
        assertThat(removed.out())
                .isEqualTo("removed  9 files\nremoved  1 incomplete upload\nkept     1 file not of the set, such as"
                        + " d0/other\n");
        assertThat(server.keys("removed")).containsExactly("removed-not", "removed/d0/other");
        assertThat(server.abortUploads()).containsExactlyInAnyOrder("removed/other", "elsewhere");
        assertUsage(address + " has no object .dgen-dataset", "remove", address);
    }

    /** A store that takes one object in a request, and cannot list uploads. */
    @Test
    void removeAsksForEachObject() throws IOException {
        List<String> deleted = new CopyOnWriteArrayList<>();
        ScriptedServer.Script script = request -> {
            String line = request.method() + " " + request.target().getPath();
            if (line.startsWith("HEAD")) {
                request.send("HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: " + LINE.length() + "\r\n\r\n");
            } else if (line.endsWith("/.dgen-dataset") && line.startsWith("GET")) {
                request.answer("200 OK", "ETag: \"1\"\r\n", LINE);
            } else if (line.startsWith("DELETE")) {
                deleted.add(request.target().getPath());
                request.answer("204 No Content", "", "");
            } else if (String.valueOf(request.target().getQuery()).contains("list-type")) {
                request.answer(
                        "200 OK",
                        "",
                        "<ListBucketResult><Contents><Key>p/d0/f000</Key><Size>0</Size></Contents><Contents>"
                                + "<Key>p/x</Key><Size>0</Size></Contents></ListBucketResult>");
            } else {
                request.fail("501 Not Implemented", "NotImplemented");
            }
        };
        try (ScriptedServer store = new ScriptedServer(script)) {
            Outcome removed = runAt(store.endpoint().toString(), "remove", "s3://bucket/p");
            assertThat(removed.err())
                    .startsWith("dgen: note: parts of incomplete uploads may remain: HTTP status 501 to ListMultipart");
            assertThat(removed.out()).startsWith("removed  1 file\nkept     1 file not of the set, such as x\n");
        }
        assertThat(deleted).containsExactly("/bucket/p/d0/f000", "/bucket/p/.dgen-dataset");
    }

    /** The refusal of one of several objects. */
    @Test
    void anObjectThatCannotBeRemovedIsNamed() throws IOException {
        ScriptedServer.Script script = request -> request.answer(
                "200 OK",
                "",
                "<DeleteResult><Error><Key>p/b</Key><Code>AccessDenied</Code><Message>m</Message></Error></DeleteResult>");
        try (ScriptedServer store = new ScriptedServer(script);
                StoredPrefix prefix = new S3Provider().prefix("s3://bucket/p", ScriptedServer.options(store))) {
            assertThatIOException()
                    .isThrownBy(() -> prefix.delete(List.of("a", "b", "c")))
                    .withMessage("b: AccessDenied, and 0 more of 3 objects were not removed");
        }
    }

    @Test
    void aBucketIsAPrefix() {
        String line = "dgenset1:files=2,size=5000,name=root{2};dgen1:seed=4,block=8KiB";
        Outcome created = run("create", "--dataset", line, "--to", "s3://bucket", "--force");
        assertThat(created.status()).as(created.err()).isZero();
        assertThat(server.get("root01")).hasSize(5000);
        assertThat(run("verify", "s3://bucket/", "--part=1/2").status()).isZero();
        assertThat(run("remove", "S3://bucket").out()).startsWith("removed  2 files\nkept ");
        assertThat(server.keys("root")).isEmpty();
    }

    @Test
    void everyCharacterOfAKeyCounts() throws IOException, InterruptedException {
        List<String> paths = new CopyOnWriteArrayList<>();
        ScriptedServer.Script script = request -> {
            paths.add(request.target().getPath());
            request.answer("200 OK", "ETag: \"1\"\r\n", "");
        };
        List<String> prefixes = List.of("/slash", "x/../y", "ü €/ %41+", ".", "a//b", "p/");
        try (ScriptedServer store = new ScriptedServer(script)) {
            for (String name : prefixes) {
                try (StoredPrefix prefix =
                        new S3Provider().prefix("s3://bucket/" + name, ScriptedServer.options(store))) {
                    prefix.object("f").write("x");
                }
            }
        }
        assertThat(paths)
                .containsExactly(
                        "/bucket//slash/f",
                        "/bucket/x/../y/f",
                        "/bucket/ü €/ %41+/f",
                        "/bucket/./f",
                        "/bucket/a//b/f",
                        "/bucket/p/f");
        assertUsage("the key has 1026 bytes: expected at most 1024", "verify", "s3://bucket/" + "ü".repeat(513));
        for (String address : List.of("s3://", "s3:///x", "s3:// /x")) {
            assertUsage(address + ": expected s3://BUCKET/PREFIX or s3://BUCKET", "list", address);
        }
    }

    /** Bytes that are sent again do not count twice. */
    @Test
    void progressNeverExceedsTheSize() throws IOException, InterruptedException {
        DataStream stream = new DataStream(GeneratorConfig.of(Recipe.parse("dgen1:seed=7,size=11000001")));
        DataRanges data = new DataRanges(List.of(stream.range()));
        List<Long> moves = new CopyOnWriteArrayList<>();
        Set<String> threads = ConcurrentHashMap.newKeySet();
        try (FaultyProxy proxy = new FaultyProxy(server.port())) {
            proxy.add(FaultyProxy.Fault.RESET_REQUEST, FaultyProxy.Fault.STATUS_500);
            StoreOptions options = server.options();
            StoreOptions faulty = new StoreOptions(proxy.endpoint(), null, 5 << 20, 2, 1, options.timeout());
            try (StoredPrefix prefix = new S3Provider().prefix("s3://bucket", faulty)) {
                prefix.object("progress").upload(data, bytes -> {
                    moves.add(bytes);
                    threads.add(Thread.currentThread().getName());
                });
            }
            assertThat(proxy.done()).isEqualTo(2);
        }
        assertThat(threads).hasSize(1); // of the two requests at the same time
        assertThat(moves).isSorted().hasSizeGreaterThan(1).endsWith(data.lengthBytes());
        byte[] expected = new byte[11_000_001];
        stream.fill(0, expected);
        assertThat(server.get("progress")).isEqualTo(expected);
    }

    private static void assertUsage(String message, String... args) {
        Outcome refused = run(args);
        assertThat(refused.err()).contains(message);
        assertThat(refused.status()).isEqualTo(2);
    }

    /** After a failure, the others are interrupted; what is complete stays. */
    @Test
    void aFailureNamesTheFile() throws IOException {
        try (FaultyProxy proxy = new FaultyProxy(server.port())) {
            FaultyProxy.Fault[] many = new FaultyProxy.Fault[100];
            Arrays.fill(many, FaultyProxy.Fault.RESET_REQUEST);
            proxy.add(many);
            Outcome failed =
                    runAt(proxy.endpoint().toString(), "create", "--dataset", LINE, "--to", "s3://bucket/failed");
            assertThat(failed.status()).isEqualTo(3);
            assertThat(failed.err()).contains("s3://bucket/failed: ");
        }
    }

    @Test
    void aLargeObjectHasParts() {
        Dataset large = Dataset.parse("dgenset1:files=1,size=11000001;dgen1:seed=4,block=1MiB");
        Outcome created =
                run("create", "--dataset", large.toString(), "--to", "s3://bucket/large", "--chunk-size", "5MiB");
        assertThat(created.err()).isEmpty();
        byte[] bytes = new byte[11_000_001];
        new DatasetContent(large, GeneratorConfig.of(large.body()))
                .fill(large.file(0), 0, MemorySegment.ofArray(bytes));
        assertThat(server.get("large/f0")).isEqualTo(bytes);
        assertThat(server.hasUploads()).isFalse();
        assertThat(run("verify", "s3://bucket/large", "--no-read").status()).isZero();
    }

    @Test
    void listsAndRemovalsHaveAllPages() throws IOException, InterruptedException {
        for (int i = 0; i < 5; i++) {
            server.put("many/" + i, new byte[i]);
        }
        List<String> found = new ArrayList<>();
        S3Connection connection = new S3Connection(server.options());
        try (StoredPrefix prefix = new S3Prefix(new Address("bucket", "many/"), connection, 2)) {
            prefix.list((path, bytes) -> found.add(path + " " + bytes));
            prefix.delete(List.of("0", "1", "2", "3", "none"));
        }
        assertThat(server.keys("many/")).containsExactly("many/4");
        assertThat(found).containsExactlyInAnyOrder("0 0", "1 1", "2 2", "3 3", "4 4");
    }
}
