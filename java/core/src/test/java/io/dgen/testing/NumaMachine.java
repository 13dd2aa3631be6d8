package io.dgen.testing;

import io.dgen.SystemInfo;
import io.dgen.internal.kernel.NativeLibrary;

/**
 * Proofs about placement and pinning on a machine of several nodes, run by native/test/numa-vm. Prints one line per
 * proof; exit status 1 if one fails. Arguments: {@code restricted} expects that the process may not use some node and has
 * 512 MiB; {@code offline} takes the CPUs of the last node offline; {@code first-touch} runs only the proof that fails if
 * the process has a memory policy of its own.
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
                machine.prove("threads of a node whose CPUs go offline run elsewhere", machine.threads::offline);
            case "first-touch" -> machine.proveFirstTouch();
            case "restricted" -> {
                machine.proveAll();
                machine.prove("a forbidden node is refused", machine.memory::forbiddenNode);
                machine.prove("more than the container has is refused", machine.memory::moreThanTheContainerHas);
            }
            default -> machine.proveAll();
        }
        System.exit(machine.failed == 0 ? 0 : 1);
    }

    private void proveAll() {
        System.out.println("nodes with CPUs " + NumaProofs.ids(memory.withCpus) + ", with memory "
                + NumaProofs.ids(memory.withMemory) + ", libnuma "
                + SystemInfo.get().libnuma());
        prove("pages lie on the requested node", memory::pagesOnTheirNode);
        prove("pages are spread and interleaved as requested", memory::pagesOnSeveralNodes);
        prove("huge pages of the pool lie on the requested node", memory::hugePages);
        prove("local pages lie on the allocating thread's node", memory::localPages);
        prove("pooled buffers lie on their node", memory::pooledBuffers);
        prove("threads of a node stay on its CPUs", threads::threadsOfANode);
        prove("each slice of a buffer is processed by threads of its node", threads::slicesByTheirNode);
        proveFirstTouch();
        prove("numaNode keeps the work on one node", threads::oneNode);
        prove("bytes are the same in every mode", threads::sameBytes);
        prove("one generator per node makes the stream between them", threads::perNode);
        prove("the caller's affinity is not changed", threads::callersAffinity);
        prove("an unknown node is refused", memory::unknownNode);
        prove("more than a node has is refused", memory::moreThanANodeHas);
        prove("all free memory of a small node is on it, or refused", memory::allOfASmallNode);
    }

    private void proveFirstTouch() {
        prove("untouched memory is first touched by its node's threads", threads::firstTouch);
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
