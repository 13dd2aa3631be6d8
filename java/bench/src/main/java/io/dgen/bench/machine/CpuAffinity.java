// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.bench.machine;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;

/** Keeps a thread on one CPU; not the whole JVM: its compiler threads would wait for the measured thread. */
public final class CpuAffinity {
    private static final long SET_BYTES = 128; // sizeof(cpu_set_t)

    private CpuAffinity() {}

    /** Keeps the calling thread on the last CPU of its process; the first often serves interrupts. Linux only. */
    public static void pinCallingThread() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        int last = cpusOfCallingThread().length() - 1;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = arena.allocate(SET_BYTES, Long.BYTES);
            set.set(JAVA_BYTE, last / 8, (byte) (1 << last % 8));
            call("sched_setaffinity", set);
        }
    }

    static BitSet cpusOfCallingThread() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = arena.allocate(SET_BYTES, Long.BYTES);
            call("sched_getaffinity", set);
            return BitSet.valueOf(set.asByteBuffer());
        }
    }

    private static void call(String name, MemorySegment set) {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor descriptor = FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS);
        int result;
        try {
            result = (int) linker.downcallHandle(linker.defaultLookup().findOrThrow(name), descriptor)
                    .invokeExact(0, SET_BYTES, set);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
        if (result < 0) {
            throw new IllegalStateException(name + " failed");
        }
    }
}
