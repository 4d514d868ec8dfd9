package dev.tributary.lakehouse;

import java.util.regex.Pattern;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/**
 * The name of a table, {@code database.table}.
 *
 * @param database letters, digits, {@code _} and {@code -}, at most 128, beginning with a letter or
 *     {@code _}; the name becomes a folder
 * @param table the same
 */
public record TableName(String database, String table) implements Comparable<TableName> {
  private static final Pattern PART = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,127}");

  public TableName {
    require(database, "database");
    require(table, "table");
  }

  /**
   * Reads {@code database.table}.
   *
   * @throws IllegalArgumentException when it is not of that form
   */
  public static TableName parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException(
          "Cannot use table name \"" + text + "\": expected database.table");
    }
    return new TableName(text.substring(0, dot), text.substring(dot + 1));
  }

  TableIdentifier identifier() {
    return TableIdentifier.of(Namespace.of(database), table);
  }

  @Override
  public int compareTo(TableName other) {
    int byDatabase = database.compareTo(other.database);
    return byDatabase != 0 ? byDatabase : table.compareTo(other.table);
  }

  @Override
  public String toString() {
    return database + "." + table;
  }

  private static void require(String part, String what) {
    if (part == null || !PART.matcher(part).matches()) {
      throw new IllegalArgumentException(
          "Cannot use "
              + what
              + " name \""
              + part
              + "\": expected letters, digits, _ and -, at most 128, beginning with a letter or _");
    }
  }
}
