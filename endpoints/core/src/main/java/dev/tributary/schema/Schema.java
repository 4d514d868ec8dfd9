package dev.tributary.schema;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The columns of a stream or table, in order; names are distinct. Immutable. */
public record Schema(List<Column> columns) {
  private static final Schema EMPTY = new Schema(List.of());

  public Schema {
    columns = List.copyOf(columns);
    requireDistinctNames(columns);
  }

  public static Schema of(Column... columns) {
    return new Schema(List.of(columns));
  }

  /**
   * Reads columns written as {@code date: timestamp, delay: int}; each is nullable unless {@code
   * not null} follows its type.
   *
   * @throws IllegalArgumentException when the text is not of that form; the message holds it
   */
  public static Schema parse(String columns) {
    ColumnType struct = ColumnType.parse("struct<" + columns + ">");
    return new Schema(((ColumnType.Struct) struct).fields());
  }

  public static Schema empty() {
    return EMPTY;
  }

  public boolean isEmpty() {
    return columns.isEmpty();
  }

  /** The top-level column of that name. */
  public Optional<Column> column(String name) {
    return columns.stream().filter(c -> c.name().equals(name)).findFirst();
  }

  /**
   * The column at a dotted path through structs, for example {@code properties.time}; a top-level
   * column whose name holds the dots is found first.
   */
  public Optional<Column> at(String path) {
    Optional<Column> direct = column(path);
    if (direct.isPresent()) {
      return direct;
    }
    List<Column> level = columns;
    Column found = null;
    for (String step : Arrays.asList(path.split("\\.", -1))) {
      found = level.stream().filter(c -> c.name().equals(step)).findFirst().orElse(null);
      if (found == null) {
        return Optional.empty();
      }
      level = found.type() instanceof ColumnType.Struct struct ? struct.fields() : List.of();
    }
    return Optional.ofNullable(found);
  }

  static void requireDistinctNames(List<Column> columns) {
    Set<String> seen = new HashSet<>();
    for (Column column : columns) {
      if (!seen.add(column.name())) {
        throw new IllegalArgumentException("Invalid schema: duplicate name " + column.name());
      }
    }
  }
}
