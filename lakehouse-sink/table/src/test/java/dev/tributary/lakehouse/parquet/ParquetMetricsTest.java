package dev.tributary.lakehouse.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.schema.Column;
import dev.tributary.schema.ColumnType;
import dev.tributary.schema.Schema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.iceberg.Metrics;
import org.apache.iceberg.MetricsConfig;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.data.parquet.GenericParquetWriter;
import org.apache.iceberg.inmemory.InMemoryOutputFile;
import org.apache.iceberg.io.FileAppender;
import org.apache.iceberg.parquet.Parquet;
import org.apache.iceberg.parquet.ParquetUtil;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types.NestedField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The metrics of a file, field by field against those that Iceberg finds itself. */
class ParquetMetricsTest {
  private InMemoryOutputFile output = new InMemoryOutputFile("memory:f");

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void metricsAreThoseOfIcebergForRandomTables(long seed) throws IOException {
    Random random = new Random(seed);
    for (int i = 0; i < 8; i++) {
      RandomRows source = new RandomRows(random);
      Schema schema = source.schema();
      List<List<Object>> rows = source.rows(schema, random.nextInt(400));
      ParquetOptions options =
          random.nextBoolean()
              ? ParquetOptions.defaults()
              : ParquetOptions.defaults().withRowGroupBytes(4_096).withPageBytes(1_024);

      assertMetricsAreThoseOfIceberg(
          "seed " + seed + " table " + i + " " + schema, schema, rows, options);
    }
  }

  private static void assertMetricsAreThoseOfIceberg(
      String description, Schema schema, List<List<Object>> rows, ParquetOptions options)
      throws IOException {
    InMemoryOutputFile file = new InMemoryOutputFile();
    org.apache.iceberg.Schema table = IcebergSchemas.of(schema);
    ParquetFile written = write(file, table, schema, rows, options);
    Metrics ours = written.metrics();
    Metrics read = ParquetUtil.fileMetrics(file.toInputFile(), MetricsConfig.getDefault());

    assertThat(ours.recordCount()).as(description).isEqualTo(read.recordCount());
    assertThat(ours.columnSizes())
        .as("column sizes, %s", description)
        .isEqualTo(read.columnSizes());
    assertThat(ours.valueCounts())
        .as("value counts, %s", description)
        .isEqualTo(read.valueCounts());
    assertThat(ours.nullValueCounts())
        .as("null counts, %s", description)
        .isEqualTo(read.nullValueCounts());
    assertThat(values(table, ours.lowerBounds()))
        .as("lower bounds, %s", description)
        .isEqualTo(values(table, read.lowerBounds()));
    assertThat(values(table, ours.upperBounds()))
        .as("upper bounds, %s", description)
        .isEqualTo(values(table, read.upperBounds()));

    Metrics appended = icebergWrites(table, IcebergReader.records(file.toInputFile(), table));
    assertThat(ours.valueCounts()).as(description).isEqualTo(appended.valueCounts());
    assertThat(ours.nullValueCounts()).as(description).isEqualTo(appended.nullValueCounts());
    assertThat(ours.nanValueCounts())
        .as("nan counts, %s", description)
        .isEqualTo(appended.nanValueCounts());
    assertThat(signless(values(table, ours.lowerBounds())))
        .as("lower bounds of Iceberg's writer, %s", description)
        .isEqualTo(signless(values(table, appended.lowerBounds())));
    assertThat(signless(values(table, ours.upperBounds())))
        .as("upper bounds of Iceberg's writer, %s", description)
        .isEqualTo(signless(values(table, appended.upperBounds())));
  }

  @Test
  void splitOffsetsAreThoseOfTheRowGroups() {
    Schema schema = Schema.of(Column.of("n", ColumnType.Primitive.BIGINT));
    List<List<Object>> rows =
        new Random(5).longs(10_000).mapToObj(n -> List.<Object>of(n)).toList();

    ParquetFile file =
        write(
            output,
            IcebergSchemas.of(schema),
            schema,
            rows,
            ParquetOptions.defaults().withRowGroupBytes(16_384));

    assertThat(file.splitOffsets()).hasSize(4).isSorted().startsWith(4L);
    assertThat(file.metrics().valueCounts()).containsEntry(1, 10_000L);
  }

  @Test
  void textBoundsAreCutToSixteenCharactersWithoutCuttingACharacter() {
    String emoji = "\uD83D\uDE00";
    Metrics metrics = metrics("string", emoji.repeat(20), "a".repeat(15) + "ä" + "z".repeat(5));

    assertThat(lower(metrics, "string")).isEqualTo("a".repeat(15) + "ä");
    assertThat(upper(metrics, "string")).isEqualTo(emoji.repeat(15) + "\uD83D\uDE01");
  }

  @Test
  void anUpperBoundThatCannotBeCutIsLeftOut() {
    Metrics text = metrics("string", "\uDBFF\uDFFF".repeat(17), "a");
    Metrics binary = metrics("binary", "ff".repeat(17), "00");

    assertThat(text.upperBounds()).isEmpty();
    assertThat(lower(text, "string")).isEqualTo("a");
    assertThat(binary.upperBounds()).isEmpty();
    assertThat(lower(binary, "binary")).isEqualTo(ByteBuffer.wrap(new byte[1]));
  }

  @Test
  void boundsOfTextsTooLongForTheFooterAreThereAllTheSame() {
    Metrics metrics = metrics("string", "a".repeat(10_000), "b".repeat(10_000));

    assertThat(lower(metrics, "string")).isEqualTo("a".repeat(16));
    assertThat(upper(metrics, "string")).isEqualTo("b".repeat(15) + "c");
  }

