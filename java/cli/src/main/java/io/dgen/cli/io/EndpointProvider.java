package io.dgen.cli.io;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Finds the endpoints of one kind by their names. */
public interface EndpointProvider {
    /** {@return the output of that name; null if the name is of another kind} */
    @Nullable
    Output output(String name) throws IOException;

    /** {@return the input of that name; null if the name is of another kind} */
    @Nullable
    Input input(String name) throws IOException;
}
