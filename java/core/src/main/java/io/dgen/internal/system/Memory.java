package io.dgen.internal.system;

/** Size of a node's memory, or the machine's, in bytes; -1 if unknown. */
record Memory(long totalBytes, long freeBytes) {
    static final Memory UNKNOWN = new Memory(-1, -1);

    /** Of /proc/meminfo or of a node's meminfo. */
    static Memory read(SystemFiles files, String path) {
        String text = files.text(path);
        if (text == null) {
            files.note(path, "no MemTotal or no MemFree; that size is unknown");
            return UNKNOWN;
        }
        MemoryInfo info = new MemoryInfo(text);
        Memory memory = new Memory(
                info.bytes("MemTotal").orElse(-1), info.bytes("MemFree").orElse(-1));
        if (memory.totalBytes < 0 || memory.freeBytes < 0) {
            files.note(path, "no MemTotal or no MemFree; that size is unknown");
        }
        return memory;
    }
}
