package dev.tributary.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * One SELECT that passed the gate.
 *
 * @param sql the text as it came
 * @param statement DuckDB's syntax tree of it
 * @param references where it names tables that are no common table expressions, in order
 * @param parameters how many {@code ?} it has
 */
record GatedSql(String sql, JsonNode statement, List<TableReference> references, int parameters) {

  /**
   * A table named in FROM.
   *
   * @param path the parts of its name, one to three
   * @param node where in the syntax tree
   */
  record TableReference(List<String> path, JsonNode node) {}
}