  @Test
  void nanIsCountedAndIsNoBound() {
    Metrics some = metrics("double", Double.NaN, 1.5, -2.5, null, Double.NaN);
    Metrics all = metrics("float", Float.NaN, Float.NaN);

    assertThat(some.nanValueCounts()).containsExactly(Map.entry(1, 2L));
    assertThat(some.nullValueCounts()).containsExactly(Map.entry(1, 1L));
    assertThat(lower(some, "double")).isEqualTo(-2.5);
    assertThat(upper(some, "double")).isEqualTo(1.5);
    assertThat(all.nanValueCounts()).containsExactly(Map.entry(1, 2L));
    assertThat(all.lowerBounds()).isEmpty();
    assertThat(all.upperBounds()).isEmpty();
  }

  @Test
  void zerosOfEitherSignLieWithinTheBounds() {
    Metrics negative = metrics("double", -0.0);
    Metrics positive = metrics("float", 0.0f);

    assertThat(lower(negative, "double")).isEqualTo(-0.0);
    assertThat(upper(negative, "double")).isEqualTo(0.0);
    assertThat(lower(positive, "float")).isEqualTo(-0.0f);
    assertThat(upper(positive, "float")).isEqualTo(0.0f);
  }

  @Test
  void aColumnOfNullsHasCountsAndNoBounds() {
    Metrics metrics = metrics("int", null, null);

    assertThat(metrics.valueCounts()).containsExactly(Map.entry(1, 2L));
    assertThat(metrics.nullValueCounts()).containsExactly(Map.entry(1, 2L));
    assertThat(metrics.lowerBounds()).isEmpty();
    assertThat(metrics.nanValueCounts()).isEmpty();
  }

  @Test
  void membersOfStructsHaveBoundsAndElementsHaveNone() {
    Metrics metrics =
        metrics(
            "struct<a: int, l: list<int>>",
            List.of(1, List.of(5)),
            Arrays.asList(null, null),
            null);

    assertThat(metrics.valueCounts()).containsExactly(Map.entry(2, 3L));
    assertThat(metrics.nullValueCounts()).containsExactly(Map.entry(2, 2L));
    assertThat(metrics.lowerBounds()).containsOnlyKeys(2);
    assertThat(metrics.columnSizes()).containsOnlyKeys(2, 4);
  }

  @Test
  void aFileWithoutRowsHasNoMetricsButItsCount() {
    Metrics metrics = metrics("int");

    assertThat(metrics.recordCount()).isZero();
    assertThat(metrics.valueCounts()).isEmpty();
    assertThat(IcebergReader.records(output.toInputFile(), table("int"))).isEmpty();
  }

  private Metrics metrics(String type, Object... values) {
    Schema schema = Schema.of(Column.of("c", ColumnType.parse(type)));
    List<List<Object>> rows = new ArrayList<>();
    for (Object value : values) {
      rows.add(Arrays.asList(value));
    }
    output = new InMemoryOutputFile("memory:f");
    return write(output, IcebergSchemas.of(schema), schema, rows, ParquetOptions.defaults())
        .metrics();
  }

  private static ParquetFile write(
      InMemoryOutputFile file,
      org.apache.iceberg.Schema table,
      Schema schema,
      List<List<Object>> rows,
      ParquetOptions options) {
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = Batches.of(allocator, schema, rows);
        ParquetEncoder encoder = ParquetEncoder.create(file, table, options)) {
      encoder.write(root, RowSelection.all(rows.size()));
      return encoder.finish();
    }
  }

  private static Metrics icebergWrites(org.apache.iceberg.Schema table, List<Record> records)
      throws IOException {
    FileAppender<Record> appender =
        Parquet.write(new InMemoryOutputFile())
            .schema(table)
            .createWriterFunc(type -> GenericParquetWriter.create(table, type))
            .build();
    try (appender) {
      appender.addAll(records);
    }
    return appender.metrics();
  }

  private static org.apache.iceberg.Schema table(String type) {
    return IcebergSchemas.of(Schema.of(Column.of("c", ColumnType.parse(type))));
  }

  private static Object lower(Metrics metrics, String type) {
    return value(table(type), 1, metrics.lowerBounds().get(1));
  }

  private static Object upper(Metrics metrics, String type) {
    return value(table(type), 1, metrics.upperBounds().get(1));
  }

  private static Map<Integer, Object> values(
      org.apache.iceberg.Schema table, Map<Integer, ByteBuffer> bounds) {
    Map<Integer, Object> values = new HashMap<>();
    bounds.forEach((id, bound) -> values.put(id, value(table, id, bound)));
    return values;
  }

  private static Object value(org.apache.iceberg.Schema table, int id, ByteBuffer bound) {
    NestedField field = table.findField(id);
    Object value = Conversions.fromByteBuffer(field.type(), bound);
    return field.type().typeId() == Type.TypeID.STRING ? value.toString() : value;
  }

  /** Iceberg's writer keeps the sign of a zero where Parquet widens the bound over both. */
  private static Map<Integer, Object> signless(Map<Integer, Object> bounds) {
    bounds.replaceAll(
        (id, bound) ->
            bound instanceof Double number && number == 0.0
                ? (Object) 0.0
                : bound instanceof Float small && small == 0.0f ? (Object) 0.0f : bound);
    return bounds;
  }
}
