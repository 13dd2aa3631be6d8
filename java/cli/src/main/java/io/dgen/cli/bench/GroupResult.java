// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.cli.bench;

import java.util.List;

/**
 * Result of a group.
 *
 * @param about a sentence that names what differs and what stays the same
 * @param points in the order of what differs
 * @param skipped what cannot be measured on this machine, and why
 */
record GroupResult(Group group, String about, List<Point> points, List<String> skipped) {}
