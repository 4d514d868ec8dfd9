package dev.tributary.format;

import dev.tributary.schema.ColumnType;

/** The name of a type for an error message: a struct may have a thousand fields, so not them. */
final class ShortType {
  static final String STRUCT = "struct";
  static final String LIST = "list";
  static final String MAP = "map";

  private ShortType() {}

  static String of(ColumnType type) {
    if (type instanceof ColumnType.Struct) {
      return STRUCT;
    }
    if (type instanceof ColumnType.ListOf) {
      return LIST;
    }
    return type instanceof ColumnType.MapOf ? MAP : type.toString();
  }
}
