// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.Recipe;
import io.dgen.cli.CommandLine;
import io.dgen.s3.ScriptedServer.Request;
import io.dgen.s3.ScriptedServer.Script;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests what a server does wrong: each command ends soon, with a line that has the reason, or with the right data. */
class FaultTest {
    private static final String RECIPE = "dgen1:seed=7,size=1000001,compress=2";
    private static final String ATTEMPTS = "aws.maxAttempts";
    private static final long STALL_MS = 60_000;
    private static final String TAG = "ETag: \"1\"\r\n";

    @BeforeEach
    void login() {
        Server.login();
        System.setProperty(ATTEMPTS, "1");
    }

    @AfterEach
    void logout() {
        Server.logout();
        System.clearProperty(ATTEMPTS);
    }

    private static CommandLine.Outcome run(String endpoint, String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--endpoint", endpoint, "--timeout", "1"));
        return CommandLine.run(all.toArray(String[]::new));
    }

    private static CommandLine.Outcome generate(String endpoint) {
        return generate(endpoint, "2");
    }

    private static CommandLine.Outcome generate(String endpoint, String threads) {
        return run(endpoint, "generate", "--recipe", RECIPE, "--force", "--threads", threads, "s3://bucket/key");
    }

    private static CommandLine.Outcome verify(String endpoint) {
        return run(endpoint, "verify", "--recipe", RECIPE, "s3://bucket/key");
    }

    private static CommandLine.Outcome create(String endpoint) {
        return run(endpoint, "dataset", "create", "--files=3", "--size=4KiB", "--seed=1", "--to", "s3://bucket/set");
    }

