// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.testing;

import io.dgen.SystemInfo;
import io.dgen.internal.kernel.NativeLibrary;

/**
 * Proofs of placement and pinning on a machine with several nodes, which native/test/numa-vm runs. Prints one line per
 * proof; the exit status is 1 if one fails. Arguments: {@code restricted} expects that the process may not use some
 * node and has 512 MiB; {@code offline} takes the CPUs of the last node offline; {@code first-touch} runs only the
 * proof that fails if the process has a memory policy.
 */
public final class NumaMachine {
    private final NumaMemoryProofs memory = new NumaMemoryProofs();
    private final NumaThreadProofs threads = new NumaThreadProofs();
    private int failed;

    private NumaMachine() {}

    /** @param args {@code restricted}, {@code offline}, {@code first-touch} or none */
    public static void main(String[] args) {
        if (!NativeLibrary.isLoaded()) {
            throw new IllegalStateException(NativeLibrary.failure());
        }
        NumaMachine machine = new NumaMachine();
        switch (args.length == 0 ? "" : args[0]) {
            case "offline" ->
                machine.prove(
                        "threads of a node run on other CPUs if those of the node go offline",
                        machine.threads::offline);
            case "first-touch" -> machine.proveFirstTouch();
            case "restricted" -> {
                machine.proveAll();
                machine.prove("a forbidden node is refused", machine.memory::forbiddenNode);
                machine.prove(
                        "a buffer larger than the memory of the container is refused",
                        machine.memory::moreThanTheContainerHas);
            }
            default -> machine.proveAll();
        }
        System.exit(machine.failed == 0 ? 0 : 1);
    }

    private void proveAll() {
        System.out.println("nodes with CPUs " + NumaProofs.ids(memory.withCpus) + ", with memory "
                + NumaProofs.ids(memory.withMemory) + ", libnuma "
                + SystemInfo.get().libnuma());
        prove("base pages of one node come from libnuma", memory::libnumasAllocator);
        prove("pages are on the requested node", memory::pagesOnTheirNode);
        prove("pages are spread and interleaved as requested", memory::pagesOnSeveralNodes);
        prove("huge pages of the pool are on the requested node", memory::hugePages);
        prove("local pages are on the node of the allocating thread", memory::localPages);
        prove("pooled buffers are on their node", memory::pooledBuffers);
        prove("threads of a node stay on its CPUs", threads::threadsOfANode);
        prove("each slice of a buffer is processed by threads of its node", threads::slicesByTheirNode);
        proveFirstTouch();
        prove("numaNode keeps the work on one node", threads::oneNode);
        prove("bytes are the same in every mode", threads::sameBytes);
        prove("the generators of all nodes together make the stream", threads::perNode);
        prove("the caller's affinity is not changed", threads::callersAffinity);
        prove("an unknown node is refused", memory::unknownNode);
        prove("a buffer larger than the memory of a node is refused", memory::moreThanANodeHas);
        prove("an allocation of all free memory of a small node is on the node, or fails", memory::allOfASmallNode);
    }

    private void proveFirstTouch() {
        prove("untouched memory is first touched by threads of its node", threads::firstTouch);
    }

    private void prove(String what, NumaProofs.Proof proof) {
        try {
            proof.run();
            System.out.println("ok      " + what);
        } catch (Exception | AssertionError e) {
            failed++;
            System.out.println("FAILED  " + what + ": " + e);
        }
    }
}
