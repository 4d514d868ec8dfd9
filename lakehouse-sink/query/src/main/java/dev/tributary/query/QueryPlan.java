package dev.tributary.query;

import dev.tributary.lakehouse.TableName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that running a query needs, and nothing that moves any more: which files of which
 * snapshots it reads. Immutable.
 *
 * @param sql one SELECT that passed the gate
 * @param tables each table once
 * @param unqualified tables that the SQL names without their database
 * @param parameters how many {@code ?} the SQL has
 */
record QueryPlan(
    String sql, List<TablePlan> tables, Map<String, TableName> unqualified, int parameters) {
  QueryPlan {
    tables = List.copyOf(tables);
    unqualified = Map.copyOf(unqualified);
  }

  /** File names by the paths that a person far away need not see. */
  Map<String, String> shortNames() {
    Map<String, String> names = new HashMap<>();
    for (TablePlan table : tables) {
      for (String file : table.files()) {
        names.put(file, file.substring(file.lastIndexOf('/') + 1));
      }
    }
    return names;
  }
}
