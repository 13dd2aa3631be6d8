// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.io;

import io.dgen.store.StoreOptions;
import io.dgen.store.StoreProvider;
import io.dgen.store.StoredObject;
import io.dgen.store.StoredPrefix;
import java.io.IOException;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the modules of object stores. The libraries of the store {@code s3} are in the {@link ModuleFolder} {@code s3}. */
public final class Stores {
    private static final Pattern ADDRESS = Pattern.compile("([a-zA-Z][a-zA-Z0-9]*)://.*", Pattern.DOTALL);

    private Stores() {}

    /** {@return whether a name is the address of an object, such as {@code s3://bucket/key}} */
    public static boolean isAddress(String name) {
        return ADDRESS.matcher(name).matches();
    }

    /** @throws UnsuitableException if no module knows the store, or if it refuses the address or an option */
    public static StoredObject object(String address, StoreOptions options) throws IOException {
        return open(address, provider -> provider.object(address, options));
    }

    /** @throws UnsuitableException as for {@link #object} */
    public static StoredPrefix prefix(String address, StoreOptions options) throws IOException {
        return open(address, provider -> provider.prefix(address, options));
    }

    private static <T> T open(String address, Function<StoreProvider, T> opening) throws IOException {
        Matcher matcher = ADDRESS.matcher(address);
        if (!matcher.matches()) {
            throw new UnsuitableException(address + ": expected an address such as s3://bucket/key");
        }
        String scheme = matcher.group(1).toLowerCase(Locale.ROOT);
        ClassLoader loader = ModuleFolder.use(scheme); // the SDK of a store looks for its own services there
        for (StoreProvider provider : ServiceLoader.load(StoreProvider.class, loader)) {
            if (provider.scheme().equals(scheme)) {
                try {
                    return opening.apply(provider);
                } catch (IllegalArgumentException e) {
                    throw new UnsuitableException(String.valueOf(e.getMessage()));
                }
            }
        }
        throw new UnsuitableException(address + ": no module for " + scheme + ":// is installed");
    }
}
