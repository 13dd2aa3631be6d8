// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import io.dgen.store.StoreOptions;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers as a script says, also with what is no HTTP. */
final class ScriptedServer implements AutoCloseable {
    /** Answers requests. */
    @FunctionalInterface
    interface Script {
        void answer(Request request) throws IOException, InterruptedException;
    }

    private static final int MOST_CHARACTERS = 10_000;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger requests = new AtomicInteger();
    private final Script script;

    ScriptedServer(Script script) throws IOException {
        this.script = script;
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    Thread.ofVirtual().start(() -> serve(socket));
                }
            } catch (IOException e) {
                // closed
            }
        });
    }

    static StoreOptions options(ScriptedServer server) {
        return new StoreOptions(server.endpoint(), null, 0, 2, 0, StoreOptions.USUAL_TIMEOUT);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** {@return number of requests so far} */
    int requests() {
        return requests.get();
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            for (String line = line(in); line.endsWith("HTTP/1.1"); line = line(in)) {
                Map<String, String> headers = new TreeMap<>();
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    String[] parts = header.split(":", 2);
                    headers.put(parts[0].toLowerCase(Locale.ROOT), parts[1].strip());
                }
                String[] words = line.split(" ");
                Request request =
                        new Request(words[0], URI.create(words[1]), headers, requests.incrementAndGet(), in, socket);
                if (headers.containsKey("expect")) {
                    request.send("HTTP/1.1 100 Continue\r\n\r\n");
                }
                script.answer(request);
            }
        } catch (IOException | InterruptedException e) {
            // the end of the connection
        }
    }

    /** Empty at the end; no line of HTTP if the client begins with a handshake of TLS. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n' && line.length() < MOST_CHARACTERS; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    /**
     * A request, of which the body is not read.
     *
     * @param headers names in lower case
     * @param number of the request, from 1
     */
    record Request(String method, URI target, Map<String, String> headers, int number, InputStream in, Socket socket) {
        long length() {
            return Long.parseLong(headers.getOrDefault("content-length", "0"));
        }

        /** Reads and discards a part of the body. */
        void read(long bytes) throws IOException {
            in.skipNBytes(bytes);
        }

        void send(String text) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        /** Reads the body, and answers. */
        void answer(String status, String headers, String body) throws IOException {
            read(length());
            send("HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n"
                    + (method.equals("HEAD") ? "" : body));
        }

        void fail(String status, String code) throws IOException {
            answer(
                    status,
                    "Content-Type: application/xml\r\n",
                    "<?xml version=\"1.0\"?><Error><Code>" + code + "</Code><Message>The message of " + code
                            + ". More.</Message></Error>");
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
