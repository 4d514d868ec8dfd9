package dev.tributary.flightsql;

import dev.tributary.lakehouse.TableName;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which names a catalog call asks for. */
final class MetadataRows {
  static final String CATALOG = "tributary";
  static final String TABLE_TYPE = "TABLE";

  private MetadataRows() {}

  /** Databases of these tables that fit catalog and pattern, sorted. */
  static List<String> databases(
      List<TableName> tables, Optional<String> catalog, Optional<String> pattern) {
    if (!isOurs(catalog)) {
      return List.of();
    }
    return tables.stream()
        .map(TableName::database)
        .distinct()
        .sorted()
        .filter(like(pattern))
        .toList();
  }

  /** Tables that fit. */
  static List<TableName> tables(
      List<TableName> tables,
      Optional<String> catalog,
      Optional<String> databasePattern,
      Optional<String> tablePattern,
      List<String> types) {
    boolean wanted =
        types.isEmpty()
            || types.stream()
                .anyMatch(
                    type ->
                        type.equalsIgnoreCase(TABLE_TYPE) || type.equalsIgnoreCase("BASE TABLE"));
    if (!isOurs(catalog) || !wanted) {
      return List.of();
    }
    Predicate<String> database = like(databasePattern);
    Predicate<String> table = like(tablePattern);
    return tables.stream()
        .filter(name -> database.test(name.database()) && table.test(name.table()))
        .sorted()
        .toList();
  }

  private static boolean isOurs(Optional<String> catalog) {
    return catalog.isEmpty() || catalog.get().isEmpty() || catalog.get().equals(CATALOG);
  }

  /**
   * SQL's LIKE: {@code %} for anything, {@code _} for one character, backslash before either for
   * itself.
   */
  static Predicate<String> like(Optional<String> pattern) {
    if (pattern.isEmpty() || pattern.get().isEmpty()) {
      return name -> true;
    }
    StringBuilder regex = new StringBuilder();
    String text = pattern.get();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length()) {
        i++;
        regex.append(Pattern.quote(String.valueOf(text.charAt(i))));
      } else {
        regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
      }
    }
    Pattern compiled = Pattern.compile(regex.toString(), Pattern.DOTALL);
    return name -> compiled.matcher(name).matches();
  }
}
