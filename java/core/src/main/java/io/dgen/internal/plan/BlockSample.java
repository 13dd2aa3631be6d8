// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.internal.plan;

/**
 * A plan of fewer blocks, in which contents repeat in the same way as in another plan.
 *
 * @param plan the plan
 * @param blocks number of its logical blocks
 */
public record BlockSample(DedupPlan plan, long blocks) {}
