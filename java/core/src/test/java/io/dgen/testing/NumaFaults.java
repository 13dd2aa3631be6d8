// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import io.dgen.DataStream;
import io.dgen.GeneratorConfig;
import io.dgen.NumaBuffer;
import io.dgen.NumaException;
import io.dgen.NumaMode;
import io.dgen.NumaPolicy;
import io.dgen.SystemInfo;
import io.dgen.internal.numa.MachineNodes;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** Fills and verifies on a system that refuses NUMA calls. {@code NumaFaultsTest} runs it in a new JVM. */
public final class NumaFaults {
    private static final int BYTES = 6 << 20;

    private NumaFaults() {}

    public static void main(String[] args) {
        SystemInfo info = SystemInfo.get();
        System.out.println("libnuma: " + info.libnuma());
        System.out.println("allocator: " + info.nodeAllocator());
        System.out.println("placement: " + info.placementUnavailable());
        System.out.println("pinning: " + info.pinningUnavailable());
        GeneratorConfig.Builder builder = GeneratorConfig.builder().seed(5).sizeBytes(BYTES);
        byte[] expected = new byte[BYTES];
        new DataStream(builder.numaMode(NumaMode.DISABLED).build()).fill(0, expected);
        int node = MachineNodes.get().withMemory().getFirst().id();
        for (NumaPolicy policy : List.of(NumaPolicy.local(), NumaPolicy.onNode(node))) {
            try (NumaBuffer buffer = NumaBuffer.allocate(BYTES, policy)) {
                DataStream forced =
                        new DataStream(builder.numaMode(NumaMode.FORCE).build());
                forced.fill(0, buffer.segment());
                boolean isSame = buffer.segment().mismatch(MemorySegment.ofArray(expected)) == -1;
                System.out.println(policy.kind() + " filled: "
                        + (isSame && forced.verify(0, buffer.segment()).isOk()));
                System.out.println(policy.kind() + " placed: " + placed(buffer));
            }
        }
    }

    private static String placed(NumaBuffer buffer) {
        try {
            return String.valueOf(buffer.verifyPlacement().isAsRequested());
        } catch (NumaException e) {
            return e.getMessage();
        }
    }
}
