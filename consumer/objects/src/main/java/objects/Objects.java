// SPDX-License-Identifier: MIT OR Apache-2.0
package objects;

import io.dgen.store.StoreOptions;
import io.dgen.store.StoreProvider;
import java.net.URI;
import java.util.ServiceLoader;

/** Finds the provider of the artifact, and asks a store that does not exist. */
public class Objects {
    public static void main(String[] args) throws Exception {
        StoreOptions options =
                new StoreOptions(URI.create("http://127.0.0.1:9"), null, 0, 1, 1, StoreOptions.USUAL_TIMEOUT);
        for (StoreProvider provider : ServiceLoader.load(StoreProvider.class)) {
            System.out.println(provider.scheme() + " " + provider.object("s3://bucket/key", options).getClass().getPackageName());
        }
    }
}
