// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.terminal;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The width of the terminal at a descriptor. Asked only where it is necessary, because linking takes milliseconds. */
final class TerminalColumns {
    private static final int STANDARD_ERROR = 2;
    private static final long TIOCGWINSZ = 0x5413;
    private static final int DEFAULT_COLUMNS = 80;

    private TerminalColumns() {}

    /** Lazy holder: links the system call at its first use. */
    private static final class Ioctl {
        static final MethodHandle HANDLE = Linker.nativeLinker()
                .downcallHandle(
                        Linker.nativeLinker().defaultLookup().findOrThrow("ioctl"),
                        FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
                        Linker.Option.firstVariadicArg(2));
    }

    /** {@return whether the terminal cannot change a line, or its abilities are unknown} */
    static boolean isDumb(String term) {
        return term.isEmpty() || term.equals("dumb") || term.equals("unknown");
    }

    /** {@return the number of columns; 80 if the terminal does not know} */
    static int ofStandardError() {
        int columns = of(STANDARD_ERROR);
        return columns > 0 ? columns : DEFAULT_COLUMNS;
    }

    /** {@return whether the descriptor is a terminal} */
    static boolean isTerminal(int descriptor) {
        return of(descriptor) >= 0;
    }

    /** {@return the number of columns; 0 if the terminal does not know, -1 if there is none} */
    private static int of(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment size = arena.allocate(JAVA_SHORT, 4); // rows, columns, and the same in pixels
            int status = (int) Ioctl.HANDLE.invokeExact(descriptor, TIOCGWINSZ, size);
            return status == 0 ? Short.toUnsignedInt(size.getAtIndex(JAVA_SHORT, 1)) : -1;
        } catch (Throwable e) {
            return -1; // no such function, or no native access
        }
    }
}