    private static void assertFailed(CommandLine.Outcome outcome, String message) {
        assertThat(outcome.err()).startsWith("dgen: s3://bucket/").contains(message);
        assertThat(outcome.err().lines().filter(line -> !line.startsWith("dgen: recipe ")))
                .hasSize(1);
        assertThat(outcome.status()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "500 Internal Server Error | InternalError        | HTTP status 500 to PutObject, InternalError: The message",
                "503 Slow Down             | SlowDown             | HTTP status 503 to PutObject, SlowDown: The message of",
                "501 Not Implemented       | NotImplemented       | HTTP status 501 to PutObject, NotImplemented: The",
                "404 Not Found             | NoSuchBucket         | there is no such bucket",
                "403 Forbidden             | AccessDenied         | access denied to PutObject (AccessDenied)",
                "403 Forbidden             | RequestTimeTooSkewed | the clocks of this machine and of the store differ by",
                "400 Bad Request           | ExpiredToken         | the session token of the credentials has expired",
                "400 Bad Request           | KeyTooLongError      | HTTP status 400 to PutObject, KeyTooLongError: The",
            })
    void refusalsAreNamed(String status, String code, String message) throws IOException {
        try (ScriptedServer server = new ScriptedServer(request -> request.fail(status, code))) {
            assertFailed(generate(server.endpoint().toString()), message);
            String stated = status.startsWith("40") ? message.replace("PutObject", "HeadObject") : "HTTP status";
            assertFailed(verify(server.endpoint().toString()), stated);
            assertFailed(create(server.endpoint().toString()), message.replace("PutObject", "ListObjectsV2"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "301 Moved | x-amz-bucket-region: eu-west-1 | the bucket is in the region eu-west-1: set AWS_REGION",
                "301 Moved | Location: http://other         | HTTP status 301 to PutObject",
                "404 Gone  | X: y                           | there is no such bucket",
                "200 OK    | X: y                           | the answer to the upload is not that of S3: it has no ETag",
            })
    void answersWithoutABody(String status, String header, String message) throws IOException {
        try (ScriptedServer server = new ScriptedServer(request -> request.answer(status, header + "\r\n", ""))) {
            assertFailed(generate(server.endpoint().toString()), message);
        }
    }

    @Test
    void answersOfOtherServers() throws IOException {
        try (ScriptedServer server = new ScriptedServer(request -> request.answer("200 OK", "", "<<html>"))) {
            assertFailed(create(server.endpoint().toString()), "the answer to ListObjectsV2 is not that of S3: ");
            assertFailed(verify(server.endpoint().toString()), "the answer to HeadObject is not that of S3: it has no");
        }
        Script noHttp = request -> {
            request.send("SSH-2.0-OpenSSH_9.2\r\n");
            request.socket().close();
        };
        try (ScriptedServer server = new ScriptedServer(noHttp)) {
            assertFailed(verify(server.endpoint().toString()), "the server does not answer as an HTTP server");
        }
    }

    @Test
    void serversThatCannotBeReached() throws IOException {
        for (int i = 0; i < 10; i++) { // failures at once, in the thread that asked for a connection or in another
            for (String threads : List.of("1", "2")) {
                assertFailed(generate("http://127.0.0.1:1", threads), "Connection refused");
                assertFailed(generate("http://no-such-host.invalid", threads), "unknown host no-such-host.invalid");
            }
        }
        try (ScriptedServer server = new ScriptedServer(Request::reset)) {
            assertFailed(verify(server.endpoint().toString().replace("http:", "https:")), "onnection");
        }
    }

    @Test
    void bodiesThatEndEarly() throws IOException {
        Script half = request -> {
            if (request.method().equals("HEAD")) {
                state(request);
            } else {
                request.read(request.length() / 2);
                request.send("HTTP/1.1 206 OK\r\n" + TAG + "Content-Length: 1000001\r\n\r\nshort");
                request.socket().close();
            }
        };
        try (ScriptedServer server = new ScriptedServer(half)) {
            assertFailed(
                    verify(server.endpoint().toString()), "only received 5 bytes before the connection was closed");
            assertThat(generate(server.endpoint().toString()).status()).isEqualTo(3);
        }
    }

    @Test
    void serversThatDoNotAnswer() throws IOException {
        String message = "the server did not answer within 1 s (--timeout)";
        try (ScriptedServer server = new ScriptedServer(_ -> Thread.sleep(STALL_MS))) {
            assertFailed(verify(server.endpoint().toString()), message);
            assertFailed(generate(server.endpoint().toString()), message);
        }
        Script half = request -> {
            if (request.method().equals("HEAD")) {
                state(request);
            } else {
                sendFirst(request, 100_000);
                Thread.sleep(STALL_MS);
            }
        };
        try (ScriptedServer server = new ScriptedServer(half)) {
            assertFailed(verify(server.endpoint().toString()), message);
        }
    }

    /** The first answer stops in the middle, the second one is reset. */
    @Test
    void readsAreRepeated() throws IOException {
        System.setProperty(ATTEMPTS, "3");
        Script script = request -> {
            if (request.method().equals("HEAD")) {
                state(request);
            } else if (request.number() == 2) {
                sendFirst(request, 100_000);
                Thread.sleep(STALL_MS);
            } else if (request.number() == 3) {
                sendFirst(request, 200_000);
                request.reset();
            } else {
                sendFirst(request, data().length);
            }
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            CommandLine.Outcome outcome = verify(server.endpoint().toString());
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.out()).startsWith("ok: s3://bucket/key");
            assertThat(server.requests()).isEqualTo(4);
        }
    }

    /** The SDK takes the time of the store, and repeats the request. */
    @Test
    void aWrongClockIsCorrected() throws IOException {
        System.setProperty(ATTEMPTS, "3");
        Script script = request -> {
            String signed = request.headers().getOrDefault("x-amz-date", "");
            if (signed.startsWith("20200101T")) {
                request.answer("200 OK", TAG, "");
            } else {
                request.answer(
                        "403 Forbidden",
                        "Date: Wed, 01 Jan 2020 12:00:00 GMT\r\n",
                        "<Error><Code>RequestTimeTooSkewed</Code><Message>m</Message></Error>");
            }
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            assertThat(generate(server.endpoint().toString()).err()).isEmpty();
            assertThat(server.requests()).isEqualTo(2);
        }
    }

    @Test
    void aChecksumOfChecksumsIsNoneOfTheObject() throws IOException {
        for (String type : List.of("x-amz-checksum-type: COMPOSITE\r\n", "")) {
            String checksum = type.isEmpty() ? "AAAAAA==-3" : "AAAAAA==";
            Script script = request -> request.send("HTTP/1.1 200 OK\r\n" + TAG + type + "x-amz-checksum-crc32c: "
                    + checksum + "\r\nContent-Length: 1000001\r\n\r\n");
            try (ScriptedServer server = new ScriptedServer(script)) {
                CommandLine.Outcome outcome =
                        run(server.endpoint().toString(), "verify", "--recipe", RECIPE, "--no-read", "s3://bucket/key");
                assertFailed(outcome, "the store states no checksum of the whole object");
            }
        }
    }

    /** With --force, a run needs no other right. */
    @Test
    void theRightToWriteIsEnough() throws IOException {
        Script script = request -> {
            if (request.method().equals("PUT")) {
                request.answer("200 OK", TAG, "");
            } else {
                request.fail("403 Forbidden", "AccessDenied");
            }
        };
        try (ScriptedServer server = new ScriptedServer(script)) {
            String endpoint = server.endpoint().toString();
            assertFailed(create(endpoint), "access denied to ListObjectsV2 (AccessDenied)");
            CommandLine.Outcome forced = run(
                    endpoint,
                    "dataset",
                    "create",
                    "--files=3",
                    "--size=4KiB",
                    "--seed=1",
                    "--force",
                    "--to",
                    "s3://bucket/set");
            assertThat(forced.err()).isEmpty();
            assertThat(generate(endpoint).err()).isEmpty();
        }
    }

    private static byte[] data() {
        DataStream stream = new DataStream(GeneratorConfig.of(Recipe.parse(RECIPE)));
        byte[] bytes = new byte[(int) stream.totalSize()];
        stream.fill(0, bytes);
        return bytes;
    }

    private static void state(Request request) throws IOException {
        request.send("HTTP/1.1 200 OK\r\n" + TAG + "Content-Length: 1000001\r\n\r\n");
    }

    private static void sendFirst(Request request, int bytes) throws IOException {
        request.send("HTTP/1.1 206 Partial Content\r\n" + TAG + "Content-Length: 1000001\r\n\r\n");
        request.socket().getOutputStream().write(data(), 0, bytes);
    }
}
