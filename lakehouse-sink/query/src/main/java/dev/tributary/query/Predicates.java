package dev.tributary.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.query.ColumnScope.FoundColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * Turns what WHERE says about one table into an Iceberg expression that is true for every row for
 * which WHERE may be true.
 */
final class Predicates {
  private static final Map<String, String> COMPARISONS =
      Map.of(
          "COMPARE_EQUAL", "=",
          "COMPARE_LESSTHAN", "<",
          "COMPARE_LESSTHANOREQUALTO", "<=",
          "COMPARE_GREATERTHAN", ">",
          "COMPARE_GREATERTHANOREQUALTO", ">=");
  private static final Map<String, String> FLIPPED =
      Map.of("=", "=", "<", ">", "<=", ">=", ">", "<", ">=", "<=");
  private static final int MAX_IN = 200;

  private final Comparisons comparisons;

  Predicates(Comparisons comparisons) {
    this.comparisons = comparisons;
  }

  /**
   * The expression; always-true for what is not understood.
   *
   * @param table the node of the table that it is about
   */
  Expression of(JsonNode where, ColumnScope scope, JsonNode table) {
    return switch (where.path("type").asText()) {
      case "CONJUNCTION_AND" -> {
        Expression all = Expressions.alwaysTrue();
        for (JsonNode child : where.path("children")) {
          all = Expressions.and(all, of(child, scope, table));
        }
        yield all;
      }
      case "CONJUNCTION_OR" -> {
        Expression any = Expressions.alwaysFalse();
        for (JsonNode child : where.path("children")) {
          any = Expressions.or(any, of(child, scope, table));
        }
        yield any;
      }
      case "COMPARE_BETWEEN" ->
          Expressions.and(
              comparison(where.path("input"), ">=", where.path("lower"), scope, table),
              comparison(where.path("input"), "<=", where.path("upper"), scope, table));
      case "COMPARE_IN" -> in(where.path("children"), scope, table);
      default -> {
        String operator = COMPARISONS.get(where.path("type").asText());
        yield operator == null
            ? Expressions.alwaysTrue()
            : Expressions.and(
                comparison(where.path("left"), operator, where.path("right"), scope, table),
                comparison(
                    where.path("right"), FLIPPED.get(operator), where.path("left"), scope, table));
      }
    };
  }

  private Expression in(JsonNode children, ColumnScope scope, JsonNode table) {
    if (children.size() < 2 || children.size() > MAX_IN) {
      return Expressions.alwaysTrue();
    }
    List<JsonNode> values = new ArrayList<>();
    children.forEach(values::add);
    Expression any = Expressions.alwaysFalse();
    for (JsonNode value : values.subList(1, values.size())) {
      any = Expressions.or(any, comparison(children.get(0), "=", value, scope, table));
    }
    return any;
  }

  private Expression comparison(
      JsonNode left, String operator, JsonNode right, ColumnScope scope, JsonNode table) {
    Optional<FoundColumn> column = scope.column(left);
    if (column.isEmpty() || column.get().node() != table) {
      return Expressions.alwaysTrue();
    }
    return comparisons.of(column.get(), operator, right);
  }
}
