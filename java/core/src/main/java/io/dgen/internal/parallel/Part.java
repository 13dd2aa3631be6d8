package io.dgen.internal.parallel;

/** One of the numbered parts of a job. */
@FunctionalInterface
public interface Part {
    void run(int index);
}
