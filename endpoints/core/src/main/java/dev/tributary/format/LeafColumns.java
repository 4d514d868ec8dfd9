package dev.tributary.format;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.util.List;

/** Counts what a schema comes to when structs, lists and maps are taken apart. */
final class LeafColumns {
  private LeafColumns() {}

  static int in(Schema schema) {
    return in(schema.columns());
  }

  private static int in(List<Column> columns) {
    return columns.stream().mapToInt(column -> in(column.type())).sum();
  }

  private static int in(ColumnType type) {
    if (type instanceof ColumnType.Struct struct) {
      return in(struct.fields());
    }
    if (type instanceof ColumnType.ListOf list) {
      return in(list.element());
    }
    return type instanceof ColumnType.MapOf map ? 1 + in(map.value()) : 1;
  }
}
