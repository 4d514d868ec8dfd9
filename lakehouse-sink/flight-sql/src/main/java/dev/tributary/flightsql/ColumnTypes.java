package dev.tributary.flightsql;

import dev.tributary.lakehouse.TableName;
import java.util.List;
import org.apache.arrow.flight.sql.FlightSqlColumnMetadata;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;

/** Says of columns what JDBC's getColumns wants to know. */
final class ColumnTypes {
  private ColumnTypes() {}

  /** The same columns with their SQL types, precisions and places in their metadata. */
  static Schema described(Schema schema, TableName table) {
    List<Field> fields = schema.getFields().stream().map(field -> described(field, table)).toList();
    return new Schema(fields, schema.getCustomMetadata());
  }

  private static Field described(Field field, TableName table) {
    FlightSqlColumnMetadata.Builder metadata =
        new FlightSqlColumnMetadata.Builder()
            .catalogName(MetadataRows.CATALOG)
            .schemaName(table.database())
            .tableName(table.table())
            .typeName(sqlName(field.getType()))
            .isAutoIncrement(false)
            .isCaseSensitive(true)
            .isReadOnly(true)
            .isSearchable(true);
    if (field.getType() instanceof ArrowType.Decimal decimal) {
      metadata.precision(decimal.getPrecision()).scale(decimal.getScale());
    }
    FieldType type = field.getFieldType();
    return new Field(
        field.getName(),
        new FieldType(
            type.isNullable(),
            type.getType(),
            type.getDictionary(),
            metadata.build().getMetadataMap()),
        field.getChildren());
  }

  private static String sqlName(ArrowType type) {
    if (type instanceof ArrowType.Int number) {
      return switch (number.getBitWidth()) {
        case 8 -> "TINYINT";
        case 16 -> "SMALLINT";
        case 32 -> "INTEGER";
        default -> "BIGINT";
      };
    }
    if (type instanceof ArrowType.FloatingPoint number) {
      return switch (number.getPrecision()) {
        case HALF, SINGLE -> "FLOAT";
        case DOUBLE -> "DOUBLE";
      };
    }
    if (type instanceof ArrowType.Timestamp timestamp) {
      return timestamp.getTimezone() == null ? "TIMESTAMP" : "TIMESTAMP WITH TIME ZONE";
    }
    return switch (type.getTypeID()) {
      case Bool -> "BOOLEAN";
      case Utf8 -> "VARCHAR";
      case Binary -> "BLOB";
      case Date -> "DATE";
      case Time -> "TIME";
      case Decimal -> "DECIMAL";
      case Struct -> "STRUCT";
      case List -> "LIST";
      case Map -> "MAP";
      default -> type.toString();
    };
  }
}
