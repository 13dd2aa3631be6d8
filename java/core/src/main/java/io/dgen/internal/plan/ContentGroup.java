// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

/**
 * A group of similar contents, for estimates.
 *
 * @param contents number of contents
 * @param copies mean number of occurrences of each content
 * @param predecessors mean number of different contents that each content follows; the start of the stream counts as
 *     one
 */
public record ContentGroup(double contents, double copies, double predecessors) {}
