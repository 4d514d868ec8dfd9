package dev.tributary.query;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tributary.query.ColumnScope.PrunableTable;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;

/**
 * Finds in a statement what every row that it needs of a table must fulfil. What it does not
 * understand it leaves out: an answer is never narrower than the query.
 */
final class FilterFinder {
  private static final Set<String> JOINS = Set.of("INNER", "LEFT", "RIGHT", "OUTER", "FULL");
  private static final Set<String> JOIN_WAYS = Set.of("REGULAR", "CROSS");

  private final Map<JsonNode, PrunableTable> tables;
  private final Predicates predicates;
  private final Map<JsonNode, Expression> filters = new IdentityHashMap<>();

  private FilterFinder(Map<JsonNode, PrunableTable> tables, Predicates predicates) {
    this.tables = tables;
    this.predicates = predicates;
  }

  /**
   * Filters by the node of the table they belong to.
   *
   * @param tables the tables that can be pruned, by identity of their node
   */
  static Map<JsonNode, Expression> find(
      JsonNode statement, Map<JsonNode, PrunableTable> tables, Predicates predicates) {
    FilterFinder finder = new FilterFinder(tables, predicates);
    finder.walk(statement);
    return finder.filters;
  }

  private void walk(JsonNode node) {
    if (node.path("type").asText().equals("SELECT_NODE")
        && node.path("where_clause").isObject()
        && !node.path("sample").isObject()) {
      select(node);
    }
    node.forEach(this::walk);
  }

  private void select(JsonNode select) {
    Map<JsonNode, PrunableTable> here = new IdentityHashMap<>();
    prunable(select.path("from_table"), here);
    if (here.isEmpty()) {
      return;
    }
    ColumnScope scope = new ColumnScope(select, here);
    for (JsonNode table : here.keySet()) {
      Expression filter = predicates.of(select.path("where_clause"), scope, table);
      if (filter.op() != Expression.Operation.TRUE) {
        filters.merge(table, filter, Expressions::and);
      }
    }
  }

  /** Tables whose rows WHERE judges one by one, whatever is joined to them. */
  private void prunable(JsonNode from, Map<JsonNode, PrunableTable> here) {
    String type = from.path("type").asText();
    if (type.equals("JOIN")) {
      if (JOINS.contains(from.path("join_type").asText())
          && JOIN_WAYS.contains(from.path("ref_type").asText())) {
        prunable(from.path("left"), here);
        prunable(from.path("right"), here);
      }
    } else if (type.equals("BASE_TABLE")
        && tables.containsKey(from)
        && from.path("column_name_alias").isEmpty()
        && !from.path("sample").isObject()) {
      here.put(from, tables.get(from));
    }
  }
}
