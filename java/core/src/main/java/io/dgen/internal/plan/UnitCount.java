package io.dgen.internal.plan;

/** @param isExact false if it is an upper bound: there may be fewer */
public record UnitCount(long value, boolean isExact) {}
