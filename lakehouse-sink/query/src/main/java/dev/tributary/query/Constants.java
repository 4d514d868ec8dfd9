package dev.tributary.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The values of constant expressions and of parameters; empty for whatever is not certain. */
final class Constants {
  private static final Set<String> NOW =
      Set.of("now", "get_current_timestamp", "transaction_timestamp", "current_timestamp");
  private static final Set<String> HARMLESS =
      Set.of(
          "+",
          "-",
          "*",
          "trunc",
          "to_years",
          "to_months",
          "to_weeks",
          "to_days",
          "to_hours",
          "to_minutes",
          "to_seconds",
          "to_milliseconds",
          "to_microseconds",
          "to_timestamp",
          "epoch_ms",
          "make_timestamp",
          "make_timestamptz",
          "make_date",
          "date_trunc");
  private static final Set<String> TIME_TYPES =
      Set.of(
          "date",
          "timestamp",
          "timestamptz",
          "timestamp with time zone",
          "timestamp_s",
          "timestamp_ms",
          "timestamp_us",
          "timestamp_ns",
          "datetime",
          "interval",
          "double",
          "bigint",
          "integer");

  private final SqlParser parser;
  private final List<?> parameters;

  /**
   * @param parameters values of the statement's parameters, or none when they are not known yet
   */
  Constants(SqlParser parser, List<?> parameters) {
    this.parser = parser;
    this.parameters = parameters;
  }

  Optional<Long> integer(JsonNode expression) {
    Object parameter = parameter(expression);
    if (parameter instanceof Long
        || parameter instanceof Integer
        || parameter instanceof Short
        || parameter instanceof Byte) {
      return Optional.of(((Number) parameter).longValue());
    }
    return literal(expression, "INTEGER")
        .map(text -> new BigInteger(text.replace("_", "")))
        .filter(value -> value.bitLength() < Long.SIZE)
        .map(BigInteger::longValue);
  }

  Optional<BigDecimal> number(JsonNode expression) {
    Object parameter = parameter(expression);
    if (parameter instanceof Number number) {
      try {
        return Optional.of(
            number instanceof Float single
                ? new BigDecimal(single.doubleValue())
                : new BigDecimal(number.toString()));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
    return literal(expression, "INTEGER")
        .or(() -> literal(expression, "NUMERIC"))
        .map(text -> new BigDecimal(text.replace("_", "")));
  }

  /**
   * A number that DuckDB compares as a decimal too: one without an exponent, and no floating
   * parameter.
   */
  Optional<BigDecimal> exactNumber(JsonNode expression) {
    Object parameter = parameter(expression);
    boolean floating =
        parameter instanceof Double
            || parameter instanceof Float
            || literal(expression, "NUMERIC").filter(text -> text.matches(".*[eE].*")).isPresent();
    return floating ? Optional.empty() : number(expression);
  }

  Optional<String> text(JsonNode expression) {
    return parameter(expression) instanceof String text
        ? Optional.of(text)
        : literal(expression, "STRING");
  }

  /**
   * A moment in microseconds since 1970 UTC.
   *
   * @param columnType the type of the column it is compared with, to which plain texts are cast
   * @param lowerBound whether an earlier moment than meant does no harm, so that {@code now()} may
   *     be taken as it is a little before the query runs
   */
  Optional<Long> moment(JsonNode expression, String columnType, boolean lowerBound) {
    Object parameter = parameter(expression);
    if (parameter != null) {
      return instant(parameter).map(instant -> ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }
    if (literal(expression, "STRING").isPresent()) {
      return boxed(parser.moment(expression, columnType));
    }
    boolean known = isConstant(expression) || lowerBound && followsNow(expression);
    return known ? boxed(parser.moment(expression, null)) : Optional.empty();
  }

  private static Optional<Instant> instant(Object parameter) {
    if (parameter instanceof Instant instant) {
      return Optional.of(instant);
    }
    if (parameter instanceof OffsetDateTime time) {
      return Optional.of(time.toInstant());
    }
    if (parameter instanceof LocalDateTime time) {
      return Optional.of(time.toInstant(ZoneOffset.UTC));
    }
    return parameter instanceof LocalDate date
        ? Optional.of(date.atStartOfDay(ZoneOffset.UTC).toInstant())
        : Optional.empty();
  }

  private static Optional<Long> boxed(OptionalLong value) {
    return value.isPresent() ? Optional.of(value.getAsLong()) : Optional.empty();
  }

  private Object parameter(JsonNode expression) {
    if (!expression.path("type").asText().equals("VALUE_PARAMETER")) {
      return null;
    }
    int index = Integer.parseInt(expression.path("identifier").asText()) - 1;
    return index < parameters.size() ? parameters.get(index) : null;
  }

  private static Optional<String> literal(JsonNode expression, String kind) {
    JsonNode literal = expression.path("literal");
    return expression.path("class").asText().equals("CONSTANT")
            && literal.path("kind").asText().equals(kind)
        ? Optional.of(literal.path("text").asText())
        : Optional.empty();
  }

  /** Whether an expression has the same value whenever and wherever it is computed. */
  private static boolean isConstant(JsonNode expression) {
    return switch (expression.path("class").asText()) {
      case "CONSTANT" -> true;
      case "CAST" -> castToTime(expression) && isConstant(expression.path("child"));
      case "FUNCTION" -> {
        boolean all = HARMLESS.contains(function(expression));
        for (JsonNode argument : expression.path("arguments")) {
          all = all && isConstant(argument.path("expression"));
        }
        yield all;
      }
      default -> false;
    };
  }

  /** Whether an expression grows with {@code now()} and depends on nothing else. */
  private static boolean followsNow(JsonNode expression) {
    JsonNode arguments = expression.path("arguments");
    return switch (expression.path("class").asText()) {
      case "CAST" -> castToTime(expression) && followsNow(expression.path("child"));
      case "FUNCTION" ->
          switch (function(expression)) {
            case "+", "-" ->
                arguments.size() == 2
                    && followsNow(arguments.path(0).path("expression"))
                    && isConstant(arguments.path(1).path("expression"));
            case "date_trunc" ->
                arguments.size() == 2
                    && isConstant(arguments.path(0).path("expression"))
                    && followsNow(arguments.path(1).path("expression"));
            default -> NOW.contains(function(expression)) && arguments.isEmpty();
          };
      default -> false;
    };
  }

  private static boolean castToTime(JsonNode cast) {
    JsonNode type = cast.path("type_expr");
    return type.path("children").isEmpty()
        && TIME_TYPES.contains(type.path("type_name").asText().toLowerCase(Locale.ROOT));
  }

  private static String function(JsonNode expression) {
    return expression.path("qualified_name").path("path").size() == 1
        ? expression.path("function_name").asText().toLowerCase(Locale.ROOT)
        : "";
  }
}
