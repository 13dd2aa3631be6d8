// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.manual;

import io.dgen.DataRange;
import io.dgen.DataStream;
import io.dgen.Verification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Example of a range. docs/adapters.md has programs with a server, which are run. */
final class Ranges {
    private Ranges() {}

    static Verification putAndGet(HttpClient client, URI uri, DataStream stream)
            throws IOException, InterruptedException {
        // @start region="http"
        DataRange data = stream.range();
        HttpRequest put = HttpRequest.newBuilder(uri)
                .PUT(BodyPublishers.fromPublisher(data.publisher(), data.lengthBytes()))
                .build();
        client.send(put, BodyHandlers.discarding());

        HttpRequest get = HttpRequest.newBuilder(uri).build();
        Verification result = client.send(
                        get,
                        BodyHandlers.fromSubscriber(
                                data.listVerifier(),
                                verifier -> verifier.result().join()))
                .body();
        // @end
        return result;
    }
}
