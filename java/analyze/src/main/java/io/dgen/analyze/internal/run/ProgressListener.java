package io.dgen.analyze.internal.run;

/** Is told how far it is, by one thread at a time. */
@FunctionalInterface
public interface ProgressListener {
    void progress(long doneBytes);
}
