package io.dgen.internal.parallel;

/**
 * What one pool does of a job.
 *
 * @param pool whose threads do it; the caller's does not
 * @param threads most threads of the pool, from 1 on
 * @param parts their numbers; kept, not copied
 */
public record Share(Pool pool, int threads, int[] parts) {}
