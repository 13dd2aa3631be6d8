package io.dgen.internal.system;

/** Size of a node's memory, or the machine's, in bytes; -1 if unknown. */
record Memory(long totalBytes, long freeBytes) {
    /** Of /proc/meminfo or of a node's meminfo. */
    static Memory read(SystemFiles files, String path) {
        MemoryInfo info = new MemoryInfo(files.text(path));
        Memory memory = new Memory(
                info.bytes("MemTotal").orElse(-1), info.bytes("MemFree").orElse(-1));
        if (memory.totalBytes < 0 || memory.freeBytes < 0) {
            files.note(path, "no MemTotal or no MemFree; that size is unknown");
        }
        return memory;
    }
}
