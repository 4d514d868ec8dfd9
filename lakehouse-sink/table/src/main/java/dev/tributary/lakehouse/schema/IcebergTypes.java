package dev.tributary.lakehouse.schema;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * The one mapping from column types to Iceberg's. Whole numbers below 32 bits become {@code int}.
 */
public final class IcebergTypes {
  private IcebergTypes() {}

  /** A new table's schema; ids are given in order, beginning with 1. */
  public static Schema toIceberg(dev.tributary.schema.Schema schema) {
    AtomicInteger ids = new AtomicInteger();
    return new Schema(fields(schema.columns(), ids));
  }

  /** The type alone, for a column to be added; its ids are placeholders that Iceberg replaces. */
  public static Type toIceberg(ColumnType type) {
    return toIceberg(type, new AtomicInteger());
  }

  private static List<Types.NestedField> fields(List<Column> columns, AtomicInteger ids) {
    List<Types.NestedField> fields = new ArrayList<>();
    for (Column column : columns) {
      int id = ids.incrementAndGet();
      Type type = toIceberg(column.type(), ids);
      String comment = column.comment().isEmpty() ? null : column.comment();
      fields.add(
          column.nullable()
              ? Types.NestedField.optional(id, column.name(), type, comment)
              : Types.NestedField.required(id, column.name(), type, comment));
    }
    return fields;
  }

  private static Type toIceberg(ColumnType type, AtomicInteger ids) {
    if (type instanceof ColumnType.Primitive primitive) {
      return switch (primitive) {
        case BOOLEAN -> Types.BooleanType.get();
        case TINYINT, SMALLINT, INT -> Types.IntegerType.get();
        case BIGINT -> Types.LongType.get();
        case FLOAT -> Types.FloatType.get();
        case DOUBLE -> Types.DoubleType.get();
        case STRING -> Types.StringType.get();
        case BINARY -> Types.BinaryType.get();
        case DATE -> Types.DateType.get();
      };
    }
    if (type instanceof ColumnType.Timestamp timestamp) {
      return switch (timestamp) {
        case MICROS -> Types.TimestampType.withZone();
        case NANOS -> Types.TimestampNanoType.withZone();
      };
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return Types.DecimalType.of(decimal.precision(), decimal.scale());
    }
    if (type instanceof ColumnType.Struct struct) {
      return Types.StructType.of(fields(struct.fields(), ids));
    }
    if (type instanceof ColumnType.ListOf list) {
      int id = ids.incrementAndGet();
      return Types.ListType.ofOptional(id, toIceberg(list.element(), ids));
    }
    ColumnType.MapOf map = (ColumnType.MapOf) type;
    int key = ids.incrementAndGet();
    int value = ids.incrementAndGet();
    return Types.MapType.ofOptional(
        key, value, Types.StringType.get(), toIceberg(map.value(), ids));
  }
}
