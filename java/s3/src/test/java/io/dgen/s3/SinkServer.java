// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A server that accepts uploads and discards them, for measurements. */
final class SinkServer implements AutoCloseable {
    private static final String RESULT = "<?xml version=\"1.0\"?><Result><UploadId>1</UploadId><ETag>1</ETag></Result>";

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    SinkServer() throws IOException {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                while (true) {
                    Socket socket = listener.accept();
                    socket.setTcpNoDelay(true);
                    Thread.ofPlatform().daemon().start(() -> serve(socket));
                }
            } catch (IOException e) {
                // closed
            }
        });
    }

    /** Prints the endpoint, and accepts uploads until the process is ended. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (SinkServer server = new SinkServer()) {
            System.out.println(server.endpoint());
            Thread.currentThread().join();
        }
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private static void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 << 10);
            byte[] buffer = new byte[256 << 10];
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                boolean isPut = line.startsWith("PUT");
                boolean isMissing = line.matches("HEAD /[^/]+/.+ HTTP.*"); // an object
                long length = 0;
                for (String header = line(in); !header.isEmpty(); header = line(in)) {
                    String lower = header.toLowerCase(Locale.ROOT);
                    if (lower.startsWith("content-length:")) {
                        length = Long.parseLong(
                                lower.substring(lower.indexOf(':') + 1).strip());
                    } else if (lower.startsWith("expect:")) {
                        answer(socket, "HTTP/1.1 100 Continue\r\n\r\n");
                    }
                }
                while (length > 0) {
                    length -= in.read(buffer, 0, (int) Math.min(buffer.length, length));
                }
                if (isMissing) {
                    answer(socket, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
                    continue;
                }
                String body = isPut || line.startsWith("HEAD") ? "" : RESULT;
                answer(
                        socket,
                        "HTTP/1.1 200 OK\r\nETag: \"1\"\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
            }
        } catch (IOException e) {
            // the end of the connection
        }
    }

    private static void answer(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Empty at the end. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
