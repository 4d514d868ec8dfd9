package dev.tributary.query;

import dev.tributary.config.DidYouMean;
import dev.tributary.lakehouse.TableName;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Finds the table that a name in SQL means. SQL names are not case-sensitive, but a name written
 * exactly wins.
 */
final class TableNames {
  /** The name of the one catalog, for clients that write {@code catalog.database.table}. */
  static final String CATALOG = "tributary";

  private static final int SHOWN = 20;

  private final TableSource source;
  private final Optional<String> sessionDatabase;
  private List<TableName> all;

  TableNames(TableSource source, Optional<String> sessionDatabase) {
    this.source = source;
    this.sessionDatabase = sessionDatabase;
  }

  /**
   * The table.
   *
   * @param path one to three parts
   * @throws QueryException when there is none, or more than one
   */
  TableName resolve(List<String> path) {
    return switch (path.size()) {
      case 1 -> unqualified(path);
      case 2 -> qualified(path, path.get(0), path.get(1));
      case 3 -> {
        if (!path.get(0).equalsIgnoreCase(CATALOG)) {
          throw unknown(path);
        }
        yield qualified(path, path.get(1), path.get(2));
      }
      default -> throw unknown(path);
    };
  }

  private TableName qualified(List<String> path, String database, String table) {
    return only(
            path,
            all().stream().filter(n -> n.database().equalsIgnoreCase(database)).toList(),
            new Parts(database, table))
        .orElseThrow(() -> unknown(path));
  }

  private TableName unqualified(List<String> path) {
    String table = path.get(0);
    return sessionDatabase
        .flatMap(
            database ->
                only(
                    path,
                    all().stream().filter(n -> n.database().equalsIgnoreCase(database)).toList(),
                    new Parts(database, table)))
        .or(() -> only(path, all(), new Parts(null, table)))
        .orElseThrow(() -> unknown(path));
  }

  private Optional<TableName> only(List<String> path, List<TableName> among, Parts parts) {
    List<TableName> exact = among.stream().filter(parts::isExactly).toList();
    List<TableName> found =
        exact.isEmpty()
            ? among.stream().filter(n -> n.table().equalsIgnoreCase(parts.table)).toList()
            : exact;
    if (found.size() > 1) {
      throw new QueryException(
          QueryException.Reason.UNKNOWN_TABLE,
          "Cannot run SQL: table name "
              + shown(path)
              + " is not unique, it may mean "
              + listed(found));
    }
    return found.stream().findFirst();
  }

  private QueryException unknown(List<String> path) {
    List<TableName> tables = all();
    String known = tables.isEmpty() ? "there are no tables" : "known tables are " + listed(tables);
    String name = String.join(".", path);
    Optional<String> near =
        DidYouMean.among(tables.stream().map(TableName::toString).toList(), name)
            .or(() -> nearestByTable(tables, path.get(path.size() - 1)));
    return new QueryException(
        QueryException.Reason.UNKNOWN_TABLE,
        "Cannot run SQL: unknown table "
            + shown(path)
            + "; "
            + known
            + near.map(found -> "; did you mean " + found + "?").orElse(""));
  }

  private static Optional<String> nearestByTable(List<TableName> tables, String name) {
    return DidYouMean.among(tables.stream().map(TableName::table).toList(), name)
        .flatMap(table -> tables.stream().filter(n -> n.table().equals(table)).findFirst())
        .map(TableName::toString);
  }

  private static String shown(List<String> path) {
    return path.stream()
        .map(part -> part.matches("[A-Za-z_][A-Za-z0-9_-]*") ? part : SqlText.name(part))
        .collect(Collectors.joining("."));
  }

  private static String listed(List<TableName> tables) {
    return tables.stream().limit(SHOWN).map(TableName::toString).collect(Collectors.joining(", "))
        + (tables.size() > SHOWN ? " and " + (tables.size() - SHOWN) + " more" : "");
  }

  private List<TableName> all() {
    if (all == null) {
      all = source.tables();
    }
    return all;
  }

  private record Parts(String database, String table) {
    private boolean isExactly(TableName name) {
      return name.table().equals(table) && (database == null || name.database().equals(database));
    }
  }
}
