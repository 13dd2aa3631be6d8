// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import java.util.Optional;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Literal;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.apache.spark.sql.types.DataTypes;

/** The ids of the records for which a filter of Spark holds. No column is ever null. */
final class IdFilter {
    /** Each partition looks for its part of the ranges. */
    private static final int MAX_RANGES = 1000;

    private final Records records;

    IdFilter(Records records) {
        this.records = records;
    }

    /** Empty if the filter needs more than comparisons of {@code id} and {@code offset} with numbers. */
    Optional<IdSet> ids(Expression filter) {
        return found(filter).filter(ids -> ids.ranges() <= MAX_RANGES);
    }

    private Optional<IdSet> found(Expression filter) {
        if (!(filter instanceof Predicate predicate)) {
            return Optional.empty();
        }
        Expression[] children = predicate.children();
        return switch (predicate.name()) {
            case "ALWAYS_TRUE" -> Optional.of(records.ids());
            case "ALWAYS_FALSE" -> Optional.of(IdSet.EMPTY);
            case "AND" -> ids(children[0]).flatMap(left -> ids(children[1]).map(left::and));
            case "OR" -> ids(children[0]).flatMap(left -> ids(children[1]).map(left::or));
            case "NOT" -> ids(children[0]).map(records.ids()::minus);
            case "IN" -> in(children);
            case "=", "<=>", "<>", "<", "<=", ">", ">=" -> compared(predicate.name(), children[0], children[1]);
            default -> Optional.empty();
        };
    }

    private Optional<IdSet> in(Expression[] children) {
        if (children.length - 1 > MAX_RANGES) {
            return Optional.empty();
        }
        IdSet all = IdSet.EMPTY;
        for (int i = 1; i < children.length; i++) {
            Optional<IdSet> one = compared("=", children[0], children[i]);
            if (one.isEmpty()) {
                return one;
            }
            all = all.or(one.get());
        }
        return Optional.of(all);
    }

    private Optional<IdSet> compared(String operator, Expression left, Expression right) {
        if (left instanceof Literal<?>) {
            return right instanceof Literal<?> ? Optional.empty() : compared(mirrored(operator), right, left);
        }
        if (!(right instanceof Literal<?> literal)
                || !literal.dataType().equals(DataTypes.LongType)
                || !(literal.value() instanceof Long value)) {
            return Optional.empty();
        }
        long unit = records.unit(left);
        return unit == 0 ? Optional.empty() : Optional.of(compared(operator, unit, value));
    }

    private static String mirrored(String operator) {
        return switch (operator) {
            case "<" -> ">";
            case "<=" -> ">=";
            case ">" -> "<";
            case ">=" -> "<=";
            default -> operator;
        };
    }

    private IdSet compared(String operator, long unit, long value) {
        IdSet all = records.ids();
        IdSet below = all.and(IdSet.range(0, Math.ceilDiv(value, unit)));
        IdSet upTo = all.and(IdSet.range(0, Math.floorDiv(value, unit) + (value / unit == Long.MAX_VALUE ? 0 : 1)));
        return switch (operator) {
            case "<" -> below;
            case "<=" -> upTo;
            case ">" -> all.minus(upTo);
            case ">=" -> all.minus(below);
            case "<>" -> all.minus(upTo.minus(below));
            default -> upTo.minus(below);
        };
    }
}
