// SPDX-License-Identifier: MIT OR Apache-2.0
package io.dgen.spark.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.function.LongPredicate;
import org.apache.spark.sql.connector.expressions.Expression;
import org.apache.spark.sql.connector.expressions.Expressions;
import org.apache.spark.sql.connector.expressions.filter.And;
import org.apache.spark.sql.connector.expressions.filter.Not;
import org.apache.spark.sql.connector.expressions.filter.Or;
import org.apache.spark.sql.connector.expressions.filter.Predicate;
import org.junit.jupiter.api.Test;

class IdFilterTest {
    private static final int UNIT = 10;
    private static final Records RECORDS = new Records("dgen1:seed=1,size=195", UNIT);
    private static final long[] EDGES = {
        Long.MIN_VALUE, Long.MIN_VALUE + 1, -11, -10, -1, Long.MAX_VALUE - 1, Long.MAX_VALUE
    };

    private final Random random = new Random(3);

    /** A filter, and whether it holds for an id. */
    private record Case(Predicate filter, LongPredicate holds) {}

    private Case anyCase(int depth) {
        int kind = depth == 0 ? 0 : random.nextInt(6);
        if (kind == 3) {
            Case one = anyCase(depth - 1);
            return new Case(new Not(one.filter()), one.holds().negate());
        }
        if (kind > 3) {
            Case left = anyCase(depth - 1);
            Case right = anyCase(depth - 1);
            return kind == 4
                    ? new Case(
                            new And(left.filter(), right.filter()), left.holds().and(right.holds()))
                    : new Case(
                            new Or(left.filter(), right.filter()), left.holds().or(right.holds()));
        }
        return random.nextInt(5) == 0 ? in() : comparison();
    }

    private long value() {
        return random.nextInt(8) == 0 ? EDGES[random.nextInt(EDGES.length)] : random.nextInt(230) - 15;
    }

    private Case comparison() {
        String[] operators = {"=", "<=>", "<>", "<", "<=", ">", ">="};
        String operator = operators[random.nextInt(operators.length)];
        boolean isOffset = random.nextBoolean();
        boolean isMirrored = random.nextBoolean();
        long value = value();
        Expression column = Expressions.column(isOffset ? "offset" : "id");
        Expression literal = Expressions.literal(value);
        Expression[] children = isMirrored ? new Expression[] {literal, column} : new Expression[] {column, literal};
        return new Case(new Predicate(operator, children), id -> {
            long number = isOffset ? id * UNIT : id;
            int compared = isMirrored ? Long.compare(value, number) : Long.compare(number, value);
            return switch (operator) {
                case "<>" -> compared != 0;
                case "<" -> compared < 0;
                case "<=" -> compared <= 0;
                case ">" -> compared > 0;
                case ">=" -> compared >= 0;
                default -> compared == 0;
            };
        });
    }

    private Case in() {
        long[] values = {value(), value(), value()};
        return new Case(
                new Predicate("IN", new Expression[] {
                    Expressions.column("id"),
                    Expressions.literal(values[0]),
                    Expressions.literal(values[1]),
                    Expressions.literal(values[2])
                }),
                id -> Arrays.stream(values).anyMatch(value -> value == id));
    }

    @Test
    void equalsAModel() {
        IdFilter filter = new IdFilter(RECORDS);
        for (int round = 0; round < 5_000; round++) {
            Case any = anyCase(3);
            IdSet ids = filter.ids(any.filter()).orElseThrow();
            for (long id = 0; id < RECORDS.count(); id++) {
                assertThat(!ids.and(IdSet.range(id, id + 1)).isEmpty())
                        .as("%s of id %d", any.filter(), id)
                        .isEqualTo(any.holds().test(id));
            }
            assertThat(ids.isEmpty() || ids.last() < RECORDS.count() && ids.first() >= 0)
                    .isTrue();
        }
    }

    @Test
    void otherFiltersAreLeftToSpark() {
        IdFilter filter = new IdFilter(RECORDS);
        Expression id = Expressions.column("id");
        Expression data = Expressions.column("data");
        Predicate known = new Predicate("<", new Expression[] {id, Expressions.literal(3L)});
        Predicate unknown = new Predicate("=", new Expression[] {data, Expressions.literal(3L)});
        assertThat(filter.ids(known)).hasValue(IdSet.range(0, 3));
        assertThat(filter.ids(unknown)).isEmpty();
        assertThat(filter.ids(new Or(known, unknown))).isEmpty();
        assertThat(filter.ids(new Not(unknown))).isEmpty();
        assertThat(filter.ids(new Predicate("<", new Expression[] {id, Expressions.literal(3)})))
                .isEmpty();
        assertThat(filter.ids(new Predicate("STARTS_WITH", new Expression[] {id, Expressions.literal(3L)})))
                .isEmpty();
    }
}
