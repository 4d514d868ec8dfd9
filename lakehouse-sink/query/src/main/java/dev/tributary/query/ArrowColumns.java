package dev.tributary.query;

import java.util.List;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/** The columns of a table as results show them. */
final class ArrowColumns {
  private static final String UTC = "UTC";

  private ArrowColumns() {}

  static Schema of(org.apache.iceberg.Schema schema) {
    return new Schema(
        schema.columns().stream()
            .map(column -> field(column.name(), column.type(), column.isOptional()))
            .toList());
  }

  /** The same schema with nanoseconds said to be UTC, which they are. */
  static Schema withUtcNanos(Schema schema) {
    return new Schema(
        schema.getFields().stream().map(ArrowColumns::withUtcNanos).toList(),
        schema.getCustomMetadata());
  }

  private static Field withUtcNanos(Field field) {
    FieldType type = field.getFieldType();
    if (type.getType() instanceof ArrowType.Timestamp timestamp
        && timestamp.getUnit() == TimeUnit.NANOSECOND
        && timestamp.getTimezone() == null) {
      type =
          new FieldType(
              type.isNullable(),
              new ArrowType.Timestamp(TimeUnit.NANOSECOND, UTC),
              type.getDictionary(),
              type.getMetadata());
    }
    return new Field(
        field.getName(),
        type,
        field.getChildren().stream().map(ArrowColumns::withUtcNanos).toList());
  }

  private static Field field(String name, Type type, boolean nullable) {
    return new Field(name, new FieldType(nullable, arrowType(type), null), children(type));
  }

  private static List<Field> children(Type type) {
    return switch (type.typeId()) {
      case STRUCT ->
          type.asStructType().fields().stream()
              .map(field -> field(field.name(), field.type(), field.isOptional()))
              .toList();
      case LIST -> List.of(field("l", type.asListType().elementType(), true));
      case MAP ->
          List.of(
              new Field(
                  MapVector.DATA_VECTOR_NAME,
                  FieldType.notNullable(ArrowType.Struct.INSTANCE),
                  List.of(
                      field(MapVector.KEY_NAME, type.asMapType().keyType(), false),
                      field(MapVector.VALUE_NAME, type.asMapType().valueType(), true))));
      default -> List.of();
    };
  }

  private static ArrowType arrowType(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> ArrowType.Bool.INSTANCE;
      case INTEGER -> new ArrowType.Int(32, true);
      case LONG -> new ArrowType.Int(64, true);
      case FLOAT -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case DATE -> new ArrowType.Date(DateUnit.DAY);
      case TIME -> new ArrowType.Time(TimeUnit.MICROSECOND, 64);
      case TIMESTAMP ->
          new ArrowType.Timestamp(
              TimeUnit.MICROSECOND, ((Types.TimestampType) type).shouldAdjustToUTC() ? UTC : null);
      case TIMESTAMP_NANO -> new ArrowType.Timestamp(TimeUnit.NANOSECOND, UTC);
      case STRING, UUID -> ArrowType.Utf8.INSTANCE;
      case FIXED, BINARY -> ArrowType.Binary.INSTANCE;
      case DECIMAL -> {
        Types.DecimalType decimal = (Types.DecimalType) type;
        yield new ArrowType.Decimal(decimal.precision(), decimal.scale(), 128);
      }
      case STRUCT -> ArrowType.Struct.INSTANCE;
      case LIST -> ArrowType.List.INSTANCE;
      case MAP -> new ArrowType.Map(false);
      default ->
          throw new QueryException(
              QueryException.Reason.FAILED, "Cannot read columns of type " + type);
    };
  }
}
