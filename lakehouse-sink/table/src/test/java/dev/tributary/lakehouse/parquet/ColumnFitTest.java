package dev.tributary.lakehouse.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.inmemory.InMemoryOutputFile;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which vectors go into which columns, and what is said of those that do not. */
class ColumnFitTest {
  private final BufferAllocator allocator = new RootAllocator();
  private InMemoryOutputFile output = new InMemoryOutputFile("memory:f");

  @AfterEach
  void nothingLeaks() {
    allocator.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tinyint | int",
        "smallint | int",
        "tinyint | long",
        "smallint | long",
        "int | long",
      })
  void wholeNumbersGoIntoWiderOnes(String vector, String column) {
    Type type = Types.fromPrimitiveString(column);
    boolean wide = type.typeId() == Type.TypeID.LONG;

    assertThat(written(vector, type, -7, 0, 7, null))
        .containsExactly(
            wide ? (Object) (-7L) : (Object) (-7),
            wide ? (Object) 0L : (Object) 0,
            wide ? (Object) 7L : (Object) 7,
            null);
  }

  @Test
  void theLeastNumbersKeepTheirSign() {
    assertThat(written("tinyint", Types.LongType.get(), -128)).containsExactly(-128L);
    assertThat(written("smallint", Types.IntegerType.get(), -32768)).containsExactly(-32768);
    assertThat(written("int", Types.LongType.get(), Integer.MIN_VALUE))
        .containsExactly((long) Integer.MIN_VALUE);
  }

  @Test
  void floatGoesIntoDouble() {
    assertThat(written("float", Types.DoubleType.get(), 0.1f, Float.NaN, null))
        .containsExactly((double) 0.1f, Double.NaN, null);
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "5, 9", "5, 10", "5, 18", "5, 19", "5, 38", "18, 19", "38, 38"})
  void decimalsGoIntoDecimalsOfMoreDigits(int narrow, int wide) {
    BigDecimal nines = new BigDecimal("9".repeat(narrow)).movePointLeft(2);
    BigDecimal small = new BigDecimal("-0.01");

    assertThat(
            written(
                "decimal(" + narrow + ",2)",
                Types.DecimalType.of(wide, 2),
                nines,
                nines.negate(),
                small,
                null))
        .containsExactly(nines, nines.negate(), small, null);
  }

  @Test
  void wideningReachesIntoStructsListsAndMaps() {
    Type table =
        Types.StructType.of(
            NestedField.optional(
                2,
                "list",
                Types.ListType.ofOptional(
                    3,
                    Types.MapType.ofOptional(
                        4, 5, Types.StringType.get(), Types.DoubleType.get()))));

    List<Object> rows =
        written(
            "struct<list: list<map<string, float>>>",
            table,
            List.of(Arrays.asList(Map.of("a", 1.5f), null)),
            null);

    assertThat(((Record) rows.get(0)).get(0)).isEqualTo(Arrays.asList(Map.of("a", 1.5), null));
    assertThat(rows.get(1)).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bigint | int | Int(64, true)",
        "double | float | FloatingPoint(DOUBLE)",
        "double | long | FloatingPoint(DOUBLE)",
        "string | binary | Utf8",
        "binary | string | Binary",
        "string | long | Utf8",
        "boolean | int | Bool",
        "date | timestamptz | Date(DAY)",
        "date | int | Date(DAY)",
        "int | date | Int(32, true)",
        "bigint | timestamptz | Int(64, true)",
        "timestamp(us) | timestamptz_ns | Timestamp(MICROSECOND, UTC)",
        "timestamp(ns) | timestamptz | Timestamp(NANOSECOND, UTC)",
        "timestamp(us) | timestamp | Timestamp(MICROSECOND, UTC)",
        "timestamp(ns) | timestamp_ns | Timestamp(NANOSECOND, UTC)",
        "decimal(9,2) | decimal(8, 2) | Decimal(9, 2, 128)",
        "decimal(9,2) | decimal(10, 3) | Decimal(9, 2, 128)",
        "int | decimal(9, 0) | Int(32, true)",
        "struct<a: int> | int | Struct",
        "list<int> | int | List",
        "string | uuid | Utf8",
      })
  void unfitPairsAreRefusedWithColumnVectorAndTableType(
      String vector, String column, String arrow) {
    Type type = Types.fromPrimitiveString(column);

    assertThatThrownBy(() -> written(vector, type))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot write column c: a vector of type " + arrow + " does not fit into " + type);
  }

  @Test
  void nestedColumnsAreRefusedByPath() {
    assertRefused(
        "struct<m: list<struct<x: string>>>",
        Types.StructType.of(
            NestedField.optional(
                2,
                "m",
                Types.ListType.ofOptional(
                    3, Types.StructType.of(NestedField.optional(4, "x", Types.LongType.get()))))),
        "Cannot write column c.m.element.x: a vector of type Utf8 does not fit into long");
    assertRefused(
        "map<string, int>",
        Types.ListType.ofOptional(2, Types.IntegerType.get()),
        "Cannot write column c: a vector of type Map(false) does not fit into list<int>");
    assertRefused(
        "list<int>",
        Types.MapType.ofOptional(2, 3, Types.StringType.get(), Types.IntegerType.get()),
        "Cannot write column c: a vector of type List does not fit into map<string, int>");
    assertRefused(
        "int",
        Types.StructType.of(NestedField.optional(2, "x", Types.LongType.get())),
        "Cannot write column c: a vector of type Int(32, true) does not fit into struct<2: x:"
            + " optional long>");
  }

  @Test
  void aColumnWithoutVectorIsNullAtEveryLevel() {
    Type table =
        Types.StructType.of(
            NestedField.optional(2, "new", Types.StringType.get()),
            NestedField.optional(3, "a", Types.IntegerType.get()),
            NestedField.optional(
                4,
                "deep",
                Types.ListType.ofRequired(
                    5, Types.StructType.of(NestedField.required(6, "x", Types.LongType.get())))));
    org.apache.iceberg.Schema schema =
        new org.apache.iceberg.Schema(
            NestedField.optional(7, "uuid", Types.UUIDType.get()),
            NestedField.optional(1, "c", table));

    write(schema, batchSchema("struct<a: int>"), List.of(List.of(List.of(1))));

    Record row = IcebergReader.records(output.toInputFile(), schema).get(0);
    assertThat(row.get(0)).isNull();
    Record struct = (Record) row.get(1);
    assertThat(struct.get(0)).isNull();
    assertThat(struct.get(1)).isEqualTo(1);
    assertThat(struct.get(2)).isNull();
  }

  @Test
  void aRequiredColumnWithoutVectorIsRefused() {
    org.apache.iceberg.Schema schema =
        new org.apache.iceberg.Schema(
            NestedField.optional(
                1,
                "c",
                Types.StructType.of(NestedField.required(2, "must", Types.LongType.get()))));

    assertThatThrownBy(() -> write(schema, batchSchema("struct<a: int>"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot write column c.must: the table requires it and the batch does not have it");
  }

  @Test
  void aVectorWithoutColumnIsRefused() {
    assertRefused(
        "struct<a: int, extra: int>",
        Types.StructType.of(NestedField.optional(2, "a", Types.LongType.get())),
        "Cannot write vector c.extra: the table has no column of that name");
    org.apache.iceberg.Schema other =
        new org.apache.iceberg.Schema(NestedField.optional(1, "C", Types.IntegerType.get()));
    assertThatThrownBy(() -> write(other, batchSchema("int"), List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Cannot write vector c: the table has no column of that name");
  }

  @Test
  void aNullInARequiredColumnIsRefused() {
    org.apache.iceberg.Schema schema =
        new org.apache.iceberg.Schema(NestedField.required(1, "c", Types.IntegerType.get()));

    assertThatThrownBy(
            () ->
                write(
                    schema, batchSchema("int"), List.of(List.of(1), Arrays.asList((Object) null))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot write column c: vector c is null at index 1, and the table requires a value");
  }

  @Test
  void aRequiredStructThatIsNullIsRefused() {
    Type table = Types.StructType.of(NestedField.optional(2, "a", Types.IntegerType.get()));
    org.apache.iceberg.Schema schema =
        new org.apache.iceberg.Schema(NestedField.required(1, "c", table));

    assertThatThrownBy(
            () ->
                write(schema, batchSchema("struct<a: int>"), List.of(Arrays.asList((Object) null))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "Cannot write column c.a: vector c is null at index 0, and the table requires a value");
  }

  @ParameterizedTest
  @CsvSource({"3, 1000", "3, -1000", "12, 1000000000000", "20, 100000000000000000000"})
  void aDecimalWithTooManyDigitsIsNotWrittenAsAnotherNumber(int precision, String unscaled) {
    org.apache.iceberg.Schema schema =
        new org.apache.iceberg.Schema(
            NestedField.optional(1, "c", Types.DecimalType.of(precision, 0)));
    try (DecimalVector vector = new DecimalVector("c", allocator, precision, 0);
        VectorSchemaRoot root = VectorSchemaRoot.of(vector);
        ParquetEncoder encoder = ParquetEncoder.create(output, schema, ParquetOptions.defaults())) {
      vector.setBigEndianSafe(0, new java.math.BigInteger(unscaled).toByteArray());
      root.setRowCount(1);

      assertThatThrownBy(() -> encoder.write(root, RowSelection.all(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Cannot write column c: the value at index 0 of its vector has more digits than"
                  + " decimal(%s, 0) holds",
              precision);
    }
  }

  @Test
  void aRefusedBatchLeavesTheEncoderAsItWas() {
    org.apache.iceberg.Schema schema =
        new org.apache.iceberg.Schema(NestedField.optional(1, "c", Types.IntegerType.get()));
    Schema fit = batchSchema("int");
    Schema unfit = batchSchema("string");
    try (VectorSchemaRoot good = Batches.of(allocator, fit, List.of(List.of(1), List.of(2)));
        VectorSchemaRoot bad = Batches.of(allocator, unfit, List.of(List.of("x")));
        ParquetEncoder encoder = ParquetEncoder.create(output, schema, ParquetOptions.defaults())) {
      encoder.write(good, RowSelection.of(1));
      assertThatThrownBy(() -> encoder.write(bad, RowSelection.all(1)))
          .hasMessageContaining("does not fit");
      assertThatThrownBy(() -> encoder.write(good, RowSelection.of(0, 2)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("Invalid row selection: row 2 of a batch of 2 rows");
      encoder.write(good, RowSelection.of(0));
      encoder.finish();
    }

    assertThat(IcebergReader.rows(output.toInputFile(), schema, fit))
        .containsExactly(List.of(2), List.of(1));
  }

  private void assertRefused(String vector, Type column, String message) {
    assertThatThrownBy(() -> written(vector, column))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  /** Writes values of one type into a column of another, and what Iceberg's reader reads there. */
  private List<Object> written(String vectorType, Type columnType, Object... values) {
    org.apache.iceberg.Schema table =
        new org.apache.iceberg.Schema(NestedField.optional(1, "c", columnType));
    write(
        table,
        batchSchema(vectorType),
        Arrays.stream(values).map(value -> Arrays.asList(value)).toList());
    return IcebergReader.records(output.toInputFile(), table).stream()
        .map(row -> row.get(0))
        .toList();
  }

  private void write(org.apache.iceberg.Schema table, Schema batchSchema, List<List<Object>> rows) {
    output = new InMemoryOutputFile("memory:f");
    try (VectorSchemaRoot root = Batches.of(allocator, batchSchema, rows);
        ParquetEncoder encoder = ParquetEncoder.create(output, table, ParquetOptions.defaults())) {
      encoder.write(root, RowSelection.all(rows.size()));
      encoder.finish();
    }
  }

  private static Schema batchSchema(String type) {
    return Schema.of(Column.of("c", ColumnType.parse(type)));
  }
}
