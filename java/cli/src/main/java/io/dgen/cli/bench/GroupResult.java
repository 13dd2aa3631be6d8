package io.dgen.cli.bench;

import java.util.List;

/**
 * A group's figures.
 *
 * @param group which
 * @param about what stays the same in it, in one sentence
 * @param points in the order of what varies
 * @param skipped what cannot be measured here, and why
 */
record GroupResult(Group group, String about, List<Point> points, List<String> skipped) {}
