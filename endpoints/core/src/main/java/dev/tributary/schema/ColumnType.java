package dev.tributary.schema;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The type of a column. {@link #toString()} gives the text that {@link ColumnType#parse(String)}
 * reads, for example {@code struct<mag: double, at: timestamp(us)>}.
 */
public sealed interface ColumnType {

  /**
   * Reads a type from its text.
   *
   * @throws IllegalArgumentException when the text is no type; the message holds the text and what
   *     was expected
   */
  static ColumnType parse(String text) {
    return new ColumnTypeParser(text).parse();
  }

  /** Types without parameters. */
  enum Primitive implements ColumnType {
    BOOLEAN,
    TINYINT,
    SMALLINT,
    INT,
    BIGINT,
    FLOAT,
    DOUBLE,
    STRING,
    BINARY,
    /** Days, without time zone. */
    DATE;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** A moment in UTC. */
  enum Timestamp implements ColumnType {
    MICROS("timestamp(us)"),
    NANOS("timestamp(ns)");

    private final String text;

    Timestamp(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * A decimal number of {@code precision} digits (1 to 38), {@code scale} of them behind the point.
   */
  record Decimal(int precision, int scale) implements ColumnType {
    public Decimal {
      if (precision < 1 || precision > 38 || scale < 0 || scale > precision) {
        throw new IllegalArgumentException(
            "Invalid decimal: precision must be 1 to 38 and scale 0 to precision, got decimal("
                + precision
                + ","
                + scale
                + ")");
      }
    }

    @Override
    public String toString() {
      return "decimal(" + precision + "," + scale + ")";
    }
  }

  /** Named fields, in order. */
  record Struct(List<Column> fields) implements ColumnType {
    public Struct {
      fields = List.copyOf(fields);
      Schema.requireDistinctNames(fields);
    }

    @Override
    public String toString() {
      return fields.stream()
          .map(
              f ->
                  ColumnTypeParser.nameText(f.name())
                      + ": "
                      + f.type()
                      + (f.nullable() ? "" : " not null"))
          .collect(Collectors.joining(", ", "struct<", ">"));
    }
  }

  /** Any number of elements of one type; elements may be null. */
  record ListOf(ColumnType element) implements ColumnType {
    public ListOf {
      Objects.requireNonNull(element, "element is null");
    }

    @Override
    public String toString() {
      return "list<" + element + ">";
    }
  }

  /** String keys to values of one type; values may be null. */
  record MapOf(ColumnType value) implements ColumnType {
    public MapOf {
      Objects.requireNonNull(value, "value is null");
    }

    @Override
    public String toString() {
      return "map<string, " + value + ">";
    }
  }
}
