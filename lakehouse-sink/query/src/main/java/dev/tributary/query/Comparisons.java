package dev.tributary.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.query.ColumnScope.FoundColumn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * Compares a column with a constant the way DuckDB does, or a little more generously: for every
 * type only constants whose meaning is certain are taken.
 */
final class Comparisons {
  private static final long MICROS_OF_DOUBT = 1_000;
  private static final long MAX_MICROS_AS_NANOS = Long.MAX_VALUE / 1_000 - MICROS_OF_DOUBT;

  private final Constants constants;

  Comparisons(Constants constants) {
    this.constants = constants;
  }

  /** The comparison; always-true when the constant is not understood. */
  Expression of(FoundColumn column, String operator, JsonNode value) {
    Optional<Expression> understood =
        switch (column.type().typeId()) {
          case INTEGER, LONG -> constants.integer(value).map(v -> exact(column, operator, v));
          case FLOAT, DOUBLE -> constants.number(value).map(v -> floating(column, operator, v));
          case DECIMAL -> constants.exactNumber(value).flatMap(v -> decimal(column, operator, v));
          case STRING -> constants.text(value).map(v -> exact(column, operator, v));
          case DATE ->
              constants
                  .moment(value, DuckDbTypes.of(column.type()), lowerBound(operator))
                  .map(v -> date(column, operator, v));
          case TIMESTAMP, TIMESTAMP_NANO ->
              constants
                  .moment(value, DuckDbTypes.of(column.type()), lowerBound(operator))
                  .flatMap(v -> moment(column, operator, v));
          default -> Optional.empty();
        };
    return understood.orElse(Expressions.alwaysTrue());
  }

  private static boolean lowerBound(String operator) {
    return operator.startsWith(">");
  }

  private static Expression exact(FoundColumn column, String operator, Object value) {
    String name = column.name();
    return switch (operator) {
      case "=" -> Expressions.equal(name, value);
      case "<" -> Expressions.lessThan(name, value);
      case "<=" -> Expressions.lessThanOrEqual(name, value);
      case ">" -> Expressions.greaterThan(name, value);
      default -> Expressions.greaterThanOrEqual(name, value);
    };
  }

  private static Expression range(
      FoundColumn column, String operator, Object lowest, Object highest) {
    String name = column.name();
    return switch (operator) {
      case "=" ->
          Expressions.and(
              Expressions.greaterThanOrEqual(name, lowest),
              Expressions.lessThanOrEqual(name, highest));
      case "<", "<=" -> Expressions.lessThanOrEqual(name, highest);
      default -> Expressions.greaterThanOrEqual(name, lowest);
    };
  }

  /**
   * Neighbours of the number are let in, for a decimal literal may be rounded on its way, and -0.0
   * equals 0.0. To DuckDB NaN is larger than every number, and bounds do not cover it.
   */
  private static Expression floating(FoundColumn column, String operator, BigDecimal value) {
    Expression bounded;
    if (column.type().typeId() == Type.TypeID.FLOAT) {
      float near = value.floatValue();
      bounded =
          range(
              column, operator, Math.nextDown(Math.nextDown(near)), Math.nextUp(Math.nextUp(near)));
    } else {
      double near = value.doubleValue();
      bounded =
          range(
              column, operator, Math.nextDown(Math.nextDown(near)), Math.nextUp(Math.nextUp(near)));
    }
    return lowerBound(operator)
        ? Expressions.or(bounded, Expressions.isNaN(column.name()))
        : bounded;
  }

  private static Optional<Expression> decimal(
      FoundColumn column, String operator, BigDecimal value) {
    Types.DecimalType type = (Types.DecimalType) column.type();
    try {
      BigDecimal scaled = value.setScale(type.scale());
      return scaled.precision() > type.precision()
          ? Optional.empty()
          : Optional.of(exact(column, operator, scaled));
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  /** A date is compared with a moment as its midnight. */
  private static Expression date(FoundColumn column, String operator, long micros) {
    String day = LocalDate.ofEpochDay(Math.floorDiv(micros, TimeUnit.DAYS.toMicros(1))).toString();
    return range(column, operator, day, day);
  }

  private static Optional<Expression> moment(FoundColumn column, String operator, long micros) {
    if (Math.abs(BigInteger.valueOf(micros).doubleValue()) >= MAX_MICROS_AS_NANOS) {
      return Optional.empty();
    }
    return Optional.of(range(column, operator, micros - MICROS_OF_DOUBT, micros + MICROS_OF_DOUBT));
  }
}
