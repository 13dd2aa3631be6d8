package io.dgen.internal.plan;

/**
 * Contents that are alike, for estimates.
 *
 * @param contents how many they are
 * @param copies how often each of them occurs, on average
 * @param predecessors how many different contents each of them follows, on average; the start of the stream is one
 */
public record ContentGroup(double contents, double copies, double predecessors) {}
