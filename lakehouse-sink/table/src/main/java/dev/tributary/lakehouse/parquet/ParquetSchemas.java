package dev.tributary.lakehouse.parquet;

import java.util.List;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.TypeUtil;
import org.apache.iceberg.types.Types.DecimalType;
import org.apache.iceberg.types.Types.FixedType;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.iceberg.types.Types.TimestampNanoType;
import org.apache.iceberg.types.Types.TimestampType;
import org.apache.parquet.schema.ColumnOrder;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/**
 * The one mapping from Iceberg schemas to Parquet schemas, as the Iceberg table spec has it
 * (appendix A, "Parquet"): every column, member, element, key and value carries its field id; lists
 * and maps have three levels.
 *
 * <p>Names stay as they are in the table, whatever characters they hold. Floating point columns
 * keep the type-defined column order, which every reader knows.
 */
public final class ParquetSchemas {
  private ParquetSchemas() {}

  /**
   * The Parquet schema of data files of a table with this schema.
   *
   * @throws IllegalArgumentException when a column has no Parquet form here: variant, geometry,
   *     geography, unknown, a struct without members, a table without columns
   */
  public static MessageType toParquet(Schema schema) {
    if (schema.columns().isEmpty()) {
      throw new IllegalArgumentException("Cannot map a table to Parquet: it has no columns");
    }
    Types.MessageTypeBuilder message = Types.buildMessage();
    for (NestedField column : schema.columns()) {
      message.addField(toParquet(column, column.name()));
    }
    return message.named("table");
  }

  private static org.apache.parquet.schema.Type toParquet(NestedField field, String path) {
    Repetition repetition = field.isOptional() ? Repetition.OPTIONAL : Repetition.REQUIRED;
    Type type = field.type();
    return switch (type.typeId()) {
      case STRUCT -> struct(field, repetition, path);
      case LIST ->
          Types.buildGroup(repetition)
              .as(LogicalTypeAnnotation.listType())
              .addField(
                  repeated(
                      "list",
                      path,
                      List.of(type.asListType().field(type.asListType().elementId()))))
              .id(field.fieldId())
              .named(field.name());
      case MAP ->
          Types.buildGroup(repetition)
              .as(LogicalTypeAnnotation.mapType())
              .addField(repeated("key_value", path, type.asMapType().fields()))
              .id(field.fieldId())
              .named(field.name());
      default -> primitive(type, repetition, path).id(field.fieldId()).named(field.name());
    };
  }

  private static GroupType struct(NestedField field, Repetition repetition, String path) {
    List<NestedField> members = field.type().asStructType().fields();
    if (members.isEmpty()) {
      throw noParquetForm(path, "a struct without members");
    }
    Types.GroupBuilder<GroupType> group = Types.buildGroup(repetition);
    for (NestedField member : members) {
      group.addField(toParquet(member, path + "." + member.name()));
    }
    return group.id(field.fieldId()).named(field.name());
  }

  private static GroupType repeated(String name, String path, List<NestedField> fields) {
    Types.GroupBuilder<GroupType> group = Types.repeatedGroup();
    for (NestedField field : fields) {
      group.addField(toParquet(field, path + "." + field.name()));
    }
    return group.named(name);
  }

  private static Types.PrimitiveBuilder<org.apache.parquet.schema.PrimitiveType> primitive(
      Type type, Repetition repetition, String path) {
    return switch (type.typeId()) {
      case BOOLEAN -> Types.primitive(PrimitiveTypeName.BOOLEAN, repetition);
      case INTEGER -> Types.primitive(PrimitiveTypeName.INT32, repetition);
      case LONG -> Types.primitive(PrimitiveTypeName.INT64, repetition);
      case FLOAT ->
          Types.primitive(PrimitiveTypeName.FLOAT, repetition)
              .columnOrder(ColumnOrder.typeDefined());
      case DOUBLE ->
          Types.primitive(PrimitiveTypeName.DOUBLE, repetition)
              .columnOrder(ColumnOrder.typeDefined());
      case DATE ->
          Types.primitive(PrimitiveTypeName.INT32, repetition).as(LogicalTypeAnnotation.dateType());
      case TIME ->
          Types.primitive(PrimitiveTypeName.INT64, repetition)
              .as(LogicalTypeAnnotation.timeType(false, TimeUnit.MICROS));
      case TIMESTAMP ->
          timestamp(repetition, ((TimestampType) type).shouldAdjustToUTC(), TimeUnit.MICROS);
      case TIMESTAMP_NANO ->
          timestamp(repetition, ((TimestampNanoType) type).shouldAdjustToUTC(), TimeUnit.NANOS);
      case STRING ->
          Types.primitive(PrimitiveTypeName.BINARY, repetition)
              .as(LogicalTypeAnnotation.stringType());
      case BINARY -> Types.primitive(PrimitiveTypeName.BINARY, repetition);
      case FIXED ->
          Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
              .length(((FixedType) type).length());
      case UUID ->
          Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
              .length(16)
              .as(LogicalTypeAnnotation.uuidType());
      case DECIMAL -> decimal((DecimalType) type, repetition);
      default -> throw noParquetForm(path, "type " + type);
    };
  }

  private static Types.PrimitiveBuilder<org.apache.parquet.schema.PrimitiveType> timestamp(
      Repetition repetition, boolean utc, TimeUnit unit) {
    return Types.primitive(PrimitiveTypeName.INT64, repetition)
        .as(LogicalTypeAnnotation.timestampType(utc, unit));
  }

  private static Types.PrimitiveBuilder<org.apache.parquet.schema.PrimitiveType> decimal(
      DecimalType type, Repetition repetition) {
    LogicalTypeAnnotation annotation =
        LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
    if (type.precision() <= 9) {
      return Types.primitive(PrimitiveTypeName.INT32, repetition).as(annotation);
    }
    if (type.precision() <= 18) {
      return Types.primitive(PrimitiveTypeName.INT64, repetition).as(annotation);
    }
    return Types.primitive(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY, repetition)
        .length(TypeUtil.decimalRequiredBytes(type.precision()))
        .as(annotation);
  }

  private static IllegalArgumentException noParquetForm(String path, String what) {
    return new IllegalArgumentException(
        "Cannot map column " + path + " to Parquet: " + what + " has no Parquet form here");
  }
}
