package io.dgen.cli;

/** A range of a stream, in bytes. */
record Range(long offset, long length) {}
