// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Forwards connections to a server. Each connection has the next fault of a list; further ones have none. */
final class FaultyProxy implements AutoCloseable {
    private static final int BYTES_BEFORE_RESET = 100_000;

    enum Fault {
        STATUS_500,
        STATUS_503,
        /** The connection is reset when a part of the data was sent. */
        RESET_REQUEST,
        /** The connection is reset when a part of the data was received. */
        RESET_RESPONSE
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int port;
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    private final AtomicInteger done = new AtomicInteger();

    /** @param port of the server, on this machine */
    FaultyProxy(int port) throws IOException {
        this.port = port;
        start(() -> {
            while (true) {
                Socket client = listener.accept();
                start(() -> serve(client, faults.poll()));
            }
        });
    }

    void add(Fault... more) {
        faults.addAll(List.of(more));
    }

    /** The number of faults that have happened. */
    int done() {
        return done.get();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    private interface Action {
        void run() throws IOException;
    }

    private static void start(Action action) {
        Thread.ofVirtual().start(() -> {
            try {
                action.run();
            } catch (IOException e) {
                // the end of a connection
            }
        });
    }

    private void serve(Socket client, @Nullable Fault fault) throws IOException {
        if (fault == Fault.STATUS_500 || fault == Fault.STATUS_503) {
            refuse(client, fault == Fault.STATUS_500 ? "500 Internal Server Error" : "503 Slow Down");
            return;
        }
        Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
        start(() -> copy(client, server, fault == Fault.RESET_REQUEST));
        copy(server, client, fault == Fault.RESET_RESPONSE);
    }

    private void refuse(Socket client, String status) throws IOException {
        done.incrementAndGet();
        InputStream in = client.getInputStream();
        in.read(new byte[16 << 10]);
        client.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        client.shutdownOutput();
        in.transferTo(OutputStream.nullOutputStream());
        client.close();
    }

    private void copy(Socket from, Socket to, boolean isReset) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            byte[] buffer = new byte[16 << 10];
            long total = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                total += n;
                if (isReset && total > BYTES_BEFORE_RESET) {
                    done.incrementAndGet();
                    from.setSoLinger(true, 0);
                    to.setSoLinger(true, 0);
                    return;
                }
                to.getOutputStream().write(buffer, 0, n);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
