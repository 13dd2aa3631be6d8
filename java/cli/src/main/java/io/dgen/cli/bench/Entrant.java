package io.dgen.cli.bench;

import io.dgen.DataStream;
import io.dgen.Engine;
import io.dgen.MemoryCeiling;
import io.dgen.cli.report.Text;
import org.jspecify.annotations.Nullable;

/**
 * One of those that take turns on a buffer.
 *
 * @param name such as {@code fill}, {@code verify 2:1} or {@code memset}
 * @param operation what it does; null for a ceiling
 * @param task how
 * @param isShared whether one call works on all of the buffer, not each thread on its part
 * @param isCompiledLate whether the JVM has to compile it first
 */
record Entrant(String name, @Nullable Operation operation, Task task, boolean isShared, boolean isCompiledLate) {
    static Entrant ceiling(MemoryCeiling ceiling) {
        return new Entrant(Text.lower(ceiling), null, Task.ceiling(ceiling), false, false);
    }

    static Entrant fill(String name, DataStream stream) {
        return new Entrant(name, Operation.FILL, Task.fill(stream), false, isJava(stream));
    }

    static Entrant verify(String name, DataStream stream) {
        return new Entrant(name, Operation.VERIFY, Task.verify(stream), false, isJava(stream));
    }

    /** The same, by one call that shares its work out among threads of its own. */
    Entrant shared() {
        return new Entrant(name + " shared", operation, task, true, isCompiledLate);
    }

    /** The same, for a JVM that has not yet seen any of it. */
    Entrant compiledLate() {
        return new Entrant(name, operation, task, isShared, true);
    }

    private static boolean isJava(DataStream stream) {
        return stream.engine() != Engine.NATIVE;
    }
}
