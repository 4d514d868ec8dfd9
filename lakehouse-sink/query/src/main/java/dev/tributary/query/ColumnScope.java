package dev.tributary.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * What column names mean in the WHERE of one SELECT. It answers only when there is exactly one
 * reading; in every doubt a name means nothing here.
 */
final class ColumnScope {
  private final List<FromItem> items = new ArrayList<>();
  private final Set<String> selectAliases = new HashSet<>();
  private final Map<JsonNode, PrunableTable> tables;

  /**
   * @param tables the tables that can be pruned, by identity of their node
   */
  ColumnScope(JsonNode select, Map<JsonNode, PrunableTable> tables) {
    this.tables = tables;
    collect(select.path("from_table"));
    for (JsonNode selected : select.path("select_list")) {
      selectAliases.add(lower(selected.path("alias").asText()));
    }
  }

  /** A table that can be pruned: named once in the whole statement. */
  record PrunableTable(List<String> path, Schema schema) {}

  /** A column of a table, and where it stands in FROM. */
  record FoundColumn(JsonNode node, String name, Type type) {}

  private record FromItem(JsonNode node, List<String> path, PrunableTable table) {}

  /** The column that an expression is; empty when it is none, or not for certain. */
  Optional<FoundColumn> column(JsonNode expression) {
    return names(expression).flatMap(this::column);
  }

  private Optional<FoundColumn> column(List<String> names) {
    if (selectAliases.contains(lower(names.get(0)))) {
      return Optional.empty();
    }
    List<FoundColumn> readings = new ArrayList<>();
    int qualified = 0;
    for (FromItem item : items) {
      for (int from = 0; from < item.path.size(); from++) {
        List<String> suffix = item.path.subList(from, item.path.size());
        if (names.size() > suffix.size() && startsWith(names, suffix)) {
          qualified++;
          member(item, names.subList(suffix.size(), names.size())).ifPresent(readings::add);
        }
      }
      member(item, names).ifPresent(readings::add);
    }
    return readings.size() == 1 && qualified <= 1 ? Optional.of(readings.get(0)) : Optional.empty();
  }

  private static Optional<FoundColumn> member(FromItem item, List<String> names) {
    if (item.table == null) {
      return Optional.empty();
    }
    Types.StructType struct = item.table.schema.asStruct();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      List<Types.NestedField> found =
          struct.fields().stream().filter(field -> field.name().equalsIgnoreCase(name)).toList();
      if (found.size() != 1) {
        return Optional.empty();
      }
      Types.NestedField field = found.get(0);
      if (i == names.size() - 1) {
        return field.type().isPrimitiveType()
            ? Optional.of(
                new FoundColumn(
                    item.node, item.table.schema.findColumnName(field.fieldId()), field.type()))
            : Optional.empty();
      }
      if (!field.type().isStructType()) {
        return Optional.empty();
      }
      struct = field.type().asStructType();
    }
    return Optional.empty();
  }

  /** The parts of {@code a.b}, {@code (a).b} and {@code a['b']}. */
  private static Optional<List<String>> names(JsonNode expression) {
    String type = expression.path("type").asText();
    if (type.equals("COLUMN_REF")) {
      List<String> names = new ArrayList<>();
      expression.path("column_names").forEach(name -> names.add(name.asText()));
      return names.isEmpty() ? Optional.empty() : Optional.of(names);
    }
    if (type.equals("STRUCT_EXTRACT") || type.equals("ARRAY_EXTRACT")) {
      JsonNode key = expression.path("children").path(1).path("literal");
      if (key.path("kind").asText().equals("STRING")) {
        return names(expression.path("children").path(0))
            .map(
                names -> {
                  List<String> longer = new ArrayList<>(names);
                  longer.add(key.path("text").asText());
                  return longer;
                });
      }
    }
    return Optional.empty();
  }

  private void collect(JsonNode from) {
    String type = from.path("type").asText();
    if (type.equals("JOIN")) {
      collect(from.path("left"));
      collect(from.path("right"));
      return;
    }
    String alias = from.path("alias").asText();
    if (type.equals("BASE_TABLE")) {
      List<String> path = new ArrayList<>();
      from.path("qualified_name").path("path").forEach(part -> path.add(part.asText()));
      if (path.size() == 2) {
        path.add(0, TableNames.CATALOG);
      }
      items.add(new FromItem(from, alias.isEmpty() ? path : List.of(alias), tables.get(from)));
    } else if (!alias.isEmpty()) {
      items.add(new FromItem(from, List.of(alias), null));
    }
  }

  private static boolean startsWith(List<String> names, List<String> prefix) {
    for (int i = 0; i < prefix.size(); i++) {
      if (!names.get(i).equalsIgnoreCase(prefix.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
