package dev.tributary.lakehouse.parquet;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import java.util.ArrayList;
import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/** Table schemas for columns of our own types, ids in order of creation. */
final class IcebergSchemas {
  private int lastId;

  private IcebergSchemas() {}

  static Schema of(dev.tributary.schema.Schema schema) {
    return new Schema(new IcebergSchemas().fields(schema.columns()));
  }

  private List<NestedField> fields(List<Column> columns) {
    List<NestedField> fields = new ArrayList<>();
    for (Column column : columns) {
      int id = ++lastId;
      Type type = type(column.type());
      fields.add(
          column.nullable()
              ? NestedField.optional(id, column.name(), type)
              : NestedField.required(id, column.name(), type));
    }
    return fields;
  }

  private Type type(ColumnType type) {
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
      return timestamp == ColumnType.Timestamp.MICROS
          ? Types.TimestampType.withZone()
          : Types.TimestampNanoType.withZone();
    }
    if (type instanceof ColumnType.Decimal decimal) {
      return Types.DecimalType.of(decimal.precision(), decimal.scale());
    }
    if (type instanceof ColumnType.Struct struct) {
      return Types.StructType.of(fields(struct.fields()));
    }
    if (type instanceof ColumnType.ListOf list) {
      int id = ++lastId;
      return Types.ListType.ofOptional(id, type(list.element()));
    }
    int key = ++lastId;
    int value = ++lastId;
    return Types.MapType.ofOptional(
        key, value, Types.StringType.get(), type(((ColumnType.MapOf) type).value()));
  }
}
