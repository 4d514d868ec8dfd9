package dev.tributary.schema;

import java.util.List;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/**
 * The one mapping from column types to Arrow: which vector holds a column of a {@link
 * dev.tributary.endpoint.RecordBatch}.
 */
public final class ArrowTypes {
  private ArrowTypes() {}

  /** The Arrow schema of a batch with these columns. */
  public static org.apache.arrow.vector.types.pojo.Schema toArrow(Schema schema) {
    return new org.apache.arrow.vector.types.pojo.Schema(
        schema.columns().stream().map(ArrowTypes::field).toList());
  }

  /**
   * The Arrow field of one column; struct fields, list elements and map entries are its children.
   */
  public static Field field(Column column) {
    return field(column.name(), column.type(), column.nullable());
  }

  private static Field field(String name, ColumnType type, boolean nullable) {
    return new Field(name, new FieldType(nullable, arrowType(type), null), children(type));
  }

  private static List<Field> children(ColumnType type) {
    if (type instanceof ColumnType.Struct struct) {
      return struct.fields().stream().map(ArrowTypes::field).toList();
    }
    if (type instanceof ColumnType.ListOf list) {
      return List.of(field("element", list.element(), true));
    }
    if (type instanceof ColumnType.MapOf map) {
      return List.of(
          new Field(
              MapVector.DATA_VECTOR_NAME,
              FieldType.notNullable(ArrowType.Struct.INSTANCE),
              List.of(
                  field(MapVector.KEY_NAME, ColumnType.Primitive.STRING, false),
                  field(MapVector.VALUE_NAME, map.value(), true))));
    }
    return List.of();
  }

  private static ArrowType arrowType(ColumnType type) {
    if (type instanceof ColumnType.Primitive primitive) {
      return switch (primitive) {
        case BOOLEAN -> ArrowType.Bool.INSTANCE;
        case TINYINT -> new ArrowType.Int(8, true);
        case SMALLINT -> new ArrowType.Int(16, true);
        case INT -> new ArrowType.Int(32, true);
        case BIGINT -> new ArrowType.Int(64, true);
        case FLOAT -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
        case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
        case STRING -> ArrowType.Utf8.INSTANCE;
        case BINARY -> ArrowType.Binary.INSTANCE;
        case DATE -> new ArrowType.Date(DateUnit.DAY);
      };
    }
    if (type instanceof ColumnType.Timestamp timestamp) {
      return switch (timestamp) {
        case MICROS -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC");
        case NANOS -> new ArrowType.Timestamp(TimeUnit.NANOSECOND, "UTC");
      };
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return new ArrowType.Decimal(decimal.precision(), decimal.scale(), 128);
    }
    if (type instanceof ColumnType.Struct) {
      return ArrowType.Struct.INSTANCE;
    }
    if (type instanceof ColumnType.ListOf) {
      return ArrowType.List.INSTANCE;
    }
    return new ArrowType.Map(false);
  }
}
