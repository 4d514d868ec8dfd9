package dev.tributary.lakehouse.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.iceberg.Schema;
import org.apache.iceberg.parquet.ParquetSchemaUtil;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.apache.parquet.schema.ColumnOrder;
import org.junit.jupiter.api.Test;

class ParquetSchemasTest {
  private static final Schema EVERYTHING =
      new Schema(
          NestedField.required(1, "b", Types.BooleanType.get()),
          NestedField.optional(2, "i", Types.IntegerType.get()),
          NestedField.optional(3, "l", Types.LongType.get()),
          NestedField.optional(4, "f", Types.FloatType.get()),
          NestedField.optional(5, "d", Types.DoubleType.get()),
          NestedField.optional(6, "day", Types.DateType.get()),
          NestedField.optional(7, "time", Types.TimeType.get()),
          NestedField.optional(8, "ts", Types.TimestampType.withoutZone()),
          NestedField.required(9, "tstz", Types.TimestampType.withZone()),
          NestedField.optional(10, "tsns", Types.TimestampNanoType.withoutZone()),
          NestedField.optional(11, "tstzns", Types.TimestampNanoType.withZone()),
          NestedField.optional(12, "s", Types.StringType.get()),
          NestedField.optional(13, "bin", Types.BinaryType.get()),
          NestedField.optional(14, "fix", Types.FixedType.ofLength(7)),
          NestedField.optional(15, "uuid", Types.UUIDType.get()),
          NestedField.optional(16, "d9", Types.DecimalType.of(9, 2)),
          NestedField.optional(17, "d10", Types.DecimalType.of(10, 2)),
          NestedField.optional(18, "d18", Types.DecimalType.of(18, 0)),
          NestedField.optional(19, "d19", Types.DecimalType.of(19, 3)),
          NestedField.optional(20, "d38", Types.DecimalType.of(38, 38)),
          NestedField.optional(
              21,
              "list",
              Types.ListType.ofRequired(22, Types.ListType.ofOptional(23, Types.LongType.get()))),
          NestedField.required(
              24,
              "map",
              Types.MapType.ofOptional(
                  25,
                  26,
                  Types.StringType.get(),
                  Types.StructType.of(NestedField.required(27, "x", Types.FloatType.get())))));

  @Test
  void everyTypeMapsAsIcebergsOwnWriterMapsIt() {
    assertThat(
            ParquetSchemas.toParquet(EVERYTHING)
                .toString()
                .replace(" columnorder(TYPE_DEFINED_ORDER)", ""))
        .isEqualTo(ParquetSchemaUtil.convert(EVERYTHING, "table").toString());
  }

  @Test
  void namesStayAsTheyAreWhateverTheyHold() {
    Schema schema =
        new Schema(
            NestedField.optional(1, "a.b", Types.LongType.get()),
            NestedField.optional(2, "1 Größe", Types.LongType.get()));

    assertThat(ParquetSchemas.toParquet(schema).getFields())
        .extracting(org.apache.parquet.schema.Type::getName)
        .containsExactly("a.b", "1 Größe");
  }

  @Test
  void floatingPointColumnsKeepTheColumnOrderThatEveryReaderKnows() {
    assertThat(ParquetSchemas.toParquet(EVERYTHING).getColumns())
        .extracting(column -> column.getPrimitiveType().columnOrder())
        .containsOnly(ColumnOrder.typeDefined());
  }

  @Test
  void whatHasNoParquetFormIsRefusedByName() {
    assertRefused(
        Types.StructType.of(NestedField.optional(2, "empty", Types.StructType.of())),
        "Cannot map column c.empty to Parquet: a struct without members has no Parquet form here");
    assertRefused(
        Types.ListType.ofOptional(2, Types.VariantType.get()),
        "Cannot map column c.element to Parquet: type variant has no Parquet form here");
    assertRefused(
        Types.UnknownType.get(),
        "Cannot map column c to Parquet: type unknown has no Parquet form here");
    assertThatThrownBy(() -> ParquetSchemas.toParquet(new Schema()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot map a table to Parquet: it has no columns");
  }

  private static void assertRefused(Type type, String message) {
    assertThatThrownBy(
            () -> ParquetSchemas.toParquet(new Schema(NestedField.optional(1, "c", type))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
