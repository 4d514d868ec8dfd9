package dev.tributary.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.query.GatedSql.TableReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Lets exactly one SELECT through that reads tables and computes, and nothing else. It judges by
 * DuckDB's own syntax tree and by what it knows: a kind of node that it does not know is refused.
 *
 * <p>Which names are tables is decided later; here every name that is no common table expression is
 * collected.
 */
final class SqlGate {
  private static final Set<String> EXPRESSIONS =
      Set.of(
          "BETWEEN",
          "CASE",
          "CAST",
          "COLLATE",
          "COLUMN_REF",
          "COMPARISON",
          "CONJUNCTION",
          "CONSTANT",
          "FUNCTION",
          "LAMBDA",
          "LAMBDA_REF",
          "OPERATOR",
          "PARAMETER",
          "POSITIONAL_REFERENCE",
          "STAR",
          "SUBQUERY",
          "TYPE",
          "WINDOW");

  private static final Set<String> QUERIES =
      Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE");

  private static final Set<String> OTHER_NODES =
      Set.of(
          "EMPTY",
          "JOIN",
          "SUBQUERY",
          "EXPRESSION_LIST",
          "PIVOT",
          "ORDER_MODIFIER",
          "LIMIT_MODIFIER",
          "LIMIT_PERCENT_MODIFIER",
          "DISTINCT_MODIFIER",
          "ORDER_DEFAULT",
          "ASCENDING",
          "DESCENDING");

  private final List<TableReference> references = new ArrayList<>();

  private SqlGate() {}

  /**
   * Checks a parsed text.
   *
   * @param parsed what {@code json_serialize_sql} answered
   * @throws QueryException when it may not run; the message says why
   */
  static GatedSql check(String sql, JsonNode parsed) {
    if (parsed.path("error").asBoolean()) {
      if (parsed.path("error_type").asText().equals("not implemented")
          && parsed.path("error_message").asText().startsWith("Only SELECT")) {
        throw notSelect(firstWord(sql));
      }
      throw invalid(parsed.path("error_message").asText());
    }
    JsonNode statements = parsed.path("statements");
    if (statements.size() != 1) {
      throw notSelect(statements.isEmpty() ? "no statement" : statements.size() + " statements");
    }
    SqlGate gate = new SqlGate();
    JsonNode statement = statements.get(0);
    gate.walk(statement.path("node"), Scope.EMPTY);
    for (JsonNode parameter : statement.path("named_param_map")) {
      if (!parameter.path("key").asText().matches("[0-9]+")) {
        throw invalid(
            "parameter $" + parameter.path("key").asText() + " has a name; write ? instead");
      }
    }
    return new GatedSql(
        sql, statement, List.copyOf(gate.references), statement.path("named_param_map").size());
  }

  private void walk(JsonNode node, Scope scope) {
    if (!node.isObject()) {
      node.forEach(child -> walk(child, scope));
      return;
    }
    JsonNode expression = node.path("class");
    JsonNode type = node.path("type");
    Scope inside = scope;
    if (expression.isTextual()) {
      expression(node, expression.asText());
    } else if (type.isTextual()) {
      if (QUERIES.contains(type.asText())) {
        inside = commonTables(node, scope);
      } else if (tableOrFunction(node, type.asText(), scope)) {
        return;
      }
    }
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      if (!field.getKey().equals("cte_map")) {
        walk(field.getValue(), inside);
      }
    }
  }

  /** Walks the WITH part of a query; what follows may use its names. */
  private Scope commonTables(JsonNode query, Scope outer) {
    Scope scope = outer;
    if (query.path("type").asText().equals("RECURSIVE_CTE_NODE")) {
      scope = scope.with(query.path("cte_name").asText());
    }
    for (JsonNode entry : query.path("cte_map").path("map")) {
      walk(entry.path("value"), scope);
      scope = scope.with(entry.path("key").asText());
    }
    return scope;
  }

  private void expression(JsonNode node, String kind) {
    if (!EXPRESSIONS.contains(kind)) {
      throw invalid("expressions of kind " + kind + " are not allowed");
    }
    if (node.path("function_name").isTextual()) {
      String refused = FunctionRules.refused(functionName(node), node.path("arguments"));
      if (refused != null) {
        throw invalid(refused);
      }
    }
  }

  /** Whether the node is done with. */
  private boolean tableOrFunction(JsonNode node, String type, Scope scope) {
    switch (type) {
      case "BASE_TABLE" -> {
        baseTable(node, scope);
        return true;
      }
      case "TABLE_FUNCTION" -> {
        JsonNode function = node.path("function");
        String refused =
            function.path("class").asText().equals("FUNCTION")
                ? FunctionRules.refusedInFrom(functionName(function))
                : "this kind of table function is not allowed";
        if (refused != null) {
          throw invalid(refused);
        }
        walk(function.path("arguments"), scope);
        return true;
      }
      case "SHOW_REF" -> throw notSelect("SHOW or DESCRIBE");
      default -> {
        if (type.endsWith("_QUERY_NODE")) {
          throw notSelect(type.substring(0, type.indexOf('_')) + " inside it");
        }
        if (!OTHER_NODES.contains(type)) {
          throw invalid("nodes of kind " + type + " are not allowed");
        }
        return false;
      }
    }
  }

  private void baseTable(JsonNode node, Scope scope) {
    List<String> path = new ArrayList<>();
    node.path("qualified_name").path("path").forEach(part -> path.add(part.asText()));
    if (path.isEmpty()) {
      throw invalid("a table has no name");
    }
    if (!node.path("at_clause").isNull() && !node.path("at_clause").isMissingNode()) {
      throw invalid("AT is not allowed after table " + String.join(".", path));
    }
    if (path.size() > 1 || !scope.contains(path.get(0))) {
      references.add(new TableReference(List.copyOf(path), node));
    }
  }

  private static String functionName(JsonNode function) {
    JsonNode path = function.path("qualified_name").path("path");
    return path.isEmpty()
        ? function.path("function_name").asText()
        : path.get(path.size() - 1).asText();
  }

  private static String firstWord(String sql) {
    return Optional.of(sql.strip().split("[^A-Za-z]+", 2)[0].toUpperCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .orElse("something else");
  }

  private static QueryException notSelect(String what) {
    return invalid("only one SELECT statement is allowed, got " + what);
  }

  private static QueryException invalid(String why) {
    return new QueryException(QueryException.Reason.INVALID, "Cannot run SQL: " + why);
  }

  /** The names of common table expressions that can be seen; a linked list, grown inwards. */
  private record Scope(String name, Scope outer) {
    private static final Scope EMPTY = new Scope("", null);

    private Scope with(String further) {
      return new Scope(AsciiCase.fold(further), this);
    }

    private boolean contains(String wanted) {
      for (Scope scope = this; scope.outer != null; scope = scope.outer) {
        if (scope.name.equals(AsciiCase.fold(wanted))) {
          return true;
        }
      }
      return false;
    }
  }
}
