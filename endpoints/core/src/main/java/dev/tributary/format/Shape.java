package dev.tributary.format;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known about the type of a field while messages are looked through: a column type that is
 * still open to change. Not thread-safe.
 */
final class Shape {
  /** How much is known; a shape moves from {@code UNDECIDED} to any, and from BIGINT to DOUBLE. */
  enum Kind {
    UNDECIDED,
    BOOLEAN,
    BIGINT,
    DOUBLE,
    STRING,
    OBJECT,
    LIST,
    MAP,
    /** A declared type that no value changes. */
    FIXED
  }

  private Kind kind;
  private Optional<Column> column = Optional.empty();
  private ColumnType fixed;
  private Shape element;
  private Map<String, Shape> fields;

  private Shape(Kind kind) {
    this.kind = kind;
  }

  static Shape undecided() {
    return new Shape(Kind.UNDECIDED);
  }

  /** The shape of a schema, of which the declared part keeps its types. */
  static Shape of(Schema schema, Schema declared) {
    return of(new ColumnType.Struct(schema.columns()), new ColumnType.Struct(declared.columns()));
  }

  private static Shape of(ColumnType type, ColumnType declared) {
    if (type instanceof ColumnType.Struct struct) {
      Shape shape = undecided();
      shape.becomeObject();
      Schema inside =
          new Schema(declared instanceof ColumnType.Struct known ? known.fields() : List.of());
      for (Column field : struct.fields()) {
        Shape child = of(field.type(), inside.column(field.name()).map(Column::type).orElse(null));
        child.column = Optional.of(field);
        shape.fields.put(field.name(), child);
      }
      return shape;
    }
    if (type instanceof ColumnType.ListOf list) {
      Shape shape = new Shape(Kind.LIST);
      shape.element =
          of(list.element(), declared instanceof ColumnType.ListOf known ? known.element() : null);
      return shape;
    }
    if (type instanceof ColumnType.MapOf map) {
      Shape shape = new Shape(Kind.MAP);
      shape.element =
          of(map.value(), declared instanceof ColumnType.MapOf known ? known.value() : null);
      return shape;
    }
    Shape shape = new Shape(declared == null ? kindOf(type) : Kind.FIXED);
    shape.fixed = type;
    return shape;
  }

  Kind kind() {
    return kind;
  }

  void become(Kind scalar) {
    kind = scalar;
  }

  void becomeObject() {
    kind = Kind.OBJECT;
    fields = new LinkedHashMap<>();
  }

  void becomeList() {
    kind = Kind.LIST;
    element = undecided();
  }

  /** The element of a list, or the value of a map. */
  Shape element() {
    return element;
  }

  /** The field of an object; null when it has none of that name. */
  Shape field(String name) {
    return fields.get(name);
  }

  void add(String name, Shape field) {
    fields.put(name, field);
  }

  /** Whether enough is known to make a column of it. */
  boolean decided() {
    return column.isPresent()
        || switch (kind) {
          case UNDECIDED -> false;
          case OBJECT -> fields.values().stream().anyMatch(Shape::decided);
          case LIST -> element.decided();
          case BOOLEAN, BIGINT, DOUBLE, STRING, MAP, FIXED -> true;
        };
  }

  /** The columns that an object comes to; what is undecided is left out. */
  Schema schema() {
    return new Schema(columns());
  }

  /** The name of the type for an error message. */
  String name() {
    return switch (kind) {
      case UNDECIDED -> "null";
      case OBJECT -> ShortType.STRUCT;
      case LIST -> ShortType.LIST;
      case MAP -> ShortType.MAP;
      case BOOLEAN, BIGINT, DOUBLE, STRING, FIXED -> type().toString();
    };
  }

  private ColumnType type() {
    return switch (kind) {
      case UNDECIDED -> throw new IllegalStateException("Cannot type a field: it is undecided");
      case BOOLEAN -> ColumnType.Primitive.BOOLEAN;
      case BIGINT -> ColumnType.Primitive.BIGINT;
      case DOUBLE -> ColumnType.Primitive.DOUBLE;
      case STRING -> ColumnType.Primitive.STRING;
      case OBJECT -> new ColumnType.Struct(columns());
      case LIST -> new ColumnType.ListOf(element.type());
      case MAP -> new ColumnType.MapOf(element.type());
      case FIXED -> fixed;
    };
  }

  private List<Column> columns() {
    List<Column> columns = new ArrayList<>();
    fields.forEach(
        (name, field) -> {
          if (field.decided()) {
            ColumnType type = field.type();
            columns.add(
                field.column.map(known -> known.withType(type)).orElse(Column.of(name, type)));
          }
        });
    return columns;
  }

  private static Kind kindOf(ColumnType detected) {
    return switch ((ColumnType.Primitive) detected) {
      case BOOLEAN -> Kind.BOOLEAN;
      case BIGINT -> Kind.BIGINT;
      case DOUBLE -> Kind.DOUBLE;
      case STRING -> Kind.STRING;
      case TINYINT, SMALLINT, INT, FLOAT, BINARY, DATE -> Kind.FIXED;
    };
  }
}
