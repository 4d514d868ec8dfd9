package dev.tributary.schema;

import java.util.Objects;

/**
 * A named column, or a named field of a struct.
 *
 * @param name not blank, kept as written; unique within its schema or struct
 * @param comment for people; empty when there is none
 */
public record Column(String name, ColumnType type, boolean nullable, String comment) {
  public Column {
    Objects.requireNonNull(type, "type is null");
    Objects.requireNonNull(comment, "comment is null");
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("Invalid column: name is blank");
    }
  }

  /** A nullable column without comment. */
  public static Column of(String name, ColumnType type) {
    return new Column(name, type, true, "");
  }

  /** The same column with another type. */
  public Column withType(ColumnType other) {
    return new Column(name, other, nullable, comment);
  }
}
